//! Netlify: `_headers` and `_redirects` in the published folder.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::facts::{FOR_EVER, Facts, SHORT};
use super::{HostFile, Target, TooMuch};

/// `_headers` and `_redirects`.
///
/// # Errors
/// [`TooMuch::Below`].
pub fn files(facts: &Facts) -> Result<Vec<HostFile>, TooMuch> {
    if facts.root != "/" {
        return Err(TooMuch::Below { target: Target::Netlify, root: facts.root.clone() });
    }
    Ok(vec![("_headers".to_owned(), headers(facts)), ("_redirects".to_owned(), redirects(facts))])
}

/// No two rules set the same header for one address: whether they would then be joined is not said.
fn headers(facts: &Facts) -> String {
    let mut text = String::from("/*\n");
    for (name, value) in facts.security() {
        let _ = writeln!(text, "  {name}: {value}");
    }
    let _ = write!(text, "/\n  Cache-Control: {SHORT}\n  Vary: Accept-Language\n");
    let folders = facts.locales.iter().map(|locale| format!("{locale}/"));
    let top = facts.top.iter().filter(|name| !name.is_empty()).cloned();
    for name in folders.chain(top) {
        let all = if name.ends_with('/') { "*" } else { "" };
        let cache = if Some(&name) == facts.script.as_ref() { FOR_EVER } else { SHORT };
        let _ = write!(text, "/{name}{all}\n  Cache-Control: {cache}\n");
    }
    text
}

fn redirects(facts: &Facts) -> String {
    let mut text = String::new();
    for (from, to) in &facts.redirects {
        let _ = writeln!(text, "{from} {to} 301!");
    }
    // It compares the language alone, so one that has several locales is left to the chooser. The rules are forced, since
    // `/` is a file; every other address stays what it is, so a choice once made is never undone.
    let mut locales: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for wish in &facts.wishes {
        let language = wish.range.split('-').next().unwrap_or_default();
        let known = locales.entry(language).or_default();
        if !known.contains(&wish.locale.as_str()) {
            known.push(&wish.locale);
        }
    }
    for locale in &facts.locales {
        for (language, _) in locales.iter().filter(|(_, found)| found.as_slice() == [locale]) {
            let _ = writeln!(text, "/ /{locale}/ 302! Language={language}");
        }
    }
    for locale in &facts.locales {
        let _ = writeln!(text, "/{locale}/* /{locale}/404.html 404");
    }
    text
}
