//! The arrows of ARCHITECTURE.md: which room may know which other.

#![allow(clippy::unwrap_used, clippy::case_sensitive_file_extension_comparisons, missing_docs)]

mod support;

use std::collections::BTreeSet;

/// A room, and the rooms it may use beside itself.
const ARROWS: [(&str, &[&str]); 13] = [
    ("memo", &[]),
    ("diagnostic", &[]),
    ("model", &[]),
    ("cldr", &["model", "memo"]),
    ("read", &["diagnostic", "memo"]),
    ("check", &["read", "model", "diagnostic", "cldr", "memo"]),
    ("render", &["model", "check", "diagnostic", "cldr", "read", "memo"]),
    ("since", &["read", "render", "model", "diagnostic"]),
    ("publish", &["render", "diagnostic", "Workshop", "read"]),
    ("links", &["model", "read"]),
    ("status", &["cldr", "model"]),
    ("new", &["cldr", "model", "read"]),
    (
        "cli",
        &[
            "check",
            "diagnostic",
            "links",
            "load",
            "model",
            "new",
            "prepare",
            "publish",
            "read",
            "since",
            "status",
            "build",
            "Order",
            "NotBuilt",
        ],
    ),
];

/// What a room may use of another, where that is not all of it.
const ONLY: [(&str, &str, &[&str]); 3] =
    [("render", "check", &["MARKDOWN"]), ("render", "read", &["Raw"]), ("since", "render", &["Route", "Topic"])];

/// Lines after which a file wants to be two.
const LONGEST: usize = 450;

/// A file of `src/`: its path below it, and its text without comments.
struct Source {
    path: String,
    code: String,
    lines: usize,
}

impl Source {
    /// The folder or file directly below `src/`, without `.rs`.
    fn room(&self) -> &str {
        self.path.split('/').next().unwrap_or_default().trim_end_matches(".rs")
    }
}

fn sources() -> Vec<Source> {
    let files = support::tree(&support::root().join("src"));
    let rust = files.iter().filter(|(path, _)| path.ends_with(".rs"));
    rust.map(|(path, bytes)| {
        let text = String::from_utf8(bytes.clone()).unwrap();
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
        Source { path: path.clone(), code, lines: text.lines().count() }
    })
    .collect()
}

/// What stands after each `crate::` (in the program's own files: after the name of the library).
fn used(source: &Source) -> Vec<&str> {
    let marker = if source.room() == "cli" { "get_support_today::" } else { "crate::" };
    source.code.split(marker).skip(1).map(|rest| rest.split([';', '(', ' ', '\n']).next().unwrap_or_default()).collect()
}

/// The first names of a path or of a group of paths: `model::{A, B}` names `model`, `{check as c, load}` two rooms.
fn rooms_of(source: &Source) -> BTreeSet<String> {
    let marker = if source.room() == "cli" { "get_support_today::" } else { "crate::" };
    let mut rooms = BTreeSet::new();
    for rest in source.code.split(marker).skip(1) {
        let names: Vec<&str> = match rest.strip_prefix('{') {
            Some(group) => group.split('}').next().unwrap_or_default().split(',').collect(),
            None => vec![rest],
        };
        for name in names {
            let name = name.trim().split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).next().unwrap_or_default();
            rooms.insert(name.to_owned());
        }
    }
    rooms
}

#[test]
fn a_room_uses_only_the_rooms_before_it() {
    let mut wrong = Vec::new();
    for source in sources() {
        let room = source.room();
        if matches!(room, "lib" | "main") {
            continue;
        }
        let (_, may) = ARROWS.iter().find(|(name, _)| *name == room).unwrap_or_else(|| panic!("`{room}` is no room"));
        for used in rooms_of(&source) {
            if used != room && !may.contains(&used.as_str()) {
                wrong.push(format!("src/{}: {room} uses {used}", source.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_room_uses_of_another_only_what_it_is_meant_to() {
    let mut wrong = Vec::new();
    for source in sources() {
        for (room, other, names) in ONLY {
            if source.room() != room {
                continue;
            }
            for path in used(&source) {
                let Some(rest) = path.strip_prefix(&format!("{other}::")) else { continue };
                if !names.contains(&rest) {
                    wrong.push(format!("src/{}: {other}::{rest}", source.path));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_the_outer_rooms_touch_the_machine() {
    let machine =
        ["std::fs", "std::net", "std::process", "std::env", "tokio", "std::time", "Timestamp::now", "Zoned::now"];
    let mut wrong = Vec::new();
    for source in sources() {
        let may: &[&str] = match source.room() {
            // Earlier states of the input come from git, which is another program.
            "read" => &["std::fs", "std::process"],
            "publish" | "links" | "cli" => continue,
            "main" => &["std::process"],
            _ => &[],
        };
        let touched = machine.iter().filter(|word| !may.contains(word) && source.code.contains(*word));
        wrong.extend(touched.map(|word| format!("src/{}: {word}", source.path)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_one_place_asks_the_clock_what_day_it_is() {
    let clocks: Vec<String> = sources()
        .into_iter()
        .filter(|source| {
            ["Timestamp::now", "Zoned::now", "SystemTime::now"].iter().any(|word| source.code.contains(word))
        })
        .map(|source| source.path)
        .filter(|path| !path.starts_with("publish/"))
        .collect();
    assert_eq!(clocks, ["cli/today.rs"]);
}

#[test]
fn no_file_grows_beyond_reading() {
    let long: Vec<String> = sources()
        .into_iter()
        .filter(|source| source.lines > LONGEST)
        .map(|source| format!("src/{}: {} lines", source.path, source.lines))
        .collect();
    assert!(long.is_empty(), "split these:\n{}", long.join("\n"));
}

#[test]
fn every_address_in_a_template_comes_from_the_program() {
    let mut wrong = Vec::new();
    for (path, bytes) in support::files(support::root(), &["templates"]) {
        let text = String::from_utf8(bytes).unwrap();
        for attribute in ["href=\"", "src=\"", "action=\"", "<loc>"] {
            for rest in text.split(attribute).skip(1) {
                let made = rest.starts_with("{{") || rest.starts_with('#') || rest.starts_with("mailto:{{");
                if !made {
                    wrong.push(format!("{path}: {attribute}{}", rest.chars().take(40).collect::<String>()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
