//! Pages of prose: front matter, and Markdown that can only become what it says.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use super::address::{self, Use};
use super::decode::{At, Cx, Decode};
use super::markdown_slip;
use super::message;
use super::origin::{Fingerprint, fingerprint};
use super::records::RawFrontMatter;
use super::unseen::{invisible, is_invisible};
use crate::diagnostic::{Code, Diagnostic, Faults, Source, did_you_mean};
use crate::model::{Page, PagePlan, PageSlug, Section};
use crate::read::RawPage;

/// The Markdown of this site: CommonMark, with explicit anchors on headings.
pub const MARKDOWN: Options = Options::ENABLE_HEADING_ATTRIBUTES;

/// Lists and quotations within each other deeper than this are a mistake; browsers give up at some hundreds.
const DEEPEST: usize = 16;

/// A page that has passed the checks of its own file.
pub struct CheckedPage {
    /// Its slug.
    pub slug: PageSlug,
    /// Its text.
    pub page: Arc<Page>,
    /// Where it stands; only the source locale says so.
    pub plan: Option<PagePlan>,
    /// What a translation of it is made from.
    pub fingerprint: Fingerprint,
    /// Its file.
    pub source: Arc<Source>,
    /// Where each anchor stands.
    anchors: BTreeMap<String, Range<usize>>,
    links: Vec<Link>,
}

/// A link to another page: where it stands, its page, its anchor.
struct Link {
    span: Range<usize>,
    slug: String,
    anchor: Option<String>,
}

/// What a page may refer to.
pub struct Targets<'a> {
    /// Keys of `data/references.yaml`; `None` where nobody knows them.
    pub references: Option<BTreeSet<&'a str>>,
    /// Words that a bystander should not see in titles, in this locale.
    pub indiscreet: &'a [String],
    /// Whether this is the source locale, whose pages say where they stand.
    pub is_source: bool,
}

/// Checks one page by itself.
pub fn check(raw: &RawPage, targets: &Targets<'_>, faults: &mut Faults) -> Option<CheckedPage> {
    let before = faults.count().0;
    let mut cx = Cx { source: &raw.source, faults };
    let Some(slug) = PageSlug::new(&raw.slug) else {
        let message = format!("`{}` cannot be the address of a page", raw.slug);
        let help = "name the file with lower-case letters and hyphens, at least three letters, such as `contact.md`";
        cx.fault(&(0..0), Diagnostic::new(Code::FileName, message).help(help));
        return None;
    };
    let front = RawFrontMatter::decode(raw.front.as_ref()?, &mut cx)?;
    for text in [&front.short, &front.description] {
        if let Some(diagnostic) = message::indiscreet(&text.value, targets.indiscreet) {
            cx.fault(&text.span, diagnostic);
        }
    }
    let plan = check_plan(&front, targets.is_source, &mut cx);
    let body = &raw.source.text[raw.body.clone()];
    let mut walk = Walk {
        offset: raw.body.start,
        targets,
        anchors: BTreeMap::new(),
        links: Vec::new(),
        read: String::new(),
        level: 1,
        open: 0,
        is_too_deep: false,
    };
    for (event, range) in Parser::new_ext(body, MARKDOWN).into_offset_iter() {
        walk.event(&event, range, &mut cx);
    }
    if let Some((at, character)) = body.char_indices().find(|(_, c)| is_invisible(*c)) {
        let at = raw.body.start + at;
        cx.fault(&(at..at + character.len_utf8()), invisible(character, "the text"));
    }
    let Walk { anchors, links, .. } = walk;
    let page = Arc::new(Page {
        title: front.title.value,
        short: front.short.value,
        description: front.description.value,
        summary: front.summary.value,
        markdown: body.to_owned(),
    });
    let fingerprint = fingerprint(&[&page.title, &page.short, &page.description, &page.summary, &page.markdown]);
    (faults.count().0 == before).then(|| CheckedPage {
        slug,
        page,
        plan,
        fingerprint,
        source: Arc::clone(&raw.source),
        anchors,
        links,
    })
}

fn check_plan(front: &RawFrontMatter, is_source: bool, cx: &mut Cx<'_>) -> Option<PagePlan> {
    if is_source {
        let Some(section) = &front.section else {
            let diagnostic = Diagnostic::new(Code::MissingKey, "the front matter has no `section`");
            cx.fault(&front.place, diagnostic.help("add `section: help`, `prevention`, `about` or `none`"));
            return None;
        };
        let order = front.order.as_ref().map_or(u16::MAX, |order| order.value);
        return Some(PagePlan { section: section.value, order, list: front.list.as_ref().map(|list| list.value) });
    }
    let stray = [
        front.section.as_ref().map(|at: &At<Section>| &at.span),
        front.order.as_ref().map(|at| &at.span),
        front.list.as_ref().map(|at| &at.span),
    ];
    for span in stray.into_iter().flatten() {
        let message = "`section`, `order` and `list` stand only in the source locale, and hold for every locale";
        cx.fault(span, Diagnostic::new(Code::UnknownKey, message).help("delete the line"));
    }
    None
}

