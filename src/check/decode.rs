//! From nodes to typed records: every unknown, missing, doubled or wrong field of a record in one pass.
//!
//! A record is declared once, by [`record!`]; the same declaration gives the checks, the places for later checks and the
//! schema that editors read.

use std::ops::Range;
use std::sync::Arc;

use schemars::Schema;

use super::describe::Describe;
use super::unseen::{invisible, is_invisible};
use crate::diagnostic::{Code, Diagnostic, Faults, Source};
use crate::read::{Node, Scalar, ScalarStyle, TO_DO, Value};

/// A value and the bytes where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Range<usize>,
}

/// Where a stand-in stands: in no file. What is said of such a place is said of nothing, and dropped.
pub const NOWHERE: Range<usize> = usize::MAX..usize::MAX;

impl<T> At<T> {
    /// Whether the value stands in the file, and is no stand-in for one that could not be read.
    pub fn is_known(&self) -> bool {
        self.span != NOWHERE
    }
}

/// Where decoding stands: in which file, and where its faults go.
pub struct Cx<'a> {
    /// The file.
    pub source: &'a Arc<Source>,
    /// What was found.
    pub faults: &'a mut Faults,
}

impl Cx<'_> {
    /// Notes a fault at `span` of this file. Of a stand-in nothing is noted: what it stands for has its fault already.
    pub fn fault(&mut self, span: &Range<usize>, diagnostic: impl Into<Box<Diagnostic>>) {
        if *span == NOWHERE {
            return;
        }
        let diagnostic: Box<Diagnostic> = diagnostic.into();
        self.faults.report(diagnostic.at(self.source, span.clone()));
    }
}

/// A type that can be read from a node, and that says what such a node looks like.
pub trait Decode: Sized + Describe {
    /// Reads the node; `None` after a fault, which is then noted.
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self>;

    /// The value where the key is missing; `None` where the key is needed.
    fn absent() -> Option<Self> {
        None
    }

    /// What stands for a value that could not be read, so that the other values of its record can still be checked. The
    /// fault is noted by then, and nothing is ever published of it. `None` where a record is not checked without it.
    fn stand_in() -> Option<Self> {
        None
    }
}

impl<T: Decode> Decode for Option<T> {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        T::decode(node, cx).map(Some)
    }

    fn absent() -> Option<Self> {
        Some(None)
    }

    fn stand_in() -> Option<Self> {
        T::stand_in().map(Some)
    }
}

impl<T: Decode> Decode for At<T> {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let span = node.span.clone();
        T::decode(node, cx).map(|value| Self { value, span })
    }

    fn stand_in() -> Option<Self> {
        T::stand_in().map(|value| Self { value, span: NOWHERE })
    }
}

/// A list may be left out; then it is empty. Every item is checked, and one that stands twice is a fault.
impl<T: Decode> Decode for Vec<T> {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let Value::Sequence(items) = &node.value else {
            cx.fault(
                &node.span,
                Diagnostic::new(Code::WrongType, format!("a list belongs here, but here stands {}", node.kind()))
                    .label("not a list")
                    .help(match &node.value {
                        // Of `en]` the first bracket was forgotten.
                        Value::Scalar(scalar) if T::SINGLE => {
                            format!("write `[{}]`", scalar.text.trim_matches(['[', ']']).trim())
                        }
                        Value::Scalar(_) => {
                            "begin each item with `- ` on a line of its own, with its keys below each other".to_owned()
                        }
                        _ => "write `[one, two]`, or one line `- …` for each item".to_owned(),
                    }),
            );
            return None;
        };
        report_repeated(items, cx);
        let decoded: Vec<Option<T>> = items.iter().map(|item| T::decode(item, cx)).collect();
        // A record with a fault must not keep its neighbours from being checked; nothing is made of the list anyway.
        let records = items.iter().all(|item| matches!(item.value, Value::Mapping(_)));
        if records && decoded.iter().any(Option::is_some) {
            return Some(decoded.into_iter().flatten().collect());
        }
        decoded.into_iter().collect()
    }

    fn absent() -> Option<Self> {
        Some(Self::new())
    }

    fn stand_in() -> Option<Self> {
        Some(T::stand_in().into_iter().collect())
    }
}

