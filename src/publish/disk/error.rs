//! Why a site could not be published, and what to do about it.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Why a site could not be published.
///
/// Each one leaves the published folder as it was; the one exception is described at `Staging::commit`. The text ([`fmt::Display`]) is one or more whole sentences: what is
/// wrong, then what to do.
#[derive(Debug)]
pub enum PublishError {
    /// The folder holds files that this program did not write, so replacing it would destroy them.
    Foreign {
        /// The folder, as it was asked for.
        path: PathBuf,
        /// At most three such files, sorted; paths inside the folder.
        examples: Vec<String>,
    },
    /// The file beside the folder in which a host's settings go holds what this program did not write.
    Settings {
        /// The file.
        path: PathBuf,
        /// Whether this program wrote it and somebody edited it since.
        edited: bool,
    },
    /// Something that this program did not write has the place of what it keeps beside the folder during a build.
    InTheWay {
        /// What stands there.
        path: PathBuf,
    },
    /// Another build publishes to the same folder just now.
    Busy {
        /// The folder, as it was asked for.
        path: PathBuf,
        /// The process that holds the lock, where it has said so.
        pid: Option<u32>,
    },
    /// No folder can stand at this path: it is a file, or it has no name (`/`).
    NotAFolder {
        /// The path, as it was asked for.
        path: PathBuf,
    },
    /// The folder is what the site is made from, lies in it, or holds it.
    Input {
        /// The folder, as it was asked for.
        path: PathBuf,
        /// What it would be published into, such as `static/`.
        input: String,
        /// A folder that is free for it.
        instead: PathBuf,
    },
    /// The folder is the root of a file system, so no other folder can take its place.
    MountPoint {
        /// The folder, as it was asked for.
        path: PathBuf,
    },
    /// The address of a file is not a plain path inside the site.
    BadPath {
        /// The path, as it was given.
        path: String,
        /// What is wrong with it, as in "it …".
        why: &'static str,
    },
    /// Two files of the new site want the same place, or one wants to be a folder where the other is a file.
    PathTaken {
        /// The path of the later one.
        path: String,
    },
    /// The caller goes on although a file of the new site could not be written.
    Incomplete,
    /// Someone replaced, removed or created the published folder, or a file in it, during the build.
    Moved {
        /// What is no longer as it was.
        path: PathBuf,
    },
    /// The system refused: disk full, no permission, a failing disk.
    Io {
        /// What was tried, as in "cannot …".
        action: &'static str,
        /// On which file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl PublishError {
    /// Whether the machine is at fault and the same command can succeed later (exit code 3); otherwise the command or
    /// the site must change first (exit code 2).
    pub fn is_machine(&self) -> bool {
        match self {
            Self::Busy { .. } | Self::Moved { .. } | Self::Io { .. } => true,
            Self::Foreign { .. }
            | Self::Settings { .. }
            | Self::InTheWay { .. }
            | Self::NotAFolder { .. }
            | Self::Input { .. }
            | Self::MountPoint { .. }
            | Self::BadPath { .. }
            | Self::PathTaken { .. }
            | Self::Incomplete => false,
        }
    }

    /// For `map_err`: the system refused `action` on `path`.
    pub(in crate::publish) fn io<E: Into<io::Error>>(
        action: &'static str,
        path: impl AsRef<Path>,
    ) -> impl FnOnce(E) -> Self {
        move |source| Self::Io { action, path: path.as_ref().to_owned(), source: source.into() }
    }
}

impl fmt::Display for PublishError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Foreign { path, examples } => {
                let names: Vec<_> = examples.iter().map(|name| format!("`{}`", name.escape_debug())).collect();
                write!(
                    f,
                    "`{}` holds files that this program did not write, such as {}. Publishing would delete them: \
                     move them away, or choose another folder.",
                    path.display(),
                    names.join(", ")
                )
            }
            Self::Settings { path, edited: true } => write!(
                f,
                "`{}` was edited since this program wrote it, and writing it anew would destroy that. Nothing was published: \
                 put your lines into a file of your own (docs/hosting.md says how), delete this one, and build again.",
                path.display()
            ),
            Self::Settings { path, edited: false } => write!(
                f,
                "`{}` stands where the settings of the host go, and this program did not write it as it is now. Nothing was \
                 published: move it away, or choose a folder with another name.",
                path.display()
            ),
            Self::InTheWay { path } => write!(
                f,
                "`{}` has the name of what this program keeps there during a build, and this program did not write it. Move \
                 it away, or choose another folder for the site.",
                path.display()
            ),
            Self::Busy { path, pid } => {
                write!(f, "Another build is publishing to `{}`", path.display())?;
                if let Some(pid) = pid {
                    write!(f, " (process {pid})")?;
                }
                write!(f, ". Wait until it has ended, then try again.")
            }
            Self::NotAFolder { path } => {
                write!(f, "`{}` cannot be a folder for the site. Choose a folder with a name.", path.display())
            }
            Self::Input { path, input, instead } => write!(
                f,
                "`{}` cannot hold the site, because the site is made from {input}: each build would take in the last one, \
                 or replace your files. Write another folder, such as `--out {}`.",
                path.display(),
                instead.display()
            ),
            Self::MountPoint { path } => write!(
                f,
                "`{}` is the root of a file system, so it cannot be replaced in one step. Choose a folder inside it.",
                path.display()
            ),
            Self::BadPath { path, why } => write!(
                f,
                "`{}` cannot be the path of a page: it {why}. Write names separated by `/`, such as `de/index.html`.",
                path.escape_debug()
            ),
            Self::PathTaken { path } => write!(
                f,
                "Two files of the site want the path `{}`, or one wants a folder where the other is a file. Rename one \
                 of them.",
                path.escape_debug()
            ),
            Self::Incomplete => {
                write!(f, "The site is not published, because a file of it could not be written. Mend that first.")
            }
            Self::Moved { path } => write!(
                f,
                "`{}` was changed by someone else during the build. Nothing was published: build again.",
                path.display()
            ),
            Self::Io { action, path, source } => {
                write!(f, "Cannot {action} `{}`: {source}. {}", path.display(), advice(source.kind()))
            }
        }
    }
}

/// What to do about a refusal of the system.
fn advice(kind: io::ErrorKind) -> &'static str {
    use io::ErrorKind::{PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull};
    match kind {
        StorageFull | QuotaExceeded => "Free some space, then build again.",
        PermissionDenied | ReadOnlyFilesystem => {
            "Make the folder that contains the site writable for this user, or choose another place."
        }
        // The kinds are many and grow with the standard library.
        _ => "Mend that, then build again.",
    }
}

impl std::error::Error for PublishError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            Self::Foreign { .. }
            | Self::Settings { .. }
            | Self::InTheWay { .. }
            | Self::Busy { .. }
            | Self::NotAFolder { .. }
            | Self::Input { .. }
            | Self::MountPoint { .. }
            | Self::BadPath { .. }
            | Self::PathTaken { .. }
            | Self::Incomplete
            | Self::Moved { .. } => None,
        }
    }
}
