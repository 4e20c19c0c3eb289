//! GitHub Pages, and any host that knows nothing but files: no headers, no rules. An old address is a small page that leads
//! on by itself.

use super::{Facts, HostFile};

/// The files for GitHub Pages. Without `.nojekyll` it leaves out files whose names begin with a dot.
pub fn files(facts: &Facts) -> Vec<HostFile> {
    let mut files = stubs(facts);
    files.push((".nojekyll".to_owned(), String::new()));
    files
}

/// A page for each old address. It says what it does in no language: a link with the new address.
pub fn stubs(facts: &Facts) -> Vec<HostFile> {
    let stub = |(from, to): &(String, String)| {
        let path = from.strip_prefix(&facts.root).unwrap_or(from);
        let file = if path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
        // Checked addresses hold no character that means something in HTML.
        let origin = facts.url.strip_suffix(&facts.root).unwrap_or(&facts.url);
        let page = format!(
            "<!doctype html>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; base-uri 'none'; form-action 'none'\">\n\
             <meta name=\"referrer\" content=\"no-referrer\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"robots\" content=\"noindex\">\n\
             <meta http-equiv=\"refresh\" content=\"0; url={to}\">\n\
             <link rel=\"canonical\" href=\"{origin}{to}\">\n\
             <title>{to}</title>\n<p><a href=\"{to}\">{to}</a>\n"
        );
        (file, page)
    };
    facts.redirects.iter().map(stub).collect()
}
