//! Lines that begin in the wrong column.

use super::lines::{Line, Slip};
use crate::diagnostic::Code;

/// The column in which the key of a line begins.
fn column(line: &Line<'_>) -> usize {
    line.indent.len() + line.content.len() - line.content.trim_start_matches("- ").len()
}

/// The last line stands in another column than those around it; or the line before it does, between two that agree.
pub fn find(lines: &[Line<'_>]) -> Option<Slip> {
    if let [.., first, stray, last] = lines
        && column(first) == column(last)
        && stray.indent.len() < last.indent.len()
        && stray.value.is_some()
    {
        return Some(ill_placed(stray, &[column(last)]));
    }
    let (line, before) = lines.split_last()?;
    let found = line.indent.len();
    let mut fitting = fitting_columns(before, line.content.starts_with("- "));
    fitting.retain(|column| *column != found);
    let nearest = fitting.iter().map(|column| column.abs_diff(found)).min();
    fitting.retain(|column| Some(column.abs_diff(found)) == nearest);
    fitting.reverse();
    fitting.dedup();
    Some(ill_placed(line, &fitting))
}

/// A line that begins in the wrong column, and those in which it could begin.
fn ill_placed(line: &Line<'_>, fitting: &[usize]) -> Slip {
    let help = match fitting.is_empty() {
        true => "keys of one record begin in the same column, and so do the `- ` of one list".to_owned(),
        false => {
            let ways: Vec<String> = fitting.iter().copied().map(spaces).collect();
            format!("begin it with {}", ways.join(" or with "))
        }
    };
    Slip {
        code: Code::YamlIndent,
        message: format!("this line begins with {}, which does not fit the lines around it", spaces(line.indent.len())),
        at: line.at + line.indent.len(),
        length: line.content.len(),
        label: "does not fit",
        help,
    }
}

/// The columns of the records and lists that are still open after these lines; those of lists only, where the next line
/// is an item.
fn fitting_columns(lines: &[Line<'_>], item: bool) -> Vec<usize> {
    let mut columns = Vec::new();
    let mut innermost = usize::MAX;
    for line in lines.iter().rev() {
        let indent = line.indent.len();
        if indent >= innermost {
            continue;
        }
        innermost = indent;
        let dashes = line.content.len() - line.content.trim_start_matches("- ").len();
        match (item, dashes) {
            (true, 0) => {}
            (true, _) => columns.push(indent),
            (false, _) => columns.push(indent + dashes),
        }
    }
    columns
}

fn spaces(number: usize) -> String {
    match number {
        0 => "no spaces".to_owned(),
        1 => "one space".to_owned(),
        _ => format!("{number} spaces"),
    }
}
