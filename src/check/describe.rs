//! What a value is, said in JSON Schema (draft 2020-12), so that editors help while somebody types.
//!
//! Every type that can be decoded can be described: [`Decode`](super::decode::Decode) asks for it, so the checks and the
//! schemas come from one declaration and cannot drift apart. A schema says less than the checks (it knows no telephone
//! numbers), and more only in this: it wants numbers, `true` and `false` without quotation marks.

use std::borrow::Cow;
use std::marker::PhantomData;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Value, json};

/// A type that can say what it looks like in a file.
pub trait Describe {
    /// The name of its definition; `None` where it is described wherever it stands.
    const NAME: Option<&'static str> = None;

    /// Whether it is one text, number or truth value, of which a list holds none twice.
    const SINGLE: bool = false;

    /// What it looks like.
    fn describe(generator: &mut SchemaGenerator) -> Schema;

    /// The same where another description mentions it: a reference to its definition, if it has one.
    fn mention(generator: &mut SchemaGenerator) -> Schema
    where
        Self: Sized,
    {
        generator.subschema_for::<Described<Self>>()
    }
}

/// Lends a [`Describe`] to the generator of schemas, which names and collects definitions.
struct Described<T>(PhantomData<T>);

impl<T: Describe> JsonSchema for Described<T> {
    fn inline_schema() -> bool {
        T::NAME.is_none()
    }

    fn schema_name() -> Cow<'static, str> {
        T::NAME.unwrap_or("Value").into()
    }

    fn schema_id() -> Cow<'static, str> {
        std::any::type_name::<T>().into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::describe(generator)
    }
}

impl<T: Describe> Describe for Option<T> {
    const NAME: Option<&'static str> = T::NAME;
    const SINGLE: bool = T::SINGLE;

    fn describe(generator: &mut SchemaGenerator) -> Schema {
        T::describe(generator)
    }

    fn mention(generator: &mut SchemaGenerator) -> Schema {
        T::mention(generator)
    }
}

impl<T: Describe> Describe for super::decode::At<T> {
    const NAME: Option<&'static str> = T::NAME;
    const SINGLE: bool = T::SINGLE;

    fn describe(generator: &mut SchemaGenerator) -> Schema {
        T::describe(generator)
    }

    fn mention(generator: &mut SchemaGenerator) -> Schema {
        T::mention(generator)
    }
}

impl<T: Describe> Describe for Vec<T> {
    fn describe(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = json_schema!({ "type": "array", "items": T::mention(generator) });
        if T::SINGLE {
            schema.insert("uniqueItems".into(), json!(true));
        }
        schema
    }
}

/// A record whose keys are values themselves.
pub struct Map<K, T>(PhantomData<(K, T)>);

impl<K: Describe, T: Describe> Describe for Map<K, T> {
    fn describe(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "object",
            "propertyNames": K::mention(generator),
            "additionalProperties": T::mention(generator),
            "minProperties": 1,
        })
    }
}

/// One key of a record.
pub struct Key {
    /// The key.
    pub name: &'static str,
    /// What it means.
    pub meaning: &'static str,
    /// Whether the record needs it.
    pub needed: bool,
    /// What stands behind it.
    pub value: Schema,
    /// Values that fit.
    pub examples: &'static [&'static str],
}

/// The schema of a record with these keys and no others.
pub fn record(title: &str, meaning: &str, keys: Vec<Key>) -> Schema {
    let mut properties = serde_json::Map::new();
    let needed: Vec<&str> = keys.iter().filter(|key| key.needed).map(|key| key.name).collect();
    for Key { name, meaning, mut value, examples, .. } in keys {
        value.insert("title".into(), sentence(&name.replace('_', " ")).into());
        value.insert("description".into(), with_words(meaning, value.get("description")).into());
        if !examples.is_empty() {
            value.insert("examples".into(), json!(examples));
        }
        properties.insert(name.to_owned(), value.to_value());
    }
    json_schema!({
        "title": sentence(title),
        "description": meaning.trim(),
        "type": "object",
        "properties": properties,
        "required": needed,
        "additionalProperties": false,
    })
}

/// The meaning of a key, and after it what its type says of itself.
fn with_words(meaning: &str, own: Option<&Value>) -> String {
    match own.and_then(Value::as_str) {
        Some(own) => format!("{}\n\n{own}", meaning.trim()),
        None => meaning.trim().to_owned(),
    }
}

/// The words without a leading article, beginning with a capital letter.
fn sentence(words: &str) -> String {
    let words = ["a ", "an ", "the "].iter().find_map(|article| words.strip_prefix(article)).unwrap_or(words);
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The schema of a whole file, as it is written to disk.
pub fn file<T: Describe>(title: &str) -> String {
    let mut schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<Described<T>>();
    schema.insert("title".into(), title.into());
    let mut text = serde_json::to_string_pretty(&schema).expect("a schema is a JSON value");
    text.push('\n');
    text
}
