//! Windows, with the standard library alone.
//!
//! What it cannot promise: a folder is known by its path and the time when it was made, so one that is exchanged during a build
//! is found out by its manifest only; two folders cannot be exchanged in one step, so for a moment nothing is published; and
//! nothing is brought to the disk before the system does so by itself.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind};
use std::os::windows::fs::MetadataExt;
use std::path::{Path, PathBuf};

use super::{Facts, Mode};

/// A folder, by its path: one that is held open could not be renamed.
#[derive(Debug)]
pub(in super::super) struct Folder(PathBuf);

impl Folder {
    /// A folder itself, never through a link.
    ///
    /// # Errors
    /// [`ErrorKind::NotADirectory`] for anything else, and others of the system.
    pub fn open(path: &Path) -> io::Result<Self> {
        if fs::symlink_metadata(path)?.is_dir() {
            Ok(Self(path.to_owned()))
        } else {
            Err(ErrorKind::NotADirectory.into())
        }
    }

    pub fn facts(&self) -> io::Result<Facts> {
        look_at(&self.0)
    }

    pub fn mode(&self) -> io::Result<Mode> {
        fs::metadata(&self.0).map(|found| found.permissions())
    }

    pub fn set_mode(&self, mode: Mode) -> io::Result<()> {
        fs::set_permissions(&self.0, mode)
    }

    /// What the system tells of a file in it; a link is not followed.
    pub fn look_at(&self, file: &str) -> io::Result<Facts> {
        look_at(&self.0.join(file))
    }

    /// Begins a file that is not there yet.
    pub fn create(&self, file: &str) -> io::Result<File> {
        File::create_new(self.0.join(file))
    }

    /// Makes a folder in it.
    pub fn make(&self, folder: &str) -> io::Result<()> {
        fs::create_dir(self.0.join(folder))
    }

    /// Opens a file in it to read; a link is not followed.
    pub fn open_file(&self, file: &str) -> io::Result<File> {
        if self.look_at(file)?.is_file { File::open(self.0.join(file)) } else { Err(ErrorKind::InvalidInput.into()) }
    }

    /// Gives a file in it the same path in another folder too.
    ///
    /// # Errors
    /// [`ErrorKind::Unsupported`] where that cannot be, for whatever reason: then it is copied.
    pub fn link(&self, file: &str, into: &Self) -> io::Result<()> {
        fs::hard_link(self.0.join(file), into.0.join(file)).map_err(|error| match error.kind() {
            ErrorKind::NotFound | ErrorKind::AlreadyExists => error,
            _ => ErrorKind::Unsupported.into(),
        })
    }

    /// Nothing: there is no call for a whole folder.
    pub fn sync(&self) -> io::Result<()> {
        Ok(())
    }
}

/// What the system tells of a path itself; a link is not followed.
pub(in super::super) fn look_at(path: &Path) -> io::Result<Facts> {
    let found = fs::symlink_metadata(path)?;
    Ok(Facts {
        is_file: found.is_file(),
        bytes: found.file_size(),
        device: 0,
        identity: found.creation_time(),
        // Everyone can set the times that the standard library tells: without one that nobody can set, every build is whole.
        changed: None,
    })
}

/// # Errors
/// Always [`ErrorKind::Unsupported`].
pub(in super::super) fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}

/// Puts a folder where nothing, or an empty folder, is.
pub(in super::super) fn put(new: &Path, place: &Path) -> io::Result<()> {
    // Refused where it is not empty, and then the next step is refused too.
    let _ = fs::remove_dir(place);
    fs::rename(new, place)
}

/// Nothing: folders cannot be brought to the disk.
pub(in super::super) fn sync_entries(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Opens the file of a lock, or begins it.
pub(in super::super) fn open_lock(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)
}

/// Always true, because [`remove_lock`] removes none.
pub(in super::super) fn is_at(_: &File, _: &Path) -> bool {
    true
}

/// Leaves the file of a lock, so that all builds lock the very same one.
pub(in super::super) fn remove_lock(_: &Path) {}
