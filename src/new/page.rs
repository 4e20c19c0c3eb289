//! A page of prose in the source locale. Translations follow; until then visitors of other locales read the original.

use crate::model::{LanguageTag, PageSlug, Section, Vocabulary};
use crate::read::Files;

use super::{Change, Refusal, exists, yaml};

/// What a person knows of a page at first.
pub struct NewPage {
    /// Its name in addresses.
    pub slug: PageSlug,
    /// The source locale.
    pub locale: LanguageTag,
    /// The heading of the page.
    pub title: String,
    /// A neutral name for tabs, menus and history.
    pub short: String,
    /// A neutral sentence for search engines.
    pub description: String,
    /// What the page says, in one to three sentences.
    pub summary: String,
    /// The group of links.
    pub section: Section,
    /// The order within the group.
    pub order: u16,
}

/// The path of a page, where it is not there yet.
///
/// # Errors
/// Where it is.
pub fn is_new(slug: &PageSlug, locale: &LanguageTag, files: &Files) -> Result<String, Refusal> {
    let path = format!("content/{locale}/{slug}.md");
    if files.contains_key(&path) { Err(exists(&path)) } else { Ok(path) }
}

impl NewPage {
    /// Its file.
    ///
    /// # Errors
    /// Where it is there already.
    pub fn begin(&self, files: &Files) -> Result<Vec<Change>, Refusal> {
        let path = is_new(&self.slug, &self.locale, files)?;
        let entry = |key: &str, text: &str| yaml::entry(0, key, text);
        let text = format!(
            "---\n{}# The next two stand in tabs, menus and search results: a bystander may see them.\n{}{}{}section: {}\norder: {}\n\
             # The text begins below the next line. Headings carry an anchor: ## Who answers {{#who-answers}}\n\
             # Links to pages name their files: [what happens then](contact.md)\n---\n",
            entry("title", &self.title),
            entry("short", &self.short),
            entry("description", &self.description),
            entry("summary", &self.summary),
            self.section.code(),
            self.order,
        );
        Ok(vec![Change { path, text, is_new: true }])
    }
}
