//! `check --since`: what visitors rely on changes only with proof. Each test changes a committed project a little.

#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use get_support_today::diagnostic::{Diagnostic, Faults};
use get_support_today::{read, since};
use tempfile::TempDir;

const SITE: &str = "name: Example
base_url: https://example.org/
corrections: corrections@example.org
locales:
  - { locale: en, translation: source, exit: https://example.org/ }
  - { locale: de, translation: machine, exit: https://example.org/ }
review: { due_soon: 180, overdue: 365, expired: 540 }
";

const COUNTRY: &str = r#"country: NL
languages: [nl]
emergency:
  numbers:
    - number: "112"
  sources:
    - url: https://example.org/emergency
  assurance: { result: confirmed, method: stored-copy, date: 2026-02-02, source: https://example.org/emergency }
services:
  - id: first-line
    name: { nl: Eerste lijn }
    organization: { name: { nl: Stichting }, kind: charity }
    url: https://example.org/
    publish: whole
    publish_reason: Read on its own page.
    serves: [NL]
    languages: [nl]
    audiences: [self]
    concerns: [thoughts]
    levels: [secondary]
    anonymous: true
    cost: free
    confidentiality: { en: Private unless a child is at risk. }
    breaks_confidentiality: [identified-child-at-risk]
    summary: { en: A line. }
    contacts:
      - kind: phone
        value: "+31201234567"
        as_published: "020 123 45 67"
        reach: worldwide
        cost: standard
        hours: "Mo-Fr 09:00-17:00"
        timezone: Europe/Amsterdam
        assurance: { result: confirmed, basis: first-party, method: stored-copy, date: 2026-03-03, source: https://example.org/contact }
      - kind: chat
        value: https://example.org/chat
        reach: worldwide
        cost: free
    assurance: { result: confirmed, basis: first-party, method: stored-copy, date: 2026-02-02, source: https://example.org/ }
    sources:
      - url: https://example.org/
    confidence: high
  - id: second-line
    name: { nl: Tweede lijn }
    organization: { name: { nl: Stichting }, kind: charity }
    url: https://example.net/
    publish: withheld
    publish_reason: To be checked.
    serves: [NL]
    languages: [nl]
    audiences: [self]
    concerns: [thoughts]
    levels: [secondary]
    summary: { en: Another line. }
    contacts:
      - kind: form
        value: https://example.net/form
        reach: worldwide
        cost: free
    assurance: { result: confirmed, basis: first-party, method: stored-copy, date: 2026-02-02, source: https://example.net/ }
    sources:
      - url: https://example.net/
    confidence: high
child_helplines:
  - name: { nl: Kindertelefoon }
    phone: "116111"
    reach: national
    sources:
      - url: https://example.org/children
"#;

const PAGE: &str =
    "---\ntitle: Contact\nshort: Contact\ndescription: Contact\nsummary: Contact\nsection: help\n---\nText\n";
const LINE_NAME: &str = "  - name: { nl: Kindertelefoon }\n";
const LINE_ASSURED: &str = "  - name: { nl: Kindertelefoon }\n    assurance: { result: confirmed, method: provider-page, \
    by: editor, date: 2026-05-05, source: https://example.org/children }\n";

/// A project with one commit.
struct Project(TempDir);

impl Project {
    fn new() -> Self {
        let project = Self(tempfile::tempdir().unwrap());
        project.write("data/site.yaml", SITE);
        project.write("data/countries/nl.yaml", COUNTRY);
        for page in ["index", "not-found", "contact"] {
            project.write(&format!("content/en/{page}.md"), PAGE);
        }
        project.write("content/de/messages.ftl", "title = Titel\n");
        for folder in ["templates", "static"] {
            fs::create_dir(project.path().join(folder)).unwrap();
        }
        project.git(&["init", "-q"]);
        project.commit();
        project
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn git(&self, arguments: &[&str]) {
        let mut command = Command::new("git");
        command.current_dir(self.path()).args(["-c", "user.name=x", "-c", "user.email=x@example.org"]);
        assert!(command.args(arguments).status().unwrap().success(), "git {arguments:?}");
    }

    fn commit(&self) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "-m", "state"]);
    }

    /// What is found against the last commit.
    fn faults(&self) -> Vec<Diagnostic> {
        let then = read::parse(&read::load_revision(self.path(), "HEAD").unwrap()).0;
        let (now, _) = read::read(self.path());
        let mut faults = Faults::new();
        since::compare(&then, &now, "HEAD", &mut faults);
        faults.into_sorted()
    }

    fn run(&self, revision: &str, path: Option<&str>) -> Output {
        let mut command = support::program();
        command.arg("check").arg("--root").arg(self.path()).args(["--since", revision]);
        if let Some(path) = path {
            command.env("PATH", path);
        }
        command.output().unwrap()
    }
}

/// The codes found after each of these replacements in the country's file.
fn after(changes: &[(&str, &str)]) -> Vec<&'static str> {
    let project = Project::new();
    project.write("data/countries/nl.yaml", &changed(changes));
    codes(&project.faults())
}

fn changed(changes: &[(&str, &str)]) -> String {
    changes.iter().fold(COUNTRY.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "no `{from}`");
        text.replacen(from, to, 1)
    })
}

fn codes(faults: &[Diagnostic]) -> Vec<&'static str> {
    faults.iter().map(|fault| fault.code.as_str()).collect()
}

