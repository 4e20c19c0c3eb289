//! Settings on which the whole site rests: a change of them is named, so that nobody overlooks it in a review.

use crate::diagnostic::Code;
use crate::read::Raw;

use super::Report;
use super::tree::{Entry, same};

/// Keys of `data/site.yaml`, and what hangs on them.
const SETTINGS: [(&str, &str); 3] = [
    ("review", "it decides how long an unchecked number stays online"),
    ("base_url", "every address of the site begins with it"),
    ("corrections", "it is where people report a wrong number"),
];

/// Compares the settings of the site.
pub fn compare(then: &Raw, now: &Raw, report: &mut Report<'_>) {
    let (Some(then), Some(now)) = (&then.site, &now.site) else { return };
    let (then, now) = (Entry::file(then), Entry::file(now));
    for (key, why) in SETTINGS.into_iter().filter(|(key, _)| !same(then, now, key)) {
        let message = format!("`{key}` has changed since {}: {why}", report.revision);
        report.fault(
            Code::SinceSettingChanged,
            now,
            key,
            message,
            "say in the proposal why, and let a second person read it",
        );
    }
}
