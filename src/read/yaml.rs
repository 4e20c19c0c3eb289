//! One YAML text into a tree with places; every mistake of YAML itself in words that a maintainer can act on.

use std::ops::Range;
use std::sync::Arc;

use serde_yaml::{DuplicateKeyPolicy, MergeKeyPolicy, Options, Spanned};

use super::node::{Node, Scalar, ScalarStyle, Untyped, Value};
use super::slip;
use crate::diagnostic::{Code, Diagnostic, Faults, Source};

/// Reads the YAML in the bytes `range` of `source`. `None` after an error, which is then in `faults`.
pub(super) fn parse(source: &Arc<Source>, range: Range<usize>, faults: &mut Faults) -> Option<Node> {
    let text = &source.text[range.clone()];
    let reader = Reader { source, text, offset: range.start };
    if reader.refuse_quietly_changed(faults) {
        return None;
    }
    match serde_yaml::from_str_with_options::<Spanned<Untyped>>(text, options()) {
        Ok(root) => {
            let node = reader.node(root);
            if node.value == Value::Null {
                faults.report(
                    Diagnostic::new(Code::YamlEmpty, "the file says nothing")
                        .at(source, range.start..range.start)
                        .help("fill it in, beginning with a line such as `country: DE`, or delete the file"),
                );
                return None;
            }
            reader.lint_comments(&node, faults);
            Some(node)
        }
        Err(error) => {
            faults.report(reader.explain(&error));
            None
        }
    }
}

/// Strict, and within bounds that no honest data file meets.
fn options() -> Options {
    serde_yaml::options! {
        strict_booleans: true,
        with_snippet: false,
        // Duplicate and merge keys reach our own checks, which name every one of them.
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        merge_keys: MergeKeyPolicy::AsOrdinary,
        budget: serde_yaml::budget! { max_nodes: 50_000, max_depth: 16, max_aliases: 0, max_anchors: 0 },
    }
}

struct Reader<'a> {
    source: &'a Arc<Source>,
    text: &'a str,
    offset: usize,
}

