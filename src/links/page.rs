//! The bytes of a page as text, as a reader sees it: tags gone, entities undone, one line for each block.

use std::cell::RefCell;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::{RawKind, Rawtext, Rcdata, ScriptData};
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

use super::fetch::LONGEST_PAGE;

/// The text of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// What a reader sees or hears.
    pub text: String,
    /// Where links for calling and writing lead, one in each line.
    pub links: String,
    /// Data in the page that programs show to readers.
    pub data: String,
}

/// Reads a page. The stated encoding is believed only as far as the bytes bear it out.
pub fn read(bytes: &[u8], content_type: Option<&str>) -> Page {
    let text = decode(bytes, content_type);
    let sink = Sink::default();
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from(text.as_str()));
    drop(text);
    while !queue.is_empty() {
        let _ = tokenizer.feed(&queue);
    }
    tokenizer.end();
    tokenizer.sink.0.into_inner().page
}

/// A byte-order mark decides, then UTF-8 where the bytes are that, then what the header or the page states.
fn decode(bytes: &[u8], content_type: Option<&str>) -> String {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding.decode(bytes).0.into_owned();
    }
    let stated = content_type.and_then(charset_of).or_else(|| stated_in(bytes));
    // A page that was cut off may end within a character.
    let is_cut = bytes.len() >= LONGEST_PAGE;
    let is_utf8 =
        std::str::from_utf8(bytes).map(drop).map_or_else(|error| is_cut && error.error_len().is_none(), |()| true);
    let encoding = match stated {
        // ISO-2022-JP and the like are made of bytes that UTF-8 allows, too.
        Some(encoding) if !is_utf8 || !encoding.is_ascii_compatible() => encoding,
        _ if is_utf8 => UTF_8,
        _ => WINDOWS_1252,
    };
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

fn charset_of(content_type: &str) -> Option<&'static Encoding> {
    let lower = content_type.to_ascii_lowercase();
    let label = lower.split("charset=").nth(1)?;
    let label = label.trim_matches(['"', '\'', ' ']).split(['"', '\'', ';', ' ', '>', '/']).next()?;
    Encoding::for_label(label.as_bytes())
}

/// What `<meta charset>` says within the first 1,024 bytes; UTF-16 cannot be stated there.
fn stated_in(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]);
    charset_of(&head).filter(|encoding| encoding.is_ascii_compatible())
}

/// Elements that stand within a line.
const INLINE: [&str; 28] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "em", "font", "i", "ins", "kbd", "label",
    "mark", "nobr", "q", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "wbr",
];

/// Attributes that a reader sees or hears.
const SHOWN: [&str; 6] = ["alt", "aria-label", "content", "placeholder", "title", "value"];

#[derive(Default)]
struct Sink(RefCell<State>);

#[derive(Default)]
struct State {
    page: Page,
    inside: Inside,
}

/// Where the tokenizer is.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Inside {
    /// In what a reader sees.
    #[default]
    Text,
    /// In a script that only holds data.
    Data,
    /// In a program or a style.
    Hidden,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut state = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) => state.characters(&text),
            Token::TagToken(tag) => {
                if let Some(kind) = state.tag(&tag) {
                    return TokenSinkResult::RawData(kind);
                }
            }
            Token::DoctypeToken(_)
            | Token::CommentToken(_)
            | Token::NullCharacterToken
            | Token::EOFToken
            | Token::ParseError(_) => {}
        }
        TokenSinkResult::Continue
    }
}

impl State {
    /// Line breaks of the file are mere spaces; those of the page come from its elements.
    fn characters(&mut self, text: &str) {
        match self.inside {
            Inside::Text => self.page.text.extend(text.chars().map(|c| if c.is_ascii_whitespace() { ' ' } else { c })),
            Inside::Data => self.page.data.push_str(text),
            Inside::Hidden => {}
        }
    }

