//! Dates of publication, as callers give them.

use jiff::fmt::temporal::Pieces;

/// Checks that a date of publication is one.
///
/// # Errors
/// With what was expected and what was found, where it is neither an ISO 8601 date nor a
/// date-time, with or without zone.
pub(crate) fn check_published(given: &str) -> Result<String, String> {
    match Pieces::parse(given.trim()) {
        Ok(_) => Ok(given.trim().to_owned()),
        Err(_) => Err(format!(
            "expected an ISO 8601 date or date-time such as 2024-07-16 or 2024-07-16T09:30:00Z, \
             but found {given:?}"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_date_times_are_taken_with_or_without_zone() {
        for good in [
            "2024-07-16",
            " 2024-07-16 ",
            "2024-07-16T09:30",
            "2024-07-16T09:30:00Z",
            "2024-07-16T09:30:00+02:00",
            "2024-07-16 09:30:00",
        ] {
            assert_eq!(check_published(good).as_deref(), Ok(good.trim()));
        }
        for bad in ["", "yesterday", "2024-13-01", "2024-02-30", "16/07/2024", "2024", "July 16"] {
            assert!(check_published(bad).unwrap_err().contains("expected"), "{bad:?}");
        }
    }
}
