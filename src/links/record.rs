//! Notes in the data files what a program saw, under the key `answered`, and nothing else.
//!
//! The text is changed where it must be and nowhere more: comments, order and line ends stay. Before a file is written the
//! new text is read again; it must say the same as before but for `answered`, or it is not written.

use std::fs;
use std::io::{self, Write};
use std::ops::Range;
use std::path::Path;

use crate::model::{CountryCode, Vocabulary};
use crate::read::{self, Document, Files, Node, Value};

use super::Answers;
use super::answer::{Presence, Verdict};
use super::plan::{Entry, Owner, Plan, Subject, page_of};

/// What was noted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recorded {
    /// The files that changed.
    pub files: Vec<String>,
    /// How many records of them changed.
    pub records: usize,
    /// Records that are written in a way that is not edited by programs.
    pub left_alone: Vec<String>,
}

/// One note: when the address answered, and whether the number was printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Note {
    date: Option<String>,
    printed: Option<bool>,
}

/// Keys of a record before which `answered` belongs.
const AFTER: [&str; 3] = ["sources", "confidence", "notes"];

/// Notes below `root` what `answers` say of each record in `plan` whose address answered.
///
/// # Errors
/// A file could not be written; those before it were.
pub fn record(root: &Path, plan: &Plan, answers: &Answers) -> io::Result<Recorded> {
    let mut recorded = Recorded::default();
    // Read now and not before the run, in which a maintainer may have worked on them.
    let (files, _) = read::load(root);
    let (raw, _) = read::parse(&files);
    let notes = notes(plan, answers);
    for document in raw.countries.iter().chain(&raw.worldwide) {
        let path = &document.source.path;
        let Some(file) = files.get(path).and_then(|bytes| std::str::from_utf8(bytes).ok()) else { continue };
        let mut edits = Vec::new();
        for (owner, label, note) in &notes {
            let Some(node) = find(document, owner) else { continue };
            match edit(&document.source.text, node, note) {
                Some(Some(edit)) => edits.push(edit),
                Some(None) => {}
                None => recorded.left_alone.push(format!("{label} in {path}")),
            }
        }
        if edits.is_empty() {
            continue;
        }
        let text = apply(file, &edits);
        if says_the_same(document, &text) {
            write(&root.join(path), &text)?;
            recorded.records += edits.len();
            recorded.files.push(path.clone());
        } else {
            recorded.left_alone.push(path.clone());
        }
    }
    Ok(recorded)
}

/// One note for each record: a line may have an address and a number.
fn notes<'a>(plan: &'a Plan, answers: &Answers) -> Vec<(&'a Owner, &'a str, Note)> {
    let mut notes: Vec<(&Owner, &str, Note)> = Vec::new();
    for entry in &plan.entries {
        let Some(note) = note(entry, answers) else { continue };
        match notes.iter_mut().find(|(owner, ..)| *owner == &entry.owner) {
            Some((_, _, known)) => {
                known.date = known.date.take().max(note.date);
                known.printed = known.printed.or(note.printed);
            }
            None => notes.push((&entry.owner, &entry.name, note)),
        }
    }
    notes
}

fn note(entry: &Entry, answers: &Answers) -> Option<Note> {
    match &entry.subject {
        Subject::Address(url) => {
            let (date, answer) = answers.by_page.get(&page_of(url))?;
            (answer.verdict == Verdict::Fine).then(|| Note { date: Some(date.to_string()), printed: None })
        }
        Subject::Printed { sought, pages, .. } => {
            let key = sought.key();
            let read = pages.iter().filter_map(|page| {
                let (date, answer) = answers.by_page.get(&page_of(page))?;
                answer.found.get(&key).map(|presence| (*presence == Presence::Printed, *date))
            });
            // Printed on one page outweighs every page where it is not.
            let (printed, date) = read.max()?;
            Some(Note { date: Some(date.to_string()), printed: Some(printed) })
        }
    }
}