fn report_repeated(items: &[Node], cx: &mut Cx<'_>) {
    for (index, item) in items.iter().enumerate() {
        if let Value::Scalar(scalar) = &item.value
            && items[..index]
                .iter()
                .any(|earlier| matches!(&earlier.value, Value::Scalar(same) if same.text == scalar.text))
        {
            let message = format!("`{}` stands twice in this list", scalar.text);
            cx.fault(
                &item.span,
                Diagnostic::new(Code::RepeatedValue, message).label("again").help("delete one of the two"),
            );
        }
    }
}

/// Why a text is not the value that belongs here.
pub struct Problem {
    /// The fault, still without a place.
    pub diagnostic: Box<Diagnostic>,
}

impl Problem {
    /// A problem with a code and a sentence.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { diagnostic: Box::new(Diagnostic::new(code, message)) }
    }

    /// The same, with a few words beside the mark.
    pub fn label(mut self, label: impl Into<String>) -> Self {
        *self.diagnostic = self.diagnostic.label(label);
        self
    }

    /// The same, saying what to write instead.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        *self.diagnostic = self.diagnostic.help(help);
        self
    }
}

/// A value that is written as one text.
pub trait Leaf: Sized {
    /// Whether `true`, `12` and the like may stand without quotation marks.
    const TYPED: bool = false;

    /// The name of its definition in a schema; `None` where it needs none.
    const NAME: Option<&'static str> = None;

    /// What it looks like in a file.
    fn shape() -> Schema;

    /// What stands for one that could not be read.
    fn stand_in() -> Option<Self> {
        None
    }

    /// Reads the text.
    ///
    /// # Errors
    /// Says what is wrong with it and what to write instead.
    fn read(text: &str) -> Result<Self, Problem>;
}

/// Reads a leaf from a node: refuses lists, lost spellings and characters that nobody can see.
pub fn decode_leaf<T: Leaf>(node: &Node, cx: &mut Cx<'_>) -> Option<T> {
    let Value::Scalar(scalar) = &node.value else {
        cx.fault(
            &node.span,
            Diagnostic::new(Code::WrongType, format!("a single value belongs here, but here stands {}", node.kind()))
                .label("not a single value")
                .help("write one text or number after the colon, without brackets, braces or `- `"),
        );
        return None;
    };
    if let Some(problem) = writing_problem::<T>(scalar) {
        cx.fault(&node.span, problem.diagnostic);
        return None;
    }
    if let Some(character) = scalar.text.chars().find(|c| is_invisible(*c)) {
        let span = place_of(character, node, cx.source);
        cx.fault(&span, invisible(character, "the value"));
        return None;
    }
    match T::read(&scalar.text) {
        Ok(value) => Some(value),
        Err(problem) => {
            cx.fault(&node.span, problem.diagnostic);
            None
        }
    }
}

fn writing_problem<T: Leaf>(scalar: &Scalar) -> Option<Problem> {
    let text = &scalar.text;
    if text == TO_DO {
        return Some(
            Problem::new(Code::EmptyValue, format!("`{TO_DO}` stands where a fact is still to be found out"))
                .label("not filled in yet")
                .help("write what the page itself says; where it says nothing, delete the line"),
        );
    }
    if !T::TYPED && scalar.style != ScalarStyle::Quoted {
        let taken_for = match text.to_ascii_lowercase().as_str() {
            "yes" | "no" | "on" | "off" | "y" | "n" | "true" | "false" => Some("yes or no"),
            _ if scalar.style == ScalarStyle::Typed => Some("a number"),
            _ => None,
        };
        // A word that does not belong here anyway is not mended by quotation marks.
        if let Some(kind) = taken_for
            && T::read(text).is_ok()
        {
            return Some(
                Problem::new(Code::NotQuoted, format!("`{text}` stands without quotation marks"))
                    .label(format!("programs may take this for {kind} and write it in another way"))
                    .help(format!("write \"{text}\"")),
            );
        }
    }
    if scalar.style == ScalarStyle::Plain && text.starts_with(['“', '”', '„', '‘', '’']) {
        return Some(
            Problem::new(Code::YamlSmartQuotes, "the quotation marks would become part of the value")
                .label("typographic quotation marks")
                .help("use the straight marks \" or '"),
        );
    }
    if text.trim().is_empty() {
        return Some(
            Problem::new(Code::EmptyValue, "the value is empty")
                .help("write a value, or delete the line where the fact is not known"),
        );
    }
    None
}

