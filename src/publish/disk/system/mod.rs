//! What systems do each in their own way: folders held open, exact identities, exchanges, locks.
//!
//! Errors are told by [`std::io::ErrorKind`] everywhere else. `unix` keeps every promise of this room; `windows`, with the
//! standard library alone, keeps fewer, and says which.

use std::fs::Permissions;

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(unix)]
pub(super) use unix::{Folder, exchange, is_at, look_at, open_lock, put, remove_lock, sync_entries};
#[cfg(windows)]
pub(super) use windows::{Folder, exchange, is_at, look_at, open_lock, put, remove_lock, sync_entries};

/// What a system tells of a file or a folder without opening it.
#[derive(Clone, Debug)]
pub(super) struct Facts {
    /// Whether it is an ordinary file: no folder, no link, no pipe.
    pub is_file: bool,
    /// Its length in bytes.
    pub bytes: u64,
    /// The file system that it is on.
    pub device: u64,
    /// What makes it this one and no other, on its file system.
    pub identity: u64,
    /// Seconds and nanoseconds of its last change of any kind, which nobody can set; `None` where the system does not tell.
    pub changed: Option<[u64; 2]>,
}

impl Facts {
    /// Whether both are of the very same file or folder.
    pub fn is_same(&self, other: &Self) -> bool {
        (self.device, self.identity) == (other.device, other.identity)
    }
}

/// The permissions of a folder, to be given to the one that takes its place.
pub(super) type Mode = Permissions;
