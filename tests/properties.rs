//! Whatever stands in a file: it never becomes markup, and no reader of it panics.

#![allow(clippy::unwrap_used, missing_docs)]

mod support;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use get_support_today::check::probe;
use get_support_today::diagnostic::{self, Faults, Style};
use get_support_today::model::{CountryCode, Dial, Reach};
use get_support_today::read::{self, Files};
use get_support_today::render::Site;
use proptest::prelude::*;
use support::html::{self, Piece};
use support::{SMALL_DAY, site, small_project};

/// A text of the small project that is replaced: the file it stands in, how it is written there, and how to write another.
struct Place {
    file: &'static str,
    written: &'static str,
    write: fn(&str) -> String,
    /// A page on which it must then be read.
    page: &'static str,
}

/// A value of YAML.
fn yaml(text: &str) -> String {
    serde_json::to_string(text).expect("a string")
}

/// Text of Markdown that means nothing but itself.
fn markdown(text: &str) -> String {
    text.chars().flat_map(|c| c.is_ascii_punctuation().then_some('\\').into_iter().chain([c])).collect()
}

/// A value of Fluent that means nothing but itself.
fn fluent(text: &str) -> String {
    format!("{{ \"{}\" }}", text.replace('\\', "\\\\").replace('"', "\\\""))
}

const DE: &str = "data/countries/de.yaml";
const CONTACT: &str = "content/en/contact.md";
const MESSAGES: &str = "content/en/messages.ftl";
const REFERENCES: &str = "data/references.yaml";

/// Every kind of text that a file can bring onto a page.
const PLACES: [Place; 24] = [
    Place {
        file: DE,
        written: "de: \"Rat & Hilfe <Beispiel>\"",
        write: |text| format!("de: {}", yaml(text)),
        page: "de/de",
    },
    Place { file: DE, written: "en: Advice and help", write: |text| format!("en: {}", yaml(text)), page: "en/de" },
    Place { file: DE, written: "\"Verein „Beispiel“ e. V.\"", write: yaml, page: "en/de" },
    Place { file: DE, written: "\"Advice on the telephone, in writing & on the spot.\"", write: yaml, page: "en/de" },
    Place { file: DE, written: "\"Rat am Telefon, schriftlich und vor Ort.\"", write: yaml, page: "de/de" },
    Place { file: DE, written: "Only people who live in the south.", write: yaml, page: "ar/de" },
    Place { file: DE, written: "Calls from abroad may wait longer.", write: yaml, page: "en/de" },
    Place {
        file: DE,
        written: "Nothing is passed on unless a child who can be named is at risk.",
        write: yaml,
        page: "en/de",
    },
    Place { file: DE, written: "\"The first answer is a <tape>.\"", write: yaml, page: "de/de" },
    Place { file: DE, written: "\"Meldestelle & Beschwerden\"", write: yaml, page: "ar/de" },
    Place {
        file: "data/names.yaml",
        written: "\"Austria (the “Republic”)\"",
        write: |text| yaml(&format!("Austria {text}")),
        page: "en",
    },
    Place { file: REFERENCES, written: "Example A, Muster B & Others", write: yaml, page: "en/contact" },
    Place { file: REFERENCES, written: "\"What <helps>: a trial\"", write: yaml, page: "de/contact/../../en/contact" },
    Place { file: REFERENCES, written: "Journal of Examples 1(2), 3-4", write: yaml, page: "ar/contact" },
    Place { file: "data/site.yaml", written: "Get Support Today", write: yaml, page: "" },
    Place { file: CONTACT, written: "\"What happens when you <call>\"", write: yaml, page: "ar/contact" },
    Place { file: CONTACT, written: "\"Making contact\"", write: yaml, page: "en/contact" },
    Place { file: CONTACT, written: "\"What to expect from a first conversation.\"", write: yaml, page: "en/contact" },
    Place { file: CONTACT, written: "\"A trained person listens & asks.\"", write: yaml, page: "en/contact" },
    Place { file: CONTACT, written: "People who know `<this>` subject", write: markdown, page: "en/contact" },
    Place {
        file: CONTACT,
        written: "## What they ask",
        write: |text| format!("## {}", markdown(text)),
        page: "en/contact",
    },
    Place {
        file: CONTACT,
        written: "[A site](https://ask.example.org/?a=1&b=2 \"a \\\"title\\\"\")",
        write: |text| format!("[{0}](https://ask.example.org/ \"{0}\")", markdown(text)),
        page: "en/contact",
    },
    Place {
        file: MESSAGES,
        written: "leave-note = ",
        write: |text| format!("leave-note = {} ", fluent(text)),
        page: "en/de",
    },
    Place {
        file: MESSAGES,
        written: "action-phone = ",
        write: |text| format!("action-phone = {} ", fluent(text)),
        page: "en/de",
    },
];

