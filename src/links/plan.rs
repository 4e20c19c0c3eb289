//! What is to be checked: every address, number and mail address that the site publishes, and where each is printed.

use std::collections::{BTreeMap, BTreeSet};

use url::Url;

use crate::model::{
    Contact, ContactKind, CountryCode, Dial, Directory, Line, Lines, Phone, Serves, Service, ServiceId, Way,
};

use super::answer::host_of;

/// A number or mail address to look for on a page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sought {
    /// `+` and digits, or digits as dialled inside `country`.
    Phone {
        /// What is dialled.
        value: String,
        /// Where a national number works; `None` for an international one.
        country: Option<CountryCode>,
    },
    /// A mail address.
    Mail(String),
}

impl Sought {
    /// What a phone dials.
    pub fn phone(phone: &Phone) -> Self {
        let country = match &phone.dial {
            Dial::International(_) => None,
            Dial::National { country, .. } => Some(*country),
        };
        Self::Phone { value: phone.value().to_owned(), country }
    }

    /// A name for it, the same in every run.
    pub fn key(&self) -> String {
        match self {
            Self::Phone { value, country: None } => format!("tel:{value}"),
            Self::Phone { value, country: Some(country) } => format!("tel:{value};{country}"),
            Self::Mail(address) => format!("mailto:{address}"),
        }
    }
}

/// Which list of lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LineList {
    /// Where to report.
    Reporting,
    /// Helplines that children call.
    Child,
    /// Lines for people who think of ending their life.
    Crisis,
}

impl LineList {
    /// The key of the list in the data files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Reporting => "reporting_lines",
            Self::Child => "child_helplines",
            Self::Crisis => "crisis_lines",
        }
    }
}

/// The record of the data files that says something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Owner {
    /// A service.
    Service(ServiceId),
    /// A contact of a service.
    Contact {
        /// Of which service.
        service: ServiceId,
        /// Of which kind.
        kind: ContactKind,
        /// Its value, as in the file.
        value: String,
    },
    /// A line of the second rank.
    Line {
        /// In whose file; `None` for the worldwide one.
        country: Option<CountryCode>,
        /// In which list.
        list: LineList,
        /// Its address.
        url: Option<String>,
        /// Its number.
        phone: Option<String>,
    },
}

/// What of it is checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// That the address answers.
    Address(String),
    /// That the number or mail address is printed on one of these pages of the provider.
    Printed {
        /// What is looked for.
        sought: Sought,
        /// As visitors see it.
        shown: String,
        /// Where; may be empty.
        pages: Vec<String>,
    },
}

/// One thing to check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Which record says it.
    pub owner: Owner,
    /// The country code in lower case, or `world`.
    pub area: String,
    /// The id of the service, or the name of the line.
    pub name: String,
    /// What is checked.
    pub subject: Subject,
}

impl Entry {
    fn matches(&self, wanted: &str) -> bool {
        let is_host = |url: &String| {
            let host = host_of(url).unwrap_or_default();
            host == wanted
                || wanted.strip_prefix("www.").is_some_and(|bare| host == bare)
                || host.ends_with(&format!(".{wanted}"))
        };
        let at_host = match &self.subject {
            Subject::Address(url) => is_host(url),
            Subject::Printed { pages, .. } => pages.iter().any(is_host),
        };
        self.name == wanted || self.area == wanted || at_host
    }
}

/// Everything that is to be checked.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// In the order of the directory.
    pub entries: Vec<Entry>,
}

impl Plan {
    /// Everything that `directory` publishes.
    pub fn of(directory: &Directory) -> Self {
        let mut plan = Self::default();
        for service in &directory.services {
            plan.add_service(service);
        }
        for country in directory.countries.values() {
            plan.add_lines(&country.lines, Some(country.code));
        }
        plan.add_lines(&directory.worldwide_lines, None);
        plan
    }

    /// Keeps only what matches one of `wanted`: a host, the id of a service, or a country code in lower case.
    pub fn keep_only(&mut self, wanted: &[String]) {
        if !wanted.is_empty() {
            self.entries.retain(|entry| wanted.iter().any(|word| entry.matches(&word.to_lowercase())));
        }
    }

