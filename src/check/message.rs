//! The messages of the interface: one Fluent resource a locale, each held against the source locale's.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use fluent_bundle::FluentResource;
use fluent_syntax::ast::{
    CallArguments, Entry, Expression, InlineExpression, Message, Pattern, PatternElement, Resource,
};
use fluent_syntax::parser::ErrorKind;
use fluent_syntax::serializer;

use super::message_slip;
use super::needed::Needed;
use super::nesting;
use super::unseen::{invisible, is_invisible};
use crate::diagnostic::{Code, Diagnostic, Faults, Place, Source, did_you_mean};
use crate::model::{LanguageTag, Messages};

use super::origin::{Fingerprint, fingerprint};

/// The messages of one locale, as they stand in its resource.
pub struct ParsedMessages {
    source: Arc<Source>,
    messages: BTreeMap<String, ParsedMessage>,
}

struct ParsedMessage {
    variables: BTreeSet<String>,
    fingerprint: Fingerprint,
    at: usize,
}

impl ParsedMessages {
    /// The fingerprint of every message, by id.
    pub fn fingerprints(&self) -> BTreeMap<String, Fingerprint> {
        self.messages.iter().map(|(id, message)| (id.clone(), message.fingerprint.clone())).collect()
    }

    /// The resource itself.
    pub fn source(&self) -> &Arc<Source> {
        &self.source
    }

    /// Where a message stands.
    pub fn place(&self, id: &str) -> Place {
        let at = self.messages.get(id).map_or(0, |message| message.at);
        Place::new(&self.source, at..at + id.len().min(self.source.text.len() - at))
    }
}

/// Reads one resource: its grammar, messages that stand twice, characters that nobody sees.
pub fn parse(source: &Arc<Source>, faults: &mut Faults) -> Option<ParsedMessages> {
    let before = faults.count().0;
    if let Some((span, character)) = hidden(&source.text) {
        faults.report(invisible(character, "the text").at(source, span));
    }
    if let Some(span) = nesting::too_deep(&source.text) {
        let message = format!("braces and brackets are nested deeper than {}", nesting::DEEPEST);
        let diagnostic = Diagnostic::new(Code::MessageSyntax, message).at(source, span).label("too deep");
        faults
            .report(diagnostic.help("close each `{` with its `}` and each `(` with its `)` where what it holds ends"));
        return None;
    }
    // What the parser makes of such a line is of no use to anybody: its message is missing, that above it is wrong.
    let mistaken = message_slip::report_indented(source, faults);
    let resource = match fluent_syntax::parser::parse(source.text.as_str()) {
        Ok(_) if mistaken => return None,
        Ok(resource) => resource,
        Err((_, errors)) => {
            for error in errors {
                let (what, help) = in_words(&error.kind);
                // At the end of a text the parser points one byte further.
                let length = source.text.len();
                let pos = error.pos.start.min(length)..error.pos.end.min(length);
                let diagnostic = Diagnostic::new(Code::MessageSyntax, what).at(source, pos);
                faults.report(diagnostic.label("here").help(help));
            }
            return None;
        }
    };
    let messages = collect(&resource, source, faults);
    (faults.count().0 == before).then(|| ParsedMessages { source: Arc::clone(source), messages })
}

/// The first character that nobody sees: as it stands, or as the escape (`\u202E`, `\U01F602`) that Fluent makes it from.
fn hidden(text: &str) -> Option<(Range<usize>, char)> {
    text.char_indices().find_map(|(at, character)| {
        let (length, meant) = if character == '\\' {
            let digits = match text[at + 1..].chars().next()? {
                'u' => 4,
                'U' => 6,
                _ => return None,
            };
            let code = text.get(at + 2..at + 2 + digits)?;
            (2 + digits, u32::from_str_radix(code, 16).ok().and_then(char::from_u32)?)
        } else {
            (character.len_utf8(), character)
        };
        is_invisible(meant).then_some((at..at + length, meant))
    })
}

