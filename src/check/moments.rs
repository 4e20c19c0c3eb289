//! Days and time zones: how each is written, and what is said when it is not.

use jiff::civil::Date;
use schemars::{Schema, json_schema};

use super::decode::{Leaf, Problem, leaves};
use crate::diagnostic::{Code, did_you_mean};

leaves!(Date, PartialDate, ZoneName);

/// A day, `YYYY-MM-DD` (ISO 8601).
impl Leaf for Date {
    const TYPED: bool = true;

    const NAME: Option<&'static str> = Some("Day");

    fn stand_in() -> Option<Self> {
        Some(Self::MAX)
    }

    fn shape() -> Schema {
        json_schema!({
            "description": "A day: year-month-day.",
            "type": "string",
            "format": "date",
            "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
            "examples": ["2026-11-23"],
        })
    }

    fn read(text: &str) -> Result<Self, Problem> {
        let shaped = text.len() == 10
            && text
                .bytes()
                .enumerate()
                .all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() });
        let date = if shaped { text.parse().ok() } else { None };
        date.ok_or_else(|| {
            let problem = Problem::new(Code::DateMalformed, format!("`{text}` is not a date"));
            match reordered(text) {
                _ if shaped => {
                    problem.label("the calendar has no such day").help("look up the day again and write that")
                }
                Some(date) => problem.help(format!("write year-month-day: {date}")),
                None => problem.help("write year-month-day, such as 2026-11-23"),
            }
        })
    }
}

/// What somebody meant who wrote a day in another order or with the name of the month. `None` where that could be two
/// days, as 03/04/2026 could.
fn reordered(text: &str) -> Option<Date> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let parts: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let [first, second, third] = parts[..] else { return None };
    let number = |part: &str| part.parse::<i16>().ok();
    let month = |part: &str| {
        let part = part.to_lowercase();
        let at = MONTHS.iter().position(|name| part.starts_with(name))?;
        i16::try_from(at + 1).ok()
    };
    let (year, month, day) = match (number(first), number(second), number(third)) {
        (Some(year), Some(month), Some(day)) if first.len() == 4 => (year, month, day),
        (Some(day), Some(month), Some(year)) if text.contains('.') || day > 12 => (year, month, day),
        (Some(month), Some(day), Some(year)) if day > 12 => (year, month, day),
        (Some(day), None, Some(year)) => (year, month(second)?, day),
        (None, Some(day), Some(year)) => (year, month(first)?, day),
        _ => return None,
    };
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok().filter(|_| year > 1900)
}

/// The day, month or year of a stored copy: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartialDate(pub String);

impl Leaf for PartialDate {
    const NAME: Option<&'static str> = Some("PartialDate");

    fn stand_in() -> Option<Self> {
        Some(Self(String::new()))
    }

    fn shape() -> Schema {
        json_schema!({
            "description": "A day, a month or a year, in quotation marks.",
            "type": "string",
            "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$",
            "examples": ["2026", "2026-11", "2026-11-23"],
        })
    }

    fn read(text: &str) -> Result<Self, Problem> {
        let padded = match text.len() {
            4 => format!("{text}-01-01"),
            7 => format!("{text}-01"),
            _ => text.to_owned(),
        };
        Date::read(&padded).map(|_| Self(text.to_owned())).map_err(|_| {
            Problem::new(Code::DateMalformed, format!("`{text}` is not a year, month or day"))
                .help("write \"2026\", \"2026-11\" or \"2026-11-23\"")
        })
    }
}

/// A time zone of the IANA database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ZoneName(pub String);

impl Leaf for ZoneName {
    const NAME: Option<&'static str> = Some("TimeZone");

    fn stand_in() -> Option<Self> {
        Some(Self("Europe/Berlin".to_owned()))
    }

    fn shape() -> Schema {
        json_schema!({
            "description": "A time zone of the IANA database.",
            "type": "string",
            "pattern": "^[A-Z][A-Za-z_]+(/[A-Za-z0-9_+-]+)+$",
            "examples": ["Europe/Berlin"],
        })
    }

    fn read(text: &str) -> Result<Self, Problem> {
        let zones = jiff::tz::TimeZoneDatabase::bundled();
        let canonical =
            zones.available().map(|name| name.as_str().to_owned()).find(|name| name.eq_ignore_ascii_case(text));
        match canonical {
            Some(name) if name == text && text.contains('/') => Ok(Self(name)),
            Some(name) if name.contains('/') => {
                Err(Problem::new(Code::TimezoneUnknown, format!("`{text}` is not written like this"))
                    .help(format!("write {name}")))
            }
            _ => {
                let all = zones.available().map(|name| name.as_str().to_owned());
                let all: Vec<String> = all.filter(|name| name.contains('/') && !name.starts_with("Etc/")).collect();
                let near = did_you_mean(text, all.iter().map(String::as_str));
                let problem = Problem::new(Code::TimezoneUnknown, format!("`{text}` is not a time zone"));
                Err(match near {
                    Some(near) => problem.help(format!("did you mean {near}?")),
                    None => problem
                        .help("name a continent and a city of the zone, as the IANA database does: Europe/Berlin"),
                })
            }
        }
    }
}
