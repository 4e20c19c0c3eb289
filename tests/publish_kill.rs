//! The published folder under fire: kills, readers, rivals, a full disk, a disk that cannot be written.
//!
//! The builds are processes of their own: this test program started again, with the one test [`build`] and its orders in
//! the environment.

#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Output, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use get_support_today::publish::disk::{PublishError, Published, Staging};

/// Folders of a test site, and pages in each.
const FOLDERS: usize = 12;
const PAGES: usize = 10;

/// Every page of a site names its version, except one in five, which is the same in all versions; and each version has a
/// page of its own.
fn site(version: usize) -> BTreeMap<String, String> {
    let mut pages = BTreeMap::from([
        ("version.txt".to_owned(), version.to_string()),
        (format!("only/{version}.html"), version.to_string()),
    ]);
    for page in 0..FOLDERS * PAGES {
        let mark = if page % 5 == 0 { "same".to_owned() } else { version.to_string() };
        pages.insert(format!("l{}/{page}/index.html", page % FOLDERS), format!("{mark}\n{}", "text ".repeat(400)));
    }
    pages
}

fn publish(out: &Path, version: usize) -> Result<Published, PublishError> {
    let staging = Staging::begin(out)?;
    for (path, text) in site(version) {
        staging.write(&path, text.as_bytes())?;
    }
    staging.commit()
}

/// All files below `folder` except the manifest.
fn read(folder: &Path) -> BTreeMap<String, String> {
    fn enter(root: &Path, folder: &Path, found: &mut BTreeMap<String, String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                enter(root, &path, found);
            } else {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
                found.insert(name, fs::read_to_string(path).unwrap());
            }
        }
    }
    let mut found = BTreeMap::new();
    enter(folder, folder, &mut found);
    found.remove("manifest.json");
    found
}

/// Not a test: one build, when [`builder`] orders it.
#[test]
fn build() {
    let (Ok(out), Ok(version)) = (std::env::var("BUILD_OUT"), std::env::var("BUILD_VERSION")) else { return };
    println!("begun");
    match publish(Path::new(&out), version.parse().unwrap()) {
        Ok(done) => println!("published: {done:?}"),
        Err(error) => println!("refused: {error} machine={}", error.is_machine()),
    }
}

/// A command that publishes `version` to `out`; `around` comes before it, such as a shell.
fn builder(around: &[&str], out: &Path, version: usize) -> Command {
    let program = std::env::current_exe().unwrap();
    let mut words = around.iter().map(Into::into).chain([program.into_os_string()]);
    let mut command = Command::new(words.next().unwrap());
    command.args(words).args(["--exact", "build", "--nocapture"]);
    command.env("BUILD_OUT", out).env("BUILD_VERSION", version.to_string());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// A sequence that looks random and is the same in every run.
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *state >> 33
}

/// How many builds are killed midway.
const KILLS: usize = 200;
/// Long enough for a slow machine; a machine that cannot do it in this time has proved nothing.
const PATIENCE: Duration = Duration::from_mins(10);

/// A build that has begun to publish.
struct Begun {
    child: Child,
    said: BufReader<ChildStdout>,
    since: Instant,
}

impl Begun {
    /// Starts a build, and waits until it begins: before that there is nothing to be killed.
    fn start(out: &Path, version: usize) -> Self {
        let mut child = builder(&[], out, version).spawn().unwrap();
        let mut said = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        while !line.contains("begun") {
            line.clear();
            assert!(said.read_line(&mut line).unwrap() > 0, "the build did not begin");
        }
        Self { child, said, since: Instant::now() }
    }

    /// Kills it after a while. Whether that was midway: it was still running, and had not said that it was done.
    fn kill_after(mut self, while_: Duration) -> bool {
        thread::sleep(while_.saturating_sub(self.since.elapsed()));
        self.child.kill().unwrap();
        let was_running = self.child.wait().unwrap().code().is_none();
        was_running && !self.rest().contains("published: ")
    }

