//! Phone numbers: a wrong one is the worst fault this site can have.
//!
//! What is shown is the number as its service prints it; what is dialled is the value as stored. Nothing is ever
//! regrouped, completed or guessed. Validity comes from a port of libphonenumber and its metadata.

use rlibphonenumber::{PHONE_NUMBER_UTIL, Region};

use super::decode::{At, Cx, Problem};
use crate::diagnostic::Code;
use crate::model::{CountryCode, Dial, Digits, E164, Phone, Reach};

/// National numbers up to this length are short codes, which libphonenumber does not know as numbers.
const LONGEST_SHORT_CODE: usize = 6;

/// Checks a number as dialled and as printed. `country` is where a national number works.
pub fn check(
    value: &At<String>,
    as_published: Option<&At<String>>,
    reach: Reach,
    country: Option<CountryCode>,
    cx: &mut Cx<'_>,
) -> Option<Phone> {
    let dial = match dial(&value.value, reach, country) {
        Ok(dial) => dial,
        Err(problem) => {
            cx.fault(&value.span, problem.diagnostic);
            return None;
        }
    };
    let display = match as_published {
        None => value.value.clone(),
        Some(printed) => match check_printed(&printed.value, &dial) {
            Ok(()) => printed.value.clone(),
            Err(problem) => {
                cx.fault(&printed.span, problem.diagnostic);
                return None;
            }
        },
    };
    Some(Phone { display, dial })
}

/// Reads the value that is dialled.
///
/// # Errors
/// Says what is wrong and what to write instead.
pub fn dial(value: &str, reach: Reach, country: Option<CountryCode>) -> Result<Dial, Problem> {
    refuse_shape(value)?;
    match (reach, value.starts_with('+')) {
        (Reach::Worldwide, true) => international(value),
        (Reach::National, false) => national(value, country),
        (Reach::National, true) => Err(Problem::new(Code::PhoneNationalWithPlus, format!("`{value}` has a country code, but works only inside the country"))
            .label("`+` is for numbers that work from anywhere")
            .help("write the digits as dialled inside the country; if it can be rung from abroad, write `reach: worldwide`")),
        (Reach::Worldwide, false) => Err(Problem::new(Code::PhoneWorldwideWithoutPlus, format!("`{value}` has no country code, but shall work from anywhere"))
            .help("write it as +, country code, number without its leading zero; if it works only inside the country, write `reach: national`")),
    }
}

fn refuse_shape(value: &str) -> Result<(), Problem> {
    if let Some(letters) = letters_of(value) {
        return Err(Problem::new(Code::PhoneHasLetters, format!("`{value}` cannot be dialled"))
            .label("letters")
            .help(format!("write the digits that the keys stand for: \"{letters}\"")));
    }
    let digits = value.strip_prefix('+').unwrap_or(value);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        let only: String =
            value.chars().filter_map(|c| c.to_digit(10)).filter_map(|d| char::from_digit(d, 10)).collect();
        let plus = if value.starts_with('+') { "+" } else { "" };
        return Err(Problem::new(Code::PhoneMalformed, format!("`{value}` is not written as it is dialled"))
            .help(format!("write digits only: \"{plus}{only}\"; the printed form belongs under `as_published`")));
    }
    Ok(())
}

/// The digits that a keypad gives for a number with letters (ITU-T E.161); `None` where there are none.
fn letters_of(value: &str) -> Option<String> {
    value.chars().any(|c| c.is_alphabetic()).then(|| {
        value
            .chars()
            .filter_map(|c| match c.to_ascii_uppercase() {
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
            })
            .collect()
    })
}

fn international(value: &str) -> Result<Dial, Problem> {
    let invalid = || {
        Problem::new(Code::PhoneInvalid, format!("no country has the number `{value}`"))
            .label("not valid")
            .help("compare it with its source, digit by digit; never complete it from memory")
    };
    let number = E164::new(value).ok_or_else(invalid)?;
    let parsed = PHONE_NUMBER_UTIL.parse(value, None).map_err(|_| invalid())?;
    if PHONE_NUMBER_UTIL.is_valid_number(&parsed) { Ok(Dial::International(number)) } else { Err(invalid()) }
}

