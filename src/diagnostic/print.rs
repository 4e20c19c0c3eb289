//! A diagnostic as text for a terminal, in the manner of the Rust compiler.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Diagnostic, Place, Severity, floor_char_boundary};

/// How diagnostics are dressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// With terminal colours.
    Coloured,
    /// Bare text, for files and tests.
    Plain,
}

/// All diagnostics, each with its line of the file and a mark under the place, a blank line after each.
pub fn print(diagnostics: &[Diagnostic], style: Style) -> String {
    let renderer = match style {
        Style::Coloured => Renderer::styled(),
        Style::Plain => Renderer::plain(),
    };
    let mut text = String::new();
    for diagnostic in diagnostics {
        let _ = write!(text, "{}\n\n", renderer.render(&[group(diagnostic)]));
    }
    // The renderer shows the other control characters of a line as signs, but leaves these, which some terminals obey.
    if text.contains(is_late_control) { text.replace(is_late_control, "\u{fffd}") } else { text }
}

fn is_late_control(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{9f}')
}

fn group(diagnostic: &Diagnostic) -> Group<'_> {
    let level = match diagnostic.code.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = Group::with_title(level.primary_title(harmless(&diagnostic.message)).id(diagnostic.code.as_str()));
    if let Some(place) = &diagnostic.place {
        group = group.element(snippet(place, AnnotationKind::Primary, &diagnostic.label));
    }
    for (place, label) in &diagnostic.related {
        group = group.element(snippet(place, AnnotationKind::Context, label));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(harmless(help)));
    }
    group
}

/// The line of a place with its mark. The renderer reads all it is given for each fault, so it gets no more than the line.
fn snippet<'a>(place: &'a Place, kind: AnnotationKind, label: &'a str) -> Snippet<'a, Annotation<'a>> {
    let text = &place.source.text;
    let Range { start, end } = visible(place);
    let begins = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let ends = text[end..].find('\n').map_or(text.len(), |at| end + at + 1);
    let number = text[..begins].matches('\n').count() + 1;
    let mark = kind.span(start - begins..end - begins).label(harmless(label));
    Snippet::source(&text[begins..ends]).line_start(number).path(harmless(&place.source.path)).annotation(mark)
}

/// A text that may repeat what stands in a file: what a terminal would obey, or show in another order, is spelt out.
fn harmless(text: &str) -> Cow<'_, str> {
    let acts = |c: char| {
        c.is_control() && c != '\n'
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if !text.contains(acts) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().fold(String::with_capacity(text.len() + 8), |mut safe, c| {
        if acts(c) {
            safe.extend(c.escape_default());
        } else {
            safe.push(c);
        }
        safe
    }))
}

/// The span, moved onto whole characters and cut at the end of its first line, so that a mark never runs over a page.
fn visible(place: &Place) -> Range<usize> {
    let text = &place.source.text;
    let start = floor_char_boundary(text, place.span.start);
    let end = floor_char_boundary(text, place.span.end).max(start);
    let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    start..end.min(line_end).max(start)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diagnostic::{Code, Source};

    #[test]
    fn nothing_in_a_file_can_command_the_terminal() {
        let hostile = "a\u{1b}[2J\u{7}\u{9b}\r\u{202e}b";
        let source = Arc::new(Source { path: hostile.into(), text: hostile.into() });
        let fault = Diagnostic::new(Code::YamlColon, hostile).at(&source, 0..1).label(hostile).help(hostile);
        let text = print(&[fault.related(Place::file(&source), hostile)], Style::Plain);
        assert!(!text.contains(|c: char| c.is_control() && c != '\n' || c == '\u{202e}'), "{text:?}");
        assert_eq!(text.matches("a\\u{1b}[2J").count(), 6, "{text}");
    }
}