struct Walk<'a> {
    offset: usize,
    targets: &'a Targets<'a>,
    anchors: BTreeMap<String, Range<usize>>,
    links: Vec<Link>,
    /// The words of the open paragraph, heading or item, without what stands as code.
    read: String,
    level: usize,
    /// How many paragraphs, lists, quotations … are open.
    open: usize,
    /// Whether that was too many, once.
    is_too_deep: bool,
}

impl Walk<'_> {
    fn event(&mut self, event: &Event<'_>, range: Range<usize>, cx: &mut Cx<'_>) {
        let span = self.offset + range.start..self.offset + range.end;
        self.depth(event, &span, cx);
        match event {
            Event::Html(_) | Event::InlineHtml(_) => cx.fault(
                &span,
                Diagnostic::new(Code::MarkdownHtml, "raw HTML stands in the text")
                    .label("would reach every visitor as code")
                    .help("write it in Markdown; for a plain `<`, write `&lt;`"),
            ),
            Event::Start(Tag::Image { .. }) => cx.fault(
                &span,
                Diagnostic::new(Code::MarkdownImage, "an image stands in the text")
                    .help("say it in words; this site shows no pictures"),
            ),
            Event::Start(Tag::Heading { level, id, classes, attrs }) => {
                if !classes.is_empty() || !attrs.is_empty() {
                    cx.fault(
                        &span,
                        Diagnostic::new(Code::MarkdownHeading, "the braces of the heading hold more than its anchor")
                            .label("would reach every visitor as code")
                            .help("leave the anchor alone in them, such as `## Heading {#who-answers}`"),
                    );
                }
                self.heading(*level, id.as_deref(), &span, cx);
            }
            Event::Start(Tag::Link { dest_url, link_type, .. }) => self.link(dest_url, *link_type, &span, cx),
            Event::Text(text) => self.read.push_str(text),
            Event::SoftBreak | Event::HardBreak => self.read.push('\n'),
            Event::Code(_) => self.read.push('`'),
            Event::End(TagEnd::CodeBlock) => self.read.clear(),
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item) => {
                let slip = markdown_slip::find(&std::mem::take(&mut self.read));
                slip.into_iter().for_each(|slip| cx.fault(&span, slip));
            }
            _ => {}
        }
    }

    /// Counts what is open, and reports the first thing of a page that lies too deep.
    fn depth(&mut self, event: &Event<'_>, span: &Range<usize>, cx: &mut Cx<'_>) {
        match event {
            Event::Start(_) => self.open += 1,
            Event::End(_) => self.open -= 1,
            _ => return,
        }
        if self.open == DEEPEST + 1 && !self.is_too_deep {
            self.is_too_deep = true;
            let message = format!("lists, quotations and emphasis are nested deeper than {DEEPEST}");
            let diagnostic = Diagnostic::new(Code::MarkdownTooDeep, message).label("too deep");
            cx.fault(&(span.start..span.start), diagnostic.help("say it in paragraphs, one after the other"));
        }
    }

    fn heading(&mut self, level: HeadingLevel, id: Option<&str>, span: &Range<usize>, cx: &mut Cx<'_>) {
        let level = level as usize;
        if level == 1 {
            let diagnostic =
                Diagnostic::new(Code::MarkdownHeading, "a second title: the first is `title` in the front matter");
            cx.fault(span, diagnostic.help("begin headings with `##`"));
        } else if level > self.level + 1 {
            let message = format!("a heading of level {level} follows one of level {}", self.level);
            cx.fault(
                span,
                Diagnostic::new(Code::MarkdownHeading, message)
                    .help(format!("begin it with `{}`", "#".repeat(self.level + 1))),
            );
        }
        self.level = level;
        match id {
            Some(id) if self.anchors.insert(id.to_owned(), span.clone()).is_some() => {
                let message = format!("the anchor `{id}` stands twice on this page");
                cx.fault(span, Diagnostic::new(Code::AnchorTwice, message).help("give the second heading another one"));
            }
            Some(_) => {}
            None if level == 2 => {
                let diagnostic = Diagnostic::new(Code::MarkdownHeading, "the heading has no anchor");
                cx.fault(
                    span,
                    diagnostic.help("add one that is the same in every locale, such as `## Heading {#who-answers}`"),
                );
            }
            None => {}
        }
    }

    fn link(&mut self, target: &str, kind: LinkType, span: &Range<usize>, cx: &mut Cx<'_>) {
        if let Some(key) = target.strip_prefix("ref:") {
            if let Some(known) = &self.targets.references
                && !known.contains(key)
            {
                let near = did_you_mean(key, known.iter().copied());
                let diagnostic =
                    Diagnostic::new(Code::ReferenceUnknown, format!("`data/references.yaml` has no `{key}`"));
                cx.fault(
                    span,
                    match near {
                        Some(near) => diagnostic.help(format!("did you mean `ref:{near}`?")),
                        None => diagnostic.help("add the work there, with authors, year, title and address"),
                    },
                );
            }
        } else if target.contains(':') || kind == LinkType::Email {
            if let Err(problem) = address::read(target, Use::Encrypted) {
                cx.fault(span, problem.diagnostic);
            }
        } else {
            let (file, anchor) = match target.split_once('#') {
                Some((file, anchor)) => (file, Some(anchor.to_owned())),
                None => (target, None),
            };
            match file.strip_suffix(".md") {
                Some(slug) if !slug.contains('/') => {
                    self.links.push(Link { span: span.clone(), slug: slug.to_owned(), anchor });
                }
                _ if file.is_empty() && anchor.is_some() => {
                    self.links.push(Link { span: span.clone(), slug: String::new(), anchor });
                }
                _ => {
                    cx.fault(span, leads_nowhere(target).help("link to a page by its file name, such as `contact.md`"));
                }
            }
        }
    }
}

