//! Files in, raw records with places out. The only room that reads input files.
//!
//! 1. [`load`] walks `data/`, `content/`, `templates/` and `static/` below a root and takes the bytes of each file.
//! 2. [`parse`] decides by its path what each file is and turns it into a raw record: YAML into a tree of nodes, Markdown
//!    into front matter and body, the rest into text or bytes.
//!
//! Absent on purpose: what the records mean.

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

use crate::diagnostic::{Code, Diagnostic, Faults, Source};

/// Every input file by its path below the root, with `/` between folders.
pub type Files = BTreeMap<String, Vec<u8>>;

/// One YAML file.
#[derive(Clone, Debug)]
pub struct Document {
    /// The file.
    pub source: Arc<Source>,
    /// What it holds.
    pub root: Node,
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
    let (files, mut faults) = load(root);
    let (mut raw, more) = parse(&files);
    raw.broken.extend(faults.faulty_files());
    faults.extend(more);
    (raw, faults)
}

/// Turns files into raw records. A file with a fault is left out of the records, never half in.
pub fn parse(files: &Files) -> (Raw, Faults) {
    let mut raw = Raw::default();
    let mut faults = Faults::new();
    for (path, bytes) in files {
        place(path, bytes, &mut raw, &mut faults);
    }
    raw.broken = faults.faulty_files();
    (raw, faults)
}

/// Puts one file where its path says.
fn place(path: &str, bytes: &[u8], raw: &mut Raw, faults: &mut Faults) {
    let parts: Vec<&str> = path.split('/').collect();
    match parts.as_slice() {
        ["data", "site.yaml"] => raw.site = document(path, bytes, faults),
        ["data", "worldwide.yaml"] => raw.worldwide = document(path, bytes, faults),
        ["data", "names.yaml"] => raw.names = document(path, bytes, faults),
        ["data", "references.yaml"] => raw.references = document(path, bytes, faults),
        ["data", "discretion.yaml"] => raw.discretion = document(path, bytes, faults),
        ["data", "redirects.yaml"] => raw.redirects = document(path, bytes, faults),
        ["data", "removed.yaml"] => raw.removed = document(path, bytes, faults),
        ["data", "countries", name] if has_extension(name, "yaml") => {
            raw.countries.extend(document(path, bytes, faults));
        }
        ["data", "README.md"] | ["data", "schema", _] => {}
        ["content", locale, "messages.ftl"] => {
            raw.locales.entry((*locale).to_owned()).or_default().messages = source(path, bytes, faults);
        }
        ["content", locale, "translated-from.yaml"] => {
            raw.locales.entry((*locale).to_owned()).or_default().translated_from = document(path, bytes, faults);
        }
        ["content", locale, name] if has_extension(name, "md") => {
            let page = source(path, bytes, faults).map(|source| page(&source, name, faults));
            raw.locales.entry((*locale).to_owned()).or_default().pages.extend(page);
        }
        ["templates", ..] => raw.templates.extend(source(path, bytes, faults)),
        ["static", rest @ ..] => {
            raw.statics.insert(rest.join("/"), bytes.to_vec());
        }
        _ => faults.report(unexpected(path)),
    }
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

/// The bytes as text, without a byte-order mark.
fn source(path: &str, bytes: &[u8], faults: &mut Faults) -> Option<Arc<Source>> {
    match std::str::from_utf8(bytes) {
        Ok(text) => {
            let text = text.strip_prefix('\u{feff}').unwrap_or(text);
            Some(Arc::new(Source { path: path.to_owned(), text: text.to_owned() }))
        }
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
    let root = yaml::parse(&source, 0..source.text.len(), faults)?;
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
            faults.report(
                Diagnostic::new(Code::FrontMatterMissing, "the page does not begin with its front matter")
                    .at(source, 0..text.find('\n').unwrap_or(text.len()))
                    .label("front matter belongs here")
                    .help("begin the file with a line `---`, then `title:`, `short:`, `description:` and `summary:`, then a line `---`"),
            );
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