/// A fault of the Fluent parser for people who do not know its grammar: what is wrong, and what to write.
fn in_words(kind: &ErrorKind) -> (String, &'static str) {
    const SHAPE: &str = "a message is a line `its-name = Text`; further lines of its text are indented by four spaces";
    const BRACES: &str = "a variable stands in braces with a dollar sign, such as { $country }; for a brace that shall be \
                          shown, write {\"{\"}";
    const CHOICE: &str = "copy the whole choice from the English file and change only its texts; one line of it begins \
                          with `*[other]`";
    match kind {
        ErrorKind::ExpectedToken('=') => ("`=` is missing after the name of the message".to_owned(), SHAPE),
        ErrorKind::ExpectedToken('}') => ("a brace `{` is opened and not closed".to_owned(), BRACES),
        ErrorKind::ExpectedToken(token) => (format!("`{}` is missing here", token.escape_default()), SHAPE),
        ErrorKind::UnbalancedClosingBrace => ("a brace `}` is closed and was not opened".to_owned(), BRACES),
        ErrorKind::ExpectedCharRange { .. } => ("a message cannot begin like this".to_owned(), SHAPE),
        ErrorKind::ExpectedMessageField { entry_id } | ErrorKind::ExpectedTermField { entry_id } => {
            (format!("the message `{entry_id}` has no text"), SHAPE)
        }
        ErrorKind::MissingValue => ("a text is missing here".to_owned(), SHAPE),
        ErrorKind::MissingDefaultVariant
        | ErrorKind::MultipleDefaultVariants
        | ErrorKind::MessageReferenceAsSelector
        | ErrorKind::TermReferenceAsSelector
        | ErrorKind::MessageAttributeAsSelector
        | ErrorKind::TermAttributeAsPlaceable
        | ErrorKind::ExpectedSimpleExpressionAsSelector => {
            ("this choice between texts is not complete".to_owned(), CHOICE)
        }
        ErrorKind::UnterminatedStringLiteral
        | ErrorKind::UnknownEscapeSequence(_)
        | ErrorKind::InvalidUnicodeEscapeSequence(_) => {
            ("the quotation inside the braces cannot be read".to_owned(), BRACES)
        }
        ErrorKind::ForbiddenCallee
        | ErrorKind::PositionalArgumentFollowsNamed
        | ErrorKind::DuplicatedNamedArgument(_)
        | ErrorKind::ExpectedInlineExpression
        | ErrorKind::ExpectedLiteral => ("what stands in these braces cannot be read".to_owned(), BRACES),
    }
}

/// Messages that stand in the tab, the history or a search result.
const SEEN_BY_BYSTANDERS: [&str; 3] = ["choose-language", "country-description", "language"];

/// What a bystander sees may not name the problem.
pub fn check_discretion(parsed: &ParsedMessages, words: &[String], faults: &mut Faults) {
    for id in SEEN_BY_BYSTANDERS {
        let Some(message) = parsed.messages.get(id) else { continue };
        let end = message.at + id.len();
        // The text of a message ends where a line begins that is not indented.
        let rest = &parsed.source.text[end..];
        let length = rest
            .match_indices('\n')
            .find(|(at, _)| rest[at + 1..].starts_with(|c: char| c != ' ' && c != '\n'))
            .map_or(rest.len(), |(at, _)| at);
        if let Some(diagnostic) = indiscreet(&rest[..length], words) {
            faults.report(diagnostic.at(&parsed.source, message.at..end));
        }
    }
}

/// The fault of a text that stands in tabs, histories or search results and names the problem.
pub fn indiscreet(text: &str, words: &[String]) -> Option<Diagnostic> {
    let lower = text.to_lowercase();
    let word = words.iter().find(|word| lower.contains(word.as_str()))?;
    let message = format!("`{word}` would stand in the tab, the history or a search result, where a bystander sees it");
    Some(
        Diagnostic::new(Code::NotDiscreet, message)
            .label("seen by bystanders")
            .help("say it neutrally here; the page itself may be plain"),
    )
}

