//! Addresses: one that was published keeps working, as itself or by a redirect.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::{CountryCode, LanguageTag, PageSlug};
use crate::read::{Raw, RawPage};
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
    for slug in old_pages.intersection(&new_pages) {
        compare_anchors(slug, (then, &old_locales), (now, &new_locales), report);
    }
    redirects_stay(then, &kept, &new_locales, &new_pages, report);
    for locale in old_locales.iter().filter(|locale| !new_locales.contains(locale)) {
        let mut topics = vec![Topic::Home];
        topics.extend(old_pages.iter().cloned().map(Topic::Page));
        topics.extend(CountryCode::all().map(Topic::Country));
        let lost: Vec<String> = topics.iter().filter_map(|topic| lost(locale, topic)).collect();
        let place = now.site.as_ref().map(|site| Entry::file(site).place("locales"));
        report_lost(&format!("the locale `{locale}`"), &lost, place, report);
    }
}

/// Anchors of a page's headings, to which others link. They are the same in every locale, so the source locale speaks for all.
fn compare_anchors(
    slug: &PageSlug,
    (then, old_locales): (&Raw, &[LanguageTag]),
    (now, new_locales): (&Raw, &[LanguageTag]),
    report: &mut Report<'_>,
) {
    let (Some(old), Some(new)) = (page(then, old_locales, slug), page(now, new_locales, slug)) else { return };
    let kept: BTreeSet<&str> = anchors(&new.source.text).collect();
    for anchor in anchors(&old.source.text).filter(|anchor| !kept.contains(anchor)) {
        let message =
            format!("the heading `#{anchor}` of the page `{slug}`, published at {}, is gone", report.revision);
        let help = format!(
            "others link to it: write `{{#{anchor}}}` behind the heading under which a reader now finds the same"
        );
        let place = Place::file(&new.source);
        report
            .faults
            .report(Diagnostic::new(Code::SinceAddressVanished, message).at(&place.source, place.span).help(help));
    }
}

fn anchors(text: &str) -> impl Iterator<Item = &str> {
    let headings = text.lines().filter(|line| line.starts_with('#'));
    headings.filter_map(|line| line.trim_end().strip_suffix('}')?.rsplit_once("{#").map(|(_, anchor)| anchor))
}

/// An old address that was led on must be led on for ever, unless there is a page again.
fn redirects_stay(
    then: &Raw,
    kept: &BTreeSet<String>,
    locales: &[LanguageTag],
    pages: &BTreeSet<PageSlug>,
    report: &mut Report<'_>,
) {
    let route = |locale: &LanguageTag, topic| format!("/{}", Route::Local(locale.clone(), topic).path());
    let mut published: BTreeSet<String> = BTreeSet::new();
    for locale in locales {
        published.extend(pages.iter().map(|slug| route(locale, Topic::Page(slug.clone()))));
        published.extend(CountryCode::all().map(|code| route(locale, Topic::Country(code))));
    }
    let gone: Vec<String> =
        redirected(then).into_iter().filter(|from| !kept.contains(from) && !published.contains(from)).collect();
    let place = then.redirects.as_ref().map(|file| Place::file(&file.source));
    report_lost("a redirect", &gone, place, report);
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

fn page<'a>(raw: &'a Raw, locales: &[LanguageTag], slug: &PageSlug) -> Option<&'a RawPage> {
    let files = raw.locales.get(locales.first()?.as_str())?;
    files.pages.iter().find(|page| page.slug == slug.as_str())
}

fn page_place(raw: &Raw, locales: &[LanguageTag], slug: &PageSlug) -> Option<Place> {
    page(raw, locales, slug).map(|page| Place::file(&page.source))
}

fn redirected(raw: &Raw) -> BTreeSet<String> {
    let lines = raw.redirects.as_ref().map(Entry::file).into_iter().flat_map(Entry::own_items);
    lines.filter_map(|line| line.text("from").map(str::to_owned)).collect()
}
