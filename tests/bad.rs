//! Every rule has a failing example: a folder of `bad/` named after its code, laid over the small good project
//! `bad/_base/`, and the exact text that `check` and `build` print for it.
//!
//! A folder holds files that replace or join those of the base, `expected.txt`, and where files cannot say it a
//! `make.txt` of instructions (see [`project::Recipe`]). A second example of a code is called `<code>--<what>`.
//! `UPDATE=1 cargo test --test bad` writes every `expected.txt` anew: read the difference before you keep it.

#[path = "bad/project.rs"]
mod project;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use get_support_today::diagnostic::{Code, Diagnostic, Explanation, Style, print};
use get_support_today::read::read;
use get_support_today::{load, since};
use rayon::prelude::*;

use project::{Project, examples_folder};

/// The faults of a project on its day, as `check` finds them. Making every page then finds no other.
fn faults_of(project: &Project) -> Vec<Diagnostic> {
    let loaded = load(project.root(), project.today(), None);
    let mut faults = loaded.faults;
    if let Some(earlier) = project.earlier() {
        since::compare(&read(earlier).0, &read(project.root()).0, "v1", &mut faults);
    }
    if let Some(site) = loaded.value {
        site.try_out(&mut faults);
        let failed: Vec<_> = site.routes().into_iter().filter_map(|route| site.render(&route).err()).collect();
        let known = faults.clone().into_sorted();
        let news = failed.iter().find(|fault| !known.iter().any(|known| known.to_string() == fault.to_string()));
        assert!(news.is_none(), "only `build` finds {news:?}");
    }
    faults.into_sorted()
}

/// What is printed, without the name of the temporary folder.
fn printed(faults: &[Diagnostic], project: &Project) -> String {
    print(faults, Style::Plain).replace(&project.root().display().to_string(), "PROJECT")
}

/// Every example, by name.
fn examples() -> Vec<(String, PathBuf)> {
    let mut found: Vec<(String, PathBuf)> = fs::read_dir(examples_folder())
        .expect("tests/bad is there")
        .map(|entry| entry.expect("tests/bad can be read").path())
        .filter(|path| path.is_dir())
        .map(|path| (path.file_name().unwrap_or_default().to_string_lossy().into_owned(), path))
        .filter(|(name, _)| !name.starts_with('_'))
        .collect();
    found.sort();
    found
}

/// The code that an example is about.
fn code_of(name: &str) -> Option<Code> {
    Code::parse(name.split("--").next().unwrap_or(name))
}

#[test]
fn the_base_is_in_order() {
    let project = Project::base();
    let faults = faults_of(&project);
    assert!(faults.is_empty(), "{}", printed(&faults, &project));
}

#[test]
fn every_code_has_an_example() {
    let shown: BTreeSet<Code> = examples().iter().filter_map(|(name, _)| code_of(name)).collect();
    let missing: Vec<&str> = Code::ALL.iter().filter(|code| !shown.contains(code)).map(|code| code.as_str()).collect();
    assert!(missing.is_empty(), "without an example in tests/bad: {missing:?}");
}

/// What became of one example.
struct Outcome {
    name: String,
    folder: PathBuf,
    faults: Vec<Diagnostic>,
    text: String,
}

/// Every example with its outcome, worked out once for all tests.
fn outcomes() -> &'static [Outcome] {
    static OUTCOMES: OnceLock<Vec<Outcome>> = OnceLock::new();
    OUTCOMES.get_or_init(|| {
        let outcome = |(name, folder): (String, PathBuf)| {
            let project = Project::with(&folder);
            let faults = faults_of(&project);
            let text = printed(&faults, &project);
            Outcome { name, folder, faults, text }
        };
        examples().into_par_iter().map(outcome).collect()
    })
}

