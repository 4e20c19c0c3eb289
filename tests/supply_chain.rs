//! What is built into the program: only crates of the common registry, whose content the lock file fixes, under licences
//! that `deny.toml` allows.

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

/// Every package of the lock file, those of other systems too.
fn packages() -> Vec<Value> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--locked", "--format-version", "1"])
        .current_dir(root())
        .output()
        .expect("cargo");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    metadata["packages"].as_array().expect("packages").clone()
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
