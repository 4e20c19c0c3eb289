//! A service as its entry shows it.

use serde::Serialize;

use crate::model::{
    Audience, CallCost, Contact, ContactKind, Cost, CountryCode, Dial, Freshness, LimitOfConfidentiality, MessageValue,
    Organization, OrganizationKind, Outcome, Phone, Reach, Schedule, Serves, Service, Vocabulary, Way, WebAddress,
};

use super::hours::Form;
use super::html::Html;
use super::speaker::Speaker;

/// How much of an entry is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Extent {
    /// Everything.
    Full,
    /// The way in, what it is, and its limits; for services that stand below those of the country.
    Brief,
}

/// At this age people are adults in nearly every country.
const AGE_OF_MAJORITY: u8 = 18;

/// One entry.
#[derive(Serialize)]
pub struct ServiceView {
    id: String,
    brief: bool,
    name: Html,
    who: String,
    age: Option<String>,
    referral: bool,
    area: Option<Html>,
    caution: Option<Html>,
    overdue: bool,
    expired: bool,
    first: ContactView,
    detailed: Vec<ContactView>,
    plain: Vec<ContactView>,
    summary: Html,
    limits: Vec<String>,
    none_stated: bool,
    confidentiality: Option<Html>,
    limits_known: bool,
    languages: String,
    cost: Option<String>,
    concerns: String,
    organization: Html,
    run_by: Html,
    checked: String,
    week: Option<Html>,
    mail: String,
}

/// One way to reach it.
#[derive(Serialize)]
struct ContactView {
    href: String,
    label: Html,
    host: Option<String>,
    languages: Option<String>,
    icon: &'static str,
    turns: bool,
    leaves: bool,
    first_on_page: bool,
    facts: Vec<Fact>,
    abroad: Option<Html>,
    caution: Option<Html>,
    unencrypted: bool,
    hours: Option<Html>,
}

/// A short fact beside a button; a yes carries a tick.
#[derive(Serialize)]
struct Fact {
    text: String,
    yes: bool,
}

/// What an entry needs to know beside the service.
pub struct Setting<'a> {
    /// The locale.
    pub speaker: &'a Speaker,
    /// The hours of one of the service's contacts.
    pub hours: &'a dyn Fn(&Service, &Schedule, Form) -> Html,
    /// The mail address for corrections.
    pub corrections: &'a str,
}

/// An entry for `audience`, under whose heading it stands.
pub fn view(
    service: &Service,
    audience: Audience,
    extent: Extent,
    first_on_page: bool,
    setting: &Setting<'_>,
) -> ServiceView {
    let speaker = setting.speaker;
    let mut contacts = service.contacts.iter().map(|contact| contact_view(contact, service, setting));
    let mut first = contacts.next().unwrap_or_else(|| site_view(&service.url, speaker));
    first.first_on_page = first_on_page;
    first.facts = first_facts(service, speaker);
    let (mut detailed, mut plain): (Vec<_>, Vec<_>) = contacts.partition(ContactView::says_more);
    detailed.iter_mut().chain(&mut plain).for_each(|contact| contact.first_on_page = false);
    if !shows_site(service) {
        plain.push(site_view(&service.url, speaker));
    }
    let none_stated = service.limits.contains(&LimitOfConfidentiality::NoneStated);
    let limits: Vec<String> = match none_stated {
        true => Vec::new(),
        false => service.limits.iter().map(|limit| speaker.word(*limit)).collect(),
    };
    ServiceView {
        id: service.id.as_str().to_owned(),
        brief: extent == Extent::Brief,
        name: speaker.name(&service.name),
        who: who(service, audience, speaker),
        age: age(service, speaker),
        referral: service.referral,
        area: service.serves_only.as_ref().map(|area| speaker.free_text(area)),
        caution: service.caution.as_ref().map(|caution| speaker.free_text(caution)),
        overdue: service.freshness == Freshness::Overdue,
        expired: service.freshness == Freshness::Expired,
        first,
        detailed,
        plain,
        summary: speaker.free_text(&service.summary),
        confidentiality: service.confidentiality.as_ref().map(|text| speaker.free_text(text)),
        limits_known: !service.limits.is_empty(),
        limits,
        none_stated,
        languages: speaker.language_list(&service.languages),
        cost: service.cost.map(|cost| speaker.word(cost)),
        concerns: speaker.cldr.list(&service.concerns.iter().map(|concern| speaker.word(*concern)).collect::<Vec<_>>()),
        organization: speaker.name(&service.organization.name),
        run_by: run_by(&service.organization, speaker),
        checked: checked(service, speaker),
        week: if extent == Extent::Full { week(service, setting) } else { None },
        mail: format!("mailto:{}?subject={}", setting.corrections, service.id.as_str()),
    }
}

