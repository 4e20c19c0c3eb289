//! `new` begins files that check, refuses to write over others, and leaves every other byte as it is.

#![allow(clippy::unwrap_used, missing_docs)]

mod support;

use std::fs;
use std::path::PathBuf;
use std::process::Output;

use support::{program, run, said, scratch, small_project_in};
use tempfile::TempDir;

const SERVICE: [&str; 22] = [
    "--name",
    "Lijn: \"Voorbeeld\"",
    "--organization",
    "Stichting # Voorbeeld",
    "--kind",
    "charity",
    "--url",
    "https://example.org/",
    "--language",
    "de,nl",
    "--audience",
    "self,family",
    "--concern",
    "thoughts",
    "--level",
    "secondary",
    "--summary",
    "A telephone line: for people who worry about their sexual thoughts about children, and who would like to talk with \
     somebody about it, without giving a name.",
    "--source",
    "https://example.org/contact",
    "--phone",
    "030 23125-009",
];

struct Project {
    _folder: TempDir,
    root: PathBuf,
}

impl Project {
    fn new() -> Self {
        let folder = scratch();
        let root = small_project_in(folder.path());
        Self { _folder: folder, root }
    }

    fn run(&self, words: &[&str]) -> Output {
        let mut command = program();
        command.args(words).arg("--root").arg(&self.root);
        if words[0] != "translated" {
            command.args(["--today", "2026-11-23"]);
        }
        run(&mut command)
    }

    fn done(&self, words: &[&str]) -> String {
        let output = self.run(words);
        assert_eq!(output.status.code(), Some(0), "{words:?}: {}", said(&output));
        said(&output)
    }

    /// Refused as wrong usage, without a change.
    fn refused(&self, words: &[&str], because: &str) {
        let before = support::tree(&self.root);
        let output = self.run(words);
        assert_eq!(output.status.code(), Some(2), "{words:?}: {}", said(&output));
        assert!(said(&output).contains(because), "{words:?}: no `{because}` in {}", said(&output));
        assert!(support::tree(&self.root) == before, "{words:?} changed something");
    }

    fn text(&self, path: &str) -> String {
        fs::read_to_string(self.root.join(path)).unwrap()
    }

    fn service(&self, id: &str, country: &str) -> Output {
        let mut words = vec!["new", "service", id, "--country", country];
        words.extend(SERVICE);
        self.run(&words)
    }
}

#[test]
fn a_service_joins_its_file_and_every_other_byte_stays() {
    let project = Project::new();
    let before = project.text("data/countries/de.yaml");
    let output = project.service("new-line-de", "de");
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let after = project.text("data/countries/de.yaml");
    let start = after.find("  - id: new-line-de").unwrap();
    let end = start + after.len() - before.len();
    assert_eq!(format!("{}{}", &after[..start], &after[end..]), before, "more than the service has changed");
    assert!(after[start..end].contains("publish: withheld"), "{after}");
    let said = project.done(&["check"]);
    assert!(!said.contains("new-line-de"), "{said}");
    // It is not shown before somebody vouches for it.
    let site = project.root.join("../site");
    let output = run(program()
        .arg("build")
        .arg("--root")
        .arg(&project.root)
        .arg("--out")
        .arg(&site)
        .args(["--today", "2026-11-23"]));
    assert_eq!(output.status.code(), Some(0));
    assert!(!fs::read_to_string(site.join("data/directory.json")).unwrap().contains("new-line-de"));
}

