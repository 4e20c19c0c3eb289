//! Services: one record whole, and what of it may be shown.

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::{
    Assurance, Confidence, Contact, ContactKind, CountryCode, Freshness, HiddenBecause, LanguageTag,
    LimitOfConfidentiality, Localized, Organization, Outcome, Publish, Serves, Service, ServiceId, Withheld,
};

use super::address::{self, Use};
use super::age::Ages;
use super::contact::{self, Setting};
use super::decode::{At, Cx};
use super::records::{RawContact, RawService};
use super::unvouched;
use super::values::Area;

/// What every service of a run is checked against.
#[derive(Clone, Copy)]
pub struct Rules<'a> {
    /// The day and the country of the file.
    pub setting: Setting,
    /// When entries grow old.
    pub ages: Ages,
    /// The language that every shown text must have.
    pub source_locale: &'a LanguageTag,
}

/// What became of a record.
pub enum Listed {
    /// It may be shown.
    Shown(Box<Service>),
    /// It is kept for maintainers.
    Withheld(Withheld),
}

/// Checks a service whole. `None` after a fault, which is then noted.
pub fn check(raw: &At<RawService>, rules: Rules<'_>, cx: &mut Cx<'_>) -> Option<Listed> {
    let record = &raw.value;
    let rules_kept = [
        check_sources(record, rules.setting, cx),
        check_confidentiality(record, cx),
        check_ages(record, cx),
        check_lists(record, cx),
        check_texts(record, rules.source_locale, cx),
    ];
    let serves = check_serves(record, cx);
    warn_elsewhere(record, serves.as_ref(), rules.setting.country, cx);
    let unencrypted = address::acknowledged(record.unencrypted.as_ref(), record.url.is_some(), cx);
    let url = record.url.as_ref().map(|url| address::check(url, Use::Visitor { unencrypted }, cx));
    if let Some(reference) = &record.reference_url {
        address::check_evidence(reference, cx);
    }
    let assurance = record.assurance.as_ref().map(|assurance| contact::check_assurance(assurance, rules.setting, cx));
    let contacts: Vec<_> = record
        .contacts
        .iter()
        .map(|raw| contact::check(&raw.value, record.publish.value, serves.as_ref(), rules.setting, cx))
        .collect();
    let contacts: Option<Vec<_>> = contacts.into_iter().collect();
    let (serves, contacts) = (serves?, contacts?);
    if rules_kept.contains(&false) {
        return None;
    }
    if record.publish.value == Publish::Withheld {
        let reason = record.publish_reason.value.clone();
        return Some(Listed::Withheld(Withheld { id: record.id.value.clone(), serves, reason }));
    }
    let not_shown = record.contacts.iter().zip(&contacts).filter(|(_, shown)| shown.is_none());
    let mut hidden: Vec<(ContactKind, HiddenBecause)> =
        not_shown.map(|(raw, _)| (raw.value.kind.value, why_hidden(&raw.value, record.publish.value))).collect();
    let contacts: Vec<_> = contacts.into_iter().flatten().collect();
    let Some(url) = url else {
        no_way_to_reach(
            record,
            "it has no site of its own",
            "add its site under `url`, or write `publish: withheld`",
            Vec::new(),
            cx,
        );
        return None;
    };
    let url = url?;
    if record.publish.value == Publish::Whole && contacts.is_empty() {
        let why = if record.contacts.is_empty() { "it has no contact" } else { "none of its contacts may be shown" };
        let help = "add or confirm a contact (a number needs an `assurance` of its own), or write `publish: site-only` where only its \
             site shall be shown";
        no_way_to_reach(record, why, help, reasons_hidden(record, cx), cx);
        return None;
    }
    let Some(own) = assurance else {
        let message =
            format!("`{}` is shown, but nobody and nothing compared it with its source", record.id.value.as_str());
        let help = "add an `assurance:` record with result, method, date and source, or take the `# ` away where one waits; or write \
             `publish: withheld`";
        cx.fault(&record.id.span, Diagnostic::new(Code::AssuranceMissing, message).help(help));
        return None;
    };
    let assurance = oldest(own?, contacts.iter().filter_map(|contact| contact.assurance.as_ref()));
    let freshness = rules.ages.of(Some(assurance.date)).1;
    warn_of_age(record, &assurance, freshness, cx);
    let expired = |contact: &Contact| (contact.kind, HiddenBecause::Expired);
    let contacts = match freshness {
        Freshness::Expired => {
            hidden.extend(contacts.iter().map(expired));
            Vec::new()
        }
        Freshness::Fresh | Freshness::DueSoon | Freshness::Overdue => contacts,
    };
    Some(Listed::Shown(Box::new(Service {
        id: record.id.value.clone(),
        name: record.name.value.clone(),
        organization: Organization {
            name: record.organization.value.name.value.clone(),
            kind: record.organization.value.kind.value,
        },
        url,
        serves,
        serves_only: text(record.serves_only.as_ref()),
        minimum_age: record.minimum_age.as_ref().map(|age| age.value),
        maximum_age: record.maximum_age.as_ref().map(|age| age.value),
        referral: record.referral.unwrap_or(false),
        languages: record.languages.value.clone(),
        audiences: record.audiences.value.clone(),
        concerns: record.concerns.value.clone(),
        levels: record.levels.value.clone(),
        anonymous: record.anonymous,
        cost: record.cost,
        confidentiality: text(record.confidentiality.as_ref()),
        limits: record.breaks_confidentiality.iter().map(|limit| limit.value).collect(),
        summary: record.summary.value.clone(),
        caution: text(record.caution.as_ref()),
        contacts,
        assurance,
        freshness,
        hidden,
    })))
}