const NEW_NUMBER: (&str, &str) = ("\"+31201234567\"", "\"+31201234568\"");
const CONTACT_DAY: (&str, &str) = ("2026-03-03", "2026-04-04");
const SERVICE_DAY: (&str, &str) =
    ("date: 2026-02-02, source: https://example.org/ }", "date: 2026-04-04, source: https://example.org/ }");

#[test]
fn nothing_changed_is_nothing_to_say() {
    assert!(after(&[]).is_empty());
    assert!(
        after(&[("A line.", "A telephone line."), ("publish_reason: To be", "publish_reason: Still to be")]).is_empty()
    );
}

#[test]
fn a_number_cannot_be_swapped_quietly() {
    assert_eq!(after(&[NEW_NUMBER]), ["since-contact-changed"]);
    assert!(after(&[NEW_NUMBER, CONTACT_DAY]).is_empty());
    assert_eq!(
        after(&[NEW_NUMBER, SERVICE_DAY]),
        ["since-contact-changed"],
        "a look at the service vouches for no number"
    );
    let project = Project::new();
    project.write("data/countries/nl.yaml", &changed(&[NEW_NUMBER]));
    let fault = &project.faults()[0];
    assert!(fault.message.contains("`+31201234567` of `first-line` has become `+31201234568`"), "{}", fault.message);
    assert_eq!(fault.place.as_ref().unwrap().line_column(), (28, 16));
}

#[test]
fn hours_cost_reach_and_print_need_a_newer_look() {
    for (from, to) in [
        ("Mo-Fr 09:00-17:00", "Mo-Fr 09:00-18:00"),
        ("cost: standard", "cost: free"),
        ("timezone: Europe/Amsterdam", "timezone: Europe/London"),
        ("020 123 45 67", "(020) 123 45 67"),
        ("        reach: worldwide\n        cost: free", "        reach: national\n        cost: free"),
    ] {
        assert_eq!(after(&[(from, to)]), ["since-contact-changed"], "{to}");
        let looked = if to.contains("reach") { SERVICE_DAY } else { CONTACT_DAY };
        assert!(after(&[(from, to), looked]).is_empty(), "{to}");
    }
}

#[test]
fn an_old_day_does_not_vouch_for_a_new_contact() {
    let chat = "      - kind: chat\n        value: https://example.org/chat\n";
    let form =
        "      - kind: form\n        value: https://example.org/form\n        reach: worldwide\n        cost: free\n";
    let with = |assurance: &str| format!("{form}{assurance}{chat}");
    assert_eq!(after(&[(chat, &with(""))]), ["since-contact-changed"]);
    let dated = |day: &str| {
        format!(
            "        assurance: {{ result: confirmed, method: provider-page, by: editor, date: {day}, source: https://example.org/form }}\n"
        )
    };
    assert_eq!(after(&[(chat, &with(&dated("2026-03-03")))]), ["since-contact-changed"]);
    assert!(after(&[(chat, &with(&dated("2026-03-04")))]).is_empty());
    let unproven =
        "      - kind: phone\n        value: \"+31201234599\"\n        reach: worldwide\n        cost: free\n";
    assert!(after(&[(chat, &format!("{unproven}{chat}"))]).is_empty(), "a number without assurance is never shown");
}

#[test]
fn a_contact_does_not_move_by_itself() {
    let moved = [
        ("value: https://example.net/form", "value: https://example.net/new"),
        ("kind: chat\n        value: https://example.org/chat", "kind: form\n        value: https://example.net/form"),
    ];
    let project = Project::new();
    project.write("data/countries/nl.yaml", &changed(&moved));
    let faults = project.faults();
    assert_eq!(codes(&faults), ["since-contact-vanished", "since-contact-changed", "since-contact-changed"]);
    assert!(faults[1].message.contains("has moved from `second-line` to `first-line`"), "{}", faults[1].message);
}

