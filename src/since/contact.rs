//! Contacts: none is changed, added or moved without somebody having looked again.

use jiff::civil::Date;

use crate::diagnostic::Code;

use super::service::regress;
use super::tree::{Entry, same};
use super::{Proof, Report, Services, help_with_proof, proven};

/// What a visitor relies on, beside the value itself, and how it is called.
const FACTS: [(&str, &str); 5] = [
    ("as_published", "the number as printed"),
    ("reach", "from where it works"),
    ("cost", "what it costs"),
    ("hours", "its hours"),
    ("timezone", "its time zone"),
];

/// A contact of an earlier state, and the service it belonged to.
struct Earlier<'a> {
    id: &'a str,
    service: Entry<'a>,
    contact: Entry<'a>,
}

impl Earlier<'_> {
    /// The day on which the value was last compared.
    fn assured(&self) -> Option<Date> {
        self.contact.assured().or_else(|| self.service.assured())
    }
}

/// Compares the contacts of every service that is there now.
pub fn compare(then: &Services<'_>, now: &Services<'_>, report: &mut Report<'_>) {
    let earlier: Vec<Earlier<'_>> = then
        .iter()
        .flat_map(|(id, service)| {
            service.items("contacts").map(|contact| Earlier { id, service: *service, contact }).collect::<Vec<_>>()
        })
        .collect();
    for (id, service) in now {
        let before = then.get(id).copied();
        vanished(id, *service, before, report);
        for contact in service.items("contacts").filter(|contact| may_be_shown(*contact)) {
            let twins = earlier.iter().filter(|old| same_value(old.contact, contact));
            let own = same_contact(contact, twins.clone().filter(|old| old.id == *id));
            match (own, twins.clone().next(), before) {
                // A number that is shown again after it was not: an old day must not vouch for it.
                (Some(old), _, Some(before)) if !may_be_shown(old.contact) => {
                    added(id, *service, contact, None, Some(before), report);
                }
                (Some(old), ..) => changed(id, *service, contact, old, report),
                (None, origin, Some(before)) => added(id, *service, contact, origin, Some(before), report),
                (None, Some(origin), None) => added(id, *service, contact, Some(origin), None, report),
                // A service that is new as a whole: the other checks ask for its assurance and sources.
                (None, None, None) => {}
            }
        }
    }
}

/// A number or mail address without an assurance is never shown, so it needs no proof yet.
fn may_be_shown(contact: Entry<'_>) -> bool {
    !proves_itself(contact) || contact.field("assurance").is_some()
}

fn same_value(then: Entry<'_>, now: Entry<'_>) -> bool {
    same(then, now, "kind") && same(then, now, "value")
}

/// Which of the contacts with the same value it was: one number may stand twice, for two languages, with hours of its own.
/// The one that says the same; else the one that was looked at last, so that no older look vouches for a change.
fn same_contact<'a, 'b>(
    contact: Entry<'_>,
    twins: impl Iterator<Item = &'a Earlier<'b>> + Clone,
) -> Option<&'a Earlier<'b>>
where
    'b: 'a,
{
    let is_alike = |old: &&Earlier<'_>| {
        let keys = FACTS.iter().map(|(key, _)| *key).chain(["languages", "assurance"]);
        keys.into_iter().all(|key| same(old.contact, contact, key))
    };
    twins.clone().find(is_alike).or_else(|| twins.max_by_key(|old| old.contact.assured()))
}

fn changed(id: &str, service: Entry<'_>, contact: Entry<'_>, old: &Earlier<'_>, report: &mut Report<'_>) {
    let value = contact.text("value").unwrap_or_default();
    regress(value, old.contact, contact, report);
    let changed: Vec<_> = FACTS.into_iter().filter(|(key, _)| !same(old.contact, contact, key)).collect();
    let Some((key, _)) = changed.first() else { return };
    let mut proofs = vec![Proof { of: contact, before: old.assured(), old: Some(old.contact) }];
    if !proves_itself(contact) {
        proofs.push(Proof { of: service, before: old.service.assured(), old: Some(old.service) });
    }
    let what = changed.iter().map(|(_, what)| *what).collect::<Vec<_>>().join(", ");
    let message =
        format!("`{value}` of `{id}` has changed ({what}) since {}, but was not checked again", report.revision);
    settle(&proofs, contact, key, message, report);
}