/// Pages that together show every text.
const PAGES: [&str; 16] = [
    "",
    "en",
    "de",
    "ar",
    "en/de",
    "de/de",
    "ar/de",
    "en/at",
    "en/contact",
    "de/contact",
    "ar/contact",
    "en/danger",
    "en/families",
    "en/coverage",
    "ar/anywhere",
    "en/levels",
];

/// The small project with another text in each place.
fn with_texts(texts: &[String]) -> Files {
    static SMALL: OnceLock<Files> = OnceLock::new();
    let mut files = SMALL.get_or_init(small_project).clone();
    for (place, text) in PLACES.iter().zip(texts) {
        let bytes = files.get_mut(place.file).unwrap();
        let old = String::from_utf8(bytes.clone()).unwrap();
        assert!(old.contains(place.written), "{} lacks {}", place.file, place.written);
        *bytes = old.replacen(place.written, &(place.write)(text), 1).into_bytes();
    }
    files
}

fn render(site: &Site, file: &str) -> String {
    let route = site.routes().into_iter().find(|route| route.file() == file).unwrap_or_else(|| panic!("no {file}"));
    String::from_utf8(site.render(&route).unwrap()).unwrap()
}

/// The file of a page.
fn file_of(page: &str) -> String {
    let page = page.rsplit("../").next().unwrap();
    if page.is_empty() { "index.html".to_owned() } else { format!("{page}/index.html") }
}

/// The markup of a page without its texts: tags, the names of their attributes, and whatever is odd.
fn shape(pieces: &[Piece]) -> Vec<String> {
    pieces
        .iter()
        .filter_map(|piece| match piece {
            Piece::Open(element) => Some(element.shape()),
            Piece::Close(name) => Some(format!("</{name}>")),
            Piece::Odd(what) => Some(what.clone()),
            Piece::Text(_) => None,
        })
        .collect()
}

/// All that a reader or a program can read on a page.
fn said(pieces: &[Piece]) -> String {
    let attributes = html::elements(pieces).flat_map(|element| &element.attributes).map(|(_, value)| value.as_str());
    format!("{}\n{}", html::text(pieces), attributes.collect::<Vec<_>>().join("\n"))
}

/// The shapes of the pages with harmless texts.
fn harmless() -> &'static BTreeMap<&'static str, Vec<String>> {
    static SHAPES: OnceLock<BTreeMap<&str, Vec<String>>> = OnceLock::new();
    SHAPES.get_or_init(|| {
        let texts: Vec<String> = PLACES.iter().map(|_| "plain words".to_owned()).collect();
        let site = site(&with_texts(&texts)).unwrap_or_else(|said| panic!("{said}"));
        PAGES.iter().map(|page| (*page, shape(&html::pieces(&render(&site, &file_of(page)))))).collect()
    })
}

