//! Pages as a browser's tokenizer sees them.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

/// A piece of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// A start tag.
    Open(Element),
    /// The name of an end tag.
    Close(String),
    /// Text with its character references resolved.
    Text(String),
    /// Something that no page of this site may hold: a comment, a fault of the markup.
    Odd(String),
}

/// A start tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    /// Its name.
    pub name: String,
    /// Its attributes, in order, with their character references resolved.
    pub attributes: Vec<(String, String)>,
}

impl Element {
    /// The value of an attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Its name and those of its attributes.
    pub fn shape(&self) -> String {
        let names: Vec<&str> = self.attributes.iter().map(|(name, _)| name.as_str()).collect();
        format!("<{} {}>", self.name, names.join(" "))
    }
}

#[derive(Default)]
struct Sink {
    pieces: RefCell<Vec<Piece>>,
}

impl Sink {
    fn text(&self, more: &str) {
        let mut pieces = self.pieces.borrow_mut();
        if let Some(Piece::Text(text)) = pieces.last_mut() {
            text.push_str(more);
        } else {
            pieces.push(Piece::Text(more.to_owned()));
        }
    }
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        match token {
            Token::CharacterTokens(text) => self.text(&text),
            Token::NullCharacterToken => self.text("\0"),
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                let raw = match &*tag.name {
                    "style" => Some(RawKind::Rawtext),
                    "script" => Some(RawKind::ScriptData),
                    "title" | "textarea" => Some(RawKind::Rcdata),
                    _ => None,
                };
                let attributes = tag.attrs.iter().map(|one| (one.name.local.to_string(), one.value.to_string()));
                let element = Element { name: tag.name.to_string(), attributes: attributes.collect() };
                self.pieces.borrow_mut().push(Piece::Open(element));
                if let Some(kind) = raw {
                    return TokenSinkResult::RawData(kind);
                }
            }
            Token::TagToken(tag) => self.pieces.borrow_mut().push(Piece::Close(tag.name.to_string())),
            Token::CommentToken(text) => self.pieces.borrow_mut().push(Piece::Odd(format!("comment: {text}"))),
            Token::ParseError(error) => self.pieces.borrow_mut().push(Piece::Odd(format!("markup: {error}"))),
            Token::DoctypeToken(_) | Token::EOFToken => {}
        }
        TokenSinkResult::Continue
    }
}

/// The pieces of a page, in order.
pub fn pieces(html: &str) -> Vec<Piece> {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
    while !matches!(tokenizer.feed(&input), html5ever::interface::TokenizerResult::Done) {}
    tokenizer.end();
    tokenizer.sink.pieces.into_inner()
}

/// The start tags of a page.
pub fn elements(pieces: &[Piece]) -> impl Iterator<Item = &Element> {
    pieces.iter().filter_map(|piece| match piece {
        Piece::Open(element) => Some(element),
        Piece::Close(_) | Piece::Text(_) | Piece::Odd(_) => None,
    })
}

/// All text of a page, as a reader would select it, without its style sheet.
pub fn text(pieces: &[Piece]) -> String {
    let mut text = String::new();
    let mut in_style = false;
    for piece in pieces {
        match piece {
            Piece::Open(element) => in_style = element.name == "style",
            Piece::Close(_) => in_style = false,
            Piece::Text(more) if !in_style => text.push_str(more),
            Piece::Text(_) | Piece::Odd(_) => {}
        }
    }
    text
}

/// A link with the text inside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where it leads.
    pub href: String,
    /// What it says.
    pub text: String,
}

/// The links of some pieces of a page.
pub fn links(pieces: &[Piece]) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    let mut open = false;
    for piece in pieces {
        match piece {
            Piece::Open(element) if element.name == "a" => {
                open = true;
                links.push(Link { href: element.get("href").unwrap_or_default().to_owned(), text: String::new() });
            }
            Piece::Close(name) if name == "a" => open = false,
            Piece::Text(text) if open => links.last_mut().expect("an open link").text.push_str(text),
            Piece::Open(_) | Piece::Close(_) | Piece::Text(_) | Piece::Odd(_) => {}
        }
    }
    links
}

/// The pieces between `<main>` and `</main>`.
pub fn main(pieces: &[Piece]) -> &[Piece] {
    let start = pieces.iter().position(|piece| matches!(piece, Piece::Open(element) if element.name == "main"));
    let end = pieces.iter().position(|piece| matches!(piece, Piece::Close(name) if name == "main"));
    &pieces[start.expect("a <main>")..end.expect("a </main>")]
}
