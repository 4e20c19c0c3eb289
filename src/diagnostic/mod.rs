//! What a fault looks like: a code, a place, what is wrong, and what to write instead.
//!
//! Every room of the program reports through [`Faults`]; nothing here knows about files, pages or the command line.

mod code;
mod explain;
mod github;
mod json;
mod kept;
mod print;

pub use code::{Code, Severity};
pub use explain::{Explanation, explain, list};
pub use github::github;
pub use json::json;
pub use kept::Kept;
pub use print::{Style, print};

use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// One input file: its path below the project's root, with `/` between folders, and its text.
#[derive(Debug, PartialEq, Eq)]
pub struct Source {
    /// Path below the root, such as `data/countries/de.yaml`.
    pub path: String,
    /// The whole text, as read.
    pub text: String,
}

/// Bytes of one file.
#[derive(Clone, Debug)]
pub struct Place {
    /// The file.
    pub source: Arc<Source>,
    /// Byte offsets into [`Source::text`]; may be empty.
    pub span: Range<usize>,
}

impl Place {
    /// The bytes `span` of `source`.
    pub fn new(source: &Arc<Source>, span: Range<usize>) -> Self {
        Self { source: Arc::clone(source), span }
    }

    /// The start of a file, for faults of the file as a whole.
    pub fn file(source: &Arc<Source>) -> Self {
        Self::new(source, 0..0)
    }

    /// Line and column of the first byte, both counted from 1; columns count characters.
    pub fn line_column(&self) -> (usize, usize) {
        line_column(&self.source.text, self.span.start)
    }

    /// Line and column just behind the last byte, counted in the same way.
    pub fn end_line_column(&self) -> (usize, usize) {
        line_column(&self.source.text, self.span.end.max(self.span.start))
    }
}

fn line_column(text: &str, at: usize) -> (usize, usize) {
    let before = &text[..floor_char_boundary(text, at)];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

/// The largest offset that is at most `at`, within `text`, and between two characters.
pub fn floor_char_boundary(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at.min(text.len()))
}

/// One fault of the input, complete enough to act on.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// Which rule is broken.
    pub code: Code,
    /// What is wrong, in one sentence that names the reader's own word.
    pub message: String,
    /// Where; `None` only where there is no file to point into (a missing folder, say).
    pub place: Option<Place>,
    /// A few words beside the marked place.
    pub label: String,
    /// What to write instead.
    pub help: Option<String>,
    /// Other places that belong to the fault, such as the first use of an id, each with a few words.
    pub related: Vec<(Place, String)>,
}

impl Diagnostic {
    /// A fault without a place yet.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), place: None, label: String::new(), help: None, related: Vec::new() }
    }

    /// The same, marking `span` of `source`.
    #[must_use]
    pub fn at(mut self, source: &Arc<Source>, span: Range<usize>) -> Self {
        self.place = Some(Place::new(source, span));
        self
    }

    /// The same, with a few words beside the mark.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// The same, saying what to write instead.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same, with another place that belongs to it.
    #[must_use]
    pub fn related(mut self, place: Place, label: impl Into<String>) -> Self {
        self.related.push((place, label.into()));
        self
    }

    /// The order in which people read them: by file, place, code, then text.
    fn sort_key(&self) -> (&str, usize, &'static str, &str) {
        let (path, start) = self.place.as_ref().map_or(("", 0), |place| (place.source.path.as_str(), place.span.start));
        (path, start, self.code.as_str(), &self.message)
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.place {
            let (line, column) = place.line_column();
            write!(f, "{}:{line}:{column}: ", place.source.path)?;
        }
        write!(f, "{}[{}]: {}", self.code.severity(), self.code, self.message)
    }
}

/// Collects every fault of a run, so that none hides another.
#[derive(Clone, Debug, Default)]
pub struct Faults {
    list: Vec<Diagnostic>,
}

impl Faults {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Notes one fault.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Takes over all faults of `other`.
    pub fn extend(&mut self, other: Faults) {
        self.list.extend(other.list);
    }

    /// All of them, in the order in which they were noted.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// Whether any of them stops publishing.
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|fault| fault.code.severity() == Severity::Error)
    }

    /// How many are errors and how many are warnings.
    pub fn count(&self) -> (usize, usize) {
        let errors = self.list.iter().filter(|fault| fault.code.severity() == Severity::Error).count();
        (errors, self.list.len() - errors)
    }

    /// Paths of the files with errors.
    pub fn faulty_files(&self) -> BTreeSet<String> {
        let errors = self.list.iter().filter(|fault| fault.code.severity() == Severity::Error);
        errors.filter_map(|fault| fault.place.as_ref().map(|place| place.source.path.clone())).collect()
    }

    /// All of them, by file and line; the same input gives the same order on any machine. Twins are dropped.
    pub fn into_sorted(mut self) -> Vec<Diagnostic> {
        self.list.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
        self.list.dedup_by(|a, b| a.sort_key() == b.sort_key());
        self.list
    }
}

/// What became of a piece of work: its value where there is one, and every fault met on the way.
///
/// The value is there whenever no *error* was found; warnings may stand beside it.
#[derive(Debug)]
pub struct Checked<T> {
    /// The value; `None` after an error.
    pub value: Option<T>,
    /// Errors and warnings.
    pub faults: Faults,
}

/// The closest of `known` to `word`, if it is close enough to be a slip of the hand.
pub fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let allowed = (word.chars().count() / 3).clamp(1, 3);
    known
        .into_iter()
        .map(|candidate| (strsim::osa_distance(&word, &candidate.to_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_counts_lines_and_characters_from_one() {
        let source = Arc::new(Source { path: "x".into(), text: "é: 1\nñandú: 2".into() });
        let at = source.text.find('2').unwrap();
        assert_eq!(Place::new(&source, at..at + 1).line_column(), (2, 8));
        assert_eq!(Place::file(&source).line_column(), (1, 1));
    }

    #[test]
    fn a_place_inside_a_character_or_past_the_end_is_moved_not_fatal() {
        let source = Arc::new(Source { path: "x".into(), text: "é".into() });
        assert_eq!(Place::new(&source, 1..1).line_column(), (1, 1));
        assert_eq!(Place::new(&source, 99..99).line_column(), (1, 2));
    }

    #[test]
    fn near_words_are_proposed_and_far_ones_are_not() {
        assert_eq!(did_you_mean("contcats", ["contacts", "cost"]), Some("contacts"));
        assert_eq!(did_you_mean("Phone", ["phone"]), Some("phone"));
        assert_eq!(did_you_mean("elephant", ["phone"]), None);
    }
}
