//! The whole site into one folder, at once or not at all.

use std::fmt;
use std::path::Path;

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::render::{Route, Site};

use super::disk::{PublishError, Published, Staging};

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
}

/// Why a build did not happen. The folder is then as it was.
#[derive(Debug)]
pub enum BuildError {
    /// A template could not be filled.
    Render(Box<Diagnostic>),
    /// The folder could not be published.
    Publish(PublishError),
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Render(diagnostic) => diagnostic.fmt(f),
            Self::Publish(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for BuildError {}

/// Renders every page into a fresh folder beside `out` and swaps the two. Pages are rendered on every core and kept by
/// nobody, so that memory does not grow with their number.
///
/// # Errors
/// [`BuildError`]; `out` is then untouched.
pub fn build(site: &Site, out: &Path) -> Result<BuildReport, BuildError> {
    let staging = Staging::begin(out).map_err(BuildError::Publish)?;
    let routes = site.routes();
    routes.par_iter().try_for_each(|route| {
        let bytes = site.render(route).map_err(BuildError::Render)?;
        staging.write(&route.file(), &bytes).map_err(BuildError::Publish)
    })?;
    let published = staging.commit().map_err(BuildError::Publish)?;
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
