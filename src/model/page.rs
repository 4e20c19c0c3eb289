//! Pages of prose.

use std::fmt;

use super::vocabulary::vocabulary;

vocabulary! {
    /// The group of links in which a page stands.
    Section "section" "section" {
        /// For people who look for help.
        Help "help",
        /// About prevention.
        Prevention "prevention",
        /// About this directory.
        About "about",
        /// In no group: the home page and the not-found page.
        None "none",
    }
}

vocabulary! {
    /// A block of data that the program sets after the text of a page.
    ListBlock "list block" "list" {
        /// Services open to anyone.
        Worldwide "worldwide",
        /// Services for families and friends.
        Family "family",
        /// Services for young people.
        YoungPerson "young-person",
        /// Services for professionals.
        Professional "professional",
        /// Services of primary prevention.
        Primary "primary",
        /// Services of secondary prevention.
        Secondary "secondary",
        /// Services of tertiary prevention.
        Tertiary "tertiary",
        /// Where to report, and emergency numbers by country.
        Danger "danger",
        /// Which countries have a service, and how fresh each entry is.
        Coverage "coverage",
        /// The files of open data.
        OpenData "open-data",
        /// Links to the three levels of prevention.
        Levels "levels",
    }
}

/// The name of a page in addresses and file names: lower-case words joined by hyphens, never two letters long, so
/// that it can never be taken for a country.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageSlug(String);

impl PageSlug {
    /// Takes lower-case ASCII words joined by single hyphens, 3 to 40 characters.
    pub fn new(text: &str) -> Option<Self> {
        let word = |w: &str| !w.is_empty() && w.bytes().all(|b| b.is_ascii_lowercase());
        ((3..=40).contains(&text.len()) && text.split('-').all(word)).then(|| Self(text.to_owned()))
    }

    /// The home page of a locale.
    pub fn home() -> Self {
        Self("index".to_owned())
    }

    /// The page that helps where an address leads nowhere.
    pub fn not_found() -> Self {
        Self("not-found".to_owned())
    }

    /// The slug.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PageSlug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One page of prose in one locale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The heading of the page.
    pub title: String,
    /// A neutral name for tabs, menus and history.
    pub short: String,
    /// A neutral sentence for search engines.
    pub description: String,
    /// What the page says, in one to three sentences.
    pub summary: String,
    /// The text, in Markdown that has passed the checks.
    pub markdown: String,
}
