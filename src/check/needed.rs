//! The messages that templates and the program ask for, and the variables that each gives them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::{Place, Source};
use crate::model::{spoken_messages, spoken_variables};

/// What is asked of one message.
pub struct Needed {
    /// The first place in a template that asks for it; `None` where the program itself does.
    pub place: Option<Place>,
    /// The variables that everyone who asks for it gives it.
    pub variables: BTreeSet<String>,
}

/// Every message that anything asks for, by id.
pub fn all(templates: &[Arc<Source>]) -> BTreeMap<String, Needed> {
    let mut needed = by_templates(templates);
    for id in spoken_messages() {
        let variables = spoken_variables(&id).iter().map(|name| (*name).to_owned()).collect();
        needed.insert(id, Needed { place: None, variables });
    }
    needed
}

fn by_templates(templates: &[Arc<Source>]) -> BTreeMap<String, Needed> {
    let mut needed: BTreeMap<String, Needed> = BTreeMap::new();
    for template in templates {
        for call in ["t(id=\"", "text(id=\""] {
            for (at, _) in template.text.match_indices(call) {
                let start = at + call.len();
                let Some(length) = template.text[start..].find('"') else { continue };
                let id = template.text[start..start + length].to_owned();
                let given = arguments(&template.text[start + length + 1..]);
                let known = needed.entry(id).or_insert_with(|| Needed {
                    place: Some(Place::new(template, start..start + length)),
                    variables: given.clone(),
                });
                known.variables.retain(|name| given.contains(name));
            }
        }
    }
    needed
}

/// The names of the arguments up to the bracket that closes a call: `, address=site.address | safe)`.
fn arguments(rest: &str) -> BTreeSet<String> {
    let mut depth = 0usize;
    let end = rest.find(|c: char| {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => return true,
            ')' => depth -= 1,
            _ => {}
        }
        false
    });
    let list = &rest[..end.unwrap_or(rest.len())];
    let name = |part: &str| part.split_once('=').map(|(name, _)| name.trim().to_owned());
    list.split(',')
        .filter_map(name)
        .filter(|name| name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_given_what_every_template_gives_it() {
        let text = "{{ t(id=\"a\", from=f(1, 2), to=x | safe) }}{{ t(id=\"a\", to=y) }}{{ text(id=\"b\") }}".to_owned();
        let template = Arc::new(Source { path: "templates/x.html".to_owned(), text });
        let needed = by_templates(&[template]);
        assert_eq!(needed["a"].variables, ["to".to_owned()].into());
        assert!(needed["b"].variables.is_empty());
    }
}
