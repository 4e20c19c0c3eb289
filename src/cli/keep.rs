//! Commands for those who keep the directory and its texts.

use std::path::Path;

use get_support_today::check::schemas;
use get_support_today::publish::file;

use super::Ending;
use super::commands::{complain, say};

/// Writes the schemas of the data files.
pub fn schema(out: &Path) -> Ending {
    let schemas = schemas();
    for (name, text) in &schemas {
        let path = out.join(name);
        if let Err(error) = file::replace(&path, text) {
            complain(&format!("{} cannot be written: {error}", path.display()));
            return Ending::Machine;
        }
    }
    say(&format!("{} schemas are in {}.", schemas.len(), out.display()));
    Ending::Done
}
