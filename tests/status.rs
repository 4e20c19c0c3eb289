//! `status` says how the directory stands: the fields of its JSON, and a page that needs nothing else and escapes all.

#![allow(clippy::unwrap_used, missing_docs)]

mod support;

use std::fs;
use std::path::PathBuf;

use get_support_today::check;
use get_support_today::diagnostic::Faults;
use get_support_today::read::read;
use serde_json::{Value, json};
use support::{html, program, run, said, scratch, small_project_in};
use tempfile::TempDir;

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

    fn status(&self, words: &[&str]) -> String {
        let output = run(program().arg("status").arg("--root").arg(&self.root).args(words));
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        String::from_utf8(output.stdout).unwrap()
    }

    fn json(&self, today: &str) -> Value {
        serde_json::from_str(&self.status(&["--format", "json", "--today", today])).unwrap()
    }

    fn replace(&self, path: &str, from: &str, to: &str) {
        let path = self.root.join(path);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{}: no `{from}`", path.display());
        fs::write(path, text.replacen(from, to, 1)).unwrap();
    }
}

fn names(value: &Value) -> Vec<&str> {
    value.as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect()
}

#[test]
fn the_fields_of_the_json_stay() {
    let status = Project::new().json("2026-11-23");
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(
        keys(&status),
        ["countries", "date", "entries", "freshness", "locales", "review", "withheld"].map(str::to_owned)
    );
    assert_eq!(status["date"], "2026-11-23");
    assert_eq!(status["countries"]["all"], 250);
    let counted =
        ["with_service", "without_service", "not_looked_at"].map(|key| names(&status["countries"][key]).len());
    assert_eq!(counted.iter().sum::<usize>(), 250);
    assert!(names(&status["countries"]["with_service"]).contains(&"DE"));
    assert_eq!(keys(&status["freshness"]), ["due-soon", "expired", "fresh", "overdue"].map(str::to_owned));
    let entries = status["entries"].as_array().unwrap();
    let all: u64 = status["freshness"].as_object().unwrap().values().map(|count| count.as_u64().unwrap()).sum();
    assert_eq!(all, entries.len() as u64);
    let old = entries.iter().find(|entry| entry["name"] == "old-clinic-de").unwrap();
    assert_eq!(
        old,
        &json!({
            "kind": "service", "area": "DE", "name": "old-clinic-de", "checked": "2025-10-01", "method": "stored-copy",
            "by_person": false, "freshness": "overdue", "changes_on": "2027-03-25", "changes_to": "expired",
        })
    );
    assert_eq!(entries[0]["freshness"], "expired", "the oldest comes first");
    assert_eq!(
        keys(&status["locales"][1]),
        ["draft", "locale", "messages", "name", "pages", "translation"].map(str::to_owned)
    );
}

#[test]
fn freshness_follows_the_day() {
    let project = Project::new();
    let count = |today: &str, word: &str| project.json(today)["freshness"][word].as_u64().unwrap();
    assert!(count("2026-11-23", "fresh") > 0);
    assert_eq!(count("2027-07-01", "fresh"), 0);
    assert!(count("2027-07-01", "due-soon") > 0);
    assert!(count("2027-12-01", "overdue") > 0);
    for word in ["fresh", "due-soon"] {
        assert_eq!(count("2028-12-01", word), 0);
    }
}

#[test]
fn what_is_withheld_is_named_with_its_reason_and_never_with_its_value() {
    let project = Project::new();
    let status = project.json("2026-11-23");
    let services = status["withheld"]["services"].as_array().unwrap();
    let hidden = services.iter().find(|service| service["reason"] == "Nobody knows whether it still exists.").unwrap();
    assert_eq!(hidden["serves"], json!(["DE"]));
    let contacts = status["withheld"]["contacts"].as_array().unwrap();
    let expired = contacts.iter().find(|contact| contact["service"] == "expired-de").unwrap();
    assert_eq!(expired["reason"], "its last check is too long ago");
    for format in ["human", "json", "html"] {
        let text = project.status(&["--format", format, "--today", "2026-11-23"]);
        assert!(!text.contains("+493023125003"), "{format} shows a number that nobody may see");
    }
}

