//! The site: which pages there are, and each of them on demand.
//!
//! What is the same on many pages is made once per locale or once per page of all locales; a page itself is rendered when
//! it is asked for and kept by nobody, so that memory does not grow with the number of pages.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

use crate::diagnostic::{Diagnostic, Faults};
use crate::model::{Audience, CountryCode, Directory, PageSlug, Serves, Service};
use crate::read::Raw;

use super::asset::{self, Assets};
use super::frame::Frame;
use super::holidays::public_holidays;
use super::html::Html;
use super::route::{Base, Route, Topic};
use super::service::Extent;
use super::speaker::Speaker;
use super::theme::{Speakers, Theme};

/// With more locales than this, a page's menu leads to a page of its own with all of them.
pub const LONGEST_MENU: usize = 12;

/// With more locales than this, the sitemap leaves out alternates, which grow with their square.
pub const MOST_ALTERNATES: usize = 50;

/// Largest number of addresses in one sitemap.
const LARGEST_SITEMAP: usize = 2_000;

/// Entries of worldwide services by id, extent, and whether they are the first of their page.
pub(super) type Cards = BTreeMap<(String, Extent, bool), Html>;

/// A site, ready to be rendered page by page.
pub struct Site {
    /// What it shows.
    pub directory: Directory,
    /// Where it stands.
    pub base: Base,
    /// Its files beside the pages.
    pub assets: Assets,
    pub(super) theme: Theme,
    pub(super) speakers: Vec<Arc<Speaker>>,
    pub(super) frames: Vec<OnceLock<Frame>>,
    pub(super) holidays: HashMap<CountryCode, String>,
    pub(super) cards: Vec<OnceLock<Cards>>,
    alternates: OnceLock<BTreeMap<Topic, Html>>,
}

impl Site {
    /// Prepares a site. Faults of the templates, and locales that CLDR does not know, are noted.
    pub fn prepare(directory: Directory, raw: &Raw, base_url: Option<&str>, faults: &mut Faults) -> Option<Self> {
        let mut speakers: Vec<Arc<Speaker>> = Vec::new();
        for text in &directory.locales {
            match Speaker::new(text, &directory) {
                Ok(speaker) => speakers.push(Arc::new(speaker)),
                Err(reason) => faults.report(
                    Diagnostic::new(
                        crate::diagnostic::Code::LocaleFolder,
                        format!("`{}` cannot be a locale: {reason}", text.settings.locale),
                    )
                    .help("set `formats` to a locale that CLDR knows, or leave this one out"),
                ),
            }
        }
        if faults.has_errors() {
            return None;
        }
        let by_tag: Speakers =
            speakers.iter().map(|speaker| (speaker.locale.as_str().to_owned(), Arc::clone(speaker))).collect();
        let theme = Theme::compile(&raw.templates, &Arc::new(by_tag), faults)?;
        let base = Base::new(base_url.unwrap_or(&directory.site.base_url));
        let scheduled = directory
            .services
            .iter()
            .filter(|service| service.contacts.iter().any(|contact| contact.schedule.is_some()));
        let countries = scheduled.filter_map(home_of);
        let holidays = countries.map(|code| (code, public_holidays(code, directory.today))).collect();
        let once = || directory.locales.iter().map(|_| OnceLock::new()).collect();
        let cards = directory.locales.iter().map(|_| OnceLock::new()).collect();
        Some(Self {
            base,
            assets: asset::prepare(&raw.statics),
            theme,
            speakers,
            alternates: OnceLock::new(),
            frames: once(),
            holidays,
            cards,
            directory,
        })
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
        let parts = self.listed().len().div_ceil(LARGEST_SITEMAP);
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
    pub(super) fn listed(&self) -> Vec<(usize, Topic)> {
        let topics = self.topics();
        let mut listed = Vec::new();
        for index in 0..self.speakers.len() {
            listed.extend(
                topics.iter().filter(|topic| self.is_translated(index, topic)).cloned().map(|topic| (index, topic)),
            );
        }
        listed
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
                alternates.insert(topic, Html::trusted(self.theme.render("alternates.xml", &context)?));
            }
        }
        Ok(self.alternates.get_or_init(|| alternates))
    }

    /// The part of the listed pages that stands in one sitemap.
    pub(super) fn listed_part(&self, part: Option<usize>) -> Vec<(usize, Topic)> {
        let all = self.listed();
        match part {
            Some(part) => all.chunks(LARGEST_SITEMAP).nth(part - 1).unwrap_or_default().to_vec(),
            None => all,
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

    /// The public holidays of the country a service is in.
    pub(super) fn holidays_of(&self, service: &Service) -> String {
        home_of(service).and_then(|code| self.holidays.get(&code)).cloned().unwrap_or_default()
    }

    /// The audience and extent variants of worldwide entries, made once per locale.
    pub(super) fn worldwide_card(
        &self,
        locale: usize,
        service: &Service,
        extent: Extent,
        first: bool,
    ) -> Option<&Html> {
        self.cards[locale].get()?.get(&(service.id.as_str().to_owned(), extent, first))
    }

    /// The frame of a locale, made on first use.
    pub(super) fn frame(&self, locale: usize) -> Result<&Frame, Box<Diagnostic>> {
        if let Some(frame) = self.frames[locale].get() {
            return Ok(frame);
        }
        let frame = Frame::make(self, locale)?;
        Ok(self.frames[locale].get_or_init(|| frame))
    }

    /// The main audience of worldwide services; entries of the same locale share one rendering.
    pub(super) fn ensure_cards(&self, locale: usize) -> Result<(), Box<Diagnostic>> {
        if self.cards[locale].get().is_some() {
            return Ok(());
        }
        let mut cards = BTreeMap::new();
        for index in &self.directory.worldwide {
            let service = &self.directory.services[*index];
            let audience: Audience = super::country::main_audience(service);
            for (extent, first) in [(Extent::Full, false), (Extent::Full, true), (Extent::Brief, false)] {
                let html = self.render_entry(locale, service, audience, extent, first)?;
                cards.insert((service.id.as_str().to_owned(), extent, first), html);
            }
        }
        let _ = self.cards[locale].set(cards);
        Ok(())
    }
}

/// The country whose holidays count for a service: the first it serves.
fn home_of(service: &Service) -> Option<CountryCode> {
    match &service.serves {
        Serves::World => None,
        Serves::Countries(countries) => countries.first().copied(),
    }
}
