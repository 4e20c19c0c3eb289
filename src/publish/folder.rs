//! The whole site into one folder, at once or not at all.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::render::{Route, Site};

use super::compress::Compressor;
use super::disk::{MANIFEST, PublishError, Published, Staging};
use super::host::{self, Facts, Tally, Target, TooMuch};
use super::settings::Settings;

/// What a build did.
#[derive(Clone, Debug)]
pub struct BuildReport {
    /// HTML pages.
    pub pages: usize,
    /// Locales.
    pub locales: usize,
    /// Countries with a service of their own.
    pub countries_with_service: usize,
    /// What became of the files.
    pub published: Published,
    /// The settings of the host, where it does not read them in the folder.
    pub settings: Option<PathBuf>,
    /// How many compressed files were not remembered from an earlier build; `None` where nothing was compressed.
    pub compressed_anew: Option<usize>,
}

/// Why a build did not happen. The folder is then as it was.
#[derive(Debug)]
pub enum BuildError {
    /// A template could not be filled.
    Render(Box<Diagnostic>),
    /// The folder could not be published.
    Publish(PublishError),
    /// The host cannot hold the site.
    Host(TooMuch),
}

impl From<PublishError> for BuildError {
    fn from(error: PublishError) -> Self {
        Self::Publish(error)
    }
}

impl From<TooMuch> for BuildError {
    fn from(error: TooMuch) -> Self {
        Self::Host(error)
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Render(diagnostic) => diagnostic.fmt(f),
            Self::Publish(error) => error.fmt(f),
            Self::Host(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for BuildError {}

/// Told of each file that is ready: how many are, and of how many.
pub type Progress<'a> = dyn Fn(usize, usize) + Sync + 'a;

/// How a site is published.
#[derive(Clone, Copy, Default)]
pub struct Plan<'a> {
    /// Where.
    pub target: Target,
    /// Whether to compress files ahead of time, and in which folder to remember what came out.
    pub precompress: Option<&'a Path>,
    /// The folder's path on the server, where the site is built elsewhere; only for servers of one's own.
    pub served_from: Option<&'a Path>,
    /// Who is told how far a slow build is: one that compresses what it does not remember.
    pub progress: Option<&'a Progress<'a>>,
}

impl Plan<'_> {
    /// Whether the host can be asked for this, whatever the site is.
    ///
    /// # Errors
    /// Those that [`TooMuch::is_usage`] knows.
    pub fn check(&self) -> Result<(), TooMuch> {
        host::fits(self.target, self.precompress.is_some(), self.served_from)
    }
}

/// Builds the site for any host that serves files.
///
/// # Errors
/// [`BuildError`]; `out` is then untouched.
pub fn build(site: &Site, out: &Path) -> Result<BuildReport, BuildError> {
    build_for(site, out, &Plan::default())
}

/// Renders every page into a fresh folder beside `out` and swaps the two. Pages are rendered on every core and kept by
/// nobody, so that memory does not grow with their number.
///
/// # Errors
/// [`BuildError`]; `out` is then untouched.
pub fn build_for(site: &Site, out: &Path, plan: &Plan) -> Result<BuildReport, BuildError> {
    plan.check()?;
    let facts = Facts::of(site);
    let extra = host::inside(plan.target, &facts)?;
    let compressor = plan.precompress.map(|cache| Compressor::new(plan.target.encodings(), cache));
    let staging = Staging::begin(out)?;
    let tally = Tally::new(plan.target);
    let files = Mutex::new(vec![MANIFEST.to_owned()]);
    let put = |path: String, bytes: &[u8]| -> Result<(), BuildError> {
        tally.add(&path, bytes.len() as u64)?;
        staging.write(&path, bytes)?;
        files.lock().unwrap_or_else(PoisonError::into_inner).push(path);
        Ok(())
    };
    let (routes, done) = (site.routes(), AtomicUsize::new(0));
    routes.par_iter().try_for_each(|route| {
        let bytes = site.render(route).map_err(BuildError::Render)?;
        if let Some(compressor) = &compressor {
            let forms =
                compressor.compress(&route.file(), &bytes).map_err(PublishError::io("compress", route.file()))?;
            forms.into_iter().try_for_each(|(path, form)| put(path, &form))?;
            let done = done.fetch_add(1, Ordering::Relaxed) + 1;
            if let Some(progress) = plan.progress.filter(|_| compressor.anew() > 0) {
                progress(done, routes.len());
            }
        }
        put(route.file(), &bytes)
    })?;
    extra.into_iter().try_for_each(|(path, text)| put(path, text.as_bytes()))?;
    let mut files = files.into_inner().unwrap_or_else(PoisonError::into_inner);
    files.sort_unstable();
    let absolute = std::path::absolute(out).unwrap_or_else(|_| out.to_owned());
    tally.add(MANIFEST, staging.manifest_bytes())?;
    let settings = host::beside(plan.target, &facts, plan.served_from.unwrap_or(&absolute), &files)?;
    let settings = settings.map(|(suffix, text)| Settings::stage(&absolute, &suffix, &text)).transpose()?;
    // After the swap: settings of a site that was not published would lead to pages that are not there.
    let (published, settings) = staging.commit_with(|| settings.map(Settings::put).transpose())?;
    Ok(BuildReport {
        pages: routes.iter().filter(|route| is_page(route)).count(),
        locales: site.directory.locales.len(),
        countries_with_service: site
            .directory
            .countries
            .values()
            .filter(|country| !country.services.is_empty())
            .count(),
        published,
        settings,
        compressed_anew: compressor.map(|compressor| {
            compressor.settle();
            compressor.anew()
        }),
    })
}

fn is_page(route: &Route) -> bool {
    match route {
        Route::Chooser | Route::RootNotFound | Route::Languages(_) | Route::Local(..) | Route::NotFound(_) => true,
        Route::Sitemap(_) | Route::Robots | Route::SecurityTxt | Route::OpenJson | Route::OpenCsv | Route::Asset(_) => {
            false
        }
    }
}
