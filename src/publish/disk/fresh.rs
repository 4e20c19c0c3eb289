//! The folder beside the published one in which the new site grows.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::PathBuf;
use std::process;
use std::sync::{PoisonError, RwLock};

use rustix::fd::OwnedFd;
use rustix::fs::{Mode, OFlags, fchmod, mkdirat, open, openat};
use rustix::io::Errno;

use super::PublishError;
use super::ours;
use super::place::Place;

/// A folder of our own; what stands at its path when it is dropped is removed.
#[derive(Debug)]
pub(super) struct Fresh {
    /// Where it is.
    pub path: PathBuf,
    /// The folder itself; paths of the site are short below it.
    pub fd: OwnedFd,
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
        let flags = OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let fd = open(&path, flags, Mode::empty()).map_err(PublishError::io("open the folder", &path))?;
        let fresh = Self { path, fd, made: RwLock::default(), stays: false };
        fresh.create(ours::MARK, ours::MARK_TEXT.as_bytes())?;
        Ok(fresh)
    }

    /// Takes away the mark of a half-made site. Its manifest is there by now, so the folder is still known to be ours.
    ///
    /// # Errors
    /// [`PublishError::Io`].
    pub fn unmark(&self) -> Result<(), PublishError> {
        let mark = self.path.join(ours::MARK);
        fs::remove_file(&mark).map_err(PublishError::io("remove", mark))
    }

    /// Writes a new file, and the folders that lead to it.
    ///
    /// # Errors
    /// [`PublishError::PathTaken`], [`PublishError::Io`].
    pub fn create(&self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        self.make_parent(path)?;
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::CLOEXEC;
        let file =
            openat(&self.fd, path, flags, Mode::from_raw_mode(0o666)).map_err(|error| self.refused(path, error))?;
        File::from(file).write_all(bytes).map_err(|error| PublishError::io("write", self.path.join(path))(error))
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
        match mkdirat(&self.fd, folder, Mode::from_raw_mode(0o777)) {
            // Another thread may have been faster; a file there is found out by whoever writes below it.
            Ok(()) | Err(Errno::EXIST) => {}
            Err(error) => return Err(self.refused(folder, error)),
        }
        self.made.write().unwrap_or_else(PoisonError::into_inner).insert(folder.to_owned());
        Ok(())
    }

    /// What it means that `path` could not be made.
    pub fn refused(&self, path: &str, error: Errno) -> PublishError {
        match error {
            Errno::EXIST | Errno::ISDIR | Errno::NOTDIR => PublishError::PathTaken { path: path.to_owned() },
            error => PublishError::io("write", self.path.join(path))(error),
        }
    }

    /// Gives the folder the permissions that the published one has.
    ///
    /// # Errors
    /// [`PublishError::Io`].
    pub fn take_mode(&self, mode: Mode) -> Result<(), PublishError> {
        fchmod(&self.fd, mode).map_err(PublishError::io("set the permissions of", &self.path))
    }

    /// Leaves the folder where it is, for the next build to remove.
    pub fn leave(&mut self) {
        self.stays = true;
    }

    /// Brings everything to the disk, in one call for the whole file system: `fsync` of each of thousands of files would
    /// take longer than the build. It also tells of writes that the disk accepted and could not keep.
    ///
    /// # Errors
    /// [`PublishError::Io`].
    pub fn sync(&self) -> Result<(), PublishError> {
        #[cfg(any(target_os = "linux", target_os = "android"))]
        let synced = rustix::fs::syncfs(&self.fd);
        #[cfg(not(any(target_os = "linux", target_os = "android")))]
        let synced = rustix::fs::fsync(&self.fd);
        synced.map_err(PublishError::io("bring to the disk", &self.path))
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
