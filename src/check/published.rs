//! Which files the site consists of, by path: what an old address or a file of `static/` may not stand in the place of.
//!
//! The program makes these addresses elsewhere (`render::route`); `tests/paths.rs` holds that each of them is known here.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Directory, LanguageTag, PageSlug};

/// Files at the root of every site, and those below it that are always there.
const ALWAYS: [&str; 9] = [
    "404.html",
    "data/directory.json",
    "data/services.csv",
    "index.html",
    // The list of all files, with which a published folder is compared.
    "manifest.json",
    "robots.txt",
    "sitemap.xml",
    // Some hosts read their rules from these.
    "_headers",
    "_redirects",
];

/// The folder of the pages in which one chooses among many languages.
const LANGUAGES: &str = "languages";

/// The paths of files, in order.
#[derive(Debug, Default)]
pub struct Published {
    files: BTreeSet<String>,
}

impl Published {
    /// All files of a site with these files in `static/`.
    pub fn of(directory: &Directory, statics: &BTreeMap<String, Vec<u8>>) -> Self {
        let topics: Vec<String> = directory
            .pages
            .keys()
            .filter(|slug| **slug != PageSlug::home() && **slug != PageSlug::not_found())
            .map(|slug| format!("{slug}/"))
            .chain(directory.countries.keys().map(|code| format!("{}/", code.lower())))
            .chain([String::new()])
            .collect();
        let locales = directory.locales.iter().map(|text| segment(&text.settings.locale));
        let mut files: BTreeSet<String> = ALWAYS.iter().map(|name| (*name).to_owned()).collect();
        for folder in locales.chain([LANGUAGES.to_owned()]) {
            files.insert(format!("{folder}/404.html"));
            files.extend(topics.iter().map(|topic| format!("{folder}/{topic}index.html")));
        }
        files.extend(statics.keys().filter(|name| !is_renamed(name)).cloned());
        Self { files }
    }

    /// The file of the site that a file at `path` would stand in the way of: it has the same path, or one of the two
    /// wants a folder where the other is a file.
    pub fn in_the_way(&self, path: &str) -> Option<&str> {
        let above = folders(path).find_map(|folder| self.files.get(folder));
        let below = format!("{path}/");
        let within = || self.files.range(below.clone()..).next().filter(|file| file.starts_with(&below));
        let made = || is_numbered(path).then_some("sitemap.xml").and_then(|name| self.files.get(name));
        self.files.get(path).or(above).or_else(within).or_else(made).map(String::as_str)
    }

    /// Whether the site has a file at `path`, or one of a kind of which it may have more with time.
    pub fn holds(&self, path: &str) -> bool {
        self.files.contains(path) || is_numbered(path)
    }
}

/// Whether the site makes a file of this name at its root, whatever `static/` holds.
pub fn is_made_at_the_root(name: &str) -> bool {
    ALWAYS.contains(&name) || is_numbered(name)
}

/// Files of `static/` that are not published under their names: set into pages, or given a name of their content.
pub fn is_renamed(name: &str) -> bool {
    matches!(name, "style.css" | "app.js")
}

/// The folders that a path goes through: `a` and `a/b` for `a/b/c`.
pub fn folders(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

/// A part of the sitemap, `sitemap-2.xml`, or the script under its name, `app.0123abcd.js`.
fn is_numbered(name: &str) -> bool {
    let between = |before: &str, after: &str| name.strip_prefix(before)?.strip_suffix(after);
    let part = between("sitemap-", ".xml").is_some_and(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    let script = between("app.", ".js");
    part || script.is_some_and(|hash| hash.len() == 8 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// A locale as it stands in addresses.
pub fn segment(locale: &LanguageTag) -> String {
    locale.as_str().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn published(files: &[&str]) -> Published {
        Published { files: files.iter().map(|file| (*file).to_owned()).collect() }
    }

    #[test]
    fn a_file_is_in_the_way_of_itself_of_what_is_below_it_and_of_the_folder_it_is_in() {
        let site = published(&["en/de/index.html", "mark.svg", "sitemap.xml"]);
        assert_eq!(site.in_the_way("mark.svg"), Some("mark.svg"));
        assert_eq!(site.in_the_way("mark.svg/index.html"), Some("mark.svg"));
        assert_eq!(site.in_the_way("en/de"), Some("en/de/index.html"));
        assert_eq!(site.in_the_way("en/de/index.html/a/index.html"), Some("en/de/index.html"));
        assert_eq!(site.in_the_way("sitemap-7.xml"), Some("sitemap.xml"));
        for free in ["en/d", "en/de/index.htm", "mark.sv", "mark.svg2", "a/mark.svg", "sitemap-a.xml"] {
            assert_eq!(site.in_the_way(free), None, "{free}");
        }
    }
}
