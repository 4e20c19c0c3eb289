//! The texts of every locale: each alone, then against the source locale.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic, Faults, Source, did_you_mean};
use crate::memo::{Memo, Same};
use crate::model::{
    LanguageTag, LocaleSettings, LocaleText, Messages, PagePlan, PageSlug, Progress, Reference, Site, Tally,
};
use crate::read::{Raw, RawLocale};

use super::message::{self, ParsedMessages};
use super::needed;
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
pub struct Parsed {
    locale: LanguageTag,
    /// The slug of every page that has a file, faulty or not.
    present: BTreeSet<String>,
    messages: Option<ParsedMessages>,
    origins: Option<Origins>,
    /// Whether the file of its originals is there, faulty or not.
    has_record: bool,
    pages: Vec<CheckedPage>,
}

/// What was found out about the texts of each locale.
#[derive(Default)]
pub struct Memory {
    parsed: Memo<Folder, (Arc<Parsed>, Faults)>,
    compared: Memo<Pair, Compared>,
    /// By the parsed messages, and those that they fall back to.
    messages: Memo<(Same<Parsed>, Option<Same<Messages>>), Spoken>,
}

/// The messages of a locale, ready to be asked; `None` where their file has faults.
type Spoken = Option<Arc<Messages>>;

/// A translation, its originals, whether it is a draft, and the originals that are mistaken themselves.
type Pair = (Same<Parsed>, Same<Parsed>, bool, BTreeSet<String>);

/// Everything that decides what is found in the folder of one locale.
#[derive(PartialEq, Eq, Hash)]
struct Folder {
    locale: LanguageTag,
    messages: Option<Same<Source>>,
    translated_from: Option<Same<Source>>,
    pages: Vec<Same<Source>>,
    broken: Vec<String>,
    references: Option<Vec<String>>,
    indiscreet: Vec<String>,
    is_source: bool,
}

/// A translation beside its originals.
struct Compared {
    faults: Faults,
    /// How many messages and pages are translated; `None` where its files or the originals have faults.
    tallies: Option<(Tally, Tally)>,
}

impl Memory {
    /// Checks the texts of every locale. `references` is `None` where nobody knows which there are.
    pub fn check(
        &self,
        raw: &Raw,
        site: &Site,
        references: Option<&BTreeMap<String, Reference>>,
        discretion: &Discretion,
        faults: &mut Faults,
    ) -> Option<Texts> {
        let parsed = self.check_each(raw, site, references, discretion, faults);
        let (source, translations) = parsed.split_first()?;
        let mistaken = check_source(raw, source, faults);
        let published = site.locales.len() - 1;
        let compared: Vec<Arc<Compared>> = translations
            .par_iter()
            .enumerate()
            .map(|(index, translation)| {
                let is_draft = index >= published;
                let key = (Same::of(translation), Same::of(source), is_draft, mistaken.clone());
                self.compared.get(key, || compare(translation, source, is_draft, &mistaken))
            })
            .collect();
        compared.iter().for_each(|compared| faults.extend(compared.faults.clone()));
        let settings = site.locales.iter().skip(1).map(|settings| (settings, false));
        let settings = settings.chain(site.drafts.iter().map(|settings| (settings, true)));
        let progress = settings.zip(&compared).map(|((settings, draft), compared)| {
            let (messages, pages) = compared.tallies.clone()?;
            Some(Progress { settings: settings.clone(), draft, messages, pages })
        });
        let progress: Option<Vec<Progress>> = progress.collect();
        let plans = source.pages.iter().filter_map(|page| Some((page.slug.clone(), page.plan?))).collect();
        Some(Texts { locales: self.speak(site, &parsed)?, progress: progress?, plans })
    }

    /// Checks the texts of every locale by themselves, not against each other.
    pub fn check_each(
        &self,
        raw: &Raw,
        site: &Site,
        references: Option<&BTreeMap<String, Reference>>,
        discretion: &Discretion,
        faults: &mut Faults,
    ) -> Vec<Arc<Parsed>> {
        let locales: Vec<&LocaleSettings> = site.locales.iter().chain(&site.drafts).collect();
        let checked: Vec<_> = locales
            .par_iter()
            .map(|settings| {
                let locale = &settings.locale;
                let targets = Targets {
                    references: references.map(|known| known.keys().map(String::as_str).collect()),
                    indiscreet: discretion.get(locale).map_or(&[], Vec::as_slice),
                    is_source: locale == site.source_locale(),
                };
                self.parsed.get(folder(raw, locale, &targets), || {
                    let mut faults = Faults::new();
                    (Arc::new(parse(raw, locale, &targets, &mut faults)), faults)
                })
            })
            .collect();
        let each = checked.iter().map(|known| {
            faults.extend(known.1.clone());
            Arc::clone(&known.0)
        });
        each.collect()
    }

