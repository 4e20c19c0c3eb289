//! What somebody types on the command line, read as the checks read it in a file, and refused in the same words.

use crate::diagnostic::{Code, Faults};
use crate::model::CountryCode;
use crate::read::Raw;

use super::address::{self, Use};
use super::decode::{Leaf, Problem};
use super::{message, phone, site};

/// One value: a word of a vocabulary, an id, a day.
///
/// # Errors
/// What is wrong and what to write instead.
pub fn typed<T: Leaf>(text: &str) -> Result<T, String> {
    T::read(text.trim()).map_err(|problem| words(&problem))
}

/// Several values with commas between them; at least one, none twice.
///
/// # Errors
/// What is wrong and what to write instead.
pub fn typed_list<T: Leaf + PartialEq>(text: &str) -> Result<Vec<T>, String> {
    let mut values: Vec<T> = Vec::new();
    for part in text.split([',', ' ']).filter(|part| !part.is_empty()) {
        let value = typed::<T>(part)?;
        if !values.contains(&value) {
            values.push(value);
        }
    }
    if values.is_empty() { Err("name at least one".to_owned()) } else { Ok(values) }
}

/// A country by its code, in capital letters or not. Its name in English is not taken for it, but leads to it.
///
/// # Errors
/// What is wrong and what to write instead.
pub fn typed_country(text: &str) -> Result<CountryCode, String> {
    let text = text.trim();
    typed::<CountryCode>(&text.to_uppercase()).or_else(|_| typed::<CountryCode>(text))
}

/// The address of a web page that visitors may be sent to. One without encryption takes two lines of a file.
///
/// # Errors
/// What is wrong and what to write instead.
pub fn typed_address(text: &str) -> Result<String, String> {
    let text = text.trim();
    match address::read(text, Use::Encrypted) {
        Ok(_) => Ok(text.to_owned()),
        Err(problem) if problem.diagnostic.code == Code::UrlNotHttps => Err(format!(
            "{}; if it does not, write it with https:// here, and in the file then http:// and a line `unencrypted: true`",
            words(&problem)
        )),
        Err(problem) => Err(words(&problem)),
    }
}

/// The address of a page that backs a fact.
///
/// # Errors
/// What is wrong and what to write instead.
pub fn typed_evidence(text: &str) -> Result<String, String> {
    let text = text.trim();
    match address::read(text, Use::Evidence) {
        Ok(_) => Ok(text.to_owned()),
        Err(problem) => Err(words(&problem)),
    }
}

/// A number as its service prints it: the digits that are dialled, inside `country` unless it begins with `+`.
///
/// # Errors
/// What is wrong and what to write instead.
pub fn typed_phone(text: &str, country: Option<CountryCode>) -> Result<String, String> {
    phone::from_print(text.trim(), country).map_err(|problem| words(&problem))
}

/// A mail address.
///
/// # Errors
/// What is wrong and what to write instead.
pub fn typed_email(text: &str) -> Result<String, String> {
    address::read_email(text.trim()).map_err(|problem| words(&problem))
}

/// A text of the source locale that a bystander may see.
///
/// # Errors
/// The word that says too much, and what to write instead.
pub fn typed_neutral(text: &str, raw: &Raw) -> Result<String, String> {
    let all = site::check_discretion(raw.discretion.as_ref(), &mut Faults::new()).unwrap_or_default();
    let own = all.get(&super::source_locale(raw)).map_or(&[][..], Vec::as_slice);
    match message::indiscreet(text, own) {
        Some(fault) => Err(words(&Problem { diagnostic: Box::new(fault) })),
        None => Ok(text.to_owned()),
    }
}

fn words(problem: &Problem) -> String {
    let diagnostic = &problem.diagnostic;
    match &diagnostic.help {
        Some(help) => format!("{}: {help}", diagnostic.message),
        None => diagnostic.message.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Audience, LanguageTag, ServiceId};

    #[test]
    fn names_lead_to_codes() {
        assert_eq!(typed_country("nz").unwrap().as_str(), "NZ");
        for (typed, code) in [("Netherlands", "NL"), ("Nederlands", "NL"), ("germany", "DE"), ("UK", "GB")] {
            let message = typed_country(typed).unwrap_err();
            assert!(message.contains(code), "{typed}: {message}");
        }
        assert!(typed_country("ZZ").unwrap_err().contains("no country"));
        assert_eq!(typed::<LanguageTag>("pt-BR").unwrap().as_str(), "pt-BR");
        for (text, tag) in [("german", "de"), ("Portugese", "pt"), ("pt_BR", "pt-BR"), ("DE", "de")] {
            let message = typed::<LanguageTag>(text).unwrap_err();
            assert!(message.contains(tag), "{text}: {message}");
        }
    }

    #[test]
    fn lists_and_words_are_read_as_in_files() {
        let list = typed_list::<Audience>("self, family").unwrap();
        assert_eq!(list, [Audience::Themselves, Audience::Family]);
        assert!(typed_list::<Audience>("self, famly").unwrap_err().contains("family"));
        assert!(typed_list::<Audience>(" , ").is_err());
        assert!(typed::<ServiceId>("Some Line").unwrap_err().contains("lower-case"));
        assert!(typed_address("example.org").is_err() && typed_address("http://example.org/").is_err());
        assert!(typed_evidence("http://example.org/").is_ok());
    }
}
