//! What people do in YAML that is not YAML, found by looking at the lines as a person would.
//!
//! The parser says where it gave up, which is often a line or more after the slip; here the slip itself is looked for.

use super::indent;
use super::lines::{Line, Slip, is_block_sign, key_length, lines, quoted_length};
use crate::diagnostic::Code;

/// The slip because of which the parser gave up at byte `error`; `None` where it is none of the usual ones.
pub fn find(text: &str, error: usize) -> Option<Slip> {
    let lines = lines(text);
    let last = lines.iter().rposition(|line| line.at <= error)?;
    let until = &lines[..=last];
    let from = |index: usize| &until[index..];
    tab(&lines[..lines.len().min(last + 2)])
        .or_else(|| until.iter().find_map(leftover))
        .or_else(|| until.iter().find_map(odd_space))
        .or_else(|| until.iter().find_map(quote))
        .or_else(|| special_character(&lines[last]))
        .or_else(|| (0..=last).find_map(|index| bracket(from(index))))
        .or_else(|| from(last.saturating_sub(1)).iter().rev().find_map(dash))
        .or_else(|| from(last.saturating_sub(1)).iter().rev().find_map(colon))
        .or_else(|| indent::find(until))
}

fn tab(lines: &[Line<'_>]) -> Option<Slip> {
    let at = lines.iter().find_map(|line| Some(line.at + line.indent.find('\t')?))?;
    Some(Slip {
        code: Code::YamlTab,
        message: "a tab stands in the indentation".to_owned(),
        at,
        length: 1,
        label: "a tab",
        help: "replace it with spaces: two for each level".to_owned(),
    })
}

/// What a merge, or a text copied out of a page about YAML, leaves behind.
fn leftover(line: &Line<'_>) -> Option<Slip> {
    const MERGE: &str =
        "keep one of the two versions, and delete the three lines that begin with <<<<<<<, ======= and >>>>>>>";
    let (message, help) = match line.content {
        text if ["<<<<<<<", "=======", ">>>>>>>"].iter().any(|mark| text.starts_with(mark)) => {
            ("two versions of these lines were not brought together", MERGE)
        }
        text if text.starts_with("```") => ("this line belongs to a text about YAML, not to YAML", "delete it"),
        _ => return None,
    };
    Some(Slip {
        code: Code::YamlSyntax,
        message: message.to_owned(),
        at: line.at + line.indent.len(),
        length: line.content.len(),
        label: "left behind",
        help: help.to_owned(),
    })
}

/// A space that only looks like one, where YAML needs it: before a line, or after `key:` or `-`.
fn odd_space(line: &Line<'_>) -> Option<Slip> {
    let is_odd = |c: char| c.is_whitespace() && !matches!(c, ' ' | '\t');
    let bare = line.content.trim_start_matches("- ");
    let key = key_length(bare);
    let separator = bare[key..].strip_prefix(':').map_or(0, |_| key + 1) + (line.content.len() - bare.len());
    let places = [0, usize::from(line.content.starts_with('-')), separator];
    let (at, space) = places.into_iter().find_map(|at| {
        let space = line.content[at..].chars().next().filter(|c| is_odd(*c))?;
        Some((at, space))
    })?;
    Some(Slip {
        code: Code::YamlSyntax,
        message: "this looks like a space, but is another character".to_owned(),
        at: line.at + line.indent.len() + at,
        length: space.len_utf8(),
        label: "not a plain space",
        help: "delete it and press the space bar; such spaces come from web pages and word processors".to_owned(),
    })
}

/// A quotation that is never closed, or closed before the value ends.
fn quote(line: &Line<'_>) -> Option<Slip> {
    let (at, value) = line.value.filter(|_| !line.closed_below)?;
    let mark = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let Some(length) = quoted_length(value, mark) else {
        return Some(Slip {
            code: Code::YamlQuote,
            message: "a quotation mark is opened here and never closed".to_owned(),
            at,
            length: 1,
            label: "opened here",
            help: format!("close it at the end of the value: {mark}…{mark}"),
        });
    };
    let rest = value[length..].trim_start();
    if rest.is_empty() || rest.starts_with(['#', ',', ']', '}', ':']) {
        return None;
    }
    let other = if mark == '"' { '\'' } else { '"' };
    Some(Slip {
        code: Code::YamlQuote,
        message: format!("the quotation ends at this {mark}, but the value goes on"),
        at: at + length - 1,
        length: 1,
        label: "taken for the end",
        help: if value.contains(other) {
            format!("where the value itself holds a {mark}, write it as ’ or “, or twice inside '…'")
        } else {
            format!("where the value itself holds a {mark}, put the whole of it in {other}…{other}")
        },
    })
}

fn special_character(line: &Line<'_>) -> Option<Slip> {
    let (at, value) = line.value?;
    let slip = |message: String, length: usize, help: String| {
        let label = "begins with a special character";
        Some(Slip { code: Code::YamlSyntax, message, at, length, label, help })
    };
    if value.starts_with("- ") {
        let help = "delete the `- `; an item of a list stands on a line of its own, below the key";
        return slip("a value on the line of its key cannot begin with `- `".to_owned(), 1, help.to_owned());
    }
    if let Some((sign, _)) = value.split_once(' ').filter(|(sign, _)| is_block_sign(sign)) {
        let help = format!("begin the text on the next line, further in; or delete `{sign}`");
        return slip(format!("text stands on the line of `{sign}`, which begins a text below it"), value.len(), help);
    }
    let first = value.chars().next().filter(|c| matches!(c, '@' | '`' | '%' | ',' | ']' | '}' | '|' | '>'))?;
    let help = format!("put it in quotation marks: {}", in_quotes(value));
    slip(format!("a value cannot begin with `{first}`"), value.len(), help)
}

/// A bracket of the first line that the others do not close.
fn bracket(lines: &[Line<'_>]) -> Option<Slip> {
    let (at, value) = lines.first()?.value?;
    let open = value.chars().next().filter(|c| matches!(c, '[' | '{'))?;
    let mut depth = 0i32;
    let parts = std::iter::once(value).chain(lines[1..].iter().map(|line| line.content));
    for part in parts {
        depth += without_comment(part).chars().fold(0, |depth, c| match c {
            '[' | '{' => depth + 1,
            ']' | '}' => depth - 1,
            _ => depth,
        });
        if depth <= 0 {
            return None;
        }
    }
    let close = if open == '[' { ']' } else { '}' };
    let kept = without_comment(value).len();
    if value[kept..].contains(close) {
        return Some(Slip {
            code: Code::YamlBracket,
            message: format!("everything from `#` on is a comment, so `{open}` is never closed"),
            at: at + kept,
            length: value.len() - kept,
            label: "not part of the value",
            help: "put what holds the `#` in quotation marks, such as { nl: \"Line #1\" }".to_owned(),
        });
    }
    Some(Slip {
        code: Code::YamlBracket,
        message: format!("the bracket `{open}` is opened here and not closed"),
        at,
        length: 1,
        label: "opened here",
        help: format!("close it with `{close}`; a value that only begins with a bracket belongs in quotation marks"),
    })
}

/// A line without the comment at its end. Source: YAML 1.2, 6.6: a comment begins at a `#` after a space.
fn without_comment(text: &str) -> &str {
    let (mut at, mut before) = (0, ' ');
    while let Some(c) = text[at..].chars().next() {
        // A quotation begins where a value does; elsewhere the mark is an apostrophe.
        let quoted = matches!(c, '"' | '\'') && !before.is_alphanumeric();
        match c {
            '#' if before == ' ' => return &text[..at],
            _ if quoted => at += quoted_length(&text[at..], c).unwrap_or(text.len() - at),
            _ => at += c.len_utf8(),
        }
        before = c;
    }
    text
}

/// The first line of an item whose `-` lacks its space.
fn dash(line: &Line<'_>) -> Option<Slip> {
    let item = line.content.strip_prefix(['-', '–', '—'])?;
    let sign = line.content.len() - item.len();
    let is_item = !item.starts_with(' ') || sign > 1;
    let item = item.trim_start();
    let key = key_length(item);
    (is_item && key > 0 && item[key..].starts_with(':')).then(|| Slip {
        code: Code::YamlSyntax,
        message: "an item of a list begins with `-` and a space".to_owned(),
        at: line.at + line.indent.len(),
        length: sign,
        label: "here",
        help: format!("write `- {item}`"),
    })
}

/// A colon that is missing, or lacks its space, or stands inside a value.
fn colon(line: &Line<'_>) -> Option<Slip> {
    let slip = |message: String, at: usize, length: usize, help: String| {
        Some(Slip { code: Code::YamlColon, message, at, length, label: "here", help })
    };
    let start = line.at + line.indent.len();
    if let Some((at, value)) = line.value
        && !value.starts_with(['"', '\'', '[', '{'])
        && let Some(inside) = value.find(": ")
    {
        let message = "`: ` stands inside a value, where it would begin another one".to_owned();
        return slip(message, at + inside, 1, format!("put the value in quotation marks: {}", in_quotes(value)));
    }
    let item = line.content.trim_start_matches("- ").trim_start();
    let item_at = start + line.content.len() - item.len();
    let key = key_length(item);
    let rest = &item[key..];
    if key > 0 && rest.len() > 1 && rest.starts_with(':') && !rest.starts_with(": ") && !rest.starts_with("://") {
        let message = format!("a space is missing after `{}:`", &item[..key]);
        return slip(message, item_at + key, 1, format!("write `{}: {}`", &item[..key], rest[1..].trim_start()));
    }
    if key > 0 && line.value.is_none() && !item.contains(':') {
        let message = format!("`{item}` has no colon, so it is neither a key nor its value");
        return slip(message, item_at, item.len(), format!("write `{}: …`, or delete the line", &item[..key]));
    }
    None
}

/// A value in quotation marks that it does not hold itself.
fn in_quotes(value: &str) -> String {
    if value.contains('"') { format!("'{}'", value.replace('\'', "''")) } else { format!("\"{value}\"") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slip(text: &str, error: &str) -> (Code, String) {
        let found = find(text, text.find(error).expect("the place stands in the text")).expect("a slip");
        (found.code, text[found.at..found.at + found.length].to_owned())
    }

    #[test]
    fn the_slip_is_found_before_the_place_where_the_parser_gives_up() {
        assert_eq!(slip("a: \"x\nb: \"y\"\n", "y"), (Code::YamlQuote, "\"".into()));
        assert_eq!(slip("a: 'it's'\n", "s'"), (Code::YamlQuote, "'".into()));
        assert_eq!(slip("a: [b, c\nd: []\n", ": []"), (Code::YamlBracket, "[".into()));
        assert_eq!(slip("a: b\n\tc: d\n", "b"), (Code::YamlTab, "\t".into()));
        assert_eq!(slip("a:b\nc: d\n", "c"), (Code::YamlColon, ":".into()));
        assert_eq!(slip("a: b: c\n", ": c"), (Code::YamlColon, ":".into()));
        assert_eq!(slip("a: b\ncost\nd: e\n", "d"), (Code::YamlColon, "cost".into()));
        assert_eq!(slip("a: @b\n", "@"), (Code::YamlSyntax, "@b".into()));
        assert_eq!(slip("a: - b\n", "- b"), (Code::YamlSyntax, "-".into()));
        assert_eq!(slip("a: >- b\n  c\n", ">-"), (Code::YamlSyntax, ">- b".into()));
        assert_eq!(slip("a: { b: c #1 }\nd: e\n", "d"), (Code::YamlBracket, "#1 }".into()));
        assert_eq!(slip("a: { b: it's #1 }\nd: e\n", "d"), (Code::YamlBracket, "#1 }".into()));
        assert_eq!(slip("a: { b: 'x #1'\nd: e\n", "d"), (Code::YamlBracket, "{".into()));
        assert_eq!(slip("a:\n  -b: c\n    d: e\n", ": e"), (Code::YamlSyntax, "-".into()));
        assert_eq!(slip("a:\u{a0}b\nc: d\n", "c"), (Code::YamlSyntax, "\u{a0}".into()));
        assert_eq!(slip("a: b\n<<<<<<< HEAD\nc: d\n", "HEAD"), (Code::YamlSyntax, "<<<<<<< HEAD".into()));
        assert_eq!(slip("a: b\n   c: d\n", "c"), (Code::YamlIndent, "c: d".into()));
        assert_eq!(slip("a:\n  - b:\n      - c: 1\n    d: 2\n        e: 3\n", "e"), (Code::YamlIndent, "d: 2".into()));
    }

    #[test]
    fn blocks_of_text_and_sound_quotations_hold_no_slips() {
        let text = "a: >-\n  It's: \"said\n  [so\nb: 'it''s' # fine\nc: \"x\n  y\"\n   d: e\n";
        assert_eq!(slip(text, "d:"), (Code::YamlIndent, "d: e".into()));
    }
}
