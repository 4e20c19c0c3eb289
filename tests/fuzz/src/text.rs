//! Texts: the body of a page, and the messages of the interface.

use get_support_today::check::probe;
use get_support_today::diagnostic::Faults;
use get_support_today::model::MessageValue;
use get_support_today::read::{self, Files};
use get_support_today::render::{self, Html};

use super::{markup, told};

/// What every page begins with.
const FRONT: &str = "---\ntitle: x\nshort: x\ndescription: x\nsummary: x\nsection: none\n---\n";

/// Messages that are translated.
const ORIGINAL: &str = "\
one = One
language = { $language } and { -term }
count = { $count ->
    [one] { $count } service
   *[other] { $count } services
}
";

/// The body of a page: markup of texts and nothing else, or faults.
pub fn markdown(bytes: &[u8]) {
    let whole = [FRONT.as_bytes(), bytes].concat();
    let (raw, mut faults) = read::parse(&Files::from([("content/en/some.md".to_owned(), whole)]));
    for page in raw.locales.values().flat_map(|locale| &locale.pages) {
        if let Some(page) = probe::page(page, &mut faults) {
            markup::of_text(render::probe::prose(&page.markdown).as_str());
        }
    }
    told::faults(faults);
}

/// The messages of a locale: texts that stay texts, or faults.
pub fn messages(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    let mut faults = Faults::new();
    let values = [
        ("count", MessageValue::Number(2)),
        ("language", MessageValue::Text("<Deutsch>")),
        ("country", MessageValue::Text("x")),
    ];
    if let Some(messages) = probe::messages(text, &mut faults) {
        for id in text.lines().filter_map(|line| line.split_once('=')).map(|(id, _)| id.trim_end()) {
            for values in [&values[..], &[]] {
                let Some((_, said)) = messages.get(id, values) else { continue };
                markup::nothing(Html::text(&said).as_str());
                let hidden =
                    said.chars().find(|c| matches!(c, '\u{f8ff}' | '\u{202a}'..='\u{202e}' | '\u{1b}' | '\u{200b}'));
                assert!(hidden.is_none(), "{id} shows {hidden:?}");
            }
        }
    }
    probe::translation(text, ORIGINAL, &mut faults);
    told::faults(faults);
}