/// Pieces of which attacks are made, and characters that have led programs astray.
const HOSTILE: [&str; 32] = [
    "<",
    ">",
    "\"",
    "'",
    "&",
    "`",
    "=",
    "/",
    "\\",
    "<script>alert(1)</script>",
    "</main>",
    "</title>",
    "</style>",
    "<img src=x onerror=y>",
    "\" onmouseover=\"x",
    "' autofocus onfocus='x",
    "<!--",
    "-->",
    "]]>",
    "<![CDATA[",
    "&lt;",
    "&amp;quot;",
    "&#60;",
    "{{ 7 * 7 }}",
    "{% raw %}",
    "{# x #}",
    "${x}",
    "$&",
    "%3Cb%3E",
    "javascript:x",
    "ع",
    "é",
];

fn hostile() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&HOSTILE[..]), 1..6).prop_map(|parts| format!("a{}z", parts.concat()))
}

fn hostile_texts() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(hostile(), PLACES.len())
}

/// The fields of one line of CSV (RFC 4180).
fn fields(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut quoted = false;
    let mut characters = line.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '"' if quoted && characters.peek() == Some(&'"') => {
                characters.next();
                fields.last_mut().unwrap().push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(String::new()),
            c => fields.last_mut().unwrap().push(c),
        }
    }
    fields
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_becomes_markup(texts in hostile_texts()) {
        let site = site(&with_texts(&texts)).unwrap_or_else(|said| panic!("{said}"));
        let pages: BTreeMap<String, Vec<Piece>> =
            PAGES.iter().map(|page| (file_of(page), html::pieces(&render(&site, &file_of(page))))).collect();
        for page in PAGES {
            let (is, should) = (shape(&pages[&file_of(page)]), &harmless()[page]);
            let differs = is.iter().zip(should).find(|(is, should)| is != should);
            prop_assert!(is == *should, "{page}: {differs:?}");
        }
        for (place, text) in PLACES.iter().zip(&texts) {
            prop_assert!(said(&pages[&file_of(place.page)]).contains(text.as_str()), "{}: {text} is lost", place.written);
        }
        let open: serde_json::Value = serde_json::from_str(&render(&site, "data/directory.json")).unwrap();
        prop_assert_eq!(open["services"][0]["name"]["de"].as_str(), Some(texts[0].as_str()));
        let csv = render(&site, "data/services.csv");
        let columns = fields(csv.split("\r\n").next().unwrap()).len();
        for row in csv.split("\r\n").filter(|row| !row.is_empty()) {
            prop_assert_eq!(fields(row).len(), columns, "{}", row);
        }
    }
}

#[test]
fn the_character_that_pages_are_made_with_is_refused_everywhere() {
    for (index, place) in PLACES.iter().enumerate() {
        let mut texts: Vec<String> = PLACES.iter().map(|_| "plain words".to_owned()).collect();
        texts[index] = "a\u{f8ff}z".to_owned();
        let said = site(&with_texts(&texts)).err().unwrap_or_else(|| panic!("{} took it", place.written));
        assert!(said.contains("U+F8FF"), "{said}");
    }
}

/// Words of one grammar, put together anyhow.
fn words(words: &'static [&'static str]) -> impl Strategy<Value = String> {
    let word = prop_oneof![8 => prop::sample::select(words).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)];
    prop::collection::vec(word, 0..14).prop_map(|parts| parts.concat())
}

/// Anything, or nearly something.
fn nearly(grammar: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop_oneof![1 => any::<String>(), 3 => words(grammar)]
}

