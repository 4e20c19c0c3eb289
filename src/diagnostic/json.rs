//! Diagnostics for programs: one JSON array.

use serde::Serialize;

use super::{Diagnostic, Place};

/// One fault. What there is not, is `null`.
#[derive(Serialize)]
struct Record<'a> {
    code: &'static str,
    severity: String,
    message: &'a str,
    #[serde(flatten)]
    place: Spot<'a>,
    help: Option<&'a str>,
    related: Vec<Spot<'a>>,
}

/// A place: its file, where it begins, where it ends (just behind its last character), and a few words on it.
#[derive(Default, Serialize)]
struct Spot<'a> {
    path: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    label: Option<&'a str>,
}

impl<'a> Spot<'a> {
    fn new(place: &'a Place, label: &'a str) -> Self {
        let ((line, column), (end_line, end_column)) = (place.line_column(), place.end_line_column());
        Self {
            path: Some(&place.source.path),
            line: Some(line),
            column: Some(column),
            end_line: Some(end_line),
            end_column: Some(end_column),
            label: Some(label).filter(|label| !label.is_empty()),
        }
    }
}

impl<'a> From<&'a Diagnostic> for Record<'a> {
    fn from(diagnostic: &'a Diagnostic) -> Self {
        Self {
            code: diagnostic.code.as_str(),
            severity: diagnostic.code.severity().to_string(),
            message: &diagnostic.message,
            place: diagnostic.place.as_ref().map_or_else(Spot::default, |place| Spot::new(place, &diagnostic.label)),
            help: diagnostic.help.as_deref(),
            related: diagnostic.related.iter().map(|(place, label)| Spot::new(place, label)).collect(),
        }
    }
}

/// All diagnostics as one array; lines and columns are counted from 1, columns in characters.
pub fn json(diagnostics: &[Diagnostic]) -> String {
    let records: Vec<Record<'_>> = diagnostics.iter().map(Record::from).collect();
    serde_json::to_string_pretty(&records).expect("texts and numbers can be written as JSON")
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diagnostic::{Code, Source};

    #[test]
    fn a_place_is_counted_in_characters_and_ends_behind_its_last_one() {
        let source = Arc::new(Source { path: "data/x.yaml".into(), text: "a: é\nñ: \"ü”\"\n".into() });
        let at = source.text.find("\"ü").unwrap();
        let fault = Diagnostic::new(Code::NotQuoted, "so “it” is").at(&source, at..at + "\"ü”\"".len()).help("no");
        let whole: serde_json::Value = serde_json::from_str(&json(&[fault])).unwrap();
        let wanted = serde_json::json!([{
            "code": "not-quoted", "severity": "error", "message": "so “it” is", "path": "data/x.yaml", "line": 2,
            "column": 4, "end_line": 2, "end_column": 8, "label": null, "help": "no", "related": [],
        }]);
        assert_eq!(whole, wanted);
    }

    #[test]
    fn a_fault_without_a_place_says_so() {
        let whole: serde_json::Value =
            serde_json::from_str(&json(&[Diagnostic::new(Code::FileMissing, "gone")])).unwrap();
        for key in ["path", "line", "column", "end_line", "end_column", "label", "help"] {
            assert!(whole[0].as_object().unwrap()[key].is_null(), "{key}");
        }
        assert_eq!(json(&[]), "[]");
    }
}
