//! What a host can hold.

use std::fmt;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use super::Target;

/// The largest numbers that a host takes; `None` where it names none.
#[derive(Clone, Copy, Debug, Default)]
pub struct Limits {
    /// Files.
    pub files: Option<usize>,
    /// Bytes of one file.
    pub file_bytes: Option<u64>,
    /// Bytes of all files.
    pub all_bytes: Option<u64>,
}

impl Target {
    /// What the host can hold, as it says itself; those of a free plan where plans differ.
    pub fn limits(self) -> Limits {
        match self {
            Self::Cloudflare => Limits { files: Some(20_000), file_bytes: Some(25 * 1024 * 1024), ..Limits::default() },
            Self::Github => Limits { all_bytes: Some(1_000_000_000), ..Limits::default() },
            Self::Plain | Self::Netlify | Self::S3 | Self::Nginx | Self::Caddy => Limits::default(),
        }
    }
}

/// Counts what is published, on every core at once.
#[derive(Debug)]
pub struct Tally {
    target: Target,
    limits: Limits,
    files: AtomicUsize,
    bytes: AtomicU64,
}

impl Tally {
    /// Nothing yet.
    pub fn new(target: Target) -> Self {
        Self::within(target, target.limits())
    }

    /// The same with limits of one's own.
    pub fn within(target: Target, limits: Limits) -> Self {
        Self { target, limits, files: AtomicUsize::new(0), bytes: AtomicU64::new(0) }
    }

    /// Counts one file.
    ///
    /// # Errors
    /// The limit that it breaks.
    pub fn add(&self, path: &str, bytes: u64) -> Result<(), TooMuch> {
        let files = self.files.fetch_add(1, Ordering::Relaxed) + 1;
        let all = self.bytes.fetch_add(bytes, Ordering::Relaxed) + bytes;
        let target = self.target;
        match self.limits {
            Limits { files: Some(most), .. } if files > most => Err(TooMuch::Files { target, most }),
            Limits { file_bytes: Some(most), .. } if bytes > most => {
                Err(TooMuch::FileBytes { target, path: path.to_owned(), bytes, most })
            }
            Limits { all_bytes: Some(most), .. } if all > most => Err(TooMuch::AllBytes { target, most }),
            Limits { .. } => Ok(()),
        }
    }
}

/// What a host cannot do or hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TooMuch {
    /// Too many files.
    Files {
        /// The host.
        target: Target,
        /// How many it takes.
        most: usize,
    },
    /// One file is too large.
    FileBytes {
        /// The host.
        target: Target,
        /// Which.
        path: String,
        /// Its size.
        bytes: u64,
        /// The largest size.
        most: u64,
    },
    /// All files together are too large.
    AllBytes {
        /// The host.
        target: Target,
        /// The largest size.
        most: u64,
    },
    /// Too many rules of one kind.
    Rules {
        /// The host.
        target: Target,
        /// The file of the rules.
        file: &'static str,
        /// How many there are.
        rules: usize,
        /// How many it takes.
        most: usize,
    },
    /// A rule that is too long.
    RuleLength {
        /// The host.
        target: Target,
        /// The file of the rules.
        file: &'static str,
        /// The rule's first characters.
        start: String,
        /// The longest one.
        most: usize,
    },
    /// The site is to stand below a path, and the host serves only whole sites.
    Below {
        /// The host.
        target: Target,
        /// The path.
        root: String,
    },
    /// The site is to stand at a port, and the host has no choice of one.
    Port {
        /// The host.
        target: Target,
        /// The port.
        port: u16,
    },
    /// Compressed files that the host would never serve.
    Compressed {
        /// The host.
        target: Target,
    },
    /// A folder on the server is named, and the host is told of none.
    ServedFrom {
        /// The host.
        target: Target,
    },
    /// The folder on the server does not begin at the root of its disk.
    Relative {
        /// The folder.
        path: String,
    },
    /// A folder whose name the settings of a server cannot hold.
    Path {
        /// The folder.
        path: String,
    },
}

impl TooMuch {
    /// Whether the command asks for what this host never does (exit code 2), whatever the site is; otherwise it is this site
    /// that the host cannot hold (exit code 1).
    pub fn is_usage(&self) -> bool {
        match self {
            Self::Compressed { .. } | Self::ServedFrom { .. } | Self::Relative { .. } | Self::Path { .. } => true,
            Self::Files { .. }
            | Self::FileBytes { .. }
            | Self::AllBytes { .. }
            | Self::Rules { .. }
            | Self::RuleLength { .. }
            | Self::Below { .. }
            | Self::Port { .. } => false,
        }
    }
}

impl fmt::Display for TooMuch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Files { target, most } => write!(
                f,
                "{target} takes at most {most} files, and this site has more. Leave locales out, or choose another host."
            ),
            Self::FileBytes { target, path, bytes, most } => {
                write!(f, "{target} takes files of at most {most} bytes, and `{path}` has {bytes}. Make it smaller.")
            }
            Self::AllBytes { target, most } => write!(
                f,
                "{target} takes at most {most} bytes, and this site has more. Leave locales out, or choose another host."
            ),
            Self::Rules { target, file, rules, most } => write!(
                f,
                "{target} takes at most {most} rules in `{file}`, and this site needs {rules}. Choose another host."
            ),
            Self::RuleLength { target, file, start, most } => write!(
                f,
                "{target} takes lines of at most {most} characters in `{file}`, and the one that begins with `{start}` is \
                 longer. Choose another host."
            ),
            Self::Below { target, root } => write!(
                f,
                "{target} serves a site from the root of its host, and this one is to stand at `{root}`. Choose an address \
                 without a path, or another host."
            ),
            Self::Port { target, port } => {
                write!(f, "{target} serves nothing at port {port}. Choose an address without a port, or another host.")
            }
            Self::Compressed { target } => write!(
                f,
                "{target} compresses by itself and would never serve files that were compressed ahead. Leave \
                 `--precompress` out."
            ),
            Self::ServedFrom { target } => write!(
                f,
                "`--served-from` is for nginx and caddy, whose settings name the folder on the server; those of {target} name \
                 none. Leave it out."
            ),
            Self::Relative { path } => write!(
                f,
                "`--served-from {path}` does not say where the folder is on the server. Write its whole path, such as \
                 `/srv/www/help`."
            ),
            Self::Path { path } => {
                write!(f, "`{path}` holds a character that the settings of a server cannot. Choose another folder.")
            }
        }
    }
}

impl std::error::Error for TooMuch {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_limit_is_named() {
        let limits = Limits { files: Some(2), file_bytes: Some(10), all_bytes: Some(15) };
        let tally = Tally::within(Target::Cloudflare, limits);
        assert_eq!(tally.add("a", 10), Ok(()));
        let says = |result: Result<(), TooMuch>| result.unwrap_err().to_string();
        assert!(says(tally.add("b", 11)).contains("10 bytes, and `b` has 11"));
        assert!(says(tally.add("c", 1)).contains("at most 2 files"));
        let tally = Tally::within(Target::Github, Limits { all_bytes: Some(15), ..Limits::default() });
        assert_eq!(tally.add("a", 15), Ok(()));
        assert!(says(tally.add("b", 1)).contains("github takes at most 15 bytes"));
    }
}
