//! Looking things up in records of two states of the directory, of which the earlier may follow older rules.
//!
//! So nothing is decoded here: a key that is not there is simply not there.

use std::sync::Arc;

use jiff::civil::Date;

use crate::diagnostic::{Place, Source};
use crate::read::{Document, Node, Value};

/// A record and the file it stands in.
#[derive(Clone, Copy)]
pub struct Entry<'a> {
    /// The file.
    pub source: &'a Arc<Source>,
    /// The record.
    pub node: &'a Node,
}

impl<'a> Entry<'a> {
    /// A whole file.
    pub fn file(document: &'a Document) -> Self {
        Self { source: &document.source, node: &document.root }
    }

    /// What stands behind a key.
    pub fn field(self, key: &str) -> Option<Self> {
        let Value::Mapping(entries) = &self.node.value else { return None };
        let (_, _, node) = entries.iter().find(|(known, ..)| known == key)?;
        Some(Self { node, ..self })
    }

    /// The text behind a key.
    pub fn text(self, key: &str) -> Option<&'a str> {
        self.field(key)?.own_text()
    }

    /// The text that it is.
    pub fn own_text(self) -> Option<&'a str> {
        match &self.node.value {
            Value::Scalar(scalar) => Some(&scalar.text),
            Value::Null | Value::Sequence(_) | Value::Mapping(_) => None,
        }
    }

    /// The items of the list behind a key.
    pub fn items(self, key: &str) -> impl Iterator<Item = Self> + use<'a> {
        self.field(key).into_iter().flat_map(Self::own_items)
    }

    /// The items of the list that it is.
    pub fn own_items(self) -> impl Iterator<Item = Self> + use<'a> {
        let nodes = match &self.node.value {
            Value::Sequence(nodes) => nodes.as_slice(),
            Value::Null | Value::Scalar(_) | Value::Mapping(_) => &[],
        };
        nodes.iter().map(move |node| Self { node, ..self })
    }

    /// The first text of a text by language: the original.
    pub fn original(self, key: &str) -> Option<&'a str> {
        match &self.field(key)?.node.value {
            Value::Mapping(entries) => {
                entries.first().and_then(|(_, _, node)| Self { node, source: self.source }.own_text())
            }
            Value::Scalar(scalar) => Some(&scalar.text),
            Value::Null | Value::Sequence(_) => None,
        }
    }

    /// The texts after the first of a text by language, each with its language.
    pub fn translations(self, key: &str) -> Vec<(&'a str, &'a str)> {
        let Some(Value::Mapping(entries)) = self.field(key).map(|field| &field.node.value) else { return Vec::new() };
        let others = entries.iter().skip(1);
        others.filter_map(|(language, _, node)| Some((language.as_str(), Self { node, ..self }.own_text()?))).collect()
    }

    /// The day of its assurance.
    pub fn assured(self) -> Option<Date> {
        self.field("assurance")?.text("date")?.parse().ok()
    }

    /// Where a key's value stands, else where the record begins.
    pub fn place(self, key: &str) -> Place {
        let entry = self.field(key).unwrap_or(self);
        Place::new(entry.source, entry.node.span.clone())
    }
}

/// Whether the same words stand behind a key, however they are written; not being there equals only itself.
pub fn same(then: Entry<'_>, now: Entry<'_>, key: &str) -> bool {
    match (then.field(key), now.field(key)) {
        (None, None) => true,
        (Some(then), Some(now)) => equal(then.node, now.node),
        (None, Some(_)) | (Some(_), None) => false,
    }
}

fn equal(then: &Node, now: &Node) -> bool {
    match (&then.value, &now.value) {
        (Value::Null, Value::Null) => true,
        (Value::Scalar(then), Value::Scalar(now)) => then.text.trim() == now.text.trim(),
        (Value::Sequence(then), Value::Sequence(now)) => {
            then.len() == now.len() && then.iter().all(|item| now.iter().any(|other| equal(item, other)))
        }
        (Value::Mapping(then), Value::Mapping(now)) => {
            then.len() == now.len()
                && then
                    .iter()
                    .all(|(key, _, value)| now.iter().any(|(other, _, same)| key == other && equal(value, same)))
        }
        _ => false,
    }
}

/// Whether a day is later than another, or there was none before.
pub fn newer(now: Option<Date>, then: Option<Date>) -> bool {
    now.is_some_and(|now| then.is_none_or(|then| now > then))
}
