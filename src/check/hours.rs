//! Opening hours: the grammar of OpenStreetMap, read by its own library; ours are the hints for common slips and the
//! step from its rules to an ordinary week.

use opening_hours_syntax::rules::day::{HolidayKind, WeekDayRange};
use opening_hours_syntax::rules::time::{Time, TimeSpan};
use opening_hours_syntax::rules::{RuleKind, RuleOperator, RuleSequence};

use super::decode::Problem;
use super::hours_slip::rewritten;
use crate::diagnostic::Code;
use crate::model::{HolidayRule, Opening, Schedule, Week};

/// Reads opening hours in the time of `timezone`.
///
/// # Errors
/// Says what is wrong and what to write instead: hours that cannot be read, or that this site has no words for
/// (single dates, months, weeks, sunrise, school holidays, comments).
pub fn read(text: &str, timezone: &str) -> Result<Schedule, Problem> {
    let parsed = opening_hours_syntax::parse(text).map_err(|_| malformed(text))?;
    if let Some(problem) = common_slip(text) {
        return Err(problem);
    }
    let mut days: [Vec<(u16, u16)>; 7] = Default::default();
    let mut holidays = HolidayRule::Unknown;
    let mut always = false;
    for rule in &parsed.rules {
        if only_holidays(rule) {
            holidays = holiday_rule(rule, text)?;
            continue;
        }
        let spans = spans(rule, text)?;
        always = rule.is_constant() && rule.kind == RuleKind::Open;
        for day in weekdays(rule, text)? {
            if rule.operator == RuleOperator::Normal {
                days[day].clear();
            }
            days[day].extend(&spans);
        }
    }
    if always {
        return Ok(Schedule { week: Week::Always, holidays, timezone: timezone.to_owned(), written: text.to_owned() });
    }
    let openings = openings(&mut days).ok_or_else(|| {
        Problem::new(Code::HoursMalformed, format!("two stretches of `{text}` overlap"))
            .help("write each stretch once, such as Mo 09:00-12:00,13:00-17:00")
    })?;
    if openings.is_empty() {
        return Err(Problem::new(Code::HoursUnsupported, format!("`{text}` is never open")).help("leave the hours out"));
    }
    Ok(Schedule { week: Week::Openings(openings), holidays, timezone: timezone.to_owned(), written: text.to_owned() })
}

fn malformed(text: &str) -> Problem {
    common_slip(text).unwrap_or_else(|| {
        Problem::new(Code::HoursMalformed, format!("`{text}` are not opening hours"))
            .help("write for example `Mo-Fr 09:00-17:00; Sa 10:00-12:00; PH off`, or `24/7`")
    })
}

