//! Days of a month: `Oct. 7`, `7 October`, `the 3rd of June 2021`, `May 5, 6 and 7`, `the 15th of next
//! month`.

use jiff::civil::Date;

use super::dates::{BEFORE_DATE, chosen, month_name, shared_year, with_year};
use super::{Found, relative};
use crate::number;
use crate::pieces::{Cursor, PieceKind};
use crate::times::expression::{Choice, Named, Phrase};
use crate::times::period::Unit;
use crate::times::words;

/// A date with month and day: `Oct. 7`, `7 October`, `the 3rd of June 2021`, `March eighth`.
pub(super) fn month_and_day(start: Cursor<'_>) -> Found<'_, Phrase> {
    let (choice, cursor) = chosen(start);
    let (month, day, behind) = month_then_day(cursor).or_else(|| day_then_month(cursor))?;
    let phrase = Phrase { named: Named::MonthDay(month, day), choice, within: None };
    let (mut phrase, behind) = with_year(phrase, behind);
    if phrase.within.is_none() {
        phrase = shared_year(phrase, month, behind);
    }
    let impossible = phrase.within.as_ref().is_some_and(|outer| is_not_in(outer, month, day));
    (!impossible).then_some((phrase, behind))
}

/// Whether a year has no such day: `February 29, 2023`.
pub(super) fn is_not_in(year: &Phrase, month: i8, day: i8) -> bool {
    matches!(year.named, Named::Year(year) if Date::new(year, month, day).is_err())
}

/// Whether a month and the day before or behind it are a date that the year, or any year, has not:
/// `February 30`. "In June 31 people died" is none.
pub(super) fn is_impossible_date(month: i8, start: Cursor<'_>, behind: Cursor<'_>) -> bool {
    let counts = start.pieces.text_before(start.at, 1) == "in";
    let ahead = day_of_month(behind).is_some_and(|(day, after)| {
        let (dated, _) = with_year(Phrase::of(Named::MonthDay(month, day)), after);
        let not_in = dated.within.as_ref().is_some_and(|year| is_not_in(year, month, day));
        not_in || !counts && is_impossible(month, day)
    });
    let back = start.at > 0
        && day_of_month(start.pieces.cursor(start.at - 1))
            .is_some_and(|(day, after)| after.at == start.at && is_impossible(month, day));
    ahead || back
}

/// The second of two days of a month: the `25` of `April 24 and 25`, the `7` of `May 5, 6 and 7`.
pub(super) fn day_after_day(start: Cursor<'_>) -> Found<'_, Phrase> {
    let mut before = start.at;
    for _ in 0..DAYS_IN_A_ROW {
        let joined = matches!(start.pieces.text_before(before, 1), "and" | "or" | "," | "&");
        before = before.checked_sub(2).filter(|_| joined)?;
        let first = start.pieces.cursor(before);
        day_of_month(first)?;
        // "May 5, 6": the month stands before the first, with or without its point.
        let point = usize::from(start.pieces.text_before(before, 1) == ".");
        let Some(month_at) = before.checked_sub(1 + point) else { continue };
        let Some((month, _, behind)) = month_name(start.pieces.cursor(month_at)) else { continue };
        if behind.at != before {
            return None;
        }
        let (day, behind) = day_of_month(start)?;
        // "on May 5 and 12 people died" counts people.
        let counts = behind.goes_on()
            && behind.piece().is_some_and(|piece| piece.kind == PieceKind::Letters)
            && !BEFORE_DATE.contains(&behind.text())
            && behind.text() != "at";
        if counts || is_impossible(month, day) {
            return None;
        }
        return Some(with_year(Phrase::of(Named::MonthDay(month, day)), behind));
    }
    None
}

/// How many days of a month are read that stand in a row.
const DAYS_IN_A_ROW: usize = 4;

/// Whether no year has this day: `February 30`.
pub(super) fn is_impossible(month: i8, day: i8) -> bool {
    // A leap year has all the days that there are.
    Date::new(2000, month, day).is_err()
}

pub(super) fn month_then_day(start: Cursor<'_>) -> Option<(i8, i8, Cursor<'_>)> {
    let (month, _, mut cursor) = month_name(start)?;
    cursor.take("the");
    let (day, behind) = day_of_month(cursor)?;
    (!is_impossible(month, day)).then_some((month, day, behind))
}

pub(super) fn day_then_month(start: Cursor<'_>) -> Option<(i8, i8, Cursor<'_>)> {
    let mut cursor = start;
    cursor.take("the");
    let (day, mut cursor) = day_of_month(cursor)?;
    cursor.take("of");
    let _ = cursor.take_hyphen();
    let (month, _, behind) = month_name(cursor)?;
    (!is_impossible(month, day)).then_some((month, day, behind))
}

/// A day of a month in figures or words; not the beginning of an amount (`in June 10 million`).
pub(super) fn day_of_month(start: Cursor<'_>) -> Option<(i8, Cursor<'_>)> {
    let mut cursor = start;
    if let Some(ordinal) = number::ordinal(start) {
        cursor.at = ordinal.end;
        return valid_day(ordinal.value).map(|day| (day, cursor));
    }
    let day = f64::from(cursor.take_digits(1..3)?);
    let longer = number::cardinal(start).is_some_and(|number| number.end > cursor.at);
    let amount = longer
        || matches!(cursor.text(), "%" | "percent" | "per" | "million" | "billion")
        || cursor.glued() && matches!(cursor.text(), ":" | "/") && {
            let mut figures = cursor;
            figures.at += 1;
            figures.glued() && figures.at_digits()
        };
    valid_day(day).filter(|_| !amount).map(|day| (day, cursor))
}

pub(super) fn valid_day(day: f64) -> Option<i8> {
    (1.0..=31.0).contains(&day).then_some(day as i8)
}

/// `the 15th of next month`, `the 3rd of the month`; `on the 15th`, of the month that it is.
pub(super) fn day_of_named_month(start: Cursor<'_>) -> Found<'_, Phrase> {
    let mut cursor = start;
    if !cursor.take("the") {
        return None;
    }
    let ordinal = number::ordinal(cursor).filter(|ordinal| ordinal.digits)?;
    let day = Phrase::of(Named::DayOfMonth(valid_day(ordinal.value)?));
    cursor.at = ordinal.end;
    let mut of = cursor;
    if of.take_any(&["of", "in"]) {
        let month = |choice| Phrase::unit(Unit::Month, choice);
        if of.take_all(&["the", "month"]) {
            return Some((day.within(month(Choice::FromNarrative(0))), of));
        }
        if let Some((choice, mut behind)) = relative::choice(of)
            && behind.take("month")
        {
            return Some((day.within(month(choice)), behind));
        }
        return None;
    }
    // "on the 15th," but not "on the 15th floor"
    let ends = cursor.piece().is_none_or(|piece| piece.kind == PieceKind::Symbol && !piece.glued)
        || matches!(cursor.text(), "." | "," | ";");
    let before = start.pieces.text_before(start.at, 1);
    let part_of_day = words::part_of_day(start.pieces.text_before(start.at, 2)).is_some();
    // "on the 15th", "on the night of the 15th"
    let on = matches!(before, "on" | "by" | "until" | "since") || before == "of" && part_of_day;
    let month = Phrase::unit(Unit::Month, Choice::ByTense);
    (on && ends).then(|| (day.within(month), cursor))
}