#[test]
fn promises_need_a_newer_look() {
    for (from, to) in [
        ("[identified-child-at-risk]", "[none-stated]"),
        ("Private unless a child is at risk.", "Private."),
        ("anonymous: true", "anonymous: false"),
        ("audiences: [self]", "audiences: [young-person]"),
        ("concerns: [thoughts]", "concerns: [contact]"),
        ("{ nl: Eerste lijn }", "{ nl: Andere lijn }"),
        ("{ nl: Stichting }", "{ nl: Iemand }"),
        ("    cost: free\n    conf", "    cost: paid\n    conf"),
        ("    url: https://example.org/\n    publish", "    url: https://example.com/\n    publish"),
        ("publish: withheld", "publish: whole"),
    ] {
        assert_eq!(after(&[(from, to)]), ["since-promise-changed"], "{to}");
    }
    assert!(after(&[("[identified-child-at-risk]", "[court-order]"), SERVICE_DAY]).is_empty());
    let translated =
        ("{ en: Private unless a child is at risk. }", "{ en: Private unless a child is at risk., de: Vertraulich. }");
    assert_eq!(after(&[translated]), ["since-translation-changed"], "somebody who reads it must compare it");
    let summary = |to: &str| {
        let project = Project::new();
        project.write("data/countries/nl.yaml", &changed(&[("{ en: A line. }", "{ en: A line., de: Eine Linie. }")]));
        project.commit();
        project.write("data/countries/nl.yaml", &changed(&[("{ en: A line. }", to)]));
        codes(&project.faults())
    };
    assert_eq!(
        summary("{ en: A new line., de: Eine Linie. }"),
        ["since-translation-old"],
        "readers of German see the old one"
    );
    assert!(summary("{ en: A new line., de: Eine neue Linie. }").is_empty());
    assert!(summary("{ en: A new line. }").is_empty(), "they see the new original");
    for (from, to) in
        [("serves: [NL]", "serves: [NL, BE]"), ("languages: [nl]\n    aud", "languages: [nl, en]\n    aud")]
    {
        assert_eq!(after(&[(from, to)]), ["since-promise-changed"], "{to}");
    }
}

#[test]
fn an_assurance_neither_grows_older_nor_better_by_itself() {
    assert_eq!(after(&[("2026-03-03", "2026-03-02")]), ["since-assurance-old"]);
    assert_eq!(
        after(&[(
            "basis: first-party, method: stored-copy, date: 2026-03-03",
            "basis: government, method: stored-copy, date: 2026-03-03"
        )]),
        ["since-assurance-old"]
    );
}

#[test]
fn one_number_may_stand_twice_and_each_is_held_against_itself() {
    let whole = COUNTRY.split_once("      - kind: chat\n").unwrap().0;
    let phone = whole.split_once("    contacts:\n").unwrap().1;
    let twice = format!(
        "{}{}{}",
        whole,
        phone.replace("Mo-Fr 09:00-17:00", "Sa 09:00-12:00").replace("2026-03-03", "2026-03-09"),
        &COUNTRY[whole.len()..]
    );
    let codes_after = |from: &str, to: &str| {
        let project = Project::new();
        project.write("data/countries/nl.yaml", &twice);
        project.commit();
        assert!(from.is_empty() || twice.contains(from), "no `{from}`");
        project.write("data/countries/nl.yaml", &twice.replacen(from, to, 1));
        codes(&project.faults())
    };
    assert!(codes_after("", "").is_empty(), "nothing changed");
    assert_eq!(codes_after("Sa 09:00-12:00", "Sa 09:00-13:00"), ["since-contact-changed"]);
    assert!(codes_after("Mo-Fr 09:00-17:00", "Mo-Fr 09:00-18:00").contains(&"since-contact-changed"));
}

#[test]
fn a_wrong_number_can_be_mended_on_the_day_on_which_it_was_compared() {
    let elsewhere =
        ("2026-03-03, source: https://example.org/contact }", "2026-03-03, source: https://example.org/call }");
    assert!(after(&[NEW_NUMBER, elsewhere]).is_empty(), "another page was looked at");
    let by_phone = ("method: stored-copy, date: 2026-03-03", "method: provider-call, by: editor, date: 2026-03-03");
    assert!(after(&[NEW_NUMBER, by_phone]).is_empty(), "they said so themselves");
    let project = Project::new();
    project.write("data/countries/nl.yaml", &changed(&[NEW_NUMBER]));
    let help = project.faults()[0].help.clone().unwrap_or_default();
    assert!(help.contains("A day after 2026-03-03 is proof") && help.contains("publish: withheld"), "{help}");
}

