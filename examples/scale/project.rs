//! The synthetic directory: this repository's templates and English texts, and made-up services.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use get_support_today::check;
use get_support_today::cldr::english_language_name;
use get_support_today::diagnostic::Faults;
use get_support_today::model::{Continent, CountryCode, LanguageTag};
use get_support_today::read;
use rayon::prelude::*;

use super::Outcome;

/// Languages that CLDR knows well; with regions where more locales are wanted.
const LANGUAGES: &str = "en de fr es ar ja af am as az be bg bn bs ca cs cy da el et eu fa fi fil ga gl gu ha he hi hr hu hy id ig is it ka kk km \
    kn ko ky lo lt lv mk ml mn mr ms my nb ne nl or pa pl ps pt ro ru sd si sk sl so sq sr sv sw ta te th tk tr uk ur uz vi yo zh zu";

/// Writes a project: this repository's templates and English texts in every locale, and made-up services.
pub fn make(root: &Path, countries: usize, locales: usize) -> Outcome<Vec<CountryCode>> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR"));
    copy_folder(&source.join("templates"), &root.join("templates"))?;
    copy_folder(&source.join("static"), &root.join("static"))?;
    fs::create_dir_all(root.join("data/countries"))?;
    fs::copy(source.join("data/references.yaml"), root.join("data/references.yaml"))?;
    fs::copy(source.join("data/worldwide.yaml"), root.join("data/worldwide.yaml"))?;
    let tags = tags(locales)?;
    let mut site = String::from("name: Scale\nbase_url: https://example.org/\ncorrections: a@example.org\nlocales:\n");
    for (index, tag) in tags.iter().enumerate() {
        let translation = if index == 0 { "source" } else { "human" };
        write!(site, "  - locale: {tag}\n    translation: {translation}\n    exit: https://example.org/\n")?;
        write_locale(source, root, tag, index == 0)?;
    }
    site.push_str("review:\n  due_soon: 180\n  overdue: 365\n  expired: 540\n");
    fs::write(root.join("data/site.yaml"), site)?;
    let codes: Vec<CountryCode> = CountryCode::all().take(countries).collect();
    for (index, code) in codes.iter().enumerate() {
        let text = country(*code, &zone(source, *code, index), index);
        fs::write(root.join(format!("data/countries/{}.yaml", code.lower())), text)?;
    }
    record_originals(root, &tags[1..])?;
    Ok(codes)
}

/// Notes from which English each locale is translated, as `translated` does: all of it is as it should be.
fn record_originals(root: &Path, tags: &[String]) -> Outcome<()> {
    let (raw, _) = read::read(root);
    let written: Result<Vec<()>, String> = tags
        .par_iter()
        .map(|tag| {
            let mut faults = Faults::new();
            let text = check::translated(&raw, tag, &[], &mut faults).map_err(|_| {
                let first = faults.into_sorted().first().map(ToString::to_string).unwrap_or_default();
                format!("{tag} has faults, the first: {first}")
            })?;
            fs::write(root.join(format!("content/{tag}/translated-from.yaml")), text).map_err(|error| error.to_string())
        })
        .collect();
    written?;
    Ok(())
}

/// The opening hours of services, as real ones write them.
const HOURS: [&str; 12] = [
    "Mo-Th 09:00-21:00; Fr 09:00-17:00",
    "Mo,We,Fr 12:00-20:00; Tu,Th 08:00-16:00; PH off",
    "24/7",
    "Mo-We 15:00-17:00; Th-Fr 11:00-13:00",
    "Mo-Fr 12:00-18:00",
    "Mo-Fr 12:00-15:00",
    "Mo,We,Th 15:00-16:00",
    "Mo 14:00-16:00; We 17:00-19:00; Fr 10:00-12:00",
    "Mo 10:00-14:00,16:00-20:00; Tu 10:00-14:00; We,Fr 16:00-20:00",
    "Mo-Fr 08:30-12:30,13:30-17:30; PH off",
    "Mo-Su 10:00-22:00",
    "Mo-Fr 18:00-23:00; Sa-Su 12:00-23:00",
];

