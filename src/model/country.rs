//! Countries and the regions of the world they are listed under.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;

/// A country: two capital letters of ISO 3166-1 alpha-2, such as `NL`, or the user-assigned `XK` for Kosovo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CountryCode([u8; 2]);

/// Why a text is not a country code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotACountry {
    /// Not exactly two capital letters.
    Shape,
    /// Two capital letters that ISO 3166-1 gives to no country.
    Unassigned,
}

impl CountryCode {
    /// Reads exactly two capital letters; never trims, never changes case.
    ///
    /// # Errors
    /// [`NotACountry::Shape`] for any other shape; [`NotACountry::Unassigned`] for a pair that ISO gives to no country.
    pub fn parse(text: &str) -> Result<Self, NotACountry> {
        match *text.as_bytes() {
            [a @ b'A'..=b'Z', b @ b'A'..=b'Z'] => {
                Self::all().find(|code| code.0 == [a, b]).ok_or(NotACountry::Unassigned)
            }
            _ => Err(NotACountry::Shape),
        }
    }

    /// Every country, in the order of [`Continent::ALL`] and its sub-regions.
    pub fn all() -> impl Iterator<Item = Self> {
        WORLD.iter().flat_map(|(_, codes)| pairs(codes))
    }

    /// The code in capital letters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("a country code is two ASCII letters")
    }

    /// The code in lower case, as it stands in addresses and file names.
    pub fn lower(&self) -> String {
        self.as_str().to_ascii_lowercase()
    }

    /// The part of the world it is listed under.
    pub fn continent(self) -> Continent {
        // Every check asks for that of all countries.
        static LISTED: LazyLock<BTreeMap<CountryCode, Continent>> = LazyLock::new(|| {
            let listed = WORLD.iter().flat_map(|(continent, codes)| pairs(codes).map(|code| (code, *continent)));
            listed.collect()
        });
        LISTED.get(&self).copied().unwrap_or(Continent::Antarctica)
    }
}

impl fmt::Display for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The parts of the world by which countries are listed: the geographic regions of UN M49.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Continent {
    /// M49 002.
    Africa,
    /// M49 019.
    Americas,
    /// M49 142.
    Asia,
    /// M49 150.
    Europe,
    /// M49 009.
    Oceania,
    /// In no region of M49.
    Antarctica,
}

impl Continent {
    /// All of them, in alphabetical order of their English names, the empty continent last.
    pub const ALL: [Self; 6] =
        [Self::Africa, Self::Americas, Self::Asia, Self::Europe, Self::Oceania, Self::Antarctica];

    /// The code under which CLDR names it.
    pub fn cldr_code(self) -> &'static str {
        match self {
            Self::Africa => "002",
            Self::Americas => "019",
            Self::Asia => "142",
            Self::Europe => "150",
            Self::Oceania => "009",
            Self::Antarctica => "AQ",
        }
    }
}

fn pairs(codes: &'static str) -> impl Iterator<Item = CountryCode> {
    codes.as_bytes().chunks(3).map(|pair| CountryCode([pair[0], pair[1]]))
}

/// ISO 3166-1 by the regions and sub-regions of UN M49 (1999, revised 2024); XK stands beside its neighbours.
static WORLD: &[(Continent, &str)] = &[
    (Continent::Africa, "DZ EG EH LY MA SD TN"),
    (Continent::Africa, "BI DJ ER ET IO KE KM MG MU MW MZ RE RW SC SO SS TF TZ UG YT ZM ZW"),
    (Continent::Africa, "AO CD CF CG CM GA GQ ST TD"),
    (Continent::Africa, "BW LS NA SZ ZA"),
    (Continent::Africa, "BF BJ CI CV GH GM GN GW LR ML MR NE NG SH SL SN TG"),
    (Continent::Americas, "AG AI AW BB BL BQ BS CU CW DM DO GD GP HT JM KN KY LC MF MQ MS PR SX TC TT VC VG VI"),
    (Continent::Americas, "BZ CR GT HN MX NI PA SV"),
    (Continent::Americas, "AR BO BR BV CL CO EC FK GF GS GY PE PY SR UY VE"),
    (Continent::Americas, "BM CA GL PM US"),
    (Continent::Asia, "KG KZ TJ TM UZ"),
    (Continent::Asia, "CN HK JP KP KR MN MO TW"),
    (Continent::Asia, "BN ID KH LA MM MY PH SG TH TL VN"),
    (Continent::Asia, "AF BD BT IN IR LK MV NP PK"),
    (Continent::Asia, "AE AM AZ BH CY GE IL IQ JO KW LB OM PS QA SA SY TR YE"),
    (Continent::Europe, "BG BY CZ HU MD PL RO RU SK UA"),
    (Continent::Europe, "AX DK EE FI FO GB GG IE IM IS JE LT LV NO SE SJ"),
    (Continent::Europe, "AD AL BA ES GI GR HR IT ME MK MT PT RS SI SM VA XK"),
    (Continent::Europe, "AT BE CH DE FR LI LU MC NL"),
    (Continent::Oceania, "AU CC CX HM NF NZ"),
    (Continent::Oceania, "FJ NC PG SB VU"),
    (Continent::Oceania, "FM GU KI MH MP NR PW UM"),
    (Continent::Oceania, "AS CK NU PF PN TK TO TV WF WS"),
    (Continent::Antarctica, "AQ"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn there_are_249_countries_of_iso_3166_and_kosovo() {
        let all: BTreeSet<_> = CountryCode::all().collect();
        assert_eq!(all.len(), 250);
        assert_eq!(CountryCode::all().count(), 250, "one stands twice");
        assert!(WORLD.iter().all(|(_, codes)| codes.len() % 3 == 2), "a code is not two letters");
    }

    #[test]
    fn only_two_capital_letters_of_a_real_country_are_a_code() {
        assert_eq!(CountryCode::parse("NL").unwrap().lower(), "nl");
        assert_eq!(CountryCode::parse("nl"), Err(NotACountry::Shape));
        assert_eq!(CountryCode::parse("UK"), Err(NotACountry::Unassigned));
        assert_eq!(CountryCode::parse("ZZ"), Err(NotACountry::Unassigned));
        assert_eq!(CountryCode::parse("NLD"), Err(NotACountry::Shape));
    }

    #[test]
    fn continents_follow_m49() {
        assert_eq!(CountryCode::parse("CY").unwrap().continent(), Continent::Asia);
        assert_eq!(CountryCode::parse("XK").unwrap().continent(), Continent::Europe);
        assert_eq!(CountryCode::parse("GL").unwrap().continent(), Continent::Americas);
    }
}
