//! What the publisher refuses, and that nothing is lost then.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};

use proptest::prelude::*;

use super::super::*;
use super::{names, pages, publish, site, target, two};

/// What someone else does to the published folder.
type Meddle = fn(&Path);

#[test]
fn foreign_files_are_named_and_stay() {
    let (dir, out) = target();
    let cases: [(&str, Meddle, &[&str]); 7] = [
        ("a file", |out| fs::write(out.join("notes.txt"), "").unwrap(), &["notes.txt"]),
        ("a hidden folder", |out| fs::create_dir(out.join(".git")).unwrap(), &[".git/"]),
        ("a file deep inside", |out| fs::write(out.join("fr/CNAME"), "").unwrap(), &["fr/CNAME"]),
        ("a link in place of a folder", |out| symlink("de", out.join("es")).unwrap(), &["es"]),
        (
            "a link in place of a page",
            |out| {
                fs::remove_file(out.join("de/index.html")).unwrap();
                symlink("/etc/passwd", out.join("de/index.html")).unwrap();
            },
            &["de/index.html"],
        ),
        (
            "many",
            |out| ["d", "c", "b", "a"].iter().for_each(|name| fs::write(out.join(name), "").unwrap()),
            &["a", "b", "c"],
        ),
        (
            "a manifest of another program",
            |out| fs::write(out.join("manifest.json"), "{}").unwrap(),
            &["de/", "fr/", "manifest.json"],
        ),
    ];
    for (case, spoil, expected) in cases {
        publish(&out, &two()).unwrap();
        spoil(&out);
        let before = names(&out);
        match publish(&out, &pages([])) {
            Err(error @ PublishError::Foreign { .. }) => {
                assert!(!error.is_machine());
                for name in expected {
                    assert!(error.to_string().contains(&format!("`{name}`")), "{case}: {error}");
                }
                assert!(!error.to_string().contains("`d`"), "{case}: {error}");
            }
            other => panic!("{case}: {other:?}"),
        }
        assert_eq!(names(&out), before, "{case}");
        assert_eq!(names(dir.path()), ["public"], "{case}");
        fs::remove_dir_all(&out).unwrap();
    }
}

#[test]
fn a_folder_that_never_was_ours_is_foreign_and_an_empty_one_is_free_and_keeps_its_permissions() {
    let (_dir, out) = target();
    fs::create_dir(&out).unwrap();
    fs::set_permissions(&out, fs::Permissions::from_mode(0o2750)).unwrap();
    publish(&out, &two()).unwrap();
    publish(&out, &pages([("de/index.html", "Rat")])).unwrap();
    assert_eq!(fs::metadata(&out).unwrap().mode() & 0o7777, 0o2750);
    fs::remove_file(out.join("manifest.json")).unwrap();
    assert!(matches!(publish(&out, &two()), Err(PublishError::Foreign { .. })));
}

#[test]
fn a_file_is_no_folder() {
    let (dir, out) = target();
    fs::write(&out, "mine").unwrap();
    let error = publish(&out, &two()).unwrap_err();
    assert!(matches!(error, PublishError::NotAFolder { .. }) && !error.is_machine(), "{error}");
    assert_eq!((fs::read_to_string(&out).unwrap().as_str(), names(dir.path())), ("mine", vec!["public".to_owned()]));
    assert!(matches!(publish(Path::new("/"), &two()), Err(PublishError::NotAFolder { .. })));
}

#[test]
fn the_root_of_a_file_system_cannot_be_replaced() {
    // `/proc` is one, and differs from the one around it, on every Linux.
    if Path::new("/proc/self").exists() {
        let place = Place::find(Path::new("/proc")).unwrap();
        assert!(matches!(Standing::look(&place), Err(PublishError::MountPoint { .. })));
    }
}

#[test]
fn the_second_of_two_builds_is_told_at_once() {
    let (dir, out) = target();
    let first = Staging::begin(&out).unwrap();
    first.write("de/index.html", b"Hilfe").unwrap();
    let error = Staging::begin(&dir.path().join(".").join("public")).unwrap_err();
    assert!(matches!(error, PublishError::Busy { pid: Some(pid), .. } if pid == std::process::id()), "{error:?}");
    first.commit().unwrap();
    assert_eq!(site(&out), pages([("de/index.html", "Hilfe")]));
    Staging::begin(&out).unwrap();
}

#[test]
fn a_path_is_taken_once_and_never_as_file_and_folder() {
    let (_dir, out) = target();
    let cases = [("a", "a"), ("a", "a/b"), ("a/b", "a"), ("a", "a/b/c")];
    for ((first, second), published_before) in cases.into_iter().flat_map(|case| [(case, false), (case, true)]) {
        if published_before {
            publish(&out, &pages([(first, "old")])).unwrap();
        }
        let staging = Staging::begin(&out).unwrap();
        staging.write(first, b"old").unwrap();
        let clash = staging.write(second, b"new").and_then(|()| staging.commit().map(|_| ()));
        assert!(matches!(clash, Err(PublishError::PathTaken { .. })), "{first} {second} {clash:?}");
        let _ = fs::remove_dir_all(&out);
    }
}

