//! Phone numbers on a page: the one that is published, else others of the same country.

use std::collections::{BTreeMap, BTreeSet};

use rlibphonenumber::phonenumber_matcher::FindNumberExt;
use rlibphonenumber::{
    PHONE_NUMBER_UTIL, PhoneNumber, PhoneNumberFormat, Region, get_national_significant_number_owned as national_of,
};

use super::digits::{Cell, Gap, each_run, plain_digits};
use super::{MOST_OTHERS, Presence};
use crate::links::page::Page;
use crate::links::plan::Sought;

/// Numbers up to this length are short codes: found by chance in dates and addresses unless looked for with care.
const LONGEST_SHORT_CODE: usize = 6;

/// Of longer texts only the beginning is searched for other numbers.
const LONGEST_SEARCH: usize = 200_000;

/// A number with the digits of every way to write it.
struct Needle {
    key: String,
    /// With country code; what stands before it does not matter.
    abroad: Vec<Vec<u8>>,
    /// As dialled inside the country.
    home: Vec<Vec<u8>>,
    /// Without the digit that is dialled first inside the country.
    bare: Option<Vec<u8>>,
    parsed: Option<(PhoneNumber, Region)>,
}

/// Looks for each number of `sought`.
pub fn seek(page: &Page, sought: &BTreeSet<Sought>) -> BTreeMap<String, Presence> {
    let needles: Vec<Needle> = sought.iter().filter_map(Needle::of).collect();
    let mut printed = vec![false; needles.len()];
    for text in [&page.text, &page.links, &page.data] {
        if printed.contains(&false) {
            each_run(text, |run| {
                for (needle, found) in needles.iter().zip(&mut printed) {
                    *found = *found || needle.is_in(run);
                }
            });
        }
    }
    let mut others = Others::default();
    let presences = needles.iter().zip(&printed).map(|(needle, printed)| {
        let presence = if *printed { Presence::Printed } else { others.instead_of(needle, &needles, page) };
        (needle.key.clone(), presence)
    });
    presences.collect()
}

impl Needle {
    fn of(sought: &Sought) -> Option<Self> {
        let Sought::Phone { value, country } = sought else { return None };
        let dialled = digits(value);
        let mut needle = Self { key: sought.key(), abroad: Vec::new(), home: Vec::new(), bare: None, parsed: None };
        match country {
            // Also where it cannot be taken apart below.
            None => needle.abroad.push(dialled),
            Some(_) => needle.home.push(dialled),
        }
        if value.len() <= LONGEST_SHORT_CODE {
            return Some(needle);
        }
        let region = country.and_then(|country| country.as_str().parse::<Region>().ok());
        let Ok(parsed) = PHONE_NUMBER_UTIL.parse(value, region) else { return Some(needle) };
        let code = digits(&parsed.country_code.to_string());
        let national = digits(&national_of(&parsed));
        let at_home = digits(&PHONE_NUMBER_UTIL.format(&parsed, PhoneNumberFormat::National));
        // Plain, after the plus, after what Europe and North America dial in its place; each also with the zero in brackets.
        for prefix in [&[][..], &[0, 0], &[0, 1, 1]] {
            needle.abroad.push([prefix, code.as_slice(), &national].concat());
            needle.abroad.push([prefix, code.as_slice(), &[0], &national].concat());
        }
        needle.home.push(at_home);
        needle.parsed = PHONE_NUMBER_UTIL.get_region_for_number(&parsed).or(region).map(|region| (parsed, region));
        // Fewer digits would be found by chance.
        needle.bare = Some(national).filter(|national| national.len() >= 7);
        Some(needle)
    }

    fn is_in(&self, run: &[Cell]) -> bool {
        let is_short = self.parsed.is_none() && self.home.iter().all(|form| form.len() <= LONGEST_SHORT_CODE);
        (0..run.len()).any(|start| {
            let from = &run[start..];
            if start > 0 && from[0].gap == Gap::None && !from[0].plus {
                return false;
            }
            let before = Before::of(&run[..=start]);
            let home = || {
                self.home.iter().filter_map(|form| end_of(form, from)).any(|end| !is_short || is_alone(run, start, end))
            };
            self.abroad.iter().any(|form| end_of(form, from).is_some())
                || before.allows_home() && home()
                || before.allows_bare() && self.bare.as_ref().is_some_and(|form| end_of(form, from).is_some())
        })
    }
}

