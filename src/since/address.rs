//! Addresses: one that was published keeps working, as itself or by a redirect.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::{CountryCode, LanguageTag, PageSlug};
use crate::read::Raw;
use crate::render::Route;
use crate::render::Topic;

use super::Report;
use super::tree::Entry;

/// Compares the addresses of all pages.
pub fn compare(then: &Raw, now: &Raw, report: &mut Report<'_>) {
    let (old_locales, new_locales) = (locales(then), locales(now));
    if new_locales.is_empty() {
        return; // The settings have a fault of their own, which is reported elsewhere.
    }
    let (old_pages, new_pages) = (pages(then, &old_locales), pages(now, &new_locales));
    let kept = redirected(now);
    let lost = |locale: &LanguageTag, topic: &Topic| {
        let address = format!("/{}", Route::Local(locale.clone(), topic.clone()).path());
        (!kept.contains(&address)).then_some(address)
    };
    for slug in old_pages.iter().filter(|slug| !new_pages.contains(slug)) {
        let topic = Topic::Page((*slug).clone());
        let both = old_locales.iter().filter(|locale| new_locales.contains(locale));
        let lost: Vec<String> = both.filter_map(|locale| lost(locale, &topic)).collect();
        let what = format!("the page `{slug}`");
        report_lost(&what, &lost, page_place(then, &old_locales, slug), report);
    }
    for locale in old_locales.iter().filter(|locale| !new_locales.contains(locale)) {
        let mut topics = vec![Topic::Home];
        topics.extend(old_pages.iter().cloned().map(Topic::Page));
        topics.extend(CountryCode::all().map(Topic::Country));
        let lost: Vec<String> = topics.iter().filter_map(|topic| lost(locale, topic)).collect();
        let place = now.site.as_ref().map(|site| Entry::file(site).place("locales"));
        report_lost(&format!("the locale `{locale}`"), &lost, place, report);
    }
}

fn report_lost(what: &str, lost: &[String], place: Option<Place>, report: &mut Report<'_>) {
    let Some(first) = lost.first() else { return };
    let more = match lost.len() - 1 {
        0 => String::new(),
        1 => " and one more".to_owned(),
        more => format!(" and {more} more"),
    };
    let message = format!("{what} is gone: {first}{more}, published at {}, would lead nowhere", report.revision);
    let mut diagnostic = Diagnostic::new(Code::SinceAddressVanished, message).help(format!(
        "for each such address add to `data/redirects.yaml` a record such as `{{ from: {first}, to: … }}`, or put it back"
    ));
    if let Some(place) = place {
        diagnostic = diagnostic.at(&place.source, place.span);
    }
    report.faults.report(diagnostic);
}

fn locales(raw: &Raw) -> Vec<LanguageTag> {
    let site = raw.site.as_ref().map(Entry::file);
    let items = site.into_iter().flat_map(|site| site.items("locales"));
    // A draft is not published.
    let items = items.filter(|locale| locale.text("draft") != Some("true"));
    items.filter_map(|locale| LanguageTag::parse(locale.text("locale")?).ok()).collect()
}

/// The pages of the source locale, which stand in every locale; those without an address of their own left out.
fn pages(raw: &Raw, locales: &[LanguageTag]) -> BTreeSet<PageSlug> {
    let files = locales.first().and_then(|source| raw.locales.get(source.as_str()));
    let slugs = files.into_iter().flat_map(|files| &files.pages).filter_map(|page| PageSlug::new(&page.slug));
    slugs.filter(|slug| *slug != PageSlug::home() && *slug != PageSlug::not_found()).collect()
}

fn page_place(raw: &Raw, locales: &[LanguageTag], slug: &PageSlug) -> Option<Place> {
    let files = raw.locales.get(locales.first()?.as_str())?;
    files.pages.iter().find(|page| page.slug == slug.as_str()).map(|page| Place::file(&page.source))
}

fn redirected(raw: &Raw) -> BTreeSet<String> {
    let lines = raw.redirects.as_ref().map(Entry::file).into_iter().flat_map(Entry::own_items);
    lines.filter_map(|line| line.text("from").map(str::to_owned)).collect()
}
