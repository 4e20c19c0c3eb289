//! What the publisher promises, on small sites.

#![allow(clippy::unwrap_used)]

mod refusals;

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{MetadataExt, symlink};
use std::path::{Path, PathBuf};
use std::thread;

use proptest::prelude::*;
use tempfile::TempDir;

use super::*;

type Pages = BTreeMap<String, String>;

/// A folder of the test's own, and in it the place of the published site.
fn target() -> (TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("public");
    (dir, out)
}

fn pages<const N: usize>(pages: [(&str, &str); N]) -> Pages {
    pages.into_iter().map(|(path, text)| (path.to_owned(), text.to_owned())).collect()
}

fn publish(out: &Path, pages: &Pages) -> Result<Published, PublishError> {
    let staging = Staging::begin(out)?;
    for (path, text) in pages {
        staging.write(path, text.as_bytes())?;
    }
    staging.commit()
}

/// All files below `root` except the manifest.
fn site(root: &Path) -> Pages {
    fn enter(root: &Path, folder: &Path, found: &mut Pages) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                enter(root, &path, found);
            } else {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
                found.insert(name, fs::read_to_string(path).unwrap());
            }
        }
    }
    let mut found = Pages::new();
    enter(root, root, &mut found);
    assert!(found.remove("manifest.json").is_some());
    found
}

/// The names in a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn identity(path: &Path) -> (u64, i64, i64) {
    let meta = fs::metadata(path).unwrap();
    (meta.ino(), meta.mtime(), meta.mtime_nsec())
}

fn two() -> Pages {
    pages([("de/index.html", "Hilfe"), ("fr/index.html", "Aide")])
}

#[test]
fn a_first_site_is_whole_and_nothing_is_left_beside_it() {
    let (dir, out) = target();
    let done = publish(&out, &two()).unwrap();
    assert_eq!(done, Published { files: 2, bytes: 9, written: 2, unchanged: 0, removed: 0, swapped: true });
    assert_eq!(site(&out), two());
    assert_eq!(names(dir.path()), ["public"]);
    let manifest = fs::read(out.join("manifest.json")).unwrap();
    assert!(manifest::parse(&manifest).unwrap().keys().eq(two().keys()));
}

#[test]
fn folders_above_the_site_are_made() {
    let (dir, _) = target();
    let out = dir.path().join("srv/www/today");
    publish(&out, &two()).unwrap();
    assert_eq!(site(&out), two());
}

#[test]
fn nothing_happens_when_nothing_differs() {
    let (dir, out) = target();
    publish(&out, &two()).unwrap();
    let before = [&out, &out.join("de"), &out.join("de/index.html"), &out.join("manifest.json")].map(|p| identity(p));
    let done = publish(&out, &two()).unwrap();
    assert_eq!(done, Published { files: 2, bytes: 9, written: 0, unchanged: 2, removed: 0, swapped: false });
    let after = [&out, &out.join("de"), &out.join("de/index.html"), &out.join("manifest.json")].map(|p| identity(p));
    assert_eq!(before, after);
    assert_eq!(names(dir.path()), ["public"]);
}

#[test]
fn an_unchanged_file_keeps_identity_and_time_a_changed_one_does_not_and_a_removed_one_goes() {
    let (dir, out) = target();
    let old = pages([("de/index.html", "Hilfe"), ("fr/index.html", "Aide"), ("fr/old/index.html", "0800")]);
    publish(&out, &old).unwrap();
    let (de, fr) = (identity(&out.join("de/index.html")), identity(&out.join("fr/index.html")));
    let new = pages([("de/index.html", "Hilfe"), ("fr/index.html", "AIDE"), ("ja/index.html", "助け")]);
    let done = publish(&out, &new).unwrap();
    assert_eq!(done, Published { files: 3, bytes: 15, written: 2, unchanged: 1, removed: 1, swapped: true });
    assert_eq!(site(&out), new);
    assert!(!out.join("fr/old").exists());
    assert_eq!(identity(&out.join("de/index.html")), de);
    assert_ne!(identity(&out.join("fr/index.html")), fr);
    assert_eq!(names(dir.path()), ["public"]);
}

