//! The command `verify`: is what is published what was built?

use std::path::{Path, PathBuf};
use std::time::Instant;

use get_support_today::publish::verify::{self, Comparison, Fault};

use super::Ending;
use super::commands::bar;
use super::output::{complain, counted, say};

pub fn verify(site: &str, manifest: Option<&Path>, before: &[PathBuf]) -> Ending {
    let started = Instant::now();
    let is_address = site.contains("://");
    let compared = if is_address {
        let bar = bar("asking {bar:30} {pos} of {len} files, {eta} left");
        let compared = verify::web(site, manifest, before, &mut |done, all| {
            bar.set_length(all as u64);
            bar.set_position(done as u64);
        });
        bar.finish_and_clear();
        compared
    } else if !before.is_empty() {
        complain("`--before` belongs to an address: in a folder every file that is too much is found without it");
        return Ending::Usage;
    } else {
        verify::folder(Path::new(site), manifest)
    };
    match compared {
        Ok(comparison) => conclude(&comparison, manifest, started),
        Err(error) => {
            complain(&error.to_string());
            if error.is_machine() { Ending::Machine } else { Ending::Usage }
        }
    }
}

fn conclude(comparison: &Comparison, manifest: Option<&Path>, started: Instant) -> Ending {
    for finding in &comparison.findings {
        say(&finding.to_string());
    }
    let count = |kind: fn(&Fault) -> bool| comparison.findings.iter().filter(|finding| kind(&finding.fault)).count();
    let unread = count(|fault| matches!(fault, Fault::Unread(_)));
    let unknown = if unread == 0 { String::new() } else { format!(", {unread} unread") };
    say(&format!(
        "{} compared: {} differ, {} missing, {} extra{unknown} ({:.2} s).",
        counted(comparison.compared, "file"),
        count(|fault| matches!(fault, Fault::Differs(_))),
        count(|fault| *fault == Fault::Missing),
        count(|fault| *fault == Fault::Extra),
        started.elapsed().as_secs_f64(),
    ));
    if manifest.is_none() {
        say(
            "The list was the site's own: it shows what is broken, not what was changed together with it (`--manifest`).",
        );
    }
    if comparison.has_differences() {
        Ending::Faults
    } else if unread > 0 {
        Ending::Machine
    } else {
        Ending::Done
    }
}
