//! One good site, found by address.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use url::Url;

use crate::diagnostic::Diagnostic;
use crate::render::{Route, Site};

/// A site and its addresses.
pub(super) struct Served {
    site: Site,
    routes: Arc<Routes>,
    /// The page that was asked for last: the one that somebody is looking at.
    looked_at: Mutex<Option<Route>>,
}

/// The addresses of a site. Nearly always those of the site before, which are taken over.
struct Routes {
    all: Vec<Route>,
    by_path: HashMap<String, Route>,
}

impl Routes {
    fn of(site: &Site, before: Option<&Arc<Self>>) -> Arc<Self> {
        let all = site.routes();
        match before {
            Some(before) if before.all == all => Arc::clone(before),
            Some(_) | None => {
                let by_path = all.iter().map(|route| (encoded(&route.path()), route.clone())).collect();
                Arc::new(Self { all, by_path })
            }
        }
    }
}

/// What an address leads to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found<'a> {
    /// Something that is published there.
    Here(&'a Route),
    /// Nothing, but there is a page at the same address with a slash behind it.
    Folder,
    /// Nothing; this page helps on, where the site has it.
    Nowhere(Option<&'a Route>),
}

impl Served {
    /// Takes in a site that is to stand in the place of `before`, the last good one, where its pages can be made.
    ///
    /// # Errors
    /// What the first template says that could not be filled.
    pub fn after(before: Option<&Self>, site: Site) -> Result<Self, Box<Diagnostic>> {
        let routes = Routes::of(&site, before.map(|before| &before.routes));
        let served = Self { site, routes, looked_at: Mutex::new(None) };
        served.try_out(before)?;
        Ok(served)
    }

    /// What stands at `path`, which is taken as the browser sent it: it begins with `/`, and nothing in it is decoded or
    /// resolved, so that only the very address of a page leads to it.
    pub fn find(&self, path: &str) -> Found<'_> {
        let routes = &self.routes.by_path;
        if let Some(route) = routes.get(path) {
            return Found::Here(route);
        }
        if let Some(route) = path.strip_suffix("index.html").and_then(|folder| routes.get(folder)) {
            return Found::Here(route);
        }
        if routes.contains_key(&format!("{path}/")) {
            return Found::Folder;
        }
        let locale = path.split('/').nth(1).unwrap_or_default();
        let of_locale = routes.get(&format!("/{locale}/404.html"));
        Found::Nowhere(of_locale.or_else(|| routes.get("/404.html")))
    }

    /// Renders one page.
    ///
    /// # Errors
    /// What its template says.
    pub fn render(&self, route: &Route) -> Result<Vec<u8>, Box<Diagnostic>> {
        if let Route::Local(..) = route {
            *self.looked_at.lock().unwrap_or_else(PoisonError::into_inner) = Some(route.clone());
        }
        self.site.render(route)
    }

    /// Renders the longest country's page and the one looked at in the site before; where templates or messages are not
    /// those of the site before, a page of each kind too.
    ///
    /// Some faults of templates show only when a page is rendered, which is too late to keep the last good site.
    ///
    /// # Errors
    /// What the first template says that could not be filled.
    fn try_out(&self, before: Option<&Self>) -> Result<(), Box<Diagnostic>> {
        let routes = &self.routes.all;
        let is_tried = before.is_some_and(|before| self.site.speaks_like(&before.site));
        let sample = if is_tried { self.site.longest_country().into_iter().collect() } else { self.site.sample() };
        let looked_at =
            before.and_then(|before| before.looked_at.lock().unwrap_or_else(PoisonError::into_inner).clone());
        let again = looked_at.as_ref().filter(|route| routes.contains(route));
        for route in sample.iter().chain(again) {
            self.site.render(route)?;
        }
        if let Some(route) = again {
            *self.looked_at.lock().unwrap_or_else(PoisonError::into_inner) = Some(route.clone());
        }
        Ok(())
    }
}

/// A path below the site's root as browsers ask for it.
fn encoded(path: &str) -> String {
    let mut url = Url::parse("http://127.0.0.1/").expect("a whole address");
    url.set_path(path);
    url.path().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_written_as_browsers_ask_for_it() {
        assert_eq!(encoded(""), "/");
        assert_eq!(encoded("en/de/"), "/en/de/");
        assert_eq!(encoded("größe 1.svg"), "/gr%C3%B6%C3%9Fe%201.svg");
    }
}
