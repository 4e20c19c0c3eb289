//! How the directory stands: which countries have a service, how fresh each entry is, what is due next, what is withheld
//! and why, and how far each translation is. For those who keep it; in the terminal, as JSON, or as one page.

mod chart;
mod entry;
mod human;
mod page;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use crate::cldr;
use crate::model::{
    Country, Directory, HiddenBecause, LanguageTag, Progress, Serves, Service, Tally, TranslationKind, Vocabulary,
};

pub use entry::{Entry, Kind};

/// How the directory stands on one day.
#[derive(Clone, Debug, Serialize)]
pub struct Status {
    /// The day.
    pub date: String,
    /// After how many days an entry is due soon, overdue, expired.
    pub review: Review,
    /// Countries.
    pub countries: Countries,
    /// How many entries there are of each freshness.
    pub freshness: BTreeMap<&'static str, usize>,
    /// Every entry that is shown, the one that is due first at the beginning.
    pub entries: Vec<Entry>,
    /// What is not shown.
    pub withheld: Withheld,
    /// The locales, the source first, drafts last.
    pub locales: Vec<Locale>,
}

/// The review periods, in days.
#[derive(Clone, Debug, Serialize)]
pub struct Review {
    /// Maintainers are told.
    pub due_soon: i32,
    /// The page says so.
    pub overdue: i32,
    /// Contacts are withheld.
    pub expired: i32,
}

/// Which countries have a service of their own.
#[derive(Clone, Debug, Serialize)]
pub struct Countries {
    /// All of the world.
    pub all: usize,
    /// Codes of those with a service of their own.
    pub with_service: Vec<String>,
    /// Codes of those that were looked at, without one.
    pub without_service: Vec<String>,
    /// Codes of those that nobody has looked at.
    pub not_looked_at: Vec<String>,
}

/// What is not shown, and why.
#[derive(Clone, Debug, Serialize)]
pub struct Withheld {
    /// Whole services.
    pub services: Vec<WithheldService>,
    /// Contacts of services that are shown.
    pub contacts: Vec<WithheldContact>,
}

/// A service that is not shown.
#[derive(Clone, Debug, Serialize)]
pub struct WithheldService {
    /// Its id.
    pub id: String,
    /// Country codes, or `world`.
    pub serves: Vec<String>,
    /// The maintainers' reason.
    pub reason: String,
}

/// A contact that is not shown; never its value.
#[derive(Clone, Debug, Serialize)]
pub struct WithheldContact {
    /// Of which service.
    pub service: String,
    /// The channel.
    pub kind: &'static str,
    /// Why.
    pub reason: &'static str,
}

/// How far a locale is, and how far it can be trusted.
#[derive(Clone, Debug, Serialize)]
pub struct Locale {
    /// Its tag.
    pub locale: String,
    /// Its name in English.
    pub name: String,
    /// source, human, reviewed or machine.
    pub translation: &'static str,
    /// Whether it is not published yet.
    pub draft: bool,
    /// Messages of the interface.
    pub messages: Count,
    /// Pages.
    pub pages: Count,
}

/// How many texts there are, and which of them need work.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Count {
    /// How many the source locale has.
    pub all: usize,
    /// How many are translated.
    pub translated: usize,
    /// Those that are not.
    pub missing: Vec<String>,
    /// Those whose original has changed since.
    pub stale: Vec<String>,
}

impl Status {
    /// How `directory` stands on its day.
    pub fn of(directory: &Directory) -> Self {
        let mut entries = entry::all(directory);
        entries.sort_by(|a, b| (&a.checked, a.kind, &a.area, &a.name).cmp(&(&b.checked, b.kind, &b.area, &b.name)));
        let mut freshness: BTreeMap<&'static str, usize> =
            ["fresh", "due-soon", "overdue", "expired"].into_iter().map(|word| (word, 0)).collect();
        for entry in &entries {
            *freshness.entry(entry.freshness).or_default() += 1;
        }
        let review = directory.site.review;
        Self {
            date: directory.today.to_string(),
            review: Review { due_soon: review.due_soon, overdue: review.overdue, expired: review.expired },
            countries: countries(directory),
            freshness,
            entries,
            withheld: withheld(directory),
            locales: locales(directory),
        }
    }

