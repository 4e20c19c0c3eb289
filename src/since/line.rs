//! Lines of the second rank and emergency numbers: the same care as for the contacts of services.

use crate::diagnostic::Code;
use crate::read::Raw;

use super::service::regress;
use super::tree::{Entry, newer, same};
use super::{Proof, Report, proven};

const LISTS: [&str; 3] = ["reporting_lines", "child_helplines", "crisis_lines"];
const FACTS: [&str; 4] = ["phone", "as_published", "reach", "url"];

/// Compares lines and emergency numbers, file by file.
pub fn compare(then: &Raw, now: &Raw, report: &mut Report<'_>) {
    let before: Vec<Entry<'_>> = then.countries.iter().chain(&then.worldwide).map(Entry::file).collect();
    for file in now.countries.iter().chain(&now.worldwide).map(Entry::file) {
        let old = before.iter().copied().find(|old| old.source.path == file.source.path);
        for list in LISTS {
            let (old_lines, new_lines) = (lines(old, list), lines(Some(file), list));
            for line in &new_lines {
                compare_line(*line, &old_lines, &new_lines, report);
            }
            if let (Some(old), true) = (old, new_lines.len() < old_lines.len()) {
                let gone = old_lines.iter().find(|line| named(**line, &new_lines).is_none());
                let name = gone.and_then(|line| line.original("name")).unwrap_or_default();
                vanished(&format!("“{name}”"), file, old, list, report);
            }
        }
        if let Some(now) = file.field("emergency") {
            compare_emergency(now, old.and_then(|old| old.field("emergency")), report);
        }
        if let Some(old) = old.filter(|old| emergency_numbers(file) < emergency_numbers(*old)) {
            vanished("an emergency number", file, old, "emergency", report);
        }
    }
}

fn emergency_numbers(file: Entry<'_>) -> usize {
    file.field("emergency").map_or(0, |emergency| emergency.items("numbers").count())
}

fn lines<'a>(file: Option<Entry<'a>>, list: &str) -> Vec<Entry<'a>> {
    file.into_iter().flat_map(|file| file.items(list)).collect()
}

/// The line of a list that has the name of another.
fn named<'a>(wanted: Entry<'_>, list: &[Entry<'a>]) -> Option<Entry<'a>> {
    list.iter().copied().find(|other| other.original("name") == wanted.original("name"))
}

/// A line or number went, and the file does not say why: its `findings` are where that is said.
fn vanished(what: &str, file: Entry<'_>, old: Entry<'_>, key: &str, report: &mut Report<'_>) {
    let looked = file.field("emergency").zip(old.field("emergency")).filter(|_| key == "emergency");
    let looked = looked.is_some_and(|(now, then)| newer(now.assured(), then.assured()));
    if looked || !same(old, file, "findings") {
        return;
    }
    let message = format!("{what} is gone since {}, and no reason is given", report.revision);
    let help =
        "put it back; or write into `findings` what you found: that it has closed, or moved, and where one can see it";
    report.fault(Code::SinceContactVanished, file, key, message, help);
}

fn compare_line(line: Entry<'_>, old: &[Entry<'_>], new: &[Entry<'_>], report: &mut Report<'_>) {
    let name = line.original("name").unwrap_or_default();
    let twin = named(line, old);
    if let Some(twin) = twin {
        regress(name, twin, line, report);
    }
    let changed = FACTS.into_iter().find(|key| match twin {
        Some(twin) => !same(twin, line, key),
        None => line.field(key).is_some(),
    });
    let Some(key) = changed else { return };
    let before = match twin {
        Some(twin) => twin.assured(),
        // A line that is gone may be this one under another name: its old day vouches for nothing.
        None => old.iter().filter(|old| named(**old, new).is_none()).filter_map(|old| old.assured()).max(),
    };
    match proven(&[Proof { of: line, before, old: twin }]) {
        Some(proof) => report.proof_needs_source(proof),
        None => {
            let message = match twin {
                Some(_) => {
                    format!("`{key}` of “{name}” has changed since {}, but was not checked again", report.revision)
                }
                None => format!("“{name}” is new since {}, but has no assurance of its own", report.revision),
            };
            let help = "compare it with its own page, then write an `assurance` with the day, how, and the page";
            report.fault(Code::SinceContactChanged, line, key, message, help);
        }
    }
}

fn compare_emergency(now: Entry<'_>, then: Option<Entry<'_>>, report: &mut Report<'_>) {
    let mut known: Vec<Entry<'_>> = then.into_iter().flat_map(|then| then.items("numbers")).collect();
    known.retain(|number| number.text("number").is_some());
    let fresh = now
        .items("numbers")
        .find(|number| !known.iter().any(|old| same(*old, *number, "number") && same(*old, *number, "reaches")));
    if let Some(then) = then {
        regress("emergency", then, now, report);
    }
    let Some(number) = fresh else { return };
    match proven(&[Proof { of: now, before: then.and_then(Entry::assured), old: then }]) {
        Some(proof) => report.proof_needs_source(proof),
        None => {
            let digits = number.text("number").unwrap_or_default();
            let message = format!(
                "the emergency number `{digits}` is new or has changed since {}, but was not checked again",
                report.revision
            );
            let help =
                "compare it with an official page, then write the day, how, and the page in `emergency.assurance`";
            report.fault(Code::SinceContactChanged, number, "number", message, help);
        }
    }
}
