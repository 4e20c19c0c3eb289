//! Phone numbers: a wrong one is the worst fault this site can have.
//!
//! What is shown is the number as its service prints it; what is dialled is the value as stored. Nothing is ever
//! regrouped, completed or guessed. Validity comes from a port of libphonenumber and its metadata.

use rlibphonenumber::{CountryCodeSource, PHONE_NUMBER_UTIL, PhoneNumber, PhoneNumberFormat, Region};

use super::decode::{At, Cx, Problem};
use super::phone_slip;
use crate::diagnostic::{Code, Diagnostic};
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
    match phone_slip::find(value, |digits| valid(digits, reach, country).is_ok()) {
        Some(problem) => Err(problem),
        None => valid(value, reach, country),
    }
}

/// The digits that are dialled for a number as its service prints it: it works from anywhere if it begins with `+`, else
/// inside `country`.
///
/// # Errors
/// Says what is wrong and what to write instead.
pub fn from_print(printed: &str, country: Option<CountryCode>) -> Result<String, Problem> {
    let reach = if printed.starts_with('+') { Reach::Worldwide } else { Reach::National };
    let digits = phone_slip::digits_of(printed).unwrap_or_else(|| printed.to_owned());
    dial(&digits, reach, country).map(|_| digits)
}

/// Reads what has the shape of a number.
fn valid(value: &str, reach: Reach, country: Option<CountryCode>) -> Result<Dial, Problem> {
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

fn international(value: &str) -> Result<Dial, Problem> {
    let invalid = || {
        Problem::new(Code::PhoneInvalid, format!("no country has the number `{value}`"))
            .label("not valid")
            .help("compare it with its source, digit by digit; never complete it from memory")
    };
    let number = E164::new(value).ok_or_else(invalid)?;
    let parsed = PHONE_NUMBER_UTIL.parse(value, None).map_err(|_| invalid())?;
    if !PHONE_NUMBER_UTIL.is_valid_number(&parsed) {
        return Err(invalid());
    }
    let dialled = PHONE_NUMBER_UTIL.format(&parsed, PhoneNumberFormat::E164);
    if dialled == value {
        return Ok(Dial::International(number));
    }
    Err(Problem::new(Code::PhoneInvalid, format!("`{value}` holds a digit that is not dialled from abroad"))
        .label("not dialled like this")
        .help(format!("the number is dialled as \"{dialled}\": compare that with its source, then write it")))
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
        let parsed = PHONE_NUMBER_UTIL.parse_and_keep_raw_input(value, Some(region)).map_err(|_| invalid())?;
        if !PHONE_NUMBER_UTIL.is_valid_number(&parsed) {
            return Err(invalid());
        }
        refuse_country_code(value, &parsed)?;
    }
    Ok(Dial::National { country, digits })
}

/// A number of one country does not begin with the way to another: `0031…` and `31…` are dialled from abroad only. Where
/// people dial the country code at home too (1 in North America), it belongs there.
fn refuse_country_code(value: &str, parsed: &PhoneNumber) -> Result<(), Problem> {
    const NORTH_AMERICA: i32 = 1;
    let beginning = match parsed.country_code_source() {
        CountryCodeSource::FromNumberWithIdd => "the prefix for calls abroad",
        CountryCodeSource::FromNumberWithoutPlusSign if parsed.country_code != NORTH_AMERICA => "a country code",
        _ => return Ok(()),
    };
    Err(Problem::new(Code::PhoneNationalWithPlus, format!("`{value}` begins with {beginning}, but works only inside the country"))
        .label(format!("begins with {beginning}"))
        .help("write the digits as dialled inside the country; if it can be rung from abroad, write `reach: worldwide`, and `+` before the country code"))
}

