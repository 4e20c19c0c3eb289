//! What Unicode CLDR knows about a locale: names of countries and languages, sorting, dates, times, lists.
//!
//! The only door to ICU4X for names and formats. Where CLDR has no name it answers `None`; it never answers with a code.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use icu_casemap::TitlecaseMapper;
use icu_collator::CollatorBorrowed;
use icu_collator::options::CollatorOptions;
use icu_datetime::fieldsets::zone::Location;
use icu_datetime::fieldsets::{E, T, YMD};
use icu_datetime::{DateTimeFormatter, NoCalendarFormatter};
use icu_list::ListFormatter;
use icu_list::options::ListFormatterOptions;
use icu_locale::names::{LanguageIdentifierDisplayName, LanguageIdentifierDisplayNameOptions, RegionDisplayName};
use icu_locale::{LanguageIdentifier, Locale, LocaleExpander};
use icu_time::zone::iana::IanaParserExtended;
use icu_time::zone::{IanaParser, TimeZone};
use jiff::civil::Date;

use crate::memo::Memo;
use crate::model::{CountryCode, LanguageTag};

/// The time zones of a country by their names in the IANA database, in their order; none where CLDR knows none. The
/// BCP 47 id of a zone begins with its country, such as `nlams` (Unicode TR35, time zone identifiers).
pub fn time_zones(country: CountryCode) -> Vec<&'static str> {
    let country = country.lower();
    let zones = IanaParserExtended::new().iter();
    let own = zones.filter(|zone| zone.time_zone.as_str().len() == 5 && zone.time_zone.as_str().starts_with(&country));
    let mut names: Vec<&str> = own.map(|zone| zone.canonical).filter(|name| name.contains('/')).collect();
    names.sort_unstable();
    names
}

/// Formats and names of one locale.
pub struct Cldr {
    locale: Locale,
    collator: CollatorBorrowed<'static>,
    dates: DateTimeFormatter<YMD>,
    weekdays: [String; 7],
    short_weekdays: [String; 7],
    times: NoCalendarFormatter<T>,
    zones: NoCalendarFormatter<Location>,
    lists: ListFormatter,
    /// What has been asked before: the same few dates, times, zones and languages stand on page after page.
    known: Known,
}

#[derive(Default)]
struct Known {
    dates: Memo<Date, String>,
    times: Memo<u16, String>,
    zones: Memo<String, String>,
    languages: Memo<LanguageTag, Option<String>>,
}

impl Cldr {
    /// Loads what CLDR has for `locale`, with dates and times as written in `formats` (`en-GB` for `en`, say).
    ///
    /// Dates are always Gregorian: an official date of another calendar would be a riddle on a page read in a hurry. Hours
    /// run from 0 to 23, as the page's script writes them: in a range with "am" and "pm" they turn round in Arabic.
    ///
    /// # Errors
    /// Names the part that CLDR cannot provide.
    pub fn new(locale: &LanguageTag, formats: &LanguageTag) -> Result<Self, String> {
        let gregorian: Locale = format!("{formats}-u-ca-gregory-hc-h23")
            .parse()
            .map_err(|error| format!("`{formats}` is no locale: {error}"))?;
        let locale = locale.to_icu();
        let days = |length: E| {
            let format = DateTimeFormatter::try_new((&gregorian).into(), length).map_err(|e| e.to_string())?;
            Ok::<_, String>([1, 2, 3, 4, 5, 6, 7].map(|day| format.format(&a_date_on(day)).to_string()))
        };
        Ok(Self {
            collator: CollatorBorrowed::try_new((&locale).into(), CollatorOptions::default())
                .map_err(|e| e.to_string())?,
            dates: DateTimeFormatter::try_new((&gregorian).into(), YMD::long()).map_err(|e| e.to_string())?,
            weekdays: days(E::long())?,
            short_weekdays: days(E::short())?,
            times: NoCalendarFormatter::try_new((&gregorian).into(), T::hm()).map_err(|e| e.to_string())?,
            zones: NoCalendarFormatter::try_new((&locale).into(), Location).map_err(|e| e.to_string())?,
            lists: ListFormatter::try_new_and((&locale).into(), ListFormatterOptions::default())
                .map_err(|e| e.to_string())?,
            known: Known::default(),
            locale,
        })
    }