    /// The texts of the published locales, ready to be asked; all of them fall back to the first.
    fn speak(&self, site: &Site, parsed: &[Arc<Parsed>]) -> Option<Vec<LocaleText>> {
        let make = |settings: &LocaleSettings, parsed: &Arc<Parsed>, fallback: Option<&Arc<Messages>>| {
            let messages = self.messages.get((Same::of(parsed), fallback.map(Same::of)), || {
                let messages = parsed.messages.as_ref()?;
                Some(Arc::new(message::build(messages, parsed.locale.clone(), fallback.cloned())))
            });
            let pages = parsed.pages.iter().map(|page| (page.slug.clone(), Arc::clone(&page.page))).collect();
            Some(LocaleText { settings: settings.clone(), messages: messages.as_ref().clone()?, pages })
        };
        let ((settings, source), others) =
            (site.locales.first().zip(parsed.first())?, site.locales.iter().zip(parsed).skip(1));
        let first = make(settings, source, None)?;
        let others: Vec<_> = others.collect();
        let others: Option<Vec<LocaleText>> =
            others.into_par_iter().map(|(settings, parsed)| make(settings, parsed, Some(&first.messages))).collect();
        Some(std::iter::once(first).chain(others?).collect())
    }

    /// Ends a run.
    pub fn turn(&mut self) {
        self.parsed.turn();
        self.compared.turn();
        self.messages.turn();
    }
}

fn folder(raw: &Raw, locale: &LanguageTag, targets: &Targets<'_>) -> Folder {
    let empty = RawLocale::default();
    let files = raw.locales.get(locale.as_str()).unwrap_or(&empty);
    let path = format!("content/{locale}/");
    Folder {
        locale: locale.clone(),
        messages: files.messages.as_ref().map(Same::of),
        translated_from: files.translated_from.as_ref().map(|document| Same::of(&document.source)),
        pages: files.pages.iter().map(|page| Same::of(&page.source)).collect(),
        broken: raw.broken.iter().filter(|broken| broken.starts_with(&path)).cloned().collect(),
        references: targets.references.as_ref().map(|keys| keys.iter().map(|key| (*key).to_owned()).collect()),
        indiscreet: targets.indiscreet.to_vec(),
        is_source: targets.is_source,
    }
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
        has_record: files.translated_from.is_some() || raw.is_broken(&format!("{folder}translated-from.yaml")),
        pages: files.pages.iter().filter_map(|page| page::check(page, targets, faults)).collect(),
    }
}

fn compare(translation: &Parsed, source: &Parsed, is_draft: bool, mistaken: &BTreeSet<String>) -> Compared {
    let mut faults = Faults::new();
    check_translation(translation, source, mistaken, &mut faults);
    // What a draft lacks is no fault: it is not published.
    if !is_draft {
        report_missing(translation, source, &mut faults);
    }
    Compared { faults, tallies: tallies(translation, source) }
}

/// The source locale must have every message that anything asks for, and the pages that the program itself needs. Gives
/// back the messages that use what nobody gives them.
fn check_source(raw: &Raw, source: &Parsed, faults: &mut Faults) -> BTreeSet<String> {
    let mistaken = match &source.messages {
        Some(messages) => message::check_source(messages, &needed::all(&raw.templates), faults),
        None => BTreeSet::new(),
    };
    for slug in [PageSlug::home(), PageSlug::not_found()] {
        if !source.present.contains(slug.as_str()) {
            faults.report(
                Diagnostic::new(Code::FileMissing, format!("the source locale has no page `{slug}.md`"))
                    .help("every site has a home page, `index.md`, and a page for wrong addresses, `not-found.md`"),
            );
        }
    }
    page::check_links(&source.pages, &[], &source.present, faults);
    mistaken
}

