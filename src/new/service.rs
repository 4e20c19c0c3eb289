//! A service at the end of its country's list: withheld, until somebody has compared it with its own page.

use jiff::civil::Date;

use crate::cldr;
use crate::model::{
    Audience, CallCost, Concern, Cost, CountryCode, LanguageTag, Level, LimitOfConfidentiality, OrganizationKind,
    ServiceId, Vocabulary,
};
use crate::read::{Files, TO_DO};

use super::{Change, Refusal, piece, text_of, yaml};

/// What a person knows of a service at first.
pub struct NewService {
    /// Its id, for ever.
    pub id: ServiceId,
    /// Its country; `None` for one that serves the whole world.
    pub country: Option<CountryCode>,
    /// Its own name, in the first of its languages.
    pub name: String,
    /// The name of the body that runs it.
    pub organization: String,
    /// What kind of body that is.
    pub kind: OrganizationKind,
    /// Its own site.
    pub url: String,
    /// The languages spoken.
    pub languages: Vec<LanguageTag>,
    /// Whom it is for.
    pub audiences: Vec<Audience>,
    /// What it helps with.
    pub concerns: Vec<Concern>,
    /// At which levels of prevention it works.
    pub levels: Vec<Level>,
    /// What it is, in the source language.
    pub summary: String,
    /// The language of that sentence.
    pub source_locale: LanguageTag,
    /// A number: as its page prints it, and the digits that are dialled.
    pub phone: Option<(String, String)>,
    /// A mail address.
    pub email: Option<String>,
    /// The page on which its chat begins.
    pub chat: Option<String>,
    /// The page that backs all this.
    pub source: String,
    /// The day on which it is begun.
    pub today: Date,
}

/// Keys that follow `services` in a country's file.
const LATER: [&str; 3] = ["reporting_lines", "child_helplines", "crisis_lines"];

impl NewService {
    /// Its country's file with the service in it.
    ///
    /// # Errors
    /// Where there is no such file, or where the id is or was in use.
    pub fn begin(&self, files: &Files) -> Result<Vec<Change>, Refusal> {
        is_free(&self.id, files)?;
        let path = has_file(self.country, files)?;
        let text = text_of(files, &path, "it was there a moment ago")?;
        Ok(vec![Change { text: piece::append(&text, "services", &LATER, &self.text())?, path, is_new: false }])
    }

    fn text(&self) -> String {
        let serves = self.country.map_or("world".to_owned(), |code| code.to_string());
        let language = self.languages.first().map_or("und", LanguageTag::as_str);
        let contacts = self.contacts();
        format!(
            "  - id: {id}
    name: {{ {language}: {name} }}
    organization:
      name: {{ {language}: {organization} }}
      kind: {kind}
    url: {url}
    # Nothing of it is shown yet. When somebody has compared it with its own page, take away the `# ` before `assurance`
    # below and write here `whole` (what is confirmed is shown) or `site-only` (only its address).
    publish: withheld
    publish_reason: New; not yet compared with its own page.
    serves: [{serves}]
    languages: {languages}
    audiences: {audiences}
    concerns: {concerns}
    levels: {levels}
    # Take away the `# ` where its pages say so. What they do not say is left out.
    # true or false: whether one may stay without a name.
    # anonymous: {TO_DO}
    # {costs}.
    # cost: {TO_DO}
    # When staff pass something on: in a sentence, and in these words:
    # {limits}.
    # confidentiality:
    #   {source_locale}: {TO_DO}
    # breaks_confidentiality: [{TO_DO}]
    summary:
{summary}{contacts}{assurance}    sources:
      - url: {source}
        supports: {supports}
    # high, medium or low: how good the sources are.
    confidence: medium
",
            id = self.id.as_str(),
            name = yaml::scalar(&self.name),
            organization = yaml::scalar(&self.organization),
            kind = self.kind.code(),
            url = self.url,
            languages = yaml::list(&self.languages),
            audiences = codes(&self.audiences),
            concerns = codes(&self.concerns),
            levels = codes(&self.levels),
            source_locale = self.source_locale,
            summary = yaml::entry(6, self.source_locale.as_str(), &self.summary),
            assurance = assurance(
                4,
                &self.url,
                self.today,
                "The page of the service itself: compared when, how, and by whom (a role, never a name)."
            ),
            source = self.source,
            costs = words::<Cost>(),
            limits = words::<LimitOfConfidentiality>(),
            supports = yaml::list(&self.supported()),
        )
    }

