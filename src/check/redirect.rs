//! Old addresses and where each of them leads now.
//!
//! Addresses stand in leaflets, in warning pages and in other people's links: one that was published once keeps leading
//! to help. Here are their form and their targets; hosts write them down in their own ways.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Faults, Place};
use crate::model::{CountryCode, Directory, PageSlug, Redirect};
use crate::read::Document;

use super::decode::{At, Cx, Decode, Problem};
use super::published::{Published, folders, segment};
use super::records::RawRedirect;

/// Checks `data/redirects.yaml`, which may be missing: the form of each address, and that none leads in a circle. Gives back
/// every redirect that could be read and has the right form, whatever is wrong with others.
pub fn check(document: Option<&Document>, faults: &mut Faults) -> Option<Vec<At<Redirect>>> {
    let Some(document) = document else { return Some(Vec::new()) };
    let mut cx = Cx { source: &document.source, faults };
    let records = Vec::<RawRedirect>::decode(&document.root, &mut cx)?;
    let mut redirects = Vec::new();
    for RawRedirect { from, to, place } in records {
        let forms = [(&from, true), (&to, false)].map(|(address, is_old)| has_form(address, is_old, &mut cx));
        if forms == [true, true] {
            redirects.push((from, to, place));
        }
    }
    report_twins(&redirects, &mut cx);
    report_folders(&redirects, &mut cx);
    report_chains(&redirects, &mut cx);
    let settled = redirects.into_iter();
    Some(settled.map(|(from, to, span)| At { value: Redirect { from: from.value, to: to.value }, span }).collect())
}

/// Whether an address could be read and has the form of one; the fault is then noted.
fn has_form(address: &At<String>, is_old: bool, cx: &mut Cx<'_>) -> bool {
    match form(&address.value, is_old) {
        Ok(()) => address.is_known(),
        Err(problem) => {
            cx.fault(&address.span, problem.diagnostic);
            false
        }
    }
}

/// One line of the file: the old address, the new one, and where the record begins.
type Line = (At<String>, At<String>, Range<usize>);

/// The form of an address of this site: `/`, names of plain characters, and a closing `/` (or `.html` for an old one).
fn form(address: &str, is_old: bool) -> Result<(), Problem> {
    let plain = |name: &str| {
        let fits = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'~');
        !name.is_empty() && !name.starts_with('.') && name.bytes().all(fits)
    };
    let names = address.strip_prefix('/').map(|rest| rest.strip_suffix('/').unwrap_or(rest));
    let good = names.is_some_and(|names| (!is_old && address == "/") || names.split('/').all(plain));
    let ends = address.ends_with('/') || (is_old && has_html(address) && !address.ends_with("/index.html"));
    if good && ends && address.len() <= 200 {
        return Ok(());
    }
    let message = format!("`{address}` is not the address of a page of this site");
    Err(Problem::new(Code::RedirectMalformed, message).help(
        "write it from the root of the site, with a slash at both ends and only letters, digits, `-`, `_`, `.` or `~` \
         between them, such as `/en/old-name/`",
    ))
}

fn has_html(address: &str) -> bool {
    address.rsplit_once('.').is_some_and(|(_, extension)| extension == "html")
}

fn report_twins(lines: &[Line], cx: &mut Cx<'_>) {
    let mut seen: HashMap<&str, &Range<usize>> = HashMap::new();
    for (from, ..) in lines {
        if let Some(first) = seen.insert(&from.value, &from.span) {
            let message = format!("`{}` is redirected twice", from.value);
            let diagnostic = Diagnostic::new(Code::RedirectMalformed, message)
                .label("again here")
                .related(Place::new(cx.source, first.clone()), "first here")
                .help("delete one of the two");
            cx.fault(&from.span, diagnostic);
        }
    }
}

/// The file that a host without rules of its own serves at an old address; it leads on.
fn file_at(address: &str) -> String {
    let path = address.trim_start_matches('/');
    if path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
}

/// No old address is a file where another needs a folder, as `/a.html` and `/a.html/` would be.
fn report_folders(lines: &[Line], cx: &mut Cx<'_>) {
    let files: HashMap<String, &At<String>> = lines.iter().map(|(from, ..)| (file_at(&from.value), from)).collect();
    for (from, ..) in lines {
        let file = file_at(&from.value);
        let Some(other) = folders(&file).find_map(|folder| files.get(folder)) else { continue };
        let message = format!("`{}` needs a folder where `{}` is a file", from.value, other.value);
        let diagnostic = Diagnostic::new(Code::RedirectMalformed, message)
            .related(Place::new(cx.source, other.span.clone()), "the file")
            .help("delete one of the two");
        cx.fault(&from.span, diagnostic);
    }
}

/// A visitor is led on once at most: no target is an old address itself.
fn report_chains(lines: &[Line], cx: &mut Cx<'_>) {
    let next: HashMap<&str, &At<String>> = lines.iter().map(|(from, to, _)| (from.value.as_str(), to)).collect();
    for (from, to, _) in lines {
        let Some(mut end) = next.get(to.value.as_str()) else { continue };
        let mut steps = 0;
        while let Some(further) = next.get(end.value.as_str()).filter(|_| steps <= lines.len()) {
            (end, steps) = (further, steps + 1);
        }
        let (message, help) = if steps > lines.len() || end.value == from.value {
            (format!("`{}` leads back to itself", from.value), "write the address of a page that exists".to_owned())
        } else {
            (format!("`{}` is an old address itself", to.value), format!("write `to: {}`", end.value))
        };
        cx.fault(&to.span, Diagnostic::new(Code::RedirectLoop, message).help(help));
    }
}

