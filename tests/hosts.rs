//! What is written for each host, beside the pages, compared with what was expected.
//!
//! `UPDATE=1 cargo test --test hosts` accepts what the program writes now; read the difference before you commit it.

#![allow(clippy::unwrap_used, clippy::format_collect, clippy::case_sensitive_file_extension_comparisons, missing_docs)]

mod support;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use get_support_today::diagnostic::Faults;
use get_support_today::publish::host::{self, Facts, HostFile, Target};
use get_support_today::publish::{BuildError, Plan, build_for};
use get_support_today::read::{self, Files};
use get_support_today::render::Site;
use get_support_today::{diagnostic::Code, prepare};
use sha2::{Digest as _, Sha256};
use support::{SMALL_DAY, printed, scratch, small_project, tree};

/// Two old addresses: a folder and a file.
const REDIRECTS: &str = "- { from: /en/old-name/, to: /en/contact/ }\n- { from: /leaflet.html, to: /de/de/ }\n";

fn project(redirects: &str) -> Files {
    let mut files = small_project();
    if !redirects.is_empty() {
        files.insert("data/redirects.yaml".to_owned(), redirects.as_bytes().to_vec());
    }
    files
}

fn load(files: &Files, base_url: &str) -> (Option<Site>, Faults) {
    let (raw, faults) = read::parse(files);
    let loaded = prepare(&raw, faults, SMALL_DAY, Some(base_url));
    (loaded.value, loaded.faults)
}

fn site(redirects: &str, base_url: &str) -> Site {
    let (site, faults) = load(&project(redirects), base_url);
    site.unwrap_or_else(|| panic!("{}", printed(faults)))
}

/// All files that a build leaves in `folder`: those of the site below `site/`, and those beside it.
fn built(site: &Site, target: Target, folder: &Path) -> Result<BTreeMap<String, String>, BuildError> {
    build_for(site, &folder.join("site"), &Plan { target, ..Plan::default() })?;
    let files = tree(folder).into_iter();
    Ok(files.map(|(path, bytes)| (path, String::from_utf8_lossy(&bytes).into_owned())).collect())
}

/// What the target adds to the pages. What changes with the style sheet, the script and the folder is named, not shown.
fn added(site: &Site, target: Target, pages: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let folder = scratch();
    let mut files = built(site, target, folder.path()).unwrap();
    for path in pages.keys() {
        assert!(files.contains_key(path), "{target} lost {path}");
    }
    let (style, screen) = (&site.assets.style_hash, &site.assets.screen_style_hash);
    let script = site.assets.script.clone().unwrap();
    let out = std::path::absolute(folder.path()).unwrap();
    files.retain(|path, _| !pages.contains_key(path));
    let named = |text: &str| {
        text.replace(style, "STYLE")
            .replace(screen, "SCREEN")
            .replace(&script, "app.SCRIPT.js")
            .replace(out.to_str().unwrap(), "/srv")
    };
    let shown = |text: &str| -> String {
        without_digest(&named(text)).split_inclusive('\n').filter(|line| !is_of_a_country(line)).collect()
    };
    files.iter().map(|(path, text)| (path.trim_start_matches("site/").to_owned(), shown(text))).collect()
}

/// The text with its first line without the digest of the others.
fn without_digest(text: &str) -> String {
    let digest = text.lines().next().unwrap_or_default().split([' ', '"']).find(|word| word.len() == 64);
    digest.map_or_else(|| text.to_owned(), |digest| text.replace(digest, "DIGEST"))
}

/// Whether a line of a list of objects is that of a country's page; there are too many to read.
fn is_of_a_country(line: &str) -> bool {
    let key = line.strip_prefix("{\"key\":\"").and_then(|rest| rest.split('"').next()).unwrap_or_default();
    matches!(key.split('/').collect::<Vec<_>>().as_slice(), [_, country, _] if country.len() == 2)
}

fn expected_folder(target: Target) -> PathBuf {
    support::root().join("tests/hosts").join(target.as_str())
}

