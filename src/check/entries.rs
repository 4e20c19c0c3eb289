//! The files of the directory: each alone, on every core, then together.

use rayon::prelude::*;

use jiff::civil::Date;

use crate::diagnostic::{Faults, Source};
use crate::memo::{Memo, Same};
use crate::model::{LanguageTag, ReviewPeriods, Site};
use crate::read::{Document, Raw};

use super::country::{self, Entries, Joined};
use super::{age, contact, removed, service};

/// What was found out about each file.
#[derive(Default)]
pub struct Memory {
    days: Memo<Same<Source>, Option<Date>>,
    files: Memo<File, (Entries, Faults)>,
}

/// Everything that decides what is found in one file: the file itself (its tree is made of its text), and the rules.
#[derive(PartialEq, Eq, Hash)]
struct File {
    source: Same<Source>,
    is_worldwide: bool,
    today: Date,
    review: ReviewPeriods,
    undated: Date,
    source_locale: LanguageTag,
}

impl Memory {
    /// Checks each file, then what only shows when they stand together.
    pub fn check(&self, raw: &Raw, site: &Site, today: Date, faults: &mut Faults) -> Joined {
        let documents: Vec<(&Document, bool)> = raw
            .countries
            .iter()
            .map(|document| (document, false))
            .chain(raw.worldwide.iter().map(|document| (document, true)))
            .collect();
        let day = |document: &Document| *self.days.get(Same::of(&document.source), || age::oldest(document));
        let days: Vec<Option<Date>> = documents.par_iter().map(|(document, _)| day(document)).collect();
        let oldest = days.iter().flatten().min().copied().unwrap_or(today);
        let checked: Vec<_> = documents
            .par_iter()
            .zip(&days)
            .map(|((document, is_worldwide), day)| {
                let file = File {
                    source: Same::of(&document.source),
                    is_worldwide: *is_worldwide,
                    today,
                    review: site.review,
                    undated: day.unwrap_or(oldest),
                    source_locale: site.source_locale().clone(),
                };
                self.file(document, file)
            })
            .collect();
        let is_there = |name: &str| {
            raw.countries.iter().any(|document| document.source.path.rsplit('/').next() == Some(name))
                || raw.is_broken(&format!("data/countries/{name}"))
        };
        for document in &raw.countries {
            country::check_file_name(document, is_there, faults);
        }
        let mut entries = Entries::default();
        for ((_, is_worldwide), known) in documents.iter().zip(checked) {
            let (of_file, more) = &*known;
            entries.add(of_file, *is_worldwide);
            faults.extend(more.clone());
        }
        service::report_twins(&entries.ids, faults);
        removed::check(raw.removed.as_ref(), &entries.ids, today, faults);
        country::join(entries)
    }

    fn file(&self, document: &Document, file: File) -> std::sync::Arc<(Entries, Faults)> {
        let ages = age::Ages { today: file.today, review: file.review, undated: file.undated };
        let (is_worldwide, source_locale) = (file.is_worldwide, file.source_locale.clone());
        self.files.get(file, || {
            let setting = contact::Setting { today: ages.today, country: None };
            let rules = service::Rules { setting, ages, source_locale: &source_locale };
            let (mut entries, mut faults) = (Entries::default(), Faults::new());
            if is_worldwide {
                country::check_worldwide(document, rules, &mut entries, &mut faults);
            } else {
                country::check_file(document, rules, &mut entries, &mut faults);
            }
            (entries, faults)
        })
    }

    /// Ends a run.
    pub fn turn(&mut self) {
        self.days.turn();
        self.files.turn();
    }
}
