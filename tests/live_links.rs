//! The live re-check against a web on this machine that misbehaves in every way, encryption included.

#![allow(clippy::unwrap_used, missing_docs)]

mod support;
#[path = "support/web.rs"]
mod web;

use std::path::Path;
use std::time::{Duration, Instant};

use get_support_today::links::{
    self, Answer, Answers, Entry, Options, Owner, Plan, Presence, Report, Sought, Standing, Stop, Subject, Verdict,
};
use get_support_today::model::{CountryCode, ServiceId};
use jiff::civil::{Date, date};
use web::Web;

const TODAY: Date = date(2026, 11, 24);

fn entry(subject: Subject) -> Entry {
    Entry { owner: Owner::Service(ServiceId::new("a").unwrap()), area: "gb".into(), name: "a-service".into(), subject }
}

fn number() -> Sought {
    Sought::Phone { value: "08081000900".into(), country: CountryCode::parse("GB").ok() }
}

fn printed(sought: Sought, pages: &[&str]) -> Entry {
    let pages = pages.iter().map(|page| (*page).to_owned()).collect();
    entry(Subject::Printed { sought, shown: "0808 1000 900".into(), pages })
}

fn options(web: &Web, folder: &Path) -> Options {
    Options {
        pause: Duration::ZERO,
        patience: Duration::from_secs(3),
        back_off: Duration::from_millis(5),
        network: web.network(),
        ..Options::new(
            TODAY,
            "GetSupportToday/test (+https://getsupport.today/; x@example.org)".into(),
            folder.join("cache"),
        )
    }
}

fn run(entries: Vec<Entry>, options: &Options) -> Answers {
    links::run(&Plan { entries }, options, &Stop::new(), &mut |_| {}).unwrap()
}

fn answer<'a>(answers: &'a Answers, url: &str) -> &'a Answer {
    &answers.by_page.get(url).unwrap_or_else(|| panic!("{url} was not asked")).1
}