    /// For programs.
    pub fn json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).expect("a status can be written as JSON");
        text.push('\n');
        text
    }

    /// For a terminal.
    pub fn human(&self) -> String {
        human::write(self)
    }

    /// For a browser: one page that needs nothing else.
    pub fn html(&self) -> String {
        page::write(self)
    }
}

fn countries(directory: &Directory) -> Countries {
    let codes = |wanted: fn(&Country) -> bool| {
        directory.countries.values().filter(|country| wanted(country)).map(|country| country.code.to_string()).collect()
    };
    Countries {
        all: directory.countries.len(),
        with_service: codes(|country| !country.services.is_empty()),
        without_service: codes(|country| country.services.is_empty() && country.has_file),
        not_looked_at: codes(|country| country.services.is_empty() && !country.has_file),
    }
}

fn withheld(directory: &Directory) -> Withheld {
    let services = directory.withheld.iter().map(|service| WithheldService {
        id: service.id.as_str().to_owned(),
        serves: served(&service.serves),
        reason: service.reason.split_whitespace().collect::<Vec<_>>().join(" "),
    });
    let contacts = |service: &Service| {
        let id = service.id.as_str().to_owned();
        let contact = move |(kind, why): &(crate::model::ContactKind, HiddenBecause)| WithheldContact {
            service: id.clone(),
            kind: kind.code(),
            reason: why.words(),
        };
        service.hidden.iter().map(contact).collect::<Vec<_>>()
    };
    Withheld { services: services.collect(), contacts: directory.services.iter().flat_map(contacts).collect() }
}

/// Country codes, or `world`.
fn served(serves: &Serves) -> Vec<String> {
    match serves {
        Serves::World => vec!["world".to_owned()],
        Serves::Countries(codes) => codes.iter().map(ToString::to_string).collect(),
    }
}

fn locales(directory: &Directory) -> Vec<Locale> {
    let name = |tag: &LanguageTag| cldr::english_language_name(tag).unwrap_or_else(|| tag.to_string());
    let all = |tally: Option<&Tally>| Count {
        all: tally.map_or(0, |tally| tally.all),
        translated: tally.map_or(0, |tally| tally.all),
        ..Count::default()
    };
    let source = directory.site.source_locale();
    // The tallies count what the source locale has; without a translation there is none.
    let first = directory.progress.first();
    let mut locales = vec![Locale {
        locale: source.to_string(),
        name: name(source),
        translation: TranslationKind::Source.code(),
        draft: false,
        messages: all(first.map(|progress| &progress.messages)),
        pages: all(first.map(|progress| &progress.pages)),
    }];
    locales.extend(directory.progress.iter().map(|progress| translation(progress, name(&progress.settings.locale))));
    locales
}

fn translation(progress: &Progress, name: String) -> Locale {
    let count = |tally: &Tally| Count {
        all: tally.all,
        translated: tally.translated(),
        missing: tally.missing.clone(),
        stale: tally.stale.clone(),
    };
    Locale {
        locale: progress.settings.locale.to_string(),
        name,
        translation: progress.settings.translation.code(),
        draft: progress.draft,
        messages: count(&progress.messages),
        pages: count(&progress.pages),
    }
}

/// The day on which an entry checked on `date` changes next, and into what.
fn next_change(date: Date, today: Date, review: crate::model::ReviewPeriods) -> Option<(Date, &'static str)> {
    let steps = [(review.due_soon, "due-soon"), (review.overdue, "overdue"), (review.expired, "expired")];
    let on = |days: i32| date.checked_add(jiff::Span::new().days(days)).ok();
    steps.into_iter().filter_map(|(days, into)| Some((on(days)?, into))).find(|(day, _)| *day > today)
}
