//! Files in, raw records with places out. The only room that reads input files.
//!
//! 1. [`load`] walks `data/`, `content/`, `templates/` and `static/` below a root and takes the bytes of each file.
//! 2. [`parse`] decides by its path what each file is and turns it into a raw record: YAML into a tree of nodes, Markdown
//!    into front matter and body, the rest into text or bytes.
//!
//! Absent on purpose: what the records mean.

mod indent;
mod lines;
mod node;
mod revision;
mod slip;
mod tree;
mod yaml;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

pub use node::{Node, Scalar, ScalarStyle, Value};
pub use revision::{RevisionError, load_revision};
pub use tree::{INPUT_FOLDERS, load};

use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic, Faults, Source};
use crate::memo::Memo;

/// Every input file by its path below the root, with `/` between folders.
pub type Files = BTreeMap<String, Vec<u8>>;

/// What stands in a file that was begun, in the place of what only a person can find out.
pub const TO_DO: &str = "TODO";

/// One YAML file.
#[derive(Clone, Debug)]
pub struct Document {
    /// The file.
    pub source: Arc<Source>,
    /// What it holds.
    pub root: Arc<Node>,
}

/// One page of prose.
#[derive(Clone, Debug)]
pub struct RawPage {
    /// The file name without `.md`.
    pub slug: String,
    /// The file.
    pub source: Arc<Source>,
    /// Its front matter; `None` where there is none (which the checks report).
    pub front: Option<Node>,
    /// The bytes of the Markdown after it.
    pub body: Range<usize>,
}

/// The folder of one locale below `content/`.
#[derive(Clone, Debug, Default)]
pub struct RawLocale {
    /// `messages.ftl`.
    pub messages: Option<Arc<Source>>,
    /// `translated-from.yaml`.
    pub translated_from: Option<Document>,
    /// The pages, by file name.
    pub pages: Vec<RawPage>,
}

/// Every input, as it stands in the files.
#[derive(Clone, Debug, Default)]
pub struct Raw {
    /// `data/site.yaml`.
    pub site: Option<Document>,
    /// `data/worldwide.yaml`.
    pub worldwide: Option<Document>,
    /// `data/names.yaml`.
    pub names: Option<Document>,
    /// `data/references.yaml`.
    pub references: Option<Document>,
    /// `data/discretion.yaml`.
    pub discretion: Option<Document>,
    /// `data/redirects.yaml`.
    pub redirects: Option<Document>,
    /// `data/removed.yaml`.
    pub removed: Option<Document>,
    /// `data/countries/*.yaml`, by file name.
    pub countries: Vec<Document>,
    /// `content/<locale>/`, by folder name.
    pub locales: BTreeMap<String, RawLocale>,
    /// `templates/`: paths below that folder.
    pub templates: Vec<Arc<Source>>,
    /// `static/`: paths below that folder, and bytes.
    pub statics: BTreeMap<String, Vec<u8>>,
    /// Paths of files that are there but could not be read. What they would say is not missing: it is unknown.
    pub broken: BTreeSet<String>,
}

impl Raw {
    /// Whether a file is there and could not be read.
    pub fn is_broken(&self, path: &str) -> bool {
        self.broken.contains(path)
    }
}

/// Loads and parses everything below `root`.
pub fn read(root: &Path) -> (Raw, Faults) {
    let (files, faults) = load(root);
    Memory::default().records(&files, faults)
}

/// Turns files into raw records. A file with a fault is left out of the records, never half in.
pub fn parse(files: &Files) -> (Raw, Faults) {
    Memory::default().records(files, Faults::new())
}

/// What files were turned into, kept from one run to the next.
#[derive(Default)]
pub struct Memory {
    pieces: Memo<(String, blake3::Hash), (Piece, Faults)>,
}

impl Memory {
    /// The raw records of `files`, and the faults met on the way after those of `faults`.
    pub fn records(&mut self, files: &Files, mut faults: Faults) -> (Raw, Faults) {
        let pieces: Vec<_> = files
            .par_iter()
            .map(|(path, bytes)| {
                let key = (path.clone(), blake3::hash(bytes));
                let piece = self.pieces.get(key, || {
                    let mut faults = Faults::new();
                    (piece(path, bytes, &mut faults), faults)
                });
                (path, bytes, piece)
            })
            .collect();
        self.pieces.turn();
        let mut raw = Raw::default();
        for (path, bytes, known) in pieces {
            let (piece, more) = &*known;
            place(path, bytes, piece, &mut raw);
            faults.extend(more.clone());
        }
        raw.broken = faults.faulty_files();
        (raw, faults)
    }
}

