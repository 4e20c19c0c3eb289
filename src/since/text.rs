//! Texts of a service by language: when the original changes, its translations follow; a promise changes in a translation
//! only under the eyes of somebody who reads it.

use crate::diagnostic::Code;

use super::Report;
use super::tree::{Entry, same};

/// What a service says of itself, and how it is called.
const TEXTS: [(&str, &str); 4] = [
    ("summary", "the summary"),
    ("confidentiality", "what is said of confidentiality"),
    ("serves_only", "what is said of whom it serves"),
    ("caution", "the warning"),
];

/// Compares the texts of one service.
pub fn compare(id: &str, before: Entry<'_>, after: Entry<'_>, report: &mut Report<'_>) {
    for (key, what) in TEXTS {
        if before.original(key) != after.original(key) {
            left_behind(id, key, what, before, after, report);
        } else if key != "summary" && !same(before, after, key) {
            retranslated(id, key, what, after, report);
        }
    }
}

/// Translations that still say what the original said before.
fn left_behind(id: &str, key: &str, what: &str, before: Entry<'_>, after: Entry<'_>, report: &mut Report<'_>) {
    let earlier = before.translations(key);
    let old: Vec<&str> = after
        .translations(key)
        .into_iter()
        .filter(|text| earlier.contains(text))
        .map(|(language, _)| language)
        .collect();
    if old.is_empty() {
        return;
    }
    let message = format!(
        "{what} has changed in `{id}` since {}, but not in its translations: {}",
        report.revision,
        old.join(", ")
    );
    let help = "translate it again, or delete the translations that are no longer true: readers then see the original";
    report.fault(Code::SinceTranslationOld, after, key, message, help);
}

/// A translation that changed, or is new, while the original stayed: only a reader of that language can tell whether it
/// says the same.
fn retranslated(id: &str, key: &str, what: &str, after: Entry<'_>, report: &mut Report<'_>) {
    let message = format!("{what} has changed in a translation of `{id}` since {}", report.revision);
    let help =
        "let somebody who reads that language compare it with the original: no limit may be missing, none be new";
    report.fault(Code::SinceTranslationChanged, after, key, message, help);
}