const HOURS: &[&str] = &[
    "Mo",
    "Tu",
    "Su",
    "PH",
    "SH",
    "Mo-Fr",
    "Fr-Mo",
    "-",
    ",",
    ";",
    " ",
    " || ",
    "09:00",
    "17:00",
    "-26:00",
    "24:00",
    "00:00",
    "48:00",
    "99:99",
    "09:00-17:00",
    "22:00-06:00",
    "24/7",
    "off",
    "closed",
    "open",
    "unknown",
    "Dec",
    "Jan 01",
    "week 01-53/2",
    "[1]",
    "[-1]",
    "sunrise",
    "(sunset+01:00)",
    "+",
    "/15",
    "\"x\"",
    "easter",
    "2026",
    "am",
    "h",
    ":",
    ".",
    "–",
];
const PHONE: &[&str] = &[
    "+",
    "0",
    "00",
    "1",
    "49",
    "44",
    "20",
    "7",
    "800",
    "123456",
    "999999999",
    " ",
    "-",
    "(",
    ")",
    "HELP",
    "٠",
    "+49301234567",
];
const ADDRESS: &[&str] = &[
    "https://",
    "http://",
    "https:",
    "//",
    "/",
    "\\",
    "@",
    ":",
    ":80",
    ".",
    "..",
    "example.org",
    "xn--",
    "xn--a",
    "例え",
    "exаmple",
    "[::1]",
    "127.0.0.1",
    "?",
    "#",
    "%00",
    "%",
    "\u{202e}",
    "\u{200d}",
    "a",
    "-",
    "javascript:",
    "data:",
];
const DATE: &[&str] = &["2026", "-", "11", "23", "02", "29", "31", "00", "0000", "9999", "+", "T", "W", "٢"];
const LANGUAGE: &[&str] =
    &["de", "-", "_", "Hant", "zh", "AT", "u-ca-gregory", "x-y", "i-klingon", "und", "419", "a", "1694acad", "*", "iw"];
