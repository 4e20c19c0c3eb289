//! Writes a finished site to disk so that a reader sees the whole old or the whole new one, never a mixture.
//!
//! 1. [`Staging::begin`] takes the lock, looks at what is published, and makes a fresh folder beside it (`place`, `lock`,
//!    `old`, `fresh`).
//! 2. [`Staging::write`] and [`Staging::keep`] put in what changed and note what did not.
//! 3. [`Staging::commit`] adds the unchanged files as hard links, writes the manifest (`manifest`), brings all of it to the
//!    disk, and exchanges the two folders in one step (`swap`).
//!
//! Whatever ends the build before the exchange leaves the published folder as it was. If nothing differs, nothing happens
//! at all: the folder keeps its identity and its times.
//!
//! Absent on purpose: clocks, and any deletion of a file that is in no folder of ours (`ours`).

mod error;
mod fresh;
mod input;
mod lock;
mod manifest;
mod old;
mod ours;
mod path;
mod place;
mod stamp;
mod swap;
mod system;
#[cfg(all(test, unix))]
mod tests;
mod whole;

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

pub use error::PublishError;
pub use input::refuse_input;
pub use manifest::Digest;
pub(in crate::publish) use manifest::Entry;
#[cfg(feature = "web")]
pub(in crate::publish) use manifest::{Files, parse as parse_manifest};
pub use path::MANIFEST;
pub use stamp::Stamp;
pub(in crate::publish) use whole::write as write_whole;

use fresh::Fresh;
use lock::Lock;
use old::{OldSite, Standing};
use place::Place;
use system::Mode;

/// Where a finished site goes: collects its files beside the published folder until [`Staging::commit`].
///
/// Dropped without commit, it removes what it made, and the published folder is as it was.
#[derive(Debug)]
pub struct Staging {
    place: Place,
    standing: Standing,
    claims: Mutex<BTreeMap<String, Claim>>,
    failed: AtomicBool,
    // Dropped in this order: the folder is removed while the lock still holds.
    fresh: Fresh,
    _lock: Lock,
}

/// One file of the new site.
#[derive(Clone, Copy, Debug)]
struct Claim {
    entry: Entry,
    from_old: bool,
}

/// What a commit did. The manifest is in none of the figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Published {
    /// Files of the site.
    pub files: usize,
    /// Their length, in bytes.
    pub bytes: u64,
    /// Files that are new or changed.
    pub written: usize,
    /// Files carried over from the old site, with their identity and times.
    pub unchanged: usize,
    /// Files of the old site that the new one no longer has.
    pub removed: usize,
    /// Whether the published folder was replaced; false when nothing differs.
    pub swapped: bool,
}

impl Staging {
    /// Takes the lock for `out`, removes what dead builds left beside it, and makes a fresh folder there.
    ///
    /// `out` may be missing, empty, or a site that this program published; the folders above it are made. A symbolic link
    /// is followed, and stays.
    ///
    /// # Errors
    /// [`PublishError::InTheWay`] when something that is not ours has the place of the lock; [`PublishError::Busy`] at once when another build has the lock; [`PublishError::Foreign`] when `out` holds anything
    /// that this program did not write; [`PublishError::NotAFolder`] and [`PublishError::MountPoint`] when `out` cannot
    /// be replaced; [`PublishError::Io`].
    pub fn begin(out: &Path) -> Result<Self, PublishError> {
        let place = Place::find(out)?;
        let lock = Lock::take(&place)?;
        swap::restore(&place)?;
        let standing = Standing::look(&place)?;
        swap::forget(&place)?;
        let fresh = Fresh::make(&place)?;
        let (claims, failed) = (Mutex::default(), AtomicBool::new(false));
        Ok(Self { place, standing, claims, failed, fresh, _lock: lock })
    }

