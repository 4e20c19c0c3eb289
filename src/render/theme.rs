//! The templates, compiled once.

use std::collections::HashMap;
use std::sync::Arc;

use tera::{Context, Kwargs, State, Tera, TeraResult, Value};

use crate::diagnostic::{Code, Diagnostic, Faults, Source, did_you_mean, floor_char_boundary};
use crate::model::MessageValue;

use super::html::{self, Html};
use super::speaker::Speaker;

/// Room for an ordinary page, so that its bytes need not move while they grow.
const PAGE_BYTES: usize = 64 * 1024;

/// The templates of the site, with the messages of its locales.
pub struct Theme {
    tera: Tera,
    sources: Vec<Arc<Source>>,
}

/// The speakers of the site by locale; what templates ask for messages.
pub type Speakers = HashMap<String, Arc<Speaker>>;

impl Theme {
    /// Compiles the templates. A fault in one of them is noted, and there is no theme.
    pub fn compile(sources: &[Arc<Source>], speakers: &Arc<Speakers>, faults: &mut Faults) -> Option<Self> {
        let mut tera = Tera::new();
        tera.set_escape_fn(escape);
        let marked = Arc::clone(speakers);
        tera.register_function("t", move |kwargs: Kwargs, state: &State| message(&marked, &kwargs, state, true));
        let plain = Arc::clone(speakers);
        tera.register_function("text", move |kwargs: Kwargs, state: &State| message(&plain, &kwargs, state, false));
        let named = sources.iter().map(|source| (name_of(source), source.text.as_str()));
        match tera.add_raw_templates(named) {
            Ok(()) => Some(Self { tera, sources: sources.to_vec() }),
            Err(error) => {
                faults.report(diagnose(&error, Code::TemplateSyntax, sources));
                None
            }
        }
    }

    /// Renders one template to the bytes of a page.
    ///
    /// # Errors
    /// What the template engine says, with the template's place where it names one.
    pub fn page(&self, template: &str, context: &Context) -> Result<Vec<u8>, Box<Diagnostic>> {
        let mut bytes = Vec::with_capacity(PAGE_BYTES);
        self.tera.render_to(template, context, &mut bytes).map_err(|error| Box::new(self.failed(&error)))?;
        Ok(bytes)
    }

    /// Renders one template to a piece of a page.
    ///
    /// # Errors
    /// As [`Theme::page`].
    pub fn piece(&self, template: &str, context: &Context) -> Result<Html, Box<Diagnostic>> {
        self.tera.render(template, context).map(Html::trusted).map_err(|error| Box::new(self.failed(&error)))
    }

    /// Renders one component, with what the page around it gives to its implicit parameters; nothing where the templates
    /// do not have it.
    ///
    /// # Errors
    /// As [`Theme::page`].
    pub fn component(&self, name: &str, arguments: &Context, page: &Context) -> Result<Html, Box<Diagnostic>> {
        if !self.tera.contains_component(name) {
            return Ok(Html::default());
        }
        let set = self.tera.render_component_with_implicits(name, arguments, page, None, true);
        set.map(Html::trusted).map_err(|error| Box::new(self.failed(&error)))
    }

    fn failed(&self, error: &tera::Error) -> Diagnostic {
        diagnose(error, Code::TemplateFailed, &self.sources)
    }
}

/// The name of a template: its path below `templates/`.
fn name_of(source: &Source) -> &str {
    source.path.strip_prefix("templates/").unwrap_or(&source.path)
}

/// The one escaping of this program, for templates too.
fn escape(text: &str, out: &mut dyn std::io::Write) -> std::io::Result<()> {
    let mut written = Ok(());
    html::escape(text, |piece| {
        if written.is_ok() {
            written = out.write_all(piece.as_bytes());
        }
    });
    written
}

