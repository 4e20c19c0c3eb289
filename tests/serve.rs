//! The preview: what a browser gets from it, and what happens when a file is saved.
//!
//! Each test serves a small site of its own on a free port: the project's templates, static files and texts in English and
//! German, with the data below.

#![allow(clippy::unwrap_used, missing_docs)]

mod support;

use std::fs;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::sleep;
use std::time::{Duration, Instant};

use get_support_today::diagnostic::Style;
use get_support_today::publish::serve::{Log, Preview};
use jiff::civil::date;
use tempfile::TempDir;

/// How long a saved file may take to be shown; far longer than it does, for machines that are busy.
const PATIENCE: Duration = Duration::from_secs(20);

const SITE: &str = "\
name: Get Support Today
base_url: https://example.org/
corrections: corrections@example.org
locales:
  - { locale: en, translation: source, formats: en-GB, exit: https://example.org/ }
  - { locale: de, translation: machine, exit: https://example.org/ }
review: { due_soon: 180, overdue: 365, expired: 540 }
";

const GERMANY: &str = "\
country: DE
languages: [de]
emergency:
  numbers:
    - number: \"110\"
  sources:
    - url: https://example.org/emergency
  assurance:
    result: confirmed
    method: stored-copy
    date: 2026-11-23
    source: https://example.org/emergency
";

#[test]
fn pages_have_their_address_type_and_the_script_that_reloads_them() {
    let project = Project::new();
    let preview = project.serve();
    let page = get(preview.address(), "/en/de/");
    assert_eq!(page.status, 200);
    assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"));
    assert_eq!(page.header("cache-control"), Some("no-store"));
    assert!(page.body.contains("Germany · Get Support Today"));
    assert!(page.body.contains("<script src=\"/__preview/reload.js\""));
    assert!(page.body.contains("connect-src 'self'"), "the script may ask for events");
    assert!(!page.body.contains("preview-faults"));

    for (path, status, kind) in [
        ("/", 200, "text/html; charset=utf-8"),
        ("/en/?q=1", 200, "text/html; charset=utf-8"),
        ("/en/index.html", 200, "text/html; charset=utf-8"),
        ("/robots.txt", 200, "text/plain; charset=utf-8"),
        ("/.well-known/security.txt", 200, "text/plain; charset=utf-8"),
        ("/sitemap.xml", 200, "application/xml; charset=utf-8"),
        ("/data/directory.json", 200, "application/json; charset=utf-8"),
        ("/data/services.csv", 200, "text/csv; charset=utf-8"),
        ("/mark.svg", 200, "image/svg+xml; charset=utf-8"),
        ("/__preview/reload.js", 200, "text/javascript; charset=utf-8"),
        ("/__preview/overlay.css", 200, "text/css; charset=utf-8"),
        ("/en/nothing/", 404, "text/html; charset=utf-8"),
    ] {
        let answer = get(preview.address(), path);
        assert_eq!((answer.status, answer.header("content-type")), (status, Some(kind)), "{path}");
    }
    assert_eq!(get(preview.address(), "/en/de").header("location"), Some("/en/de/"));
}

#[test]
fn a_page_stands_at_the_address_of_the_preview() {
    let project = Project::new();
    let preview = project.serve();
    let sitemap = get(preview.address(), "/sitemap.xml").body;
    assert!(sitemap.contains(&format!("{}en/de/", preview.url())), "{sitemap}");
    assert!(!sitemap.contains("https://example.org/en/"));
}

#[test]
fn what_is_not_there_is_answered_in_the_language_of_the_address() {
    let project = Project::new();
    let preview = project.serve();
    for (path, language) in [
        ("/de/nichts/", "<html lang=\"de\""),
        ("/xx/", "<html lang=\"en\""),
        ("/../Cargo.toml", "<html lang=\"en\""),
        ("/%2e%2e/", "<html lang=\"en\""),
        ("/%2e%2e/data/site.yaml", "<html lang=\"en\""),
        ("/en/../../data/site.yaml", "<html lang=\"en\""),
        ("/data/site.yaml", "<html lang=\"en\""),
        ("//example.org/", "<html lang=\"en\""),
    ] {
        let answer = get(preview.address(), path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.body.contains(language), "{path}");
        assert!(!answer.body.contains("corrections:"), "{path}");
    }
}

#[test]
fn only_reading_is_answered_and_only_under_names_of_this_machine() {
    let project = Project::new();
    let preview = project.serve();
    let port = preview.address().port();
    let ask = |request: String| ask(preview.address(), &request);
    for host in ["example.org", "localhost.example.org", &format!("example.org:{port}")] {
        let answer = ask(format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"));
        assert_eq!(answer.status, 421, "{host}");
        assert!(!answer.body.contains("<html"), "{host}");
    }
    assert_eq!(ask("GET / HTTP/1.0\r\n\r\n".to_owned()).status, 421);
    assert_eq!(
        ask("GET http://example.org/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".to_owned()).status,
        421
    );
    for host in ["localhost".to_owned(), format!("localhost:{port}"), "127.0.0.1".to_owned()] {
        assert_eq!(ask(format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")).status, 200, "{host}");
    }
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "BREW"] {
        let answer = ask(format!("{method} / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
        assert_eq!((answer.status, answer.header("allow")), (405, Some("GET, HEAD")), "{method}");
    }
    let head = ask("HEAD /en/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".to_owned());
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    assert!(head.header("content-length").is_some_and(|length| length != "0"));
}

#[test]
fn a_saved_file_is_shown_and_the_browser_is_told() {
    let project = Project::new();
    let preview = project.serve();
    let mut events = Events::listen(preview.address());
    let first = events.next();
    assert!(get(preview.address(), "/en/de/").body.contains(&format!("data-version=\"{first}\"")));

    project.write("data/countries/de.yaml", &GERMANY.replace("\"110\"", "\"112\""));
    assert_ne!(events.next(), first);
    let page = get(preview.address(), "/en/de/");
    assert!(page.body.contains("tel:112") && !page.body.contains("tel:110"));
    assert!(project.log().contains("data/countries/de.yaml is shown ("), "{}", project.log());
}

#[test]
fn files_in_a_folder_that_was_replaced_are_still_watched() {
    let project = Project::new();
    let preview = project.serve();
    // As some programs save: a copy beside it, then an exchange.
    let (data, old, new) = (project.path("data"), project.path("data.old"), project.path("data.new"));
    copy(&data, &new);
    fs::rename(&data, &old).unwrap();
    fs::rename(&new, &data).unwrap();
    project.write("data/countries/de.yaml", &GERMANY.replace("\"110\"", "\"112\""));
    await_that(|| get(preview.address(), "/en/de/").body.contains("tel:112"));
    sleep(Duration::from_millis(300));
    project.write("data/countries/de.yaml", &GERMANY.replace("\"110\"", "\"113\""));
    await_that(|| get(preview.address(), "/en/de/").body.contains("tel:113"));
}

#[test]
fn a_file_saved_without_a_change_does_not_disturb_the_reader() {
    let project = Project::new();
    let preview = project.serve();
    let before = version(&get(preview.address(), "/en/").body);
    project.write("data/countries/de.yaml", GERMANY);
    project.write("data/countries/.de.yaml.swp", "x");
    sleep(Duration::from_millis(600));
    assert_eq!(version(&get(preview.address(), "/en/").body), before);
}

#[test]
fn a_fault_keeps_the_last_good_page_and_is_shown_over_it_until_it_is_mended() {
    let project = Project::new();
    let preview = project.serve();
    project.write("data/countries/de.yaml", &GERMANY.replace("languages:", "langauges:"));
    await_that(|| get(preview.address(), "/en/de/").body.contains("preview-faults"));
    let page = get(preview.address(), "/en/de/");
    assert_eq!(page.status, 200);
    assert!(page.body.contains("tel:110"), "the last good page");
    assert!(page.body.contains("error[unknown-key]"), "{}", page.body);
    assert!(page.body.contains("--&gt; data/countries/de.yaml:2:1"), "{}", page.body);
    assert!(page.body.contains("style-src 'self' 'sha256-"), "the overlay may have its style");
    assert!(project.log().contains("the last good site stays"), "{}", project.log());
    assert!(project.log().contains("error[unknown-key]"), "{}", project.log());

    project.write("data/countries/de.yaml", GERMANY);
    await_that(|| !get(preview.address(), "/en/de/").body.contains("preview-faults"));
}

#[test]
fn a_template_that_fails_only_when_it_is_filled_keeps_the_last_good_page_too() {
    let project = Project::new();
    let preview = project.serve();
    let good = fs::read_to_string(project.path("templates/country.html")).unwrap();
    let bad = good.replacen("{% block main %}", "{% block main %}{{ no_such_thing }}", 1);
    assert_ne!(good, bad);
    project.write("templates/country.html", &bad);
    await_that(|| get(preview.address(), "/en/de/").body.contains("error[template-failed]"));
    assert!(get(preview.address(), "/en/de/").body.contains("tel:110"));
    project.write("templates/country.html", &good);
    await_that(|| !get(preview.address(), "/en/de/").body.contains("preview-faults"));
}

#[test]
fn faults_from_the_start_stand_at_every_address_until_they_are_mended() {
    let project = Project::new();
    fs::rename(project.path("templates"), project.path("elsewhere")).unwrap();
    let preview = project.serve();
    for path in ["/", "/en/de/", "/robots.txt"] {
        let answer = get(preview.address(), path);
        assert_eq!(answer.status, 503, "{path}");
        assert!(answer.body.contains("error[file-missing]"), "{path}: {}", answer.body);
        assert!(answer.body.contains("/__preview/reload.js"), "{path}");
    }
    fs::rename(project.path("elsewhere"), project.path("templates")).unwrap();
    await_that(|| get(preview.address(), "/en/de/").status == 200);
    assert_eq!(get(preview.address(), "/robots.txt").status, 200);
}

#[test]
fn a_port_that_is_taken_ends_the_program_with_advice() {
    let project = Project::new();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let done = project.command(port).output().unwrap();
    assert_eq!(done.status.code(), Some(3));
    let said = String::from_utf8(done.stderr).unwrap();
    assert!(said.starts_with(&format!("error: port {port} is taken")) && said.contains("--port 0"), "{said}");
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_the_program_in_peace_while_a_browser_listens() {
    let project = Project::new();
    let mut program = project.command(0).stderr(Stdio::piped()).spawn().unwrap();
    let mut said = program.stderr.take().unwrap();
    let mut text = String::new();
    let mut byte = [0];
    while !text.contains("until Ctrl-C") && said.read(&mut byte).unwrap() > 0 {
        text.push(byte[0].into());
    }
    let address = text.split("http://").nth(1).and_then(|rest| rest.split('/').next()).unwrap();
    let mut events = Events::listen(address.parse().unwrap());
    events.next();
    assert!(Command::new("kill").args(["-INT", &program.id().to_string()]).status().unwrap().success());
    assert_eq!(program.wait().unwrap().code(), Some(0));
}

/// A small project in a folder of its own.
struct Project {
    folder: TempDir,
    log: Arc<Mutex<String>>,
}

impl Project {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let own = Path::new(env!("CARGO_MANIFEST_DIR"));
        for part in ["templates", "static", "content/en", "content/de"] {
            copy(&own.join(part), &folder.path().join(part));
        }
        fs::create_dir_all(folder.path().join("data/countries")).unwrap();
        for file in ["worldwide", "names", "references", "discretion"] {
            let file = format!("data/{file}.yaml");
            fs::copy(own.join(&file), folder.path().join(&file)).unwrap();
        }
        let project = Self { folder, log: Arc::default() };
        project.write("data/site.yaml", SITE);
        project.write("data/countries/de.yaml", GERMANY);
        project
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        fs::write(self.path(path), text).unwrap();
    }

    fn serve(&self) -> Preview {
        let lines = Arc::clone(&self.log);
        let log: Log = Arc::new(move |line: &str| {
            let mut lines = lines.lock().unwrap();
            lines.push_str(line);
            lines.push('\n');
        });
        Preview::start(self.folder.path(), date(2026, 11, 24), 0, Style::Plain, log).unwrap()
    }

    fn log(&self) -> String {
        self.log.lock().unwrap().clone()
    }

    fn command(&self, port: u16) -> Command {
        let mut command = support::program();
        command.args(["serve", "--today", "2026-11-24", "--port", &port.to_string(), "--root"]).arg(self.folder.path());
        command
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.unwrap();
        let target = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(target).unwrap();
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// An answer, with the names of its headers in lower case.
struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    body: String,
}

impl Answer {
    fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

fn get(address: SocketAddr, path: &str) -> Answer {
    ask(address, &format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"))
}

fn ask(address: SocketAddr, request: &str) -> Answer {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    let mut lines = head.lines();
    let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let headers = lines.map(|line| line.split_once(": ").unwrap());
    Answer {
        status,
        headers: headers.map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned())).collect(),
        body: body.to_owned(),
    }
}

/// The versions that a browser is told of.
struct Events {
    stream: TcpStream,
    pending: String,
}

impl Events {
    fn listen(address: SocketAddr) -> Self {
        let mut stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        write!(stream, "GET /__preview/events HTTP/1.1\r\nHost: {address}\r\n\r\n").unwrap();
        Self { stream, pending: String::new() }
    }

    fn next(&mut self) -> String {
        let mut buffer = [0; 1024];
        loop {
            if let Some((_, rest)) = self.pending.split_once("data: ")
                && let Some((version, rest)) = rest.split_once('\n')
            {
                let version = version.to_owned();
                self.pending = rest.to_owned();
                return version;
            }
            let length = self.stream.read(&mut buffer).unwrap();
            assert_ne!(length, 0, "the stream ended after {:?}", self.pending);
            self.pending.push_str(std::str::from_utf8(&buffer[..length]).unwrap());
        }
    }
}

fn version(page: &str) -> String {
    page.split("data-version=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned()
}

/// Waits until something is so, for as long as is reasonable.
fn await_that(is_so: impl Fn() -> bool) {
    let started = Instant::now();
    while !is_so() {
        assert!(started.elapsed() < PATIENCE, "it did not come to be");
        sleep(Duration::from_millis(20));
    }
}
