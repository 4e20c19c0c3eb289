//! What the finder of the page's script is sent: the names by which it finds countries, without those that it would find
//! anyway.

use std::collections::HashMap;

use crate::cldr;
use crate::memo::Memo;
use crate::model::{Continent, CountryCode};

use super::lists::sorted;
use super::site::Site;

/// Names of countries in at most this many other locales stand on the home page; more would not fit its budget.
const FINDER_COLUMNS: usize = 5;

/// Places where nobody lives for good: their names in other languages would only weigh on the page.
const UNINHABITED: [&str; 7] = ["AQ", "BV", "GS", "HM", "IO", "TF", "UM"];

/// A name, and the same as the script compares it.
struct Name {
    text: String,
    letters: Vec<char>,
}

impl Name {
    fn new(text: String) -> Self {
        Self { letters: fold(&text), text }
    }
}

/// The names that may be sent, the same for every page.
pub struct Finder {
    /// In the first locales: one more than a page takes, because none takes its own.
    locales: Vec<HashMap<CountryCode, Name>>,
    /// In the first language of each country.
    own: HashMap<CountryCode, Name>,
    /// Every name of those locales in one text, each after a line break, and whose it is by where it begins.
    all: String,
    begins: Vec<(usize, CountryCode)>,
    /// What was found out: nearly the same questions are asked for each locale.
    rivals: Memo<(CountryCode, Vec<char>), bool>,
}

impl Finder {
    fn of(site: &Site) -> Self {
        let codes = || site.directory.countries.keys().copied();
        let first = site.speakers.iter().take(FINDER_COLUMNS + 1);
        let locales: Vec<HashMap<CountryCode, Name>> = first
            .map(|speaker| codes().map(|code| (code, Name::new(speaker.country(code).to_owned()))).collect())
            .collect();
        let own = codes().map(|code| (code, Name::new(own_country_name(site, code)))).collect();
        let (mut all, mut begins) = (String::new(), Vec::new());
        for (code, name) in locales.iter().flatten() {
            all.push('\n');
            begins.push((all.len(), *code));
            all.extend(&name.letters);
        }
        Self { locales, own, all, begins, rivals: Memo::default() }
    }

    /// Whether the name of another country holds these letters: then only the exact name leads here.
    fn has_rival(&self, code: CountryCode, letters: &[char]) -> bool {
        let found = self.rivals.get((code, letters.to_vec()), || {
            let spelled: String = letters.iter().collect();
            self.all.match_indices(&spelled).any(|(at, _)| {
                let after = self.begins.partition_point(|(begin, _)| *begin <= at);
                after.checked_sub(1).is_some_and(|index| self.begins[index].1 != code)
            })
        });
        *found
    }
}

/// Names by which the finder knows the countries, beside those in the list: one column a language, in the order of the
/// list, empty where the finder knows the country by that name already.
pub fn name_columns(site: &Site, locale: usize) -> Vec<(String, String)> {
    let finder = site.finder.get_or_init(|| Finder::of(site));
    let order: Vec<CountryCode> =
        Continent::ALL.iter().flat_map(|continent| sorted(site, locale, *continent)).collect();
    let mut known: Vec<Vec<Vec<char>>> =
        order.iter().map(|code| vec![fold(site.speakers[locale].country(*code))]).collect();
    let others = (0..finder.locales.len()).filter(|other| *other != locale).take(FINDER_COLUMNS);
    let others = others.map(|other| (site.speakers[other].locale.to_string(), &finder.locales[other]));
    let sources = others.chain([(String::new(), &finder.own)]);
    sources.map(|(locale, names)| (locale, column(finder, &order, names, &mut known))).collect()
}

fn column(
    finder: &Finder,
    order: &[CountryCode],
    names: &HashMap<CountryCode, Name>,
    known: &mut [Vec<Vec<char>>],
) -> String {
    let fields: Vec<&str> = order
        .iter()
        .zip(known)
        .map(|(code, known)| {
            let Some(Name { text, letters }) = names.get(code) else { return "" };
            let is_needless = letters.is_empty()
                || UNINHABITED.contains(&code.as_str())
                || known.contains(letters)
                || (finds(letters, known) && !finder.has_rival(*code, letters));
            if is_needless {
                return "";
            }
            known.push(letters.clone());
            text
        })
        .collect();
    fields.join("|").trim_end_matches('|').to_owned()
}

/// The name of a country in its own first language.
fn own_country_name(site: &Site, code: CountryCode) -> String {
    let language = site.directory.countries[&code].languages.first();
    language.and_then(|language| cldr::country_name_in(language, code)).unwrap_or_default()
}

/// A name as the script compares it: lower case, letters and digits only. The script takes every accent away; here that is
/// done for the commonest, and the others count as slips, which can only keep a name that might have been left out.
pub fn fold(name: &str) -> Vec<char> {
    name.to_lowercase().chars().filter(|c| c.is_alphanumeric()).map(bare).collect()
}

fn bare(letter: char) -> char {
    match letter {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => 'a',
        'ç' => 'c',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ñ' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        other => other,
    }
}

/// Whether somebody who types `name` is shown the country after each letter, going by the names already `known`.
pub fn finds(name: &[char], known: &[Vec<char>]) -> bool {
    if known.iter().any(|other| other == name) {
        return true;
    }
    let mut found = vec![false; name.len()];
    for other in known {
        note_found(name, other, &mut found);
    }
    name.len() > 4 && found.iter().all(|found| *found)
}

/// Notes after which letters of `typed` so few slips lead to a beginning of `name` that they are forgiven. Letter by letter
/// as people type: the edit distances of each are made from those of the one before.
fn note_found(typed: &[char], name: &[char], found: &mut [bool]) {
    let mut row: Vec<usize> = (0..=name.len()).collect();
    for (index, letter) in typed.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = index + 1;
        for (column, other) in name.iter().enumerate() {
            let above = row[column + 1];
            row[column + 1] = (row[column] + 1).min(above + 1).min(diagonal + usize::from(letter != other));
            diagonal = above;
        }
        let slips = row.iter().min().copied().unwrap_or_default();
        found[index] |= slips <= forgiven(index + 1);
    }
}

/// How many slips are forgiven in so many letters.
fn forgiven(length: usize) -> usize {
    match length {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_left_out_only_where_each_letter_of_it_still_finds_the_country() {
        let found = |name: &str, known: &str| finds(&fold(name), &[fold(known)]);
        assert!(found("Argentina", "Argentine"));
        assert!(found("GUINEA-BISSAU", "Guinea Bissau"));
        assert!(!found("Belgien", "Belgium"), "two slips in seven letters are too many");
        assert!(!found("Spain", "Espagne"), "its first letter finds nothing");
        assert!(!found("Chad", "Chat"), "so short a name forgives no slip");
    }
}
