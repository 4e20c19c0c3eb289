//! The live re-check: does every published address answer, and is every number and mail address still printed on its
//! provider's own page?
//!
//! 1. `plan` takes everything that the directory publishes, and the pages on which it should stand.
//! 2. `visit` asks each address (`fetch` one request, `host` when), follows redirects, and reads the page (`page`, `seek`).
//! 3. `cache` keeps every answer, so that a run can be stopped and go on later.
//! 4. `report` says what was found, the worst first; `record` notes it in the data files as a check by a program.
//!
//! Beside [`crate::publish`] the only room that opens sockets, and it writes only its cache and the key `answered` of the
//! data files. It never touches what people vouch for.

mod answer;
mod cache;
mod fetch;
mod host;
mod page;
mod plan;
mod record;
mod report;
mod seek;
mod visit;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;
use std::io;
use std::path::PathBuf;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use jiff::civil::Date;
use tokio::runtime;
use tokio::sync::{mpsc, watch};
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep_until};
use url::Url;

pub use answer::{Answer, Hop, Presence, Verdict};
pub use fetch::Network;
pub use plan::{Entry, LineList, Owner, Plan, Sought, Subject};
pub use record::{Recorded, record};
pub use report::{Finding, Report, Standing};

use cache::{Cache, Record};
use host::Hosts;
use visit::Visitor;

/// How a run goes about it.
#[derive(Clone)]
pub struct Options {
    /// The day of the run.
    pub today: Date,
    /// How requests introduce themselves: the project, and where to write to it.
    pub agent: String,
    /// Where answers are kept.
    pub cache: PathBuf,
    /// Answers younger than so many days are not asked for again.
    pub max_age: i32,
    /// How many requests at once, in all.
    pub jobs: usize,
    /// How long each host rests between two requests.
    pub pause: Duration,
    /// How long an answer may take.
    pub patience: Duration,
    /// How often an address is asked again after a failure that may pass.
    pub retries: u32,
    /// The wait before the first of them; doubled before each further one.
    pub back_off: Duration,
    /// Whether Ctrl-C stops the run in good order.
    pub heeds_ctrl_c: bool,
    /// How names are resolved and who is trusted.
    pub network: Network,
}

impl Options {
    /// The usual way.
    pub fn new(today: Date, agent: String, cache: PathBuf) -> Self {
        Self {
            today,
            agent,
            cache,
            max_age: 6,
            jobs: 16,
            pause: Duration::from_secs(1),
            patience: Duration::from_secs(20),
            retries: 2,
            back_off: Duration::from_secs(2),
            heeds_ctrl_c: false,
            network: Network::default(),
        }
    }
}

/// Stops a run from outside. Every answer that has come by then is kept.
#[derive(Clone)]
pub struct Stop(watch::Sender<bool>);

impl Stop {
    /// Not yet.
    pub fn new() -> Self {
        Self(watch::Sender::new(false))
    }

    /// Stops.
    pub fn stop(&self) {
        self.0.send_replace(true);
    }
}

impl Default for Stop {
    fn default() -> Self {
        Self::new()
    }
}

/// How far a run is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress<'a> {
    /// Addresses of which the answer is known.
    pub done: usize,
    /// All of them.
    pub total: usize,
    /// The last one.
    pub url: &'a str,
}

/// What a run learned.
#[derive(Clone, Debug, Default)]
pub struct Answers {
    /// The day and the answer of each address.
    pub by_page: HashMap<String, (Date, Answer)>,
    /// How many there are to ask.
    pub total: usize,
    /// How many of them were asked in this run.
    pub asked: usize,
    /// Of how many of these the host was not found.
    pub lost: usize,
    /// Whether it was stopped before the end.
    pub stopped: bool,
    /// Whether no name at all was found: it is this machine that has no network. Nothing of it is kept.
    pub offline: bool,
}

/// Why a run could not be.
#[derive(Debug)]
pub enum LinksError {
    /// The cache cannot be read or written.
    Cache(PathBuf, io::Error),
    /// The machine cannot run requests.
    Client(String),
}

impl fmt::Display for LinksError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cache(path, error) => write!(f, "{} cannot be used: {error}", path.display()),
            Self::Client(reason) => write!(f, "requests cannot be sent: {reason}"),
        }
    }
}

impl std::error::Error for LinksError {}

