//! The day for which prices are meant: that of `SOURCE_DATE_EPOCH`, so that a result can be made again, else today (UTC).

use crate::pricing::Date;
use std::time::SystemTime;

/// `SOURCE_DATE_EPOCH` says no day.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`SOURCE_DATE_EPOCH` is `{0}`, expected seconds since 1970-01-01")]
pub struct DayError(pub String);

/// The day that is meant: that of `SOURCE_DATE_EPOCH` (seconds since 1970 or a day `YYYY-MM-DD`), else today (UTC).
///
/// # Errors
/// [`DayError`] if the variable is set and says no day.
pub fn today() -> Result<Date, DayError> {
    day_of(std::env::var("SOURCE_DATE_EPOCH").ok().as_deref())
}

fn day_of(set: Option<&str>) -> Result<Date, DayError> {
    if let Some(text) = set.map(str::trim).filter(|text| !text.is_empty()) {
        let seconds = text.parse().ok().and_then(Date::from_unix);
        let day = seconds.or_else(|| text.parse().ok());
        return day.ok_or_else(|| DayError(text.to_owned()));
    }
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    let day = now.ok().and_then(|time| Date::from_unix(time.as_secs()));
    Ok(day.unwrap_or(Date::PRICES))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_named_in_seconds_or_as_a_date() {
        let day = |text| day_of(Some(text)).map(|day| day.to_string());
        assert_eq!(day("86400").unwrap(), "1970-01-02");
        assert_eq!(day(" 2026-03-01 ").unwrap(), "2026-03-01");
        let wrong = day("soon").unwrap_err();
        assert_eq!(
            wrong.to_string(),
            "`SOURCE_DATE_EPOCH` is `soon`, expected seconds since 1970-01-01"
        );
    }

    #[test]
    fn without_the_variable_it_is_today() {
        // The prices were written before the test.
        assert!(day_of(None).unwrap() >= Date::PRICES || day_of(Some(" ")).is_ok());
        assert_eq!(day_of(None), day_of(Some("")));
    }
}
