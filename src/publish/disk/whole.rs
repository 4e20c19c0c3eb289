//! A single file, whole or not at all.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::process;

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
