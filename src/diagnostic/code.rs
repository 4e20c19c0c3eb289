//! The rules, by name.

use std::fmt;

/// Whether a fault stops publishing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// Nothing is published until it is mended.
    Error,
    /// The site can be published; a maintainer should look.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

/// Declares [`Code`]: one line a rule, `Variant "name" Severity`, in groups. Each has its explanation in `explain/`.
macro_rules! codes {
    ($($(#[doc = $doc:literal])* $variant:ident $name:literal $severity:ident)*) => {
        /// A rule of the input. Its name is kebab-case, unique, and never changes its meaning.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code { $($(#[doc = $doc])* $variant,)* }

        impl Code {
            /// Every rule, in the order of this file.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The name, as printed in brackets.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// Whether breaking the rule stops publishing.
            pub fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)* }
            }

            /// One line on what the rule checks.
            pub fn summary(self) -> &'static str {
                match self { $(Self::$variant => concat!($($doc,)*).trim_ascii(),)* }
            }

            /// The text that explains the rule, `explain/<name>.md`; a rule without one does not compile.
            pub(super) fn text(self) -> &'static str {
                match self { $(Self::$variant => include_str!(concat!("explain/", $name, ".md")),)* }
            }
        }
    };
}

codes! {
    /// A file or folder that the project needs is not there.
    FileMissing "file-missing" Error
    /// A file could not be opened or read.
    FileUnreadable "file-unreadable" Error
    /// A text file holds bytes that are not UTF-8.
    FileNotUtf8 "file-not-utf8" Error
    /// A file is larger than this program reads.
    FileTooLarge "file-too-large" Error
    /// A file stands where nothing reads it.
    FileUnexpected "file-unexpected" Error
    /// The name of a file does not fit what it holds.
    FileName "file-name" Error
    /// A link leads out of the project's folder.
    LinkOutOfTree "link-out-of-tree" Error

    /// The YAML cannot be read as YAML.
    YamlSyntax "yaml-syntax" Error
    /// A tab stands in the indentation of YAML.
    YamlTab "yaml-tab" Error
    /// The indentation of YAML does not fit the lines around it.
    YamlIndent "yaml-indent" Error
    /// A quotation in YAML is not closed.
    YamlQuote "yaml-quote" Error
    /// A bracket in YAML is not closed.
    YamlBracket "yaml-bracket" Error
    /// A colon in YAML is missing, lacks its space, or stands inside a value.
    YamlColon "yaml-colon" Error
    /// YAML is nested deeper, or holds more, than a data file ever needs.
    YamlTooDeep "yaml-too-deep" Error
    /// YAML uses an anchor, an alias, a merge key or a tag.
    YamlAnchor "yaml-anchor" Error
    /// One file holds several YAML documents.
    YamlSeveral "yaml-several" Error
    /// The file is empty.
    YamlEmpty "yaml-empty" Error
    /// A value stands in typographic quotation marks, which YAML takes as part of the text.
    YamlSmartQuotes "yaml-smart-quotes" Error
    /// The rest of a value is lost because ` #` begins a comment.
    YamlComment "yaml-comment" Error

    /// A key that this record does not have.
    UnknownKey "unknown-key" Error
    /// A key that the record needs is not there.
    MissingKey "missing-key" Error
    /// The same key twice in one record.
    DuplicateKey "duplicate-key" Error
    /// A list, a record or a text stands where another of them belongs.
    WrongType "wrong-type" Error
    /// A key without a value.
    EmptyValue "empty-value" Error
    /// A number, date or `no` without quotation marks, which YAML may change.
    NotQuoted "not-quoted" Error
    /// A word that is not one of the fixed vocabulary.
    UnknownWord "unknown-word" Error
    /// The same value twice in one list.
    RepeatedValue "repeated-value" Error
    /// A text holds characters that nobody can see or that reorder the line.
    InvisibleCharacter "invisible-character" Error

    /// A country code that ISO 3166-1 does not have.
    CountryUnknown "country-unknown" Error
    /// A language tag that BCP 47 or CLDR does not know.
    LanguageUnknown "language-unknown" Error
    /// A time zone that the IANA database does not have.
    TimezoneUnknown "timezone-unknown" Error
    /// A date that is not written YYYY-MM-DD, or that no calendar has.
    DateMalformed "date-malformed" Error
    /// A date after today.
    DateInFuture "date-in-future" Error
    /// An id that is not lower-case words joined by hyphens.
    IdMalformed "id-malformed" Error
    /// The same id on two services.
    IdTwice "id-twice" Error
    /// The id of a service that was removed is used again.
    IdRemoved "id-removed" Error
    /// A file that does not hold the country of its name.
    CountryFileMismatch "country-file-mismatch" Error

    /// A web address that cannot be read.
    UrlMalformed "url-malformed" Error
    /// A web address of a scheme other than https.
    UrlScheme "url-scheme" Error
    /// A web address without encryption, not acknowledged.
    UrlNotHttps "url-not-https" Error
    /// An https address marked as unencrypted.
    UnencryptedNeedless "unencrypted-needless" Error
    /// A web address that holds a user name or password.
    UrlCredentials "url-credentials" Error
    /// A web address whose host mixes look-alike letters of several scripts.
    UrlLookAlike "url-look-alike" Error
    /// An email address that cannot be written to.
    EmailMalformed "email-malformed" Error

    /// A phone number with letters.
    PhoneHasLetters "phone-has-letters" Error
    /// A phone number with spaces or signs in the value that is dialled.
    PhoneMalformed "phone-malformed" Error
    /// A phone number that its country does not have.
    PhoneInvalid "phone-invalid" Error
    /// A number for use inside the country, written with `+`.
    PhoneNationalWithPlus "phone-national-with-plus" Error
    /// A number for use from anywhere, written without `+`.
    PhoneWorldwideWithoutPlus "phone-worldwide-without-plus" Error
    /// A number for use inside a country, on a service that has no country.
    PhoneWithoutCountry "phone-without-country" Error
    /// A number of another country on a service that is not for it.
    PhoneForeign "phone-foreign" Warning
    /// A number shown differently from the number that is dialled.
    PhoneShownDiffers "phone-shown-differs" Error
    /// An emergency number that is not two to six digits.
    EmergencyMalformed "emergency-malformed" Error
    /// A number that is both published and unconfirmed.
    EmergencyContradiction "emergency-contradiction" Error

    /// Opening hours that cannot be read.
    HoursMalformed "hours-malformed" Error
    /// Opening hours that this site cannot put into words.
    HoursUnsupported "hours-unsupported" Error
    /// Days without times, which would mean open around the clock.
    HoursWithoutTimes "hours-without-times" Error
    /// Opening hours without a time zone.
    HoursWithoutTimezone "hours-without-timezone" Error

    /// A service without a source.
    SourceMissing "source-missing" Error
    /// A published service without any way to reach it.
    NoWayToReach "no-way-to-reach" Error
    /// A service shown although nobody and nothing compared it with its source.
    AssuranceMissing "assurance-missing" Error
    /// An assurance that contradicts itself.
    AssuranceIncomplete "assurance-incomplete" Error
    /// A check by somebody who is named, not by a role.
    AssuranceByName "assurance-by-name" Error
    /// A service is published although its sources are weak.
    ConfidenceTooLow "confidence-too-low" Error
    /// "None stated" beside a stated limit of confidentiality.
    NoneStatedNotAlone "none-stated-not-alone" Error
    /// A limit of confidentiality without the sentence it comes from.
    ConfidentialitySentenceMissing "confidentiality-sentence-missing" Error
    /// A service that serves the world and single countries at once.
    ServesWorldAndMore "serves-world-and-more" Error
    /// A service in the file of a country that it does not serve.
    ServesElsewhere "serves-elsewhere" Warning
    /// A youngest age above the oldest.
    AgeRange "age-range" Error
    /// A number or an address inside a sentence, where nobody vouches for it.
    ContactInText "contact-in-text" Error
    /// A text without the language that every locale falls back to.
    TextWithoutFallback "text-without-fallback" Error

    /// An entry that will soon be older than its review period.
    ReviewDueSoon "review-due-soon" Warning
    /// An entry older than its review period.
    ReviewOverdue "review-overdue" Warning
    /// An entry so old that its numbers are no longer shown.
    ReviewExpired "review-expired" Warning

    /// A contact, or what one can rely on of it, changed since an earlier state, but nobody looked at its source again.
    SinceContactChanged "since-contact-changed" Error
    /// What a service promises changed since an earlier state, but nobody looked at its source again.
    SincePromiseChanged "since-promise-changed" Error
    /// An assurance that is older than in an earlier state, or says something else with the same date.
    SinceAssuranceOld "since-assurance-old" Error
    /// A change since an earlier state whose newer assurance names no source.
    SinceSourceMissing "since-source-missing" Error
    /// A service, or the record of its removal, that an earlier state had is gone without a reason.
    SinceServiceVanished "since-service-vanished" Error
    /// A contact, line or emergency number that an earlier state showed is gone without a reason.
    SinceContactVanished "since-contact-vanished" Error
    /// A promise changed in a translation since an earlier state, but not in its original.
    SinceTranslationChanged "since-translation-changed" Warning
    /// The original of a service's text changed since an earlier state, but not its translations.
    SinceTranslationOld "since-translation-old" Warning
    /// A setting on which the whole site rests changed since an earlier state.
    SinceSettingChanged "since-setting-changed" Warning
    /// An address that an earlier state published leads nowhere.
    SinceAddressVanished "since-address-vanished" Error

    /// A setting of the site that contradicts another.
    SiteSetting "site-setting" Error
    /// A locale of the site without its folder, or a folder without its locale.
    LocaleFolder "locale-folder" Error

    /// An old address, or the address it leads to, that is not one of this site.
    RedirectMalformed "redirect-malformed" Error
    /// A redirect to a page that does not exist, or from one that does.
    RedirectTarget "redirect-target" Error
    /// Redirects that lead on to another one, or back to where they began.
    RedirectLoop "redirect-loop" Error

    /// A file of `static/` whose name some disks or hosts would not take, or that is of no kind that is published.
    StaticName "static-name" Error
    /// A file of `static/` under a name that the program itself publishes.
    StaticTaken "static-taken" Error
    /// The style sheet ends the element of the page that it stands in.
    StyleEnds "style-ends" Error

    /// A Fluent resource that cannot be read.
    MessageSyntax "message-syntax" Error
    /// A message that templates or vocabularies need is in no locale.
    MessageUndefined "message-undefined" Error
    /// A message not yet translated.
    MessageMissing "message-missing" Warning
    /// A message that the source locale does not have.
    MessageExtra "message-extra" Error
    /// The same message twice in one resource.
    MessageTwice "message-twice" Error
    /// A message with other variables than the source locale's.
    MessageVariables "message-variables" Error
    /// A message that nothing uses.
    MessageUnused "message-unused" Warning
    /// A message translated from an English text that has changed since.
    MessageStale "message-stale" Warning

    /// A page without its front matter.
    FrontMatterMissing "front-matter-missing" Error
    /// A page not yet translated.
    PageMissing "page-missing" Warning
    /// A page that the source locale does not have.
    PageExtra "page-extra" Error
    /// A page translated from an English text that has changed since.
    PageStale "page-stale" Warning
    /// A locale without any record of the English texts that it was translated from.
    TranslationUnrecorded "translation-unrecorded" Warning
    /// Raw HTML in Markdown.
    MarkdownHtml "markdown-html" Error
    /// An image in Markdown.
    MarkdownImage "markdown-image" Error
    /// A heading that skips a level, or a second title.
    MarkdownHeading "markdown-heading" Error
    /// A sign of Markdown that did not become what it was meant to be, and would be printed as it is.
    MarkdownUnfinished "markdown-unfinished" Error
    /// Lists, quotations or emphasis nested deeper than a text ever needs.
    MarkdownTooDeep "markdown-too-deep" Error
    /// The same anchor twice on one page.
    AnchorTwice "anchor-twice" Error
    /// An anchor of a translation that its original does not have.
    AnchorUnlike "anchor-unlike" Warning
    /// A link in Markdown that leads nowhere.
    LinkNowhere "link-nowhere" Error
    /// A reference that `data/references.yaml` does not hold.
    ReferenceUnknown "reference-unknown" Error
    /// A word in a title or description that a bystander should not see.
    NotDiscreet "not-discreet" Error

    /// A template that cannot be read.
    TemplateSyntax "template-syntax" Error
    /// A template that failed while a page was made.
    TemplateFailed "template-failed" Error
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Code {
    /// The rule of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.as_str() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn names_are_unique_kebab_case_and_have_a_summary() {
        let mut seen = HashSet::new();
        for code in Code::ALL {
            let name = code.as_str();
            assert!(seen.insert(name), "{name} twice");
            assert!(name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'), "{name}");
            assert!(code.summary().ends_with('.'), "{name}");
            assert_eq!(Code::parse(name), Some(*code));
        }
    }
}
