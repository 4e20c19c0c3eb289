//! A site on the web: each address is asked for, as a visitor would ask.
//!
//! A page is asked for without compression. A file that stands compressed beside a page is not asked for by its own name,
//! which many hosts hide: the page is asked for once more by somebody who takes that compression.

use std::collections::BTreeSet;
use std::error::Error;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use reqwest::header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_TYPE, LOCATION};
use reqwest::{Client, Response, StatusCode, Url};
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

/// Compares the site at an address with the manifest in a file, or with the one that it serves. A host lists no files, so
/// only what an earlier build published, by one of the manifests `before`, can be found to be left online. `progress` is
/// told how many files were asked for, and of how many.
///
/// # Errors
/// [`VerifyError`].
pub fn web(
    address: &str,
    manifest: Option<&Path>,
    before: &[impl AsRef<Path>],
    progress: &mut dyn FnMut(usize, usize),
) -> Result<Comparison, VerifyError> {
    let base = base(address)?;
    let client = client()?;
    let before = before.iter().map(|path| Wanted::read(path.as_ref())).collect::<Result<Vec<_>, _>>()?;
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
        let questions = present(&base, &wanted).chain(gone(&base, &wanted, &before)).collect();
        Ok(compare(&client, &base, questions, progress).await)
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
    let question = Question { url: at(base, MANIFEST), encoding: None };
    let missing = |why: &str| VerifyError::NoManifest { place: question.url.to_string(), why: why.to_owned() };
    match question.ask(client, LARGEST_MANIFEST).await {
        Ok(bytes) => Wanted::parse(&bytes, || question.url.to_string()),
        Err(Fault::Missing) => Err(missing("the host says that there is no such file")),
        Err(Fault::Differs(why)) => Err(missing(&why)),
        Err(Fault::Unread(why)) => Err(VerifyError::NoAnswer { url: question.url.to_string(), why }),
        Err(Fault::Extra) => Err(missing("nobody asked for it")),
    }
}

/// What must be there: every file that a host serves, in each of its forms.
fn present<'a>(base: &'a Url, wanted: &'a Wanted) -> impl Iterator<Item = (Question, Due)> + 'a {
    wanted.all().into_iter().filter(|(path, _)| !NEVER_SERVED.contains(path)).map(|(path, entry)| {
        match plain(wanted, path) {
            Some((plain, encoding, entry)) => {
                (Question { url: at(base, plain), encoding: Some(encoding) }, Due::File(*entry))
            }
            None => (Question { url: at(base, path), encoding: None }, Due::File(*entry)),
        }
    })
}

/// What must no longer be there: the files of earlier builds that this one did not make.
fn gone<'a>(base: &'a Url, wanted: &'a Wanted, before: &'a [Wanted]) -> impl Iterator<Item = (Question, Due)> {
    let paths: BTreeSet<&str> = before
        .iter()
        .flat_map(|earlier| earlier.files.keys().filter(|path| plain(earlier, path).is_none()))
        .map(String::as_str)
        .filter(|path| !wanted.files.contains_key(*path) && !NEVER_SERVED.contains(path))
        .collect();
    paths.into_iter().map(|path| (Question { url: at(base, path), encoding: None }, Due::Nothing))
}