/// Compares with the folder of the target, or writes it anew.
fn compare(target: Target, made: &BTreeMap<String, String>) {
    let folder = expected_folder(target);
    if std::env::var_os("UPDATE").is_some() {
        let _ = std::fs::remove_dir_all(&folder);
        support::write(&folder, &made.iter().map(|(path, text)| (path.clone(), text.clone().into_bytes())).collect());
        return;
    }
    let expected = tree(&folder);
    assert_eq!(made.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>(), "the files for {target}");
    for (path, text) in made {
        let wanted = String::from_utf8_lossy(&expected[path]);
        for (line, (found, wanted)) in text.lines().zip(wanted.lines()).enumerate() {
            assert_eq!(found, wanted, "{target}/{path}:{}", line + 1);
        }
        assert_eq!(text, &wanted, "{target}/{path}");
    }
}

#[test]
fn each_host_gets_exactly_what_it_reads() {
    let without = site("", "https://help.example/");
    let folder = scratch();
    let pages = built(&without, Target::Plain, folder.path()).unwrap();
    let with = site(REDIRECTS, "https://help.example/");
    for target in Target::ALL {
        let made = added(&with, target, &pages);
        if let Some(list) = made.get("site.s3.json") {
            // Lines were left out, but not in the middle of one.
            assert!(serde_json::from_str::<serde_json::Value>(list).is_ok(), "{list}");
        }
        compare(target, &made);
    }
}

/// What a policy allows, by its directives.
fn directives(policy: &str) -> BTreeMap<&str, &str> {
    policy.split("; ").map(|directive| directive.split_once(' ').unwrap()).collect()
}

#[test]
fn every_page_names_exactly_its_style_and_the_headers_leave_that_to_it() {
    let site = site("", "https://help.example/");
    let folder = scratch();
    let files = built(&site, Target::Netlify, folder.path()).unwrap();
    let header =
        files["site/_headers"].lines().find_map(|line| line.strip_prefix("  Content-Security-Policy: ")).unwrap();
    let mut sent = directives(header);
    assert_eq!(sent.remove("frame-ancestors"), Some("'none'"), "which a page cannot say of itself");
    assert_eq!(sent.remove("style-src"), Some("'unsafe-inline'"), "whatever the style is just now");
    for (path, page) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let between = |start: &str, end: &str| page.split_once(start).unwrap().1.split_once(end).unwrap().0;
        let mut said = directives(between("Content-Security-Policy\" content=\"", "\""));
        let digest = Sha256::digest(between("<style>", "</style>").as_bytes());
        let hash = format!("'sha256-{}'", base64::engine::general_purpose::STANDARD.encode(digest));
        let styles: Vec<&str> = said.remove("style-src").unwrap().split(' ').collect();
        assert!(styles.contains(&hash.as_str()) && styles.iter().all(|one| one.starts_with("'sha256-")), "{path}");
        assert_eq!(said, sent, "{path}: beside its style, both say the same");
    }
}

/// What the host is told, inside of the folder and beside it.
fn told(site: &Site, target: Target) -> Vec<HostFile> {
    let (facts, files) = (Facts::of(site), ["en/index.html".to_owned()]);
    let mut told = host::inside(target, &facts).unwrap();
    told.extend(host::beside(target, &facts, Path::new("/srv/site"), &files).unwrap());
    told
}

#[test]
fn nothing_that_a_host_is_told_changes_with_the_style() {
    let mut project = project("");
    let before = load(&project, "https://help.example/").0.unwrap();
    project.get_mut("static/style.css").unwrap().extend_from_slice(b"\na { top: 1px; }\n");
    let after = load(&project, "https://help.example/").0.unwrap();
    let home = |site: &Site| site.render(&site.routes()[0]).unwrap();
    assert_ne!(home(&before), home(&after), "the pages do change");
    for target in Target::ALL {
        assert_eq!(told(&before, target), told(&after, target), "{target}");
    }
}

#[test]
fn settings_that_travel_apart_from_the_pages_do_not_change_with_the_script() {
    let mut project = project("");
    let before = load(&project, "https://help.example/").0.unwrap();
    project.get_mut("static/app.js").unwrap().extend_from_slice(b"\nvoid 0;\n");
    let after = load(&project, "https://help.example/").0.unwrap();
    assert_ne!(before.assets.script, after.assets.script);
    for target in [Target::Nginx, Target::Caddy] {
        assert_eq!(told(&before, target), told(&after, target), "{target}");
    }
}

