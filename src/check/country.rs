//! Countries: one file each, and a page for every country of the world.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Faults, Place, Source};
use crate::model::{
    Country, CountryCode, Dial, Digits, Emergency, EmergencyNumber, Freshness, LanguageTag, Line, Lines, Phone, Serves,
    Service, ServiceId, Withheld,
};
use crate::read::{Document, Value};

use super::age;
use super::contact::{self, Setting};
use super::decode::{At, Cx, Decode};
use super::records::{RawCountry, RawEmergency, RawLine, RawService, RawWorldwide};
use super::service::{self, Listed, Rules};

/// What the files of the directory say: one of them, or all.
#[derive(Default)]
pub struct Entries {
    /// Services that may be shown, in the order of the files.
    pub services: Vec<Service>,
    /// Services that may not.
    pub withheld: Vec<Withheld>,
    /// Where each id stands.
    pub ids: Vec<(ServiceId, Place)>,
    /// What is particular to a country.
    pub countries: BTreeMap<CountryCode, CountryEntry>,
    /// Lines for the whole world.
    pub worldwide_lines: Lines,
}

impl Entries {
    /// Adds those of another file. Of the lines for the whole world there is one list.
    pub fn add(&mut self, file: &Self, is_worldwide: bool) {
        self.services.extend_from_slice(&file.services);
        self.withheld.extend_from_slice(&file.withheld);
        self.ids.extend_from_slice(&file.ids);
        self.countries.extend(file.countries.iter().map(|(code, entry)| (*code, entry.clone())));
        if is_worldwide {
            self.worldwide_lines = file.worldwide_lines.clone();
        }
    }
}

/// What one country's file says, apart from services.
#[derive(Clone)]
pub struct CountryEntry {
    languages: Vec<LanguageTag>,
    emergency: Emergency,
    lines: Lines,
}

/// Checks one country's file.
pub fn check_file(document: &Document, rules: Rules<'_>, entries: &mut Entries, faults: &mut Faults) {
    let mut cx = Cx { source: &document.source, faults };
    let Some(record) = RawCountry::decode(&document.root, &mut cx) else { return };
    let Some(code) = country_of(&record, cx.source) else { return };
    let rules = Rules { setting: Setting { country: Some(code), ..rules.setting }, ..rules };
    let emergency = match &record.emergency {
        Some(emergency) => check_emergency(emergency, code, rules, &mut cx),
        None => Some(Emergency::default()),
    };
    let lines = check_lines([&record.reporting_lines, &record.child_helplines, &record.crisis_lines], rules, &mut cx);
    check_services(&record.services, rules, entries, &mut cx);
    if record.languages.value.is_empty() {
        let diagnostic =
            Diagnostic::new(Code::EmptyValue, "`languages` is empty").help("name at least one official language");
        cx.fault(&record.languages.span, diagnostic);
    }
    if let (Some(emergency), Some(lines)) = (emergency, lines) {
        entries.countries.insert(code, CountryEntry { languages: record.languages.value, emergency, lines });
    }
}

/// Checks the file of worldwide services.
pub fn check_worldwide(document: &Document, rules: Rules<'_>, entries: &mut Entries, faults: &mut Faults) {
    let mut cx = Cx { source: &document.source, faults };
    let Some(record) = RawWorldwide::decode(&document.root, &mut cx) else { return };
    check_services(&record.services, rules, entries, &mut cx);
    let lists = [&record.reporting_lines, &record.child_helplines, &record.crisis_lines];
    if let Some(lines) = check_lines(lists, rules, &mut cx) {
        entries.worldwide_lines = lines;
    }
}

/// The country of a file: as it says, or where that cannot be read, as its name says.
fn country_of(record: &RawCountry, source: &Source) -> Option<CountryCode> {
    if record.country.is_known() {
        return Some(record.country.value);
    }
    let name = source.path.rsplit('/').next()?.strip_suffix(".yaml")?;
    CountryCode::parse(&name.to_ascii_uppercase()).ok()
}

/// A country's file is named after its code. `is_there` says whether there is a file of some name beside it.
pub fn check_file_name(document: &Document, is_there: impl Fn(&str) -> bool, faults: &mut Faults) {
    let Some((code, span)) = written_country(document) else { return };
    let (name, expected) =
        (document.source.path.rsplit('/').next().unwrap_or_default(), format!("{}.yaml", code.lower()));
    if name == expected {
        return;
    }
    let (message, help) = if is_there(&expected) {
        (
            format!("`{name}` holds the country {code}, and so does `{expected}`"),
            format!("correct the code; or, if this is a copy, put what is new in it into {expected}, then delete it"),
        )
    } else {
        (format!("`{name}` holds the country {code}"), format!("rename the file to {expected}, or correct the code"))
    };
    faults.report(Diagnostic::new(Code::CountryFileMismatch, message).at(&document.source, span).help(help));
}

/// The code that a file gives itself, and where; `None` where it is none.
fn written_country(document: &Document) -> Option<(CountryCode, Range<usize>)> {
    let node = document.root.get("country")?;
    let Value::Scalar(scalar) = &node.value else { return None };
    Some((CountryCode::parse(&scalar.text).ok()?, node.span.clone()))
}

