//! The files of `static/`: each is published under its name, at the root of the site, beside what the program makes.
//!
//! A name must mean the same on every disk and every host, and lead visitors to nothing else.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Faults, Source};
use crate::read::Raw;

use super::published::{is_made_at_the_root, is_renamed};

/// Endings of files that a page, a browser or a person can ask for: every host knows their media types, and the
/// Content-Security-Policy of the pages keeps none of them out. (It does keep out fonts, and style sheets as files.)
const ENDINGS: [&str; 9] = ["ico", "jpg", "js", "json", "pdf", "png", "svg", "txt", "webp"];

/// Files without which no page is whole, and what they are for.
const NEEDED: [(&str, &str); 2] = [("style.css", "how every page looks"), ("app.js", "what pages do by themselves")];

/// Names that Windows keeps for devices, whatever their ending ("Naming Files, Paths, and Namespaces").
const DEVICES: [&str; 4] = ["aux", "con", "nul", "prn"];

/// Longest name: what every file system can hold, with room for the ending of a compressed form.
const LONGEST: usize = 100;

/// Checks the files of `static/`. As capital letters are refused, no two names differ only in them.
pub fn check(raw: &Raw, faults: &mut Faults) {
    for (name, bytes) in &raw.statics {
        if let Some(fault) = name_fault(name).or_else(|| taken(name)) {
            faults.report(fault);
        }
        if name == "style.css" {
            check_style(bytes, faults);
        }
    }
    for (name, purpose) in NEEDED {
        let path = format!("static/{name}");
        if !raw.statics.contains_key(name) && !raw.is_broken(&path) {
            let diagnostic = Diagnostic::new(Code::FileMissing, format!("there is no `{path}`"));
            faults.report(diagnostic.help(format!("it says {purpose}; take it from an earlier state of the project")));
        }
    }
}

/// What is wrong with a name by itself.
fn name_fault(name: &str) -> Option<Diagnostic> {
    let fault = |message: String, help: String| Some(named(Code::StaticName, name, message, help));
    if name.contains('/') {
        return fault(
            format!("`static/{name}` lies in a folder; only files directly in `static` are published"),
            "move it up".to_owned(),
        );
    }
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'_' | b'-');
    let begins = name.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit());
    if !begins || name.ends_with('.') || name.contains("..") || !name.bytes().all(plain) || name.len() > LONGEST {
        let shown: String = name.chars().take(LONGEST).collect();
        return fault(
            format!("`{shown}` is not a name that every disk and host takes alike"),
            format!(
                "use at most {LONGEST} lower-case letters without accents, digits, `-`, `_` or `.`, and begin with a \
                 letter or digit, such as `small-mark.svg`"
            ),
        );
    }
    let stem = name.split('.').next().unwrap_or_default();
    let numbered = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    if DEVICES.contains(&stem) || numbered.is_some_and(|rest| rest.len() == 1 && rest.as_bytes()[0].is_ascii_digit()) {
        return fault(format!("Windows keeps the name `{stem}` for a device"), "choose another name".to_owned());
    }
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    if !is_renamed(name) && !ENDINGS.contains(&ending) {
        return fault(
            format!("`{name}` is no kind of file that this site publishes"),
            format!("these are: {}; styles belong into `style.css`", ENDINGS.join(", ")),
        );
    }
    None
}

/// The fault of a name under which the program itself publishes something.
fn taken(name: &str) -> Option<Diagnostic> {
    let message = format!("the program itself makes `{name}` at the root of the site");
    let help = "choose another name, or delete the file".to_owned();
    is_made_at_the_root(name).then(|| named(Code::StaticTaken, name, message, help))
}

fn named(code: Code, name: &str, message: String, help: String) -> Diagnostic {
    let file = Arc::new(Source { path: format!("static/{name}"), text: String::new() });
    Diagnostic::new(code, message).at(&file, 0..0).help(help)
}

/// The style sheet is set into the head of each page, where `</style` would end it and all after it would be markup.
fn check_style(bytes: &[u8], faults: &mut Faults) {
    const END: &str = "</style";
    let text = String::from_utf8_lossy(bytes).into_owned();
    let source = Arc::new(Source { path: "static/style.css".to_owned(), text });
    let lower = source.text.to_ascii_lowercase();
    for (at, _) in lower.match_indices(END) {
        let diagnostic = Diagnostic::new(Code::StyleEnds, "the style sheet ends itself in the middle of a page");
        let diagnostic = diagnostic.at(&source, at..at + END.len()).label("the rest would be markup");
        faults.report(diagnostic.help("delete it; in a text of a style sheet, write `<\\/style`"));
    }
    if std::str::from_utf8(bytes).is_err() {
        let help = "save the file again with the encoding UTF-8 (in most editors: Save with encoding, UTF-8)";
        let diagnostic = Diagnostic::new(Code::FileNotUtf8, "`static/style.css` is not UTF-8");
        faults.report(diagnostic.at(&source, 0..0).help(help));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The codes for the names of a folder `static`, beside those of files that are needed.
    fn codes(names: &[&str]) -> Vec<Code> {
        let files = names.iter().chain(&["style.css", "app.js"]).map(|name| ((*name).to_owned(), Vec::new()));
        let raw = Raw { statics: files.collect(), ..Raw::default() };
        let mut faults = Faults::new();
        check(&raw, &mut faults);
        faults.into_sorted().into_iter().map(|fault| fault.code).collect()
    }

    #[test]
    fn a_name_is_the_same_on_every_disk() {
        for good in ["mark.svg", "0.png", "a_b-c.min.js", "com10.txt", "console.txt", "favicon.ico", "site.json"] {
            assert_eq!(codes(&[good]), [], "{good}");
        }
        for bad in [
            "Mark.svg",
            "MARK.SVG",
            "a b.svg",
            "größe.svg",
            ".a.svg",
            "a.",
            "a..svg",
            "-a.svg",
            "_headers",
            "_worker.js",
            "_routes.json",
            "CNAME",
            "con.txt",
            "nul.svg",
            "com1.png",
            "lpt9.txt",
            "a/b.svg",
            "mark",
            "a.html",
            "a.woff2",
            "other.css",
            "mark.svg.gz",
            "a:b.svg",
            "a%2e.svg",
        ] {
            assert_eq!(codes(&[bad]), [Code::StaticName], "{bad}");
        }
        assert_eq!(codes(&[&format!("{}.svg", "a".repeat(100))]), [Code::StaticName]);
    }

    #[test]
    fn nothing_stands_in_the_place_of_what_the_program_makes() {
        for bad in ["manifest.json", "robots.txt", "app.0123abcd.js"] {
            assert_eq!(codes(&[bad]), [Code::StaticTaken], "{bad}");
        }
        assert_eq!(codes(&["app.01234567.svg", "directory.json"]), []);
    }

    #[test]
    fn the_style_sheet_does_not_end_itself() {
        for bad in ["</style>", "a { } </STYLE ", "/* </style */"] {
            let mut faults = Faults::new();
            check_style(bad.as_bytes(), &mut faults);
            assert!(faults.has_errors(), "{bad}");
        }
    }
}
