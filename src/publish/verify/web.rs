//! A site on the web: each address is asked for, as a visitor would ask.
//!
//! A page is asked for without compression. A file that stands compressed beside a page is not asked for by its own name,
//! which many hosts hide: the page is asked for once more by somebody who takes that compression.

use std::error::Error;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use reqwest::header::{ACCEPT_ENCODING, CONTENT_ENCODING, LOCATION};
use reqwest::{Client, Url};
use rustls::{ClientConfig, RootCertStore};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use super::super::host::Encoding;
use super::{Comparison, Entry, Fault, Finding, MANIFEST, VerifyError, Wanted, difference};

/// Requests at once; more would be a load for a small host.
const AT_ONCE: usize = 8;
/// Redirects that are followed, within the host.
const REDIRECTS: usize = 4;
/// Times that a request which got no answer is repeated.
const AGAIN: u32 = 2;
/// When so many addresses gave no answer, the others are not asked for.
const SILENT: usize = 40;
/// The longest wait for an answer.
const PATIENCE: Duration = Duration::from_secs(20);
/// The largest manifest that is taken from a host: a million files.
const LARGEST_MANIFEST: u64 = 200 * 1024 * 1024;
/// What hosts read and never serve.
const NEVER_SERVED: [&str; 3] = ["_headers", "_redirects", ".nojekyll"];

/// Compares the site at an address with the manifest in a file, or with the one that it serves. `progress` is told how many
/// files were asked for, and of how many.
///
/// # Errors
/// [`VerifyError`].
pub fn web(
    address: &str,
    manifest: Option<&Path>,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<Comparison, VerifyError> {
    let base = base(address)?;
    let client = client()?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .map_err(|error| VerifyError::Client(error.to_string()))?;
    runtime.block_on(async {
        let wanted = match manifest {
            Some(path) => Wanted::read(path)?,
            None => served(&client, &base).await?,
        };
        Ok(compare(&client, &base, &wanted, progress).await)
    })
}

/// The address of the site, with a closing slash.
fn base(address: &str) -> Result<Url, VerifyError> {
    let wrong = || VerifyError::Address(address.to_owned());
    let mut base = Url::parse(address).map_err(|_| wrong())?;
    let is_web = matches!(base.scheme(), "http" | "https") && base.has_host();
    if !is_web || base.query().is_some() || base.fragment().is_some() {
        return Err(wrong());
    }
    if !base.path().ends_with('/') {
        base.set_path(&format!("{}/", base.path()));
    }
    Ok(base)
}

/// A client that follows nothing, decodes nothing, and judges certificates alike on every machine.
fn client() -> Result<Client, VerifyError> {
    let wrong = |error: &dyn Error| VerifyError::Client(error.to_string());
    let roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    let tls = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| wrong(&error))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Client::builder()
        .user_agent(concat!("GetSupportToday/", env!("CARGO_PKG_VERSION"), " (verify)"))
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .no_gzip()
        .no_brotli()
        .timeout(PATIENCE)
        .tls_backend_preconfigured(tls)
        .build()
        .map_err(|error| wrong(&error))
}

/// The manifest that the site itself serves.
async fn served(client: &Client, base: &Url) -> Result<Wanted, VerifyError> {
    let question = Question { url: at(base, MANIFEST), encoding: None, most: LARGEST_MANIFEST };
    let missing = |why: &str| VerifyError::NoManifest { place: question.url.to_string(), why: why.to_owned() };
    match question.ask(client).await {
        Ok(bytes) => Wanted::parse(&bytes, || question.url.to_string()),
        Err(Fault::Missing) => Err(missing("the host says that there is no such file")),
        Err(Fault::Differs(why)) => Err(missing(&why)),
        Err(Fault::Unread(why)) => Err(VerifyError::NoAnswer { url: question.url.to_string(), why }),
        Err(Fault::Extra) => Err(missing("nobody asked for it")),
    }
}

async fn compare(client: &Client, base: &Url, wanted: &Wanted, progress: &mut dyn FnMut(usize, usize)) -> Comparison {
    let gate = Arc::new(Semaphore::new(AT_ONCE));
    let (silent, left) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let mut asked = JoinSet::new();
    for (path, entry) in wanted.all() {
        if NEVER_SERVED.contains(&path) {
            continue;
        }
        let (path, encoding, entry) = match plain(wanted, path) {
            Some((plain, encoding, entry)) => (plain, Some(encoding), *entry),
            None => (path, None, *entry),
        };
        let (client, gate, silent, left) = (client.clone(), Arc::clone(&gate), Arc::clone(&silent), Arc::clone(&left));
        let question = Question { url: at(base, path), encoding, most: entry.bytes };
        asked.spawn(async move {
            let _permit = gate.acquire().await;
            if silent.load(Ordering::Relaxed) >= SILENT {
                left.fetch_add(1, Ordering::Relaxed);
                return None;
            }
            let fault = match question.ask(&client).await {
                Ok(bytes) => difference(&bytes, &entry)?,
                Err(fault) => fault,
            };
            if let Fault::Unread(_) = fault {
                silent.fetch_add(1, Ordering::Relaxed);
            }
            Some(Finding { place: question.to_string(), fault })
        });
    }
    let all = asked.len();
    let mut findings = Vec::new();
    for done in 1..=all {
        match asked.join_next().await {
            Some(Ok(finding)) => findings.extend(finding),
            Some(Err(error)) => {
                findings.push(Finding { place: base.to_string(), fault: Fault::Unread(error.to_string()) });
            }
            None => {}
        }
        progress(done, all);
    }
    let left = left.load(Ordering::Relaxed);
    if left > 0 {
        let fault = Fault::Unread(format!("{left} files were not asked for, since {SILENT} gave no answer"));
        findings.push(Finding { place: base.to_string(), fault });
    }
    Comparison::of(all - left, findings)
}