/// Who runs it, and what kind of body that is.
fn run_by(organization: &Organization, speaker: &Speaker) -> Html {
    let name = speaker.name(&organization.name);
    match organization.kind {
        OrganizationKind::Other => name,
        kind => {
            let kind = speaker.word(kind);
            speaker.html_with("organization-of-kind", "name", &name, &[("kind", MessageValue::Text(&kind))])
        }
    }
}

/// The table of hours of the first way in.
fn week(service: &Service, setting: &Setting<'_>) -> Option<Html> {
    let schedule = service.contacts.first()?.schedule.as_ref()?;
    Some((setting.hours)(service, schedule, Form::Week))
}

/// Whom it is for; one that takes people under 18 does not speak of adults.
fn who(service: &Service, audience: Audience, speaker: &Speaker) -> String {
    match audience {
        Audience::Themselves if service.minimum_age.is_some_and(|age| age < AGE_OF_MAJORITY) => {
            speaker.text("audience-self-any-age", &[])
        }
        _ => speaker.word(audience),
    }
}

fn age(service: &Service, speaker: &Speaker) -> Option<String> {
    let number = |age: u8| MessageValue::Number(u64::from(age));
    match (service.minimum_age, service.maximum_age) {
        (None, None) => None,
        (Some(from), None) => Some(speaker.text("age-from", &[("age", number(from))])),
        (None, Some(to)) => Some(speaker.text("age-to", &[("age", number(to))])),
        (Some(from), Some(to)) => Some(speaker.text("age-between", &[("from", number(from)), ("to", number(to))])),
    }
}

/// What was checked, when and how; honest about a copy that was not the live page.
fn checked(service: &Service, speaker: &Speaker) -> String {
    let assurance = &service.assurance;
    let date = speaker.cldr.date(assurance.date);
    let how = speaker.word(assurance.method);
    let values = [("date", MessageValue::Text(date.as_str())), ("how", MessageValue::Text(how.as_str()))];
    match (assurance.result, assurance.basis) {
        (Outcome::NotFound, _) => speaker.text("checked-not-found", &values),
        (Outcome::Conflict | Outcome::Partly, _) => with_what(&speaker.word(assurance.result), &date, &how, speaker),
        (Outcome::Confirmed, Some(basis)) => with_what(&speaker.word(basis), &date, &how, speaker),
        (Outcome::Confirmed, None) => speaker.text("checked-site-only", &values),
    }
}

fn with_what(what: &str, date: &str, how: &str, speaker: &Speaker) -> String {
    let values =
        [("what", MessageValue::Text(what)), ("date", MessageValue::Text(date)), ("how", MessageValue::Text(how))];
    speaker.text("checked", &values)
}

/// Whether one of the contacts already leads to the service's own site.
fn shows_site(service: &Service) -> bool {
    let is_site = |contact: &Contact| matches!(&contact.way, Way::Web(url) if url == &service.url);
    service.contacts.is_empty() || service.contacts.iter().any(is_site)
}

fn host(url: &WebAddress) -> &str {
    url.short().split('/').next().unwrap_or_default()
}

