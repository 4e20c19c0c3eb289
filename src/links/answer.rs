//! What an address answered, and whether a number or mail address stands on its page.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use url::Url;

/// How an address answered in the end, after redirects and further tries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// With a page.
    Fine,
    /// 404 or 410: the server says that there is no such page.
    Gone,
    /// The name of the host is in no directory of names.
    NoSuchHost,
    /// The certificate is not valid today.
    CertificateExpired,
    /// The certificate is for other hosts.
    CertificateForAnotherHost,
    /// Nobody who is trusted vouches for the certificate, or the chain to them is incomplete.
    CertificateUntrusted,
    /// Encryption failed in another way.
    TlsFailed,
    /// Redirects lead in a circle, or to no end.
    RedirectLoop,
    /// A redirect leads to nothing that can be opened.
    RedirectBroken,
    /// Nothing listens at the address.
    Refused,
    /// No way leads to the address.
    Unreachable,
    /// The connection broke, or the answer could not be understood.
    Broken,
    /// No whole answer in time.
    TimedOut,
    /// The server says that it failed (5xx).
    ServerFault,
    /// The server answers, but will not tell a program (403, 429 and the like). Never taken for dead.
    Unknown,
}

impl Verdict {
    /// What the status code of a last answer means.
    pub fn of_status(status: u16) -> Self {
        match status {
            200..=299 => Self::Fine,
            300..=399 => Self::RedirectBroken,
            404 | 410 => Self::Gone,
            500..=599 => Self::ServerFault,
            _ => Self::Unknown,
        }
    }

    /// Whether a second or third try may find another answer.
    pub fn is_passing(self) -> bool {
        matches!(self, Self::ServerFault | Self::TimedOut | Self::Broken)
    }
}

/// One redirect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hop {
    /// The status code.
    pub status: u16,
    /// Where it leads.
    pub to: String,
}

impl Hop {
    /// Whether the server says that the page has moved for good.
    pub fn is_permanent(&self) -> bool {
        matches!(self.status, 301 | 308)
    }
}

/// Whether a number or mail address stands on a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Presence {
    /// It is still printed there.
    Printed,
    /// It is not, but these are: numbers of the same country, or mail addresses of the same host.
    Another(Vec<String>),
    /// Neither it nor another is.
    NotFound,
}

/// Everything that asking one address told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// How it ended.
    pub verdict: Verdict,
    /// The last status code; `None` where there was no answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// The redirects on the way.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hops: Vec<Hop>,
    /// What was looked for on the page, by the key of each; empty where there was no page to read.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub found: BTreeMap<String, Presence>,
}

impl Answer {
    /// An answer without a page.
    pub fn bare(verdict: Verdict, status: Option<u16>, hops: Vec<Hop>) -> Self {
        Self { verdict, status, hops, found: BTreeMap::new() }
    }

    /// The address that the server names as the new one for good: where the permanent redirects at the beginning lead.
    pub fn moved_to(&self) -> Option<&str> {
        let permanent = self.hops.iter().take_while(|hop| hop.is_permanent()).last();
        permanent.filter(|_| self.verdict == Verdict::Fine).map(|hop| hop.to.as_str())
    }

    /// Where it ended, if that is on another host than `url`.
    pub fn other_host(&self, url: &str) -> Option<&str> {
        let last = &self.hops.last()?.to;
        (host_of(last) != host_of(url)).then_some(last)
    }
}

/// The host of an address without a leading `www.`, by which pages of one provider are known.
pub fn host_of(url: &str) -> Option<String> {
    let parsed = Url::parse(url).ok()?;
    let host = parsed.host_str()?;
    Some(host.strip_prefix("www.").unwrap_or(host).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_permanent_redirects_at_the_beginning_name_a_new_address() {
        let hop = |status, to: &str| Hop { status, to: to.to_owned() };
        let mut answer =
            Answer::bare(Verdict::Fine, Some(200), vec![hop(301, "https://b.org/"), hop(302, "https://c.org/")]);
        assert_eq!(answer.moved_to(), Some("https://b.org/"));
        assert_eq!(answer.other_host("https://www.c.org/x"), None);
        assert_eq!(answer.other_host("https://a.org/"), Some("https://c.org/"));
        answer.hops.remove(0);
        assert_eq!(answer.moved_to(), None);
    }

    #[test]
    fn a_refusal_is_not_death() {
        assert_eq!(Verdict::of_status(403), Verdict::Unknown);
        assert_eq!(Verdict::of_status(429), Verdict::Unknown);
        assert_eq!(Verdict::of_status(410), Verdict::Gone);
        assert_eq!(Verdict::of_status(304), Verdict::RedirectBroken);
    }
}