#[test]
fn locales_say_what_is_missing_and_what_is_stale() {
    let project = Project::new();
    let locale = |status: &Value, tag: &str| {
        status["locales"].as_array().unwrap().iter().find(|locale| locale["locale"] == tag).unwrap().clone()
    };
    let status = project.json("2026-11-23");
    assert_eq!(locale(&status, "en")["translation"], "source");
    let arabic = locale(&status, "ar");
    assert_eq!(arabic["messages"]["missing"], json!(["lines-title"]));
    assert!(names(&arabic["pages"]["missing"]).contains(&"contact"));
    let german = locale(&status, "de");
    assert_eq!((&german["messages"]["stale"], &german["pages"]["stale"]), (&json!([]), &json!([])));

    // The English changes: what was made from it is to be looked at.
    project.replace("content/en/messages.ftl", "language = Language\n", "language = Tongue\n");
    project.replace("content/en/contact.md", "title: ", "title: Now ");
    let status = project.json("2026-11-23");
    let german = locale(&status, "de");
    assert_eq!(german["messages"]["stale"], json!(["language"]));
    assert_eq!(german["pages"]["stale"], json!(["contact"]));
    assert!(project.status(&["--today", "2026-11-23"]).contains("2 to compare with changed English"));
    let output = run(program().arg("check").arg("--root").arg(&project.root).args(["--today", "2026-11-23"]));
    for code in ["message-stale", "page-stale"] {
        assert!(said(&output).contains(code), "{}", said(&output));
    }

    // Somebody has looked at one of them, then at all.
    let note = |names: &[&str]| {
        let words: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        let (raw, _) = read(&project.root);
        let text = check::translated(&raw, "de", &words, &mut Faults::new()).unwrap();
        fs::write(project.root.join("content/de/translated-from.yaml"), text).unwrap();
        locale(&project.json("2026-11-23"), "de")
    };
    let german = note(&["contact"]);
    assert_eq!((&german["messages"]["stale"], &german["pages"]["stale"]), (&json!(["language"]), &json!([])));
    let german = note(&[]);
    assert_eq!((&german["messages"]["stale"], &german["pages"]["stale"]), (&json!([]), &json!([])));

    // Comments of the English are no text.
    project.replace("content/en/messages.ftl", "language = Tongue\n", "# For the menu.\nlanguage = Tongue\n");
    assert_eq!(locale(&project.json("2026-11-23"), "de")["messages"]["stale"], json!([]));

    // Without its record nobody knows from what a translation was made.
    fs::remove_file(project.root.join("content/de/translated-from.yaml")).unwrap();
    let german = locale(&project.json("2026-11-23"), "de");
    assert_eq!(json!(german["messages"]["stale"].as_array().unwrap().len()), german["messages"]["translated"]);
}

#[test]
fn a_draft_is_named_and_its_texts_are_missing() {
    let project = Project::new();
    let words = ["new", "locale", "pt", "--translation", "human", "--exit", "https://pt.example.org/"];
    let output = run(program().args(words).arg("--root").arg(&project.root).args(["--today", "2026-11-23"]));
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let status = project.json("2026-11-23");
    let draft = status["locales"].as_array().unwrap().last().unwrap().clone();
    assert_eq!((&draft["locale"], &draft["draft"]), (&json!("pt"), &json!(true)));
    assert_eq!(draft["messages"]["translated"], 0);
}

#[test]
fn the_page_needs_nothing_else_and_escapes_everything() {
    let project = Project::new();
    let reason = "publish_reason: Nobody knows whether it still exists.";
    project.replace(
        "data/countries/de.yaml",
        reason,
        "publish_reason: \"</td><script>alert('x')</script>&amp; {{ 7 * 7 }}\"",
    );
    project.replace(
        "data/countries/de.yaml",
        "name: { de: Seelsorge }",
        "name: { de: \"<img src=x onerror=alert(1)>\" }",
    );
    let out = project.root.join("../status.html");
    let said = project.status(&["--format", "html", "--today", "2026-11-23", "--out", out.to_str().unwrap()]);
    assert!(said.contains("Written to"), "{said}");
    let page = fs::read_to_string(out).unwrap();
    let pieces = html::pieces(&page);
    let elements: Vec<_> = html::elements(&pieces).collect();
    assert!(elements.iter().all(|element| !matches!(element.name.as_str(), "script" | "img" | "link" | "iframe")));
    for element in &elements {
        for (name, _) in &element.attributes {
            assert!(!name.starts_with("on") && !matches!(name.as_str(), "src" | "href"), "{}: {name}", element.name);
        }
    }
    let text = html::text(&pieces);
    assert!(text.contains("</td><script>alert('x')</script>&amp; {{ 7 * 7 }}"), "the reason is not shown as it is");
    assert!(text.contains("<img src=x onerror=alert(1)>"));
    assert!(page.contains("default-src 'none'"));
    let charts: Vec<_> = elements.iter().filter(|element| element.name == "svg").collect();
    assert!(charts.len() >= 8, "{} charts", charts.len());
    assert!(charts.iter().all(|chart| chart.get("role") == Some("img") && chart.get("aria-label").is_some()));
}

#[test]
fn a_folder_that_cannot_be_written_ends_with_3_and_faults_with_1() {
    let project = Project::new();
    let output = run(program().arg("status").arg("--root").arg(&project.root).args([
        "--today",
        "2026-11-23",
        "--out",
        "/proc/x/y",
    ]));
    assert_eq!(output.status.code(), Some(3), "{}", said(&output));
    project.replace("data/countries/de.yaml", "kind: charity", "kind: charty");
    let output = run(program().arg("status").arg("--root").arg(&project.root).args(["--today", "2026-11-23"]));
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
}
