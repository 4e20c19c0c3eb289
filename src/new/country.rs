//! A country's file.

use jiff::civil::Date;

use crate::cldr;
use crate::model::{CountryCode, LanguageTag};
use crate::read::{Files, TO_DO};

use super::{Change, Refusal, exists, yaml};

/// What a person knows of a country at first.
pub struct NewCountry {
    /// Its code.
    pub code: CountryCode,
    /// Its official languages.
    pub languages: Vec<LanguageTag>,
    /// What was looked for, where, and what was found.
    pub findings: String,
    /// The day on which it is begun.
    pub today: Date,
}

/// The path of a country's file, where it is not there yet.
///
/// # Errors
/// Where it is.
pub fn is_new(code: CountryCode, files: &Files) -> Result<String, Refusal> {
    let path = format!("data/countries/{}.yaml", code.lower());
    if files.contains_key(&path) { Err(exists(&path)) } else { Ok(path) }
}

impl NewCountry {
    /// Its file.
    ///
    /// # Errors
    /// Where it is there already.
    pub fn begin(&self, files: &Files) -> Result<Vec<Change>, Refusal> {
        let path = is_new(self.code, files)?;
        Ok(vec![Change { text: self.text(), path, is_new: true }])
    }

    fn text(&self) -> String {
        let code = self.code;
        let name = LanguageTag::parse("en").ok().and_then(|english| cldr::country_name_in(&english, code));
        format!(
            "# yaml-language-server: $schema=../schema/country.json
# {name}. Its services follow with `new service ID --country {code}`. What has no source is left out.
country: {code}
languages: {languages}
# What was looked for, where, and what was not found; for maintainers, never shown.
{findings}# Only numbers that an official page prints. Take away the `# ` and write that page and the day.
# emergency:
#   numbers:
#     - number: {TO_DO}
#       reaches: [{TO_DO}]
#   sources:
#     - url: {TO_DO}
#   assurance:
#     result: confirmed
#     basis: government
#     method: provider-page
#     date: {today}
#     by: editor
#     source: {TO_DO}
services: []
# Where to report abuse images; likewise `child_helplines` and `crisis_lines`.
# reporting_lines:
#   - name: {{ {language}: {TO_DO} }}
#     url: {TO_DO}
#     sources:
#       - url: {TO_DO}
",
            name = name.unwrap_or_else(|| code.to_string()),
            today = self.today,
            language = self.languages.first().map_or("und", LanguageTag::as_str),
            languages = yaml::list(&self.languages),
            findings = yaml::entry(0, "findings", &self.findings),
        )
    }
}
