//! Projects in temporary folders: the good base, and examples laid over it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use get_support_today::check::translated;
use get_support_today::diagnostic::Faults;
use get_support_today::model::spoken_messages;
use get_support_today::read::read;
use jiff::civil::{Date, date};
use tempfile::TempDir;

/// The locales of the base.
const LOCALES: [&str; 2] = ["en", "de"];

fn temporary() -> TempDir {
    TempDir::new().expect("a temporary folder can be made")
}

fn copy_tree(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from).into_iter().map(|entry| entry.expect("it can be read")) {
        let path = to.join(entry.path().strip_prefix(from).expect("it lies below"));
        if entry.file_type().is_dir() {
            fs::create_dir_all(&path).expect("a folder can be made");
        } else {
            fs::copy(entry.path(), &path).expect("a file can be copied");
        }
    }
}

/// The folder of all examples.
pub fn examples_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad")
}

/// A project in a temporary folder, which vanishes with it.
pub struct Project {
    folder: TempDir,
    today: Date,
    earlier: Option<TempDir>,
}

impl Project {
    /// The good base: what an example changes is changed in this.
    pub fn base() -> Self {
        let project = Self { folder: temporary(), today: date(2026, 12, 1), earlier: None };
        project.copy(&examples_folder().join("_base"));
        project.take_plain_templates();
        project.complete_messages();
        // The base notes from which English its German was made; an example that changes the English makes it stale.
        let (raw, _) = read(project.root());
        let origins = translated(&raw, "de", &[], &mut Faults::new()).expect("the base is in order");
        project.write("content/de/translated-from.yaml", origins.as_bytes());
        project
    }

    /// The base with one example laid over it.
    pub fn with(example: &Path) -> Self {
        let mut project = Self::base();
        project.lay_over(example);
        project
    }

    /// Lays one more example over it.
    pub fn lay_over(&mut self, example: &Path) {
        self.copy(example);
        self.complete_messages();
        if let Ok(recipe) = fs::read_to_string(example.join("make.txt")) {
            recipe.lines().for_each(|line| self.follow(line));
        }
    }

    /// Its folder.
    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// The earlier state that it is compared with.
    pub fn earlier(&self) -> Option<&Path> {
        self.earlier.as_ref().map(TempDir::path)
    }

    /// The day for which it is checked.
    pub fn today(&self) -> Date {
        self.today
    }

    /// Follows one line of a `make.txt`.
    fn follow(&mut self, line: &str) {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words[..] {
            [] => {}
            // `replace data/countries/gb.yaml: 999 -> 998`: the first of these words in a file.
            ["replace", path, ..] => {
                let (from, to) =
                    line.split_once(": ").and_then(|(_, rest)| rest.split_once(" -> ")).expect("from -> to");
                let path = path.trim_end_matches(':');
                let text = fs::read_to_string(self.root().join(path)).expect("what is changed is there");
                assert!(text.contains(from), "{path} holds no `{from}`");
                self.write(path, text.replacen(from, to, 1).as_bytes());
            }
            // `today 2027-06-01`: the day for which everything is checked.
            ["today", day] => self.today = day.parse().expect("a day"),
            // `earlier`: what stands there so far is the earlier state, with which the rest is compared.
            ["earlier"] => {
                let folder = temporary();
                copy_tree(self.root(), folder.path());
                self.earlier = Some(folder);
            }
            // `delete data/site.yaml`: a file or a folder.
            ["delete", path] => {
                let path = self.root().join(path);
                let done = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
                done.expect("what is deleted is there");
            }
            // `link content/en/page.md /etc/hostname`: a symbolic link.
            ["link", path, target] => {
                std::os::unix::fs::symlink(target, self.root().join(path)).expect("a link can be made");
            }
            // `grow static/large.bin 5000000`: a file of so many zeros.
            ["grow", path, bytes] => self.write(path, "0".repeat(bytes.parse().expect("a number")).as_bytes()),
            // `socket data/countries/fr.yaml`: a file that is none.
            ["socket", path] => {
                std::os::unix::net::UnixListener::bind(self.root().join(path)).expect("a socket can be made");
            }
            // `nest data/countries/fr.yaml 40`: lists in lists.
            ["nest", path, levels] => {
                let levels = levels.parse().expect("a number");
                let text = format!("country: FR\nlanguages: {}fr{}\n", "[".repeat(levels), "]".repeat(levels));
                self.write(path, text.as_bytes());
            }
            _ => panic!("make.txt: `{line}` is no instruction"),
        }
    }

    fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().expect("a path below the root")).expect("a folder can be made");
        fs::write(path, bytes).expect("a file can be written");
    }

    /// Copies the files of `from`, except those that speak of the example itself.
    fn copy(&self, from: &Path) {
        for entry in walkdir::WalkDir::new(from) {
            let entry = entry.expect("an example can be read");
            let below = entry.path().strip_prefix(from).expect("it lies below").to_string_lossy().into_owned();
            if entry.file_type().is_file() && below != "expected.txt" && below != "make.txt" {
                self.write(&below, &fs::read(entry.path()).expect("an example can be read"));
            }
        }
    }

    /// Takes the templates without words, those of the sitemap and the like, from the real site.
    fn take_plain_templates(&self) {
        let real = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
        for entry in fs::read_dir(real).expect("the real site has templates") {
            let path = entry.expect("the real site can be read").path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if path.extension().is_some_and(|extension| extension != "html") {
                self.write(&format!("templates/{name}"), &fs::read(&path).expect("the real site can be read"));
            }
        }
    }

    /// Adds the messages that the program itself asks for, from the real site, so that examples need not hold them.
    fn complete_messages(&self) {
        for locale in LOCALES {
            let path = self.root().join("content").join(locale).join("messages.ftl");
            let Ok(own) = fs::read_to_string(&path) else { continue };
            let real = |locale: &str| {
                let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("content").join(locale).join("messages.ftl");
                fs::read_to_string(path).expect("the real site has messages")
            };
            let (real, english) = (real(locale), real("en"));
            let held: BTreeSet<&str> = own.lines().filter_map(|line| line.split_once(" =")).map(|(id, _)| id).collect();
            let mut completed = own.clone();
            for id in spoken_messages().iter().filter(|id| !held.contains(id.as_str())) {
                completed.push_str(message_of(&real, id).or_else(|| message_of(&english, id)).unwrap_or_default());
            }
            fs::write(&path, completed).expect("a file can be written");
        }
    }
}

/// A message of a resource with all its lines.
fn message_of<'a>(resource: &'a str, id: &str) -> Option<&'a str> {
    let start = resource
        .match_indices(id)
        .map(|(at, _)| at)
        .find(|at| (*at == 0 || resource[..*at].ends_with('\n')) && resource[at + id.len()..].starts_with(" ="))?;
    let rest = &resource[start..];
    let indented = |at: usize| rest[at + 1..].starts_with([' ', '}']);
    let end = rest.match_indices('\n').map(|(at, _)| at).find(|at| !indented(*at))?;
    Some(&rest[..=end])
}
