//! A published folder, file by file.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::Path;

use rayon::prelude::*;
use walkdir::WalkDir;

use super::{Comparison, Entry, Fault, Finding, MANIFEST, VerifyError, Wanted, difference};

/// Compares a folder with the manifest in a file, or with its own. Links are not followed: a site has none.
///
/// # Errors
/// [`VerifyError::NoManifest`], [`VerifyError::NotOurs`].
pub fn folder(folder: &Path, manifest: Option<&Path>) -> Result<Comparison, VerifyError> {
    let wanted = Wanted::read(manifest.unwrap_or(&folder.join(MANIFEST)))?;
    let all = wanted.all();
    let mut findings: Vec<Finding> = all
        .par_iter()
        .filter_map(|(path, entry)| {
            Some(Finding { place: (*path).to_owned(), fault: look(&folder.join(path), entry)? })
        })
        .collect();
    let listed: BTreeSet<&str> = all.iter().map(|(path, _)| *path).collect();
    for entry in WalkDir::new(folder).min_depth(1) {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) => {
                let path = entry.path().strip_prefix(folder).unwrap_or(entry.path());
                let known = path.to_str().is_some_and(|path| listed.contains(path));
                if !known {
                    findings.push(Finding { place: path.to_string_lossy().into_owned(), fault: Fault::Extra });
                }
            }
            Err(error) => {
                let place = error.path().unwrap_or(folder).display().to_string();
                findings.push(Finding { place, fault: Fault::Unread(error.to_string()) });
            }
        }
    }
    Ok(Comparison::of(all.len(), findings))
}

/// What is wrong with the file at `path`.
fn look(path: &Path, wanted: &Entry) -> Option<Fault> {
    let unread = |error: std::io::Error| match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => Fault::Missing,
        _ => Fault::Unread(error.to_string()),
    };
    match fs::symlink_metadata(path) {
        Ok(about) if about.is_file() => {}
        Ok(about) if about.is_symlink() => return Some(Fault::Differs("a link".to_owned())),
        Ok(_) => return Some(Fault::Differs("not a file".to_owned())),
        Err(error) => return Some(unread(error)),
    }
    let mut found = Vec::new();
    // One byte more than there should be is enough to know; a file may be endless.
    match File::open(path).and_then(|file| file.take(wanted.bytes + 1).read_to_end(&mut found)) {
        Ok(_) if found.len() as u64 > wanted.bytes => Some(Fault::Differs(format!("more than {} bytes", wanted.bytes))),
        Ok(_) => difference(&found, wanted),
        Err(error) => Some(unread(error)),
    }
}
