//! Public holidays of a country, so that no page says "open" on one of them.

use jiff::civil::Date;
use opening_hours::localization::Country as HolidayCountry;

use crate::model::CountryCode;

/// For how long a published page stays right, in days: longer than anyone leaves a site without a new build.
const HORIZON: i32 = 400;

/// The public holidays of the next year after `today`, `YYYY-MM-DD` separated by spaces. Empty for a country whose
/// calendar is not known; the page then says that hours may differ. Source: the calendars of the crate `opening-hours`.
pub fn public_holidays(country: CountryCode, today: Date) -> String {
    let Ok(country) = country.as_str().parse::<HolidayCountry>() else { return String::new() };
    let holidays = country.holidays();
    let coming = holidays.get_public().iter().filter_map(|day| day.to_string().parse::<Date>().ok());
    // Yesterday counts: somewhere on earth it still is.
    let coming = coming.filter(|day| (-1..HORIZON).contains(&(*day - today).get_days()));
    coming.map(|day| day.to_string()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_coming_holidays_of_a_country_are_known() {
        let germany = public_holidays(CountryCode::parse("DE").unwrap(), jiff::civil::date(2026, 11, 23));
        assert!(germany.starts_with("2026-12-25 2026-12-26 2027-01-01"), "{germany}");
        assert_eq!(public_holidays(CountryCode::parse("AQ").unwrap(), jiff::civil::date(2026, 11, 23)), "");
    }
}
