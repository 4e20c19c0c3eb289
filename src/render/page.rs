//! One page, from its route to its bytes.

use std::cell::OnceCell;

use tera::{Context, Value};

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Audience, CountryCode, LanguageTag, MessageValue, Page, PageSlug, Schedule, Service};

use super::finder;
use super::frame::language_menu;
use super::hours::Form;
use super::html::Html;
use super::lists;
use super::prose;
use super::route::{Route, Topic};
use super::service::{self, Extent, Setting};
use super::site::{LONGEST_MENU, Site};
use super::{country, open_data};

type Rendered<T> = Result<T, Box<Diagnostic>>;

impl Site {
    /// The bytes published under a route.
    ///
    /// # Errors
    /// What a template says that could not be filled; [`Code::TemplateFailed`] for a route that the site does not have.
    pub fn render(&self, route: &Route) -> Rendered<Vec<u8>> {
        match route {
            Route::Local(locale, topic) => {
                let locale = self.locale_index(locale)?;
                match topic {
                    Topic::Home => self.render_home(locale),
                    Topic::Country(code) => self.render_country(locale, *code),
                    Topic::Page(slug) => self.render_prose(locale, slug),
                }
            }
            Route::NotFound(locale) => self.render_not_found(self.locale_index(locale)?, false),
            Route::RootNotFound => self.render_not_found(0, true),
            Route::Chooser => self.render_chooser(&Topic::Home, true),
            Route::Languages(topic) => self.render_chooser(topic, false),
            Route::Sitemap(part) => self.render_sitemap(*part),
            Route::Robots => self.render_plain("robots.txt"),
            Route::SecurityTxt => self.render_plain("security.txt"),
            Route::OpenJson => Ok(open_data::json(self).into_bytes()),
            Route::OpenCsv => Ok(open_data::csv(self).into_bytes()),
            Route::Asset(name) => {
                self.assets.files.get(name).cloned().ok_or_else(|| Box::new(no_such_page(&route.path())))
            }
        }
    }

    fn locale_index(&self, locale: &LanguageTag) -> Rendered<usize> {
        let found = self.speakers.iter().position(|speaker| &speaker.locale == locale);
        found.ok_or_else(|| Box::new(no_such_page(locale.as_str())))
    }

    /// A page's text in a locale, or else in the source locale; and which of them it is.
    pub(super) fn page_text(&self, locale: usize, slug: &PageSlug) -> Option<(&Page, &LanguageTag)> {
        let own = &self.directory.locales[locale];
        let source = &self.directory.locales[0];
        [own, source].into_iter().find_map(|text| Some((text.pages.get(slug)?.as_ref(), &text.settings.locale)))
    }

    /// One entry as markup.
    pub(super) fn render_entry(
        &self,
        locale: usize,
        service: &Service,
        audience: Audience,
        extent: Extent,
        first: bool,
    ) -> Rendered<Html> {
        let failed = OnceCell::new();
        let hours = |service: &Service, schedule: &Schedule, form: Form| {
            self.hours(locale, service, schedule, form).unwrap_or_else(|fault| {
                failed.get_or_init(|| fault);
                Html::default()
            })
        };
        let setting =
            Setting { speaker: &self.speakers[locale], hours: &hours, corrections: &self.directory.site.corrections };
        let view = service::view(service, audience, extent, first, &setting);
        if let Some(fault) = failed.into_inner() {
            return Err(fault);
        }
        let mut context = self.frame(locale)?.context();
        context.insert("service", &view);
        self.theme.piece("service.html", &context)
    }

