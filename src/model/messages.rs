//! The messages of the interface in one locale.

use std::collections::BTreeMap;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use super::{
    Audience, Basis, CallCost, Concern, ContactKind, Cost, EmergencyService, LanguageTag, Level,
    LimitOfConfidentiality, Method, OrganizationKind, Outcome, Section, Vocabulary,
};

/// A value for a message's variable: a number chooses its plural form.
#[derive(Clone, Copy, Debug)]
pub enum MessageValue<'a> {
    /// A count.
    Number(u64),
    /// A name, a date, a list.
    Text(&'a str),
}

/// The messages of one locale, over those of the source locale.
///
/// Messages without variables, nearly all of them, are formatted once. Every look-up says in which language it answers.
pub struct Messages {
    locale: LanguageTag,
    bundle: FluentBundle<FluentResource>,
    ready: BTreeMap<String, String>,
    fallback: Option<std::sync::Arc<Messages>>,
}

impl Messages {
    /// Takes a resource that has passed the checks. `fallback` answers for what is not translated.
    pub fn new(locale: LanguageTag, resource: FluentResource, fallback: Option<std::sync::Arc<Messages>>) -> Self {
        let language = locale.as_str().parse().expect("a language tag is a Unicode language identifier");
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        // Isolation of inserted texts is the page's business: an element with its own direction says it to every reader.
        bundle.set_use_isolating(false);
        let plain: Vec<String> = resource
            .entries()
            .filter_map(|entry| match entry {
                fluent_syntax::ast::Entry::Message(message) => Some(message.id.name.to_owned()),
                _ => None,
            })
            .collect();
        // A name that stands twice was refused by the checks.
        let _ = bundle.add_resource(resource);
        let mut ready = BTreeMap::new();
        for id in plain {
            if let Some(text) = format(&bundle, &id, None) {
                ready.insert(id, text);
            }
        }
        Self { locale, bundle, ready, fallback }
    }

    /// The locale they are written in.
    pub fn locale(&self) -> &LanguageTag {
        &self.locale
    }

    /// Whether the message is translated here.
    pub fn has(&self, id: &str) -> bool {
        self.bundle.has_message(id)
    }

    /// The ids of all messages that have no variables, here or in the fallback.
    pub fn plain_ids(&self) -> impl Iterator<Item = &str> {
        let others = self.fallback.iter().flat_map(|fallback| fallback.ready.keys());
        self.ready.keys().chain(others.filter(|id| !self.ready.contains_key(*id))).map(String::as_str)
    }

    /// A message and the language it is in; `None` where neither this locale nor its fallback has it, or where a
    /// variable is missing.
    pub fn get(&self, id: &str, values: &[(&str, MessageValue<'_>)]) -> Option<(&LanguageTag, String)> {
        if values.is_empty()
            && let Some(text) = self.ready.get(id)
        {
            return Some((&self.locale, text.clone()));
        }
        let args: FluentArgs = values
            .iter()
            .map(|(name, value)| {
                let value = match value {
                    MessageValue::Number(number) => FluentValue::from(*number),
                    MessageValue::Text(text) => FluentValue::from(*text),
                };
                ((*name).to_owned(), value)
            })
            .collect();
        match format(&self.bundle, id, Some(&args)) {
            Some(text) => Some((&self.locale, text)),
            None => self.fallback.as_ref()?.get(id, values),
        }
    }
}

fn format(bundle: &FluentBundle<FluentResource>, id: &str, args: Option<&FluentArgs>) -> Option<String> {
    let pattern = bundle.get_message(id)?.value()?;
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, args, &mut errors).into_owned();
    errors.is_empty().then_some(text)
}

/// The messages that the program itself asks for, beside those that templates name: those of the vocabularies, and
/// the sentences made of facts.
pub fn spoken_messages() -> Vec<String> {
    let mut ids: Vec<String> = SENTENCES.iter().map(|(id, _)| (*id).to_owned()).collect();
    ids.extend(vocabulary::<ContactKind>());
    ids.extend(vocabulary::<CallCost>());
    ids.extend(vocabulary::<Audience>());
    ids.extend(vocabulary::<Concern>());
    ids.extend(vocabulary::<Level>());
    ids.extend(vocabulary::<Cost>());
    ids.extend(vocabulary::<LimitOfConfidentiality>());
    ids.extend(vocabulary::<OrganizationKind>());
    ids.extend(vocabulary::<EmergencyService>());
    ids.extend(vocabulary::<Basis>());
    ids.extend(vocabulary::<Method>());
    ids.extend(vocabulary::<Outcome>().filter(|id| id != "outcome-confirmed"));
    ids.extend(vocabulary::<Section>().filter(|id| id != "section-none"));
    ids
}

/// The variables that the program gives a message when it asks for it.
pub fn spoken_variables(id: &str) -> &'static [&'static str] {
    SENTENCES.iter().chain(ACTIONS).find(|(known, _)| *known == id).map_or(&[], |(_, variables)| variables)
}

fn vocabulary<T: Vocabulary>() -> impl Iterator<Item = String> {
    T::ALL.iter().map(|member| member.message_id())
}

/// Messages that Rust code names, and the variables that it gives each.
const SENTENCES: &[(&str, &[&str])] = &[
    ("action-url", &[]),
    ("age-between", &["from", "to"]),
    ("age-from", &["age"]),
    ("age-to", &["age"]),
    ("audience-self-any-age", &[]),
    ("checked", &["date", "how", "what"]),
    ("checked-not-found", &["date", "how"]),
    ("checked-site-only", &["date", "how"]),
    ("choose-language", &[]),
    ("country-description", &["country"]),
    ("country-none", &[]),
    ("coverage-count", &["count"]),
    ("coverage-looked", &["count"]),
    ("fact-anonymous", &[]),
    ("fact-anonymous-unknown", &[]),
    ("fact-from-abroad", &["number"]),
    ("fact-languages", &["languages"]),
    ("fact-national-only", &["country"]),
    ("fact-not-anonymous", &[]),
    ("fallback-page", &["language"]),
    ("fallback-text", &["language"]),
    ("group-anyone", &[]),
    ("group-anyone-lead", &[]),
    ("group-family", &[]),
    ("group-professional", &[]),
    ("group-self", &[]),
    ("group-survivor", &[]),
    ("group-young-person", &[]),
    ("hours-always", &[]),
    ("hours-closed", &[]),
    ("hours-comma", &[]),
    ("hours-holidays-closed", &[]),
    ("hours-holidays-unknown", &[]),
    ("hours-sentence", &["hours", "zone"]),
    ("hours-title", &["zone"]),
    ("language", &[]),
    ("line-child", &[]),
    ("line-crisis", &[]),
    ("line-emergency", &[]),
    ("line-emergency-unknown", &[]),
    ("line-emergency-unsure", &[]),
    ("line-expired", &[]),
    ("line-overdue", &[]),
    ("line-reporting", &[]),
    ("lines-national", &["country", "numbers"]),
    ("organization-of-kind", &["kind", "name"]),
];

/// The messages of [`ContactKind`] that name what is dialled or written to.
const ACTIONS: &[(&str, &[&str])] =
    &[("action-email", &["address"]), ("action-phone", &["number"]), ("action-sms", &["number"])];
