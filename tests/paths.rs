//! The checks know each file that a site consists of, although they know nothing of how its addresses are made: so no old
//! address and no file of `static/` passes them and then stands in the way of another when the site is built.

#![allow(clippy::unwrap_used, missing_docs)]

mod support;

use get_support_today::check::probe;
use get_support_today::prepare;
use get_support_today::publish::{self, Plan};
use get_support_today::read::{self, Files, Raw};
use get_support_today::render::{LONGEST_MENU, Site};
use support::{SMALL_DAY, printed, small_project};

fn site_of(files: &Files) -> (Raw, Site) {
    let (raw, faults) = read::parse(files);
    let loaded = prepare(&raw, faults, SMALL_DAY, None);
    let said = printed(loaded.faults);
    (raw, loaded.value.unwrap_or_else(|| panic!("{said}")))
}

/// The small project with so many locales that they have pages of their own.
fn in_many_locales() -> Files {
    let mut files = small_project();
    let settings = String::from_utf8(files["data/site.yaml"].clone()).unwrap();
    let more = ["es", "fr", "it", "ja", "nl", "pl", "pt", "ru", "sv", "tr", "uk", "zh-Hant"];
    let lines = more.map(|tag| {
        format!("  - {{ locale: {tag}, translation: machine, exit: \"https://{}.example.org/\" }}\n", &tag[..2])
    });
    let (before, after) = settings.split_once("review:").unwrap();
    files.insert("data/site.yaml".to_owned(), format!("{before}{}review:{after}", lines.concat()).into_bytes());
    let english = files["content/en/messages.ftl"].clone();
    files.extend(more.map(|tag| (format!("content/{tag}/messages.ftl"), english.clone())));
    files
}

/// Those that the checks do not know; no old address and no file of `static/` begins with a dot.
fn unknown(raw: &Raw, site: &Site, paths: impl Iterator<Item = String>) -> Vec<String> {
    probe::unknown_files(raw, &site.directory, paths.filter(|path| !path.starts_with('.')).collect())
}

#[test]
fn the_checks_know_every_file_of_a_site() {
    for (files, has_menu) in [(small_project(), true), (in_many_locales(), false)] {
        let (raw, site) = site_of(&files);
        assert_eq!(site.directory.locales.len() <= LONGEST_MENU, has_menu);
        let paths = site.routes().into_iter().map(|route| route.file());
        assert_eq!(unknown(&raw, &site, paths), Vec::<String>::new());
    }
}

#[test]
fn the_checks_know_every_file_that_is_written() {
    let (raw, site) = site_of(&small_project());
    let folder = support::scratch();
    let out = folder.path().join("site");
    publish::build_for(&site, &out, &Plan::default()).unwrap();
    let written = support::tree(&out);
    assert!(written.contains_key("manifest.json"));
    let is_old = |path: &str| site.directory.redirects.iter().any(|old| path.starts_with(old.from.trim_matches('/')));
    assert_eq!(unknown(&raw, &site, written.into_keys().filter(|path| !is_old(path))), Vec::<String>::new());
}