    /// The context of a page: the frame, its neutral title and description, its menu of languages.
    fn page_context(&self, locale: usize, topic: &Topic, short: &str, description: &str) -> Rendered<Context> {
        let mut context = self.frame(locale)?.context();
        context.insert("title", short);
        context.insert("description", description);
        context.insert_value("menu", Value::safe_string(language_menu(self, Some(locale), topic).as_str()));
        let many = self.speakers.len() > LONGEST_MENU;
        context.insert("menu_more", &many.then(|| self.base.href(&Route::Languages(topic.clone()))));
        let emergency: Vec<(String, String)> = match topic {
            Topic::Country(code) => {
                let urgent = self.directory.countries[code].emergency.urgent();
                urgent.take(3).map(|number| country::dialled(&number.phone)).collect()
            }
            Topic::Home | Topic::Page(_) => Vec::new(),
        };
        context.insert("emergency", &emergency);
        context.insert("is_country", &matches!(topic, Topic::Country(_)));
        Ok(context)
    }

    fn render_country(&self, locale: usize, code: CountryCode) -> Rendered<Vec<u8>> {
        let speaker = &self.speakers[locale];
        let place = self.directory.countries.get(&code).ok_or_else(|| no_such_page(code.as_str()))?;
        let name = speaker.country(code);
        let topic = Topic::Country(code);
        let mut context = self.page_context(locale, &topic, name, &country::description(place, speaker))?;
        let mut failed = None;
        let mut entry = |service: &Service, audience, extent, first| {
            self.entry(locale, service, audience, extent, first).unwrap_or_else(|fault| {
                failed.get_or_insert(fault);
                Html::default()
            })
        };
        context.insert("printed_whole", &country::printed_whole(place, &self.directory));
        context.insert("groups", &country::groups(place, &self.directory, speaker, &mut entry));
        if let Some(fault) = failed {
            return Err(fault);
        }
        context.insert("name", name);
        context.insert("lines", &country::lines(place, &self.directory, speaker));
        context.insert("national", &country::national_numbers(place, speaker));
        context.insert("card", &country::card(place, &self.directory, speaker));
        context.insert("today", &speaker.cldr.date(self.directory.today));
        context.insert("spoken", &self.spoken_there(locale, code));
        self.theme.page("country.html", &context)
    }

    /// The same page in the other locales of the site that are languages of the country.
    fn spoken_there(&self, locale: usize, code: CountryCode) -> Vec<(String, String, String)> {
        let languages = &self.directory.countries[&code].languages;
        let others = languages.iter().filter_map(|language| {
            let other = self.speakers.iter().position(|speaker| speaker.locale.language() == language.language())?;
            let (tag, name) = (&self.speakers[other].locale, &self.speakers[other].own_name);
            let href = self.base.href(&Route::Local(tag.clone(), Topic::Country(code)));
            (other != locale).then(|| (href, tag.to_string(), name.clone()))
        });
        others.collect()
    }

    fn render_home(&self, locale: usize) -> Rendered<Vec<u8>> {
        let (page, language) = self.page_text(locale, &PageSlug::home()).ok_or_else(|| no_such_page("index"))?;
        let mut context = self.page_context(locale, &Topic::Home, &page.short, &page.description)?;
        self.insert_prose(&mut context, locale, page, language);
        let speaker = &self.speakers[locale];
        context.insert("continents", &lists::continents(self, locale));
        context.insert("columns", &finder::name_columns(self, locale));
        let worldwide = country::worldwide_services(None, &self.directory, speaker);
        context.insert("worldwide", &lists::links(self, locale, &worldwide, true));
        context.insert("ways", &lists::help_pages(self, locale));
        self.theme.page("home.html", &context)
    }

    fn render_prose(&self, locale: usize, slug: &PageSlug) -> Rendered<Vec<u8>> {
        let (page, language) = self.page_text(locale, slug).ok_or_else(|| no_such_page(slug.as_str()))?;
        let topic = Topic::Page(slug.clone());
        let mut context = self.page_context(locale, &topic, &page.short, &page.description)?;
        self.insert_prose(&mut context, locale, page, language);
        let list = self.directory.pages.get(slug).and_then(|plan| plan.list);
        lists::insert(self, locale, list, &mut context)?;
        self.theme.page("page.html", &context)
    }

