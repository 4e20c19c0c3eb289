//! Single values: how each is written, and what is said when it is not.

use schemars::{Schema, SchemaGenerator, json_schema};

use super::called;
use super::decode::{At, Cx, Decode, Leaf, Problem, leaves};
use super::describe::{Describe, Map};
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::model::{
    Audience, Basis, CallCost, Concern, Confidence, ContactKind, Cost, CountryCode, EmergencyService, LanguageTag,
    Level, LimitOfConfidentiality, ListBlock, Localized, Method, NotACountry, NotALanguage, OrganizationKind, Outcome,
    Publish, Reach, Section, ServiceId, TranslationKind, Vocabulary,
};
use crate::read::{Node, Value};

/// A text that says something.
impl Leaf for String {
    fn stand_in() -> Option<Self> {
        Some(Self::new())
    }

    fn shape() -> Schema {
        json_schema!({ "type": "string", "pattern": r"\S" })
    }

    fn read(text: &str) -> Result<Self, Problem> {
        Ok(text.trim_end().to_owned())
    }
}

impl Leaf for bool {
    const TYPED: bool = true;

    fn stand_in() -> Option<Self> {
        Some(true)
    }

    fn shape() -> Schema {
        json_schema!({ "type": "boolean" })
    }

    fn read(text: &str) -> Result<Self, Problem> {
        match text {
            "true" => Ok(true),
            "false" => Ok(false),
            _ => Err(Problem::new(Code::UnknownWord, format!("`{text}` is neither `true` nor `false`"))
                .label("write `true` or `false`")
                .help(match text.to_lowercase().as_str() {
                    "yes" | "y" | "on" | "ja" | "oui" => "write true",
                    "no" | "n" | "off" | "nein" | "non" => "write false",
                    _ => "write true or false; delete the line where it is not known",
                })),
        }
    }
}

/// Whole numbers.
macro_rules! numbers {
    ($($type:ty),*) => {
        $(impl Leaf for $type {
            const TYPED: bool = true;

            fn stand_in() -> Option<Self> {
                Some(0)
            }

            fn shape() -> Schema {
                json_schema!({ "type": "integer", "minimum": <$type>::MIN, "maximum": <$type>::MAX })
            }

            fn read(text: &str) -> Result<Self, Problem> {
                text.parse().map_err(|_| {
                    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
                    let what = if digits { "is too large a number" } else { "is not a whole number" };
                    Problem::new(Code::WrongType, format!("`{text}` {what}")).help("write digits only, such as 18")
                })
            }
        })*
    };
}
numbers!(u8, u16, i32);

impl Leaf for CountryCode {
    const NAME: Option<&'static str> = Some("CountryCode");

    fn stand_in() -> Option<Self> {
        Self::all().next()
    }

    fn shape() -> Schema {
        json_schema!({
            "description": "A country of ISO 3166-1, two capital letters.",
            "type": "string",
            "enum": CountryCode::all().map(|code| code.to_string()).collect::<Vec<_>>(),
        })
    }

    fn read(text: &str) -> Result<Self, Problem> {
        Self::parse(text).map_err(|why| {
            let problem = Problem::new(Code::CountryUnknown, format!("`{text}` is not a country code"));
            match why {
                NotACountry::Shape if Self::parse(&text.to_uppercase()).is_ok() => {
                    problem.help(format!("write it in capital letters: {}", text.to_uppercase()))
                }
                NotACountry::Shape if let Some((name, code)) = called::country(text) => {
                    problem.help(format!("did you mean {code} ({name})?"))
                }
                NotACountry::Shape => problem.help("write the two capital letters of ISO 3166-1, such as DE"),
                NotACountry::Unassigned if text == "UK" => problem.help("the United Kingdom is GB"),
                NotACountry::Unassigned if text == "EL" => problem.help("Greece is GR"),
                NotACountry::Unassigned => {
                    problem.help("ISO 3166-1 gives these letters to no country; look the code up")
                }
            }
        })
    }
}

/// A country, or the whole world.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    /// `world`.
    World,
    /// A country code.
    Country(CountryCode),
}

impl Leaf for Area {
    const NAME: Option<&'static str> = Some("Area");

    fn stand_in() -> Option<Self> {
        Some(Self::World)
    }

    fn shape() -> Schema {
        json_schema!({
            "description": "A country of ISO 3166-1, two capital letters, or `world`.",
            "type": "string",
            "enum": std::iter::once("world".to_owned())
                .chain(CountryCode::all().map(|code| code.to_string()))
                .collect::<Vec<_>>(),
        })
    }

