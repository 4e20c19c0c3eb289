//! The command `new`: asks, begins a file or a piece of one, and proves that the result checks before it is written.

use std::fs;
use std::io;
use std::path::Path;

use clap::{Args, Subcommand};
use jiff::civil::Date;

use get_support_today::check::{
    self as checks, typed, typed_address, typed_country, typed_email, typed_evidence, typed_list, typed_neutral,
    typed_phone,
};
use get_support_today::diagnostic::{Faults, Severity};
use get_support_today::model::{CountryCode, LanguageTag, PageSlug, ServiceId};
use get_support_today::new::{
    Change, NewCountry, NewLocale, NewPage, NewService, Refusal, has_file, is_free, is_new_country, is_new_locale,
    is_new_page,
};
use get_support_today::publish::file;
use get_support_today::read::{self, Files};

use super::ask::{Ask, Question};
use super::commands::day_of;
use super::output::{complain, say};
use super::report::report;
use super::{Ending, Input};

/// What is begun.
#[derive(Subcommand)]
pub enum New {
    /// Begin a country's file.
    #[command(
        after_help = "Examples:\n  get-support-today new country\n  get-support-today new country BJ --language fr --findings \"Looked for a helpline on the ministry's pages; found none.\""
    )]
    Country(Country),
    /// Add a service to the file of its country. It is withheld until somebody has compared it with its own page.
    #[command(
        after_help = "Examples:\n  get-support-today new service\n  get-support-today new service example-line-nl --country NL --name Voorbeeldlijn --organization \"Stichting Voorbeeld\" --kind charity --url https://example.org/ --language nl --audience self,family --concern thoughts,csam --level secondary --summary \"A telephone line.\" --source https://example.org/contact --phone \"020 123 45 67\""
    )]
    Service(Service),
    /// Begin a page of prose in the source locale.
    #[command(
        after_help = "Examples:\n  get-support-today new page\n  get-support-today new page first-letter --title \"Writing a first letter\" --short \"First letter\" --description \"How to write to a service.\" --summary \"You can write instead of speaking.\" --section help --order 25"
    )]
    Page(Page),
    /// Begin a locale in which nothing is translated yet. It is checked, and not published while it is a draft.
    #[command(
        after_help = "Examples:\n  get-support-today new locale\n  get-support-today new locale pt --translation human --exit https://pt.wikipedia.org/"
    )]
    Locale(Locale),
}

#[derive(Args)]
pub struct Country {
    #[command(flatten)]
    input: Input,
    /// Its code of ISO 3166-1, such as NL.
    code: Option<String>,
    /// Its official languages, most used first, with commas between them.
    #[arg(long, value_name = "TAGS")]
    language: Option<String>,
    /// What was looked for, where, and what was found; for maintainers, never shown.
    #[arg(long, value_name = "TEXT")]
    findings: Option<String>,
}

#[derive(Args)]
pub struct Service {
    #[command(flatten)]
    input: Input,
    /// Its id for ever: lower-case words joined by hyphens, such as example-line-nl.
    id: Option<String>,
    /// Its country's code, or `world`.
    #[arg(long, value_name = "CC")]
    country: Option<String>,
    /// Its own name, in its own language.
    #[arg(long, value_name = "TEXT")]
    name: Option<String>,
    /// The name of the body that runs it.
    #[arg(long, value_name = "TEXT")]
    organization: Option<String>,
    /// Its kind: charity, hospital, university, government, professional-network, other.
    #[arg(long, value_name = "WORD")]
    kind: Option<String>,
    /// Its own site.
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    /// The languages spoken, with commas between them; the first is that of its name.
    #[arg(long, value_name = "TAGS")]
    language: Option<String>,
    /// Whom it is for: self, family, young-person, professional, survivor.
    #[arg(long, value_name = "WORDS")]
    audience: Option<String>,
    /// What it helps with: thoughts, csam, contact.
    #[arg(long, value_name = "WORDS")]
    concern: Option<String>,
    /// At which levels of prevention it works: primary, secondary, tertiary.
    #[arg(long, value_name = "WORDS")]
    level: Option<String>,
    /// What it is, in a sentence or two of plain English.
    #[arg(long, value_name = "TEXT")]
    summary: Option<String>,
    /// The page on which you read all this.
    #[arg(long, value_name = "URL")]
    source: Option<String>,
    /// Its number, as that page prints it.
    #[arg(long, value_name = "NUMBER")]
    phone: Option<String>,
    /// Its mail address.
    #[arg(long, value_name = "ADDRESS")]
    email: Option<String>,
    /// The page on which its chat begins.
    #[arg(long, value_name = "URL")]
    chat: Option<String>,
}

