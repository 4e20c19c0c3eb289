//! Whether a published folder is exactly as it was left.

use std::path::Path;

use super::Published;
use super::old::Standing;
use super::place::Place;

/// What a published site is known by without reading its pages: its manifest, and of every file the length, identity and
/// time of change. Whoever changes a file changes its stamp, because nobody can set the time of change.
#[derive(Debug)]
pub struct Stamp {
    text: String,
    files: usize,
    bytes: u64,
}

impl Stamp {
    /// That of the site in `out`; `None` where there is no whole site of this program, or anything else is in it.
    pub fn of(out: &Path) -> Option<Self> {
        match Standing::look(&Place::find(out).ok()?).ok()? {
            Standing::Free(_) => None,
            Standing::Site(site) => Some(Self {
                text: site.stamp()?,
                files: site.files.len(),
                bytes: site.files.values().map(|entry| entry.bytes).sum(),
            }),
        }
    }

    /// The same for the same folder, as long as nobody changes it.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What is said of a build that changed nothing.
    pub fn published(&self) -> Published {
        Published {
            files: self.files,
            bytes: self.bytes,
            written: 0,
            unchanged: self.files,
            removed: 0,
            swapped: false,
        }
    }
}