/// What stands in a run before the place where a number may begin.
struct Before {
    /// How many digits, since the last plus.
    digits: usize,
    /// Whether they begin with a plus, or with the two zeros that stand for it.
    abroad: bool,
}

impl Before {
    /// `cells` end with the first digit of the number.
    fn of(cells: &[Cell]) -> Self {
        let plus = cells.iter().rposition(|cell| cell.plus);
        let since = &cells[plus.unwrap_or(0)..];
        let digits = since.len() - 1;
        let zeros = digits >= 2 && since[..2].iter().all(|cell| cell.digit == 0);
        Self { digits, abroad: plus.is_some() || zeros }
    }

    /// Not right after the code of a country, which may be another one; after a whole number there is no such doubt.
    fn allows_home(&self) -> bool {
        !self.abroad || self.digits > LONGEST_SHORT_CODE
    }

    fn allows_bare(&self) -> bool {
        self.digits == 0 && !self.abroad || self.digits > LONGEST_SHORT_CODE
    }
}

/// How many cells `form` takes at the beginning of `cells`, if it is there and ends where a number may end.
fn end_of(form: &[u8], cells: &[Cell]) -> Option<usize> {
    let end = form.len();
    let there = cells.len() >= end && cells.iter().zip(form).all(|(cell, digit)| cell.digit == *digit);
    // Of a word that is dialled the last letters may be more than the number needs.
    let ends =
        cells.get(end).is_none_or(|next| next.gap != Gap::None || next.plus || next.letter && cells[end - 1].letter);
    (there && ends && end > 0).then_some(end)
}

/// A short code is one only where no dot or hyphen ties it to other digits, as in a date.
fn is_alone(run: &[Cell], start: usize, length: usize) -> bool {
    let loose = |cell: Option<&Cell>| cell.is_none_or(|cell| cell.gap == Gap::Loose);
    let before = start == 0 || loose(run.get(start));
    before && loose(run.get(start + length)) && !run[start].plus
}

fn digits(text: &str) -> Vec<u8> {
    text.bytes().filter(u8::is_ascii_digit).map(|byte| byte - b'0').collect()
}

/// The other numbers of a page, by region; looked for once, and only where one is missing.
#[derive(Default)]
struct Others {
    by_region: BTreeMap<String, Vec<(String, PhoneNumber)>>,
}

impl Others {
    /// Numbers of the country of `missing` on the page, the most alike first; none that is published itself.
    fn instead_of(&mut self, missing: &Needle, published: &[Needle], page: &Page) -> Presence {
        let Some((number, region)) = &missing.parsed else { return Presence::NotFound };
        let found = self.by_region.entry(region.to_string()).or_insert_with(|| all_on(page, *region));
        let is_published = |other: &PhoneNumber| {
            published.iter().filter_map(|needle| needle.parsed.as_ref()).any(|(known, _)| same(known, other))
        };
        let mut others: Vec<(usize, &String)> = found
            .iter()
            .filter(|(_, other)| other.country_code == number.country_code && !is_published(other))
            .map(|(written, other)| (strsim::osa_distance(&national_of(other), &national_of(number)), written))
            .collect();
        others.sort();
        others.truncate(MOST_OTHERS);
        if others.is_empty() {
            Presence::NotFound
        } else {
            Presence::Another(others.into_iter().map(|(_, written)| written.clone()).collect())
        }
    }
}

fn same(one: &PhoneNumber, other: &PhoneNumber) -> bool {
    one.country_code == other.country_code && national_of(one) == national_of(other)
}

