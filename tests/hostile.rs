//! Every value that a file of the project can hold, made hostile one at a time: it is refused, or it stays the words that it is.
//!
//! The values are not chosen: they are all that the small project holds, and its keys are all that the schemas declare.

#![allow(clippy::unwrap_used, clippy::case_sensitive_file_extension_comparisons, missing_docs)]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Range;

use get_support_today::read::{self, Files, Node, Value};
use rayon::prelude::*;
use support::html::{self, Piece};
use support::{root, site, small_project};

/// Texts that would do harm if any page took them for more than words, or showed them as they are.
const HOSTILE: [&str; 9] = [
    "\"'><x-evil onx-evil=\"1\"></title></style></script><!--",
    "{{ x_evil }}{% x_evil %}{ $x-evil }",
    "javascript:x-evil()",
    "data:text/html,x-evil",
    "https://x-evil@evil.example/",
    "https://exаmple.org/", // a Cyrillic letter
    "x-evil \u{202e}live-x",
    "x-evil\u{200b}\u{2066}",
    "../../x-evil",
];

/// A value: its file, its keys without the places in lists, and the bytes where it stands.
struct Place {
    file: String,
    keys: String,
    span: Range<usize>,
}

/// Every single value below a node.
fn leaves(file: &str, node: &Node, keys: &str, found: &mut Vec<Place>) {
    match &node.value {
        Value::Mapping(entries) => {
            entries.iter().for_each(|(key, _, value)| leaves(file, value, &format!("{keys}.{key}"), found));
        }
        Value::Sequence(items) => items.iter().for_each(|item| leaves(file, item, &format!("{keys}[]"), found)),
        Value::Scalar(_) => {
            found.push(Place { file: file.to_owned(), keys: keys.to_owned(), span: node.span.clone() });
        }
        Value::Null => {}
    }
}

/// The small project with what it lacks: an old address, a service that is gone, a draft, an answer of the live web.
fn project() -> Files {
    let mut files = small_project();
    let mut put = |path: &str, text: &str| files.insert(path.to_owned(), text.as_bytes().to_vec());
    put("data/redirects.yaml", "- from: /en/calling/\n  to: /en/contact/\n");
    put("data/removed.yaml", "- id: gone-line\n  date: 2026-11-01\n  reason: The line was closed.\n");
    put("content/fr/messages.ftl", "# Not begun.\n");
    let mut lay = |path: &str, before: &str, more: &str| {
        let text = String::from_utf8(files[path].clone()).unwrap();
        assert!(text.contains(before), "{path} lacks {before}");
        files.insert(path.to_owned(), text.replacen(before, &format!("{more}{before}"), 1).into_bytes());
    };
    lay(
        "data/site.yaml",
        "  - locale: ar\n",
        "  - locale: fr\n    translation: machine\n    draft: true\n    exit: https://fr.example.org/\n",
    );
    let answered = "        answered: { date: 2026-11-20, printed: true }\n";
    lay(
        "data/countries/de.yaml",
        "        assurance: { result: confirmed, basis: first-party, method: provider-page",
        answered,
    );
    files
}

/// One place of each kind: the same keys in the same kind of file.
fn places(files: &Files) -> Vec<Place> {
    let (raw, _) = read::parse(files);
    let single =
        [&raw.site, &raw.worldwide, &raw.names, &raw.references, &raw.discretion, &raw.redirects, &raw.removed];
    let mut all = Vec::new();
    for document in single.into_iter().flatten().chain(&raw.countries) {
        leaves(&document.source.path, &document.root, "", &mut all);
    }
    for page in raw.locales.values().flat_map(|locale| &locale.pages) {
        leaves(&page.source.path, page.front.as_ref().unwrap(), "", &mut all);
    }
    // All countries are of one kind, and so are all pages.
    let kinds = ["data/countries/", "content/"];
    let kind = |file: &str| kinds.into_iter().find(|kind| file.starts_with(kind)).unwrap_or(file).to_owned();
    let mut known = BTreeSet::new();
    all.retain(|place| known.insert((kind(&place.file), place.keys.clone())));
    all
}

fn with(files: &Files, place: &Place, text: &str) -> Files {
    let mut files = files.clone();
    let bytes = files.get_mut(&place.file).unwrap();
    let quoted = serde_json::to_string(text).unwrap();
    bytes.splice(place.span.clone(), quoted.bytes());
    files
}

