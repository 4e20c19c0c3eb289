//! Countries and languages by what people call them, for somebody who wrote a name where a code belongs.

use crate::cldr;
use crate::diagnostic::did_you_mean;
use crate::model::{CountryCode, LanguageTag};

/// The country that bears a name much like this one in English, with that name.
pub fn country(text: &str) -> Option<(String, CountryCode)> {
    let english = LanguageTag::parse("en").ok()?;
    let named = CountryCode::all().filter_map(|code| Some((cldr::country_name_in(&english, code)?, code)));
    nearest(text, named.collect())
}

/// The language of a country that bears a name much like this one in English, with that name.
pub fn language(text: &str) -> Option<(String, LanguageTag)> {
    let languages = CountryCode::all().filter_map(cldr::likely_language);
    let mut named: Vec<_> = languages.filter_map(|tag| Some((cldr::english_language_name(&tag)?, tag))).collect();
    named.sort();
    named.dedup();
    nearest(text, named)
}

fn nearest<T>(text: &str, mut named: Vec<(String, T)>) -> Option<(String, T)> {
    let wanted = text.to_lowercase();
    if wanted.chars().count() < 4 {
        return None;
    }
    let lower: Vec<String> = named.iter().map(|(name, _)| name.to_lowercase()).collect();
    let part = || lower.iter().position(|name| name.starts_with(&wanted));
    let near = did_you_mean(&wanted, lower.iter().map(String::as_str));
    let at = near.and_then(|near| lower.iter().position(|name| name == near)).or_else(part)?;
    Some(named.swap_remove(at))
}
