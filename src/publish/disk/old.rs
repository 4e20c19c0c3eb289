//! What stands at the published folder before a build, and whether all of it is ours.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use rayon::prelude::*;

use super::PublishError;
use super::manifest::{self, Entry, Files};
use super::path::MANIFEST;
use super::place::Place;
use super::system::{Facts, Folder, Mode, look_at};

/// How many foreign files a message names.
const EXAMPLES: usize = 3;
/// Bytes compared at a time.
const CHUNK: usize = 16 * 1024;

/// What stands at the published folder.
#[derive(Debug)]
pub(super) enum Standing {
    /// Nothing, or an empty folder, with its permissions: nothing to lose.
    Free(Option<Mode>),
    /// A site of ours, and nothing else.
    Site(OldSite),
}

/// A site that this program published before.
#[derive(Debug)]
pub(super) struct OldSite {
    /// The folder itself, wherever it may be moved.
    folder: Folder,
    /// The folder when it was looked at.
    facts: Facts,
    /// Its permissions.
    pub mode: Mode,
    /// What its manifest lists.
    pub files: Files,
    /// The manifest, byte for byte.
    pub manifest: Vec<u8>,
}

impl Standing {
    /// Looks at the published folder.
    ///
    /// # Errors
    /// [`PublishError::NotAFolder`], [`PublishError::MountPoint`], [`PublishError::Io`]; [`PublishError::Foreign`] when
    /// it holds anything that a manifest of ours does not list.
    pub fn look(place: &Place) -> Result<Self, PublishError> {
        let out = place.out();
        let folder = match Folder::open(&out) {
            Ok(folder) => folder,
            Err(error) => match error.kind() {
                ErrorKind::NotFound => return Ok(Self::Free(None)),
                ErrorKind::NotADirectory => return Err(PublishError::NotAFolder { path: place.asked.clone() }),
                // The kinds are many and grow with the standard library.
                _ => return Err(PublishError::io("open the folder", &out)(error)),
            },
        };
        let facts = folder.facts().map_err(PublishError::io("look at the folder", &out))?;
        let mode = folder.mode().map_err(PublishError::io("look at the folder", &out))?;
        let around = look_at(&place.parent).map_err(PublishError::io("look at the folder", &place.parent))?;
        if facts.device != around.device {
            return Err(PublishError::MountPoint { path: place.asked.clone() });
        }
        let Some((files, manifest)) = read_manifest(&folder) else {
            let mut names = foreign(&out, &|_, _| false)?;
            if names.is_empty() {
                return Ok(Self::Free(Some(mode)));
            }
            names.truncate(EXAMPLES);
            return Err(PublishError::Foreign { path: place.asked.clone(), examples: names });
        };
        let site = OldSite { folder, facts, mode, files, manifest };
        site.refuse_foreign(place)?;
        Ok(Self::Site(site))
    }
}

impl OldSite {
    /// Refuses files that the manifest does not list.
    ///
    /// # Errors
    /// [`PublishError::Foreign`] with the first of them; [`PublishError::Io`].
    pub fn refuse_foreign(&self, place: &Place) -> Result<(), PublishError> {
        let mut examples = foreign(&place.out(), &|path, is_folder| is_listed(&self.files, path, is_folder))?;
        examples.truncate(EXAMPLES);
        if examples.is_empty() { Ok(()) } else { Err(PublishError::Foreign { path: place.asked.clone(), examples }) }
    }

    /// Whether this very folder still stands at the published path, with the manifest it had.
    pub fn still_stands(&self, place: &Place) -> bool {
        let is_here = look_at(&place.out()).is_ok_and(|now| now.is_same(&self.facts));
        is_here && read_manifest(&self.folder).is_some_and(|(_, manifest)| manifest == self.manifest)
    }

    /// Length, identity and time of change of every file, and the manifest, in one hash; `None` where one is missing, or the
    /// system does not tell.
    pub fn stamp(&self) -> Option<String> {
        let paths: Vec<(&String, &Entry)> = self.files.iter().collect();
        let stats: Option<Vec<[u64; 4]>> = paths
            .par_iter()
            .map(|(path, entry)| {
                let facts = self.folder.look_at(path).ok()?;
                let [seconds, nanoseconds] = facts.changed?;
                is_file_of(&facts, entry.bytes).then_some([facts.identity, entry.bytes, seconds, nanoseconds])
            })
            .collect();
        let mut hasher = blake3::Hasher::new();
        hasher.update(&self.manifest);
        for number in stats?.iter().flatten() {
            hasher.update(&number.to_le_bytes());
        }
        Some(hasher.finalize().to_hex().to_string())
    }

