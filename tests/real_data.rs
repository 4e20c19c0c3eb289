//! The real data: what may be shown is shown, in every locale; what may not is nowhere.
//!
//! The data files are read a second time here (`support::facts`), without the program's own reading and checking.

#![allow(clippy::unwrap_used, clippy::case_sensitive_file_extension_comparisons, missing_docs)]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use get_support_today::load;
use get_support_today::render::Route;
use rayon::prelude::*;
use support::facts::{Facts, Words};
use support::html::{self, Element, Link, Piece};
use support::{day, printed, root};

/// ISO 3166-1 alpha-2, and XK.
const COUNTRIES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ \
CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG \
GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ \
LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR \
NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ \
TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW XK";

/// What a test needs of one page.
struct Page {
    /// All links.
    links: Vec<Link>,
    /// The links of the main part.
    main: Vec<Link>,
    /// The links of each entry by its id.
    entries: BTreeMap<String, Vec<Link>>,
    /// Texts set apart as numbers.
    numbers: Vec<String>,
    /// Texts set apart as names.
    names: Vec<String>,
    /// Everything that the page says, in its text and its attributes.
    said: String,
}

/// The built site.
struct Built {
    /// Pages, by file name.
    pages: BTreeMap<String, Page>,
    /// All other files that are text, by name.
    others: BTreeMap<String, String>,
}

fn facts() -> &'static Facts {
    static FACTS: OnceLock<Facts> = OnceLock::new();
    FACTS.get_or_init(Facts::read)
}

fn built() -> &'static Built {
    static BUILT: OnceLock<Built> = OnceLock::new();
    BUILT.get_or_init(|| {
        let site = load(root(), day(), None).value.expect("the real project checks");
        let routes: Vec<Route> = site.routes();
        let files = routes.par_iter().map(|route| (route.file(), site.render(route).expect("a page")));
        let (pages, others): (Vec<_>, Vec<_>) =
            files.collect::<Vec<_>>().into_par_iter().partition(|(name, _)| name.ends_with(".html"));
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        Built {
            pages: pages.into_par_iter().map(|(name, bytes)| (name, page(&text(bytes)))).collect(),
            others: others.into_iter().map(|(name, bytes)| (name, text(bytes))).collect(),
        }
    })
}

fn page(text: &str) -> Page {
    let pieces = html::pieces(text);
    let mut said = html::text(&pieces);
    for (name, value) in html::elements(&pieces).flat_map(|element| &element.attributes) {
        if !matches!(name.as_str(), "class" | "d" | "viewbox") {
            said.push('\n');
            said.push_str(value);
        }
    }
    let is_number =
        |element: &Element| element.get("class").is_some_and(|class| class.split(' ').any(|one| one == "num"));
    Page {
        links: html::links(&pieces),
        main: html::links(html::main(&pieces)),
        entries: entries(&pieces),
        numbers: texts_in(&pieces, is_number),
        names: texts_in(&pieces, |element| element.name == "bdi"),
        said,
    }
}

fn entries(pieces: &[Piece]) -> BTreeMap<String, Vec<Link>> {
    let starts = pieces.iter().enumerate().filter_map(|(at, piece)| match piece {
        Piece::Open(element) if element.name == "article" => Some((at, element.get("id")?.to_owned())),
        _ => None,
    });
    let end = |start: usize| pieces[start..].iter().position(|piece| *piece == Piece::Close("article".to_owned()));
    starts.map(|(at, id)| (id, html::links(&pieces[at..at + end(at).expect("</article>")]))).collect()
}

/// The text in each element that `wanted` picks.
fn texts_in(pieces: &[Piece], wanted: impl Fn(&Element) -> bool) -> Vec<String> {
    let mut texts = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        if let Piece::Open(element) = piece
            && wanted(element)
        {
            let inside = pieces[at + 1..]
                .iter()
                .take_while(|piece| !matches!(piece, Piece::Close(name) if *name == element.name));
            let text =
                inside.filter_map(|piece| if let Piece::Text(text) = piece { Some(text.as_str()) } else { None });
            texts.push(text.collect());
        }
    }
    texts
}

/// The pages of a country, one in each locale.
fn pages_of(code: &str) -> impl Iterator<Item = (String, &'static Page)> {
    facts().locales.iter().map(move |locale| {
        let file = format!("{}/{}/index.html", locale.to_lowercase(), code.to_lowercase());
        let page = built().pages.get(&file).unwrap_or_else(|| panic!("there is no {file}"));
        (file, page)
    })
}

