//! What is built into the program: only crates of the common registry, whose content the lock file fixes, under licences
//! and in the versions that `deny.toml` allows. And who builds it: workflows that may do no more than they need.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use spdx::{Expression, Licensee, ParseMode};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text(name: &str) -> String {
    std::fs::read_to_string(root().join(name)).expect("a file of the repository")
}

/// What a command of cargo writes.
fn cargo(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO")).args(arguments).current_dir(root()).output().expect("cargo");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

/// Every package of the lock file, those of other systems too.
fn packages() -> Vec<Value> {
    let metadata: Value =
        serde_json::from_str(&cargo(&["metadata", "--locked", "--format-version", "1"])).expect("JSON");
    metadata["packages"].as_array().expect("packages").clone()
}

/// The versions of each crate that something uses, on whatever system: the lock file also has what no feature asks for.
fn used_versions() -> BTreeMap<String, BTreeSet<String>> {
    let tree = cargo(&["tree", "--locked", "--target", "all", "--edges", "all", "--prefix", "none", "--format", "{p}"]);
    let mut versions: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in tree.lines() {
        if let [name, version, ..] = line.split_whitespace().collect::<Vec<_>>()[..]
            && let Some(version) =
                version.strip_prefix('v').filter(|version| version.starts_with(|c: char| c.is_ascii_digit()))
        {
            versions.entry(name.to_owned()).or_default().insert(version.to_owned());
        }
    }
    versions
}

fn allowed() -> Vec<Licensee> {
    let deny: toml::Table = text("deny.toml").parse().expect("TOML");
    let names = deny["licenses"]["allow"].as_array().expect("a list of licences");
    names.iter().map(|name| Licensee::parse(name.as_str().expect("a name")).expect("a licence of SPDX")).collect()
}

#[test]
fn every_licence_is_allowed_and_every_allowed_licence_is_needed() {
    let allowed = allowed();
    let mut met = vec![false; allowed.len()];
    for package in packages() {
        let written = package["license"].as_str().unwrap_or_else(|| panic!("{} names no licence", package["name"]));
        let licence = Expression::parse_mode(written, ParseMode::LAX).expect("an expression of SPDX");
        let holds = licence.evaluate(|wanted| {
            let at = allowed.iter().position(|licensee| licensee.satisfies(wanted));
            at.inspect(|at| met[*at] = true).is_some()
        });
        assert!(holds, "{} {} is under {written}", package["name"], package["version"]);
    }
    let idle: Vec<_> = allowed.iter().zip(&met).filter(|(_, met)| !**met).map(|(licensee, _)| licensee).collect();
    assert!(idle.is_empty(), "`deny.toml` allows what nothing needs: {idle:?}");
}

#[test]
fn everything_comes_from_one_registry_and_its_content_is_fixed() {
    for name in ["Cargo.lock", "tests/fuzz/Cargo.lock"] {
        let lock: toml::Table = text(name).parse().expect("TOML");
        let mut registry = None;
        for package in lock["package"].as_array().expect("packages") {
            let Some(source) = package.get("source").and_then(toml::Value::as_str) else {
                let ours = package["name"].as_str().expect("a name");
                assert!(ours.starts_with("get-support-today"), "{name}: {ours} comes from a folder");
                continue;
            };
            assert!(source.starts_with("registry+"), "{name}: {package}");
            assert_eq!(*registry.get_or_insert(source), source, "{name}: a second registry");
            assert!(package.get("checksum").is_some(), "{name}: {package}");
        }
        assert!(registry.is_some(), "{name}");
    }
}

#[test]
fn no_code_of_the_project_is_unsafe() {
    let manifest: toml::Table = text("Cargo.toml").parse().expect("TOML");
    assert_eq!(manifest["lints"]["rust"]["unsafe_code"].as_str(), Some("forbid"));
}

/// The requirements of one manifest, by crate: those of each system too.
fn requirements(manifest: &toml::Table) -> Vec<(String, toml::Value)> {
    let systems = manifest.get("target").and_then(toml::Value::as_table).into_iter().flatten();
    let tables = std::iter::once(manifest).chain(systems.filter_map(|(_, table)| table.as_table()));
    let kinds = ["dependencies", "dev-dependencies", "build-dependencies"];
    let lists = tables.flat_map(|table| kinds.into_iter().filter_map(|kind| table.get(kind)?.as_table()));
    lists.flat_map(|list| list.iter().map(|(name, wanted)| (name.clone(), wanted.clone()))).collect()
}

#[test]
fn every_crate_is_asked_for_in_a_version_that_somebody_chose() {
    for name in ["Cargo.toml", "tests/fuzz/Cargo.toml"] {
        let wanted = requirements(&text(name).parse().expect("TOML"));
        assert!(!wanted.is_empty(), "{name}");
        for (krate, wanted) in wanted {
            let version = wanted.as_str().or_else(|| wanted.get("version")?.as_str());
            let is_ours = wanted.get("path").is_some();
            let is_chosen = version.is_some_and(|version| !version.contains('*') && !version.contains('>'));
            assert!(is_chosen || is_ours && version.is_none(), "{name}: {krate} = {wanted}");
        }
    }
}

#[test]
fn no_crate_is_there_twice_but_those_that_are_listed() {
    let deny: toml::Table = text("deny.toml").parse().expect("TOML");
    assert_eq!(deny["bans"]["multiple-versions"].as_str(), Some("deny"));
    let listed: Vec<&str> = deny["bans"]["skip"]
        .as_array()
        .expect("a list of crates")
        .iter()
        .map(|entry| entry["crate"].as_str().expect("a crate and its version"))
        .collect();
    let versions = used_versions();
    assert!(versions.len() > 100, "{}", versions.len());
    let twice: Vec<(&String, &BTreeSet<String>)> = versions.iter().filter(|(_, all)| all.len() > 1).collect();
    let is_named = |entry: &str, name: &str, version: &str| {
        entry.split_once('@').is_some_and(|(krate, major)| {
            krate == name && version.strip_prefix(major).is_some_and(|rest| rest.starts_with('.'))
        })
    };
    for (name, all) in &twice {
        let new = all.iter().filter(|version| !listed.iter().any(|entry| is_named(entry, name, version))).count();
        assert_eq!(
            new, 1,
            "{name} is there as {all:?}: find a way around it, or list all but the newest in `deny.toml`"
        );
    }
    let is_needed =
        |entry: &&&str| twice.iter().any(|(name, all)| all.iter().any(|version| is_named(entry, name, version)));
    let idle: Vec<_> = listed.iter().filter(|entry| !is_needed(entry)).collect();
    assert!(idle.is_empty(), "`deny.toml` lists what is not there twice: {idle:?}");
}

/// Every workflow of the repository, by name.
fn workflows() -> Vec<(String, String)> {
    let folder = std::fs::read_dir(root().join(".github/workflows")).expect("workflows");
    let paths = folder.map(|entry| entry.expect("a workflow").path());
    paths.map(|path| (path.display().to_string(), std::fs::read_to_string(&path).expect("a text"))).collect()
}

#[test]
fn workflows_may_read_unless_they_say_why_and_build_what_the_lock_file_says() {
    let all = workflows();
    assert!(all.len() >= 3, "{}", all.len());
    for (name, text) in &all {
        assert!(text.contains("\npermissions:\n  contents: read\n"), "{name}: the token may do anything");
        for line in text.lines().map(str::trim_start) {
            if let Some(action) = line.trim_start_matches("- ").strip_prefix("uses: ") {
                let (whose, version) = action.split_once('@').unwrap_or((action, ""));
                let is_major = version.strip_prefix('v').is_some_and(|n| n.parse::<u32>().is_ok());
                assert!(whose.starts_with("actions/") && is_major, "{name}: {line}");
            }
            let builds = ["cargo build", "cargo install", "cargo run", "cargo fetch"];
            if builds.iter().any(|command| line.contains(command)) {
                assert!(line.contains("--locked"), "{name}: {line}");
            }
        }
    }
}

#[test]
fn a_release_is_a_draft_of_the_same_bytes_with_sums_and_a_list_of_contents() {
    let release = text(".github/workflows/release.yml");
    for part in ["tags: [\"v*\"]", "cmp target/first/", "sha256sum", "cargo cyclonedx", "--draft"] {
        assert!(release.contains(part), "no `{part}`");
    }
    let writes: Vec<&str> = release.lines().filter(|line| line.trim_end().ends_with(": write")).collect();
    assert_eq!(writes, ["      contents: write"], "only the job that makes the draft may write");
    let manifest: toml::Table = text("Cargo.toml").parse().expect("TOML");
    let compiler = manifest["package"]["rust-version"].as_str().expect("a version");
    assert!(release.contains(&format!("RUST: \"{compiler}.")), "another compiler than that of Cargo.toml: {compiler}");
    let program = text(".ci/release-program");
    for part in ["--locked", "--remap-path-prefix=", "SOURCE_DATE_EPOCH", "CARGO_INCREMENTAL=0"] {
        assert!(program.contains(part), "no `{part}`");
    }
}
