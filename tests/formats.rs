//! The faults of a run for programs: what is on standard output, and what the exit code says.

#![allow(clippy::unwrap_used, missing_docs)]

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use serde_json::Value;
use support::{program, run, said, scratch, small_project_in};
use tempfile::TempDir;

/// The small project, which has warnings and no error.
struct Project {
    folder: TempDir,
    root: PathBuf,
}

impl Project {
    fn new() -> Self {
        let folder = scratch();
        let root = small_project_in(folder.path());
        Self { folder, root }
    }

    /// The same with an error in its data.
    fn spoiled() -> Self {
        let project = Self::new();
        let file = project.root.join("data/countries/de.yaml");
        let text = fs::read_to_string(&file).unwrap();
        fs::write(&file, text.replace("kind: charity", "kind: charty")).unwrap();
        project
    }

    fn check(&self, more: &[&str]) -> Output {
        check(&self.root, more)
    }

    fn build(&self, more: &[&str]) -> Output {
        let mut words = program();
        words.arg("build").arg("--root").arg(&self.root).args(["--today", "2026-11-23"]).args(more);
        run(words.arg("--out").arg(self.out()))
    }

    fn out(&self) -> PathBuf {
        self.folder.path().join("site")
    }
}

fn check(root: &Path, more: &[&str]) -> Output {
    run(program().arg("check").arg("--root").arg(root).args(["--today", "2026-11-23"]).args(more))
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("the program ended by itself")
}

/// The whole of standard output, which must be one array.
fn array(output: &Output) -> Vec<Value> {
    let whole: Value =
        serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {}", said(output)));
    whole.as_array().unwrap_or_else(|| panic!("no array: {}", said(output))).clone()
}

fn count(faults: &[Value], severity: &str) -> usize {
    faults.iter().filter(|fault| fault["severity"] == severity).count()
}

#[test]
fn json_points_at_the_very_word() {
    let project = Project::spoiled();
    let output = project.check(&["--format", "json"]);
    assert_eq!(code(&output), 1, "{}", said(&output));
    let faults = array(&output);
    let fault = faults.iter().find(|fault| fault["code"] == "unknown-word").unwrap();
    assert_eq!(fault["severity"], "error");
    assert_eq!(fault["help"], "write charity");
    let text = fs::read_to_string(project.root.join(fault["path"].as_str().unwrap())).unwrap();
    let number = |key: &str| usize::try_from(fault[key].as_u64().unwrap()).unwrap();
    assert_eq!(number("line"), number("end_line"));
    let line: Vec<char> = text.lines().nth(number("line") - 1).unwrap().chars().collect();
    let word: String = line[number("column") - 1..number("end_column") - 1].iter().collect();
    assert_eq!(word, "charty");
    assert!(fault["message"].as_str().unwrap().contains("`charty`"), "{fault}");
}

#[test]
fn every_record_has_every_key_and_json_is_all_there_is() {
    let output = Project::new().check(&["--format", "json"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    let faults = array(&output);
    assert!(count(&faults, "warning") > 0 && count(&faults, "error") == 0, "{}", said(&output));
    let keys = ["code", "severity", "message", "path", "line", "column", "end_line", "end_column", "label", "help"];
    for fault in &faults {
        assert!(keys.iter().all(|key| fault.get(key).is_some()), "{fault}");
    }
    assert!(output.stderr.is_empty(), "{}", said(&output));
}

#[test]
fn a_fault_without_a_file_is_in_the_array_too() {
    let folder = scratch();
    fs::create_dir(folder.path().join("data")).unwrap();
    let output = check(folder.path(), &["--format", "json"]);
    assert_eq!(code(&output), 1, "{}", said(&output));
    let faults = array(&output);
    assert!(faults.iter().any(|fault| fault["code"] == "file-missing" && fault["path"].is_null()), "{}", said(&output));
}

#[test]
fn wrong_usage_leaves_standard_output_to_nobody() {
    let project = Project::new();
    for words in [&["--format", "json", "--today", "soon"][..], &["--format", "xml"], &["--format"]] {
        let output = run(program().arg("check").arg("--root").arg(&project.root).args(words));
        assert_eq!(code(&output), 2, "{words:?}: {}", said(&output));
        assert!(output.stdout.is_empty(), "{words:?}: {}", said(&output));
    }
}

#[test]
fn github_gets_one_command_for_each_fault() {
    let project = Project::spoiled();
    let words = ["check", "--today", "2026-11-23", "--format", "github"];
    let output = run(program().args(words).env_remove("GITHUB_WORKSPACE").current_dir(&project.root));
    assert_eq!(code(&output), 1, "{}", said(&output));
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    let errors: Vec<&str> = text.lines().filter(|line| line.starts_with("::error ")).collect();
    let warnings = text.lines().filter(|line| line.starts_with("::warning file=")).count();
    assert_eq!((errors.len(), text.lines().count()), (1, 1 + warnings), "{text}");
    assert!(errors[0].starts_with("::error file=data/countries/de.yaml,line="), "{text}");
    assert!(errors[0].contains(",title=unknown-word::`charty` is not a "), "{text}");
    assert!(errors[0].ends_with("%0Awrite charity"), "{text}");
}

#[test]
fn many_faults_end_with_how_many_there_are_of_each_rule() {
    let project = Project::new();
    let said_on =
        |day: &str| said(&run(program().arg("check").arg("--root").arg(&project.root).args(["--today", day])));
    assert!(!said_on("2026-11-23").contains("By rule: "));
    let file = project.root.join("content/de/messages.ftl");
    fs::write(&file, "").unwrap();
    let text = said_on("2026-11-23");
    let summary = text.lines().find(|line| line.starts_with("By rule: ")).unwrap_or_else(|| panic!("{text}"));
    assert!(summary.contains(" message-missing"), "{summary}");
}

#[test]
fn github_gets_paths_as_the_repository_has_them() {
    let project = Project::spoiled();
    let repository = project.folder.path();
    let wanted = "::error file=project/data/countries/de.yaml,line=";
    let words = ["check", "--today", "2026-11-23", "--format", "github", "--root"];
    // Where a run says where its repository is, and where it only stands in it.
    let told = run(program().args(words).arg(&project.root).env("GITHUB_WORKSPACE", repository));
    let stood = run(program().args(words).arg("project").env_remove("GITHUB_WORKSPACE").current_dir(repository));
    for output in [told, stood] {
        assert!(said(&output).contains(wanted), "{}", said(&output));
    }
}

#[test]
fn denied_warnings_end_with_1_and_nothing_is_written() {
    let project = Project::new();
    for format in ["human", "json", "github"] {
        assert_eq!(code(&project.check(&["--format", format])), 0, "{format}");
        let output = project.check(&["--format", format, "--deny-warnings"]);
        assert_eq!(code(&output), 1, "{format}: {}", said(&output));
        assert!(said(&output).contains("--deny-warnings"), "{format}: {}", said(&output));
        assert!(!said(&output).contains("in order"), "{format}: {}", said(&output));
    }
    let output = project.build(&["--deny-warnings"]);
    assert_eq!(code(&output), 1, "{}", said(&output));
    assert!(!project.out().exists());
    assert_eq!(code(&project.build(&[])), 0);
}
