//! What looks like a date and is none: `February 30`, `31 June`, `13/45/2020`, `the year 99999`.

use jiff::civil::Date;

use super::dates::{month_name, with_year};
use super::month_days::{day_of_month, is_impossible, is_not_in};
use crate::pieces::{Cursor, PieceKind};
use crate::times::expression::{Named, Phrase};

/// Why something is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flaw {
    /// `February 30`: no such day.
    NoSuchDay,
    /// `the year 99999`: beyond the years that are read.
    OutOfRange,
    /// `on 2882015`: figures that may be a date without its marks, or a number.
    WithoutMarks,
}

/// What looks like a date here and is none, and the piece behind it.
pub(crate) fn flawed_date(start: Cursor<'_>) -> Option<(Flaw, usize)> {
    if start.at_digits() {
        day_before_month(start)
            .or_else(|| in_figures(start))
            .map(|behind| (Flaw::NoSuchDay, behind))
            .or_else(|| without_marks(start))
            .or_else(|| before_our_era(start))
    } else if start.text() == "year" {
        far_year(start)
    } else {
        month_before_day(start).map(|behind| (Flaw::NoSuchDay, behind))
    }
}

/// `February 30`, `Feb. 29, 2023`, not `In June 31 people died`.
pub(super) fn month_before_day(start: Cursor<'_>) -> Option<usize> {
    let (month, _, cursor) = month_name(start)?;
    let counts = start.pieces.text_before(start.at, 1) == "in";
    if let Some((day, behind)) = day_of_month(cursor) {
        let (dated, after) = with_year(Phrase::of(Named::MonthDay(month, day)), behind);
        let not_in = dated.within.as_ref().is_some_and(|year| is_not_in(year, month, day));
        return (not_in || !counts && is_impossible(month, day)).then_some(after.at);
    }
    // "June 45, 2021", "March 0, 2021"
    let mut figures = cursor;
    let day = figures.take_digits(1..3).filter(|day| *day == 0 || *day > 31)?;
    let (dated, after) = with_year(Phrase::of(Named::Month(month)), figures);
    (day >= 0 && figures.text() == "," && dated.within.is_some()).then_some(after.at)
}

/// `31 June`, `the 30th of February`
fn day_before_month(start: Cursor<'_>) -> Option<usize> {
    let (day, mut cursor) = day_of_month(start)?;
    cursor.take("of");
    let _ = cursor.take_hyphen();
    let (month, _, behind) = month_name(cursor)?;
    let (dated, after) = with_year(Phrase::of(Named::MonthDay(month, day)), behind);
    let not_in = dated.within.as_ref().is_some_and(|year| is_not_in(year, month, day));
    (not_in || is_impossible(month, day)).then_some(after.at)
}

/// `13/45/2020`, `31.02.2024`, `2024-13-45`
fn in_figures(start: Cursor<'_>) -> Option<usize> {
    if start.glued() {
        return None;
    }
    let mut cursor = start;
    let mut parts = [0; 3];
    let year_first = start.text().len() == 4;
    let marks: &[&str] = if year_first { &["-"] } else { &["/", ".", "-"] };
    let mark = marks.iter().find(|mark| start.pieces.text(start.at + 1) == **mark)?;
    for (place, part) in parts.iter_mut().enumerate() {
        let year = place == if year_first { 0 } else { 2 };
        if place > 0 && !(cursor.glued() && cursor.take(mark) && cursor.glued()) {
            return None;
        }
        *part = cursor.take_digits(if year { 4..5 } else { 1..3 })?;
    }
    if cursor.glued() && (cursor.at_digits() || cursor.text() == *mark) {
        return None;
    }
    let [one, other, last] = parts;
    let (year, readings) = if year_first {
        (one, [(other, last), (other, last)])
    } else {
        (last, [(one, other), (other, one)])
    };
    let possible = readings.into_iter().any(|(month, day)| is_day(year, month, day));
    ((1000..=2999).contains(&year) && !possible).then_some(cursor.at)
}

fn is_day(year: i32, month: i32, day: i32) -> bool {
    let (Ok(year), Ok(month), Ok(day)) =
        (i16::try_from(year), i8::try_from(month), i8::try_from(day))
    else {
        return false;
    };
    Date::new(year, month, day).is_ok()
}

/// Words that may follow a date and seldom what is counted.
const AFTER_DATE: [&str; 12] =
    ["and", "or", "but", "in", "at", "to", "as", "when", "with", "after", "before", "by"];

/// `on 2882015`, `since 20240716`: the figures of a day, which may as well be a number.
fn without_marks(start: Cursor<'_>) -> Option<(Flaw, usize)> {
    let dated = matches!(
        start.pieces.text_before(start.at, 1),
        "on" | "since" | "until" | "by" | "dated" | "date" | "from" | "before" | "after"
    );
    let mut cursor = start;
    let length = start.text().len();
    let figures = cursor.take_digits(7..9).filter(|_| dated)?;
    // "by 2882015 people"
    let counts = cursor.goes_on()
        && cursor.piece().is_some_and(|next| next.kind == PieceKind::Letters)
        && !AFTER_DATE.contains(&cursor.text());
    if counts {
        return None;
    }
    let year_last = |day_digits: i32| {
        let (front, year) = (figures / 10_000, figures % 10_000);
        (front / day_digits, front % day_digits, year)
    };
    let (first, second, year) = year_last(100);
    let mut readings = vec![(year, second, first), (year, first, second)];
    if length == 7 {
        let (first, second, year) = year_last(10);
        readings.extend([(year, second, first), (year, first, second)]);
    } else {
        readings.push((figures / 10_000, figures / 100 % 100, figures % 100));
    }
    let possible = readings
        .into_iter()
        .any(|(year, month, day)| (1900..=2100).contains(&year) && is_day(year, month, day));
    possible.then_some((Flaw::WithoutMarks, cursor.at))
}

/// `the year 99999`
fn far_year(start: Cursor<'_>) -> Option<(Flaw, usize)> {
    let number = start.pieces.cursor(start.at + 1);
    let whole = number.at_digits()
        && number.text().len() > 4
        && number.text().bytes().all(|byte| byte.is_ascii_digit());
    whole.then_some((Flaw::OutOfRange, start.at + 2))
}

/// `40000 BC`
fn before_our_era(start: Cursor<'_>) -> Option<(Flaw, usize)> {
    let mut cursor = start;
    cursor.at += 1;
    let long = start.text().len() > 4 && cursor.goes_on();
    (long && cursor.take_any(&["bc", "bce"])).then_some((Flaw::OutOfRange, cursor.at))
}
