//! A published site against the manifest of its build: in a folder, and behind a small server on this machine that behaves
//! as hosts do, good and bad.

#![allow(clippy::unwrap_used, missing_docs)]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use flate2::Compression;
use flate2::write::GzEncoder;
use get_support_today::publish::disk::Staging;
use support::{program, run, said, scratch};
use tempfile::TempDir;

/// A page, long enough to compress.
fn page(word: &str) -> String {
    format!("<!doctype html><p>{}</p>", format!("{word} 030 23125 ").repeat(60))
}

fn gzip(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

/// A site with what hosts treat each in their own way.
fn published() -> (TempDir, PathBuf) {
    let folder = scratch();
    let out = folder.path().join("site");
    let staging = Staging::begin(&out).unwrap();
    for (path, word) in
        [("index.html", "root"), ("de/index.html", "Hilfe"), ("de/404.html", "nichts"), ("a.txt", "text")]
    {
        staging.write(path, page(word).as_bytes()).unwrap();
    }
    staging.write("de/index.html.gz", &gzip(&page("Hilfe"))).unwrap();
    for path in ["_headers", "_redirects", ".nojekyll", ".well-known/security.txt"] {
        staging.write(path, b"for the host").unwrap();
    }
    staging.commit().unwrap();
    (folder, out)
}

/// Runs `verify`: the exit code and everything that it said.
fn verify(words: &[&str]) -> (i32, String) {
    let output = run(program().arg("verify").args(words).env("NO_PROXY", "127.0.0.1"));
    (output.status.code().unwrap(), said(&output))
}

fn of_folder(out: &Path) -> (i32, String) {
    verify(&[out.to_str().unwrap()])
}

#[test]
fn a_folder_as_it_was_built_is_whole() {
    let (_folder, out) = published();
    let (code, text) = of_folder(&out);
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("10 files compared: 0 differ, 0 missing, 0 extra"), "{text}");
}

#[test]
fn a_folder_is_told_apart_file_by_file() {
    let (folder, out) = published();
    let kept = folder.path().join("kept.json");
    fs::copy(out.join("manifest.json"), &kept).unwrap();
    let changed = page("Hilfe").replace("23125", "23126");
    fs::write(out.join("de/index.html"), &changed).unwrap();
    fs::write(out.join("a.txt"), "short").unwrap();
    fs::remove_file(out.join("de/404.html")).unwrap();
    fs::write(out.join("de/new\u{1b}[31m.html"), "new").unwrap();
    fs::remove_file(out.join("_headers")).unwrap();
    std::os::unix::fs::symlink("a.txt", out.join("_headers")).unwrap();
    let (code, text) = of_folder(&out);
    assert_eq!(code, 1, "{text}");
    for line in [
        format!("differs  de/index.html: other content of the same length, {} bytes\n", changed.len()),
        format!("differs  a.txt: 5 bytes instead of {}\n", page("text").len()),
        "missing  de/404.html\n".to_owned(),
        "extra    de/new\\u{1b}[31m.html\n".to_owned(),
        "differs  _headers: a link\n".to_owned(),
        "3 differ, 1 missing, 1 extra".to_owned(),
    ] {
        assert!(text.contains(&line), "{line:?} is not in\n{text}");
    }
    assert!(text.contains("the site's own"), "what that proves is said: {text}");

    // Whoever changes a page can change the list beside it, but not the one that was kept.
    let own = fs::read_to_string(out.join("manifest.json")).unwrap();
    fs::write(out.join("manifest.json"), own.replacen("\"bytes\"", " \"bytes\"", 1)).unwrap();
    let (code, text) = verify(&[out.to_str().unwrap(), "--manifest", kept.to_str().unwrap()]);
    assert_eq!(code, 1);
    assert!(text.contains("differs  manifest.json: ") && !text.contains("the site's own"), "{text}");
}

