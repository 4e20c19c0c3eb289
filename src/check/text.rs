//! The texts of every locale: each alone, then against the source locale.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Faults};
use crate::model::{
    LanguageTag, LocaleSettings, LocaleText, Messages, PagePlan, PageSlug, Progress, Reference, Site, Tally,
    spoken_messages,
};
use crate::read::{Raw, RawLocale};

use super::message::{self, ParsedMessages};
use super::origin::{self, Fingerprint, Origins};
use super::page::{self, CheckedPage, Targets};

/// Words that may not stand in titles, by locale.
pub type Discretion = BTreeMap<LanguageTag, Vec<String>>;

/// The texts of the site.
pub struct Texts {
    /// One for each locale, in the order of the site.
    pub locales: Vec<LocaleText>,
    /// How far each translation is.
    pub progress: Vec<Progress>,
    /// Where each page stands.
    pub plans: BTreeMap<PageSlug, PagePlan>,
}

/// The texts of one locale after the checks of its own files.
struct Parsed {
    locale: LanguageTag,
    /// The slug of every page that has a file, faulty or not.
    present: BTreeSet<String>,
    messages: Option<ParsedMessages>,
    origins: Option<Origins>,
    pages: Vec<CheckedPage>,
}

/// Checks the texts of every locale. `references` is `None` where nobody knows which there are.
pub fn check(
    raw: &Raw,
    site: &Site,
    references: Option<&BTreeMap<String, Reference>>,
    discretion: &Discretion,
    faults: &mut Faults,
) -> Option<Texts> {
    let parsed = check_locales(raw, site, references, discretion, faults);
    let (source, translations) = parsed.split_first()?;
    check_source(raw, source, faults);
    let (published, drafts) = translations.split_at(site.locales.len() - 1);
    for translation in published {
        check_translation(translation, source, faults);
        report_missing(translation, source, faults);
    }
    // What a draft lacks is no fault: it is not published.
    for draft in drafts {
        check_translation(draft, source, faults);
    }
    build(site, &parsed)
}

/// Checks the texts of every locale by themselves, not against each other.
pub fn check_each(
    raw: &Raw,
    site: &Site,
    references: Option<&BTreeMap<String, Reference>>,
    discretion: &Discretion,
    faults: &mut Faults,
) {
    check_locales(raw, site, references, discretion, faults);
}

fn check_locales(
    raw: &Raw,
    site: &Site,
    references: Option<&BTreeMap<String, Reference>>,
    discretion: &Discretion,
    faults: &mut Faults,
) -> Vec<Parsed> {
    let each = site.locales.iter().chain(&site.drafts).map(|settings| {
        let locale = &settings.locale;
        let targets = Targets {
            references: references.map(|known| known.keys().map(String::as_str).collect()),
            indiscreet: discretion.get(locale).map_or(&[], Vec::as_slice),
            is_source: locale == site.source_locale(),
        };
        parse(raw, locale, &targets, faults)
    });
    each.collect()
}

fn parse(raw: &Raw, locale: &LanguageTag, targets: &Targets<'_>, faults: &mut Faults) -> Parsed {
    let empty = RawLocale::default();
    let files = raw.locales.get(locale.as_str()).unwrap_or(&empty);
    let folder = format!("content/{locale}/");
    let path = format!("{folder}messages.ftl");
    if files.messages.is_none() && !raw.is_broken(&path) {
        faults.report(
            Diagnostic::new(Code::FileMissing, format!("there is no `{path}`"))
                .help("copy `messages.ftl` of the source locale there and translate it"),
        );
    }
    let broken = raw.broken.iter().filter_map(|path| path.strip_prefix(&folder)?.strip_suffix(".md"));
    let messages = files.messages.as_ref().and_then(|source| message::parse(source, faults));
    if let Some(messages) = &messages {
        message::check_discretion(messages, targets.indiscreet, faults);
    }
    Parsed {
        locale: locale.clone(),
        present: files.pages.iter().map(|page| page.slug.as_str()).chain(broken).map(str::to_owned).collect(),
        messages,
        origins: origin::read(files.translated_from.as_ref(), faults),
        pages: files.pages.iter().filter_map(|page| page::check(page, targets, faults)).collect(),
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
        if !source.present.contains(slug.as_str()) {
            faults.report(
                Diagnostic::new(Code::FileMissing, format!("the source locale has no page `{slug}.md`"))
                    .help("every site has a home page, `index.md`, and a page for wrong addresses, `not-found.md`"),
            );
        }
    }
    page::check_links(&source.pages, &[], &source.present, faults);
}

