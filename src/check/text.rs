//! The texts of every locale: each alone, then against the source locale.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Faults};
use crate::model::{
    LanguageTag, LocaleSettings, LocaleText, Messages, PagePlan, PageSlug, Reference, Site, spoken_messages,
};
use crate::read::{Raw, RawLocale};

use super::message::{self, ParsedMessages};
use super::origin::{self, Origins};
use super::page::{self, CheckedPage, Targets};

/// Words that may not stand in titles, by locale.
pub type Discretion = BTreeMap<LanguageTag, Vec<String>>;

/// The texts of the site.
pub struct Texts {
    /// One for each locale, in the order of the site.
    pub locales: Vec<LocaleText>,
    /// Where each page stands.
    pub plans: BTreeMap<PageSlug, PagePlan>,
}

/// The texts of one locale after the checks of its own files.
struct Parsed {
    messages: Option<ParsedMessages>,
    origins: Option<Origins>,
    pages: Vec<CheckedPage>,
}

/// Checks the texts of every locale.
pub fn check(
    raw: &Raw,
    site: &Site,
    references: &BTreeMap<String, Reference>,
    discretion: &Discretion,
    faults: &mut Faults,
) -> Option<Texts> {
    let parsed: Vec<Parsed> =
        site.locales.iter().map(|settings| parse(raw, settings, site, references, discretion, faults)).collect();
    let (source, translations) = parsed.split_first()?;
    check_source(raw, source, faults);
    for translation in translations {
        check_translation(translation, source, faults);
    }
    build(site, &parsed)
}

fn parse(
    raw: &Raw,
    settings: &LocaleSettings,
    site: &Site,
    references: &BTreeMap<String, Reference>,
    discretion: &Discretion,
    faults: &mut Faults,
) -> Parsed {
    let empty = RawLocale::default();
    let files = raw.locales.get(settings.locale.as_str()).unwrap_or(&empty);
    if files.messages.is_none() && !faults.has_errors() {
        let path = format!("content/{}/messages.ftl", settings.locale);
        faults.report(
            Diagnostic::new(Code::FileMissing, format!("there is no `{path}`"))
                .help("copy `messages.ftl` of the source locale there and translate it"),
        );
    }
    let targets = Targets {
        references: references.keys().map(String::as_str).collect(),
        indiscreet: discretion.get(&settings.locale).map_or(&[], Vec::as_slice),
        is_source: &settings.locale == site.source_locale(),
    };
    Parsed {
        messages: files.messages.as_ref().and_then(|source| message::parse(source, faults)),
        origins: origin::read(files.translated_from.as_ref(), faults),
        pages: files.pages.iter().filter_map(|page| page::check(page, &targets, faults)).collect(),
    }
}

/// The source locale must have every message that anything asks for, and the pages that the program itself needs.
fn check_source(raw: &Raw, source: &Parsed, faults: &mut Faults) {
    if let Some(messages) = &source.messages {
        let mut needed = message::used_by_templates(&raw.templates);
        needed.extend(spoken_messages().into_iter().map(|id| (id, None)));
        message::check_source(messages, &needed, faults);
    }
    for slug in [PageSlug::home(), PageSlug::not_found()] {
        if !source.pages.iter().any(|page| page.slug == slug) && !faults.has_errors() {
            faults.report(
                Diagnostic::new(Code::FileMissing, format!("the source locale has no page `{slug}.md`"))
                    .help("every site has a home page, `index.md`, and a page for wrong addresses, `not-found.md`"),
            );
        }
    }
    page::check_links(&source.pages, &[], faults);
}

