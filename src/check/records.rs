//! The records of the data files: every key, what it means, and its type.
//!
//! What is said here is also what editors show while somebody types.

use jiff::civil::Date;

use super::decode::{At, record};
use super::moments::{PartialDate, ZoneName};
use super::values::Area;
use crate::model::{
    Audience, Basis, CallCost, Concern, Confidence, ContactKind, Cost, CountryCode, EmergencyService, LanguageTag,
    Level, LimitOfConfidentiality, ListBlock, Localized, Method, OrganizationKind, Outcome, Publish, Reach, Section,
    ServiceId, TranslationKind,
};

record! {
    /// A page that backs a fact.
    RawSource "a source" {
        /// The page. Evidence only, never shown to visitors; http is allowed.
        url: At<String> as Web = "https://example.org/about",
        /// Which facts it backs.
        supports: Vec<String>,
        /// The day, month or year of the stored copy or of publication.
        stored: Option<At<PartialDate>>,
    }
}

record! {
    /// A comparison of a value with its source.
    RawAssurance "an assurance" as FitAssurance {
        /// What was found.
        result: At<Outcome>,
        /// What kind of source it rests on.
        basis: Option<At<Basis>>,
        /// How it was made.
        method: At<Method>,
        /// When it was made.
        date: At<Date>,
        /// The role of the person who made it, such as `editor`. Needed for every method but stored-copy.
        by: Option<At<String>> as Role = "editor",
        /// The page compared with.
        source: Option<At<String>> as Web,
    }
}

record! {
    /// What a program saw of an address or number on the live web. Never printed as a check by a person.
    RawAnswered "an answer of the live web" {
        /// When the address answered.
        date: At<Date>,
        /// Whether the number or mail address stood on the provider's page.
        printed: Option<At<bool>>,
    }
}

record! {
    /// A way to reach a service.
    RawContact "a contact" as FitContact {
        /// The channel.
        kind: At<ContactKind>,
        /// What is dialled, written to or opened: a number as dialled, a mail address, a web address, or a place.
        value: At<String> = "+4930450529529" | "help@example.org" | "https://example.org/chat",
        /// True where the web address has no encryption and none is to be had; the page then says so.
        unencrypted: Option<At<bool>>,
        /// The number as the service prints it.
        as_published: Option<At<String>> = "+49 30 450 529 529",
        /// From where it works.
        reach: At<Reach>,
        /// What using it costs.
        cost: At<CallCost>,
        /// When somebody answers, in the opening_hours syntax of OpenStreetMap.
        hours: Option<At<String>> as Hours = "Mo-Fr 09:00-17:00; PH off" | "24/7",
        /// The time zone of the hours.
        timezone: Option<At<ZoneName>>,
        /// Languages of this contact, where they differ from the service's.
        languages: Vec<At<LanguageTag>>,
        /// A warning that must stand beside it.
        caution: Option<At<Localized>>,
        /// Who or what compared it with its source.
        assurance: Option<At<RawAssurance>>,
        /// What a program saw of it on the live web.
        answered: Option<At<RawAnswered>>,
        /// For maintainers; never shown.
        notes: Option<String>,
    }
}

record! {
    /// The body that runs a service.
    RawOrganization "an organization" {
        /// Its own name, by language.
        name: At<Localized>,
        /// What kind of body it is.
        kind: At<OrganizationKind>,
    }
}