#[derive(Args)]
pub struct Page {
    #[command(flatten)]
    input: Input,
    /// Its name in addresses: lower-case words joined by hyphens, such as first-letter.
    slug: Option<String>,
    /// Its heading.
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// A neutral name for tabs, menus and history.
    #[arg(long, value_name = "TEXT")]
    short: Option<String>,
    /// A neutral sentence for search engines.
    #[arg(long, value_name = "TEXT")]
    description: Option<String>,
    /// What it says, in one to three sentences.
    #[arg(long, value_name = "TEXT")]
    summary: Option<String>,
    /// The group of links: help, prevention, about, none.
    #[arg(long, value_name = "WORD")]
    section: Option<String>,
    /// Its place within the group; smaller numbers come first.
    #[arg(long, value_name = "N")]
    order: Option<String>,
}

#[derive(Args)]
pub struct Locale {
    #[command(flatten)]
    input: Input,
    /// Its tag, such as pt or zh-Hant.
    tag: Option<String>,
    /// How its texts will come about: human, reviewed, machine.
    #[arg(long, value_name = "WORD")]
    translation: Option<String>,
    /// A neutral page to which a visitor can leave at once.
    #[arg(long, value_name = "URL")]
    exit: Option<String>,
}

/// Text that is not empty.
fn text(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.is_empty() { Err("write a few words".to_owned()) } else { Ok(text.to_owned()) }
}

pub fn new(what: &New) -> Ending {
    let done = match what {
        New::Country(args) => country(args),
        New::Service(args) => service(args),
        New::Page(args) => page(args),
        New::Locale(args) => locale(args),
    };
    done.unwrap_or_else(|ending| ending)
}

fn country(args: &Country) -> Result<Ending, Ending> {
    let mut ask = Ask::new();
    let code = Question::new("CC", "Which country? Its code, such as NL.");
    let (files, _) = read::load(&args.input.project.root);
    let new = |text: &str| typed_country(text).and_then(|code| is_new_country(code, &files).map(|_| code));
    let code = ask.need(&code, args.code.as_deref(), new);
    let languages = Question::new("--language", "Its official languages, most used first, such as nl or fr, de.");
    let languages = ask.need(&languages, args.language.as_deref(), languages_of);
    let findings = Question::new("--findings", "What did you look for, where, and what did you find? For maintainers.");
    let findings = ask.need(&findings, args.findings.as_deref(), text);
    ask.is_complete()?;
    let (Some(code), Some(languages), Some(findings)) = (code, languages, findings) else { return Err(Ending::Usage) };
    let today = day_of(&args.input).ok_or(Ending::Usage)?;
    let begin = |files: &Files, _: &LanguageTag| NewCountry { code, languages, findings, today }.begin(files);
    write(&args.input, today, begin)?;
    say(&format!(
        "Next: `get-support-today new service --country {code}`, or open the file and fill in what you can prove."
    ));
    Ok(Ending::Done)
}

fn languages_of(text: &str) -> Result<Vec<LanguageTag>, String> {
    let tags = text.split([',', ' ']).filter(|tag| !tag.is_empty()).map(typed);
    let tags = tags.collect::<Result<Vec<_>, _>>()?;
    if tags.is_empty() { Err("name at least one, such as nl".to_owned()) } else { Ok(tags) }
}

fn area(text: &str) -> Result<Option<CountryCode>, String> {
    if text.trim() == "world" { Ok(None) } else { typed_country(text).map(Some) }
}