#[test]
fn without_a_manifest_of_ours_nothing_is_compared() {
    let (folder, out) = published();
    fs::remove_file(out.join("manifest.json")).unwrap();
    let (code, text) = of_folder(&out);
    assert!(
        code == 2 && text.contains("there is no manifest to compare with") && text.contains("--manifest"),
        "{text}"
    );
    let other = folder.path().join("other.json");
    fs::write(&other, "{\"files\":{\"../../etc/passwd\":{}}}").unwrap();
    let (code, text) = verify(&[out.to_str().unwrap(), "--manifest", other.to_str().unwrap()]);
    assert!(code == 2 && text.contains("is not a manifest that this program wrote"), "{text}");
    let (code, text) = verify(&["https://example.org/?page=1"]);
    assert!(code == 2 && text.contains("is not the address of a site"), "{text}");
}

/// An answer: status line, headers, body.
#[derive(Clone)]
struct Answer(&'static str, Vec<(&'static str, String)>, Vec<u8>);

/// What a host says to a path, and to what its visitor accepts.
type Rule = dyn Fn(&str, &str) -> Option<Answer> + Send + Sync;

/// A host that serves a folder, except where its rule says something else.
struct Host {
    port: u16,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Host {
    fn serve(out: &Path, rule: impl Fn(&str, &str) -> Option<Answer> + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (out, rule): (PathBuf, Arc<Rule>) = (out.to_owned(), Arc::new(rule));
        let log = Arc::clone(&asked);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (out, rule, log) = (out.clone(), Arc::clone(&rule), Arc::clone(&log));
                std::thread::spawn(move || answer(stream, &out, &*rule, &log));
            }
        });
        Self { port, asked }
    }

    fn address(&self) -> String {
        format!("http://127.0.0.1:{}/help/", self.port)
    }

    /// Verifies what it serves with the manifest in the folder.
    fn verify(&self, out: &Path) -> (i32, String) {
        verify(&[&self.address(), "--manifest", out.join("manifest.json").to_str().unwrap()])
    }
}

fn answer(mut stream: TcpStream, out: &Path, rule: &Rule, log: &Mutex<Vec<String>>) {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
    let Some(first) = lines.next() else { return };
    let mut accepts = String::new();
    for line in lines.take_while(|line| !line.is_empty()) {
        let (name, value) = line.split_once(": ").unwrap();
        if name.eq_ignore_ascii_case("accept-encoding") {
            value.clone_into(&mut accepts);
        }
        assert!(!name.eq_ignore_ascii_case("accept-language"), "a wish would turn the root into a redirect");
    }
    let path = first.split(' ').nth(1).unwrap().to_owned();
    log.lock().unwrap().push(format!("{path} ({accepts})"));
    let Answer(status, headers, body) = rule(&path, &accepts).unwrap_or_else(|| file(out, &path));
    if status.is_empty() {
        return; // hangs up
    }
    let headers: String = headers.iter().flat_map(|(name, value)| [name, ": ", value, "\r\n"]).collect();
    let head = format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\nConnection: close\r\n\r\n", body.len());
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&body));
    let _ = stream.shutdown(Shutdown::Both);
}

fn file(out: &Path, path: &str) -> Answer {
    let path = path.strip_prefix("/help/").unwrap_or("outside");
    let name = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    let hidden =
        name.starts_with('_') || name == ".nojekyll" || Path::new(&name).extension().is_some_and(|end| end == "gz");
    match fs::read(out.join(&name)) {
        Ok(body) if !hidden => Answer("200 OK", vec![], body),
        Ok(_) | Err(_) => Answer("404 Not Found", vec![], b"nothing".to_vec()),
    }
}

