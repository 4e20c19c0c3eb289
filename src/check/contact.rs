//! Contacts, lines and assurances: what may be shown of them, and every fault of theirs.

use jiff::civil::Date;

use super::address::{self, Use};
use super::age::{self, Ages};
use super::decode::{At, Cx};
use super::records::{RawAnswered, RawAssurance, RawContact, RawLine, RawSource};
use super::{hours, phone};
use crate::cldr::time_zones;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    Assurance, Basis, Contact, ContactKind, CountryCode, Freshness, Line, Outcome, Phone, Publish, Reach, Schedule,
    Serves, Vocabulary, Way,
};

/// What every check of one file needs to know.
#[derive(Clone, Copy)]
pub struct Setting {
    /// The day of the check.
    pub today: Date,
    /// The country of the file; `None` in the worldwide file.
    pub country: Option<CountryCode>,
}

/// Checks a contact whole, and gives it back where it may be shown.
///
/// The outer `None` stands for a fault; the inner one for a contact that is kept in the data but may not be shown: an
/// unconfirmed number or mail address, or a place without a page.
pub fn check(
    raw: &RawContact,
    publish: Publish,
    serves: Option<&Serves>,
    setting: Setting,
    cx: &mut Cx<'_>,
) -> Option<Option<Contact>> {
    let assurance = optional(raw.assurance.as_ref(), |raw| check_assurance(raw, setting, cx));
    let assurance = assurance.filter(|_| has_basis(raw, cx));
    check_answered(raw.answered.as_ref(), setting, cx);
    let schedule = check_schedule(raw, setting, cx);
    let way = check_way(raw, setting, cx);
    if let (Some(Some(Way::Phone(phone) | Way::Sms(phone))), Some(Serves::Countries(homes))) = (&way, serves)
        && raw.caution.is_none()
    {
        phone::warn_if_foreign(phone, &raw.value, homes, cx);
    }
    let (assurance, schedule, way) = (assurance?, schedule?, way?);
    let confirmed = assurance.as_ref().is_some_and(Assurance::permits_showing);
    let shown = match way {
        Some(way @ Way::Web(_)) => Some(way),
        Some(way @ (Way::Phone(_) | Way::Sms(_) | Way::Email(_))) if confirmed => Some(way),
        Some(Way::Phone(_) | Way::Sms(_) | Way::Email(_)) | None => None,
    };
    let shown = shown.filter(|_| publish == Publish::Whole);
    Some(shown.map(|way| Contact {
        kind: raw.kind.value,
        way,
        reach: raw.reach.value,
        cost: raw.cost.value,
        schedule,
        languages: raw.languages.iter().map(|language| language.value.clone()).collect(),
        caution: raw.caution.as_ref().map(|caution| caution.value.clone()),
        assurance,
    }))
}

fn check_way(raw: &RawContact, setting: Setting, cx: &mut Cx<'_>) -> Option<Option<Way>> {
    let is_web = raw.value.value.contains("://");
    let unencrypted = address::acknowledged(raw.unencrypted.as_ref(), is_web || !raw.value.is_known(), cx);
    if let Some(printed) = &raw.as_published
        && raw.kind.is_known()
        && !matches!(raw.kind.value, ContactKind::Phone | ContactKind::Sms)
    {
        let message = "`as_published` is only for phone numbers";
        cx.fault(&printed.span, Diagnostic::new(Code::UnknownKey, message).help("delete the line"));
        return None;
    }
    match raw.kind.value {
        ContactKind::Phone => check_phone(raw, setting, cx).map(|phone| Some(Way::Phone(phone))),
        ContactKind::Sms => check_phone(raw, setting, cx).map(|phone| Some(Way::Sms(phone))),
        ContactKind::Email => match address::read_email(&raw.value.value) {
            Ok(address) => Some(Some(Way::Email(address))),
            Err(problem) => {
                cx.fault(&raw.value.span, problem.diagnostic);
                None
            }
        },
        ContactKind::Chat | ContactKind::Form | ContactKind::App | ContactKind::OnlineProgramme => {
            address::check(&raw.value, Use::Visitor { unencrypted }, cx).map(|url| Some(Way::Web(url)))
        }
        ContactKind::InPerson | ContactKind::Post if is_web => {
            address::check(&raw.value, Use::Visitor { unencrypted }, cx).map(|url| Some(Way::Web(url)))
        }
        ContactKind::InPerson | ContactKind::Post => Some(None),
    }
}

