//! One locale speaking: its messages, names, dates and lists.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::cldr::Cldr;
use crate::model::{CountryCode, Directory, LanguageTag, LocaleText, Localized, MessageValue, Messages, Vocabulary};

use super::html::Html;

/// Stands for a piece of markup while its sentence is put together; a private-use character that no text may hold.
const SLOT: char = '\u{f8ff}';

/// Everything that depends on the locale and on nothing else.
pub struct Speaker {
    /// The locale.
    pub locale: LanguageTag,
    /// Where untranslated texts come from.
    pub source_locale: LanguageTag,
    /// Its names and formats.
    pub cldr: Cldr,
    messages: Arc<Messages>,
    countries: BTreeMap<CountryCode, String>,
    languages: BTreeMap<LanguageTag, String>,
}

impl Speaker {
    /// Prepares a locale of the site.
    ///
    /// # Errors
    /// Where CLDR has no data at all for it.
    pub fn new(text: &LocaleText, directory: &Directory) -> Result<Self, String> {
        let locale = text.settings.locale.clone();
        let cldr = Cldr::new(&locale, &text.settings.formats)?;
        let overrides = directory.names.countries.get(&locale);
        let countries = directory.countries.keys().map(|code| {
            let own = overrides.and_then(|names| names.get(code)).cloned();
            let name = own.or_else(|| cldr.region(code.as_str())).unwrap_or_else(|| code.to_string());
            (*code, name)
        });
        let countries = countries.collect();
        let languages = directory.names.languages.get(&locale).cloned().unwrap_or_default();
        Ok(Self {
            source_locale: directory.site.source_locale().clone(),
            messages: Arc::clone(&text.messages),
            locale,
            cldr,
            countries,
            languages,
        })
    }

    /// The name of a country.
    pub fn country(&self, code: CountryCode) -> &str {
        self.countries.get(&code).map_or("", String::as_str)
    }

    /// The name of a language, as it stands in a list.
    pub fn language(&self, tag: &LanguageTag) -> String {
        let own = self.languages.get(tag).cloned();
        own.or_else(|| self.cldr.language(tag)).unwrap_or_else(|| tag.to_string())
    }

    /// The names of several languages in one phrase.
    pub fn language_list(&self, tags: &[LanguageTag]) -> String {
        let names: Vec<String> = tags.iter().map(|tag| self.language(tag)).collect();
        self.cldr.list(&names)
    }

    /// A message as plain text, for attributes and titles.
    pub fn text(&self, id: &str, values: &[(&str, MessageValue<'_>)]) -> String {
        self.messages.get(id, values).map_or_else(String::new, |(_, text)| text)
    }

    /// The message of a word of a vocabulary, as plain text.
    pub fn word<T: Vocabulary>(&self, word: T) -> String {
        self.text(&word.message_id(), &[])
    }

    /// A message as markup; where it is not translated it is marked as being in another language.
    pub fn html(&self, id: &str, values: &[(&str, MessageValue<'_>)]) -> Html {
        match self.messages.get(id, values) {
            Some((language, text)) => self.mark(language, Html::text(&text)),
            None => Html::default(),
        }
    }

    /// A message with one piece of markup in the place of the variable `name`, and plain `values` for its others.
    pub fn html_with(&self, id: &str, name: &str, piece: &Html, values: &[(&str, MessageValue<'_>)]) -> Html {
        let slot = SLOT.to_string();
        let mut all = vec![(name, MessageValue::Text(&slot))];
        all.extend(values.iter().copied());
        let sentence = self.html(id, &all);
        Html::trusted(sentence.as_str().replace(SLOT, piece.as_str()))
    }

    /// Markup in `language`, wrapped where that is not the language of the page.
    pub fn mark(&self, language: &LanguageTag, html: Html) -> Html {
        if language == &self.locale {
            return html;
        }
        let (lang, dir) = (language.html(), language.direction().as_str());
        Html::trusted(format!("<span lang=\"{lang}\" dir=\"{dir}\">{}</span>", html.as_str()))
    }

    /// A proper name, in its own language and isolated for direction.
    pub fn name(&self, name: &Localized) -> Html {
        let (language, text) = name.pick(&self.locale, name.original().0);
        let escaped = Html::text(text);
        if language == &self.locale {
            return Html::trusted(format!("<bdi>{}</bdi>", escaped.as_str()));
        }
        Html::trusted(format!("<bdi lang=\"{}\">{}</bdi>", language.html(), escaped.as_str()))
    }

    /// A text of ours in the reader's language, or in the source language with the note that it is.
    pub fn free_text(&self, text: &Localized) -> Html {
        let (language, words) = text.pick(&self.locale, &self.source_locale);
        let escaped = Html::text(words);
        if language.language() == self.locale.language() {
            return escaped;
        }
        let note = self.text("fallback-text", &[("language", MessageValue::Text(&self.language(language)))]);
        Html::trusted(format!(
            "<span class=\"notice notice--fallback\">{}</span> {}",
            Html::text(&note).as_str(),
            self.mark(language, escaped).as_str(),
        ))
    }
}