/// Warns of a number of another country, which may be a slip or cost callers more than the page says. It is settled where
/// visitors see the country code, because the service prints it, or where a `caution` says so.
pub fn warn_if_foreign(phone: &Phone, value: &At<String>, homes: &[CountryCode], cx: &mut Cx<'_>) {
    let Dial::International(number) = &phone.dial else { return };
    if phone.display.starts_with('+') && phone.display != value.value {
        return;
    }
    let Ok(parsed) = PHONE_NUMBER_UTIL.parse(number.as_str(), None) else { return };
    let code_of = |home: &CountryCode| PHONE_NUMBER_UTIL.get_country_code_for_region(home.as_str().parse().ok()?);
    let is_home = homes.iter().any(|home| code_of(home) == Some(parsed.country_code));
    let region = PHONE_NUMBER_UTIL.get_region_for_country_code(parsed.country_code);
    // Some codes belong to no country, such as +800 for free calls in many of them.
    let Some(region) = region.filter(|region| *region != Region::World && !is_home) else { return };
    let homes: Vec<&str> = homes.iter().map(CountryCode::as_str).collect();
    let message = format!("`{}` is a number of {}, but the service is for {}", value.value, region, homes.join(", "));
    cx.fault(
        &value.span,
        Diagnostic::new(Code::PhoneForeign, message).label(format!("+{}", parsed.country_code)).help(
            "compare it with its source; if it is right, say in a `caution` of the contact that the call goes abroad",
        ),
    );
}

/// The printed form must end in the same digits as the dialled one: it may lack a country code or add letters, never
/// name another number.
fn check_printed(printed: &str, dial: &Dial) -> Result<(), Problem> {
    let digits_of = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let dialled = match dial {
        Dial::International(number) => number.as_str(),
        Dial::National { digits, .. } => digits.as_str(),
    };
    // Of +64 (0)9 the 0 in brackets is for callers inside the country.
    let bracketed = printed.strip_prefix('+').map(|_| printed.replacen("(0)", "", 1));
    let printed = bracketed.as_deref().unwrap_or(printed);
    // 0800-HELP is shown where 08004357 is dialled.
    let shown = digits_of(&phone_slip::digits_of(printed).unwrap_or_else(|| printed.to_owned()));
    let dialled_digits = digits_of(dialled);
    let significant = shown.trim_start_matches('0');
    let agrees = match dial {
        Dial::International(_) => significant.len() >= 4 && dialled_digits.ends_with(significant),
        Dial::National { .. } => {
            shown.ends_with(&dialled_digits) || dialled_digits.ends_with(&shown) && !shown.is_empty()
        }
    };
    // 1.888.PREVENT (1-888-773-8368): the digits may follow the letters that stand for them.
    let vanity = printed.contains(|c: char| c.is_ascii_alphabetic())
        && shown.ends_with(&dialled_digits[1.min(dialled_digits.len())..]);
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
        assert!(check_printed("1-888-PREVENT", &us).is_ok() && check_printed("888-PREVENT", &us).is_ok());
        assert!(check_printed("1-888-PREVENTS", &us).is_err() && check_printed("1-888-PRESENT", &us).is_err());
        let cz = dial("+420317071668", Reach::Worldwide, "CZ");
        assert!(check_printed("317 071 668", &cz).is_ok());
        let ie = dial("+35316624070", Reach::Worldwide, "IE");
        assert!(check_printed("01 6624070", &ie).is_ok());
        assert!(check_printed("01 6624071", &ie).is_err());
    }

    #[test]
    fn what_is_stored_is_what_is_dialled() {
        assert_eq!(code("+310201234567", Reach::Worldwide, "NL"), Some(Code::PhoneInvalid));
        let help = |value, reach, country| {
            let problem =
                dial(value, reach, CountryCode::parse(country).ok()).err().unwrap_or_else(|| panic!("{value}"));
            problem.diagnostic.help.unwrap_or_default()
        };
        assert!(help("+310201234567", Reach::Worldwide, "NL").contains("\"+31201234567\""));
        assert!(help("+31(0)201234567", Reach::Worldwide, "NL").contains("\"+31201234567\""));
        // The zero of Italian numbers is dialled from abroad, too.
        assert_eq!(code("+390612345678", Reach::Worldwide, "IT"), None);
        assert!(!help("+39(0)612345678", Reach::Worldwide, "IT").contains('"'));
    }

    #[test]
    fn a_national_number_does_not_begin_with_the_way_from_abroad() {
        for value in ["0031201234567", "31201234567"] {
            assert_eq!(code(value, Reach::National, "NL"), Some(Code::PhoneNationalWithPlus), "{value}");
        }
        assert_eq!(code("0201234567", Reach::National, "NL"), None);
        assert_eq!(code("18887738368", Reach::National, "US"), None, "1 is dialled at home");
        assert_eq!(code("8887738368", Reach::National, "US"), None);
    }
}
