//! Linux, macOS and their kin.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::Path;

use rustix::fs::{AtFlags, FileType, OFlags, Stat, linkat, mkdirat, openat, statat};
use rustix::io::Errno;

use super::{Facts, Mode};

/// A folder held open: it stays the same one wherever it is moved, and paths below it are short.
#[derive(Debug)]
pub(in super::super) struct Folder(File);

impl Folder {
    /// Opens a folder itself, never through a link.
    ///
    /// # Errors
    /// [`ErrorKind::NotADirectory`] for anything else, and others of the system.
    pub fn open(path: &Path) -> io::Result<Self> {
        let flags = OFlags::DIRECTORY | OFlags::NOFOLLOW;
        match OpenOptions::new().read(true).custom_flags(flags_of(flags)).open(path) {
            Ok(folder) => Ok(Self(folder)),
            Err(error) if error.raw_os_error() == Some(Errno::LOOP.raw_os_error()) => {
                Err(ErrorKind::NotADirectory.into())
            }
            Err(error) => Err(error),
        }
    }

    pub fn facts(&self) -> io::Result<Facts> {
        self.0.metadata().map(|found| facts(&found))
    }

    pub fn mode(&self) -> io::Result<Mode> {
        self.0.metadata().map(|found| found.permissions())
    }

    pub fn set_mode(&self, mode: Mode) -> io::Result<()> {
        self.0.set_permissions(mode)
    }

    /// What the system tells of a file in it; a link is not followed.
    pub fn look_at(&self, file: &str) -> io::Result<Facts> {
        Ok(facts_of(&statat(&self.0, file, AtFlags::SYMLINK_NOFOLLOW)?))
    }

    /// Begins a file that is not there yet.
    pub fn create(&self, file: &str) -> io::Result<File> {
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::CLOEXEC;
        Ok(File::from(openat(&self.0, file, flags, rustix::fs::Mode::from_raw_mode(0o666))?))
    }

    /// Makes a folder in it.
    pub fn make(&self, folder: &str) -> io::Result<()> {
        Ok(mkdirat(&self.0, folder, rustix::fs::Mode::from_raw_mode(0o777))?)
    }

    /// Opens a file in it to read; a link is not followed.
    pub fn open_file(&self, file: &str) -> io::Result<File> {
        // Without NONBLOCK, a pipe put in a page's place would hold the build for ever.
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        Ok(File::from(openat(&self.0, file, flags, rustix::fs::Mode::empty())?))
    }

    /// Gives a file in it the same path in another folder too.
    ///
    /// # Errors
    /// [`ErrorKind::Unsupported`] where the file system has no such thing, and others of the system.
    pub fn link(&self, file: &str, into: &Self) -> io::Result<()> {
        match linkat(&self.0, file, &into.0, file, AtFlags::empty()) {
            Err(error) if is_unsupported(error) => Err(ErrorKind::Unsupported.into()),
            done => Ok(done?),
        }
    }

    /// Brings it and everything in it to the disk, in one call for the whole file system where there is one: `fsync` of
    /// each of thousands of files would take longer than the build. It also tells of writes that the disk accepted and
    /// could not keep.
    pub fn sync(&self) -> io::Result<()> {
        #[cfg(any(target_os = "linux", target_os = "android"))]
        return Ok(rustix::fs::syncfs(&self.0)?);
        #[cfg(not(any(target_os = "linux", target_os = "android")))]
        self.0.sync_all()
    }
}

/// What the system tells of a path itself; a link is not followed.
pub(in super::super) fn look_at(path: &Path) -> io::Result<Facts> {
    fs::symlink_metadata(path).map(|found| facts(&found))
}

/// Exchanges two folders in one atomic step.
///
/// # Errors
/// [`ErrorKind::Unsupported`] where the system or the file system has no such step, and others of the system.
pub(in super::super) fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        match renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
            // Some file systems call the step itself wrong.
            Err(error) if is_unsupported(error) || error == Errno::INVAL => Err(ErrorKind::Unsupported.into()),
            done => Ok(done?),
        }
    }
    #[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
    {
        let _ = (one, other);
        Err(ErrorKind::Unsupported.into())
    }
}

/// Puts a folder where nothing, or an empty folder, is. One atomic step.
pub(in super::super) fn put(new: &Path, place: &Path) -> io::Result<()> {
    fs::rename(new, place)
}

/// Brings to the disk which entries a folder has.
pub(in super::super) fn sync_entries(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Opens the file of a lock, or begins it.
pub(in super::super) fn open_lock(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false).mode(0o644);
    options.custom_flags(flags_of(OFlags::NOFOLLOW)).open(path)
}

/// Whether `path` names this very file.
pub(in super::super) fn is_at(file: &File, path: &Path) -> bool {
    match (file.metadata(), look_at(path)) {
        (Ok(held), Ok(named)) => facts(&held).is_same(&named),
        (Err(_), _) | (_, Err(_)) => false,
    }
}

/// Removes the file of a lock that is still held.
pub(in super::super) fn remove_lock(path: &Path) {
    // A file that stays does no harm.
    let _ = fs::remove_file(path);
}

/// Whether a system lacks a call, or a file system does; Linux has one number for the last two.
fn is_unsupported(error: Errno) -> bool {
    [Errno::NOSYS, Errno::OPNOTSUPP, Errno::NOTSUP].contains(&error)
}

/// Flags as the standard library takes them.
fn flags_of(flags: OFlags) -> i32 {
    flags.bits().cast_signed()
}

fn facts(found: &fs::Metadata) -> Facts {
    Facts {
        is_file: found.is_file(),
        bytes: found.len(),
        device: found.dev(),
        identity: found.ino(),
        changed: Some([found.ctime().cast_unsigned(), found.ctime_nsec().cast_unsigned()]),
    }
}

/// The same, for a path below a folder. The widths of these fields differ between systems.
#[allow(
    clippy::cast_sign_loss,
    clippy::cast_lossless,
    clippy::unnecessary_cast,
    clippy::useless_conversion,
    reason = "one system's narrow field is another's wide one"
)]
fn facts_of(stat: &Stat) -> Facts {
    Facts {
        is_file: FileType::from_raw_mode(stat.st_mode) == FileType::RegularFile,
        bytes: u64::try_from(stat.st_size).unwrap_or(u64::MAX),
        device: stat.st_dev as u64,
        identity: stat.st_ino as u64,
        changed: Some([stat.st_ctime as u64, stat.st_ctime_nsec as u64]),
    }
}
