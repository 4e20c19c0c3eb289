//! The data files read anew, and the rule of `data/README.md` applied anew: nothing here knows the program's own reading.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use jiff::civil::Date;
use serde::Deserialize;

use super::{day, root};

/// Text by language.
pub type Words = BTreeMap<String, String>;

/// `data/countries/*.yaml`, or `data/worldwide.yaml`.
#[derive(Debug, Deserialize)]
pub struct File {
    /// The country's code; `None` in the worldwide file.
    pub country: Option<String>,
    /// For maintainers.
    pub findings: Option<String>,
    /// Emergency numbers.
    pub emergency: Option<Emergency>,
    /// Services.
    #[serde(default)]
    pub services: Vec<Service>,
    /// Where to report.
    #[serde(default)]
    pub reporting_lines: Vec<Line>,
    /// For children.
    #[serde(default)]
    pub child_helplines: Vec<Line>,
    /// For people who think of ending their life.
    #[serde(default)]
    pub crisis_lines: Vec<Line>,
}

/// Emergency numbers.
#[derive(Debug, Deserialize)]
pub struct Emergency {
    /// Those that may be shown.
    #[serde(default)]
    pub numbers: Vec<Number>,
    /// Those that may not.
    #[serde(default)]
    pub unconfirmed: Vec<String>,
    /// For maintainers.
    pub notes: Option<String>,
}

/// One emergency number.
#[derive(Debug, Deserialize)]
pub struct Number {
    /// As dialled.
    pub number: String,
    /// Who answers; empty where no source says.
    #[serde(default)]
    pub reaches: Vec<String>,
}

/// A body that runs a service.
#[derive(Debug, Deserialize)]
pub struct Organization {
    /// Its name.
    pub name: Words,
}

/// A service.
#[derive(Debug, Deserialize)]
pub struct Service {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Words,
    /// Who runs it.
    pub organization: Organization,
    /// Its address.
    pub url: Option<String>,
    /// Evidence.
    pub reference_url: Option<String>,
    /// `whole`, `site-only` or `withheld`.
    pub publish: String,
    /// For maintainers.
    pub publish_reason: String,
    /// Country codes, or `world`.
    pub serves: Vec<String>,
    /// What must be said of the area.
    pub serves_only: Option<Words>,
    /// What it is.
    pub summary: Words,
    /// A warning.
    pub caution: Option<Words>,
    /// Its promise.
    pub confidentiality: Option<Words>,
    /// Ways to reach it.
    #[serde(default)]
    pub contacts: Vec<Contact>,
    /// How its address was compared.
    pub assurance: Option<Assurance>,
    /// For maintainers.
    pub notes: Option<String>,
}

/// A way to reach a service.
#[derive(Debug, Deserialize)]
pub struct Contact {
    /// The channel.
    pub kind: String,
    /// The number or address.
    pub value: String,
    /// The number as printed.
    pub as_published: Option<String>,
    /// A warning.
    pub caution: Option<Words>,
    /// How it was compared.
    pub assurance: Option<Assurance>,
    /// For maintainers.
    pub notes: Option<String>,
}

/// A line of the second rank.
#[derive(Debug, Deserialize)]
pub struct Line {
    /// Its name.
    pub name: Words,
    /// Its address.
    pub url: Option<String>,
    /// Its number.
    pub phone: Option<String>,
    /// The number as printed.
    pub as_published: Option<String>,
    /// For maintainers.
    pub notes: Option<String>,
}

/// A comparison.
#[derive(Debug, Deserialize)]
pub struct Assurance {
    /// What was seen.
    pub result: String,
    /// Who says so.
    pub basis: Option<String>,
    /// When.
    pub date: String,
    /// Where.
    pub source: Option<String>,
}

impl Assurance {
    /// The rule: confirmed, and by somebody whose word is enough.
    fn suffices(&self) -> bool {
        self.result == "confirmed"
            && matches!(self.basis.as_deref(), Some("first-party" | "two-sources" | "government"))
    }