#[test]
fn every_fault_is_told_from_every_other() {
    let web = Web::start();
    let folder = tempfile::tempdir().unwrap();
    let cases = [
        ("http://h1.plain.test/number", Verdict::Fine, Some(200)),
        ("https://h1.secure.test/number", Verdict::Fine, Some(200)),
        ("http://h2.plain.test/moved", Verdict::Fine, Some(200)),
        ("http://h3.plain.test/temporary", Verdict::Fine, Some(200)),
        ("http://h4.plain.test/elsewhere", Verdict::Fine, Some(200)),
        ("http://h5.plain.test/chain", Verdict::Fine, Some(200)),
        ("http://h6.plain.test/loop", Verdict::RedirectLoop, None),
        ("http://h7.plain.test/endless", Verdict::RedirectLoop, None),
        ("http://h8.plain.test/nowhere", Verdict::RedirectBroken, Some(301)),
        ("http://h8.plain.test/no-location", Verdict::RedirectBroken, Some(302)),
        ("http://h9.plain.test/to-lost", Verdict::NoSuchHost, None),
        ("http://h9.plain.test/to-expired", Verdict::CertificateExpired, None),
        ("http://h10.plain.test/cookie", Verdict::Fine, Some(200)),
        ("http://h11.plain.test/forbidden", Verdict::Unknown, Some(403)),
        ("http://h11.plain.test/teapot", Verdict::Unknown, Some(418)),
        ("http://h12.plain.test/too-many", Verdict::Unknown, Some(429)),
        ("http://h13.plain.test/later", Verdict::Fine, Some(200)),
        ("http://h14.plain.test/much-later", Verdict::Unknown, Some(429)),
        ("http://h15.plain.test/missing", Verdict::Gone, Some(404)),
        ("http://h15.plain.test/gone", Verdict::Gone, Some(410)),
        ("http://h16.plain.test/recovering", Verdict::Fine, Some(200)),
        ("http://h16.plain.test/broken", Verdict::ServerFault, Some(500)),
        ("http://h17.plain.test/head-405", Verdict::Fine, Some(200)),
        ("http://h17.plain.test/head-404", Verdict::Fine, Some(200)),
        ("http://h17.plain.test/head-reset", Verdict::Fine, Some(200)),
        ("http://h18.plain.test/slow", Verdict::TimedOut, None),
        ("http://h19.plain.test/reset", Verdict::Broken, None),
        ("http://h20.plain.test/garbage", Verdict::Broken, None),
        ("http://h21.closed.test/", Verdict::Refused, None),
        ("http://lost.example/", Verdict::NoSuchHost, None),
        ("https://h22.expired.test/number", Verdict::CertificateExpired, None),
        ("https://h22.wrong.test/number", Verdict::CertificateForAnotherHost, None),
        ("https://h22.self.test/number", Verdict::CertificateUntrusted, None),
        ("https://h22.plain.test/number", Verdict::TlsFailed, None),
    ];
    let entries = cases.iter().map(|(url, ..)| entry(Subject::Address((*url).to_owned()))).collect();
    let options = options(&web, folder.path());
    let started = Instant::now();
    let answers = run(entries, &options);
    for (url, verdict, status) in cases {
        let found = answer(&answers, url);
        assert_eq!((found.verdict, found.status), (verdict, status), "{url}");
    }
    assert!(started.elapsed() >= Duration::from_secs(1), "Retry-After was not heeded");
    assert!(started.elapsed() < Duration::from_secs(25), "it waited for too long");
    assert_eq!(answers.asked, cases.len());
    assert_eq!(web.log(|log| log.crowded.clone()), Vec::<String>::new(), "a host was asked twice at once");
    assert!(web.log(|log| log.agents[0].contains("https://getsupport.today/")));

    let moved = answer(&answers, "http://h5.plain.test/chain");
    assert_eq!(moved.moved_to(), Some("http://new.plain.test/temporary"));
    assert_eq!(moved.hops.iter().map(|hop| hop.status).collect::<Vec<_>>(), [308, 301, 302]);
    assert_eq!(answer(&answers, "http://h4.plain.test/elsewhere").moved_to(), None);

    // Who answers is not asked for the page; who asks for peace is left in peace; what may pass is tried three times.
    assert_eq!(web.count("GET", "h1.plain.test/number"), 0);
    assert_eq!(web.count("HEAD", "h14.plain.test/much-later") + web.count("GET", "h14.plain.test/much-later"), 1);
    assert_eq!(web.count("HEAD", "h16.plain.test/broken") + web.count("GET", "h16.plain.test/broken"), 3);
    assert_eq!(web.count("GET", "h15.plain.test/missing"), 1);
}

#[test]
fn numbers_are_looked_for_on_the_page_itself() {
    let web = Web::start();
    let folder = tempfile::tempdir().unwrap();
    let another = Presence::Another(vec!["0808 1000 901".into()]);
    let cases = [
        ("http://a.plain.test/number", Some(Presence::Printed)),
        ("https://a.secure.test/number", Some(Presence::Printed)),
        ("http://b.plain.test/elsewhere", Some(Presence::Printed)),
        ("http://c.plain.test/huge", Some(Presence::Printed)),
        ("http://c.plain.test/late", Some(Presence::NotFound)),
        ("http://d.plain.test/wrong-charset", Some(Presence::Printed)),
        ("http://d.plain.test/lying-charset", Some(Presence::Printed)),
        ("http://d.plain.test/utf-16", Some(Presence::Printed)),
        ("http://e.plain.test/recovering", Some(Presence::Printed)),
        ("http://f.plain.test/other", Some(another)),
        ("http://g.plain.test/without", Some(Presence::NotFound)),
        ("http://h.plain.test/pdf", None),
        ("http://i.plain.test/forbidden", None),
        ("http://j.plain.test/drip", None),
    ];
    let mut entries: Vec<Entry> = cases.iter().map(|(url, _)| printed(number(), &[url])).collect();
    entries.push(printed(Sought::Mail("help@example.org".into()), &["http://k.plain.test/number"]));
    let answers = run(entries, &options(&web, folder.path()));
    for (url, presence) in cases {
        assert_eq!(answer(&answers, url).found.get(&number().key()), presence.as_ref(), "{url}");
    }
    let mail = answer(&answers, "http://k.plain.test/number");
    assert_eq!(mail.found.values().collect::<Vec<_>>(), [&Presence::Printed]);
    assert_eq!(answer(&answers, "http://j.plain.test/drip").verdict, Verdict::Broken);
}

