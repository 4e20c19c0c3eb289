//! Doors for tests that try each reader of a single text with anything at all. The program itself uses none of them.

use std::sync::Arc;

use jiff::civil::Date;

use super::address::{self, Use};
use super::decode::Leaf;
use super::page::Targets;
use super::{hours, message, page, phone, values};
use crate::diagnostic::{Faults, Source};
use crate::model::{CountryCode, Dial, LanguageTag, Reach, Schedule, ServiceId};
use crate::read::RawPage;

/// Opening hours.
pub fn hours(text: &str) -> Option<Schedule> {
    hours::read(text, "Europe/Berlin").ok()
}

/// A phone number, as dialled inside a country or from anywhere.
pub fn phone(text: &str, reach: Reach, country: Option<CountryCode>) -> Option<Dial> {
    phone::dial(text, reach, country).ok()
}

/// A web address for visitors.
pub fn address(text: &str) -> Option<String> {
    address::read(text, Use::Visitor { unencrypted: false }).ok().map(|address| address.as_str().to_owned())
}

/// A mail address.
pub fn email(text: &str) -> Option<String> {
    address::read_email(text).ok()
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
    (values::ZoneName::read(text).is_ok(), CountryCode::read(text).is_ok(), ServiceId::read(text).is_ok())
}

/// The messages of a locale.
pub fn messages(text: &str) -> bool {
    let source = Arc::new(Source { path: "content/en/messages.ftl".into(), text: text.into() });
    let mut faults = Faults::new();
    message::parse(&source, &mut faults).is_some() && !faults.has_errors()
}

/// A page, split into front matter and body.
pub fn page(raw: &RawPage) -> bool {
    let targets = Targets { references: Some(["example-2020"].into()), indiscreet: &[], is_source: true };
    page::check(raw, &targets, &mut Faults::new()).is_some()
}
