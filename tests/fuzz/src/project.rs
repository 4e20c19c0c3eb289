//! Whole files beside those of a small project: a country's, and a page.

use std::path::Path;
use std::sync::OnceLock;

use get_support_today::check::{self, probe};
use get_support_today::diagnostic::{Code, Diagnostic, Faults, Severity, Source};
use get_support_today::prepare;
use get_support_today::read::{self, Files, Node, Raw, RawLocale, RawPage, Value};
use get_support_today::render::{self, Route};
use jiff::civil::Date;

use super::{markup, told};

const COUNTRY: &str = "data/countries/de.yaml";
const PAGE: &str = "content/en/contact.md";

/// The day of the small project.
const DAY: Date = jiff::civil::date(2026, 11, 23);

/// One locale, so that a page is made quickly.
const SITE: &str = "\
name: Get Support Today
base_url: https://help.example/
corrections: corrections@help.example
locales:
  - { locale: en, translation: source, formats: en-GB, exit: \"https://en.example.org/\" }
review: { due_soon: 180, overdue: 365, expired: 540 }
";

/// A country's file: an entry without harm on its page, or faults.
pub fn country(bytes: &[u8]) {
    let (mut raw, mut faults) = read::parse(&Files::from([(COUNTRY.to_owned(), bytes.to_vec())]));
    for document in &raw.countries {
        lies_within(&document.root, &document.source);
    }
    raw.site.clone_from(&small().site);
    faults.extend(check::check(&raw, DAY).faults);
    let is_sound = !is_refused(&faults, COUNTRY);
    told::faults(faults);
    if is_sound {
        let raw = Raw { countries: raw.countries, ..small().clone() };
        shows(&raw, COUNTRY, "en/de/index.html");
    }
}

/// A page: its texts without harm wherever they are shown, or faults.
pub fn page(bytes: &[u8]) {
    let (mut raw, mut faults) = read::parse(&Files::from([(PAGE.to_owned(), bytes.to_vec())]));
    let pages: Vec<RawPage> = raw.locales.values_mut().flat_map(|locale| std::mem::take(&mut locale.pages)).collect();
    for page in &pages {
        page.front.iter().for_each(|front| lies_within(front, &page.source));
        assert!(page.body.end == page.source.text.len() && page.source.text.is_char_boundary(page.body.start));
        if let Some(page) = probe::page(page, &mut faults) {
            markup::of_text(render::probe::prose(&page.markdown).as_str());
        }
    }
    let is_sound = !is_refused(&faults, PAGE);
    told::faults(faults);
    if is_sound {
        let mut raw = small().clone();
        let locale: &mut RawLocale = raw.locales.entry("en".to_owned()).or_default();
        locale.pages.retain(|page| page.source.path != PAGE);
        locale.pages.extend(pages);
        shows(&raw, PAGE, "en/contact/index.html");
    }
}

/// The input of the small project in one locale, with the templates, static files and messages of the real one.
fn small() -> &'static Raw {
    static SMALL: OnceLock<Raw> = OnceLock::new();
    SMALL.get_or_init(|| {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = here.ancestors().find(|folder| folder.join("templates").is_dir()).expect("the project's folder");
        let (mut files, _) = read::load(&root.join("tests/good/small"));
        let (real, _) = read::load(root);
        files.retain(|path, _| path.starts_with("data/") || path.starts_with("content/en/"));
        let is_shared = |path: &str| {
            path.starts_with("templates/") || path.starts_with("static/") || path == "content/en/messages.ftl"
        };
        files.extend(real.into_iter().filter(|(path, _)| is_shared(path)));
        files.insert("data/site.yaml".to_owned(), SITE.into());
        files.insert("data/discretion.yaml".to_owned(), "en: [abuse]\n".into());
        let (raw, faults) = read::parse(&files);
        assert!(!faults.has_errors(), "{:?}", faults.into_sorted());
        raw
    })
}

/// Whether a file has faults that keep it from being published.
fn is_refused(faults: &Faults, path: &str) -> bool {
    faults.clone().into_sorted().iter().any(|fault| is_error_of(fault, path))
}

fn is_error_of(fault: &Diagnostic, path: &str) -> bool {
    fault.code.severity() == Severity::Error && fault.place.as_ref().is_some_and(|place| place.source.path == path)
}

/// Holds that a page of the project is sound, and every fault of it can be told.
fn shows(raw: &Raw, changed: &str, file: &str) {
    let prepared = prepare(raw, Faults::new(), DAY, None);
    let list = prepared.faults.clone().into_sorted();
    let other = list.iter().find(|fault| fault.code.severity() == Severity::Error && !is_error_of(fault, changed));
    assert!(other.is_none_or(|fault| fault.code == Code::LinkNowhere), "the small project: {other:?}");
    told::faults(prepared.faults);
    let Some(site) = prepared.value else { return };
    let shown: Vec<Route> = site.routes().into_iter().filter(|route| route.file() == file).collect();
    assert_eq!(shown.len(), 1, "{file}");
    for route in shown {
        let page = site.render(&route).expect("a page");
        markup::of_page(str::from_utf8(&page).expect("UTF-8"));
    }
}

/// Holds that everything in a tree lies in its file, and bare words are what stands there.
fn lies_within(node: &Node, source: &Source) {
    assert!(source.text.get(node.span.clone()).is_some(), "{:?} of {:?}", node.span, source.text);
    match &node.value {
        Value::Null | Value::Scalar(_) => {}
        Value::Sequence(items) => items.iter().for_each(|item| lies_within(item, source)),
        Value::Mapping(entries) => entries.iter().for_each(|(key, span, value)| {
            assert!(source.text.get(span.clone()).is_some(), "`{key}` at {span:?} of {:?}", source.text);
            lies_within(value, source);
        }),
    }
}
