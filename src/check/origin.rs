//! From which English text a translation was made, so that it can be told when that text has changed since.
//!
//! `content/<locale>/translated-from.yaml` holds a fingerprint for each message and page of the locale.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Faults, Source};
use crate::model::LanguageTag;
use crate::read::{Document, Node};

use schemars::{Schema, SchemaGenerator, json_schema};

use super::decode::{Cx, Decode, Leaf, Problem, leaves, record};
use super::describe::{Describe, Map};
use super::values::decode_map;

/// The first eight hexadecimal digits of the BLAKE3 hash of a text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fingerprint(String);

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Leaf for Fingerprint {
    fn shape() -> Schema {
        json_schema!({ "type": "string", "pattern": "^[0-9a-f]{8}$" })
    }

    fn read(text: &str) -> Result<Self, Problem> {
        let fits = text.len() == 8 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        fits.then(|| Self(text.to_owned())).ok_or_else(|| {
            Problem::new(Code::WrongType, format!("`{text}` is not a fingerprint"))
                .help("do not write these by hand: run `get-support-today translated <locale>` after translating")
        })
    }
}
leaves!(Fingerprint);

/// The fingerprint of several texts, taken together.
pub fn fingerprint(parts: &[&str]) -> Fingerprint {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    Fingerprint(hasher.finalize().to_hex()[..8].to_owned())
}

record! {
    /// The originals of a locale's texts.
    RawOrigins "the originals" {
        /// Fingerprints of messages, by id.
        messages: Option<ByName>,
        /// Fingerprints of pages, by slug.
        pages: Option<ByName>,
    }
}

/// Fingerprints by name.
#[derive(Debug, Default)]
pub struct ByName(BTreeMap<String, Fingerprint>);

impl Describe for ByName {
    fn describe(generator: &mut SchemaGenerator) -> Schema {
        Map::<String, Fingerprint>::describe(generator)
    }
}

impl Decode for ByName {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let read_key = |key: &str| Ok(key.to_owned());
        let entries = decode_map::<String, Fingerprint>(node, cx, "fingerprints by name", read_key)?;
        Some(Self(entries.into_iter().map(|(name, fingerprint)| (name.value, fingerprint.value)).collect()))
    }
}

/// The originals from which a locale's texts were made.
#[derive(Debug, Default)]
pub struct Origins {
    /// Messages by id.
    pub messages: BTreeMap<String, Fingerprint>,
    /// Pages by slug.
    pub pages: BTreeMap<String, Fingerprint>,
}

/// Reads `translated-from.yaml`; a locale without it has translated nothing yet.
pub fn read(document: Option<&Document>, faults: &mut Faults) -> Option<Origins> {
    let Some(document) = document else { return Some(Origins::default()) };
    let mut cx = Cx { source: &document.source, faults };
    let record = RawOrigins::decode(&document.root, &mut cx)?;
    Some(Origins { messages: record.messages.unwrap_or_default().0, pages: record.pages.unwrap_or_default().0 })
}

/// A text to look at again, because its original has changed since it was translated.
pub fn stale(
    code: Code,
    what: &str,
    name: &str,
    source: &Arc<Source>,
    span: std::ops::Range<usize>,
    recorded: bool,
) -> Diagnostic {
    let message = if recorded {
        format!("the English {what} `{name}` has changed since it was translated")
    } else {
        format!("it is not on record from which English text the {what} `{name}` was translated")
    };
    let locale = source.path.split('/').nth(1).unwrap_or("<locale>");
    Diagnostic::new(code, message).at(source, span).help(format!(
        "compare it with the English, correct it, then run `get-support-today translated {locale} {name}`"
    ))
}

/// How many texts a message names.
const NAMED: usize = 3;

/// A locale of which it is not on record from which English texts it was translated: said once, not for each text. `names`
/// are those of its messages and pages, at least one.
pub fn unrecorded(locale: &LanguageTag, names: &[&str], source: &Arc<Source>) -> Diagnostic {
    let first: Vec<String> = names.iter().take(NAMED).map(|name| format!("`{name}`")).collect();
    let others = names.len() - first.len();
    let texts = match others {
        0 => first.join(", "),
        others => format!("{} and {others} other texts", first.join(", ")),
    };
    let message = format!("it is not on record from which English texts those of `{locale}` were translated: {texts}");
    Diagnostic::new(Code::TranslationUnrecorded, message)
        .at(source, 0..0)
        .help(format!("compare them with the English, correct them, then run `get-support-today translated {locale}`"))
}

/// The file that records `origins`, ready to be written.
pub fn write(origins: &Origins) -> String {
    let mut text = String::from(
        "# From which English text each translation was made. Written by `get-support-today translated`; do not edit.\n",
    );
    for (heading, entries) in [("messages", &origins.messages), ("pages", &origins.pages)] {
        if entries.is_empty() {
            continue;
        }
        text.push_str(heading);
        text.push_str(":\n");
        for (name, fingerprint) in entries {
            text.push_str(&format!("  {name}: \"{fingerprint}\"\n"));
        }
    }
    text
}
