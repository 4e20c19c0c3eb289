//! How deep the braces and brackets of a Fluent resource are nested, found before its parser sees it.
//!
//! The parser calls itself for each `{` and each `F(`, so a text of some kilobytes could use up its stack and end the
//! program. This scan goes over the text once, with a stack of its own.

use std::ops::Range;

/// Deeper nesting is a mistake: a choice within a choice with a call in it needs 5.
pub const DEEPEST: usize = 32;

/// What the scan is inside of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    /// The text of a message, or of one variant of a choice.
    Text,
    /// `{ … }`
    Braces,
    /// `NAME( … )`
    Call,
}

/// The first brace or bracket that stands within [`DEEPEST`] others.
///
/// The scan never counts less than the parser descends: where a message breaks the grammar the parser goes on at the next
/// line that begins one, and the scan begins there anew.
pub fn too_deep(text: &str) -> Option<Range<usize>> {
    let mut scan = Scan { within: vec![Within::Text], open: 0 };
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if line.starts_with('#') || begins_message(line) {
            scan = Scan { within: vec![Within::Text], open: 0 };
        }
        if !line.starts_with('#')
            && let Some(at) = scan.line(line.as_bytes())
        {
            return Some(start + at..start + at + 1);
        }
        start += line.len();
    }
    None
}

/// Whether a line begins a message or a term: `name =` or `-name =`.
fn begins_message(line: &str) -> bool {
    let name = line.strip_prefix('-').unwrap_or(line);
    let rest = name.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    name.starts_with(|c: char| c.is_ascii_alphabetic()) && rest.trim_start_matches(' ').starts_with('=')
}

struct Scan {
    within: Vec<Within>,
    /// How many of them are braces and calls.
    open: usize,
}

impl Scan {
    /// Goes over one line; where it is too deep, the place of the brace or bracket.
    fn line(&mut self, line: &[u8]) -> Option<usize> {
        let mut at = 0;
        while let Some(byte) = line.get(at) {
            let in_text = matches!(self.within.last(), None | Some(Within::Text));
            match byte {
                b'{' => self.enter(Within::Braces),
                b'}' => self.leave_braces(),
                b'(' if !in_text => self.enter(Within::Call),
                b')' if self.within.last() == Some(&Within::Call) => self.leave(),
                b'"' if !in_text => at += quotation(&line[at..]),
                b'>' if !in_text && at > 0 && line[at - 1] == b'-' => self.within.push(Within::Text),
                _ => {}
            }
            if self.open > DEEPEST {
                return Some(at);
            }
            at += 1;
        }
        None
    }

    fn enter(&mut self, within: Within) {
        self.within.push(within);
        self.open += 1;
    }

    fn leave(&mut self) {
        if self.within.pop().is_some_and(|within| within != Within::Text) {
            self.open -= 1;
        }
    }

    /// A closing brace ends a choice with the text of its last variant, and the braces around it.
    fn leave_braces(&mut self) {
        if self.within.len() > 1 && self.within.last() == Some(&Within::Text) {
            self.leave();
        }
        if self.within.last() == Some(&Within::Braces) {
            self.leave();
        }
    }
}

/// How many bytes lie between the quotation mark that a line begins with and the one that closes it.
fn quotation(line: &[u8]) -> usize {
    let mut at = 1;
    while let Some(byte) = line.get(at) {
        match byte {
            b'"' => return at,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    line.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a message with this text is refused.
    fn is_refused(text: &str) -> bool {
        too_deep(&format!("a = {text}\n")).is_some()
    }

    #[test]
    fn braces_calls_and_choices_count_alike() {
        for (open, close) in [("{ ", " }"), ("F(", ")"), ("{ F(", ") }"), ("{ $x ->\n   *[a] ", "\n }")] {
            let each = open.matches(['{', '(']).count();
            let fits = (DEEPEST - 1) / each;
            let nested = |times: usize| format!("{{ {}1{} }}", open.repeat(times), close.repeat(times));
            assert!(!is_refused(&nested(fits)), "{open}");
            assert!(is_refused(&nested(fits + 2)), "{open}");
        }
    }

    #[test]
    fn what_is_closed_does_not_count() {
        let many = DEEPEST * 3;
        assert!(!is_refused(&"{ $x } ".repeat(many)));
        assert!(!is_refused(&"{ F(\"{(\", (1)) } ".repeat(many)));
        assert!(!is_refused(&"(".repeat(many)), "a bracket in a text is one");
        assert!(!is_refused(&format!("{{ $x ->\n{}   *[b] x\n }}", "    [a] (\" {\"}\"}\n".repeat(many))));
        assert_eq!(too_deep(&"a = {\n# {\n-b = { F(\n".repeat(many)), None, "each message counts by itself");
    }

    #[test]
    fn a_quotation_hides_neither_more_nor_less_than_its_own_braces() {
        let deep = DEEPEST + 1;
        assert!(is_refused(&"{ F(\"}})\", ".repeat(deep)));
        assert!(is_refused(&"{ F(\"\\\"}})\", ".repeat(deep)));
        assert!(is_refused(&"{ $x ->\n   *[a] \" ".repeat(deep)), "in a text a quotation mark is one");
    }

    #[test]
    fn the_place_is_that_of_the_brace() {
        let text = format!("a = x\nb = {}", "{".repeat(DEEPEST + 1));
        assert_eq!(too_deep(&text), Some(text.len() - 1..text.len()));
    }
}
