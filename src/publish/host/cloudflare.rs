//! Cloudflare Pages: `_headers` and `_redirects` in the published folder. It compresses by itself, and takes the nearest
//! `404.html` up the tree, so each locale's own is found.

use std::fmt::Write;

use super::facts::{FOR_EVER, Facts, SHORT};
use super::{HostFile, Target, TooMuch};

/// Rules in `_headers`.
const HEADER_RULES: usize = 100;
/// Characters in a line of `_headers`.
const HEADER_LINE: usize = 2_000;
/// Rules without `*` or `:name` in `_redirects`, the only kind that is written.
const REDIRECTS: usize = 2_000;
/// Characters in a line of `_redirects`.
const REDIRECT_LINE: usize = 1_000;

/// `_headers`, and `_redirects` where there are old addresses.
///
/// # Errors
/// A limit of the host.
pub fn files(facts: &Facts) -> Result<Vec<HostFile>, TooMuch> {
    let target = Target::Cloudflare;
    if facts.root != "/" {
        return Err(TooMuch::Below { target, root: facts.root.clone() });
    }
    let headers = headers(facts);
    let rules = headers.lines().filter(|line| !line.starts_with(' ')).count();
    if rules > HEADER_RULES {
        return Err(TooMuch::Rules { target, file: "_headers", rules, most: HEADER_RULES });
    }
    hold("_headers", &headers, HEADER_LINE)?;
    let mut files = vec![("_headers".to_owned(), headers)];
    if !facts.redirects.is_empty() {
        let rules = facts.redirects.len();
        if rules > REDIRECTS {
            return Err(TooMuch::Rules { target, file: "_redirects", rules, most: REDIRECTS });
        }
        let mut lines = String::new();
        for (from, to) in &facts.redirects {
            let _ = writeln!(lines, "{from} {to} 301");
        }
        hold("_redirects", &lines, REDIRECT_LINE)?;
        files.push(("_redirects".to_owned(), lines));
    }
    Ok(files)
}

/// Holds every line to the longest that the host reads.
fn hold(file: &'static str, text: &str, most: usize) -> Result<(), TooMuch> {
    let long = text.lines().find(|line| line.chars().count() > most);
    long.map_or(Ok(()), |line| {
        let start = line.trim_start().chars().take(40).collect();
        Err(TooMuch::RuleLength { target: Target::Cloudflare, file, start, most })
    })
}

/// All rules that match an address add up, and a header set twice is joined with a comma: so each is set once, and taken
/// away (`!`) before it is set anew.
fn headers(facts: &Facts) -> String {
    let mut text = String::from("/*\n  ! Access-Control-Allow-Origin\n");
    for (name, value) in facts.security() {
        let _ = writeln!(text, "  {name}: {value}");
    }
    let _ = writeln!(text, "  Cache-Control: {SHORT}");
    if let Some(script) = &facts.script {
        let _ = write!(text, "/{script}\n  ! Cache-Control\n  Cache-Control: {FOR_EVER}\n");
    }
    // Trial versions of the site, and its second name, must not be found in place of it.
    let mut hidden = vec!["https://:version.:project.pages.dev/*"];
    if !facts.host.ends_with(".pages.dev") {
        hidden.insert(0, "https://:project.pages.dev/*");
    }
    for address in hidden {
        let _ = write!(text, "{address}\n  X-Robots-Tag: noindex\n");
    }
    text
}