#[test]
fn below_a_path_every_rule_has_the_path() {
    let site = site(REDIRECTS, "http://127.0.0.1:8080/sub/");
    let folder = scratch();
    let files = built(&site, Target::Nginx, folder.path()).unwrap();
    let nginx = &files["site.nginx.conf"];
    for part in [
        "listen 127.0.0.1:8080;",
        "location = /sub/ {",
        "return 302 /sub/$support_locale/;",
        "location = /sub/en/old-name/ {",
        "return 301 /sub/en/contact/;",
        "/sub/$support_part/404.html;",
    ] {
        assert!(nginx.contains(part), "{part} is not in\n{nginx}");
    }
    assert!(!nginx.contains("Strict-Transport-Security"), "without https there is nothing to insist on");
    let files = built(&site, Target::Github, scratch().path()).unwrap();
    let stub = &files["site/en/old-name/index.html"];
    assert!(stub.contains("url=/sub/en/contact/\"") && stub.contains("href=\"http://127.0.0.1:8080/sub/en/contact/\""));
    for target in [Target::Netlify, Target::Cloudflare] {
        let folder = scratch();
        let error = built(&site, target, folder.path()).unwrap_err().to_string();
        assert!(error.contains("`/sub/`"), "{error}");
        assert!(tree(folder.path()).is_empty(), "nothing is written");
    }
}

#[test]
fn a_port_of_the_address_is_listened_on_and_led_to() {
    let site = site("", "https://help.example:8443/");
    let folder = scratch();
    let nginx = built(&site, Target::Nginx, folder.path()).unwrap().remove("site.nginx.conf").unwrap();
    for part in
        ["    listen 8443 ssl http2;", "    listen [::]:8443 ssl http2;", "return 301 https://help.example:8443$"]
    {
        assert!(nginx.contains(part), "{part} is not in\n{nginx}");
    }
    assert!(!nginx.contains("listen 443"));
    let caddy = built(&site, Target::Caddy, scratch().path()).unwrap().remove("site.Caddyfile").unwrap();
    for part in ["\nhttps://help.example:8443 {", "\tredir https://help.example:8443{uri} 301", "\nhttps://:8443 {"] {
        assert!(caddy.contains(part), "{part} is not in\n{caddy}");
    }
}

#[test]
fn no_server_of_nginx_keeps_a_log() {
    for (address, servers) in [("https://help.example/", 4), ("http://127.0.0.1:8080/", 2)] {
        let nginx = built(&site("", address), Target::Nginx, scratch().path()).unwrap();
        let blocks: Vec<&str> = nginx["site.nginx.conf"].split("\nserver {\n").skip(1).collect();
        assert_eq!(blocks.len(), servers);
        for block in blocks {
            for rule in ["access_log off;", "log_not_found off;", "server_tokens off;", "error_log /dev/null;"] {
                assert!(block.contains(rule), "no `{rule}` in\n{block}");
            }
        }
    }
}

/// Builds with compression, and answers how many files were compressed anew.
fn compressed(site: &Site, target: Target, folder: &Path, cache: &Path) -> Option<usize> {
    let plan = Plan { target, precompress: Some(cache), ..Plan::default() };
    build_for(site, &folder.join("site"), &plan).unwrap().compressed_anew
}

// A bucket takes gzip alone, so that this test does not wait for the slower encoder.
#[test]
fn compressed_files_are_the_same_with_and_without_the_memory() {
    let site = site("", "https://help.example/");
    let (cache, first, second) = (scratch(), scratch(), scratch());
    let anew = compressed(&site, Target::S3, first.path(), cache.path()).unwrap();
    let made = tree(first.path());
    let plain: Vec<&String> = made.keys().filter(|path| made.contains_key(&format!("{path}.gz"))).collect();
    assert!(plain.len() > 700 && anew <= plain.len(), "{anew} of {}", plain.len());
    for path in plain {
        assert!(made[&format!("{path}.gz")].len() < made[path].len(), "{path}");
    }
    let manifest = String::from_utf8(made["site/manifest.json"].clone()).unwrap();
    assert!(manifest.contains("\n\"de/de/index.html.gz\":"), "the manifest names compressed files too");
    assert!(!manifest.contains(".gz.gz") && !manifest.contains("manifest.json.gz"));

    assert_eq!(compressed(&site, Target::S3, second.path(), cache.path()), Some(0), "all of it is remembered");
    assert!(tree(second.path()) == made, "another folder with the memory");
    for (n, path) in tree(cache.path()).keys().enumerate() {
        let path = cache.path().join(path);
        match n % 3 {
            0 => std::fs::write(path, "damaged").unwrap(),
            1 => std::fs::remove_file(path).unwrap(),
            _ => {}
        }
    }
    let mended = compressed(&site, Target::S3, second.path(), cache.path()).unwrap();
    assert!(mended > 0 && mended < anew, "{mended}");
    assert!(tree(second.path()) == made, "with what is left of the memory");
}

