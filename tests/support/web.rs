//! A small web on this machine that misbehaves on demand: the path of an address says how, the host which certificate.

#![allow(dead_code, reason = "each test takes what it needs")]

use std::collections::{BTreeMap, HashMap};
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use get_support_today::links::Network;
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair, date_time_ymd};
use rustls::ServerConfig;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

/// What was asked: how often each method and address, and whether a host was ever asked twice at once.
#[derive(Default)]
pub struct Log {
    asked: BTreeMap<(String, String), usize>,
    busy: HashMap<String, usize>,
    pub crowded: Vec<String>,
    pub agents: Vec<String>,
}

/// The web; it is gone when this is dropped.
pub struct Web {
    _runtime: tokio::runtime::Runtime,
    ports: Arc<HashMap<&'static str, u16>>,
    root: CertificateDer<'static>,
    log: Arc<Mutex<Log>>,
}

impl Web {
    pub fn start() -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let log = Arc::new(Mutex::new(Log::default()));
        let authority = Authority::new();
        let root = authority.certificate.clone();
        let kinds: [(&str, Option<ServerConfig>); 5] = [
            ("plain", None),
            ("secure", Some(authority.server(&["*.secure.test"], false))),
            ("expired", Some(authority.server(&["*.expired.test"], true))),
            ("wrong", Some(authority.server(&["somebody-else.test"], false))),
            ("self", Some(self_signed("*.self.test"))),
        ];
        let mut ports = HashMap::new();
        for (kind, config) in kinds {
            let listener = runtime.block_on(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))).unwrap();
            ports.insert(kind, listener.local_addr().unwrap().port());
            let acceptor = config.map(|config| TlsAcceptor::from(Arc::new(config)));
            runtime.spawn(listen(listener, acceptor, Arc::clone(&log)));
        }
        // A port on which nobody listens.
        let closed = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        ports.insert("closed", closed.local_addr().unwrap().port());
        Self { _runtime: runtime, ports: Arc::new(ports), root, log }
    }

    /// How a run finds it: a host ends in `.KIND.test`; no other host is known.
    pub fn network(&self) -> Network {
        let ports = Arc::clone(&self.ports);
        Network {
            names: Some(Arc::new(move |host: &str| {
                let kind = host.strip_suffix(".test")?.rsplit('.').next()?;
                Some(SocketAddr::from((Ipv4Addr::LOCALHOST, *ports.get(kind)?)))
            })),
            extra_roots: vec![self.root.clone()],
            direct: true,
        }
    }

    /// How often `url`, which has no scheme, was asked with `method`.
    pub fn count(&self, method: &str, url: &str) -> usize {
        self.log.lock().unwrap().asked.get(&(method.to_owned(), url.to_owned())).copied().unwrap_or(0)
    }

    /// What was asked since the last call, without schemes.
    pub fn take_log(&self) -> Vec<String> {
        let asked = std::mem::take(&mut self.log.lock().unwrap().asked);
        asked.into_keys().map(|(_, url)| url).collect()
    }

    /// Something of the log.
    pub fn log<T>(&self, take: impl Fn(&Log) -> T) -> T {
        take(&self.log.lock().unwrap())
    }
}

struct Authority {
    certificate: CertificateDer<'static>,
    issuer: Issuer<'static, KeyPair>,
}

impl Authority {
    fn new() -> Self {
        let mut params = CertificateParams::new(Vec::<String>::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        let certificate = params.self_signed(&key).unwrap().der().clone();
        Self { certificate, issuer: Issuer::new(params, key) }
    }

    fn server(&self, names: &[&str], is_expired: bool) -> ServerConfig {
        let mut params =
            CertificateParams::new(names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>()).unwrap();
        if is_expired {
            params.not_before = date_time_ymd(2019, 1, 1);
            params.not_after = date_time_ymd(2020, 1, 1);
        }
        let key = KeyPair::generate().unwrap();
        let certificate = params.signed_by(&key, &self.issuer).unwrap().der().clone();
        config(certificate, &key)
    }
}

fn self_signed(name: &str) -> ServerConfig {
    let params = CertificateParams::new(vec![name.to_owned()]).unwrap();
    let key = KeyPair::generate().unwrap();
    config(params.self_signed(&key).unwrap().der().clone(), &key)
}

fn config(certificate: CertificateDer<'static>, key: &KeyPair) -> ServerConfig {
    ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate], PrivateKeyDer::try_from(key.serialize_der()).unwrap())
        .unwrap()
}