/// The time zone of a country: that of its real services, else one of its continent.
fn zone(source: &Path, code: CountryCode, index: usize) -> String {
    let real = fs::read_to_string(source.join(format!("data/countries/{}.yaml", code.lower()))).unwrap_or_default();
    if let Some(zone) = real.lines().find_map(|line| line.trim().strip_prefix("timezone: ")) {
        return zone.trim_matches('"').to_owned();
    }
    let zones: &[&str] = match code.continent() {
        Continent::Africa => &["Africa/Nairobi", "Africa/Lagos", "Africa/Cairo", "Africa/Johannesburg"],
        Continent::Americas => &["America/New_York", "America/Sao_Paulo", "America/Bogota", "America/Mexico_City"],
        Continent::Asia => &["Asia/Tokyo", "Asia/Kolkata", "Asia/Dubai", "Asia/Jakarta", "Asia/Tashkent"],
        Continent::Europe => &["Europe/Berlin", "Europe/Lisbon", "Europe/Helsinki", "Europe/Rome"],
        Continent::Oceania | Continent::Antarctica => &["Pacific/Auckland", "Pacific/Fiji", "Australia/Sydney"],
    };
    zones[index % zones.len()].to_owned()
}

/// The first locales of a long list, each one that CLDR can name.
fn tags(count: usize) -> Outcome<Vec<String>> {
    let plain = LANGUAGES.split_whitespace().map(str::to_owned);
    let regional = ["en", "fr", "es", "ar", "pt", "de", "sw", "zh"]
        .into_iter()
        .flat_map(|language| CountryCode::all().map(move |code| format!("{language}-{code}")));
    let known = plain
        .chain(regional)
        .filter(|tag| LanguageTag::parse(tag).is_ok_and(|tag| english_language_name(&tag).is_some()));
    let tags: Vec<String> = known.take(count).collect();
    if tags.len() == count { Ok(tags) } else { Err("not that many locales are known".into()) }
}

/// The English texts under another tag; the front matter's own keys only in the source locale.
fn write_locale(source: &Path, root: &Path, tag: &str, is_source: bool) -> Outcome<()> {
    let folder = root.join("content").join(tag);
    fs::create_dir_all(&folder)?;
    for entry in fs::read_dir(source.join("content/en"))? {
        let path = entry?.path();
        let mut text = fs::read_to_string(&path)?;
        if !is_source {
            text = text
                .lines()
                .filter(|line| !["section: ", "order: ", "list: "].iter().any(|key| line.starts_with(key)))
                .fold(String::new(), |all, line| all + line + "\n");
        }
        fs::write(folder.join(path.file_name().ok_or("a file has a name")?), text)?;
    }
    Ok(())
}

/// The file of a country: three services, each with hours of its own.
fn country(code: CountryCode, zone: &str, index: usize) -> String {
    let mut text = format!(
        "country: \"{code}\"\nlanguages: [en]\nemergency:\n  numbers:\n    - number: \"112\"\n      reaches: [police]\n  sources:\n    - url: https://example.org/\nservices:\n"
    );
    for number in 1..=3 {
        let _ = write!(
            text,
            "  - id: made-up-{lower}-{number}
    name: {{ en: Made-up service {number} }}
    organization:
      name: {{ en: Made-up organisation }}
      kind: charity
    url: https://example.org/{lower}/{number}
    publish: whole
    publish_reason: Made up to measure.
    serves: [\"{code}\"]
    languages: [en, fr]
    audiences: [self, family]
    concerns: [thoughts, csam]
    levels: [secondary]
    anonymous: true
    cost: free
    confidentiality: {{ en: Staff keep what you say to themselves unless a child is at risk. }}
    breaks_confidentiality: [identified-child-at-risk, court-order]
    summary: {{ en: \"Synthetic summary {number} of a made-up service, about as long as a real one is, in a sentence or two of plain words.\" }}
    contacts:
      - kind: phone
        value: \"+4930450529529\"
        reach: worldwide
        cost: standard
        hours: \"{hours}\"
        timezone: {zone}
        assurance: {{ result: confirmed, basis: first-party, method: stored-copy, date: 2026-11-01, source: \"https://example.org/\" }}
      - kind: chat
        value: https://example.org/{lower}/chat
        reach: worldwide
        cost: free
    assurance: {{ result: confirmed, method: stored-copy, date: 2026-11-01, source: \"https://example.org/\" }}
    sources:
      - url: https://example.org/
        supports: [name]
    confidence: high
",
            lower = code.lower(),
            hours = HOURS[(index * 3 + number) % HOURS.len()],
        );
    }
    text
}

fn copy_folder(from: &Path, to: &Path) -> Outcome<()> {
    for entry in walkdir::WalkDir::new(from).sort_by_file_name() {
        let entry = entry?;
        let target = to.join(entry.path().strip_prefix(from)?);
        if entry.file_type().is_dir() {
            fs::create_dir_all(target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
