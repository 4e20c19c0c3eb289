//! Lists that stand on pages: countries, services, references, coverage.

use serde::Serialize;
use tera::Context;

use crate::diagnostic::Diagnostic;
use crate::model::{Audience, Continent, CountryCode, Level, ListBlock, MessageValue, PageSlug, Section, Service};

use super::country::{self, LinkView};
use super::html::Html;
use super::route::{Route, Topic};
use super::service::Extent;
use super::site::Site;

/// A part of the world with its countries.
#[derive(Serialize)]
pub struct ContinentView {
    id: &'static str,
    name: String,
    countries: Vec<CountryView>,
}

#[derive(Serialize)]
struct CountryView {
    href: String,
    name: String,
    code: String,
    own: bool,
    new_letter: bool,
    has_file: bool,
}

/// The countries of a locale, sorted as its readers sort.
pub fn continents(site: &Site, locale: usize) -> Vec<ContinentView> {
    Continent::ALL.iter().map(|continent| continent_view(site, locale, *continent)).collect()
}

fn continent_view(site: &Site, locale: usize, continent: Continent) -> ContinentView {
    let speaker = &site.speakers[locale];
    let codes = sorted(site, locale, continent);
    let mut letter = None;
    let countries = codes.iter().map(|code| {
        let place = &site.directory.countries[code];
        let name = speaker.country(*code).to_owned();
        let initial = name.chars().next();
        let new_letter = letter.is_some() && initial != letter;
        letter = initial;
        CountryView {
            href: site.base.href(&Route::Local(speaker.locale.clone(), Topic::Country(*code))),
            name,
            code: code.to_string(),
            own: !place.services.is_empty(),
            new_letter,
            has_file: place.has_file,
        }
    });
    let countries = countries.collect();
    let name = speaker.cldr.region(continent.cldr_code()).unwrap_or_default();
    ContinentView { id: anchor(continent), name, countries }
}

fn anchor(continent: Continent) -> &'static str {
    match continent {
        Continent::Africa => "africa",
        Continent::Americas => "americas",
        Continent::Asia => "asia",
        Continent::Europe => "europe",
        Continent::Oceania => "oceania",
        Continent::Antarctica => "antarctica",
    }
}

/// The countries of a part of the world, as the readers of a locale sort.
pub(super) fn sorted(site: &Site, locale: usize, continent: Continent) -> Vec<CountryCode> {
    let speaker = &site.speakers[locale];
    let mut codes: Vec<CountryCode> = site
        .directory
        .countries
        .values()
        .filter(|country| country.continent == continent)
        .map(|country| country.code)
        .collect();
    codes.sort_by_key(|code| speaker.rank(*code));
    codes
}

/// A service or page as a line of a list.
#[derive(Serialize)]
pub struct WayView {
    href: String,
    name: Html,
    note: String,
}

/// Links to entries. A service of one country links to its page; one for the world to the page of such services.
pub fn links(site: &Site, locale: usize, services: &[&Service], languages: bool) -> Vec<WayView> {
    let speaker = &site.speakers[locale];
    let view = |service: &&Service| {
        let (topic, country) = match &service.serves {
            crate::model::Serves::World => (PageSlug::new("anywhere").map_or(Topic::Home, Topic::Page), None),
            crate::model::Serves::Countries(codes) => (Topic::Country(codes[0]), Some(codes[0])),
        };
        let page = site.base.href(&Route::Local(speaker.locale.clone(), topic));
        let note = match country {
            Some(code) if !languages => speaker.country(code).to_owned(),
            _ => speaker.language_list(&service.languages),
        };
        WayView { href: format!("{page}#{}", service.id.as_str()), name: speaker.name(&service.name), note }
    };
    services.iter().map(view).collect()
}

/// Links to the pages of the first group of the foot.
pub fn help_pages(site: &Site, locale: usize) -> Vec<LinkView> {
    let speaker = &site.speakers[locale];
    let mut plans: Vec<_> = site.directory.pages.iter().filter(|(_, plan)| plan.section == Section::Help).collect();
    plans.sort_by_key(|(slug, plan)| (plan.order, *slug));
    let links = plans.into_iter().filter_map(|(slug, _)| {
        let (page, language) = site.page_text(locale, slug)?;
        let href = site.base.href(&Route::Local(speaker.locale.clone(), Topic::Page(slug.clone())));
        Some(LinkView { href, name: speaker.mark(language, Html::text(&page.title)) })
    });
    links.collect()
}

