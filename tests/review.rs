//! The real data grow old: on days to come, maintainers are warned, pages say so, and in the end contacts are withheld
//! everywhere while the services' own sites stay.

#![allow(clippy::unwrap_used, clippy::case_sensitive_file_extension_comparisons, missing_docs)]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use get_support_today::diagnostic::{Code, Diagnostic};
use get_support_today::load;
use get_support_today::render::Route;
use jiff::civil::Date;
use rayon::prelude::*;
use support::facts::{Facts, Service};
use support::{day, html, root};

/// What is expected of an entry of some age.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Age {
    Fresh,
    DueSoon,
    Overdue,
    Expired,
}

fn facts() -> &'static Facts {
    static FACTS: OnceLock<Facts> = OnceLock::new();
    FACTS.get_or_init(Facts::read)
}

/// So many days after the newest comparison in the data.
fn after(days: i64) -> Date {
    day().checked_add(jiff::Span::new().days(days)).unwrap()
}

/// The review periods, read anew.
fn periods() -> [i32; 3] {
    let text = std::fs::read_to_string(root().join("data/site.yaml")).unwrap();
    ["due_soon: ", "overdue: ", "expired: "]
        .map(|key| text.lines().find_map(|line| line.trim().strip_prefix(key)).unwrap().parse().unwrap())
}

fn age(checked: &str, today: Date) -> Age {
    let [due_soon, overdue, expired] = periods();
    let days = (today - checked.parse::<Date>().unwrap()).get_days();
    match () {
        () if days >= expired => Age::Expired,
        () if days >= overdue => Age::Overdue,
        () if days >= due_soon => Age::DueSoon,
        () => Age::Fresh,
    }
}

/// The oldest of a service's comparisons, with those of the contacts that may be shown.
fn checked(service: &Service) -> String {
    let contacts = service.shown_contacts(i32::MAX);
    let dates = contacts.iter().filter_map(|contact| contact.assurance.as_ref()).chain(&service.assurance);
    dates.map(|assurance| assurance.date.clone()).min().expect("a service that is shown was compared")
}

fn shown() -> impl Iterator<Item = &'static Service> {
    facts().services().filter(|service| service.is_shown())
}

/// The real site on some day.
struct Built {
    warnings: Vec<Diagnostic>,
    files: BTreeMap<String, String>,
}

/// Whether a file is a page of a country with a service, of one without, of emergency numbers, or open data.
fn tells(file: &str) -> bool {
    static FOLDERS: OnceLock<BTreeSet<String>> = OnceLock::new();
    let folders = FOLDERS.get_or_init(|| {
        let codes = shown().filter(|service| !service.is_worldwide()).flat_map(|service| &service.serves);
        codes.map(|code| code.to_lowercase()).chain(["fj".to_owned(), "danger".to_owned()]).collect()
    });
    file.starts_with("data/") || file.split('/').nth(1).is_some_and(|folder| folders.contains(folder))
}

fn build(today: Date, wanted: fn(&str) -> bool) -> Built {
    let loaded = load(root(), today, None);
    assert_eq!(loaded.faults.count().0, 0, "growing old is no error");
    let site = loaded.value.expect("the real project checks");
    let text = |route: &Route| String::from_utf8(site.render(route).expect("a page")).ok();
    let routes = site.routes();
    let files = routes.par_iter().filter(|route| wanted(&route.file()));
    let files = files.filter_map(|route| Some((route.file(), text(route)?))).collect();
    Built { warnings: loaded.faults.into_sorted(), files }
}

impl Built {
    fn warnings_of(&self, code: Code) -> Vec<&Diagnostic> {
        self.warnings.iter().filter(|warning| warning.code == code).collect()
    }

    fn pages(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().filter(|(name, _)| name.ends_with(".html")).map(|(name, text)| (name.as_str(), text.as_str()))
    }

    fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.files["data/directory.json"]).unwrap()
    }
}

/// A message of a locale, as plain text.
fn message(locale: &str, id: &str) -> String {
    let text = std::fs::read_to_string(root().join(format!("content/{locale}/messages.ftl"))).unwrap();
    text.lines().find_map(|line| line.strip_prefix(id)?.strip_prefix(" = ")).expect("a message on one line").to_owned()
}

/// The part of a page that is the entry of a service.
fn entry<'a>(page: &'a str, id: &str) -> Option<&'a str> {
    let start = page.find(&format!("id=\"{id}\">"))?;
    Some(&page[start..start + page[start..].find("</article>")?])
}

#[test]
fn a_fresh_directory_warns_of_nothing() {
    let built = load(root(), day(), None);
    let old = [Code::ReviewOverdue, Code::ReviewExpired];
    let newest_only = shown().all(|service| age(&checked(service), day()) == Age::Fresh);
    let warned = built.faults.into_sorted().iter().any(|warning| old.contains(&warning.code));
    assert!(!(newest_only && warned), "a warning of age on the day of the newest comparison");
}

#[test]
fn maintainers_are_warned_before_visitors_are() {
    let today = after(200);
    let built = build(today, tells);
    let due: BTreeSet<&str> = shown()
        .filter(|service| age(&checked(service), today) == Age::DueSoon)
        .map(|service| service.id.as_str())
        .collect();
    let warned = built.warnings_of(Code::ReviewDueSoon);
    for id in &due {
        let named = warned.iter().any(|warning| warning.message.contains(&format!("`{id}` was last checked")));
        assert!(named, "no warning names {id}");
    }
    assert!(warned.len() > due.len(), "lines and emergency numbers are not warned of");
    assert!(warned.iter().all(|warning| warning.place.is_some() && warning.help.is_some()));
    if shown().all(|service| age(&checked(service), today) == Age::DueSoon) {
        for locale in &facts().locales {
            let notice = message(locale, "review-overdue");
            let early = built.pages().find(|(_, text)| text.contains(&notice));
            assert!(early.is_none(), "{} says so too early", early.unwrap().0);
        }
    }
}

