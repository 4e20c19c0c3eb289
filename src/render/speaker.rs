//! One locale speaking: its messages, names, dates and lists.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use tera::Value;

use crate::cldr::{Cldr, own_name};
use crate::memo::Same;
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
    /// Its own name, as it stands in a menu.
    pub own_name: String,
    messages: Arc<Messages>,
    said: HashMap<String, Said>,
    countries: BTreeMap<CountryCode, Named>,
    languages: BTreeMap<LanguageTag, String>,
}

/// A message without variables, as values that templates share.
pub struct Said {
    /// As markup, marked where it is in another language.
    pub marked: Value,
    /// As plain text.
    pub plain: Value,
}

/// A country's name, and where it stands when the locale sorts all of them.
struct Named {
    name: String,
    rank: usize,
}

/// Everything that a speaker is made of.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Voice {
    /// The locale.
    pub locale: LanguageTag,
    /// The locale whose dates and times it writes.
    pub formats: LanguageTag,
    /// Where untranslated texts come from.
    pub source_locale: LanguageTag,
    /// Its messages.
    pub messages: Same<Messages>,
    /// Names of countries that differ from CLDR's.
    pub countries: BTreeMap<CountryCode, String>,
    /// Names of languages that differ from CLDR's.
    pub languages: BTreeMap<LanguageTag, String>,
}

impl Voice {
    /// That of a locale of the site.
    pub fn of(text: &LocaleText, directory: &Directory) -> Self {
        let locale = text.settings.locale.clone();
        Self {
            formats: text.settings.formats.clone(),
            source_locale: directory.site.source_locale().clone(),
            messages: Same::of(&text.messages),
            countries: directory.names.countries.get(&locale).cloned().unwrap_or_default(),
            languages: directory.names.languages.get(&locale).cloned().unwrap_or_default(),
            locale,
        }
    }
}

impl Speaker {
    /// Prepares a locale of the site.
    ///
    /// # Errors
    /// Where CLDR has no data at all for it.
    pub fn new(voice: Voice) -> Result<Self, String> {
        let cldr = Cldr::new(&voice.locale, &voice.formats)?;
        let mut names: Vec<(CountryCode, String)> = CountryCode::all()
            .map(|code| {
                let own = voice.countries.get(&code).cloned();
                (code, own.or_else(|| cldr.region(code.as_str())).unwrap_or_else(|| code.to_string()))
            })
            .collect();
        names.sort_by(|a, b| cldr.compare(&a.1, &b.1).then(a.0.cmp(&b.0)));
        let countries =
            names.into_iter().enumerate().map(|(rank, (code, name))| (code, Named { name, rank })).collect();
        let messages = Arc::clone(&voice.messages.0);
        let mut speaker = Self {
            own_name: own_name(&voice.locale).unwrap_or_else(|| voice.locale.to_string()),
            source_locale: voice.source_locale,
            locale: voice.locale,
            said: HashMap::new(),
            messages: Arc::clone(&messages),
            cldr,
            countries,
            languages: voice.languages,
        };
        speaker.said = messages.plain_ids().map(|id| (id.to_owned(), speaker.say(id))).collect();
        Ok(speaker)
    }

    fn say(&self, id: &str) -> Said {
        Said {
            marked: Value::safe_string(self.html(id, &[]).as_str()),
            plain: Value::normal_string(&self.text(id, &[])),
        }
    }

    /// A message without variables, for templates.
    pub fn said(&self, id: &str) -> Option<&Said> {
        self.said.get(id)
    }

    /// The name of a country.
    pub fn country(&self, code: CountryCode) -> &str {
        self.countries.get(&code).map_or("", |country| &country.name)
    }

    /// Where a country stands when the locale sorts all of them by name.
    pub fn rank(&self, code: CountryCode) -> usize {
        self.countries.get(&code).map_or(usize::MAX, |country| country.rank)
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