fn service(args: &Service) -> Result<Ending, Ending> {
    let mut ask = Ask::new();
    let question = Question::new;
    let id = question("ID", "An id for ever: lower-case words joined by hyphens, such as example-line-nl.");
    // Asked first, and refused at once: nobody should answer twelve questions for nothing.
    let (files, _) = read::load(&args.input.project.root);
    let free = |text: &str| typed::<ServiceId>(text).and_then(|id| is_free(&id, &files).map(|()| id));
    let id = ask.need(&id, args.id.as_deref(), free);
    let country = question("--country", "Which country does it serve? Its code, such as NL, or `world`.");
    let known = |text: &str| area(text).and_then(|country| has_file(country, &files).map(|_| country));
    let country = ask.need(&country, args.country.as_deref(), known);
    let name = ask.need(&question("--name", "Its own name, in its own language."), args.name.as_deref(), text);
    let languages = question("--language", "The languages spoken; that of its name first. Such as nl or fr, de.");
    let languages = ask.need(&languages, args.language.as_deref(), languages_of);
    let organization = question("--organization", "Who runs it?");
    let organization = ask.need(&organization, args.organization.as_deref(), text);
    let kind =
        question("--kind", "Is that a charity, hospital, university, government, professional-network or other?");
    let kind = ask.need(&kind, args.kind.as_deref(), typed);
    let url = ask.need(&question("--url", "Its own site, with https://."), args.url.as_deref(), typed_address);
    let audiences = question("--audience", "Whom is it for? self, family, young-person, professional, survivor.");
    let audiences = ask.need(&audiences, args.audience.as_deref(), typed_list);
    let concerns = question(
        "--concern",
        "What does it help with? thoughts; csam (viewing images of abuse); contact (a sexual act with a child).",
    );
    let concerns = ask.need(&concerns, args.concern.as_deref(), typed_list);
    let levels =
        question("--level", "Before an offence (secondary), after one (tertiary), the whole population (primary)?");
    let levels = ask.need(&levels, args.level.as_deref(), typed_list);
    let summary = question("--summary", "What is it, in a sentence or two of plain English?");
    let summary = ask.need(&summary, args.summary.as_deref(), text);
    let mut source = question("--source", "The page on which you read this.");
    source.default.clone_from(&url);
    let source = ask.need(&source, args.source.as_deref(), typed_evidence);
    let phone = question("--phone", "Its number, as that page prints it; an empty line if it has none.");
    let dialled = |printed: &str| {
        // Of a country that was refused no number can be judged; nothing is begun then anyway.
        let value = country.map_or(Ok(String::new()), |home| typed_phone(printed, home))?;
        Ok((printed.trim().to_owned(), value))
    };
    let phone = ask.may(&phone, args.phone.as_deref(), dialled);
    let email = question("--email", "Its mail address; an empty line if it has none.");
    let email = ask.may(&email, args.email.as_deref(), typed_email);
    let chat = question("--chat", "The page on which its chat begins; an empty line if it has none.");
    let chat = ask.may(&chat, args.chat.as_deref(), typed_address);
    ask.is_complete()?;
    let today = day_of(&args.input).ok_or(Ending::Usage)?;
    let begin = |files: &Files, source_locale: &LanguageTag| {
        let whole = (|| {
            Some(NewService {
                id: id?,
                country: country?,
                name: name?,
                organization: organization?,
                kind: kind?,
                url: url?,
                languages: languages?,
                audiences: audiences?,
                concerns: concerns?,
                levels: levels?,
                summary: summary?,
                source_locale: source_locale.clone(),
                phone,
                email,
                chat,
                source: source?,
                today,
            })
        })();
        whole.ok_or_else(|| "an answer is missing".to_owned())?.begin(files)
    };
    write(&args.input, today, begin)?;
    say("It is withheld. Next: open the file, compare it with the service's own page, and follow the comments.");
    Ok(Ending::Done)
}

fn page(args: &Page) -> Result<Ending, Ending> {
    let mut ask = Ask::new();
    let question = Question::new;
    let (files, _) = read::load(&args.input.project.root);
    let raw = read::parse(&files).0;
    let source = checks::source_locale(&raw);
    let read_slug = |text: &str| {
        let help = "write lower-case words joined by hyphens, three letters or more, such as first-letter";
        let slug = PageSlug::new(text.trim());
        let slug = slug.ok_or_else(|| format!("`{text}` cannot be the address of a page: {help}"))?;
        is_new_page(&slug, &source, &files).map(|_| slug)
    };
    let neutral = |words: &str| text(words).and_then(|words| typed_neutral(&words, &raw));
    let slug = question("SLUG", "Its name in addresses: lower-case words joined by hyphens, such as first-letter.");
    let slug = ask.need(&slug, args.slug.as_deref(), read_slug);
    let title = ask.need(&question("--title", "Its heading."), args.title.as_deref(), text);
    let short = question("--short", "A neutral name for tabs and menus, which a bystander may see.");
    let short = ask.need(&short, args.short.as_deref(), neutral);
    let description = question("--description", "A neutral sentence for search engines.");
    let description = ask.need(&description, args.description.as_deref(), neutral);
    let summary =
        ask.need(&question("--summary", "What it says, in one to three sentences."), args.summary.as_deref(), text);
    let section = question("--section", "The group of links: help, prevention, about or none.");
    let section = ask.need(&section, args.section.as_deref(), typed);
    let order = question("--order", "Its place within the group; smaller numbers come first.").or("900");
    let order = ask.need(&order, args.order.as_deref(), typed);
    ask.is_complete()?;
    let (Some(slug), Some(title), Some(short), Some(description)) = (slug, title, short, description) else {
        return Err(Ending::Usage);
    };
    let (Some(summary), Some(section), Some(order)) = (summary, section, order) else { return Err(Ending::Usage) };
    let today = day_of(&args.input).ok_or(Ending::Usage)?;
    let begin = |files: &Files, locale: &LanguageTag| {
        NewPage { slug, locale: locale.clone(), title, short, description, summary, section, order }.begin(files)
    };
    write(&args.input, today, begin)?;
    say("Next: write its text below the second line `---`; `get-support-today serve --open` shows it.");
    Ok(Ending::Done)
}

