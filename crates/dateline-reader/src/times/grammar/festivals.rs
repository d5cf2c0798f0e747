//! Festivals, and stretches that are known by a holiday: `Ramadan`, `the Easter weekend`, `the day after
//! Christmas`, `the Monday after Easter`.

use super::dates::{chosen, with_year};
use super::{Found, month_days, year_parts};
use crate::pieces::{Cursor, PieceKind};
use crate::times::expression::{Choice, Named, Phrase};
use crate::times::festivals;
use crate::times::period::Unit;
use crate::times::words::{self, CalendarWord};

/// How many pieces may stand before the name of a holiday: `the day before`.
const BEFORE_NAME: usize = 5;

/// Whether a name may stand here or a few words on. To ask saves most of the looking up.
fn name_ahead(start: Cursor<'_>) -> bool {
    (start.at..start.at + BEFORE_NAME).any(|at| {
        start.pieces.get(at).is_some_and(|piece| piece.capital() || piece.kind == PieceKind::Digits)
    })
}

/// A festival, or a stretch that is known by a holiday.
pub(super) fn by_holiday(start: Cursor<'_>) -> Found<'_, Phrase> {
    if !name_ahead(start) {
        return None;
    }
    let found = [festival(start), week_of_holiday(start), beside_holiday(start)];
    found.into_iter().flatten().max_by_key(|(_, behind)| behind.at)
}

/// `Ramadan`, `last Hanukkah`, `Holy Week 2021`.
fn festival(start: Cursor<'_>) -> Found<'_, Phrase> {
    let (choice, mut cursor) = chosen(start);
    let festival = festivals::take(&mut cursor)?;
    let phrase = Phrase { named: Named::Festival(festival), choice, within: None };
    Some(with_year(phrase, cursor))
}

/// `the Easter weekend`, `Thanksgiving week 2021`, `the week of Thanksgiving`.
fn week_of_holiday(start: Cursor<'_>) -> Found<'_, Phrase> {
    let mut cursor = start;
    cursor.take("the");
    if let Some(unit) = week_or_weekend(cursor) {
        cursor.at += 1;
        let of = cursor.take("of");
        let (holiday, behind) = year_parts::holiday(cursor).filter(|_| of && cursor.goes_on())?;
        return Some((Phrase::unit(unit, Choice::ByTense).within(holiday), behind));
    }
    let (choice, after) = chosen(start);
    if after.at > start.at {
        cursor = after;
    }
    let holiday = words::take_holiday(&mut cursor)?;
    let unit = week_or_weekend(cursor)?;
    cursor.at += 1;
    let mut name = cursor;
    if name.take_hyphen() {
        return None;
    }
    let holiday = Phrase { named: Named::Holiday(holiday), choice, within: None };
    let (holiday, behind) = with_year(holiday, cursor);
    Some((Phrase::unit(unit, Choice::ByTense).within(holiday), behind))
}

fn week_or_weekend(cursor: Cursor<'_>) -> Option<Unit> {
    let unit = words::unit(cursor.text()).filter(|unit| cursor.goes_on() && !unit.plural)?;
    (matches!(unit.unit, Unit::Week | Unit::Weekend) && unit.factor == 1).then_some(unit.unit)
}

/// `the day after Christmas`, `the week before Easter`, `the Monday after Easter`, `the day before
/// Oct. 7`.
fn beside_holiday(start: Cursor<'_>) -> Found<'_, Phrase> {
    let mut cursor = start;
    if !cursor.take("the") {
        return None;
    }
    // "on the eve of Easter"
    if cursor.take_all(&["eve", "of"]) {
        let (day, behind) = year_parts::holiday(cursor)
            .or_else(|| month_days::month_and_day(cursor))
            .filter(|_| cursor.goes_on())?;
        return Some((Phrase::unit(Unit::Day, Choice::FromNarrative(-1)).within(day), behind));
    }
    let weekday = match words::calendar(cursor.text()) {
        Some((CalendarWord::Weekday(weekday), _)) => Some(Named::Weekday(weekday)),
        _ => None,
    };
    let unit = || {
        words::unit(cursor.text())
            .filter(|unit| !unit.plural && unit.unit >= Unit::Day && cursor.text() != "night")
    };
    let named = weekday.or_else(|| unit().map(|unit| Named::Unit(unit.unit)))?;
    cursor.at += 1;
    let by = if cursor.take("before") {
        -1
    } else if cursor.take_any(&["after", "following"]) {
        1
    } else {
        return None;
    };
    let dated = || month_days::month_and_day(cursor).filter(|_| weekday.is_none());
    let (day, behind) = year_parts::holiday(cursor)
        .or_else(|| festival(cursor))
        .or_else(dated)
        .filter(|_| cursor.goes_on())?;
    Some((Phrase { named, choice: Choice::FromNarrative(by), within: None }.within(day), behind))
}