    /// Whether the file at `path` is the listed one as far as its kind and length tell.
    pub fn looks_like(&self, path: &str, entry: &Entry) -> bool {
        self.folder.look_at(path).is_ok_and(|facts| is_file_of(&facts, entry.bytes))
    }

    /// Whether the file at `path` has exactly these bytes. One that cannot be read has not: it is written anew.
    pub fn holds(&self, path: &str, bytes: &[u8]) -> bool {
        self.open(path, bytes.len() as u64).is_some_and(|mut file| same_bytes(&mut file, bytes))
    }

    /// The bytes of the file at `path`, provided that they are those of the manifest.
    pub fn read(&self, path: &str, entry: &Entry) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        self.open(path, entry.bytes)?.read_to_end(&mut bytes).ok()?;
        (manifest::Digest::of(&bytes) == entry.sha256).then_some(bytes)
    }

    /// Gives the file at `path` the same path in another folder too.
    pub fn link(&self, path: &str, into: &Folder) -> io::Result<()> {
        self.folder.link(path, into)
    }

    /// Opens a regular file of exactly this length.
    fn open(&self, path: &str, bytes: u64) -> Option<File> {
        let file = self.folder.open_file(path).ok()?;
        let found = file.metadata().ok()?;
        (found.is_file() && found.len() == bytes).then_some(file)
    }
}

/// Whether there is a manifest of ours in `folder`, and nothing that it does not list.
pub(super) fn is_wholly_listed(folder: &Path) -> bool {
    let listed = Folder::open(folder).ok().and_then(|folder| read_manifest(&folder));
    listed.is_some_and(|(files, _)| {
        foreign(folder, &|path, is_folder| is_listed(&files, path, is_folder)).is_ok_and(|names| names.is_empty())
    })
}

/// Whether a manifest lists a file, or anything in a folder.
fn is_listed(files: &Files, path: &str, is_folder: bool) -> bool {
    if is_folder {
        let inside = format!("{path}/");
        files.range(inside.clone()..).next().is_some_and(|(next, _)| next.starts_with(&inside))
    } else {
        path == MANIFEST || files.contains_key(path)
    }
}

/// Whether this is a regular file of so many bytes.
fn is_file_of(facts: &Facts, bytes: u64) -> bool {
    facts.is_file && facts.bytes == bytes
}

/// Compares without holding the whole file. The length is known to be equal.
fn same_bytes(file: &mut File, bytes: &[u8]) -> bool {
    let mut buffer = [0; CHUNK];
    bytes.chunks(CHUNK).all(|chunk| {
        let read = &mut buffer[..chunk.len()];
        file.read_exact(read).is_ok() && read == chunk
    })
}

/// The manifest at the root of `folder`, if it is one of ours.
fn read_manifest(folder: &Folder) -> Option<(Files, Vec<u8>)> {
    let mut file = folder.open_file(MANIFEST).ok()?;
    let mut text = Vec::new();
    file.read_to_end(&mut text).ok()?;
    Some((manifest::parse(&text)?, text))
}

/// All entries below `root` for which `listed(path, is_folder)` is false, sorted; a foreign folder is not entered.
///
/// A link is never a folder here, and never listed as one, so nothing outside `root` is entered.
fn foreign(root: &Path, listed: &(impl Fn(&str, bool) -> bool + Sync)) -> Result<Vec<String>, PublishError> {
    let mut names = foreign_below(root, "", listed)?;
    names.sort_unstable();
    Ok(names)
}

fn foreign_below(
    folder: &Path,
    prefix: &str,
    listed: &(impl Fn(&str, bool) -> bool + Sync),
) -> Result<Vec<String>, PublishError> {
    let refused = || PublishError::io("look into the folder", folder);
    let (mut names, mut folders) = (Vec::new(), Vec::new());
    for entry in fs::read_dir(folder).map_err(refused())? {
        let entry = entry.map_err(refused())?;
        let kind = entry.file_type().map_err(refused())?;
        let name = entry.file_name();
        let path = format!("{prefix}{}", name.to_string_lossy());
        let can_be_ours = name.to_str().is_some() && (kind.is_dir() || kind.is_file());
        if !can_be_ours || !listed(&path, kind.is_dir()) {
            names.push(if kind.is_dir() { path + "/" } else { path });
        } else if kind.is_dir() {
            folders.push((entry.path(), path + "/"));
        }
    }
    let below: Vec<_> =
        folders.par_iter().map(|(folder, prefix)| foreign_below(folder, prefix, listed)).collect::<Result<_, _>>()?;
    names.extend(below.into_iter().flatten());
    Ok(names)
}
