//! The settings of the site, its names and its references.

use std::collections::BTreeMap;

use schemars::{Schema, SchemaGenerator};
use url::Url;

use crate::diagnostic::{Code, Diagnostic, Faults};
use crate::model::{
    CountryCode, LanguageTag, LocaleSettings, NameOverrides, Reference, ReviewPeriods, ServiceId, Site,
    TranslationKind, WebAddress,
};
use crate::read::{Document, Node, Raw, Value};

use super::address::{self, Use};
use super::decode::{At, Cx, Decode, Leaf, record};
use super::describe::{self, Describe, Map};
use super::records::{RawCountry, RawLocaleSettings, RawRedirect, RawReference, RawRemoved, RawSite, RawWorldwide};
use super::values::{decode_by_language, decode_map};

/// Where the settings stand.
const SITE: &str = "data/site.yaml";

/// Checks `data/site.yaml`.
pub fn check(raw: &Raw, faults: &mut Faults) -> Option<Site> {
    let Some(document) = &raw.site else {
        if !raw.is_broken(SITE) {
            faults.report(
                Diagnostic::new(Code::FileMissing, format!("there is no `{SITE}`"))
                    .help("it holds the site's name, address, locales and review periods"),
            );
        }
        return None;
    };
    let before = faults.count().0;
    let mut cx = Cx { source: &document.source, faults };
    let record = RawSite::decode(&document.root, &mut cx)?;
    let base_url = check_base_url(&record.base_url, &mut cx);
    let corrections = match address::read_email(&record.corrections.value) {
        Ok(address) => Some(address),
        Err(problem) => {
            cx.fault(&record.corrections.span, problem.diagnostic);
            None
        }
    };
    let review = check_review(&record, &mut cx);
    let (locales, drafts) = check_locales(&record, all_read(&record, &document.root), raw, &mut cx).unzip();
    let site = Site {
        name: record.name.value,
        base_url: base_url?,
        corrections: corrections?,
        review: review?,
        locales: locales?,
        drafts: drafts?,
    };
    // A setting that could not be read has only a stand-in, and nothing else is held against that.
    (faults.count().0 == before).then_some(site)
}

/// What can be said of a site whose settings have faults: its locales by their folders. It only lets the other files be
/// checked in the same run; nothing is ever made of it.
pub fn outline(raw: &Raw) -> Site {
    let mut locales: Vec<LanguageTag> = raw.locales.keys().filter_map(|name| LanguageTag::parse(name).ok()).collect();
    let source = raw.site.as_ref().and_then(|document| first_locale(&document.root)).unwrap_or("en");
    locales.sort_by_key(|locale| locale.as_str() != source);
    if locales.is_empty() {
        locales.extend(LanguageTag::parse("en").ok());
    }
    let settings = |locale: LanguageTag| LocaleSettings {
        formats: locale.clone(),
        locale,
        translation: TranslationKind::Machine,
        exit: WebAddress::new_checked("https://example.org/"),
    };
    Site {
        name: String::new(),
        base_url: String::new(),
        corrections: String::new(),
        review: ReviewPeriods { due_soon: i32::MAX - 2, overdue: i32::MAX - 1, expired: i32::MAX },
        locales: locales.into_iter().map(settings).collect(),
        drafts: Vec::new(),
    }
}

/// The first locale that the settings name, however wrong the rest.
fn first_locale(settings: &Node) -> Option<&str> {
    let Value::Sequence(locales) = &settings.get("locales")?.value else { return None };
    match &locales.first()?.get("locale")?.value {
        Value::Scalar(scalar) => Some(&scalar.text),
        Value::Null | Value::Sequence(_) | Value::Mapping(_) => None,
    }
}

fn check_base_url(written: &At<String>, cx: &mut Cx<'_>) -> Option<String> {
    let address = address::check(written, Use::Encrypted, cx)?;
    let text = address.as_str();
    let (message, help) = match site_address(text) {
        Ok(()) => return Some(text.to_owned()),
        Err(NotAnAddress::Signs) => (
            format!("`{text}` is not the plain address of a folder"),
            "end it with `/`, and write only letters without accents, digits, `-`, `_`, `.` and `~` between the slashes, such \
             as https://example.org/ or https://example.org/help/"
                .to_owned(),
        ),
        Err(NotAnAddress::Form(usual)) => {
            (format!("`{text}` is not how browsers write that address"), format!("write {usual}"))
        }
    };
    cx.fault(&written.span, Diagnostic::new(Code::SiteSetting, message).help(help));
    None
}