/// What one file is, by its path; nothing where it has a fault.
enum Piece {
    Document(Document),
    Text(Arc<Source>),
    Page(RawPage),
    Bytes,
    Nothing,
}

fn piece(path: &str, bytes: &[u8], faults: &mut Faults) -> Piece {
    let parts: Vec<&str> = path.split('/').collect();
    let as_document = |faults: &mut Faults| document(path, bytes, faults).map_or(Piece::Nothing, Piece::Document);
    let as_text = |faults: &mut Faults| source(path, bytes, faults).map_or(Piece::Nothing, Piece::Text);
    match parts.as_slice() {
        ["data", name] if DATA_FILES.contains(name) => as_document(faults),
        ["data", "countries", name] if has_extension(name, "yaml") => as_document(faults),
        ["data", "README.md"] | ["data", "schema", _] => Piece::Nothing,
        ["content", _, "messages.ftl"] => as_text(faults),
        ["content", _, "translated-from.yaml"] => as_document(faults),
        ["content", _, name] if has_extension(name, "md") => match source(path, bytes, faults) {
            Some(source) => Piece::Page(page(&source, name, faults)),
            None => Piece::Nothing,
        },
        ["templates", ..] => as_text(faults),
        ["static", ..] => Piece::Bytes,
        _ => {
            faults.report(unexpected(path));
            Piece::Nothing
        }
    }
}

/// The single files below `data/`.
const DATA_FILES: [&str; 7] = [
    "discretion.yaml",
    "names.yaml",
    "redirects.yaml",
    "references.yaml",
    "removed.yaml",
    "site.yaml",
    "worldwide.yaml",
];

/// Puts what a file is where its path says.
fn place(path: &str, bytes: &[u8], piece: &Piece, raw: &mut Raw) {
    let parts: Vec<&str> = path.split('/').collect();
    match (parts.as_slice(), piece) {
        (["data", name], Piece::Document(document)) => {
            let slot = match *name {
                "discretion.yaml" => &mut raw.discretion,
                "names.yaml" => &mut raw.names,
                "redirects.yaml" => &mut raw.redirects,
                "references.yaml" => &mut raw.references,
                "removed.yaml" => &mut raw.removed,
                "site.yaml" => &mut raw.site,
                _ => &mut raw.worldwide,
            };
            *slot = Some(document.clone());
        }
        (["data", ..], Piece::Document(document)) => raw.countries.push(document.clone()),
        (["content", locale, ..], Piece::Document(_) | Piece::Text(_) | Piece::Page(_)) => {
            let folder = raw.locales.entry((*locale).to_owned()).or_default();
            match piece {
                Piece::Document(document) => folder.translated_from = Some(document.clone()),
                Piece::Text(source) => folder.messages = Some(Arc::clone(source)),
                Piece::Page(page) => folder.pages.push(page.clone()),
                Piece::Bytes | Piece::Nothing => {}
            }
        }
        // A folder is a locale's even if its files have faults.
        (["content", locale, name], Piece::Nothing) if is_text_of_locale(name) => {
            raw.locales.entry((*locale).to_owned()).or_default();
        }
        (["templates", ..], Piece::Text(source)) => raw.templates.push(Arc::clone(source)),
        (["static", rest @ ..], Piece::Bytes) => {
            raw.statics.insert(rest.join("/"), bytes.to_vec());
        }
        _ => {}
    }
}

fn is_text_of_locale(name: &str) -> bool {
    matches!(name, "messages.ftl" | "translated-from.yaml") || has_extension(name, "md")
}

fn has_extension(name: &str, extension: &str) -> bool {
    Path::new(name).extension().is_some_and(|found| found == extension)
}

fn unexpected(path: &str) -> Diagnostic {
    let source = Arc::new(Source { path: path.to_owned(), text: String::new() });
    let help = match path.strip_suffix(".yml").or_else(|| path.strip_suffix(".YAML")) {
        Some(stem) => format!("rename it to `{stem}.yaml`"),
        None => "data files are `data/countries/<country code>.yaml`, texts are `content/<locale>/<page>.md` and \
                 `content/<locale>/messages.ftl`; move the file there or delete it"
            .to_owned(),
    };
    Diagnostic::new(Code::FileUnexpected, format!("nothing reads `{path}`")).at(&source, 0..0).help(help)
}

