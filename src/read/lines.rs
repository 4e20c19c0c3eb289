//! The lines of a YAML text as a person reads them, and what can be wrong with one.

use crate::diagnostic::Code;

/// A slip: what is wrong, where (in bytes of the text), and what to write.
pub struct Slip {
    pub code: Code,
    pub message: String,
    pub at: usize,
    pub length: usize,
    pub label: &'static str,
    pub help: String,
}

/// One line that YAML reads as structure: neither empty, nor a comment, nor inside a block of text.
pub struct Line<'a> {
    /// Where it begins.
    pub at: usize,
    /// Its spaces and tabs.
    pub indent: &'a str,
    /// What follows them.
    pub content: &'a str,
    /// Its value, after `key: ` or `- `, and where it begins.
    pub value: Option<(usize, &'a str)>,
    /// Whether its quotation goes on in lines below and is closed there.
    pub closed_below: bool,
}

/// The lines that YAML reads as structure.
pub fn lines(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut at = 0;
    // Lines that begin before this byte, or further in than this column, belong to a value above.
    let (mut value_end, mut block) = (0, None);
    for whole in text.split_inclusive('\n') {
        let (start, line) = (at, whole.trim_end());
        at += whole.len();
        let content = line.trim_start_matches([' ', '\t']);
        let indent = &line[..line.len() - content.len()];
        let inside = start < value_end || block.is_some_and(|outer| indent.len() > outer);
        if inside || content.is_empty() || content.starts_with('#') {
            continue;
        }
        let value = value(content).map(|(offset, value)| (start + indent.len() + offset, value));
        block = value.filter(|(_, value)| is_block_sign(value)).map(|_| indent.len());
        let end = value.and_then(|(_, value)| quotation_end(value, &text[at..], indent.len()));
        value_end = end.map_or(0, |end| at + end);
        lines.push(Line { at: start, indent, content, value, closed_below: end.is_some() });
    }
    lines
}

/// Where the lines below end that close a quotation of this value; `None` where it is none, or closed here, or never.
fn quotation_end(value: &str, below: &str, indent: usize) -> Option<usize> {
    let mark = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    if quoted_length(value, mark).is_some() {
        return None;
    }
    let mut end = 0;
    for line in below.split_inclusive('\n') {
        let deeper = line.len() - line.trim_start().len() > indent;
        if !deeper && !line.trim().is_empty() {
            return None;
        }
        end += line.len();
        if line.contains(mark) {
            return Some(end);
        }
    }
    None
}

/// `>`, `|`, `>-` and so on, after which a block of text begins.
pub fn is_block_sign(value: &str) -> bool {
    value.strip_prefix(['>', '|']).is_some_and(|rest| rest.chars().all(|c| matches!(c, '-' | '+' | '0'..='9')))
}

/// What follows `key: ` or `- `, with its offset.
fn value(content: &str) -> Option<(usize, &str)> {
    let rest = content.trim_start_matches("- ").trim_start();
    let key = key_length(rest);
    let after = rest[key..].strip_prefix(": ").filter(|_| key > 0).map(str::trim_start);
    let value = after.unwrap_or(rest);
    (value.len() < content.len() && !value.is_empty()).then(|| (content.len() - value.len(), value))
}

/// How many bytes at the start of a text could be a key.
pub fn key_length(text: &str) -> usize {
    text.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '-').unwrap_or(text.len())
}

/// The length of a quotation with both its marks; `None` where it is not closed on its line.
pub fn quoted_length(value: &str, mark: char) -> Option<usize> {
    let mut characters = value.char_indices().skip(1).peekable();
    while let Some((at, character)) = characters.next() {
        if character == '\\' && mark == '"' {
            characters.next();
        } else if character == mark {
            if mark == '\'' && characters.peek().is_some_and(|(_, next)| *next == '\'') {
                characters.next();
            } else {
                return Some(at + 1);
            }
        }
    }
    None
}
