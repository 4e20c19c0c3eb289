//! Every link, anchor and file that a page of the real site asks for is there, at the root of a host and below a path.

#![allow(clippy::unwrap_used, clippy::case_sensitive_file_extension_comparisons, missing_docs)]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use get_support_today::load;
use quick_xml::Reader;
use quick_xml::events::Event;
use rayon::prelude::*;
use support::html::{self, Element, Piece};
use support::{day, root};

/// Where the site stands in these tests: below a path, which is the harder case.
const BASE: &str = "https://x.example/sub/";

/// Attributes that hold an address, of whatever element.
const ADDRESSES: [&str; 14] = [
    "href",
    "src",
    "action",
    "formaction",
    "poster",
    "data",
    "cite",
    "background",
    "longdesc",
    "manifest",
    "ping",
    "srcset",
    "xlink:href",
    "content-location",
];

/// Attributes that hold ids of the same page.
const REFERENCES: [&str; 6] = ["for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "headers"];

/// What a test needs of one page.
struct Page {
    ids: Vec<String>,
    elements: Vec<Element>,
    oddities: Vec<String>,
}

/// A built site: its pages, and the names and texts of its other files.
struct Built {
    pages: BTreeMap<String, Page>,
    others: BTreeMap<String, Vec<u8>>,
}

impl Built {
    fn new(base: Option<&str>) -> Self {
        let site = load(root(), day(), base).value.expect("the real project checks");
        let files: Vec<(String, Vec<u8>)> =
            site.routes().par_iter().map(|route| (route.file(), site.render(route).expect("a page"))).collect();
        let (pages, others): (Vec<_>, Vec<_>) = files.into_par_iter().partition(|(name, _)| name.ends_with(".html"));
        let pages = pages.into_par_iter().map(|(name, bytes)| (name, page(&String::from_utf8(bytes).expect("UTF-8"))));
        Self { pages: pages.collect(), others: others.into_iter().collect() }
    }

    /// The file that a host serves under an address below the base.
    fn file_of(path: &str) -> String {
        if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
    }

    fn has(&self, file: &str) -> bool {
        self.pages.contains_key(file) || self.others.contains_key(file)
    }

    /// Why an address on a page leads nowhere, if it does.
    fn broken(&self, page: &str, address: &str, base: &str) -> Option<String> {
        let (path, fragment) = address.split_once('#').map_or((address, None), |(path, id)| (path, Some(id)));
        let file = match path {
            "" => page.to_owned(),
            _ => match path.strip_prefix(base) {
                Some(rest) => Self::file_of(rest),
                None => return Some(format!("{address} is outside {base}")),
            },
        };
        if !self.has(&file) {
            return Some(format!("{address}: there is no {file}"));
        }
        let id = fragment?;
        let known = self.pages.get(&file).is_some_and(|page| page.ids.iter().any(|known| known == id));
        (!known).then(|| format!("{address}: no element has the id `{id}`"))
    }
}

fn page(text: &str) -> Page {
    let pieces = html::pieces(text);
    let oddities =
        pieces.iter().filter_map(|piece| if let Piece::Odd(what) = piece { Some(what.clone()) } else { None });
    let oddities = oddities.collect();
    let elements: Vec<Element> = html::elements(&pieces).cloned().collect();
    let ids = elements.iter().filter_map(|element| element.get("id").map(str::to_owned)).collect();
    Page { ids, elements, oddities }
}

fn built() -> &'static Built {
    static BUILT: OnceLock<Built> = OnceLock::new();
    BUILT.get_or_init(|| Built::new(Some(BASE)))
}

fn report(wrong: &[String]) {
    assert!(wrong.is_empty(), "{} faults:\n{}", wrong.len(), wrong[..wrong.len().min(40)].join("\n"));
}

/// Goes through every element of every page; collects what is wrong.
fn on_every_element(fault: impl Fn(&str, &Page, &Element) -> Vec<String> + Sync) -> Vec<String> {
    let pages = built().pages.par_iter();
    let found = pages.flat_map_iter(|(file, page)| {
        let faults = page.elements.iter().flat_map(|element| fault(file, page, element));
        faults.map(|fault| format!("{file}: {fault}")).collect::<Vec<_>>()
    });
    let mut found: Vec<String> = found.collect();
    found.sort();
    found
}

