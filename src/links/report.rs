//! What was found, the worst first: a table for people, Markdown for an issue, JSON for machines.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use jiff::civil::Date;
use serde::{Serialize, Serializer};

use super::answer::{Answer, Presence, Verdict};
use super::plan::{Plan, Subject, page_of};
use super::{Answers, Sought};

/// How something published stands, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// An address did not answer with a page, for this reason; but for [`Verdict::Unknown`].
    Failed(Verdict),
    /// Another number or mail address is printed on the provider's page.
    AnotherPrinted,
    /// It is not printed there.
    NotPrinted,
    /// The server says that the page has moved for good.
    Moved,
    /// The address leads to another host.
    OtherHost,
    /// The server will not tell a program.
    Unknown,
    /// No page of the provider could be read.
    NotLooked,
    /// No page of the provider is on record.
    NoPage,
    /// The run was stopped before it was asked.
    NotAsked,
    /// The address answers.
    Answers,
    /// It is still printed there.
    Printed,
}

impl Standing {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Failed(verdict) => verdict_in_words(verdict),
            Self::AnotherPrinted => "another number or mail address is printed there",
            Self::NotPrinted => "not found on the provider's page",
            Self::Moved => "moved for good",
            Self::OtherHost => "leads to another host",
            Self::Unknown => "unknown: the server will not tell a program",
            Self::NotLooked => "no page of the provider could be read",
            Self::NoPage => "no page of the provider is on record",
            Self::NotAsked => "not asked yet",
            Self::Answers => "answers",
            Self::Printed => "still printed there",
        }
    }

    /// Whether a maintainer has something to do or to look at.
    pub fn needs_a_look(self) -> bool {
        !matches!(self, Self::NotAsked | Self::Answers | Self::Printed)
    }

    /// Whether the page or its host is no more.
    pub fn is_gone(self) -> bool {
        matches!(self, Self::Failed(Verdict::Gone | Verdict::NoSuchHost))
    }
}

impl Serialize for Standing {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let code = match self {
            Self::Failed(verdict) => return verdict.serialize(serializer),
            Self::AnotherPrinted => "another-printed",
            Self::NotPrinted => "not-printed",
            Self::Moved => "moved",
            Self::OtherHost => "other-host",
            Self::Unknown => "unknown",
            Self::NotLooked => "not-looked",
            Self::NoPage => "no-page",
            Self::NotAsked => "not-asked",
            Self::Answers => "answers",
            Self::Printed => "printed",
        };
        serializer.serialize_str(code)
    }
}

fn verdict_in_words(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Fine => "answers",
        Verdict::Gone => "gone: no such page",
        Verdict::NoSuchHost => "gone: no such host",
        Verdict::CertificateExpired => "the certificate is not valid today",
        Verdict::CertificateForAnotherHost => "the certificate is for another host",
        Verdict::CertificateUntrusted => "nobody trusted vouches for the certificate",
        Verdict::TlsFailed => "encryption failed",
        Verdict::RedirectLoop => "redirects without end",
        Verdict::RedirectBroken => "a redirect leads nowhere",
        Verdict::Refused => "connection refused",
        Verdict::Unreachable => "unreachable",
        Verdict::Broken => "the connection broke",
        Verdict::TimedOut => "no answer in time",
        Verdict::ServerFault => "the server failed",
        Verdict::Unknown => "unknown: the server will not tell a program",
    }
}

/// How one published thing stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// How it stands.
    pub standing: Standing,
    /// The country code in lower case, or `world`.
    pub area: String,
    /// The id of the service, or the name of the line.
    pub name: String,
    /// The address, number or mail address.
    pub value: String,
    /// The page that told it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    /// The status code, the new address, the other numbers.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub detail: String,
    /// The day of the answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
}

/// What a run found.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// The day of the run.
    pub date: String,
    /// How many addresses there are to ask.
    pub addresses: usize,
    /// How many of them were asked in this run.
    pub asked: usize,
    /// Whether it was stopped before the end.
    pub stopped: bool,
    /// Each published thing, the worst first, then by area and name.
    pub findings: Vec<Finding>,
}

impl Report {
    /// What `answers` mean for everything in `plan`.
    pub fn new(plan: &Plan, answers: &Answers, today: Date) -> Self {
        let mut findings: Vec<Finding> = plan
            .entries
            .iter()
            .map(|entry| {
                let mut finding = match &entry.subject {
                    Subject::Address(url) => of_address(url, answers),
                    Subject::Printed { sought, shown, pages } => of_printed(sought, shown, pages, answers),
                };
                finding.area.clone_from(&entry.area);
                finding.name.clone_from(&entry.name);
                finding
            })
            .collect();
        findings
            .sort_by(|a, b| (a.standing, &a.area, &a.name, &a.value).cmp(&(b.standing, &b.area, &b.name, &b.value)));
        findings.dedup();
        Self {
            date: today.to_string(),
            addresses: answers.total,
            asked: answers.asked,
            stopped: answers.stopped,
            findings,
        }
    }

    /// Whether anything published is gone.
    pub fn has_gone(&self) -> bool {
        self.findings.iter().any(|finding| finding.standing.is_gone())
    }

    /// How many things stand in each way, the worst first.
    pub fn counts(&self) -> BTreeMap<Standing, usize> {
        let mut counts = BTreeMap::new();
        for finding in &self.findings {
            *counts.entry(finding.standing).or_default() += 1;
        }
        counts
    }

