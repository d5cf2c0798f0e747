//! Dates of publication.

use std::fmt;

use jiff::civil::{Date, Time};
use jiff::fmt::temporal::Pieces;
use jiff::tz::Offset;

use crate::error::IntakeError;

/// How many characters of a bad date a message shows.
const LONGEST_SHOWN: usize = 40;

/// When a report was published: a day, and the time of the day and the zone where they are given.
///
/// It is shown as ISO 8601 in its extended form: `2024-07-16`, `2024-07-16T09:30:00+02:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PublicationDate {
    /// The day, in the zone that it was given in.
    pub date: Date,
    /// The time of the day.
    pub time: Option<Time>,
    /// How far the zone is from Greenwich.
    pub offset: Option<Offset>,
}

/// The date of publication that a text writes: an ISO 8601 date or date-time, with or without zone.
///
/// ```
/// use dateline_intake::parse_published;
///
/// assert_eq!(parse_published("20240716")?.to_string(), "2024-07-16");
/// assert_eq!(parse_published("2024-07-16 09:30")?.to_string(), "2024-07-16T09:30:00");
/// assert_eq!(parse_published("2024-07-16T09:30:00Z")?.to_string(), "2024-07-16T09:30:00Z");
/// # Ok::<(), dateline_intake::IntakeError>(())
/// ```
///
/// # Errors
/// Where it is no such date, or there is no such day.
pub fn parse_published(text: &str) -> Result<PublicationDate, IntakeError> {
    let trimmed = text.trim();
    let bad_date = || IntakeError::BadDate { found: shown(trimmed) };
    // Years of six digits and signs are ISO 8601 too, but never a report's.
    if !trimmed.starts_with(|c: char| c.is_ascii_digit()) {
        return Err(bad_date());
    }
    let pieces = Pieces::parse(trimmed).map_err(|_| bad_date())?;
    let (time, offset) = (pieces.time(), pieces.to_numeric_offset());
    Ok(PublicationDate { date: pieces.date(), time, offset })
}

impl fmt::Display for PublicationDate {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.date)?;
        if let Some(time) = self.time {
            write!(out, "T{time}")?;
        }
        match self.offset {
            Some(offset) if offset == Offset::UTC => write!(out, "Z"),
            Some(offset) => {
                let minutes = offset.seconds() / 60;
                let sign = if minutes < 0 { '-' } else { '+' };
                write!(out, "{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
            }
            None => Ok(()),
        }
    }
}

/// A bad date as a message shows it: in quotes, its start alone where it is long.
fn shown(text: &str) -> String {
    match text.char_indices().nth(LONGEST_SHOWN) {
        _ if text.is_empty() => "nothing".to_owned(),
        Some((end, _)) => format!("{:?}…", &text[..end]),
        None => format!("{text:?}"),
    }
}
