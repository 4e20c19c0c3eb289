//! Turns raw records into a [`Directory`], or into diagnostics: every fault of every file, in one run.
//!
//! 1. The settings of the site, which everything else is checked against (`site`).
//! 2. Each country's file alone (`entries`, `country`, `service`, `contact`, `hours`, `phone`, `address`).
//! 3. Each locale alone (`message`, `page`), then against the source locale (`text`).
//! 4. The records together: ids, links, languages, old addresses.
//! 5. The files of `static/` by their names (`statics`).
//!
//! Absent on purpose: files, clocks, HTML. The day is an argument.

mod address;
mod age;
mod called;
mod contact;
mod country;
mod decode;
mod describe;
mod entries;
mod fields;
mod hours;
mod hours_slip;
mod markdown_slip;
mod message;
mod message_slip;
mod moments;
mod needed;
mod nesting;
mod origin;
mod page;
mod phone;
mod phone_slip;
#[doc(hidden)]
pub mod probe;
mod published;
mod records;
mod redirect;
mod removed;
mod service;
mod shape;
mod site;
mod statics;
mod text;
mod typed;
mod unseen;
mod unvouched;
mod values;

use jiff::civil::Date;

pub use page::MARKDOWN;
pub use site::{NotAnAddress, schemas, site_address};
pub use text::NotNoted;
pub use typed::{
    typed, typed_address, typed_country, typed_email, typed_evidence, typed_list, typed_neutral, typed_phone,
};

use crate::diagnostic::{Checked, Faults};
use crate::model::{Directory, LanguageTag};
use crate::read::Raw;

/// Checks everything for the day `today`, and reports every fault, not only the first.
pub fn check(raw: &Raw, today: Date) -> Checked<Directory> {
    Memory::default().check(raw, today)
}

/// What was found out about each file, kept from one run to the next.
#[derive(Default)]
pub struct Memory {
    entries: entries::Memory,
    texts: text::Memory,
}

impl Memory {
    /// As [`check`], without checking again what has not changed.
    pub fn check(&mut self, raw: &Raw, today: Date) -> Checked<Directory> {
        let mut faults = Faults::new();
        let value = check_all(raw, today, self, &mut faults).filter(|_| !faults.has_errors());
        self.entries.turn();
        self.texts.turn();
        Checked { value, faults }
    }
}

fn check_all(raw: &Raw, today: Date, memory: &Memory, faults: &mut Faults) -> Option<Directory> {
    let names = site::check_names(raw.names.as_ref(), faults);
    let references = site::check_references(raw, faults);
    let discretion = site::check_discretion(raw.discretion.as_ref(), faults).unwrap_or_default();
    let redirects = redirect::check(raw.redirects.as_ref(), faults);
    statics::check(raw, faults);
    let Some(site) = site::check(raw, faults) else {
        // A fault in the settings must not hide those of other files.
        let outline = site::outline(raw);
        memory.entries.check(raw, &outline, today, faults);
        memory.texts.check_each(raw, &outline, references.as_ref(), &discretion, faults);
        return None;
    };
    let joined = memory.entries.check(raw, &site, today, faults);
    let texts = memory.texts.check(raw, &site, references.as_ref(), &discretion, faults);
    let (texts, names, references) = (texts?, names?, references?);
    let mut directory = Directory {
        today,
        site,
        countries: joined.countries,
        services: joined.services,
        worldwide: joined.worldwide,
        worldwide_lines: joined.worldwide_lines,
        withheld: joined.withheld,
        names,
        references,
        locales: texts.locales,
        progress: texts.progress,
        pages: texts.plans,
        redirects: Vec::new(),
    };
    redirect::settle(redirects?, raw.redirects.as_ref(), &raw.statics, &mut directory, faults);
    Some(directory)
}

/// The locale that the others are translated from, as far as the settings can be read.
pub fn source_locale(raw: &Raw) -> LanguageTag {
    site::outline(raw).source_locale().clone()
}

/// The text of `translated-from.yaml` of a locale, for what it has translated as the originals stand now; only these
/// `names` where some are given.
///
/// # Errors
/// [`NotNoted`].
pub fn translated(raw: &Raw, locale: &str, names: &[String], faults: &mut Faults) -> Result<String, NotNoted> {
    let site = site::check(raw, faults).ok_or(NotNoted::Unreadable)?;
    let mut locales = site.locales.iter().skip(1).chain(&site.drafts);
    let locale = locales.find(|settings| settings.locale.as_str() == locale).ok_or(NotNoted::Unreadable)?;
    let references = site::check_references(raw, faults).ok_or(NotNoted::Unreadable)?;
    text::current_origins(raw, &site, &locale.locale, names, &references, faults).map(|origins| origin::write(&origins))
}
