//! A bucket of S3 that is served as a website.
//!
//! S3 reads no file of rules: each object is uploaded with its own metadata, and the bucket has a configuration. Both are
//! written down beside the folder for whoever uploads. Headers other than those of an object are for the distribution in
//! front of the bucket, and are listed for it. There is one not-found page for all, so it is the one in every language.

use serde::Serialize;

use super::facts::{FOR_EVER, Facts, SHORT};
use super::types;

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Website {
    index_document: IndexDocument,
    error_document: ErrorDocument,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct IndexDocument {
    suffix: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct ErrorDocument {
    key: String,
}

#[derive(Serialize)]
struct Header {
    name: &'static str,
    value: String,
}

#[derive(Serialize)]
struct Object<'a> {
    key: String,
    /// The file of the published folder.
    body: &'a str,
    content_type: &'static str,
    cache_control: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_encoding: Option<&'static str>,
}

#[derive(Serialize)]
struct Redirect<'a> {
    key: String,
    website_redirect_location: &'a str,
}

/// Everything to know for an upload, as the members of a JSON object with one entry a line, without the brace that opens it:
/// `prefix`, with which every key begins and which is empty for a site at the root of its host; `website` for `put-bucket-website` as it is, `headers`
/// for the distribution in front of the bucket, `objects`, and `redirects`, which are objects without a body.
pub fn settings(facts: &Facts, files: &[String]) -> String {
    let redirects = facts.redirects.iter().map(|(from, to)| {
        let key = from.trim_start_matches('/');
        let key = if key.ends_with('/') { format!("{key}index.html") } else { key.to_owned() };
        Redirect { key, website_redirect_location: to }
    });
    let website = Website {
        index_document: IndexDocument { suffix: "index.html" },
        error_document: ErrorDocument { key: format!("{}404.html", facts.root.trim_start_matches('/')) },
    };
    format!(
        "\"prefix\": {},\n\"website\": {},\n\"headers\": {},\n\"objects\": {},\n\"redirects\": {}\n}}\n",
        json(&facts.root.trim_start_matches('/')),
        json(&website),
        lines(facts.security().into_iter().map(|(name, value)| Header { name, value })),
        lines(files.iter().filter_map(|path| object(facts, files, path))),
        lines(redirects),
    )
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// A list with each item on its own line.
fn lines(items: impl Iterator<Item = impl Serialize>) -> String {
    let items: Vec<String> = items.map(|item| json(&item)).collect();
    if items.is_empty() { "[]".to_owned() } else { format!("[\n{}\n]", items.join(",\n")) }
}

/// One object; none where the same file stands compressed beside this one, and is uploaded in its place.
fn object<'a>(facts: &Facts, files: &'a [String], path: &'a str) -> Option<Object<'a>> {
    if files.binary_search(&format!("{path}.gz")).is_ok() {
        return None;
    }
    let plain = path.strip_suffix(".gz");
    let name = plain.unwrap_or(path);
    let lasting = facts.script.as_deref() == Some(name);
    Some(Object {
        key: format!("{}{name}", facts.root.trim_start_matches('/')),
        body: path,
        content_type: types::of(name),
        cache_control: if lasting { FOR_EVER } else { SHORT },
        content_encoding: plain.map(|_| "gzip"),
    })
}
