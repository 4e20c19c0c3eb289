//! Languages and locales.

use std::fmt;

use icu_locale::{Locale, LocaleCanonicalizer, LocaleDirectionality};

/// The way a script runs; becomes `dir` on an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

impl Direction {
    /// The value of the HTML attribute.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

/// A language tag of BCP 47 in its canonical form, such as `de`, `pt-BR` or `zh-Hant`; `und` where nobody knows.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LanguageTag {
    tag: String,
    language_end: usize,
    rtl: bool,
}

/// Why a text is not a language tag of this site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotALanguage {
    /// Not of the shape of BCP 47 (an underscore, say).
    Shape,
    /// Well-formed but not canonical; the right form is given.
    NotCanonical(String),
}

impl LanguageTag {
    /// Reads a canonical tag; never changes case or guesses.
    ///
    /// # Errors
    /// [`NotALanguage`] says why it is none.
    pub fn parse(text: &str) -> Result<Self, NotALanguage> {
        let locale: Locale = text.parse().map_err(|_| NotALanguage::Shape)?;
        if !locale.extensions.is_empty() {
            return Err(NotALanguage::Shape);
        }
        let written = locale.to_string();
        if written != text {
            return Err(NotALanguage::NotCanonical(written));
        }
        let language_end = text.find('-').unwrap_or(text.len());
        let rtl =
            DIRECTIONALITY.with(|directions| directions.get(&locale.id)) == Some(icu_locale::Direction::RightToLeft);
        Ok(Self { tag: written, language_end, rtl })
    }

    /// The tag that CLDR prefers where it calls this one outdated, such as `he` for `iw`.
    pub fn replacement(&self) -> Option<String> {
        let mut locale = self.to_icu();
        CANONICALIZER.with(|canonicalizer| canonicalizer.canonicalize(&mut locale));
        let preferred = locale.to_string();
        (preferred != self.tag).then_some(preferred)
    }

    /// The tag.
    pub fn as_str(&self) -> &str {
        &self.tag
    }

    /// The primary language subtag, such as `pt` of `pt-BR`.
    pub fn language(&self) -> &str {
        &self.tag[..self.language_end]
    }

    /// The same as a locale of ICU4X.
    pub fn to_icu(&self) -> Locale {
        self.tag.parse().expect("a language tag was parsed when it was made")
    }

    /// The value of the HTML attribute `lang`: the tag, or nothing where the language is not known.
    pub fn html(&self) -> &str {
        if self.tag == "und" { "" } else { &self.tag }
    }

    /// The way its script runs. Source: Unicode CLDR, script metadata and likely subtags.
    pub fn direction(&self) -> Direction {
        if self.rtl { Direction::Rtl } else { Direction::Ltr }
    }
}

impl fmt::Display for LanguageTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.tag)
    }
}

thread_local! {
    static CANONICALIZER: LocaleCanonicalizer = const { LocaleCanonicalizer::new_extended() };
    static DIRECTIONALITY: LocaleDirectionality = const { LocaleDirectionality::new_extended() };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_canonical_or_refused_with_the_right_form() {
        assert_eq!(LanguageTag::parse("pt-BR").unwrap().language(), "pt");
        assert_eq!(LanguageTag::parse("zh_Hant"), Err(NotALanguage::Shape));
        assert_eq!(LanguageTag::parse("iw").unwrap().replacement().as_deref(), Some("he"));
        assert_eq!(LanguageTag::parse("DE"), Err(NotALanguage::NotCanonical("de".into())));
    }

    #[test]
    fn direction_belongs_to_the_script() {
        for (tag, direction) in
            [("ar", Direction::Rtl), ("ckb", Direction::Rtl), ("ja", Direction::Ltr), ("yi", Direction::Rtl)]
        {
            assert_eq!(LanguageTag::parse(tag).unwrap().direction(), direction, "{tag}");
        }
    }
}