fn check_services(services: &[At<RawService>], rules: Rules<'_>, entries: &mut Entries, cx: &mut Cx<'_>) {
    for raw in services {
        if raw.value.id.is_known() {
            entries.ids.push((raw.value.id.value.clone(), Place::new(cx.source, raw.value.id.span.clone())));
        }
        match service::check(raw, rules, cx) {
            Some(Listed::Shown(service)) => entries.services.push(*service),
            Some(Listed::Withheld(withheld)) => entries.withheld.push(withheld),
            None => {}
        }
    }
}

fn check_lines(lists: [&Vec<At<RawLine>>; 3], rules: Rules<'_>, cx: &mut Cx<'_>) -> Option<Lines> {
    let mut checked = lists.map(|list| {
        let lines: Vec<Option<Option<Line>>> =
            list.iter().map(|raw| contact::check_line(&raw.value, rules.setting, rules.ages, cx)).collect();
        lines.into_iter().collect::<Option<Vec<_>>>().map(|lines| lines.into_iter().flatten().collect::<Vec<_>>())
    });
    let [reporting, child, crisis] = [checked[0].take(), checked[1].take(), checked[2].take()];
    Some(Lines { reporting: reporting?, child: child?, crisis: crisis? })
}

fn check_emergency(
    raw: &At<RawEmergency>,
    country: CountryCode,
    rules: Rules<'_>,
    cx: &mut Cx<'_>,
) -> Option<Emergency> {
    let (record, setting) = (&raw.value, rules.setting);
    contact::check_sources(&record.sources, setting, cx);
    if let Some(first) = record.numbers.first()
        && record.sources.is_empty()
    {
        let diagnostic = Diagnostic::new(Code::SourceMissing, "the emergency numbers have no source");
        cx.fault(&first.value.number.span, diagnostic.help("add `sources:` with the page that names them"));
    }
    let own = record.assurance.as_ref().and_then(|assurance| contact::check_assurance(assurance, setting, cx));
    for unconfirmed in &record.unconfirmed {
        short_digits(unconfirmed, cx);
        if record.numbers.iter().any(|number| number.value.number.value == unconfirmed.value) {
            let message = format!("`{}` is both shown and unconfirmed", unconfirmed.value);
            let diagnostic =
                Diagnostic::new(Code::EmergencyContradiction, message).help("delete it from one of the two lists");
            cx.fault(&unconfirmed.span, diagnostic);
        }
    }
    let numbers = record.numbers.iter().map(|number| {
        let digits = short_digits(&number.value.number, cx)?;
        let phone = Phone { display: digits.as_str().to_owned(), dial: Dial::National { country, digits } };
        Some(EmergencyNumber { phone, reaches: number.value.reaches.clone() })
    });
    let numbers: Option<Vec<EmergencyNumber>> = numbers.collect::<Vec<_>>().into_iter().collect();
    let age = rules.ages.of(own.as_ref().map(|assurance| assurance.date));
    if let Some(first) = record.numbers.first() {
        let what = format!("the emergency number `{}`", first.value.number.value);
        age::warn(&what, age, own.is_some(), &first.value.number.span, cx);
    }
    let is_shown = |_: &EmergencyNumber| age.1 != Freshness::Expired;
    let numbers = numbers?.into_iter().filter(is_shown).collect();
    let is_dated = !record.numbers.is_empty();
    Some(Emergency { numbers, assurance: own, checked: is_dated.then_some(age.0), freshness: age.1 })
}

fn short_digits(written: &At<String>, cx: &mut Cx<'_>) -> Option<Digits> {
    let digits = Digits::new(&written.value).filter(|digits| digits.as_str().len() <= 6);
    if digits.is_none() {
        let message = format!("`{}` is not an emergency number", written.value);
        cx.fault(
            &written.span,
            Diagnostic::new(Code::EmergencyMalformed, message).help("write two to six digits, such as \"112\""),
        );
    }
    digits
}

/// Every country of the world, with its services; the services in their final order, those of the world last.
pub fn join(entries: Entries) -> Joined {
    let Entries { mut services, withheld, countries: mut files, worldwide_lines, .. } = entries;
    services.sort_by_key(|service| matches!(service.serves, Serves::World));
    let countries = CountryCode::all().map(|code| {
        let entry = files.remove(&code);
        let has_file = entry.is_some();
        let entry = entry.unwrap_or_else(|| CountryEntry {
            languages: crate::cldr::likely_language(code).into_iter().collect(),
            emergency: Emergency::default(),
            lines: Lines::default(),
        });
        let own = services.iter().enumerate().filter(|(_, service)| match &service.serves {
            Serves::World => false,
            Serves::Countries(countries) => countries.contains(&code),
        });
        let country = Country {
            code,
            continent: code.continent(),
            languages: entry.languages,
            has_file,
            services: own.map(|(index, _)| index).collect(),
            emergency: entry.emergency,
            lines: entry.lines,
        };
        (code, country)
    });
    let countries = countries.collect();
    let worldwide = (0..services.len()).filter(|index| services[*index].serves == Serves::World).collect();
    Joined { countries, services, worldwide, worldwide_lines, withheld }
}

/// The directory's entries, joined.
pub struct Joined {
    /// Every country.
    pub countries: BTreeMap<CountryCode, Country>,
    /// Every service that may be shown.
    pub services: Vec<Service>,
    /// Those for the whole world, as indices.
    pub worldwide: Vec<usize>,
    /// Lines for the whole world.
    pub worldwide_lines: Lines,
    /// Services that may not be shown.
    pub withheld: Vec<Withheld>,
}
