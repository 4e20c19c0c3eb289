//! The whole site into one folder, at once or not at all.

use std::fmt;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::render::{Route, Site};

use super::disk::{MANIFEST, PublishError, Published, Staging, beside};
use super::host::{self, Facts, Tally, Target, TooMuch};

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

/// How a site is published.
#[derive(Clone, Copy, Debug, Default)]
pub struct Plan {
    /// Where.
    pub target: Target,
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
    let facts = Facts::of(site);
    let extra = host::inside(plan.target, &facts)?;
    let staging = Staging::begin(out)?;
    let tally = Tally::new(plan.target);
    let put = |path: &str, bytes: &[u8]| -> Result<(), BuildError> {
        tally.add(path, bytes.len() as u64)?;
        Ok(staging.write(path, bytes)?)
    };
    let routes = site.routes();
    routes.par_iter().try_for_each(|route| {
        let bytes = site.render(route).map_err(BuildError::Render)?;
        put(&route.file(), &bytes)
    })?;
    extra.iter().try_for_each(|(path, text)| put(path, text.as_bytes()))?;
    let mut files: Vec<String> =
        routes.iter().map(Route::file).chain(extra.into_iter().map(|(path, _)| path)).collect();
    files.push(MANIFEST.to_owned());
    files.sort_unstable();
    let absolute = std::path::absolute(out).unwrap_or_else(|_| out.to_owned());
    let settings = host::beside(plan.target, &facts, &absolute, &files)?;
    let published = staging.commit()?;
    // After the swap: settings of a site that was not published would lead to pages that are not there.
    let settings = settings.map(|(suffix, text)| beside(&absolute, &suffix, text.as_bytes())).transpose()?;
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