fn locale(args: &Locale) -> Result<Ending, Ending> {
    let mut ask = Ask::new();
    let (files, _) = read::load(&args.input.project.root);
    let new = |text: &str| typed(text).and_then(|tag: LanguageTag| is_new_locale(&tag, &files).map(|_| tag));
    let tag = Question::new("TAG", "Which language? Its tag, such as pt or zh-Hant.");
    let tag = ask.need(&tag, args.tag.as_deref(), new);
    let translation = Question::new("--translation", "How will its texts come about? human, reviewed or machine.");
    let translation = ask.need(&translation, args.translation.as_deref(), typed);
    let exit = Question::new("--exit", "A neutral page to which a visitor can leave at once, such as an encyclopedia.");
    let exit = ask.need(&exit, args.exit.as_deref(), typed_address);
    ask.is_complete()?;
    let (Some(locale), Some(translation), Some(exit)) = (tag, translation, exit) else { return Err(Ending::Usage) };
    let today = day_of(&args.input).ok_or(Ending::Usage)?;
    let begin = |files: &Files, source: &LanguageTag| {
        NewLocale { locale: locale.clone(), source: source.clone(), translation, exit }.begin(files)
    };
    write(&args.input, today, begin)?;
    say(&format!(
        "It is a draft: it is checked and not published. Next: translate content/{locale}/messages.ftl, then the pages; add to\n\
         data/discretion.yaml the words that a bystander should not see; delete `draft: true` when it is ready."
    ));
    Ok(Ending::Done)
}

/// Begins what is to be begun: reads the project, makes the changes in memory, checks them, and only then writes.
fn write(
    input: &Input,
    today: Date,
    begin: impl FnOnce(&Files, &LanguageTag) -> Result<Vec<Change>, Refusal>,
) -> Result<(), Ending> {
    let (mut files, _) = read::load(&input.project.root);
    if !files.contains_key("data/site.yaml") {
        complain(&format!(
            "{} is not the project's folder: it has no data/site.yaml; name it with `--root`",
            input.project.root.display()
        ));
        return Err(Ending::Usage);
    }
    let source_locale = checks::source_locale(&read::parse(&files).0);
    let changes = begin(&files, &source_locale).map_err(|refusal| {
        complain(&refusal);
        Ending::Usage
    })?;
    for change in &changes {
        files.insert(change.path.clone(), change.text.clone().into_bytes());
    }
    refuse_faults(&files, &changes, today)?;
    for (at, change) in changes.iter().enumerate() {
        if let Err(ending) = put(&input.project.root, change) {
            // All of it or nothing: what was begun before is taken back.
            for begun in changes[..at].iter().filter(|change| change.is_new) {
                let _ = fs::remove_file(input.project.root.join(&begun.path));
            }
            return Err(ending);
        }
    }
    Ok(())
}

/// Nothing is written that would not check.
fn refuse_faults(files: &Files, changes: &[Change], today: Date) -> Result<(), Ending> {
    let (raw, mut all) = read::parse(files);
    all.extend(checks::check(&raw, today).faults);
    let mut own = Faults::new();
    let touches = |path: &str| changes.iter().any(|change| change.path == path);
    for fault in all.into_sorted() {
        let is_own = fault.place.as_ref().is_some_and(|place| touches(&place.source.path));
        if is_own && fault.code.severity() == Severity::Error {
            own.report(fault);
        }
    }
    if !own.has_errors() {
        return Ok(());
    }
    report(own);
    Err(Ending::Faults)
}

fn put(root: &Path, change: &Change) -> Result<(), Ending> {
    let path = root.join(&change.path);
    let done = if change.is_new { file::create(&path, &change.text) } else { file::replace(&path, &change.text) };
    match done {
        Ok(()) => {
            say(&format!("{} {}.", if change.is_new { "Began" } else { "Added to" }, path.display()));
            Ok(())
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            complain(&format!("{} is there already; nothing was changed", path.display()));
            Err(Ending::Usage)
        }
        Err(error) => {
            complain(&format!("{} cannot be written: {error}", path.display()));
            Err(Ending::Machine)
        }
    }
}