    /// Each address to be asked, once, with what is looked for on its page.
    pub fn pages(&self) -> BTreeMap<String, BTreeSet<Sought>> {
        let mut pages: BTreeMap<String, BTreeSet<Sought>> = BTreeMap::new();
        for entry in &self.entries {
            match &entry.subject {
                Subject::Address(url) => {
                    pages.entry(page_of(url)).or_default();
                }
                Subject::Printed { sought, pages: places, .. } => {
                    for url in places {
                        pages.entry(page_of(url)).or_default().insert(sought.clone());
                    }
                }
            }
        }
        pages
    }

    fn add_service(&mut self, service: &Service) {
        let area = match &service.serves {
            Serves::World => "world".to_owned(),
            Serves::Countries(countries) => countries.first().map_or_else(String::new, CountryCode::lower),
        };
        let entry = |owner, subject| Entry { owner, area: area.clone(), name: service.id.as_str().to_owned(), subject };
        let site = service.url.as_str();
        self.entries.push(entry(Owner::Service(service.id.clone()), Subject::Address(site.to_owned())));
        for contact in &service.contacts {
            let (value, subject) = match &contact.way {
                Way::Web(url) => (url.as_str().to_owned(), Subject::Address(url.as_str().to_owned())),
                Way::Phone(phone) | Way::Sms(phone) => {
                    (phone.value().to_owned(), printed(Sought::phone(phone), &phone.display, service, contact))
                }
                Way::Email(mail) => (mail.clone(), printed(Sought::Mail(mail.clone()), mail, service, contact)),
            };
            let owner = Owner::Contact { service: service.id.clone(), kind: contact.kind, value };
            self.entries.push(entry(owner, subject));
        }
    }

    fn add_lines(&mut self, lines: &Lines, country: Option<CountryCode>) {
        let lists = [
            (LineList::Reporting, &lines.reporting),
            (LineList::Child, &lines.child),
            (LineList::Crisis, &lines.crisis),
        ];
        for (list, lines) in lists {
            lines.iter().for_each(|line| self.add_line(line, list, country));
        }
    }

    fn add_line(&mut self, line: &Line, list: LineList, country: Option<CountryCode>) {
        let url = line.url.as_ref().map(|url| url.as_str().to_owned());
        let owner = Owner::Line {
            country,
            list,
            url: url.clone(),
            phone: line.phone.as_ref().map(|phone| phone.value().to_owned()),
        };
        let area = country.map_or_else(|| "world".to_owned(), |country| country.lower());
        let name = line.name.original().1.to_owned();
        let entry = |subject| Entry { owner: owner.clone(), area: area.clone(), name: name.clone(), subject };
        if let Some(url) = &url {
            self.entries.push(entry(Subject::Address(url.clone())));
        }
        if let Some(phone) = &line.phone {
            let source = line.assurance.iter().filter_map(|assurance| assurance.source.as_ref());
            let pages = url.as_ref().map(|site| same_provider(site, source.map(|source| source.as_str())));
            let (sought, shown) = (Sought::phone(phone), phone.display.clone());
            self.entries.push(entry(Subject::Printed { sought, shown, pages: pages.unwrap_or_default() }));
        }
    }
}

/// A number or mail address and the service's own pages: its site, the pages of its contacts, and what it was compared
/// with.
fn printed(sought: Sought, shown: &str, service: &Service, contact: &Contact) -> Subject {
    let sources = [contact.assurance.as_ref(), Some(&service.assurance)]
        .into_iter()
        .flatten()
        .filter_map(|assurance| assurance.source.as_ref());
    let webs = service.contacts.iter().filter_map(|contact| match &contact.way {
        Way::Web(url) => Some(url),
        Way::Phone(_) | Way::Sms(_) | Way::Email(_) => None,
    });
    let pages = same_provider(service.url.as_str(), sources.chain(webs).map(|url| url.as_str()));
    Subject::Printed { sought, shown: shown.to_owned(), pages }
}

/// `site`, and those of `others` that are on its host, each once.
fn same_provider<'a>(site: &str, others: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut pages = vec![site.to_owned()];
    for other in others {
        if host_of(other) == host_of(site) && !pages.iter().any(|known| page_of(known) == page_of(other)) {
            pages.push(other.to_owned());
        }
    }
    pages
}

/// The address that is asked: in its normal form, without what only a browser uses.
pub fn page_of(url: &str) -> String {
    Url::parse(url).map_or_else(
        |_| url.to_owned(),
        |mut parsed| {
            parsed.set_fragment(None);
            parsed.into()
        },
    )
}
