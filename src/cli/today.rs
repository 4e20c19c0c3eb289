//! The only clock of the program.

use jiff::civil::Date;
use jiff::{Timestamp, tz::Offset};

use super::Input;

/// The day of a run: `--today`, else `SOURCE_DATE_EPOCH` (seconds since 1970, UTC), else the machine's clock in UTC.
///
/// # Errors
/// Says what to write where `SOURCE_DATE_EPOCH` is not a number of seconds.
pub fn today(input: &Input) -> Result<Date, String> {
    if let Some(day) = input.today {
        return Ok(day);
    }
    let now = match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(seconds) => seconds
            .parse()
            .ok()
            .and_then(|seconds| Timestamp::from_second(seconds).ok())
            .ok_or_else(|| format!("SOURCE_DATE_EPOCH is `{seconds}`; it must be a number of seconds since 1970"))?,
        Err(_) => Timestamp::now(),
    };
    Ok(Offset::UTC.to_datetime(now).date())
}
