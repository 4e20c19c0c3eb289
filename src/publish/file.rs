//! Single files: written whole beside their place, then put there in one step, so that nobody ever sees half of one.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Writes a file, in place of the one that stands there; makes the folders above it.
///
/// # Errors
/// Those of the file system; what stood there then still stands.
pub fn replace(path: &Path, text: &str) -> io::Result<()> {
    let fresh = Fresh::write(path, text)?;
    if let Ok(old) = fs::metadata(path) {
        fs::set_permissions(&fresh.0, old.permissions())?;
    }
    fs::rename(&fresh.0, path)
}

/// Writes a file that is not there yet; makes the folders above it.
///
/// # Errors
/// [`io::ErrorKind::AlreadyExists`] where it is, and others of the file system.
pub fn create(path: &Path, text: &str) -> io::Result<()> {
    let fresh = Fresh::write(path, text)?;
    // Unlike a move, a link never takes the place of a file that is there.
    fs::hard_link(&fresh.0, path)
}

/// A file beside its place, gone again when the work is done or given up.
struct Fresh(PathBuf);

impl Fresh {
    fn write(path: &Path, text: &str) -> io::Result<Self> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        fs::create_dir_all(folder)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let beside = folder.join(format!(".{name}.{}.tmp", std::process::id()));
        let mut file = File::create(&beside)?;
        let fresh = Self(beside);
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        Ok(fresh)
    }
}

impl Drop for Fresh {
    fn drop(&mut self) {
        // After a move it is gone already.
        let _ = fs::remove_file(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_never_created_over_another() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/er/x.yaml");
        create(&path, "one").unwrap();
        assert_eq!(create(&path, "two").unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read_to_string(&path).unwrap(), "one");
        replace(&path, "three").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "three");
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1, "nothing is left beside it");
    }
}
