//! Get Support Today: a static, multilingual directory of confidential help that prevents child sexual abuse, and the
//! program that makes it.
//!
//! Data flows one way, and the rooms show it:
//!
//! | room | takes | gives |
//! | --- | --- | --- |
//! | [`read`] | files | raw records with places |
//! | [`check`] | raw records | the [`model`], or diagnostics |
//! | [`model`] | | values that cannot be wrong |
//! | [`render`] | the model | pages, in memory |
//! | [`publish`] | pages | a folder, or a preview server |
//!
//! Beside the way stand [`links`], which compares what is published with the live web, and [`since`], which asks whether
//! what changed since an earlier state came with its proof, [`new`], which begins files,
//! and [`status`], which says how the directory stands.
//! Beside them all stand [`diagnostic`] (what a fault looks like) and [`cldr`] (what Unicode knows about languages).

pub mod check;
pub mod cldr;
pub mod diagnostic;
#[cfg(feature = "web")]
pub mod links;
mod memo;
pub mod model;
pub mod new;
pub mod publish;
pub mod read;
pub mod render;
pub mod since;
pub mod status;

use std::path::Path;

use jiff::civil::Date;

use diagnostic::{Checked, Faults};
use publish::{BuildError, BuildReport, Plan, Recipe};
use read::{Files, Raw};
use render::Site;

/// Reads, checks and prepares the site below `root` for the day `today`; every fault of every file is in the result.
///
/// `base_url` stands in for the address in `data/site.yaml`; it ends with `/`.
pub fn load(root: &Path, today: Date, base_url: Option<&str>) -> Checked<Site> {
    let (files, faults) = read::load(root);
    Workshop::default().prepare(&files, faults, today, base_url)
}

/// The same for inputs that have been read already, with the faults of reading them.
pub fn prepare(raw: &Raw, faults: Faults, today: Date, base_url: Option<&str>) -> Checked<Site> {
    Workshop::default().prepare_records(raw, faults, today, base_url)
}

/// A build that is asked for.
pub struct Order<'a> {
    /// The project's folder.
    pub root: &'a Path,
    /// The day for which everything is checked.
    pub today: Date,
    /// Stands in for the address in `data/site.yaml`; ends with `/`.
    pub base_url: Option<&'a str>,
    /// The folder to publish into.
    pub out: &'a Path,
    /// How it is published.
    pub plan: Plan<'a>,
    /// The folder in which it is noted what a build came to.
    pub notes: &'a Path,
}

/// What came of a build.
pub struct Built {
    /// What it did.
    pub report: BuildReport,
    /// How many warnings were told.
    pub warnings: usize,
}

/// Why nothing was built. The published folder is then as it was.
#[derive(Debug)]
pub enum NotBuilt {
    /// The faults that were told stop it.
    Stopped,
    /// The site could not be made or published.
    Failed(BuildError),
}

/// Reads, checks, renders and publishes; where nothing has changed since the last time, none of that but reading.
///
/// All faults are told to `tell`, once, before anything is published; it answers whether they stop the build. Errors stop it
/// in any case.
///
/// # Errors
/// [`NotBuilt`]
pub fn build(order: &Order<'_>, tell: impl FnOnce(Faults) -> bool) -> Result<Built, NotBuilt> {
    let Order { root, today, base_url, out, plan, notes } = order;
    let (files, faults) = read::load(root);
    let recipe = Recipe::of(&files, *today, *base_url, plan, out).filter(|_| faults.count() == (0, 0));
    if let Some((report, faults)) = recipe.as_ref().and_then(|recipe| publish::recall(recipe, &files, notes, plan)) {
        let warnings = faults.count().1;
        return if tell(faults) { Err(NotBuilt::Stopped) } else { Ok(Built { report, warnings }) };
    }
    let loaded = Workshop::default().prepare(&files, faults, *today, *base_url);
    let told = loaded.faults.clone();
    let stops = tell(loaded.faults);
    let site = loaded.value.filter(|_| !stops).ok_or(NotBuilt::Stopped)?;
    let report = publish::build_for(&site, out, plan).map_err(NotBuilt::Failed)?;
    if let Some(recipe) = recipe {
        publish::note(&recipe, &files, notes, &report, &told);
    }
    Ok(Built { report, warnings: told.count().1 })
}

/// The way from files to a site, gone again and again: each time, only what an edit touches is done anew.
///
/// It remembers what came of each step under everything that the step was given (see `memo`), so that its answer is
/// always that of a fresh start; `tests/incremental.rs` holds it to that.
#[derive(Default)]
pub struct Workshop {
    read: read::Memory,
    check: check::Memory,
    render: render::Memory,
}

impl Workshop {
    /// As [`load`], for files that have been taken in already, with the faults of taking them in.
    pub fn prepare(&mut self, files: &Files, faults: Faults, today: Date, base_url: Option<&str>) -> Checked<Site> {
        let (raw, faults) = self.read.records(files, faults);
        self.prepare_records(&raw, faults, today, base_url)
    }

    fn prepare_records(&mut self, raw: &Raw, mut faults: Faults, today: Date, base_url: Option<&str>) -> Checked<Site> {
        let checked = self.check.check(raw, today);
        faults.extend(checked.faults);
        // A file that could not be read hides what it says: nothing is made of the rest.
        let directory = checked.value.filter(|_| !faults.has_errors());
        let value = directory.and_then(|directory| self.render.prepare(directory, raw, base_url, &mut faults));
        Checked { value, faults }
    }
}
