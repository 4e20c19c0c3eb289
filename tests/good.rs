//! A small site whose every page is compared with the page expected.
//!
//! `UPDATE=1 cargo test --test good` accepts what the program makes now; read the difference before you commit it.

#![allow(clippy::unwrap_used, clippy::case_sensitive_file_extension_comparisons, missing_docs)]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use get_support_today::prepare;
use get_support_today::read;
use get_support_today::render::{Route, Site};
use support::{SMALL_DAY, printed, small_project};

/// One country without a file; the pages of all others look the same.
const WITHOUT_FILE: &str = "fj";

/// Countries of which every page is compared: those that the data names, and one that it does not.
const COUNTRIES: [&str; 5] = ["at", "ch", "de", "eg", WITHOUT_FILE];

fn expected_folder() -> PathBuf {
    support::root().join("tests/good/small/expected")
}

/// The small site, and what the checks say about it.
fn small_site() -> (Site, String) {
    let (raw, faults) = read::parse(&small_project());
    let loaded = prepare(&raw, faults, SMALL_DAY, None);
    let said = printed(loaded.faults);
    (loaded.value.unwrap_or_else(|| panic!("the small project has faults:\n{said}")), said)
}

/// What is compared of a file: the `<main>` of a page, the whole of anything else; nothing of the files of `static/`,
/// which are published as they are, and of the pages of countries that look like another.
fn compared(route: &Route, site: &Site) -> Option<String> {
    let file = route.file();
    if matches!(route, Route::Asset(_)) || is_like_another(&file) {
        return None;
    }
    let bytes = site.render(route).unwrap_or_else(|fault| panic!("{file}: {fault:?}"));
    let text = String::from_utf8(bytes).expect("UTF-8");
    Some(match file.as_str() {
        "sitemap.xml" => without_entries_like_another(&text),
        name if name.ends_with(".html") => main_of(&text),
        _ => text,
    })
}

/// Whether a file, or the address of one, is the page of a country that looks like another.
fn is_like_another(file: &str) -> bool {
    let folder = file.trim_end_matches("index.html").trim_end_matches('/').split_once('/').map(|(_, folder)| folder);
    folder.is_some_and(|folder| folder.len() == 2 && !COUNTRIES.contains(&folder))
}

fn without_entries_like_another(sitemap: &str) -> String {
    let address = |entry: &str| entry.split("<loc>https://help.example/").nth(1)?.split('<').next().map(str::to_owned);
    let entries = sitemap.split_inclusive("</url>\n");
    entries.filter(|entry| !address(entry).is_some_and(|address| is_like_another(&address))).collect()
}

fn main_of(page: &str) -> String {
    let start = page.find("<main").expect("a <main>");
    let end = page.find("</main>").expect("a </main>") + "</main>".len();
    format!("{}\n", &page[start..end])
}

/// The same files with the ends of lines that git and editors on Windows write; `static/` is published as it is.
fn with_windows_line_ends(mut files: support::Files) -> support::Files {
    for (_, bytes) in files.iter_mut().filter(|(path, _)| !path.starts_with("static/")) {
        *bytes = String::from_utf8(bytes.clone()).unwrap().replace('\n', "\r\n").into_bytes();
    }
    files
}

#[test]
fn line_ends_of_windows_make_the_same_site() {
    let site = |files: &support::Files| {
        let (raw, faults) = read::parse(files);
        let loaded = prepare(&raw, faults, SMALL_DAY, None);
        (loaded.value, printed(loaded.faults))
    };
    let plain = small_project();
    let (expected, expected_said) = site(&plain);
    let (found, said) = site(&with_windows_line_ends(plain));
    assert_eq!(said, expected_said);
    let (expected, found) = (expected.unwrap(), found.expect("a site"));
    assert_eq!(found.routes(), expected.routes());
    for route in expected.routes() {
        assert!(found.render(&route).unwrap() == expected.render(&route).unwrap(), "{}", route.file());
    }
}