impl Reader<'_> {
    fn fault(&self, code: Code, message: &str, at: usize, length: usize) -> Diagnostic {
        Diagnostic::new(code, message).at(self.source, self.offset + at..self.offset + at + length)
    }

    /// Tags would change values before any check sees them.
    fn refuse_quietly_changed(&self, faults: &mut Faults) -> bool {
        let mut line_start = 0;
        for line in self.text.split_inclusive('\n') {
            let value =
                line.split_once(": ").or_else(|| line.split_once("- ")).map(|(key, value)| (key.len() + 2, value));
            if let Some((at, value)) = value
                && value.starts_with('!')
            {
                let length = value.find(char::is_whitespace).unwrap_or(value.len());
                faults.report(
                    self.fault(Code::YamlAnchor, "a YAML tag stands before the value", line_start + at, length)
                        .label("a tag")
                        .help("delete it; where the value itself begins with `!`, put the value in quotation marks"),
                );
                return true;
            }
            line_start += line.len();
        }
        false
    }

    fn node(&self, spanned: Spanned<Untyped>) -> Node {
        let span = spanned.referenced.span();
        let start = usize::try_from(span.byte_offset().unwrap_or(0)).unwrap_or(0).min(self.text.len());
        let length = usize::try_from(span.byte_len().unwrap_or(0)).unwrap_or(0);
        let end = (start + length).min(self.text.len());
        let written = self.text.get(start..end).unwrap_or("");
        let value = match spanned.value {
            Untyped::Null => Value::Null,
            Untyped::Text(text) => {
                let plain = written == text;
                Value::Scalar(Scalar { text, style: if plain { ScalarStyle::Plain } else { ScalarStyle::Quoted } })
            }
            Untyped::Typed => Value::Scalar(Scalar { text: written.to_owned(), style: ScalarStyle::Typed }),
            Untyped::Sequence(items) => Value::Sequence(items.into_iter().map(|item| self.node(item)).collect()),
            Untyped::Mapping(entries) => Value::Mapping(
                entries
                    .into_iter()
                    .map(|(key, value)| {
                        let span = key.referenced.span();
                        let at = usize::try_from(span.byte_offset().unwrap_or(0)).unwrap_or(0);
                        let length = usize::try_from(span.byte_len().unwrap_or(0)).unwrap_or(0);
                        (key.value, self.offset + at..self.offset + at + length, self.node(value))
                    })
                    .collect(),
            ),
        };
        let trimmed = start + written.trim_end().len();
        Node { value, span: self.offset + start..self.offset + trimmed.max(start) }
    }

    /// `name: Dial #31`, `name: Press # 2 for help`: YAML drops the end, and the writer hardly meant it. What follows several
    /// words after one space is taken for a part of the sentence; a real comment stands apart.
    fn lint_comments(&self, node: &Node, faults: &mut Faults) {
        match &node.value {
            Value::Scalar(scalar) if scalar.style != ScalarStyle::Quoted => {
                let end = node.span.end - self.offset;
                let rest = self.text.get(end..).unwrap_or("");
                let line = &rest[..rest.find('\n').unwrap_or(rest.len())];
                let comment = line.trim_start();
                let gap = line.len() - comment.len();
                let in_sentence = gap == 1 && scalar.text.trim().contains(' ');
                if gap > 0
                    && comment.starts_with('#')
                    && comment.len() > 1
                    && (in_sentence || !comment.starts_with("# "))
                {
                    let at = end + gap;
                    faults.report(
                        self.fault(
                            Code::YamlComment,
                            "everything from `#` on is a comment and not part of the value",
                            at,
                            comment.len(),
                        )
                        .label("not part of the value")
                        .help("put the whole value in quotation marks; for a real comment, put two spaces before `#` and one after it"),
                    );
                }
            }
            Value::Scalar(_) | Value::Null => {}
            Value::Sequence(items) => items.iter().for_each(|item| self.lint_comments(item, faults)),
            Value::Mapping(entries) => entries.iter().for_each(|(_, _, value)| self.lint_comments(value, faults)),
        }
    }

    /// A fault of the YAML library in our own words.
    fn explain(&self, error: &serde_yaml::Error) -> Diagnostic {
        let error = error.without_snippet();
        let technical = error.to_string();
        let at = self.error_offset(error);
        let said = |phrase: &str| technical.contains(phrase);
        if said("nchor") || said("lias") {
            return self.anchor(at);
        }
        if said("budget breached") {
            return self
                .fault(
                    Code::YamlTooDeep,
                    "the file is nested deeper, or holds more, than a data file ever needs",
                    at,
                    self.width(at),
                )
                .help("split it, or look for brackets that are opened by mistake");
        }
        if said("multiple YAML documents") {
            let marker = self.text[..at].rfind("---").unwrap_or(at);
            return self
                .fault(Code::YamlSeveral, "a second YAML document begins here", marker, 3.min(self.text.len() - marker))
                .help("delete the line `---`; each file holds one record");
        }
        if let Some(slip) = slip::find(self.text, at) {
            return self.fault(slip.code, &slip.message, slip.at, slip.length).label(slip.label).help(slip.help);
        }
        self.fault(Code::YamlSyntax, "this cannot be read as YAML", at, self.width(at))
            .label(first_sentence(&technical))
            .help("compare this line and the one above with those of another data file")
    }

    /// `&name` and `*name`, which the parser has met shortly before `at`.
    fn anchor(&self, at: usize) -> Diagnostic {
        let line = self.text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let ends = |c: char| c.is_whitespace() || matches!(c, ',' | ']' | '}');
        let start = match self.text[at..].starts_with(['&', '*']) {
            true => at,
            false => self.text[line..at].rfind(['&', '*']).map_or(at, |sign| line + sign),
        };
        let length = self.text[start..].find(ends).unwrap_or(self.text.len() - start);
        let word = &self.text[start..start + length];
        let rest = &self.text[start + length..];
        if word == "*" && self.text[line..start].trim().is_empty() {
            let item = rest.lines().next().unwrap_or("").trim();
            return self
                .fault(Code::YamlAnchor, "an item of a list begins with `- `, not with `*`", start, 1)
                .label("here")
                .help(format!("write `- {item}`"));
        }
        self.fault(Code::YamlAnchor, &format!("`{word}` has a special meaning in YAML"), start, length)
            .label("an anchor or alias")
            .help(format!("if it belongs to the value, put the whole value in quotation marks, such as \"{word}\"; else write the value out"))
    }

    /// How many bytes to mark at a place: one character, or none at the end of a line.
    fn width(&self, at: usize) -> usize {
        self.text[at..].chars().next().filter(|c| *c != '\n').map_or(0, char::len_utf8)
    }

    /// The byte of the text to which the library points.
    fn error_offset(&self, error: &serde_yaml::Error) -> usize {
        let Some(location) = error.location() else { return 0 };
        // Scanner errors carry no byte offset, but always a line and a column in characters.
        let line = usize::try_from(location.line()).unwrap_or(1).max(1);
        let column = usize::try_from(location.column()).unwrap_or(1).max(1);
        let start = self.text.split_inclusive('\n').take(line - 1).map(str::len).sum::<usize>().min(self.text.len());
        let line = &self.text[start..];
        start + line.char_indices().nth(column - 1).map_or(line.len(), |(at, _)| at)
    }
}

fn first_sentence(technical: &str) -> &str {
    technical.split(" at line ").next().unwrap_or(technical)
}