/// A contact that the service did not have: new, moved from another one, or an old one with another value.
fn added(
    id: &str,
    service: Entry<'_>,
    contact: Entry<'_>,
    origin: Option<&Earlier<'_>>,
    before: Option<Entry<'_>>,
    report: &mut Report<'_>,
) {
    let moved = origin.and_then(Earlier::assured);
    let known = before.into_iter().flat_map(|service| {
        service.items("contacts").map(Entry::assured).chain([service.assured()]).collect::<Vec<_>>()
    });
    // Newer than all that the service knew before: else an old date would vouch for a new value.
    let latest = known.chain([moved]).flatten().max();
    let replaces = before.and_then(|service| replaced(service, contact));
    let mut proofs = vec![Proof { of: contact, before: latest, old: replaces }];
    if !proves_itself(contact) {
        proofs.push(Proof { of: service, before: before.and_then(Entry::assured).max(moved), old: before });
    }
    let value = contact.text("value").unwrap_or_default();
    let revision = report.revision;
    let message = match (origin, replaces.and_then(|old| old.text("value"))) {
        (Some(origin), _) => {
            format!("`{value}` has moved from `{}` to `{id}` since {revision}, but was not checked again", origin.id)
        }
        (None, Some(old)) => {
            format!("`{old}` of `{id}` has become `{value}` since {revision}, but nobody checked it after the change")
        }
        (None, None) => format!("`{value}` is new in `{id}` since {revision}, but was not checked after it was added"),
    };
    settle(&proofs, contact, "value", message, report);
}

/// The only contact of the same kind that was there before.
fn replaced<'a>(before: Entry<'a>, contact: Entry<'_>) -> Option<Entry<'a>> {
    let mut same_kind = before.items("contacts").filter(|old| same(*old, contact, "kind"));
    let (only, more) = (same_kind.next()?, same_kind.next());
    more.is_none().then_some(only)
}

/// Contacts that were shown, and of whose kind the service now has fewer. That somebody looked at the service again is
/// proof enough: nothing wrong is shown.
fn vanished(id: &str, service: Entry<'_>, before: Option<Entry<'_>>, report: &mut Report<'_>) {
    let Some(before) = before.filter(|_| service.text("publish") == Some("whole")) else { return };
    let shown = |service: Entry<'_>, kind: Entry<'_>| {
        service.items("contacts").filter(|other| may_be_shown(*other) && same(*other, kind, "kind")).count()
    };
    let gone = before.items("contacts").filter(|old| may_be_shown(*old)).find(|old| {
        let is_here = service.items("contacts").any(|contact| same_value(*old, contact));
        !is_here && shown(service, *old) < shown(before, *old)
    });
    let Some(gone) = gone else { return };
    let looked = proven(&[Proof { of: service, before: before.assured(), old: Some(before) }]);
    if looked.is_none() {
        let value = gone.text("value").unwrap_or_default();
        let message =
            format!("`{value}` of `{id}` is gone since {}, and nobody looked at the service again", report.revision);
        let help = "put it back; or look at the provider's own page, and write the day, how, and the page in the `assurance` of \
                    the service";
        report.fault(Code::SinceContactVanished, service, "contacts", message, help);
    }
}

/// Whether only its own assurance can vouch for a contact: a number or mail address is shown on the strength of it, so a look
/// at the service as a whole says nothing of it.
fn proves_itself(contact: Entry<'_>) -> bool {
    matches!(contact.text("kind"), Some("phone" | "sms" | "email"))
}

fn settle(proofs: &[Proof<'_>], at: Entry<'_>, key: &str, message: String, report: &mut Report<'_>) {
    match proven(proofs) {
        Some(proof) => report.proof_needs_source(proof),
        None => {
            let what = "compare it with the provider's own page, then write that day and that page under the `assurance` of this \
                        contact";
            let help = help_with_proof(what, proofs.first().and_then(|proof| proof.before));
            report.fault(Code::SinceContactChanged, at, key, message, help);
        }
    }
}
