//! The whole site's data, complete and consistent.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::vocabulary::vocabulary;
use super::{
    Assurance, Continent, CountryCode, Freshness, LanguageTag, ListBlock, Localized, Messages, Outcome, Page, PageSlug,
    Phone, ReviewPeriods, Section, Serves, Service, ServiceId, WebAddress,
};

vocabulary! {
    /// How the texts of a locale came about.
    TranslationKind "kind of translation" "translation" {
        /// The texts were written in this language.
        Source "source",
        /// Translated by a person.
        Human "human",
        /// Translated by a machine, then read by a native speaker.
        Reviewed "reviewed",
        /// Translated by a machine; no native speaker has read it yet.
        Machine "machine",
    }
}

vocabulary! {
    /// A service that an emergency number reaches.
    EmergencyService "emergency service" "emergency" {
        /// Police.
        Police "police",
        /// Ambulance.
        Ambulance "ambulance",
        /// Fire brigade.
        Fire "fire",
        /// Coastguard.
        Coastguard "coastguard",
    }
}

/// The settings of the site.
#[derive(Clone, Debug)]
pub struct Site {
    /// Its name, the same in every language.
    pub name: String,
    /// Where it is published: https, host, a path that ends with `/`.
    pub base_url: String,
    /// Its locales; the first is the source locale, to which the others fall back.
    pub locales: Vec<LocaleSettings>,
    /// Locales that are still being translated and are not published.
    pub drafts: Vec<LocaleSettings>,
    /// Where to write when something on the site is wrong.
    pub corrections: String,
    /// When entries must be checked again.
    pub review: ReviewPeriods,
}

impl Site {
    /// The locale that the others are translated from.
    pub fn source_locale(&self) -> &LanguageTag {
        &self.locales[0].locale
    }
}

/// The settings of one locale.
#[derive(Clone, Debug)]
pub struct LocaleSettings {
    /// Its tag.
    pub locale: LanguageTag,
    /// How its texts came about.
    pub translation: TranslationKind,
    /// The locale whose dates and times it writes: itself, or a regional form such as `en-GB`.
    pub formats: LanguageTag,
    /// A neutral page, not personalised, to which a visitor can leave at once.
    pub exit: WebAddress,
}

/// How much of the texts of the source locale a translation has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many there are in the source locale.
    pub all: usize,
    /// Those that are not translated.
    pub missing: Vec<String>,
    /// Those whose original has changed since they were translated, or of which nobody knows from what they were made.
    pub stale: Vec<String>,
}

impl Tally {
    /// How many are translated.
    pub fn translated(&self) -> usize {
        self.all - self.missing.len()
    }
}

/// How far a translation is.
#[derive(Clone, Debug)]
pub struct Progress {
    /// The locale.
    pub settings: LocaleSettings,
    /// Whether it is not published yet.
    pub draft: bool,
    /// Messages by id.
    pub messages: Tally,
    /// Pages by slug.
    pub pages: Tally,
}

/// The texts of one locale.
pub struct LocaleText {
    /// Its settings.
    pub settings: LocaleSettings,
    /// The messages of the interface.
    pub messages: Arc<Messages>,
    /// Its pages; where one is missing the source locale's stands in.
    pub pages: BTreeMap<PageSlug, Arc<Page>>,
}

/// Names that differ from those of CLDR: locale, then code, then name.
#[derive(Clone, Debug, Default)]
pub struct NameOverrides {
    /// Names of countries.
    pub countries: BTreeMap<LanguageTag, BTreeMap<CountryCode, String>>,
    /// Names of languages.
    pub languages: BTreeMap<LanguageTag, BTreeMap<LanguageTag, String>>,
}

/// A line of the second rank: where to report, a child helpline, a crisis line. It has a number, an address, or both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its own name.
    pub name: Localized,
    /// Its number.
    pub phone: Option<Phone>,
    /// Its web address.
    pub url: Option<WebAddress>,
    /// Who compared it with its source; many were compared only once.
    pub assurance: Option<Assurance>,
    /// The day that counts as its last check.
    pub checked: Date,
    /// How old that is; the number of an expired line is not here.
    pub freshness: Freshness,
}

/// The lines of the second rank of one country, or of the world.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines {
    /// Where to report child sexual abuse material.
    pub reporting: Vec<Line>,
    /// Helplines that children call.
    pub child: Vec<Line>,
    /// Lines for people who think of ending their life.
    pub crisis: Vec<Line>,
}

