//! Which texts are paths inside a site.

use super::PublishError;

/// The list of all files, at the root of a site.
pub const MANIFEST: &str = "manifest.json";
/// What marks a half-made site, at its root.
pub(super) const MARK: &str = ".get-support-today";

/// Accepts names separated by single `/`: nothing that leaves the site, nothing with two spellings, and not the place
/// of the manifest or of the mark.
///
/// # Errors
/// [`PublishError::BadPath`] with the reason.
pub(super) fn check(path: &str) -> Result<(), PublishError> {
    match fault(path) {
        None => Ok(()),
        Some(why) => Err(PublishError::BadPath { path: path.to_owned(), why }),
    }
}

/// What is wrong with `path`, if anything.
pub(super) fn fault(path: &str) -> Option<&'static str> {
    if path.is_empty() {
        Some("is empty")
    } else if path == MANIFEST {
        Some("is kept for the list of all files")
    } else if path == MARK {
        Some("is kept for the mark of an unfinished site")
    } else if path.starts_with('/') {
        Some("starts at the root of the disk")
    } else if path.contains('\\') {
        Some("contains a backslash")
    } else if path.contains('\0') {
        Some("contains a NUL")
    } else if path.split('/').any(str::is_empty) {
        Some("has an empty name between its slashes")
    } else if path.split('/').any(|name| name == "." || name == "..") {
        Some("contains `.` or `..`")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::path::{Component, Path};

    #[test]
    fn every_trick_has_its_reason() {
        for (path, word) in [
            ("", "empty"),
            ("manifest.json", "list"),
            (".get-support-today", "mark"),
            ("/etc/passwd", "root"),
            ("//host/share", "root"),
            ("de\\index.html", "backslash"),
            ("de/\0", "NUL"),
            ("de//index.html", "empty name"),
            ("de/", "empty name"),
            (".", "`..`"),
            ("..", "`..`"),
            ("de/./index.html", "`..`"),
            ("de/../../index.html", "`..`"),
        ] {
            let why = fault(path).unwrap_or_default();
            assert!(why.contains(word), "{path:?}: {why:?}");
        }
    }

    #[test]
    fn plain_paths_pass() {
        for path in ["index.html", "de/index.html", ".well-known/security.txt", "de/manifest.json", "ja/日本/…", "a..b"]
        {
            assert_eq!(fault(path), None, "{path:?}");
        }
    }

    proptest! {
        #[test]
        fn an_accepted_path_is_its_own_only_spelling(path in "[a.\\\\/\0é~ -]{0,12}") {
            if check(&path).is_ok() {
                let names: Vec<_> = Path::new(&path).components().collect();
                prop_assert!(names.iter().all(|name| matches!(name, Component::Normal(_))));
                let again: Vec<_> = names.iter().map(|name| name.as_os_str().to_str().unwrap_or_default()).collect();
                prop_assert_eq!(again.join("/"), path);
            }
        }

        #[test]
        fn a_trick_anywhere_in_a_path_is_refused(
            front in proptest::collection::vec("[a-z]{1,5}", 0..3),
            trick in prop_oneof![Just(""), Just("."), Just(".."), Just("a\\b"), Just("a\0b"), Just("..\\..")],
            back in proptest::collection::vec("[a-z]{1,5}", 0..3),
        ) {
            let parts: Vec<&str> = front.iter().map(String::as_str).chain([trick]).chain(back.iter().map(String::as_str)).collect();
            prop_assert!(check(&parts.join("/")).is_err());
        }
    }
}