/// Why a contact of a service is not shown, where it is not.
fn why_hidden(raw: &RawContact, publish: Publish) -> HiddenBecause {
    let is_place = matches!(raw.kind.value, ContactKind::InPerson | ContactKind::Post);
    match &raw.assurance {
        _ if publish != Publish::Whole => HiddenBecause::SiteOnly,
        _ if is_place => HiddenBecause::NoPage,
        None => HiddenBecause::NotCompared,
        Some(assurance) if assurance.value.result.value != Outcome::Confirmed => HiddenBecause::NotConfirmed,
        Some(_) => HiddenBecause::WeakSource,
    }
}

fn text(written: Option<&At<Localized>>) -> Option<Localized> {
    written.map(|text| text.value.clone())
}

/// The assurance that dates an entry: the oldest of its own and those of the numbers shown. Of one day, it is that of a
/// number, and of numbers that with the weakest basis: an entry promises no more than the least certain thing on it.
fn oldest<'a>(own: Assurance, others: impl Iterator<Item = &'a Assurance>) -> Assurance {
    let is_weaker = |other: &Assurance, than: &Assurance| {
        other.date < than.date
            || (other.date == than.date && than.result == Outcome::Confirmed && other.basis > than.basis)
    };
    others.fold(own, |oldest, other| if is_weaker(other, &oldest) { other.clone() } else { oldest })
}

fn no_way_to_reach(record: &RawService, why: &str, help: &str, reasons: Vec<(Place, String)>, cx: &mut Cx<'_>) {
    // A contact with a fault of its own may be the way; only a file without faults can lack one.
    if cx.faults.faulty_files().contains(&cx.source.path) {
        return;
    }
    let message = format!("`{}` is to be shown, but {why}", record.id.value.as_str());
    let mut diagnostic = Diagnostic::new(Code::NoWayToReach, message).help(help);
    diagnostic.related = reasons;
    cx.fault(&record.publish.span, diagnostic);
}