    fn read(text: &str) -> Result<Self, Problem> {
        if text == "world" { Ok(Self::World) } else { CountryCode::read(text).map(Self::Country) }
    }
}

impl Leaf for LanguageTag {
    const NAME: Option<&'static str> = Some("LanguageTag");

    fn stand_in() -> Option<Self> {
        Self::parse("und").ok()
    }

    fn shape() -> Schema {
        json_schema!({
            "description": "A language by its tag (BCP 47); `und` where nobody knows.",
            "type": "string",
            "pattern": "^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*$",
            "examples": ["de", "pt-BR", "zh-Hant"],
        })
    }

    fn read(text: &str) -> Result<Self, Problem> {
        let problem =
            |help: String| Problem::new(Code::LanguageUnknown, format!("`{text}` is not a language tag")).help(help);
        let meant = || called::language(text).map(|(name, tag)| format!("did you mean {tag} ({name})?"));
        match Self::parse(text) {
            Ok(tag) if is_known_language(&tag) => Ok(tag),
            Ok(tag) => Err(problem(match (tag.replacement(), of_country(text)) {
                (Some(preferred), _) => format!("write {preferred}"),
                (None, Some((country, language))) => {
                    format!("{country} is a country; did you mean its language, {language}?")
                }
                (None, None) => meant().unwrap_or_else(|| {
                    "CLDR knows no language of this code; use a tag of BCP 47 such as de, pt-BR or zh-Hant".into()
                }),
            })),
            Err(NotALanguage::NotCanonical(right)) => Err(problem(format!("write {right}"))),
            Err(NotALanguage::Shape) if text.contains('_') => {
                Err(problem(format!("use a hyphen: {}", text.replace('_', "-"))))
            }
            Err(NotALanguage::Shape) => {
                Err(problem(meant().unwrap_or_else(|| "use a tag of BCP 47 such as de, pt-BR or zh-Hant".into())))
            }
        }
    }
}

/// The country whose code somebody wrote in small letters for its language, and the language most people speak there.
fn of_country(text: &str) -> Option<(CountryCode, LanguageTag)> {
    let country = CountryCode::parse(&text.to_uppercase()).ok()?;
    let language = crate::cldr::likely_language(country).filter(|language| language.as_str() != "und")?;
    Some((country, language))
}

/// Codes that official sources use and CLDR does not name: a group of languages (ISO 639-5), and Montenegrin (ISO 639-3).
const UNNAMED_BY_CLDR: [&str; 2] = ["ber", "cnr"];

/// Whether CLDR can name the language in English, or nobody can say which it is.
fn is_known_language(tag: &LanguageTag) -> bool {
    tag.as_str() == "und"
        || UNNAMED_BY_CLDR.contains(&tag.as_str())
        || crate::cldr::english_language_name(tag).is_some()
}

impl Leaf for ServiceId {
    const NAME: Option<&'static str> = Some("Id");

    fn stand_in() -> Option<Self> {
        Self::new("0-not-read")
    }

    fn shape() -> Schema {
        json_schema!({
            "description": "Lower-case letters and digits in words joined by hyphens.",
            "type": "string",
            "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$",
            "maxLength": 60,
            "examples": ["example-line-de"],
        })
    }

    fn read(text: &str) -> Result<Self, Problem> {
        Self::new(text).ok_or_else(|| {
            Problem::new(Code::IdMalformed, format!("`{text}` cannot be an id"))
                .help("use lower-case letters and digits in words joined by hyphens, such as `example-line-de`")
        })
    }
}

/// What a fixed vocabulary looks like: its words, and in the description what each of them means.
fn shape_of_words<T: Vocabulary>() -> Schema {
    let words: Vec<&str> = T::ALL.iter().map(|member| member.code()).collect();
    let meanings: Vec<String> =
        T::ALL.iter().map(|member| format!("- `{}`: {}", member.code(), member.meaning())).collect();
    json_schema!({ "description": meanings.join("\n"), "type": "string", "enum": words })
}

/// The indefinite article of an English noun of ours.
fn article(noun: &str) -> &'static str {
    if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}