    /// The name of a country, or of a region of UN M49 by its number.
    pub fn region(&self, code: &str) -> Option<String> {
        let name = RegionDisplayName::try_new_light((&self.locale).into(), code.parse().ok()?).ok()?.to_string();
        (name != code).then_some(name)
    }

    /// The name of a language, as it stands in running text.
    pub fn language(&self, tag: &LanguageTag) -> Option<String> {
        let name = self.known.languages.get(tag.clone(), || language_name(&self.locale, tag));
        name.as_ref().clone()
    }

    /// The same, as it stands alone in a menu.
    pub fn title_case(&self, text: &str) -> String {
        TitlecaseMapper::new()
            .titlecase_segment_to_string(text, &self.locale.id, icu_casemap::options::TitlecaseOptions::default())
            .into_owned()
    }

    /// The order of two names in this locale.
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        self.collator.compare(a, b)
    }

    /// A day, written out.
    pub fn date(&self, date: Date) -> String {
        let written = self.known.dates.get(date, || match icu_date(date) {
            Some(date) => self.dates.format(&date).to_string(),
            None => date.to_string(),
        });
        written.as_ref().clone()
    }

    /// The name of an ISO weekday, 1 for Monday to 7 for Sunday.
    pub fn weekday(&self, day: u8) -> &str {
        &self.weekdays[usize::from(day.clamp(1, 7) - 1)]
    }

    /// The same, shortened.
    pub fn short_weekday(&self, day: u8) -> &str {
        &self.short_weekdays[usize::from(day.clamp(1, 7) - 1)]
    }

    /// Minutes since midnight as a time of day; midnight at the end of a day is shown as the start of the next.
    pub fn time(&self, minutes: u16) -> String {
        let minutes = minutes % 1440;
        let written = self.known.times.get(minutes, || {
            let hour = u8::try_from(minutes / 60).expect("fewer than 24 hours");
            let minute = u8::try_from(minutes % 60).expect("fewer than 60 minutes");
            self.times.format(&icu_time::Time::try_new(hour, minute, 0, 0).expect("a time of day")).to_string()
        });
        written.as_ref().clone()
    }

    /// The name of a time zone by its place, such as "Germany Time".
    pub fn zone(&self, iana: &str) -> String {
        let name = self.known.zones.get(iana.to_owned(), || {
            let zone: TimeZone = IanaParser::new().parse(iana);
            self.zones.format(&zone.without_offset()).to_string()
        });
        name.as_ref().clone()
    }

    /// Several things in one phrase: "A, B and C".
    pub fn list(&self, items: &[String]) -> String {
        self.lists.format_to_string(items.iter())
    }
}

/// A date that falls on an ISO weekday: 5 January 2026 was a Monday.
fn a_date_on(day: u8) -> icu_calendar::Date<icu_calendar::Iso> {
    icu_calendar::Date::try_new_iso(2026, 1, 4 + day.clamp(1, 7)).expect("a day of January 2026")
}

fn icu_date(date: Date) -> Option<icu_calendar::Date<icu_calendar::Iso>> {
    let (month, day) = (u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?);
    icu_calendar::Date::try_new_iso(i32::from(date.year()), month, day).ok()
}

fn language_name(locale: &Locale, tag: &LanguageTag) -> Option<String> {
    let options = LanguageIdentifierDisplayNameOptions::default();
    // Only the full set of names has the less common languages; the light one silently answers with the code.
    let name = LanguageIdentifierDisplayName::try_new_heavy(locale.into(), tag.to_icu().id, options).ok()?;
    let name = name.as_borrowed().to_string();
    let is_code = name == tag.language() || name.starts_with(&format!("{} (", tag.language()));
    (!is_code).then_some(name)
}

/// The English name of a language; `None` where CLDR does not know it.
pub fn english_language_name(tag: &LanguageTag) -> Option<String> {
    language_name(&icu_locale::locale!("en"), tag)
}