fn leads_nowhere(target: &str) -> Diagnostic {
    Diagnostic::new(Code::LinkNowhere, format!("the link to `{target}` leads nowhere"))
}

/// Anchors of a translation that its original does not have: nobody's link leads to them in another language.
pub fn check_anchors(translation: &CheckedPage, original: &CheckedPage, faults: &mut Faults) {
    for (anchor, span) in translation.anchors.iter().filter(|(anchor, _)| !original.anchors.contains_key(*anchor)) {
        let free = original.anchors.keys().filter(|own| !translation.anchors.contains_key(*own));
        let message = format!("the original of this page has no anchor `{anchor}`");
        let diagnostic = Diagnostic::new(Code::AnchorUnlike, message).at(&translation.source, span.clone());
        let names: Vec<String> = free.map(|own| format!("`{{#{own}}}`")).collect();
        faults.report(match names.is_empty() {
            true => diagnostic.help("delete the heading, or write it in the original first"),
            false => diagnostic
                .help(format!("anchors are the same in every language; here it may be {}", names.join(" or "))),
        });
    }
}

/// Links between the pages of one locale: each must meet a page and, where it names one, an anchor. What a page of
/// `present` holds that is in neither list is not known.
pub fn check_links(pages: &[CheckedPage], fallback: &[&CheckedPage], present: &BTreeSet<String>, faults: &mut Faults) {
    let known: BTreeMap<&str, &CheckedPage> =
        fallback.iter().copied().chain(pages).map(|page| (page.slug.as_str(), page)).collect();
    for page in pages {
        for link in &page.links {
            let target = if link.slug.is_empty() { Some(page) } else { known.get(link.slug.as_str()).copied() };
            if target.is_none() && present.contains(&link.slug) {
                continue;
            }
            let diagnostic = match (target, &link.anchor) {
                (None, _) => {
                    let near = did_you_mean(&link.slug, present.iter().map(String::as_str));
                    let diagnostic = leads_nowhere(&format!("{}.md", link.slug));
                    match near {
                        Some(near) => diagnostic.help(format!("did you mean `{near}.md`?")),
                        None => diagnostic.help("there is no page of this name"),
                    }
                }
                (Some(target), Some(anchor)) if !target.anchors.contains_key(anchor) => {
                    let near = did_you_mean(anchor, target.anchors.keys().map(String::as_str));
                    let diagnostic = leads_nowhere(&format!("{}.md#{anchor}", target.slug));
                    match near {
                        Some(near) => diagnostic.help(format!("did you mean `#{near}`?")),
                        None => diagnostic.help(format!("the page `{}` has no such anchor", target.slug)),
                    }
                }
                (Some(_), _) => continue,
            };
            faults.report(diagnostic.at(&page.source, link.span.clone()));
        }
    }
}