#[test]
fn a_host_that_serves_the_site_is_right_in_each_encoding() {
    let (_folder, out) = published();
    let host = Host::serve(&out, |path, accepts| {
        // Some hosts serve a page under a name without its ending, and what browsers accept compressed.
        match (path, accepts) {
            ("/help/de/404.html", _) => {
                Some(Answer("308 Permanent Redirect", vec![("Location", "404".into())], vec![]))
            }
            ("/help/de/404", _) => Some(Answer("200 OK", vec![], page("nichts").into_bytes())),
            ("/help/de/", "gzip") => {
                Some(Answer("200 OK", vec![("Content-Encoding", "gzip".into())], gzip(&page("Hilfe"))))
            }
            _ => None,
        }
    });
    let (code, text) = host.verify(&out);
    assert_eq!(code, 0, "{text}");
    // Ten files without the three that no host serves.
    assert!(text.contains("7 files compared: 0 differ, 0 missing, 0 extra ("), "{text}");
    let mut asked = host.asked.lock().unwrap().clone();
    asked.sort();
    let expected = [
        "/help/ (identity)",
        "/help/.well-known/security.txt (identity)",
        "/help/a.txt (identity)",
        "/help/de/ (gzip)",
        "/help/de/ (identity)",
        "/help/de/404 (identity)",
        "/help/de/404.html (identity)",
        "/help/manifest.json (identity)",
    ];
    assert_eq!(asked, expected);
    let (code, text) = verify(&[host.address().trim_end_matches('/')]);
    assert!(code == 0 && text.contains("the site's own"), "{text}");
}

#[test]
fn each_way_to_be_wrong_is_named() {
    let (_folder, out) = published();
    let cases: Vec<(&str, Answer, &str)> = vec![
        (
            "another number",
            Answer("200 OK", vec![], page("Hilfe").replace("23125", "23126").into()),
            "other content of the same",
        ),
        ("a script put in", Answer("200 OK", vec![], (page("Hilfe") + "<script src=//x>").into()), "more than"),
        ("without end", Answer("200 OK", vec![], vec![b'x'; 5_000_000]), "more than"),
        ("cut off", Answer("200 OK", vec![], page("Hilfe").as_bytes()[..90].to_vec()), "90 bytes instead of"),
        (
            "another host",
            Answer("302 Found", vec![("Location", "http://localhost:9/".into())], vec![]),
            "leads to http://localhost:9/",
        ),
        ("another page", Answer("302 Found", vec![("Location", "/help/a.txt".into())], vec![]), "bytes instead of"),
        ("circles", Answer("302 Found", vec![("Location", "/help/de/".into())], vec![]), "round in circles"),
        ("no place", Answer("302 Found", vec![], vec![]), "says not where to"),
        (
            "a bomb",
            Answer("200 OK", vec![("Content-Encoding", "gzip".into())], gzip(&"0".repeat(900_000))),
            "more than",
        ),
        ("odd packing", Answer("200 OK", vec![("Content-Encoding", "odd".into())], vec![1]), "compressed as odd"),
        (
            "broken packing",
            Answer("200 OK", vec![("Content-Encoding", "br".into())], vec![255; 40]),
            "cannot be decompressed",
        ),
        (
            "its source",
            Answer("200 OK", vec![("Content-Type", "text/plain".into())], page("Hilfe").into()),
            "is sent as text/plain",
        ),
        ("not allowed", Answer("403 Forbidden", vec![], vec![]), "the host answers 403"),
    ];
    for (case, answer, said) in cases {
        let host = Host::serve(&out, move |path, _| (path == "/help/de/").then(|| answer.clone()));
        let (code, text) = host.verify(&out);
        assert_eq!(code, 1, "{case}: {text}");
        let line = text.lines().find(|line| line.starts_with("differs  ") && line.contains("/help/de/: "));
        assert!(line.is_some_and(|line| line.contains(said)), "{case}: {text}");
        assert!(text.contains(" 2 differ, 0 missing"), "{case}, plain and compressed: {text}");
    }
    let host = Host::serve(&out, |path, _| (path == "/help/de/").then(|| Answer("404 Not Found", vec![], vec![])));
    let (code, text) = host.verify(&out);
    assert!(code == 1 && text.contains("missing  http://127.0.0.1") && text.contains(" 0 differ, 2 missing"), "{text}");
}

