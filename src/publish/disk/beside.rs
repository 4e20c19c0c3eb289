//! A single file next to the published folder.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process;

use super::PublishError;

/// Writes the file whose name is that of the folder `out` with `suffix` after it, whole or not at all. One that has these
/// very bytes already is left as it is.
///
/// # Errors
/// [`PublishError::NotAFolder`] for a path without a name; [`PublishError::Io`].
pub fn beside(out: &Path, suffix: &str, bytes: &[u8]) -> Result<PathBuf, PublishError> {
    let mut name: OsString =
        out.file_name().ok_or_else(|| PublishError::NotAFolder { path: out.to_owned() })?.to_owned();
    name.push(suffix);
    let path = out.with_file_name(name);
    if fs::read(&path).is_ok_and(|found| found == bytes) {
        return Ok(path);
    }
    write(&path, bytes).map_err(PublishError::io("write", &path))?;
    Ok(path)
}

/// Writes a file that no reader sees half written: under another name first.
///
/// # Errors
/// What the system says.
pub(in crate::publish) fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    // Threads of one process may write the same file at once.
    name.push(format!(".{}-{:?}", process::id(), std::thread::current().id()));
    let draft = path.with_file_name(name);
    let written =
        File::create(&draft).and_then(|mut file| file.write_all(bytes)).and_then(|()| fs::rename(&draft, path));
    if written.is_err() {
        let _ = fs::remove_file(&draft);
    }
    written
}
