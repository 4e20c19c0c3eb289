//! A text in one or more languages.

use super::LanguageTag;

/// A text in at least one language, in the order of the file; the first is the original.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Localized {
    versions: Vec<(LanguageTag, String)>,
}

impl Localized {
    /// A text with these versions; `None` where there is not one.
    pub fn new(versions: Vec<(LanguageTag, String)>) -> Option<Self> {
        (!versions.is_empty()).then_some(Self { versions })
    }

    /// The version for a reader of `locale`: that very locale, else the same language, else `fallback`, else the original.
    pub fn pick(&self, locale: &LanguageTag, fallback: &LanguageTag) -> (&LanguageTag, &str) {
        let find = |wanted: &dyn Fn(&LanguageTag) -> bool| self.versions.iter().find(|(tag, _)| wanted(tag));
        let (tag, text) = find(&|tag| tag == locale)
            .or_else(|| find(&|tag| tag.language() == locale.language()))
            .or_else(|| find(&|tag| tag == fallback))
            .unwrap_or(&self.versions[0]);
        (tag, text)
    }

    /// The original: the version that stands first in the file.
    pub fn original(&self) -> (&LanguageTag, &str) {
        let (tag, text) = &self.versions[0];
        (tag, text)
    }

    /// Every version.
    pub fn versions(&self) -> &[(LanguageTag, String)] {
        &self.versions
    }
}