fn holds(links: &[Link], href: &str, text: &str) -> bool {
    links.iter().any(|link| link.href == href && link.text.contains(text))
}

fn host(url: &str) -> &str {
    url.split("//").nth(1).and_then(|rest| rest.split('/').next()).unwrap_or_default().trim_start_matches("www.")
}

fn report(wrong: &[String]) {
    assert!(wrong.is_empty(), "{} faults:\n{}", wrong.len(), wrong[..wrong.len().min(40)].join("\n"));
}

#[test]
fn the_real_project_has_no_errors_and_nothing_untranslated() {
    let loaded = load(root(), day(), None);
    let (errors, _) = loaded.faults.count();
    let said = printed(loaded.faults);
    assert_eq!(errors, 0, "{said}");
    for code in ["message-missing", "page-missing"] {
        assert!(!said.contains(&format!("[{code}]")), "{said}");
    }
}

#[test]
fn every_country_has_a_page_in_every_locale() {
    let codes: BTreeSet<&str> = COUNTRIES.split_whitespace().collect();
    assert_eq!(codes.len(), 250);
    let pages: Vec<_> = codes.iter().flat_map(|code| pages_of(code)).collect();
    assert_eq!(pages.len(), 250 * facts().locales.len());
    assert!(facts().locales.len() >= 6);
    assert!(built().pages.len() >= 6 * (250 + 18), "only {} pages", built().pages.len());
}

#[test]
fn every_contact_that_may_be_shown_is_on_its_pages_in_every_locale() {
    let mut wrong = Vec::new();
    let mut seen = 0;
    for code in COUNTRIES.split_whitespace() {
        for (file, page) in pages_of(code) {
            for service in facts().services_of(code) {
                let Some(links) = page.entries.get(&service.id) else {
                    wrong.push(format!("{file}: no entry `{}`", service.id));
                    continue;
                };
                for contact in service.shown_contacts(facts().expired) {
                    let href = contact.href().expect("a contact that is shown");
                    seen += 1;
                    if !holds(links, &href, contact.shown().unwrap_or_default()) {
                        wrong.push(format!("{file}: `{}` lacks {href} as {:?}", service.id, contact.shown()));
                    }
                }
                // The address itself, or a page of the same host.
                let url = service.url.as_deref().expect("a service that is shown has an address");
                let contacts = !service.shown_contacts(facts().expired).is_empty();
                if !links.iter().any(|link| link.href == url || contacts && host(&link.href) == host(url)) {
                    wrong.push(format!("{file}: `{}` lacks {url}", service.id));
                }
            }
            for (href, text) in facts().lines_of(code).iter().flat_map(|line| line.links()) {
                if !page
                    .main
                    .iter()
                    .any(|link| link.href == href && (link.text.contains(&text) || !href.starts_with("tel:")))
                {
                    wrong.push(format!("{file}: no {href} as `{text}`"));
                }
            }
            for number in facts().emergency_of(code) {
                if !holds(&page.main, &format!("tel:{number}"), number) {
                    wrong.push(format!("{file}: no emergency number {number}"));
                }
            }
        }
    }
    report(&wrong);
    assert!(seen > 250 * 6, "only {seen} contacts were looked for");
}

#[test]
fn every_link_of_a_country_is_one_that_may_be_shown_there() {
    let mut wrong = Vec::new();
    for code in COUNTRIES.split_whitespace() {
        let allowed = facts().links_of(code);
        for (file, page) in pages_of(code) {
            let outside = page.main.iter().filter(|link| !link.href.starts_with(['/', '#']));
            wrong.extend(
                outside.filter(|link| !allowed.contains(&link.href)).map(|link| format!("{file}: {}", link.href)),
            );
            let emergency: BTreeSet<String> =
                facts().emergency_of(code).iter().map(|number| format!("tel:{number}")).collect();
            // Beside the main part: the strip with the numbers that bring the police, at most three.
            let dialled =
                page.links.iter().filter(|link| link.href.starts_with("tel:") || link.href.starts_with("sms:"));
            let numbers = |links: &'static [Link]| links.iter().filter_map(|link| link.href.strip_prefix("tel:"));
            let strip: Vec<&str> =
                numbers(&page.links).take(numbers(&page.links).count() - numbers(&page.main).count()).collect();
            let urgent = facts().urgent_of(code);
            if strip != urgent[..urgent.len().min(3)] {
                wrong.push(format!("{file}: the strip has {strip:?} instead of {urgent:?}"));
            }
            let strange = dialled.filter(|link| !allowed.contains(&link.href) && !emergency.contains(&link.href));
            wrong.extend(strange.map(|link| format!("{file}: {}", link.href)));
        }
    }
    report(&wrong);
}

