//! Whatever is edited, in whatever order: a site made from what is remembered is the site of a fresh start, byte for byte.
//!
//! `EDITS=10000 cargo test --release --test incremental` tries more edits than [`EDITS`]. A failure names the number of the
//! edit; the edits before it are always the same.

#![allow(clippy::unwrap_used, clippy::case_sensitive_file_extension_comparisons, missing_docs)]

#[path = "mutations/mutate.rs"]
mod mutate;
mod support;

use std::collections::BTreeMap;

use get_support_today::diagnostic::{Checked, Faults};
use get_support_today::publish::serve::probe::Shown;
use get_support_today::read::Files;
use get_support_today::render::{Route, Site, Topic};
use get_support_today::{Workshop, diagnostic};
use jiff::civil::Date;
use mutate::{Chance, mutate};
use rayon::prelude::*;
use support::{SMALL_DAY, small_project};

/// How many edits are made one after the other.
const EDITS: u64 = 1_000;

/// After so many edits every page of the site has had its turn to be compared; those that are like no other always are.
const TURN: u64 = 50;

/// Countries of which every page is compared after each edit: those that the small project names, and one without a file.
const COUNTRIES: [&str; 5] = ["AT", "CH", "DE", "EG", "FJ"];

/// Edits after which the site is nearly always whole: in which files, what is looked for, what is put there.
const EDITS_OF_PEOPLE: [(&str, &str, &str); 16] = [
    ("data/countries/", "first-party", "official-site"),
    ("data/countries/", "anonymous: true", "anonymous: false"),
    ("data/countries/", "cost: free", "cost: standard"),
    ("data/countries/", "Mo-Fr", "Mo-Th"),
    ("data/countries/", "2026-", "2025-"),
    ("data/countries/", "publish: whole", "publish: withheld"),
    ("data/worldwide.yaml", "audiences: [self", "audiences: [family, self"),
    ("data/site.yaml", "name: ", "name: X"),
    ("data/site.yaml", "overdue: ", "overdue: 1"),
    ("data/references.yaml", "title: ", "title: X "),
    ("content/", " = ", " = X "),
    ("content/", "title: ", "title: X "),
    ("content/", "\n\n", "\n\nOne more line.\n\n"),
    ("templates/", "<p>", "<p >"),
    ("templates/", "{{ t(", "{{ text("),
    ("static/", "color", "colour"),
];

/// The project while it is edited.
struct Desk {
    original: Files,
    files: Files,
    today: Date,
}

impl Desk {
    fn new() -> Self {
        let original = small_project();
        Self { files: original.clone(), original, today: SMALL_DAY }
    }

    /// One edit, chosen by `number`; what it was, in words.
    fn edit(&mut self, number: u64) -> String {
        let mut chance = Chance::new(number);
        match chance.below(10) {
            0..=4 => self.edit_as_people_do(&mut chance),
            5 => self.remove(&mut chance),
            6 => self.break_something(number, &mut chance),
            7 => {
                self.today = SMALL_DAY.saturating_add(jiff::Span::new().days([0, 1, 200, 400][chance.below(4)]));
                format!("the day becomes {}", self.today)
            }
            _ => {
                self.files.clone_from(&self.original);
                "everything is as at first".to_owned()
            }
        }
    }

    fn edit_as_people_do(&mut self, chance: &mut Chance) -> String {
        let (place, from, to) = EDITS_OF_PEOPLE[chance.below(EDITS_OF_PEOPLE.len())];
        let able: Vec<String> = self
            .files
            .iter()
            .filter(|(path, bytes)| path.starts_with(place) && String::from_utf8_lossy(bytes).contains(from))
            .map(|(path, _)| path.clone())
            .collect();
        let Some(path) = able.get(chance.below(able.len())) else { return format!("nothing holds `{from}`") };
        let text = String::from_utf8_lossy(&self.files[path]).into_owned();
        let places: Vec<usize> = text.match_indices(from).map(|(at, _)| at).collect();
        let at = places[chance.below(places.len())];
        let edited = format!("{}{to}{}", &text[..at], &text[at + from.len()..]);
        self.files.insert(path.clone(), edited.into_bytes());
        format!("{path}: `{from}` becomes `{to}` at {at}")
    }