/// Whether an address leads away on purpose: only a link that somebody follows may.
fn leads_away(element: &Element, attribute: &str, address: &str) -> bool {
    let away = ["https://", "http://", "mailto:", "tel:", "sms:"];
    element.name == "a" && attribute == "href" && away.iter().any(|start| address.starts_with(start))
}

#[test]
fn every_internal_link_and_file_resolves() {
    let checked = std::sync::atomic::AtomicUsize::new(0);
    let wrong = on_every_element(|file, _, element| {
        let addresses = element.attributes.iter().filter(|(name, _)| ADDRESSES.contains(&name.as_str()));
        let inside = addresses.filter(|(name, address)| !leads_away(element, name, address));
        inside
            .filter_map(|(_, address)| {
                checked.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                built().broken(file, address, "/sub/")
            })
            .collect()
    });
    report(&wrong);
    assert!(checked.into_inner() > 50_000, "too few links were looked at");
}

#[test]
fn the_same_links_stand_at_the_root_of_a_host() {
    let at_root = Built::new(Some("https://x.example/"));
    assert_eq!(at_root.pages.keys().collect::<Vec<_>>(), built().pages.keys().collect::<Vec<_>>());
    for (file, page) in &at_root.pages {
        let addresses = |page: &Page| {
            let of = |element: &Element| {
                ["href", "src"].iter().filter_map(|name| element.get(name).map(str::to_owned)).collect()
            };
            page.elements.iter().flat_map(|element| -> Vec<String> { of(element) }).collect::<Vec<String>>()
        };
        let below: Vec<String> = addresses(&built().pages[file])
            .into_iter()
            .map(|address| address.strip_prefix("/sub").map_or(address.clone(), str::to_owned))
            .collect();
        assert!(addresses(page) == below, "{file} differs by more than the path");
    }
}

#[test]
fn nothing_is_loaded_from_another_host() {
    let wrong = on_every_element(|_, _, element| {
        let address = |name: &str| element.get(name).unwrap_or_default().to_owned();
        let loaded = match element.name.as_str() {
            "a" => Vec::new(),
            "link" => vec![address("href")],
            "script" | "img" | "iframe" | "audio" | "video" | "source" | "track" | "embed" | "input" => {
                vec![address("src")]
            }
            "use" | "image" => vec![address("href"), address("xlink:href")],
            "object" => vec![address("data")],
            "form" | "base" | "frame" | "applet" | "portal" => {
                return vec![format!("a <{}> stands on the page", element.name)];
            }
            _ => Vec::new(),
        };
        let strange = loaded
            .into_iter()
            .filter(|address| !(address.is_empty() || address.starts_with("/sub/") || address.starts_with('#')));
        strange.map(|address| format!("<{}> loads {address}", element.name)).collect()
    });
    report(&wrong);
    for (name, bytes) in &built().others {
        let text = String::from_utf8_lossy(bytes);
        if name.ends_with(".js") || name.ends_with(".svg") {
            let bare = text.replace("http://www.w3.org/", "");
            let named = ["://", "\"//", "'//", "`//"].into_iter().find(|start| bare.contains(start));
            assert_eq!(named, None, "{name} names another host");
        }
    }
}

#[test]
fn no_attribute_holds_code_or_style() {
    let wrong = on_every_element(|_, _, element| {
        let bad = element.attributes.iter().filter(|(name, value)| {
            let scheme: String = value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).take(11).collect();
            name == "style"
                || name == "srcdoc"
                || name.starts_with("on")
                || ["javascript:", "vbscript:", "data:"].iter().any(|bad| scheme.to_lowercase().starts_with(bad))
        });
        bad.map(|(name, value)| format!("<{} {name}=\"{value}\">", element.name)).collect()
    });
    report(&wrong);
    let with_inline_script = on_every_element(|_, _, element| {
        let inline = element.name == "script" && element.get("src").is_none();
        if inline { vec!["a script stands in the page".to_owned()] } else { Vec::new() }
    });
    report(&with_inline_script);
}

