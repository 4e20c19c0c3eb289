//! Looks at the files again, and decides what the browser is shown from then on.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::thread;
use std::time::{Duration, Instant};

use jiff::civil::Date;
use tokio::sync::watch as channel;

use crate::Workshop;
use crate::diagnostic::{self, Diagnostic, Faults, Severity, Style};
use crate::read::{self, Files};

use super::Log;
use super::served::Served;
use super::watch::{Signal, Watch};

/// How long an editor may take between emptying a file and filling it again.
const WHILE_SAVING: Duration = Duration::from_millis(50);

/// What the browser is shown.
#[derive(Clone)]
pub(super) struct View {
    /// Differs from that of every view before it, of this preview or of an earlier one on the same port.
    pub version: String,
    /// The site, the faults, or both.
    pub shown: Shown,
}

/// The site, the faults, or both.
#[derive(Clone)]
pub(super) enum Shown {
    /// The site as the files are now.
    Current(Arc<Served>),
    /// The last good site, and what is wrong with the files since.
    Stale(Arc<Served>, Arc<Report>),
    /// The files had faults from the start.
    Nothing(Arc<Report>),
}

impl Shown {
    fn served(&self) -> Option<&Arc<Served>> {
        match self {
            Self::Current(served) | Self::Stale(served, _) => Some(served),
            Self::Nothing(_) => None,
        }
    }
}

/// Errors, for a browser.
pub(super) struct Report {
    /// How many there are, in words.
    pub count: String,
    /// All of them as plain text, with lines and marks.
    pub text: String,
}

impl Report {
    /// A report of one error.
    pub fn of_one(fault: Diagnostic) -> Self {
        Self { count: counted(1, "error"), text: diagnostic::print(&[fault], Style::Plain) }
    }
}

/// Owns what is read; lives in a thread of its own.
pub(super) struct Reloader {
    root: PathBuf,
    today: Date,
    base_url: String,
    style: Style,
    log: Log,
    /// What the files held at the last look, and the faults of reading them.
    seen: (Files, Vec<String>),
    workshop: Workshop,
    count: usize,
    views: channel::Sender<View>,
}

impl Reloader {
    /// Takes the first look; the receiver always has the newest view.
    pub fn begin(
        root: &Path,
        today: Date,
        base_url: String,
        style: Style,
        log: Log,
    ) -> (Self, channel::Receiver<View>) {
        let started = Instant::now();
        let (files, faults) = read::load(root);
        let nothing = Shown::Nothing(Arc::new(Report { count: String::new(), text: String::new() }));
        let (views, received) = channel::channel(View { version: String::new(), shown: nothing });
        let root = root.to_owned();
        let (seen, workshop) = Default::default();
        let mut reloader = Self { root, today, base_url, style, log, seen, workshop, count: 0, views };
        reloader.show(files, faults, "The site", started);
        (reloader, received)
    }

    /// Looks again whenever it is told to, until it is told to stop.
    pub fn run(mut self, mut watch: Watch, signals: &Receiver<Signal>) {
        while let Ok(first) = signals.recv() {
            for signal in std::iter::once(first).chain(signals.try_iter()) {
                match signal {
                    Signal::Stop => return,
                    Signal::Changed(replaced) => {
                        if let Err(error) = watch.renew(&replaced) {
                            (self.log)(&format!("{error}: what changes there is shown after a restart"));
                        }
                    }
                }
            }
            self.look();
        }
    }

    /// Looks again. Where every file holds what it held before, nothing happens: many events mean nothing.
    fn look(&mut self) {
        let started = Instant::now();
        let (mut files, mut faults) = read::load(&self.root);
        if is_half_saved(&self.seen.0, &files) {
            thread::sleep(WHILE_SAVING);
            (files, faults) = read::load(&self.root);
        }
        let changed = changes(&self.seen.0, &files);
        if changed.is_empty() && self.seen.1 == lines(&faults) {
            return;
        }
        let what = summary(&changed);
        self.show(files, faults, &what, started);
    }

