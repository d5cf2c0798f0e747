//! Ranges and dates in figures: `3-5 June 2021`, `January-March 2020`, `2020-24`, `16.07.2024`.

use super::Found;
use super::dates::{is_part_of_more, month_name, with_year};
use super::month_days::{
    day_of_month, day_then_month, is_impossible, is_not_in, month_then_day, valid_day,
};
use crate::pieces::Cursor;
use crate::times::expression::{Meaning, Named, Phrase};

/// Dates in figures and ranges of days, months or years, which are no single phrase.
pub(super) fn dated(start: Cursor<'_>) -> Found<'_, Meaning> {
    day_range(start)
        .or_else(|| month_range(start))
        .or_else(|| year_range(start, false))
        .or_else(|| figures(start).map(|(phrase, behind)| (Meaning::Period(phrase), behind)))
}

/// `3-5 June 2021`, `June 3-5, 2021`, `between 3 and 5 June`, `June 30-July 2`.
fn day_range(start: Cursor<'_>) -> Found<'_, Meaning> {
    days_then_month(start).or_else(|| month_then_days(start))
}

fn days_then_month(start: Cursor<'_>) -> Found<'_, Meaning> {
    let mut cursor = start;
    cursor.take("the");
    let (first, mut cursor) = day_of_month(cursor)?;
    let between = start.pieces.text_before(start.at, 1) == "between" && cursor.take("and");
    if !(between || cursor.take_dash() || cursor.take("to")) {
        return None;
    }
    let (month, last, behind) = day_then_month(cursor)?;
    if is_impossible(month, first) {
        return None;
    }
    let (end, behind) = with_year(Phrase::of(Named::MonthDay(month, last)), behind);
    Some((Meaning::Range(Phrase::of(Named::DayOfMonth(first)), end), behind))
}

fn month_then_days(start: Cursor<'_>) -> Found<'_, Meaning> {
    let (month, _, cursor) = month_name(start)?;
    let (first, mut cursor) = day_of_month(cursor)?;
    if is_impossible(month, first) || !cursor.take_dash() {
        return None;
    }
    let (end_month, last, behind) = month_then_day(cursor)
        .or_else(|| day_of_month(cursor).map(|(day, behind)| (month, day, behind)))?;
    let (end, behind) = with_year(Phrase::of(Named::MonthDay(end_month, last)), behind);
    let begin =
        if end_month == month { Named::DayOfMonth(first) } else { Named::MonthDay(month, first) };
    Some((Meaning::Range(Phrase::of(begin), end), behind))
}

/// `January-March 2020`, `from January to March 2020`.
fn month_range(start: Cursor<'_>) -> Found<'_, Meaning> {
    let (first, _, mut cursor) = month_name(start)?;
    if !cursor.take_dash() {
        return None;
    }
    let (last, _, behind) = month_name(cursor)?;
    let (end, behind) = with_year(Phrase::of(Named::Month(last)), behind);
    Some((Meaning::Range(Phrase::of(Named::Month(first)), end), behind))
}

/// `2020-24`, `2020–2024`, `2019/20`; behind `FY` also glued to it.
pub(super) fn year_range(start: Cursor<'_>, after_letters: bool) -> Found<'_, Meaning> {
    let mut cursor = start;
    let first = cursor.take_digits(4..5).filter(|year| (1000..=2999).contains(year))?;
    let dash = cursor.take_dash() || cursor.glued() && cursor.take("/");
    let glued = start.glued() && !after_letters;
    if !dash || glued && start.pieces.text_before(start.at, 1) != "(" {
        return None;
    }
    let short = cursor.text().len() == 2;
    let end = cursor.take_digits(2..5)?;
    let last = if short { first / 100 * 100 + end } else { end };
    let more = cursor.glued() && (cursor.text() == "-" || is_part_of_more(cursor));
    // "2020-06" may be a month; a range goes forward, and not over centuries.
    if more || last <= first || last - first > 200 || short && end <= 12 && last - first > 5 {
        return None;
    }
    let year = |year: i32| i16::try_from(year).ok().map(|year| Phrase::of(Named::Year(year)));
    Some((Meaning::Range(year(first)?, year(last)?), cursor))
}

/// Dates in figures: `2024-07-16`, `16.07.2024`, `7/16/2024`, `10/30/89`.
pub(super) fn figures(start: Cursor<'_>) -> Found<'_, Phrase> {
    let mut cursor = start;
    if start.glued() && matches!(start.pieces.text_before(start.at, 1), "/" | "." | "-") {
        return None;
    }
    if let Some(year) = cursor.take_digits(4..5) {
        let part = |cursor: &mut Cursor<'_>| {
            (cursor.glued() && cursor.take("-") && cursor.glued())
                .then(|| cursor.take_digits(2..3))?
        };
        let month = part(&mut cursor).filter(|month| (1..=12).contains(month))? as i8;
        let year = Phrase::of(Named::Year(i16::try_from(year).ok()?));
        let day = part(&mut cursor).and_then(|day| valid_day(f64::from(day)));
        if day.is_some_and(|day| is_not_in(&year, month, day)) {
            return None;
        }
        let named = day.map_or(Named::Month(month), |day| Named::MonthDay(month, day));
        return (!cursor.glued() || cursor.text() != "-")
            .then_some((Phrase::of(named).within(year), cursor));
    }
    let one = cursor.take_digits(1..3)?;
    let separator = ["/", ".", "-"].into_iter().find(|mark| cursor.glued() && cursor.take(mark))?;
    let other = cursor.take_digits(1..3).filter(|_| start.at + 3 == cursor.at)?;
    if !(cursor.glued() && cursor.take(separator) && cursor.glued()) {
        return None;
    }
    let short = cursor.text().len() == 2;
    let year = cursor.take_digits(2..5)?;
    let year = i16::try_from(year).ok()?;
    let mut more = cursor;
    if more.glued() && more.take(separator) && more.glued() && more.at_digits() {
        return None;
    }
    if !short && !(1000..=2999).contains(&year) {
        return None;
    }
    let year_phrase = Phrase::of(if short { Named::ShortYear(year) } else { Named::Year(year) });
    let exists = |&(month, day): &(i8, i8)| {
        !is_impossible(month, day) && !is_not_in(&year_phrase, month, day)
    };
    let day_first = valid_month(other).zip(valid_day(f64::from(one))).filter(exists);
    let month_first = valid_month(one).zip(valid_day(f64::from(other))).filter(exists);
    let phrase = match (month_first, day_first) {
        _ if separator == "." => {
            let (month, day) = day_first?;
            Phrase::of(Named::MonthDay(month, day)).within(year_phrase)
        }
        (Some((month, day)), None) | (None, Some((month, day))) => {
            Phrase::of(Named::MonthDay(month, day)).within(year_phrase)
        }
        (Some(one), Some(other)) if one == other => {
            Phrase::of(Named::MonthDay(one.0, one.1)).within(year_phrase)
        }
        (Some(one), Some(other)) if !short => Phrase::of(Named::Figures { year, one, other }),
        _ => return None,
    };
    Some((phrase, cursor))
}

fn valid_month(month: i32) -> Option<i8> {
    (1..=12).contains(&month).then_some(month as i8)
}