/// A published work as it is listed.
#[derive(Serialize)]
pub struct ReferenceView {
    authors: String,
    year: u16,
    title: String,
    published_in: String,
    language: String,
    url: String,
    shown_url: String,
}

/// The works of a page, in the order of first mention.
pub fn references(site: &Site, keys: &[String]) -> Vec<ReferenceView> {
    let view = |key: &String| {
        let work = site.directory.references.get(key)?;
        Some(ReferenceView {
            authors: work.authors.clone(),
            year: work.year,
            title: work.title.clone(),
            published_in: work.published_in.clone(),
            language: work.language.html().to_owned(),
            url: work.url.as_str().to_owned(),
            shown_url: work.url.short().to_owned(),
        })
    };
    keys.iter().filter_map(view).collect()
}

/// A country of the table of coverage.
#[derive(Serialize)]
struct CoverageRow {
    href: String,
    name: String,
    services: usize,
    checked: String,
    date: String,
}

/// A country with its emergency numbers.
#[derive(Serialize)]
struct EmergencyRow {
    href: String,
    name: String,
    numbers: Vec<(String, String)>,
    note: Option<Html>,
}

/// Inserts what the block of a page's plan needs.
pub fn insert(
    site: &Site,
    locale: usize,
    list: Option<ListBlock>,
    context: &mut Context,
) -> Result<(), Box<Diagnostic>> {
    let speaker = &site.speakers[locale];
    context.insert("list", &list.map(crate::model::Vocabulary::code));
    match list {
        None => {}
        Some(ListBlock::Worldwide) => {
            let services = country::worldwide_services(None, &site.directory, speaker);
            let entries = services.iter().enumerate().map(|(index, service)| {
                site.entry(locale, service, country::main_audience(service), Extent::Full, index == 0)
            });
            context.insert("entries", &entries.collect::<Result<Vec<_>, _>>()?);
        }
        Some(ListBlock::Family) => services_for(site, locale, Audience::Family, context),
        Some(ListBlock::YoungPerson) => services_for(site, locale, Audience::YoungPerson, context),
        Some(ListBlock::Professional) => services_for(site, locale, Audience::Professional, context),
        Some(ListBlock::Primary) => services_at(site, locale, Level::Primary, context),
        Some(ListBlock::Secondary) => services_at(site, locale, Level::Secondary, context),
        Some(ListBlock::Tertiary) => services_at(site, locale, Level::Tertiary, context),
        Some(ListBlock::Danger) => {
            context.insert("lines", &country::second_rank(&site.directory.worldwide_lines, None, speaker));
            context.insert("emergencies", &emergencies(site, locale));
        }
        Some(ListBlock::Coverage) => coverage(site, locale, context),
        Some(ListBlock::OpenData) => {
            context.insert("json", &site.base.href(&Route::OpenJson));
            context.insert("csv", &site.base.href(&Route::OpenCsv));
        }
        Some(ListBlock::Levels) => {
            let pages = ["primary", "secondary", "tertiary"].into_iter().filter_map(|slug| {
                let slug = PageSlug::new(slug)?;
                let (page, language) = site.page_text(locale, &slug)?;
                let href = site.base.href(&Route::Local(speaker.locale.clone(), Topic::Page(slug)));
                let name = speaker.mark(language, Html::text(&page.title));
                Some(WayView { href, name, note: page.summary.clone() })
            });
            context.insert("ways", &pages.collect::<Vec<_>>());
        }
    }
    Ok(())
}

fn services_for(site: &Site, locale: usize, audience: Audience, context: &mut Context) {
    let services: Vec<&Service> = site.directory.services.iter().filter(|service| service.is_for(audience)).collect();
    insert_by_country(site, locale, services, context);
}

fn services_at(site: &Site, locale: usize, level: Level, context: &mut Context) {
    let services: Vec<&Service> =
        site.directory.services.iter().filter(|service| service.levels.contains(&level)).collect();
    insert_by_country(site, locale, services, context);
}

