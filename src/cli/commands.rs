//! What each command does.

use std::io::IsTerminal;
use std::path::Path;
use std::time::Instant;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use jiff::civil::Date;

use get_support_today::check::NotNoted;
use get_support_today::diagnostic::Faults;
use get_support_today::model::Progress;
use get_support_today::publish::{self, BuildError, BuildReport, Plan, file};
use get_support_today::{NotBuilt, Order, check as checks, prepare, read, since};

use super::output::{complain, counted, say};
use super::report::{Format, UNWRITTEN, report, report_as, style_of};
use super::{Address, Ending, Hosting, Input, Project, Reporting, Strictness, today};

pub fn build(input: &Input, address: &Address, out: &Path, hosting: &Hosting, strictness: Strictness) -> Ending {
    let started = Instant::now();
    let Some(day) = day_of(input) else { return Ending::Usage };
    if let Err(error) = publish::disk::refuse_input(&input.project.root, out) {
        complain(&error.to_string());
        return Ending::Usage;
    }
    let (cache, notes) = (input.project.root.join(".cache/compressed"), input.project.root.join(".cache/built"));
    let bar = bar("compressing {bar:30} {pos} of {len} files, {eta} left");
    let progress = |done: usize, all: usize| {
        bar.set_length(all as u64);
        bar.set_position(done as u64);
    };
    let plan = Plan {
        target: hosting.target,
        precompress: hosting.precompress.then_some(cache.as_path()),
        served_from: hosting.served_from.as_deref(),
        progress: Some(&progress),
    };
    if let Err(error) = plan.check() {
        complain(&error.to_string());
        return Ending::Usage;
    }
    let order = Order {
        root: &input.project.root,
        today: day,
        base_url: address.base_url.as_deref(),
        out,
        plan,
        notes: &notes,
    };
    let reporting = Reporting { strictness, ..Reporting::default() };
    let built = get_support_today::build(&order, |faults| report_as(faults, reporting, order.root, UNWRITTEN));
    bar.finish_and_clear();
    let failure = match built {
        Ok(built) => {
            summarize(&built.report, built.warnings, out, started);
            return Ending::Done;
        }
        Err(NotBuilt::Stopped) => return Ending::Faults,
        Err(NotBuilt::Failed(failure)) => failure,
    };
    match failure {
        BuildError::Render(fault) => {
            let mut faults = Faults::new();
            faults.report(*fault);
            report(faults);
            Ending::Faults
        }
        BuildError::Publish(error) => {
            complain(&error.to_string());
            if error.is_machine() { Ending::Machine } else { Ending::Usage }
        }
        BuildError::Host(error) => {
            complain(&format!("{error} Nothing was written."));
            if error.is_usage() { Ending::Usage } else { Ending::Faults }
        }
    }
}

