//! Turns the model into pages, in memory, one at a time.
//!
//! [`Site::prepare`] makes what many pages share; [`Site::routes`] says which pages there are; [`Site::render`] makes one.
//! `route` is the only place where an address is made, `html` the only one where a text becomes markup.
//!
//! Absent on purpose: files, sockets, clocks.

mod asset;
mod choice;
mod country;
mod finder;
mod frame;
mod holidays;
mod hours;
mod html;
mod lists;
mod open_data;
mod page;
#[doc(hidden)]
pub mod probe;
mod prose;
mod route;
mod sample;
mod service;
mod shared;
mod site;
mod speaker;
mod theme;

pub use asset::lasting_policy;
pub use choice::Wish;
pub use html::Html;
pub use route::{Base, Route, Topic};
pub use site::{LONGEST_MENU, MOST_ALTERNATES, Memory, Site};
