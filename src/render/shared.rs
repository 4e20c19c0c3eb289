//! Entries that stand on the pages of several countries: made once in each locale.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::diagnostic::Diagnostic;
use crate::model::{Audience, Directory, Serves, Service, ServiceId};

use super::html::Html;
use super::service::Extent;
use super::site::Site;

/// In which ways an entry is shown: whole, whole and first on its page, in brief.
const WAYS: usize = 3;

/// The entries of services that serve more than one country, in every locale, each made on first use.
pub struct Shared {
    places: HashMap<ServiceId, usize>,
    entries: Vec<Vec<OnceLock<Html>>>,
}

impl Shared {
    /// None of them made yet.
    pub fn of(directory: &Directory) -> Self {
        let is_shared = |service: &&Service| match &service.serves {
            Serves::World => true,
            Serves::Countries(countries) => countries.len() > 1,
        };
        let services = directory.services.iter().filter(is_shared);
        let places: HashMap<ServiceId, usize> =
            services.enumerate().map(|(place, service)| (service.id.clone(), place)).collect();
        let none = || (0..places.len() * WAYS).map(|_| OnceLock::new()).collect();
        let entries = directory.locales.iter().map(|_| none()).collect();
        Self { places, entries }
    }

    fn slot(&self, locale: usize, service: &Service, extent: Extent, first: bool) -> Option<&OnceLock<Html>> {
        let way = match (extent, first) {
            (Extent::Full, false) => 0,
            (Extent::Full, true) => 1,
            (Extent::Brief, _) => 2,
        };
        self.entries[locale].get(self.places.get(&service.id)? * WAYS + way)
    }
}

impl Site {
    /// One entry as markup; a shared one is made once. `audience` is the service's main one wherever it stands.
    ///
    /// # Errors
    /// What the template says that could not be filled.
    pub(super) fn entry(
        &self,
        locale: usize,
        service: &Service,
        audience: Audience,
        extent: Extent,
        first: bool,
    ) -> Result<Html, Box<Diagnostic>> {
        let slot = self.shared.slot(locale, service, extent, first);
        if let Some(known) = slot.and_then(OnceLock::get) {
            return Ok(known.clone());
        }
        let entry = self.render_entry(locale, service, audience, extent, first)?;
        Ok(match slot {
            Some(slot) => slot.get_or_init(|| entry).clone(),
            None => entry,
        })
    }
}
