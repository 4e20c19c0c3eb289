//! One request, and what a failure of the network means.

use std::error::Error;
use std::fmt;
use std::future::Future;
use std::io::{self, ErrorKind};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::header::{CONTENT_TYPE, HeaderMap, LOCATION, RETRY_AFTER, SET_COOKIE};
use reqwest::{Client, Method};
use rustls::pki_types::CertificateDer;
use rustls::{CertificateError, ClientConfig, RootCertStore};

use super::LinksError;
use super::answer::Verdict;

/// Of longer pages only the beginning is read.
pub const LONGEST_PAGE: usize = 2 * 1024 * 1024;

/// A directory of names: the address of a host, if there is such a host.
pub type OwnNames = Arc<dyn Fn(&str) -> Option<SocketAddr> + Send + Sync>;

/// How names are resolved and who is trusted. Other than the default only in tests.
#[derive(Clone, Default)]
pub struct Network {
    /// Answers instead of the machine's directory of names.
    pub names: Option<OwnNames>,
    /// Trusted beside the usual certificate authorities.
    pub extra_roots: Vec<CertificateDer<'static>>,
    /// Takes no notice of a proxy that the environment names.
    pub direct: bool,
}

/// What came back.
pub struct Response {
    /// The status code.
    pub status: u16,
    /// Where a redirect leads, as written.
    pub location: Option<String>,
    /// How long the server asks to be left alone.
    pub retry_after: Option<Duration>,
    /// Type and encoding of the page, as stated.
    pub content_type: Option<String>,
    /// `name=value` of each cookie.
    pub cookies: Vec<String>,
    /// The page, at most [`LONGEST_PAGE`] bytes; empty where it was not wanted.
    pub body: Vec<u8>,
}

/// A client that follows nothing and repeats nothing by itself.
///
/// # Errors
/// [`LinksError::Client`].
pub fn client(agent: &str, network: &Network) -> Result<Client, LinksError> {
    let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    for root in &network.extra_roots {
        roots.add(root.clone()).map_err(|error| LinksError::Client(error.to_string()))?;
    }
    let tls = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| LinksError::Client(error.to_string()))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    let mut builder = Client::builder()
        .user_agent(agent)
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        // A kept connection may be closed by the other side just when it is used again, which would look like a fault.
        .pool_max_idle_per_host(0)
        .tls_backend_preconfigured(tls)
        .dns_resolver(Names(network.names.clone()));
    if network.direct {
        builder = builder.no_proxy();
    }
    builder.build().map_err(|error| LinksError::Client(error.to_string()))
}

/// Sends one request. The page is read only where it is wanted and is text.
///
/// # Errors
/// Says what failed.
pub async fn ask(
    client: &Client,
    method: Method,
    url: &str,
    cookie: &str,
    want_page: bool,
) -> Result<Response, Verdict> {
    let mut request = client.request(method, url).header("accept", "text/html,application/xhtml+xml,*/*;q=0.5");
    if !cookie.is_empty() {
        request = request.header("cookie", cookie);
    }
    let mut answer = request.send().await.map_err(|error| meaning(&error))?;
    let status = answer.status().as_u16();
    let text = |headers: &HeaderMap, name| headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let headers = answer.headers();
    let mut response = Response {
        status,
        location: headers.get(LOCATION).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned()),
        retry_after: text(headers, RETRY_AFTER).and_then(|value| value.trim().parse().ok()).map(Duration::from_secs),
        content_type: text(headers, CONTENT_TYPE),
        cookies: headers
            .get_all(SET_COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok()?.split(';').next().map(|pair| pair.trim().to_owned()))
            .collect(),
        body: Vec::new(),
    };
    if want_page && (200..300).contains(&status) && is_text(response.content_type.as_deref()) {
        while response.body.len() < LONGEST_PAGE {
            let Some(chunk) = answer.chunk().await.map_err(|error| meaning(&error))? else { break };
            let room = LONGEST_PAGE - response.body.len();
            response.body.extend_from_slice(&chunk[..chunk.len().min(room)]);
        }
    }
    Ok(response)
}

