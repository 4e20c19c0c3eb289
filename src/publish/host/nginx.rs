//! nginx 1.19.4 or later on a server of one's own: everything in one file to include in `http { … }`.

use std::fmt::Write;

use super::facts::{FOR_EVER, Facts, SHORT, literally};
use super::types::TYPES;

/// The settings for the site in the folder `out`.
pub fn settings(facts: &Facts, out: &str) -> String {
    let mut text = format!(
        "# {} for nginx, written with the site itself.\n# Include it in http {{ … }}; after a build that changed it, `nginx -t` and reload. Edit nothing here: docs/hosting.md says how.\n\n",
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
        "\n# Only the root depends on the wishes of the browser.\nmap $request_uri $support_vary {{\n    default \"\";\n    \"~^{root}(?:\\?|$)\" Accept-Language;\n}}"
    );
    text.push_str(
        "\n# What may be asked for, said to whoever asks for anything else.\nmap $request_method $support_allow {\n    \
         default \"GET, HEAD\";\n    GET \"\";\n    HEAD \"\";\n}\n\n",
    );
}

/// What every server block says: who asks for what is nobody's business. Distributions switch a log on for all of nginx,
/// and an error is noted with the visitor's address, so each block must say it.
const QUIET: &str = "    server_tokens off;\n    access_log off;\n    log_not_found off;\n    error_log /dev/null;\n";

/// The folder in which `certbot --webroot` proves on port 80 that the host is ours.
const ACME: &str = "/var/www/acme";

/// The lines that listen on a port; a site whose host is a number listens there only.
fn listens(facts: &Facts, port: u16, how: &str) -> String {
    if facts.is_address() {
        return format!("    listen {}:{port}{how};\n", facts.host);
    }
    format!("    listen {port}{how};\n    listen [::]:{port}{how};\n")
}

/// The port of the site itself.
fn port(facts: &Facts) -> u16 {
    facts.port.unwrap_or(if facts.secure { 443 } else { 80 })
}

/// Answers nothing to those who ask for another host, and leads to https those who ask for this one without.
fn other_hosts(facts: &Facts, text: &mut String) {
    text.push_str(
        "# No server below keeps a log: who reads these pages is nobody's business, and errors are noted with addresses.\n\
         # Whoever asks for another host gets no answer.\n",
    );
    if !facts.secure {
        let listen = listens(facts, port(facts), " default_server");
        let _ = writeln!(text, "server {{\n{listen}{QUIET}    return 444;\n}}");
        return;
    }
    let (plain, other) =
        (listens(facts, 80, " default_server"), listens(facts, port(facts), " ssl http2 default_server"));
    let _ = write!(
        text,
        "server {{\n{plain}{QUIET}    return 444;\n}}\nserver {{\n{other}{QUIET}    ssl_reject_handshake on;\n    return 444;\n}}\n\n"
    );
    let (host, to, plain) = (&facts.host, facts.authority(), listens(facts, 80, ""));
    let _ = write!(
        text,
        "server {{\n{plain}    server_name {host};\n{QUIET}    # `certbot --webroot` puts its proof there.\n    \
         location ^~ /.well-known/acme-challenge/ {{\n        root {ACME};\n    }}\n    \
         location / {{\n        return 301 https://{to}$request_uri;\n    }}\n}}\n",
    );
}

fn site(facts: &Facts, out: &str, text: &mut String) {
    text.push_str("server {\n");
    if facts.secure {
        let (host, listen) = (&facts.host, listens(facts, port(facts), " ssl http2"));
        let _ = write!(
            text,
            "{listen}    ssl_certificate /etc/letsencrypt/live/{host}/fullchain.pem;\n    \
             ssl_certificate_key /etc/letsencrypt/live/{host}/privkey.pem;\n    \
             ssl_protocols TLSv1.2 TLSv1.3;\n    ssl_session_cache shared:support:10m;\n    ssl_session_timeout 1d;\n",
        );
    } else {
        text.push_str(&listens(facts, port(facts), ""));
    }
    let _ =
        write!(text, "    server_name {};\n{QUIET}    index index.html;\n    absolute_redirect off;\n\n", facts.host);
    types(text);
    for (name, value) in facts.security() {
        let _ = writeln!(text, "    add_header {name} \"{value}\" always;");
    }
    text.push_str(
        "    add_header Cache-Control $support_cache always;\n    add_header Vary $support_vary always;\n    \
         add_header Allow $support_allow always;\n\n    \
         if ($support_allow) {\n        return 405;\n    }\n    # A folder without a page of its own is not there either.\n    error_page 403 404 =404 $support_missing;\n\n",
    );
    places(facts, out, text);
    text.push_str("}\n");
}

/// The media types, and what is compressed.
fn types(text: &mut String) {
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
        " \"text/html; charset=utf-8\";\n    # Brotli: `brotli_static on;` in a file of your own, beside the include of this one, holds here too.\n\n",
    );
}

/// The choice of a language, the files, and old addresses.
fn places(facts: &Facts, out: &str, text: &mut String) {
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
}
