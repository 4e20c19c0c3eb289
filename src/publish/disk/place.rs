//! Where the published folder is, and the names that belong to it.
//!
//! For a folder `public` these stand beside it, on the same file system, only while a build runs or after one was killed:
//! `.public.lock`, `.public.staging-<process>` and (see [`super::swap`]) `.public.previous`.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::PublishError;

/// A chain of links longer than this is a circle.
pub(super) const LINKS: usize = 40;

/// The published folder, with every symbolic link on the way to it followed; it need not exist yet.
#[derive(Debug)]
pub(super) struct Place {
    /// As it was asked for; for messages.
    pub asked: PathBuf,
    /// The folder that contains it; exists.
    pub parent: PathBuf,
    /// Its name in `parent`.
    name: OsString,
}

impl Place {
    /// Follows `out`. A link is followed, not replaced: the folder that a web server serves through it is the real one.
    ///
    /// # Errors
    /// [`PublishError::NotAFolder`] for a path without a name; [`PublishError::Io`] when the containing folder can
    /// neither be found nor made.
    pub fn find(out: &Path) -> Result<Self, PublishError> {
        let not_a_folder = || PublishError::NotAFolder { path: out.to_owned() };
        let real = match fs::canonicalize(out) {
            Ok(real) => real,
            Err(error) if error.kind() == ErrorKind::NotFound => follow(out).ok_or_else(not_a_folder)?,
            Err(error) => return Err(PublishError::io("find the folder", out)(error)),
        };
        let name = real.file_name().ok_or_else(not_a_folder)?.to_owned();
        let parent = match real.parent() {
            None => return Err(not_a_folder()),
            Some(parent) if parent.as_os_str().is_empty() => Path::new("."),
            Some(parent) => parent,
        };
        fs::create_dir_all(parent).map_err(PublishError::io("make the folder", parent))?;
        let parent = fs::canonicalize(parent).map_err(PublishError::io("find the folder", parent))?;
        Ok(Self { asked: out.to_owned(), parent, name })
    }

    /// The published folder.
    pub fn out(&self) -> PathBuf {
        self.parent.join(&self.name)
    }

    /// The lock of this folder.
    pub fn lock(&self) -> PathBuf {
        self.beside(".lock")
    }

    /// The old site during a swap in two steps.
    pub fn previous(&self) -> PathBuf {
        self.beside(".previous")
    }

    /// A staging folder that no living build uses, given that the caller holds the lock.
    pub fn staging(&self, process: u32) -> PathBuf {
        self.beside(&format!(".staging-{process}"))
    }

    /// Whether `name`, in `parent`, is that of a staging folder.
    pub fn is_staging(&self, name: &OsStr) -> bool {
        let prefix = self.hidden(".staging-");
        match name.as_encoded_bytes().strip_prefix(prefix.as_encoded_bytes()) {
            Some(process) => !process.is_empty() && process.iter().all(u8::is_ascii_digit),
            None => false,
        }
    }

    fn beside(&self, suffix: &str) -> PathBuf {
        self.parent.join(self.hidden(suffix))
    }

    fn hidden(&self, suffix: &str) -> OsString {
        let mut hidden = OsString::from(".");
        hidden.push(&self.name);
        hidden.push(suffix);
        hidden
    }
}

/// Where a path leads that leads to nothing yet: a link may point to a folder that is still to be made.
fn follow(out: &Path) -> Option<PathBuf> {
    let mut path = out.to_owned();
    for _ in 0..LINKS {
        match fs::read_link(&path) {
            Ok(target) => path = path.parent().unwrap_or(Path::new("")).join(target),
            Err(_) => return Some(path),
        }
    }
    None
}

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::os::unix::fs::symlink;

    #[test]
    fn only_exact_names_are_staging_folders() {
        let place = Place { asked: "public".into(), parent: "/srv".into(), name: "public".into() };
        assert_eq!(place.staging(12), Path::new("/srv/.public.staging-12"));
        assert!(place.is_staging(OsStr::new(".public.staging-12")));
        for name in [
            ".public.staging-",
            ".public.staging-12-",
            ".public.staging-a",
            ".public.staging-12.bak",
            "public.staging-12",
            ".other.staging-12",
            ".public.previous",
        ] {
            assert!(!place.is_staging(OsStr::new(name)), "{name}");
        }
    }

    #[test]
    fn a_link_is_followed_even_when_it_leads_to_nothing_yet() {
        let dir = tempfile::tempdir().unwrap();
        let real = fs::canonicalize(dir.path()).unwrap();
        symlink("sites/today", real.join("www")).unwrap();
        assert_eq!(Place::find(&real.join("www")).unwrap().out(), real.join("sites/today"));
        fs::create_dir_all(real.join("sites/today")).unwrap();
        assert_eq!(Place::find(&real.join("www/")).unwrap().out(), real.join("sites/today"));
    }

    #[test]
    fn a_path_without_a_name_and_a_circle_are_no_folders() {
        let dir = tempfile::tempdir().unwrap();
        symlink("round", dir.path().join("round")).unwrap();
        for path in [Path::new("/"), Path::new(""), &dir.path().join("nothing/..")] {
            assert!(matches!(Place::find(path), Err(PublishError::NotAFolder { .. })), "{}", path.display());
        }
        assert!(Place::find(&dir.path().join("round")).is_err());
    }
}
