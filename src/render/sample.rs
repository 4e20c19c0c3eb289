//! Trying a site out: some faults of templates show only when a page is made, and those of one page hide none of another.

use std::collections::HashSet;
use std::mem::discriminant;

use rayon::prelude::*;

use crate::diagnostic::Faults;
use crate::model::{Country, ListBlock};

use super::route::{Route, Topic};
use super::site::Site;

/// What pages are made alike by: the kind of their address, and what their templates choose between.
#[derive(PartialEq, Eq, Hash)]
enum Kind {
    /// A country with services of its own, or without.
    Country { has_service: bool },
    /// A page of prose with this block of data behind its text.
    Prose(Option<ListBlock>),
    /// Any other, by its address.
    Other(std::mem::Discriminant<Route>, Option<std::mem::Discriminant<Topic>>),
}

impl Site {
    /// One page of each kind in the first locale that has it, and the country with the most services.
    pub fn sample(&self) -> Vec<Route> {
        let mut kinds = HashSet::new();
        let mut sample = self.routes();
        sample.retain(|route| !matches!(route, Route::Asset(_)) && kinds.insert(self.kind(route)));
        let longest = self.longest_country().filter(|route| !sample.contains(route));
        sample.extend(longest);
        sample
    }

    /// Makes a page of each kind, and notes what each says that could not be made.
    pub fn try_out(&self, faults: &mut Faults) {
        let failed: Vec<_> = self.sample().par_iter().filter_map(|route| self.render(route).err()).collect();
        failed.into_iter().for_each(|fault| faults.report(*fault));
    }

    fn kind(&self, route: &Route) -> Kind {
        match route {
            Route::Local(_, Topic::Country(code)) => {
                let country = self.directory.countries.get(code);
                Kind::Country { has_service: country.is_some_and(has_service) }
            }
            Route::Local(_, Topic::Page(slug)) => {
                Kind::Prose(self.directory.pages.get(slug).and_then(|plan| plan.list))
            }
            Route::Local(_, Topic::Home) => Kind::Other(discriminant(route), Some(discriminant(&Topic::Home))),
            Route::Languages(topic) => Kind::Other(discriminant(route), Some(discriminant(topic))),
            Route::Chooser
            | Route::RootNotFound
            | Route::NotFound(_)
            | Route::Sitemap(_)
            | Route::Robots
            | Route::SecurityTxt
            | Route::OpenJson
            | Route::OpenCsv
            | Route::Asset(_) => Kind::Other(discriminant(route), None),
        }
    }

    /// The country with the most services, in the first locale.
    pub fn longest_country(&self) -> Option<Route> {
        let (code, _) = self.directory.countries.iter().max_by_key(|(_, country)| country.services.len())?;
        let locale = self.directory.locales.first()?.settings.locale.clone();
        Some(Route::Local(locale, Topic::Country(*code)))
    }
}

fn has_service(country: &Country) -> bool {
    !country.services.is_empty()
}