impl ContactView {
    /// Whether it needs a block of its own.
    fn says_more(&self) -> bool {
        !self.facts.is_empty()
            || self.hours.is_some()
            || self.caution.is_some()
            || self.unencrypted
            || self.abroad.is_some()
    }
}

fn site_view(url: &WebAddress, speaker: &Speaker) -> ContactView {
    ContactView {
        href: url.as_str().to_owned(),
        label: speaker.html("action-url", &[]),
        host: Some(host(url).to_owned()),
        languages: None,
        icon: "site",
        turns: true,
        leaves: true,
        first_on_page: false,
        facts: Vec::new(),
        abroad: None,
        caution: None,
        unencrypted: !url.is_encrypted(),
        hours: None,
    }
}

fn contact_view(contact: &Contact, service: &Service, setting: &Setting<'_>) -> ContactView {
    let speaker = setting.speaker;
    let action = contact.kind.message_id();
    let (href, label, host_name) = match &contact.way {
        Way::Phone(phone) => {
            (format!("tel:{}", phone.value()), speaker.html_with(&action, "number", &printed(phone), &[]), None)
        }
        Way::Sms(phone) => {
            (format!("sms:{}", phone.value()), speaker.html_with(&action, "number", &printed(phone), &[]), None)
        }
        Way::Email(address) => {
            let shown = Html::trusted(format!("<span class=\"host\">{}</span>", Html::text(address).as_str()));
            (format!("mailto:{address}"), speaker.html_with(&action, "address", &shown, &[]), None)
        }
        Way::Web(url) => (url.as_str().to_owned(), speaker.html(&action, &[]), Some(host(url).to_owned())),
    };
    let icon = match contact.kind {
        ContactKind::Phone => "phone",
        ContactKind::Sms | ContactKind::Chat => "chat",
        ContactKind::Email | ContactKind::Form | ContactKind::Post => "write",
        ContactKind::InPerson => "place",
        ContactKind::App | ContactKind::OnlineProgramme => "site",
    };
    let is_web = matches!(contact.way, Way::Web(_));
    ContactView {
        href,
        label,
        host: host_name,
        languages: languages_of(contact, service, speaker),
        icon,
        turns: icon == "site",
        leaves: is_web,
        first_on_page: false,
        facts: further_facts(contact, service, speaker),
        abroad: abroad(contact, speaker),
        caution: contact.caution.as_ref().map(|caution| speaker.free_text(caution)),
        unencrypted: matches!(&contact.way, Way::Web(url) if !url.is_encrypted()),
        hours: contact.schedule.as_ref().map(|schedule| (setting.hours)(service, schedule, Form::Sentence)),
    }
}

/// A number as its service prints it; a second form in brackets may stand on a line of its own.
fn printed(phone: &Phone) -> Html {
    let number = |text: &str| format!("<span class=\"num\">{}</span>", Html::text(text).as_str());
    match phone.display.split_once(" (") {
        Some((first, second)) => Html::trusted(format!("{} {}", number(first), number(&format!("({second}")))),
        None => Html::trusted(number(&phone.display)),
    }
}

/// The international form, where the printed one lacks it.
fn abroad(contact: &Contact, speaker: &Speaker) -> Option<Html> {
    match &contact.way {
        Way::Phone(phone) => match &phone.dial {
            Dial::International(number) if !phone.display.starts_with('+') => {
                let number = Html::trusted(format!("<span class=\"num\">{}</span>", number.as_str()));
                Some(speaker.html_with("fact-from-abroad", "number", &number, &[]))
            }
            Dial::International(_) | Dial::National { .. } => None,
        },
        Way::Sms(_) | Way::Email(_) | Way::Web(_) => None,
    }
}