#[test]
fn ids_are_unique_and_references_to_them_lead_somewhere() {
    let mut wrong = Vec::new();
    for (file, page) in &built().pages {
        let mut seen = BTreeSet::new();
        wrong.extend(
            page.ids.iter().filter(|id| !seen.insert(id.as_str())).map(|id| format!("{file}: id `{id}` stands twice")),
        );
        wrong.extend(page.oddities.iter().map(|what| format!("{file}: {what}")));
        for element in &page.elements {
            for (name, value) in element.attributes.iter().filter(|(name, _)| REFERENCES.contains(&name.as_str())) {
                let lost = value.split_whitespace().filter(|id| !seen.contains(id));
                wrong.extend(lost.map(|id| format!("{file}: {name}=\"{id}\" leads nowhere")));
            }
        }
    }
    report(&wrong);
}

/// What the sitemap says of one page: its address, and the addresses of its other versions by language.
type Entry = (String, Vec<(String, String)>);

/// Reads `sitemap.xml`.
fn sitemap() -> Vec<Entry> {
    let text = std::str::from_utf8(&built().others["sitemap.xml"]).expect("UTF-8");
    let mut reader = Reader::from_str(text);
    let mut entries: Vec<Entry> = Vec::new();
    let mut in_address = false;
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(tag) if tag.name().as_ref() == b"loc" => in_address = true,
            Event::End(_) => in_address = false,
            Event::Text(text) if in_address => entries.push((text.decode().expect("UTF-8").into_owned(), Vec::new())),
            Event::GeneralRef(_) => panic!("an address holds a character that needs escaping"),
            Event::Empty(tag) if tag.name().as_ref() == b"xhtml:link" => {
                let attribute = |name: &str| {
                    let found = tag.try_get_attribute(name).expect("an attribute").expect("the attribute");
                    String::from_utf8(found.value.into_owned()).expect("UTF-8")
                };
                assert_eq!(attribute("rel"), "alternate");
                let entry = entries.last_mut().expect("a <loc> comes first");
                entry.1.push((attribute("hreflang"), attribute("href")));
            }
            Event::Eof => return entries,
            _ => {}
        }
    }
}

#[test]
fn the_sitemap_lists_every_page_and_nothing_else() {
    let entries = sitemap();
    let listed: BTreeMap<&str, &Vec<(String, String)>> =
        entries.iter().map(|(address, versions)| (address.as_str(), versions)).collect();
    assert_eq!(listed.len(), entries.len(), "an address stands twice");
    let file =
        |address: &str| Built::file_of(address.strip_prefix(BASE).unwrap_or_else(|| panic!("{address} is outside")));
    let files: BTreeSet<String> = listed.keys().map(|address| file(address)).collect();
    let pages: BTreeSet<String> =
        built().pages.keys().filter(|name| !name.ends_with("404.html") && *name != "index.html").cloned().collect();
    assert_eq!(files, pages);
    for (address, versions) in &listed {
        assert!(versions.iter().any(|(_, version)| version == address), "{address} does not list itself");
        assert!(versions.iter().any(|(language, _)| language == "x-default"), "{address} has no default");
        for (language, version) in *versions {
            let other = listed.get(version.as_str()).unwrap_or_else(|| panic!("{address}: {version} is not listed"));
            assert!(*other == *versions, "{address} and {version} disagree about their versions");
            let page = &built().pages[&file(version)];
            let lang =
                page.elements.iter().find(|element| element.name == "html").and_then(|element| element.get("lang"));
            assert!(language == "x-default" || lang == Some(language.as_str()), "{version} is not in {language}");
        }
    }
}

#[test]
fn the_files_for_machines_name_addresses_that_exist() {
    let text = |name: &str| String::from_utf8(built().others[name].clone()).expect("UTF-8");
    let address = |text: &str, key: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix(key)).unwrap_or_else(|| panic!("no {key}"));
        Built::file_of(line.strip_prefix(BASE).unwrap_or_else(|| panic!("{line} is outside")))
    };
    assert_eq!(address(&text("robots.txt"), "Sitemap: "), "sitemap.xml");
    assert_eq!(address(&text(".well-known/security.txt"), "Canonical: "), ".well-known/security.txt");
    for row in text("data/services.csv").lines().skip(1) {
        let page = row.rsplit(',').next().expect("a last column").trim_matches('"');
        let file = Built::file_of(page.strip_prefix(BASE).unwrap_or_else(|| panic!("{page} is outside")));
        assert!(built().has(&file), "{row}: there is no {file}");
    }
}