async fn listen(listener: TcpListener, acceptor: Option<TlsAcceptor>, log: Arc<Mutex<Log>>) {
    while let Ok((stream, _)) = listener.accept().await {
        let (acceptor, log) = (acceptor.clone(), Arc::clone(&log));
        tokio::spawn(async move {
            match acceptor {
                None if wants_reset(&stream).await => {
                    note(&stream, &log).await;
                    // Closed with a request that nobody read: the other side gets a reset.
                    drop(stream);
                }
                None => talk(stream, &log).await,
                Some(acceptor) => {
                    if let Ok(stream) = acceptor.accept(stream).await {
                        talk(stream, &log).await;
                    }
                }
            }
        });
    }
}

async fn wants_reset(stream: &TcpStream) -> bool {
    let mut start = [0; 64];
    let length = stream.peek(&mut start).await.unwrap_or(0);
    let line = String::from_utf8_lossy(&start[..length]).into_owned();
    line.contains(" /reset") || line.starts_with("HEAD /head-reset")
}

async fn note(stream: &TcpStream, log: &Mutex<Log>) {
    let mut start = vec![0; 4096];
    let length = stream.peek(&mut start).await.unwrap_or(0);
    if let Some(request) = Request::read(&String::from_utf8_lossy(&start[..length])) {
        request.note(log);
    }
}

struct Request {
    method: String,
    host: String,
    path: String,
    cookie: String,
    agent: String,
}

impl Request {
    fn read(text: &str) -> Option<Self> {
        let mut words = text.lines().next()?.split(' ');
        let header = |name: &str| {
            let line = text.lines().find(|line| line.to_lowercase().starts_with(name))?;
            line.split_once(':').map(|(_, value)| value.trim().to_owned())
        };
        Some(Self {
            method: words.next()?.to_owned(),
            path: words.next()?.to_owned(),
            host: header("host:")?,
            cookie: header("cookie:").unwrap_or_default(),
            agent: header("user-agent:").unwrap_or_default(),
        })
    }

    /// Notes the request; how often the address was asked before.
    fn note(&self, log: &Mutex<Log>) -> usize {
        let mut log = log.lock().unwrap();
        if log.agents.is_empty() {
            log.agents.push(self.agent.clone());
        }
        let url = format!("{}{}", self.host, self.path);
        let before = log.asked.iter().filter(|((_, known), _)| *known == url).map(|(_, count)| count).sum();
        *log.asked.entry((self.method.clone(), url)).or_default() += 1;
        before
    }
}

async fn talk<S: AsyncRead + AsyncWrite + Unpin>(mut stream: S, log: &Mutex<Log>) {
    let mut bytes = Vec::new();
    while !bytes.ends_with(b"\r\n\r\n") {
        let mut part = [0; 2048];
        match stream.read(&mut part).await {
            Ok(length) if length > 0 => bytes.extend_from_slice(&part[..length]),
            _ => return,
        }
        // The beginning of encryption, which this server does not speak.
        if bytes[0] == 0x16 {
            let _ = stream.write_all(&plain("400 Bad Request", "x-y: z", b"", false)).await;
            return;
        }
    }
    let Some(request) = Request::read(&String::from_utf8_lossy(&bytes)) else { return };
    let before = request.note(log);
    // Whoever is slow does not notice that nobody waits any more.
    let counts = !request.path.starts_with("/slow");
    if counts {
        let mut log = log.lock().unwrap();
        let busy = log.busy.entry(request.host.clone()).or_default();
        *busy += 1;
        if *busy > 1 {
            log.crowded.push(request.host.clone());
        }
    }
    let answer = answer(&request, before).await;
    // From the moment it has the answer the other side may ask again.
    if let Some(busy) = log.lock().unwrap().busy.get_mut(&request.host) {
        *busy -= usize::from(counts);
    }
    if let Some(answer) = answer {
        let _ = stream.write_all(&answer).await;
        let _ = stream.flush().await;
        let _ = stream.shutdown().await;
    }
}

/// A page of some size with a number in its middle.
fn page(inner: &str) -> Vec<u8> {
    let filling = "<p>Lorem ipsum dolor sit amet, consetetur sadipscing elitr.</p>\n".repeat(200);
    format!("<!doctype html><html><body>{filling}{inner}{filling}</body></html>").into_bytes()
}