fn check_translation(translation: &Parsed, source: &Parsed, faults: &mut Faults) {
    if let (Some(messages), Some(originals)) = (&translation.messages, &source.messages) {
        message::check_translation(messages, originals, faults);
    }
    let present: BTreeSet<String> = translation.present.union(&source.present).cloned().collect();
    let own = |slug: &PageSlug| translation.present.contains(slug.as_str());
    // A page of its own that has faults is no page to fall back from: what it holds is not known.
    let originals: Vec<&CheckedPage> = source.pages.iter().filter(|page| !own(&page.slug)).collect();
    page::check_links(&translation.pages, &originals, &present, faults);
    for page in translation.pages.iter().filter(|page| !source.present.contains(page.slug.as_str())) {
        faults.report(
            Diagnostic::new(Code::PageExtra, format!("the source locale has no page `{}`", page.slug))
                .at(&page.source, 0..0)
                .help("write the page in the source locale first, or delete it here"),
        );
    }
    if let Some(origins) = &translation.origins {
        report_stale(translation, source, origins, faults);
    }
}

/// What is not translated, and is shown in the source language until it is.
fn report_missing(translation: &Parsed, source: &Parsed, faults: &mut Faults) {
    if let (Some(messages), Some(originals)) = (&translation.messages, &source.messages) {
        message::report_missing(messages, originals, faults);
    }
    for page in source.pages.iter().filter(|page| !translation.present.contains(page.slug.as_str())) {
        let locale = &translation.locale;
        faults.report(
            Diagnostic::new(Code::PageMissing, format!("the page `{}` is not translated into `{locale}`", page.slug))
                .at(&page.source, 0..0)
                .help(format!(
                    "write content/{locale}/{}.md; until then visitors read the original, marked as such",
                    page.slug
                )),
        );
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

/// How far a translation is; `None` where its files or the originals have faults.
fn progress(settings: &LocaleSettings, draft: bool, translation: &Parsed, source: &Parsed) -> Option<Progress> {
    let origins = translation.origins.as_ref()?;
    let (done, originals) = (translation.messages.as_ref()?.fingerprints(), source.messages.as_ref()?.fingerprints());
    let pages: BTreeMap<&str, &Fingerprint> =
        source.pages.iter().map(|page| (page.slug.as_str(), &page.fingerprint)).collect();
    Some(Progress {
        settings: settings.clone(),
        draft,
        messages: tally(
            originals.iter().map(|(id, now)| (id.as_str(), now)),
            |id| done.contains_key(id),
            &origins.messages,
        ),
        pages: tally(pages.into_iter(), |slug| translation.present.contains(slug), &origins.pages),
    })
}

fn tally<'a>(
    originals: impl Iterator<Item = (&'a str, &'a Fingerprint)>,
    is_done: impl Fn(&str) -> bool,
    made_from: &BTreeMap<String, Fingerprint>,
) -> Tally {
    let mut tally = Tally::default();
    for (name, now) in originals {
        tally.all += 1;
        if !is_done(name) {
            tally.missing.push(name.to_owned());
        } else if made_from.get(name) != Some(now) {
            tally.stale.push(name.to_owned());
        }
    }
    tally
}

fn build(site: &Site, parsed: &[Parsed]) -> Option<Texts> {
    let (source, translations) = parsed.split_first()?;
    let settings = site.locales.iter().skip(1).map(|settings| (settings, false));
    let settings = settings.chain(site.drafts.iter().map(|settings| (settings, true)));
    let progress: Option<Vec<Progress>> = settings
        .zip(translations)
        .map(|((settings, draft), parsed)| progress(settings, draft, parsed, source))
        .collect();
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
    Some(Texts { locales, progress: progress?, plans })
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
        let references = Some(references.keys().map(String::as_str).collect());
        let targets = Targets { references, indiscreet: &[], is_source: tag == site.source_locale() };
        parse(raw, tag, &targets, faults)
    };
    let source = read(site.source_locale());
    let translation = read(locale);
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
