//! One address: asked, followed through its redirects, asked again where that may help, and its page read.

use std::collections::BTreeSet;
use std::mem;
use std::time::Duration;

use reqwest::{Client, Method};
use tokio::time::timeout;
use url::Url;

use super::answer::{Answer, Hop, Verdict};
use super::fetch::{self, Response};
use super::host::Hosts;
use super::plan::Sought;
use super::{page, seek};

/// More redirects lead nowhere.
const MOST_HOPS: usize = 8;

/// A server that asks for more patience than this is not asked again today.
const LONGEST_WAIT: Duration = Duration::from_mins(1);

/// What every visit needs.
pub struct Visitor {
    /// Sends requests.
    pub client: Client,
    /// Says when.
    pub hosts: Hosts,
    /// How long an answer may take.
    pub patience: Duration,
    /// How often an address is asked again after a failure that may pass.
    pub retries: u32,
    /// The wait before the first of them; doubled before each further one.
    pub back_off: Duration,
}

/// How a chain of redirects ended.
struct End {
    verdict: Verdict,
    hops: Vec<Hop>,
    response: Option<Response>,
}

impl Visitor {
    /// Asks `url`. Where nothing is looked for, a request without the page comes first; an answer other than a page is
    /// never believed without a request with the page, for many servers refuse the other kind.
    ///
    /// `None` where the run was stopped meanwhile.
    pub async fn visit(&self, url: &Url, sought: &BTreeSet<Sought>) -> Option<Answer> {
        let mut retries = self.retries;
        if sought.is_empty() {
            let end = self.follow(url, &Method::HEAD, false, &mut 0).await?;
            if end.wants_peace() {
                return Some(end.into_answer());
            }
            match end.verdict {
                Verdict::Fine
                | Verdict::NoSuchHost
                | Verdict::Refused
                | Verdict::CertificateExpired
                | Verdict::CertificateForAnotherHost
                | Verdict::CertificateUntrusted => return Some(end.into_answer()),
                Verdict::ServerFault | Verdict::TimedOut | Verdict::Broken => retries = retries.saturating_sub(1),
                Verdict::Gone
                | Verdict::TlsFailed
                | Verdict::RedirectLoop
                | Verdict::RedirectBroken
                | Verdict::Unreachable
                | Verdict::Unknown => {}
            }
        }
        let mut end = self.follow(url, &Method::GET, !sought.is_empty(), &mut retries).await?;
        let page = end.response.as_mut().filter(|_| end.verdict == Verdict::Fine);
        let page = page.map(|response| (mem::take(&mut response.body), response.content_type.take()));
        let mut answer = end.into_answer();
        if let Some((bytes, content_type)) = page.filter(|(bytes, _)| !bytes.is_empty()) {
            let page = page::read(&bytes, content_type.as_deref());
            drop(bytes);
            answer.found = seek::seek(&page, sought);
        }
        Some(answer)
    }

    /// Follows redirects by hand. A page may set a cookie and lead back to itself; that is a circle only without a new
    /// cookie.
    async fn follow(&self, start: &Url, method: &Method, want_page: bool, retries: &mut u32) -> Option<End> {
        let mut url = start.clone();
        let mut hops = Vec::new();
        let mut seen = BTreeSet::new();
        let mut jar: Vec<(String, String)> = Vec::new();
        loop {
            let host = url.host_str().unwrap_or_default().to_owned();
            let cookie = cookies_for(&jar, &host);
            if !seen.insert((url.to_string(), cookie.clone())) || hops.len() > MOST_HOPS {
                return Some(End { verdict: Verdict::RedirectLoop, hops, response: None });
            }
            let response = match self.persist(&url, method, &cookie, want_page, retries).await? {
                Ok(response) => response,
                Err(verdict) => return Some(End { verdict, hops, response: None }),
            };
            for pair in &response.cookies {
                keep_cookie(&mut jar, &host, pair);
            }
            let verdict = Verdict::of_status(response.status);
            if verdict != Verdict::RedirectBroken {
                return Some(End { verdict, hops, response: Some(response) });
            }
            let target = response.location.as_deref().and_then(|to| url.join(to).ok());
            let Some(mut target) = target.filter(|to| matches!(to.scheme(), "http" | "https") && to.host().is_some())
            else {
                return Some(End { verdict, hops, response: Some(response) });
            };
            target.set_fragment(None);
            hops.push(Hop { status: response.status, to: target.to_string() });
            url = target;
        }
    }

    /// One address of a chain, asked again after a failure that may pass.
    async fn persist(
        &self,
        url: &Url,
        method: &Method,
        cookie: &str,
        want_page: bool,
        retries: &mut u32,
    ) -> Option<Result<Response, Verdict>> {
        let mut wait = self.back_off;
        loop {
            let mut pass = self.hosts.enter(url.host_str().unwrap_or_default()).await?;
            let request = fetch::ask(&self.client, method.clone(), url.as_str(), cookie, want_page);
            let outcome = timeout(self.patience, request).await.unwrap_or(Err(Verdict::TimedOut));
            let may_pass = match &outcome {
                Ok(response) => response.status == 429 || Verdict::of_status(response.status).is_passing(),
                Err(verdict) => verdict.is_passing(),
            };
            if !may_pass {
                return Some(outcome);
            }
            let asked = outcome.as_ref().ok().and_then(|response| response.retry_after);
            let rest = asked.unwrap_or(wait);
            pass.rest(rest.min(LONGEST_WAIT));
            if *retries == 0 || rest > LONGEST_WAIT {
                return Some(outcome);
            }
            *retries -= 1;
            wait *= 2;
        }
    }
}

impl End {
    /// Whether the server asked not to be asked again soon.
    fn wants_peace(&self) -> bool {
        self.response.as_ref().and_then(|response| response.retry_after).is_some_and(|rest| rest > LONGEST_WAIT)
    }

    fn into_answer(self) -> Answer {
        Answer::bare(self.verdict, self.response.map(|response| response.status), self.hops)
    }
}

fn cookies_for(jar: &[(String, String)], host: &str) -> String {
    let own: Vec<&str> = jar.iter().filter(|(owner, _)| owner == host).map(|(_, pair)| pair.as_str()).collect();
    own.join("; ")
}

/// Keeps a cookie of `host` for the rest of the chain, in the place of one of the same name.
fn keep_cookie(jar: &mut Vec<(String, String)>, host: &str, pair: &str) {
    let name = pair.split('=').next().unwrap_or_default();
    let sound = !name.is_empty() && pair.bytes().all(|byte| (b' '..=b'~').contains(&byte)) && pair.len() < 4096;
    if sound && jar.len() < 50 {
        jar.retain(|(owner, known)| owner != host || known.split('=').next() != Some(name));
        jar.push((host.to_owned(), pair.to_owned()));
    }
}