/// Where the character stands in the file; the whole value where it is written in another way, such as `\u200b`.
fn place_of(character: char, node: &Node, source: &Source) -> Range<usize> {
    let written = source.text.get(node.span.clone()).unwrap_or_default();
    match written.find(character) {
        Some(at) => node.span.start + at..node.span.start + at + character.len_utf8(),
        None => node.span.clone(),
    }
}

/// Lets leaves be decoded.
macro_rules! leaves {
    ($($type:ty),* $(,)?) => {
        $(impl $crate::check::decode::Decode for $type {
            fn decode(node: &$crate::read::Node, cx: &mut $crate::check::decode::Cx<'_>) -> Option<Self> {
                $crate::check::decode::decode_leaf(node, cx)
            }

            fn stand_in() -> Option<Self> {
                <Self as $crate::check::decode::Leaf>::stand_in()
            }
        }

        impl $crate::check::describe::Describe for $type {
            const NAME: Option<&'static str> = <$type as $crate::check::decode::Leaf>::NAME;
            const SINGLE: bool = true;

            fn describe(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                <$type as $crate::check::decode::Leaf>::shape()
            }
        })*
    };
}

/// Declares a record: `Name "what it is called" { key: Type, … }`, all documented. Keys are the names of the fields.
///
/// `key: Type as Shape` narrows what editors take for it, `key: Type = "value"` gives them an example, and
/// `"what it is called" as Shape` holds for the record as a whole (see the room's `shape`).
macro_rules! record {
    ($(#[doc = $doc:literal])* $name:ident $what:literal $(as $whole:ident)? {
        $($(#[doc = $field_doc:literal])* $field:ident: $type:ty $(as $shape:ident)? $(= $($example:literal)|+)?,)*
    }) => {
        $(#[doc = $doc])*
        // Every key of the file is declared, also those that only people read.
        #[allow(dead_code)]
        #[derive(Debug)]
        pub struct $name {
            $($(#[doc = $field_doc])* pub $field: $type,)*
            /// Where the record begins.
            pub place: std::ops::Range<usize>,
        }

        impl $crate::check::decode::Decode for $name {
            fn decode(node: &$crate::read::Node, cx: &mut $crate::check::decode::Cx<'_>) -> Option<Self> {
                let fields = cx.record(node, $what, &[$(stringify!($field)),*])?;
                $(let $field = fields.take::<$type>(stringify!($field), cx);)*
                let whole = Self {
                    $($field: $field.or_else(<$type as $crate::check::decode::Decode>::stand_in)?,)*
                    place: fields.start(),
                };
                Some(whole)
            }

            fn stand_in() -> Option<Self> {
                Some(Self {
                    $($field: <$type as $crate::check::decode::Decode>::stand_in()?,)*
                    place: $crate::check::decode::NOWHERE,
                })
            }
        }

        impl $crate::check::describe::Describe for $name {
            const NAME: Option<&'static str> = Some(stringify!($name));

            fn describe(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                use $crate::check::{decode::Decode, describe};
                let keys = vec![$({
                    #[allow(unused_mut, reason = "not every key has a shape")]
                    let mut value = <$type as describe::Describe>::mention(generator);
                    $(<$crate::check::shape::$shape as $crate::check::shape::Shape>::narrow(&mut value);)?
                    describe::Key {
                        name: stringify!($field),
                        meaning: concat!($($field_doc,)*),
                        needed: <$type as Decode>::absent().is_none(),
                        value,
                        examples: &[$($($example),+)?],
                    }
                },)*];
                #[allow(unused_mut, reason = "not every record has a shape")]
                let mut schema = describe::record($what, concat!($($doc,)*), keys);
                $(<$crate::check::shape::$whole as $crate::check::shape::Shape>::narrow(&mut schema);)?
                schema
            }
        }
    };
}

pub(crate) use {leaves, record};
