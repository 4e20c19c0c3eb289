//! How fast is the program at any size? Makes a synthetic directory of C countries × L locales (three services in each
//! country, every kind of page), builds it, changes it, builds it again, and writes the same bytes with a bare loop.
//!
//! ```sh
//! cargo run --release --example scale -- 60x10 200x30
//! ```
//!
//! `scale make DIR C L` only makes the directory, to profile with other tools.
//!
//! Every build is a process of its own, so that its CPU time and its peak memory are its own. Compare rows of one run only.

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::io::{Read, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use get_support_today::cldr::english_language_name;
use get_support_today::diagnostic::{Faults, Style};
use get_support_today::model::{CountryCode, LanguageTag};
use get_support_today::publish::serve::Preview;
use get_support_today::publish::{BuildReport, Plan, Recipe};
use get_support_today::read::{self, Files};
use get_support_today::{Workshop, publish};
use jiff::civil::Date;
use rayon::prelude::*;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// Languages that CLDR knows well; with regions where more locales are wanted.
const LANGUAGES: &str = "en de fr es ar ja af am as az be bg bn bs ca cs cy da el et eu fa fi fil ga gl gu ha he hi hr hu hy id ig is it ka kk km \
    kn ko ky lo lt lv mk ml mn mr ms my nb ne nl or pa pl ps pt ro ru sd si sk sl so sq sr sv sw ta te th tk tr uk ur uz vi yo zh zu";

/// The day of every build.
const DAY: Date = jiff::civil::date(2026, 11, 23);

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [command, root, out] = arguments.as_slice()
        && command == "build-once"
    {
        return build_once(Path::new(root), Path::new(out));
    }
    if let [command, root, countries, locales] = arguments.as_slice()
        && command == "make"
    {
        return make_project(Path::new(root), countries.parse()?, locales.parse()?).map(drop);
    }
    let sizes: Vec<String> = if arguments.is_empty() { vec!["60x10".to_owned()] } else { arguments };
    println!(
        "| size | what | wall s | CPU s | peak MB | files | MB |\n| --- | --- | ---: | ---: | ---: | ---: | ---: |"
    );
    for size in &sizes {
        let (countries, locales) = size.split_once('x').ok_or("a size is COUNTRIESxLOCALES, such as 200x30")?;
        measure(countries.parse()?, locales.parse()?)?;
    }
    Ok(())
}

fn measure(countries: usize, locales: usize) -> Outcome<()> {
    let folder =
        tempfile::Builder::new().prefix("scale-").tempdir_in(std::env::var("SCALE_DIR").unwrap_or("target".into()))?;
    let (root, out) = (folder.path().join("project"), folder.path().join("out"));
    let made = make_project(&root, countries, locales)?;
    let size = format!("{countries} × {locales}");
    row(&size, "clean build", &run(&root, &out)?);
    row(&size, "nothing changed", &run(&root, &out)?);
    edit(&root.join(format!("data/countries/{}.yaml", made[0].lower())), "Synthetic summary", "Changed summary")?;
    row(&size, "one country edited", &run(&root, &out)?);
    edit(&root.join("content/en/messages.ftl"), "leave = Leave", "leave = Leave now")?;
    row(&size, "one message edited", &run(&root, &out)?);
    edit(&root.join("templates/foot.html"), "<footer class=\"foot\">", "<footer class=\"foot\" id=\"foot\">")?;
    row(&size, "one template edited", &run(&root, &out)?);
    let served = from_saving_to_serving(&root, made[0])?;
    row(&size, "saved, then served by the preview", &served);
    floor(&size, &out, &folder.path().join("floor"))
}

/// One line of the table.
struct Figures {
    wall: f64,
    cpu: f64,
    peak: f64,
    files: u64,
    bytes: u64,
}

fn row(size: &str, what: &str, figures: &Figures) {
    #[expect(clippy::cast_precision_loss, reason = "a figure for people")]
    let megabytes = figures.bytes as f64 / 1e6;
    println!(
        "| {size} | {what} | {:.3} | {:.2} | {:.0} | {} | {megabytes:.1} |",
        figures.wall, figures.cpu, figures.peak, figures.files
    );
}

/// How long it takes from saving a country's file to its new page from the preview: the median of nine times.
fn from_saving_to_serving(root: &Path, code: CountryCode) -> Outcome<Figures> {
    let preview = Preview::start(root, DAY, 0, Style::Plain, Arc::new(|_| ()))?;
    let (address, page) = (preview.address(), format!("/en/{}/", code.lower()));
    let path = root.join(format!("data/countries/{}.yaml", code.lower()));
    let text = fs::read_to_string(&path)?;
    let mut times = Vec::new();
    for round in 0..9 {
        // Nobody saves while the last save is still being looked at.
        thread::sleep(Duration::from_millis(200));
        let words = format!("Saved for the {round}. time, summary");
        let edited = text.replacen("Changed summary", &words, 1);
        let started = Instant::now();
        fs::write(&path, edited)?;
        while !get(address, &page)?.contains(&words) {
            if started.elapsed() > Duration::from_secs(20) {
                return Err("the preview does not show what was saved".into());
            }
            thread::sleep(Duration::from_millis(1));
        }
        times.push(started.elapsed().as_secs_f64());
    }
    fs::write(&path, text)?;
    times.sort_by(f64::total_cmp);
    Ok(Figures { wall: times[times.len() / 2], cpu: 0.0, peak: 0.0, files: 1, bytes: 0 })
}