#[test]
fn every_page_of_the_small_site_is_as_expected() {
    let (site, said) = small_site();
    let mut made: BTreeMap<String, String> =
        site.routes().iter().filter_map(|route| Some((route.file(), compared(route, &site)?))).collect();
    made.insert("diagnostics.txt".to_owned(), said);
    let folder = expected_folder();
    if std::env::var_os("UPDATE").is_some() {
        let _ = std::fs::remove_dir_all(&folder);
        support::write(&folder, &made.iter().map(|(name, text)| (name.clone(), text.clone().into_bytes())).collect());
        return;
    }
    let expected = support::tree(&folder);
    let names: BTreeSet<&String> = made.keys().chain(expected.keys()).collect();
    let mut wrong = Vec::new();
    for name in names {
        match (made.get(name), expected.get(name)) {
            (Some(made), Some(expected)) => {
                let expected = String::from_utf8_lossy(expected);
                wrong.extend(first_difference(made, &expected).map(|text| format!("{name}: {text}")));
            }
            (Some(_), None) => wrong.push(format!("{name}: is made, but was not expected")),
            (None, _) => wrong.push(format!("{name}: was expected, but is not made")),
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {} files differ:\n{}\nIf that is right, run UPDATE=1 cargo test --test good and read the difference.",
        wrong.len(),
        made.len(),
        wrong.join("\n")
    );
}

/// The first line that differs, as it is and as it should be.
fn first_difference(made: &str, expected: &str) -> Option<String> {
    if made == expected {
        return None;
    }
    let mut pairs = made.lines().zip(expected.lines()).enumerate();
    let Some((line, (is, should))) = pairs.find(|(_, (is, should))| is != should) else {
        return Some(format!("has {} lines instead of {}", made.lines().count(), expected.lines().count()));
    };
    let at = is.chars().zip(should.chars()).take_while(|(a, b)| a == b).count();
    let around = |text: &str| text.chars().skip(at.saturating_sub(30)).take(120).collect::<String>();
    Some(format!("line {}\n   is: …{}…\n  not: …{}…", line + 1, around(is), around(should)))
}

#[test]
fn countries_without_a_file_all_look_the_same() {
    let (site, _) = small_site();
    let shape = |route: &Route| {
        let page = String::from_utf8(site.render(route).unwrap()).unwrap();
        let pieces = support::html::pieces(&main_of(&page));
        support::html::elements(&pieces).map(support::html::Element::shape).collect::<Vec<_>>()
    };
    let of = |code: &str| {
        let file = format!("en/{code}/index.html");
        site.routes().into_iter().find(|route| route.file() == file).unwrap_or_else(|| panic!("{file} is not made"))
    };
    // Both have the same language, so that both lead to the same other locales.
    assert_eq!(shape(&of(WITHOUT_FILE)), shape(&of("nr")));
}

#[test]
fn what_is_not_translated_says_so() {
    let (site, said) = small_site();
    assert!(said.contains("the page `contact` is not translated"), "{said}");
    assert!(said.contains("lines-title"), "{said}");
    let page = |file: &str| {
        let route = site.routes().into_iter().find(|route| route.file() == file).expect("a page");
        support::html::pieces(&String::from_utf8(site.render(&route).unwrap()).unwrap())
    };
    let contact = page("ar/contact/index.html");
    let marked = support::html::elements(&contact).any(|element| {
        element.get("class").is_some_and(|class| class.split(' ').any(|name| name == "prose"))
            && element.get("lang") == Some("en")
            && element.get("dir") == Some("ltr")
    });
    assert!(marked, "the English text on an Arabic page is not marked as English");
    assert!(support::html::text(&contact).contains("الإنجليزية"), "the Arabic page does not name the language");
    let germany = page("ar/de/index.html");
    let marked = germany.windows(2).any(|pair| match pair {
        [support::html::Piece::Open(element), support::html::Piece::Text(text)] => {
            text == "In danger now, and where to report" && element.get("lang") == Some("en")
        }
        _ => false,
    });
    assert!(marked, "the English message on an Arabic page is not marked as English");
}

#[test]
fn two_builds_of_the_small_site_are_equal() {
    let (first, second) = (small_site().0, small_site().0);
    for route in first.routes() {
        assert!(first.render(&route).unwrap() == second.render(&route).unwrap(), "{} differs", route.file());
    }
}
