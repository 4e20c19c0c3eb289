//! A country's page: its services by who is asking, what is open to anyone, numbers for emergencies.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::model::{
    Audience, ContactKind, Country, Dial, Directory, Emergency, EmergencyNumber, Freshness, Line, Lines, MessageValue,
    Phone, Schedule, Service, Way,
};

use super::html::Html;
use super::service::Extent;
use super::speaker::Speaker;

/// A group of entries under one heading.
#[derive(Serialize)]
pub struct GroupView {
    /// The anchor.
    pub id: &'static str,
    /// The heading.
    pub title: Html,
    /// A sentence before the entries.
    pub lead: Option<Html>,
    /// The entries, as markup.
    pub entries: Vec<EntryView>,
    /// Services that stand in full under an earlier heading.
    pub also: Vec<LinkView>,
}

/// An entry and what to do if nobody answers.
#[derive(Serialize)]
pub struct EntryView {
    /// The entry.
    pub html: Html,
    /// The next service to try.
    pub next: Option<LinkView>,
    /// Whether the entry names its hours.
    pub has_hours: bool,
}

/// A link to an entry or page.
#[derive(Clone, Serialize)]
pub struct LinkView {
    /// The address.
    pub href: String,
    /// What it is called.
    pub name: Html,
}

/// A number or line of the second rank.
#[derive(Serialize)]
pub struct LineView {
    /// Its name; empty for emergency numbers.
    pub name: Html,
    /// `tel:` and what is shown.
    pub phone: Option<(String, String)>,
    /// Its web address.
    pub url: Option<String>,
    /// What it reaches.
    pub reaches: String,
    /// What is said of its age.
    pub note: Option<Html>,
    /// Whether its website has no encryption.
    pub unencrypted: bool,
}

/// Lines of one kind.
#[derive(Serialize)]
pub struct LinesView {
    /// What they are for.
    pub title: Html,
    /// The lines.
    pub lines: Vec<LineView>,
    /// What is said where there is none.
    pub unknown: Option<Html>,
    /// What is said of all of them.
    pub note: Option<Html>,
}

/// One row of the card to cut out.
#[derive(Serialize)]
pub struct CardRow {
    name: Html,
    value: String,
    is_number: bool,
}

/// Somebody older is an adult everywhere.
const LAST_YEAR_OF_YOUTH: u8 = 20;

/// The groups in the order in which people ask.
const ASKERS: [(Audience, &str, &str); 5] = [
    (Audience::Themselves, "self", "group-self"),
    (Audience::Family, "family", "group-family"),
    (Audience::YoungPerson, "young-person", "group-young-person"),
    (Audience::Professional, "professional", "group-professional"),
    (Audience::Survivor, "survivor", "group-survivor"),
];

/// The first audience of a service in that order; a service that no adult may use is one for young people.
pub fn main_audience(service: &Service) -> Audience {
    if service.is_for(Audience::YoungPerson) && service.maximum_age.is_some_and(|age| age <= LAST_YEAR_OF_YOUTH) {
        return Audience::YoungPerson;
    }
    ASKERS
        .iter()
        .map(|(audience, ..)| *audience)
        .find(|audience| service.is_for(*audience))
        .unwrap_or(Audience::Themselves)
}

/// The services of a country in the order of the page, each under its first audience.
fn own_services<'a>(country: &Country, directory: &'a Directory) -> Vec<&'a Service> {
    let services: Vec<&Service> = country.services.iter().map(|index| &directory.services[*index]).collect();
    let under = |audience: Audience| services.iter().copied().filter(move |service| main_audience(service) == audience);
    // A service that can be reached at once stands before one of which only the site is shown.
    let ready = |audience| {
        let (mut ready, rest): (Vec<_>, Vec<_>) = under(audience).partition(|service| !service.contacts.is_empty());
        ready.extend(rest);
        ready
    };
    ASKERS.iter().flat_map(|(audience, ..)| ready(*audience)).collect()
}

/// The services open to anyone: first those that work in a language of the country, or else in the reader's.
pub fn worldwide_services<'a>(
    country: Option<&Country>,
    directory: &'a Directory,
    speaker: &Speaker,
) -> Vec<&'a Service> {
    let all: Vec<&Service> = directory.worldwide.iter().map(|index| &directory.services[*index]).collect();
    let reader = [speaker.locale.clone()];
    let fits = |service: &&Service| {
        service.speaks_any(&reader) || country.is_some_and(|country| service.speaks_any(&country.languages))
    };
    let (mut first, rest): (Vec<&Service>, Vec<&Service>) = all.into_iter().partition(fits);
    first.extend(rest);
    first
}

