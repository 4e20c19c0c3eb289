//! Which locale the wishes of a browser lead to.

use crate::cldr;
use crate::model::{CountryCode, LanguageTag};

use super::route::locale_segment;
use super::site::Site;

/// A language that browsers ask for, and the locale that answers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// A language range in lower case, such as `de` or `zh-tw`; it stands for all longer ones that begin with it.
    pub range: String,
    /// The locale as it stands in addresses.
    pub locale: String,
}

impl Site {
    /// Every wish that this site can fulfil, each range before the shorter ones that it begins with.
    pub fn wishes(&self) -> Vec<Wish> {
        let tags: Vec<&LanguageTag> = self.speakers.iter().map(|speaker| &speaker.locale).collect();
        wishes(&tags)
    }
}

/// A language with one locale leads to it, whatever the script or region. Of several locales, the one that CLDR thinks
/// likely is meant: `zh-tw` leads to `zh-Hant`.
fn wishes(tags: &[&LanguageTag]) -> Vec<Wish> {
    let mut found: Vec<Wish> = Vec::new();
    let mut add = |range: &str, tag: &LanguageTag| {
        let wish = Wish { range: range.to_ascii_lowercase(), locale: locale_segment(tag) };
        if found.iter().all(|known| known.range != wish.range) {
            found.push(wish);
        }
    };
    for tag in tags {
        let same: Vec<&LanguageTag> = tags.iter().copied().filter(|other| other.language() == tag.language()).collect();
        if same.len() == 1 {
            add(tag.language(), tag);
            continue;
        }
        add(tag.as_str(), tag);
        let usual = cldr::likeliest(tag.language(), &same);
        if let Some(usual) = usual {
            add(tag.language(), usual);
        }
        for country in CountryCode::all() {
            let range = format!("{}-{country}", tag.language());
            let meant = cldr::likeliest(&range, &same);
            if let Some(meant) = meant.filter(|meant| Some(*meant) != usual) {
                add(&range, meant);
            }
        }
    }
    found.sort_by(|a, b| (b.range.len(), &a.range).cmp(&(a.range.len(), &b.range)));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn led(locales: &[&str]) -> Vec<String> {
        let tags: Vec<LanguageTag> = locales.iter().map(|tag| LanguageTag::parse(tag).unwrap()).collect();
        let wishes = wishes(&tags.iter().collect::<Vec<_>>());
        wishes.into_iter().map(|wish| format!("{}={}", wish.range, wish.locale)).collect()
    }

    #[test]
    fn a_language_with_one_locale_leads_there() {
        assert_eq!(led(&["en", "pt-BR"]), ["en=en", "pt=pt-br"]);
    }

    #[test]
    fn a_script_is_inferred_from_the_region_only_where_it_matters() {
        let led = led(&["zh-Hans", "zh-Hant"]);
        for expected in ["zh=zh-hans", "zh-tw=zh-hant", "zh-hk=zh-hant", "zh-hant=zh-hant"] {
            assert!(led.contains(&expected.to_owned()), "{expected} of {led:?}");
        }
        assert!(!led.iter().any(|wish| wish.starts_with("zh-cn")));
    }

    #[test]
    fn an_exact_region_is_never_overruled() {
        let led = led(&["pt-BR", "pt-PT"]);
        assert!(led.contains(&"pt-pt=pt-pt".to_owned()) && led.contains(&"pt=pt-br".to_owned()), "{led:?}");
    }
}
