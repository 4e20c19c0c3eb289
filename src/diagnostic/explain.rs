//! The long explanation of each rule, for people who do not program.
//!
//! `explain/<name>.md` holds it in four parts: what the rule checks, why that matters to somebody who looks for help, a
//! wrong example and a right one.

use std::fmt::Write as _;

use super::{Code, Severity};

/// The headings of the four parts, in their order.
const PARTS: [&str; 4] = ["What it checks", "Why it matters", "Wrong", "Right"];

/// What is to be said of one rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// What the rule checks.
    pub checks: &'static str,
    /// Why that matters to somebody who looks for help.
    pub matters: &'static str,
    /// Lines that break the rule.
    pub wrong: &'static str,
    /// The same lines, mended.
    pub right: &'static str,
}

impl Explanation {
    /// The explanation of a rule.
    pub fn of(code: Code) -> Self {
        let text = code.text();
        Self {
            checks: part(text, 0),
            matters: part(text, 1),
            wrong: example(part(text, 2)),
            right: example(part(text, 3)),
        }
    }
}

/// What stands between one heading and the next; empty where there is no such heading.
fn part(text: &str, index: usize) -> &str {
    let marker = |heading: &&str| format!("\n## {heading}\n");
    let after = PARTS.get(index).and_then(|heading| text.split_once(&marker(heading))).map_or("", |(_, after)| after);
    let next = PARTS.get(index + 1).and_then(|heading| after.find(&marker(heading)));
    after[..next.unwrap_or(after.len())].trim()
}

/// The lines between two fences; empty where there are none.
fn example(part: &str) -> &str {
    let inside = part.strip_prefix("```").and_then(|rest| rest.strip_suffix("\n```"));
    inside.and_then(|inside| inside.split_once('\n')).map_or("", |(_, lines)| lines)
}

/// One rule explained, as text for a terminal.
pub fn explain(code: Code) -> String {
    let Explanation { checks, matters, wrong, right } = Explanation::of(code);
    let mut text = format!("{}[{code}]: {}\n", code.severity(), code.summary());
    for (heading, said) in PARTS.iter().zip([checks.to_owned(), matters.to_owned(), indented(wrong), indented(right)]) {
        let _ = write!(text, "\n{heading}\n\n{said}\n");
    }
    text
}

fn indented(example: &str) -> String {
    example.lines().map(|line| format!("    {line}")).collect::<Vec<_>>().join("\n")
}

/// Every rule with its one line, those that stop publishing first.
pub fn list() -> String {
    let width = Code::ALL.iter().map(|code| code.as_str().len()).max().unwrap_or(0);
    let groups = [
        (Severity::Error, "Errors. Nothing is published until they are mended."),
        (Severity::Warning, "Warnings. The site can be published; somebody should look."),
    ];
    let group = |(severity, heading): (Severity, &str)| {
        let codes = Code::ALL.iter().filter(|code| code.severity() == severity);
        let lines = codes.map(|code| format!("  {:width$}  {}\n", code.as_str(), code.summary()));
        format!("{heading}\n\n{}", lines.collect::<String>())
    };
    groups.map(group).join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_explained_in_four_parts() {
        for code in Code::ALL {
            let text = code.text();
            assert!(text.starts_with(&format!("# {code}\n")), "{code}: another title");
            let headings: Vec<usize> = PARTS.iter().filter_map(|part| text.find(&format!("\n## {part}\n"))).collect();
            assert!(
                headings.len() == PARTS.len() && headings.is_sorted(),
                "{code}: not these four parts in this order"
            );
            let Explanation { checks, matters, wrong, right } = Explanation::of(*code);
            for said in [checks, matters] {
                assert!(said.len() > 30 && said.ends_with(['.', '?', ')']), "{code}: `{said}`");
            }
            assert!(!wrong.trim().is_empty() && !right.trim().is_empty(), "{code}: an example is missing");
            assert_ne!(wrong, right, "{code}: the wrong example is the right one");
        }
    }

    #[test]
    fn a_heading_inside_an_example_is_part_of_it() {
        let text = "# x\n\n## Wrong\n\n```md\n## When {#a}\n```\n\n## Right\n\n```md\n## When {#b}\n```\n";
        assert_eq!(example(part(text, 2)), "## When {#a}");
        assert_eq!(example(part(text, 3)), "## When {#b}");
        assert_eq!(part(text, 0), "");
    }

    #[test]
    fn the_list_names_every_rule_once() {
        let list = list();
        for code in Code::ALL {
            assert_eq!(list.lines().filter(|line| line.split_whitespace().next() == Some(code.as_str())).count(), 1);
        }
    }
}
