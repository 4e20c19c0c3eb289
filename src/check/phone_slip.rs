//! What people write where only the digits belong that are dialled, and what to write instead.
//!
//! Digits are proposed only where the value holds one number and nothing else, and where the proposal is a number that
//! exists. Whoever is in a hurry copies a proposal; a wrong one may ring at a private person's.

use super::decode::Problem;
use crate::diagnostic::Code;

/// What to write where no number can be proposed.
const ONE_NUMBER: &str = "write only the digits of one number, as they are dialled; hours belong under `hours`, remarks \
                          under `caution`, and a second number is a contact of its own";

/// The fault of a value that is more than digits after an optional `+`; `None` where it is not. `exists` says whether
/// such digits are a number that can be dialled here.
pub fn find(value: &str, exists: impl Fn(&str) -> bool) -> Option<Problem> {
    if is_dialled(value) {
        return None;
    }
    let propose = |digits: Option<String>| digits.filter(|digits| is_dialled(digits) && exists(digits));
    let letters = value.chars().any(char::is_alphabetic);
    Some(if let Some((scheme, number)) = link_scheme(value) {
        link(value, scheme, propose(Some(number.trim().to_owned())))
    } else if letters {
        let digits = spelled_with_letters(value).then(|| keys_of(value));
        with_letters(value, propose(digits))
    } else if value.contains("(0)") {
        let message =
            format!("`{value}` can be read in two ways: the 0 in brackets is not dialled after a country code");
        let digits = propose(without_separators(&value.replacen("(0)", "", 1)));
        Problem::new(Code::PhoneMalformed, message).help(match digits {
            Some(digits) => format!("write \"{digits}\"; the printed form belongs under `as_published`"),
            None => "write it as it is dialled from abroad, without the 0 in brackets, with `reach: worldwide`; or write the \
                     digits that are dialled inside the country"
                .to_owned(),
        })
    } else {
        Problem::new(Code::PhoneMalformed, format!("`{value}` is not written as it is dialled")).help(
            match propose(without_separators(value)) {
                Some(digits) => {
                    format!("write digits only: \"{digits}\"; the printed form belongs under `as_published`")
                }
                None => ONE_NUMBER.to_owned(),
            },
        )
    })
}

/// The digits of one number as a service prints it, separated or spelled on the keys; `None` where it is not one number.
pub fn digits_of(printed: &str) -> Option<String> {
    without_separators(printed)
        .filter(|_| !printed.contains("(0)"))
        .or_else(|| spelled_with_letters(printed).then(|| keys_of(printed)))
}