#[test]
fn a_site_with_a_refused_file_is_not_published() {
    let (_dir, out) = target();
    publish(&out, &two()).unwrap();
    let staging = Staging::begin(&out).unwrap();
    staging.write("de/index.html", b"new").unwrap();
    assert!(matches!(staging.write("../escape.html", b"x"), Err(PublishError::BadPath { .. })));
    assert!(matches!(staging.commit(), Err(PublishError::Incomplete)));
    assert_eq!(site(&out), two());
}

#[test]
fn a_site_that_changes_during_the_build_is_not_replaced() {
    let (dir, out) = target();
    let cases: [(&str, Meddle); 4] = [
        ("vanished", |out| fs::remove_dir_all(out).unwrap()),
        ("page vanished", |out| fs::remove_file(out.join("fr/index.html")).unwrap()),
        ("new file", |out| fs::write(out.join("notes.txt"), "mine").unwrap()),
        ("replaced", |out| {
            fs::remove_dir_all(out).unwrap();
            fs::create_dir(out).unwrap();
            fs::write(out.join("notes.txt"), "mine").unwrap();
        }),
    ];
    for (case, meddle) in cases {
        publish(&out, &two()).unwrap();
        let staging = Staging::begin(&out).unwrap();
        staging.write("de/index.html", b"new").unwrap();
        staging.write("fr/index.html", b"Aide").unwrap();
        meddle(&out);
        match staging.commit() {
            Err(PublishError::Moved { .. } | PublishError::Foreign { .. }) => {}
            other => panic!("{case}: {other:?}"),
        }
        assert!(!out.join("de/index.html").exists() || fs::read(out.join("de/index.html")).unwrap() == b"Hilfe");
        if case == "new file" || case == "replaced" {
            assert_eq!(fs::read_to_string(out.join("notes.txt")).unwrap(), "mine");
        }
        assert!(names(dir.path()).iter().all(|name| name == "public"), "{case}");
        let _ = fs::remove_dir_all(&out);
    }
}

#[test]
fn an_unchanged_site_that_vanished_is_not_called_published() {
    let (_dir, out) = target();
    publish(&out, &two()).unwrap();
    let staging = Staging::begin(&out).unwrap();
    for (path, text) in two() {
        staging.write(&path, text.as_bytes()).unwrap();
    }
    fs::remove_dir_all(&out).unwrap();
    assert!(matches!(staging.commit(), Err(PublishError::Moved { .. })));
}

#[test]
fn a_free_place_that_is_taken_during_the_build_is_not_replaced() {
    let (_dir, out) = target();
    let staging = Staging::begin(&out).unwrap();
    staging.write("de/index.html", b"Hilfe").unwrap();
    fs::create_dir(&out).unwrap();
    fs::write(out.join("notes.txt"), "mine").unwrap();
    assert!(matches!(staging.commit(), Err(PublishError::Moved { .. })));
    assert_eq!(names(&out), ["notes.txt"]);
}

#[test]
fn when_all_around_vanishes_the_build_fails_and_says_so() {
    let (_dir, out) = target();
    let out = out.join("inner");
    let staging = Staging::begin(&out).unwrap();
    fs::remove_dir_all(out.parent().unwrap()).unwrap();
    let error = staging.write("de/index.html", b"Hilfe").unwrap_err();
    assert!(error.is_machine(), "{error}");
    assert!(matches!(staging.commit(), Err(PublishError::Incomplete)));
}

#[test]
fn every_error_is_a_sentence_that_says_what_to_do() {
    let path = || PathBuf::from("public");
    let io = |kind: std::io::ErrorKind| PublishError::Io { action: "write", path: path(), source: kind.into() };
    let full = io(std::io::ErrorKind::StorageFull);
    assert!(full.to_string().contains("Free some space"), "{full}");
    let errors = [
        PublishError::Foreign { path: path(), examples: vec![".git/".to_owned()] },
        PublishError::InTheWay { path: path() },
        PublishError::Busy { path: path(), pid: Some(7) },
        PublishError::Busy { path: path(), pid: None },
        PublishError::NotAFolder { path: path() },
        PublishError::Input { path: path(), input: "static/".to_owned(), instead: path() },
        PublishError::MountPoint { path: path() },
        PublishError::BadPath { path: "\0".to_owned(), why: "contains a NUL" },
        PublishError::PathTaken { path: "de".to_owned() },
        PublishError::Incomplete,
        PublishError::Moved { path: path() },
        full,
        io(std::io::ErrorKind::PermissionDenied),
        io(std::io::ErrorKind::Other),
    ];
    for error in errors {
        let text = error.to_string();
        assert!(text.ends_with('.') && text.matches(['.', ':']).count() > 1 && !text.contains('\0'), "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_path_escapes(paths in proptest::collection::vec("[ab./\\\\\0~]{0,9}", 1..5)) {
        let (dir, out) = target();
        let staging = Staging::begin(&out).unwrap();
        let good = paths.iter().all(|path| staging.write(path, b"x").is_ok());
        let done = staging.commit();
        prop_assert_eq!(done.is_ok(), good);
        let expected: &[&str] = if good { &["public"] } else { &[] };
        prop_assert_eq!(names(dir.path()), expected);
    }
}
