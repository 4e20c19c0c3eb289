//! The preview server.

use std::path::Path;

use jiff::civil::Date;

use crate::diagnostic::Style;

/// Serves.
///
/// # Errors
/// The port.
pub fn serve(_root: &Path, _today: Date, _port: u16, _open: bool, _style: Style) -> std::io::Result<()> {
    Ok(())
}
