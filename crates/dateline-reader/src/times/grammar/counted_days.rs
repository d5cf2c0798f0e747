//! Days that are counted: `the first Monday of October`, `two Fridays ago`, `a week ago today`.

use jiff::civil::Weekday;

use super::dates::{month_name, with_year};
use super::{Found, lengths, relative};
use crate::number;
use crate::pieces::Cursor;
use crate::times::expression::{Choice, Direction, Holiday, Named, Phrase};
use crate::times::period::Unit;
use crate::times::words::{self, CalendarWord};

fn weekday(text: &str) -> Option<Weekday> {
    match words::calendar(text) {
        Some((CalendarWord::Weekday(weekday), _)) => Some(weekday),
        _ => None,
    }
}

/// `the first Monday of October`, `the last Sunday in May 2021`.
pub(super) fn weekday_of_month(start: Cursor<'_>) -> Found<'_, Phrase> {
    let mut cursor = start;
    cursor.take("the");
    let nth = if cursor.take_any(&["last", "final"]) {
        -1
    } else {
        let ordinal = number::ordinal(cursor).filter(|nth| (1.0..=5.0).contains(&nth.value))?;
        cursor.at = ordinal.end;
        ordinal.value as i8
    };
    let weekday = weekday(cursor.text()).filter(|_| cursor.goes_on())?;
    cursor.at += 1;
    if !cursor.take_any(&["of", "in"]) {
        return None;
    }
    let (month, _, behind) = month_name(cursor)?;
    let day = Holiday::NthWeekday { month, weekday, nth, days: 0 };
    Some(with_year(Phrase::of(Named::Holiday(day)), behind))
}

/// `the first week of June`, `the last week in May 2021`
pub(super) fn week_of_month(start: Cursor<'_>) -> Found<'_, Phrase> {
    let mut cursor = start;
    cursor.take("the");
    let nth = if cursor.take_any(&["last", "final"]) {
        -1
    } else {
        let ordinal = number::ordinal(cursor).filter(|nth| (1.0..=4.0).contains(&nth.value))?;
        cursor.at = ordinal.end;
        ordinal.value as i8
    };
    if !(cursor.take("week") && cursor.take_any(&["of", "in"])) {
        return None;
    }
    let (month, _, behind) = month_name(cursor)?;
    Some(with_year(Phrase::of(Named::WeekOfMonth(month, nth)), behind))
}

/// `two Fridays ago`
pub(super) fn weekdays_ago(start: Cursor<'_>) -> Found<'_, Phrase> {
    let count = number::cardinal(start).filter(|count| (2.0..=9.0).contains(&count.value))?;
    let mut cursor = Cursor { at: count.end, ..start };
    let weekday = weekday(cursor.text().strip_suffix('s')?).filter(|_| cursor.goes_on())?;
    cursor.at += 1;
    let choice = Choice::FromPublication(-(count.value as i32));
    let phrase = Phrase { named: Named::Weekday(weekday), choice, within: None };
    cursor.take("ago").then_some((phrase, cursor))
}

/// `a week ago today`, `two weeks from tomorrow`, `a week ago Tuesday`: a length from a day, to the
/// day.
pub(super) fn day_counted_from_day(start: Cursor<'_>) -> Found<'_, Phrase> {
    let (length, mut cursor) = lengths::length(start)?;
    let direction = if cursor.take("ago") {
        cursor.take("on");
        Direction::Ago
    } else if cursor.take("from") {
        Direction::FromNow
    } else {
        return None;
    };
    let counted = Phrase::of(Named::Offset(length, direction));
    if let Some((day, behind)) = relative::day_word(cursor).filter(|_| cursor.goes_on()) {
        return Some((counted.within(day), behind));
    }
    // "twenty years ago this month"
    let mut this = cursor;
    if direction == Direction::Ago
        && length.unit == Unit::Year
        && this.take("this")
        && let Some(unit) = words::unit(this.text())
            .filter(|unit| !unit.plural && matches!(unit.unit, Unit::Week | Unit::Month))
    {
        this.at += 1;
        return Some((counted.within(Phrase::unit(unit.unit, Choice::FromPublication(0))), this));
    }
    // "a week from Friday" is read as a weekday of the week after.
    let weekday = weekday(cursor.text()).filter(|_| cursor.goes_on())?;
    let past = direction == Direction::Ago && length.unit == Unit::Week;
    let choice = Choice::FromPublication(if past { -1 } else { 1 });
    let day = Phrase { named: Named::Weekday(weekday), choice, within: None };
    past.then_some((counted.within(day), Cursor { at: cursor.at + 1, ..cursor }))
}
