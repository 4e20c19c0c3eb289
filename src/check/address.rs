//! Web and mail addresses: a visitor is sent only where the address honestly says.

use unicode_script::{Script, UnicodeScript};
use url::{Host, Url};

use super::decode::{At, Cx, Problem};
use super::unseen::is_invisible;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::WebAddress;

/// What an address is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// A visitor may follow it: https, or http where the record says `unencrypted: true`.
    Visitor {
        /// Whether the record acknowledges that there is no encryption.
        unencrypted: bool,
    },
    /// Where encryption is never left out: a link in a text, the site's own address.
    Encrypted,
    /// Evidence for maintainers: http is allowed.
    Evidence,
}

/// Checks a web address; `None` after a fault, which is then noted.
pub fn check(written: &At<String>, purpose: Use, cx: &mut Cx<'_>) -> Option<WebAddress> {
    match read(&written.value, purpose) {
        Ok(address) => Some(address),
        Err(problem) => {
            cx.fault(&written.span, problem.diagnostic);
            None
        }
    }
}

/// Reads a web address by the rules of the URL standard (WHATWG), and more strictly than a browser.
///
/// # Errors
/// Says what is wrong and what to write instead.
pub fn read(text: &str, purpose: Use) -> Result<WebAddress, Problem> {
    if let Some(bad) =
        text.chars().find(|c| is_invisible(*c) || c.is_whitespace() || matches!(c, '<' | '>' | '"' | '`' | '\\' | '\''))
    {
        return Err(Problem::new(Code::UrlMalformed, format!("a web address cannot hold `{}`", bad.escape_default()))
            .help("copy the address again from the browser's address bar"));
    }
    let url = Url::parse(text).map_err(|_| {
        Problem::new(Code::UrlMalformed, format!("`{text}` is not a whole web address")).help(
            match text.contains(':') {
                true => "copy the address again from the browser's address bar".to_owned(),
                false => {
                    format!("open https://{} and, if it is the right page, write that", text.trim_start_matches('/'))
                }
            },
        )
    })?;
    check_scheme(&url, purpose)?;
    if !url.username().is_empty()
        || url.password().is_some()
        || text.contains('@') && url.path() == "/" && !text.contains("/@")
    {
        return Err(Problem::new(Code::UrlCredentials, "the address holds a user name or password")
            .label("everything before `@` is not the site")
            .help("delete everything between `//` and `@`"));
    }
    check_host(&url, text)?;
    Ok(WebAddress::new_checked(text))
}

fn check_scheme(url: &Url, purpose: Use) -> Result<(), Problem> {
    match (url.scheme(), purpose) {
        ("https", Use::Visitor { unencrypted: true }) => Err(Problem::new(
            Code::UnencryptedNeedless,
            "the address is https, but the record says `unencrypted: true`",
        )
        .help("delete the line `unencrypted: true`")),
        ("https", _) | ("http", Use::Evidence | Use::Visitor { unencrypted: true }) => Ok(()),
        ("http", Use::Visitor { unencrypted: false } | Use::Encrypted) => {
            let way_out = match purpose {
                Use::Visitor { .. } => "; if the service has no https, add a line `unencrypted: true`",
                Use::Encrypted | Use::Evidence => "",
            };
            let message = "the address is not encrypted: anybody on the way can read what a visitor opens";
            Err(Problem::new(Code::UrlNotHttps, message)
                .label("http")
                .help(format!("open it with https:// and write that if it works{way_out}")))
        }
        (scheme, _) => Err(Problem::new(Code::UrlScheme, format!("`{scheme}:` is not the beginning of a web address"))
            .help("write an address that begins with https://")),
    }
}

/// The host must be a name with a dot that browsers read as it is written, and each of its labels must be of one script,
/// so that no letter poses as another.
fn check_host(url: &Url, text: &str) -> Result<(), Problem> {
    let Some(Host::Domain(host)) = url.host() else {
        return Err(Problem::new(Code::UrlMalformed, "the address needs a host name, not a number")
            .help("write the name of the site, such as https://example.org/"));
    };
    // Browsers also take `https:name` and `https:/name`; the name must stand where everybody looks for it.
    let written = text.get(url.scheme().len()..).and_then(|rest| rest.strip_prefix("://")).unwrap_or("");
    let written = written.split(['/', '?', '#']).next().unwrap_or("");
    let written = written.rsplit_once(':').map_or(written, |(host, _)| host);
    if !written.contains('.') || written.starts_with('.') || written.ends_with('.') || written.contains("..") {
        return Err(Problem::new(Code::UrlMalformed, format!("`{written}` is not the name of a site"))
            .help("write the name of the site, such as https://example.org/"));
    }
    let lower = written.to_lowercase();
    if lower != host && lower != as_seen(host) {
        return Err(Problem::new(Code::UrlMalformed, format!("browsers would open another site than `{written}`"))
            .label(format!("opens {host}"))
            .help("copy the address again from the browser's address bar"));
    }
    for label in written.split('.') {
        let shown = as_seen(label);
        if mixes_scripts(&shown) || is_wholly_confusable(&shown) {
            return Err(Problem::new(Code::UrlLookAlike, format!("`{shown}` holds letters that look like letters of another script"))
                .label("a look-alike")
                .help("type the address by hand from a printed source; if it is genuine, use a page of the service that has a plain address"));
        }
    }
    Ok(())
}

