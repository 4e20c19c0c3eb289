//! Values that are written as one text.

use get_support_today::check::probe;
use get_support_today::model::{CountryCode, Dial, HolidayRule, Opening, Reach, Schedule, Week};
use get_support_today::render::Html;

use super::{html, markup, told};

/// Countries whose numbers differ in kind.
const COUNTRIES: [&str; 7] = ["DE", "US", "GB", "JP", "EG", "IT", "AQ"];

/// Opening hours: an ordinary week that says the same when it is written out, or a fault.
pub fn hours(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    let schedule = match probe::hours(text) {
        Ok(schedule) => schedule,
        Err(fault) => return told::of_value(text, *fault),
    };
    let week: Vec<Opening> = (1..=7).flat_map(|day| schedule.on(day)).collect();
    assert!(!week.is_empty(), "never open");
    for opening in &week {
        let Opening { from, to, .. } = *opening;
        assert!(from < to && from < 1440 && to <= 2880 && to - from <= 1440, "{opening:?}");
    }
    assert!(week.is_sorted());
    let overlap = week.windows(2).find(|pair| pair[0].day == pair[1].day && pair[1].from < pair[0].to);
    assert!(overlap.is_none(), "{overlap:?}");
    let days_in_runs: usize = schedule.runs().iter().map(|(first, last, _)| usize::from(last - first + 1)).sum();
    assert_eq!(days_in_runs, (1..=7).filter(|day| !schedule.on(*day).is_empty()).count());
    let again = written(&schedule);
    let expected = Schedule { written: again.clone(), ..schedule };
    assert_eq!(probe::hours(&again).ok(), Some(expected));
}

/// When a stretch ends by the clock of its day, or of the next one.
fn ending(opening: Opening) -> u16 {
    if opening.to > 1440 && opening.to - opening.from < 1440 { opening.to - 1440 } else { opening.to }
}

/// A week in the grammar of OpenStreetMap.
fn written(schedule: &Schedule) -> String {
    let time = |minutes: u16| format!("{:02}:{:02}", minutes / 60, minutes % 60);
    let day = |day: u8| {
        let name = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"][usize::from(day - 1)];
        let spans: Vec<String> =
            schedule.on(day).iter().map(|span| format!("{}-{}", time(span.from), time(ending(*span)))).collect();
        (!spans.is_empty()).then(|| format!("{name} {}", spans.join(",")))
    };
    let mut rules: Vec<String> = match schedule.week {
        Week::Always => vec!["24/7".to_owned()],
        Week::Openings(_) => (1..=7).filter_map(day).collect(),
    };
    if schedule.holidays == HolidayRule::Closed {
        rules.push("PH off".to_owned());
    }
    rules.join("; ")
}

/// A phone number: dialled exactly as written, or refused.
pub fn phone(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    let inside = COUNTRIES.iter().map(|code| CountryCode::parse(code).ok());
    for country in std::iter::once(None).chain(inside) {
        for reach in [Reach::Worldwide, Reach::National] {
            match probe::phone(text, reach, country) {
                Ok(Dial::International(number)) => {
                    let digits = text.strip_prefix('+').expect("a plus");
                    assert!((7..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()));
                    assert!(number.as_str() == text && !digits.starts_with('0') && reach == Reach::Worldwide);
                }
                Ok(Dial::National { digits, country: within }) => {
                    assert!((2..=15).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit()));
                    assert!(digits.as_str() == text && Some(within) == country && reach == Reach::National);
                }
                Err(fault) => told::of_value(text, *fault),
            }
        }
    }
}

/// Web and mail addresses: kept as they are written, and the same in markup, or refused.
pub fn address(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    match probe::address(text) {
        Ok(address) => {
            assert_eq!(address.as_str(), text);
            assert!(text.to_ascii_lowercase().starts_with("https://"), "{text}");
            assert!(!address.short().is_empty(), "{text}");
            let link = format!("<a href=\"{}\">x</a>", Html::text(text).as_str());
            markup::of_text(&link);
            assert_eq!(html::links(&html::pieces(&link))[0].href, text);
        }
        Err(fault) => told::of_value(text, *fault),
    }
    match probe::email(text) {
        Ok(address) => {
            assert_eq!(address, text);
            assert!(text.bytes().filter(|byte| *byte == b'@').count() == 1 && text.is_ascii(), "{text}");
            assert!(!text.contains(['?', '&', '%', '<', '>', '"', '\'', ' ', ',', ':', '/']), "{text}");
        }
        Err(fault) => told::of_value(text, *fault),
    }
}