/// Every link to the outside that any page may hold.
fn allowed_links() -> BTreeSet<String> {
    let mut allowed: BTreeSet<String> = COUNTRIES.split_whitespace().flat_map(|code| facts().links_of(code)).collect();
    allowed.extend(facts().worldwide.lines().into_iter().flatten().flat_map(|line| line.links()).map(|(href, _)| href));
    allowed.extend(facts().other_addresses.iter().cloned());
    allowed.insert(format!("mailto:{}", facts().corrections));
    for bytes in support::files(root(), &["content"]).values() {
        let text = String::from_utf8_lossy(bytes);
        allowed.extend(
            text.split("](https://").skip(1).filter_map(|rest| Some(format!("https://{}", rest.split(')').next()?))),
        );
    }
    allowed
}

#[test]
fn every_link_of_the_site_is_one_that_may_be_shown() {
    let allowed = allowed_links();
    let mut wrong = Vec::new();
    for (file, page) in &built().pages {
        let outside = page.links.iter().filter(|link| !link.href.starts_with(['/', '#']));
        wrong.extend(outside.filter(|link| !allowed.contains(&link.href)).map(|link| format!("{file}: {}", link.href)));
    }
    report(&wrong);
}

#[test]
fn the_page_for_emergencies_lists_the_numbers_of_each_country_that_bring_the_police() {
    let mut wrong = Vec::new();
    for locale in &facts().locales {
        let page = &built().pages[&format!("{locale}/danger/index.html")];
        let mut listed: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut country = None;
        for link in &page.main {
            if let Some(number) = link.href.strip_prefix("tel:") {
                if let Some(country) = &country {
                    listed.entry(String::clone(country)).or_default().push(number.to_owned());
                }
            } else {
                let folder = link.href.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
                country = (folder.len() == 2).then(|| folder.to_uppercase());
            }
        }
        for code in COUNTRIES.split_whitespace() {
            let (is, should) = (listed.get(code).cloned().unwrap_or_default(), facts().urgent_of(code));
            if is != should {
                wrong.push(format!("{locale}: {code} has {is:?} instead of {should:?}"));
            }
        }
    }
    report(&wrong);
}

#[test]
fn every_number_and_name_on_the_site_is_one_that_may_be_shown() {
    let mut numbers = BTreeSet::new();
    let mut names: BTreeSet<&str> = BTreeSet::new();
    let say =
        |words: &'static Words, names: &mut BTreeSet<&str>| names.extend(words.values().map(|word| word.trim_end()));
    for file in facts().files() {
        for service in file.services.iter().filter(|service| service.is_shown()) {
            say(&service.name, &mut names);
            say(&service.organization.name, &mut names);
            for contact in service.shown_contacts(facts().expired) {
                numbers.extend([contact.value.clone(), contact.shown().unwrap_or_default().to_owned()]);
            }
        }
        for line in file.lines().into_iter().flatten().filter(|line| line.is_shown()) {
            say(&line.name, &mut names);
            numbers.extend(line.phone.clone());
            numbers.extend(line.as_published.clone());
        }
        let emergency = file.emergency.iter().flat_map(|emergency| &emergency.numbers);
        numbers.extend(emergency.map(|number| number.number.clone()));
    }
    // A second form in brackets stands apart.
    let halves: Vec<String> = numbers
        .iter()
        .filter_map(|number| number.split_once(" ("))
        .flat_map(|(a, b)| [a.to_owned(), format!("({b}")])
        .collect();
    numbers.extend(halves);
    let mut wrong = Vec::new();
    for (file, page) in &built().pages {
        // Times of day are set like numbers.
        let phones = page.numbers.iter().filter(|text| !text.contains(':'));
        wrong.extend(phones.filter(|text| !numbers.contains(*text)).map(|text| format!("{file}: number {text}")));
        wrong.extend(
            page.names.iter().filter(|name| !names.contains(name.as_str())).map(|name| format!("{file}: name {name}")),
        );
    }
    report(&wrong);
}

