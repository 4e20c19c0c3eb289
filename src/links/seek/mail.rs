//! Mail addresses on a page, also where they are written so that programs shall not find them.

use std::collections::{BTreeMap, BTreeSet};

use super::{MOST_OTHERS, Presence};
use crate::links::page::Page;
use crate::links::plan::Sought;

/// Looks for each mail address of `sought`.
pub fn seek(page: &Page, sought: &BTreeSet<Sought>) -> BTreeMap<String, Presence> {
    let wanted: Vec<(String, String)> = sought
        .iter()
        .filter_map(|sought| match sought {
            Sought::Mail(address) => Some((sought.key(), address.to_lowercase())),
            Sought::Phone { .. } => None,
        })
        .collect();
    if wanted.is_empty() {
        return BTreeMap::new();
    }
    let text = plain(&[page.text.as_str(), &page.links, &page.data].join("\n"));
    let all = addresses(&text);
    let presences = wanted.iter().map(|(key, address)| {
        let presence = if all.contains(address.as_str()) || is_spoken(&text, address) {
            Presence::Printed
        } else {
            instead_of(address, &wanted, &all)
        };
        (key.clone(), presence)
    });
    presences.collect()
}

/// Other addresses of the same host, the most alike first.
fn instead_of(address: &str, published: &[(String, String)], all: &BTreeSet<&str>) -> Presence {
    let host = address.rsplit('@').next().unwrap_or_default();
    let mut others: Vec<(usize, &str)> = all
        .iter()
        .filter(|other| other.rsplit('@').next() == Some(host) && !published.iter().any(|(_, known)| known == *other))
        .map(|other| (strsim::osa_distance(other, address), *other))
        .collect();
    others.sort_unstable();
    others.truncate(MOST_OTHERS);
    if others.is_empty() {
        Presence::NotFound
    } else {
        Presence::Another(others.into_iter().map(|(_, other)| other.to_owned()).collect())
    }
}

/// In lower case, with `(at)`, `[dot]` and their like as the characters they stand for, and no space around `@`.
fn plain(text: &str) -> String {
    let mut text: String =
        text.to_lowercase().chars().filter(|c| !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}')).collect();
    for (sign, words) in [
        ('@', &["at", "ät", "arroba", "arobase", "chiocciola", "@", "a"][..]),
        ('.', &["dot", "punkt", "point", "punto", "."][..]),
    ] {
        for (open, close) in [('(', ')'), ('[', ']'), ('{', '}'), ('<', '>')] {
            for word in words {
                text = text.replace(&format!("{open}{word}{close}"), &format!("\u{1}{sign}\u{1}"));
                text = text.replace(&format!("{open} {word} {close}"), &format!("\u{1}{sign}\u{1}"));
            }
        }
    }
    text = text.replace(" \u{1}", "").replace("\u{1} ", "").replace('\u{1}', "");
    text.replace('＠', "@")
        .replace("\\u0040", "@")
        .replace("&#64;", "@")
        .replace(" @ ", "@")
        .replace(" @", "@")
        .replace("@ ", "@")
}

/// Every mail address of a text that is [`plain`].
fn addresses(text: &str) -> BTreeSet<&str> {
    let is_local = |c: char| c.is_alphanumeric() || ".!#$%&'*+-/=?^_`{|}~".contains(c);
    let is_host = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-');
    let around = text.match_indices('@').map(|(at, _)| {
        let start = text[..at]
            .rfind(|c| !is_local(c))
            .map_or(0, |before| before + text[before..].chars().next().map_or(1, char::len_utf8));
        let end = text[at + 1..].find(|c| !is_host(c)).map_or(text.len(), |length| at + 1 + length);
        text[start..end].trim_matches(['.', '-', '\'', '/', '=', '&'])
    });
    around.filter(|address| !address.starts_with('@') && !address.ends_with('@')).collect()
}

/// `name at host dot org`, which is looked for only where it is known what to look for.
fn is_spoken(text: &str, address: &str) -> bool {
    let Some((local, host)) = address.split_once('@') else { return false };
    let ways = [format!("{local} at {host}"), format!("{local} at {}", host.replace('.', " dot "))];
    ways.iter().any(|way| {
        text.match_indices(way.as_str()).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            let mut after = text[at + way.len()..].chars();
            let next = after.next();
            !before.is_some_and(char::is_alphanumeric)
                && !next.is_some_and(|c| {
                    c.is_alphanumeric() || c == '-' || c == '.' && after.next().is_some_and(char::is_alphanumeric)
                })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::links::page;

    fn look(html: &str) -> Presence {
        let page = page::read(html.as_bytes(), None);
        seek(&page, &BTreeSet::from([Sought::Mail("Info@help.example.org".into())])).into_values().next().unwrap()
    }

    #[test]
    fn every_usual_way_of_writing_is_known() {
        let ways = [
            "Write to info@help.example.org.",
            "<a href='mailto:info@help.example.org?subject=x'>us</a>",
            "INFO@HELP.EXAMPLE.ORG",
            "info&#64;help.example.org",
            "&#105;nfo&commat;help&period;example.org",
            "info (at) help.example.org",
            "info[at]help.example.org",
            "info (at) help (dot) example (dot) org",
            "info at help dot example dot org",
            "info<span>@</span>help.example.org",
            "info{at}help[.]example[.]org",
            "<a href='mailto:info%40help.example.org'>us</a>",
            "info @ help.example.org",
            "<script type='application/json'>{\"m\":\"info\\u0040help.example.org\"}</script>",
            "info( at )help.example.org",
        ];
        for html in ways {
            assert_eq!(look(html), Presence::Printed, "{html}");
        }
    }

    #[test]
    fn others_are_not_it() {
        assert_eq!(look("my-info@help.example.org"), Presence::Another(vec!["my-info@help.example.org".into()]));
        assert_eq!(
            look("hilfe@help.example.org, x@example.org"),
            Presence::Another(vec!["hilfe@help.example.org".into()])
        );
        assert_eq!(look("info@help.example.organic"), Presence::NotFound);
        assert_eq!(look("@ @@ a@ @b info at help dot example dot organic"), Presence::NotFound);
    }
}
