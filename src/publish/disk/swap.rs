//! The step in which the new site becomes the published one.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::PublishError;
use super::ours;
use super::place::Place;
use super::system;

/// Puts `new` where nothing, or an empty folder, is published. One atomic step; it fails when a file has come in between.
///
/// # Errors
/// [`PublishError::Moved`], [`PublishError::MountPoint`], [`PublishError::Io`].
pub(super) fn put(new: &Path, place: &Place) -> Result<(), PublishError> {
    system::put(new, &place.out()).map_err(|error| refused(place, &error))
}

/// Exchanges `new` and the published folder in one atomic step; then the old site is at `new`.
///
/// Where that cannot be (Windows, NFS, some network and user-space file systems), the old site steps aside first:
/// for a moment nothing is published, and a build killed in that moment is mended by [`restore`] in the next one.
///
/// # Errors
/// [`PublishError::Moved`], [`PublishError::MountPoint`], [`PublishError::Io`]; the old site is published then.
pub(super) fn exchange(new: &Path, place: &Place) -> Result<(), PublishError> {
    match system::exchange(new, &place.out()) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == ErrorKind::Unsupported => in_two_steps(new, place),
        Err(error) => Err(refused(place, &error)),
    }
}

/// [`exchange`] where the system has no such call.
fn in_two_steps(new: &Path, place: &Place) -> Result<(), PublishError> {
    let (out, previous) = (place.out(), place.previous());
    // [`forget`] has removed one of ours: what is there is not.
    if fs::symlink_metadata(&previous).is_ok() {
        return Err(PublishError::InTheWay { path: previous });
    }
    fs::rename(&out, &previous).map_err(|error| refused(place, &error))?;
    if let Err(error) = fs::rename(new, &out) {
        fs::rename(&previous, &out).map_err(PublishError::io("put back the old site from", &previous))?;
        return Err(refused(place, &error));
    }
    // The new site stands, so the old one may take the place that the caller removes.
    let _ = fs::rename(&previous, new);
    Ok(())
}

/// Ends a swap in two steps that was interrupted: the old site is published again if nothing is. A folder that is no site of
/// ours is left where it is. The caller holds the lock.
///
/// # Errors
/// [`PublishError::Io`].
pub(super) fn restore(place: &Place) -> Result<(), PublishError> {
    let previous = place.previous();
    if !ours::is_site(&previous) {
        return Ok(());
    }
    match system::put(&previous, &place.out()) {
        Ok(()) => Ok(()),
        Err(error) => match error.kind() {
            // No swap was interrupted, or the new site stands, or a file does and is refused later.
            ErrorKind::NotFound
            | ErrorKind::DirectoryNotEmpty
            | ErrorKind::AlreadyExists
            | ErrorKind::NotADirectory => Ok(()),
            _ => Err(PublishError::io("put back the old site from", &previous)(error)),
        },
    }
}

/// Removes the old site that an interrupted swap in two steps left, if it is one of ours. Only when the folder that stands was
/// found to be ours too.
///
/// # Errors
/// [`PublishError::Io`].
pub(super) fn forget(place: &Place) -> Result<(), PublishError> {
    let previous = place.previous();
    if ours::is_site(&previous) { ours::remove(previous) } else { Ok(()) }
}

/// Makes the swap itself survive a power cut. Called before the old site is removed.
///
/// # Errors
/// [`PublishError::Io`].
pub(super) fn settle(place: &Place) -> Result<(), PublishError> {
    system::sync_entries(&place.parent).map_err(PublishError::io("bring to the disk", &place.parent))
}

/// Why the published folder could not be replaced.
fn refused(place: &Place, error: &std::io::Error) -> PublishError {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::DirectoryNotEmpty | ErrorKind::AlreadyExists | ErrorKind::NotADirectory => {
            PublishError::Moved { path: place.asked.clone() }
        }
        ErrorKind::ResourceBusy => PublishError::MountPoint { path: place.asked.clone() },
        kind => {
            let source = error.raw_os_error().map_or_else(|| kind.into(), std::io::Error::from_raw_os_error);
            PublishError::io("replace the published folder", place.out())(source)
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::{MANIFEST, manifest};
    use super::*;
    use tempfile::TempDir;

    /// A site of one page.
    fn folder(path: &Path, mark: &str) {
        let list = manifest::Files::from([("mark".to_owned(), manifest::Entry::of(mark.as_bytes()))]);
        fs::create_dir(path).unwrap();
        fs::write(path.join("mark"), mark).unwrap();
        fs::write(path.join(MANIFEST), manifest::print(&list)).unwrap();
    }

    fn mark(path: &Path) -> String {
        fs::read_to_string(path.join("mark")).unwrap_or_default()
    }

    fn place() -> (TempDir, Place) {
        let dir = tempfile::tempdir().unwrap();
        let place = Place::find(&dir.path().join("public")).unwrap();
        (dir, place)
    }

    #[test]
    fn both_ways_of_exchange_end_alike() {
        for way in [exchange, in_two_steps] {
            let (dir, place) = place();
            let new = dir.path().join("new");
            folder(&place.out(), "old");
            folder(&new, "new");
            way(&new, &place).unwrap();
            assert_eq!((mark(&place.out()), mark(&new)), ("new".to_owned(), "old".to_owned()));
            assert!(!place.previous().exists());
        }
    }

    #[test]
    fn a_swap_that_cannot_be_made_leaves_the_old_site() {
        for way in [exchange, in_two_steps] {
            let (dir, place) = place();
            folder(&place.out(), "old");
            assert!(way(&dir.path().join("missing"), &place).is_err());
            assert_eq!(mark(&place.out()), "old");
        }
    }

    #[test]
    fn an_interrupted_swap_is_mended_at_each_point() {
        // Killed after the first step: only the old site is there, set aside.
        let (_dir, place) = place();
        folder(&place.previous(), "old");
        restore(&place).unwrap();
        forget(&place).unwrap();
        assert_eq!(mark(&place.out()), "old");
        assert!(!place.previous().exists());
        // Killed after the second: the new site stands.
        fs::rename(place.out(), place.previous()).unwrap();
        folder(&place.out(), "new");
        restore(&place).unwrap();
        forget(&place).unwrap();
        assert_eq!(mark(&place.out()), "new");
        assert!(!place.previous().exists());
    }

    #[test]
    fn somebodys_own_folder_is_neither_published_nor_removed_nor_replaced() {
        let (dir, place) = place();
        fs::create_dir(place.previous()).unwrap();
        fs::write(place.previous().join("mark"), "mine").unwrap();
        restore(&place).unwrap();
        assert!(!place.out().exists());
        folder(&place.out(), "old");
        forget(&place).unwrap();
        let new = dir.path().join("new");
        folder(&new, "new");
        match in_two_steps(&new, &place) {
            Err(error @ PublishError::InTheWay { .. }) => assert!(error.to_string().contains(".public.previous")),
            other => panic!("{other:?}"),
        }
        assert_eq!((mark(&place.previous()), mark(&place.out())), ("mine".to_owned(), "old".to_owned()));
    }
}