    /// How long it takes when nobody disturbs it.
    fn finish(mut self) -> Duration {
        assert!(self.rest().contains("published: "));
        let took = self.since.elapsed();
        assert!(self.child.wait().unwrap().success());
        took
    }

    fn rest(&mut self) -> String {
        let mut rest = String::new();
        self.said.read_to_string(&mut rest).unwrap();
        rest
    }
}

#[test]
fn two_hundred_kills_never_leave_half_a_site() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("public");
    publish(&out, 0).unwrap();
    let sites = [site(0), site(1)];
    let mut span = u64::try_from(Begun::start(&out, 1).finish().as_micros()).unwrap();
    let (mut state, mut builds, mut killed, mut left, mut replaced) = (1, 0, 0, 0, 0);
    let mut stood = 1;
    let start = Instant::now();
    while killed < KILLS {
        assert!(start.elapsed() < PATIENCE, "only {killed} of {builds} builds were killed midway in {PATIENCE:?}");
        builds += 1;
        let after = Duration::from_micros(next(&mut state) % span);
        killed += usize::from(Begun::start(&out, 1 - stood).kill_after(after));
        left += usize::from(fs::read_dir(dir.path()).unwrap().count() > 1);
        let now = read(&out);
        let stands = sites.iter().position(|site| *site == now).expect("exactly one of the two sites");
        replaced += usize::from(stands != stood);
        // A busy machine builds slower, then faster: follow it, so that the kills fall all over the build.
        span = if stands == stood { span + span / 32 } else { span - span / 8 };
        stood = stands;
    }
    println!(
        "{killed} of {builds} builds killed midway, {left} left something beside the site, {replaced} replaced it ({:.0} s)",
        start.elapsed().as_secs_f64()
    );
    // Kills that all come early would prove nothing of the end, and the other way round.
    assert!(left > KILLS / 4 && replaced > 10, "{left} left something, {replaced} replaced the site");
    publish(&out, 2).unwrap();
    assert_eq!(read(&out), site(2));
    let beside: Vec<_> = fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(beside, ["public"], "what was left is cleared away");
}

#[test]
fn a_reader_in_a_tight_loop_sees_only_whole_sites() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("public");
    publish(&out, 0).unwrap();
    let (ended, seen) = (AtomicBool::new(false), AtomicUsize::new(0));
    let version = || fs::read_to_string(out.join("version.txt")).expect("there is always a site");
    thread::scope(|scope| {
        scope.spawn(|| {
            let mut state = 7;
            while !ended.load(Ordering::Relaxed) {
                let before = version();
                let page = usize::try_from(next(&mut state)).unwrap() % (FOLDERS * PAGES);
                let text = fs::read_to_string(out.join(format!("l{}/{page}/index.html", page % FOLDERS)));
                let own = out.join(format!("only/{before}.html")).exists();
                // Versions only grow: when both are equal, no site came in between.
                if version() == before {
                    let mark = if page.is_multiple_of(5) { "same" } else { &before };
                    assert!(text.expect("every page is there").starts_with(&format!("{mark}\n")));
                    assert!(own);
                    seen.fetch_add(1, Ordering::Relaxed);
                }
            }
        });
        for version in 1..=60 {
            let done = publish(&out, version);
            if done.is_err() || version == 60 {
                ended.store(true, Ordering::Relaxed);
            }
            done.unwrap();
        }
    });
    println!("{} whole sites seen", seen.load(Ordering::Relaxed));
    assert!(seen.into_inner() > 60);
}

#[test]
fn of_rival_builds_one_publishes_and_the_others_are_told() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("public");
    for round in 0..10 {
        let rivals: Vec<_> = (1..=4).map(|rival| builder(&[], &out, round * 10 + rival).spawn().unwrap()).collect();
        let ends: Vec<_> = rivals.into_iter().map(|rival| text(&rival.wait_with_output().unwrap())).collect();
        let published = ends.iter().filter(|end| end.contains("published: ")).count();
        let busy = ends.iter().filter(|end| end.contains("Another build") && end.contains("machine=true")).count();
        assert!(published >= 1 && published + busy == 4, "{ends:?}");
        let now = read(&out);
        assert!((1..=4).any(|rival| site(round * 10 + rival) == now));
    }
}