/// Holds the redirects against what is published: each target is a page of it, and no old address is in the way of a file.
pub fn settle(
    redirects: Vec<At<Redirect>>,
    document: Option<&Document>,
    statics: &BTreeMap<String, Vec<u8>>,
    directory: &mut Directory,
    faults: &mut Faults,
) {
    let Some(document) = document else { return };
    let published = Published::of(directory, statics);
    let mut cx = Cx { source: &document.source, faults };
    // One that leads to another redirect has its fault already.
    let old: HashSet<String> = redirects.iter().map(|redirect| redirect.value.from.clone()).collect();
    for At { value, span } in redirects {
        if !is_page(&value.to, directory) && !old.contains(&value.to) {
            let message = format!("`{}` leads to `{}`, which is no page of this site", value.from, value.to);
            let help = "write the address of a page as the browser shows it, such as `/en/de/` or `/en/contact/`";
            cx.fault(&span, Diagnostic::new(Code::RedirectTarget, message).help(help));
        }
        if let Some(file) = published.in_the_way(&file_at(&value.from)) {
            let (message, help) = if is_page(&value.from, directory) {
                let message = format!("`{}` is redirected although the site has this page", value.from);
                (message, "delete the redirect, or the page")
            } else {
                let message = format!("`{}` is redirected although the site has `/{file}`", value.from);
                (message, "delete the redirect: the file stands where the old address would")
            };
            cx.fault(&span, Diagnostic::new(Code::RedirectTarget, message).help(help));
        }
        directory.redirects.push(value);
    }
    directory.redirects.sort();
}

/// Whether a page stands at the address: the choice of a language, or a page of a locale.
fn is_page(address: &str, directory: &Directory) -> bool {
    let names: Vec<&str> = address.trim_matches('/').split('/').collect();
    let is_locale = |name: &str| directory.locales.iter().any(|text| segment(&text.settings.locale) == name);
    match names.as_slice() {
        [""] => true,
        [locale] => is_locale(locale),
        [locale, name] => is_locale(locale) && (is_country(name, directory) || is_prose(name, directory)),
        _ => false,
    }
}

fn is_country(name: &str, directory: &Directory) -> bool {
    let lower = name.bytes().all(|b| b.is_ascii_lowercase());
    lower && CountryCode::parse(&name.to_ascii_uppercase()).is_ok_and(|code| directory.countries.contains_key(&code))
}

fn is_prose(name: &str, directory: &Directory) -> bool {
    PageSlug::new(name).is_some_and(|slug| {
        slug != PageSlug::home() && slug != PageSlug::not_found() && directory.pages.contains_key(&slug)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The codes of the faults of a file of redirects.
    fn codes(yaml: &str) -> Vec<Code> {
        let files = [("data/redirects.yaml".to_owned(), yaml.as_bytes().to_vec())].into();
        let (raw, mut faults) = crate::read::parse(&files);
        check(raw.redirects.as_ref(), &mut faults);
        faults.into_sorted().into_iter().map(|fault| fault.code).collect()
    }

    #[test]
    fn nobody_is_led_twice_or_in_a_circle() {
        let line = |from: &str, to: &str| format!("- {{ from: {from}, to: {to} }}\n");
        assert_eq!(codes(&(line("/a/", "/en/") + &line("/b/", "/en/"))), []);
        assert_eq!(codes(&line("/a/", "/a/")), [Code::RedirectLoop]);
        assert_eq!(codes(&(line("/a/", "/b/") + &line("/b/", "/en/"))), [Code::RedirectLoop]);
        assert_eq!(codes(&(line("/a/", "/b/") + &line("/b/", "/a/"))), [Code::RedirectLoop; 2]);
        assert_eq!(codes(&(line("/a/", "/en/") + &line("/a/", "/en/"))), [Code::RedirectMalformed]);
        assert_eq!(codes("- { from: /a/ }\n"), [Code::MissingKey]);
    }

    #[test]
    fn no_address_is_a_file_and_a_folder() {
        let both = |one: &str, other: &str| {
            codes(&format!("- {{ from: {one}, to: /en/ }}\n- {{ from: {other}, to: /en/ }}\n"))
        };
        for (file, folder) in [("/a.html", "/a.html/"), ("/a.html", "/a.html/b/"), ("/b/a.html", "/b/a.html/c.html")] {
            assert_eq!(both(file, folder), [Code::RedirectMalformed], "{file} {folder}");
            assert_eq!(both(folder, file), [Code::RedirectMalformed], "{folder} {file}");
        }
        assert_eq!(both("/a/", "/a/b/"), []);
        assert_eq!(both("/a.html", "/a/"), []);
    }

    #[test]
    fn an_address_is_plain_and_closed() {
        for good in ["/en/old/", "/old.html", "/EN/Old_Name/", "/a/b.c/d/"] {
            assert!(form(good, true).is_ok(), "{good}");
        }
        for bad in [
            "",
            "/",
            "en/old/",
            "/en/old",
            "/en//old/",
            "/en/../old/",
            "/en/old/?a",
            "/en/a b/",
            "/en/index.html",
            "https://x.org/",
            "//x.org/",
            "/.well-known/",
            "/en/ö/",
            "/en/$1/",
            "/en/*/",
        ] {
            assert!(form(bad, true).is_err(), "{bad}");
        }
        assert!(form("/", false).is_ok());
        assert!(form("/new.html", false).is_err());
    }
}