    /// Adds the file `path` (names separated by `/`), with these bytes. Many threads may call it at once.
    ///
    /// The old site's file is carried over when it has the very same bytes: it is read and compared, so a file that
    /// someone changed in place is mended.
    ///
    /// # Errors
    /// [`PublishError::BadPath`], [`PublishError::PathTaken`], [`PublishError::Io`]. After an error the site is not
    /// whole, so [`Staging::commit`] refuses.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        self.noting_failure(|| {
            path::check(path)?;
            let entry = Entry::of(bytes);
            let from_old = self.old().is_some_and(|old| old.files.get(path) == Some(&entry) && old.holds(path, bytes));
            self.claim(path, Claim { entry, from_old })?;
            if from_old { Ok(()) } else { self.fresh.create(path, bytes) }
        })
    }

    /// Carries over the old site's file `path` without knowing its bytes; false, and nothing added, when the old site
    /// has no file there with this hash. Many threads may call it at once.
    ///
    /// Cheap because it trusts the manifest: of the file itself only kind and length are looked at.
    ///
    /// # Errors
    /// [`PublishError::BadPath`], [`PublishError::PathTaken`]. After an error [`Staging::commit`] refuses.
    pub fn keep(&self, path: &str, sha256: &Digest) -> Result<bool, PublishError> {
        self.noting_failure(|| {
            path::check(path)?;
            let Some(old) = self.old() else { return Ok(false) };
            match old.files.get(path) {
                Some(entry) if entry.sha256 == *sha256 && old.looks_like(path, entry) => {
                    self.claim(path, Claim { entry: *entry, from_old: true })?;
                    Ok(true)
                }
                Some(_) | None => Ok(false),
            }
        })
    }

    /// Publishes: after this, `out` holds exactly the files added, and `manifest.json`.
    ///
    /// When nothing differs from the old site, the published folder is not touched.
    ///
    /// # Errors
    /// [`PublishError::Incomplete`] after a failed `write` or `keep`; [`PublishError::Moved`] and
    /// [`PublishError::Foreign`] when someone changed the published folder during the build; [`PublishError::PathTaken`],
    /// [`PublishError::MountPoint`], [`PublishError::Io`]. In every case the old site stays, with one exception: when the
    /// disk fails just after the exchange, the new site is published and the error says that this may not last.
    pub fn commit(self) -> Result<Published, PublishError> {
        self.commit_with(|| Ok(())).map(|(published, ())| published)
    }

    /// The same, and right after it `next`, before another build can begin.
    ///
    /// # Errors
    /// Those of [`Staging::commit`], and then `next` is not run; those of `next`, and then the site is published.
    pub fn commit_with<T>(
        mut self,
        next: impl FnOnce() -> Result<T, PublishError>,
    ) -> Result<(Published, T), PublishError> {
        let published = self.publish()?;
        Ok((published, next()?))
    }

    /// How long the manifest of all that was added so far is, in bytes.
    pub fn manifest_bytes(&self) -> u64 {
        let claims = self.claims.lock().unwrap_or_else(PoisonError::into_inner);
        manifest::print(claims.iter().map(|(path, claim)| (path, &claim.entry))).len() as u64
    }

    fn publish(&mut self) -> Result<Published, PublishError> {
        if *self.failed.get_mut() {
            return Err(PublishError::Incomplete);
        }
        let claims = std::mem::take(self.claims.get_mut().unwrap_or_else(PoisonError::into_inner));
        let manifest = manifest::print(claims.iter().map(|(path, claim)| (path, &claim.entry)));
        let all_from_old = claims.values().all(|claim| claim.from_old);
        match &self.standing {
            Standing::Free(mode) => {
                self.finish(&manifest, mode.clone())?;
                swap::put(&self.fresh.path, &self.place)?;
                swap::settle(&self.place)?;
                Ok(tally(&claims, None, 0, true))
            }
            Standing::Site(old) if all_from_old && manifest.as_bytes() == old.manifest => {
                self.still_standing(old)?;
                Ok(tally(&claims, Some(old), 0, false))
            }
            Standing::Site(old) => {
                let copied = self.carry_over(old, &claims)?;
                self.finish(&manifest, Some(old.mode.clone()))?;
                self.still_standing(old)?;
                old.refuse_foreign(&self.place)?;
                swap::exchange(&self.fresh.path, &self.place)?;
                // The old site is now in the place of the fresh folder, and goes with it: unless the new may not last.
                swap::settle(&self.place).inspect_err(|_| self.fresh.leave())?;
                Ok(tally(&claims, Some(old), copied, true))
            }
        }
    }

    /// Completes the fresh folder, and brings it to the disk before it is published: after a power cut, the journal of a
    /// file system may know the exchange but not yet the pages, which would then be empty.
    fn finish(&self, manifest: &str, mode: Option<Mode>) -> Result<(), PublishError> {
        self.fresh.create(MANIFEST, manifest.as_bytes())?;
        self.fresh.unmark()?;
        mode.map_or(Ok(()), |mode| self.fresh.take_mode(mode))?;
        self.fresh.sync()
    }

    /// Links all unchanged files into the fresh folder; answers how many had to be copied instead.
    fn carry_over(&self, old: &OldSite, claims: &BTreeMap<String, Claim>) -> Result<usize, PublishError> {
        let unchanged: Vec<_> = claims.iter().filter(|(_, claim)| claim.from_old).collect();
        let copied = AtomicUsize::new(0);
        unchanged.par_iter().try_for_each(|(path, claim)| {
            self.fresh.make_parent(path)?;
            let moved = || PublishError::Moved { path: self.place.out().join(path) };
            let Err(error) = old.link(path, &self.fresh.folder) else { return Ok(()) };
            match error.kind() {
                // It was there when it was claimed.
                ErrorKind::NotFound => Err(moved()),
                // No hard links here, too many of them, or none allowed on another user's file.
                ErrorKind::PermissionDenied
                | ErrorKind::TooManyLinks
                | ErrorKind::Unsupported
                | ErrorKind::CrossesDevices => {
                    copied.fetch_add(1, Ordering::Relaxed);
                    self.fresh.create(path, &old.read(path, &claim.entry).ok_or_else(moved)?)
                }
                // The kinds are many and grow with the standard library.
                _ => Err(self.fresh.refused(path, error)),
            }
        })?;
        Ok(copied.into_inner())
    }

    fn still_standing(&self, old: &OldSite) -> Result<(), PublishError> {
        if old.still_stands(&self.place) { Ok(()) } else { Err(PublishError::Moved { path: self.place.asked.clone() }) }
    }

    /// The site published now, if any.
    fn old(&self) -> Option<&OldSite> {
        match &self.standing {
            Standing::Free(_) => None,
            Standing::Site(old) => Some(old),
        }
    }

    /// Takes a path for one file, once.
    fn claim(&self, path: &str, claim: Claim) -> Result<(), PublishError> {
        let mut claims = self.claims.lock().unwrap_or_else(PoisonError::into_inner);
        match claims.insert(path.to_owned(), claim) {
            None => Ok(()),
            Some(_) => Err(PublishError::PathTaken { path: path.to_owned() }),
        }
    }

    /// Runs `step`, and remembers if it fails.
    fn noting_failure<T>(&self, step: impl FnOnce() -> Result<T, PublishError>) -> Result<T, PublishError> {
        step().inspect_err(|_| self.failed.store(true, Ordering::Relaxed))
    }
}

/// The figures of a commit.
fn tally(claims: &BTreeMap<String, Claim>, old: Option<&OldSite>, copied: usize, swapped: bool) -> Published {
    let unchanged = claims.values().filter(|claim| claim.from_old).count() - copied;
    Published {
        files: claims.len(),
        bytes: claims.values().map(|claim| claim.entry.bytes).sum(),
        written: claims.len() - unchanged,
        unchanged,
        removed: old.map_or(0, |old| old.files.keys().filter(|path| !claims.contains_key(*path)).count()),
        swapped,
    }
}
