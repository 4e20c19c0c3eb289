//! What each host reads beside the pages: headers, old addresses, the choice of a language at `/`, not-found pages.
//!
//! One file a host. A host that reads its rules in the published folder gets them there ([`inside`]); for one that has
//! its settings elsewhere they are written beside the folder ([`beside`]). Nothing is written that a host does not read.

mod caddy;
mod cloudflare;
mod facts;
mod github;
mod limit;
mod netlify;
mod nginx;
mod s3;
mod seal;
mod types;

use std::fmt;
use std::path::Path;

pub use facts::Facts;
pub use limit::{Limits, Tally, TooMuch};
pub use seal::{Standing, standing};

/// Where the site is published.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Target {
    /// Any host that serves the files of a folder.
    #[default]
    Plain,
    /// GitHub Pages.
    Github,
    /// Netlify.
    Netlify,
    /// Cloudflare Pages.
    Cloudflare,
    /// A bucket of S3, served as a website.
    S3,
    /// A server of one's own with nginx.
    Nginx,
    /// A server of one's own with Caddy.
    Caddy,
}

impl Target {
    /// Every target.
    pub const ALL: [Self; 7] =
        [Self::Plain, Self::Github, Self::Netlify, Self::Cloudflare, Self::S3, Self::Nginx, Self::Caddy];

    /// Its name on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Github => "github",
            Self::Netlify => "netlify",
            Self::Cloudflare => "cloudflare",
            Self::S3 => "s3",
            Self::Nginx => "nginx",
            Self::Caddy => "caddy",
        }
    }

    /// The target of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|target| target.as_str() == name)
    }

    /// The compressed forms of a file that the host serves when they stand beside it.
    pub fn encodings(self) -> &'static [Encoding] {
        match self {
            Self::Plain | Self::Nginx | Self::Caddy => &[Encoding::Brotli, Encoding::Gzip],
            // It cannot choose by what a browser accepts, and every browser accepts gzip.
            Self::S3 => &[Encoding::Gzip],
            // They compress by themselves; our files would only count against their limits.
            Self::Github | Self::Netlify | Self::Cloudflare => &[],
        }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A compressed form of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Brotli.
    Brotli,
    /// gzip.
    Gzip,
}

impl Encoding {
    /// What the name of the file ends with.
    pub fn suffix(self) -> &'static str {
        match self {
            Self::Brotli => ".br",
            Self::Gzip => ".gz",
        }
    }
}

/// A file for a host: its path, and its text.
pub type HostFile = (String, String);

/// The files that the host reads in the published folder.
///
/// # Errors
/// What the host cannot do or hold.
pub fn inside(target: Target, facts: &Facts) -> Result<Vec<HostFile>, TooMuch> {
    // Without encryption a site is only tried out, on a server of one's own.
    let has_ports = matches!(target, Target::Plain | Target::Nginx | Target::Caddy) || !facts.secure;
    if let Some(port) = facts.port.filter(|_| !has_ports) {
        return Err(TooMuch::Port { target, port });
    }
    match target {
        Target::Plain => Ok(github::stubs(facts)),
        Target::Github => Ok(github::files(facts)),
        Target::Netlify => netlify::files(facts),
        Target::Cloudflare => cloudflare::files(facts),
        Target::S3 | Target::Nginx | Target::Caddy => Ok(Vec::new()),
    }
}

/// The settings of a host that does not look for them in the published folder: what to add to the folder's name, and the
/// text, which begins with the line of [`standing`]. `out` is the folder as the host finds it; `files` are the paths of all
/// files, sorted.
///
/// # Errors
/// A path that the host's settings cannot hold.
pub fn beside(target: Target, facts: &Facts, out: &Path, files: &[String]) -> Result<Option<HostFile>, TooMuch> {
    Ok(match target {
        Target::Nginx => Some((".nginx.conf".to_owned(), seal::comment(&nginx::settings(facts, server_path(out)?)))),
        Target::Caddy => Some((".Caddyfile".to_owned(), seal::comment(&caddy::settings(facts, server_path(out)?)))),
        Target::S3 => Some((".s3.json".to_owned(), seal::json(&s3::settings(facts, files)))),
        Target::Plain | Target::Github | Target::Netlify | Target::Cloudflare => None,
    })
}

/// The published folder as it is written in the settings of a server, without a slash at its end.
fn server_path(out: &Path) -> Result<&str, TooMuch> {
    let path = out.to_str().filter(|path| !path.contains(['"', '\\', '$', '{', '}', '`', '\n', '\r']));
    let path = path.map(|path| path.trim_end_matches('/')).filter(|path| !path.is_empty());
    path.ok_or_else(|| TooMuch::Path { path: out.display().to_string() })
}

/// Whether the host can be asked for this at all, whatever the site is: `compressed` ahead, and from the folder
/// `served_from` in place of the one that is published into.
///
/// # Errors
/// Those that [`TooMuch::is_usage`] knows.
pub fn fits(target: Target, compressed: bool, served_from: Option<&Path>) -> Result<(), TooMuch> {
    if compressed && target.encodings().is_empty() {
        return Err(TooMuch::Compressed { target });
    }
    match (target, served_from) {
        (_, None) => Ok(()),
        (Target::Nginx | Target::Caddy, Some(folder)) if folder.is_absolute() => server_path(folder).map(|_| ()),
        (Target::Nginx | Target::Caddy, Some(folder)) => Err(TooMuch::Relative { path: folder.display().to_string() }),
        (Target::Plain | Target::Github | Target::Netlify | Target::Cloudflare | Target::S3, Some(_)) => {
            Err(TooMuch::ServedFrom { target })
        }
    }
}