    /// What its source backs.
    fn supported(&self) -> Vec<&'static str> {
        let given = [("phone", self.phone.is_some()), ("email", self.email.is_some()), ("chat", self.chat.is_some())];
        let given = given.into_iter().filter(|(_, is_given)| *is_given).map(|(word, _)| word);
        ["name", "url"].into_iter().chain(given).collect()
    }

    fn contacts(&self) -> String {
        let mut text = String::new();
        if let Some((printed, value)) = &self.phone {
            text.push_str(&self.phone_contact(printed, value));
        }
        if let Some(email) = &self.email {
            text.push_str(&format!(
                "      - kind: email\n        value: {}\n        reach: worldwide\n        cost: free\n{}",
                yaml::quoted(email),
                assurance(8, &self.source, self.today, "A mail address is shown once somebody has compared it.")
            ));
        }
        if let Some(chat) = &self.chat {
            text.push_str(&format!(
                "      - kind: chat\n        value: {chat}\n        reach: worldwide\n        cost: free\n"
            ));
        }
        match text.is_empty() {
            false => format!("    contacts:\n{text}"),
            true => format!(
                "    # Ways to reach it: phone, sms, email, chat, form, app, online-programme, in-person, post.\n    \
                 # contacts:\n    #   - kind: chat\n    #     value: {TO_DO}\n    #     reach: worldwide\n    #     cost: {TO_DO}\n"
            ),
        }
    }

    fn phone_contact(&self, printed: &str, value: &str) -> String {
        let printed = yaml::one_line(printed);
        let reach = if value.starts_with('+') { "worldwide" } else { "national" };
        let shown = if value == printed {
            String::new()
        } else {
            format!("        as_published: {}\n", yaml::quoted(&printed))
        };
        format!(
            "      - kind: phone\n        value: {}\n{shown}        reach: {reach}\n        # {}.\n        \
             cost: unknown\n        # Such as \"Mo-Fr 09:00-17:00\", and where the clocks show that time.\n        # hours: {TO_DO}\n        \
             # timezone: {}\n{}",
            yaml::quoted(value),
            words::<CallCost>(),
            self.time_zone(),
            assurance(8, &self.source, self.today, "A number is shown once somebody has compared it."),
        )
    }

    /// The time zone of a country that has only one; else nobody can know it yet.
    fn time_zone(&self) -> &'static str {
        match self.country.map(cldr::time_zones).as_deref() {
            Some([only]) => only,
            _ => TO_DO,
        }
    }
}

/// An assurance that waits for somebody to vouch for it.
fn assurance(indent: usize, page: &str, today: Date, why: &str) -> String {
    let pad = " ".repeat(indent);
    format!(
        "{pad}# {why}\n{pad}# assurance:\n{pad}#   result: confirmed\n{pad}#   basis: first-party\n{pad}#   method: provider-page\n\
         {pad}#   date: {today}\n{pad}#   by: editor\n{pad}#   source: {page}\n"
    )
}

/// All words of a vocabulary, in a phrase.
fn words<T: Vocabulary>() -> String {
    let codes: Vec<&str> = T::ALL.iter().map(|word| word.code()).collect();
    let (last, others) = codes.split_last().expect("no vocabulary is empty");
    format!("{} or {last}", others.join(", "))
}

fn codes<T: Vocabulary>(words: &[T]) -> String {
    yaml::list(&words.iter().map(|word| word.code()).collect::<Vec<_>>())
}

/// An id is for ever: it is free where no service has it or had it.
///
/// # Errors
/// Names the file that holds it.
pub fn is_free(id: &ServiceId, files: &Files) -> Result<(), Refusal> {
    let id = id.as_str();
    for (path, bytes) in files.iter().filter(|(path, _)| path.starts_with("data/")) {
        if !String::from_utf8_lossy(bytes).lines().any(|line| is_id(line, id)) {
            continue;
        }
        return Err(match path.as_str() {
            "data/removed.yaml" => {
                format!("the id `{id}` belonged to a service that was removed ({path}); give it another one")
            }
            _ => format!("the id `{id}` is in use in {path}; give it another one"),
        });
    }
    Ok(())
}

/// The file of a country, or of the services for the whole world.
///
/// # Errors
/// Where there is none, with the command that begins it.
pub fn has_file(country: Option<CountryCode>, files: &Files) -> Result<String, Refusal> {
    let (path, otherwise) = match country {
        Some(code) => (
            format!("data/countries/{}.yaml", code.lower()),
            format!("begin it with `get-support-today new country {code}`"),
        ),
        None => ("data/worldwide.yaml".to_owned(), "is this the project's folder?".to_owned()),
    };
    if files.contains_key(&path) { Ok(path) } else { Err(format!("there is no {path}: {otherwise}")) }
}

/// Whether a line gives this id to a record.
fn is_id(line: &str, id: &str) -> bool {
    let line = line.trim_start().trim_start_matches("- ").trim_start_matches('{').trim_start();
    let Some(value) = line.strip_prefix("id:") else { return false };
    value.trim_start().trim_start_matches(['"', '\'']).split(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).next()
        == Some(id)
}