/// Asks every address of `plan` that is not known from before.
///
/// # Errors
/// [`LinksError`]; what addresses answer is never an error.
pub fn run(
    plan: &Plan,
    options: &Options,
    stop: &Stop,
    progress: &mut dyn FnMut(Progress<'_>),
) -> Result<Answers, LinksError> {
    let mut cache = Cache::open(&options.cache).map_err(|error| LinksError::Cache(options.cache.clone(), error))?;
    let mut answers = Answers::default();
    let mut open: BTreeMap<String, Vec<Errand>> = BTreeMap::new();
    for (page, sought) in plan.pages() {
        answers.total += 1;
        let asked: BTreeSet<String> = sought.iter().map(Sought::key).collect();
        if let Some(record) = cache.get(&page, &asked, options.today, options.max_age) {
            answers.by_page.insert(page, (record.date, record.answer.clone()));
        } else if let Ok(url) = Url::parse(&page) {
            open.entry(url.host_str().unwrap_or_default().to_owned()).or_default().push((url, sought));
        }
    }
    if !open.is_empty() {
        let runtime = runtime::Builder::new_multi_thread()
            .enable_all()
            .build()
            .map_err(|error| LinksError::Client(error.to_string()))?;
        let asking = ask_all(open, options, stop, &mut cache, &mut answers, progress);
        let result = runtime.block_on(asking);
        // A look-up of a name cannot be called off; nobody waits for it.
        runtime.shutdown_background();
        result?;
    }
    answers.offline = answers.asked >= FEWEST_TO_DOUBT && answers.lost == answers.asked;
    if answers.offline || !answers.stopped && answers.asked > 0 {
        let is_young = |record: &Record| (options.today - record.date).get_days() < options.max_age.max(1);
        let counts = |record: &Record| !answers.offline || record.answer.verdict != Verdict::NoSuchHost;
        cache
            .tidy(|record| is_young(record) && counts(record))
            .map_err(|error| LinksError::Cache(options.cache.clone(), error))?;
    }
    Ok(answers)
}

/// When of so many hosts none is found, it is the machine that is not connected.
const FEWEST_TO_DOUBT: usize = 5;

/// An address to ask, and what to look for on its page.
type Errand = (Url, BTreeSet<Sought>);

async fn ask_all(
    open: BTreeMap<String, Vec<Errand>>,
    options: &Options,
    stop: &Stop,
    cache: &mut Cache,
    answers: &mut Answers,
    progress: &mut dyn FnMut(Progress<'_>),
) -> Result<(), LinksError> {
    let visitor = Arc::new(Visitor {
        client: fetch::client(&options.agent, &options.network)?,
        hosts: Hosts::new(options.jobs, options.pause),
        patience: options.patience,
        retries: options.retries,
        back_off: options.back_off,
    });
    let (report, mut reports) = mpsc::channel::<Record>(64);
    let mut tasks = JoinSet::new();
    for errands in open.into_values() {
        tasks.spawn(visit_all(Arc::clone(&visitor), errands, options.today, report.clone()));
    }
    drop(report);
    let mut stopping = pin!(stopping(stop, options.heeds_ctrl_c));
    let mut patience_ends = Instant::now();
    loop {
        tokio::select! {
            biased;
            () = &mut stopping, if !answers.stopped => {
                answers.stopped = true;
                visitor.hosts.close();
                patience_ends = Instant::now() + GRACE;
            }
            next = reports.recv() => match next {
                Some(record) => keep(record, cache, answers, options, progress)?,
                None => break,
            },
            () = sleep_until(patience_ends), if answers.stopped => break,
        }
    }
    tasks.abort_all();
    while tasks.join_next().await.is_some() {}
    while let Ok(record) = reports.try_recv() {
        keep(record, cache, answers, options, progress)?;
    }
    answers.stopped &= answers.by_page.len() < answers.total;
    Ok(())
}

/// How long a stopped run waits for the answers to requests already sent, so that they need not be sent again.
const GRACE: Duration = Duration::from_secs(3);

async fn stopping(stop: &Stop, heeds_ctrl_c: bool) {
    let mut stopped = stop.0.subscribe();
    tokio::select! {
        _ = stopped.wait_for(|stop| *stop) => {}
        () = ctrl_c(heeds_ctrl_c) => {}
    }
}

/// The addresses of one host, one after the other.
async fn visit_all(visitor: Arc<Visitor>, errands: Vec<Errand>, date: Date, report: mpsc::Sender<Record>) {
    for (url, sought) in errands {
        let Some(answer) = visitor.visit(&url, &sought).await else { return };
        let asked = sought.iter().map(Sought::key).collect();
        if report.send(Record { url: url.into(), date, asked, answer }).await.is_err() {
            return;
        }
    }
}

fn keep(
    record: Record,
    cache: &mut Cache,
    answers: &mut Answers,
    options: &Options,
    progress: &mut dyn FnMut(Progress<'_>),
) -> Result<(), LinksError> {
    answers.asked += 1;
    answers.lost += usize::from(record.answer.verdict == Verdict::NoSuchHost);
    answers.by_page.insert(record.url.clone(), (record.date, record.answer.clone()));
    progress(Progress { done: answers.by_page.len(), total: answers.total, url: &record.url });
    cache.add(record).map_err(|error| LinksError::Cache(options.cache.clone(), error))
}

async fn ctrl_c(heeded: bool) {
    // Without a way to listen, Ctrl-C ends the program at once; the cache has every answer until then.
    if !heeded || tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