#[test]
fn a_number_does_not_come_back_with_its_old_day() {
    let assurance = "        assurance: { result: confirmed, basis: first-party, method: stored-copy, date: 2026-03-03, source: https://example.org/contact }\n";
    let project = Project::new();
    project.write("data/countries/nl.yaml", &changed(&[NEW_NUMBER, (assurance, "")]));
    assert!(!codes(&project.faults()).contains(&"since-contact-changed"), "nobody is shown it");
    project.commit();
    project.write("data/countries/nl.yaml", &changed(&[NEW_NUMBER, ("date: 2026-03-03", "date: 2026-02-02")]));
    assert_eq!(codes(&project.faults()), ["since-contact-changed"]);
    project.write("data/countries/nl.yaml", &changed(&[NEW_NUMBER, CONTACT_DAY]));
    assert!(project.faults().is_empty());
}

#[test]
fn no_contact_line_or_emergency_number_goes_quietly() {
    let start = COUNTRY.find("      - kind: phone").unwrap();
    let end = COUNTRY.find("      - kind: chat").unwrap();
    let phone = &COUNTRY[start..end];
    assert_eq!(after(&[(phone, "")]), ["since-contact-vanished"]);
    assert!(after(&[(phone, ""), SERVICE_DAY]).is_empty(), "somebody has seen that it is gone");
    let line = &COUNTRY[COUNTRY.find("child_helplines").unwrap()..];
    assert_eq!(after(&[(line, "")]), ["since-contact-vanished"]);
    assert!(after(&[(line, "findings: The line has closed.\n")]).is_empty());
    let emergency = &COUNTRY[COUNTRY.find("emergency:").unwrap()..COUNTRY.find("services:").unwrap()];
    assert_eq!(after(&[(emergency, "")]), ["since-contact-vanished"]);
}

#[test]
fn settings_on_which_the_site_rests_are_named_when_they_change() {
    for (from, to) in [
        ("expired: 540", "expired: 5400"),
        ("https://example.org/\ncorr", "https://example.net/\ncorr"),
        ("corrections@example.org", "else@example.org"),
        ("machine, exit: https://example.org/", "machine, exit: https://example.net/"),
    ] {
        let project = Project::new();
        project.write("data/site.yaml", &SITE.replacen(from, to, 1));
        assert_eq!(codes(&project.faults()), ["since-setting-changed"], "{to}");
    }
}

#[test]
fn what_others_link_to_stays() {
    let project = Project::new();
    project.write("content/en/contact.md", &format!("{PAGE}\n## Who {{#who}}\n"));
    project.write("data/redirects.yaml", "- { from: /en/old/, to: /en/contact/ }\n");
    project.commit();
    project.write("content/en/contact.md", &format!("{PAGE}\n## Who {{#people}}\n"));
    let faults = project.faults();
    assert_eq!(codes(&faults), ["since-address-vanished"]);
    assert!(faults[0].message.contains("`#who`"), "{}", faults[0].message);
    project.write("content/en/contact.md", &format!("{PAGE}\n## Someone {{#who}}\n"));
    project.write("data/redirects.yaml", "[]\n");
    let faults = project.faults();
    assert_eq!(codes(&faults), ["since-address-vanished"]);
    assert!(faults[0].message.contains("/en/old/"), "{}", faults[0].message);
}

#[test]
fn a_newer_look_says_where() {
    let sourceless = ("2026-03-03, source: https://example.org/contact }", "2026-04-04 }");
    assert_eq!(after(&[NEW_NUMBER, sourceless]), ["since-source-missing"]);
}

#[test]
fn lines_and_emergency_numbers_are_held_alike() {
    assert_eq!(after(&[("\"116111\"", "\"116112\"")]), ["since-contact-changed"]);
    assert!(after(&[("\"116111\"", "\"116112\""), (LINE_NAME, LINE_ASSURED)]).is_empty());
    assert_eq!(
        after(&[("nl: Kindertelefoon", "nl: De Kindertelefoon")]),
        ["since-contact-changed"],
        "a new name may hide a new line"
    );
    assert_eq!(after(&[("\"112\"", "\"113\"")]), ["since-contact-changed"]);
    assert!(
        after(&[
            ("\"112\"", "\"113\""),
            (
                "date: 2026-02-02, source: https://example.org/emergency",
                "date: 2026-04-04, source: https://example.org/emergency"
            )
        ])
        .is_empty()
    );
}