/// Texts that may be nowhere on the site, each with where it comes from.
fn secrets() -> Vec<(String, String)> {
    let mut secrets: Vec<(String, String)> = Vec::new();
    let mut keep =
        |from: String, text: Option<&str>| secrets.extend(text.map(|text| (text.trim_end().to_owned(), from)));
    for file in facts().files() {
        let place = file.country.as_deref().unwrap_or("world");
        keep(format!("{place}: findings"), file.findings.as_deref());
        keep(
            format!("{place}: notes on emergency numbers"),
            file.emergency.as_ref().and_then(|one| one.notes.as_deref()),
        );
        for line in file.lines().into_iter().flatten() {
            keep(format!("{place}: notes on a line"), line.notes.as_deref());
            let name = line.name.values().next().map(String::as_str);
            keep(format!("{place}: a line without a way to use it"), name.filter(|_| !line.is_shown()));
        }
        for service in &file.services {
            let id = &service.id;
            keep(format!("{id}: publish_reason"), Some(&service.publish_reason));
            keep(format!("{id}: notes"), service.notes.as_deref());
            keep(format!("{id}: reference_url"), service.reference_url.as_deref());
            for contact in &service.contacts {
                keep(format!("{id}: notes on a contact"), contact.notes.as_deref());
            }
            for contact in service.hidden_contacts(facts().expired) {
                keep(format!("{id}: a contact that is not shown"), Some(&contact.value));
                keep(format!("{id}: a contact that is not shown"), contact.as_published.as_deref());
                contact
                    .caution
                    .iter()
                    .flat_map(Words::values)
                    .for_each(|text| keep(format!("{id}: caution"), Some(text)));
            }
            if !service.is_shown() {
                keep(format!("{id}: id"), Some(id));
                keep(format!("{id}: url"), service.url.as_deref());
                let all = [Some(&service.name), Some(&service.organization.name), Some(&service.summary)];
                let more = [service.serves_only.as_ref(), service.caution.as_ref(), service.confidentiality.as_ref()];
                let words = all.into_iter().chain(more).flatten().flat_map(Words::values);
                words.for_each(|text| keep(format!("{id}: what it says of itself"), Some(text)));
            }
        }
    }
    secrets
}

/// Everything that the site says on purpose: the texts of what is shown, and the pages and words of the interface.
fn said_on_purpose() -> String {
    let mut said = String::new();
    for service in facts().services().filter(|service| service.is_shown()) {
        let all = [Some(&service.name), Some(&service.organization.name), Some(&service.summary)];
        let more = [service.serves_only.as_ref(), service.caution.as_ref(), service.confidentiality.as_ref()];
        let words = all.into_iter().chain(more).flatten().flat_map(Words::values).map(String::as_str);
        // The open data name the page with which an entry was compared.
        let compared = service.assurance.iter().filter_map(|assurance| assurance.source.as_deref());
        let shown = service.shown_contacts(facts().expired).into_iter().flat_map(|contact| {
            [
                Some(contact.value.as_str()),
                contact.shown(),
                contact.assurance.as_ref().and_then(|assurance| assurance.source.as_deref()),
            ]
        });
        for text in
            words.chain([service.id.as_str()]).chain(service.url.as_deref()).chain(compared).chain(shown.flatten())
        {
            said.push_str(text);
            said.push('\n');
        }
    }
    for file in facts().files() {
        for line in file.lines().into_iter().flatten().filter(|line| line.is_shown()) {
            for text in line.name.values().chain(&line.url).chain(&line.phone) {
                said.push_str(text);
                said.push('\n');
            }
        }
    }
    for bytes in support::files(root(), &["content"]).values() {
        said.push_str(&String::from_utf8_lossy(bytes));
    }
    said
}

/// Finds many texts at once: by their first bytes, then in full.
struct Finder<'a> {
    starts: BTreeMap<&'a [u8], Vec<&'a (String, String)>>,
    pairs: Vec<bool>,
}

/// How many bytes of a text are looked up first; shorter texts are left to the tests of links, numbers and names.
const START: usize = 7;

impl<'a> Finder<'a> {
    fn new(secrets: &'a [(String, String)]) -> Self {
        let mut starts: BTreeMap<&[u8], Vec<_>> = BTreeMap::new();
        let mut pairs = vec![false; 1 << 16];
        for secret in secrets {
            let start = &secret.0.as_bytes()[..START];
            starts.entry(start).or_default().push(secret);
            pairs[usize::from(start[0]) << 8 | usize::from(start[1])] = true;
        }
        Self { starts, pairs }
    }

