//! What every host must know of the site.

use crate::render::{Route, Site, Wish, lasting_policy};

/// Pages: kept for five minutes, then asked for again, so that a mended number is seen soon.
pub const SHORT: &str = "public, max-age=300, must-revalidate";
/// Files whose name changes with their content.
pub const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// What every host must know of the site. Paths are as browsers ask for them: from the root of the host.
#[derive(Clone, Debug)]
pub struct Facts {
    /// Whether the site is reached by https.
    pub secure: bool,
    /// The name of its host, without a port.
    pub host: String,
    /// The port, where the address names one that is not the usual one.
    pub port: Option<u16>,
    /// The root of the site, such as `/` or `/help/`.
    pub root: String,
    /// The whole address of the root.
    pub url: String,
    /// Locales as they stand in addresses.
    pub locales: Vec<String>,
    /// Which locale answers which wish of a browser.
    pub wishes: Vec<Wish>,
    /// Old addresses, and where each leads; both from the root of the host.
    pub redirects: Vec<(String, String)>,
    /// Files directly below the root, and folders there with a closing `/`, other than those of the locales.
    pub top: Vec<String>,
    /// The script, whose name changes with its content.
    pub script: Option<String>,
}

impl Facts {
    /// The facts of a site.
    pub fn of(site: &Site) -> Self {
        let url = site.base.url();
        let (scheme, rest) = url.split_once("://").unwrap_or(("https", url));
        let authority = rest.split('/').next().unwrap_or_default();
        // A colon inside the brackets of an IPv6 address is none.
        let split = authority.rsplit_once(':').filter(|(_, port)| port.bytes().all(|b| b.is_ascii_digit()));
        let (host, port) = split.map_or((authority, None), |(host, port)| (host, port.parse().ok()));
        let secure = scheme == "https";
        let usual = if secure { 443 } else { 80 };
        let root = site.base.path().to_owned();
        let from_host = |address: &str| format!("{root}{}", address.trim_start_matches('/'));
        let redirects = &site.directory.redirects;
        let mut facts = Self {
            secure,
            host: host.to_owned(),
            port: port.filter(|port| *port != usual),
            url: url.to_owned(),
            locales: Vec::new(),
            wishes: site.wishes(),
            redirects: redirects.iter().map(|one| (from_host(&one.from), from_host(&one.to))).collect(),
            top: Vec::new(),
            script: site.assets.script.clone(),
            root,
        };
        for route in site.routes() {
            facts.note(&route);
        }
        facts
    }

    fn note(&mut self, route: &Route) {
        let path = route.path();
        if let Route::NotFound(_) = route {
            self.locales.extend(path.split('/').next().map(str::to_owned));
        } else if !matches!(route, Route::Local(..)) {
            let name = path.split_inclusive('/').next().unwrap_or_default().to_owned();
            if !self.top.contains(&name) {
                self.top.push(name);
            }
        }
    }

    /// Whether the host is a number and no name.
    pub fn is_address(&self) -> bool {
        self.host.bytes().all(|b| b.is_ascii_digit() || b == b'.') || self.host.starts_with('[')
    }

    /// The host, and its port where that is not the usual one.
    pub fn authority(&self) -> String {
        self.port.map_or_else(|| self.host.clone(), |port| format!("{}:{port}", self.host))
    }

    /// The headers that every answer carries. None of them changes with the content of the site.
    pub fn security(&self) -> Vec<(&'static str, String)> {
        let mut headers = vec![
            ("Content-Security-Policy", format!("{}; frame-ancestors 'none'", lasting_policy())),
            ("Referrer-Policy", "no-referrer".to_owned()),
            (
                "Permissions-Policy",
                "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()".to_owned(),
            ),
            ("X-Content-Type-Options", "nosniff".to_owned()),
            ("Cross-Origin-Opener-Policy", "same-origin".to_owned()),
        ];
        if self.secure {
            // Only for this very host: what else its owner runs below or beside it is not ours to decide.
            headers.push(("Strict-Transport-Security", "max-age=31536000".to_owned()));
        }
        headers
    }

    /// An address from the root of the host.
    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.root)
    }

    /// Patterns for the wishes of a browser (`Accept-Language`), best first: each finds the first language of its rank that
    /// the site has, and captures it. Ranks are tenths of `q`, so that `fr;q=0.8, en;q=0.9` means English.
    pub fn wish_patterns(&self) -> Vec<String> {
        let ranges: Vec<&str> = self.wishes.iter().map(|wish| wish.range.as_str()).collect();
        let pattern =
            |quality: &str| format!(r"(?:^|,)\s*({})(?:-[a-z0-9-]+)?\s*{quality}\s*(?:,|$)", ranges.join("|"));
        let first = pattern(r"(?:;\s*q=1(?:\.0*)?)?");
        let tenths = (1..10).rev().map(|tenth| pattern(&format!(r";\s*q=0\.{tenth}[0-9]*")));
        let last = pattern(r";\s*q=0\.0[0-9]*[1-9][0-9]*");
        std::iter::once(first).chain(tenths).chain(std::iter::once(last)).collect()
    }
}

/// A pattern that matches exactly this text.
pub fn literally(text: &str) -> String {
    let mut pattern = String::new();
    for c in text.chars() {
        if !c.is_ascii_alphanumeric() && !matches!(c, '/' | '-' | '_' | '~') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern
}