    fn age(&self) -> i32 {
        let date: Date = self.date.parse().unwrap_or_else(|_| panic!("`{}` is not a date", self.date));
        (day() - date).get_days()
    }
}

impl Contact {
    /// The link that uses it; `None` where it is a place without a page.
    pub fn href(&self) -> Option<String> {
        match self.kind.as_str() {
            "phone" => Some(format!("tel:{}", self.value)),
            "sms" => Some(format!("sms:{}", self.value)),
            "email" => Some(format!("mailto:{}", self.value)),
            _ if self.value.contains("://") => Some(self.value.clone()),
            _ => None,
        }
    }

    /// Whether it may be shown, given that its service is shown whole and is not too old.
    fn may_be_shown(&self) -> bool {
        match self.kind.as_str() {
            "phone" | "sms" | "email" => self.assurance.as_ref().is_some_and(Assurance::suffices),
            _ => self.href().is_some(),
        }
    }

    /// What a reader must see beside the link: a number as it is printed, a mail address; nothing for web addresses.
    pub fn shown(&self) -> Option<&str> {
        matches!(self.kind.as_str(), "phone" | "sms" | "email")
            .then(|| self.as_published.as_deref().unwrap_or(&self.value))
    }
}

impl Service {
    /// Whether it is on the site at all.
    pub fn is_shown(&self) -> bool {
        matches!(self.publish.as_str(), "whole" | "site-only")
    }

    /// Whether it serves the whole world.
    pub fn is_worldwide(&self) -> bool {
        self.serves == ["world"]
    }

    /// The contacts that may be shown.
    pub fn shown_contacts(&self, expired: i32) -> Vec<&Contact> {
        let shown: Vec<&Contact> = self.contacts.iter().filter(|contact| contact.may_be_shown()).collect();
        let own = self.assurance.iter();
        let compared = own.chain(shown.iter().filter_map(|contact| contact.assurance.as_ref()));
        let oldest = compared.map(Assurance::age).max().unwrap_or_default();
        if self.publish == "whole" && oldest < expired { shown } else { Vec::new() }
    }

    /// The contacts that may not.
    pub fn hidden_contacts(&self, expired: i32) -> Vec<&Contact> {
        let shown = self.shown_contacts(expired);
        self.contacts.iter().filter(|contact| !shown.iter().any(|known| std::ptr::eq(*known, *contact))).collect()
    }
}

impl Line {
    /// Whether there is a way to use it.
    pub fn is_shown(&self) -> bool {
        self.phone.is_some() || self.url.is_some()
    }

    /// Its links, each with what a reader must see.
    pub fn links(&self) -> Vec<(String, String)> {
        let number = self
            .phone
            .iter()
            .map(|phone| (format!("tel:{phone}"), self.as_published.clone().unwrap_or_else(|| phone.clone())));
        let name = self.name.values().next().cloned().unwrap_or_default();
        number.chain(self.url.iter().map(|url| (url.clone(), name.clone()))).collect()
    }
}

impl File {
    /// All lines of the second rank, by kind.
    pub fn lines(&self) -> [&Vec<Line>; 3] {
        [&self.reporting_lines, &self.child_helplines, &self.crisis_lines]
    }
}

/// A locale of `data/site.yaml`.
#[derive(Debug, Deserialize)]
struct Locale {
    locale: String,
    exit: String,
}

#[derive(Debug, Deserialize)]
struct Review {
    expired: i32,
}

#[derive(Debug, Deserialize)]
struct Settings {
    base_url: String,
    corrections: String,
    locales: Vec<Locale>,
    review: Review,
}

#[derive(Debug, Deserialize)]
struct Reference {
    url: String,
}

/// Everything that the data files say.
pub struct Facts {
    /// Every country's file.
    pub countries: Vec<File>,
    /// The worldwide file.
    pub worldwide: File,
    /// The locales of the site.
    pub locales: Vec<String>,
    /// Where it stands.
    pub base_url: String,
    /// The mail address for corrections.
    pub corrections: String,
    /// After how many days contacts are no longer shown.
    pub expired: i32,
    /// Addresses that are neither a service's nor a line's: exits and published works.
    pub other_addresses: BTreeSet<String>,
}