#[test]
fn the_report_names_the_worst_first() {
    let web = Web::start();
    let folder = tempfile::tempdir().unwrap();
    let address = |url: &str| entry(Subject::Address(url.to_owned()));
    let plan = Plan {
        entries: vec![
            address("http://a.plain.test/number"),
            address("http://a.plain.test/moved"),
            address("http://b.plain.test/forbidden"),
            address("http://c.plain.test/gone"),
            printed(number(), &["http://d.plain.test/other", "http://d.plain.test/number"]),
            printed(number(), &["http://e.plain.test/without", "http://e.plain.test/other"]),
            printed(number(), &["http://b.plain.test/forbidden"]),
            printed(number(), &[]),
        ],
    };
    let answers = links::run(&plan, &options(&web, folder.path()), &Stop::new(), &mut |_| {}).unwrap();
    let report = Report::new(&plan, &answers, TODAY);
    let standings: Vec<Standing> = report.findings.iter().map(|finding| finding.standing).collect();
    assert_eq!(
        standings,
        [
            Standing::Failed(Verdict::Gone),
            Standing::AnotherPrinted,
            Standing::Moved,
            Standing::Unknown,
            Standing::NotLooked,
            Standing::NoPage,
            Standing::Answers,
            Standing::Printed,
        ]
    );
    assert!(report.has_gone());
    let human = report.human();
    assert!(human.contains("     1  gone: no such page\n"), "{human}");
    assert!(human.contains("Moved for good\n  gb     a-service\n         http://a.plain.test/moved\n         → http://a.plain.test/number\n"));
    let markdown = report.markdown();
    assert!(
        markdown.contains("| gb | a-service | 0808 1000 900 | 0808 1000 901<br>http://e.plain.test/other |"),
        "{markdown}"
    );
    let json: serde_json::Value = serde_json::from_str(&report.json()).unwrap();
    assert_eq!(json["findings"][0]["standing"], "gone");
    assert_eq!(json["findings"][1]["standing"], "another-printed");
}

#[test]
fn what_is_known_is_not_asked_again_until_it_is_old() {
    let web = Web::start();
    let folder = tempfile::tempdir().unwrap();
    let entries = || {
        vec![
            entry(Subject::Address("http://a.plain.test/gone".into())),
            entry(Subject::Address("http://b.plain.test/number".into())),
        ]
    };
    let mut options = options(&web, folder.path());
    assert_eq!(run(entries(), &options).asked, 2);
    web.take_log();
    let again = run(entries(), &options);
    assert_eq!((again.asked, again.by_page.len()), (0, 2));
    assert!(web.take_log().is_empty());
    // A number that was not looked for is a new question.
    let mut more = entries();
    more.push(printed(number(), &["http://b.plain.test/number"]));
    assert_eq!(run(more, &options).asked, 1);
    options.today = date(2026, 11, 30);
    assert_eq!(run(entries(), &options).asked, 2);
}

#[test]
fn a_machine_without_a_network_learns_nothing() {
    let web = Web::start();
    let folder = tempfile::tempdir().unwrap();
    let entries = || (0..6).map(|n| entry(Subject::Address(format!("http://h{n}.example/")))).collect::<Vec<_>>();
    let options = options(&web, folder.path());
    assert!(run(entries(), &options).offline);
    assert_eq!(run(entries(), &options).asked, 6, "the cache kept what was never learned");
}