/// Where each contact stands, and why it is not shown.
fn reasons_hidden(record: &RawService, cx: &Cx<'_>) -> Vec<(Place, String)> {
    let contacts = record.contacts.iter().map(|contact| &contact.value);
    let reason = |contact: &RawContact| why_hidden(contact, record.publish.value).words();
    contacts
        .map(|contact| (Place::new(cx.source, contact.place.clone()), format!("not shown: {}", reason(contact))))
        .collect()
}

fn check_sources(record: &RawService, setting: Setting, cx: &mut Cx<'_>) -> bool {
    contact::check_sources(&record.sources, setting, cx);
    contact::check_answered(record.answered.as_ref(), setting, cx);
    if record.sources.is_empty() {
        let message = format!("`{}` has no source", record.id.value.as_str());
        let help = "add `sources:` with the address of a page that anyone can open, the service's own first";
        cx.fault(&record.id.span, Diagnostic::new(Code::SourceMissing, message).help(help));
    }
    let weak = record.publish.value != Publish::Withheld && record.confidence.value == Confidence::Low;
    if weak {
        cx.fault(
            &record.confidence.span,
            Diagnostic::new(Code::ConfidenceTooLow, "an entry with weak sources is to be shown")
                .help("find a better source, or write `publish: withheld`"),
        );
    }
    !record.sources.is_empty() && !weak
}

fn check_confidentiality(record: &RawService, cx: &mut Cx<'_>) -> bool {
    let limits = &record.breaks_confidentiality;
    let mut sound = true;
    if let Some(none) = limits.iter().find(|limit| limit.value == LimitOfConfidentiality::NoneStated)
        && limits.len() > 1
    {
        sound = false;
        let message = "`none-stated` stands beside stated limits";
        cx.fault(&none.span, Diagnostic::new(Code::NoneStatedNotAlone, message).help("delete `none-stated`"));
    }
    if let Some(first) = limits.first()
        && record.confidentiality.is_none()
    {
        sound = false;
        cx.fault(
            &first.span,
            Diagnostic::new(Code::ConfidentialitySentenceMissing, "the limits have no sentence that they come from")
                .help("add `confidentiality: { en: … }` with what the service itself says"),
        );
    }
    sound
}

fn check_ages(record: &RawService, cx: &mut Cx<'_>) -> bool {
    match (&record.minimum_age, &record.maximum_age) {
        (Some(youngest), Some(oldest)) if youngest.value > oldest.value => {
            let message = format!("nobody is at least {} and at most {}", youngest.value, oldest.value);
            cx.fault(&oldest.span, Diagnostic::new(Code::AgeRange, message).help("exchange the two ages"));
            false
        }
        _ => true,
    }
}

/// Lists without which a visitor cannot tell whether a service is for them.
fn check_lists(record: &RawService, cx: &mut Cx<'_>) -> bool {
    let lists = [
        ("languages", record.languages.value.is_empty(), &record.languages.span),
        ("audiences", record.audiences.value.is_empty(), &record.audiences.span),
        ("concerns", record.concerns.value.is_empty(), &record.concerns.span),
        ("levels", record.levels.value.is_empty(), &record.levels.span),
        ("serves", record.serves.value.is_empty(), &record.serves.span),
    ];
    for (key, empty, span) in lists {
        if empty {
            cx.fault(span, Diagnostic::new(Code::EmptyValue, format!("`{key}` is empty")).help("name at least one"));
        }
    }
    lists.iter().all(|(_, empty, _)| !empty)
}

/// Texts of our own must exist in the language that every locale falls back to.
fn check_texts(record: &RawService, source_locale: &LanguageTag, cx: &mut Cx<'_>) -> bool {
    let texts = [
        ("summary", Some(&record.summary)),
        ("serves_only", record.serves_only.as_ref()),
        ("confidentiality", record.confidentiality.as_ref()),
        ("caution", record.caution.as_ref()),
    ];
    let mut sound = true;
    for (key, text) in texts {
        if let Some(text) = text
            && !text.value.versions().iter().any(|(tag, _)| tag == source_locale)
        {
            sound = false;
            let message = format!("`{key}` is not given in `{source_locale}`, to which every locale falls back");
            cx.fault(
                &text.span,
                Diagnostic::new(Code::TextWithoutFallback, message).help(format!("add `{source_locale}: …`")),
            );
        }
        sound &= text.is_none_or(|text| unvouched::check(text, cx));
    }
    for caution in record.contacts.iter().filter_map(|contact| contact.value.caution.as_ref()) {
        sound &= unvouched::check(caution, cx);
    }
    sound
}

