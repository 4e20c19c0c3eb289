//! Notices that input files may have changed.
//!
//! Whether they really have is not judged here: `reload` compares what they hold.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::time::Duration;

use notify_debouncer_full::notify::event::{AccessKind, AccessMode, ModifyKind};
use notify_debouncer_full::notify::{self, Event, EventKind, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, Debouncer, RecommendedCache, new_debouncer};

use crate::read::INPUT_FOLDERS;

/// Saving one file raises several events, within a few milliseconds; they are waited for.
const PATIENCE: Duration = Duration::from_millis(8);

/// What the thread that reloads is told.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Signal {
    /// Files below the input folders may have changed; the folders listed here came, went, or were replaced themselves.
    Changed(Vec<&'static str>),
    /// The preview ends.
    Stop,
}

/// Watches the input folders for as long as it lives.
pub(super) struct Watch {
    root: PathBuf,
    debouncer: Debouncer<RecommendedWatcher, RecommendedCache>,
}

impl Watch {
    /// Begins to watch the input folders below `root`, also those that are not there yet.
    ///
    /// # Errors
    /// The folder is not there, or the system watches no more files for this user.
    pub fn begin(root: &Path, signals: Sender<Signal>) -> io::Result<Self> {
        let real = root.canonicalize().map_err(|error| {
            let text = format!(
                "the folder {} cannot be opened ({error}); name the project's folder with `--root`",
                root.display()
            );
            io::Error::new(error.kind(), text)
        })?;
        let at = real.clone();
        let tell = move |result: DebounceEventResult| {
            // Events were lost, or a folder went away under the watcher: look at everything.
            let signal = match result {
                Ok(events) => signal_of(events.iter().map(|event| &event.event), &at),
                Err(_) => Some(Signal::Changed(Vec::new())),
            };
            if let Some(signal) = signal {
                // Fails only where the preview has ended.
                let _ = signals.send(signal);
            }
        };
        let debouncer = new_debouncer(PATIENCE, None, tell).map_err(|error| explain(&error, &real))?;
        let mut watch = Self { root: real, debouncer };
        // The root itself tells of input folders that come and go; what lies beside them is not of interest.
        let root = watch.root.clone();
        watch.debouncer.watch(&root, RecursiveMode::NonRecursive).map_err(|error| explain(&error, &root))?;
        for folder in INPUT_FOLDERS {
            let path = root.join(folder);
            if path.is_dir() {
                watch.debouncer.watch(&path, RecursiveMode::Recursive).map_err(|error| explain(&error, &path))?;
            }
        }
        Ok(watch)
    }

    /// Watches folders anew that were replaced: the watch is on the folder that had the name before.
    ///
    /// # Errors
    /// The system watches no more files for this user.
    pub fn renew(&mut self, folders: &[&str]) -> io::Result<()> {
        for folder in folders {
            let path = self.root.join(folder);
            // Fails where the folder was not watched, which is no fault.
            let _ = self.debouncer.unwatch(&path);
            if path.is_dir() {
                self.debouncer.watch(&path, RecursiveMode::Recursive).map_err(|error| explain(&error, &path))?;
            }
        }
        Ok(())
    }
}

fn explain(error: &notify::Error, path: &Path) -> io::Error {
    let advice = match error.kind {
        notify::ErrorKind::MaxFilesWatch => "; close other programs that watch files, or raise the system's limit",
        _ => "",
    };
    io::Error::other(format!("{} cannot be watched for changes ({error}){advice}", path.display()))
}

/// What events mean, if anything. `root` is the real path of the project's folder.
fn signal_of<'a>(events: impl Iterator<Item = &'a Event>, root: &Path) -> Option<Signal> {
    let mut concerned = false;
    let mut replaced = Vec::new();
    for event in events.filter(|event| event.need_rescan() || is_change(event.kind)) {
        concerned |= event.need_rescan();
        for below in event.paths.iter().filter_map(|path| path.strip_prefix(root).ok()) {
            let Some(folder) = INPUT_FOLDERS.into_iter().find(|folder| below.starts_with(folder)) else { continue };
            concerned = true;
            if below == Path::new(folder) && is_move(event.kind) && !replaced.contains(&folder) {
                replaced.push(folder);
            }
        }
    }
    concerned.then_some(Signal::Changed(replaced))
}

/// Whether files may differ afterwards. Reading a file raises events too: to act on those would never end.
fn is_change(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(access) => access == AccessKind::Close(AccessMode::Write),
        EventKind::Any | EventKind::Other | EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_) => true,
    }
}

/// Whether a path may lead to another file or folder than before.
fn is_move(kind: EventKind) -> bool {
    matches!(kind, EventKind::Create(_) | EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)))
}

#[cfg(test)]
mod tests {
    use notify_debouncer_full::notify::event::{CreateKind, DataChange, Flag};

    use super::*;

    fn signal(kind: EventKind, path: &str) -> Option<Signal> {
        signal_of([Event::new(kind).add_path(path.into())].iter(), Path::new("/p"))
    }

    #[test]
    fn reading_a_file_is_no_change_and_writing_is() {
        let open = EventKind::Access(AccessKind::Open(AccessMode::Any));
        let closed = EventKind::Access(AccessKind::Close(AccessMode::Write));
        assert_eq!(signal(open, "/p/data/site.yaml"), None);
        assert_eq!(signal(closed, "/p/data/site.yaml"), Some(Signal::Changed(vec![])));
    }

    #[test]
    fn only_input_folders_are_of_interest() {
        let written = EventKind::Modify(ModifyKind::Data(DataChange::Any));
        assert_eq!(signal(written, "/p/target/debug/x"), None);
        assert_eq!(signal(written, "/p/database/x"), None);
        assert_eq!(signal(written, "/p/templates/x.html"), Some(Signal::Changed(vec![])));
    }

    #[test]
    fn a_folder_that_was_replaced_is_named() {
        let made = EventKind::Create(CreateKind::Folder);
        assert_eq!(signal(made, "/p/content"), Some(Signal::Changed(vec!["content"])));
        assert_eq!(signal(made, "/p/content/de"), Some(Signal::Changed(vec![])));
    }

    #[test]
    fn lost_events_mean_that_anything_may_have_changed() {
        let lost = Event::new(EventKind::Other).set_flag(Flag::Rescan);
        assert_eq!(signal_of([lost].iter(), Path::new("/p")), Some(Signal::Changed(vec![])));
    }
}