/// The file of which the one at `path` is a compressed form.
fn plain<'a>(wanted: &'a Wanted, path: &'a str) -> Option<(&'a str, Encoding, &'a Entry)> {
    [Encoding::Brotli, Encoding::Gzip].into_iter().find_map(|encoding| {
        let plain = path.strip_suffix(encoding.suffix())?;
        Some((plain, encoding, wanted.files.get(plain)?))
    })
}

/// The address of a file; that of a folder for its `index.html`.
fn at(base: &Url, path: &str) -> Url {
    let mut url = base.clone();
    let shown = match path.strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
        Some(_) | None => path,
    };
    if let Ok(mut segments) = url.path_segments_mut() {
        segments.pop_if_empty().extend(shown.split('/'));
    }
    url
}

/// One address to ask for.
struct Question {
    url: Url,
    encoding: Option<Encoding>,
    /// Of a longer answer it is enough to know that it is longer.
    most: u64,
}

impl std::fmt::Display for Question {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.url)?;
        self.encoding.map_or(Ok(()), |encoding| write!(f, " ({})", name_of(encoding)))
    }
}

/// The name of an encoding in a request.
fn name_of(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Brotli => "br",
        Encoding::Gzip => "gzip",
    }
}

impl Question {
    /// Asks, and again where no answer came.
    async fn ask(&self, client: &Client) -> Result<Vec<u8>, Fault> {
        for round in 0..AGAIN {
            match self.ask_once(client).await {
                Err(Fault::Unread(_)) => tokio::time::sleep(Duration::from_millis(300) * 2u32.pow(round)).await,
                answer => return answer,
            }
        }
        self.ask_once(client).await
    }

    /// Follows redirects within the host: some serve a page under a second name. Its content decides.
    async fn ask_once(&self, client: &Client) -> Result<Vec<u8>, Fault> {
        let mut url = self.url.clone();
        for _ in 0..=REDIRECTS {
            let request = client.get(url.clone()).header(ACCEPT_ENCODING, self.encoding.map_or("identity", name_of));
            let answer = request.send().await.map_err(|error| Fault::Unread(innermost(&error)))?;
            let status = answer.status();
            if status.is_success() {
                return self.read(answer).await;
            }
            if !status.is_redirection() {
                return Err(match status.as_u16() {
                    404 | 410 => Fault::Missing,
                    408 | 429 | 500..=599 => Fault::Unread(format!("the host answers {status}")),
                    _ => Fault::Differs(format!("the host answers {status}")),
                });
            }
            let location = answer.headers().get(LOCATION).and_then(|value| value.to_str().ok());
            let next = location.and_then(|location| url.join(location).ok());
            match next {
                Some(next) if next.origin() == url.origin() => url = next,
                Some(next) => return Err(Fault::Differs(format!("leads to {next}"))),
                None => return Err(Fault::Differs(format!("the host answers {status} and says not where to"))),
            }
        }
        Err(Fault::Differs("leads round in circles".to_owned()))
    }

    /// The bytes of the page, decoded; never more of them than one too many.
    async fn read(&self, mut answer: reqwest::Response) -> Result<Vec<u8>, Fault> {
        let coding = answer.headers().get(CONTENT_ENCODING).map(|value| value.to_str().unwrap_or("?").to_owned());
        let too_long = || Fault::Differs(format!("more than {} bytes", self.most));
        // What is compressed may be a little longer than what it holds.
        let most = self.most + 1024;
        let mut bytes = Vec::new();
        while let Some(part) = answer.chunk().await.map_err(|error| Fault::Unread(innermost(&error)))? {
            bytes.extend_from_slice(&part);
            if bytes.len() as u64 > most {
                return Err(too_long());
            }
        }
        let bytes = match coding.as_deref() {
            None | Some("identity") => bytes,
            Some("gzip" | "x-gzip") => self.decoded(flate2::read::MultiGzDecoder::new(&*bytes))?,
            Some("br") => self.decoded(brotli::Decompressor::new(&*bytes, 16 * 1024))?,
            Some(other) => return Err(Fault::Differs(format!("compressed as {other}"))),
        };
        if bytes.len() as u64 > self.most { Err(too_long()) } else { Ok(bytes) }
    }

    fn decoded(&self, from: impl Read) -> Result<Vec<u8>, Fault> {
        let mut plain = Vec::new();
        let read: io::Result<usize> = from.take(self.most + 1).read_to_end(&mut plain);
        read.map(|_| plain).map_err(|error| Fault::Differs(format!("cannot be decompressed: {error}")))
    }
}

/// What lies behind an error, without the address that is named anyway.
fn innermost(error: &reqwest::Error) -> String {
    let mut cause: &dyn Error = error;
    while let Some(next) = cause.source() {
        cause = next;
    }
    cause.to_string()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_file_has_the_address_that_visitors_ask_for() {
        let base = base("https://help.example/sub").unwrap();
        for (path, url) in [
            ("index.html", "https://help.example/sub/"),
            ("de/index.html", "https://help.example/sub/de/"),
            ("de/an-index.html", "https://help.example/sub/de/an-index.html"),
            (".well-known/security.txt", "https://help.example/sub/.well-known/security.txt"),
            ("a b?/ü#.txt", "https://help.example/sub/a%20b%3F/%C3%BC%23.txt"),
        ] {
            assert_eq!(at(&base, path).as_str(), url, "{path}");
        }
    }

    #[test]
    fn only_folders_of_the_web_are_addresses() {
        for address in
            ["help.example", "ftp://help.example/", "https://help.example/?a", "https://help.example/#a", "file:///x"]
        {
            assert!(matches!(base(address), Err(VerifyError::Address(_))), "{address}");
        }
    }
}
