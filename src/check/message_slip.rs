//! What people do in a resource of messages that Fluent reads as something else.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Faults, Source};

/// Reports each line `  id = text`: indented, it belongs to the text of the message above. Whether there is one.
pub fn report_indented(source: &Arc<Source>, faults: &mut Faults) -> bool {
    let found = indented(&source.text);
    for span in &found {
        let id = &source.text[span.clone()];
        faults.report(
            Diagnostic::new(
                Code::MessageSyntax,
                format!("the message `{id}` is indented, so it is read as text of the one above"),
            )
            .at(source, span.clone())
            .label("begins with a space")
            .help("delete the spaces before it"),
        );
    }
    !found.is_empty()
}

/// The ids of the messages that are indented.
fn indented(text: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    let mut found = Vec::new();
    for line in text.split_inclusive('\n') {
        let content = line.trim_start_matches([' ', '\t']);
        let start = at + line.len() - content.len();
        at += line.len();
        let length =
            content.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_').unwrap_or(content.len());
        let is_id = content.starts_with(|c: char| c.is_ascii_lowercase());
        if is_id && content.len() < line.len() && content[length..].trim_start_matches(' ').starts_with("= ") {
            found.push(start..start + length);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_lines_that_look_like_messages_are_meant() {
        let of = |text: &str| indented(text).into_iter().map(|span| text[span].to_owned()).collect::<Vec<_>>();
        assert_eq!(of("a = b\n leave-note = x\n\tc = d\n"), ["leave-note", "c"]);
        for sound in [
            "a =\n    text that goes on\n",
            "a = b = c\n",
            "a =\n    .title = x\n",
            "a = { $n ->\n    [one] x = y\n   *[other] z\n}\n",
        ] {
            assert!(of(sound).is_empty(), "{sound}");
        }
    }
}
