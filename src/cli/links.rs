//! The command `links`: asks the live web, and says what it found.

use std::io::IsTerminal;
use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use get_support_today::links::{self, Answers, Options, Plan, Report, Stop};
use get_support_today::load;
use get_support_today::model::Site;

use super::commands::day_of;
use super::output::{complain, counted, say};
use super::report::report;
use super::{Ending, Input};

/// How the result is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For a terminal.
    Human,
    /// For an issue.
    Markdown,
    /// For programs.
    Json,
}

#[derive(Args)]
pub struct Links {
    #[command(flatten)]
    pub input: Input,
    /// Note in the data files when each address answered and whether each number was printed (`answered`).
    #[arg(long)]
    write: bool,
    /// Check only these: hosts, ids of services, or country codes.
    #[arg(long, value_name = "HOST|ID|COUNTRY", num_args = 1..)]
    only: Vec<String>,
    /// How to write the result.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// The file that keeps the answers between runs [default: .links-cache.json in the project's folder].
    #[arg(long, value_name = "FILE")]
    cache: Option<PathBuf>,
    /// Do not ask again for what was answered in the last so many days; 0 asks for everything.
    #[arg(long, value_name = "DAYS", default_value_t = 6, value_parser = clap::value_parser!(i32).range(0..=3650))]
    max_age: i32,
    /// How many requests at once; never more than one for each host.
    #[arg(long, value_name = "N", default_value_t = 16, value_parser = clap::value_parser!(u16).range(1..=256))]
    jobs: u16,
    /// How long each host rests between two requests, in milliseconds.
    #[arg(long, value_name = "MS", default_value_t = 1000)]
    pause: u64,
    /// End with exit code 1 when a page or a host is gone.
    #[arg(long)]
    fail: bool,
}

pub fn links(args: &Links) -> Ending {
    let Some(day) = day_of(&args.input) else { return Ending::Usage };
    let loaded = load(&args.input.project.root, day, None);
    let Some(site) = loaded.value else {
        report(loaded.faults);
        return Ending::Faults;
    };
    let mut plan = Plan::of(&site.directory);
    plan.keep_only(&args.only);
    if plan.entries.is_empty() {
        complain("nothing that is published matches `--only`");
        return Ending::Usage;
    }
    let options = options(args, &site.directory.site, day);
    let bar = progress_bar();
    let result = links::run(&plan, &options, &Stop::new(), &mut |progress| {
        bar.set_length(progress.total as u64);
        bar.set_position(progress.done as u64);
        bar.set_message(progress.url.chars().take(60).collect::<String>());
    });
    bar.finish_and_clear();
    match result {
        Ok(answers) => conclude(args, &plan, &answers, day),
        Err(error) => {
            complain(&error.to_string());
            Ending::Machine
        }
    }
}

fn options(args: &Links, site: &Site, day: jiff::civil::Date) -> Options {
    let version = env!("CARGO_PKG_VERSION");
    let agent = format!("GetSupportToday/{version} (link check; +{}; {})", site.base_url, site.corrections);
    let cache = args.cache.clone().unwrap_or_else(|| args.input.project.root.join(".links-cache.json"));
    Options {
        max_age: args.max_age,
        jobs: args.jobs.into(),
        pause: Duration::from_millis(args.pause),
        heeds_ctrl_c: true,
        ..Options::new(day, agent, cache)
    }
}

fn conclude(args: &Links, plan: &Plan, answers: &Answers, day: jiff::civil::Date) -> Ending {
    if answers.offline {
        complain("not one host was found: is this machine connected? Nothing was noted");
        return Ending::Machine;
    }
    if answers.stopped {
        let known = answers.by_page.len();
        say(&format!("Stopped; run again to go on. {known} of {} addresses are known.", answers.total));
        return Ending::Done;
    }
    let found = Report::new(plan, answers, day);
    say(match args.format {
        Format::Human => found.human(),
        Format::Markdown => found.markdown(),
        Format::Json => found.json(),
    }
    .trim_end());
    if args.write {
        match links::record(&args.input.project.root, plan, answers) {
            Ok(recorded) => {
                let files = counted(recorded.files.len(), "file");
                eprintln!("{} noted in {files}.", counted(recorded.records, "answer"));
                for left in recorded.left_alone {
                    eprintln!("warning: {left} is not written one key in each line; note the answer by hand");
                }
            }
            Err(error) => {
                complain(&format!("the answers cannot be noted: {error}"));
                return Ending::Machine;
            }
        }
    }
    if args.fail && found.has_gone() { Ending::Faults } else { Ending::Done }
}

/// On the terminal, if standard error is one; otherwise nowhere.
fn progress_bar() -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos} of {len}, {eta} left  {msg}") {
        bar.set_style(style);
    }
    bar
}