/// The text of a file as everything after this sees it: without a byte-order mark, each line ended by one `\n`. Editors
/// and git on Windows end lines with `\r\n`, which says nothing else.
fn as_read(text: &str) -> String {
    text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n")
}

/// Where byte `at` of a text as it was read stands in `file`, which is the same text as on the disk but for a byte-order
/// mark. The end of a line stands where its `\r\n` begins.
pub fn offset_in_file(file: &str, at: usize) -> usize {
    let breaks = file.match_indices("\r\n").map(|(at, _)| at);
    breaks.fold(at, |at, line_break| if line_break < at { at + 1 } else { at })
}

/// The text of one of the files as every diagnostic points into it; `None` where there is no such file, or it is no text.
pub fn source_of(files: &Files, path: &str) -> Option<Arc<Source>> {
    source(path, files.get(path)?, &mut Faults::new())
}

/// The bytes as text.
fn source(path: &str, bytes: &[u8], faults: &mut Faults) -> Option<Arc<Source>> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(Arc::new(Source { path: path.to_owned(), text: as_read(text) })),
        Err(error) => {
            let good = error.valid_up_to();
            let text = String::from_utf8_lossy(bytes).into_owned();
            let source = Arc::new(Source { path: path.to_owned(), text });
            faults.report(
                Diagnostic::new(Code::FileNotUtf8, format!("`{path}` is not UTF-8"))
                    .at(&source, good..good + 1)
                    .label("the first byte that is not UTF-8")
                    .help("save the file again with the encoding UTF-8 (in most editors: Save with encoding, UTF-8)"),
            );
            None
        }
    }
}

fn document(path: &str, bytes: &[u8], faults: &mut Faults) -> Option<Document> {
    let source = source(path, bytes, faults)?;
    let root = Arc::new(yaml::parse(&source, 0..source.text.len(), faults)?);
    Some(Document { source, root })
}

/// Splits a page into front matter, between two lines `---`, and body.
fn page(source: &Arc<Source>, name: &str, faults: &mut Faults) -> RawPage {
    let text = &source.text;
    let slug = name.trim_end_matches(".md").to_owned();
    let bounds = front_matter(text);
    match bounds {
        Some((front, body)) => {
            let front = yaml::parse(source, front, faults);
            RawPage { slug, source: Arc::clone(source), front, body }
        }
        None => {
            let first = text.lines().next().unwrap_or("");
            let fault = |message: &str| Diagnostic::new(Code::FrontMatterMissing, message).at(source, 0..first.len());
            faults.report(if first.trim_end() == "---" {
                fault("the front matter is never closed")
                    .label("opened here")
                    .help("put a line `---` after its last line, before the text of the page")
            } else {
                fault("the page does not begin with its front matter")
                    .label("front matter belongs here")
                    .help("begin the file with a line `---`, then `title:`, `short:`, `description:` and `summary:`, then a line `---`")
            });
            RawPage { slug, source: Arc::clone(source), front: None, body: 0..text.len() }
        }
    }
}

/// The bytes between two lines `---` at the beginning, and those after them. Lines may end as on any system.
fn front_matter(text: &str) -> Option<(Range<usize>, Range<usize>)> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().filter(|line| line.trim_end() == "---")?;
    let mut at = first.len();
    for line in lines {
        if line.trim_end() == "---" {
            return Some((first.len()..at, at + line.len()..text.len()));
        }
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_what_was_read_is_found_in_the_file() {
        for file in ["a: 1\r\nb: 2\r\n", "a: 1\nb: 2\n", "a: 1\r\nb: 2\nc: 3\r\nd: 4"] {
            let read = as_read(file);
            for (at, letter) in read.char_indices().filter(|(_, letter)| letter.is_ascii_alphanumeric()) {
                assert!(file[offset_in_file(file, at)..].starts_with(letter), "{file:?}: {at}");
            }
            assert_eq!(offset_in_file(file, read.len()), file.len(), "{file:?}");
            let first_end = read.find('\n').unwrap_or_default();
            assert!(matches!(&file[offset_in_file(file, first_end)..][..1], "\r" | "\n"), "{file:?}");
        }
    }
}