#[test]
fn only_a_removed_page_is_difference_enough() {
    let (_dir, out) = target();
    publish(&out, &two()).unwrap();
    let done = publish(&out, &pages([("de/index.html", "Hilfe")])).unwrap();
    assert_eq!((done.removed, done.written, done.swapped), (1, 0, true));
    assert!(!out.join("fr").exists());
}

#[test]
fn a_file_tampered_with_in_place_is_mended() {
    let (_dir, out) = target();
    for tamper in ["HILFE", "Hilfe, and more", ""] {
        publish(&out, &two()).unwrap();
        fs::write(out.join("de/index.html"), tamper).unwrap();
        let done = publish(&out, &two()).unwrap();
        assert_eq!((done.written, done.unchanged, done.swapped), (1, 1, true), "{tamper:?}");
        assert_eq!(site(&out), two());
    }
    fs::remove_file(out.join("de/index.html")).unwrap();
    assert!(publish(&out, &two()).unwrap().swapped);
    assert_eq!(site(&out), two());
}

#[test]
fn keep_carries_over_only_what_the_manifest_lists_with_this_hash() {
    let (_dir, out) = target();
    publish(&out, &two()).unwrap();
    let fr = identity(&out.join("fr/index.html"));
    let staging = Staging::begin(&out).unwrap();
    assert!(!staging.keep("de/index.html", &Digest::of(b"other")).unwrap());
    assert!(!staging.keep("ja/index.html", &Digest::of(b"Hilfe")).unwrap());
    assert!(staging.keep("fr/index.html", &Digest::of(b"Aide")).unwrap());
    staging.write("de/index.html", b"other").unwrap();
    let done = staging.commit().unwrap();
    assert_eq!((done.written, done.unchanged), (1, 1));
    assert_eq!(identity(&out.join("fr/index.html")), fr);
    fs::write(out.join("fr/index.html"), "shorter or longer").unwrap();
    assert!(!Staging::begin(&out).unwrap().keep("fr/index.html", &Digest::of(b"Aide")).unwrap());
    fs::remove_file(out.join("fr/index.html")).unwrap();
    assert!(!Staging::begin(&out).unwrap().keep("fr/index.html", &Digest::of(b"Aide")).unwrap());
}

#[test]
fn keeping_everything_changes_nothing() {
    let (_dir, out) = target();
    publish(&out, &two()).unwrap();
    let before = identity(&out);
    let staging = Staging::begin(&out).unwrap();
    for (path, text) in two() {
        assert!(staging.keep(&path, &Digest::of(text.as_bytes())).unwrap());
    }
    assert!(!staging.commit().unwrap().swapped);
    assert_eq!(identity(&out), before);
}

#[test]
fn a_build_that_is_dropped_leaves_no_trace() {
    let (dir, out) = target();
    publish(&out, &two()).unwrap();
    let before = identity(&out);
    let staging = Staging::begin(&out).unwrap();
    staging.write("de/index.html", b"half a site").unwrap();
    assert_eq!(names(dir.path()).len(), 3);
    drop(staging);
    assert_eq!((identity(&out), site(&out)), (before, two()));
    assert_eq!(names(dir.path()), ["public"]);
}

#[test]
fn a_link_to_the_site_stays_a_link() {
    let (dir, out) = target();
    symlink("public", dir.path().join("www")).unwrap();
    publish(&dir.path().join("www"), &two()).unwrap();
    publish(&dir.path().join("www"), &pages([("de/index.html", "Rat")])).unwrap();
    assert_eq!(fs::read_link(dir.path().join("www")).unwrap(), Path::new("public"));
    assert_eq!(fs::read_to_string(out.join("de/index.html")).unwrap(), "Rat");
    assert_eq!(names(dir.path()), ["public", "www"]);
}

