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
