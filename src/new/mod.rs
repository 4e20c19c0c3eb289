//! Beginnings: a country, a service, a page or a locale, written as the house writes them, with comments that say what
//! comes next.
//!
//! Nothing is written here: the answers of a person become the text of files, or a refusal in words. Nothing that stands
//! is changed: a file is new, or it gets one piece put in and keeps every other byte.

mod country;
mod locale;
mod page;
mod piece;
mod service;
mod yaml;

pub use country::{NewCountry, is_new as is_new_country};
pub use locale::{NewLocale, is_new as is_new_locale};
pub use page::{NewPage, is_new as is_new_page};
pub use service::{NewService, has_file, is_free};

/// One file as it shall be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its path below the root, with `/` between folders.
    pub path: String,
    /// Its whole text.
    pub text: String,
    /// Whether no such file may be there before.
    pub is_new: bool,
}

/// Why nothing is begun, in words for the person who asked.
pub type Refusal = String;

fn exists(path: &str) -> Refusal {
    format!("{path} is there already; nothing was changed")
}

/// The text of a file that shall get a piece, without a byte-order mark that an editor left.
fn text_of(files: &crate::read::Files, path: &str, otherwise: &str) -> Result<String, Refusal> {
    let bytes = files.get(path).ok_or_else(|| format!("there is no {path}: {otherwise}"))?;
    String::from_utf8(bytes.clone()).map_err(|_| format!("{path} is not UTF-8"))
}
