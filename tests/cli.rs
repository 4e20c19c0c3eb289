//! The program as people and scripts meet it: exit codes, help, and what it leaves alone.

#![allow(clippy::unwrap_used, clippy::case_sensitive_file_extension_comparisons, missing_docs)]

mod support;

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Output;

use get_support_today::diagnostic::Code;
use support::{Files, program, run, said, scratch, small_project_in};
use tempfile::TempDir;

/// The small project in a folder of its own.
struct Project {
    folder: TempDir,
    root: PathBuf,
}

impl Project {
    fn new() -> Self {
        let folder = scratch();
        let root = small_project_in(folder.path());
        Self { folder, root }
    }

    /// Where it is published.
    fn out(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    /// Runs a command on it, with more words and an environment.
    fn run(&self, command: &str, more: &[&str], environment: &[(&str, &str)]) -> Output {
        let mut words = program();
        words.arg(command).arg("--root").arg(&self.root).args(more).envs(environment.iter().copied());
        if command == "build" {
            words.arg("--out").arg(self.out());
        }
        run(&mut words)
    }

    fn build(&self) -> Output {
        self.run("build", &["--today", "2026-11-23"], &[])
    }

    /// Puts a fault into its data.
    fn spoil(&self) {
        let file = self.root.join("data/countries/de.yaml");
        let text = fs::read_to_string(&file).unwrap();
        fs::write(&file, text.replace("kind: charity", "kind: charty")).unwrap();
    }
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("the program ended by itself")
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The file names below a folder.
fn names(folder: &Path) -> Vec<String> {
    support::tree(folder).into_keys().collect()
}

#[test]
fn a_build_ends_with_a_summary_and_0() {
    let project = Project::new();
    let output = project.build();
    assert_eq!(code(&output), 0, "{}", said(&output));
    let text = stdout(&output);
    for part in
        ["pages in 3 locales", "4 countries with a service of their own", " MB", " s,", "6 warnings", "The site is in"]
    {
        assert!(text.contains(part), "no `{part}` in:\n{text}");
    }
}

#[test]
fn a_check_without_errors_ends_with_0_and_writes_nothing() {
    let project = Project::new();
    let before = support::tree(project.folder.path());
    let output = project.run("check", &["--today", "2026-11-23"], &[]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    assert!(support::tree(project.folder.path()) == before, "something was written");
}

#[test]
fn faults_in_the_input_end_with_1_and_leave_the_old_site() {
    let project = Project::new();
    assert_eq!(code(&project.build()), 0);
    let before = support::tree(&project.out());
    project.spoil();
    for command in ["check", "build"] {
        let output = project.run(command, &["--today", "2026-11-23"], &[]);
        assert_eq!(code(&output), 1, "{}", said(&output));
        let text = stderr(&output);
        assert!(text.contains("data/countries/de.yaml:") && text.contains("charity"), "{text}");
        assert!(text.contains("1 error"), "{text}");
    }
    assert!(support::tree(&project.out()) == before, "the failed build changed the old site");
    let beside: Vec<_> = fs::read_dir(project.folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(beside.iter().all(|name| name == "site" || name == "project"), "left behind: {beside:?}");
}

#[test]
fn faults_in_the_input_make_no_folder() {
    let project = Project::new();
    project.spoil();
    assert_eq!(code(&project.build()), 1);
    assert!(!project.out().exists());
}

#[test]
fn a_folder_without_a_project_is_wrong_usage() {
    let folder = scratch();
    for command in ["build", "check", "serve", "status"] {
        let output = run(program().arg(command).arg("--root").arg(folder.path()));
        assert_eq!(code(&output), 2, "{command}: {}", said(&output));
        let told = stderr(&output).contains("--root") && stderr(&output).contains("not the project's folder");
        assert!(told, "{command}: {}", stderr(&output));
    }
}

#[test]
fn wrong_usage_ends_with_2() {
    let wrong: [&[&str]; 22] = [
        &[],
        &["bild"],
        &["build", "--colour"],
        &["build", "--today", "23.11.2026"],
        &["build", "--today", "2026-02-30"],
        &["build", "--base-url", "example.org"],
        &["build", "--base-url", "https://example.org"],
        &["build", "--base-url", "https://user@example.org/"],
        &["build", "--target", "netlify", "--precompress"],
        &["build", "--target", "github", "--precompress"],
        &["build", "--served-from", "/srv/www/help"],
        &["build", "--target", "s3", "--served-from", "/srv/www/help"],
        &["build", "--target", "nginx", "--served-from", "www/help"],
        &["serve", "--port", "99999"],
        &["serve", "--base-url", "https://example.org/"],
        &["check", "--base-url", "https://example.org/"],
        &["status", "--base-url", "https://example.org/"],
        &["links", "--base-url", "https://example.org/"],
        &["new", "country", "BJ", "--base-url", "https://example.org/"],
        &["translated"],
        &["translated", "de", "--today", "2026-11-23"],
        &["translated", "de", "--base-url", "https://example.org/"],
    ];
    for words in wrong {
        let output = run(program().args(words));
        assert_eq!(code(&output), 2, "{words:?}: {}", said(&output));
        assert!(output.stdout.is_empty(), "{words:?} wrote to standard output");
        assert!(!output.stderr.is_empty(), "{words:?} said nothing");
    }
    let output = run(program().args(["build", "--base-url", "https://example.org"]));
    assert!(stderr(&output).contains("https://example.org/help/"), "{}", stderr(&output));
}

#[test]
fn a_base_url_must_be_one() {
    for url in [
        "javascript:alert(1)/",
        "https://",
        "https:///",
        "https://a b/",
        "ftp://x.example/",
        "https://x.example/?a/",
        "https://x.example/\"/",
        "https://x.example/a;b{}/",
        "https://x.example;}/",
        "",
    ] {
        let output = run(program().args(["build", "--base-url", url]));
        assert_eq!(code(&output), 2, "{url}: {}", said(&output));
    }
}

#[test]
fn a_folder_with_other_files_is_refused_with_2() {
    let project = Project::new();
    let mine = Files::from([("letters/draft.txt".to_owned(), b"mine".to_vec())]);
    support::write(&project.out(), &mine);
    let output = project.build();
    assert_eq!(code(&output), 2, "{}", said(&output));
    assert!(stderr(&output).contains("letters"), "{}", stderr(&output));
    assert!(support::tree(&project.out()) == mine, "something was changed");
}

#[test]
fn a_build_into_its_own_input_is_refused_with_2() {
    let project = Project::new();
    let before = support::tree(project.folder.path());
    for (out, named) in [("static/site", "static/"), ("data", "data/"), (".", "the project itself"), ("..", "itself")] {
        let mut command = program();
        command.arg("build").arg("--root").arg(&project.root).args(["--today", "2026-11-23", "--out"]);
        let output = run(command.arg(project.root.join(out)));
        assert_eq!(code(&output), 2, "{out}: {}", said(&output));
        let text = stderr(&output);
        assert!(text.contains(named) && text.contains("--out ") && text.contains("public"), "{out}: {text}");
    }
    assert!(support::tree(project.folder.path()) == before, "something was changed");
}

#[test]
fn a_machine_that_fails_ends_with_3() {
    let project = Project::new();
    let out = "/proc/no-such-place/site";
    let mut command = program();
    command.arg("build").arg("--root").arg(&project.root).args(["--today", "2026-11-23", "--out", out]);
    let output = run(&mut command);
    assert_eq!(code(&output), 3, "{}", said(&output));
    assert!(stderr(&output).contains("/proc/no-such-place"), "{}", stderr(&output));
}

#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_said_ends_with_3() {
    let project = Project::new();
    let (root, out) = (project.root.to_str().unwrap(), project.out());
    let commands: [&[&str]; 7] = [
        &["check", "--root", root, "--today", "2026-11-23"],
        &["check", "--root", root, "--today", "2026-11-23", "--format", "json"],
        &["check", "--root", root, "--today", "2026-11-23", "--format", "github"],
        &["status", "--root", root, "--today", "2026-11-23"],
        &["build", "--root", root, "--today", "2026-11-23", "--out", out.to_str().unwrap()],
        &["explain"],
        &["--help"],
    ];
    for words in commands {
        // A disk that is always full.
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let output = program().args(words).stdout(full).output().unwrap();
        assert_eq!(code(&output), 3, "{words:?}: {}", said(&output));
        assert!(stderr(&output).contains("standard output cannot be written"), "{words:?}: {}", stderr(&output));
        // A reader that has gone.
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = program().args(words).stdout(writer).output().unwrap();
        assert_eq!(code(&output), 0, "{words:?}: {}", said(&output));
        assert!(!stderr(&output).contains("standard output"), "{words:?}: {}", stderr(&output));
    }
}

#[test]
fn a_taken_port_ends_with_3() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let project = Project::new();
    let output = project.run("serve", &["--today", "2026-11-23", "--port", &port], &[]);
    assert_eq!(code(&output), 3, "{}", said(&output));
    assert!(stderr(&output).contains(&port), "{}", stderr(&output));
}

#[test]
fn help_of_every_command_has_examples() {
    let output = run(program().arg("--help"));
    assert_eq!(code(&output), 0);
    let overview = stdout(&output);
    assert!(overview.contains("Exit codes"), "{overview}");
    let commands: Vec<&str> = overview
        .lines()
        .skip_while(|line| !line.starts_with("Commands:"))
        .skip(1)
        .take_while(|line| line.starts_with("  "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .collect();
    for known in ["build", "check", "explain", "serve", "translated"] {
        assert!(commands.contains(&known), "no `{known}` in {commands:?}");
    }
    for command in commands {
        let output = run(program().args([command, "--help"]));
        assert_eq!(code(&output), 0, "{command}");
        let text = stdout(&output);
        let examples = text.lines().filter(|line| line.starts_with("  get-support-today ")).count();
        assert!(text.contains("Example") && examples > 0, "{command} has no examples:\n{text}");
    }
}

#[test]
fn the_day_comes_from_the_option_then_the_environment() {
    let day_in = |project: &Project| {
        let text = fs::read_to_string(project.out().join("data/directory.json")).unwrap();
        let whole: serde_json::Value = serde_json::from_str(&text).unwrap();
        whole["date"].as_str().unwrap().to_owned()
    };
    let project = Project::new();
    // 2026-11-30, one second before midnight UTC.
    let late = [("SOURCE_DATE_EPOCH", "1796083199"), ("TZ", "Pacific/Kiritimati")];
    let output = project.run("build", &[], &late);
    assert_eq!(code(&output), 0, "{}", said(&output));
    assert_eq!(day_in(&project), "2026-11-30");
    let output = project.run("build", &["--today", "2026-11-23"], &late);
    assert_eq!(code(&output), 0, "{}", said(&output));
    assert_eq!(day_in(&project), "2026-11-23");
    for nonsense in ["", "tomorrow", "1e9", "99999999999999999999"] {
        let output = project.run("build", &[], &[("SOURCE_DATE_EPOCH", nonsense)]);
        assert_eq!(code(&output), 2, "`{nonsense}`: {}", said(&output));
        assert!(stderr(&output).contains("SOURCE_DATE_EPOCH"), "{}", stderr(&output));
    }
}

#[test]
fn the_base_url_stands_in_for_the_one_of_the_data() {
    let project = Project::new();
    let output = project.run("build", &["--today", "2026-11-23", "--base-url", "https://x.example/sub/"], &[]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    let robots = fs::read_to_string(project.out().join("robots.txt")).unwrap();
    assert!(robots.contains("Sitemap: https://x.example/sub/sitemap.xml"), "{robots}");
    assert!(names(&project.out()).contains(&"en/index.html".to_owned()), "the path of the host is no folder");
}

#[test]
fn nothing_is_coloured_where_nobody_sees_it() {
    let project = Project::new();
    project.spoil();
    for environment in [&[][..], &[("NO_COLOR", "1")], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]] {
        let output = project.run("check", &["--today", "2026-11-23"], environment);
        assert!(!said(&output).contains('\u{1b}'), "{environment:?}: {}", said(&output));
    }
}

#[test]
fn a_report_tells_once_how_to_learn_more() {
    let project = Project::new();
    project.spoil();
    let text = stderr(&project.run("check", &["--today", "2026-11-23"], &[]));
    assert_eq!(text.matches("get-support-today explain ").count(), 1, "{text}");
    let named = text.split("get-support-today explain ").nth(1).and_then(|rest| rest.split('`').next()).unwrap();
    let output = run(program().args(["explain", named]));
    assert_eq!(code(&output), 0, "{}", said(&output));
}

#[test]
fn a_rule_is_explained_in_four_parts() {
    let output = run(program().args(["explain", "phone-has-letters"]));
    assert_eq!(code(&output), 0, "{}", said(&output));
    let text = stdout(&output);
    assert!(text.starts_with("error[phone-has-letters]: A phone number with letters.\n"), "{text}");
    for part in
        ["What it checks", "Why it matters", "Wrong", "Right", "    value: 0808-157-HELP", "    value: \"08081574357\""]
    {
        assert!(text.lines().any(|line| line == part), "no `{part}` in:\n{text}");
    }
}

#[test]
fn every_rule_is_listed_and_can_be_explained() {
    let output = run(program().arg("explain"));
    assert_eq!(code(&output), 0, "{}", said(&output));
    let text = stdout(&output);
    for rule in Code::ALL {
        assert!(text.contains(&format!("  {rule} ")) && text.contains(rule.summary()), "no {rule} in:\n{text}");
    }
    let warnings = text.split_once("\nWarnings.").unwrap().1;
    assert!(warnings.contains("  review-overdue ") && !warnings.contains("  phone-invalid "), "{text}");
}

#[test]
fn an_unknown_rule_is_wrong_usage() {
    for (written, near) in [("phone-has-leters", "did you mean `phone-has-letters`?"), ("weather", "lists them all")] {
        let output = run(program().args(["explain", written]));
        assert_eq!(code(&output), 2, "{}", said(&output));
        assert!(output.stdout.is_empty() && stderr(&output).contains(near), "{}", said(&output));
    }
}

#[test]
fn a_translation_is_noted_only_under_a_name_that_is_there() {
    let project = Project::new();
    let noted = project.root.join("content/de/translated-from.yaml");
    let before = fs::read(&noted).unwrap();
    let translated = |name: &str| run(program().arg("translated").arg("--root").arg(&project.root).args(["de", name]));
    for (name, near) in [("contct", "Did you mean `contact`?"), ("contact.md", "Did you mean `contact`?"), ("zzz", "")]
    {
        let output = translated(name);
        assert_eq!(code(&output), 2, "{name}: {}", said(&output));
        assert!(stderr(&output).contains("Nothing was noted.") && stderr(&output).contains(near), "{}", said(&output));
        assert_eq!(fs::read(&noted).unwrap(), before, "{name}");
    }
    let output = translated("contact");
    assert!(code(&output) == 0 && said(&output).contains(": contact, as compared with"), "{}", said(&output));
}

#[test]
fn a_report_never_takes_the_place_of_the_input() {
    let project = Project::new();
    let settings = project.root.join("data/site.yaml");
    let before = fs::read(&settings).unwrap();
    let output = project.run("status", &["--today", "2026-11-23", "--out", settings.to_str().unwrap()], &[]);
    assert_eq!(code(&output), 2, "{}", said(&output));
    assert_eq!(fs::read(&settings).unwrap(), before);
}

#[test]
fn a_base_address_is_written_as_browsers_do() {
    let project = Project::new();
    for (address, usual) in [
        ("https://EXAMPLE.org:443/", "https://example.org/"),
        ("https://example.org:80/", "https://example.org/"),
        ("http://example.org:443/help/", "http://example.org/help/"),
    ] {
        let output = project.run("build", &["--today", "2026-11-23", "--base-url", address], &[]);
        assert_eq!(code(&output), 2, "{address}: {}", said(&output));
        assert!(stderr(&output).contains(usual), "{address}: {}", stderr(&output));
    }
}

#[test]
fn a_host_without_a_choice_of_ports_is_given_none() {
    let project = Project::new();
    let at_port = ["--today", "2026-11-23", "--base-url", "https://example.org:8443/", "--target"];
    for target in ["github", "netlify", "cloudflare", "s3"] {
        let output = project.run("build", &[&at_port[..], &[target]].concat(), &[]);
        assert_eq!(code(&output), 1, "{target}: {}", said(&output));
        assert!(stderr(&output).contains("port 8443"), "{target}: {}", stderr(&output));
        assert!(!project.out().exists());
    }
    for target in ["plain", "nginx", "caddy"] {
        let output = project.run("build", &[&at_port[..], &[target]].concat(), &[]);
        assert_eq!(code(&output), 0, "{target}: {}", said(&output));
        fs::remove_dir_all(project.out()).unwrap();
    }
}
