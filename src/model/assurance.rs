//! Who or what compared an entry with its source, how, and when; and how long that holds.

use jiff::civil::Date;

use super::WebAddress;
use super::vocabulary::vocabulary;

vocabulary! {
    /// What a comparison of a value with its source found.
    Outcome "result of a check" "outcome" {
        /// The same value was seen.
        Confirmed "confirmed",
        /// Another value was seen.
        Conflict "conflict",
        /// The value was looked for and not seen.
        NotFound "not-found",
        /// Some of it was seen.
        Partly "partly",
    }
}

vocabulary! {
    /// What kind of source a comparison rests on.
    Basis "basis of a check" "basis" {
        /// The service's own pages.
        FirstParty "first-party",
        /// Two sources independent of each other.
        TwoSources "two-sources",
        /// Printed by a public body.
        Government "government",
        /// One source that is not the service's own. Not enough to show a number.
        OneSource "one-source",
    }
}

impl Basis {
    /// Whether a number or mail address may be shown on this basis.
    pub fn suffices(self) -> bool {
        match self {
            Self::FirstParty | Self::TwoSources | Self::Government => true,
            Self::OneSource => false,
        }
    }
}

vocabulary! {
    /// How a comparison was made.
    Method "method of a check" "method" {
        /// With a stored copy of a public page, by a program or a person; not with the live web.
        StoredCopy "stored-copy",
        /// A person opened the provider's own page.
        ProviderPage "provider-page",
        /// A person wrote to the provider, who answered.
        ProviderMail "provider-mail",
        /// A person called the provider.
        ProviderCall "provider-call",
        /// A person looked it up in an official register.
        Registry "registry",
    }
}

impl Method {
    /// Whether a person vouches for it, who must then be named by role.
    pub fn is_human(self) -> bool {
        match self {
            Self::StoredCopy => false,
            Self::ProviderPage | Self::ProviderMail | Self::ProviderCall | Self::Registry => true,
        }
    }
}

/// One comparison of a value with its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assurance {
    /// What was found.
    pub result: Outcome,
    /// The kind of source; `None` where it was not noted.
    pub basis: Option<Basis>,
    /// How the comparison was made.
    pub method: Method,
    /// The day of the comparison.
    pub date: Date,
    /// The role of the person, such as `editor`; always there for a human method.
    pub by: Option<String>,
    /// The page compared with.
    pub source: Option<WebAddress>,
}

impl Assurance {
    /// Whether a number or mail address with this assurance may be shown.
    pub fn permits_showing(&self) -> bool {
        self.result == Outcome::Confirmed && self.basis.is_some_and(Basis::suffices)
    }
}

/// After how many days an entry asks for attention. Always `due_soon < overdue < expired`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ReviewPeriods {
    /// Maintainers are told.
    pub due_soon: i32,
    /// The page says that the entry was not checked recently.
    pub overdue: i32,
    /// Numbers and mail addresses are withheld; the service's own site stays.
    pub expired: i32,
}

/// How old an assurance is, measured by the review periods.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Freshness {
    /// Nothing to do.
    Fresh,
    /// To be checked again soon.
    DueSoon,
    /// Not checked recently.
    Overdue,
    /// Too old to show numbers.
    Expired,
}

impl Freshness {
    /// The word that stands for it in data.
    pub fn code(self) -> &'static str {
        match self {
            Self::Fresh => "fresh",
            Self::DueSoon => "due-soon",
            Self::Overdue => "overdue",
            Self::Expired => "expired",
        }
    }
}

impl ReviewPeriods {
    /// The freshness on `today` of an assurance of `date`.
    pub fn freshness(self, date: Date, today: Date) -> Freshness {
        let days = (today - date).get_days();
        if days >= self.expired {
            Freshness::Expired
        } else if days >= self.overdue {
            Freshness::Overdue
        } else if days >= self.due_soon {
            Freshness::DueSoon
        } else {
            Freshness::Fresh
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn freshness_changes_on_the_very_day_of_each_period() {
        let periods = ReviewPeriods { due_soon: 180, overdue: 365, expired: 540 };
        let checked = date(2026, 1, 1);
        let on = |days: i64| periods.freshness(checked, checked.checked_add(jiff::Span::new().days(days)).unwrap());
        assert_eq!(on(0), Freshness::Fresh);
        assert_eq!(on(179), Freshness::Fresh);
        assert_eq!(on(180), Freshness::DueSoon);
        assert_eq!(on(365), Freshness::Overdue);
        assert_eq!(on(540), Freshness::Expired);
    }
}
