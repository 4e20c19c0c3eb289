//! Organizations and the services they run.

use super::vocabulary::vocabulary;
use super::{Assurance, Contact, ContactKind, CountryCode, Freshness, LanguageTag, Localized, WebAddress};

vocabulary! {
    /// What kind of body runs a service.
    OrganizationKind "kind of organization" "organization-kind" {
        /// A charity or association.
        Charity "charity",
        /// A hospital or clinic.
        Hospital "hospital",
        /// A university.
        University "university",
        /// A public authority.
        Government "government",
        /// A network of professionals.
        ProfessionalNetwork "professional-network",
        /// Something else, or not known.
        Other "other",
    }
}

vocabulary! {
    /// How much of a service may be shown.
    Publish "way to publish" "publish" {
        /// Everything that is confirmed.
        Whole "whole",
        /// The service and its own web site; no number, no mail address.
        SiteOnly "site-only",
        /// Nothing. Kept so that nobody collects it twice.
        Withheld "withheld",
    }
}

vocabulary! {
    /// Whom a service is for.
    Audience "audience" "audience" {
        /// Adults worried about their own thoughts or behaviour.
        Themselves "self",
        /// Partners, parents, relatives and friends.
        Family "family",
        /// Young people worried about their own thoughts or behaviour.
        YoungPerson "young-person",
        /// People who work with any of these.
        Professional "professional",
        /// People who were abused.
        Survivor "survivor",
    }
}

vocabulary! {
    /// What a service helps with.
    Concern "concern" "concern" {
        /// Sexual thoughts about children.
        Thoughts "thoughts",
        /// Viewing child sexual abuse material.
        Csam "csam",
        /// Sexual acts against a child.
        Contact "contact",
    }
}

vocabulary! {
    /// The level of prevention at which a service works.
    Level "level of prevention" "level" {
        /// For the whole population.
        Primary "primary",
        /// For people at risk of offending.
        Secondary "secondary",
        /// For people who have offended.
        Tertiary "tertiary",
    }
}

vocabulary! {
    /// What the help itself costs.
    Cost "cost" "cost" {
        /// Nothing.
        Free "free",
        /// A fee.
        Paid "paid",
        /// Health insurance pays.
        Insurance "insurance",
        /// Some of it is free, some is not.
        Mixed "mixed",
    }
}

vocabulary! {
    /// When staff pass something on, or say that they never do.
    LimitOfConfidentiality "limit of confidentiality" "limit" {
        /// A child who can be identified is at risk.
        IdentifiedChildAtRisk "identified-child-at-risk",
        /// A crime is told.
        CrimeDisclosed "crime-disclosed",
        /// The person may harm themselves.
        DangerToSelf "danger-to-self",
        /// The person may harm somebody else.
        DangerToOthers "danger-to-others",
        /// A court orders it.
        CourtOrder "court-order",
        /// The service promises confidentiality and states no limit.
        NoneStated "none-stated",
    }
}

vocabulary! {
    /// How good the sources of an entry are.
    Confidence "confidence" "confidence" {
        /// Its own site says so.
        High "high",
        /// A reputable third party says so.
        Medium "medium",
        /// Old, or one weak source. Never published.
        Low "low",
    }
}

/// The name of a service in data and addresses: lower-case words joined by hyphens. Unique, never reused.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ServiceId(String);

impl ServiceId {
    /// Takes lower-case ASCII letters and digits in words joined by single hyphens, at most 60 characters.
    pub fn new(text: &str) -> Option<Self> {
        let word = |w: &str| !w.is_empty() && w.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        (text.len() <= 60 && text.split('-').all(word)).then(|| Self(text.to_owned()))
    }

    /// The id.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Where people may use a service from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Serves {
    /// Anywhere.
    World,
    /// These countries, in the order of the file; at least one.
    Countries(Vec<CountryCode>),
}

/// The body that runs a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organization {
    /// Its own name.
    pub name: Localized,
    /// What kind of body it is.
    pub kind: OrganizationKind,
}

/// Why a contact on record is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum HiddenBecause {
    /// Only the service's own site may be shown.
    SiteOnly,
    /// Nobody has compared it with its source.
    NotCompared,
    /// It was compared, and not confirmed.
    NotConfirmed,
    /// Its source is not enough to show it.
    WeakSource,
    /// It is a place without a page of its own.
    NoPage,
    /// Its last check is too long ago.
    Expired,
}

impl HiddenBecause {
    /// The reason in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::SiteOnly => "only the site of this service may be shown",
            Self::NotCompared => "nobody has compared it with its source",
            Self::NotConfirmed => "it was compared and not confirmed",
            Self::WeakSource => "its source is not enough to show it",
            Self::NoPage => "it is a place without a page",
            Self::Expired => "its last check is too long ago",
        }
    }
}

/// A service that may be shown, with exactly what may be shown of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    /// Stable id.
    pub id: ServiceId,
    /// Its own name.
    pub name: Localized,
    /// Who runs it.
    pub organization: Organization,
    /// Its own site.
    pub url: WebAddress,
    /// Where people may use it from.
    pub serves: Serves,
    /// A narrower area, in words, that must be shown.
    pub serves_only: Option<Localized>,
    /// Youngest age, in years.
    pub minimum_age: Option<u8>,
    /// Oldest age, in years.
    pub maximum_age: Option<u8>,
    /// Whether somebody else must refer the person.
    pub referral: bool,
    /// Languages spoken.
    pub languages: Vec<LanguageTag>,
    /// Whom it is for; at least one.
    pub audiences: Vec<Audience>,
    /// What it helps with; at least one.
    pub concerns: Vec<Concern>,
    /// At which levels of prevention it works; at least one.
    pub levels: Vec<Level>,
    /// Whether one may stay without a name; `None` where not known.
    pub anonymous: Option<bool>,
    /// What it costs; `None` where not known.
    pub cost: Option<Cost>,
    /// The service's promise with its limits, in a sentence; `None` where not known.
    pub confidentiality: Option<Localized>,
    /// When staff pass something on; empty where not known.
    pub limits: Vec<LimitOfConfidentiality>,
    /// What it is, in a sentence or two.
    pub summary: Localized,
    /// A warning that must stand with it.
    pub caution: Option<Localized>,
    /// Every contact that may be shown; empty where only the site is.
    pub contacts: Vec<Contact>,
    /// The comparison that dates the entry: the oldest among what is shown.
    pub assurance: Assurance,
    /// How old that is today.
    pub freshness: Freshness,
    /// Contacts on record that are not shown: their kinds, never their values. For maintainers.
    pub hidden: Vec<(ContactKind, HiddenBecause)>,
}

impl Service {
    /// Whether it is for `audience`.
    pub fn is_for(&self, audience: Audience) -> bool {
        self.audiences.contains(&audience)
    }

    /// Whether somebody there speaks a language of the list.
    pub fn speaks_any(&self, languages: &[LanguageTag]) -> bool {
        self.languages.iter().any(|own| languages.iter().any(|wanted| own.language() == wanted.language()))
    }
}
