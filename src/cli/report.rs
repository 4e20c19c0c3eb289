//! How the faults of a run are written, and whether they stop it.

use std::collections::BTreeMap;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use get_support_today::diagnostic::{self, Diagnostic, Faults, Style};

use super::Reporting;
use super::output::{as_called, complain, counted, say_exactly};

/// The form of a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For a terminal, on standard error.
    #[default]
    Human,
    /// For programs: an array on standard output, and nothing else there.
    Json,
    /// For the runs of GitHub, which then shows each fault beside its line.
    Github,
}

/// What a command that writes files says after faults.
pub const UNWRITTEN: &str = " Nothing was written.";

/// Writes every fault for a terminal, how many there are, and that nothing was written.
pub fn report(faults: Faults) {
    report_as(faults, Reporting::default(), Path::new("."), UNWRITTEN);
}

/// Writes every fault of the project in `root`, how many there are, and what that means for the files. Gives back whether
/// they stop the run.
pub fn report_as(faults: Faults, reporting: Reporting, root: &Path, consequence: &str) -> bool {
    let (errors, warnings) = faults.count();
    let denied = reporting.strictness.deny_warnings && warnings > 0;
    let list = faults.into_sorted();
    match reporting.format {
        Format::Json => say_exactly(&format!("{}\n", diagnostic::json(&list))),
        Format::Github => say_exactly(&diagnostic::github(&list, &below_repository(root))),
        Format::Human => {
            let mut out = std::io::stderr();
            let _ = write!(out, "{}", as_called(&diagnostic::print(&list, style_of(&out))));
            if list.len() >= MANY {
                let _ = writeln!(out, "By rule: {}.", by_rule(&list));
            }
        }
    }
    if errors > 0 {
        complain(&format!("{}{}.{consequence}", counted(errors, "error"), and(warnings)));
    } else if denied {
        let warnings = counted(warnings, "warning");
        complain(&format!("{warnings}, and `--deny-warnings` lets none pass.{consequence}"));
    }
    if let Some(first) = list.first().filter(|_| reporting.format == Format::Human) {
        let more = format!("`get-support-today explain {}` says more about that rule.", first.code);
        let _ = writeln!(std::io::stderr(), "{}", as_called(&more));
    }
    errors > 0 || denied
}

/// So many faults fill more than one screen.
const MANY: usize = 20;

/// How many faults there are of each rule, the most frequent first.
fn by_rule(list: &[Diagnostic]) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for diagnostic in list {
        *counts.entry(diagnostic.code.as_str()).or_default() += 1;
    }
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let rules: Vec<String> = counts.iter().map(|(code, count)| format!("{count} {code}")).collect();
    rules.join(", ")
}

/// The project's folder as the repository has it, with a `/` behind it; empty where it is the repository itself. GitHub's
/// runs say where the repository is, and stand in it unless told otherwise.
fn below_repository(root: &Path) -> String {
    let workspace = std::env::var_os("GITHUB_WORKSPACE").map_or_else(|| ".".into(), PathBuf::from);
    let real = |path: &Path| path.canonicalize().ok();
    let below = real(root).zip(real(&workspace));
    let below = below.as_ref().and_then(|(root, workspace)| root.strip_prefix(workspace).ok());
    below.into_iter().flatten().fold(String::new(), |path, name| path + &name.to_string_lossy() + "/")
}

fn and(warnings: usize) -> String {
    if warnings == 0 { String::new() } else { format!(", {}", counted(warnings, "warning")) }
}

/// Colours for a terminal, unless nobody wants them.
pub fn style_of(stream: &impl IsTerminal) -> Style {
    let wanted = std::env::var_os("NO_COLOR").is_none();
    if wanted && stream.is_terminal() { Style::Coloured } else { Style::Plain }
}
