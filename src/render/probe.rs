//! Doors for tests that try one step of rendering with anything at all. The program itself uses none of them.

use super::{Html, prose};

/// The Markdown of a page that has passed its checks, as markup.
pub fn prose(markdown: &str) -> Html {
    prose::render(markdown, &|slug| Some(format!("/en/{slug}/"))).body
}
