//! Doors for tests that try each reader of a single text with anything at all. The program itself uses none of them.

use std::sync::Arc;

use jiff::civil::Date;

use super::address::{self, Use};
use super::decode::Leaf;
use super::page::Targets;
use super::{hours, message, moments, page, phone, published};
use crate::diagnostic::{Diagnostic, Faults, Source};
use crate::model::{CountryCode, Dial, Directory, LanguageTag, Messages, Page, Reach, Schedule, ServiceId, WebAddress};
use crate::read::{Raw, RawPage};

/// A value, or why the text is none; without a place.
pub type Answer<T> = Result<T, Box<Diagnostic>>;

/// Opening hours.
///
/// # Errors
/// Why they are no schedule.
pub fn hours(text: &str) -> Answer<Schedule> {
    hours::read(text, "Europe/Berlin").map_err(|problem| problem.diagnostic)
}

/// A phone number, as dialled inside a country or from anywhere.
///
/// # Errors
/// Why nobody can dial it.
pub fn phone(text: &str, reach: Reach, country: Option<CountryCode>) -> Answer<Dial> {
    phone::dial(text, reach, country).map_err(|problem| problem.diagnostic)
}

/// A web address for visitors.
///
/// # Errors
/// Why visitors are not sent there.
pub fn address(text: &str) -> Answer<WebAddress> {
    address::read(text, Use::Visitor { unencrypted: false }).map_err(|problem| problem.diagnostic)
}

/// A mail address.
///
/// # Errors
/// Why nobody can write to it.
pub fn email(text: &str) -> Answer<String> {
    address::read_email(text).map_err(|problem| problem.diagnostic)
}

/// A day.
pub fn date(text: &str) -> Option<Date> {
    Date::read(text).ok()
}

/// A language.
pub fn language(text: &str) -> Option<LanguageTag> {
    LanguageTag::read(text).ok()
}

/// A time zone, a country, an id: the other values with rules of their own.
pub fn codes(text: &str) -> (bool, bool, bool) {
    (moments::ZoneName::read(text).is_ok(), CountryCode::read(text).is_ok(), ServiceId::read(text).is_ok())
}

/// The messages of a locale by themselves.
pub fn messages(text: &str, faults: &mut Faults) -> Option<Messages> {
    let parsed = message::parse(&resource("en", text), faults)?;
    Some(message::build(&parsed, LanguageTag::parse("en").ok()?, None))
}

/// The messages of a locale, held against those that they translate.
pub fn translation(text: &str, original: &str, faults: &mut Faults) {
    let translation = message::parse(&resource("de", text), faults);
    let original = message::parse(&resource("en", original), faults);
    if let (Some(translation), Some(original)) = (translation, original) {
        message::check_translation(&translation, &original, &std::collections::BTreeSet::new(), faults);
        message::report_missing(&translation, &original, faults);
        message::check_discretion(&translation, &["help".to_owned()], faults);
    }
}

fn resource(locale: &str, text: &str) -> Arc<Source> {
    Arc::new(Source { path: format!("content/{locale}/messages.ftl"), text: text.to_owned() })
}

/// A page, split into front matter and body; its links to other pages are not followed.
pub fn page(raw: &RawPage, faults: &mut Faults) -> Option<Arc<Page>> {
    let targets = Targets { references: Some(["example-2020"].into()), indiscreet: &[], is_source: true };
    page::check(raw, &targets, faults).map(|checked| checked.page)
}

/// The paths of files that the checks do not know a site to have.
pub fn unknown_files(raw: &Raw, directory: &Directory, mut paths: Vec<String>) -> Vec<String> {
    let published = published::Published::of(directory, &raw.statics);
    paths.retain(|path| !published.holds(path));
    paths
}
