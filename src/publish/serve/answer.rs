//! A request in, a response out.
//!
//! Only this machine can connect, but any website that its browser shows can make the browser ask. So the name in `Host`
//! must be one of this machine's own (a foreign name that was made to lead here is refused), and nothing but reading is
//! answered.

use std::convert::Infallible;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, HOST, LOCATION, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use tokio::sync::watch::Receiver;
use tokio::task::spawn_blocking;
use tokio_stream::StreamExt;
use tokio_stream::wrappers::WatchStream;

use crate::render::Route;

use super::reload::{Report, Shown, View};
use super::served::{Found, Served};
use super::{Log, dress, media};

/// What answering needs.
#[derive(Clone)]
pub(super) struct Desk {
    /// Always has the newest view.
    pub views: Receiver<View>,
    /// Where faults are said that show only when a page is rendered.
    pub log: Log,
}

/// Answers every request.
pub(super) fn service(desk: Desk) -> Router {
    Router::new().fallback(answer).with_state(desk)
}

async fn answer(State(desk): State<Desk>, request: Request) -> Response {
    let mut response = if !is_for_us(request.headers()) || request.uri().authority().is_some() {
        plain(StatusCode::MISDIRECTED_REQUEST, "The preview answers to localhost and 127.0.0.1 only.\n")
    } else if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let refusal = plain(StatusCode::METHOD_NOT_ALLOWED, "The preview is only for reading.\n");
        ([(ALLOW, "GET, HEAD")], refusal).into_response()
    } else {
        match request.uri().path() {
            dress::EVENTS => events(desk.views),
            dress::SCRIPT => typed(StatusCode::OK, media::SCRIPT, include_str!("reload.js")),
            dress::STYLE => typed(StatusCode::OK, media::STYLE, include_str!("overlay.css")),
            path => {
                let path = path.to_owned();
                // Rendering takes milliseconds, in which other requests go on.
                let made = spawn_blocking(move || page(&desk, &path)).await;
                made.unwrap_or_else(|_| plain(StatusCode::INTERNAL_SERVER_ERROR, "The page could not be made.\n"))
            }
        }
    };
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

/// Whether the request names this machine: exactly one `Host`, `localhost` or `127.0.0.1`, with or without a port.
fn is_for_us(headers: &HeaderMap) -> bool {
    let mut hosts = headers.get_all(HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else { return false };
    let Ok(host) = host.to_str() else { return false };
    let (name, port) = host.split_once(':').unwrap_or((host, "0"));
    (name == "127.0.0.1" || name.eq_ignore_ascii_case("localhost")) && port.parse::<u16>().is_ok()
}

/// The newest version, and each one after it.
fn events(views: Receiver<View>) -> Response {
    let versions = WatchStream::new(views).map(|view| Ok::<_, Infallible>(Event::default().data(view.version)));
    Sse::new(versions).keep_alive(KeepAlive::default()).into_response()
}

fn page(desk: &Desk, path: &str) -> Response {
    let View { version, shown } = desk.views.borrow().clone();
    let (served, faults) = match &shown {
        Shown::Current(served) => (served, None),
        Shown::Stale(served, report) => (served, Some(report)),
        Shown::Nothing(report) => return alone(StatusCode::SERVICE_UNAVAILABLE, report, &version),
    };
    let sheet = Sheet { desk, served, faults: faults.map(Arc::as_ref), version: &version };
    match served.find(path) {
        Found::Here(route) => sheet.render(StatusCode::OK, route),
        Found::Folder => redirect(path),
        Found::Nowhere(Some(route)) => sheet.render(StatusCode::NOT_FOUND, route),
        Found::Nowhere(None) => plain(StatusCode::NOT_FOUND, "There is no such page.\n"),
    }
}

/// What every page of a view is made from.
struct Sheet<'a> {
    desk: &'a Desk,
    served: &'a Served,
    faults: Option<&'a Report>,
    version: &'a str,
}

impl Sheet<'_> {
    fn render(&self, status: StatusCode, route: &Route) -> Response {
        let kind = media::type_of(&route.file());
        match self.served.render(route) {
            Ok(bytes) if kind == media::HTML => {
                let html = String::from_utf8_lossy(&bytes);
                typed(status, kind, dress::page(&html, self.version, self.faults))
            }
            Ok(bytes) => typed(status, kind, bytes),
            Err(fault) => {
                (self.desk.log)(&format!("/{} cannot be shown: {fault}", route.path()));
                alone(StatusCode::INTERNAL_SERVER_ERROR, &Report::of_one(*fault), self.version)
            }
        }
    }
}

/// Faults, and nothing else.
fn alone(status: StatusCode, report: &Report, version: &str) -> Response {
    typed(status, media::HTML, dress::faults(report, version))
}

/// To the same address with a slash behind it, as a host does.
fn redirect(path: &str) -> Response {
    (StatusCode::TEMPORARY_REDIRECT, [(LOCATION, format!("{path}/"))]).into_response()
}

fn plain(status: StatusCode, text: &'static str) -> Response {
    typed(status, "text/plain; charset=utf-8", text)
}

fn typed(status: StatusCode, kind: &'static str, body: impl Into<Body>) -> Response {
    (status, [(CONTENT_TYPE, kind)], body.into()).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn for_us(hosts: &[&str]) -> bool {
        let mut headers = HeaderMap::new();
        for host in hosts {
            headers.append(HOST, HeaderValue::from_str(host).unwrap());
        }
        is_for_us(&headers)
    }

    #[test]
    fn only_names_of_this_machine_are_answered_to() {
        for host in ["localhost", "LocalHost:4000", "127.0.0.1", "127.0.0.1:80"] {
            assert!(for_us(&[host]), "{host}");
        }
        for host in
            ["", "example.org", "localhost.example.org", "localhost@x", "127.0.0.1:x", "127.0.0.1:80:80", "[::1]"]
        {
            assert!(!for_us(&[host]), "{host}");
        }
        assert!(!for_us(&[]));
        assert!(!for_us(&["localhost", "example.org"]));
    }
}