fn check_phone(raw: &RawContact, setting: Setting, cx: &mut Cx<'_>) -> Option<Phone> {
    phone::check(&raw.value, raw.as_published.as_ref(), reach_of(&raw.reach, &raw.value), setting.country, cx)
}

/// From where a number works, as its first sign has it where the record does not say.
fn reach_of(reach: &At<Reach>, number: &At<String>) -> Reach {
    match (reach.is_known(), number.value.starts_with('+')) {
        (true, _) => reach.value,
        (false, true) => Reach::Worldwide,
        (false, false) => Reach::National,
    }
}

fn check_schedule(raw: &RawContact, setting: Setting, cx: &mut Cx<'_>) -> Option<Option<Schedule>> {
    let Some(written) = &raw.hours else { return Some(None) };
    let Some(zone) = &raw.timezone else {
        let diagnostic =
            Diagnostic::new(Code::HoursWithoutTimezone, "the hours have no time zone").help(zone_help(setting.country));
        cx.fault(&written.span, diagnostic);
        return None;
    };
    match hours::read(&written.value, &zone.value.0) {
        Ok(schedule) => Some(Some(schedule)),
        Err(problem) => {
            cx.fault(&written.span, problem.diagnostic);
            None
        }
    }
}

/// How to say where the clocks show these hours; with the zones of the country, where it is one with few.
fn zone_help(country: Option<CountryCode>) -> String {
    let zones = country.map(time_zones).unwrap_or_default();
    match zones[..] {
        [] | [_, _, _, _, ..] => {
            "add a line such as `timezone: Europe/Berlin`, with the zone of the service".to_owned()
        }
        [only] => format!("add a line `timezone: {only}`, if the service is there"),
        _ => format!("add a line `timezone:` with the zone of the service: {}", zones.join(" or ")),
    }
}

/// Checks a comparison: its date, who vouches for it, and what it was compared with.
pub fn check_assurance(raw: &At<RawAssurance>, setting: Setting, cx: &mut Cx<'_>) -> Option<Assurance> {
    let record = &raw.value;
    let mut sound = true;
    if is_in_future(&record.date, setting, cx) {
        sound = false;
    }
    if record.method.value.is_human() && record.by.is_none() {
        sound = false;
        cx.fault(
            &record.method.span,
            Diagnostic::new(Code::AssuranceIncomplete, "a check by a person names no role")
                .help("add a line such as `by: editor` (a role, never a private name)"),
        );
    }
    sound &= is_role(record.by.as_ref(), cx);
    let seen = matches!(record.result.value, Outcome::Confirmed | Outcome::Conflict | Outcome::Partly);
    if seen && record.source.is_none() {
        sound = false;
        cx.fault(
            &record.result.span,
            Diagnostic::new(Code::AssuranceIncomplete, "something was seen, but not where")
                .help("add a line `source:` with the page that was compared"),
        );
    }
    let source = optional(record.source.as_ref(), |source| address::check_evidence(source, cx))?;
    sound.then(|| Assurance {
        result: record.result.value,
        basis: record.basis.as_ref().map(|basis| basis.value),
        method: record.method.value,
        date: record.date.value,
        by: record.by.as_ref().map(|role| role.value.clone()),
        source,
    })
}

/// Whether the one who checked is named by a role. Names of people are public for ever, and help nobody.
fn is_role(by: Option<&At<String>>, cx: &mut Cx<'_>) -> bool {
    let Some(by) = by.filter(|by| !by.value.chars().all(|c| c.is_ascii_lowercase() || matches!(c, ' ' | '-'))) else {
        return true;
    };
    let message = format!("`{}` looks like a name, not a role", by.value);
    let help = "write what the person does here, in small letters, such as `editor` or `native reviewer`";
    cx.fault(&by.span, Diagnostic::new(Code::AssuranceByName, message).help(help));
    false
}

/// A confirmed number or mail address says what confirmed it; without that nobody would see it, and nobody would know why.
fn has_basis(raw: &RawContact, cx: &mut Cx<'_>) -> bool {
    let is_dialled = matches!(raw.kind.value, ContactKind::Phone | ContactKind::Sms | ContactKind::Email);
    match &raw.assurance {
        Some(At { value, .. }) if is_dialled && value.result.value == Outcome::Confirmed && value.basis.is_none() => {
            let known: Vec<&str> = Basis::ALL.iter().map(|basis| basis.code()).collect();
            let diagnostic =
                Diagnostic::new(Code::AssuranceIncomplete, "it is confirmed, but not by what kind of source")
                    .label("so it would not be shown")
                    .help(format!("add a line `basis:` with one of: {}", known.join(", ")));
            cx.fault(&value.result.span, diagnostic);
            false
        }
        Some(_) | None => true,
    }
}