/// Why a text cannot be the address of a site.
pub enum NotAnAddress {
    /// It is not the plain address of a folder.
    Signs,
    /// This is how it is written.
    Form(String),
}

/// Whether a text can be the address of a site: that of a plain folder, as browsers write it (URL Standard, serialising), and
/// without a port that belongs to the other scheme, which no server takes.
///
/// # Errors
/// [`NotAnAddress`].
pub fn site_address(text: &str) -> Result<(), NotAnAddress> {
    let Some(mut url) = Url::parse(text).ok().filter(|_| is_plain_folder(text)) else {
        return Err(NotAnAddress::Signs);
    };
    if matches!((url.scheme(), url.port()), ("https", Some(80)) | ("http", Some(443))) {
        let _ = url.set_port(None);
    }
    if url.as_str() == text { Ok(()) } else { Err(NotAnAddress::Form(url.into())) }
}

/// Whether a text is the address of a folder that means the same in a link, in a shell and in the settings of every server:
/// `https://` or `http://`, a host with or without a port, and names of plain characters, each with a `/` behind it.
fn is_plain_folder(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")) else { return false };
    let Some((authority, path)) = rest.split_once('/') else { return false };
    let plain = |name: &str| {
        let fits = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'~');
        !matches!(name, "" | "." | "..") && name.bytes().all(fits)
    };
    let (host, port) = authority.split_once(':').unwrap_or((authority, "443"));
    let good_port = port.parse::<u16>().is_ok_and(|number| number > 0) && port.bytes().all(|b| b.is_ascii_digit());
    let good_host = !host.contains('~') && host.split('.').all(plain);
    let good_path = path.is_empty() || path.strip_suffix('/').is_some_and(|names| names.split('/').all(plain));
    good_host && good_port && good_path
}

fn check_review(record: &RawSite, cx: &mut Cx<'_>) -> Option<ReviewPeriods> {
    let raw = &record.review.value;
    let (due_soon, overdue, expired) = (raw.due_soon.value, raw.overdue.value, raw.expired.value);
    if !(raw.due_soon.is_known() && raw.overdue.is_known() && raw.expired.is_known()) {
        return None;
    }
    if 0 < due_soon && due_soon < overdue && overdue < expired {
        return Some(ReviewPeriods { due_soon, overdue, expired });
    }
    let message = "the review periods do not follow each other";
    let help = "write three numbers of days, each larger than the one before: due_soon, overdue, expired";
    cx.fault(&raw.place, Diagnostic::new(Code::SiteSetting, message).help(help));
    None
}

/// Whether every locale of the settings could be read. One that could not may be the first, and may be any folder's.
fn all_read(record: &RawSite, settings: &Node) -> bool {
    let written = match settings.get("locales").map(|locales| &locales.value) {
        Some(Value::Sequence(items)) => items.len(),
        _ => return false,
    };
    let is_read = |item: &At<RawLocaleSettings>| item.value.locale.is_known() && item.value.translation.is_known();
    record.locales.value.len() == written && record.locales.value.iter().all(is_read)
}

