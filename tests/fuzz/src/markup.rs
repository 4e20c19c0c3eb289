//! What must be true of markup: whole, balanced, and nothing in it that could act.

use super::html::{self, Element, Piece};

/// Elements without an end tag, those of pictures too.
const VOID: [&str; 9] = ["br", "hr", "img", "input", "link", "meta", "path", "use", "wbr"];

/// Elements and attributes that a text can become.
const OF_TEXT: [(&str, &[&str]); 17] = [
    ("a", &["href", "rel", "title"]),
    ("blockquote", &[]),
    ("br", &[]),
    ("code", &["class"]),
    ("em", &[]),
    ("h2", &["id"]),
    ("h3", &["id"]),
    ("h4", &["id"]),
    ("h5", &["id"]),
    ("h6", &["id"]),
    ("hr", &[]),
    ("li", &[]),
    ("ol", &["start"]),
    ("p", &[]),
    ("pre", &[]),
    ("strong", &[]),
    ("ul", &[]),
];

/// Holds that a text became nothing but the markup of texts.
pub fn of_text(markup: &str) {
    let pieces = html::pieces(markup);
    sound(markup, &pieces);
    for element in html::elements(&pieces) {
        let known = OF_TEXT.iter().find(|(name, _)| *name == element.name);
        let (_, attributes) = known.unwrap_or_else(|| panic!("<{}> in {markup}", element.name));
        for (name, _) in &element.attributes {
            assert!(attributes.contains(&name.as_str()), "{} in {markup}", element.shape());
        }
    }
}

/// Holds that a page of the site is sound: its only styles are its own, and so is its only script.
pub fn of_page(markup: &str) {
    let pieces = html::pieces(markup);
    sound(markup, &pieces);
    let named = |name: &'static str| html::elements(&pieces).filter(move |element| element.name == name);
    assert_eq!(named("style").count(), 1, "{markup}");
    assert!(named("script").count() <= 1 && named("script").all(|script| script.get("src").is_some()), "{markup}");
    assert!(!html::elements(&pieces).any(|element| matches!(&*element.name, "iframe" | "object" | "embed" | "base")));
}

/// Holds that text is nothing but text.
pub fn nothing(markup: &str) {
    assert!(html::pieces(markup).iter().all(|piece| matches!(piece, Piece::Text(_))), "{markup}");
}

fn sound(markup: &str, pieces: &[Piece]) {
    let mut open: Vec<&str> = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Open(element) => {
                harmless(element);
                if !VOID.contains(&element.name.as_str()) {
                    open.push(&element.name);
                }
            }
            Piece::Close(name) => assert_eq!(open.pop(), Some(name.as_str()), "unbalanced: {markup}"),
            Piece::Odd(what) => panic!("{what}: {markup}"),
            Piece::Text(_) => {}
        }
    }
    assert!(open.is_empty(), "{open:?} stay open: {markup}");
}

/// Holds that an element does nothing by itself and leads only where a visitor may be sent.
fn harmless(element: &Element) {
    for (name, value) in &element.attributes {
        assert!(!name.starts_with("on") && name != "srcdoc" && name != "style", "{element:?}");
        if matches!(name.as_str(), "href" | "src" | "action" | "formaction" | "poster" | "data") {
            assert!(leads_somewhere(value), "{element:?}");
        }
    }
}

fn leads_somewhere(address: &str) -> bool {
    let within = address.starts_with('#') || address.starts_with('/') && !address.starts_with("//");
    let beginnings = ["https://", "http://", "tel:", "sms:", "mailto:"];
    let lower = address.to_ascii_lowercase();
    let is_known = within || beginnings.iter().any(|beginning| lower.starts_with(beginning));
    is_known && !address.contains(|c: char| c.is_control() || c.is_whitespace() || c == '\\')
}