/// Words of a fixed vocabulary.
fn read_word<T: Vocabulary>(text: &str) -> Result<T, Problem> {
    T::parse(text).ok_or_else(|| {
        let known: Vec<&str> = T::ALL.iter().map(|member| member.code()).collect();
        let problem = Problem::new(Code::UnknownWord, format!("`{text}` is not {} {}", article(T::NAME), T::NAME));
        let parts = text.split([' ', ';', '/']).filter(|part| !part.is_empty());
        if text.contains([' ', ';', '/']) && parts.clone().all(|part| T::parse(part).is_some()) {
            let list: Vec<&str> = parts.collect();
            return problem.label("several words").help(format!("put commas between them: {}", list.join(", ")));
        }
        match did_you_mean(text, known.iter().copied()) {
            Some(near) => problem.label(format!("did you mean `{near}`?")).help(format!("write {near}")),
            None => problem.help(format!("write one of: {}", known.join(", "))),
        }
    })
}

macro_rules! vocabularies {
    ($($type:ty),* $(,)?) => {
        $(impl Leaf for $type {
            const NAME: Option<&'static str> = Some(stringify!($type));

            // The last word is the one that shows least: `withheld`, `post`.
            fn stand_in() -> Option<Self> {
                Self::ALL.last().copied()
            }

            fn shape() -> Schema {
                shape_of_words::<Self>()
            }

            fn read(text: &str) -> Result<Self, Problem> {
                read_word(text)
            }
        })*
        leaves!($($type),*);
    };
}

vocabularies!(
    Audience,
    Basis,
    CallCost,
    Concern,
    Confidence,
    ContactKind,
    Cost,
    EmergencyService,
    Level,
    LimitOfConfidentiality,
    ListBlock,
    Method,
    OrganizationKind,
    Outcome,
    Publish,
    Reach,
    Section,
    TranslationKind,
);
leaves!(String, bool, u8, u16, i32, CountryCode, Area, LanguageTag, ServiceId);

/// Text by language: `{ en: …, de: … }`.
impl Decode for Localized {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let versions = decode_by_language::<String>(node, cx)?;
        Self::new(versions.into_iter().map(|(tag, text)| (tag.value, text.value)).collect())
    }

    fn stand_in() -> Option<Self> {
        Self::new(vec![(LanguageTag::parse("und").ok()?, String::new())])
    }
}

impl Describe for Localized {
    const NAME: Option<&'static str> = Some("Localized");

    fn describe(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = Map::<LanguageTag, String>::describe(generator);
        schema.insert("description".into(), "A text by language; the first is the original.".into());
        schema
    }
}

/// A record whose keys are language tags, in the order of the file.
pub fn decode_by_language<T: Decode>(node: &Node, cx: &mut Cx<'_>) -> Option<Vec<(At<LanguageTag>, At<T>)>> {
    if let Value::Scalar(scalar) = &node.value {
        let message = format!("`{}` does not say in which language it is", scalar.text);
        let quoted = if scalar.text.contains([',', ':', '{', '}', '"']) { "\"…\"" } else { &scalar.text };
        let help = format!("write the language before it: {{ en: {quoted} }}");
        cx.fault(&node.span, Diagnostic::new(Code::WrongType, message).help(help));
        return None;
    }
    decode_map(node, cx, "a text by language, such as `{ en: …, de: … }`,", LanguageTag::read)
}

/// A record whose keys are values themselves. At least one; none twice.
pub fn decode_map<K: PartialEq, T: Decode>(
    node: &Node,
    cx: &mut Cx<'_>,
    what: &str,
    read_key: impl Fn(&str) -> Result<K, Problem>,
) -> Option<Vec<(At<K>, At<T>)>> {
    let Value::Mapping(entries) = &node.value else {
        let diagnostic =
            Diagnostic::new(Code::WrongType, format!("{what} belongs here, but here stands {}", node.kind()));
        cx.fault(
            &node.span,
            diagnostic.label("not a record").help("write keys with values, one line each: `key: value`"),
        );
        return None;
    };
    let mut decoded: Vec<(At<K>, At<T>)> = Vec::new();
    let mut whole = true;
    for (key, span, value) in entries {
        match read_key(key) {
            Ok(known) if decoded.iter().any(|(earlier, _)| earlier.value == known) => {
                cx.fault(
                    span,
                    Diagnostic::new(Code::DuplicateKey, format!("`{key}` stands twice")).help("keep one of the two"),
                );
                whole = false;
            }
            Ok(known) => match At::<T>::decode(value, cx) {
                Some(value) => decoded.push((At { value: known, span: span.clone() }, value)),
                None => whole = false,
            },
            Err(problem) => {
                cx.fault(span, problem.diagnostic);
                whole = false;
            }
        }
    }
    if entries.is_empty() {
        cx.fault(
            &node.span,
            Diagnostic::new(Code::EmptyValue, "the record is empty").help("fill it in, or delete the line"),
        );
        whole = false;
    }
    whole.then_some(decoded)
}
