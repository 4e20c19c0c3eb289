//! Ways to reach somebody inside a sentence: nobody vouches for them there, `check --since` does not compare them, and a
//! visitor cannot press them. They belong under `contacts`.

use super::decode::{At, Cx};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Localized;

/// Shorter runs of digits are years, ages and amounts.
const SHORTEST_NUMBER: usize = 7;

/// Notes the first number or address in a text by language; whether there was none.
pub fn check(text: &At<Localized>, cx: &mut Cx<'_>) -> bool {
    let Some(found) = text.value.versions().iter().find_map(|(_, version)| find(version)) else { return true };
    let message = format!("`{found}` stands in a sentence, where nobody vouches for it and nobody can press it");
    let help = "put it under `contacts`, with its `assurance`, and leave it out here";
    cx.fault(&text.span, Diagnostic::new(Code::ContactInText, message).help(help));
    false
}

/// The first web address, mail address or telephone number of a text.
fn find(text: &str) -> Option<&str> {
    let words =
        text.split_whitespace().map(|word| word.trim_matches(|c: char| matches!(c, '(' | ')' | ',' | '.' | ';')));
    words.filter(|word| is_address(word)).chain(numbers(text)).next()
}

fn is_address(word: &str) -> bool {
    let is_mail = word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    is_mail || word.contains("://") || word.starts_with("www.")
}

/// Digits with what may stand between those of one number, as many as a number has.
fn numbers(text: &str) -> impl Iterator<Item = &str> {
    let belongs =
        |c: char| c.is_ascii_digit() || matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '-' | '.' | '/' | '(' | ')' | '+');
    text.split(move |c| !belongs(c)).map(|run| run.trim_matches(|c: char| !c.is_ascii_digit() && c != '+')).filter(
        |run| {
            let groups: Vec<&str> =
                run.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).collect();
            groups.iter().map(|group| group.len()).sum::<usize>() >= SHORTEST_NUMBER && !is_time(&groups)
        },
    )
}

/// Whether groups of digits are two years or a day, such as 2018-2024 or 24.11.2026.
fn is_time(groups: &[&str]) -> bool {
    let is_year = |group: &str| group.len() == 4 && (group.starts_with("19") || group.starts_with("20"));
    match groups {
        [from, to] => is_year(from) && is_year(to),
        [first, second, third] => {
            let day = first.len() <= 2 && second.len() <= 2 && is_year(third);
            day || is_year(first) && second.len() == 2 && third.len() == 2
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_reaches_somebody_is_found_and_what_only_looks_like_it_is_not() {
        for (text, found) in [
            ("Call 0800 999 8888 today.", "0800 999 8888"),
            ("Ring +44 (0)20 7946 0000.", "+44 (0)20 7946 0000"),
            ("Tel. 030/450529529", "030/450529529"),
            ("Call 2345 6789.", "2345 6789"),
            ("Write to a@example.org.", "a@example.org"),
            ("See (https://example.org/x).", "https://example.org/x"),
            ("www.example.org helps", "www.example.org"),
        ] {
            assert_eq!(find(text), Some(found), "{text}");
        }
        for text in
            ["From 2018-2024, for people of 14-17.", "Since 24.11.2026, 55 000 people", "Sessions of 50 to 60 minutes."]
        {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