/// The record of `owner` in a file.
fn find<'a>(document: &'a Document, owner: &Owner) -> Option<&'a Node> {
    let root = &document.root;
    match owner {
        Owner::Service(id) => items(root, "services").find(|node| text(node, "id") == Some(id.as_str())),
        Owner::Contact { service, kind, value } => {
            let service = items(root, "services").find(|node| text(node, "id") == Some(service.as_str()))?;
            items(service, "contacts")
                .find(|node| text(node, "kind") == Some(kind.code()) && text(node, "value") == Some(value))
        }
        Owner::Line { country, list, url, phone } => {
            let own = text(root, "country") == country.as_ref().map(CountryCode::as_str);
            items(root, list.key())
                .filter(|_| own)
                .find(|node| text(node, "url") == url.as_deref() && text(node, "phone") == phone.as_deref())
        }
    }
}

fn items<'a>(node: &'a Node, key: &str) -> impl Iterator<Item = &'a Node> + use<'a> {
    let list = match field(node, key).map(|(_, node)| &node.value) {
        Some(Value::Sequence(items)) => items.as_slice(),
        _ => &[],
    };
    list.iter()
}

fn field<'a>(node: &'a Node, key: &str) -> Option<(&'a Range<usize>, &'a Node)> {
    let Value::Mapping(entries) = &node.value else { return None };
    entries.iter().find(|(known, ..)| known == key).map(|(_, span, value)| (span, value))
}

fn text<'a>(node: &'a Node, key: &str) -> Option<&'a str> {
    match &field(node, key)?.1.value {
        Value::Scalar(scalar) => Some(&scalar.text),
        _ => None,
    }
}

/// The change of the text that puts `note` into `record`; inner `None` where it stands there already, outer `None`
/// where the record is not written one key in each line.
fn edit(text: &str, record: &Node, note: &Note) -> Option<Option<(Range<usize>, String)>> {
    let Value::Mapping(entries) = &record.value else { return None };
    let column = indent_of_key(text, entries.first()?.1.start)?;
    let written = written(note);
    if let Some((key, _)) = field(record, "answered") {
        let range = key.start..end_of_value(text, key.start, column)?;
        return Some((text[range.clone()] != written).then_some((range, written)));
    }
    let next = entries
        .iter()
        .find(|(key, ..)| AFTER.contains(&key.as_str()))
        .filter(|(_, span, _)| span.start > entries[0].1.start);
    let at = match next {
        Some((_, span, _)) => {
            indent_of_key(text, span.start).filter(|found| *found == column)?;
            line_start(text, span.start)
        }
        None => end_of_block(text, entries.first()?.1.start, column),
    };
    let missing_break = if at > 0 && !text[..at].ends_with('\n') { "\n" } else { "" };
    Some(Some((at..at, format!("{missing_break}{}{written}\n", " ".repeat(column)))))
}

fn written(note: &Note) -> String {
    let date = note.date.as_deref().unwrap_or_default();
    match note.printed {
        Some(printed) => format!("answered: {{ date: {date}, printed: {printed} }}"),
        None => format!("answered: {{ date: {date} }}"),
    }
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

/// The column of a key that stands first in its line, after spaces or the mark of a list item.
fn indent_of_key(text: &str, at: usize) -> Option<usize> {
    let before = &text[line_start(text, at)..at];
    before.bytes().all(|byte| matches!(byte, b' ' | b'-')).then_some(before.len())
}

/// Where the value of the key at `start` ends: at the end of its line, or of the block below it.
fn end_of_value(text: &str, start: usize, column: usize) -> Option<usize> {
    let line_end = text[start..].find('\n').map_or(text.len(), |length| start + length);
    let line = text[start..line_end].trim_end();
    if let Some((_, value)) = line.split_once(':')
        && value.trim_start().starts_with('{')
    {
        // A comment after the closing brace stays.
        return line.find('}').map(|brace| start + brace + 1);
    }
    let block = end_of_block(text, start, column + 1).max(line_end);
    Some(start + text[start..block].trim_end().len())
}

/// The end of the last line that belongs to a block which begins at `start` and is indented by `column` spaces at least.
/// Comments further out, and blank lines, belong to it only where more of it follows.
fn end_of_block(text: &str, start: usize, column: usize) -> usize {
    let mut end = start;
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        let bare = line.trim_start_matches(' ');
        let indent = line.len() - bare.len();
        let is_first = at == start;
        at += line.len();
        if bare.trim().is_empty() || !is_first && indent < column && bare.starts_with('#') {
            continue;
        }
        if !is_first && indent < column {
            break;
        }
        end = at;
    }
    end
}

