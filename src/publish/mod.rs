//! Pages in memory → the world: a folder for any host, or a preview on this machine.
//!
//! The only room that writes files or opens a socket.

mod again;
mod compress;
pub mod disk;
pub mod file;
mod folder;
pub mod host;
#[cfg(feature = "web")]
pub mod serve;
mod settings;
#[cfg(feature = "web")]
pub mod verify;

pub use again::{Recipe, note, recall};
pub use folder::{BuildError, BuildReport, Plan, Progress, build, build_for};