fn collect(resource: &Resource<&str>, source: &Arc<Source>, faults: &mut Faults) -> BTreeMap<String, ParsedMessage> {
    let mut messages: BTreeMap<String, ParsedMessage> = BTreeMap::new();
    let base = source.text.as_ptr() as usize;
    for entry in &resource.body {
        let Entry::Message(message) = entry else { continue };
        let id = message.id.name;
        let at = id.as_ptr() as usize - base;
        if let Some(first) = messages.get(id) {
            faults.report(
                Diagnostic::new(Code::MessageTwice, format!("the message `{id}` stands twice"))
                    .at(source, at..at + id.len())
                    .label("again here")
                    .related(Place::new(source, first.at..first.at + id.len()), "first here")
                    .help("keep one of the two"),
            );
            continue;
        }
        if message.value.is_none() {
            faults.report(
                Diagnostic::new(Code::EmptyValue, format!("the message `{id}` has no text"))
                    .at(source, at..at + id.len())
                    .help("write its text after the `=`"),
            );
        }
        messages.insert(
            id.to_owned(),
            ParsedMessage { variables: variables(message), fingerprint: fingerprint(&[&serialized(message)]), at },
        );
    }
    messages
}

/// A message in Fluent's normal form, without its comment: what a translation was made from.
fn serialized(message: &Message<&str>) -> String {
    let bare = Message { comment: None, ..message.clone() };
    serializer::serialize(&Resource { body: vec![Entry::Message(bare)] })
}

fn variables(message: &Message<&str>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    if let Some(pattern) = &message.value {
        in_pattern(pattern, &mut found);
    }
    for attribute in &message.attributes {
        in_pattern(&attribute.value, &mut found);
    }
    found
}

fn in_pattern(pattern: &Pattern<&str>, found: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            in_expression(expression, found);
        }
    }
}

fn in_expression(expression: &Expression<&str>, found: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => in_inline(inline, found),
        Expression::Select { selector, variants } => {
            in_inline(selector, found);
            variants.iter().for_each(|variant| in_pattern(&variant.value, found));
        }
    }
}

fn in_inline(inline: &InlineExpression<&str>, found: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            found.insert(id.name.to_owned());
        }
        InlineExpression::FunctionReference { arguments, .. } => in_arguments(arguments, found),
        InlineExpression::TermReference { arguments: Some(arguments), .. } => in_arguments(arguments, found),
        InlineExpression::Placeable { expression } => in_expression(expression, found),
        InlineExpression::TermReference { arguments: None, .. }
        | InlineExpression::StringLiteral { .. }
        | InlineExpression::NumberLiteral { .. }
        | InlineExpression::MessageReference { .. } => {}
    }
}

fn in_arguments(arguments: &CallArguments<&str>, found: &mut BTreeSet<String>) {
    arguments.positional.iter().for_each(|argument| in_inline(argument, found));
    arguments.named.iter().for_each(|argument| in_inline(&argument.value, found));
}

/// Holds the source locale against what templates and vocabularies ask for. Gives back the messages whose variables nobody
/// gives them: no translation is held against those.
pub fn check_source(
    parsed: &ParsedMessages,
    needed: &BTreeMap<String, Needed>,
    faults: &mut Faults,
) -> BTreeSet<String> {
    let mut meant: BTreeSet<&str> = BTreeSet::new();
    let mut mistaken = BTreeSet::new();
    for (id, Needed { place, variables }) in needed {
        if let Some(message) = parsed.messages.get(id) {
            if let Some(diagnostic) = not_given(id, message, variables) {
                faults.report(diagnostic.at(&parsed.source, message.at..message.at + id.len()));
                mistaken.insert(id.clone());
            }
            continue;
        }
        let known = parsed.messages.keys().map(String::as_str);
        let mut diagnostic = Diagnostic::new(Code::MessageUndefined, format!("no message `{id}`"));
        diagnostic = match place {
            Some(place) => diagnostic.at(&place.source, place.span.clone()).label("asked for here"),
            None => diagnostic.at(&parsed.source, 0..0),
        };
        let near = did_you_mean(id, known);
        meant.extend(near);
        let help = match near {
            Some(near) if place.is_some() => {
                format!("did you mean `{near}`? Else add `{id} = …` to {}", parsed.source.path)
            }
            _ => format!("add `{id} = …` to {}", parsed.source.path),
        };
        faults.report(diagnostic.help(help));
    }
    for id in parsed.messages.keys() {
        if !needed.contains_key(id) && !meant.contains(id.as_str()) {
            let place = parsed.place(id);
            faults.report(
                Diagnostic::new(Code::MessageUnused, format!("nothing uses the message `{id}`"))
                    .at(&place.source, place.span)
                    .help("delete it here and in the other locales"),
            );
        }
    }
    mistaken
}

