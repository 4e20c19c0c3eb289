//! The command line.
//!
//! Exit codes: 0 done; 1 faults in the input; 2 wrong usage; 3 the machine failed us (disk full, port taken).

mod ask;
mod commands;
mod explain;
mod keep;
mod links;
mod new;
mod output;
mod report;
mod today;
mod verify;

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::builder::{PathBufValueParser, TypedValueParser};
use clap::{Args, Parser, Subcommand};
use jiff::civil::Date;

use get_support_today::check::{NotAnAddress, site_address};
use get_support_today::publish::host::Target;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    Done,
    Faults,
    Usage,
    Machine,
}

impl From<Ending> for ExitCode {
    fn from(ending: Ending) -> Self {
        match ending {
            Ending::Done => Self::SUCCESS,
            Ending::Faults => Self::from(1),
            Ending::Usage => Self::from(2),
            Ending::Machine => Self::from(3),
        }
    }
}

/// Makes and keeps the directory “Get Support Today”.
#[derive(Parser)]
#[command(
    version,
    max_term_width = 100,
    after_help = "Exit codes: 0 done, 1 faults in the input, 2 wrong usage, 3 the machine failed."
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Check everything and write the complete site into a folder.
    #[command(
        after_help = "Examples:\n  get-support-today build\n  get-support-today build --out /srv/www/site --base-url https://example.org/help/\n  get-support-today build --today 2026-12-24\n  get-support-today build --target nginx --precompress --out /srv/www/site\n  get-support-today build --target caddy --served-from /srv/www/site"
    )]
    Build {
        #[command(flatten)]
        input: Input,
        #[command(flatten)]
        address: Address,
        /// The folder to publish into; must be new, empty, or written by this program.
        #[arg(long, value_name = "DIR", default_value = "public")]
        out: PathBuf,
        #[command(flatten)]
        hosting: Hosting,
        #[command(flatten)]
        strictness: Strictness,
    },
    /// Check every file and report every fault, without writing anything.
    #[command(
        after_help = "Examples:\n  get-support-today check\n  get-support-today check --root ~/directory\n  get-support-today check --since origin/main\n  get-support-today check --format json > faults.json"
    )]
    Check {
        #[command(flatten)]
        input: Input,
        /// Also compare with a revision of git: what visitors rely on may change only with a newer check.
        #[arg(long, value_name = "REV")]
        since: Option<String>,
        #[command(flatten)]
        reporting: Reporting,
    },
    /// Explain a rule: what it checks, why it matters, a wrong and a right example.
    #[command(after_help = "Examples:\n  get-support-today explain phone-has-letters\n  get-support-today explain")]
    Explain {
        /// The word in brackets after `error` or `warning`; all rules are listed when none is given.
        code: Option<String>,
    },
    /// Show the site on this machine and keep it current while you edit.
    #[command(after_help = "Examples:\n  get-support-today serve --open\n  get-support-today serve --port 8080")]
    Serve {
        #[command(flatten)]
        input: Input,
        /// The port on this machine; 0 takes any free one.
        #[arg(long, value_name = "N", default_value_t = 4000)]
        port: u16,
        /// Open the site in your browser.
        #[arg(long)]
        open: bool,
    },
    /// Ask the live web: does every published address answer, is every number still printed on its provider's page?
    ///
    /// Answers are kept in a file, so a run that is stopped with Ctrl-C goes on where it was. What the check finds is its
    /// report and no fault: the exit code is 0 unless `--fail` is given. What people vouch for is never changed.
    #[command(
        after_help = "Examples:\n  get-support-today links\n  get-support-today links --write\n  get-support-today links --only de www.example.org --max-age 0\n  get-support-today links --format markdown > report.md"
    )]
    Links(links::Links),
    /// Begin a country, a service, a page or a locale: asks in the terminal, or takes flags.
    #[command(
        subcommand,
        after_help = "Examples:\n  get-support-today new service\n  get-support-today new country BJ\n  get-support-today new page first-letter\n  get-support-today new locale pt"
    )]
    New(Box<new::New>),
    /// Note that texts of a locale were compared with the English as it is now.
    #[command(
        after_help = "Examples:\n  get-support-today translated de\n  get-support-today translated fr contact leave-note"
    )]
    Translated {
        #[command(flatten)]
        project: Project,
        /// The locale, such as de.
        locale: String,
        /// Messages and pages; all of them when none is named.
        names: Vec<String>,
    },
    /// Show how the directory stands: countries, freshness, what is due next, what is withheld, the locales.
    #[command(
        after_help = "Examples:\n  get-support-today status\n  get-support-today status --format html --out status.html\n  get-support-today status --format json --today 2027-06-01"
    )]
    Status(keep::Status),
    /// Compare a published site with the manifest that its build wrote: is every file there, and unchanged?
    ///
    /// Names each file that differs, is missing, or is not listed. A host lists no files: there, only what an earlier build
    /// published can be found to be left online (`--before`). Exit code 1 if there is one, 3 if some could not be looked at.
    #[command(
        after_help = "Examples:\n  get-support-today verify public\n  get-support-today verify https://example.org/help/ --manifest public/manifest.json\n  get-support-today verify https://example.org/help/ --manifest new/manifest.json --before old/manifest.json"
    )]
    Verify {
        /// The address of the site, or the folder that holds it.
        #[arg(value_name = "URL|DIR")]
        site: String,
        /// The manifest to compare with, kept where the host cannot change it [default: the one in the site itself].
        #[arg(long, value_name = "FILE")]
        manifest: Option<PathBuf>,
        /// The manifest of an earlier build, of which nothing may be left online that the new one lacks; again for more.
        #[arg(long, value_name = "FILE")]
        before: Vec<PathBuf>,
    },
    /// Write the JSON Schemas by which editors check the data files while somebody types.
    #[command(after_help = "Examples:\n  get-support-today schema\n  get-support-today schema --out /tmp/schemas")]
    Schema {
        /// The folder to write into.
        #[arg(long, value_name = "DIR", default_value = "data/schema")]
        out: PathBuf,
    },
}

