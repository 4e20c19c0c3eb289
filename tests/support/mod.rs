//! What several tests share: where the project is, for which day it is checked, and how a folder is read.

#![allow(dead_code, reason = "each test takes what it needs")]

pub mod facts;
pub mod html;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use get_support_today::check;
use get_support_today::diagnostic::{self, Faults, Style};
use get_support_today::prepare;
use get_support_today::read;
pub use get_support_today::read::Files;
use get_support_today::render::Site;
use jiff::civil::Date;

/// The project's own folder.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The day for which tests check the real project: that of the newest comparison in its data, and no earlier than the
/// first. A clock would make the tests say something else each day.
pub fn day() -> Date {
    static DAY: OnceLock<Date> = OnceLock::new();
    *DAY.get_or_init(|| {
        let mut newest = jiff::civil::date(2026, 11, 23);
        for bytes in files(root(), &["data"]).values() {
            let text = String::from_utf8_lossy(bytes);
            let dates = text.lines().filter_map(|line| line.trim().strip_prefix("date: ")?.parse::<Date>().ok());
            newest = dates.fold(newest, Date::max);
        }
        newest
    })
}

/// The bytes of every file below some folders of `root`, by its path below `root`.
pub fn files(root: &Path, folders: &[&str]) -> Files {
    let mut found = BTreeMap::new();
    for folder in folders {
        enter(root, &root.join(folder), &mut found);
    }
    found
}

/// The bytes of every file below `folder`.
pub fn tree(folder: &Path) -> Files {
    let mut found = BTreeMap::new();
    enter(folder, folder, &mut found);
    found
}

fn enter(root: &Path, folder: &Path, found: &mut Files) {
    for entry in fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
        let path = entry.unwrap().path();
        if path.is_dir() {
            enter(root, &path, found);
        } else {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            found.insert(name, fs::read(&path).unwrap());
        }
    }
}

/// Writes files below `folder`.
pub fn write(folder: &Path, files: &Files) {
    for (name, bytes) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

/// The input of the small project: its own data and pages, with the templates, the static files and the messages of the
/// real one, and the record of what its translations were made from. Only one message is untranslated: `lines-title`, in
/// Arabic.
pub fn small_project() -> Files {
    let mut all = files(root(), &["templates", "static"]);
    all.extend(files(&root().join("tests/good/small"), &["data", "content"]));
    for locale in ["en", "de", "ar"] {
        let name = format!("content/{locale}/messages.ftl");
        let mut text = fs::read_to_string(root().join(&name)).unwrap();
        if locale == "ar" {
            let line = text.lines().find(|line| line.starts_with("lines-title =")).expect("a message on one line");
            text = text.replace(&format!("{line}\n"), "");
        }
        all.insert(name, text.into_bytes());
    }
    let (raw, _) = read::parse(&all);
    for locale in ["de", "ar"] {
        let text = check::translated(&raw, locale, &[], &mut Faults::new()).expect("a translated locale");
        all.insert(format!("content/{locale}/translated-from.yaml"), text.into_bytes());
    }
    all
}

/// The day for which the small project is checked.
pub const SMALL_DAY: Date = jiff::civil::date(2026, 11, 23);

/// Faults as the program prints them.
pub fn printed(faults: Faults) -> String {
    diagnostic::print(&faults.into_sorted(), Style::Plain)
}

/// The site that files make on [`SMALL_DAY`]; where they make none, the faults.
pub fn site(files: &Files) -> Result<Site, String> {
    let (raw, faults) = read::parse(files);
    let loaded = prepare(&raw, faults, SMALL_DAY, None);
    let said = printed(loaded.faults);
    loaded.value.ok_or(said)
}

/// A folder that is removed when the test ends.
pub fn scratch() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

/// The program, with nothing of the environment that it could mind.
pub fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_get-support-today"));
    // As a program of its own, which no cargo started.
    command.env_remove("CARGO");
    command.env_remove("SOURCE_DATE_EPOCH").env_remove("NO_COLOR").env_remove("RAYON_NUM_THREADS");
    command
}

/// Runs a command to its end.
pub fn run(command: &mut Command) -> Output {
    command.output().expect("the program starts")
}

/// What a command wrote to standard output and standard error.
pub fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// Where the small project is written for tests that need it in a folder.
pub fn small_project_in(folder: &Path) -> PathBuf {
    let root = folder.join("project");
    write(&root, &small_project());
    root
}
