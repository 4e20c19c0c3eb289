//! The folder beside the published one in which the new site grows.

use std::collections::HashSet;
use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::PathBuf;
use std::process;
use std::sync::{PoisonError, RwLock};

use super::PublishError;
use super::place::Place;
use super::system::{Folder, Mode};
use super::{ours, path};

/// A folder of our own; what stands at its path when it is dropped is removed.
#[derive(Debug)]
pub(super) struct Fresh {
    /// Where it is.
    pub path: PathBuf,
    /// The folder itself.
    pub folder: Folder,
    /// The folders made so far in it.
    made: RwLock<HashSet<String>>,
    /// Whether to leave it for the next build to remove.
    stays: bool,
}

impl Fresh {
    /// Removes what dead builds left behind, then makes an empty folder. The caller holds the lock.
    ///
    /// # Errors
    /// [`PublishError::Io`].
    pub fn make(place: &Place) -> Result<Self, PublishError> {
        clear(place)?;
        let path = make_folder(place)?;
        let folder = Folder::open(&path).map_err(PublishError::io("open the folder", &path))?;
        let fresh = Self { path, folder, made: RwLock::default(), stays: false };
        fresh.create(path::MARK, ours::MARK_TEXT.as_bytes())?;
        Ok(fresh)
    }

    /// Takes away the mark of a half-made site. Its manifest is there by now, so the folder is still known to be ours.
    ///
    /// # Errors
    /// [`PublishError::Io`].
    pub fn unmark(&self) -> Result<(), PublishError> {
        let mark = self.path.join(path::MARK);
        fs::remove_file(&mark).map_err(PublishError::io("remove", mark))
    }

    /// Writes a new file, and the folders that lead to it.
    ///
    /// # Errors
    /// [`PublishError::PathTaken`], [`PublishError::Io`].
    pub fn create(&self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        self.make_parent(path)?;
        let mut file = self.folder.create(path).map_err(|error| self.refused(path, error))?;
        file.write_all(bytes).map_err(|error| PublishError::io("write", self.path.join(path))(error))
    }

    /// Makes the folders that lead to `path`, each once.
    ///
    /// # Errors
    /// [`PublishError::PathTaken`], [`PublishError::Io`].
    pub fn make_parent(&self, path: &str) -> Result<(), PublishError> {
        let Some((folder, _)) = path.rsplit_once('/') else { return Ok(()) };
        if self.made.read().unwrap_or_else(PoisonError::into_inner).contains(folder) {
            return Ok(());
        }
        self.make_parent(folder)?;
        match self.folder.make(folder) {
            Ok(()) => {}
            // Another thread may have been faster; a file there is found out by whoever writes below it.
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(self.refused(folder, error)),
        }
        self.made.write().unwrap_or_else(PoisonError::into_inner).insert(folder.to_owned());
        Ok(())
    }

    /// What it means that `path` could not be made.
    pub fn refused(&self, path: &str, error: io::Error) -> PublishError {
        match error.kind() {
            ErrorKind::AlreadyExists | ErrorKind::IsADirectory | ErrorKind::NotADirectory => {
                PublishError::PathTaken { path: path.to_owned() }
            }
            // The kinds are many and grow with the standard library.
            _ => PublishError::io("write", self.path.join(path))(error),
        }
    }

    /// Gives the folder the permissions that the published one has.
    ///
    /// # Errors
    /// [`PublishError::Io`].
    pub fn take_mode(&self, mode: Mode) -> Result<(), PublishError> {
        self.folder.set_mode(mode).map_err(PublishError::io("set the permissions of", &self.path))
    }

    /// Leaves the folder where it is, for the next build to remove.
    pub fn leave(&mut self) {
        self.stays = true;
    }

    /// Brings everything to the disk.
    ///
    /// # Errors
    /// [`PublishError::Io`].
    pub fn sync(&self) -> Result<(), PublishError> {
        self.folder.sync().map_err(PublishError::io("bring to the disk", &self.path))
    }
}

impl Drop for Fresh {
    fn drop(&mut self) {
        if !self.stays {
            // What cannot be removed now is removed before the next build.
            let _ = ours::remove_tree(&self.path);
        }
    }
}

/// Makes an empty folder under the first name of a staging folder that nobody has: one may be somebody's own.
fn make_folder(place: &Place) -> Result<PathBuf, PublishError> {
    let mut number = process::id();
    loop {
        let path = place.staging(number);
        match fs::create_dir(&path) {
            Ok(()) => return Ok(path),
            Err(error) if error.kind() == ErrorKind::AlreadyExists && number < u32::MAX => number += 1,
            Err(error) => return Err(PublishError::io("make the folder", &path)(error)),
        }
    }
}

/// Removes the staging folders of builds that did not end. The lock is held, so none of them is alive. A folder of somebody
/// else that only has such a name stays.
fn clear(place: &Place) -> Result<(), PublishError> {
    let refused = || PublishError::io("look into the folder", &place.parent);
    for entry in fs::read_dir(&place.parent).map_err(refused())? {
        let entry = entry.map_err(refused())?;
        if place.is_staging(&entry.file_name()) && ours::is_leftover(&entry.path()) {
            ours::remove(entry.path())?;
        }
    }
    Ok(())
}
