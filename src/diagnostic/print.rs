//! A diagnostic as text for a terminal, in the manner of the Rust compiler.

use std::fmt::Write as _;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

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
    text
}

fn group(diagnostic: &Diagnostic) -> Group<'_> {
    let level = match diagnostic.code.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = Group::with_title(level.primary_title(&diagnostic.message).id(diagnostic.code.as_str()));
    if let Some(place) = &diagnostic.place {
        let mark = AnnotationKind::Primary.span(visible(place)).label(&diagnostic.label);
        group = group.element(Snippet::source(&place.source.text).path(&place.source.path).annotation(mark));
    }
    for (place, label) in &diagnostic.related {
        let mark = AnnotationKind::Context.span(visible(place)).label(label);
        group = group.element(Snippet::source(&place.source.text).path(&place.source.path).annotation(mark));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help));
    }
    group
}

/// The span, moved onto whole characters and cut at the end of its first line, so that a mark never runs over a page.
fn visible(place: &Place) -> Range<usize> {
    let text = &place.source.text;
    let start = floor_char_boundary(text, place.span.start);
    let end = floor_char_boundary(text, place.span.end).max(start);
    let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    start..end.min(line_end).max(start)
}
