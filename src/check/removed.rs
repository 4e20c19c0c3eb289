//! Services that were removed for good: their ids are never given to another.

use jiff::civil::Date;

use crate::diagnostic::{Code, Diagnostic, Faults, Place};
use crate::model::ServiceId;
use crate::read::Document;

use super::decode::{Cx, Decode};
use super::records::RawRemoved;

/// Checks `data/removed.yaml`, which may be missing, against the ids in use.
pub fn check(document: Option<&Document>, used: &[(ServiceId, Place)], today: Date, faults: &mut Faults) {
    let Some(document) = document else { return };
    let mut cx = Cx { source: &document.source, faults };
    let Some(records) = Vec::<RawRemoved>::decode(&document.root, &mut cx) else { return };
    for (index, record) in records.iter().enumerate() {
        let id = &record.id;
        if record.date.value > today {
            let message = format!("{} is after today, {today}", record.date.value);
            let diagnostic = Diagnostic::new(Code::DateInFuture, message).help("write the day on which it was removed");
            cx.fault(&record.date.span, diagnostic);
        }
        if let Some(first) = records[..index].iter().find(|other| other.id.value == id.value) {
            let diagnostic = Diagnostic::new(Code::IdTwice, format!("`{}` is removed twice", id.value.as_str()))
                .label("again here")
                .related(Place::new(cx.source, first.id.span.clone()), "first here")
                .help("delete one of the two");
            cx.fault(&id.span, diagnostic);
        }
        if let Some((_, place)) = used.iter().find(|(known, _)| *known == id.value) {
            let message = format!("the id `{}` belonged to a service that was removed", id.value.as_str());
            let diagnostic = Diagnostic::new(Code::IdRemoved, message)
                .at(&place.source, place.span.clone())
                .label("used again here")
                .related(Place::new(cx.source, id.span.clone()), "removed here")
                .help("an id is for ever: give the service another one; if it is the same service, delete it from `data/removed.yaml`");
            cx.faults.report(diagnostic);
        }
    }
}