    /// A page's own texts, and the note where they are in another language.
    fn insert_prose(&self, context: &mut Context, locale: usize, page: &Page, language: &LanguageTag) {
        let speaker = &self.speakers[locale];
        let page_href = |slug: &str| {
            let slug = PageSlug::new(slug)?;
            let topic = if slug == PageSlug::home() { Topic::Home } else { Topic::Page(slug) };
            Some(self.base.href(&Route::Local(speaker.locale.clone(), topic)))
        };
        let prose = prose::render(&page.markdown, &page_href);
        context.insert("heading", &page.title);
        context.insert("summary", &page.summary);
        context.insert_value("body", Value::safe_string(prose.body.as_str()));
        context.insert("headings", &prose.headings);
        context.insert("references", &lists::references(self, &prose.references));
        let foreign = (language != &speaker.locale).then(|| {
            let note = speaker.text("fallback-page", &[("language", MessageValue::Text(&speaker.language(language)))]);
            (language.to_string(), language.direction().as_str(), note)
        });
        context.insert("foreign", &foreign);
    }

    fn render_not_found(&self, locale: usize, everywhere: bool) -> Rendered<Vec<u8>> {
        let (page, language) =
            self.page_text(locale, &PageSlug::not_found()).ok_or_else(|| no_such_page("not-found"))?;
        let mut context = self.page_context(locale, &Topic::Home, &page.short, &page.description)?;
        self.insert_prose(&mut context, locale, page, language);
        context.insert("choices", &if everywhere { self.choices(&Topic::Home) } else { Vec::new() });
        self.theme.page("not-found.html", &context)
    }

    fn render_chooser(&self, topic: &Topic, is_root: bool) -> Rendered<Vec<u8>> {
        let mut context = self.frame(0)?.context();
        let title = self.speakers[0].text("language", &[]);
        context.insert("title", &title);
        context.insert("description", &self.speakers[0].text("choose-language", &[]));
        context.insert("is_root", &is_root);
        context.insert("choices", &self.choices(topic));
        self.theme.page("chooser.html", &context)
    }

    /// A page in every locale: address, tag, direction, own name, and the words "choose your language".
    fn choices(&self, topic: &Topic) -> Vec<(String, String, &'static str, String, String)> {
        let choice = |speaker: &std::sync::Arc<super::speaker::Speaker>| {
            let tag = &speaker.locale;
            let href = self.base.href(&Route::Local(tag.clone(), topic.clone()));
            (
                href,
                tag.to_string(),
                tag.direction().as_str(),
                speaker.own_name.clone(),
                speaker.text("choose-language", &[]),
            )
        };
        self.speakers.iter().map(choice).collect()
    }

    fn render_sitemap(&self, part: Option<usize>) -> Rendered<Vec<u8>> {
        let parts = self.sitemap_parts();
        let mut context = Context::new();
        if part.is_none() && parts > 1 {
            let maps: Vec<String> = (1..=parts).map(|part| self.base.absolute(&Route::Sitemap(Some(part)))).collect();
            context.insert("maps", &maps);
            return self.theme.page("sitemap-index.xml", &context);
        }
        context.insert("pages", &lists::sitemap(self, self.listed_part(part))?);
        self.theme.page("sitemap.xml", &context)
    }

    fn render_plain(&self, template: &str) -> Rendered<Vec<u8>> {
        let mut context = Context::new();
        context.insert("sitemap", &self.base.absolute(&Route::Sitemap(None)));
        context.insert("canonical", &self.base.absolute(&Route::SecurityTxt));
        context.insert("contact", &self.directory.site.corrections);
        let locales: Vec<&str> = self.speakers.iter().map(|speaker| speaker.locale.as_str()).collect();
        context.insert("languages", &locales.join(", "));
        // RFC 9116 recommends less than a year; a file that has expired is to be ignored.
        let expires = self.directory.today.checked_add(jiff::Span::new().days(360)).unwrap_or(self.directory.today);
        context.insert("expires", &format!("{expires}T00:00:00Z"));
        self.theme.page(template, &context)
    }
}

fn no_such_page(what: &str) -> Diagnostic {
    Diagnostic::new(Code::TemplateFailed, format!("the site has no page `{what}`"))
}
