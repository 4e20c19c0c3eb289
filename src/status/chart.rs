//! Bars: the numbers of a drawing, worked out here; the template only sets them.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Count, Locale, Status};

/// The width of a full bar, in units of the drawing.
const FULL: usize = 1000;

/// A bar of several parts.
#[derive(Clone, Debug, Serialize)]
pub struct Bar {
    /// What it stands for.
    pub label: String,
    /// All of it in words, for those who do not see it.
    pub words: String,
    /// Its parts, from the left.
    pub parts: Vec<Part>,
}

/// A part of a bar.
#[derive(Clone, Debug, Serialize)]
pub struct Part {
    /// Which colour it has.
    pub class: &'static str,
    /// Where it begins.
    pub x: usize,
    /// How wide it is.
    pub width: usize,
}

/// A bar of parts, each a class, a word and a count.
pub fn bar(label: &str, counts: &[(&'static str, &str, usize)]) -> Bar {
    let all: usize = counts.iter().map(|(.., count)| count).sum();
    let mut parts = Vec::new();
    let mut before = 0;
    for (class, _, count) in counts.iter().filter(|(.., count)| *count > 0) {
        let x = before * FULL / all;
        before += count;
        parts.push(Part { class, x, width: before * FULL / all - x });
    }
    let words: Vec<String> = counts.iter().map(|(_, word, count)| format!("{count} {word}")).collect();
    Bar { label: label.to_owned(), words: words.join(", "), parts }
}

/// The countries as one bar.
pub fn countries(status: &Status) -> Bar {
    let countries = &status.countries;
    let counts = [
        ("good", "with a service of their own", countries.with_service.len()),
        ("fair", "looked at, none found", countries.without_service.len()),
        ("none", "not looked at", countries.not_looked_at.len()),
    ];
    bar("Countries", &counts)
}

/// The freshness of each kind of entry.
pub fn freshness(status: &Status) -> Vec<Bar> {
    use super::Kind;
    let kinds = [(Kind::Service, "Services"), (Kind::Line, "Lines"), (Kind::Emergency, "Emergency numbers")];
    let one = |(kind, label): (Kind, &str)| {
        let count =
            |word: &str| status.entries.iter().filter(|entry| entry.kind == kind && entry.freshness == word).count();
        let counts = [
            ("good", "fresh", count("fresh")),
            ("fair", "due soon", count("due-soon")),
            ("poor", "overdue", count("overdue")),
            ("bad", "expired", count("expired")),
        ];
        bar(label, &counts)
    };
    kinds.into_iter().map(one).collect()
}

/// What each translation has of messages and pages. What no native speaker has read is not the colour of what one has.
pub fn locales(status: &Status) -> Vec<Bar> {
    let one = |locale: &Locale, what: &str, count: &Count| {
        let stale = count.stale.len();
        let class = if locale.translation == "machine" { "fair" } else { "good" };
        let counts = [
            (class, "made from today’s English", count.translated - stale),
            ("poor", "made from older English", stale),
            ("none", "missing", count.missing.len()),
        ];
        bar(&format!("{} ({}): {what}", locale.name, locale.translation), &counts)
    };
    let translations = status.locales.iter().filter(|locale| locale.translation != "source");
    let both = translations
        .flat_map(|locale| [one(locale, "messages", &locale.messages), one(locale, "pages", &locale.pages)]);
    both.collect()
}

/// A month in which entries change.
#[derive(Clone, Debug, Serialize)]
pub struct Month {
    /// Year and month.
    pub name: String,
    /// How many change then.
    pub count: usize,
    /// Where its bar begins, from the left.
    pub x: usize,
    /// How high its bar is, of 100.
    pub height: usize,
    /// Where it begins, from above.
    pub y: usize,
}

/// The next months in which entries change, at most a dozen.
pub fn months(status: &Status) -> Vec<Month> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for month in status.entries.iter().filter_map(|entry| entry.changes_on.as_deref()?.get(..7)) {
        *counts.entry(month).or_default() += 1;
    }
    let most = counts.values().copied().max().unwrap_or(1);
    let month = |(at, (month, count)): (usize, (&str, usize))| {
        let height = (count * 100).div_ceil(most);
        Month { name: month.to_owned(), count, x: at * 80, height, y: 100 - height }
    };
    counts.into_iter().take(12).enumerate().map(month).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_fill_a_bar_without_gaps() {
        let bar = bar("x", &[("good", "a", 1), ("fair", "b", 0), ("bad", "c", 2)]);
        assert_eq!(bar.words, "1 a, 0 b, 2 c");
        assert_eq!((bar.parts[0].x, bar.parts[0].width), (0, 333));
        assert_eq!((bar.parts[1].x, bar.parts[1].width), (333, 667));
        assert!(super::bar("x", &[("good", "a", 0)]).parts.is_empty());
    }
}
