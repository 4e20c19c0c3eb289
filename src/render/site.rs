//! The site: which pages there are, and each of them on demand.
//!
//! What is the same on many pages is made once per locale or once per page of all locales; a page itself is rendered when
//! it is asked for and kept by nobody, so that memory does not grow with the number of pages.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;
use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic, Faults, Source};
use crate::memo::{Memo, Same};
use crate::model::{CountryCode, Directory, PageSlug, Schedule, Serves, Service};
use crate::read::Raw;

use super::asset::{self, Assets};
use super::finder::Finder;
use super::frame::Frame;
use super::holidays::public_holidays;
use super::hours::{self, Form};
use super::html::Html;
use super::route::{Base, Route, Topic};
use super::shared::Shared;
use super::speaker::{Speaker, Voice};
use super::theme::{Speakers, Theme};

/// With more locales than this, a page's menu leads to a page of its own with all of them.
pub const LONGEST_MENU: usize = 12;

/// With more locales than this, the sitemap leaves out alternates, which grow with their square.
pub const MOST_ALTERNATES: usize = 50;

/// Largest number of addresses in one sitemap.
const LARGEST_SITEMAP: usize = 2_000;

/// A site, ready to be rendered page by page.
pub struct Site {
    /// What it shows.
    pub directory: Directory,
    /// Where it stands.
    pub base: Base,
    /// Its files beside the pages.
    pub assets: Assets,
    pub(super) theme: Arc<Theme>,
    pub(super) speakers: Vec<Arc<Speaker>>,
    pub(super) frames: Vec<OnceLock<Frame>>,
    pub(super) holidays: HashMap<CountryCode, Arc<String>>,
    pub(super) shared: Shared,
    pub(super) finder: OnceLock<Finder>,
    alternates: OnceLock<BTreeMap<Topic, Html>>,
    listed: OnceLock<Vec<(usize, Topic)>>,
}

/// What a site is prepared with that does not change from one to the next.
#[derive(Default)]
pub struct Memory {
    speakers: Memo<Voice, Result<Arc<Speaker>, String>>,
    themes: Memo<Cast, (Option<Arc<Theme>>, Faults)>,
    holidays: Memo<(CountryCode, Date), String>,
}

/// What a theme is made of: the templates, and who speaks in them.
type Cast = (Vec<Same<Source>>, Vec<Same<Speaker>>);

impl Memory {
    /// Prepares a site. Faults of the templates, and locales that CLDR does not know, are noted.
    pub fn prepare(
        &mut self,
        directory: Directory,
        raw: &Raw,
        base_url: Option<&str>,
        faults: &mut Faults,
    ) -> Option<Site> {
        let site = self.make(directory, raw, base_url, faults);
        self.speakers.turn();
        self.themes.turn();
        self.holidays.turn();
        site
    }

    fn make(&self, directory: Directory, raw: &Raw, base_url: Option<&str>, faults: &mut Faults) -> Option<Site> {
        let speakers = self.speakers(&directory, faults)?;
        let theme = self.theme(&raw.templates, &speakers, faults)?;
        let scheduled = directory
            .services
            .iter()
            .filter(|service| service.contacts.iter().any(|contact| contact.schedule.is_some()));
        let holidays = |code| self.holidays.get((code, directory.today), || public_holidays(code, directory.today));
        let holidays = scheduled.filter_map(home_of).map(|code| (code, holidays(code))).collect();
        Some(Site {
            base: Base::new(base_url.unwrap_or(&directory.site.base_url)),
            assets: asset::prepare(&raw.statics),
            theme,
            alternates: OnceLock::new(),
            listed: OnceLock::new(),
            frames: speakers.iter().map(|_| OnceLock::new()).collect(),
            shared: Shared::of(&directory),
            finder: OnceLock::new(),
            speakers,
            holidays,
            directory,
        })
    }

    fn speakers(&self, directory: &Directory, faults: &mut Faults) -> Option<Vec<Arc<Speaker>>> {
        let voices: Vec<Voice> = directory.locales.iter().map(|text| Voice::of(text, directory)).collect();
        let made: Vec<_> = voices
            .into_par_iter()
            .map(|voice| self.speakers.get(voice.clone(), || Speaker::new(voice).map(Arc::new)))
            .collect();
        let speakers = directory.locales.iter().zip(made).map(|(text, made)| match &*made {
            Ok(speaker) => Some(Arc::clone(speaker)),
            Err(reason) => {
                let message = format!("`{}` cannot be a locale: {reason}", text.settings.locale);
                let help = "set `formats` to a locale that CLDR knows, or leave this one out";
                faults.report(Diagnostic::new(Code::LocaleFolder, message).help(help));
                None
            }
        });
        speakers.collect::<Vec<_>>().into_iter().collect()
    }

    fn theme(&self, templates: &[Arc<Source>], speakers: &[Arc<Speaker>], faults: &mut Faults) -> Option<Arc<Theme>> {
        let key = (templates.iter().map(Same::of).collect(), speakers.iter().map(Same::of).collect());
        let made = self.themes.get(key, || {
            let by_tag: Speakers =
                speakers.iter().map(|speaker| (speaker.locale.as_str().to_owned(), Arc::clone(speaker))).collect();
            let mut faults = Faults::new();
            let theme = Theme::compile(templates, &Arc::new(by_tag), &mut faults).map(Arc::new);
            (theme, faults)
        });
        faults.extend(made.1.clone());
        made.0.clone()
    }
}

