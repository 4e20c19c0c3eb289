//! Ways to reach a service. In the standard for human-services data a *contact* is a named person; here it is a channel.

use super::vocabulary::vocabulary;
use super::{Assurance, CountryCode, LanguageTag, Localized, Schedule};

vocabulary! {
    /// A channel by which a service is reached.
    ContactKind "kind of contact" "action" {
        /// A telephone number; somebody speaks.
        Phone "phone",
        /// A number for text messages.
        Sms "sms",
        /// A mail address.
        Email "email",
        /// A chat in writing, on a web page.
        Chat "chat",
        /// A form on a web page.
        Form "form",
        /// An app for a phone.
        App "app",
        /// An online programme to work through.
        OnlineProgramme "online-programme",
        /// A place to go to, or the page that tells how.
        InPerson "in-person",
        /// A postal address.
        Post "post",
    }
}

vocabulary! {
    /// What it costs to use one contact, apart from the service itself.
    CallCost "cost of a contact" "call-cost" {
        /// Nothing.
        Free "free",
        /// What any call or message costs.
        Standard "standard",
        /// More than that, or a fee.
        Paid "paid",
        /// Not known.
        Unknown "unknown",
    }
}

vocabulary! {
    /// From where a contact works.
    Reach "reach of a contact" "reach" {
        /// Only from inside the country.
        National "national",
        /// From anywhere.
        Worldwide "worldwide",
    }
}

/// A number that works from anywhere: `+` and 7 to 15 digits (ITU-T E.164), valid for its country.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct E164(String);

impl E164 {
    /// Takes a text of the right shape; whether the country has such a number is checked before.
    pub fn new(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('+')?;
        let fits =
            (7..=15).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0');
        fits.then(|| Self(text.to_owned()))
    }

    /// `+` and digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Digits as dialled inside one country; 2 to 15 of them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digits(String);

impl Digits {
    /// Takes 2 to 15 ASCII digits.
    pub fn new(text: &str) -> Option<Self> {
        ((2..=15).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())).then(|| Self(text.to_owned()))
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What a phone dials. Two kinds, because a freephone number means nothing outside its country.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dial {
    /// Works from anywhere.
    International(E164),
    /// Works inside `country` only: 112, 116 111, most freephone numbers.
    National {
        /// Where it works.
        country: CountryCode,
        /// What is dialled there.
        digits: Digits,
    },
}

/// A number: shown as its service prints it, dialled as stored, never regrouped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone {
    /// As printed by the service, else the stored value.
    pub display: String,
    /// What is dialled.
    pub dial: Dial,
}

impl Phone {
    /// The digits, with `+` where it works from anywhere.
    pub fn value(&self) -> &str {
        match &self.dial {
            Dial::International(number) => number.as_str(),
            Dial::National { digits, .. } => digits.as_str(),
        }
    }

    /// From where it can be dialled.
    pub fn reach(&self) -> Reach {
        match &self.dial {
            Dial::International(_) => Reach::Worldwide,
            Dial::National { .. } => Reach::National,
        }
    }
}

/// A web address that a visitor may be sent to: https (or acknowledged http), no credentials, an honest host name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WebAddress(String);

impl WebAddress {
    /// Wraps an address that has passed the checks of the room `check`.
    pub(crate) fn new_checked(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The address as written in the data.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the connection is encrypted.
    pub fn is_encrypted(&self) -> bool {
        self.0.starts_with("https:")
    }

    /// Without scheme, a leading `www.` and a closing slash: short enough to read and to write down.
    pub fn short(&self) -> &str {
        let bare = self.0.trim_start_matches("https://").trim_start_matches("http://");
        bare.strip_prefix("www.").unwrap_or(bare).trim_end_matches('/')
    }
}

/// How a contact is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// Speak.
    Phone(Phone),
    /// Send a text message.
    Sms(Phone),
    /// Write to a mail address.
    Email(String),
    /// Open a web page: chat, form, app, programme, or the page about a place.
    Web(WebAddress),
}

/// One way to reach a service, fit to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// The channel.
    pub kind: ContactKind,
    /// How it is used.
    pub way: Way,
    /// From where it works.
    pub reach: Reach,
    /// What using it costs.
    pub cost: CallCost,
    /// When somebody answers; `None` where no source says.
    pub schedule: Option<Schedule>,
    /// Languages of this contact, where they differ from the service's.
    pub languages: Vec<LanguageTag>,
    /// A warning that must stand beside it.
    pub caution: Option<Localized>,
    /// Who compared it with its source.
    pub assurance: Option<Assurance>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_international_number_has_a_plus_and_no_leading_zero() {
        assert!(E164::new("+4930450529529").is_some());
        for wrong in ["4930450529529", "+0930450529529", "+49 30", "+123456", "+1234567890123456", "+49a0450529529"] {
            assert!(E164::new(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn a_short_address_is_fit_to_write_down() {
        assert_eq!(WebAddress::new_checked("https://www.stopitnow.be/").short(), "stopitnow.be");
        assert_eq!(WebAddress::new_checked("https://x.org/a/b").short(), "x.org/a/b");
    }
}