/// The file with edits of its text as it was read; its byte-order mark and its ends of lines stay.
fn apply(file: &str, edits: &[(Range<usize>, String)]) -> String {
    let end_of_line = if file.contains("\r\n") { "\r\n" } else { "\n" };
    let (mark, text) = file.split_at(if file.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 });
    let mut edits: Vec<&(Range<usize>, String)> = edits.iter().collect();
    edits.sort_by_key(|(range, _)| range.start);
    let mut changed = text.to_owned();
    for (range, new) in edits.into_iter().rev() {
        // Edits come from the end on, so what stands before one is still as in the file.
        let in_file = read::offset_in_file(text, range.start)..read::offset_in_file(text, range.end);
        changed.replace_range(in_file, &new.replace('\n', end_of_line));
    }
    format!("{mark}{changed}")
}

/// Whether `text` says the same as the document but for what programs saw.
fn says_the_same(document: &Document, text: &str) -> bool {
    let path = document.source.path.clone();
    let (raw, faults) = read::parse(&Files::from([(path, text.as_bytes().to_vec())]));
    let read = raw.countries.iter().chain(&raw.worldwide).next();
    !faults.has_errors() && read.is_some_and(|read| same(&read.root, &document.root))
}

fn same(one: &Node, other: &Node) -> bool {
    match (&one.value, &other.value) {
        (Value::Mapping(one), Value::Mapping(other)) => {
            let rest = |entries: &[(String, Range<usize>, Node)]| -> Vec<(String, Node)> {
                let kept = entries.iter().filter(|(key, ..)| key != "answered");
                kept.map(|(key, _, node)| (key.clone(), node.clone())).collect()
            };
            let (one, other) = (rest(one), rest(other));
            one.len() == other.len() && one.iter().zip(&other).all(|(a, b)| a.0 == b.0 && same(&a.1, &b.1))
        }
        (Value::Sequence(one), Value::Sequence(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(a, b)| same(a, b))
        }
        (one, other) => one == other,
    }
}

