//! The status for a terminal.

use super::{Count, Locale, Status};

/// How many of a long list are shown.
const SHOWN: usize = 10;

/// The whole status.
pub fn write(status: &Status) -> String {
    let countries = &status.countries;
    let mut text = format!(
        "The directory on {}\n\nCountries\n  {:>4} with a service of their own\n  {:>4} looked at, none found\n  {:>4} not looked at\n",
        status.date,
        countries.with_service.len(),
        countries.without_service.len(),
        countries.not_looked_at.len(),
    );
    text.push_str("\nEntries (services, lines, emergency numbers)\n");
    for word in ["fresh", "due-soon", "overdue", "expired"] {
        let count = status.freshness.get(word).copied().unwrap_or_default();
        text.push_str(&format!("  {count:>4} {}\n", word.replace('-', " ")));
    }
    let persons = status.entries.iter().filter(|entry| entry.by_person).count();
    text.push_str(&format!("  {persons:>4} checked by a person; the others by comparison with stored copies\n"));
    text.push_str("\nDue next\n");
    for entry in status.entries.iter().take(SHOWN) {
        let then = match (&entry.changes_on, entry.changes_to) {
            (Some(day), Some(into)) => format!("{} on {day}", into.replace('-', " ")),
            _ => "expired".to_owned(),
        };
        text.push_str(&format!(
            "  {:<9} {} {}: checked {}, {then}\n",
            entry.freshness, entry.area, entry.name, entry.checked
        ));
    }
    more(status.entries.len(), &mut text);
    text.push_str("\nWithheld services\n");
    for service in status.withheld.services.iter().take(SHOWN) {
        text.push_str(&format!("  {} ({}): {}\n", service.id, service.serves.join(" "), service.reason));
    }
    more(status.withheld.services.len(), &mut text);
    text.push_str("\nWithheld contacts of services that are shown\n");
    for contact in status.withheld.contacts.iter().take(SHOWN) {
        text.push_str(&format!("  {} {}: {}\n", contact.service, contact.kind, contact.reason));
    }
    more(status.withheld.contacts.len(), &mut text);
    text.push_str("\nLocales\n");
    status.locales.iter().for_each(|locale| text.push_str(&line(locale)));
    text
}

fn line(locale: &Locale) -> String {
    let draft = if locale.draft { ", draft" } else { "" };
    let stale = locale.messages.stale.len() + locale.pages.stale.len();
    let stale = if stale == 0 { String::new() } else { format!(", {stale} to compare with changed English") };
    let of = |count: &Count| format!("{} of {}", count.translated, count.all);
    format!(
        "  {:<8} {:<9} messages {}, pages {}{stale}{draft}\n",
        locale.locale,
        locale.translation,
        of(&locale.messages),
        of(&locale.pages),
    )
}

fn more(all: usize, text: &mut String) {
    match all {
        0 => text.push_str("  none\n"),
        all if all > SHOWN => text.push_str(&format!("  and {} more; `--format json` lists all\n", all - SHOWN)),
        _ => {}
    }
}