/// What a page took for more than words.
fn harm(file: &str, page: &str) -> Option<String> {
    let is_page = file.ends_with(".html");
    let bad = page.chars().find(|c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}'));
    if let Some(bad) = bad.filter(|_| page.contains("x-evil")) {
        return Some(format!("{file} holds {}", bad.escape_unicode()));
    }
    html::pieces(page).iter().filter(|_| is_page).find_map(|piece| match piece {
        Piece::Odd(what) => Some(format!("{file} holds {what}")),
        Piece::Open(element) => {
            let leads = element.attributes.iter().any(|(name, value)| {
                let value = value.trim_start().to_lowercase();
                let is_address = matches!(name.as_str(), "href" | "src" | "action");
                is_address
                    && (value.starts_with("javascript:")
                        || value.starts_with("data:")
                        || value.contains("evil.example")
                        || value.contains('а'))
            });
            let is_evil =
                element.name.contains("evil") || element.attributes.iter().any(|(name, _)| name.contains("evil"));
            (leads || is_evil).then(|| format!("{file} holds {element:?}"))
        }
        Piece::Close(_) | Piece::Text(_) => None,
    })
}

#[test]
fn no_hostile_value_is_more_than_words() {
    let files = project();
    if let Err(said) = site(&files) {
        panic!("the project itself is not sound:\n{said}");
    }
    let places = places(&files);
    let outcomes: Vec<(bool, Option<String>)> = places
        .par_iter()
        .flat_map_iter(|place| HOSTILE.iter().map(move |text| (place, *text)))
        .map(|(place, text)| {
            let Ok(site) = site(&with(&files, place, text)) else { return (false, None) };
            // Fiji stands for the countries without a file, which are all alike.
            let routes = site.routes().into_iter().filter(|route| is_told_apart(&route.file()));
            let mut found = routes.filter_map(|route| match site.render(&route) {
                Ok(page) => harm(&route.file(), &String::from_utf8_lossy(&page)),
                Err(fault) => Some(format!("{} could not be made: {fault}", route.file())),
            });
            (true, found.next().map(|harm| format!("{}{}: {text:?}: {harm}", place.file, place.keys)))
        })
        .collect();
    let taken = outcomes.iter().filter(|(taken, _)| *taken).count();
    println!("{} values, {} texts each: {taken} taken as words, the others refused", places.len(), HOSTILE.len());
    assert!(taken > 20 && taken < outcomes.len() / 2, "{taken} of {} were taken", outcomes.len());
    let harms: Vec<String> = outcomes.into_iter().filter_map(|(_, harm)| harm).collect();
    assert!(harms.is_empty(), "{}", harms.join("\n"));
}

fn is_told_apart(file: &str) -> bool {
    let parts: Vec<&str> = file.split('/').collect();
    match parts[..] {
        [_, country, "index.html"] if country.len() == 2 => matches!(country, "de" | "at" | "eg" | "fj"),
        _ => true,
    }
}

/// The keys that a schema declares, wherever they stand in it.
fn declared(schema: &serde_json::Value, found: &mut BTreeSet<String>) {
    match schema {
        serde_json::Value::Object(fields) => {
            for (name, value) in fields {
                if let ("properties", serde_json::Value::Object(keys)) = (name.as_str(), value) {
                    found.extend(keys.iter().filter(|(_, value)| value.is_object()).map(|(key, _)| key.clone()));
                }
                declared(value, found);
            }
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| declared(item, found)),
        _ => {}
    }
}

#[test]
fn every_declared_key_is_among_the_values() {
    let files = project();
    let held: BTreeSet<String> = {
        let all = places(&files);
        all.iter().flat_map(|place| place.keys.split(['.', '[', ']']).map(str::to_owned)).collect()
    };
    let mut missing: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for entry in fs::read_dir(root().join("data/schema")).unwrap() {
        let path = entry.unwrap().path();
        let mut keys = BTreeSet::new();
        declared(&serde_json::from_slice(&fs::read(&path).unwrap()).unwrap(), &mut keys);
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        for key in keys.into_iter().filter(|key| !held.contains(key)) {
            missing.entry(key).or_default().push(name.clone());
        }
    }
    assert!(missing.is_empty(), "the small project holds no {missing:?}");
}