/// The name of a language in that language, as it stands in a menu.
pub fn own_name(tag: &LanguageTag) -> Option<String> {
    let locale = tag.to_icu();
    let name = language_name(&locale, tag)?;
    let mapper = TitlecaseMapper::new();
    Some(
        mapper
            .titlecase_segment_to_string(&name, &locale.id, icu_casemap::options::TitlecaseOptions::default())
            .into_owned(),
    )
}

/// The name of a country in one of its languages.
pub fn country_name_in(language: &LanguageTag, country: CountryCode) -> Option<String> {
    let name =
        RegionDisplayName::try_new_light((&language.to_icu()).into(), country.as_str().parse().ok()?).ok()?.to_string();
    (name != country.as_str()).then_some(name)
}

/// The language most used in a country. Source: CLDR likely subtags.
pub fn likely_language(country: CountryCode) -> Option<LanguageTag> {
    // Every check asks for those of all countries.
    static KNOWN: LazyLock<BTreeMap<CountryCode, LanguageTag>> =
        LazyLock::new(|| CountryCode::all().filter_map(|code| Some((code, look_up_likely_language(code)?))).collect());
    KNOWN.get(&country).cloned()
}

fn look_up_likely_language(country: CountryCode) -> Option<LanguageTag> {
    let mut id: LanguageIdentifier = format!("und-{country}").parse().ok()?;
    LocaleExpander::new_extended().maximize(&mut id);
    LanguageTag::parse(id.language.as_str()).ok()
}

/// The one of several tags of a language that somebody means who asks for `range`: that of the same script and region, or
/// else of the same script. Source: CLDR likely subtags.
pub fn likeliest<'a>(range: &str, tags: &[&'a LanguageTag]) -> Option<&'a LanguageTag> {
    let expander = LocaleExpander::new_extended();
    let full = |text: &str| {
        let mut id: LanguageIdentifier = text.parse().ok()?;
        expander.maximize(&mut id);
        Some((id.language, id.script, id.region))
    };
    let (language, script, region) = full(range)?;
    let known: Vec<_> = tags.iter().filter_map(|tag| Some((*tag, full(tag.as_str())?))).collect();
    let exact = known.iter().find(|(_, found)| *found == (language, script, region));
    let near = || known.iter().find(|(_, found)| (found.0, found.1) == (language, script));
    exact.or_else(near).map(|(tag, _)| *tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(text: &str) -> LanguageTag {
        LanguageTag::parse(text).unwrap()
    }

    #[test]
    fn each_locale_writes_dates_times_and_days_its_own_way() {
        let english = Cldr::new(&tag("en"), &tag("en-GB")).unwrap();
        assert_eq!(english.date(jiff::civil::date(2026, 11, 3)), "3 November 2026");
        assert_eq!((english.time(990), english.time(1440)), ("16:30".to_owned(), "00:00".to_owned()));
        let german = Cldr::new(&tag("de"), &tag("de")).unwrap();
        assert_eq!((german.weekday(1), german.weekday(7)), ("Montag", "Sonntag"));
        assert_eq!(german.zone("Europe/Berlin"), "Deutschland (Ortszeit)");
        let arabic = Cldr::new(&tag("ar"), &tag("ar")).unwrap();
        assert_eq!(arabic.time(1020), "17:00");
        let persian = Cldr::new(&tag("fa"), &tag("fa")).unwrap();
        assert!(persian.date(jiff::civil::date(2026, 11, 3)).contains("۲۰۲۶"), "the Gregorian year");
    }

    #[test]
    fn names_are_names_and_never_codes() {
        let english = Cldr::new(&tag("en"), &tag("en")).unwrap();
        assert_eq!(english.region("150").as_deref(), Some("Europe"));
        assert_eq!(english.region("QQ"), None);
        assert_eq!(english_language_name(&tag("ckb")).as_deref(), Some("Central Kurdish"));
        assert_eq!(english_language_name(&tag("qxx")), None);
        assert_eq!(own_name(&tag("fr")).as_deref(), Some("Français"));
    }

    #[test]
    fn sorting_follows_the_language() {
        let german = Cldr::new(&tag("de"), &tag("de")).unwrap();
        assert_eq!(german.compare("Ägypten", "Albanien"), Ordering::Less);
        assert_eq!(likely_language(CountryCode::parse("MC").unwrap()), Some(tag("fr")));
    }
}
