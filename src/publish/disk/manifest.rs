//! The list of all files of a published site: `manifest.json` at its root.
//!
//! It marks the folder as ours, says which files we wrote, and gives the hash of each, so that an unchanged page is
//! recognised without reading it. One line per file, sorted: two manifests differ in the lines of the pages that differ.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error};
use sha2::{Digest as _, Sha256};

use super::path;

/// The version of the format; another one is foreign.
const VERSION: u32 = 1;
/// Who wrote it; another one is foreign.
const GENERATOR: &str = "get-support-today";

/// The SHA-256 of a file's bytes. Shown as 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 32]);

impl Digest {
    /// The digest of `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// Reads exactly 64 lower-case hexadecimal digits; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let mut digest = [0; 32];
        let (pairs, []) = text.as_bytes().as_chunks::<2>() else { return None };
        if pairs.len() != digest.len() {
            return None;
        }
        for (byte, [high, low]) in digest.iter_mut().zip(pairs) {
            *byte = nibble(*high)? << 4 | nibble(*low)?;
        }
        Some(Self(digest))
    }
}

/// The value of one lower-case hexadecimal digit.
fn nibble(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        Self::parse(&text).ok_or_else(|| D::Error::custom("not a SHA-256 in lower-case hexadecimal digits"))
    }
}

/// One file of a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::publish) struct Entry {
    /// Length in bytes.
    pub bytes: u64,
    /// Hash of the bytes.
    pub sha256: Digest,
}

impl Entry {
    /// That of a file with these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self { bytes: bytes.len() as u64, sha256: Digest::of(bytes) }
    }
}

/// All files of a site by path, without the manifest itself.
pub(in crate::publish) type Files = BTreeMap<String, Entry>;

/// The manifest as it stands on disk.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    version: u32,
    generator: String,
    files: Files,
}

/// Reads a manifest; `None` when it is not one of ours, or lists a path that leaves the site.
pub(in crate::publish) fn parse(text: &[u8]) -> Option<Files> {
    let Manifest { version, generator, files } = serde_json::from_slice(text).ok()?;
    let ours = version == VERSION && generator == GENERATOR;
    (ours && files.keys().all(|path| path::fault(path).is_none())).then_some(files)
}

/// Writes a manifest; the same files give the same text.
pub(super) fn print<'a>(files: impl IntoIterator<Item = (&'a String, &'a Entry)>) -> String {
    let head = format!("{{\"version\":{VERSION},\"generator\":\"{GENERATOR}\",\"files\":{{");
    let lines: Vec<_> = files
        .into_iter()
        .map(|(path, Entry { bytes, sha256 })| {
            let path = serde_json::Value::from(path.as_str());
            format!("{path}:{{\"bytes\":{bytes},\"sha256\":\"{sha256}\"}}")
        })
        .collect();
    format!("{head}\n{}\n}}}}\n", lines.join(",\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_manifest_has_one_sorted_line_per_file() {
        let entry = Entry { bytes: 3, sha256: Digest::of(b"abc") };
        let files = Files::from([("fr/index.html".to_owned(), entry), ("de/index.html".to_owned(), entry)]);
        let hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        let expected = format!(
            "{{\"version\":1,\"generator\":\"get-support-today\",\"files\":{{\n\
             \"de/index.html\":{{\"bytes\":3,\"sha256\":\"{hash}\"}},\n\
             \"fr/index.html\":{{\"bytes\":3,\"sha256\":\"{hash}\"}}\n}}}}\n"
        );
        assert_eq!(print(&files), expected);
    }

    #[test]
    fn another_program_another_version_and_a_path_out_of_the_site_are_not_ours() {
        let good = print(&Files::from([("a".to_owned(), Entry { bytes: 0, sha256: Digest::of(b"") })]));
        assert!(parse(good.as_bytes()).is_some());
        for (from, to) in [
            ("get-support-today", "another"),
            ("\"version\":1", "\"version\":2"),
            ("\"a\"", "\"../a\""),
            ("\"a\"", "\"/etc/passwd\""),
            ("\"a\"", "\"manifest.json\""),
            ("\"bytes\"", "\"size\""),
            ("e3b0", "E3B0"),
            ("}}", "}"),
        ] {
            let bad = good.replacen(from, to, 1);
            assert_ne!(bad, good);
            assert_eq!(parse(bad.as_bytes()), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_back(names in proptest::collection::btree_set("[^/\\\\\0.]{1,8}", 0..8)) {
            let files: Files = names
                .into_iter()
                .map(|name| { let entry = Entry { bytes: name.len() as u64, sha256: Digest::of(name.as_bytes()) }; (name, entry) })
                .collect();
            prop_assert_eq!(parse(print(&files).as_bytes()), Some(files));
        }

        #[test]
        fn a_digest_is_read_back_and_nothing_else_is_read(bytes: Vec<u8>, other in "[0-9a-fA-F]{0,66}") {
            let digest = Digest::of(&bytes);
            prop_assert_eq!(Digest::parse(&digest.to_string()), Some(digest));
            if let Some(read) = Digest::parse(&other) {
                prop_assert_eq!(read.to_string(), other);
            }
        }
    }
}
