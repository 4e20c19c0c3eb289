//! The schemas in `data/schema/` are those of the program, and every data file names its own.

#![allow(missing_docs, clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn the_committed_schemas_are_current() {
    let folder = root().join("data/schema");
    let schemas = get_support_today::check::schemas();
    for (name, text) in &schemas {
        let committed = fs::read_to_string(folder.join(name)).unwrap_or_default();
        assert!(committed == *text, "data/schema/{name} is out of date: run `cargo run -- schema`");
    }
    let committed = fs::read_dir(&folder).unwrap().count();
    assert_eq!(committed, schemas.len(), "data/schema/ holds a file that nothing writes");
}

#[test]
fn every_data_file_names_its_schema_in_its_first_line() {
    let mut files: Vec<PathBuf> = Vec::new();
    for folder in ["data", "data/countries"] {
        let entries = fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().path());
        files.extend(entries.filter(|path| path.extension().is_some_and(|extension| extension == "yaml")));
    }
    assert!(files.len() > 100, "only {} files", files.len());
    for path in files {
        let text = fs::read_to_string(&path).unwrap();
        let first = text.lines().next().unwrap_or_default();
        let named = first.strip_prefix("# yaml-language-server: $schema=");
        let named = named.unwrap_or_else(|| panic!("{} begins with `{first}`", path.display()));
        assert!(path.parent().unwrap().join(named).is_file(), "{}: no {named}", path.display());
    }
}

#[test]
fn a_schema_says_what_a_key_means_what_its_words_mean_and_what_is_needed() {
    let schemas = get_support_today::check::schemas();
    let (_, text) = schemas.iter().find(|(name, _)| *name == "country.json").unwrap();
    let schema: serde_json::Value = serde_json::from_str(text).unwrap();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert_eq!(schema["additionalProperties"], false);
    assert_eq!(schema["required"], serde_json::json!(["country", "languages"]));
    let contact = &schema["$defs"]["RawContact"];
    assert_eq!(contact["title"], "Contact");
    assert_eq!(contact["required"], serde_json::json!(["kind", "value", "reach", "cost"]));
    assert_eq!(contact["properties"]["as_published"]["title"], "As published");
    assert!(contact["properties"]["hours"]["description"].as_str().unwrap().contains("opening_hours"));
    assert_eq!(contact["properties"]["hours"]["examples"][1], "24/7");
    let kind = &schema["$defs"]["ContactKind"];
    assert_eq!(kind["enum"][0], "phone");
    assert!(kind["description"].as_str().unwrap().contains("`phone`: A telephone number"));
}

/// A schema never asks for more than the checks: what it refuses, they refuse too.
#[test]
fn the_checks_refuse_every_file_that_the_schemas_refuse() {
    const SITE: &str = "name: Example\nbase_url: https://example.org/\ncorrections: corrections@example.org\nlocales:\n  \
        - locale: en\n    translation: source\n    exit: https://example.org/\nreview:\n  due_soon: 180\n  overdue: 365\n  \
        expired: 540\n";
    let today = jiff::civil::date(2026, 11, 23);
    let mut seen = 0;
    for entry in fs::read_dir(root().join("tests/schema/refused")).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let schema = text.lines().next().unwrap().rsplit('/').next().unwrap();
        let place = match schema.trim_end_matches(".json") {
            "country" => "data/countries/nl.yaml".to_owned(),
            name => format!("data/{name}.yaml"),
        };
        let mut files = get_support_today::read::Files::new();
        files.insert("data/site.yaml".into(), SITE.into());
        files.insert("content/en/messages.ftl".into(), b"a = A\n".to_vec());
        files.insert(place.clone(), text.into_bytes());
        let (raw, mut faults) = get_support_today::read::parse(&files);
        faults.extend(get_support_today::check::check(&raw, today).faults);
        let list = faults.into_sorted();
        let refused = list.iter().any(|fault| {
            fault.code.severity() == get_support_today::diagnostic::Severity::Error
                && fault.place.as_ref().is_some_and(|at| at.source.path == place)
        });
        assert!(refused, "the checks take {}", path.display());
        seen += 1;
    }
    assert!(seen > 50, "{seen}");
}
