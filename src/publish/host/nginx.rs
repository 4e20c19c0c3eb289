//! nginx 1.19.4 or later on a server of one's own: everything in one file to include in `http { … }`.

use std::fmt::Write;

use super::facts::{FOR_EVER, Facts, SHORT, literally};
use super::types::TYPES;

/// The settings for the site in the folder `out`.
pub fn settings(facts: &Facts, out: &str) -> String {
    let mut text = format!(
        "# {} for nginx, written with the site itself.\n# Include it in http {{ … }}, and again after each build; then `nginx -t` and reload.\n\n",
        facts.url
    );
    maps(facts, &mut text);
    other_hosts(facts, &mut text);
    site(facts, out, &mut text);
    text
}

/// What is looked up by the address or by the wishes of the browser.
fn maps(facts: &Facts, text: &mut String) {
    text.push_str("# The language a browser asks for first, of those the site has.\n");
    text.push_str("map $http_accept_language $support_wish {\n    default \"\";\n");
    for pattern in facts.wish_patterns() {
        // The first group is the language.
        let named = pattern.replacen(r"\s*(", r"\s*(?<support_range>", 1);
        let _ = writeln!(text, "    \"~*{named}\" $support_range;");
    }
    text.push_str("}\nmap $support_wish $support_locale {\n    default \"\";\n");
    for wish in &facts.wishes {
        let _ = writeln!(text, "    {} {};", wish.range, wish.locale);
    }
    let root = literally(&facts.root);
    let _ = writeln!(
        text,
        "}}\n\n# The not-found page of the locale.\nmap $uri $support_missing {{\n    default {};\n    \"~^{root}(?<support_part>{})/\" {}$support_part/404.html;\n}}",
        facts.at("404.html"),
        facts.locales.join("|"),
        facts.root,
    );
    let _ = writeln!(
        text,
        "\n# Pages are asked for again after five minutes; a file whose name changes with its content never is.\nmap $uri $support_cache {{\n    default \"{SHORT}\";\n    \"~^{root}app\\.[0-9a-f]+\\.js$\" \"{FOR_EVER}\";\n}}"
    );
    let _ = writeln!(
        text,
        "\n# Only the root depends on the wishes of the browser.\nmap $request_uri $support_vary {{\n    default \"\";\n    \"~^{root}(?:\\?|$)\" Accept-Language;\n}}\n"
    );
}

/// Answers nothing to those who ask for another host.
fn other_hosts(facts: &Facts, text: &mut String) {
    text.push_str("# Whoever asks for another host gets no answer.\n");
    if facts.secure {
        let host = &facts.host;
        let _ = write!(
            text,
            "server {{\n    listen 80 default_server;\n    listen [::]:80 default_server;\n    return 444;\n}}\n\
             server {{\n    listen 443 ssl http2 default_server;\n    listen [::]:443 ssl http2 default_server;\n    ssl_reject_handshake on;\n    return 444;\n}}\n\n\
             server {{\n    listen 80;\n    listen [::]:80;\n    server_name {host};\n    return 301 https://{host}$request_uri;\n}}\n",
        );
    } else {
        let _ = write!(text, "server {{\n    listen {} default_server;\n    return 444;\n}}\n", listen(facts));
    }
}

/// The address and port of a site without encryption.
fn listen(facts: &Facts) -> String {
    let port = facts.port.unwrap_or(80);
    let is_address = facts.host.bytes().all(|b| b.is_ascii_digit() || b == b'.') || facts.host.starts_with('[');
    if is_address { format!("{}:{port}", facts.host) } else { port.to_string() }
}

fn site(facts: &Facts, out: &str, text: &mut String) {
    text.push_str("server {\n");
    if facts.secure {
        let host = &facts.host;
        let _ = write!(
            text,
            "    listen 443 ssl http2;\n    listen [::]:443 ssl http2;\n    \
             ssl_certificate /etc/letsencrypt/live/{host}/fullchain.pem;\n    \
             ssl_certificate_key /etc/letsencrypt/live/{host}/privkey.pem;\n    \
             ssl_protocols TLSv1.2 TLSv1.3;\n    ssl_session_cache shared:support:10m;\n    ssl_session_timeout 1d;\n",
        );
    } else {
        let _ = writeln!(text, "    listen {};", listen(facts));
    }
    let _ = write!(
        text,
        "    server_name {};\n    index index.html;\n    absolute_redirect off;\n    server_tokens off;\n    \
         # Who reads these pages is nobody's business.\n    access_log off;\n    log_not_found off;\n\n",
        facts.host
    );
    text.push_str("    types {\n");
    for (ending, media) in TYPES {
        let _ = writeln!(text, "        \"{media}\" {ending};");
    }
    text.push_str("    }\n    default_type application/octet-stream;\n\n");
    text.push_str(
        "    # Files that were compressed ahead (build --precompress) are served as they are; the rest is compressed here.\n    \
         sendfile on;\n    tcp_nopush on;\n    gzip_static on;\n    gzip on;\n    gzip_vary on;\n    gzip_proxied any;\n    gzip_min_length 200;\n    gzip_types",
    );
    for (_, media) in TYPES.iter().filter(|(ending, media)| media.contains("charset") && *ending != "html") {
        let _ = write!(text, " \"{media}\"");
    }
    text.push_str(
        " \"text/html; charset=utf-8\";\n    # With the module of Debian's package libnginx-mod-http-brotli-static:\n    # brotli_static on;\n\n",
    );
    for (name, value) in facts.security() {
        let _ = writeln!(text, "    add_header {name} \"{value}\" always;");
    }
    text.push_str(
        "    add_header Cache-Control $support_cache always;\n    add_header Vary $support_vary always;\n\n    \
         if ($request_method !~ ^(?:GET|HEAD)$) {\n        return 405;\n    }\n    # A folder without a page of its own is not there either.\n    error_page 403 404 =404 $support_missing;\n\n",
    );
    let place = if facts.root == "/" { format!("root \"{out}\"") } else { format!("alias \"{out}/\"") };
    let root = &facts.root;
    let _ = write!(
        text,
        "    # The choice of a language; index.html is the chooser itself.\n    location = {root} {{\n        {place};\n        \
         if ($support_locale) {{\n            return 302 {root}$support_locale/;\n        }}\n    }}\n    \
         location {root} {{\n        {place};\n    }}\n",
    );
    for (from, to) in &facts.redirects {
        let _ = write!(text, "    location = {from} {{\n        return 301 {to};\n    }}\n");
    }
    text.push_str("}\n");
}