#[test]
fn pages_say_what_was_not_checked_recently() {
    let today = after(400);
    let built = build(today, tells);
    let overdue: Vec<&Service> = shown().filter(|service| age(&checked(service), today) == Age::Overdue).collect();
    assert!(!overdue.is_empty());
    for service in &overdue {
        let named =
            built.warnings_of(Code::ReviewOverdue).iter().any(|w| w.message.contains(&format!("`{}`", service.id)));
        assert!(named, "no warning names {}", service.id);
    }
    for locale in &facts().locales {
        let (notice, line) = (message(locale, "review-overdue"), message(locale, "line-overdue"));
        for service in &overdue {
            let codes = if service.is_worldwide() { vec!["FJ".to_owned()] } else { service.serves.clone() };
            for code in codes {
                let page = &built.files[&format!("{locale}/{}/index.html", code.to_lowercase())];
                let entry = entry(page, &service.id).unwrap_or_else(|| panic!("{locale}/{code}: no {}", service.id));
                assert!(entry.contains(&notice), "{locale}/{code}: {} does not say so", service.id);
                let contacts = service.shown_contacts(i32::MAX);
                let links = html::links(&html::pieces(entry));
                for href in contacts.iter().filter_map(|contact| contact.href()) {
                    assert!(links.iter().any(|link| link.href == href), "{}: {href} is gone too early", service.id);
                }
            }
        }
        // One country with lines and emergency numbers, and the page that lists them all.
        assert!(built.files[&format!("{locale}/nl/index.html")].contains(&line), "{locale}: lines do not say so");
        assert!(
            built.files[&format!("{locale}/danger/index.html")].contains(&line),
            "{locale}: danger does not say so"
        );
    }
    let json = built.json();
    let services = json["services"].as_array().unwrap();
    for service in &overdue {
        let record = services.iter().find(|record| record["id"] == service.id.as_str()).unwrap();
        assert_eq!(record["freshness"], "overdue", "{}", service.id);
    }
}

#[test]
fn expired_contacts_are_nowhere_and_the_sites_stay() {
    let today = after(600);
    let built = build(today, |_| true);
    assert!(shown().all(|service| age(&checked(service), today) == Age::Expired));
    for (name, text) in &built.files {
        for scheme in ["tel:", "sms:"] {
            assert!(!text.contains(&format!("\"{scheme}")), "{name} still has a link {scheme}");
        }
    }
    nothing_of_the_contacts_is_left(&built);
    for locale in &facts().locales {
        let notice = message(locale, "review-expired");
        for service in shown().filter(|service| !service.is_worldwide()) {
            let page = &built.files[&format!("{locale}/{}/index.html", service.serves[0].to_lowercase())];
            let entry = entry(page, &service.id).expect("the entry stays");
            assert!(entry.contains(&notice), "{locale}: {} does not say so", service.id);
            let links = html::links(&html::pieces(entry));
            let url = service.url.as_deref().unwrap();
            assert!(links.iter().any(|link| link.href == url), "{locale}: {} lost its site", service.id);
        }
    }
    let json = built.json();
    for service in json["services"].as_array().unwrap() {
        assert_eq!(service["contacts"].as_array().unwrap().len(), 0, "{}", service["id"]);
        assert_eq!(service["freshness"], "expired");
        assert!(service["url"].as_str().is_some_and(|url| url.contains("://")));
    }
    assert_eq!(json["services"].as_array().unwrap().len(), shown().count(), "an expired service is gone from the data");
    for country in json["countries"].as_array().unwrap() {
        assert_eq!(country["emergency"].as_array().unwrap().len(), 0, "{}", country["code"]);
        for list in ["reporting_lines", "child_helplines", "crisis_lines"] {
            for line in country[list].as_array().unwrap() {
                assert!(line["phone"].is_null() && line["url"].is_string(), "{}: {line}", country["code"]);
            }
        }
    }
}

/// Numbers and mail addresses, as stored and as printed, are in no file of any kind.
fn nothing_of_the_contacts_is_left(built: &Built) {
    let mut values: BTreeSet<&str> = BTreeSet::new();
    for service in facts().services() {
        for contact in
            service.contacts.iter().filter(|contact| matches!(contact.kind.as_str(), "phone" | "sms" | "email"))
        {
            values.insert(&contact.value);
            values.extend(contact.as_published.as_deref());
        }
    }
    for line in facts().files().flat_map(|file| file.lines()).flatten() {
        values.extend(line.phone.as_deref());
        values.extend(line.as_published.as_deref());
    }
    // Short numbers are part of years and other figures; their links were looked for above.
    values.retain(|value| value.len() > 7);
    assert!(values.len() > 100, "only {} values are looked for", values.len());
    // What a page says on purpose: the address for corrections, and words of summaries.
    let mut said = facts().corrections.clone();
    for service in shown() {
        service.summary.values().chain(service.name.values()).for_each(|text| said.push_str(text));
    }
    values.retain(|value| !said.contains(*value));
    let left: Vec<String> = built
        .files
        .par_iter()
        .flat_map_iter(|(name, text)| {
            values.iter().filter(|value| text.contains(**value)).map(move |value| format!("{name}: {value}"))
        })
        .collect();
    assert!(left.is_empty(), "{} left:\n{}", left.len(), left[..left.len().min(20)].join("\n"));
}
