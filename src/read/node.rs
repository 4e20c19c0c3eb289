//! A YAML file as a tree that remembers where everything stands.

use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::Spanned;

/// How a scalar was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScalarStyle {
    /// Bare, and YAML takes it for text.
    Plain,
    /// Bare, and YAML takes it for a number, `true` or `false`: its spelling may be changed by other programs.
    Typed,
    /// In quotation marks or as a block.
    Quoted,
}

/// A text with its style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scalar {
    /// The text as written, quotation marks and folding undone; a number keeps its spelling.
    pub text: String,
    /// How it was written.
    pub style: ScalarStyle,
}

/// What a node holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Null,
    /// A text.
    Scalar(Scalar),
    /// A list.
    Sequence(Vec<Node>),
    /// Keys, each with its place, and their values, in the order of the file; a key may stand twice.
    Mapping(Vec<(String, Range<usize>, Node)>),
}

/// A value and the bytes of the file where it stands (for lists and records: where they begin).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// What it holds.
    pub value: Value,
    /// Where.
    pub span: Range<usize>,
}

impl Node {
    /// The value under a key of a record.
    pub fn get(&self, key: &str) -> Option<&Node> {
        match &self.value {
            Value::Mapping(entries) => entries.iter().find(|(name, ..)| name == key).map(|(_, _, value)| value),
            Value::Null | Value::Scalar(_) | Value::Sequence(_) => None,
        }
    }

    /// What stands here, in words.
    pub fn kind(&self) -> &'static str {
        match &self.value {
            Value::Null => "nothing",
            Value::Scalar(_) => "a text",
            Value::Sequence(_) => "a list",
            Value::Mapping(_) => "a record",
        }
    }
}

/// The same tree as the YAML library gives it, before places are worked out.
pub(super) enum Untyped {
    Null,
    Text(String),
    Typed,
    Sequence(Vec<Spanned<Untyped>>),
    Mapping(Vec<(Spanned<String>, Spanned<Untyped>)>),
}

impl<'de> Deserialize<'de> for Untyped {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Untyped;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E>(self) -> Result<Untyped, E> {
        Ok(Untyped::Null)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Untyped, E> {
        Ok(Untyped::Typed)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Untyped, E> {
        Ok(Untyped::Typed)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Untyped, E> {
        Ok(Untyped::Typed)
    }

    fn visit_i128<E>(self, _: i128) -> Result<Untyped, E> {
        Ok(Untyped::Typed)
    }

    fn visit_u128<E>(self, _: u128) -> Result<Untyped, E> {
        Ok(Untyped::Typed)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Untyped, E> {
        Ok(Untyped::Typed)
    }

    fn visit_str<E>(self, text: &str) -> Result<Untyped, E> {
        Ok(Untyped::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Untyped, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element()? {
            items.push(item);
        }
        Ok(Untyped::Sequence(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Untyped, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = access.next_entry()? {
            entries.push(entry);
        }
        Ok(Untyped::Mapping(entries))
    }
}
