//! Whatever becomes of a real file of data or text: it is read, checked and reported without a panic.
//!
//! Each number up to [`COUNT`] makes one mutation of one file, always the same. `MUTATIONS=1000000 cargo test --test
//! mutations` tries more. A failure names the number and the file; add them to [`FAILED_ONCE`] with the mending.

#![allow(clippy::unwrap_used, clippy::case_sensitive_file_extension_comparisons, missing_docs)]

#[path = "mutations/mutate.rs"]
mod mutate;
mod support;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Instant;

use get_support_today::check::check;
use get_support_today::diagnostic::{self, Style};
use get_support_today::read::{self, Files, Raw, RawLocale};
use mutate::mutate;
use rayon::prelude::*;

/// How many mutations are tried.
const COUNT: u64 = 20_000;

/// How many faults of each are written down, in every form.
const REPORTED: usize = 12;

/// Mutations that made the program panic once: they are tried first.
const FAILED_ONCE: &[(u64, &str)] = &[];

/// The real project, and what each mutated file is checked beside.
struct Real {
    /// The files that are mutated: all of the data, the pages and the messages.
    files: Files,
    /// All of them, read.
    raw: Raw,
}

impl Real {
    fn new() -> Self {
        let mut files = support::files(support::root(), &["data", "content"]);
        files.retain(|path, _| {
            [".yaml", ".md", ".ftl"].iter().any(|ending| path.ends_with(ending)) && path != "data/README.md"
        });
        let (raw, _) = read::parse(&files);
        Self { files, raw }
    }

    /// Reads, checks and reports one mutated file, beside those that it refers to.
    fn try_out(&self, path: &str, bytes: Vec<u8>) {
        let (mut raw, mut faults) = read::parse(&Files::from([(path.to_owned(), bytes)]));
        if path != "data/site.yaml" {
            raw.site.clone_from(&self.raw.site);
        }
        if path.starts_with("content/") {
            raw.discretion.clone_from(&self.raw.discretion);
        }
        if self.refers(path) {
            raw.references.clone_from(&self.raw.references);
        }
        for (locale, whole) in &self.raw.locales {
            let folder = raw.locales.entry(locale.clone()).or_default();
            beside(folder, whole, locale, path);
        }
        faults.extend(check(&raw, support::day()).faults);
        let mut list = faults.into_sorted();
        list.truncate(REPORTED);
        for written in
            [diagnostic::print(&list, Style::Coloured), diagnostic::json(&list), diagnostic::github(&list, "")]
        {
            assert!(list.is_empty() || !written.is_empty());
        }
    }

    /// Whether a page refers to published research.
    fn refers(&self, path: &str) -> bool {
        let text = self.files.get(path).map(|bytes| String::from_utf8_lossy(bytes));
        path.ends_with(".md") && text.is_some_and(|text| text.contains("ref:"))
    }

    /// What a mutation makes of the program: `Err` with the words of a panic.
    fn outcome(&self, seed: u64, path: &str) -> Result<(), String> {
        let Some(bytes) = self.files.get(path) else { return Ok(()) };
        let bytes = mutate(bytes, seed);
        catch_unwind(AssertUnwindSafe(|| self.try_out(path, bytes))).map_err(|panic| {
            let said = panic.downcast_ref::<String>().cloned();
            let said = said.or_else(|| panic.downcast_ref::<&str>().map(|said| (*said).to_owned()));
            format!("({seed}, \"{path}\"): {}", said.unwrap_or_default())
        })
    }
}

/// Adds to the folder of a locale what the mutated file stands beside: its original or its translation.
fn beside(folder: &mut RawLocale, whole: &RawLocale, locale: &str, path: &str) {
    let own = path.starts_with(&format!("content/{locale}/"));
    let is_near = own || locale == "en" || path.starts_with("content/en/") && locale == "de";
    if !is_near {
        return;
    }
    if path.ends_with(".md") {
        let name = path.rsplit('/').next().unwrap_or_default();
        let twin = whole.pages.iter().filter(|page| !own && page.source.path.ends_with(&format!("/{name}")));
        folder.pages.extend(twin.cloned());
    }
    let is_words = path.ends_with("messages.ftl") || path.ends_with("translated-from.yaml");
    if is_words && !path.ends_with(&format!("/{locale}/messages.ftl")) {
        folder.messages.clone_from(&whole.messages);
    }
}

#[test]
fn no_mutation_of_a_real_file_makes_the_program_panic() {
    let started = Instant::now();
    let real = Real::new();
    let count = std::env::var("MUTATIONS").ok().and_then(|count| count.parse().ok()).unwrap_or(COUNT);
    let paths: Vec<&str> = real.files.keys().map(String::as_str).collect();
    let path_of = |seed: u64| paths[usize::try_from(seed).unwrap_or(0) % paths.len()];
    let known = FAILED_ONCE.par_iter().filter_map(|(seed, path)| real.outcome(*seed, path).err());
    let mut failures: Vec<String> = known.collect();
    if failures.is_empty() {
        let all = (0..count).into_par_iter();
        failures = all.filter_map(|seed| real.outcome(seed, path_of(seed)).err()).collect();
    }
    println!("{count} mutations of {} files in {:.1} s", paths.len(), started.elapsed().as_secs_f64());
    assert!(failures.is_empty(), "these panic; add them to FAILED_ONCE:\n{}", failures.join("\n"));
}

#[test]
fn a_number_always_makes_the_same_mutation_and_hardly_ever_none() {
    let bytes = b"country: DE\nlanguages: [de]\nservices:\n  - id: one\n    name: { de: Rat }\n";
    assert!((0..500).all(|seed| mutate(bytes, seed) == mutate(bytes, seed)));
    let same = (0..500).filter(|seed| mutate(bytes, *seed) == bytes).count();
    assert!(same < 50, "{same} of 500 change nothing");
    assert!((0..500).all(|seed| mutate(b"", seed).len() < 200));
}