record! {
    /// A service for people worried about their own sexual thoughts or behaviour towards children, or for those around them.
    RawService "a service" as FitService {
        /// Stable, unique, never reused.
        id: At<ServiceId>,
        /// Its own name, by language; the first is the original.
        name: At<Localized>,
        /// Who runs it.
        organization: At<RawOrganization>,
        /// Its own site, or its operator's.
        url: Option<At<String>> as Web,
        /// True where that site has no encryption and none is to be had; the page then says so.
        unencrypted: Option<At<bool>>,
        /// A page of a third party about it. Evidence only, never shown.
        reference_url: Option<At<String>> as Web,
        /// How much of it may be shown.
        publish: At<Publish>,
        /// Why; for maintainers.
        publish_reason: At<String> = "Own site seen; the number is printed there.",
        /// Countries whose people it serves, or `world`.
        serves: At<Vec<At<Area>>> as Filled,
        /// A narrower area, in words that must be shown.
        serves_only: Option<At<Localized>>,
        /// Youngest age, in years.
        minimum_age: Option<At<u8>>,
        /// Oldest age, in years.
        maximum_age: Option<At<u8>>,
        /// Whether somebody else must refer the person.
        referral: Option<bool>,
        /// Languages spoken.
        languages: At<Vec<LanguageTag>> as Filled,
        /// Whom it is for.
        audiences: At<Vec<Audience>> as Filled,
        /// What it helps with.
        concerns: At<Vec<Concern>> as Filled,
        /// At which levels of prevention it works.
        levels: At<Vec<Level>> as Filled,
        /// Whether one may stay without a name. Leave out where not known.
        anonymous: Option<bool>,
        /// What it costs. Leave out where not known.
        cost: Option<Cost>,
        /// Its promise of confidentiality with the limits, in a sentence. Leave out where not known.
        confidentiality: Option<At<Localized>>,
        /// When staff pass something on. Leave out where not known.
        breaks_confidentiality: Vec<At<LimitOfConfidentiality>>,
        /// What it is, in a sentence or two.
        summary: At<Localized>,
        /// A warning that must stand with it.
        caution: Option<At<Localized>>,
        /// Ways to reach it.
        contacts: Vec<At<RawContact>>,
        /// Who or what compared its site with its source.
        assurance: Option<At<RawAssurance>>,
        /// What a program saw of its site on the live web.
        answered: Option<At<RawAnswered>>,
        /// The pages that back the facts.
        sources: Vec<RawSource> as Filled,
        /// How good the sources are.
        confidence: At<Confidence>,
        /// For maintainers; never shown.
        notes: Option<String>,
    }
}

record! {
    /// A line of the second rank: where to report, a child helpline, a crisis line.
    RawLine "a line" as FitLine {
        /// Its own name, by language.
        name: At<Localized>,
        /// Its web address.
        url: Option<At<String>> as Web,
        /// True where that address has no encryption and none is to be had.
        unencrypted: Option<At<bool>>,
        /// Its number, as dialled.
        phone: Option<At<String>> as Dialled = "116111",
        /// The number as printed.
        as_published: Option<At<String>>,
        /// From where the number works.
        reach: Option<At<Reach>>,
        /// The pages that back it.
        sources: Vec<RawSource> as Filled,
        /// Who or what compared it with its source.
        assurance: Option<At<RawAssurance>>,
        /// What a program saw of it on the live web.
        answered: Option<At<RawAnswered>>,
        /// For maintainers; never shown.
        notes: Option<String>,
    }
}

record! {
    /// A number to call in an emergency.
    RawEmergencyNumber "an emergency number" {
        /// Two to six digits.
        number: At<String> as Short = "112",
        /// Which services it reaches. Leave out where no source says.
        reaches: Vec<EmergencyService>,
    }
}

record! {
    /// The emergency numbers of a country.
    RawEmergency "the emergency numbers" {
        /// Numbers that may be shown.
        numbers: Vec<At<RawEmergencyNumber>>,
        /// Numbers that may not be shown until somebody confirms them.
        unconfirmed: Vec<At<String>>,
        /// The pages that back them.
        sources: Vec<RawSource>,
        /// Who or what compared them with their source.
        assurance: Option<At<RawAssurance>>,
        /// For maintainers; never shown.
        notes: Option<String>,
    }
}

record! {
    /// A country of the directory.
    RawCountry "a country" {
        /// ISO 3166-1 alpha-2, in capital letters; XK for Kosovo.
        country: At<CountryCode>,
        /// Official languages, most used first.
        languages: At<Vec<LanguageTag>> as Filled,
        /// What was looked for and not found; for maintainers.
        findings: Option<String>,
        /// Emergency numbers.
        emergency: Option<At<RawEmergency>>,
        /// Services for people worried about themselves, and for those around them.
        services: Vec<At<RawService>>,
        /// Where to report child sexual abuse material.
        reporting_lines: Vec<At<RawLine>>,
        /// Helplines that children call.
        child_helplines: Vec<At<RawLine>>,
        /// Lines for people who think of ending their life.
        crisis_lines: Vec<At<RawLine>>,
    }
}

