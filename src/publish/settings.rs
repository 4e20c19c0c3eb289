//! The settings of a host, which stand beside the published folder.
//!
//! They are written under another name before the site is published and put in their place right after it, so that what can
//! go wrong does so while the old site still stands. A file that this program did not write, or that was edited since, is
//! never written over.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process;

use super::disk::PublishError;
use super::host::{Standing, standing};

/// Settings that are written, and not yet in their place.
#[derive(Debug)]
pub(super) struct Settings {
    /// Where they go, as it was asked for.
    path: PathBuf,
    /// The draft, and the file whose place it takes; `None` where the file says the same already.
    draft: Option<(PathBuf, PathBuf)>,
}

impl Settings {
    /// Writes a draft of the file whose name is that of the folder `out` with `suffix` after it. A symbolic link that stands
    /// there is followed, and stays.
    ///
    /// # Errors
    /// [`PublishError::Settings`] where the file is not ours to write over; [`PublishError::NotAFolder`] for a path without
    /// a name; [`PublishError::Io`].
    pub fn stage(out: &Path, suffix: &str, text: &str) -> Result<Self, PublishError> {
        let mut name = out.file_name().ok_or_else(|| PublishError::NotAFolder { path: out.to_owned() })?.to_owned();
        name.push(suffix);
        let path = out.with_file_name(name);
        let real = fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
        match fs::read(&real) {
            Ok(found) if found == text.as_bytes() => return Ok(Self { path, draft: None }),
            Ok(found) => match standing(&found) {
                Standing::Ours => {}
                Standing::Edited => return Err(PublishError::Settings { path, edited: true }),
                Standing::Foreign => return Err(PublishError::Settings { path, edited: false }),
            },
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) if error.kind() == ErrorKind::IsADirectory => {
                return Err(PublishError::Settings { path, edited: false });
            }
            Err(error) => return Err(PublishError::io("read", &path)(error)),
        }
        let draft = draft_of(&real);
        // Dropped on an error, it removes the draft.
        let settings = Self { path, draft: Some((draft.clone(), real.clone())) };
        write(&draft, &real, text).map_err(PublishError::io("write", &settings.path))?;
        Ok(settings)
    }

    /// Puts the draft in its place, in one step, and answers where that is.
    ///
    /// # Errors
    /// [`PublishError::Io`]; what stood there then still stands.
    pub fn put(self) -> Result<PathBuf, PublishError> {
        if let Some((draft, real)) = &self.draft {
            fs::rename(draft, real).map_err(PublishError::io("put in its place", &self.path))?;
        }
        Ok(self.path.clone())
    }
}

impl Drop for Settings {
    fn drop(&mut self) {
        if let Some((draft, _)) = &self.draft {
            // Once in its place it is gone already.
            let _ = fs::remove_file(draft);
        }
    }
}

/// A hidden name beside the file: no server includes it.
fn draft_of(real: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(real.file_name().unwrap_or_default());
    name.push(format!(".{}", process::id()));
    real.with_file_name(name)
}

/// Writes a draft with the permissions of the file whose place it is to take, and brings it to the disk.
fn write(draft: &Path, real: &Path, text: &str) -> std::io::Result<()> {
    let mut file = File::create(draft)?;
    file.write_all(text.as_bytes())?;
    if let Ok(old) = fs::metadata(real) {
        file.set_permissions(old.permissions())?;
    }
    file.sync_all()
}