/// Status line, headers and page; `None` where the connection is closed without a word.
async fn answer(request: &Request, before: usize) -> Option<Vec<u8>> {
    let path = request.path.split('?').next().unwrap_or_default();
    let is_head = request.method == "HEAD";
    let html = "content-type: text/html; charset=utf-8";
    let to = |status: &str, target: &str| plain(status, &format!("location: {target}"), b"", false);
    let number = || page("<p>Call <b>0808</b>&nbsp;1000 900 or write to help (at) example.org</p>");
    Some(match path.trim_start_matches('/').split('/').next().unwrap_or_default() {
        "number" | "huge-head" => plain("200 OK", html, &number(), is_head),
        "without" => plain("200 OK", html, &page("<p>Welcome</p>"), is_head),
        "other" => plain("200 OK", html, &page("<p>Call 0808 1000 901</p>"), is_head),
        "pdf" => plain("200 OK", "content-type: application/pdf", b"%PDF 0808 1000 900", is_head),
        "moved" => to("301 Moved Permanently", "/number"),
        "temporary" => to("302 Found", "/number"),
        "elsewhere" => to("307 Temporary Redirect", "http://other.plain.test/number"),
        "chain" => to("308 Permanent Redirect", "/chain2"),
        "chain2" => to("301 Moved Permanently", "http://new.plain.test/temporary"),
        "loop" => to("302 Found", "/loop2"),
        "loop2" => to("302 Found", "/loop"),
        "endless" => to("302 Found", &format!("{path}/on")),
        "nowhere" => to("301 Moved Permanently", "mailto:x@example.org"),
        "no-location" => plain("302 Found", "x-y: z", b"", false),
        "to-lost" => to("301 Moved Permanently", "http://lost.example/"),
        "to-expired" => to("301 Moved Permanently", "https://a.expired.test/number"),
        "cookie" if request.cookie == "seen=1" => plain("200 OK", html, &number(), is_head),
        "cookie" => plain("302 Found", "location: /cookie\r\nset-cookie: seen=1; Path=/; HttpOnly", b"", false),
        "forbidden" => plain("403 Forbidden", html, b"no", is_head),
        "teapot" => plain("418 I'm a teapot", html, b"no", is_head),
        "too-many" => plain("429 Too Many Requests", html, b"later", is_head),
        "later" if before == 0 => plain("429 Too Many Requests", "retry-after: 1", b"later", is_head),
        "much-later" => plain("429 Too Many Requests", "retry-after: 3600", b"later", is_head),
        "later" | "recovering" if before > 0 => plain("200 OK", html, &number(), is_head),
        "gone" => plain("410 Gone", html, b"gone", is_head),
        "recovering" | "broken" => plain("500 Internal Server Error", html, b"oh", is_head),
        "head-405" if is_head => plain("405 Method Not Allowed", "allow: GET", b"", true),
        "head-404" if is_head => plain("404 Not Found", html, b"", true),
        "head-405" | "head-404" | "head-reset" => plain("200 OK", html, &number(), is_head),
        "slow" => {
            tokio::time::sleep(Duration::from_secs(30)).await;
            return None;
        }
        "drip" => b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 9999\r\n\r\nhalf a page".to_vec(),
        "garbage" => b"SSH-2.0-OpenSSH\r\n".to_vec(),
        "huge" => {
            let mut body = page("<p>0808 1000 900</p>");
            body.resize(20_000_000, b' ');
            plain("200 OK", html, &body, is_head)
        }
        "late" => {
            let mut body = vec![b' '; 4_000_000];
            body.extend(page("<p>0808 1000 900</p>"));
            plain("200 OK", html, &body, is_head)
        }
        "wrong-charset" => {
            let body = b"<p>T\xe9l\xe9phone\xa0: 0808\xa01000\xa0900</p>";
            plain("200 OK", "content-type: text/html; charset=iso-8859-1", body, is_head)
        }
        "lying-charset" => {
            let body = "<p>الهاتف ٠٨٠٨ ١٠٠٠ ٩٠٠</p>";
            plain("200 OK", "content-type: text/html; charset=iso-8859-1", body.as_bytes(), is_head)
        }
        "utf-16" => {
            let mut body = vec![0xff, 0xfe];
            body.extend("<p>0808 1000 900</p>".encode_utf16().flat_map(u16::to_le_bytes));
            plain("200 OK", "content-type: text/html", &body, is_head)
        }
        _ => plain("404 Not Found", html, b"no such page", is_head),
    })
}

fn plain(status: &str, headers: &str, body: &[u8], is_head: bool) -> Vec<u8> {
    let mut answer =
        format!("HTTP/1.1 {status}\r\n{headers}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", body.len())
            .into_bytes();
    if !is_head {
        answer.extend_from_slice(body);
    }
    answer
}