fn national(value: &str, country: Option<CountryCode>) -> Result<Dial, Problem> {
    let Some(country) = country else {
        return Err(Problem::new(
            Code::PhoneWithoutCountry,
            format!("`{value}` works only inside a country, but this record has none"),
        )
        .help("write it with + and its country code, or move the record to a country's file"));
    };
    let invalid = || {
        Problem::new(Code::PhoneInvalid, format!("{country} has no number `{value}`"))
            .label("not valid inside this country")
            .help("compare it with its source, digit by digit; never complete it from memory")
    };
    let digits = Digits::new(value).ok_or_else(invalid)?;
    if value.len() > LONGEST_SHORT_CODE {
        let region: Region = country.as_str().parse().map_err(|_| invalid())?;
        let parsed = PHONE_NUMBER_UTIL.parse(value, Some(region)).map_err(|_| invalid())?;
        if !PHONE_NUMBER_UTIL.is_valid_number(&parsed) {
            return Err(invalid());
        }
    }
    Ok(Dial::National { country, digits })
}

/// The printed form must end in the same digits as the dialled one: it may lack a country code or add letters, never
/// name another number.
fn check_printed(printed: &str, dial: &Dial) -> Result<(), Problem> {
    let digits_of = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let dialled = match dial {
        Dial::International(number) => number.as_str(),
        Dial::National { digits, .. } => digits.as_str(),
    };
    let shown = digits_of(printed);
    let dialled_digits = digits_of(dialled);
    let significant = shown.trim_start_matches('0');
    let agrees = match dial {
        Dial::International(_) => significant.len() >= 4 && dialled_digits.ends_with(significant),
        Dial::National { .. } => {
            shown.ends_with(&dialled_digits) || dialled_digits.ends_with(&shown) && !shown.is_empty()
        }
    };
    // 1.888.PREVENT (1-888-773-8368): the digits may follow the letters that stand for them.
    let vanity = letters_of(printed).is_some() && shown.ends_with(&dialled_digits[1.min(dialled_digits.len())..]);
    if agrees || vanity {
        return Ok(());
    }
    Err(Problem::new(Code::PhoneShownDiffers, format!("`{printed}` is not the number that is dialled, `{dialled}`"))
        .label("shown to visitors")
        .help("compare both with the source; they must be the same number"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(value: &str, reach: Reach, country: &str) -> Option<Code> {
        dial(value, reach, CountryCode::parse(country).ok()).err().map(|problem| problem.diagnostic.code)
    }

    #[test]
    fn real_numbers_pass_and_keep_their_digits() {
        assert_eq!(code("+4930450529529", Reach::Worldwide, "DE"), None);
        assert_eq!(code("08081000900", Reach::National, "GB"), None);
        assert_eq!(code("116111", Reach::National, "DE"), None);
        assert_eq!(code("112", Reach::National, "DE"), None);
        assert_eq!(code("+441372847161", Reach::Worldwide, "IE"), None, "a number of another country");
    }

    #[test]
    fn numbers_that_cannot_be_dialled_do_not() {
        assert_eq!(code("0800-HELP", Reach::National, "NL"), Some(Code::PhoneHasLetters));
        assert_eq!(code("0800 123", Reach::National, "NL"), Some(Code::PhoneMalformed));
        assert_eq!(code("٠٨٠٠١١١", Reach::National, "EG"), Some(Code::PhoneMalformed));
        assert_eq!(code("+498007022240", Reach::National, "DE"), Some(Code::PhoneNationalWithPlus));
        assert_eq!(code("08007022240", Reach::Worldwide, "DE"), Some(Code::PhoneWorldwideWithoutPlus));
        assert_eq!(code("+49123", Reach::Worldwide, "DE"), Some(Code::PhoneInvalid));
        assert_eq!(code("1800011800", Reach::National, "BR"), Some(Code::PhoneInvalid));
        assert_eq!(code("116111", Reach::National, "world"), Some(Code::PhoneWithoutCountry));
    }

    #[test]
    fn the_printed_form_is_the_same_number() {
        let dial = |value, reach, country| {
            dial(value, reach, CountryCode::parse(country).ok()).unwrap_or_else(|_| panic!("{value}"))
        };
        let gb = dial("08081000900", Reach::National, "GB");
        assert!(check_printed("0808 1000 900", &gb).is_ok());
        assert!(check_printed("0808 1000 901", &gb).is_err());
        let us = dial("18887738368", Reach::National, "US");
        assert!(check_printed("1.888.PREVENT (1-888-773-8368)", &us).is_ok());
        let cz = dial("+420317071668", Reach::Worldwide, "CZ");
        assert!(check_printed("317 071 668", &cz).is_ok());
        let ie = dial("+35316624070", Reach::Worldwide, "IE");
        assert!(check_printed("01 6624070", &ie).is_ok());
        assert!(check_printed("01 6624071", &ie).is_err());
    }

    #[test]
    fn letters_become_the_digits_of_their_keys() {
        assert_eq!(letters_of("0800-HELP").as_deref(), Some("08004357"));
        assert_eq!(letters_of("0800"), None);
    }
}
