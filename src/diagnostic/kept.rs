//! Diagnostics as they are noted between two runs: everything but the texts that they point into.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Code, Diagnostic, Place, Source};

/// One diagnostic, with the paths of its files instead of their texts. It can be written down, and made whole again by
/// whoever has the very same files; how it is dressed is decided when it is printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    code: String,
    message: String,
    place: Option<Spot>,
    label: String,
    help: Option<String>,
    related: Vec<(Spot, String)>,
}

/// A path, and bytes of that file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Spot {
    path: String,
    start: usize,
    end: usize,
}

impl Spot {
    fn of(place: &Place) -> Self {
        Self { path: place.source.path.clone(), start: place.span.start, end: place.span.end }
    }

    fn whole(self, source_of: &mut impl FnMut(&str) -> Option<Arc<Source>>) -> Option<Place> {
        let source = source_of(&self.path)?;
        Some(Place { source, span: self.start..self.end })
    }
}

impl Kept {
    /// What is to be kept of a diagnostic.
    pub fn of(diagnostic: &Diagnostic) -> Self {
        Self {
            code: diagnostic.code.as_str().to_owned(),
            message: diagnostic.message.clone(),
            place: diagnostic.place.as_ref().map(Spot::of),
            label: diagnostic.label.clone(),
            help: diagnostic.help.clone(),
            related: diagnostic.related.iter().map(|(place, label)| (Spot::of(place), label.clone())).collect(),
        }
    }

    /// The diagnostic again; `None` where there is no such rule, or `source_of` does not know one of its files.
    pub fn whole(self, source_of: &mut impl FnMut(&str) -> Option<Arc<Source>>) -> Option<Diagnostic> {
        let place = match self.place {
            Some(spot) => Some(spot.whole(source_of)?),
            None => None,
        };
        let related = self.related.into_iter().map(|(spot, label)| Some((spot.whole(source_of)?, label)));
        Some(Diagnostic {
            code: Code::parse(&self.code)?,
            message: self.message,
            place,
            label: self.label,
            help: self.help,
            related: related.collect::<Option<_>>()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Style, github, json, print};

    #[test]
    fn what_was_kept_is_said_alike_in_every_form() {
        let source = |path: &str| Arc::new(Source { path: path.to_owned(), text: "eins: 1\nzwei: ü\n".to_owned() });
        let told = Diagnostic::new(Code::ReviewOverdue, "“it” is old")
            .at(&source("a.yaml"), 8..12)
            .label("since then")
            .help("look at it")
            .related(Place::file(&source("b.yaml")), "first here");
        let all = [told, Diagnostic::new(Code::PageStale, "nowhere")];
        let text = serde_json::to_string(&all.each_ref().map(Kept::of)).expect("it can be written");
        let kept: Vec<Kept> = serde_json::from_str(&text).expect("it can be read");
        let again: Option<Vec<Diagnostic>> =
            kept.clone().into_iter().map(|kept| kept.whole(&mut |path| Some(source(path)))).collect();
        let again = again.expect("its files are known");
        for style in [Style::Plain, Style::Coloured] {
            assert_eq!(print(&again, style), print(&all, style));
        }
        assert_eq!((json(&again), github(&again, "")), (json(&all), github(&all, "")));
        let lost = kept.into_iter().map(|kept| kept.whole(&mut |path| (path == "a.yaml").then(|| source(path))));
        assert_eq!(lost.map(|told| told.is_some()).collect::<Vec<_>>(), [false, true]);
    }
}
