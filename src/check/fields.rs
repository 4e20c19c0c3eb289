//! The keys of one record: which there are, which are unknown, doubled, empty or missing.

use std::ops::Range;

use super::decode::{Cx, Decode};
use crate::diagnostic::{Code, Diagnostic, Place, did_you_mean};
use crate::read::{Node, Value};

/// What to do with a service that was put at the end of a file, below other lists.
const MOVE_SERVICE: &str = "put it at the end of `services:`, above the key that follows there: its first line begins with `  - id:`, \
                            the others with four spaces";

impl Cx<'_> {
    /// The fields of a record, its unknown and doubled keys reported.
    pub fn record<'n>(&mut self, node: &'n Node, what: &'static str, keys: &[&'static str]) -> Option<Fields<'n>> {
        let Value::Mapping(entries) = &node.value else {
            self.fault(
                &node.span,
                Diagnostic::new(
                    Code::WrongType,
                    format!("{what} is a record with keys, but here stands {}", node.kind()),
                )
                .label(format!("expected keys such as `{}:`", keys.first().unwrap_or(&""))),
            );
            return None;
        };
        let stray: Vec<&Entry> = entries.iter().filter(|(key, ..)| !keys.contains(&key.as_str())).collect();
        // One unknown key is a slip; an id among several is another record.
        if stray.len() > 1
            && let Some((_, span, _)) = stray.iter().find(|(key, ..)| key == "id")
        {
            let diagnostic = Diagnostic::new(Code::UnknownKey, format!("a service stands where {what} belongs"));
            self.fault(span, diagnostic.label("only services have an id").help(MOVE_SERVICE));
            return None;
        }
        let entries = self.before_next_record(entries);
        let mut fields = Fields { what, start: node.span.start..node.span.start, found: Vec::new() };
        if let Some((_, first, _)) = entries.first() {
            fields.start = first.clone();
        }
        let mut strays = Vec::new();
        for (key, span, value) in entries {
            if let Some((_, first, _)) = fields.found.iter().find(|(known, ..)| *known == key) {
                let diagnostic = Diagnostic::new(Code::DuplicateKey, format!("`{key}` stands twice in {what}"))
                    .label("again here")
                    .related(Place::new(self.source, (*first).clone()), "first here")
                    .help("keep one of the two; a list takes several values under one key");
                self.fault(span, diagnostic);
            } else if let Some(known) = keys.iter().find(|known| *known == key) {
                fields.found.push((known, span, value));
            } else {
                self.fault(span, unknown_key(key, what, keys));
                strays.push((key, span, value));
            }
        }
        // What is misspelt is not missing: it stands for the key that was meant.
        for (key, span, value) in strays {
            if let Some(meant) = meant_key(key, keys)
                && !fields.found.iter().any(|(known, ..)| *known == meant)
            {
                fields.found.push((meant, span, value));
            }
        }
        Some(fields)
    }

    /// The entries of a record up to the first key of another one, which a missing `- ` has run into it. That is said once,
    /// and not of each key that stands twice because of it.
    fn before_next_record<'n>(&mut self, entries: &'n [Entry]) -> &'n [Entry] {
        let Some(((first, ..), rest)) = entries.split_first() else { return entries };
        let Some(again) = rest.iter().position(|(key, ..)| key == first).map(|at| at + 1) else { return entries };
        let (before, after) = entries.split_at(again);
        let is_twice = |key: &str| before.iter().any(|(known, ..)| known == key);
        let repeated = after.iter().filter(|(key, ..)| is_twice(key)).count();
        // One key alone that stands twice is a slip of another kind.
        if repeated < 2 {
            return entries;
        }
        self.fault(
            &after[0].1,
            Diagnostic::new(Code::DuplicateKey, format!("`{first}` begins another record here, but a `- ` is missing"))
                .label("a `- ` is missing here")
                .help(format!("write `- {first}: …`, with the `-` below that of the record before")),
        );
        before
    }
}

/// A key, where it stands, and its value.
type Entry = (String, Range<usize>, Node);

fn meant_key(key: &str, keys: &[&'static str]) -> Option<&'static str> {
    let near = did_you_mean(key, keys.iter().copied())?;
    keys.iter().copied().find(|known| *known == near)
}

fn unknown_key(key: &str, what: &str, keys: &[&'static str]) -> Diagnostic {
    let diagnostic = Diagnostic::new(Code::UnknownKey, format!("{what} has no key `{key}`"));
    match meant_key(key, keys) {
        Some(near) => diagnostic.label(format!("did you mean `{near}`?")).help(format!("write `{near}:`")),
        None => diagnostic.label("unknown key").help(format!("known keys: {}", keys.join(", "))),
    }
}

/// The fields found in one record.
pub struct Fields<'n> {
    what: &'static str,
    start: Range<usize>,
    found: Vec<(&'static str, &'n Range<usize>, &'n Node)>,
}

impl Fields<'_> {
    /// One field; `None` where it is needed and missing, or wrong: the fault is then noted.
    pub fn take<T: Decode>(&self, key: &'static str, cx: &mut Cx<'_>) -> Option<T> {
        match self.found.iter().find(|(known, ..)| *known == key) {
            Some((_, span, node)) if node.value == Value::Null => {
                cx.fault(
                    span,
                    Diagnostic::new(Code::EmptyValue, format!("`{key}` has no value"))
                        .label("nothing after the colon")
                        .help("write a value, or delete the line where the fact is not known"),
                );
                None
            }
            Some((_, _, node)) => T::decode(node, cx),
            None => T::absent().or_else(|| {
                let message = format!("{} has no `{key}`", self.what);
                cx.fault(
                    &self.start,
                    Diagnostic::new(Code::MissingKey, message)
                        .label("in this record")
                        .help(format!("add a line `{key}: …`")),
                );
                None
            }),
        }
    }

    /// Where the record begins: its first key.
    pub fn start(&self) -> Range<usize> {
        self.start.clone()
    }
}
