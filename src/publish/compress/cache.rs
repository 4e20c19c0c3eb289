//! What was compressed before, by the hash of the plain bytes.
//!
//! It is only a memory: whatever is missing, damaged or cannot be written is made again. Builds that run at once may share
//! it, since every entry is written whole under another name first, and holds the hash of what it should be.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use walkdir::WalkDir;

use crate::publish::disk;
use crate::publish::host::Encoding;

/// The largest memory, in bytes: a site of 100,000 pages.
pub const LARGEST: u64 = 1024 * 1024 * 1024;
/// Bytes of the hash that each entry begins with.
const HASH: usize = blake3::OUT_LEN;
/// Versions of the encoders, as in `Cargo.lock`.
const BROTLI: &str = "9.1.1";
const FLATE2: &str = "1.1.11";
const ZLIB: &str = "0.6.8";
/// An entry that was used is marked as such once in this time.
const MARKED: Duration = Duration::from_hours(24);

/// A folder of entries.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
}

impl Cache {
    /// The memory in `folder`, which is made when it is needed.
    pub fn at(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    /// What was kept for plain bytes of this hash.
    pub fn get(&self, name: &str, encoding: Encoding) -> Option<Vec<u8>> {
        let path = self.path(name, encoding);
        let mut entry = fs::read(&path).ok()?;
        let (hash, form) = entry.split_at_checked(HASH)?;
        if blake3::hash(form).as_bytes() != hash {
            return None;
        }
        mark(&path);
        Some(entry.split_off(HASH))
    }

    /// Keeps it.
    pub fn put(&self, name: &str, encoding: Encoding, form: &[u8]) {
        let path = self.path(name, encoding);
        let Some(folder) = path.parent() else { return };
        let mut entry = blake3::hash(form).as_bytes().to_vec();
        entry.extend_from_slice(form);
        // Without it, the next build is only slower.
        let _ = fs::create_dir_all(folder).and_then(|()| disk::write_whole(&path, &entry));
    }

    /// Removes what was not used for longest, until all of it is at most `largest` bytes.
    pub fn prune(&self, largest: u64) {
        let files = WalkDir::new(&self.folder).into_iter().flatten().filter(|entry| entry.file_type().is_file());
        let mut entries: Vec<(SystemTime, u64, PathBuf)> = files
            .filter_map(|entry| {
                let about = entry.metadata().ok()?;
                Some((about.modified().ok()?, about.len(), entry.into_path()))
            })
            .collect();
        entries.sort();
        let mut size: u64 = entries.iter().map(|(_, bytes, _)| bytes).sum();
        for (_, bytes, path) in entries {
            if size <= largest {
                return;
            }
            if fs::remove_file(path).is_ok() {
                size -= bytes;
            }
        }
    }

    /// The versions and settings of the encoders are part of the name: other ones are other entries, so that what is
    /// remembered is what would be made.
    fn path(&self, name: &str, encoding: Encoding) -> PathBuf {
        let (front, back) = name.split_at(2);
        let settings = match encoding {
            Encoding::Brotli => format!("br-{BROTLI}-11-22"),
            Encoding::Gzip => format!("gz-{FLATE2}-{ZLIB}-9"),
        };
        self.folder.join(front).join(format!("{back}.{settings}"))
    }
}

/// Notes that an entry was used, in its time of change.
fn mark(path: &Path) {
    let now = SystemTime::now();
    let age = fs::metadata(path).and_then(|about| about.modified()).ok().and_then(|then| now.duration_since(then).ok());
    if age.is_some_and(|age| age > MARKED) {
        let _ = File::options().write(true).open(path).and_then(|file| file.set_modified(now));
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const NAME: &str = "0123456789abcdef";

    #[test]
    fn a_damaged_entry_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::at(folder.path());
        cache.put(NAME, Encoding::Gzip, b"small");
        assert_eq!(cache.get(NAME, Encoding::Gzip).as_deref(), Some(&b"small"[..]));
        assert_eq!(cache.get(NAME, Encoding::Brotli), None);
        let path = cache.path(NAME, Encoding::Gzip);
        let mut bytes = fs::read(&path).unwrap();
        *bytes.last_mut().unwrap() ^= 1;
        fs::write(&path, &bytes).unwrap();
        assert_eq!(cache.get(NAME, Encoding::Gzip), None, "changed");
        fs::write(&path, b"short").unwrap();
        assert_eq!(cache.get(NAME, Encoding::Gzip), None, "cut off");
    }

    #[test]
    fn the_names_of_entries_follow_the_encoders() {
        let lock = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock")).unwrap();
        for (name, version) in [("brotli", BROTLI), ("flate2", FLATE2), ("zlib-rs", ZLIB)] {
            let locked = format!("name = \"{name}\"\nversion = \"{version}\"\n");
            assert!(lock.contains(&locked), "{name} is another version now: write it in this file");
        }
    }

    #[test]
    fn many_at_once_leave_whole_entries_and_no_drafts() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::at(folder.path());
        let forms: Vec<Vec<u8>> = (0..8u8).map(|n| vec![n; 40_000]).collect();
        std::thread::scope(|scope| {
            for round in 0..4 {
                let (cache, forms) = (&cache, &forms);
                scope.spawn(move || {
                    for n in 0..80 {
                        let n = (n * 3 + round) % forms.len();
                        let name = format!("{n:016x}");
                        cache.put(&name, Encoding::Brotli, &forms[n]);
                        if let Some(found) = cache.get(&name, Encoding::Brotli) {
                            assert_eq!(found, forms[n]);
                        }
                        if n == 0 {
                            cache.prune(100_000);
                        }
                    }
                });
            }
        });
        cache.prune(100_000);
        let files = WalkDir::new(folder.path()).into_iter().flatten().filter(|entry| entry.file_type().is_file());
        let files: Vec<(String, u64)> = files
            .map(|file| (file.file_name().to_string_lossy().into_owned(), file.metadata().unwrap().len()))
            .collect();
        assert!(files.iter().all(|(name, _)| !name.starts_with('.')), "{files:?}");
        assert!(files.iter().map(|(_, bytes)| bytes).sum::<u64>() <= 100_000);
    }

    #[test]
    fn what_was_not_used_for_longest_goes_first() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::at(folder.path());
        let names = ["00aa", "11bb", "22cc"];
        for (days, name) in names.iter().enumerate() {
            cache.put(name, Encoding::Gzip, b"12345678");
            let then = SystemTime::now() - MARKED * 10 * (3 - u32::try_from(days).unwrap());
            let file = File::options().write(true).open(cache.path(name, Encoding::Gzip)).unwrap();
            file.set_modified(then).unwrap();
        }
        assert!(cache.get(names[0], Encoding::Gzip).is_some(), "used now");
        cache.prune(2 * 40);
        let left: Vec<bool> = names.iter().map(|name| cache.get(name, Encoding::Gzip).is_some()).collect();
        assert_eq!(left, [true, false, true]);
    }
}
