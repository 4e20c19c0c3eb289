//! A second build of the same does nothing, and is never taken in: whatever changed since is seen.

#![allow(clippy::unwrap_used, missing_docs)]

mod support;

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// The small project in a folder of its own.
struct Project(TempDir);

impl Project {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (path, bytes) in support::small_project() {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        let project = Self(folder);
        project.keep_one_locale();
        project
    }

    fn path(&self, below: &str) -> PathBuf {
        self.0.path().join(below)
    }

    fn run(&self, arguments: &[&str]) -> (bool, String) {
        let done = support::run(support::program().args(arguments).arg("--root").arg(self.0.path()));
        (done.status.success(), support::said(&done))
    }

    /// Builds for a day; what was said.
    fn build_on(&self, day: &str) -> String {
        let out = self.path("public");
        let (done, said) = self.run(&["build", "--today", day, "--out", out.to_str().unwrap()]);
        assert!(done, "{said}");
        said
    }

    fn build(&self) -> String {
        self.build_on("2026-11-23")
    }

    /// Leaves only the source locale: enough pages for these tests.
    fn keep_one_locale(&self) {
        let site = fs::read_to_string(self.path("data/site.yaml")).unwrap();
        let (head, rest) = site.split_once("locales:\n").unwrap();
        let (locales, tail) = rest.split_at(rest.find("\nreview").unwrap());
        let first = locales.split("  - ").nth(1).unwrap();
        fs::write(self.path("data/site.yaml"), format!("{head}locales:\n  - {}\n{tail}", first.trim_end())).unwrap();
        for folder in fs::read_dir(self.path("content")).unwrap().flatten() {
            if folder.file_name() != "en" {
                fs::remove_dir_all(folder.path()).unwrap();
            }
        }
    }

    fn note(&self) -> Option<PathBuf> {
        Some(fs::read_dir(self.path(".cache/built")).ok()?.next()?.unwrap().path())
    }
}

fn change(path: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(path).unwrap();
    assert!(text.contains(from), "{} holds `{from}`", path.display());
    fs::write(path, text.replacen(from, to, 1)).unwrap();
}

/// Marks the note, so that a build that writes a new one is seen.
fn age(note: &Path) -> u64 {
    fs::metadata(note).unwrap().ino()
}

#[test]
fn the_same_again_is_noticed_without_making_a_page() {
    let project = Project::new();
    assert!(project.build().contains("written"));
    let note = project.note().expect("the build is noted");
    let before = age(&note);
    assert!(project.build().contains("nothing had changed"));
    assert_eq!(age(&note), before, "the second build did not get as far as a note of its own");
}

#[test]
fn whoever_changes_a_published_page_is_found_out_even_with_its_old_length_and_time() {
    let project = Project::new();
    project.build();
    let page = project.path("public/en/de/index.html");
    let (good, time) = (fs::read_to_string(&page).unwrap(), fs::metadata(&page).unwrap().modified().unwrap());
    fs::write(&page, good.replacen("Germany", "Ge4many", 1)).unwrap();
    fs::File::options().write(true).open(&page).unwrap().set_modified(time).unwrap();
    assert!(project.build().contains("1 written"));
    assert_eq!(fs::read_to_string(&page).unwrap(), good);
    fs::remove_file(&page).unwrap();
    assert!(project.build().contains("1 written"), "a page that is gone comes back");
    fs::write(project.path("public/note.txt"), "mine").unwrap();
    let out = project.path("public");
    let (done, said) = project.run(&["build", "--today", "2026-11-23", "--out", out.to_str().unwrap()]);
    assert!(!done && said.contains("note.txt"), "a foreign file is refused as ever: {said}");
}

#[test]
fn warnings_are_said_again_each_time() {
    let project = Project::new();
    let warned = |said: &str| said.split_once("warning[").map(|(_, rest)| rest.to_owned());
    let first = warned(&project.build()).expect("the small project has entries that grow old");
    let note = project.note().expect("the build is noted");
    let before = age(&note);
    assert_eq!(warned(&project.build()), Some(first), "word for word");
    assert_eq!(age(&note), before, "without a whole build");
    // What is noted is what is said, so nothing was checked anew.
    change(&note, "checked on", "CHECKED ON");
    assert!(project.build().contains("CHECKED ON"));
    let out = project.path("public");
    let strict = ["build", "--deny-warnings", "--today", "2026-11-23", "--out", out.to_str().unwrap()];
    assert!(!project.run(&strict).0, "and still stop whoever denies them");
}

#[test]
fn every_input_counts() {
    let project = Project::new();
    project.build();
    let unchanged = |day: &str| project.build_on(day).contains("nothing had changed");
    assert!(!unchanged("2026-11-24"), "another day");
    for (path, from, to) in [
        ("data/site.yaml", "name: ", "name: The "),
        ("content/en/messages.ftl", "leave = ", "leave = Now "),
        ("templates/foot.html", "<footer", "<footer id=\"foot\""),
        ("static/style.css", "color", "color "),
    ] {
        assert!(unchanged("2026-11-24"), "before {path}");
        let before = fs::read_to_string(project.note().unwrap()).unwrap();
        change(&project.path(path), from, to);
        project.build_on("2026-11-24");
        assert_ne!(fs::read_to_string(project.note().unwrap()).unwrap(), before, "{path}");
    }
    fs::write(project.note().unwrap(), "{ torn").unwrap();
    assert!(unchanged("2026-11-24"), "a torn note only costs time");
}