fn check_translation(translation: &Parsed, source: &Parsed, mistaken: &BTreeSet<String>, faults: &mut Faults) {
    if let (Some(messages), Some(originals)) = (&translation.messages, &source.messages) {
        message::check_translation(messages, originals, mistaken, faults);
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
    for page in &translation.pages {
        if let Some(original) = source.pages.iter().find(|original| original.slug == page.slug) {
            page::check_anchors(page, original, faults);
        }
    }
    match &translation.origins {
        Some(_) if !translation.has_record => report_unrecorded(translation, source, faults),
        Some(origins) => report_stale(translation, source, origins, mistaken, faults),
        None => {}
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

/// Says once of a locale that nobody noted what it was translated from.
fn report_unrecorded(translation: &Parsed, source: &Parsed, faults: &mut Faults) {
    let (done, originals) = (translation.messages.as_ref(), source.messages.as_ref());
    let (done, originals) = (done.map(ParsedMessages::fingerprints), originals.map(ParsedMessages::fingerprints));
    let (done, originals) = (done.unwrap_or_default(), originals.unwrap_or_default());
    let messages = done.keys().filter(|id| originals.contains_key(*id)).map(String::as_str);
    let pages = translation.pages.iter().filter(|page| source.pages.iter().any(|original| original.slug == page.slug));
    let names: Vec<&str> = pages.clone().map(|page| page.slug.as_str()).chain(messages).collect();
    let place = translation.messages.as_ref().map(|messages| Arc::clone(messages.source()));
    let place = place.or_else(|| translation.pages.first().map(|page| Arc::clone(&page.source)));
    if let Some(source) = place.filter(|_| !names.is_empty()) {
        faults.report(origin::unrecorded(&translation.locale, &names, &source));
    }
}

fn report_stale(
    translation: &Parsed,
    source: &Parsed,
    origins: &Origins,
    mistaken: &BTreeSet<String>,
    faults: &mut Faults,
) {
    if let (Some(messages), Some(originals)) = (&translation.messages, &source.messages) {
        let originals = originals.fingerprints();
        for id in messages.fingerprints().keys().filter(|id| !mistaken.contains(*id)) {
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

/// How far a translation is: its messages, its pages.
fn tallies(translation: &Parsed, source: &Parsed) -> Option<(Tally, Tally)> {
    let origins = translation.origins.as_ref()?;
    let (done, originals) = (translation.messages.as_ref()?.fingerprints(), source.messages.as_ref()?.fingerprints());
    let pages: BTreeMap<&str, &Fingerprint> =
        source.pages.iter().map(|page| (page.slug.as_str(), &page.fingerprint)).collect();
    let messages = originals.iter().map(|(id, now)| (id.as_str(), now));
    Some((
        tally(messages, |id| done.contains_key(id), &origins.messages),
        tally(pages.into_iter(), |slug| translation.present.contains(slug), &origins.pages),
    ))
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

/// Why it cannot be noted from which originals a locale was translated.
#[derive(Debug)]
pub enum NotNoted {
    /// The site has no such locale, or its files have faults.
    Unreadable,
    /// The locale has translated no text of this name; perhaps `near` is meant.
    Unknown {
        /// As it was given.
        name: String,
        /// The message or page that it has.
        near: Option<String>,
    },
}

/// The originals of everything that a locale has translated, as they stand now; `only` limits it to these names.
///
/// # Errors
/// [`NotNoted`].
pub fn current_origins(
    raw: &Raw,
    site: &Site,
    locale: &LanguageTag,
    only: &[String],
    references: &BTreeMap<String, Reference>,
    faults: &mut Faults,
) -> Result<Origins, NotNoted> {
    let mut read = |tag: &LanguageTag| {
        let references = Some(references.keys().map(String::as_str).collect());
        let targets = Targets { references, indiscreet: &[], is_source: tag == site.source_locale() };
        parse(raw, tag, &targets, faults)
    };
    let source = read(site.source_locale());
    let translation = read(locale);
    let mut origins = translation.origins.unwrap_or_default();
    let originals = source.messages.ok_or(NotNoted::Unreadable)?.fingerprints();
    let translated = translation.messages.ok_or(NotNoted::Unreadable)?.fingerprints();
    let folder = raw.locales.get(locale.as_str()).ok_or(NotNoted::Unreadable)?;
    let known: Vec<&str> =
        translated.keys().map(String::as_str).chain(folder.pages.iter().map(|page| page.slug.as_str())).collect();
    if let Some(name) = only.iter().find(|name| !known.contains(&name.as_str())) {
        let slug = name.trim_end_matches(".md").to_lowercase();
        let near = did_you_mean(&slug, known).map(str::to_owned);
        return Err(NotNoted::Unknown { name: name.clone(), near });
    }
    let wanted = |name: &str| only.is_empty() || only.iter().any(|one| one == name);
    for id in translated.keys().filter(|id| wanted(id)) {
        if let Some(now) = originals.get(id) {
            origins.messages.insert(id.clone(), now.clone());
        }
    }
    origins.messages.retain(|id, _| originals.contains_key(id));
    for page in folder.pages.iter().filter(|page| wanted(&page.slug)) {
        if let Some(original) = source.pages.iter().find(|original| original.slug.as_str() == page.slug) {
            origins.pages.insert(page.slug.clone(), original.fingerprint.clone());
        }
    }
    Ok(origins)
}
