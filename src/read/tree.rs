//! Which files there are.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::Files;
use crate::diagnostic::{Code, Diagnostic, Faults, Source};

/// The folders that hold input, below the root.
pub const INPUT_FOLDERS: [&str; 4] = ["data", "content", "templates", "static"];

/// Larger text files are a mistake: the largest honest one is under 100 KB.
const LARGEST_TEXT: u64 = 512 * 1024;

/// Larger static files do not belong on a site that is read on slow phones.
const LARGEST_STATIC: u64 = 4 * 1024 * 1024;

/// Deeper folders are a mistake; the walk ends there, whatever they hold.
const DEEPEST: usize = 12;

/// Takes the bytes of every input file below `root`. Hidden files and editors' backups are passed over.
pub fn load(root: &Path) -> (Files, Faults) {
    let mut files = Files::new();
    let mut faults = Faults::new();
    let canonical_root = root.canonicalize().unwrap_or_else(|_| root.to_path_buf());
    for folder in INPUT_FOLDERS {
        let top = root.join(folder);
        if !top.is_dir() {
            faults.report(missing_folder(folder, root));
            continue;
        }
        if !top.canonicalize().is_ok_and(|top| top.starts_with(&canonical_root)) {
            faults.report(link(folder, "leads out of the project", "put the folder itself here instead of a link"));
            continue;
        }
        let walk = WalkDir::new(&top).sort_by_file_name().max_depth(DEEPEST).into_iter();
        let mut found = Vec::new();
        for entry in walk.filter_entry(|entry| entry.depth() == 0 || !is_passed_over(entry)) {
            match entry {
                Ok(entry) if entry.file_type().is_dir() && entry.depth() == DEEPEST => {
                    faults.report(too_deep(&below(root, entry.path())));
                }
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) => found.push(entry),
                Err(error) => {
                    let path = error.path().map(|path| below(root, path)).unwrap_or_default();
                    faults.report(unreadable(&path, &error.to_string()));
                }
            }
        }
        let taken: Vec<_> = found.par_iter().map(|entry| take(entry, root, &canonical_root)).collect();
        for (entry, taken) in found.iter().zip(taken) {
            match taken {
                Ok(bytes) => {
                    files.insert(below(root, entry.path()), bytes);
                }
                Err(fault) => faults.report(*fault),
            }
        }
    }
    (files, faults)
}

fn is_passed_over(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    name.starts_with('.') || name.ends_with('~') || name.ends_with(".swp") || name.ends_with(".tmp")
}

/// The bytes of one file, or what is wrong with it.
fn take(entry: &DirEntry, root: &Path, canonical_root: &Path) -> Result<Vec<u8>, Box<Diagnostic>> {
    let path = entry.path();
    let name = below(root, path);
    if path.to_str().is_none() {
        let diagnostic = on_file(Code::FileName, &name, format!("the name of `{name}` is not UTF-8"));
        return Err(Box::new(diagnostic.help("rename the file")));
    }
    if entry.path_is_symlink()
        && let Some((reason, help)) = wrong_link(path, canonical_root)
    {
        return Err(Box::new(link(&name, reason, help)));
    }
    let unread = |error: std::io::Error| Box::new(unreadable(&name, &error.to_string()));
    let metadata = fs::metadata(path).map_err(unread)?;
    if !metadata.is_file() {
        return Err(Box::new(unreadable(&name, "it is not an ordinary file")));
    }
    let (size, largest) = (metadata.len(), if name.starts_with("static/") { LARGEST_STATIC } else { LARGEST_TEXT });
    if size > largest {
        let message = format!("`{name}` has {size} bytes; at most {largest} are read");
        let help = "was something pasted in by mistake? Otherwise make the file smaller";
        return Err(Box::new(on_file(Code::FileTooLarge, &name, message).help(help)));
    }
    fs::read(path).map_err(unread)
}

/// The path below the root, with `/` between folders on every system.
fn below(root: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(root).unwrap_or(path);
    relative.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// Why a link may not stand here, and what to do; `None` where it leads to a file of the project.
fn wrong_link(path: &Path, canonical_root: &Path) -> Option<(&'static str, &'static str)> {
    match path.canonicalize() {
        Err(_) => Some(("leads nowhere", "delete it, or put the file itself here")),
        Ok(target) if !target.starts_with(canonical_root) => {
            Some(("leads out of the project", "put the file itself here instead of a link"))
        }
        Ok(target) if target.is_dir() => Some(("leads to a folder", "put the folder itself here instead of a link")),
        Ok(_) => None,
    }
}

fn link(path: &str, reason: &str, help: &str) -> Diagnostic {
    on_file(Code::LinkOutOfTree, path, format!("`{path}` is a link that {reason}")).help(help)
}

fn too_deep(path: &str) -> Diagnostic {
    on_file(Code::FileUnexpected, path, format!("`{path}` lies too deep: nothing in it is read"))
        .help("move what it holds further up, or delete the folder")
}

fn on_file(code: Code, path: &str, message: String) -> Diagnostic {
    let source = Arc::new(Source { path: path.to_owned(), text: String::new() });
    Diagnostic::new(code, message).at(&source, 0..0)
}

fn unreadable(path: &str, reason: &str) -> Diagnostic {
    on_file(Code::FileUnreadable, path, format!("`{path}` cannot be read: {reason}"))
        .help("see whether it still exists and whether you may open it; then save it here again as an ordinary file")
}

fn missing_folder(folder: &str, root: &Path) -> Diagnostic {
    Diagnostic::new(Code::FileMissing, format!("there is no folder `{folder}` in {}", root.display()))
        .help("run the program in the project's folder, or name that folder with `--root`")
}