/// Runs a build in a shell with a file system of its own for mounts, where `$BUILD_ROOT` is a folder for them; `None` where
/// the machine does not allow it; where tests run for everybody (`CI=true`), that is a failure.
fn in_own_mounts(root: &Path, before: &str, version: usize, after: &str) -> Option<String> {
    let script = format!("{before} && \"$@\" && {after}");
    for flags in ["-m", "-rm"] {
        let allowed = Command::new("unshare")
            .args([flags, "sh", "-c", "mount -t tmpfs tmpfs \"$0\""])
            .arg(root)
            .output()
            .is_ok_and(|output| output.status.success());
        if allowed {
            let around = ["unshare", flags, "sh", "-e", "-c", &script, "sh"];
            let output = builder(&around, &root.join("public"), version).env("BUILD_ROOT", root).output().unwrap();
            assert!(output.status.success(), "{}", text(&output));
            return Some(text(&output));
        }
    }
    println!("skipped: this machine does not allow mounts");
    assert!(std::env::var("CI").as_deref() != Ok("true"), "what CI does not try, nobody tries");
    None
}

#[test]
fn a_full_disk_keeps_the_old_site() {
    let dir = tempfile::tempdir().unwrap();
    let first = dir.path().join("first");
    publish(&first, 1).unwrap();
    let root = dir.path().join("small");
    fs::create_dir(&root).unwrap();
    // Room for the site once (122 pages of a block each), not twice.
    let before =
        "mount -t tmpfs -o size=750k tmpfs \"$BUILD_ROOT\" && cp -r \"$BUILD_ROOT/../first\" \"$BUILD_ROOT/public\"";
    let after = "diff -r \"$BUILD_ROOT/../first\" \"$BUILD_ROOT/public\" && ls -A \"$BUILD_ROOT\" | tr '\\n' '|'";
    if let Some(end) = in_own_mounts(&root, before, 2, after) {
        assert!(end.contains("Free some space") && end.contains("machine=true"), "{end}");
        assert!(end.ends_with("public|"), "{end}");
    }
}

#[test]
fn a_disk_that_cannot_be_written_keeps_the_old_site() {
    let dir = tempfile::tempdir().unwrap();
    let first = dir.path().join("first");
    publish(&first, 1).unwrap();
    let root = dir.path().join("sealed");
    fs::create_dir(&root).unwrap();
    let before = "mount -t tmpfs tmpfs \"$BUILD_ROOT\" && cp -r \"$BUILD_ROOT/../first\" \"$BUILD_ROOT/public\" \
                  && mount -o remount,bind,ro \"$BUILD_ROOT\"";
    let after = "diff -r \"$BUILD_ROOT/../first\" \"$BUILD_ROOT/public\"";
    if let Some(end) = in_own_mounts(&root, before, 2, after) {
        assert!(end.contains("writable for this user") && end.contains("machine=true"), "{end}");
    }
}

#[test]
fn a_mounted_folder_cannot_be_replaced() {
    let dir = tempfile::tempdir().unwrap();
    for mount in ["-t tmpfs tmpfs", "--bind \"$BUILD_ROOT/other\""] {
        let before = format!(
            "mount -t tmpfs tmpfs \"$BUILD_ROOT\" && mkdir \"$BUILD_ROOT/public\" \"$BUILD_ROOT/other\" \
             && mount {mount} \"$BUILD_ROOT/public\""
        );
        if let Some(end) = in_own_mounts(dir.path(), &before, 1, "ls -A \"$BUILD_ROOT\" | tr '\\n' '|'") {
            assert!(end.contains("root of a file system") && end.contains("machine=false"), "{mount}: {end}");
            assert!(end.ends_with("other|public|"), "{mount}: {end}");
        }
    }
}
