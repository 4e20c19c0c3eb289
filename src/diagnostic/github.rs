//! Diagnostics as GitHub shows them beside the changed lines: workflow commands, one a line.

use std::fmt::Write as _;

use super::{Diagnostic, Place};

/// All diagnostics as workflow commands. Below the sentence stand the other places that belong to it, and what to write
/// instead. `root` is the project's folder as the repository has it, such as `site/`; empty where it is the repository.
pub fn github(diagnostics: &[Diagnostic], root: &str) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics {
        let _ = write!(text, "::{} ", diagnostic.code.severity());
        if let Some(place) = &diagnostic.place {
            let _ = write!(text, "file={root}{},{},", property(&place.source.path), span(place), root = property(root));
        }
        let others = diagnostic.related.iter().map(|(place, label)| {
            let (line, column) = place.line_column();
            format!("{root}{}:{line}:{column}: {label}", place.source.path)
        });
        let parts = std::iter::once(diagnostic.message.clone()).chain(others).chain(diagnostic.help.clone());
        let said = data(&parts.collect::<Vec<_>>().join("\n"));
        let _ = writeln!(text, "title={}::{said}", property(diagnostic.code.as_str()));
    }
    text
}

/// Where a place begins and ends, lines and columns from 1. GitHub takes columns only where both are on one line.
fn span(place: &Place) -> String {
    let ((line, column), (end_line, end_column)) = (place.line_column(), place.end_line_column());
    if line == end_line {
        format!("line={line},endLine={line},col={column},endColumn={end_column}")
    } else {
        format!("line={line},endLine={end_line}")
    }
}

/// A text after the last `::`, which ends with its line.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A value between the commas before it.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diagnostic::{Code, Source};

    #[test]
    fn no_text_can_end_its_line_or_begin_a_command() {
        let source = Arc::new(Source { path: "content/en/a,b:c%.md".into(), text: "x\nyé z".into() });
        let at = source.text.find('z').unwrap();
        let fault = Diagnostic::new(Code::FileName, "100 %\n::error::no\r").at(&source, at..at + 1).help("write: a, b");
        let wanted = "::error file=content/en/a%2Cb%3Ac%25.md,line=2,endLine=2,col=4,endColumn=5,title=file-name::\
                      100 %25%0A::error::no%0D%0Awrite: a, b\n";
        assert_eq!(github(&[fault], ""), wanted);
    }

    #[test]
    fn a_place_of_several_lines_has_no_columns_and_paths_begin_at_the_repository() {
        let source = Arc::new(Source { path: "data/x.yaml".into(), text: "a: 1\nb: 2\na: 3\n".into() });
        let fault = Diagnostic::new(Code::UnknownKey, "twice")
            .at(&source, 5..14)
            .related(Place::new(&source, 0..1), "first written here");
        let wanted = "::error file=a%2Cb/data/x.yaml,line=2,endLine=3,title=unknown-key::\
                      twice%0Aa,b/data/x.yaml:1:1: first written here\n";
        assert_eq!(github(&[fault], "a,b/"), wanted);
    }

    #[test]
    fn a_fault_without_a_place_has_its_title_only() {
        assert_eq!(github(&[Diagnostic::new(Code::PageStale, "old")], ""), "::warning title=page-stale::old\n");
    }
}