/// A number to call in an emergency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmergencyNumber {
    /// As dialled.
    pub phone: Phone,
    /// Which services it reaches; empty where no source says.
    pub reaches: Vec<EmergencyService>,
}

/// The confirmed emergency numbers of a country.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Emergency {
    /// Those that may be shown; empty where none is known, or where they have expired.
    pub numbers: Vec<EmergencyNumber>,
    /// Who compared them with their source, and what came of it.
    pub assurance: Option<Assurance>,
    /// The day that counts as their last check; `None` where there never were any.
    pub checked: Option<Date>,
    /// How old that is.
    pub freshness: Freshness,
}

impl Emergency {
    /// The numbers to call when a child is in danger: those that reach the police, or of which it is not known whom they
    /// reach. An ambulance or the fire brigade alone is not who must come.
    pub fn urgent(&self) -> impl Iterator<Item = &EmergencyNumber> {
        let reaches_police =
            |number: &&EmergencyNumber| number.reaches.is_empty() || number.reaches.contains(&EmergencyService::Police);
        self.numbers.iter().filter(reaches_police)
    }

    /// Whether a comparison with their sources left a doubt.
    pub fn is_doubted(&self) -> bool {
        self.assurance.as_ref().is_some_and(|assurance| assurance.result != Outcome::Confirmed)
    }
}

impl Default for Emergency {
    fn default() -> Self {
        Self { numbers: Vec::new(), assurance: None, checked: None, freshness: Freshness::Fresh }
    }
}

/// A country and what is particular to it.
#[derive(Clone, Debug)]
pub struct Country {
    /// Its code.
    pub code: CountryCode,
    /// The part of the world it is listed under.
    pub continent: Continent,
    /// Its languages, most used first; at least one.
    pub languages: Vec<LanguageTag>,
    /// Whether the directory has a file for it.
    pub has_file: bool,
    /// Services that serve it and not the whole world, as indices of [`Directory::services`], in the order of the data.
    pub services: Vec<usize>,
    /// Emergency numbers.
    pub emergency: Emergency,
    /// Lines of the second rank.
    pub lines: Lines,
}

/// A published work that a page refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Family names and initials.
    pub authors: String,
    /// Year of publication.
    pub year: u16,
    /// Its own title.
    pub title: String,
    /// Journal, volume and pages, or the publisher.
    pub published_in: String,
    /// Language of the title.
    pub language: LanguageTag,
    /// Where it can be looked up.
    pub url: WebAddress,
}

/// A service on record that is not shown, and why. For maintainers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withheld {
    /// Its id.
    pub id: ServiceId,
    /// Whom it would serve.
    pub serves: Serves,
    /// The maintainers' reason.
    pub reason: String,
}

/// Everything the site shows, complete and consistent.
pub struct Directory {
    /// The day for which it was checked.
    pub today: Date,
    /// The settings of the site.
    pub site: Site,
    /// Every country of ISO 3166-1 and XK, by code.
    pub countries: BTreeMap<CountryCode, Country>,
    /// Every service that may be shown; those of the world last.
    pub services: Vec<Service>,
    /// Indices of the services for the whole world.
    pub worldwide: Vec<usize>,
    /// Lines for the whole world.
    pub worldwide_lines: Lines,
    /// Services on record that are not shown.
    pub withheld: Vec<Withheld>,
    /// Names that differ from CLDR's.
    pub names: NameOverrides,
    /// Works that pages refer to, by key.
    pub references: BTreeMap<String, Reference>,
    /// The texts, in the order of the site's locales.
    pub locales: Vec<LocaleText>,
    /// How far each translation is, drafts last.
    pub progress: Vec<Progress>,
    /// Where each page stands and what list follows its text.
    pub pages: BTreeMap<PageSlug, PagePlan>,
    /// Addresses that were published once, in order.
    pub redirects: Vec<Redirect>,
}

/// An address that was published once, and where it leads now. Both are written from the root of the site.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Redirect {
    /// The old address; no page stands there. It ends with `/` or `.html`.
    pub from: String,
    /// A page of the site; it ends with `/`.
    pub to: String,
}

/// What is the same for a page in every locale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PagePlan {
    /// The group of links.
    pub section: Section,
    /// The order within the group.
    pub order: u16,
    /// What follows the text.
    pub list: Option<ListBlock>,
}
