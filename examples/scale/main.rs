//! How fast is the program at any size? Makes a synthetic directory of C countries × L locales (three services in each
//! country, every kind of page), builds it, changes it, builds it again, and writes the same bytes with a bare loop.
//!
//! ```sh
//! cargo run --release --example scale -- 60x10 200x30
//! cargo run --release --example scale -- --bars 60x10 200x30 250x400
//! ```
//!
//! `--bars` holds the figures against what we aim at (`bars`), and ends with 1 where one that is held is missed.
//! `scale make DIR C L` only makes the directory, to profile with other tools.
//!
//! Every build is a process of its own, so that its CPU time and its peak memory are its own. Compare rows of one run only.

mod bars;
mod project;

use std::collections::HashSet;
use std::error::Error;
use std::fs;
use std::io::{Read, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use get_support_today::diagnostic::{Faults, Style, print};
use get_support_today::model::CountryCode;
use get_support_today::publish::serve::Preview;
use get_support_today::publish::{BuildReport, Plan};
use get_support_today::{NotBuilt, Order, build};
use jiff::civil::Date;
use rayon::prelude::*;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// The day of every build.
const DAY: Date = jiff::civil::date(2026, 11, 23);

fn main() -> Outcome<ExitCode> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [command, root, out] = arguments.as_slice()
        && command == "build-once"
    {
        return build_once(Path::new(root), Path::new(out)).map(|()| ExitCode::SUCCESS);
    }
    if let [command, root, countries, locales] = arguments.as_slice()
        && command == "make"
    {
        return project::make(Path::new(root), countries.parse()?, locales.parse()?).map(|_| ExitCode::SUCCESS);
    }
    let wants_bars = arguments.iter().any(|argument| argument == "--bars");
    arguments.retain(|argument| argument != "--bars");
    let sizes: Vec<String> = if arguments.is_empty() { vec!["60x10".to_owned()] } else { arguments };
    println!(
        "| size | what | wall s | CPU s | peak MB | files | MB | written | MB written |\n\
         | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    );
    let mut measured = Vec::new();
    for size in &sizes {
        let (countries, locales) = size.split_once('x').ok_or("a size is COUNTRIESxLOCALES, such as 200x30")?;
        measured.extend(measure(size, countries.parse()?, locales.parse()?)?);
    }
    if !wants_bars {
        return Ok(ExitCode::SUCCESS);
    }
    let (text, holds) = bars::judge(&measured);
    println!("\n{text}");
    Ok(if holds { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// One measurement: the size, what was measured, and its figures.
pub struct Row {
    size: String,
    what: &'static str,
    figures: Figures,
}

/// What was measured; `None` where it was not.
#[derive(Default)]
pub struct Figures {
    /// Seconds.
    wall: f64,
    /// Seconds of processor time.
    cpu: Option<f64>,
    /// Memory at most, in MB (2^20 bytes).
    peak: Option<f64>,
    /// HTML pages.
    pages: Option<f64>,
    /// Files of the site, and their bytes.
    files: Option<(u64, u64)>,
    /// Files that are not as they were before, and their bytes.
    written: Option<(u64, u64)>,
}

const CLEAN: &str = "clean build";
const AGAIN: &str = "nothing changed";
const SERVED: &str = "saved, then served by the preview";
const FLOOR: &str = "the floor: a bare loop";

fn measure(size: &str, countries: usize, locales: usize) -> Outcome<Vec<Row>> {
    let folder =
        tempfile::Builder::new().prefix("scale-").tempdir_in(std::env::var("SCALE_DIR").unwrap_or("target".into()))?;
    let (root, out) = (folder.path().join("project"), folder.path().join("out"));
    let made = project::make(&root, countries, locales)?;
    let mut rows = Vec::new();
    let mut add = |what: &'static str, figures: Figures| {
        println!("{}", line(size, what, &figures));
        rows.push(Row { size: size.to_owned(), what, figures });
    };
    add(CLEAN, run(&root, &out)?);
    add(AGAIN, run(&root, &out)?);
    edit(&root.join(format!("data/countries/{}.yaml", made[0].lower())), "Synthetic summary", "Changed summary")?;
    add("one country edited", run(&root, &out)?);
    edit(&root.join("content/en/messages.ftl"), "leave = Leave", "leave = Leave now")?;
    add("one message edited", run(&root, &out)?);
    edit(&root.join("templates/foot.html"), "<footer class=\"foot\">", "<footer class=\"foot\" id=\"foot\">")?;
    add("one template edited", run(&root, &out)?);
    add(SERVED, from_saving_to_serving(&root, made[0])?);
    add(FLOOR, floor(&out, &folder.path().join("floor"))?);
    Ok(rows)
}

/// One line of the table; a dash where nothing was measured.
fn line(size: &str, what: &str, figures: &Figures) -> String {
    let number =
        |value: Option<f64>, digits: usize| value.map_or("–".to_owned(), |value| format!("{value:.digits$}"));
    let files = |files: Option<(u64, u64)>| match files {
        #[expect(clippy::cast_precision_loss, reason = "a figure for people")]
        Some((files, bytes)) => format!("{files} | {:.1}", bytes as f64 / 1e6),
        None => "– | –".to_owned(),
    };
    format!(
        "| {} | {what} | {:.3} | {} | {} | {} | {} |",
        size.replace('x', " × "),
        figures.wall,
        number(figures.cpu, 2),
        number(figures.peak, 0),
        files(figures.files),
        files(figures.written),
    )
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
    Ok(Figures { wall: times[times.len() / 2], ..Figures::default() })
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
    let before = manifest_lines(out);
    let done = Command::new(std::env::current_exe()?).arg("build-once").arg(root).arg(out).output()?;
    if !done.status.success() {
        return Err(String::from_utf8_lossy(&done.stderr).into_owned().into());
    }
    let text = String::from_utf8(done.stdout)?;
    let numbers: Vec<&str> = text.split_whitespace().collect();
    let [wall, cpu, peak, pages, files, bytes] = numbers.as_slice() else { return Err(text.into()) };
    let now = manifest_lines(out);
    let new: Vec<&String> = now.difference(&before).collect();
    let bytes_of = |line: &str| line.split_once("\"bytes\":")?.1.split_once(',')?.0.parse::<u64>().ok();
    Ok(Figures {
        wall: wall.parse()?,
        cpu: cpu.parse().ok(),
        peak: peak.parse().ok(),
        pages: Some(pages.parse()?),
        files: Some((files.parse()?, bytes.parse()?)),
        written: Some((new.len() as u64, new.iter().filter_map(|line| bytes_of(line)).sum())),
    })
}

/// The lines of a site's manifest, one for each file with its hash: what differs was written. None where there is no site.
fn manifest_lines(out: &Path) -> HashSet<String> {
    let text = fs::read_to_string(out.join("manifest.json")).unwrap_or_default();
    let files = text.lines().filter(|line| line.contains("\"sha256\""));
    files.map(|line| line.trim_end_matches(',').to_owned()).collect()
}

/// What the child does: the very build of the command, its warnings written out as there.
fn build_once(root: &Path, out: &Path) -> Outcome<()> {
    let started = Instant::now();
    let notes = out.with_extension("notes");
    let order = Order { root, today: DAY, base_url: None, out, plan: Plan::default(), notes: &notes };
    let mut told = String::new();
    let built = build(&order, |faults: Faults| {
        told = print(&faults.into_sorted(), Style::Plain);
        false
    });
    eprint!("{told}");
    match built {
        Ok(built) => {
            say(started.elapsed().as_secs_f64(), &built.report);
            Ok(())
        }
        Err(NotBuilt::Stopped) => Err("the synthetic directory has faults".into()),
        Err(NotBuilt::Failed(error)) => Err(error.into()),
    }
}

/// One line of figures for the parent; a dash where this system does not tell.
fn say(wall: f64, report: &BuildReport) {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().trim_end_matches(" kB").parse().ok());
    // Fields 14 and 15 of proc(5) stat: user and system time in ticks of a hundredth of a second.
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let ticks: Vec<f64> = stat.split_whitespace().skip(13).take(2).filter_map(|field| field.parse().ok()).collect();
    let cpu = (ticks.len() == 2).then(|| ticks.iter().sum::<f64>() / 100.0);
    let shown = |value: Option<f64>| value.map_or("-".to_owned(), |value| value.to_string());
    let (files, bytes) = (report.published.files, report.published.bytes);
    let peak = peak.map(|peak: f64| peak / 1024.0);
    println!("{wall} {} {} {} {files} {bytes}", shown(cpu), shown(peak), report.pages);
}

/// How many files the bare loop holds in memory at a time.
const HELD: usize = 2_000;

/// The same files written by a bare loop on every core; reading them first is not counted.
fn floor(published: &Path, copy: &Path) -> Outcome<Figures> {
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
    let files = Some((paths.len() as u64, bytes));
    Ok(Figures { wall, files, written: files, ..Figures::default() })
}

fn edit(path: &Path, from: &str, to: &str) -> Outcome<()> {
    let text = fs::read_to_string(path)?;
    if !text.contains(from) {
        return Err(format!("{} does not hold `{from}`", path.display()).into());
    }
    fs::write(path, text.replacen(from, to, 1))?;
    Ok(())
}