/// Every number of `region` that a reader sees or can tap, but no fax, as written and each once.
fn all_on(page: &Page, region: Region) -> Vec<(String, PhoneNumber)> {
    let mut found: Vec<(String, PhoneNumber)> = Vec::new();
    let mut left = LONGEST_SEARCH;
    for line in page.text.lines().chain(page.links.lines()) {
        if line.len() > left {
            break;
        }
        let line = plain_digits(line);
        if line.bytes().filter(u8::is_ascii_digit).count() <= LONGEST_SHORT_CODE {
            continue;
        }
        left -= line.len().min(left);
        for other in line.find_phone_numbers_with_preferred_region(region) {
            let before = line[..other.start].to_lowercase();
            let words = before.chars().rev().take(15).collect::<String>();
            let is_fax = words.contains("xaf") || words.contains("eipocélét");
            if !is_fax && !found.iter().any(|(_, known)| same(known, &other.number)) {
                found.push((other.raw_string.trim().to_owned(), other.number.clone()));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::links::page;
    use crate::model::CountryCode;

    fn look(html: &str, value: &str, country: &str) -> Presence {
        let sought = Sought::Phone { value: value.into(), country: CountryCode::parse(country).ok() };
        let page = page::read(html.as_bytes(), None);
        seek(&page, &BTreeSet::from([sought])).into_values().next().unwrap()
    }

    #[test]
    fn every_usual_way_of_writing_is_known() {
        let home = [
            "Call 0808 1000 900.",
            "0808-1000-900",
            "0808.1000.900",
            "(0808) 1000900",
            "08081000900",
            "0808\u{a0}1000\u{a0}900",
            "0808&nbsp;1000&#160;900",
            "<b>0808</b> <span>1000</span><span>900</span>",
            "+44 808 1000 900",
            "+44 (0)808 1000 900",
            "0044 808 1000 900",
            "0044 (0) 808 1000 900",
            "<a href='tel:+448081000900'>call us</a>",
            "808 1000 900",
            "<a href='tel:0808%201000%20900'>call us</a>",
            "٠٨٠٨ ١٠٠٠ ٩٠٠",
            "０８０８‐１０００‐９００",
            "24/7 0808 1000 900",
            "01372 847160 / 0808 1000 900",
            "+44 1372 847160 / 0808 1000 900",
            "0808 1000 900 0808 1000 901",
            "0808\n       1000\n 900",
            "<script type='application/ld+json'>{\"telephone\": \"+44-808-1000-900\"}</script>",
            "0808 10 00 90 0",
            "&#48;808 1000 900",
        ];
        for html in home {
            assert_eq!(look(html, "08081000900", "GB"), Presence::Printed, "{html}");
        }
        for html in [
            "1.888.PREVENT",
            "1-888-773-8368",
            "(888) 773-8368",
            "+1 888 773 8368",
            "1-888-Prevent",
            "1-888-PREVENTION",
        ] {
            assert_eq!(look(html, "18887738368", "US"), Presence::Printed, "{html}");
        }
        for html in ["030 450 529 529", "+49 (0)30-450.529529", "0049 30 450529529", "030/450529529"] {
            assert_eq!(look(html, "+4930450529529", ""), Presence::Printed, "{html}");
        }
        for html in
            ["116 111", "116111", "Tel.: 116 111 (free)", "24/7 116 111", "116 111 / 0800 111", "tel. <b>116</b>-111"]
        {
            assert_eq!(look(html, "116111", "DE"), Presence::Printed, "{html}");
        }
    }

    #[test]
    fn parts_of_other_numbers_are_not_it() {
        for html in
            ["0808 1000 9001", "10808 1000 900x1", "+49 808 1000 900", "0049 808 1000 900", "0808 1000\n<p>900", "a"]
        {
            assert_ne!(look(html, "08081000900", "GB"), Presence::Printed, "{html}");
        }
        for html in ["1.116.111", "116 1112", "2116 111", "116-111-2"] {
            assert_ne!(look(html, "116111", "DE"), Presence::Printed, "{html}");
        }
    }

    #[test]
    fn another_number_of_the_country_is_named_the_most_alike_first() {
        let html = "<p>Office 01372 847160</p><p>Helpline 0808 1000 901</p><p>Fax: 020 7946 0000</p><p>Paris +33 1 42 68 53 00</p>";
        let others = vec!["0808 1000 901".to_owned(), "01372 847160".to_owned()];
        assert_eq!(look(html, "08081000900", "GB"), Presence::Another(others));
        assert_eq!(look("<p>Paris +33 1 42 68 53 00</p>", "08081000900", "GB"), Presence::NotFound);
        assert_eq!(look("<script>var id = '02079460000'</script>", "08081000900", "GB"), Presence::NotFound);
    }

    #[test]
    fn a_number_that_is_published_too_is_not_another() {
        let sought = |value: &str| Sought::Phone { value: value.into(), country: CountryCode::parse("GB").ok() };
        let page = page::read(b"01372 847160", None);
        let both = BTreeSet::from([sought("08081000900"), sought("01372847160")]);
        let found: Vec<Presence> = seek(&page, &both).into_values().collect();
        assert_eq!(found, [Presence::Printed, Presence::NotFound]);
    }
}