/// A label of a host name as people see it: `xn--` undone.
fn as_seen(label: &str) -> String {
    idna::domain_to_unicode(label).0
}

/// Whether letters of scripts that nobody writes together stand in one label. Source: UTS 39, single-script restriction;
/// Japanese and Korean mix several scripts by nature.
fn mixes_scripts(label: &str) -> bool {
    let mut scripts: Vec<Script> = label
        .chars()
        .map(|c| match c.script() {
            Script::Hiragana | Script::Katakana | Script::Hangul | Script::Bopomofo => Script::Han,
            script => script,
        })
        .filter(|script| !matches!(script, Script::Common | Script::Inherited))
        .collect();
    scripts.dedup();
    scripts.iter().any(|script| *script != scripts[0])
}

/// Whether every letter is a Cyrillic or Greek twin of a Latin one, so that the whole label poses as Latin.
fn is_wholly_confusable(label: &str) -> bool {
    const TWINS: &str = "асеорхуіјѕԁһӏԛԝοανικυρ";
    let mut letters = label.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(|c| TWINS.contains(c))
}

/// Reads a mail address: one `@`, a plain local part, a host with a dot.
///
/// # Errors
/// Says what is wrong and what to write instead.
pub fn read_email(text: &str) -> Result<String, Problem> {
    let plain = |part: &str| {
        !part.is_empty()
            && !part.starts_with('.')
            && !part.ends_with('.')
            && !part.contains("..")
            && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"._+-".contains(&b))
    };
    match text.split_once('@') {
        Some((local, host)) if plain(local) && plain(host) && host.contains('.') && !host.contains(['_', '+']) => {
            Ok(text.to_owned())
        }
        _ => Err(Problem::new(Code::EmailMalformed, format!("`{text}` is not a mail address"))
            .help("write only the address, such as help@example.org, without `mailto:` or a name")),
    }
}

/// Reports an address that is only evidence.
pub fn check_evidence(written: &At<String>, cx: &mut Cx<'_>) -> Option<WebAddress> {
    check(written, Use::Evidence, cx)
}

/// Whether the `unencrypted` of a record fits its address, or stands there without one.
pub fn acknowledged(unencrypted: Option<&At<bool>>, has_address: bool, cx: &mut Cx<'_>) -> bool {
    if let Some(flag) = unencrypted
        && flag.value
        && !has_address
    {
        cx.fault(
            &flag.span,
            Diagnostic::new(Code::UnencryptedNeedless, "`unencrypted: true` without a web address")
                .help("delete the line"),
        );
    }
    unencrypted.is_some_and(|flag| flag.value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> Option<Code> {
        read(text, Use::Visitor { unencrypted: false }).err().map(|problem| problem.diagnostic.code)
    }

    #[test]
    fn honest_addresses_pass() {
        for good in [
            "https://example.org/",
            "https://www.bios-bw.com/flyer-broschüren",
            "https://例え.jp/",
            "https://x.org/a?b=c#d",
            "https://пример.рф/",
        ] {
            assert_eq!(code(good), None, "{good}");
        }
    }

    #[test]
    fn dishonest_addresses_do_not() {
        assert_eq!(code("http://example.org/"), Some(Code::UrlNotHttps));
        assert_eq!(code("javascript:alert(1)"), Some(Code::UrlScheme));
        assert_eq!(code("data:text/html,x"), Some(Code::UrlScheme));
        assert_eq!(code("https://user:pw@example.org/"), Some(Code::UrlCredentials));
        assert_eq!(code("https://example.org@evil.example/"), Some(Code::UrlCredentials));
        assert_eq!(code("https://exаmple.org/"), Some(Code::UrlLookAlike), "a Cyrillic letter");
        assert_eq!(code("https://xn--exmple-4nf.org/"), Some(Code::UrlLookAlike));
        assert_eq!(code("https://аррӏе.com/"), Some(Code::UrlLookAlike), "all Cyrillic");
        assert_eq!(code("https://exa\u{202e}mple.org/"), Some(Code::UrlMalformed));
        assert_eq!(code("https://localhost/"), Some(Code::UrlMalformed));
        assert_eq!(code("https://127.0.0.1/"), Some(Code::UrlMalformed));
        assert_eq!(code("//example.org"), Some(Code::UrlMalformed));
        assert_eq!(code("https:evil//example.org/"), Some(Code::UrlMalformed), "the host is `evil`");
        assert_eq!(code("https://www."), Some(Code::UrlMalformed));
        assert_eq!(code("https:/evil.example/"), Some(Code::UrlMalformed));
        assert_eq!(code("https://@evil.example/"), Some(Code::UrlMalformed));
        assert_eq!(code("https://ex%61mple.org/"), Some(Code::UrlMalformed), "opens example.org");
        assert_eq!(code("https://example.org。evil.example/"), Some(Code::UrlMalformed), "another kind of dot");
    }

    #[test]
    fn mail_addresses_are_plain() {
        assert!(read_email("help@example.org").is_ok());
        for bad in ["help", "a@b", "a b@c.de", "mailto:a@b.de", "a@b@c.de", "a@b..de", "ä@b.de"] {
            assert!(read_email(bad).is_err(), "{bad}");
        }
    }
}