#[test]
fn what_dead_builds_left_is_removed_and_nothing_else() {
    let (dir, out) = target();
    publish(&out, &two()).unwrap();
    let dead = dir.path().join(".public.staging-99999");
    fs::create_dir_all(dead.join("de")).unwrap();
    fs::write(dead.join(path::MARK), ours::MARK_TEXT).unwrap();
    fs::create_dir_all(dir.path().join(".public.staging-old/de")).unwrap();
    fs::create_dir_all(dir.path().join(".other.staging-1")).unwrap();
    fs::write(dir.path().join(".public.lock"), "99999").unwrap();
    publish(&out, &two()).unwrap();
    assert_eq!(names(dir.path()), [".other.staging-1", ".public.staging-old", "public"]);
}

#[test]
fn somebodys_own_folders_with_our_names_stay_as_they_are() {
    let (dir, out) = target();
    let own =
        [".public.staging-7".to_owned(), format!(".public.staging-{}", std::process::id()), ".public.previous".into()];
    for name in &own {
        fs::create_dir(dir.path().join(name)).unwrap();
        fs::write(dir.path().join(name).join("letter.txt"), "mine").unwrap();
    }
    for text in ["Hilfe", "Rat"] {
        publish(&out, &pages([("de/index.html", text)])).unwrap();
        assert_eq!(site(&out), pages([("de/index.html", text)]));
    }
    fs::remove_dir_all(&out).unwrap();
    drop(Staging::begin(&out).unwrap());
    assert!(!out.exists(), "a folder that is not ours was published");
    for name in &own {
        assert_eq!(fs::read_to_string(dir.path().join(name).join("letter.txt")).unwrap(), "mine", "{name}");
    }
    assert_eq!(names(dir.path()).len(), own.len());
}

#[test]
fn many_threads_write_one_site() {
    let (_dir, out) = target();
    let staging = Staging::begin(&out).unwrap();
    thread::scope(|scope| {
        for part in 0..4 {
            let staging = &staging;
            scope.spawn(move || {
                for page in 0..50 {
                    staging.write(&format!("l{}/c{page}/p{part}.html", page % 7), &[part; 99]).unwrap();
                }
            });
        }
    });
    assert_eq!(staging.commit().unwrap().files, 200);
    assert_eq!(site(&out).len(), 200);
}

#[test]
fn the_manifest_does_not_depend_on_the_order_of_writing() {
    let ((_a, first), (_b, second)) = (target(), target());
    publish(&first, &two()).unwrap();
    let staging = Staging::begin(&second).unwrap();
    for (path, text) in two().iter().rev() {
        staging.write(path, text.as_bytes()).unwrap();
    }
    staging.commit().unwrap();
    assert_eq!(fs::read(first.join("manifest.json")).unwrap(), fs::read(second.join("manifest.json")).unwrap());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_folder_is_always_exactly_the_last_site(
        sites in proptest::collection::vec(proptest::collection::btree_map("[a-c]/[a-c]\\.html", "[xy]{0,2}", 0..6), 1..5),
    ) {
        let (dir, out) = target();
        let mut before = Pages::new();
        for (turn, new) in sites.iter().enumerate() {
            let done = publish(&out, new).unwrap();
            prop_assert_eq!(&site(&out), new);
            let unchanged = new.iter().filter(|(path, text)| before.get(*path) == Some(*text)).count();
            let removed = before.keys().filter(|path| !new.contains_key(*path)).count();
            prop_assert_eq!((done.unchanged, done.written, done.removed), (unchanged, new.len() - unchanged, removed));
            prop_assert_eq!(done.swapped, turn == 0 || before != *new);
            prop_assert_eq!(names(dir.path()), ["public"]);
            before.clone_from(new);
        }
    }
}