/// How many entries stand whole on a country's page. Few leave room for larger letters on its one sheet of paper.
pub fn printed_whole(country: &Country, directory: &Directory) -> usize {
    if country.services.is_empty() { directory.worldwide.len() } else { country.services.len() }
}

/// Everything a country's page lists. `entry` makes the markup of one entry.
pub fn groups(
    country: &Country,
    directory: &Directory,
    speaker: &Speaker,
    entry: &mut dyn FnMut(&Service, Audience, Extent, bool) -> Html,
) -> Vec<GroupView> {
    let own = own_services(country, directory);
    let worldwide = worldwide_services(Some(country), directory, speaker);
    let order: Vec<&Service> = own.iter().chain(&worldwide).copied().collect();
    let next_of = |service: &Service| {
        let at = order.iter().position(|known| known.id == service.id)?;
        order.get(at + 1).map(|next| link(next, speaker))
    };
    let mut entry_view = |service: &Service, audience: Audience, extent: Extent, first: bool| EntryView {
        html: entry(service, audience, extent, first),
        next: next_of(service).filter(|_| extent == Extent::Full && may_go_unanswered(service)),
        has_hours: service.contacts.iter().filter_map(|contact| contact.schedule.as_ref()).any(Schedule::closes),
    };
    let mut groups = Vec::new();
    for (audience, id, title) in ASKERS {
        let mut group =
            GroupView { id, title: speaker.html(title, &[]), lead: None, entries: Vec::new(), also: Vec::new() };
        for service in &own {
            if main_audience(service) == audience {
                let first = own[0].id == service.id;
                group.entries.push(entry_view(service, audience, Extent::Full, first));
            } else if service.is_for(audience) {
                group.also.push(link(service, speaker));
            }
        }
        if !group.entries.is_empty() || !group.also.is_empty() {
            groups.push(group);
        }
    }
    let (extent, lead) =
        if own.is_empty() { (Extent::Full, "country-none") } else { (Extent::Brief, "group-anyone-lead") };
    let entries = worldwide.iter().enumerate().map(|(index, service)| {
        let first = own.is_empty() && index == 0;
        entry_view(service, main_audience(service), extent, first)
    });
    let entries: Vec<EntryView> = entries.collect();
    groups.push(GroupView {
        id: "anyone",
        title: speaker.html("group-anyone", &[]),
        lead: Some(speaker.html(lead, &[])),
        entries,
        also: Vec::new(),
    });
    groups
}

/// Whether somebody is called or written to who may not answer; a website is always there.
fn may_go_unanswered(service: &Service) -> bool {
    let asks = |kind| matches!(kind, ContactKind::Phone | ContactKind::Sms | ContactKind::Chat | ContactKind::Email);
    service.contacts.iter().any(|contact| asks(contact.kind))
}

fn link(service: &Service, speaker: &Speaker) -> LinkView {
    LinkView { href: format!("#{}", service.id.as_str()), name: speaker.name(&service.name) }
}

/// Numbers for emergencies and the lines of the second rank.
pub fn lines(country: &Country, directory: &Directory, speaker: &Speaker) -> Vec<LinesView> {
    let emergency = LinesView {
        title: speaker.html("line-emergency", &[]),
        note: emergency_note(&country.emergency, speaker),
        unknown: country.emergency.numbers.is_empty().then(|| speaker.html("line-emergency-unknown", &[])),
        lines: country.emergency.numbers.iter().map(|number| emergency_view(number, speaker)).collect(),
    };
    let mut all = vec![emergency];
    all.extend(second_rank(&country.lines, Some(&directory.worldwide_lines), speaker));
    all
}

/// Reporting lines, child helplines and crisis lines; `fallback` stands in for a kind of which there is none.
pub fn second_rank(lines: &Lines, fallback: Option<&Lines>, speaker: &Speaker) -> Vec<LinesView> {
    let kind = |title: &str, own: &[Line], other: Option<&[Line]>| {
        let lines = if own.is_empty() { other.unwrap_or_default() } else { own };
        LinesView {
            title: speaker.html(title, &[]),
            lines: lines.iter().map(|line| line_view(line, speaker)).collect(),
            unknown: None,
            note: None,
        }
    };
    let all = [
        kind("line-reporting", &lines.reporting, fallback.map(|lines| lines.reporting.as_slice())),
        kind("line-child", &lines.child, fallback.map(|lines| lines.child.as_slice())),
        kind("line-crisis", &lines.crisis, fallback.map(|lines| lines.crisis.as_slice())),
    ];
    all.into_iter().filter(|view| !view.lines.is_empty()).collect()
}

