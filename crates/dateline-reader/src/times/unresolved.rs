//! What is known of a time whose day stays open.

use dateline_record::TimeType;
use jiff::civil::Date;

use super::expression::{Holiday, Named, Phrase};
use super::period::{Period, Unit};
use super::reading::Reading;

/// What a phrase looks like when it stays open: TIMEX3's `X` for what is not known.
pub(super) fn value(phrase: &Phrase) -> String {
    match phrase.named {
        Named::Month(month) | Named::WeekOfMonth(month, _) => format!("XXXX-{month:02}"),
        Named::MonthDay(month, day) | Named::Holiday(Holiday::MonthDay(month, day)) => {
            format!("XXXX-{month:02}-{day:02}")
        }
        Named::Weekday(weekday) => match phrase.within.as_deref() {
            Some(date) => value(date),
            None => format!("XXXX-WXX-{}", weekday.to_monday_one_offset()),
        },
        Named::Quarter(quarter) => format!("XXXX-Q{quarter}"),
        Named::Half(half) => format!("XXXX-H{half}"),
        Named::Season(season) => format!("XXXX-{}", season.code()),
        Named::ShortYear(year) => format!("XX{year:02}"),
        Named::ShortDecade(tens) => format!("XX{tens}"),
        Named::Figures { year, .. } => format!("{year:04}-XX-XX"),
        Named::Unit(unit) => unit_value(unit),
        Named::Offset(length, _) => unit_value(length.unit),
        Named::DayOfMonth(day) => format!("XXXX-XX-{day:02}"),
        Named::Holiday(_)
        | Named::Festival(_)
        | Named::Told
        | Named::Year(_)
        | Named::FiscalYear(_)
        | Named::Decade(_)
        | Named::Century(_) => "XXXX-XX-XX".to_owned(),
    }
}

fn unit_value(unit: Unit) -> String {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => "XXXX-XX-XXTXX",
        Unit::Day => "XXXX-XX-XX",
        Unit::Weekend => "XXXX-WXX-WE",
        Unit::Week => "XXXX-WXX",
        Unit::Month => "XXXX-XX",
        Unit::Quarter => "XXXX-QX",
        Unit::Half => "XXXX-HX",
        Unit::Year | Unit::Millennium => "XXXX",
        Unit::Decade => "XXX",
        Unit::Century => "XX",
    }
    .to_owned()
}

/// The same in EDTF, where its digits can be left open there: `XXXX-11`; a date in figures with two
/// readings is one of them.
pub(super) fn edtf(phrase: &Phrase) -> Option<String> {
    match phrase.named {
        Named::Month(_)
        | Named::MonthDay(..)
        | Named::Holiday(Holiday::MonthDay(..))
        | Named::DayOfMonth(_)
        | Named::ShortYear(_) => Some(value(phrase)),
        Named::Weekday(_) => edtf(phrase.within.as_deref()?),
        Named::ShortDecade(tens) => Some(format!("XX{tens}X")),
        Named::Figures { year, one, other } => {
            let (first, last) = figures_bounds(year, one, other)?;
            Some(format!("[{first},{last}]"))
        }
        Named::Unit(Unit::Year) => Some("XXXX".to_owned()),
        _ => None,
    }
}

/// "That month" where only the year was told: one month of it, whichever.
pub(super) fn one_of(told: Period, unit: Unit) -> Option<Reading> {
    let value = match (told, unit) {
        (Period::Year(_), Unit::Month) | (Period::Month { .. }, Unit::Day) => {
            format!("{}-XX", told.value())
        }
        (Period::Year(_), Unit::Day) => format!("{}-XX-XX", told.value()),
        _ => return None,
    };
    Some(Reading {
        kind: TimeType::Date,
        edtf: told.edtf().map(|edtf| format!("{edtf}{}", value.trim_start_matches(&told.value()))),
        value,
        earliest: told.first_day(),
        latest: told.last_day(),
    })
}

/// The first and last day that a date in figures with two readings can mean.
pub(super) fn figures_bounds(year: i16, one: (i8, i8), other: (i8, i8)) -> Option<(Date, Date)> {
    let first = Date::new(year, one.0, one.1).ok()?;
    let second = Date::new(year, other.0, other.1).ok()?;
    Some((first.min(second), first.max(second)))
}