/// As they stand in the grammar.
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// What people write instead of the grammar.
fn common_slip(text: &str) -> Option<Problem> {
    const LONG_DAYS: [(&str, &str); 14] = [
        ("monday", "Mo"),
        ("tuesday", "Tu"),
        ("wednesday", "We"),
        ("thursday", "Th"),
        ("friday", "Fr"),
        ("saturday", "Sa"),
        ("sunday", "Su"),
        ("mon", "Mo"),
        ("tue", "Tu"),
        ("wed", "We"),
        ("thu", "Th"),
        ("fri", "Fr"),
        ("sat", "Sa"),
        ("sun", "Su"),
    ];
    let problem = |message: String, help: &str| {
        let whole = rewritten(text).map(|whole| format!("write {whole}"));
        Some(Problem::new(Code::HoursMalformed, message).help(whole.unwrap_or_else(|| help.to_owned())))
    };
    let words: Vec<String> =
        text.split(|c: char| !c.is_ascii_alphabetic()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect();
    for word in &words {
        if let Some((_, short)) = LONG_DAYS.iter().find(|(long, _)| long == word) {
            return problem(
                format!("`{word}` is not a day in these hours"),
                &format!("days have two letters: write {short}"),
            );
        }
        if word == "am" || word == "pm" {
            return problem("hours are written with 24 hours".into(), "write such as 13:00 for 1 pm");
        }
        if word == "h" || word == "uhr" {
            return problem(
                format!("`{word}` does not belong in these hours"),
                "write only the time, such as 09:00-17:00",
            );
        }
    }
    if text.contains('–') || text.contains('—') {
        return problem("a dash stands where a hyphen belongs".into(), "write a plain hyphen: Mo-Fr 09:00-17:00");
    }
    if text.split([' ', ',', '-', ';']).any(|part| part.contains('.') && part.chars().any(|c| c.is_ascii_digit())) {
        return problem("hours and minutes are joined by a colon".into(), "write such as 09:00, not 9.00");
    }
    // A date is no time; what this site says of dates is said later.
    if words.iter().any(|word| MONTHS.contains(&word.as_str())) {
        return None;
    }
    let times: Vec<&str> =
        text.split([' ', ',', '-', ';', '+']).filter(|part| part.starts_with(|c: char| c.is_ascii_digit())).collect();
    if let Some(short) = times.iter().find(|time| **time != "24/7" && !time.contains(':')) {
        return problem(format!("`{short}` is not a time"), "write hours and minutes, such as 08:00-20:00");
    }
    if let Some(short) = times.iter().find(|time| **time != "24/7" && time.len() != 5) {
        return problem(
            format!("`{short}` is not a time"),
            "write two digits for the hour and two for the minutes, such as 08:00",
        );
    }
    days_without_times(text).map(|rule| {
        let message = format!("`{rule}` names days but no times, which would mean open day and night");
        Problem::new(Code::HoursWithoutTimes, message)
            .help("add the times, such as Mo-Fr 09:00-17:00; leave the hours out where they are not known")
    })
}

/// The first rule that names days after its last time, if it has one, and does not close on them.
fn days_without_times(text: &str) -> Option<&str> {
    const DAYS: [&str; 8] = ["mo", "tu", "we", "th", "fr", "sa", "su", "ph"];
    text.split(';').map(str::trim).find(|rule| {
        let tail = rule.rfind(|c: char| c.is_ascii_digit()).map_or(*rule, |last| &rule[last + 1..]);
        let words: Vec<String> = tail.split(|c: char| !c.is_ascii_alphabetic()).map(str::to_ascii_lowercase).collect();
        let closes = words.iter().any(|word| word == "off" || word == "closed");
        !closes && words.iter().any(|word| DAYS.contains(&word.as_str()))
    })
}

fn unsupported(what: &str, text: &str) -> Problem {
    Problem::new(Code::HoursUnsupported, format!("this site has no words for {what} in `{text}`"))
        .help("write the ordinary week, such as Mo-Fr 09:00-17:00; PH off; say the rest in `caution`")
}

fn only_holidays(rule: &RuleSequence) -> bool {
    let days = &rule.day_selector;
    days.year.is_empty()
        && days.monthday.is_empty()
        && days.week.is_empty()
        && !days.weekday.is_empty()
        && days.weekday.iter().all(|day| matches!(day, WeekDayRange::Holiday { kind: HolidayKind::Public, offset: 0 }))
}

/// Shortened hours on holidays become "hours may differ": no calendar of holidays is complete enough to promise more.
fn holiday_rule(rule: &RuleSequence, text: &str) -> Result<HolidayRule, Problem> {
    match rule.kind {
        RuleKind::Closed => Ok(HolidayRule::Closed),
        RuleKind::Open => Ok(HolidayRule::Unknown),
        RuleKind::Unknown => Err(unsupported("`unknown`", text)),
    }
}

/// The weekdays of a rule, 0 for Monday.
fn weekdays(rule: &RuleSequence, text: &str) -> Result<Vec<usize>, Problem> {
    let days = &rule.day_selector;
    if !days.year.is_empty() || !days.monthday.is_empty() || !days.week.is_empty() {
        return Err(unsupported("dates, months or weeks", text));
    }
    if days.weekday.is_empty() {
        return Ok((0..7).collect());
    }
    let mut found = Vec::new();
    for range in &days.weekday {
        let WeekDayRange::Fixed { range, offset: 0, nth_from_start, nth_from_end } = range else {
            return Err(unsupported("holidays mixed with weekdays", text));
        };
        if nth_from_start.contains(&false) || nth_from_end.contains(&false) {
            return Err(unsupported("the first or last weekday of a month", text));
        }
        let first = range.start().num_days_from_monday() as usize;
        let last = range.end().num_days_from_monday() as usize;
        let length = (last + 7 - first) % 7;
        found.extend((0..=length).map(|step| (first + step) % 7));
    }
    Ok(found)
}

/// The stretches of a rule in minutes since midnight; none where the rule closes.
fn spans(rule: &RuleSequence, text: &str) -> Result<Vec<(u16, u16)>, Problem> {
    if !rule.comment.is_empty() {
        return Err(unsupported("a comment", text));
    }
    if rule.operator == RuleOperator::Fallback {
        return Err(unsupported("`||`", text));
    }
    match rule.kind {
        RuleKind::Closed => Ok(Vec::new()),
        RuleKind::Unknown => Err(unsupported("`unknown`", text)),
        RuleKind::Open => rule.time_selector.spans.iter().map(|span| fixed(span, text)).collect(),
    }
}

fn fixed(span: &TimeSpan, text: &str) -> Result<(u16, u16), Problem> {
    let TimeSpan { range, open_end: false, repeats: None } = span else {
        return Err(unsupported("an open end or a repetition", text));
    };
    let (Time::Fixed(from), Time::Fixed(to)) = (range.start, range.end) else {
        return Err(unsupported("sunrise or sunset", text));
    };
    let (from, mut to) = (from.mins_from_midnight(), to.mins_from_midnight());
    if from == to {
        return Err(Problem::new(Code::HoursMalformed, format!("a stretch of `{text}` ends when it begins"))
            .help("write the time at which it ends; a whole day is 00:00-24:00, and every day and night 24/7"));
    }
    if to > 1440 && to - from < 1440 {
        return Err(Problem::new(Code::HoursMalformed, format!("a stretch of `{text}` ends after 24:00"))
            .help(format!("write the time of the next day: {:02}:{:02}", to / 60 - 24, to % 60)));
    }
    if to < from {
        to += 1440;
    }
    if to - from > 1440 {
        return Err(Problem::new(Code::HoursMalformed, format!("one stretch of `{text}` is longer than a day"))
            .help("write the time at which it ends: up to 24:00, or an earlier one where it ends on the next day"));
    }
    Ok((from, to))
}

/// All stretches in order; `None` where two of one day overlap.
fn openings(days: &mut [Vec<(u16, u16)>; 7]) -> Option<Vec<Opening>> {
    let mut all = Vec::new();
    for (spans, day) in days.iter_mut().zip(1u8..) {
        spans.sort_unstable();
        spans.dedup();
        if spans.windows(2).any(|pair| pair[1].0 < pair[0].1) {
            return None;
        }
        all.extend(spans.iter().map(|(from, to)| Opening { day, from: *from, to: *to }));
    }
    Some(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn week(text: &str) -> Vec<(u8, u16, u16)> {
        match read(text, "Europe/Berlin").unwrap_or_else(|p| panic!("{text}: {}", p.diagnostic.message)).week {
            Week::Always => vec![(0, 0, 0)],
            Week::Openings(list) => list.iter().map(|o| (o.day, o.from, o.to)).collect(),
        }
    }

    fn fault(text: &str) -> (Code, String) {
        let problem = read(text, "Europe/Berlin").err().unwrap_or_else(|| panic!("{text} was taken"));
        (problem.diagnostic.code, problem.diagnostic.help.unwrap_or_default())
    }

    #[test]
    fn ordinary_weeks_are_read() {
        assert_eq!(week("Mo 14:00-16:00; We 17:00-19:00"), [(1, 840, 960), (3, 1020, 1140)]);
        assert_eq!(week("Mo,Tu 10:00-12:00,13:00-14:00").len(), 4);
        assert_eq!(week("Fr 22:00-04:00"), [(5, 1320, 1680)], "past midnight");
        assert_eq!(week("24/7"), [(0, 0, 0)]);
        assert_eq!(week("Mo-Fr 09:00-17:00; We off").len(), 4);
        assert_eq!(week("Mo-Fr 09:00-17:00; Sa,Su off; PH off").len(), 5);
        assert_eq!(week("Mo,Tu,We 10:00-12:00, Th 13:00-14:00").len(), 4);
    }

    #[test]
    fn holidays_are_closed_only_where_the_source_says_so() {
        assert_eq!(read("Mo 09:00-10:00; PH off", "x").map(|s| s.holidays).ok(), Some(HolidayRule::Closed));
        assert_eq!(read("Mo 09:00-10:00", "x").map(|s| s.holidays).ok(), Some(HolidayRule::Unknown));
    }

    #[test]
    fn slips_get_their_own_words() {
        assert_eq!(fault("Mon-Fri 09:00-17:00"), (Code::HoursMalformed, "write Mo-Fr 09:00-17:00".into()));
        assert!(fault("Mo-Fr 8-20").1.contains("08:00-20:00"));
        assert!(fault("Mo-Fr 9:00-17:00").1.contains("09:00-17:00"));
        assert!(fault("Mon-Vr 09:00-17:00").1.contains("two letters"), "where it cannot be put right as a whole");
        for text in [
            "Mo-Fr",
            "Mo-Fr 09:00-17:00; Sa",
            "Sa; Mo-Fr 09:00-17:00",
            "Mo-Fr 09:00-17:00, Sa",
            "Mo-Fr 09:00-17:00; PH",
            "Mo-Fr open",
        ] {
            assert_eq!(fault(text).0, Code::HoursWithoutTimes, "{text}");
        }
        assert!(fault("Mo–Fr 09:00-17:00").1.contains("Mo-Fr"));
        assert!(fault("Mo 1pm-2pm").1.contains("13:00"));
        assert_eq!(fault("Dec 24 10:00-12:00").0, Code::HoursUnsupported);
        assert_eq!(fault("Mo[1] 10:00-12:00").0, Code::HoursUnsupported);
        assert_eq!(fault("Mo 10:00-12:00,11:00-13:00").0, Code::HoursMalformed);
        assert_eq!(fault("by appointment").0, Code::HoursMalformed);
        assert_eq!(fault("Mo 09:00-39:00").0, Code::HoursMalformed, "a slip, or 30 hours");
        assert_eq!(fault("Mo 09:00-09:00").0, Code::HoursMalformed, "never, or the whole day");
        assert!(fault("Fr 22:00-28:30").1.contains("04:30"));
    }
}
