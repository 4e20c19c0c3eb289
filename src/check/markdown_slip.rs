//! Signs of Markdown that did not become what they were meant to be: a reader would see them as they were typed.

use crate::diagnostic::{Code, Diagnostic};

/// The first such sign in the words of a paragraph, heading or item, from which everything that Markdown understood is gone.
pub fn find(read: &str) -> Option<Diagnostic> {
    let fault =
        |message: &str, help: &str| Some(Diagnostic::new(Code::MarkdownUnfinished, message).help(help.to_owned()));
    for line in read.lines() {
        let hashes = line.len() - line.trim_start_matches('#').len();
        let is_heading = (2..=6).contains(&hashes) && line[hashes..].starts_with(|c: char| !c.is_whitespace());
        if is_heading {
            let right = format!("write `{} {}`", &line[..hashes], line[hashes..].trim_end());
            return fault("a heading needs a space after its `#`", &right);
        }
    }
    if read.contains("](") || read.contains("] (") {
        return fault("this link is not finished", "write `[words](address)`, without a space between them");
    }
    if read.contains("**") || read.contains("__") {
        let help = "put the same signs before and after the words, without a space inside: `**words**`";
        return fault("an emphasis is opened here or closed, but not both", help);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_reader_would_see_as_typed_is_a_slip() {
        for slip in [
            "##Heading",
            "words\n###Heading",
            "see [this] (https://example.org/)",
            "see [this](https://x.org/ now",
            "**never closed",
            "a __b",
        ] {
            assert!(find(slip).is_some(), "{slip}");
        }
        for fine in ["Number #1", "#1 of two", "a [note] and (an aside)", "2 * 3 * 4", "snake_case"] {
            assert!(find(fine).is_none(), "{fine}");
        }
    }
}
