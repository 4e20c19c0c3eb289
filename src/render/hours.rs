//! Opening hours as a sentence, as a table, and as numbers for the page's script.

use serde::Serialize;
use tera::Context;

use crate::diagnostic::Diagnostic;
use crate::model::{HolidayRule, MessageValue, Schedule, Week};

use super::html::Html;
use super::speaker::Speaker;
use super::theme::Theme;

/// A form in which hours are set, by a component of the templates.
#[derive(Clone, Copy, Debug)]
pub enum Form {
    /// A sentence.
    Sentence,
    /// A table of the week; empty where it is open around the clock.
    Week,
}

impl Form {
    fn component(self) -> &'static str {
        match self {
            Self::Sentence => "hours.sentence",
            Self::Week => "hours.week",
        }
    }
}

/// Sets a schedule in the words of a locale. `holidays` are those of the service's country.
///
/// # Errors
/// What the templates say that could not be filled.
pub fn set(
    schedule: &Schedule,
    form: Form,
    holidays: &str,
    speaker: &Speaker,
    theme: &Theme,
) -> Result<Html, Box<Diagnostic>> {
    let (mut arguments, mut page) = (Context::new(), Context::new());
    arguments.insert("hours", &view(schedule, holidays, speaker));
    page.insert("lang", speaker.locale.as_str());
    theme.component(form.component(), &arguments, &page)
}

/// What the components are given.
#[derive(Serialize)]
struct HoursView {
    /// `[[weekday, start, end], …]` in minutes since midnight, for the script.
    data: String,
    /// The IANA zone, for the script.
    zone: String,
    /// Public holidays of the next year, `YYYY-MM-DD` separated by spaces, for the script.
    holidays: String,
    /// One sentence.
    sentence: Html,
    /// The caption of the table.
    title: String,
    /// Monday to Sunday; empty where it is open around the clock.
    week: Vec<DayView>,
    /// What holds on public holidays.
    holiday_note: Html,
    /// Whether nobody answers on them.
    closed_on_holidays: bool,
}

/// One row of the table.
#[derive(Serialize)]
struct DayView {
    /// The day's name.
    day: String,
    /// Its hours, or "closed".
    hours: Html,
}

fn view(schedule: &Schedule, holidays: &str, speaker: &Speaker) -> HoursView {
    let zone = speaker.cldr.zone(&schedule.timezone);
    let always = schedule.week == Week::Always;
    let sentence = if always {
        speaker.html("hours-always", &[])
    } else {
        let zone = [("zone", MessageValue::Text(zone.as_str()))];
        speaker.html_with("hours-sentence", "hours", &runs(schedule, speaker), &zone)
    };
    let note = match schedule.holidays {
        HolidayRule::Closed => "hours-holidays-closed",
        HolidayRule::Unknown => "hours-holidays-unknown",
    };
    HoursView {
        data: data(schedule),
        zone: schedule.timezone.clone(),
        holidays: holidays.to_owned(),
        sentence,
        title: speaker.text("hours-title", &[("zone", MessageValue::Text(&zone))]),
        week: if always { Vec::new() } else { (1..=7).map(|day| day_view(schedule, day, speaker)).collect() },
        closed_on_holidays: schedule.holidays == HolidayRule::Closed,
        holiday_note: if always { Html::default() } else { speaker.html(note, &[]) },
    }
}

fn runs(schedule: &Schedule, speaker: &Speaker) -> Html {
    let parts: Vec<String> = schedule
        .runs()
        .iter()
        .map(|(first, last, spans)| {
            let day = |day: u8| Html::text(speaker.cldr.short_weekday(day)).into_string();
            let days = if first == last { day(*first) } else { format!("{}–{}", day(*first), day(*last)) };
            format!("{days} {}", ranges(spans, speaker))
        })
        .collect();
    Html::trusted(parts.join(&comma(speaker)))
}

/// What stands between two stretches of a day, and between the days of a sentence.
fn comma(speaker: &Speaker) -> String {
    speaker.html("hours-comma", &[]).into_string()
}

/// "09:00–12:00, 13:00–17:00"; each range isolated, or it would turn round in a right-to-left line.
fn ranges(spans: &[(u16, u16)], speaker: &Speaker) -> String {
    let range = |(from, to): &(u16, u16)| {
        let (from, to) = (speaker.cldr.time(*from), speaker.cldr.time(*to));
        format!("<span class=\"num\">{}–{}</span>", Html::text(&from).as_str(), Html::text(&to).as_str())
    };
    spans.iter().map(range).collect::<Vec<_>>().join(&comma(speaker))
}

fn day_view(schedule: &Schedule, day: u8, speaker: &Speaker) -> DayView {
    let spans: Vec<(u16, u16)> = schedule.on(day).iter().map(|opening| (opening.from, opening.to)).collect();
    let hours =
        if spans.is_empty() { speaker.html("hours-closed", &[]) } else { Html::trusted(ranges(&spans, speaker)) };
    DayView { day: speaker.cldr.weekday(day).to_owned(), hours }
}

fn data(schedule: &Schedule) -> String {
    let entries: Vec<String> = (1..=7)
        .flat_map(|day| schedule.on(day))
        .map(|opening| format!("[{},{},{}]", opening.day, opening.from, opening.to))
        .collect();
    format!("[{}]", entries.join(","))
}
