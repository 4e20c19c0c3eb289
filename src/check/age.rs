//! How old lines and emergency numbers are. Services have their own rule, in `service`.
//!
//! Many lines were never compared by themselves. Such a line is as old as the oldest comparison of its file, or where
//! its file has none, of the directory: what nobody looks after must not stay for ever because nobody dated it.

use std::ops::Range;

use jiff::civil::Date;

use super::decode::Cx;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Freshness, ReviewPeriods};
use crate::read::{Document, Node, Value};

/// The oldest day on which anything in a file was compared with its source.
pub fn oldest(document: &Document) -> Option<Date> {
    let mut days = Vec::new();
    collect(&document.root, &mut days);
    days.into_iter().min()
}

fn collect(node: &Node, days: &mut Vec<Date>) {
    match &node.value {
        Value::Mapping(entries) => {
            for (key, _, value) in entries {
                if key == "assurance"
                    && let Some(Value::Scalar(date)) = value.get("date").map(|date| &date.value)
                {
                    days.extend(date.text.parse::<Date>().ok());
                }
                collect(value, days);
            }
        }
        Value::Sequence(items) => items.iter().for_each(|item| collect(item, days)),
        Value::Null | Value::Scalar(_) => {}
    }
}

/// What decides the age of the lines and emergency numbers of one file.
#[derive(Clone, Copy)]
pub struct Ages {
    /// The day of the run.
    pub today: Date,
    /// When entries grow old.
    pub review: ReviewPeriods,
    /// The day that stands for what was never compared by itself.
    pub undated: Date,
}

impl Ages {
    /// The day that counts for something compared on `own`, and how old that is.
    pub fn of(self, own: Option<Date>) -> (Date, Freshness) {
        let day = own.unwrap_or(self.undated);
        (day, self.review.freshness(day, self.today))
    }
}

/// Tells maintainers of a line or of emergency numbers that grow old. `what` is their name.
pub fn warn(what: &str, (day, freshness): (Date, Freshness), own: bool, span: &Range<usize>, cx: &mut Cx<'_>) {
    let checked = match own {
        true => format!("{what} was last checked on {day}"),
        false => format!("{what} was never checked by itself and counts as checked on {day}"),
    };
    let (code, then) = match freshness {
        Freshness::Fresh => return,
        Freshness::DueSoon => (Code::ReviewDueSoon, "check it again soon"),
        Freshness::Overdue => (Code::ReviewOverdue, "its page says that this is long ago"),
        Freshness::Expired => (Code::ReviewExpired, "its number is no longer shown"),
    };
    let help = match own {
        true => "compare it with its own or an official page, then write the new date in its `assurance` record",
        false => {
            "compare it with its own or an official page, then add an `assurance` record with the day, how, and the page"
        }
    };
    cx.fault(span, Diagnostic::new(code, format!("{checked}: {then}")).help(help));
}