#[test]
fn a_host_rests_between_requests() {
    let web = Web::start();
    let folder = tempfile::tempdir().unwrap();
    let entries = (0..4).map(|n| entry(Subject::Address(format!("http://a.plain.test/number/{n}")))).collect();
    let options = Options { pause: Duration::from_millis(150), ..options(&web, folder.path()) };
    let started = Instant::now();
    run(entries, &options);
    assert!(started.elapsed() >= Duration::from_millis(450));
}

/// Every address of the plan answered, and each number was printed.
fn all_well(plan: &Plan, day: Date) -> Answers {
    let mut answers = Answers::default();
    for (page, sought) in plan.pages() {
        let mut answer = Answer::bare(Verdict::Fine, Some(200), Vec::new());
        answer.found = sought.iter().map(|sought| (sought.key(), Presence::Printed)).collect();
        answers.by_page.insert(page, (day, answer));
    }
    answers
}

#[test]
fn the_real_data_takes_notes_and_stays_what_it_is() {
    let day = support::day();
    let project = support::root();
    let folder = tempfile::tempdir().unwrap();
    let inputs = support::files(project, &["data", "content", "templates", "static"]);
    for (path, bytes) in &inputs {
        let target = folder.path().join(path);
        std::fs::create_dir_all(target.parent().unwrap()).unwrap();
        std::fs::write(target, bytes).unwrap();
    }
    let site = get_support_today::load(folder.path(), day, None).value.unwrap();
    let plan = Plan::of(&site.directory);
    assert!(plan.entries.len() > 200 && plan.pages().len() > 100);
    let recorded = links::record(folder.path(), &plan, &all_well(&plan, day)).unwrap();
    assert_eq!(recorded.left_alone, Vec::<String>::new());
    assert!(recorded.records > 200, "{}", recorded.records);
    for (path, bytes) in &inputs {
        let before = String::from_utf8_lossy(bytes).into_owned();
        let after = std::fs::read_to_string(folder.path().join(path)).unwrap_or(before.clone());
        let kept: String = after.split_inclusive('\n').filter(|line| !line.trim().starts_with("answered: {")).collect();
        assert!(kept == before, "{path} changed in more than its notes");
    }
    let again = get_support_today::load(folder.path(), day, None);
    assert_eq!(again.faults.count().0, 0);
    assert!(again.value.is_some());
    let twice = links::record(folder.path(), &plan, &all_well(&plan, day)).unwrap();
    assert_eq!((twice.records, twice.files.len()), (0, 0), "the same notes again");
    let later = links::record(folder.path(), &plan, &all_well(&plan, day.tomorrow().unwrap())).unwrap();
    assert_eq!(later.records, recorded.records);
}

#[test]
fn the_real_plan_asks_each_provider_for_its_own_numbers_only() {
    let site = get_support_today::load(support::root(), support::day(), None).value.unwrap();
    let plan = Plan::of(&site.directory);
    let uk: Vec<_> = plan.entries.iter().filter(|entry| entry.name == "stop-it-now-uk").collect();
    let pages = uk.iter().find_map(|entry| match &entry.subject {
        Subject::Printed { shown, pages, .. } if shown == "0808 1000 900" => Some(pages.clone()),
        _ => None,
    });
    assert_eq!(pages.unwrap(), ["https://www.stopitnow.org.uk/", "https://www.stopitnow.org.uk/helpline/"]);
    let mut only = plan.clone();
    only.keep_only(&["www.StopItNow.org.uk".into()]);
    assert!(!only.entries.is_empty() && only.entries.len() < plan.entries.len());
    assert!(only.pages().keys().all(|page| page.contains("stopitnow.org.uk")));
}
