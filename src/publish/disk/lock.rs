//! One build at a time for one published folder.
//!
//! The lock is one of the system on a file beside the folder, so the system itself releases it when a build dies. The file
//! goes when the build ends. A build that opened it just before would then lock a file that no longer has a name, and
//! another would make a new one: so after locking, the name must still lead to the very file that was locked.

use std::fs::{File, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::PathBuf;
use std::process;

use super::PublishError;
use super::place::Place;
use super::system::{is_at, open_lock, remove_lock};

/// Each round lost means that another build ended at that very moment.
const ROUNDS: usize = 16;

/// The lock, held until dropped.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    _file: File,
}

impl Lock {
    /// Takes the lock, or says at once who has it.
    ///
    /// # Errors
    /// [`PublishError::Busy`], or [`PublishError::Io`].
    pub fn take(place: &Place) -> Result<Self, PublishError> {
        let path = place.lock();
        let busy = |pid| PublishError::Busy { path: place.asked.clone(), pid };
        for _ in 0..ROUNDS {
            let mut file = open_lock(&path).map_err(PublishError::io("open the lock", &path))?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Err(busy(read_pid(&mut file))),
                Err(TryLockError::Error(error)) => return Err(PublishError::io("take the lock", &path)(error)),
            }
            if is_at(&file, &path) {
                if !is_ours(&mut file) {
                    return Err(PublishError::InTheWay { path });
                }
                // Only a courtesy to whoever finds the lock taken; the lock holds without it.
                let _ = file.set_len(0).and_then(|()| write!(file, "{}", process::id()));
                return Ok(Self { path, _file: file });
            }
        }
        Err(busy(None))
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Before the file closes, so while the lock still holds.
        remove_lock(&self.path);
    }
}

/// Whether a lock holds what locks hold, the number of a process or nothing: else somebody keeps something in it.
fn is_ours(file: &mut File) -> bool {
    let mut text = String::new();
    let read = (&*file).take(16).read_to_string(&mut text).and_then(|_| file.rewind());
    read.is_ok() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The process that wrote its number into the lock, if it has come to that.
fn read_pid(file: &mut File) -> Option<u32> {
    let mut text = String::new();
    file.take(16).read_to_string(&mut text).ok()?;
    text.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::fs;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::thread;

    #[test]
    fn the_second_is_told_who_has_it_and_the_file_goes_with_the_lock() {
        let dir = tempfile::tempdir().unwrap();
        let place = Place::find(&dir.path().join("public")).unwrap();
        let lock = Lock::take(&place).unwrap();
        match Lock::take(&place) {
            Err(PublishError::Busy { pid, .. }) => assert_eq!(pid, Some(process::id())),
            other => panic!("{other:?}"),
        }
        drop(lock);
        assert!(!place.lock().exists());
        fs::write(place.lock(), "99999").unwrap();
        Lock::take(&place).unwrap();
    }

    #[test]
    fn somebodys_own_file_is_no_lock_and_stays() {
        let dir = tempfile::tempdir().unwrap();
        let place = Place::find(&dir.path().join("public")).unwrap();
        fs::write(place.lock(), "where I keep the key").unwrap();
        match Lock::take(&place) {
            Err(error @ PublishError::InTheWay { .. }) => assert!(!error.is_machine()),
            other => panic!("{other:?}"),
        }
        assert_eq!(fs::read_to_string(place.lock()).unwrap(), "where I keep the key");
    }

    #[test]
    fn never_two_at_once_although_the_file_comes_and_goes() {
        let dir = tempfile::tempdir().unwrap();
        let place = Place::find(&dir.path().join("public")).unwrap();
        let (holders, taken) = (AtomicUsize::new(0), AtomicUsize::new(0));
        thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    while taken.load(Ordering::Relaxed) < 2_000 {
                        if let Ok(_lock) = Lock::take(&place) {
                            assert_eq!(holders.fetch_add(1, Ordering::SeqCst), 0);
                            taken.fetch_add(1, Ordering::Relaxed);
                            assert_eq!(holders.fetch_sub(1, Ordering::SeqCst), 1);
                        }
                    }
                });
            }
        });
    }
}
