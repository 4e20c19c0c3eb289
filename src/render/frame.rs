//! What is the same on every page of a locale: its head, its bar, its foot.

use serde::Serialize;
use tera::{Context, Value};

use crate::diagnostic::Diagnostic;
use crate::model::{PageSlug, Section, TranslationKind};

use super::html::Html;
use super::route::{Route, Topic};
use super::site::{LONGEST_MENU, Site};

/// The frame of one locale, as values that templates share.
pub struct Frame {
    /// `site`, `lang`, `dir`, `home`, `foot` …: everything a page of this locale has in common with the others.
    pub values: Vec<(&'static str, Value)>,
}

/// The settings that every template may use.
#[derive(Serialize)]
struct SiteView<'a> {
    name: &'a str,
    style: &'a str,
    screen_style: &'a str,
    policy: String,
    script: Option<String>,
    mark: String,
    corrections: &'a str,
}

/// A group of links in the foot.
#[derive(Serialize)]
struct FootGroup {
    title: Html,
    links: Vec<FootLink>,
}

#[derive(Serialize)]
struct FootLink {
    href: String,
    name: String,
    lang: Option<String>,
}

impl Frame {
    /// Makes the frame of a locale.
    ///
    /// # Errors
    /// What the template of the foot says.
    pub fn make(site: &Site, locale: usize) -> Result<Self, Box<Diagnostic>> {
        let speaker = &site.speakers[locale];
        let settings = &site.directory.locales[locale].settings;
        let tag = &speaker.locale;
        let local = |topic| site.base.href(&Route::Local(tag.clone(), topic));
        let page = |slug: &str| {
            PageSlug::new(slug)
                .filter(|slug| site.directory.pages.contains_key(slug))
                .map(|slug| local(Topic::Page(slug)))
        };
        let site_view = SiteView {
            name: &site.directory.site.name,
            style: &site.assets.style,
            screen_style: &site.assets.screen_style,
            policy: site.assets.policy(),
            script: site.assets.script.as_ref().map(|name| site.base.href(&Route::Asset(name.clone()))),
            mark: site.base.href(&Route::Asset("mark.svg".to_owned())),
            corrections: &site.directory.site.corrections,
        };
        let mut values: Vec<(&'static str, Value)> = vec![
            ("site", Value::from_serializable(&site_view)),
            ("lang", Value::from(tag.as_str())),
            ("dir", Value::from(tag.direction().as_str())),
            ("own_name", Value::from(speaker.own_name.as_str())),
            ("home", Value::from(local(Topic::Home))),
            ("exit", Value::from(settings.exit.as_str())),
            ("source_lang", Value::from(speaker.source_locale.as_str())),
        ];
        for (name, slug) in [
            ("href_danger", "danger"),
            ("href_checks", "checks"),
            ("href_anywhere", "anywhere"),
            ("href_contact", "contact"),
            ("href_translations", "translations"),
        ] {
            values.push((name, Value::from_serializable(&page(slug))));
        }
        let mut context = Context::new();
        for (name, value) in &values {
            context.insert_value(*name, value.clone());
        }
        context.insert("groups", &foot_groups(site, locale));
        context.insert("translation", &translation_note(settings.translation));
        let foot = site.theme.piece("foot.html", &context)?;
        values.push(("foot", Value::safe_string(foot.as_str())));
        Ok(Self { values })
    }

    /// A context that holds the frame.
    pub fn context(&self) -> Context {
        let mut context = Context::new();
        for (name, value) in &self.values {
            context.insert_value(*name, value.clone());
        }
        context
    }
}

/// The message that says how a locale's texts came about; none where a person wrote them.
fn translation_note(kind: TranslationKind) -> Option<&'static str> {
    match kind {
        TranslationKind::Source | TranslationKind::Human => None,
        TranslationKind::Reviewed => Some("reviewed"),
        TranslationKind::Machine => Some("machine"),
    }
}

fn foot_groups(site: &Site, locale: usize) -> Vec<FootGroup> {
    let speaker = &site.speakers[locale];
    let sections = [Section::Help, Section::Prevention, Section::About];
    let group = |section: Section| {
        let mut plans: Vec<_> = site.directory.pages.iter().filter(|(_, plan)| plan.section == section).collect();
        plans.sort_by_key(|(slug, plan)| (plan.order, *slug));
        let links = plans.iter().filter_map(|(slug, _)| {
            let (page, language) = site.page_text(locale, slug)?;
            let href = site.base.href(&Route::Local(speaker.locale.clone(), Topic::Page((*slug).clone())));
            let lang = (language != &speaker.locale).then(|| language.to_string());
            Some(FootLink { href, name: page.short.clone(), lang })
        });
        FootGroup {
            title: speaker.html(&format!("section-{}", crate::model::Vocabulary::code(section)), &[]),
            links: links.collect(),
        }
    };
    sections.into_iter().map(group).collect()
}

/// The menu of languages of one page; the current one is text.
pub fn language_menu(site: &Site, current: Option<usize>, topic: &Topic) -> Html {
    let mut items = String::new();
    let many = site.speakers.len() > LONGEST_MENU;
    let shown = if many { current.map_or(0..0, |at| at..at + 1) } else { 0..site.speakers.len() };
    for index in shown {
        let tag = &site.speakers[index].locale;
        let name = Html::text(&site.speakers[index].own_name).into_string();
        if Some(index) == current {
            items.push_str(&format!("<li><span aria-current=\"true\" lang=\"{tag}\">{name}</span></li>"));
        } else {
            let href = Html::text(&site.base.href(&Route::Local(tag.clone(), topic.clone()))).into_string();
            items.push_str(&format!("<li><a href=\"{href}\" lang=\"{tag}\" hreflang=\"{tag}\">{name}</a></li>"));
        }
    }
    Html::trusted(items)
}