/// The locales that are published, and those that are not yet.
fn check_locales(
    record: &RawSite,
    all_read: bool,
    raw: &Raw,
    cx: &mut Cx<'_>,
) -> Option<(Vec<LocaleSettings>, Vec<LocaleSettings>)> {
    let mut locales: Vec<LocaleSettings> = Vec::new();
    let mut drafts: Vec<LanguageTag> = Vec::new();
    let mut sound = true;
    for (index, item) in record.locales.value.iter().enumerate() {
        let settings = &item.value;
        let locale = &settings.locale;
        let is_source = settings.translation.value == TranslationKind::Source;
        if is_source != (index == 0) && all_read {
            let message = "the first locale is the source, and no other";
            let help = "write `translation: source` for the first locale and human, reviewed or machine for the others";
            cx.fault(&settings.translation.span, Diagnostic::new(Code::SiteSetting, message).help(help));
            sound = false;
        }
        if let Some(draft) = settings.draft.as_ref().filter(|draft| draft.value) {
            if is_source {
                let message = "the source locale is a draft, and every other falls back to it";
                cx.fault(
                    &draft.span,
                    Diagnostic::new(Code::SiteSetting, message).help("delete the line `draft: true`"),
                );
                sound = false;
            }
            drafts.push(locale.value.clone());
        }
        if locales.iter().any(|known| known.locale == locale.value) {
            let message = format!("the locale `{}` stands twice", locale.value);
            cx.fault(&locale.span, Diagnostic::new(Code::SiteSetting, message).help("delete one of the two"));
            sound = false;
        }
        if !raw.locales.contains_key(locale.value.as_str()) {
            let message = format!("there is no folder `content/{}`", locale.value);
            let help = "make it with a `messages.ftl`, or delete the locale here";
            cx.fault(&locale.span, Diagnostic::new(Code::LocaleFolder, message).help(help));
            sound = false;
        }
        match address::check(&settings.exit, Use::Encrypted, cx) {
            Some(exit) => {
                locales.push(LocaleSettings {
                    formats: settings.formats.as_ref().unwrap_or(locale).value.clone(),
                    locale: locale.value.clone(),
                    translation: settings.translation.value,
                    exit,
                });
            }
            None => sound = false,
        }
    }
    if record.locales.value.is_empty() {
        let message = "the site has no locale";
        cx.fault(
            &record.locales.span,
            Diagnostic::new(Code::SiteSetting, message).help("add at least the source locale"),
        );
        sound = false;
    }
    for folder in raw.locales.keys() {
        if !locales.iter().any(|known| known.locale.as_str() == folder) && sound && all_read {
            let message = format!("the folder `content/{folder}` is not a locale of the site");
            let help = "add it under `locales:`, or delete the folder if nobody needs its texts";
            cx.fault(&record.locales.span, Diagnostic::new(Code::LocaleFolder, message).help(help));
            sound = false;
        }
    }
    sound.then(|| locales.into_iter().partition(|settings| !drafts.contains(&settings.locale)))
}

record! {
    /// Names that differ from those of CLDR.
    RawNames "the file of names" {
        /// Names of countries: locale, then country code, then name.
        countries: Option<CountryNames>,
        /// Names of languages: locale, then language tag, then name.
        languages: Option<LanguageNames>,
    }
}

/// Names of countries by locale.
#[derive(Debug)]
pub struct CountryNames(BTreeMap<LanguageTag, BTreeMap<CountryCode, String>>);

/// Names of languages by locale.
#[derive(Debug)]
pub struct LanguageNames(BTreeMap<LanguageTag, BTreeMap<LanguageTag, String>>);

/// Names by code.
struct NamesByCode<K>(BTreeMap<K, String>);

impl<K: Describe> Describe for NamesByCode<K> {
    fn describe(generator: &mut SchemaGenerator) -> Schema {
        Map::<K, String>::describe(generator)
    }
}

impl Describe for CountryNames {
    fn describe(generator: &mut SchemaGenerator) -> Schema {
        Map::<LanguageTag, NamesByCode<CountryCode>>::describe(generator)
    }
}

impl Describe for LanguageNames {
    fn describe(generator: &mut SchemaGenerator) -> Schema {
        Map::<LanguageTag, NamesByCode<LanguageTag>>::describe(generator)
    }
}

impl<K: Leaf + Describe + Ord> Decode for NamesByCode<K> {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let names = decode_map::<K, String>(node, cx, "names by code, such as `{ TW: Taiwan }`,", K::read)?;
        Some(Self(names.into_iter().map(|(code, name)| (code.value, name.value)).collect()))
    }
}

impl Decode for CountryNames {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        decode_locales(node, cx).map(Self)
    }
}

impl Decode for LanguageNames {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        decode_locales(node, cx).map(Self)
    }
}

fn decode_locales<K: Leaf + Describe + Ord>(
    node: &Node,
    cx: &mut Cx<'_>,
) -> Option<BTreeMap<LanguageTag, BTreeMap<K, String>>> {
    let locales = decode_by_language::<NamesByCode<K>>(node, cx)?;
    Some(locales.into_iter().map(|(locale, names)| (locale.value, names.value.0)).collect())
}