    /// For a terminal: the numbers, then what needs a look.
    pub fn human(&self) -> String {
        let mut text = String::new();
        for (standing, count) in self.counts() {
            let _ = writeln!(text, "{count:>6}  {}", standing.words());
        }
        let mut last = None;
        for finding in self.findings.iter().filter(|finding| finding.standing.needs_a_look()) {
            if last.replace(finding.standing) != Some(finding.standing) {
                let _ = writeln!(text, "\n{}", capital(finding.standing.words()));
            }
            let _ =
                write!(text, "  {:<5}  {}\n         {}", finding.area, visible(&finding.name), visible(&finding.value));
            if !finding.detail.is_empty() {
                let _ = write!(text, "\n         {}", visible(&finding.detail));
            }
            if let Some(page) = finding.page.as_ref().filter(|page| **page != finding.value) {
                let _ = write!(text, "\n         on {}", visible(page));
            }
            text.push('\n');
        }
        let _ = writeln!(text, "\n{}", self.summary());
        text
    }

    /// For an issue: one table for each way in which things stand.
    pub fn markdown(&self) -> String {
        let mut text = format!(
            "# Live check of {}\n\n{}\n\n| how many | what was found |\n| ---: | --- |\n",
            self.date,
            self.summary()
        );
        for (standing, count) in self.counts() {
            let _ = writeln!(text, "| {count} | {} |", standing.words());
        }
        let mut last = None;
        for finding in self.findings.iter().filter(|finding| finding.standing.needs_a_look()) {
            if last.replace(finding.standing) != Some(finding.standing) {
                let title = capital(finding.standing.words());
                let _ = write!(text, "\n## {title}\n\n| where | who | what | seen |\n| --- | --- | --- | --- |\n");
            }
            let page = finding.page.as_ref().filter(|page| **page != finding.value);
            let seen = [Some(&finding.detail), page].into_iter().flatten().filter(|part| !part.is_empty());
            let seen: Vec<String> = seen.map(|part| cell(part)).collect();
            let _ = writeln!(
                text,
                "| {} | {} | {} | {} |",
                cell(&finding.area),
                cell(&finding.name),
                cell(&finding.value),
                seen.join("<br>")
            );
        }
        text
    }

    /// For machines.
    pub fn json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    fn summary(&self) -> String {
        let is_known = |standing| !matches!(standing, Standing::NotAsked | Standing::NotLooked | Standing::NoPage);
        let known = self.findings.iter().filter(|finding| is_known(finding.standing)).count();
        format!(
            "{known} of {} published addresses and numbers checked, at {} web addresses, of which {} were asked now. \
             A program looked; no person vouches for this.",
            self.findings.len(),
            self.addresses,
            self.asked
        )
    }
}

fn of_address(url: &str, answers: &Answers) -> Finding {
    let Some((date, answer)) = answers.by_page.get(&page_of(url)) else { return blank(Standing::NotAsked, url) };
    let standing = match answer.verdict {
        Verdict::Fine if answer.moved_to().is_some() => Standing::Moved,
        Verdict::Fine if answer.other_host(url).is_some() => Standing::OtherHost,
        Verdict::Fine => Standing::Answers,
        Verdict::Unknown => Standing::Unknown,
        verdict => Standing::Failed(verdict),
    };
    Finding { detail: detail_of(standing, answer), date: Some(date.to_string()), ..blank(standing, url) }
}

fn detail_of(standing: Standing, answer: &Answer) -> String {
    let status = answer.status.map(|status| format!("status {status}"));
    let last = answer.hops.last().map(|hop| format!("→ {}", hop.to));
    match standing {
        Standing::Moved => answer.moved_to().map(|to| format!("→ {to}")).unwrap_or_default(),
        Standing::Answers => String::new(),
        _ => [status, last].into_iter().flatten().collect::<Vec<_>>().join(" "),
    }
}

/// The best that any page says: printed anywhere is printed.
fn of_printed(sought: &Sought, shown: &str, pages: &[String], answers: &Answers) -> Finding {
    if pages.is_empty() {
        return blank(Standing::NoPage, shown);
    }
    let key = sought.key();
    let known: Vec<(&String, &(Date, Answer))> =
        pages.iter().filter_map(|page| Some((page, answers.by_page.get(&page_of(page))?))).collect();
    let seen = |wanted: fn(&Presence) -> bool| {
        known.iter().find_map(|(page, (date, answer))| {
            answer.found.get(&key).filter(|presence| wanted(presence)).map(|presence| (*page, *date, presence))
        })
    };
    let best = seen(|presence| *presence == Presence::Printed)
        .or_else(|| seen(|presence| matches!(presence, Presence::Another(_))))
        .or_else(|| seen(|presence| *presence == Presence::NotFound));
    if let Some((page, date, presence)) = best {
        let (standing, detail) = match presence {
            Presence::Printed => (Standing::Printed, String::new()),
            Presence::Another(others) => (Standing::AnotherPrinted, others.join(", ")),
            Presence::NotFound => (Standing::NotPrinted, String::new()),
        };
        return Finding { page: Some(page.clone()), detail, date: Some(date.to_string()), ..blank(standing, shown) };
    }
    let standing = if known.len() < pages.len() { Standing::NotAsked } else { Standing::NotLooked };
    Finding { page: pages.first().cloned(), ..blank(standing, shown) }
}

fn blank(standing: Standing, value: &str) -> Finding {
    Finding {
        standing,
        area: String::new(),
        name: String::new(),
        value: value.to_owned(),
        page: None,
        detail: String::new(),
        date: None,
    }
}

fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// What strangers' pages say must not steer a terminal.
fn visible(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_control() && !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
        .collect()
}

/// A text as the cell of a Markdown table, where strangers' words are only words.
fn cell(text: &str) -> String {
    let mut plain = String::new();
    for c in visible(text).chars() {
        if matches!(c, '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '@') && !text.starts_with("http") {
            plain.push('\\');
        }
        match c {
            '|' if text.starts_with("http") => plain.push_str("%7C"),
            c => plain.push(c),
        }
    }
    plain
}
