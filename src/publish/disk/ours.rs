//! Which folders beside the published one are ours, so that they may be removed.
//!
//! A name proves nothing: `.public.previous` may be somebody's own folder. So a half-made site carries a mark, a whole one
//! its manifest, and whatever removes a folder takes these two last: a removal that is cut off leaves a folder that is
//! still known to be ours.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::PublishError;
use super::old;
use super::path::{MANIFEST, MARK};

/// What stands in it; another text is somebody else's.
pub(super) const MARK_TEXT: &str =
    "get-support-today makes a site in this folder. When no build is running, the folder may be deleted.\n";

/// Whether `folder` is what a build that did not end left: half a site, a whole one, or nothing at all.
pub(super) fn is_leftover(folder: &Path) -> bool {
    is_folder(folder) && (is_empty(folder) || is_marked(folder) || is_site(folder))
}

/// Whether the mark stands in a folder. A build may die while it writes the mark, which is the first that it writes: then
/// the beginning of it stands there, and nothing else.
fn is_marked(folder: &Path) -> bool {
    let is_alone = || fs::read_dir(folder).is_ok_and(|entries| entries.count() == 1);
    let is_mark = |text: Vec<u8>| text == MARK_TEXT.as_bytes() || MARK_TEXT.as_bytes().starts_with(&text) && is_alone();
    fs::read(folder.join(MARK)).is_ok_and(is_mark)
}

/// Whether `folder` is a site of ours, and holds nothing that its manifest does not list.
pub(super) fn is_site(folder: &Path) -> bool {
    is_folder(folder) && old::is_wholly_listed(folder)
}

fn is_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_dir())
}

fn is_empty(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none())
}

/// Removes a folder of ours and all in it; one that is not there is no fault.
///
/// # Errors
/// [`PublishError::Io`].
pub(super) fn remove(folder: PathBuf) -> Result<(), PublishError> {
    match remove_tree(&folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(PublishError::io("remove what an interrupted build left in", folder)(error))
        }
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Removes a folder and all in it, on every core: this is what takes longest when a site is replaced. What shows that it is
/// ours goes last.
///
/// # Errors
/// What the system says; then that still stands.
pub(super) fn remove_tree(folder: &Path) -> io::Result<()> {
    let entries: Vec<fs::DirEntry> = fs::read_dir(folder)?.collect::<io::Result<_>>()?;
    let is_proof = |entry: &fs::DirEntry| entry.file_name() == MARK || entry.file_name() == MANIFEST;
    entries.par_iter().filter(|entry| !is_proof(entry)).try_for_each(|entry| match entry.file_type()?.is_dir() {
        true => fs::remove_dir_all(entry.path()),
        false => fs::remove_file(entry.path()),
    })?;
    fs::remove_dir_all(folder)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::manifest;
    use super::*;

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = dir.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        dir
    }

    /// Files, and whether they are leftovers, and a site.
    type Case<'a> = (&'a [(&'a str, &'a str)], bool, bool);

    fn listing(path: &str, text: &str) -> String {
        manifest::print(&manifest::Files::from([(path.to_owned(), manifest::Entry::of(text.as_bytes()))]))
    }

    #[test]
    fn only_a_mark_a_manifest_or_emptiness_makes_a_folder_ours() {
        let list = listing("de/index.html", "Hilfe");
        let cases: [Case<'_>; 11] = [
            (&[], true, false),
            (&[(MARK, MARK_TEXT), ("de/index.html", "Hil")], true, false),
            (&[("manifest.json", &list), ("de/index.html", "Hilfe")], true, true),
            (&[("manifest.json", &list)], true, true),
            (&[("manifest.json", &list), ("mine.txt", "")], false, false),
            (&[("manifest.json", "{}")], false, false),
            (&[(MARK, "")], true, false),
            (&[(MARK, &MARK_TEXT[..9])], true, false),
            (&[(MARK, ""), ("notes", "mine")], false, false),
            (&[(MARK, "my notes")], false, false),
            (&[("mine.txt", "")], false, false),
        ];
        for (files, leftover, site) in cases {
            let dir = folder(files);
            assert_eq!((is_leftover(dir.path()), is_site(dir.path())), (leftover, site), "{files:?}");
        }
        let dir = folder(&[("file", MARK_TEXT)]);
        assert!(!is_leftover(&dir.path().join("file")) && !is_leftover(&dir.path().join("missing")));
    }

    #[cfg(unix)]
    #[test]
    fn a_removal_that_is_cut_off_leaves_the_proof() {
        use std::os::unix::fs::PermissionsExt;
        let list = listing("de/index.html", "Hilfe");
        let dir = folder(&[("manifest.json", &list), ("de/index.html", "Hilfe")]);
        let (site, inner) = (dir.path(), dir.path().join("de"));
        fs::set_permissions(&inner, fs::Permissions::from_mode(0o500)).unwrap();
        let removed = remove_tree(site);
        // The superuser is not stopped by permissions.
        if removed.is_err() {
            assert!(is_leftover(site));
            fs::set_permissions(&inner, fs::Permissions::from_mode(0o700)).unwrap();
            remove_tree(site).unwrap();
        }
        assert!(!site.exists());
    }
}
