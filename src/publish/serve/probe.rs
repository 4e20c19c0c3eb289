//! A door for tests that edit a project and look at its preview, without a socket. The program itself does not use it.

use super::served::{Found, Served};
use crate::diagnostic::Diagnostic;
use crate::render::Site;

/// What the preview keeps from one edit to the next: the last good site.
#[derive(Default)]
pub struct Shown {
    last: Option<Served>,
}

impl Shown {
    /// Shows a site from now on, as after an edit.
    ///
    /// # Errors
    /// What its first template says that could not be filled; the site before stays.
    pub fn show(&mut self, site: Site) -> Result<(), Box<Diagnostic>> {
        self.last = Some(Served::after(self.last.as_ref(), site)?);
        Ok(())
    }

    /// What a browser that asks for `path` is given, before the preview adds its script; `None` where nothing stands.
    pub fn page(&self, path: &str) -> Option<Result<Vec<u8>, Box<Diagnostic>>> {
        let served = self.last.as_ref()?;
        match served.find(path) {
            Found::Here(route) => Some(served.render(route)),
            Found::Folder | Found::Nowhere(_) => None,
        }
    }
}