/// Services for the world first, then by the name of their country.
fn insert_by_country(site: &Site, locale: usize, mut services: Vec<&Service>, context: &mut Context) {
    let speaker = &site.speakers[locale];
    services.sort_by_key(|service| match &service.serves {
        crate::model::Serves::World => None,
        crate::model::Serves::Countries(codes) => Some(speaker.rank(codes[0])),
    });
    context.insert("ways", &links(site, locale, &services, false));
}

fn emergencies(site: &Site, locale: usize) -> Vec<EmergencyRow> {
    let speaker = &site.speakers[locale];
    let mut countries: Vec<_> =
        site.directory.countries.values().filter(|country| country.emergency.urgent().next().is_some()).collect();
    countries.sort_by_key(|country| speaker.rank(country.code));
    countries
        .into_iter()
        .map(|country| EmergencyRow {
            href: site.base.href(&Route::Local(speaker.locale.clone(), Topic::Country(country.code))),
            name: speaker.country(country.code).to_owned(),
            numbers: country.emergency.urgent().map(|number| country::dialled(&number.phone)).collect(),
            note: country::emergency_note(&country.emergency, speaker),
        })
        .collect()
}

fn coverage(site: &Site, locale: usize, context: &mut Context) {
    let speaker = &site.speakers[locale];
    let directory = &site.directory;
    let mut covered: Vec<_> = directory.countries.values().filter(|country| !country.services.is_empty()).collect();
    covered.sort_by_key(|country| speaker.rank(country.code));
    let rows: Vec<CoverageRow> = covered
        .into_iter()
        .map(|country| {
            let oldest = country.services.iter().map(|index| directory.services[*index].assurance.date).min();
            CoverageRow {
                href: site.base.href(&Route::Local(speaker.locale.clone(), Topic::Country(country.code))),
                name: speaker.country(country.code).to_owned(),
                services: country.services.len(),
                checked: oldest.map(|date| speaker.cldr.date(date)).unwrap_or_default(),
                date: oldest.map(|date| date.to_string()).unwrap_or_default(),
            }
        })
        .collect();
    let count = |number: usize| MessageValue::Number(number as u64);
    let looked = directory.countries.values().filter(|country| country.has_file).count();
    context.insert("covered", &speaker.html("coverage-count", &[("count", count(rows.len()))]));
    context.insert("looked", &speaker.html("coverage-looked", &[("count", count(looked))]));
    context.insert("rows", &rows);
    context.insert("continents", &continents(site, locale));
}

/// A page of the sitemap with its alternates.
#[derive(Serialize)]
pub struct SitemapEntry<'a> {
    url: String,
    changed: Option<String>,
    alternates: &'a str,
}

/// Pages as a sitemap lists them: each with every version of itself, itself included.
pub fn sitemap<'a>(site: &'a Site, listed: &[(usize, Topic)]) -> Result<Vec<SitemapEntry<'a>>, Box<Diagnostic>> {
    let alternates = site.alternates()?;
    let entry = |(locale, topic): &(usize, Topic)| SitemapEntry {
        url: site.base.absolute(&Route::Local(site.speakers[*locale].locale.clone(), topic.clone())),
        changed: changed(site, topic),
        alternates: alternates.get(topic).map_or("", Html::as_str),
    };
    Ok(listed.iter().map(entry).collect())
}

/// Every version of a page: its locale and its whole address; and the address for readers of any other language.
pub fn versions(site: &Site, topic: &Topic) -> (Vec<(String, String)>, String) {
    let absolute = |index: usize| site.base.absolute(&Route::Local(site.speakers[index].locale.clone(), topic.clone()));
    let translated = (0..site.speakers.len()).filter(|index| site.is_translated(*index, topic));
    (translated.map(|index| (site.speakers[index].locale.to_string(), absolute(index))).collect(), absolute(0))
}

/// The day on which a country's entries were last checked.
fn changed(site: &Site, topic: &Topic) -> Option<String> {
    match topic {
        Topic::Country(code) => {
            let services = &site.directory.countries[code].services;
            services
                .iter()
                .map(|index| site.directory.services[*index].assurance.date)
                .max()
                .map(|date| date.to_string())
        }
        Topic::Home | Topic::Page(_) => None,
    }
}