/// The fault of a message of the source locale that uses a variable which nobody gives it.
fn not_given(id: &str, message: &ParsedMessage, given: &BTreeSet<String>) -> Option<Diagnostic> {
    let stray = message.variables.iter().find(|name| !given.contains(*name))?;
    let what = format!("the message `{id}` uses {{ ${stray} }}, and nothing gives it that");
    let near = did_you_mean(stray, given.iter().map(String::as_str)).or(match given.len() {
        1 => given.first().map(String::as_str),
        _ => None,
    });
    Some(Diagnostic::new(Code::MessageVariables, what).help(match near {
        Some(near) => format!("write {{ ${near} }}; the translations are held against this text once that is right"),
        None => format!("use only what it is given: {}", names(given)),
    }))
}

/// Variables as they are written.
fn names(variables: &BTreeSet<String>) -> String {
    match variables.is_empty() {
        true => "none".to_owned(),
        false => variables.iter().map(|name| format!("{{ ${name} }}")).collect::<Vec<_>>().join(", "),
    }
}

/// Reports the messages of the source locale that a translation lacks.
pub fn report_missing(translation: &ParsedMessages, original: &ParsedMessages, faults: &mut Faults) {
    for id in original.messages.keys().filter(|id| !translation.messages.contains_key(*id)) {
        faults.report(
            Diagnostic::new(Code::MessageMissing, format!("the message `{id}` is not translated"))
                .at(&translation.source, 0..0)
                .related(original.place(id), "its original")
                .help(format!("add `{id} = …`; until then its original is shown, marked as such")),
        );
    }
}

/// Holds a translation against its source locale: extra messages, and those with other variables. Not against those of the
/// originals that are `mistaken` themselves.
pub fn check_translation(
    translation: &ParsedMessages,
    original: &ParsedMessages,
    mistaken: &BTreeSet<String>,
    faults: &mut Faults,
) {
    for (id, found) in translation.messages.iter().filter(|(id, _)| !mistaken.contains(*id)) {
        if let Some(wanted) = original.messages.get(id)
            && found.variables != wanted.variables
        {
            faults.report(wrong_variables(id, translation, &found.variables, &wanted.variables, original));
        }
    }
    for id in translation.messages.keys().filter(|id| !original.messages.contains_key(*id)) {
        let place = translation.place(id);
        let near = did_you_mean(id, original.messages.keys().map(String::as_str));
        let diagnostic = Diagnostic::new(Code::MessageExtra, format!("the source locale has no message `{id}`"))
            .at(&place.source, place.span);
        faults.report(match near {
            Some(near) => {
                diagnostic.label(format!("did you mean `{near}`?")).help(format!("write `{near} = …`, or delete it"))
            }
            None => diagnostic.help("delete it"),
        });
    }
}

fn wrong_variables(
    id: &str,
    translation: &ParsedMessages,
    found: &BTreeSet<String>,
    wanted: &BTreeSet<String>,
    original: &ParsedMessages,
) -> Diagnostic {
    let place = translation.place(id);
    Diagnostic::new(Code::MessageVariables, format!("the message `{id}` does not use the variables of its original"))
        .at(&place.source, place.span)
        .label(format!("uses {}", names(found)))
        .related(original.place(id), format!("uses {}", names(wanted)))
        .help(format!("use exactly these: {}", names(wanted)))
}

/// The messages of a locale that has passed the checks.
pub fn build(parsed: &ParsedMessages, locale: LanguageTag, fallback: Option<Arc<Messages>>) -> Messages {
    // The parser has accepted this very text before.
    let resource = FluentResource::try_new(parsed.source.text.clone()).unwrap_or_else(|(partial, _)| partial);
    Messages::new(locale, resource, fallback)
}