/// `t(id="…", name=value)` and `text(…)`: a message in the page's locale, as markup or as plain text.
fn message(speakers: &Speakers, kwargs: &Kwargs, state: &State, marked: bool) -> TeraResult<Value> {
    let locale: Value =
        state.get("lang")?.ok_or_else(|| tera::Error::message("`lang` is not set where a message is asked for"))?;
    let locale = locale.as_str().unwrap_or_default();
    let speaker = speakers.get(locale).ok_or_else(|| tera::Error::message(format!("no locale `{locale}`")))?;
    let id: &str = kwargs.must_get("id")?;
    if kwargs.iter().nth(1).is_none()
        && let Some(said) = speaker.said(id)
    {
        return Ok(if marked { said.marked.clone() } else { said.plain.clone() });
    }
    let mut texts: Vec<(&str, String)> = Vec::new();
    let mut piece: Option<(&str, Html)> = None;
    let mut numbers: Vec<(&str, u64)> = Vec::new();
    for (name, value) in kwargs.iter() {
        let Some(name) = name.as_str().filter(|name| *name != "id") else { continue };
        if let Some(number) = value.as_u64() {
            numbers.push((name, number));
        } else if value.is_safe() {
            piece = Some((name, Html::trusted(value.as_str().unwrap_or_default().to_owned())));
        } else {
            texts.push((name, value.as_str().unwrap_or_default().to_owned()));
        }
    }
    let mut values: Vec<(&str, MessageValue<'_>)> =
        texts.iter().map(|(name, text)| (*name, MessageValue::Text(text))).collect();
    values.extend(numbers.iter().map(|(name, number)| (*name, MessageValue::Number(*number))));
    if !marked {
        return Ok(Value::normal_string(&speaker.text(id, &values)));
    }
    let html = match &piece {
        Some((name, html)) => speaker.html_with(id, name, html, &values),
        None => speaker.html(id, &values),
    };
    Ok(Value::safe_string(html.as_str()))
}

/// A fault of the template engine as a diagnostic; the engine's own text names the place in words.
fn diagnose(error: &tera::Error, code: Code, sources: &[Arc<Source>]) -> Diagnostic {
    let report = error.to_string();
    let first = report.lines().next().unwrap_or_default().trim_start_matches("error: ");
    let place = report.lines().find_map(|line| place_of(line, sources));
    let (message, help) = match unknown_name(first) {
        Some(found) => found,
        None => (format!("the template cannot be used: {first}"), SYNTAX_HELP.to_owned()),
    };
    let diagnostic = Diagnostic::new(code, message);
    match place {
        Some((source, at)) => diagnostic.at(&source, at..at).help(help),
        None => diagnostic.help(format!("{help}\n{report}")),
    }
}

const SYNTAX_HELP: &str = "look at this line and the one before: every `{{` needs its `}}`, every `{%` its `%}`, every \
                           `{% if %}`, `{% for %}` and `{% block %}` its end";

/// What is said of a value that the page does not have.
fn unknown_name(first: &str) -> Option<(String, String)> {
    let (name, rest) = first.strip_prefix("Variable `")?.split_once('`')?;
    let known: Vec<&str> = rest.split_once("Available variables: ")?.1.split(", ").collect();
    let help = match did_you_mean(name, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("this page has: {}", known.join(", ")),
    };
    Some((format!("the template asks for `{name}`, which this page does not have"), help))
}

/// ` --> country.html:2:6`.
fn place_of(line: &str, sources: &[Arc<Source>]) -> Option<(Arc<Source>, usize)> {
    let place = line.trim().strip_prefix("--> ")?;
    let mut parts = place.rsplitn(3, ':');
    let (column, line) = (parts.next()?.parse::<usize>().ok()?, parts.next()?.parse::<usize>().ok()?);
    let name = parts.next()?;
    let source = sources.iter().find(|source| name_of(source) == name)?;
    let start: usize = source.text.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum();
    Some((Arc::clone(source), floor_char_boundary(&source.text, start + column.saturating_sub(1))))
}
