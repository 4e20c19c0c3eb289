//! Compares what is published, in a folder or at an address, with the manifest that its build wrote: so a page that a host
//! changed, a number that somebody else changed and a file that was never uploaded are noticed.
//!
//! A manifest that the place itself holds shows what is broken or half uploaded; only one that was kept elsewhere shows
//! what was changed on purpose.

mod folder;
mod web;

use std::fmt;
use std::io;
use std::path::Path;

use super::disk::{Entry, Files, MANIFEST, parse_manifest};

pub use folder::folder;
pub use web::web;

/// What is wrong with one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It has other bytes, or something else stands in its place.
    Differs(String),
    /// It is not there.
    Missing,
    /// The manifest does not list it.
    Extra,
    /// It could not be looked at, so nothing is known of it.
    Unread(String),
}

/// A file that is not as the manifest says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The path of the file, or the address at which it was asked for.
    pub place: String,
    /// What is wrong.
    pub fault: Fault,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Names in somebody else's folder, and answers of somebody else's server, may try to steer the terminal.
        let place = self.place.escape_debug();
        match &self.fault {
            Fault::Differs(how) => write!(f, "differs  {place}: {}", how.escape_debug()),
            Fault::Missing => write!(f, "missing  {place}"),
            Fault::Extra => write!(f, "extra    {place}"),
            Fault::Unread(why) => write!(f, "unread   {place}: {}", why.escape_debug()),
        }
    }
}

/// The result of a comparison.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// How many files of the manifest were looked at.
    pub compared: usize,
    /// What is not as it should be, sorted by place.
    pub findings: Vec<Finding>,
}

impl Comparison {
    fn of(compared: usize, mut findings: Vec<Finding>) -> Self {
        findings.sort_by(|a, b| a.place.cmp(&b.place));
        Self { compared, findings }
    }

    /// Whether a file is known to be other than it should be.
    pub fn has_differences(&self) -> bool {
        self.findings.iter().any(|finding| !matches!(finding.fault, Fault::Unread(_)))
    }
}

/// Why nothing could be compared.
#[derive(Debug)]
pub enum VerifyError {
    /// No manifest could be read there.
    NoManifest {
        /// Where it was looked for.
        place: String,
        /// What went wrong.
        why: String,
    },
    /// What stands there is not a manifest that this program wrote.
    NotOurs {
        /// Where it stands.
        place: String,
    },
    /// Not the address of a folder on the web.
    Address(String),
    /// The host does not answer.
    NoAnswer {
        /// What it was asked for.
        url: String,
        /// What went wrong.
        why: String,
    },
    /// Requests cannot be made at all.
    Client(String),
}

impl VerifyError {
    /// Whether the machine or the network is at fault, not the command.
    pub fn is_machine(&self) -> bool {
        match self {
            Self::NoAnswer { .. } | Self::Client(_) => true,
            Self::NoManifest { .. } | Self::NotOurs { .. } | Self::Address(_) => false,
        }
    }
}

impl fmt::Display for VerifyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoManifest { place, why } => write!(
                f,
                "there is no manifest to compare with at `{}`: {}. Name the `{MANIFEST}` of the build with `--manifest`",
                place.escape_debug(),
                why.escape_debug()
            ),
            Self::NotOurs { place } => {
                write!(f, "`{}` is not a manifest that this program wrote", place.escape_debug())
            }
            Self::Address(address) => write!(
                f,
                "`{}` is not the address of a site: write a whole one, such as https://example.org/help/",
                address.escape_debug()
            ),
            Self::NoAnswer { url, why } => write!(f, "`{url}` gives no answer: {}", why.escape_debug()),
            Self::Client(why) => write!(f, "no request can be made: {}", why.escape_debug()),
        }
    }
}

impl std::error::Error for VerifyError {}

/// What to compare with.
struct Wanted {
    files: Files,
    /// The manifest itself, byte for byte, and as a file like the others.
    itself: Entry,
}

impl Wanted {
    /// The manifest in a file.
    fn read(path: &Path) -> Result<Self, VerifyError> {
        let place = || path.display().to_string();
        match read_list(path) {
            Ok(bytes) => Self::parse(&bytes, place),
            Err(error) => Err(VerifyError::NoManifest { place: place(), why: error.to_string() }),
        }
    }

    fn parse(bytes: &[u8], place: impl FnOnce() -> String) -> Result<Self, VerifyError> {
        let files = parse_manifest(bytes).ok_or_else(|| VerifyError::NotOurs { place: place() })?;
        Ok(Self { files, itself: Entry::of(bytes) })
    }

    /// Every file that should be there, the manifest among them.
    fn all(&self) -> Vec<(&str, &Entry)> {
        let files = self.files.iter().map(|(path, entry)| (path.as_str(), entry));
        files.chain([(MANIFEST, &self.itself)]).collect()
    }
}

/// The bytes of a manifest; a device or pipe that never ends is none.
fn read_list(path: &Path) -> io::Result<Vec<u8>> {
    let about = std::fs::metadata(path)?;
    if about.is_file() { std::fs::read(path) } else { Err(io::Error::other("that is not a file")) }
}

/// How bytes differ from what they should be.
fn difference(found: &[u8], wanted: &Entry) -> Option<Fault> {
    let entry = Entry::of(found);
    if entry == *wanted {
        None
    } else if entry.bytes == wanted.bytes {
        Some(Fault::Differs(format!("other content of the same length, {} bytes", entry.bytes)))
    } else {
        Some(Fault::Differs(format!("{} bytes instead of {}", entry.bytes, wanted.bytes)))
    }
}