record! {
    /// Services and lines open to people anywhere.
    RawWorldwide "the worldwide file" {
        /// What was looked for and not found; for maintainers.
        findings: Option<String>,
        /// Services for the whole world.
        services: Vec<At<RawService>>,
        /// Where to report from anywhere.
        reporting_lines: Vec<At<RawLine>>,
        /// Helplines that children call from anywhere.
        child_helplines: Vec<At<RawLine>>,
        /// Crisis lines for people anywhere.
        crisis_lines: Vec<At<RawLine>>,
    }
}

record! {
    /// A locale of the site.
    RawLocaleSettings "a locale" {
        /// Its tag, as it stands in addresses.
        locale: At<LanguageTag>,
        /// How its texts came about. Exactly one locale, the first, is the source.
        translation: At<TranslationKind>,
        /// The locale whose dates and times it writes, where that is another, such as en-GB for en.
        formats: Option<At<LanguageTag>>,
        /// True while it is being translated: it is checked, but not published. Leave out once it is ready.
        draft: Option<At<bool>>,
        /// A neutral page to which a visitor can leave at once.
        exit: At<String> as SecureWeb = "https://en.wikipedia.org/",
    }
}

record! {
    /// After how many days an entry asks for attention.
    RawReview "the review periods" {
        /// Maintainers are warned.
        due_soon: At<i32> as Days,
        /// The page says that the entry was not checked recently.
        overdue: At<i32> as Days,
        /// Numbers and mail addresses are withheld.
        expired: At<i32> as Days,
    }
}

record! {
    /// The settings of the site.
    RawSite "the settings of the site" {
        /// Its name, the same in every language.
        name: At<String>,
        /// Where it is published: https, ending with `/`.
        base_url: At<String> as Folder = "https://example.org/help/",
        /// A mail address for corrections.
        corrections: At<String> as Mail = "corrections@example.org",
        /// Its locales, the source locale first.
        locales: At<Vec<At<RawLocaleSettings>>> as Filled,
        /// Review periods, in days.
        review: At<RawReview>,
    }
}

record! {
    /// A published work.
    RawReference "a reference" {
        /// Family names and initials.
        authors: At<String>,
        /// Year of publication.
        year: At<u16>,
        /// Its own title.
        title: At<String>,
        /// Journal, volume and pages, or the publisher.
        published_in: At<String>,
        /// Language of the title.
        language: At<LanguageTag>,
        /// Where it can be looked up.
        url: At<String> as SecureWeb,
    }
}

record! {
    /// A service that was removed for good. Its id is never given to another.
    RawRemoved "a removed service" {
        /// Its id.
        id: At<ServiceId>,
        /// When it was removed.
        date: At<Date>,
        /// Why: it has closed, say, or another body has taken it over.
        reason: At<String>,
    }
}

record! {
    /// An address that was published once, and where it leads now.
    RawRedirect "a redirect" {
        /// The old address, from the root of the site, such as `/en/old-name/`.
        from: At<String>,
        /// The page that stands for it now, such as `/en/contact/`.
        to: At<String>,
    }
}

record! {
    /// The front matter of a page.
    RawFrontMatter "the front matter" {
        /// The heading of the page.
        title: At<String>,
        /// A neutral name for tabs, menus and history.
        short: At<String>,
        /// A neutral sentence for search engines.
        description: At<String>,
        /// What the page says, in one to three sentences.
        summary: At<String>,
        /// The group of links. Only in the source locale.
        section: Option<At<Section>>,
        /// The order within the group. Only in the source locale.
        order: Option<At<u16>>,
        /// A block of data after the text. Only in the source locale.
        list: Option<At<ListBlock>>,
    }
}
