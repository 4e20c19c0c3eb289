//! Commands for those who keep the directory and its texts.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use get_support_today::check::schemas;
use get_support_today::load;
use get_support_today::publish::disk::refuse_input;
use get_support_today::publish::file;
use get_support_today::status;

use super::commands::day_of;
use super::output::{complain, say};
use super::report::report;
use super::{Ending, Input};

/// Writes the schemas of the data files.
pub fn schema(out: &Path) -> Ending {
    let schemas = schemas();
    for (name, text) in &schemas {
        let path = out.join(name);
        if let Err(error) = file::replace(&path, text) {
            complain(&format!("{} cannot be written: {error}", path.display()));
            return Ending::Machine;
        }
    }
    say(&format!("{} schemas are in {}.", schemas.len(), out.display()));
    Ending::Done
}

/// How the status is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum StatusFormat {
    /// For a terminal.
    Human,
    /// For programs.
    Json,
    /// For a browser: one page with charts that needs nothing else.
    Html,
}

#[derive(Args)]
pub struct Status {
    #[command(flatten)]
    input: Input,
    /// How to write it.
    #[arg(long, value_enum, default_value_t = StatusFormat::Human)]
    format: StatusFormat,
    /// The file to write into, instead of the terminal.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Says how the directory stands.
pub fn status(args: &Status) -> Ending {
    let Some(day) = day_of(&args.input) else { return Ending::Usage };
    let loaded = load(&args.input.project.root, day, None);
    let Some(site) = loaded.value else {
        report(loaded.faults);
        return Ending::Faults;
    };
    let status = status::Status::of(&site.directory);
    let text = match args.format {
        StatusFormat::Human => status.human(),
        StatusFormat::Json => status.json(),
        StatusFormat::Html => status.html(),
    };
    let Some(path) = &args.out else {
        say(text.trim_end());
        return Ending::Done;
    };
    if let Err(error) = refuse_input(&args.input.project.root, path) {
        complain(&error.to_string());
        return Ending::Usage;
    }
    match file::replace(path, &text) {
        Ok(()) => {
            say(&format!("Written to {}.", path.display()));
            Ending::Done
        }
        Err(error) => {
            complain(&format!("{} cannot be written: {error}", path.display()));
            Ending::Machine
        }
    }
}