impl Site {
    /// Prepares a site from scratch; see [`Memory::prepare`].
    pub fn prepare(directory: Directory, raw: &Raw, base_url: Option<&str>, faults: &mut Faults) -> Option<Self> {
        Memory::default().prepare(directory, raw, base_url, faults)
    }

    /// Whether both are made with the very same templates and messages.
    pub fn speaks_like(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.theme, &other.theme)
    }

    /// Every address of the site, in order.
    pub fn routes(&self) -> Vec<Route> {
        let mut routes = vec![
            Route::Chooser,
            Route::RootNotFound,
            Route::Robots,
            Route::SecurityTxt,
            Route::OpenJson,
            Route::OpenCsv,
        ];
        let topics = self.topics();
        if self.speakers.len() > LONGEST_MENU {
            routes.extend(topics.iter().cloned().map(Route::Languages));
        }
        for speaker in &self.speakers {
            routes.push(Route::NotFound(speaker.locale.clone()));
            routes.extend(topics.iter().map(|topic| Route::Local(speaker.locale.clone(), topic.clone())));
        }
        let parts = self.sitemap_parts();
        routes.push(Route::Sitemap(None));
        if parts > 1 {
            routes.extend((1..=parts).map(|part| Route::Sitemap(Some(part))));
        }
        routes.extend(self.assets.files.keys().cloned().map(Route::Asset));
        routes
    }

    /// What pages are about, in every locale alike.
    pub fn topics(&self) -> Vec<Topic> {
        let pages =
            self.directory.pages.keys().filter(|slug| **slug != PageSlug::home() && **slug != PageSlug::not_found());
        let mut topics = vec![Topic::Home];
        topics.extend(pages.cloned().map(Topic::Page));
        topics.extend(self.directory.countries.keys().copied().map(Topic::Country));
        topics
    }

    /// The pages that a sitemap lists: those whose main text is in the language of their address.
    fn listed(&self) -> &[(usize, Topic)] {
        self.listed.get_or_init(|| {
            let topics = self.topics();
            let of_locale = |index: usize| topics.iter().map(move |topic| (index, topic));
            let all = (0..self.speakers.len()).flat_map(of_locale);
            let translated = all.filter(|(index, topic)| self.is_translated(*index, topic));
            translated.map(|(index, topic)| (index, topic.clone())).collect()
        })
    }

    /// What a sitemap says of the versions of each page, made once for all of them; nothing where there are too few or
    /// too many locales.
    pub(super) fn alternates(&self) -> Result<&BTreeMap<Topic, Html>, Box<Diagnostic>> {
        if let Some(alternates) = self.alternates.get() {
            return Ok(alternates);
        }
        let mut alternates = BTreeMap::new();
        if (2..=MOST_ALTERNATES).contains(&self.speakers.len()) {
            for topic in self.topics() {
                let (versions, default) = super::lists::versions(self, &topic);
                let mut context = tera::Context::new();
                context.insert("versions", &versions);
                context.insert("default", &default);
                alternates.insert(topic, self.theme.piece("alternates.xml", &context)?);
            }
        }
        Ok(self.alternates.get_or_init(|| alternates))
    }

    /// The part of the listed pages that stands in one sitemap.
    pub(super) fn listed_part(&self, part: Option<usize>) -> &[(usize, Topic)] {
        match part {
            Some(part) => self.listed().chunks(LARGEST_SITEMAP).nth(part - 1).unwrap_or_default(),
            None => self.listed(),
        }
    }

    /// How many parts the sitemap has.
    pub(super) fn sitemap_parts(&self) -> usize {
        self.listed().len().div_ceil(LARGEST_SITEMAP)
    }

    /// Whether the main text of a page is in the language of the locale.
    pub(super) fn is_translated(&self, locale: usize, topic: &Topic) -> bool {
        let pages = &self.directory.locales[locale].pages;
        match topic {
            Topic::Home => pages.contains_key(&PageSlug::home()),
            Topic::Country(_) => true,
            Topic::Page(slug) => pages.contains_key(slug),
        }
    }

    /// The hours of one of a service's contacts in a locale. Nothing of them is kept: every service has hours of its own, and
    /// together, in every locale, they would take more memory than anything else.
    pub(super) fn hours(
        &self,
        locale: usize,
        service: &Service,
        schedule: &Schedule,
        form: Form,
    ) -> Result<Html, Box<Diagnostic>> {
        let holidays = home_of(service).and_then(|code| self.holidays.get(&code)).map_or("", |days| days.as_str());
        hours::set(schedule, form, holidays, &self.speakers[locale], &self.theme)
    }

    /// The frame of a locale, made on first use.
    pub(super) fn frame(&self, locale: usize) -> Result<&Frame, Box<Diagnostic>> {
        if let Some(frame) = self.frames[locale].get() {
            return Ok(frame);
        }
        let frame = Frame::make(self, locale)?;
        Ok(self.frames[locale].get_or_init(|| frame))
    }
}

/// The country whose holidays count for a service: the first it serves.
fn home_of(service: &Service) -> Option<CountryCode> {
    match &service.serves {
        Serves::World => None,
        Serves::Countries(countries) => countries.first().copied(),
    }
}