/// The body of a page of the preview.
fn get(address: SocketAddr, path: &str) -> Outcome<String> {
    let mut stream = TcpStream::connect(address)?;
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer)
}

/// Builds in a process of its own.
fn run(root: &Path, out: &Path) -> Outcome<Figures> {
    let done = Command::new(std::env::current_exe()?).arg("build-once").arg(root).arg(out).output()?;
    if !done.status.success() {
        return Err(String::from_utf8_lossy(&done.stderr).into_owned().into());
    }
    let text = String::from_utf8(done.stdout)?;
    let numbers: Vec<&str> = text.split_whitespace().collect();
    let [wall, cpu, peak, files, bytes] = numbers.as_slice() else { return Err(text.into()) };
    Ok(Figures {
        wall: wall.parse()?,
        cpu: cpu.parse()?,
        peak: peak.parse()?,
        files: files.parse()?,
        bytes: bytes.parse()?,
    })
}

/// What the child does: a whole build, as the command `build` makes it.
fn build_once(root: &Path, out: &Path) -> Outcome<()> {
    let started = Instant::now();
    let (notes, plan) = (out.with_extension("notes"), Plan::default());
    let (files, faults) = read::load(root);
    let recipe = Recipe::of(&files, DAY, None, &plan, out).ok_or("the program cannot read itself")?;
    let report = match publish::recall(&recipe, &files, &notes, &plan) {
        Some((report, _)) => report,
        None => build_whole(&files, faults, out, (&recipe, &notes))?,
    };
    let wall = started.elapsed().as_secs_f64();
    say(wall, &report);
    Ok(())
}

/// Checks, renders and publishes all of it.
fn build_whole(files: &Files, faults: Faults, out: &Path, (recipe, notes): (&Recipe, &Path)) -> Outcome<BuildReport> {
    let loaded = Workshop::default().prepare(files, faults, DAY, None);
    let Some(site) = loaded.value else {
        let faults = loaded.faults.into_sorted();
        let first = faults.first().map(ToString::to_string).unwrap_or_default();
        return Err(format!("{} faults, the first: {first}", faults.len()).into());
    };
    let report = publish::build(&site, out)?;
    publish::note(recipe, files, notes, &report, &loaded.faults);
    Ok(report)
}

/// One line of figures for the parent.
fn say(wall: f64, report: &BuildReport) {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak: f64 = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:")?.trim().trim_end_matches(" kB").parse().ok())
        .unwrap_or(0.0);
    // Fields 14 and 15 of proc(5) stat: user and system time in ticks of a hundredth of a second.
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let ticks: f64 = stat.split_whitespace().skip(13).take(2).filter_map(|field| field.parse::<f64>().ok()).sum();
    println!("{wall} {} {} {} {}", ticks / 100.0, peak / 1024.0, report.published.files, report.published.bytes);
}

/// How many files the bare loop holds in memory at a time.
const HELD: usize = 2_000;

/// The same files written by a bare loop on every core; reading them first is not counted.
fn floor(size: &str, published: &Path, copy: &Path) -> Outcome<()> {
    let paths: Vec<PathBuf> = walkdir::WalkDir::new(published)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(walkdir::DirEntry::into_path)
        .collect();
    let (mut wall, mut bytes) = (0.0, 0);
    for paths in paths.chunks(HELD) {
        let files: Vec<(PathBuf, Vec<u8>)> = paths
            .iter()
            .map(|path| Ok((copy.join(path.strip_prefix(published)?), fs::read(path)?)))
            .collect::<Outcome<_>>()?;
        bytes += files.iter().map(|(_, bytes)| bytes.len() as u64).sum::<u64>();
        let started = Instant::now();
        files.par_iter().try_for_each(|(path, bytes)| {
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent)?;
            }
            fs::write(path, bytes)
        })?;
        wall += started.elapsed().as_secs_f64();
    }
    row(size, "the floor: a bare loop", &Figures { wall, cpu: 0.0, peak: 0.0, files: paths.len() as u64, bytes });
    Ok(())
}

fn edit(path: &Path, from: &str, to: &str) -> Outcome<()> {
    let text = fs::read_to_string(path)?;
    if !text.contains(from) {
        return Err(format!("{} does not hold `{from}`", path.display()).into());
    }
    fs::write(path, text.replacen(from, to, 1))?;
    Ok(())
}