    fn tag(&mut self, tag: &Tag) -> Option<RawKind> {
        let name: &str = &tag.name;
        if !INLINE.contains(&name) {
            self.page.text.push('\n');
        }
        self.inside = Inside::Text;
        if tag.kind == TagKind::EndTag {
            return None;
        }
        for attribute in &tag.attrs {
            self.attribute(&attribute.name.local, &attribute.value);
        }
        match name {
            "script" => {
                let is_data = tag
                    .attrs
                    .iter()
                    .any(|attribute| &*attribute.name.local == "type" && attribute.value.contains("json"));
                self.page.data.push('\n');
                self.inside = if is_data { Inside::Data } else { Inside::Hidden };
                Some(ScriptData)
            }
            "style" => {
                self.inside = Inside::Hidden;
                Some(Rawtext)
            }
            "title" | "textarea" => Some(Rcdata),
            _ => None,
        }
    }

    fn attribute(&mut self, name: &str, value: &str) {
        match name {
            "href" => {
                let lower = value.trim_start().to_ascii_lowercase();
                if ["tel:", "sms:", "callto:", "mailto:"].iter().any(|scheme| lower.starts_with(scheme)) {
                    self.line(&percent_decoded(value.trim()));
                } else if let Some((_, hidden)) = value.split_once("/email-protection#") {
                    self.unveiled(hidden);
                }
            }
            "data-cfemail" => self.unveiled(value),
            _ if SHOWN.contains(&name) => {
                self.page.data.push_str(value);
                self.page.data.push('\n');
            }
            _ => {}
        }
    }

    fn line(&mut self, text: &str) {
        self.page.links.push_str(text);
        self.page.links.push('\n');
    }

    /// A mail address that a common service hides from programs: hexadecimal, the first byte the key of the others.
    fn unveiled(&mut self, hidden: &str) {
        let bytes: Option<Vec<u8>> = hidden
            .as_bytes()
            .chunks(2)
            .map(|pair| std::str::from_utf8(pair).ok().and_then(|pair| u8::from_str_radix(pair, 16).ok()))
            .collect();
        if let Some([key, rest @ ..]) = bytes.as_deref() {
            let plain: Vec<u8> = rest.iter().map(|byte| byte ^ key).collect();
            self.line(&String::from_utf8_lossy(&plain));
        }
    }
}

/// `%20` and the like undone; what is no such pair stays.
fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let pair = after.get(..2).filter(|_| first == b'%').and_then(|pair| std::str::from_utf8(pair).ok());
        match pair.and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(html: &str) -> String {
        read(html.as_bytes(), None).text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn tags_go_and_entities_are_undone() {
        assert_eq!(text("<p>0800&nbsp;<b>12</b>3<!-- no --> &#52;</p>"), "0800 123 4");
        assert_eq!(text("<style>p{}</style><script>var a=1</script><title>A &amp; B</title>x"), "A & B x");
        assert_eq!(text("a<br>b"), "a b");
        assert_eq!(read(b"0808<wbr>1000\n900", None).text, "08081000 900");
    }

    #[test]
    fn links_and_data_are_kept_apart() {
        let page = read(
            br#"<a href="tel:%2B49 30">x</a><a href="mailto:a@b.org?subject=y">x</a><a href="https://x.org">x</a>
            <script type="application/ld+json">{"telephone":"123"}</script>
            <span data-cfemail="422302206c2d3025"></span>"#,
            None,
        );
        assert_eq!(page.links, "tel:+49 30\nmailto:a@b.org?subject=y\na@b.org\n");
        assert_eq!(page.data.trim(), r#"{"telephone":"123"}"#);
    }

    #[test]
    fn a_wrongly_stated_encoding_does_no_harm() {
        assert_eq!(read("né".as_bytes(), Some("text/html; charset=iso-8859-1")).text, "né");
        assert_eq!(read(b"n\xe9", Some("text/html; charset=utf-8")).text, "n\u{fffd}");
        assert_eq!(read(b"n\xe9", None).text, "né");
        assert_eq!(read(b"<meta charset=windows-1251>\xcf", None).text.trim(), "П");
        assert_eq!(read(b"\xff\xfe1\x002\x00", Some("text/html")).text, "12");
    }
}