#[test]
fn what_waits_in_comments_makes_a_service_that_is_shown() {
    let project = Project::new();
    project.service("new-line-de", "DE");
    let path = project.root.join("data/countries/de.yaml");
    let text = fs::read_to_string(&path).unwrap();
    let start = text.find("  - id: new-line-de").unwrap();
    let (old, new) = text.split_at(start);
    let (new, later) = new.split_at(new.find("reporting_lines").unwrap());
    // Every comment that holds a key or follows one, but none that is a sentence.
    let is_key = |line: &str| {
        let bare = line.trim_start().trim_start_matches("# ").trim_start();
        bare.split_once(':').is_some_and(|(key, rest)| {
            !key.contains(' ')
                && key.chars().all(|c| c.is_ascii_lowercase() || c == '_')
                && (rest.is_empty() || rest.starts_with(' '))
        })
    };
    let lines = new.lines().map(|line| if is_key(line) { line.replacen("# ", "", 1) } else { line.to_owned() });
    let new = lines.collect::<Vec<_>>().join("\n").replace("publish: withheld", "publish: whole");
    fs::write(&path, format!("{old}{new}\n{later}")).unwrap();
    // What only the service's own page can say is refused until somebody has read it there.
    let output = project.run(&["check"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    let facts = ["anonymous", "cost", "en", "breaks_confidentiality", "hours"];
    assert_eq!(said(&output).matches("`TODO` stands where a fact is still to be found out").count(), facts.len());
    assert!(new.contains("timezone: Europe/Berlin"), "Germany's only zone is offered: {new}");
    let new = new
        .replace("anonymous: TODO", "anonymous: true")
        .replace("cost: TODO", "cost: free")
        .replace("en: TODO", "en: Staff keep what you say to themselves unless a child is at risk.")
        .replace("[TODO]", "[identified-child-at-risk]")
        .replace("hours: TODO", "hours: \"Mo-Fr 09:00-17:00\"");
    fs::write(&path, format!("{old}{new}\n{later}")).unwrap();
    project.done(&["check"]);
    let loaded = get_support_today::load(&project.root, support::SMALL_DAY, None);
    let site = loaded.value.expect("it checks");
    let service = site.directory.services.iter().find(|service| service.id.as_str() == "new-line-de").unwrap();
    assert_eq!(service.contacts.len(), 1);
    assert_eq!(service.anonymous, Some(true));
}

#[test]
fn ids_and_files_that_are_there_are_refused() {
    let project = Project::new();
    project.service("new-line-de", "DE");
    let mut words = vec!["new", "service", "new-line-de", "--country", "AT"];
    words.extend(SERVICE);
    project.refused(&words, "`new-line-de` is in use in data/countries/de.yaml");
    words[2] = "other-line";
    words[4] = "NZ";
    project.refused(&words, "new country NZ");
    project.refused(
        &["new", "country", "DE", "--language", "de", "--findings", "x"],
        "data/countries/de.yaml is there already",
    );
    let page = [
        "new",
        "page",
        "contact",
        "--title",
        "T",
        "--short",
        "S",
        "--description",
        "D",
        "--summary",
        "S",
        "--section",
        "help",
        "--order",
        "1",
    ];
    project.refused(&page, "content/en/contact.md is there already");
    project.refused(
        &["new", "locale", "de", "--translation", "human", "--exit", "https://example.org/"],
        "is there already",
    );
}

#[test]
fn what_is_missing_or_wrong_is_said_at_once() {
    let project = Project::new();
    project.refused(&["new", "country", "NZ"], "missing: --language, --findings");
    project.refused(&["new", "service", "x-y"], "--country, --name, --language");
    project
        .refused(&["new", "country", "Benin", "--language", "french", "--findings", "x"], "did you mean BJ (Benin)?");
    project
        .refused(&["new", "country", "Benin", "--language", "french", "--findings", "x"], "did you mean fr (French)?");
    project.refused(&["new", "locale", "pt_BR"], "pt-BR");
    project.refused(&["new", "page", "ab"], "cannot be the address of a page");
    let output =
        run(program().args(["new", "country", "NZ", "--language", "en", "--findings", "x", "--root", "/nowhere"]));
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
}

#[test]
fn a_country_begins_with_what_was_looked_for() {
    let project = Project::new();
    project.done(&["new", "country", "nz", "--language", "en,mi", "--findings", "Looked: nothing yet."]);
    let text = project.text("data/countries/nz.yaml");
    assert!(text.starts_with("# yaml-language-server: $schema=../schema/country.json\n"), "{text}");
    assert!(text.contains("languages: [en, mi]\n") && text.contains("findings: \"Looked: nothing yet.\"\n"), "{text}");
    let output = project.service("new-line-nz", "NZ");
    assert_eq!(output.status.code(), Some(2), "a German number is no number of New Zealand");
    assert!(said(&output).contains("--phone: NZ has no number `03023125009`"), "{}", said(&output));
    let mut words = vec!["new", "service", "new-line-nz", "--country", "NZ"];
    words.extend(&SERVICE[..20]);
    project.done(&words);
    project.done(&["check"]);
}

#[test]
fn a_page_checks_before_its_text_is_written() {
    let project = Project::new();
    let words = [
        "new",
        "page",
        "first-letter",
        "--title",
        "A first letter: how",
        "--short",
        "First letter",
        "--description",
        "How to write.",
        "--summary",
        "You can write.",
        "--section",
        "help",
        "--order",
        "25",
    ];
    project.done(&words);
    let said = project.done(&["check"]);
    assert!(said.contains("`first-letter` is not translated into `de`"), "{said}");
}

#[test]
fn a_locale_begins_as_a_draft_that_is_not_published() {
    let project = Project::new();
    let before = project.done(&["check"]);
    project.done(&["new", "locale", "pt", "--translation", "human", "--exit", "https://pt.example.org/"]);
    let said = project.done(&["check"]);
    let of = |text: &str| text.matches("warning[").count();
    assert_eq!(of(&said), of(&before), "a draft adds warnings:\n{said}");
    assert!(said.contains("The draft `pt` is not published: 0 of "), "{said}");
    assert!(project.done(&["translated", "pt"]).contains("nothing to note"));
    let site = get_support_today::load(&project.root, support::SMALL_DAY, None).value.unwrap();
    assert!(site.routes().iter().all(|route| !route.file().starts_with("pt/")), "a draft is published");

    // One message is translated, noted, and found stale when its original changes.
    let path = project.root.join("content/pt/messages.ftl");
    let text = fs::read_to_string(&path).unwrap().replace("# language = Language\n", "language = Idioma\n");
    fs::write(&path, text).unwrap();
    project.done(&["translated", "pt"]);
    let said = project.done(&["check"]);
    assert!(said.contains("The draft `pt` is not published: 1 of ") && !said.contains("content/pt"), "{said}");
    let english = project.root.join("content/en/messages.ftl");
    fs::write(&english, fs::read_to_string(&english).unwrap().replace("language = Language\n", "language = Tongue\n"))
        .unwrap();
    let said = project.done(&["check"]);
    assert!(said.contains("message-stale") && said.contains("content/pt/messages.ftl"), "{said}");

    // Ready: the line goes, and what is missing is said for each text.
    let settings = project.text("data/site.yaml").replace("    draft: true\n", "");
    fs::write(project.root.join("data/site.yaml"), settings).unwrap();
    let said = project.done(&["check"]);
    assert!(said.contains("is not translated into `pt`") && !said.contains("The draft"), "{said}");
    let site = get_support_today::load(&project.root, support::SMALL_DAY, None).value.unwrap();
    assert!(site.routes().iter().any(|route| route.file().starts_with("pt/")));
}

#[test]
fn an_answer_that_would_not_check_is_refused_where_it_is_given() {
    let project = Project::new();
    let service = |phone: &'static str, email: &'static str| {
        let mut words = vec!["new", "service", "new-line-de", "--country", "DE"];
        words.extend(&SERVICE[..20]);
        words.extend(["--phone", phone, "--email", email]);
        words
    };
    let good = "help@example.org";
    project.refused(&service("030 23125-009 (24/7)", good), "--phone: `030 23125-009 (24/7)`");
    project.refused(&service("+49 (0)30 23125009", good), "--phone: `+49 (0)30 23125009` can be read in two ways");
    project.refused(&service("030 23125-009", "help at example.org"), "--email: ");
    let mut open = service("030 23125-009", good);
    let url = open.iter().position(|word| word.starts_with("https://")).unwrap();
    open[url] = "http://example.org/";
    project.refused(&open, "write it with https:// here, and in the file then http:// and a line `unencrypted: true`");
    let page = ["new", "page", "first-letter", "--short", "The problem", "--description", "About the problem."];
    project.refused(&page, "--short: `problem`");
    project.refused(&page, "--description: `problem`");
    // Nobody answers ten questions for a file that is there.
    project.refused(&["new", "country", "DE"], "data/countries/de.yaml is there already");
    project.refused(&["new", "locale", "de"], "content/de/");
    project.refused(&["new", "page", "contact"], "content/en/contact.md is there already");
}

#[test]
fn letters_of_a_number_become_the_digits_of_their_keys() {
    let project = Project::new();
    project.done(&["new", "country", "US", "--language", "en", "--findings", "One line."]);
    let mut words = vec!["new", "service", "new-line-us", "--country", "US"];
    words.extend(&SERVICE[..20]);
    words.extend(["--phone", "1-888-PREVENT"]);
    project.done(&words);
    let text = project.text("data/countries/us.yaml");
    assert!(text.contains("value: \"18887738368\"\n        as_published: \"1-888-PREVENT\""), "{text}");
    assert!(text.contains("# timezone: TODO"), "a country of many zones has none of its own: {text}");
}