fn read<T: serde::de::DeserializeOwned>(path: &str) -> T {
    let text = fs::read_to_string(root().join(path)).unwrap();
    serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"))
}

impl Facts {
    /// Reads them.
    pub fn read() -> Self {
        let settings: Settings = read("data/site.yaml");
        let references: BTreeMap<String, Reference> = read("data/references.yaml");
        let exits = settings.locales.iter().map(|locale| locale.exit.clone());
        let other_addresses = exits.chain(references.into_values().map(|work| work.url)).collect();
        let names = super::files(root(), &["data/countries"]).into_keys();
        Self {
            countries: names.map(|name| read(&name)).collect(),
            worldwide: read("data/worldwide.yaml"),
            locales: settings.locales.into_iter().map(|locale| locale.locale).collect(),
            base_url: settings.base_url,
            corrections: settings.corrections,
            expired: settings.review.expired,
            other_addresses,
        }
    }

    /// Every file.
    pub fn files(&self) -> impl Iterator<Item = &File> {
        self.countries.iter().chain([&self.worldwide])
    }

    /// Every service.
    pub fn services(&self) -> impl Iterator<Item = &Service> {
        self.files().flat_map(|file| &file.services)
    }

    /// The services on the page of a country: its own, and those of the world.
    pub fn services_of(&self, code: &str) -> Vec<&Service> {
        self.services()
            .filter(|service| service.is_shown())
            .filter(|service| service.is_worldwide() || service.serves.iter().any(|served| served == code))
            .collect()
    }

    /// The lines on the page of a country: its own, or those of the world for a kind of which it has none.
    pub fn lines_of(&self, code: &str) -> Vec<&Line> {
        let shown = |lines| Iterator::filter(<[Line]>::iter(lines), |line: &&Line| line.is_shown()).collect::<Vec<_>>();
        let own = self.file_of(code);
        (0..3)
            .flat_map(|kind| {
                let own = own.map(|file| shown(file.lines()[kind])).unwrap_or_default();
                if own.is_empty() { shown(self.worldwide.lines()[kind]) } else { own }
            })
            .collect()
    }

    /// The emergency numbers of a country that may be shown.
    pub fn emergency_of(&self, code: &str) -> Vec<&str> {
        let numbers = self.file_of(code).and_then(|file| file.emergency.as_ref()).map(|emergency| &emergency.numbers);
        numbers.into_iter().flatten().map(|number| number.number.as_str()).collect()
    }

    /// Those of them to call when a child is in danger: of the police, or of whoever answers where no source says.
    pub fn urgent_of(&self, code: &str) -> Vec<&str> {
        let numbers = self.file_of(code).and_then(|file| file.emergency.as_ref()).map(|emergency| &emergency.numbers);
        let urgent = numbers
            .into_iter()
            .flatten()
            .filter(|number| number.reaches.is_empty() || number.reaches.iter().any(|service| service == "police"));
        urgent.map(|number| number.number.as_str()).collect()
    }

    fn file_of(&self, code: &str) -> Option<&File> {
        self.countries.iter().find(|file| file.country.as_deref() == Some(code))
    }

    /// Every link that the page of a country may hold in its main part, besides those within the site.
    pub fn links_of(&self, code: &str) -> BTreeSet<String> {
        let mut links = BTreeSet::from([]);
        for service in self.services_of(code) {
            links.extend(service.url.clone());
            links.extend(service.shown_contacts(self.expired).iter().filter_map(|contact| contact.href()));
            links.insert(format!("mailto:{}?subject={}", self.corrections, service.id));
        }
        links.extend(self.lines_of(code).iter().flat_map(|line| line.links()).map(|(href, _)| href));
        links.extend(self.emergency_of(code).iter().map(|number| format!("tel:{number}")));
        links
    }
}