    fn find(&self, text: &str) -> Vec<&'a (String, String)> {
        let bytes = text.as_bytes();
        let mut found = Vec::new();
        for (at, window) in bytes.windows(START).enumerate() {
            if self.pairs[usize::from(window[0]) << 8 | usize::from(window[1])]
                && let Some(secrets) = self.starts.get(window)
            {
                found.extend(secrets.iter().filter(|secret| bytes[at..].starts_with(secret.0.as_bytes())));
            }
        }
        found
    }
}

#[test]
fn nothing_that_may_not_be_shown_is_anywhere() {
    let on_purpose = said_on_purpose();
    let all = secrets();
    let (harmless, secrets): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|(text, _)| text.len() < START || on_purpose.contains(text.as_str()));
    println!("left to other tests: {harmless:#?}");
    assert!(secrets.len() > 400, "only {} texts are looked for", secrets.len());
    let finder = Finder::new(&secrets);
    let pages = built().pages.par_iter().map(|(file, page)| (file, page.said.clone()));
    let others = built().others.par_iter().map(|(file, text)| (file, plain(file, text)));
    let found = pages.chain(others).flat_map_iter(|(file, text)| {
        finder.find(&text).into_iter().map(|(text, from)| format!("{file}: {from}: {text}")).collect::<Vec<_>>()
    });
    let mut found: Vec<String> = found.collect();
    found.sort();
    report(&found);
}

/// A file without its own way of escaping.
fn plain(file: &str, text: &str) -> String {
    if file.ends_with(".json") {
        let mut strings = Vec::new();
        flatten(&serde_json::from_str(text).expect("JSON"), &mut strings);
        return strings.join("\n");
    }
    text.replace("\"\"", "\"")
}

fn flatten(value: &serde_json::Value, strings: &mut Vec<String>) {
    match value {
        serde_json::Value::String(text) => strings.push(text.clone()),
        serde_json::Value::Array(items) => items.iter().for_each(|item| flatten(item, strings)),
        serde_json::Value::Object(entries) => entries.values().for_each(|item| flatten(item, strings)),
        serde_json::Value::Null | serde_json::Value::Bool(_) | serde_json::Value::Number(_) => {}
    }
}

#[test]
fn the_finder_of_secrets_finds_them() {
    let secrets = [("a long secret".to_owned(), "x".to_owned()), ("a long story".to_owned(), "y".to_owned())];
    let finder = Finder::new(&secrets);
    assert_eq!(finder.find("…a long secret, a long storx").len(), 1);
    assert_eq!(finder.find("a long, long secret").len(), 0);
}

#[test]
fn the_open_data_hold_exactly_what_may_be_shown() {
    let whole: serde_json::Value = serde_json::from_str(&built().others["data/directory.json"]).expect("JSON");
    let list = |value: &serde_json::Value| value.as_array().cloned().unwrap_or_default();
    let word = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let should: BTreeMap<&str, Vec<String>> = facts()
        .services()
        .filter(|service| service.is_shown())
        .map(|service| {
            let contacts = service.shown_contacts(facts().expired);
            (service.id.as_str(), contacts.iter().map(|contact| contact.value.clone()).collect())
        })
        .collect();
    let is: BTreeMap<String, Vec<String>> = list(&whole["services"])
        .iter()
        .map(|service| {
            (word(&service["id"]), list(&service["contacts"]).iter().map(|contact| word(&contact["value"])).collect())
        })
        .collect();
    assert_eq!(is.keys().collect::<Vec<_>>(), should.keys().collect::<Vec<_>>());
    for (id, contacts) in &is {
        assert_eq!(contacts, &should[id.as_str()], "{id}");
    }
    for country in list(&whole["countries"]) {
        let code = word(&country["code"]);
        let numbers: Vec<String> = list(&country["emergency"]).iter().map(|number| word(&number["number"])).collect();
        assert_eq!(numbers, facts().emergency_of(&code), "{code}");
    }
    let csv = &built().others["data/services.csv"];
    let ids: BTreeSet<&str> =
        csv.lines().skip(1).filter_map(|line| line.strip_prefix('"')?.split('"').next()).collect();
    assert_eq!(ids, should.keys().copied().collect());
}
