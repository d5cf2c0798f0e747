//! How often: `every Friday`, `twice a week`, `$3bn a year`, `annual`.

use super::Found;
use super::lengths::{is_dated, is_rate};
use crate::number;
use crate::pieces::Cursor;
use crate::times::expression::{Expression, Length, Meaning, Recurrence, TimeOfDay};
use crate::times::period::Unit;
use crate::times::words::{self, CalendarWord};

/// Something that comes again.
pub(super) fn recurrence(start: Cursor<'_>) -> Found<'_, Expression> {
    let (recurrence, cursor) = each(start)
        .or_else(|| weekday_of_every_month(start))
        .or_else(|| times_in(start))
        .or_else(|| rate(start))
        .or_else(|| plural(start))?;
    Some((Expression { meaning: Meaning::Set(recurrence), modifier: None }, cursor))
}

/// `every Friday`, `every two weeks`, `each morning`, `every other day`.
fn each(start: Cursor<'_>) -> Found<'_, Recurrence> {
    let mut cursor = start;
    let every = cursor.take("every");
    if !every && !cursor.take("each") {
        return None;
    }
    let mut count = if every && cursor.take("other") { 2.0 } else { 1.0 };
    cursor.take("single");
    if every && let Some(number) = number::cardinal(cursor) {
        count = number.value;
        cursor.at = number.end;
    }
    if let Some((CalendarWord::Weekday(weekday), _)) = words::calendar(cursor.text()) {
        cursor.at += 1;
        let part = part_of_day(&mut cursor);
        return Some((Recurrence::Weekday(weekday, part), cursor));
    }
    if cursor.take("weekday") {
        let part = part_of_day(&mut cursor);
        return Some((Recurrence::Weekdays(part), cursor));
    }
    named(cursor).or_else(|| {
        let unit = words::unit(cursor.text())?;
        if unit.unit == Unit::Weekend {
            return Some((Recurrence::Weekend, Cursor { at: cursor.at + 1, ..cursor }));
        }
        let length = Length::of(count * f64::from(unit.factor), unit.unit);
        Some((Recurrence::Each(length), Cursor { at: cursor.at + 1, ..cursor }))
    })
}

/// `the first Monday of every month`
fn weekday_of_every_month(start: Cursor<'_>) -> Found<'_, Recurrence> {
    let mut cursor = start;
    cursor.take("the");
    if !cursor.take_any(&["last", "final"]) {
        cursor.at = number::ordinal(cursor)?.end;
    }
    let weekday = matches!(words::calendar(cursor.text()), Some((CalendarWord::Weekday(_), _)));
    cursor.at += 1;
    let (recurrence, behind) =
        (weekday && cursor.take_any(&["of", "in"])).then(|| each(cursor))??;
    matches!(recurrence, Recurrence::Each(Length { unit: Unit::Month, .. }))
        .then_some((recurrence, behind))
}

/// A month, a season or a part of the day that comes every time.
fn named(start: Cursor<'_>) -> Found<'_, Recurrence> {
    let behind = Cursor { at: start.at + 1, ..start };
    let recurrence = match words::calendar(start.text()) {
        Some((CalendarWord::Month(month), _)) => Recurrence::Month(month),
        Some((CalendarWord::Season(season), _)) => Recurrence::Season(season),
        _ => match words::part_of_day(start.text()) {
            Some(TimeOfDay::Part(part)) => Recurrence::PartOfDay(part),
            _ => return None,
        },
    };
    Some((recurrence, behind))
}

fn part_of_day(cursor: &mut Cursor<'_>) -> Option<&'static str> {
    let Some(TimeOfDay::Part(part)) = words::part_of_day(cursor.text()) else { return None };
    cursor.at += 1;
    Some(part)
}

/// `twice a week`, `three times a year`, `once every two months`.
fn times_in(start: Cursor<'_>) -> Found<'_, Recurrence> {
    let mut cursor = start;
    if !cursor.take_any(&["once", "twice", "thrice"]) {
        // "several times a day"
        if !(cursor.take_any(&["several", "many", "numerous"]) || cursor.take_all(&["a", "few"])) {
            cursor.at = number::cardinal(start)?.end;
        }
        if !cursor.take("times") {
            return None;
        }
    }
    if let Some(found) = each(cursor) {
        return Some(found);
    }
    if !cursor.take_any(&["a", "an", "per"]) {
        return None;
    }
    let unit = words::unit(cursor.text()).filter(|unit| !unit.plural)?;
    let length = Length::of(f64::from(unit.factor), unit.unit);
    Some((Recurrence::Each(length), Cursor { at: cursor.at + 1, ..cursor }))
}

/// `$3bn a year`, `10 miles per hour`: what stands before is so much in each.
fn rate(start: Cursor<'_>) -> Found<'_, Recurrence> {
    let mut cursor = start;
    if !(cursor.take("per") || cursor.take_any(&["a", "an"]) && is_rate(start)) {
        return None;
    }
    let unit = words::unit(cursor.text())
        .filter(|unit| !unit.plural && unit.unit >= Unit::Day && unit.unit != Unit::Quarter)?;
    let length = Length::of(f64::from(unit.factor), unit.unit);
    cursor.at += 1;
    // "a year ago" and "a year earlier" are no rates, whatever stands before them.
    (!is_dated(cursor)).then_some((Recurrence::Each(length), cursor))
}

/// `Mondays`, `Tuesday nights`, `on weekends`; and single words such as `annual`.
fn plural(start: Cursor<'_>) -> Found<'_, Recurrence> {
    let mut cursor = start;
    cursor.at += 1;
    if let Some(value) = words::set(start.text()) {
        return Some((Recurrence::Word(value), cursor));
    }
    let text = start.text();
    if text == "weekends" {
        return Some((Recurrence::Weekend, cursor));
    }
    if text == "weekdays" {
        return Some((Recurrence::Weekdays(None), cursor));
    }
    if text == "weekday" {
        let part = part_of_day(&mut cursor);
        let plural = matches!(
            start.pieces.text(start.at + 1),
            "mornings" | "afternoons" | "evenings" | "nights"
        );
        return (plural && part.is_some()).then_some((Recurrence::Weekdays(part), cursor));
    }
    if let Some((CalendarWord::Weekday(weekday), false)) = words::calendar(text)
        && matches!(cursor.text(), "mornings" | "afternoons" | "evenings" | "nights")
    {
        let part = part_of_day(&mut cursor);
        return Some((Recurrence::Weekday(weekday, part), cursor));
    }
    let singular = text.strip_suffix('s')?;
    match words::calendar(singular) {
        Some((CalendarWord::Weekday(weekday), false)) => {
            Some((Recurrence::Weekday(weekday, None), cursor))
        }
        _ => None,
    }
}
