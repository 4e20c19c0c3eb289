//! Caddy 2.6 or later on a server of one's own: a Caddyfile.

use std::fmt::Write;

use super::facts::{FOR_EVER, Facts, SHORT, literally};

/// The Caddyfile for the site in the folder `out`.
pub fn settings(facts: &Facts, out: &str) -> String {
    let mut text = format!(
        "# {} for Caddy, written with the site itself.\n# `caddy run --adapter caddyfile --config` this file, or `import` it in your own; reload\n# after a build that changed it. Edit nothing here: docs/hosting.md says how.\n\n",
        facts.url
    );
    text.push_str("(support_headers) {\n\theader {\n");
    for (name, value) in facts.security() {
        let _ = writeln!(text, "\t\t{name} \"{value}\"");
    }
    // What takes a header away is put off to the end: in the same block it would put off the others too, past the rules
    // of single files below.
    let _ = write!(text, "\t\tCache-Control \"{SHORT}\"\n\t}}\n\theader -Server\n}}\n\n");
    let _ = writeln!(text, "{} {{", address(facts, &facts.host));
    bind(facts, &mut text);
    let _ = writeln!(text, "\troute {{");
    rules(facts, out, &mut text);
    text.push_str("\t}\n\n");
    not_found(facts, out, &mut text);
    text.push_str("}\n");
    if facts.secure {
        redirect(facts, &mut text);
    }
    other_hosts(facts, &mut text);
    text
}

/// Leads to https whoever asks for this host without. Caddy would do so by itself, but after the rule for other hosts.
fn redirect(facts: &Facts, text: &mut String) {
    let _ = writeln!(text, "\n# Without encryption this host only leads on.\nhttp://{} {{", facts.host);
    bind(facts, text);
    let _ = writeln!(text, "\theader -Server\n\tredir https://{}{{uri}} 301\n}}", facts.authority());
}

/// Answers nothing to those who ask for another host, with encryption or without.
fn other_hosts(facts: &Facts, text: &mut String) {
    text.push_str("\n# Whoever asks for another host gets no answer.\n");
    let mut addresses = vec![address(facts, "")];
    if facts.secure {
        addresses.push("http://".to_owned());
    }
    for address in addresses {
        let _ = writeln!(text, "{address} {{");
        bind(facts, text);
        text.push_str("\tabort\n}\n");
    }
}

/// The not-found page of the locale, or of all.
fn not_found(facts: &Facts, out: &str, text: &mut String) {
    let (root, pattern, locales) = (&facts.root, literally(&facts.root), facts.locales.join("|"));
    let _ = write!(
        text,
        "\t# The not-found page of the locale.\n\thandle_errors {{\n\t\troot * \"{out}\"\n\t\timport support_headers\n\
         \t\t@local path_regexp part ^{pattern}({locales})/\n\
         \t\t@elsewhere not path_regexp ^{pattern}(?:{locales})/\n\
         \t\t@missing expression {{err.status_code}} == 404\n\
         \t\troute @missing {{\n\t\t\trewrite @local {root}{{re.part.1}}/404.html\n\
         \t\t\trewrite @elsewhere {root}404.html\n",
    );
    if root != "/" {
        let _ = writeln!(text, "\t\t\t{}", place(facts));
    }
    text.push_str("\t\t\tfile_server {\n\t\t\t\tprecompressed br gzip\n\t\t\t}\n\t\t}\n\t}\n");
}

/// The address of a site; an empty host stands for every other one.
fn address(facts: &Facts, host: &str) -> String {
    let scheme = if facts.secure { "https" } else { "http" };
    let port = facts.port.map(|port| format!(":{port}")).unwrap_or_default();
    format!("{scheme}://{host}{port}")
}

/// A site whose host is a number listens there only.
fn bind(facts: &Facts, text: &mut String) {
    if facts.is_address() {
        let _ = writeln!(text, "\tbind {}", facts.host.trim_matches(['[', ']']));
    }
}

/// Takes the site's root off an address, since the folder holds only what is below it.
fn place(facts: &Facts) -> String {
    format!("uri strip_prefix {}", facts.root.trim_end_matches('/'))
}

/// Everything before the files themselves, in this order.
fn rules(facts: &Facts, out: &str, text: &mut String) {
    let root = &facts.root;
    let _ = write!(text, "\t\troot * \"{out}\"\n\t\timport support_headers\n");
    let _ = write!(
        text,
        "\t\t@lasting path_regexp ^{}app\\.[0-9a-f]+\\.js$\n\t\theader @lasting Cache-Control \"{FOR_EVER}\"\n",
        literally(root)
    );
    let _ = write!(
        text,
        "\n\t\t@odd not method GET HEAD\n\t\troute @odd {{\n\t\t\theader Allow \"GET, HEAD\"\n\t\t\trespond 405\n\t\t}}\n\
         \t\t# Names that a file system refuses would count as faults of this server.\n\
         \t\t@unreadable path_regexp \\x00\n\t\terror @unreadable 400\n\
         \t\t@endless expression `size({{path}}) > 250 && (size(bytes({{path}})) > 3000 || {{path}}.split(\"/\").exists(name, size(bytes(name)) > 250))`\n\
         \t\terror @endless 404\n"
    );
    text.push_str("\n\t\t# The language a browser asks for first, of those the site has.\n");
    text.push_str("\t\tmap {header.Accept-Language} {support_wish} {\n");
    for pattern in facts.wish_patterns() {
        let _ = writeln!(text, "\t\t\t`~(?i){pattern}` `${{1}}`");
    }
    text.push_str("\t\t\tdefault none\n\t\t}\n\t\tmap {support_wish} {support_locale} {\n");
    for wish in &facts.wishes {
        let _ = writeln!(text, "\t\t\t`~(?i)^{}$` {}", wish.range, wish.locale);
    }
    let _ = write!(
        text,
        "\t\t\tdefault none\n\t\t}}\n\t\t# The choice of a language; index.html is the chooser itself.\n\
         \t\theader {root} Vary Accept-Language\n\t\t@wished {{\n\t\t\tpath {root}\n\t\t\tnot expression {{support_locale}} == \"none\"\n\t\t}}\n\
         \t\tredir @wished {root}{{support_locale}}/ 302\n",
    );
    for (from, to) in &facts.redirects {
        let _ = writeln!(text, "\t\tredir {from} {to} 301");
    }
    if root != "/" {
        let _ = write!(text, "\n\t\t@outside not path {root}*\n\t\terror @outside 404\n\t\t{}\n", place(facts));
    }
    text.push_str(
        "\n\t\t# Files that were compressed ahead (build --precompress) are served as they are; the rest is compressed here.\n\
         \t\tencode gzip\n\t\tfile_server {\n\t\t\tprecompressed br gzip\n\t\t}\n",
    );
}
