//! A locale in which nothing is translated yet: a draft, which is checked and not published.

use crate::cldr;
use crate::model::{LanguageTag, TranslationKind, Vocabulary};
use crate::read::Files;

use super::{Change, Refusal, exists, piece, text_of, yaml};

/// What a person knows of a locale at first.
pub struct NewLocale {
    /// Its tag.
    pub locale: LanguageTag,
    /// The source locale.
    pub source: LanguageTag,
    /// How its texts will come about.
    pub translation: TranslationKind,
    /// A neutral page to which a visitor can leave at once.
    pub exit: String,
}

const SITE: &str = "data/site.yaml";

/// The folder of a locale, with a `/` at its end, where nothing is in it yet.
///
/// # Errors
/// Where something is.
pub fn is_new(locale: &LanguageTag, files: &Files) -> Result<String, Refusal> {
    let folder = format!("content/{locale}/");
    match files.keys().find(|path| path.starts_with(&folder)) {
        Some(path) => Err(exists(path)),
        None => Ok(folder),
    }
}

impl NewLocale {
    /// Its settings, and the messages that wait for a translation.
    ///
    /// # Errors
    /// Where it is there already, or where CLDR cannot write its dates.
    pub fn begin(&self, files: &Files) -> Result<Vec<Change>, Refusal> {
        let locale = &self.locale;
        let folder = is_new(locale, files)?;
        if self.translation == TranslationKind::Source {
            return Err("only the first locale is the source: write human, reviewed or machine".to_owned());
        }
        cldr::Cldr::new(locale, locale).map_err(|reason| format!("`{locale}` cannot be a locale: {reason}"))?;
        let site = text_of(files, SITE, "is this the project's folder? Name it with `--root`")?;
        let original = format!("content/{}/messages.ftl", self.source);
        let original = text_of(files, &original, "there is nothing to translate")?;
        Ok(vec![
            Change { path: format!("{folder}messages.ftl"), text: self.messages(&original), is_new: true },
            Change {
                path: SITE.to_owned(),
                text: piece::append(&site, "locales", &[], &self.settings())?,
                is_new: false,
            },
        ])
    }

    fn settings(&self) -> String {
        format!(
            "  - locale: {}\n    translation: {}\n    # In progress: checked, but not published. Delete this line when it is ready.\n    draft: true\n    exit: {}\n",
            self.locale,
            self.translation.code(),
            if self.exit.contains(" #") { yaml::quoted(&self.exit) } else { self.exit.clone() },
        )
    }

    /// The original with every message as a comment: nothing is translated, and everything can be seen.
    fn messages(&self, original: &str) -> String {
        let mut text = format!(
            "# Nothing is translated yet: each line below that begins with `# ` and holds a `=` is an English message. Take away the\n\
             # `# ` before it (and before the indented lines that belong to it) and translate what stands after the `=`. Keep names\n\
             # in braces, such as {{ $country }}. Then run `get-support-today translated {}`.\n\n",
            self.locale
        );
        for line in original.lines() {
            let is_message = !line.is_empty() && !line.starts_with('#');
            text.push_str(if is_message { "# " } else { "" });
            text.push_str(line);
            text.push('\n');
        }
        text
    }
}