#[test]
fn a_service_does_not_vanish_without_a_reason_and_its_id_never_returns() {
    let (start, end) = (COUNTRY.find("  - id: second-line").unwrap(), COUNTRY.find("child_helplines").unwrap());
    let gone = format!("{}{}", &COUNTRY[..start], &COUNTRY[end..]);
    let project = Project::new();
    project.write("data/countries/nl.yaml", &gone);
    assert_eq!(codes(&project.faults()), ["since-service-vanished"]);
    project.write("data/removed.yaml", "- { id: second-line, date: 2026-04-04, reason: It has closed. }\n");
    assert!(project.faults().is_empty());
    project.commit();
    fs::remove_file(project.path().join("data/removed.yaml")).unwrap();
    assert_eq!(codes(&project.faults()), ["since-service-vanished"], "the record of the removal stays");
    project.write("data/removed.yaml", "- { id: second-line, date: 2026-04-04, reason: It has closed. }\n");
    project.write("data/countries/nl.yaml", COUNTRY);
    let checked = get_support_today::check::check(&read::read(project.path()).0, jiff::civil::date(2026, 5, 5));
    assert!(codes(&checked.faults.into_sorted()).contains(&"id-removed"));
}

#[test]
fn a_renamed_service_counts_as_gone_and_its_contacts_as_moved() {
    assert_eq!(after(&[("id: second-line", "id: other-line")]), ["since-service-vanished", "since-contact-changed"]);
}

#[test]
fn a_published_address_keeps_leading_somewhere() {
    let project = Project::new();
    fs::rename(project.path().join("content/en/contact.md"), project.path().join("content/en/talk.md")).unwrap();
    let faults = project.faults();
    assert_eq!(codes(&faults), ["since-address-vanished"]);
    assert!(faults[0].message.contains("/en/contact/ and one more"), "{}", faults[0].message);
    project.write("data/redirects.yaml", "- { from: /en/contact/, to: /en/talk/ }\n");
    assert!(project.faults()[0].message.contains("/de/contact/, published"), "the other locale still leads nowhere");
    project.write(
        "data/redirects.yaml",
        "- { from: /en/contact/, to: /en/talk/ }\n- { from: /de/contact/, to: /de/talk/ }\n",
    );
    assert!(project.faults().is_empty());
}

#[test]
fn a_locale_does_not_vanish_with_its_addresses() {
    let project = Project::new();
    let without = SITE.replace(
        "  - { locale: de, translation: machine, exit: https://example.org/ }
",
        "",
    );
    project.write("data/site.yaml", &without);
    let faults = project.faults();
    assert_eq!(codes(&faults), ["since-address-vanished"]);
    assert!(faults[0].message.contains("the locale `de` is gone: /de/ and 2"), "{}", faults[0].message);
}

#[test]
fn the_command_tells_wrong_usage_from_a_machine_without_git() {
    let project = Project::new();
    project.write("data/countries/nl.yaml", &changed(&[NEW_NUMBER]));
    let swapped = project.run("HEAD", None);
    assert_eq!(swapped.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&swapped.stderr).contains("since-contact-changed"));
    for revision in ["no-such-branch", "--all", ""] {
        let unknown = project.run(revision, None);
        assert_eq!(unknown.status.code(), Some(2), "{revision}: {}", String::from_utf8_lossy(&unknown.stderr));
    }
    let nowhere = project.run("HEAD", Some("/nonexistent"));
    assert_eq!(nowhere.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&nowhere.stderr).contains("git"));
    fs::remove_dir_all(project.path().join(".git")).unwrap();
    let bare = project.run("HEAD", None);
    assert_eq!(bare.status.code(), Some(2), "{}", String::from_utf8_lossy(&bare.stderr));
}

#[test]
fn a_project_in_a_folder_of_a_larger_repository_is_found() {
    let outer = tempfile::tempdir().unwrap();
    let inner = outer.path().join("site");
    fs::create_dir_all(inner.join("data/countries")).unwrap();
    fs::write(inner.join("data/countries/nl.yaml"), COUNTRY).unwrap();
    for arguments in [
        &["init", "-q"][..],
        &["add", "-A"],
        &["-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-qm", "x"],
    ] {
        assert!(Command::new("git").current_dir(outer.path()).args(arguments).status().unwrap().success());
    }
    let files = read::load_revision(&inner, "HEAD").unwrap();
    assert_eq!(files.keys().collect::<Vec<_>>(), ["data/countries/nl.yaml"]);
    assert_eq!(files["data/countries/nl.yaml"], COUNTRY.as_bytes());
}
