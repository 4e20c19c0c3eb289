//! Diagnostics as GitHub shows them beside the changed lines: workflow commands, one a line.

use std::fmt::Write as _;

use super::Diagnostic;

/// All diagnostics as workflow commands, each with what to write instead below its sentence.
pub fn github(diagnostics: &[Diagnostic]) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics {
        let _ = write!(text, "::{} ", diagnostic.code.severity());
        if let Some(place) = &diagnostic.place {
            let (line, column) = place.line_column();
            let _ = write!(text, "file={},line={line},col={column},", property(&place.source.path));
        }
        let parts = std::iter::once(diagnostic.message.as_str()).chain(diagnostic.help.as_deref());
        let said = data(&parts.collect::<Vec<_>>().join("\n"));
        let _ = writeln!(text, "title={}::{said}", property(diagnostic.code.as_str()));
    }
    text
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
        let wanted = "::error file=content/en/a%2Cb%3Ac%25.md,line=2,col=4,title=file-name::\
                      100 %25%0A::error::no%0D%0Awrite: a, b\n";
        assert_eq!(github(&[fault]), wanted);
    }

    #[test]
    fn a_fault_without_a_place_has_its_title_only() {
        assert_eq!(github(&[Diagnostic::new(Code::PageStale, "old")]), "::warning title=page-stale::old\n");
    }
}