fn check_translation(translation: &Parsed, source: &Parsed, faults: &mut Faults) {
    if let (Some(messages), Some(originals)) = (&translation.messages, &source.messages) {
        message::check_translation(messages, originals, faults);
    }
    page::check_links(&translation.pages, &source.pages, faults);
    let known: BTreeSet<&PageSlug> = source.pages.iter().map(|page| &page.slug).collect();
    for page in translation.pages.iter().filter(|page| !known.contains(&page.slug)) {
        faults.report(
            Diagnostic::new(Code::PageExtra, format!("the source locale has no page `{}`", page.slug))
                .at(&page.source, 0..0)
                .help("write the page in the source locale first, or delete it here"),
        );
    }
    if let Some(messages) = translation.messages.as_ref() {
        for page in source.pages.iter().filter(|page| !translation.pages.iter().any(|own| own.slug == page.slug)) {
            faults.report(
                Diagnostic::new(Code::PageMissing, format!("the page `{}` is not translated", page.slug))
                    .at(messages.file(), 0..0)
                    .help("until it is, its original is shown, marked as such"),
            );
        }
    }
    if let Some(origins) = &translation.origins {
        report_stale(translation, source, origins, faults);
    }
}

fn report_stale(translation: &Parsed, source: &Parsed, origins: &Origins, faults: &mut Faults) {
    if let (Some(messages), Some(originals)) = (&translation.messages, &source.messages) {
        let originals = originals.fingerprints();
        for id in messages.fingerprints().keys() {
            let (Some(now), then) = (originals.get(id), origins.messages.get(id)) else { continue };
            if then != Some(now) {
                let place = messages.place(id);
                faults.report(origin::stale(
                    Code::MessageStale,
                    "message",
                    id,
                    &place.source,
                    place.span,
                    then.is_some(),
                ));
            }
        }
    }
    for page in &translation.pages {
        let Some(original) = source.pages.iter().find(|original| original.slug == page.slug) else { continue };
        let then = origins.pages.get(page.slug.as_str());
        if then != Some(&original.fingerprint) {
            faults.report(origin::stale(
                Code::PageStale,
                "page",
                page.slug.as_str(),
                &page.source,
                0..0,
                then.is_some(),
            ));
        }
    }
}

fn build(site: &Site, parsed: &[Parsed]) -> Option<Texts> {
    let plans = parsed.first()?.pages.iter().filter_map(|page| Some((page.slug.clone(), page.plan?))).collect();
    let mut fallback: Option<Arc<Messages>> = None;
    let mut locales = Vec::new();
    for (settings, parsed) in site.locales.iter().zip(parsed) {
        let messages = message::build(parsed.messages.as_ref()?, settings.locale.clone(), fallback.clone());
        let messages = Arc::new(messages);
        fallback.get_or_insert_with(|| Arc::clone(&messages));
        let pages = parsed.pages.iter().map(|page| (page.slug.clone(), page.page.clone())).collect();
        locales.push(LocaleText { settings: settings.clone(), messages, pages });
    }
    Some(Texts { locales, plans })
}

/// The originals of everything that a locale has translated, as they stand now; `only` limits it to these names.
pub fn current_origins(
    raw: &Raw,
    site: &Site,
    locale: &LanguageTag,
    only: &[String],
    references: &BTreeMap<String, Reference>,
    faults: &mut Faults,
) -> Option<Origins> {
    let mut read = |tag: &LanguageTag| {
        let settings = site.locales.iter().find(|settings| &settings.locale == tag)?;
        Some(parse(raw, settings, site, references, &Discretion::new(), faults))
    };
    let source = read(site.source_locale())?;
    let translation = read(locale)?;
    let mut origins = translation.origins.unwrap_or_default();
    let wanted = |name: &str| only.is_empty() || only.iter().any(|one| one == name);
    let originals = source.messages?.fingerprints();
    for id in translation.messages?.fingerprints().keys().filter(|id| wanted(id)) {
        if let Some(now) = originals.get(id) {
            origins.messages.insert(id.clone(), now.clone());
        }
    }
    origins.messages.retain(|id, _| originals.contains_key(id));
    let folder = raw.locales.get(locale.as_str())?;
    for page in folder.pages.iter().filter(|page| wanted(&page.slug)) {
        if let Some(original) = source.pages.iter().find(|original| original.slug.as_str() == page.slug) {
            origins.pages.insert(page.slug.clone(), original.fingerprint.clone());
        }
    }
    Some(origins)
}