/// Where the input is.
#[derive(Args)]
struct Project {
    /// The project's folder, with data/, content/, templates/ and static/.
    #[arg(long, value_name = "DIR", default_value = ".", value_parser = PathBufValueParser::new().try_map(project_folder))]
    root: PathBuf,
}

/// The folder of a project, whole or with faults; not any other, of which every complaint would lead astray.
fn project_folder(path: PathBuf) -> Result<PathBuf, &'static str> {
    let is_one = ["data", "content"].iter().any(|folder| path.join(folder).is_dir());
    is_one.then_some(path).ok_or("that is not the project's folder: it has neither data/ nor content/")
}

/// Where the input is and for which day it is checked.
#[derive(Args)]
struct Input {
    #[command(flatten)]
    project: Project,
    /// The day to check for, instead of today [also: SOURCE_DATE_EPOCH].
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<Date>,
}

/// Where visitors find the site.
#[derive(Args)]
struct Address {
    /// Where the site will stand, instead of the address in data/site.yaml; ends with a slash.
    #[arg(long, value_name = "URL", value_parser = base_url)]
    base_url: Option<String>,
}

/// Where the site is published.
#[derive(Args)]
struct Hosting {
    /// The host, whose own files are added: plain, github, netlify, cloudflare, s3, nginx or caddy.
    #[arg(long, value_name = "HOST", default_value = "plain", value_parser = target)]
    target: Target,
    /// Write a compressed form of each text beside it (.br and .gz), for hosts that serve them: plain, s3, nginx, caddy.
    #[arg(long)]
    precompress: bool,
    /// The whole path of the folder on the server, for its settings, when you build elsewhere [nginx and caddy; default: --out].
    #[arg(long, value_name = "DIR")]
    served_from: Option<PathBuf>,
}

/// How the faults of a run are written, and which of them stop it.
#[derive(Args, Clone, Copy, Default)]
struct Reporting {
    /// How to write the faults.
    #[arg(long, value_enum, default_value_t)]
    format: report::Format,
    #[command(flatten)]
    strictness: Strictness,
}

/// Which faults stop a run, beside errors.
#[derive(Args, Clone, Copy, Default)]
struct Strictness {
    /// Take warnings for errors: exit code 1, and nothing is written.
    #[arg(long)]
    deny_warnings: bool,
}

fn target(text: &str) -> Result<Target, String> {
    let names = || Target::ALL.map(Target::as_str).join(", ");
    Target::parse(text).ok_or_else(|| format!("write one of {}", names()))
}

fn base_url(text: &str) -> Result<String, String> {
    site_address(text).map(|()| text.to_owned()).map_err(|reason| match reason {
        NotAnAddress::Signs => {
            "write the whole address of a folder with letters without accents, digits, `-`, `_`, `.` and `~` between the \
             slashes, such as https://example.org/ or https://example.org/help/"
                .to_owned()
        }
        NotAnAddress::Form(usual) => format!("write it as browsers do: {usual}"),
    })
}

/// Runs the command that was asked for.
pub fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let printed = error.print().and_then(|()| std::io::stdout().flush());
            if error.use_stderr() {
                return Ending::Usage.into();
            }
            output::note(printed);
            return output::settle(Ending::Done).into();
        }
    };
    let ending = match cli.command {
        Command::Build { input, address, out, hosting, strictness } => {
            commands::build(&input, &address, &out, &hosting, strictness)
        }
        Command::Check { input, since, reporting } => commands::check(&input, since.as_deref(), reporting),
        Command::Explain { code } => explain::explain(code.as_deref()),
        Command::Serve { input, port, open } => commands::serve(&input, port, open),
        Command::Links(args) => links::links(&args),
        Command::Translated { project, locale, names } => commands::translated(&project, &locale, &names),
        Command::New(what) => new::new(&what),
        Command::Status(args) => keep::status(&args),
        Command::Verify { site, manifest, before } => verify::verify(&site, manifest.as_deref(), &before),
        Command::Schema { out } => keep::schema(&out),
    };
    output::settle(ending).into()
}
