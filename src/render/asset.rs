//! The style sheet, the script and the other files of `static/`.

use std::collections::BTreeMap;

use base64::Engine;
use sha2::{Digest, Sha256};

/// The files of `static/`, ready to be published.
#[derive(Debug)]
pub struct Assets {
    /// The style sheet, set into every page.
    pub style: String,
    /// Its hash for the Content-Security-Policy.
    pub style_hash: String,
    /// The style sheet without what it says of paper, for the one page that is too heavy to carry it.
    pub screen_style: String,
    /// The hash of that.
    pub screen_style_hash: String,
    /// The name under which the script is published, with a fingerprint; `None` where there is none.
    pub script: Option<String>,
    /// Every published file by its name.
    pub files: BTreeMap<String, Vec<u8>>,
}

/// Prepares the files. `style.css` is set into pages and not published; `app.js` is published under a name that changes
/// with its content; every other file keeps its name.
pub fn prepare(statics: &BTreeMap<String, Vec<u8>>) -> Assets {
    let style = statics.get("style.css").map(|bytes| tighten(&String::from_utf8_lossy(bytes))).unwrap_or_default();
    let screen_style = style.split(PAPER).next().unwrap_or_default().to_owned();
    let (style_hash, screen_style_hash) = (hash_of(&style), hash_of(&screen_style));
    let mut files = BTreeMap::new();
    let mut script = None;
    for (name, bytes) in statics {
        match name.as_str() {
            "style.css" => {}
            "app.js" => {
                let bytes = tighten_script(&String::from_utf8_lossy(bytes)).into_bytes();
                let published = format!("app.{}.js", &blake3::hash(&bytes).to_hex()[..8]);
                files.insert(published.clone(), bytes);
                script = Some(published);
            }
            _ => {
                files.insert(name.clone(), bytes.clone());
            }
        }
    }
    Assets { style, style_hash, screen_style, screen_style_hash, script, files }
}

/// Where the last layer of the style sheet begins, that of paper.
const PAPER: &str = "@layer print{";

/// The hash of a style sheet as the Content-Security-Policy writes it.
fn hash_of(style: &str) -> String {
    format!("sha256-{}", base64::engine::general_purpose::STANDARD.encode(Sha256::digest(style.as_bytes())))
}

impl Assets {
    /// The Content-Security-Policy that every page carries: nothing from elsewhere, nothing inline but the style sheet, whole or
    /// without what it says of paper.
    pub fn policy(&self) -> String {
        policy_with(&format!("'{}' '{}'", self.style_hash, self.screen_style_hash))
    }
}

/// The Content-Security-Policy for the headers of a host: that of the pages, but with any inline style.
///
/// Where a page has a policy of its own and comes with another, a browser holds it to both (Content Security Policy
/// Level 3, 8.1): so the hash in the page still decides on styles. This one is the same for every state of the site:
/// settings of a host and pages reach it by different ways and at different times, and hashes in both would leave pages
/// without any style whenever one was ahead of the other.
pub fn lasting_policy() -> String {
    policy_with("'unsafe-inline'")
}

fn policy_with(styles: &str) -> String {
    format!(
        "default-src 'none'; style-src {styles}; script-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"
    )
}

/// A style sheet without its comments, indentation and line breaks. Strings and everything that means something stay.
fn tighten(css: &str) -> String {
    let mut bare = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(start) = rest.find("/*") {
        bare.push_str(&rest[..start]);
        rest = rest[start..].find("*/").map_or("", |end| &rest[start + end + 2..]);
    }
    bare.push_str(rest);
    let lines: Vec<&str> = bare.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let mut tight = String::with_capacity(bare.len());
    for line in lines {
        // A selector or value that goes on in the next line needs its space.
        if !tight.is_empty() && !tight.ends_with(['{', '}', ';', ',']) {
            tight.push(' ');
        }
        tight.push_str(line);
    }
    for (loose, close) in [(" { ", "{"), (" {", "{"), ("; }", "}"), (" }", "}"), (";}", "}"), ("; ", ";"), (": ", ":")]
    {
        tight = tight.replace(loose, close);
    }
    tight
}

/// A script without the lines that are only comments, and without indentation.
fn tighten_script(script: &str) -> String {
    let lines = script.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_sheet_loses_only_what_means_nothing() {
        let css = "/* why */\na :hover,\nb > c {\n  color: red;\n  margin: 0 auto;\n}\n@media (min-width: 40em) { d { top: 0; } }\n";
        assert_eq!(tighten(css), "a :hover,b > c{color:red;margin:0 auto}@media (min-width:40em){d{top:0}}");
    }

    #[test]
    fn the_home_page_goes_without_what_is_said_of_paper() {
        let css = "@layer base, print;\n@layer base {\na { top: 0; }\n}\n@layer print {\n@media print { a { top: 1px; } }\n}\n";
        let assets = prepare(&BTreeMap::from([("style.css".to_owned(), css.as_bytes().to_vec())]));
        assert_eq!(assets.screen_style, "@layer base, print;@layer base{a{top:0}}");
        assert_ne!(assets.style_hash, assets.screen_style_hash);
    }

    #[test]
    fn the_name_of_the_script_changes_with_its_content() {
        let named =
            |text: &str| prepare(&BTreeMap::from([("app.js".to_owned(), text.as_bytes().to_vec())])).script.unwrap();
        assert_ne!(named("a();"), named("b();"));
        assert_eq!(named("a();"), named("// only a comment\n  a();\n"));
    }
}