fn emergency_view(number: &EmergencyNumber, speaker: &Speaker) -> LineView {
    let reaches: Vec<String> = number.reaches.iter().map(|service| speaker.word(*service)).collect();
    LineView {
        name: Html::default(),
        phone: Some(dialled(&number.phone)),
        url: None,
        reaches: speaker.cldr.list(&reaches),
        note: None,
        unencrypted: false,
    }
}

/// What is said of all emergency numbers of a country: that they are old, or that sources left a doubt.
pub fn emergency_note(emergency: &Emergency, speaker: &Speaker) -> Option<Html> {
    let is_overdue = emergency.freshness == Freshness::Overdue;
    let id = if is_overdue { "line-overdue" } else { "line-emergency-unsure" };
    (is_overdue || (emergency.is_doubted() && !emergency.numbers.is_empty())).then(|| speaker.html(id, &[]))
}

/// Which of the numbers of the second rank work only inside the country.
pub fn national_numbers(country: &Country, speaker: &Speaker) -> Option<Html> {
    let lines = [&country.lines.reporting, &country.lines.child, &country.lines.crisis].into_iter().flatten();
    let inside = |phone: &&Phone| matches!(phone.dial, Dial::National { .. });
    let numbers: BTreeSet<&str> =
        lines.filter_map(|line| line.phone.as_ref()).filter(inside).map(|phone| phone.display.as_str()).collect();
    let marked: Vec<String> =
        numbers.iter().map(|number| format!("<span class=\"num\">{}</span>", Html::text(number).as_str())).collect();
    let name = [("country", MessageValue::Text(speaker.country(country.code)))];
    let list = Html::trusted(marked.join(" · "));
    (!marked.is_empty()).then(|| speaker.html_with("lines-national", "numbers", &list, &name))
}

fn line_view(line: &Line, speaker: &Speaker) -> LineView {
    LineView {
        name: speaker.name(&line.name),
        phone: line.phone.as_ref().map(dialled),
        unencrypted: line.url.as_ref().is_some_and(|url| !url.is_encrypted()),
        url: line.url.as_ref().map(|url| url.as_str().to_owned()),
        reaches: String::new(),
        note: match line.freshness {
            Freshness::Fresh | Freshness::DueSoon => None,
            Freshness::Overdue => Some(speaker.html("line-overdue", &[])),
            Freshness::Expired => Some(speaker.html("line-expired", &[])),
        },
    }
}

/// `tel:` and what is shown.
pub fn dialled(phone: &Phone) -> (String, String) {
    (format!("tel:{}", phone.value()), phone.display.clone())
}

/// The main contacts, to cut out and keep: the first number or address of at most three services, and the emergency number.
pub fn card(country: &Country, directory: &Directory, speaker: &Speaker) -> Vec<CardRow> {
    let own = own_services(country, directory);
    let services = if own.is_empty() { worldwide_services(Some(country), directory, speaker) } else { own };
    let mut rows: Vec<CardRow> = services.iter().take(3).map(|service| card_row(service, speaker)).collect();
    rows.extend(country.emergency.numbers.first().map(|number| CardRow {
        name: speaker.html("line-emergency", &[]),
        value: number.phone.display.clone(),
        is_number: true,
    }));
    rows
}

fn card_row(service: &Service, speaker: &Speaker) -> CardRow {
    let number = service.contacts.iter().find_map(|contact| match &contact.way {
        Way::Phone(phone) => Some(phone.display.clone()),
        Way::Sms(_) | Way::Email(_) | Way::Web(_) => None,
    });
    CardRow {
        name: speaker.name(&service.name),
        is_number: number.is_some(),
        value: number.unwrap_or_else(|| service.url.short().to_owned()),
    }
}

/// The neutral sentence for search engines.
pub fn description(country: &Country, speaker: &Speaker) -> String {
    speaker.text("country-description", &[("country", MessageValue::Text(speaker.country(country.code)))])
}