#[test]
fn every_example_prints_exactly_what_is_expected() {
    let wrong: Vec<String> = outcomes().iter().filter_map(|outcome| compare(outcome).err()).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn compare(outcome: &Outcome) -> Result<(), String> {
    let Outcome { name, folder, faults, text } = outcome;
    let code = code_of(name).ok_or_else(|| format!("{name}: no rule has this code"))?;
    if !faults.iter().any(|fault| fault.code == code) {
        return Err(format!("{name}: its rule is silent; printed was:\n{text}"));
    }
    let path = folder.join("expected.txt");
    if std::env::var_os("UPDATE").is_some() {
        return fs::write(&path, text).map_err(|error| format!("{name}: {error}"));
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    if *text == expected { Ok(()) } else { Err(format!("{name}: expected\n{expected}\nbut printed was\n{text}")) }
}

#[test]
fn no_fault_stands_without_a_way_out() {
    for Outcome { name, faults, .. } in outcomes() {
        let silent = faults.iter().find(|fault| fault.help.is_none());
        assert!(silent.is_none(), "{name}: without help: {}", silent.map(ToString::to_string).unwrap_or_default());
    }
}

#[test]
fn faults_of_many_files_come_in_one_run() {
    let one_of_each = [
        "markdown-html",
        "message-twice",
        "phone-has-letters",
        "reference-unknown",
        "site-setting",
        "url-scheme",
        "yaml-tab",
    ];
    let mut project = Project::base();
    for name in one_of_each {
        project.lay_over(&examples_folder().join("_many").join(name));
    }
    let faults = faults_of(&project);
    for name in one_of_each {
        let count = faults.iter().filter(|fault| fault.code.as_str() == name).count();
        assert_eq!(count, 1, "{name}:\n{}", printed(&faults, &project));
    }
    assert_eq!(faults.len(), one_of_each.len(), "{}", printed(&faults, &project));
}

/// Codes whose fault is not a line of a file: their explanations show names, days or an earlier state instead.
const NOT_OF_A_LINE: &[&str] = &[
    "file-missing",
    "file-unreadable",
    "file-not-utf8",
    "file-too-large",
    "file-unexpected",
    "file-name",
    "link-out-of-tree",
    "yaml-too-deep",
    "id-removed",
    "review-due-soon",
    "review-overdue",
    "review-expired",
    "since-contact-changed",
    "since-promise-changed",
    "since-assurance-old",
    "since-source-missing",
    "since-service-vanished",
    "since-contact-vanished",
    "since-translation-changed",
    "since-translation-old",
    "since-setting-changed",
    "since-address-vanished",
    "static-name",
    "static-taken",
    "message-stale",
    "page-missing",
    "page-extra",
    "page-stale",
    "translation-unrecorded",
];

#[test]
fn the_right_example_of_an_explanation_mends_the_wrong_one() {
    let tried: Vec<(Code, Option<String>)> = Code::ALL.par_iter().map(|code| (*code, tried_out(*code))).collect();
    let left: Vec<&str> =
        tried.iter().filter_map(|(_, left)| left.as_deref()).filter(|left| !left.is_empty()).collect();
    assert!(left.is_empty(), "these still break the rule:\n{}", left.join("\n"));
    let untried: Vec<&str> = tried.iter().filter(|(_, left)| left.is_none()).map(|(code, _)| code.as_str()).collect();
    assert_eq!(untried, NOT_OF_A_LINE);
}

/// Puts the right example of the explanation in the place of the wrong one, wherever that stands in the examples of the
/// code, and gives back what the rule still says. `None` where it stands in none of them.
fn tried_out(code: Code) -> Option<String> {
    let Explanation { wrong, right, .. } = Explanation::of(code);
    let mut left: Option<String> = None;
    for Outcome { folder, .. } in outcomes().iter().filter(|outcome| code_of(&outcome.name) == Some(code)) {
        let project = Project::with(folder);
        for path in text_files(folder) {
            let file = project.root().join(path);
            let text = fs::read_to_string(&file).unwrap_or_default();
            let Some(mended) = with_lines_replaced(&text, wrong, right) else { continue };
            fs::write(&file, mended).expect("a file can be written");
            let faults = faults_of(&project).into_iter().filter(|fault| fault.code == code).collect::<Vec<_>>();
            left.get_or_insert_default().push_str(&printed(&faults, &project));
        }
    }
    left
}

/// The files of an example, below its folder.
fn text_files(folder: &Path) -> Vec<PathBuf> {
    let entries = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    let files = entries.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path);
    files
        .filter_map(|path| path.strip_prefix(folder).map(Path::to_path_buf).ok())
        .filter(|path| path.components().count() > 1)
        .collect()
}

/// A text in which some lines are replaced by others, both indented as the first of them is there. `None` where they do
/// not stand in it.
fn with_lines_replaced(text: &str, from: &str, to: &str) -> Option<String> {
    let first = from.lines().next()?;
    text.match_indices(first).find_map(|(at, _)| {
        let column = at - text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let indented = |lines: &str| lines.replace('\n', &format!("\n{}", " ".repeat(column)));
        let rest = text[at..].strip_prefix(&indented(from))?;
        Some(format!("{}{}{rest}", &text[..at], indented(to)))
    })
}
