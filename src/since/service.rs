//! Services: none vanishes without a reason, and what they promise changes only with proof.

use crate::diagnostic::{Code, Diagnostic};

use super::text;
use super::tree::{Entry, same};
use super::{Proof, Report, Services, looked_anew, proven};

/// What a visitor relies on beside the contacts, and how it is called.
const PROMISES: [(&str, &str); 10] = [
    ("url", "its own address"),
    ("cost", "what it costs"),
    ("anonymous", "whether one may stay without a name"),
    ("breaks_confidentiality", "when staff pass something on"),
    ("serves", "where it may be used"),
    ("languages", "its languages"),
    ("audiences", "whom it is for"),
    ("concerns", "what it helps with"),
    ("levels", "its levels of prevention"),
    ("organization", "who runs it"),
];

/// Texts by language that a visitor relies on: their original is compared.
const TEXTS: [(&str, &str); 4] = [
    ("name", "its name"),
    ("confidentiality", "its promise of confidentiality"),
    ("serves_only", "whom it serves"),
    ("caution", "its warning"),
];

/// Compares services, and the list of those that were removed.
pub fn compare(
    then: &Services<'_>,
    now: &Services<'_>,
    removed_then: &Services<'_>,
    removed_now: &Services<'_>,
    report: &mut Report<'_>,
) {
    for (id, before) in then {
        match now.get(id) {
            Some(after) => promises(id, *before, *after, report),
            None if removed_now.contains_key(id) => {}
            None => vanished(id, *before, report),
        }
    }
    for (id, before) in removed_then.iter().filter(|(id, _)| !removed_now.contains_key(*id)) {
        let message = format!("`data/removed.yaml` no longer holds `{id}`, which it held at {}", report.revision);
        let help = "put the entry back: it keeps the id from being given to another service";
        report.fault(Code::SinceServiceVanished, *before, "id", message, help);
    }
}

fn vanished(id: &str, before: Entry<'_>, report: &mut Report<'_>) {
    let message = format!("the service `{id}` is gone, and no reason is given");
    let place = before.place("id");
    let diagnostic = Diagnostic::new(Code::SinceServiceVanished, message)
        .at(&place.source, place.span)
        .label(format!("stood here at {}", report.revision))
        .help(format!(
            "write `publish: withheld` and why instead; if it is gone for good, add to `data/removed.yaml` the \
             lines `- id: {id}`, `  date: …` and `  reason: …`"
        ));
    report.faults.report(diagnostic);
}

fn promises(id: &str, before: Entry<'_>, after: Entry<'_>, report: &mut Report<'_>) {
    let mut changed: Vec<(&str, &str)> = PROMISES.into_iter().filter(|(key, _)| !same(before, after, key)).collect();
    changed.extend(TEXTS.into_iter().filter(|(key, _)| before.original(key) != after.original(key)));
    text::compare(id, before, after, report);
    if rank(after) > rank(before) {
        changed.push(("publish", "how much of it is shown"));
    }
    regress(id, before, after, report);
    let Some((key, _)) = changed.first() else { return };
    match proven(&[Proof { of: after, before: before.assured(), old: Some(before) }]) {
        Some(proof) => report.proof_needs_source(proof),
        None => {
            let what = changed.iter().map(|(_, what)| *what).collect::<Vec<_>>().join(", ");
            let message = format!("`{id}` has changed ({what}) since {}, but was not checked again", report.revision);
            let help = "compare it with the provider's own page, then write the new date and the page in the `assurance` of \
                        the service";
            report.fault(Code::SincePromiseChanged, after, key, message, help);
        }
    }
}

/// How much of a service is shown.
fn rank(service: Entry<'_>) -> u8 {
    match service.text("publish") {
        Some("whole") => 2,
        Some("site-only") => 1,
        _ => 0,
    }
}

/// An assurance never grows older, and says something better only after a newer look.
pub fn regress(name: &str, before: Entry<'_>, after: Entry<'_>, report: &mut Report<'_>) {
    let (Some(then), Some(now)) = (before.assured(), after.assured()) else { return };
    let (Some(was), Some(is)) = (before.field("assurance"), after.field("assurance")) else { return };
    if now < then {
        let message = format!("the assurance of `{name}` went back from {then} to {now}");
        report.fault(Code::SinceAssuranceOld, is, "date", message, "write the day of the latest comparison");
    } else if now == then && !(same(was, is, "result") && same(was, is, "basis")) && !looked_anew(before, after) {
        let message =
            format!("the assurance of `{name}` says something else than at {}, but not when", report.revision);
        let help = "compare the value with its source again, then write the day on which you did";
        report.fault(Code::SinceAssuranceOld, is, "date", message, help);
    }
}
