//! Values that cannot be wrong: what the site says, after every check.
//!
//! Nothing here reads a file, knows a clock or makes HTML. A fact that may not be shown has no place in these types,
//! so no page can show it by mistake.

mod assurance;
mod contact;
mod country;
mod directory;
mod locale;
mod messages;
mod page;
mod schedule;
mod service;
mod text;
mod vocabulary;

pub use assurance::{Assurance, Basis, Freshness, Method, Outcome, ReviewPeriods};
pub use contact::{CallCost, Contact, ContactKind, Dial, Digits, E164, Phone, Reach, Way, WebAddress};
pub use country::{Continent, CountryCode, NotACountry};
pub use directory::{
    Country, Directory, Emergency, EmergencyNumber, EmergencyService, Line, Lines, PagePlan, Progress, Redirect,
    Reference, Tally, Withheld,
};
pub use directory::{LocaleSettings, LocaleText, NameOverrides, Site, TranslationKind};
pub use locale::{Direction, LanguageTag, NotALanguage};
pub use messages::{MessageValue, Messages, spoken_messages, spoken_variables};
pub use page::{ListBlock, Page, PageSlug, Section};
pub use schedule::{HolidayRule, Opening, Schedule, Week};
pub use service::{
    Audience, Concern, Confidence, Cost, HiddenBecause, Level, LimitOfConfidentiality, Organization, OrganizationKind,
    Publish, Serves, Service, ServiceId,
};
pub use text::Localized;
pub use vocabulary::Vocabulary;