fn is_text(content_type: Option<&str>) -> bool {
    let kind = content_type.unwrap_or("text/html").to_ascii_lowercase();
    kind.contains("text/") || kind.contains("html") || kind.contains("xml") || kind.contains("json")
}

/// What an error of the client means, found in the chain of its causes.
fn meaning(error: &reqwest::Error) -> Verdict {
    let mut next: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(cause) = next {
        // An input error hides the error it wraps from its own chain of causes.
        let inner = cause.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        if let Some(known) = known(cause).or_else(|| inner.and_then(|inner| known(inner))) {
            return known;
        }
        next = match inner {
            Some(inner) if !inner.is::<rustls::Error>() => Some(inner),
            _ => cause.source(),
        };
    }
    if error.is_timeout() {
        Verdict::TimedOut
    } else if error.is_connect() {
        Verdict::Unreachable
    } else {
        Verdict::Broken
    }
}

fn known(cause: &(dyn Error + 'static)) -> Option<Verdict> {
    if cause.is::<NoSuchName>() {
        return Some(Verdict::NoSuchHost);
    }
    if let Some(tls) = cause.downcast_ref::<rustls::Error>() {
        return Some(tls_meaning(tls));
    }
    match cause.downcast_ref::<io::Error>()?.kind() {
        ErrorKind::ConnectionRefused => Some(Verdict::Refused),
        ErrorKind::ConnectionReset
        | ErrorKind::ConnectionAborted
        | ErrorKind::BrokenPipe
        | ErrorKind::UnexpectedEof
        | ErrorKind::NotConnected => Some(Verdict::Broken),
        ErrorKind::TimedOut => Some(Verdict::TimedOut),
        ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable | ErrorKind::AddrNotAvailable => {
            Some(Verdict::Unreachable)
        }
        _ => None,
    }
}

fn tls_meaning(error: &rustls::Error) -> Verdict {
    let rustls::Error::InvalidCertificate(certificate) = error else { return Verdict::TlsFailed };
    match certificate {
        CertificateError::Expired
        | CertificateError::ExpiredContext { .. }
        | CertificateError::NotValidYet
        | CertificateError::NotValidYetContext { .. } => Verdict::CertificateExpired,
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            Verdict::CertificateForAnotherHost
        }
        CertificateError::UnknownIssuer | CertificateError::BadSignature => Verdict::CertificateUntrusted,
        // A certificate that vouches for itself may also claim to be an authority.
        CertificateError::Other(other) if other.to_string().contains("CaUsedAsEndEntity") => {
            Verdict::CertificateUntrusted
        }
        _ => Verdict::TlsFailed,
    }
}

/// The directory of names: the machine's, or a test's.
struct Names(Option<OwnNames>);

impl Resolve for Names {
    fn resolve(&self, name: Name) -> Resolving {
        let own = self.0.clone();
        Box::pin(async move {
            let found: Vec<SocketAddr> = match own {
                Some(own) => own(name.as_str()).into_iter().collect(),
                None => look_up(name.as_str()).await?,
            };
            if found.is_empty() {
                return Err(NoSuchName.into());
            }
            let addresses: Addrs = Box::new(found.into_iter());
            Ok(addresses)
        })
    }
}

fn look_up(name: &str) -> impl Future<Output = Result<Vec<SocketAddr>, NoSuchName>> + Send {
    let host = (name.to_owned(), 0);
    async move { Ok(tokio::net::lookup_host(host).await.map_err(|_| NoSuchName)?.collect()) }
}

/// A name that nobody knows.
#[derive(Debug)]
struct NoSuchName;

impl fmt::Display for NoSuchName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no such host")
    }
}

impl Error for NoSuchName {}