/// The facts that decide whether somebody dares to make contact, beside the first way in.
fn first_facts(service: &Service, speaker: &Speaker) -> Vec<Fact> {
    let mut facts = Vec::new();
    match service.contacts.first() {
        Some(contact) => {
            facts.push(cost_fact(contact, service, speaker));
            facts.push(anonymity(service, speaker));
            facts.extend(place_facts(contact, service, speaker));
        }
        None => {
            facts.extend(service.cost.map(|cost| Fact { text: speaker.word(cost), yes: cost == Cost::Free }));
            facts.push(anonymity(service, speaker));
        }
    }
    facts
}

/// What it costs to use a contact. A call has a price of its own; anything else costs what the service costs.
fn cost_fact(contact: &Contact, service: &Service, speaker: &Speaker) -> Fact {
    let yes = contact.cost == CallCost::Free;
    let text = match (&contact.way, contact.cost, service.cost) {
        (Way::Phone(_) | Way::Sms(_), cost, _) => speaker.word(cost),
        (Way::Email(_) | Way::Web(_), CallCost::Free, _) => speaker.word(Cost::Free),
        (Way::Email(_) | Way::Web(_), CallCost::Paid, _) => speaker.word(Cost::Paid),
        (Way::Email(_) | Way::Web(_), CallCost::Standard | CallCost::Unknown, Some(cost)) => speaker.word(cost),
        (Way::Email(_) | Way::Web(_), CallCost::Standard | CallCost::Unknown, None) => speaker.word(CallCost::Unknown),
    };
    Fact { text, yes }
}

fn anonymity(service: &Service, speaker: &Speaker) -> Fact {
    let id = match service.anonymous {
        Some(true) => "fact-anonymous",
        Some(false) => "fact-not-anonymous",
        None => "fact-anonymous-unknown",
    };
    Fact { text: speaker.text(id, &[]), yes: service.anonymous == Some(true) }
}

/// What a further contact says beside what the first has said.
fn further_facts(contact: &Contact, service: &Service, speaker: &Speaker) -> Vec<Fact> {
    let mut facts = Vec::new();
    let is_number = matches!(contact.way, Way::Phone(_) | Way::Sms(_));
    let first_cost = service.contacts.first().map(|first| first.cost);
    if is_number || (contact.cost != CallCost::Unknown && first_cost != Some(contact.cost)) {
        facts.push(cost_fact(contact, service, speaker));
    }
    facts.extend(place_facts(contact, service, speaker));
    facts
}

fn place_facts(contact: &Contact, service: &Service, speaker: &Speaker) -> Vec<Fact> {
    let mut facts = Vec::new();
    if let Some(country) = used_in(contact, service) {
        let text = speaker.text("fact-national-only", &[("country", MessageValue::Text(speaker.country(country)))]);
        facts.push(Fact { text, yes: false });
    }
    facts
}

/// The languages of a contact, where they are not those of the whole service. They stand in the button: two that would
/// otherwise look alike must differ before they are pressed.
fn languages_of(contact: &Contact, service: &Service, speaker: &Speaker) -> Option<String> {
    let differ = !contact.languages.is_empty() && contact.languages != service.languages;
    differ.then(|| {
        let languages = speaker.language_list(&contact.languages);
        speaker.text("fact-languages", &[("languages", MessageValue::Text(&languages))])
    })
}

/// The country outside which a contact does not work. That one must go to a place to be there needs no saying.
fn used_in(contact: &Contact, service: &Service) -> Option<CountryCode> {
    let is_place = matches!(contact.kind, ContactKind::InPerson | ContactKind::Post);
    match (&contact.way, &service.serves) {
        _ if contact.reach == Reach::Worldwide || is_place => None,
        (Way::Phone(Phone { dial, .. }) | Way::Sms(Phone { dial, .. }), _) => match dial {
            Dial::National { country, .. } => Some(*country),
            Dial::International(_) => None,
        },
        (Way::Email(_) | Way::Web(_), Serves::Countries(countries)) => countries.first().copied(),
        (Way::Email(_) | Way::Web(_), Serves::World) => None,
    }
}
