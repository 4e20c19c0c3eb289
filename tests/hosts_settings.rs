//! Settings beside the published folder: whole before the site is published, in place right after it, and never over what
//! somebody else wrote.

#![allow(clippy::unwrap_used, missing_docs)]

mod support;

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};

use get_support_today::prepare;
use get_support_today::publish::host::Target;
use get_support_today::publish::{BuildError, BuildReport, Plan, build_for};
use get_support_today::read;
use get_support_today::render::Site;
use support::{SMALL_DAY, scratch, small_project, tree};
use tempfile::TempDir;

/// A site that can be published again and again, as it was and with a new style.
struct Bench {
    folder: TempDir,
    old: Site,
    new: Site,
}

impl Bench {
    fn new() -> Self {
        let mut project = small_project();
        let site = |project: &read::Files, url: &str| {
            let (raw, faults) = read::parse(project);
            prepare(&raw, faults, SMALL_DAY, Some(url)).value.unwrap()
        };
        let old = site(&project, "https://help.example/");
        project.get_mut("static/style.css").unwrap().extend_from_slice(b"\na { top: 1px; }\n");
        Self { folder: scratch(), old, new: site(&project, "https://new.example/") }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn publish(&self, site: &Site) -> Result<BuildReport, BuildError> {
        self.publish_with(site, &Plan { target: Target::Nginx, ..Plan::default() })
    }

    fn publish_with(&self, site: &Site, plan: &Plan) -> Result<BuildReport, BuildError> {
        build_for(site, &self.path("site"), plan)
    }

    /// Publishes the new site, which must be refused with these words and leave everything as it was.
    fn refused(&self, words: &str) -> BuildError {
        let before = tree(self.folder.path());
        let error = self.publish(&self.new).unwrap_err();
        assert!(error.to_string().contains(words), "{error}");
        assert!(tree(self.folder.path()) == before, "something was changed");
        error
    }
}

fn is_usage(error: &BuildError) -> bool {
    matches!(error, BuildError::Publish(error) if !error.is_machine())
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap()
}

#[test]
fn settings_follow_the_site_and_are_left_alone_when_they_are_the_same() {
    let bench = Bench::new();
    let settings = bench.path("site.nginx.conf");
    assert_eq!(bench.publish(&bench.old).unwrap().settings.as_deref(), Some(settings.as_path()));
    fs::set_permissions(&settings, fs::Permissions::from_mode(0o640)).unwrap();
    let first = fs::metadata(&settings).unwrap();
    bench.publish(&bench.old).unwrap();
    let second = fs::metadata(&settings).unwrap();
    assert_eq!((second.ino(), second.modified().unwrap()), (first.ino(), first.modified().unwrap()));
    bench.publish(&bench.new).unwrap();
    assert!(text(&settings).contains("server_name new.example;"));
    assert_eq!(fs::metadata(&settings).unwrap().mode() & 0o777, 0o640, "who may read it stays");
    let names: Vec<_> = fs::read_dir(bench.folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names.len(), 2, "nothing is left beside it: {names:?}");
}

#[test]
fn what_somebody_else_wrote_is_never_written_over() {
    let bench = Bench::new();
    bench.publish(&bench.old).unwrap();
    let settings = bench.path("site.nginx.conf");
    let ours = text(&settings);
    fs::write(&settings, ours.replace("gzip_min_length 200;", "gzip_min_length 100;")).unwrap();
    assert!(is_usage(&bench.refused("was edited since")));
    fs::write(&settings, "# mine\n").unwrap();
    assert!(is_usage(&bench.refused("this program did not write it")));
    fs::remove_file(&settings).unwrap();
    fs::create_dir(&settings).unwrap();
    assert!(is_usage(&bench.refused("this program did not write it")));
    fs::remove_dir(&settings).unwrap();
    bench.publish(&bench.new).unwrap();
    assert!(text(&settings).contains("new.example"), "and once it is gone, all is well");
}

#[test]
fn settings_that_cannot_be_written_leave_the_old_site() {
    let bench = Bench::new();
    bench.publish(&bench.old).unwrap();
    let settings = bench.path("site.nginx.conf");
    fs::remove_file(&settings).unwrap();
    let before = tree(&bench.path("site"));
    // The draft is a file of our own, and a folder in its place stops it.
    let draft = bench.path(&format!(".site.nginx.conf.{}", std::process::id()));
    fs::create_dir(&draft).unwrap();
    let error = bench.publish(&bench.new).unwrap_err();
    assert!(matches!(&error, BuildError::Publish(error) if error.is_machine()), "{error}");
    assert!(tree(&bench.path("site")) == before, "the old site stands");
    assert!(!settings.exists());
}

#[test]
fn a_link_to_the_settings_is_followed_and_stays() {
    let bench = Bench::new();
    fs::create_dir(bench.path("conf.d")).unwrap();
    bench.publish(&bench.old).unwrap();
    let (settings, real) = (bench.path("site.nginx.conf"), bench.path("conf.d/help.conf"));
    fs::rename(&settings, &real).unwrap();
    symlink("conf.d/help.conf", &settings).unwrap();
    bench.publish(&bench.new).unwrap();
    assert!(fs::symlink_metadata(&settings).unwrap().is_symlink());
    assert!(text(&real).contains("new.example"));
}

#[test]
fn settings_name_the_folder_of_the_server() {
    let bench = Bench::new();
    for (target, file, line) in [
        (Target::Nginx, "site.nginx.conf", "        root \"/srv/www/help\";\n"),
        (Target::Caddy, "site.Caddyfile", "\t\troot * \"/srv/www/help\"\n"),
    ] {
        let plan = Plan { target, served_from: Some(Path::new("/srv/www/help/")), ..Plan::default() };
        bench.publish_with(&bench.old, &plan).unwrap();
        let settings = text(&bench.path(file));
        assert!(settings.contains(line), "{settings}");
        assert!(
            !settings.contains(bench.folder.path().to_str().unwrap()),
            "the folder of the build is nobody's business"
        );
    }
    let before = tree(bench.folder.path());
    for (target, folder, words) in [
        (Target::Netlify, "/srv/www", "for nginx and caddy"),
        (Target::S3, "/srv/www", "for nginx and caddy"),
        (Target::Caddy, "srv/www", "whole path"),
        (Target::Nginx, "/", "Choose another folder"),
        (Target::Nginx, "/srv/$host", "Choose another folder"),
    ] {
        let plan = Plan { target, served_from: Some(Path::new(folder)), ..Plan::default() };
        let error = bench.publish_with(&bench.old, &plan).unwrap_err();
        assert!(matches!(&error, BuildError::Host(error) if error.is_usage()), "{error}");
        assert!(error.to_string().contains(words), "{error}");
    }
    assert!(tree(bench.folder.path()) == before);
}