const YAML: &[&str] = &[
    "country: DE\n",
    "services:\n",
    "  - id: x\n",
    "- ",
    "  ",
    "\t",
    ": ",
    "\n",
    "---\n",
    "...\n",
    "&a ",
    "*a",
    "!!int ",
    "!x",
    "{",
    "}",
    "[",
    "]",
    ",",
    "\"",
    "'",
    "|",
    ">-",
    "#",
    " #x",
    "? ",
    "<<: ",
    "null",
    "~",
    "1e3",
    "0x1f",
    "0800",
    "yes",
    "“x”",
    "\u{feff}",
    "\u{85}",
    "\r",
    "findings: x\n",
    "languages: [de]\n",
    "en: ",
    "%YAML 1.2\n",
    "@",
    "`",
];
const MARKDOWN: &[&str] = &[
    "---\n",
    "title: x\n",
    "short: x\n",
    "description: x\n",
    "summary: x\n",
    "section: help\n",
    "order: 1\n",
    "# ",
    "## x {#a}\n",
    "## x {#a .b}\n",
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    "[x](contact.md#a)",
    "[x](ref:example-2020)",
    "[x](https://example.org/)",
    "<",
    ">",
    "<b>",
    "&lt;",
    "&",
    "!",
    "*",
    "_",
    "`",
    "```\n",
    "\n",
    "\n\n",
    "- ",
    "1. ",
    "> ",
    "|",
    "\\",
    "<https://x.org>",
    "<a@b.de>",
    "[a]: /x\n",
    "\u{0}",
    "é",
];
const FLUENT: &[&str] = &[
    "lines-title = x\n",
    "a",
    "-b",
    " = ",
    "\n",
    "    ",
    "{",
    "}",
    "{ $count ->\n",
    "   *[other] x\n",
    "    [one] y\n",
    "}\n",
    "{ $x }",
    "{ \"\\u0041\" }",
    "{ -b }",
    "{ NUMBER($x) }",
    ".attr = x\n",
    "# c\n",
    "## c\n",
    "[",
    "]",
    "*",
    "\"",
    "\\",
    "\t",
    "\r\n",
    "é",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_hours_are_read_or_refused(text in nearly(HOURS)) {
        if let Ok(schedule) = probe::hours(&text) {
            let mut some = false;
            for day in 1..=7 {
                for opening in schedule.on(day) {
                    some = true;
                    prop_assert!(opening.from < opening.to && opening.from < 1440 && opening.to <= 2880, "{text}: {opening:?}");
                }
            }
            prop_assert!(some, "{text} is never open");
            schedule.runs();
        }
    }

    #[test]
    fn any_phone_number_is_read_or_refused(text in nearly(PHONE)) {
        for country in [None, CountryCode::parse("DE").ok(), CountryCode::parse("US").ok(), CountryCode::parse("AQ").ok()] {
            for reach in [Reach::Worldwide, Reach::National] {
                match probe::phone(&text, reach, country) {
                    Ok(Dial::International(number)) => prop_assert_eq!(number.as_str(), text.as_str()),
                    Ok(Dial::National { digits, .. }) => prop_assert_eq!(digits.as_str(), text.as_str()),
                    Err(_) => {}
                }
            }
        }
    }

    #[test]
    fn any_address_is_read_or_refused(text in nearly(ADDRESS)) {
        if let Ok(address) = probe::address(&text) {
            prop_assert_eq!(address.as_str(), &text);
            prop_assert!(text.to_lowercase().starts_with("https:"), "{}", text);
            prop_assert!(!text.contains(['"', '\'', '<', '>', ' ', '\\', '\u{202e}']), "{}", text);
        }
        let _ = probe::email(&text);
    }

    #[test]
    fn any_date_language_or_code_is_read_or_refused(date in nearly(DATE), language in nearly(LANGUAGE)) {
        if let Some(day) = probe::date(&date) {
            prop_assert_eq!(day.to_string(), date.clone());
        }
        if let Some(tag) = probe::language(&language) {
            prop_assert_eq!(tag.as_str(), language.as_str());
        }
    }

    #[test]
    fn any_messages_are_read_or_refused(text in nearly(FLUENT)) {
        probe::messages(&text, &mut Faults::new());
    }

    #[test]
    fn any_page_is_read_or_refused(front in nearly(MARKDOWN), body in nearly(MARKDOWN)) {
        for text in [front.clone(), format!("---\n{front}---\n{body}"), format!("---\ntitle: x\nshort: x\ndescription: x\nsummary: x\nsection: none\n---\n{body}")] {
            let (raw, _) = read::parse(&Files::from([("content/en/some.md".to_owned(), text.into_bytes())]));
            raw.locales.values().flat_map(|locale| &locale.pages).for_each(|page| {
                probe::page(page, &mut Faults::new());
            });
        }
    }

    #[test]
    fn any_bytes_are_a_document_or_refused(text in nearly(YAML), bytes in prop::collection::vec(any::<u8>(), 0..60)) {
        for bytes in [text.into_bytes(), bytes] {
            let names = ["data/site.yaml", "data/countries/de.yaml", "data/worldwide.yaml", "data/names.yaml", "content/de/translated-from.yaml"];
            let files = names.iter().map(|name| ((*name).to_owned(), bytes.clone())).collect();
            let (raw, mut faults) = read::parse(&files);
            faults.extend(get_support_today::check::check(&raw, SMALL_DAY).faults);
            prop_assert!(faults.has_errors());
            diagnostic::print(&faults.into_sorted(), Style::Plain);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    // Each suggestion is looked for among all time zones, which takes its time.
    #[test]
    fn any_code_is_read_or_refused(text in nearly(LANGUAGE)) {
        let (zone, country, _) = probe::codes(&text);
        prop_assert!(!zone || text.contains('/'), "{text}");
        prop_assert!(!country || text.len() == 2, "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    /// A country's file with one line cut out, doubled or replaced: refused with a place, or shown; never a panic.
    #[test]
    fn any_slip_of_the_hand_is_answered(line in 0usize..210, word in nearly(YAML), how in 0..4) {
        let mut files = with_texts(&[]);
        let bytes = files.get_mut(DE).unwrap();
        let text = String::from_utf8(bytes.clone()).unwrap();
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let at = line % lines.len();
        match how {
            0 => drop(lines.remove(at)),
            1 => lines.insert(at, lines[at].clone()),
            2 => lines[at] = word,
            _ => lines[at].push_str(&word),
        }
        *bytes = lines.join("\n").into_bytes();
        if let Ok(site) = site(&files) {
            let pieces = html::pieces(&render(&site, "en/de/index.html"));
            prop_assert!(!pieces.iter().any(|piece| matches!(piece, Piece::Odd(_))), "odd markup");
        }
    }
}
