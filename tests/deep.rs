//! Input that is nested or repeated beyond all reason: the program says so and ends by itself, whichever parser it meets.
//!
//! A parser that calls itself for each level would use up its stack, which no test within a process can survive; so these
//! run the program.

#![allow(clippy::unwrap_used, missing_docs)]

mod support;

use rayon::prelude::*;
use support::{Files, program, run, said, scratch, small_project, write};

/// Levels that would use up any stack: at 100 bytes a level, 2 MB.
const LEVELS: usize = 20_000;

const COUNTRY: &str = "data/countries/de.yaml";
const PAGE: &str = "content/en/contact.md";
const MESSAGES: &str = "content/en/messages.ftl";
const TEMPLATE: &str = "templates/foot.html";

/// What is put into a file: the file, what is sought in it, what stands there instead, and the rule that says so.
struct Case {
    file: &'static str,
    /// An empty text stands for the end of the file.
    instead_of: &'static str,
    text: String,
    code: &'static str,
}

impl Case {
    fn at_the_end(file: &'static str, text: String, code: &'static str) -> Self {
        Self { file, instead_of: "", text, code }
    }

    /// The small project with this in it.
    fn project(&self) -> Files {
        let mut files = small_project();
        let bytes = files.get_mut(self.file).expect("the file is there");
        let mut whole = String::from_utf8(bytes.clone()).unwrap();
        match self.instead_of {
            "" => whole.push_str(&self.text),
            sought => {
                assert!(whole.contains(sought), "{} holds no `{sought}`", self.file);
                whole = whole.replacen(sought, &self.text, 1);
            }
        }
        *bytes = whole.into_bytes();
        files
    }

    /// What `check` and `build` did that they should not.
    fn faults(&self) -> Vec<String> {
        let folder = scratch();
        write(folder.path(), &self.project());
        let begin: String = self.text.chars().take(40).collect();
        ["check", "build"]
            .iter()
            .filter_map(|command| {
                let mut words = program();
                words.arg(command).arg("--root").arg(folder.path()).args(["--today", "2026-11-23"]);
                if *command == "build" {
                    words.arg("--out").arg(folder.path().join("site"));
                }
                let output = run(&mut words);
                let told = said(&output).contains(&format!("error[{}", self.code));
                let ended = output.status.code() == Some(1);
                (!told || !ended).then(|| format!("{command}, {} with {begin:?}: {}", self.file, output.status))
            })
            .collect()
    }
}

fn yaml() -> Vec<Case> {
    let staircase: String = (0..500).map(|level| " ".repeat(level) + "a:\n").collect();
    [("x: {}", "[", "yaml-bracket"), ("x: {}", "{a: ", "yaml-too-deep"), ("{}", "- ", "yaml-too-deep")]
        .into_iter()
        .map(|(around, level, code)| (around.replace("{}", &level.repeat(LEVELS)), code))
        .chain([(staircase, "yaml-too-deep")])
        .map(|(text, code)| Case { file: COUNTRY, instead_of: "country: DE\n", text, code })
        .collect()
}

fn front_matter() -> Vec<Case> {
    [("[", "yaml-bracket"), ("{a: ", "yaml-too-deep")]
        .map(|(level, code)| {
            let text = format!("title: {}\n", level.repeat(LEVELS));
            Case { file: PAGE, instead_of: "title:", text, code }
        })
        .into()
}

fn markdown() -> Vec<Case> {
    let ends = |open: &str, close: &str| format!("\n{}x{}\n", open.repeat(LEVELS), close.repeat(LEVELS));
    let deep = [ends("> ", ""), ends("- ", ""), ends("1. ", ""), ends("*a **b ", " b** a*")];
    let mut cases: Vec<Case> = deep.into_iter().map(|text| Case::at_the_end(PAGE, text, "markdown-too-deep")).collect();
    cases.push(Case::at_the_end(PAGE, ends("[", "](a)"), "link-nowhere"));
    cases
}

fn messages() -> Vec<Case> {
    let levels = ["{", "F(", "{ F(", "{ $x ->\n   *[a] ", "{ $x ->\n   *[a] \" "];
    levels
        .map(|level| Case::at_the_end(MESSAGES, format!("deep = {{ {}\n", level.repeat(LEVELS)), "message-syntax"))
        .into()
}

fn hours() -> Vec<Case> {
    let hours = |text: String, code| Case { file: COUNTRY, instead_of: "Fr 20:00-02:00", text, code };
    vec![
        hours("(".repeat(LEVELS), "hours-"),
        hours(format!("Mo {}", "[".repeat(LEVELS)), "hours-without-times"),
        hours("Mo 10:00-12:00; ".repeat(LEVELS), "hours-malformed"),
    ]
}

fn phones() -> Vec<Case> {
    ["0", "(", "+"]
        .map(|level| Case { file: COUNTRY, instead_of: "+493023125000", text: level.repeat(LEVELS), code: "phone-" })
        .into()
}

fn templates() -> Vec<Case> {
    let levels = [
        "{{ (",
        "{{ [",
        "{% if true %}",
        "{% for a in b %}",
        "{{ not ",
        "{{ - ",
        "{{ a | upper ",
        "{{ t(id=",
        "{{ 1 + ",
        "{{ a[",
        "{{ a.",
        "{{ <x a={",
        "{{ {\"a\": ",
        "{% block b %}",
    ];
    let deep = levels.map(|level| {
        let (open, each) = if level.starts_with("{{ ") { level.split_at(3) } else { ("", level) };
        format!("{open}{}", each.repeat(LEVELS))
    });
    deep.map(|text| Case::at_the_end(TEMPLATE, text, "template-syntax")).into()
}

#[test]
fn no_depth_of_any_text_ends_the_program_before_it_has_said_what_is_wrong() {
    let kinds = [yaml(), front_matter(), markdown(), messages(), hours(), phones(), templates()];
    let cases: Vec<Case> = kinds.into_iter().flatten().collect();
    let wrong: Vec<String> = cases.par_iter().flat_map(Case::faults).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
