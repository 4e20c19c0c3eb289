//! What kind of content a file holds, for its `Content-Type`.

/// Pages.
pub(super) const HTML: &str = "text/html; charset=utf-8";
/// Scripts.
pub(super) const SCRIPT: &str = "text/javascript; charset=utf-8";
/// Style sheets.
pub(super) const STYLE: &str = "text/css; charset=utf-8";

/// The kind of a file, by the ending of its name; bytes of no known kind where it says nothing.
pub(super) fn type_of(file: &str) -> &'static str {
    let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending);
    match ending.to_ascii_lowercase().as_str() {
        "html" => HTML,
        "js" | "mjs" => SCRIPT,
        "css" => STYLE,
        "json" => "application/json; charset=utf-8",
        "webmanifest" => "application/manifest+json; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "svg" => "image/svg+xml; charset=utf-8",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_decides_and_text_says_its_encoding() {
        assert_eq!(type_of("en/de/index.html"), HTML);
        assert_eq!(type_of("app.1f2e.JS"), SCRIPT);
        assert_eq!(type_of(".well-known/security.txt"), "text/plain; charset=utf-8");
        assert_eq!(type_of("LICENSE"), "application/octet-stream");
    }
}
