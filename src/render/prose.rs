//! Markdown that has passed the checks, as HTML.

use pulldown_cmark::{CowStr, Event, HeadingLevel, LinkType, Parser, Tag, TagEnd, html};
use serde::Serialize;

use crate::check::MARKDOWN;

use super::html::Html;

/// A page's text, ready to be set.
pub struct Prose {
    /// The text.
    pub body: Html,
    /// Its headings of the second level.
    pub headings: Vec<Heading>,
    /// Keys of the works it refers to, in the order of first mention.
    pub references: Vec<String>,
}

/// A heading with its anchor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Heading {
    /// The anchor.
    pub id: String,
    /// The words.
    pub text: String,
}

/// Turns Markdown into HTML. `page_href` gives the address of another page by its slug.
pub fn render(markdown: &str, page_href: &dyn Fn(&str) -> Option<String>) -> Prose {
    let mut headings: Vec<Heading> = Vec::new();
    let mut references: Vec<String> = Vec::new();
    let mut open_heading = false;
    let mut in_reference = None;
    let mut events = Vec::new();
    for event in Parser::new_ext(markdown, MARKDOWN) {
        match event {
            // Of what stands in its braces, the checks let only the anchor pass; and so does this.
            Event::Start(Tag::Heading { level, id, .. }) => {
                if level == HeadingLevel::H2 {
                    open_heading = true;
                    headings.push(Heading { id: id.as_deref().unwrap_or_default().to_owned(), text: String::new() });
                }
                events.push(Event::Start(Tag::Heading { level, id, classes: Vec::new(), attrs: Vec::new() }));
            }
            Event::End(TagEnd::Heading(level)) => {
                open_heading = false;
                events.push(Event::End(TagEnd::Heading(level)));
            }
            Event::Start(Tag::Link { dest_url, link_type, title, id }) => match dest_url.strip_prefix("ref:") {
                Some(key) => {
                    in_reference = Some(number_of(key, &mut references));
                }
                None if leaves_the_site(&dest_url) => {
                    let address = Html::text(&dest_url);
                    let markup = format!("<a rel=\"noreferrer\" href=\"{}\">", address.as_str());
                    events.push(Event::InlineHtml(CowStr::from(markup)));
                }
                None => {
                    let dest_url = target(&dest_url, link_type, page_href);
                    events.push(Event::Start(Tag::Link { link_type: LinkType::Inline, dest_url, title, id }));
                }
            },
            Event::End(TagEnd::Link) => match in_reference.take() {
                Some(number) => {
                    let markup = format!(" <a href=\"#ref-{number}\">[{number}]</a>");
                    events.push(Event::InlineHtml(CowStr::from(markup)));
                }
                None => events.push(Event::End(TagEnd::Link)),
            },
            Event::Text(text) | Event::Code(text) => {
                if open_heading && let Some(heading) = headings.last_mut() {
                    heading.text.push_str(&text);
                }
                events.push(Event::Text(text));
            }
            // The checks have refused both; nothing of them may pass.
            Event::Html(_) | Event::InlineHtml(_) => {}
            other => events.push(other),
        }
    }
    let mut body = String::with_capacity(markdown.len() * 3 / 2);
    html::push_html(&mut body, events.into_iter());
    Prose { body: Html::trusted(body), headings, references }
}

fn number_of(key: &str, references: &mut Vec<String>) -> usize {
    match references.iter().position(|known| known == key) {
        Some(at) => at + 1,
        None => {
            references.push(key.to_owned());
            references.len()
        }
    }
}

/// Whether a target names its scheme, as the check of pages tells addresses from pages of the site: a page may well
/// be called `http-and-you.md`.
fn leaves_the_site(target: &str) -> bool {
    target
        .split_once(':')
        .is_some_and(|(scheme, _)| ["http", "https"].iter().any(|web| scheme.eq_ignore_ascii_case(web)))
}

fn target<'a>(written: &CowStr<'a>, kind: LinkType, page_href: &dyn Fn(&str) -> Option<String>) -> CowStr<'a> {
    if written.contains(':') || kind == LinkType::Email {
        return written.clone();
    }
    let (file, anchor) = written.split_once('#').map_or((&**written, None), |(file, anchor)| (file, Some(anchor)));
    let page = file.strip_suffix(".md").and_then(page_href).unwrap_or_default();
    CowStr::from(anchor.map_or(page.clone(), |anchor| format!("{page}#{anchor}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rendered(markdown: &str) -> Prose {
        render(markdown, &|slug| Some(format!("/en/{slug}/")))
    }

    #[test]
    fn links_become_addresses_and_references_become_numbers() {
        let prose =
            rendered("See [this](contact.md#who) and [Beier, 2015](ref:beier-2015), [again](ref:beier-2015).\n");
        assert!(prose.body.as_str().contains("<a href=\"/en/contact/#who\">this</a>"), "{}", prose.body.as_str());
        assert!(
            prose.body.as_str().contains("Beier, 2015 <a href=\"#ref-1\">[1]</a>, again <a href=\"#ref-1\">[1]</a>")
        );
        assert_eq!(prose.references, ["beier-2015"]);
    }

    #[test]
    fn only_an_address_with_a_scheme_leaves_the_site() {
        let links = rendered("[a](https://example.org/) [b](http-and-you.md#b)\n").body;
        assert!(
            links.as_str().contains("<a rel=\"noreferrer\" href=\"https://example.org/\">a</a>"),
            "{}",
            links.as_str()
        );
        assert!(links.as_str().contains("<a href=\"/en/http-and-you/#b\">b</a>"), "{}", links.as_str());
    }

    #[test]
    fn headings_are_listed_with_their_anchors() {
        let prose = rendered("## One `two` {#one}\n\ntext\n\n### Deeper\n");
        assert_eq!(prose.headings, [Heading { id: "one".into(), text: "One two".into() }]);
        assert!(prose.body.as_str().contains("<h2 id=\"one\">"));
    }

    #[test]
    fn of_the_braces_of_a_heading_only_the_anchor_passes() {
        let body = rendered("## One {#one .loud onclick=x}\n\n### Two {onclick=x}\n").body;
        assert!(body.as_str().contains("<h2 id=\"one\">One</h2>"), "{}", body.as_str());
        assert!(body.as_str().contains("<h3>Two</h3>"), "{}", body.as_str());
    }

    #[test]
    fn markup_in_the_text_never_passes() {
        let prose = rendered("a <script>alert(1)</script> b\n\n<div onclick=x>\n\nc &lt;b&gt; d\n");
        assert!(!prose.body.as_str().contains("<script"), "{}", prose.body.as_str());
        assert!(!prose.body.as_str().contains("<div"));
        assert!(prose.body.as_str().contains("&lt;b&gt;"));
    }
}
