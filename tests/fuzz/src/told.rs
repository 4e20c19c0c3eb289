//! What must be true of faults: each can be written in every form, and points into its file.

use std::sync::Arc;

use get_support_today::diagnostic::{self, Diagnostic, Faults, Place, Source, Style};

/// How many of a run are written down.
const WRITTEN: usize = 12;

/// Holds that faults can be told in every form.
pub fn faults(faults: Faults) {
    let mut list = faults.into_sorted();
    list.iter().for_each(points_into_its_file);
    list.truncate(WRITTEN);
    let plain = diagnostic::print(&list, Style::Plain);
    let control = plain.chars().find(|c| *c != '\n' && (c.is_control() || matches!(c, '\u{202a}'..='\u{202e}')));
    assert!(control.is_none(), "{control:?} would reach the terminal:\n{plain:?}");
    assert_eq!(list.is_empty(), diagnostic::print(&list, Style::Coloured).is_empty());
    let records: serde_json::Value = serde_json::from_str(&diagnostic::json(&list)).expect("JSON");
    assert_eq!(records.as_array().map(Vec::len), Some(list.len()));
    let commands = diagnostic::github(&list, "");
    assert_eq!(commands.lines().count(), list.len(), "{commands:?}");
    for command in commands.lines() {
        assert!(command.starts_with("::error ") || command.starts_with("::warning "), "{command:?}");
    }
}

/// Holds the same for what is said of a single value, put into a file of its own.
pub fn of_value(text: &str, fault: Diagnostic) {
    let source = Arc::new(Source { path: "data/value".to_owned(), text: text.to_owned() });
    let mut list = Faults::new();
    list.report(fault.at(&source, 0..text.len()));
    faults(list);
}

fn points_into_its_file(fault: &Diagnostic) {
    assert!(!fault.message.is_empty(), "{fault:?}");
    for place in fault.place.iter().chain(fault.related.iter().map(|(place, _)| place)) {
        let Place { source, span } = place;
        let text = &source.text;
        assert!(span.start <= span.end && span.end <= text.len(), "{}: {span:?} of {}", fault.code, text.len());
        assert!(text.is_char_boundary(span.start), "{}: {span:?} begins inside a character", fault.code);
        let (line, column) = place.line_column();
        let written = text.split('\n').nth(line - 1).expect("the line is there");
        assert!(column <= written.chars().count() + 1, "{}: {line}:{column}", fault.code);
        assert!((line, column) <= place.end_line_column(), "{}: {span:?}", fault.code);
    }
}