    /// Makes the next view from what was read, shows it, and says so.
    fn show(&mut self, files: Files, read_faults: Faults, what: &str, started: Instant) {
        self.seen.1 = lines(&read_faults);
        let loaded = self.workshop.prepare(&files, read_faults, self.today, Some(&self.base_url));
        self.seen.0 = files;
        let mut faults = loaded.faults;
        let before = self.views.borrow().shown.served().cloned();
        let served = loaded.value.and_then(|site| match Served::after(before.as_deref(), site) {
            Ok(served) => Some(Arc::new(served)),
            Err(fault) => {
                faults.report(*fault);
                None
            }
        });
        let (errors, warnings) = faults.count();
        let warned = if warnings == 0 {
            String::new()
        } else {
            format!(", {} (`check` lists them)", counted(warnings, "warning"))
        };
        let (shown, outcome) = match (served, before) {
            (Some(served), _) => (Shown::Current(served), "is shown".to_owned()),
            (None, before) => {
                let report = Arc::new(self.report(faults));
                let outcome = format!("has {}", counted(errors, "error"));
                match before {
                    Some(before) => (Shown::Stale(before, report), format!("{outcome}; the last good site stays")),
                    None => (Shown::Nothing(report), outcome),
                }
            }
        };
        (self.log)(&format!("{what} {outcome} ({:.2} s{warned}).", started.elapsed().as_secs_f64()));
        self.count += 1;
        let version = format!("{}.{}", std::process::id(), self.count);
        self.views.send_replace(View { version, shown });
    }

    /// The errors, also printed on the terminal.
    fn report(&self, faults: Faults) -> Report {
        let is_error = |fault: &Diagnostic| fault.code.severity() == Severity::Error;
        let errors: Vec<Diagnostic> = faults.into_sorted().into_iter().filter(is_error).collect();
        (self.log)(diagnostic::print(&errors, self.style).trim_end());
        Report { count: counted(errors.len(), "error"), text: diagnostic::print(&errors, Style::Plain) }
    }
}

/// Whether a file has vanished or become empty since: many editors do that to it for a moment while they save.
fn is_half_saved(before: &Files, now: &Files) -> bool {
    before.iter().any(|(path, bytes)| !bytes.is_empty() && now.get(path).is_none_or(Vec::is_empty))
}

fn lines(faults: &Faults) -> Vec<String> {
    faults.clone().into_sorted().iter().map(ToString::to_string).collect()
}

/// The paths that were added, changed or removed.
fn changes<'a>(before: &'a Files, now: &'a Files) -> Vec<&'a str> {
    let removed = before.keys().filter(|path| !now.contains_key(*path));
    let new = now.iter().filter(|(path, bytes)| before.get(*path) != Some(bytes)).map(|(path, _)| path);
    new.chain(removed).map(String::as_str).collect()
}

/// The first path, and how many there are beside it.
fn summary(changed: &[&str]) -> String {
    match changed {
        [] => "The project".to_owned(),
        [one] => one.escape_debug().to_string(),
        [one, rest @ ..] => format!("{} and {} more:", one.escape_debug(), rest.len()),
    }
}

fn counted(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changed_is_what_differs() {
        let files = |list: &[(&str, &str)]| -> Files {
            list.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect()
        };
        let before = files(&[("a", "1"), ("b", "1"), ("c", "1")]);
        let now = files(&[("b", "2"), ("c", "1"), ("d", "1")]);
        assert_eq!(changes(&before, &now), ["b", "d", "a"]);
        assert!(changes(&now, &now).is_empty());
        assert_eq!(summary(&["b", "d", "a"]), "b and 2 more:");
        assert!(is_half_saved(&before, &now), "`a` is gone");
        assert!(is_half_saved(&before, &files(&[("a", ""), ("b", "1"), ("c", "1")])));
        assert!(!is_half_saved(&before, &files(&[("a", "2"), ("b", "1"), ("c", "1"), ("d", "")])));
    }
}