/// Writes a project: this repository's templates and English texts in every locale, and made-up services.
fn make_project(root: &Path, countries: usize, locales: usize) -> Outcome<Vec<CountryCode>> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR"));
    copy_folder(&source.join("templates"), &root.join("templates"))?;
    copy_folder(&source.join("static"), &root.join("static"))?;
    fs::create_dir_all(root.join("data/countries"))?;
    fs::copy(source.join("data/references.yaml"), root.join("data/references.yaml"))?;
    fs::copy(source.join("data/worldwide.yaml"), root.join("data/worldwide.yaml"))?;
    let tags = tags(locales)?;
    let mut site = String::from("name: Scale\nbase_url: https://example.org/\ncorrections: a@example.org\nlocales:\n");
    for (index, tag) in tags.iter().enumerate() {
        let translation = if index == 0 { "source" } else { "human" };
        write!(site, "  - locale: {tag}\n    translation: {translation}\n    exit: https://example.org/\n")?;
        write_locale(source, root, tag, index == 0)?;
    }
    site.push_str("review:\n  due_soon: 180\n  overdue: 365\n  expired: 540\n");
    fs::write(root.join("data/site.yaml"), site)?;
    let codes: Vec<CountryCode> = CountryCode::all().take(countries).collect();
    for code in &codes {
        fs::write(root.join(format!("data/countries/{}.yaml", code.lower())), country(*code))?;
    }
    Ok(codes)
}

/// The first locales of a long list, each one that CLDR can name.
fn tags(count: usize) -> Outcome<Vec<String>> {
    let plain = LANGUAGES.split_whitespace().map(str::to_owned);
    let regional = ["en", "fr", "es", "ar", "pt", "de", "sw", "zh"]
        .into_iter()
        .flat_map(|language| CountryCode::all().map(move |code| format!("{language}-{code}")));
    let known = plain
        .chain(regional)
        .filter(|tag| LanguageTag::parse(tag).is_ok_and(|tag| english_language_name(&tag).is_some()));
    let tags: Vec<String> = known.take(count).collect();
    if tags.len() == count { Ok(tags) } else { Err("not that many locales are known".into()) }
}

/// The English texts under another tag; the front matter's own keys only in the source locale.
fn write_locale(source: &Path, root: &Path, tag: &str, is_source: bool) -> Outcome<()> {
    let folder = root.join("content").join(tag);
    fs::create_dir_all(&folder)?;
    for entry in fs::read_dir(source.join("content/en"))? {
        let path = entry?.path();
        let mut text = fs::read_to_string(&path)?;
        if !is_source {
            text = text
                .lines()
                .filter(|line| !["section: ", "order: ", "list: "].iter().any(|key| line.starts_with(key)))
                .fold(String::new(), |all, line| all + line + "\n");
        }
        fs::write(folder.join(path.file_name().ok_or("a file has a name")?), text)?;
    }
    Ok(())
}

fn country(code: CountryCode) -> String {
    let mut text = format!(
        "country: \"{code}\"\nlanguages: [en]\nemergency:\n  numbers:\n    - number: \"112\"\n      reaches: [police]\n  sources:\n    - url: https://example.org/\nservices:\n"
    );
    for number in 1..=3 {
        let _ = write!(
            text,
            "  - id: made-up-{lower}-{number}
    name: {{ en: Made-up service {number} }}
    organization:
      name: {{ en: Made-up organisation }}
      kind: charity
    url: https://example.org/{lower}/{number}
    publish: whole
    publish_reason: Made up to measure.
    serves: [\"{code}\"]
    languages: [en, fr]
    audiences: [self, family]
    concerns: [thoughts, csam]
    levels: [secondary]
    anonymous: true
    cost: free
    confidentiality: {{ en: Staff keep what you say to themselves unless a child is at risk. }}
    breaks_confidentiality: [identified-child-at-risk, court-order]
    summary: {{ en: \"Synthetic summary {number} of a made-up service, about as long as a real one is, in a sentence or two of plain words.\" }}
    contacts:
      - kind: phone
        value: \"+4930450529529\"
        reach: worldwide
        cost: standard
        hours: \"Mo-We 15:00-17:00; Th-Fr 11:00-13:00\"
        timezone: Europe/Berlin
        assurance: {{ result: confirmed, basis: first-party, method: stored-copy, date: 2026-11-01, source: \"https://example.org/\" }}
      - kind: chat
        value: https://example.org/{lower}/chat
        reach: worldwide
        cost: free
    assurance: {{ result: confirmed, method: stored-copy, date: 2026-11-01, source: \"https://example.org/\" }}
    sources:
      - url: https://example.org/
        supports: [name]
    confidence: high
",
            lower = code.lower(),
        );
    }
    text
}

fn copy_folder(from: &Path, to: &Path) -> Outcome<()> {
    for entry in walkdir::WalkDir::new(from).sort_by_file_name() {
        let entry = entry?;
        let target = to.join(entry.path().strip_prefix(from)?);
        if entry.file_type().is_dir() {
            fs::create_dir_all(target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