/// Reports a day after today; nobody can have checked anything on it.
fn is_in_future(date: &At<Date>, setting: Setting, cx: &mut Cx<'_>) -> bool {
    if date.value <= setting.today {
        return false;
    }
    let message = format!("{} is after today, {}", date.value, setting.today);
    let diagnostic = Diagnostic::new(Code::DateInFuture, message).help("write the day on which it was checked");
    cx.fault(&date.span, diagnostic);
    true
}

/// Checks what a program saw on the live web.
pub fn check_answered(answered: Option<&At<RawAnswered>>, setting: Setting, cx: &mut Cx<'_>) {
    if let Some(answered) = answered {
        is_in_future(&answered.value.date, setting, cx);
    }
}

/// Checks the pages that back a fact.
pub fn check_sources(sources: &[RawSource], setting: Setting, cx: &mut Cx<'_>) {
    for source in sources {
        address::check_evidence(&source.url, cx);
        if let Some(stored) = &source.stored
            && stored.value.0.as_str() > setting.today.to_string().as_str()
        {
            let message = format!("{} is after today, {}", stored.value.0, setting.today);
            let diagnostic = Diagnostic::new(Code::DateInFuture, message);
            cx.fault(&stored.span, diagnostic.help("write when the page was stored or published"));
        }
    }
}

/// Checks a line of the second rank. Inner `None`: it has neither number nor address, and is kept for maintainers only.
pub fn check_line(raw: &RawLine, setting: Setting, ages: Ages, cx: &mut Cx<'_>) -> Option<Option<Line>> {
    if raw.sources.is_empty() {
        let diagnostic = Diagnostic::new(Code::SourceMissing, "the line has no source");
        cx.fault(&raw.name.span, diagnostic.help("add `sources:` with the page that names it"));
    }
    check_sources(&raw.sources, setting, cx);
    check_answered(raw.answered.as_ref(), setting, cx);
    let unencrypted = address::acknowledged(raw.unencrypted.as_ref(), raw.url.is_some(), cx);
    let url = optional(raw.url.as_ref(), |url| address::check(url, Use::Visitor { unencrypted }, cx));
    let phone = optional(raw.phone.as_ref(), |phone| check_line_phone(phone, raw, setting, cx));
    let assurance = optional(raw.assurance.as_ref(), |assurance| check_assurance(assurance, setting, cx));
    if raw.sources.is_empty() {
        return None;
    }
    let (url, phone, assurance) = (url?, phone?, assurance?);
    let own = assurance.as_ref().map(|assurance| assurance.date);
    let (checked, freshness) = ages.of(own);
    // An address alone has no number to withhold: its page only says how old it is.
    let freshness = if raw.phone.is_some() { freshness } else { freshness.min(Freshness::Overdue) };
    if phone.is_some() || url.is_some() {
        let name = format!("“{}”", raw.name.value.original().1);
        age::warn(&name, (checked, freshness), own.is_some(), &raw.name.span, cx);
    }
    let phone = phone.filter(|_| freshness != Freshness::Expired);
    let reachable = phone.is_some() || url.is_some();
    Some(reachable.then(|| Line { name: raw.name.value.clone(), phone, url, assurance, checked, freshness }))
}

fn check_line_phone(phone: &At<String>, raw: &RawLine, setting: Setting, cx: &mut Cx<'_>) -> Option<Phone> {
    let Some(reach) = &raw.reach else {
        let diagnostic = Diagnostic::new(Code::MissingKey, "the number does not say from where it works");
        cx.fault(&phone.span, diagnostic.help("add `reach: national` or `reach: worldwide`"));
        return None;
    };
    phone::check(phone, raw.as_published.as_ref(), reach_of(reach, phone), setting.country, cx)
}

/// Checks a value that may be left out. `None` after a fault.
fn optional<T, R>(written: Option<&T>, check: impl FnOnce(&T) -> Option<R>) -> Option<Option<R>> {
    written.map_or(Some(None), |written| check(written).map(Some))
}