#[test]
fn hosts_that_compress_by_themselves_take_no_compressed_files() {
    let site = site("", "https://help.example/");
    let (folder, cache) = (scratch(), scratch());
    for target in [Target::Github, Target::Netlify, Target::Cloudflare] {
        let plan = Plan { target, precompress: Some(cache.path()), ..Plan::default() };
        let error = build_for(&site, &folder.path().join("site"), &plan).unwrap_err().to_string();
        assert!(error.contains("`--precompress`"), "{error}");
    }
    assert!(tree(folder.path()).is_empty() && tree(cache.path()).is_empty());
}

#[test]
fn the_limit_of_files_counts_the_manifest_too() {
    let mut project = project("");
    let built = |project: &Files, folder: &Path| {
        let site = load(project, "https://help.example/").0.unwrap();
        build_for(&site, &folder.join("site"), &Plan { target: Target::Cloudflare, ..Plan::default() })
    };
    let folder = scratch();
    // The manifest is in none of the figures.
    let files = built(&project, folder.path()).unwrap().published.files + 1;
    project.extend((files..20_000).map(|n| (format!("static/{n}.txt"), Vec::new())));
    assert_eq!(built(&project, folder.path()).unwrap().published.files + 1, 20_000);
    project.insert("static/one-more.txt".to_owned(), Vec::new());
    let error = built(&project, folder.path()).unwrap_err().to_string();
    assert!(error.contains("at most 20000 files"), "{error}");
    assert!(!folder.path().join("site/one-more.txt").exists(), "nothing was published");
}

#[test]
fn more_old_addresses_than_the_host_takes_are_refused() {
    let many: String = (0..2_001).map(|n| format!("- {{ from: /old/{n}/, to: /en/ }}\n")).collect();
    let error = built(&site(&many, "https://help.example/"), Target::Cloudflare, scratch().path()).unwrap_err();
    assert!(error.to_string().contains("at most 2000 rules in `_redirects`, and this site needs 2001"), "{error}");
}

#[test]
fn a_redirect_leads_to_a_page_and_takes_none_away() {
    for (yaml, code) in [
        ("- { from: /en/old/, to: /en/nowhere/ }", Code::RedirectTarget),
        ("- { from: /en/old/, to: /xx/ }", Code::RedirectTarget),
        ("- { from: /en/old/, to: /en/DE/ }", Code::RedirectTarget),
        ("- { from: /en/contact/, to: /en/ }", Code::RedirectTarget),
        ("- { from: /en/de/, to: /en/ }", Code::RedirectTarget),
        ("- { from: /de/404.html, to: /en/ }", Code::RedirectTarget),
        ("- { from: /en/../old/, to: /en/ }", Code::RedirectMalformed),
        ("- { from: /en/old, to: /en/ }", Code::RedirectMalformed),
        ("- { from: /en/old/, to: 'https://elsewhere.example/' }", Code::RedirectMalformed),
        ("- { from: /en/old/, to: /en/old/ }", Code::RedirectLoop),
    ] {
        let (site, faults) = load(&project(yaml), "https://help.example/");
        assert!(site.is_none(), "{yaml}");
        let codes: Vec<Code> = faults.into_sorted().into_iter().map(|fault| fault.code).collect();
        assert!(codes.contains(&code), "{yaml}: {codes:?}");
    }
}

#[test]
fn every_page_can_be_the_target_of_a_redirect() {
    let site = site("", "https://help.example/");
    let pages =
        site.routes().into_iter().map(|route| route.path()).filter(|path| path.is_empty() || path.ends_with('/'));
    let yaml: String = pages.enumerate().map(|(n, page)| format!("- {{ from: /old/{n}/, to: /{page} }}\n")).collect();
    let (site, faults) = load(&project(&yaml), "https://help.example/");
    assert!(site.is_some(), "{}", printed(faults));
}
