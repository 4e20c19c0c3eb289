//! The only place where an address is made.

use crate::model::{CountryCode, LanguageTag, PageSlug};

/// Something the site publishes under an address of its own.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Route {
    /// `/`: the choice of a language.
    Chooser,
    /// `/404.html`: for addresses outside every locale.
    RootNotFound,
    /// `/languages/<page>/`: one page in every language, where there are too many for a menu.
    Languages(Topic),
    /// A page in one locale.
    Local(LanguageTag, Topic),
    /// `/<locale>/404.html`.
    NotFound(LanguageTag),
    /// `/sitemap.xml`, or a part of it, counted from 1.
    Sitemap(Option<usize>),
    /// `/robots.txt`.
    Robots,
    /// `/.well-known/security.txt` (RFC 9116).
    SecurityTxt,
    /// `/data/directory.json`.
    OpenJson,
    /// `/data/services.csv`.
    OpenCsv,
    /// A file of `static/`, under the name it is published by.
    Asset(String),
}

/// What a page is about, whatever its locale.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// The home page.
    Home,
    /// A country.
    Country(CountryCode),
    /// A page of prose.
    Page(PageSlug),
}

impl Topic {
    /// The part of the address after the locale, with its closing slash; empty for the home page.
    fn segment(&self) -> String {
        match self {
            Self::Home => String::new(),
            Self::Country(code) => format!("{}/", code.lower()),
            Self::Page(slug) => format!("{slug}/"),
        }
    }
}

impl Route {
    /// The address below the site's root, without a leading slash; folders end with one.
    pub fn path(&self) -> String {
        match self {
            Self::Chooser => String::new(),
            Self::RootNotFound => "404.html".to_owned(),
            Self::Languages(topic) => format!("languages/{}", topic.segment()),
            Self::Local(locale, topic) => format!("{}/{}", locale_segment(locale), topic.segment()),
            Self::NotFound(locale) => format!("{}/404.html", locale_segment(locale)),
            Self::Sitemap(None) => "sitemap.xml".to_owned(),
            Self::Sitemap(Some(part)) => format!("sitemap-{part}.xml"),
            Self::Robots => "robots.txt".to_owned(),
            Self::SecurityTxt => ".well-known/security.txt".to_owned(),
            Self::OpenJson => "data/directory.json".to_owned(),
            Self::OpenCsv => "data/services.csv".to_owned(),
            Self::Asset(name) => name.clone(),
        }
    }

    /// The file that a host serves under the address.
    pub fn file(&self) -> String {
        let path = self.path();
        if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path }
    }
}

/// The locale as it stands in addresses: its tag in lower case.
pub fn locale_segment(locale: &LanguageTag) -> String {
    locale.as_str().to_ascii_lowercase()
}

/// Where the site stands: makes links within it, and whole addresses.
#[derive(Clone, Debug)]
pub struct Base {
    url: String,
    path: String,
}

impl Base {
    /// A site published at `url`, which ends with `/`.
    pub fn new(url: &str) -> Self {
        let path = url.split_once("://").and_then(|(_, rest)| rest.find('/').map(|at| rest[at..].to_owned()));
        Self { url: url.to_owned(), path: path.unwrap_or_else(|| "/".to_owned()) }
    }

    /// The whole address of the root; ends with `/`.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The root as its host knows it, such as `/` or `/site/`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// A link within the site, from its host's root.
    pub fn href(&self, route: &Route) -> String {
        format!("{}{}", self.path, route.path())
    }

    /// The whole address.
    pub fn absolute(&self, route: &Route) -> String {
        format!("{}{}", self.url, route.path())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_short_lower_case_and_below_the_base() {
        let locale = LanguageTag::parse("zh-Hant").unwrap();
        let germany = Topic::Country(CountryCode::parse("DE").unwrap());
        let route = Route::Local(locale.clone(), germany);
        assert_eq!(route.path(), "zh-hant/de/");
        assert_eq!(route.file(), "zh-hant/de/index.html");
        assert_eq!(Base::new("https://x.org/site/").href(&route), "/site/zh-hant/de/");
        assert_eq!(Base::new("https://x.org/").absolute(&Route::Chooser), "https://x.org/");
        assert_eq!(Route::NotFound(locale).file(), "zh-hant/404.html");
    }
}