#[test]
fn what_an_earlier_build_published_is_not_left_online() {
    let (folder, out) = published();
    let earlier = folder.path().join("earlier");
    let staging = Staging::begin(&earlier).unwrap();
    for path in
        ["a.txt", "fr/404.html", "fr/gone/index.html", "fr/index.html", "fr/index.html.gz", "fr/moved/index.html"]
    {
        staging.write(path, b"of an earlier day").unwrap();
    }
    staging.commit().unwrap();
    let earlier = earlier.join("manifest.json");
    let host = Host::serve(&out, |path, _| match path {
        "/help/fr/" => Some(Answer("200 OK", vec![], page("Aide").into_bytes())),
        "/help/fr/moved/" => Some(Answer("301 Moved Permanently", vec![("Location", "/help/de/".into())], vec![])),
        "/help/fr/404.html" => Some(Answer("503 Service Unavailable", vec![], vec![])),
        _ => None,
    });
    let manifest = out.join("manifest.json");
    let words = [&host.address(), "--manifest", manifest.to_str().unwrap(), "--before", earlier.to_str().unwrap()];
    let (code, text) = verify(&words);
    assert_eq!(code, 1, "{text}");
    let found: Vec<&str> = text.lines().filter(|line| line.contains("/help/fr/")).collect();
    assert!(found.len() == 2 && found[0].starts_with("extra ") && found[0].ends_with("/help/fr/"), "{text}");
    assert!(found[1].starts_with("unread ") && found[1].contains("/help/fr/404.html: "), "{text}");
    assert!(text.contains("11 files compared: 0 differ, 0 missing, 1 extra, 1 unread"), "{text}");
    // In a folder nothing hides.
    let (code, text) = verify(&[out.to_str().unwrap(), "--before", earlier.to_str().unwrap()]);
    assert!(code == 2 && text.contains("`--before` belongs to an address"), "{text}");
}

#[test]
fn a_host_that_gives_no_answer_is_asked_again_and_proves_nothing() {
    let (_folder, out) = published();
    let times = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&times);
    let host = Host::serve(&out, move |path, _| {
        let first = path == "/help/a.txt" && counted.fetch_add(1, Ordering::SeqCst) < 2;
        first.then(|| Answer("503 Service Unavailable", vec![], vec![]))
    });
    let (code, text) = host.verify(&out);
    assert_eq!(code, 0, "the third answer counts: {text}");
    let host = Host::serve(&out, |path, _| (path == "/help/a.txt").then(|| Answer("", vec![], vec![])));
    let (code, text) = host.verify(&out);
    assert!(code == 3 && text.contains("unread   http://127.0.0.1") && text.contains("0 extra, 1 unread"), "{text}");
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let (code, text) = verify(&[&format!("http://{closed}/")]);
    assert!(code == 3 && text.contains("gives no answer"), "{text}");
}

#[test]
fn a_host_that_is_down_is_not_asked_for_thousands_of_pages() {
    let folder = scratch();
    let out = folder.path().join("site");
    let staging = Staging::begin(&out).unwrap();
    let pages: BTreeMap<String, String> = (0..3_000).map(|n| (format!("p{n}.html"), page("x"))).collect();
    for (path, text) in pages {
        staging.write(&path, text.as_bytes()).unwrap();
    }
    staging.commit().unwrap();
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let (code, text) =
        verify(&[&format!("http://{closed}/"), "--manifest", out.join("manifest.json").to_str().unwrap()]);
    assert_eq!(code, 3, "{text}");
    assert!(text.contains("files were not asked for, since 40 gave no answer"), "{text}");
    assert!(text.lines().count() < 60, "{text}");
}