/// Checks `data/names.yaml`, which may be missing.
pub fn check_names(document: Option<&Document>, faults: &mut Faults) -> Option<NameOverrides> {
    let Some(document) = document else { return Some(NameOverrides::default()) };
    let mut cx = Cx { source: &document.source, faults };
    let record = RawNames::decode(&document.root, &mut cx)?;
    Some(NameOverrides {
        countries: record.countries.map(|names| names.0).unwrap_or_default(),
        languages: record.languages.map(|names| names.0).unwrap_or_default(),
    })
}

/// Checks `data/references.yaml`, which may be missing. `None` where it has faults: nobody knows then what it holds.
pub fn check_references(raw: &Raw, faults: &mut Faults) -> Option<BTreeMap<String, Reference>> {
    let Some(document) = &raw.references else {
        return (!raw.is_broken("data/references.yaml")).then(BTreeMap::new);
    };
    let mut cx = Cx { source: &document.source, faults };
    let records =
        decode_map::<crate::model::ServiceId, RawReference>(&document.root, &mut cx, "a reference by key", Leaf::read)?;
    let references: Vec<Option<(String, Reference)>> = records
        .into_iter()
        .map(|(key, record)| {
            let record = record.value;
            let url = address::check(&record.url, Use::Encrypted, &mut cx)?;
            let reference = Reference {
                authors: record.authors.value,
                year: record.year.value,
                title: record.title.value,
                published_in: record.published_in.value,
                language: record.language.value,
                url,
            };
            Some((key.value.as_str().to_owned(), reference))
        })
        .collect();
    references.into_iter().collect()
}

/// Checks `data/discretion.yaml`, which may be missing: words by locale, compared in lower case.
pub fn check_discretion(
    document: Option<&Document>,
    faults: &mut Faults,
) -> Option<BTreeMap<LanguageTag, Vec<String>>> {
    let Some(document) = document else { return Some(BTreeMap::new()) };
    let mut cx = Cx { source: &document.source, faults };
    let words = decode_by_language::<Vec<String>>(&document.root, &mut cx)?;
    let lower = |list: Vec<String>| list.iter().map(|word| word.to_lowercase()).collect();
    Some(words.into_iter().map(|(locale, list)| (locale.value, lower(list.value))).collect())
}

/// The schemas of the data files: the name of each below `data/schema/`, and its text.
pub fn schemas() -> Vec<(&'static str, String)> {
    vec![
        ("country.json", describe::file::<RawCountry>("A country of the directory")),
        ("discretion.json", describe::file::<Map<LanguageTag, Vec<String>>>("Words that a bystander should not see")),
        ("names.json", describe::file::<RawNames>("Names that differ from those of Unicode CLDR")),
        ("redirects.json", describe::file::<Vec<RawRedirect>>("Old addresses, and where each leads now")),
        ("references.json", describe::file::<Map<ServiceId, RawReference>>("Published research, by key")),
        ("removed.json", describe::file::<Vec<RawRemoved>>("Services that were removed for good")),
        ("site.json", describe::file::<RawSite>("The settings of the site")),
        ("worldwide.json", describe::file::<RawWorldwide>("Services and lines open to people anywhere")),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_of_the_site_is_plain() {
        for good in [
            "https://example.org/",
            "https://example.org/help/",
            "https://a-b.example.org/~me/v1.0_x/",
            "http://127.0.0.1:8000/some/help/",
            "http://localhost/",
        ] {
            assert!(is_plain_folder(good), "{good}");
        }
        for bad in [
            "",
            "example.org/",
            "ftp://example.org/",
            "https://",
            "https:///",
            "https://example.org",
            "https://example.org/help",
            "https://example.org/a;b{}/",
            "https://example.org;}/",
            "https://example.org/$host/",
            "https://example.org/a%20b/",
            "https://example.org/a b/",
            "https://example.org/?a/",
            "https://example.org//help/",
            "https://example.org/../help/",
            "https://example.org/./",
            "https://user@example.org/",
            "https://example.org:/",
            "https://example.org:0/",
            "https://example.org:+1/",
            "https://example.org:65536/",
            "https://.example.org/",
            "https://example..org/",
            "https://münchen.example/",
            "https://example.org/\n/",
        ] {
            assert!(!is_plain_folder(bad), "{bad}");
        }
    }
}
