//! What is checked and grows old: services, lines, emergency numbers.

use serde::Serialize;

use crate::model::{Country, Directory, Line, Lines, Service, Vocabulary};

use super::{next_change, served};

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A service.
    Service,
    /// A line of the second rank.
    Line,
    /// The emergency numbers of a country.
    Emergency,
}

/// One entry and its age.
#[derive(Clone, Debug, Serialize)]
pub struct Entry {
    /// What it is.
    pub kind: Kind,
    /// The code of the country, or `world`.
    pub area: String,
    /// The id of a service, the name of a line.
    pub name: String,
    /// The day that counts as its last check.
    pub checked: String,
    /// How that check was made; `None` where it was never checked by itself.
    pub method: Option<&'static str>,
    /// Whether a person vouches for it.
    pub by_person: bool,
    /// How old it is.
    pub freshness: &'static str,
    /// The day on which that changes next.
    pub changes_on: Option<String>,
    /// Into what.
    pub changes_to: Option<&'static str>,
}

/// Every entry.
pub fn all(directory: &Directory) -> Vec<Entry> {
    let mut entries: Vec<Entry> = directory.services.iter().map(|service| of_service(service, directory)).collect();
    for country in directory.countries.values() {
        entries.extend(of_emergency(country, directory));
        add_lines(country.code.as_str(), &country.lines, directory, &mut entries);
    }
    add_lines("world", &directory.worldwide_lines, directory, &mut entries);
    entries
}

fn of_service(service: &Service, directory: &Directory) -> Entry {
    let assurance = &service.assurance;
    let entry = Entry {
        kind: Kind::Service,
        area: served(&service.serves).join(" "),
        name: service.id.as_str().to_owned(),
        checked: assurance.date.to_string(),
        method: Some(assurance.method.code()),
        by_person: assurance.method.is_human(),
        freshness: service.freshness.code(),
        changes_on: None,
        changes_to: None,
    };
    dated(entry, assurance.date, directory)
}

fn of_emergency(country: &Country, directory: &Directory) -> Option<Entry> {
    let checked = country.emergency.checked?;
    let entry = Entry {
        kind: Kind::Emergency,
        area: country.code.to_string(),
        name: "emergency numbers".to_owned(),
        checked: checked.to_string(),
        method: None,
        by_person: false,
        freshness: country.emergency.freshness.code(),
        changes_on: None,
        changes_to: None,
    };
    Some(dated(entry, checked, directory))
}

fn add_lines(area: &str, lines: &Lines, directory: &Directory, entries: &mut Vec<Entry>) {
    let of_line = |line: &Line| {
        let assurance = line.assurance.as_ref();
        let entry = Entry {
            kind: Kind::Line,
            area: area.to_owned(),
            name: line.name.original().1.to_owned(),
            checked: line.checked.to_string(),
            method: assurance.map(|assurance| assurance.method.code()),
            by_person: assurance.is_some_and(|assurance| assurance.method.is_human()),
            freshness: line.freshness.code(),
            changes_on: None,
            changes_to: None,
        };
        dated(entry, line.checked, directory)
    };
    entries.extend([&lines.reporting, &lines.child, &lines.crisis].into_iter().flatten().map(of_line));
}

fn dated(entry: Entry, checked: jiff::civil::Date, directory: &Directory) -> Entry {
    let next = next_change(checked, directory.today, directory.site.review);
    Entry { changes_on: next.map(|(day, _)| day.to_string()), changes_to: next.map(|(_, into)| into), ..entry }
}
