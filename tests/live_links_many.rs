//! A thousand addresses, one in twenty of them with each fault, stopped half-way and gone on with. Alone in its program
//! because it measures memory.

#![allow(clippy::unwrap_used, missing_docs)]

#[path = "support/web.rs"]
mod web;

use std::collections::BTreeSet;
use std::fs;
use std::time::Duration;

use get_support_today::links::{self, Entry, Options, Owner, Plan, Presence, Sought, Stop, Subject, Verdict};
use get_support_today::model::{CountryCode, ServiceId};
use jiff::civil::date;
use web::Web;

/// In twentieths: each fault once, then what is in order.
const KINDS: [(&str, &str, Verdict); 20] = [
    ("http", "plain.test/missing", Verdict::Gone),
    ("http", "plain.test/gone", Verdict::Gone),
    ("http", "plain.test/forbidden", Verdict::Unknown),
    ("http", "plain.test/too-many", Verdict::Unknown),
    ("http", "plain.test/broken", Verdict::ServerFault),
    ("http", "plain.test/slow", Verdict::TimedOut),
    ("http", "plain.test/reset", Verdict::Broken),
    ("http", "plain.test/garbage", Verdict::Broken),
    ("http", "example/lost", Verdict::NoSuchHost),
    ("http", "closed.test/refused", Verdict::Refused),
    ("http", "plain.test/loop", Verdict::RedirectLoop),
    ("https", "expired.test/number", Verdict::CertificateExpired),
    ("https", "wrong.test/number", Verdict::CertificateForAnotherHost),
    ("https", "self.test/number", Verdict::CertificateUntrusted),
    ("http", "plain.test/recovering", Verdict::Fine),
    ("http", "plain.test/chain", Verdict::Fine),
    ("http", "plain.test/without", Verdict::Fine),
    ("http", "plain.test/other", Verdict::Fine),
    ("https", "secure.test/number", Verdict::Fine),
    ("http", "plain.test/number", Verdict::Fine),
];

const MANY: usize = 1000;

fn url(n: usize) -> String {
    let (scheme, rest, _) = KINDS[n % KINDS.len()];
    // A few addresses a host, but some with much to do.
    let crowded = n.is_multiple_of(7) && !rest.contains("slow");
    format!("{scheme}://h{}.{rest}/{n}", if crowded { 0 } else { n / 3 })
}

fn plan() -> Plan {
    let sought = Sought::Phone { value: "08081000900".into(), country: CountryCode::parse("GB").ok() };
    let entry = |n| {
        let subject = match n % 3 {
            0 => Subject::Printed { sought: sought.clone(), shown: String::new(), pages: vec![url(n)] },
            _ => Subject::Address(url(n)),
        };
        Entry { owner: Owner::Service(ServiceId::new("a").unwrap()), area: "gb".into(), name: "a".into(), subject }
    };
    Plan { entries: (0..MANY).map(entry).collect() }
}

#[test]
fn a_thousand_addresses_are_told_apart_and_nobody_is_asked_twice() {
    let web = Web::start();
    let folder = tempfile::tempdir().unwrap();
    let options = Options {
        pause: Duration::ZERO,
        patience: Duration::from_millis(1500),
        retries: 1,
        back_off: Duration::from_millis(5),
        network: web.network(),
        ..Options::new(date(2026, 11, 24), "test".into(), folder.path().join("cache"))
    };
    let before = forget_peak();
    let stop = Stop::new();
    let first = links::run(&plan(), &options, &stop, &mut |progress| {
        if progress.done >= MANY / 2 {
            stop.stop();
        }
    })
    .unwrap();
    assert!(first.stopped && first.asked >= MANY / 2 && first.asked < MANY, "{} asked", first.asked);
    web.take_log();

    let second = links::run(&plan(), &options, &Stop::new(), &mut |_| {}).unwrap();
    let grown = peak() - before;
    assert!(!second.stopped);
    assert_eq!((first.asked + second.asked, second.by_page.len()), (MANY, MANY));
    let again = web.take_log();
    let again: BTreeSet<&str> = again.iter().map(String::as_str).collect();
    let bare = |url: &str| url.split_once("://").unwrap().1.to_owned();
    let twice: Vec<&String> = first.by_page.keys().filter(|url| again.contains(bare(url).as_str())).collect();
    assert!(twice.is_empty(), "asked twice: {twice:?}");
    assert!(web.log(|log| log.crowded.is_empty()), "a host was asked twice at once");

    for n in 0..MANY {
        let (_, rest, verdict) = KINDS[n % KINDS.len()];
        let (_, answer) = &second.by_page[&url(n)];
        assert_eq!(answer.verdict, verdict, "{}", url(n));
        let presence = match rest.split('/').nth(1) {
            _ if n % 3 != 0 || verdict != Verdict::Fine => None,
            Some("without") => Some(Presence::NotFound),
            Some("other") => Some(Presence::Another(vec!["0808 1000 901".into()])),
            _ => Some(Presence::Printed),
        };
        assert_eq!(answer.found.values().next(), presence.as_ref(), "{}", url(n));
    }
    eprintln!("{} asked, then {}; memory grew by {} MB", first.asked, second.asked, grown / 1024);
    assert!(grown < 100 * 1024, "memory grew by {} MB", grown / 1024);
}

/// Memory in use, in KiB; the peak is counted from here on.
fn forget_peak() -> u64 {
    let _ = fs::write("/proc/self/clear_refs", "5");
    figure("VmRSS:")
}

fn peak() -> u64 {
    figure("VmHWM:")
}

fn figure(name: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
    line.split_whitespace().next().and_then(|figure| figure.parse().ok()).unwrap_or(0)
}