/// `+`, or nothing, and then the digits 0 to 9 alone.
fn is_dialled(value: &str) -> bool {
    let digits = value.strip_prefix('+').unwrap_or(value);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// `tel:` and the like, which stand in the links of web pages.
fn link_scheme(value: &str) -> Option<(&str, &str)> {
    let (scheme, number) = value.split_once(':')?;
    ["tel", "callto", "sms", "whatsapp"].contains(&scheme.to_ascii_lowercase().as_str()).then_some((scheme, number))
}

fn link(value: &str, scheme: &str, digits: Option<String>) -> Problem {
    let message = format!("`{value}` is a link, not a number");
    Problem::new(Code::PhoneMalformed, message).label(format!("begins with `{scheme}:`")).help(match digits {
        Some(digits) => format!("write only the number: \"{digits}\""),
        None => format!("write only the digits of the number, without `{scheme}:`"),
    })
}

fn with_letters(value: &str, digits: Option<String>) -> Problem {
    let problem = Problem::new(Code::PhoneHasLetters, format!("`{value}` cannot be dialled"));
    if let Some(digits) = digits {
        return problem.label("letters").help(format!("write the digits that the keys stand for: \"{digits}\""));
    }
    match letter_for_digit(value) {
        Some((letter, digit)) => problem
            .label(format!("the letter {letter}, not the digit {digit}"))
            .help(format!("type the digit {digit} in its place, and compare the whole number with its source")),
        None => problem.label("letters").help(ONE_NUMBER),
    }
}

/// The letter that looks like a digit, and that digit, where no other letters stand in the value.
fn letter_for_digit(value: &str) -> Option<(char, char)> {
    let digit = |c| match c {
        'O' | 'o' | 'О' | 'о' => Some('0'),
        'I' | 'l' => Some('1'),
        _ => None,
    };
    let mut letters = value.chars().filter(|c| c.is_alphabetic());
    let first = letters.next()?;
    let of_first = digit(first)?;
    letters.all(|letter| digit(letter).is_some()).then_some((first, of_first))
}

/// Whether a value is one number of which a part is spelled on the keys, such as `0800-HELP`: one run of three or more
/// capital letters.
fn spelled_with_letters(value: &str) -> bool {
    let fits = |c: char| c.is_ascii_digit() || c.is_ascii_uppercase() || matches!(c, '+' | '-' | '.' | ' ');
    let runs: Vec<&str> = value.split(|c: char| !c.is_ascii_alphabetic()).filter(|run| !run.is_empty()).collect();
    value.chars().all(fits) && matches!(runs[..], [run] if run.len() >= 3)
}

/// The digits of a number of which only spaces, hyphens, full stops and brackets are left out; `None` where anything else
/// stands in it, or another number.
fn without_separators(value: &str) -> Option<String> {
    let is_separator = |c: char| c.is_whitespace() || matches!(c, '-' | '.' | '(' | ')' | '\u{2010}'..='\u{2013}');
    let digits: String = value.chars().filter(|c| !is_separator(*c)).collect();
    is_dialled(&digits).then_some(digits)
}

/// The digits that a keypad gives for a number with letters (ITU-T E.161).
fn keys_of(value: &str) -> String {
    let key = |c: char| match c.to_ascii_uppercase() {
        c @ ('0'..='9' | '+') => Some(c),
        'A'..='C' => Some('2'),
        'D'..='F' => Some('3'),
        'G'..='I' => Some('4'),
        'J'..='L' => Some('5'),
        'M'..='O' => Some('6'),
        'P'..='S' => Some('7'),
        'T'..='V' => Some('8'),
        'W'..='Z' => Some('9'),
        _ => None,
    };
    value.chars().filter_map(key).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn help(value: &str, number: &str) -> String {
        find(value, |digits| digits == number).and_then(|problem| problem.diagnostic.help).unwrap_or_default()
    }

    #[test]
    fn a_number_is_proposed_where_only_separators_stand_in_it() {
        for value in ["0800 1234", "0800-1234", "(0800) 12.34", "0800\u{a0}1234"] {
            assert!(help(value, "08001234").contains("\"08001234\""), "{value}: {}", help(value, "08001234"));
        }
        assert!(help("0800-HELP", "08004357").contains("\"08004357\""));
        assert!(help("+31(0)20 1234567", "+31201234567").contains("\"+31201234567\""));
        assert!(help("tel:0201234567", "0201234567").contains("only the number: \"0201234567\""));
    }

    #[test]
    fn nothing_is_proposed_that_is_two_numbers_or_none() {
        for value in [
            "020 123 45 67 (24/7)",
            "0201234567 / 0201234568",
            "0201234567/68",
            "0201234567, 0201234568",
            "0201234567 or 0201234568",
            "020 1234567 ext 12",
            "O201234567",
            "+31(0)201234567",
            "0800-help",
            "tel:020 1234567 x9",
            "0201234567 0201234568",
        ] {
            // Whatever digits come out, they are of a number that does not exist.
            let help = help(value, "1");
            assert!(!help.is_empty() && !help.contains('"'), "{value}: {help}");
            // And where they are of one by accident, words and slashes still make them none.
            if value.contains('/') || value.contains(',') || value.contains(" or ") || value.contains("ext") {
                let problem = find(value, |_| true).unwrap();
                assert!(!problem.diagnostic.help.unwrap_or_default().contains('"'), "{value}");
            }
        }
    }

    #[test]
    fn a_letter_that_looks_like_a_digit_is_named() {
        assert!(!help("O201234567", "6201234567").contains('"'));
        assert!(help("02O1234567", "").contains("type the digit 0"));
        assert!(help("020l234567", "").contains("type the digit 1"));
    }

    #[test]
    fn a_printed_number_has_its_digits_or_none() {
        assert_eq!(digits_of("1-800-FLOWERS").as_deref(), Some("18003569377"));
        assert_eq!(digits_of("(030) 23125-009").as_deref(), Some("03023125009"));
        for not_one in ["+31 (0)20 1234567", "030 23125 / 26", "030 23125 ext 9", "call us"] {
            assert_eq!(digits_of(not_one), None, "{not_one}");
        }
    }

    #[test]
    fn what_is_dialled_has_no_fault() {
        assert!(find("0201234567", |_| false).is_none() && find("+31201234567", |_| false).is_none());
        assert!(find("", |_| false).is_some() && find("+", |_| false).is_some() && find("٠٨٠٠", |_| true).is_some());
    }
}