/// A service in the file of a country stands on that country's page only where it serves it.
fn warn_elsewhere(record: &RawService, serves: Option<&Serves>, own: Option<CountryCode>, cx: &mut Cx<'_>) {
    if let (Some(Serves::Countries(countries)), Some(own)) = (serves, own)
        && !countries.contains(&own)
    {
        let message = format!("the service stands in the file of {own}, but does not serve it");
        let help = format!("write `serves: [{own}]`, or move the service to the file of a country that it serves");
        cx.fault(&record.serves.span, Diagnostic::new(Code::ServesElsewhere, message).help(help));
    }
}

fn check_serves(record: &RawService, cx: &mut Cx<'_>) -> Option<Serves> {
    let areas = &record.serves.value;
    if !areas.iter().any(|area| area.value == Area::World) {
        let countries: Vec<CountryCode> = areas
            .iter()
            .filter_map(|area| match area.value {
                Area::Country(code) => Some(code),
                Area::World => None,
            })
            .collect();
        return Some(Serves::Countries(countries));
    }
    if areas.len() > 1 {
        let message = "a service for the whole world needs no countries";
        cx.fault(
            &record.serves.span,
            Diagnostic::new(Code::ServesWorldAndMore, message).help("write `serves: [world]`"),
        );
        return None;
    }
    Some(Serves::World)
}

fn warn_of_age(record: &RawService, assurance: &Assurance, freshness: Freshness, cx: &mut Cx<'_>) {
    let id: &ServiceId = &record.id.value;
    let (code, message) = match freshness {
        Freshness::Fresh => return,
        Freshness::DueSoon => (
            Code::ReviewDueSoon,
            format!("`{}` was last checked on {}: check it again soon", id.as_str(), assurance.date),
        ),
        Freshness::Overdue => (
            Code::ReviewOverdue,
            format!("`{}` was last checked on {}: its page says that this is long ago", id.as_str(), assurance.date),
        ),
        Freshness::Expired => (
            Code::ReviewExpired,
            format!("`{}` was last checked on {}: its contacts are no longer shown", id.as_str(), assurance.date),
        ),
    };
    let numbers = record.contacts.iter().any(|contact| contact.value.assurance.is_some());
    let what = if numbers { "numbers, hours and languages" } else { "address and languages" };
    let help =
        format!("compare its {what} with the provider's own page, then write the new date in its `assurance` records");
    cx.fault(&record.id.span, Diagnostic::new(code, message).help(help));
}

/// Reports ids that stand on two services of any files.
pub fn report_twins(ids: &[(ServiceId, Place)], faults: &mut crate::diagnostic::Faults) {
    let mut sorted: Vec<&(ServiceId, Place)> = ids.iter().collect();
    sorted.sort_by(|a, b| {
        a.0.cmp(&b.0).then_with(|| a.1.source.path.cmp(&b.1.source.path)).then(a.1.span.start.cmp(&b.1.span.start))
    });
    for pair in sorted.windows(2) {
        let ((first_id, first), (id, place)) = (pair[0], pair[1]);
        if first_id == id {
            faults.report(
                Diagnostic::new(Code::IdTwice, format!("two services have the id `{}`", id.as_str()))
                    .at(&place.source, place.span.clone())
                    .label("again here")
                    .related(first.clone(), "first here")
                    .help("an id is for ever: give the newer service another one"),
            );
        }
    }
}