    fn remove(&mut self, chance: &mut Chance) -> String {
        let path = self.any(chance);
        self.files.remove(&path);
        format!("{path} is deleted")
    }

    fn break_something(&mut self, number: u64, chance: &mut Chance) -> String {
        let path = self.any(chance);
        let broken = mutate(&self.files[&path], number);
        self.files.insert(path.clone(), broken);
        format!("{path} has an accident")
    }

    fn any(&self, chance: &mut Chance) -> String {
        self.files.keys().nth(chance.below(self.files.len())).unwrap().clone()
    }
}

/// What is compared after an edit: everything but the pages of countries that are like another, and those in their turn.
fn compared(site: &Site, number: u64) -> Vec<Route> {
    let mut turn = 0;
    let mut routes = site.routes();
    routes.retain(|route| match route {
        Route::Local(_, Topic::Country(code)) if !COUNTRIES.contains(&code.as_str()) => {
            turn += 1;
            turn % TURN == number % TURN
        }
        _ => true,
    });
    routes
}

type Page = Result<Vec<u8>, String>;

/// The pages of a site by their addresses.
fn pages(site: &Site, routes: &[Route]) -> BTreeMap<String, Page> {
    let page = |route: &Route| (address(route), site.render(route).map_err(|fault| fault.to_string()));
    routes.par_iter().map(page).collect()
}

fn address(route: &Route) -> String {
    format!("/{}", route.path())
}

fn printed(faults: Faults) -> String {
    diagnostic::print(&faults.into_sorted(), diagnostic::Style::Plain)
}

/// Two sites of the same files: one made from what is remembered, the other from nothing.
struct Pair {
    remembered: Checked<Site>,
    fresh: Checked<Site>,
}

impl Pair {
    /// Panics where the two differ; answers whether there is a site. The preview then shows what was remembered, and each of
    /// its pages too is that of the fresh one.
    fn compare(self, preview: &mut Shown, number: u64, what: &str) -> bool {
        let (said, should) = (printed(self.remembered.faults), printed(self.fresh.faults));
        let differs = said.lines().zip(should.lines()).find(|(a, b)| a != b);
        assert!(said == should, "other words after {what}, beginning with {differs:?}");
        let (remembered, fresh) = match (self.remembered.value, self.fresh.value) {
            (None, None) => return false,
            (Some(remembered), Some(fresh)) => (remembered, fresh),
            (remembered, _) => {
                panic!("only one of the two is a site after {what}: remembered {}", remembered.is_some())
            }
        };
        assert!(remembered.routes() == fresh.routes(), "the addresses after {what}");
        let routes = compared(&fresh, number);
        let should = pages(&fresh, &routes);
        if let Err(fault) = preview.show(remembered) {
            let said = fault.to_string();
            let mut faults = Faults::new();
            fresh.try_out(&mut faults);
            let found = faults.into_sorted().iter().any(|fault| fault.to_string() == said);
            assert!(found || should.values().any(|page| *page == Err(said.clone())), "{said} after {what}");
            return true;
        }
        should.par_iter().for_each(|(address, page)| {
            let shown = preview.page(address).unwrap_or_else(|| panic!("nothing at {address} after {what}"));
            assert!(shown.map_err(|fault| fault.to_string()) == *page, "{address} differs after {what}");
        });
        true
    }
}

#[test]
fn after_any_edit_the_remembered_site_is_the_fresh_one() {
    let edits = std::env::var("EDITS").ok().and_then(|text| text.parse().ok()).unwrap_or(EDITS);
    let (mut desk, mut workshop, mut preview, mut sites) = (Desk::new(), Workshop::default(), Shown::default(), 0);
    for number in 0..edits {
        let what = format!("edit {number}: {}", desk.edit(number));
        let (remembered, fresh) = rayon::join(
            || workshop.prepare(&desk.files, Faults::new(), desk.today, None),
            || Workshop::default().prepare(&desk.files, Faults::new(), desk.today, None),
        );
        sites += u64::from(Pair { remembered, fresh }.compare(&mut preview, number, &what));
    }
    println!("{edits} edits, {sites} of them left a whole site");
    assert!(sites > edits / 4, "only {sites} of {edits} edits left a site to compare");
}