/// A bar for what may take long; it shows nothing before it is told of progress, and never in a file.
pub(super) fn bar(template: &str) -> ProgressBar {
    let stderr = std::io::stderr();
    let target = if stderr.is_terminal() { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
    let style = ProgressStyle::with_template(template);
    ProgressBar::with_draw_target(None, target).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

pub fn check(input: &Input, since: Option<&str>, reporting: Reporting) -> Ending {
    let started = Instant::now();
    let Some(day) = day_of(input) else { return Ending::Usage };
    let (raw, mut faults) = read::read(&input.project.root);
    if let Some(revision) = since {
        match read::load_revision(&input.project.root, revision) {
            // What cannot be read now would seem to have vanished.
            Ok(_) if faults.has_errors() => {}
            // Faults of the earlier state are over and done with.
            Ok(files) => since::compare(&read::parse(&files).0, &raw, revision, &mut faults),
            Err(error) => {
                complain(&error.to_string());
                return if error.is_machine() { Ending::Machine } else { Ending::Usage };
            }
        }
    }
    let mut loaded = prepare(&raw, faults, day, None);
    if let Some(site) = &loaded.value {
        site.try_out(&mut loaded.faults);
    }
    let warnings = loaded.faults.count().1;
    if report_as(loaded.faults, reporting, &input.project.root, "") {
        return Ending::Faults;
    }
    if reporting.format == Format::Human {
        let progress = loaded.value.iter().flat_map(|site| &site.directory.progress);
        progress.filter(|progress| progress.draft).for_each(say_draft);
        say(&format!("Everything is in order{} ({:.2} s).", but(warnings), started.elapsed().as_secs_f64()));
    }
    Ending::Done
}

fn say_draft(draft: &Progress) {
    let (messages, pages) = (&draft.messages, &draft.pages);
    say(&format!(
        "The draft `{}` is not published: {} of {} messages and {} of {} pages are translated.",
        draft.settings.locale,
        messages.translated(),
        messages.all,
        pages.translated(),
        pages.all
    ));
}

pub fn serve(input: &Input, port: u16, open: bool) -> Ending {
    let Some(day) = day_of(input) else { return Ending::Usage };
    let style = style_of(&std::io::stderr());
    match publish::serve::serve(&input.project.root, day, port, open, style) {
        Ok(()) => Ending::Done,
        Err(error) => {
            complain(&error.to_string());
            Ending::Machine
        }
    }
}

pub fn translated(project: &Project, locale: &str, names: &[String]) -> Ending {
    let (raw, mut faults) = read::read(&project.root);
    let text = match checks::translated(&raw, locale, names, &mut faults) {
        Ok(text) => text,
        Err(NotNoted::Unreadable) => {
            report(faults);
            complain(&format!("`{locale}` is not a translated locale of this site, or its files have faults"));
            return Ending::Faults;
        }
        Err(NotNoted::Unknown { name, near }) => {
            let near = near.map(|near| format!(" Did you mean `{near}`?")).unwrap_or_default();
            complain(&format!("`{locale}` has no page or message `{name}`.{near} Nothing was noted."));
            return Ending::Usage;
        }
    };
    if text.lines().all(|line| line.starts_with('#')) {
        say(&format!("Nothing is translated into `{locale}` yet, so there is nothing to note."));
        return Ending::Done;
    }
    let path = project.root.join("content").join(locale).join("translated-from.yaml");
    match file::replace(&path, &text) {
        Ok(()) => {
            let what = if names.is_empty() { "every translated text".to_owned() } else { names.join(", ") };
            say(&format!("Noted in {}: {what}, as compared with today's original.", path.display()));
            Ending::Done
        }
        Err(error) => {
            complain(&format!("{} cannot be written: {error}", path.display()));
            Ending::Machine
        }
    }
}

pub(super) fn day_of(input: &Input) -> Option<Date> {
    today::today(input).map_err(|reason| complain(&reason)).ok()
}

fn summarize(done: &BuildReport, warnings: usize, out: &Path, started: Instant) {
    let files = &done.published;
    #[expect(clippy::cast_precision_loss, reason = "a size for people")]
    let megabytes = files.bytes as f64 / 1_000_000.0;
    let change = if files.swapped {
        format!("{} written, {} unchanged, {} removed", files.written, files.unchanged, files.removed)
    } else {
        "nothing had changed".to_owned()
    };
    say(&format!(
        "{} pages in {} locales; {} countries with a service of their own.\n{} files, {megabytes:.1} MB: {change}. {:.2} s, {}.\nThe site is in {}.",
        done.pages,
        done.locales,
        done.countries_with_service,
        files.files,
        started.elapsed().as_secs_f64(),
        counted(warnings, "warning"),
        out.display(),
    ));
    if let Some(anew) = done.compressed_anew {
        say(&format!("{} compressed, the others as remembered.", counted(anew, "file")));
    }
    if let Some(settings) = &done.settings {
        say(&format!("The settings of the host are in {}.", settings.display()));
    }
}

fn but(warnings: usize) -> String {
    if warnings == 0 { String::new() } else { format!(", with {}", counted(warnings, "warning")) }
}
