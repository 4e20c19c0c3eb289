//! One piece put into a file that people keep: everything else stays, byte for byte.

use super::Refusal;

/// Puts an item at the end of the list under `key`, at the top of a file. The item is written with two spaces before its
/// hyphen. Where the list is missing it is begun before the first of the keys `before`.
///
/// # Errors
/// Where the list is written in a way that this cannot add to.
pub fn append(text: &str, key: &str, before: &[&str], item: &str) -> Result<String, Refusal> {
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let heading = lines.iter().position(|line| value_of(line, key).is_some());
    let (at, piece) = match heading {
        Some(heading) => {
            let value = value_of(lines[heading], key).unwrap_or_default();
            match value {
                "" => below(&lines, heading, item),
                "[]" => return Ok(begin_empty(text, &lines, heading, item, line_end)),
                _ => return Err(format!("`{key}:` is written in one line; write one item a line, then try again")),
            }
        }
        None => (place_before(&lines, before), format!("{key}:\n{item}")),
    };
    let mut done: String = lines[..at].concat();
    if !done.is_empty() && !done.ends_with('\n') {
        done.push_str(line_end);
    }
    done.push_str(&piece.replace('\n', line_end));
    done.push_str(&lines[at..].concat());
    Ok(done)
}

/// What stands after `key:` at the start of a line, without a comment.
fn value_of<'a>(line: &'a str, key: &str) -> Option<&'a str> {
    let rest = line.strip_prefix('\u{feff}').unwrap_or(line).strip_prefix(key)?.strip_prefix(':')?;
    let rest = rest.trim();
    let rest = if rest.starts_with('#') { "" } else { rest.split(" #").next().unwrap_or_default().trim_end() };
    Some(rest)
}

fn is_blank(line: &str) -> bool {
    line.trim().is_empty()
}

/// The place after the last line of the list, and the item as that list is indented and spaced.
fn below(lines: &[&str], heading: usize, item: &str) -> (usize, String) {
    let belongs = |line: &&str| is_blank(line) || line.starts_with([' ', '-']);
    let block = lines[heading + 1..].iter().take_while(|line| belongs(line)).count();
    let block = &lines[heading + 1..heading + 1 + block];
    let filled = block.iter().rposition(|line| !is_blank(line)).map_or(0, |last| last + 1);
    let hyphen = block.iter().find(|line| line.trim_start().starts_with("- "));
    let indent = hyphen.map_or(2, |line| line.len() - line.trim_start().len());
    let starts_item = |line: &&str| line.starts_with(&format!("{}- ", " ".repeat(indent)));
    let items: Vec<usize> = (0..filled).filter(|at| starts_item(&block[*at])).collect();
    let spaced = items.iter().skip(1).any(|at| is_blank(block[at - 1]));
    let mut piece = String::from(if spaced { "\n" } else { "" });
    for line in item.lines() {
        let line = line.strip_prefix("  ").unwrap_or(line);
        piece.push_str(&format!("{}{line}\n", if line.is_empty() { String::new() } else { " ".repeat(indent) }));
    }
    (heading + 1 + filled, piece)
}

/// The whole text, with `[]` after the key replaced by the item.
fn begin_empty(text: &str, lines: &[&str], heading: usize, item: &str, line_end: &str) -> String {
    let start: usize = lines[..heading].iter().map(|line| line.len()).sum();
    let line = lines[heading];
    let bracket = start + line.find(" []").or_else(|| line.find("[]")).unwrap_or(line.len());
    let after = text[bracket..].find(']').map_or(bracket, |at| bracket + at + 1);
    let rest = text[after..].strip_prefix(line_end);
    let item = item.trim_end_matches('\n').replace('\n', line_end);
    match rest {
        Some(rest) => format!("{}{line_end}{item}{line_end}{rest}", &text[..bracket]),
        // A comment stands after it, or nothing does.
        None => {
            let end = text[after..].find('\n').map_or(text.len(), |at| after + at + 1);
            let tail = text[after..end].trim_end();
            format!("{}{tail}{line_end}{item}{line_end}{}", &text[..bracket], &text[end..])
        }
    }
}

/// The line before which a new list begins: before the first of some keys, with the comments above it; else the end.
fn place_before(lines: &[&str], before: &[&str]) -> usize {
    let key = lines.iter().position(|line| before.iter().any(|key| value_of(line, key).is_some()));
    let mut at = key.unwrap_or(lines.len());
    while key.is_some() && at > 0 && (lines[at - 1].starts_with('#') || is_blank(lines[at - 1])) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    const ITEM: &str = "  - id: b\n    x: 1\n";

    fn put(text: &str) -> String {
        append(text, "services", &["lines"], ITEM).unwrap()
    }

    #[test]
    fn an_item_follows_the_last_one_as_the_list_is_written() {
        assert_eq!(
            put("a: 1\nservices:\n  - id: a\nlines: []\n"),
            format!("a: 1\nservices:\n  - id: a\n{ITEM}lines: []\n")
        );
        assert_eq!(put("services:\n- id: a\n  y: 2\n"), "services:\n- id: a\n  y: 2\n- id: b\n  x: 1\n");
        assert_eq!(
            put("services:\n    - id: a\n\n    - id: c\n\n# end\nlines:\n"),
            "services:\n    - id: a\n\n    - id: c\n\n    - id: b\n      x: 1\n\n# end\nlines:\n"
        );
        assert_eq!(put("services:\n  - id: a"), format!("services:\n  - id: a\n{ITEM}"));
        assert_eq!(
            put("services:\r\n  - id: a\r\nz: 1\r\n"),
            "services:\r\n  - id: a\r\n  - id: b\r\n    x: 1\r\nz: 1\r\n"
        );
    }

    #[test]
    fn a_list_that_is_empty_or_missing_is_begun() {
        assert_eq!(put("services: []\nz: 1\n"), format!("services:\n{ITEM}z: 1\n"));
        assert_eq!(put("services: [] # none yet\nz: 1\n"), format!("services: # none yet\n{ITEM}z: 1\n"));
        assert_eq!(put("services: []"), format!("services:\n{ITEM}"));
        assert_eq!(put("services:\nz: 1\n"), format!("services:\n{ITEM}z: 1\n"));
        assert_eq!(put("a: 1\n\n# of lines\nlines: []\n"), format!("a: 1\nservices:\n{ITEM}\n# of lines\nlines: []\n"));
        assert_eq!(put("a: 1\n"), format!("a: 1\nservices:\n{ITEM}"));
        assert!(append("services: [{ id: a }]\n", "services", &[], ITEM).is_err());
    }
}
