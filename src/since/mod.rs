//! What changed since an earlier state, and whether each change came with its proof.
//!
//! A wrong number is the worst fault this site can have, and a change of one digit looks harmless in a review. So what a
//! visitor relies on (a contact, its hours, its cost, from where it works, when confidentiality ends) changes only together
//! with a newer assurance that names its source; a service or line goes only with a reason; an address never stops working.
//!
//! Absent on purpose: where the earlier state comes from ([`crate::read::load_revision`]).

mod address;
mod contact;
mod line;
mod service;
mod setting;
mod text;
mod tree;

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::diagnostic::{Code, Diagnostic, Faults};
use crate::read::Raw;
use tree::{Entry, newer, same};

/// Compares the input with an earlier state of it, which people call `revision`, and notes every change without proof.
pub fn compare(then: &Raw, now: &Raw, revision: &str, faults: &mut Faults) {
    let (then_services, now_services) = (services(then), services(now));
    let mut report = Report { revision, faults };
    service::compare(&then_services, &now_services, &removed(then), &removed(now), &mut report);
    contact::compare(&then_services, &now_services, &mut report);
    line::compare(then, now, &mut report);
    address::compare(then, now, &mut report);
    setting::compare(then, now, &mut report);
}

/// Services by id.
type Services<'a> = BTreeMap<&'a str, Entry<'a>>;

fn services(raw: &Raw) -> Services<'_> {
    let files = raw.countries.iter().chain(&raw.worldwide).map(Entry::file);
    let services = files.flat_map(|file| file.items("services").collect::<Vec<_>>());
    services.filter_map(|service| Some((service.text("id")?, service))).collect()
}

/// The removed services on record, by id.
fn removed(raw: &Raw) -> Services<'_> {
    let Some(document) = &raw.removed else { return Services::new() };
    let records = Entry::file(document).own_items();
    records.filter_map(|record| Some((record.text("id")?, record))).collect()
}

/// Where faults go, and what the earlier state is called.
struct Report<'a> {
    revision: &'a str,
    faults: &'a mut Faults,
}

impl Report<'_> {
    /// Notes a fault at a key of a record.
    fn fault(&mut self, code: Code, at: Entry<'_>, key: &str, message: String, help: impl Into<String>) {
        let place = at.place(key);
        self.faults.report(Diagnostic::new(code, message).at(&place.source, place.span).help(help));
    }

    /// Notes a newer assurance that does not say what was compared with.
    fn proof_needs_source(&mut self, of: Entry<'_>) {
        let Some(assurance) = of.field("assurance") else { return };
        if assurance.text("source").is_none() {
            let message = "the newer assurance does not say with which page the change was compared";
            let help = "add a line `source:` with the address of the page";
            self.fault(Code::SinceSourceMissing, assurance, "date", message.to_owned(), help);
        }
    }
}

/// A record that proves a change: its own assurance is newer than what stood there before, or another look on the same day.
struct Proof<'a> {
    of: Entry<'a>,
    before: Option<Date>,
    /// The record that it was, where it is the same one.
    old: Option<Entry<'a>>,
}

/// The first of the records with a newer assurance than what stood there before.
fn proven<'a>(proofs: &[Proof<'a>]) -> Option<Entry<'a>> {
    let proves = |proof: &&Proof<'a>| {
        let day = proof.of.assured();
        let another_look =
            || day.is_some() && day == proof.before && proof.old.is_some_and(|old| looked_anew(old, proof.of));
        newer(day, proof.before) || another_look()
    };
    proofs.iter().find(proves).map(|proof| proof.of)
}

/// Whether an assurance speaks of another look than the one before: somebody else's, in another way, or at another page. So
/// that a wrong number can be mended on the very day on which it was compared.
fn looked_anew(old: Entry<'_>, new: Entry<'_>) -> bool {
    let (Some(old), Some(new)) = (old.field("assurance"), new.field("assurance")) else { return false };
    ["source", "method", "by"].iter().any(|key| !same(old, new, key))
}

/// What to do where a change lacks its proof.
fn help_with_proof(what: &str, before: Option<Date>) -> String {
    let day = before.map(|day| {
        format!(". A day after {day} is proof; on {day} itself, another `source`, `method` or `by` than before is")
    });
    format!("{what}{}. Until you have: `publish: withheld` takes the service off the site", day.unwrap_or_default())
}
