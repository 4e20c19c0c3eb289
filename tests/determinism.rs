//! The same input and the same day give the same bytes, wherever and however the program runs.

#![allow(clippy::unwrap_used, clippy::case_sensitive_file_extension_comparisons, missing_docs)]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use support::{day, program, root, run, said, scratch};

/// Builds the project in `root`, run from `cwd`, in an environment.
fn build(root: &Path, cwd: &Path, out: &Path, environment: &[(&str, &str)]) -> String {
    let mut command = program();
    command.current_dir(cwd).arg("build").arg("--root").arg(root).arg("--out").arg(out);
    command.arg("--today").arg(day().to_string()).envs(environment.iter().copied());
    let output = run(&mut command);
    assert!(output.status.success(), "{}", said(&output));
    said(&output)
}

/// What identifies each file: its number on the disk, and when it was written.
fn identities(folder: &Path) -> BTreeMap<String, (u64, i64, i64)> {
    let files = support::tree(folder);
    let identity = |name: String| {
        let metadata = fs::metadata(folder.join(&name)).unwrap();
        (name, (metadata.ino(), metadata.mtime(), metadata.mtime_nsec()))
    };
    files.into_keys().map(identity).collect()
}

#[test]
fn the_real_site_is_the_same_on_every_machine() {
    let folder = scratch();
    let first = folder.path().join("first");
    let west = [("TZ", "Pacific/Niue"), ("LANG", "C"), ("LC_ALL", "C"), ("RAYON_NUM_THREADS", "1")];
    build(root(), folder.path(), &first, &west);

    // Elsewhere: a copy of the project under another name, found by a relative path.
    let elsewhere = folder.path().join("a folder/with ä name");
    support::write(&elsewhere, &support::files(root(), &["data", "content", "templates", "static"]));
    let second = folder.path().join("second");
    let east =
        [("TZ", "Pacific/Kiritimati"), ("LANG", "ar_EG.UTF-8"), ("LC_ALL", "tr_TR.UTF-8"), ("RAYON_NUM_THREADS", "7")];
    build(Path::new("."), &elsewhere, &second, &east);

    let (first, second) = (support::tree(&first), support::tree(&second));
    let names = |tree: &support::Files| tree.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&first), names(&second));
    let different: Vec<&String> =
        first.iter().filter(|(name, bytes)| second[*name] != **bytes).map(|(name, _)| name).collect();
    assert!(
        different.is_empty(),
        "{} files differ, such as {:?}",
        different.len(),
        &different[..different.len().min(5)]
    );
    assert!(first.len() > 1600, "only {} files", first.len());
}

#[test]
fn a_second_build_changes_nothing() {
    let folder = scratch();
    let out = folder.path().join("site");
    let project = support::small_project_in(folder.path());
    build(&project, folder.path(), &out, &[]);
    let before = identities(&out);
    let folder_before = fs::metadata(&out).unwrap().ino();
    let said = build(&project, folder.path(), &out, &[]);
    assert!(said.contains("nothing had changed"), "{said}");
    assert_eq!(identities(&out), before);
    assert_eq!(fs::metadata(&out).unwrap().ino(), folder_before);
}

#[test]
fn a_change_touches_only_what_it_changes() {
    let folder = scratch();
    let out = folder.path().join("site");
    let project = support::small_project_in(folder.path());
    build(&project, folder.path(), &out, &[]);
    let before = identities(&out);
    let file = project.join("content/ar/families.md");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("نص families.", "نص جديد.")).unwrap();
    build(&project, folder.path(), &out, &[]);
    let after = identities(&out);
    let changed: Vec<&String> =
        after.iter().filter(|(name, now)| before[*name] != **now).map(|(name, _)| name).collect();
    assert_eq!(changed, ["ar/families/index.html", "manifest.json"]);
}
