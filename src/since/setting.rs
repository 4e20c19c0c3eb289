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
    leaving(then, now, report);
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

/// The pages to which a visitor leaves at once, locale by locale: in a hurry, and without a look at the address.
fn leaving(then: Entry<'_>, now: Entry<'_>, report: &mut Report<'_>) {
    for locale in now.items("locales") {
        let tag = locale.text("locale");
        let before = then.items("locales").find(|other| other.text("locale") == tag);
        if before.is_some_and(|before| !same(before, locale, "exit")) {
            let message = format!(
                "`exit` of `{}` has changed since {}: it is where visitors go who must leave at once",
                tag.unwrap_or_default(),
                report.revision
            );
            let help = "say in the proposal why, and let a second person read it";
            report.fault(Code::SinceSettingChanged, locale, "exit", message, help);
        }
    }
}