async fn compare(
    client: &Client,
    base: &Url,
    questions: Vec<(Question, Due)>,
    progress: &mut dyn FnMut(usize, usize),
) -> Comparison {
    let gate = Arc::new(Semaphore::new(AT_ONCE));
    let (silent, left) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let mut asked = JoinSet::new();
    for (question, due) in questions {
        let (client, gate, silent, left) = (client.clone(), Arc::clone(&gate), Arc::clone(&silent), Arc::clone(&left));
        asked.spawn(async move {
            let _permit = gate.acquire().await;
            if silent.load(Ordering::Relaxed) >= SILENT {
                left.fetch_add(1, Ordering::Relaxed);
                return None;
            }
            let fault = question.fault(&due, &client).await?;
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
}

/// What an address must answer.
enum Due {
    /// A file.
    File(Entry),
    /// Nothing of its own; a redirect to what took its place is right.
    Nothing,
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
    /// What is wrong with the answer, if anything.
    async fn fault(&self, due: &Due, client: &Client) -> Option<Fault> {
        match due {
            Due::File(entry) => match self.ask(client, entry.bytes).await {
                Ok(bytes) => difference(&bytes, entry),
                Err(fault) => Some(fault),
            },
            Due::Nothing => match patiently(|| self.status(client)).await {
                Ok(status) => status.is_success().then_some(Fault::Extra),
                Err(fault) => Some(fault),
            },
        }
    }

    /// The bytes of the answer. Of more than `most` it is enough to know that they are more.
    async fn ask(&self, client: &Client, most: u64) -> Result<Vec<u8>, Fault> {
        patiently(|| self.ask_once(client, most)).await
    }

    /// What the host says to the address itself, whatever it then sends.
    async fn status(&self, client: &Client) -> Result<StatusCode, Fault> {
        let answer = self.request(client, self.url.clone()).await?;
        unread(answer.status()).map_or(Ok(answer.status()), Err)
    }

    async fn request(&self, client: &Client, url: Url) -> Result<Response, Fault> {
        let request = client.get(url).header(ACCEPT_ENCODING, self.encoding.map_or("identity", name_of));
        request.send().await.map_err(|error| Fault::Unread(innermost(&error)))
    }

    /// A page that is sent as another type is shown as its source, or offered for download.
    fn refuse_source(&self, answer: &Response) -> Result<(), Fault> {
        let path = self.url.path();
        let is_page = path.ends_with('/') || Path::new(path).extension().is_some_and(|end| end == "html");
        let sent_as = answer.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).filter(|_| is_page);
        match sent_as {
            Some(other) if !other.starts_with("text/html") => Err(Fault::Differs(format!("is sent as {other}"))),
            Some(_) | None => Ok(()),
        }
    }

    /// Follows redirects within the host: some serve a page under a second name. Its content decides.
    async fn ask_once(&self, client: &Client, most: u64) -> Result<Vec<u8>, Fault> {
        let mut url = self.url.clone();
        for _ in 0..=REDIRECTS {
            let answer = self.request(client, url.clone()).await?;
            let status = answer.status();
            if status.is_success() {
                self.refuse_source(&answer)?;
                return read(answer, most).await;
            }
            if !status.is_redirection() {
                return Err(unread(status).unwrap_or_else(|| match status.as_u16() {
                    404 | 410 => Fault::Missing,
                    _ => Fault::Differs(format!("the host answers {status}")),
                }));
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
}

/// Asks, and again where no answer came.
async fn patiently<T, A: Future<Output = Result<T, Fault>>>(ask: impl Fn() -> A) -> Result<T, Fault> {
    for round in 0..AGAIN {
        match ask().await {
            Err(Fault::Unread(_)) => tokio::time::sleep(Duration::from_millis(300) * 2u32.pow(round)).await,
            answer => return answer,
        }
    }
    ask().await
}

/// An answer that is none: the host is busy, or out of order.
fn unread(status: StatusCode) -> Option<Fault> {
    let is_none = matches!(status.as_u16(), 408 | 429 | 500..=599);
    is_none.then(|| Fault::Unread(format!("the host answers {status}")))
}

/// The bytes of the page, decoded; never more of them than one more than `most`.
async fn read(mut answer: Response, most: u64) -> Result<Vec<u8>, Fault> {
    let coding = answer.headers().get(CONTENT_ENCODING).map(|value| value.to_str().unwrap_or("?").to_owned());
    let too_long = || Fault::Differs(format!("more than {most} bytes"));
    let mut bytes = Vec::new();
    while let Some(part) = answer.chunk().await.map_err(|error| Fault::Unread(innermost(&error)))? {
        bytes.extend_from_slice(&part);
        // What is compressed may be a little longer than what it holds.
        if bytes.len() as u64 > most + 1024 {
            return Err(too_long());
        }
    }
    let bytes = match coding.as_deref() {
        None | Some("identity") => bytes,
        Some("gzip" | "x-gzip") => decoded(flate2::read::MultiGzDecoder::new(&*bytes), most)?,
        Some("br") => decoded(brotli::Decompressor::new(&*bytes, 16 * 1024), most)?,
        Some(other) => return Err(Fault::Differs(format!("compressed as {other}"))),
    };
    if bytes.len() as u64 > most { Err(too_long()) } else { Ok(bytes) }
}

fn decoded(from: impl Read, most: u64) -> Result<Vec<u8>, Fault> {
    let mut plain = Vec::new();
    let read: io::Result<usize> = from.take(most + 1).read_to_end(&mut plain);
    read.map(|_| plain).map_err(|error| Fault::Differs(format!("cannot be decompressed: {error}")))
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
