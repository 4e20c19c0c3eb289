//! Whether numbers and mail addresses stand on a page, in any usual way of writing them.

mod digits;
mod mail;
mod phone;

use std::collections::{BTreeMap, BTreeSet};

use super::answer::Presence;
use super::page::Page;
use super::plan::Sought;

/// How many others are named at most.
const MOST_OTHERS: usize = 3;

/// Looks for each of `sought`; the key of each, and what was found.
pub fn seek(page: &Page, sought: &BTreeSet<Sought>) -> BTreeMap<String, Presence> {
    let mut found = phone::seek(page, sought);
    found.extend(mail::seek(page, sought));
    found
}
