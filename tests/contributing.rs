//! The worked examples of CONTRIBUTING.md, followed to the letter in a copy of the project.
//!
//! Commands (`sh`) are run, changes (`diff`) are made in the file that was named last, records (`yaml`) are put into one.
//! Two days of the text stand for the day of a check and for a week later.

#![allow(clippy::unwrap_used, missing_docs)]

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use support::{day, program, root, run, said, scratch};
use tempfile::TempDir;

/// A fenced block.
struct Block {
    language: String,
    /// The file that was named last before it.
    file: Option<String>,
    text: String,
}

/// The blocks below one heading of part 2.
struct Example {
    title: String,
    blocks: Vec<Block>,
}

/// The text with days that the real data allow.
fn text() -> String {
    let later = day().checked_add(jiff::Span::new().days(7)).unwrap();
    let text = fs::read_to_string(root().join("CONTRIBUTING.md")).unwrap();
    text.replace("2026-12-01", &later.to_string()).replace("2026-11-24", &day().to_string())
}

fn examples() -> Vec<Example> {
    let text = text();
    let part = text.split("\n## 2. Worked examples\n").nth(1).expect("part 2").split("\n## ").next().unwrap();
    part.split("\n### ").skip(1).map(example).collect()
}

fn example_of(title: &str) -> Example {
    examples().into_iter().find(|example| example.title == title).unwrap()
}

fn example(text: &str) -> Example {
    let mut example = Example { title: text.lines().next().unwrap().to_owned(), blocks: Vec::new() };
    let mut file = None;
    let mut open: Option<Block> = None;
    for line in text.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (Some(block), None) => block.text.push_str(&format!("{line}\n")),
            (Some(_), Some(_)) => example.blocks.extend(open.take()),
            (None, Some(language)) => {
                open = Some(Block { language: language.to_owned(), file: file.clone(), text: String::new() });
            }
            (None, None) => {
                let paths = line.split('`').skip(1).step_by(2);
                file = paths.filter(|word| is_file(word)).last().map(str::to_owned).or(file);
            }
        }
    }
    example
}

fn is_file(word: &str) -> bool {
    let folder = word.starts_with("data/") || word.starts_with("content/");
    folder && [".yaml", ".md", ".ftl"].iter().any(|end| word.ends_with(end)) && !word.contains('<')
}

/// A copy of the project, under version control.
struct Project {
    _folder: TempDir,
    root: PathBuf,
}

impl Project {
    fn new() -> Self {
        let folder = scratch();
        let copy = folder.path().join("project");
        support::write(&copy, &support::files(root(), &["data", "content", "templates", "static"]));
        // The country and the locale of the examples are new, also if they were begun here some day.
        let _ = fs::remove_file(copy.join("data/countries/tv.yaml"));
        assert!(!copy.join("content/cy").exists(), "take another locale for the example");
        let project = Self { _folder: folder, root: copy };
        project.git(&["init", "--quiet", "--initial-branch=main"]);
        project
    }

    fn git(&self, words: &[&str]) {
        let mut git = Command::new("git");
        let name = ["-c", "user.name=Editor", "-c", "user.email=editor@example.org", "-c", "core.autocrlf=false"];
        let output = run(git.arg("-C").arg(&self.root).args(name).args(words));
        assert!(output.status.success(), "git {words:?}: {}", said(&output));
    }

    fn commit(&self) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--allow-empty", "--message", "As it was"]);
    }

    fn program(&self, words: &[String]) -> Output {
        let mut command = program();
        command.args(words).arg("--root").arg(&self.root);
        let today = match words[0].as_str() {
            "check" => Some(day().checked_add(jiff::Span::new().days(7)).unwrap()),
            "new" => Some(day()),
            _ => None,
        };
        run(command.args(today.iter().flat_map(|today| ["--today".to_owned(), today.to_string()])))
    }

    fn since_main(&self) -> Output {
        self.program(&["check", "--since", "main"].map(str::to_owned))
    }

    fn follow(&self, example: &Example) {
        for block in &example.blocks {
            match block.language.as_str() {
                "sh" => commands(&block.text).iter().for_each(|words| self.obey(&example.title, words)),
                "diff" => change(&self.root.join(file_of(example, block)), &block.text, &example.title),
                "yaml" => put(&self.root.join(file_of(example, block)), &block.text),
                other => panic!("{}: nobody follows a block of `{other}`", example.title),
            }
        }
    }

    fn obey(&self, title: &str, words: &[String]) {
        let start: Vec<&str> = words.iter().take(4).map(String::as_str).collect();
        assert_eq!(start, ["cargo", "run", "--release", "--"], "{title}: not one of our commands");
        let output = self.program(&words[4..]);
        assert_eq!(output.status.code(), Some(0), "{title}: {words:?}\n{}", said(&output));
    }
}

fn file_of<'a>(example: &Example, block: &'a Block) -> &'a str {
    block.file.as_deref().unwrap_or_else(|| panic!("{}: no file is named before this:\n{}", example.title, block.text))
}

/// The commands of a block, as a shell takes them apart.
fn commands(text: &str) -> Vec<Vec<String>> {
    let joined = text.replace("\\\n", " ");
    joined.lines().map(words).filter(|words| !words.is_empty()).collect()
}

fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => {
                quoted = !quoted;
                word.get_or_insert_default();
            }
            ' ' if !quoted => words.extend(word.take()),
            '#' if !quoted && word.is_none() => break,
            c => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

/// Makes the changes of a diff: each part, between lines `@@`, is found in the file, the last time it stands there.
fn change(path: &Path, diff: &str, title: &str) {
    let mut text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{title}: {}: {error}", path.display()));
    for part in diff.split("@@\n") {
        let side = |sign: char| {
            let lines = part.lines().filter(|line| line.starts_with([sign, ' ']));
            lines.flat_map(|line| [&line[1..], "\n"]).collect::<String>()
        };
        let (old, new) = (side('-'), side('+'));
        let at = text.rfind(&old).unwrap_or_else(|| panic!("{title}: {} holds no\n{old}", path.display()));
        text.replace_range(at..at + old.len(), &new);
    }
    fs::write(path, text).unwrap();
}

/// Puts the record of a block at the end of the list that it names, before the next list of the file; a block without a
/// name is a file of its own.
fn put(path: &Path, block: &str) {
    if block.starts_with("- ") {
        fs::write(path, block).unwrap();
        return;
    }
    let (heading, record) = block.split_once('\n').unwrap();
    let text = fs::read_to_string(path).unwrap();
    let list = text.find(&format!("\n{heading}\n")).expect("the list is there") + 1;
    let after = text[list..].lines().skip(1).take_while(|line| line.starts_with(' ') || line.is_empty());
    let end = list + heading.len() + 1 + after.map(|line| line.len() + 1).sum::<usize>();
    let end = end.min(text.len());
    fs::write(path, format!("{}{record}{}", &text[..end], &text[end..])).unwrap();
}

fn example_service(project: &Project) -> get_support_today::model::Service {
    let later = day().checked_add(jiff::Span::new().days(7)).unwrap();
    let loaded = get_support_today::load(&project.root, later, None);
    assert_eq!(loaded.faults.count().0, 0);
    let site = loaded.value.unwrap();
    let service = site.directory.services.iter().find(|service| service.id.as_str() == "example-line-nl");
    service.expect("the service is shown").clone()
}

#[test]
fn every_example_can_be_followed_to_the_letter() {
    let project = Project::new();
    let examples = examples();
    let titles: Vec<&str> = examples.iter().map(|example| example.title.as_str()).collect();
    for wanted in
        ["Add a service in five minutes", "Correct a number", "Begin a country", "Write a page", "Begin a locale"]
    {
        assert!(titles.contains(&wanted), "no example `{wanted}` in {titles:?}");
    }
    let others = ["Add a service on the web", "Remove a service"];
    for example in examples.iter().filter(|example| !others.contains(&example.title.as_str())) {
        project.commit();
        assert!(!example.blocks.is_empty(), "{} has no blocks", example.title);
        project.follow(example);
        let service = example_service(&project);
        let number = service.contacts[0].clone();
        if example.title == "Add a service in five minutes" {
            assert!(format!("{:?}", number.way).contains("020 123 45 67"), "{number:?}");
        }
    }
    let number = format!("{:?}", example_service(&project).contacts[0].way);
    assert!(number.contains("020 123 45 68"), "the correction is not shown: {number}");
}

#[test]
fn a_number_without_a_newer_day_is_refused_as_the_text_says() {
    let project = Project::new();
    project.follow(&example_of("Add a service in five minutes"));
    project.commit();
    let correction = &example_of("Correct a number");
    let block = correction.blocks.iter().find(|block| block.language == "diff").unwrap();
    let only_the_number = block.text.split("@@\n").next().unwrap();
    change(&project.root.join(file_of(correction, block)), only_the_number, &correction.title);
    let output = project.since_main();
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("since-contact-changed"), "{}", said(&output));
}

#[test]
fn a_service_goes_only_with_its_record() {
    let project = Project::new();
    project.follow(&example_of("Add a service in five minutes"));
    project.commit();
    let path = project.root.join("data/countries/nl.yaml");
    let text = fs::read_to_string(&path).unwrap();
    let begins = text.find("  - id: example-line-nl\n").unwrap();
    let record = text[begins..].lines().enumerate();
    let length = record.take_while(|(at, line)| *at == 0 || line.starts_with("    ")).map(|(_, line)| line.len() + 1);
    let ends = begins + length.sum::<usize>();
    fs::write(&path, format!("{}{}", &text[..begins], &text[ends..])).unwrap();
    let output = project.since_main();
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("since-service-vanished"), "{}", said(&output));
    project.follow(&example_of("Remove a service"));
    let output = project.since_main();
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
}

#[test]
fn the_record_for_the_web_checks_as_it_stands() {
    let project = Project::new();
    project.follow(&example_of("Add a service on the web"));
    let service = example_service(&project);
    assert_eq!(service.contacts.len(), 2, "its number and its chat are not both shown");
}

#[test]
fn commands_are_taken_apart_as_a_shell_does() {
    let text = "cargo run -- new x --name \"A # b\" \\\n  --y z    # a comment\n\n# only a comment\n";
    assert_eq!(commands(text), [["cargo", "run", "--", "new", "x", "--name", "A # b", "--y", "z"]]);
}
