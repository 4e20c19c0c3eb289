//! Knows a site that stands already: made by this program from the same files for the same day, and untouched since.
//!
//! What a build came to is noted under everything that it was made from. When the same is asked for again, and the folder
//! is still as it was left (every file with the length, identity and time of change that it had), there is nothing to do.
//! Without the note, or after any doubt, the whole site is made and compared as ever.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::diagnostic::{Faults, Kept, Place, Source};
use crate::read::{Files, source_of};

use super::disk;
use super::folder::{BuildReport, Plan};

/// Everything that a published site is made from: the program, the files, the day, the address, the host. And the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipe {
    made_from: String,
    out: PathBuf,
}

impl Recipe {
    /// That of a build; `None` where the program cannot read itself.
    pub fn of(files: &Files, today: Date, base_url: Option<&str>, plan: &Plan, out: &Path) -> Option<Self> {
        let program = blake3::hash(&fs::read(std::env::current_exe().ok()?).ok()?);
        let out = std::path::absolute(out).ok()?;
        let mut hasher = blake3::Hasher::new();
        let mut add = |part: &[u8]| {
            // Each part with its length, or two different lists of parts could be one text.
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        };
        add(program.as_bytes());
        for part in [today.to_string(), format!("{:?}", plan.target), format!("{}", plan.precompress.is_some())] {
            add(part.as_bytes());
        }
        add(base_url.unwrap_or_default().as_bytes());
        add(plan.served_from.unwrap_or(Path::new("")).as_os_str().as_encoded_bytes());
        for (path, bytes) in files {
            add(path.as_bytes());
            add(bytes);
        }
        Some(Self { made_from: hasher.finalize().to_hex().to_string(), out })
    }
}

/// What a build came to.
#[derive(Serialize, Deserialize)]
struct Note {
    made_from: String,
    stamp: String,
    warnings: Vec<Kept>,
    settings: Option<(PathBuf, String)>,
    pages: usize,
    locales: usize,
    countries_with_service: usize,
}

/// Answers for a build of `files` that would change nothing, from the notes in the folder `notes`; with it, the warnings of
/// that build, which are to be said each time.
pub fn recall(recipe: &Recipe, files: &Files, notes: &Path, plan: &Plan) -> Option<(BuildReport, Faults)> {
    let note: Note = serde_json::from_slice(&fs::read(place(recipe, notes)).ok()?).ok()?;
    if note.made_from != recipe.made_from {
        return None;
    }
    let standing = disk::Stamp::of(&recipe.out)?;
    if standing.text() != note.stamp {
        return None;
    }
    if let Some((path, hash)) = &note.settings
        && hash_of(path).as_ref() != Some(hash)
    {
        return None;
    }
    let mut sources = Sources { files, known: BTreeMap::new() };
    let mut warnings = Faults::new();
    for kept in note.warnings {
        warnings.report(kept.whole(&mut |path| sources.get(path))?);
    }
    let report = BuildReport {
        pages: note.pages,
        locales: note.locales,
        countries_with_service: note.countries_with_service,
        published: standing.published(),
        settings: note.settings.map(|(path, _)| path),
        compressed_anew: plan.precompress.map(|_| 0),
    };
    Some((report, warnings))
}

/// Notes what a build of `files` came to, in place of what was noted of the folder before. Notes are a help and no more:
/// where they cannot be written, the next build is a whole one.
pub fn note(recipe: &Recipe, files: &Files, notes: &Path, report: &BuildReport, warnings: &Faults) {
    let mut sources = Sources { files, known: BTreeMap::new() };
    let mut places =
        warnings.iter().flat_map(|fault| fault.place.iter().chain(fault.related.iter().map(|(place, _)| place)));
    if !places.all(|place| sources.has(place)) {
        return;
    }
    let Some(stamp) = disk::Stamp::of(&recipe.out) else { return };
    let note = Note {
        made_from: recipe.made_from.clone(),
        stamp: stamp.text().to_owned(),
        warnings: warnings.iter().map(Kept::of).collect(),
        settings: report.settings.as_ref().and_then(|path| Some((path.clone(), hash_of(path)?))),
        pages: report.pages,
        locales: report.locales,
        countries_with_service: report.countries_with_service,
    };
    let _ = fs::create_dir_all(notes).and_then(|()| disk::write_whole(&place(recipe, notes), &to_json(&note)));
}

/// The texts that warnings point into.
struct Sources<'a> {
    files: &'a Files,
    known: BTreeMap<String, Option<Arc<Source>>>,
}

impl Sources<'_> {
    fn get(&mut self, path: &str) -> Option<Arc<Source>> {
        if !self.known.contains_key(path) {
            self.known.insert(path.to_owned(), source_of(self.files, path));
        }
        self.known.get(path).cloned().flatten()
    }

    /// Whether a place can be found again: some faults of whole files point into no text at all.
    fn has(&mut self, place: &Place) -> bool {
        self.get(&place.source.path).is_some_and(|source| source == place.source)
    }
}

fn to_json(note: &Note) -> Vec<u8> {
    serde_json::to_vec(note).expect("a note of texts and numbers can be written")
}

/// One note for each folder.
fn place(recipe: &Recipe, notes: &Path) -> PathBuf {
    let name = blake3::hash(recipe.out.as_os_str().as_encoded_bytes()).to_hex();
    notes.join(format!("{}.json", &name[..16]))
}

fn hash_of(path: &Path) -> Option<String> {
    Some(blake3::hash(&fs::read(path).ok()?).to_hex().to_string())
}
