//! What is added to pages in the response: a script that reloads them, and the faults.
//!
//! The site itself is left as it is published; nothing of this is in a template.

use crate::render::Html;

use super::reload::Report;

/// Where the preview's own files stand.
pub(super) const EVENTS: &str = "/__preview/events";
pub(super) const SCRIPT: &str = "/__preview/reload.js";
pub(super) const STYLE: &str = "/__preview/overlay.css";

const POLICY: &str = "http-equiv=\"Content-Security-Policy\" content=\"";

/// A page of the site, with the faults over it where there are any.
pub(super) fn page(html: &str, version: &str, faults: Option<&Report>) -> String {
    let overlay = faults.map(|report| {
        format!(
            "<link rel=\"stylesheet\" href=\"{STYLE}\">\
             <div class=\"preview-faults preview-faults--over\" lang=\"en\" dir=\"ltr\" role=\"alert\"><details open>\
             <summary>{}: this is the last good page</summary><pre>{}</pre></details></div>",
            Html::text(&report.count).as_str(),
            Html::text(&report.text).as_str(),
        )
    });
    let added = format!("{}{}", overlay.unwrap_or_default(), script(version));
    let page = loosened(html);
    let (head, tail) = page.split_at(page.rfind("</body>").unwrap_or(page.len()));
    format!("{head}{added}{tail}")
}

/// A page of its own for faults that leave nothing else to show.
pub(super) fn faults(report: &Report, version: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta {POLICY}default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Preview</title>\n\
         <link rel=\"icon\" href=\"data:,\">\n<link rel=\"stylesheet\" href=\"{STYLE}\">\n</head>\n\
         <body>\n<main class=\"preview-faults preview-faults--alone\">\n<h1>{}</h1>\n\
         <p>The page appears as soon as this is mended and saved.</p>\n<pre>{}</pre>\n</main>\n{}\n</body>\n</html>\n",
        Html::text(&report.count).as_str(),
        Html::text(&report.text).as_str(),
        script(version),
    )
}

fn script(version: &str) -> String {
    format!(
        "<script src=\"{SCRIPT}\" data-version=\"{}\" data-events=\"{EVENTS}\"></script>",
        Html::text(version).as_str()
    )
}

/// The page with a Content-Security-Policy that lets in the preview's own files, and no more.
fn loosened(html: &str) -> String {
    let policy = html.find(POLICY).and_then(|at| {
        let start = at + POLICY.len();
        html[start..].find('"').map(|length| start..start + length)
    });
    match policy {
        Some(span) => format!("{}{}{}", &html[..span.start], with_own(&html[span.clone()]), &html[span.end..]),
        None => html.to_owned(),
    }
}

/// The policy with `'self'` among the sources of scripts, styles and connections.
fn with_own(policy: &str) -> String {
    let mut rules: Vec<(&str, Vec<&str>)> = policy
        .split(';')
        .filter_map(|rule| {
            let mut words = rule.split_ascii_whitespace();
            Some((words.next()?, words.collect()))
        })
        .collect();
    for name in ["script-src", "style-src", "connect-src"] {
        if !rules.iter().any(|(rule, _)| *rule == name) {
            // A rule that is not there means what `default-src` says; without that, everything is let in already.
            let Some((_, sources)) = rules.iter().find(|(rule, _)| *rule == "default-src") else { continue };
            let sources = sources.clone();
            rules.push((name, sources));
        }
        for (_, sources) in rules.iter_mut().filter(|(rule, _)| *rule == name) {
            sources.retain(|source| !matches!(*source, "'none'" | "'self'"));
            sources.insert(0, "'self'");
        }
    }
    let rules: Vec<String> = rules.iter().map(|(name, sources)| format!("{name} {}", sources.join(" "))).collect();
    rules.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_lets_in_the_preview_and_keeps_the_rest() {
        let policy = "default-src 'none'; style-src 'sha256-x='; script-src 'self'; img-src 'self'; base-uri 'none'";
        assert_eq!(
            with_own(policy),
            "default-src 'none'; style-src 'self' 'sha256-x='; script-src 'self'; img-src 'self'; base-uri 'none'; \
             connect-src 'self'"
        );
    }

    #[test]
    fn without_a_default_a_missing_rule_is_left_missing() {
        assert_eq!(with_own("style-src 'none'"), "style-src 'self'");
    }

    #[test]
    fn the_additions_stand_at_the_end_of_the_page_and_are_escaped() {
        let report = Report { count: "1 error".into(), text: "<script>alert(1)</script></body>".into() };
        let dressed = page("<body><p>x</p></body></html>", "7.1", Some(&report));
        assert!(dressed.starts_with("<body><p>x</p><link"), "{dressed}");
        assert!(dressed.ends_with("data-events=\"/__preview/events\"></script></body></html>"), "{dressed}");
        assert!(dressed.contains("<pre>&lt;script&gt;alert(1)&lt;/script&gt;&lt;/body&gt;</pre>"), "{dressed}");
    }

    #[test]
    fn a_page_without_an_end_is_added_to_all_the_same() {
        assert!(page("<p>x", "7.1", None).starts_with("<p>x<script src="));
    }
}
