//! No site is published into what it is made from.
//!
//! A site in `static/` would be copied into the next one, and so on for ever; one in place of the project's own folder would
//! take its place.

use std::collections::VecDeque;
use std::ffi::OsString;
use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::read::INPUT_FOLDERS;

use super::PublishError;
use super::place::LINKS;

/// Accepts `out` where publishing there touches nothing that the site below `root` is made from. Symbolic links are
/// followed on both sides; nothing is made or changed.
///
/// # Errors
/// [`PublishError::Input`] where `out` is an input folder, lies in one, or holds the project.
pub fn refuse_input(root: &Path, out: &Path) -> Result<(), PublishError> {
    let real_out = real(out);
    let real_root = real(root);
    let inside = INPUT_FOLDERS.iter().find(|folder| real_out.starts_with(real(&root.join(folder))));
    let input = match inside {
        Some(folder) => format!("{folder}/"),
        None if real_root.starts_with(&real_out) => "the project itself".to_owned(),
        None => return Ok(()),
    };
    Err(PublishError::Input { path: out.to_owned(), input, instead: root.join("public") })
}

/// Where a path leads, whether or not something is there already: absolute, without `..`, and through every link.
fn real(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut names: VecDeque<OsString> = VecDeque::new();
    let mut found = PathBuf::new();
    let mut links = 0;
    names.extend(absolute.components().map(|name| name.as_os_str().to_owned()));
    while let Some(name) = names.pop_front() {
        match Path::new(&name).components().next() {
            Some(Component::ParentDir) => {
                found.pop();
                continue;
            }
            Some(Component::CurDir) | None => continue,
            Some(Component::Prefix(_) | Component::RootDir | Component::Normal(_)) => found.push(&name),
        }
        // A circle of links leads nowhere; opening the folder says so later.
        if links < LINKS
            && let Ok(target) = fs::read_link(&found)
        {
            links += 1;
            found.pop();
            target.components().rev().for_each(|name| names.push_front(name.as_os_str().to_owned()));
        }
    }
    // Where a file system takes `Data` for `data`, this is its own way of writing it.
    let there = found.ancestors().find_map(|there| Some((there, fs::canonicalize(there).ok()?)));
    match there {
        Some((there, canonical)) => found.strip_prefix(there).map_or(canonical.clone(), |rest| canonical.join(rest)),
        None => found,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn project() -> (tempfile::TempDir, PathBuf) {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let root = dir.path().join("project");
        for folder in INPUT_FOLDERS {
            fs::create_dir_all(root.join(folder)).expect("a folder");
        }
        (dir, root)
    }

    #[test]
    fn what_the_site_is_made_from_is_refused() {
        let (_dir, root) = project();
        for out in ["static", "static/site", "data/not/yet", "content/en", "templates/.", "x/../static", ".", ".."] {
            match refuse_input(&root, &root.join(out)) {
                Err(error @ PublishError::Input { .. }) => {
                    assert!(!error.is_machine() && error.to_string().contains("public"), "{error}");
                }
                other => panic!("{out}: {other:?}"),
            }
        }
        assert!(!root.join("data/not").exists() && !root.join("x").exists(), "nothing is made");
    }

    #[test]
    fn what_lies_beside_the_input_is_free() {
        let (dir, root) = project();
        for out in ["public", "statics", "out/static", ".cache/site", "static/../public", "../site"] {
            assert!(refuse_input(&root, &root.join(out)).is_ok(), "{out}");
        }
        assert!(refuse_input(&root, &dir.path().join("project-2/static")).is_ok());
    }

    #[cfg(unix)]
    #[test]
    fn links_hide_nothing() {
        use std::os::unix::fs::symlink;
        let (dir, root) = project();
        let way = |name: &str, to: &Path| {
            symlink(to, dir.path().join(name)).expect("a link");
            dir.path().join(name)
        };
        let into = way("into", &root.join("static"));
        let nowhere_yet = way("nowhere-yet", Path::new("project/content/site"));
        let around = way("around", dir.path());
        let whole = way("whole", &root);
        for out in [&into, &into.join("site"), &nowhere_yet, &around, &whole, &around.join("project/data")] {
            assert!(matches!(refuse_input(&root, out), Err(PublishError::Input { .. })), "{}", out.display());
            assert!(matches!(refuse_input(&whole, out), Err(PublishError::Input { .. })), "{}", out.display());
        }
        assert!(refuse_input(&whole, &root.join("public")).is_ok());
        // An input folder may be a link itself.
        fs::create_dir_all(root.join("words")).expect("a folder");
        fs::remove_dir(root.join("content")).expect("an empty folder");
        symlink("words", root.join("content")).expect("a link");
        assert!(matches!(refuse_input(&root, &root.join("words/site")), Err(PublishError::Input { .. })));
        let round = way("round", Path::new("round"));
        assert!(refuse_input(&root, &round).is_ok(), "left to whoever opens it");
    }
}
