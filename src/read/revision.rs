//! The input as it was at a revision of git, for comparisons.
//!
//! git itself is asked: which files there were, then all of them in one go.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread;

use super::Files;

/// Why an earlier state cannot be had.
#[derive(Debug)]
pub enum RevisionError {
    /// The program git could not be started.
    NoGit(io::Error),
    /// The folder is in no repository, or git does not trust it; with git's own words.
    NoRepository(String),
    /// The repository has no such revision.
    NoRevision(String),
    /// git broke off; with its own words.
    BrokenOff(String),
}

impl RevisionError {
    /// Whether the machine is to blame, and not what was asked.
    pub fn is_machine(&self) -> bool {
        matches!(self, Self::NoGit(_) | Self::BrokenOff(_))
    }
}

impl fmt::Display for RevisionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoGit(error) => write!(f, "earlier states come from git, which cannot be started: {error}"),
            Self::NoRepository(said) => write!(f, "earlier states come from git, but here is no repository: {said}"),
            Self::NoRevision(revision) => write!(
                f,
                "the repository has no revision `{revision}`; name a commit, a branch or a tag (after a shallow clone, \
                 fetch the whole history first)"
            ),
            Self::BrokenOff(said) => write!(f, "git broke off: {said}"),
        }
    }
}

impl std::error::Error for RevisionError {}

/// Takes the bytes of the data and the texts below `root` as they were at `revision`.
///
/// # Errors
/// git is missing, here is no repository, or it has no such revision.
pub fn load_revision(root: &Path, revision: &str) -> Result<Files, RevisionError> {
    let commit = commit(root, revision)?;
    let listing = git(root, &["ls-tree", "-r", "-z", &commit, "data", "content"])?;
    if !listing.status.success() {
        return Err(RevisionError::BrokenOff(said(&listing)));
    }
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    for line in String::from_utf8_lossy(&listing.stdout).split('\0') {
        let Some((about, path)) = line.split_once('\t') else { continue };
        // Mode, kind, name of the object; links are not followed into the past.
        if let [mode, "blob", object] = about.split(' ').collect::<Vec<_>>()[..]
            && mode != "120000"
        {
            names.insert(path.to_owned(), object.to_owned());
        }
    }
    let contents = contents(root, names.values().cloned().collect())?;
    Ok(names.into_keys().zip(contents).collect())
}

fn commit(root: &Path, revision: &str) -> Result<String, RevisionError> {
    let wanted = format!("{revision}^{{commit}}");
    let found = git(root, &["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted])?;
    if found.status.success() {
        let name = String::from_utf8_lossy(&found.stdout);
        return Ok(name.trim().to_owned());
    }
    let here = git(root, &["rev-parse", "--git-dir"])?;
    if here.status.success() {
        Err(RevisionError::NoRevision(revision.to_owned()))
    } else {
        Err(RevisionError::NoRepository(said(&here)))
    }
}

/// `git` in a folder, whatever repository the shell is set to.
fn git_in(root: &Path) -> Command {
    let mut command = Command::new("git");
    for variable in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY"] {
        command.env_remove(variable);
    }
    command.arg("-C").arg(root);
    command
}

fn git(root: &Path, arguments: &[&str]) -> Result<Output, RevisionError> {
    let mut command = git_in(root);
    command.args(arguments).stdin(Stdio::null());
    command.output().map_err(RevisionError::NoGit)
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).trim().to_owned()
}

/// The bytes of each object, in order.
fn contents(root: &Path, objects: Vec<String>) -> Result<Vec<Vec<u8>>, RevisionError> {
    let broken = |error: &dyn fmt::Display| RevisionError::BrokenOff(error.to_string());
    let mut command = git_in(root);
    command.args(["cat-file", "--batch", "--buffer"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(RevisionError::NoGit)?;
    let count = objects.len();
    let mut stdin = child.stdin.take().ok_or_else(|| broken(&"it takes no input"))?;
    // Written from the side: git answers while it is still being asked.
    let asking = thread::spawn(move || objects.iter().try_for_each(|object| writeln!(stdin, "{object}")));
    let output = child.wait_with_output().map_err(|error| broken(&error))?;
    if !output.status.success() || asking.join().is_err() {
        return Err(RevisionError::BrokenOff(said(&output)));
    }
    let mut rest = output.stdout.as_slice();
    let mut contents = Vec::with_capacity(count);
    for _ in 0..count {
        let (bytes, after) = one(rest).ok_or_else(|| broken(&"its answer cannot be read"))?;
        contents.push(bytes.to_vec());
        rest = after;
    }
    Ok(contents)
}

/// One object of git's answer: a line `name kind size`, the bytes, a line break.
fn one(answer: &[u8]) -> Option<(&[u8], &[u8])> {
    let line_end = answer.iter().position(|byte| *byte == b'\n')?;
    let header = std::str::from_utf8(&answer[..line_end]).ok()?;
    let size: usize = header.rsplit(' ').next()?.parse().ok()?;
    let bytes = answer.get(line_end + 1..line_end + 1 + size)?;
    let after = answer.get(line_end + 2 + size..)?;
    Some((bytes, after))
}