/// Replaces a file at once, with its permissions.
fn write(target: &Path, text: &str) -> io::Result<()> {
    let folder = target.parent().unwrap_or(Path::new("."));
    let mut fresh = tempfile::NamedTempFile::new_in(folder)?;
    fresh.write_all(text.as_bytes())?;
    // Where the file is a link, what it leads to is replaced and not the link.
    let target = fs::canonicalize(target)?;
    fs::set_permissions(fresh.path(), fs::metadata(&target)?.permissions())?;
    fresh.persist(&target).map_err(|error| error.error)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::links::Answer;
    use crate::model::{ContactKind, ServiceId};
    use jiff::civil::{Date, date};

    const HEAD: &str = "# kept\ncountry: GB\nservices:\n";

    /// Notes for the service `a` and its contact, on 2026-11-24, printed.
    fn noted(services: &str) -> (String, Recorded) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("data/countries/gb.yaml");
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, services).unwrap();
        let id = ServiceId::new("a").unwrap();
        let entry = |owner, subject| Entry { owner, area: "gb".into(), name: "a".into(), subject };
        let sought = super::super::Sought::Phone { value: "0800".into(), country: None };
        let contact = Owner::Contact { service: id.clone(), kind: ContactKind::Phone, value: "0800".into() };
        let page = "https://a.org/".to_owned();
        let printed = Subject::Printed { sought: sought.clone(), shown: String::new(), pages: vec![page.clone()] };
        let plan =
            Plan { entries: vec![entry(Owner::Service(id), Subject::Address(page.clone())), entry(contact, printed)] };
        let mut answer = Answer::bare(Verdict::Fine, Some(200), Vec::new());
        answer.found.insert(sought.key(), Presence::Printed);
        let day: Date = date(2026, 11, 24);
        let answers = Answers { by_page: [(page, (day, answer))].into(), ..Answers::default() };
        let recorded = record(folder.path(), &plan, &answers).unwrap();
        (fs::read_to_string(&path).unwrap(), recorded)
    }

    #[test]
    fn notes_stand_in_their_place_and_the_rest_stays() {
        let before = "  - id: a   # a comment\n    contacts:\n      - kind: phone\n        value: \"0800\"\n\n        # another\n      # out\n\n    sources: []\n  - id: b\n";
        let after = "  - id: a   # a comment\n    contacts:\n      - kind: phone\n        value: \"0800\"\n\n        # another\n        answered: { date: 2026-11-24, printed: true }\n      # out\n\n    answered: { date: 2026-11-24 }\n    sources: []\n  - id: b\n";
        let (text, recorded) = noted(&format!("{HEAD}{before}"));
        assert_eq!(text, format!("{HEAD}{after}"));
        assert_eq!(recorded.records, 2);
    }

    #[test]
    fn old_notes_are_replaced_however_they_were_written() {
        let before = "  - id: a\n    answered:\n      date: 2020-01-01\n      # old\n      printed: true\n\n    contacts:\n      - kind: phone\n        value: \"0800\"\n        answered: { date: 2020-01-01 } # seen\n";
        let after = "  - id: a\n    answered: { date: 2026-11-24 }\n\n    contacts:\n      - kind: phone\n        value: \"0800\"\n        answered: { date: 2026-11-24, printed: true } # seen\n";
        let (text, _) = noted(&format!("{HEAD}{before}"));
        assert_eq!(text, format!("{HEAD}{after}"));
        assert_eq!(noted(&text).1, Recorded::default());
    }

    #[test]
    fn line_ends_and_byte_order_marks_stay() {
        let (text, _) =
            noted("\u{feff}country: GB\r\nservices:\r\n  - id: a\r\n    notes: >-\r\n      x\r\n\r\n      y");
        assert_eq!(
            text,
            "\u{feff}country: GB\r\nservices:\r\n  - id: a\r\n    answered: { date: 2026-11-24 }\r\n    notes: >-\r\n      x\r\n\r\n      y"
        );
        // A file that git or an editor has half converted is not made one or the other.
        let (text, _) = noted("country: GB\r\nservices:\n  - id: a\r\n    notes: x\n");
        assert_eq!(text, "country: GB\r\nservices:\n  - id: a\r\n    answered: { date: 2026-11-24 }\r\n    notes: x\n");
        let (text, _) = noted("country: GB\nservices:\n  - url: x\n    id: a");
        assert_eq!(text, "country: GB\nservices:\n  - url: x\n    id: a\n    answered: { date: 2026-11-24 }\n");
    }

    #[test]
    fn a_record_in_one_line_is_left_alone_and_named() {
        let before = "country: GB\nservices:\n  - { id: a, notes: x }\n";
        let (text, recorded) = noted(before);
        assert_eq!((text.as_str(), recorded.left_alone), (before, vec!["a in data/countries/gb.yaml".to_owned()]));
    }

    #[test]
    fn a_block_of_text_that_looks_like_keys_is_not_one() {
        let before = "  - id: a\n    summary: |\n      # not a comment\n      sources: none\n  - id: b\n";
        let after = "  - id: a\n    summary: |\n      # not a comment\n      sources: none\n    answered: { date: 2026-11-24 }\n  - id: b\n";
        assert_eq!(noted(&format!("{HEAD}{before}")).0, format!("{HEAD}{after}"));
    }
}
