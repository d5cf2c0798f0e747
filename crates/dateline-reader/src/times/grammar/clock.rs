//! Times within a day: `15:00 GMT Saturday`, `noon on Sunday`, `Monday morning`, `tonight`.

use super::{Found, Modifier, dates, modifier_before, month_days, ranges, relative, year_parts};
use crate::number;
use crate::pieces::{Cursor, PieceKind};
use crate::times::expression::{Choice, Expression, Meaning, Phrase, TimeOfDay};
use crate::times::period::Unit;
use crate::times::words;

/// A time of day, with its day where one is named beside it.
pub(super) fn time_of_day(start: Cursor<'_>) -> Found<'_, Expression> {
    let found = [
        day_then_time(start),
        time_then_day(start),
        named_part(start),
        bare_part(start),
        date_and_time(start),
    ];
    let (meaning, modifier, cursor) =
        found.into_iter().flatten().max_by_key(|(_, _, cursor)| cursor.at)?;
    Some((Expression { meaning, modifier }, cursor))
}

type FoundTime<'p> = Option<(Meaning, Option<Modifier>, Cursor<'p>)>;

/// A day: a weekday, a date, or `yesterday`.
fn day(start: Cursor<'_>) -> Found<'_, Phrase> {
    let found = [
        dates::weekday(start),
        month_days::month_and_day(start),
        relative::day_word(start),
        year_parts::holiday(start),
    ];
    found.into_iter().flatten().max_by_key(|(_, cursor)| cursor.at)
}

/// `2023-11-05T14:30:00Z`: a date and time as ISO 8601 writes them.
fn date_and_time(start: Cursor<'_>) -> FoundTime<'_> {
    if start.text().len() != 4 {
        return None;
    }
    let (day, mut cursor) = ranges::figures(start)?;
    if !(cursor.glued() && cursor.take("t") && cursor.glued()) {
        return None;
    }
    let (hour, minute, second, mut cursor) = hour_and_minute(cursor)?;
    minute?;
    let zone = (cursor.glued() && cursor.take("z")).then_some("Z");
    let time = TimeOfDay::Clock { hour, minute, second, zone };
    Some((Meaning::TimeOfDay { day: Some(day), time }, None, cursor))
}

/// `Friday night`, `yesterday at 3 p.m.`, `early Tuesday morning`, `Monday at noon`.
fn day_then_time(start: Cursor<'_>) -> FoundTime<'_> {
    let (before, cursor) = modifier_before(start);
    let (day, cursor) = day(cursor)?;
    let mut ahead = cursor;
    ahead.take(",");
    let (between, part_start) = modifier_before(ahead);
    if let Some((time, behind)) = part(part_start) {
        let meaning = Meaning::TimeOfDay { day: Some(day), time };
        return Some((meaning, before.or(between), behind));
    }
    ahead = cursor;
    ahead.take(",");
    ahead.take_any(&["at", "around", "about"]);
    let (time, behind) = clock(ahead).or_else(|| part(ahead))?;
    Some((Meaning::TimeOfDay { day: Some(day), time }, before, behind))
}

/// `9 a.m. EST Tuesday`, `noon on Sunday`, `the night of Oct. 23`, `7 p.m. tonight`.
fn time_then_day(start: Cursor<'_>) -> FoundTime<'_> {
    let mut cursor = start;
    let the = cursor.take("the");
    let (modifier, cursor) = modifier_before(cursor);
    let clock_time = if the { None } else { clock(cursor) };
    let (time, behind) = clock_time.or_else(|| part(cursor))?;
    let is_clock = matches!(time, TimeOfDay::Clock { .. });
    let mut ahead = behind;
    // "10 a.m. (0800 GMT) on Sunday"
    let mut bracket = behind;
    if is_clock
        && bracket.take("(")
        && let Some((_, mut behind)) = clock(bracket)
        && behind.take(")")
    {
        ahead = behind;
    }
    ahead.take(",");
    let on = ahead.take_any(&["on", "of"]);
    // "mid-afternoon yesterday"
    if is_clock || on || modifier.is_some() {
        ahead.take("the");
        if let Some((phrase, after)) = day(ahead).filter(|_| ahead.goes_on()) {
            // "9 a.m. Friday morning"
            let after = part(after).map_or(after, |(_, end)| end);
            return Some((Meaning::TimeOfDay { day: Some(phrase), time }, modifier, after));
        }
        if let Some((Meaning::TimeOfDay { day, .. }, _, after)) = named_part(ahead) {
            return Some((Meaning::TimeOfDay { day, time }, modifier, after));
        }
    }
    is_clock.then_some((Meaning::TimeOfDay { day: None, time }, modifier, behind))
}

/// `this morning`, `last night`, `tonight`, `the next morning`, `that evening`, `overnight`.
fn named_part(start: Cursor<'_>) -> FoundTime<'_> {
    let (modifier, mut cursor) = modifier_before(start);
    let publication = |by| Some(Phrase::unit(Unit::Day, Choice::FromPublication(by)));
    if cursor.take("tonight") {
        // "tonight at 8 p.m."
        let mut at = cursor;
        if at.take("at")
            && let Some((time, behind)) = clock(at)
        {
            return Some((Meaning::TimeOfDay { day: publication(0), time }, modifier, behind));
        }
        let time = TimeOfDay::Part("NI");
        return Some((Meaning::TimeOfDay { day: publication(0), time }, modifier, cursor));
    }
    let mut compound = cursor;
    if cursor.take("overnight") && !(compound.take("overnight") && compound.take_hyphen()) {
        let time = TimeOfDay::Part("NI");
        let mut on = cursor;
        on.take("on");
        if let Some((phrase, behind)) = dates::weekday(on).filter(|_| on.goes_on()) {
            return Some((Meaning::TimeOfDay { day: Some(phrase), time }, modifier, behind));
        }
        return Some((Meaning::TimeOfDay { day: None, time }, modifier, cursor));
    }
    let (choice, cursor) = relative::choice(cursor)?;
    let (inner, cursor) = modifier_before(cursor);
    let (time, behind) = part(cursor)?;
    let day = Phrase::unit(Unit::Day, choice);
    Some((Meaning::TimeOfDay { day: Some(day), time }, modifier.or(inner), behind))
}

/// `in the morning`, `during the night`: a part of the day that the context gives.
fn bare_part(start: Cursor<'_>) -> FoundTime<'_> {
    let mut cursor = start;
    let before = start.pieces.text_before(start.at, 1);
    let the = cursor.take("the");
    let (modifier, cursor) = modifier_before(cursor);
    let within = matches!(before, "in" | "during" | "by" | "through" | "throughout" | "until");
    let bounded = modifier.is_some() && matches!(before, "in" | "by" | "until" | "since");
    if !(the && within || !the && bounded) {
        return None;
    }
    let (time, behind) = part(cursor)?;
    if matches!(time, TimeOfDay::Clock { .. }) && the {
        return None;
    }
    Some((Meaning::TimeOfDay { day: None, time }, modifier, behind))
}

/// A part of the day, or an hour with a name: `morning`, `noon`.
fn part(start: Cursor<'_>) -> Found<'_, TimeOfDay> {
    // "Tuesday nights" come again.
    let plural = matches!(start.text(), "mornings" | "afternoons" | "evenings" | "nights");
    let time = words::part_of_day(start.text()).filter(|_| start.goes_on() && !plural)?;
    let mut cursor = start;
    cursor.at += 1;
    let mut name = cursor;
    // "afternoon-long", "night-club"
    if name.take_hyphen() {
        return None;
    }
    // "High Noon" is a film, and "high noon" seldom an hour.
    if start.pieces.text_before(start.at, 1) == "high" {
        return None;
    }
    let zone = zone(&mut cursor);
    Some((with_zone(time, zone), cursor))
}

fn with_zone(time: TimeOfDay, zone: Option<&'static str>) -> TimeOfDay {
    match time {
        TimeOfDay::Clock { hour, minute, second, .. } => {
            TimeOfDay::Clock { hour, minute, second, zone }
        }
        TimeOfDay::Part(_) => time,
    }
}

/// A clock time: `15:00`, `7:30 p.m. EST`, `0735 GMT`, `10pm`, `3 o'clock`, `4 in the morning`.
fn clock(start: Cursor<'_>) -> Found<'_, TimeOfDay> {
    let word_before = start.pieces.text_before(start.at, 1);
    if start.glued() && matches!(word_before, ":" | "." | "/" | "$" | "£" | "€" | "-") {
        return None;
    }
    if let Some(found) = fraction_of_hour(start) {
        return Some(found);
    }
    let (mut hour, minute, second, mut cursor) = hour_and_minute(start)?;
    let colon = minute.is_some() && start.text().len() <= 2;
    let half = half_of_day(&mut cursor);
    if let Some(afternoon) = half {
        if !(1..=12).contains(&hour) {
            return None;
        }
        hour = hour % 12 + if afternoon { 12 } else { 0 };
    }
    // "at 1430 hours"
    let hours = start.text().len() == 4
        && start.at_digits()
        && matches!(word_before, "at" | "by" | "from" | "until" | "since" | "before" | "after")
        && cursor.take_any(&["hours", "hrs"]);
    let o_clock = half.is_none()
        && cursor.take("o")
        && cursor.take_any(&["'", "\u{2019}"])
        && cursor.take("clock");
    let mut zoned = cursor;
    let zone = zone(&mut zoned);
    let figures = start.text().len() == 4 && start.at_digits();
    let prepared = matches!(
        word_before,
        "at" | "by"
            | "from"
            | "until"
            | "till"
            | "around"
            | "about"
            | "before"
            | "after"
            | "since"
            | "to"
            | "between"
            | "and"
            | ","
            | "("
            | "past"
    );
    // "17.30 local time", as British papers write it
    let dotted = minute.is_some() && start.text().contains('.');
    let two_figures = start.text().len() == 2;
    let sure = half.is_some()
        || o_clock
        || hours
        || zone.is_some() && (colon || figures || dotted)
        || colon && prepared && (two_figures || word_before != "to" && word_before != "and");
    if !sure {
        return None;
    }
    Some((TimeOfDay::Clock { hour, minute, second, zone }, zoned))
}

/// `half past three`, `a quarter to four`: with `p.m.` or `in the morning` where it is said.
fn fraction_of_hour(start: Cursor<'_>) -> Found<'_, TimeOfDay> {
    let mut cursor = start;
    cursor.take("a");
    let (step, minute) = if cursor.take_all(&["half", "past"]) {
        (0, 30)
    } else if cursor.take_all(&["quarter", "past"]) {
        (0, 15)
    } else if cursor.take_all(&["quarter", "to"]) {
        (-1, 45)
    } else {
        return None;
    };
    let number = number::cardinal(cursor).filter(|hour| (1.0..=12.0).contains(&hour.value))?;
    cursor.at = number.end;
    let afternoon = half_of_day(&mut cursor);
    // "a quarter to three million" is no time.
    if number.digits && afternoon.is_none() {
        return None;
    }
    let hour = match afternoon {
        Some(afternoon) => number.value as i8 % 12 + if afternoon { 12 } else { 0 },
        None => number.value as i8,
    };
    let time =
        TimeOfDay::Clock { hour: hour + step, minute: Some(minute), second: None, zone: None };
    Some((time, cursor))
}

/// The figures of a clock time, and the place behind.
fn hour_and_minute(start: Cursor<'_>) -> Option<(i8, Option<i8>, Option<i8>, Cursor<'_>)> {
    let mut cursor = start;
    let text = start.text();
    if let Some((hour, minute)) = text.split_once('.').filter(|_| start.at_digits()) {
        // "7.30 p.m.", as British papers write it
        let hour = hour.parse().ok().filter(|hour| (0..=24).contains(hour))?;
        let minute = minute.parse().ok().filter(|minute| (0..60).contains(minute))?;
        cursor.at += 1;
        return (text.len() >= 4).then_some((hour, Some(minute), None, cursor));
    }
    if text.len() == 4 && start.at_digits() {
        let figures = cursor.take_digits(4..5)?;
        let (hour, minute) = (figures / 100, figures % 100);
        return (hour <= 24 && minute < 60).then_some((
            hour as i8,
            Some(minute as i8),
            None,
            cursor,
        ));
    }
    let Some(hour) = cursor.take_digits(1..3) else {
        let number = number::cardinal(start)
            .filter(|number| !number.digits && (1.0..=12.0).contains(&number.value))?;
        cursor.at = number.end;
        return Some((number.value as i8, None, None, cursor));
    };
    if !(0..=24).contains(&hour) {
        return None;
    }
    let mut sixtieth = || {
        let mut ahead = cursor;
        let found = (ahead.glued() && ahead.take(":") && ahead.glued())
            .then(|| ahead.take_digits(2..3).filter(|part| (0..60).contains(part)))??;
        cursor = ahead;
        Some(found as i8)
    };
    let minute = sixtieth();
    let second = minute.and_then(|_| sixtieth());
    Some((hour as i8, minute, second, cursor))
}

/// `a.m.` is false, `p.m.` true; the cursor moves past it.
fn half_of_day(cursor: &mut Cursor<'_>) -> Option<bool> {
    for (letters, spelled, afternoon) in
        [("am", ["a", ".", "m"], false), ("pm", ["p", ".", "m"], true)]
    {
        if cursor.take(letters) {
            return Some(afternoon);
        }
        if cursor.take_all(&spelled) {
            let _ = cursor.glued() && cursor.take(".");
            return Some(afternoon);
        }
    }
    if cursor.take_all(&["in", "the", "morning"]) {
        return Some(false);
    }
    if cursor.take_all(&["in", "the", "afternoon"]) || cursor.take_all(&["in", "the", "evening"]) {
        return Some(true);
    }
    None
}

/// A time zone in capitals, with or without brackets, or `local time`; the cursor moves past it.
fn zone(cursor: &mut Cursor<'_>) -> Option<&'static str> {
    if cursor.take_all(&["local", "time"]) {
        return Some("local");
    }
    let region = ["eastern", "central", "pacific", "mountain"];
    let mut ahead = *cursor;
    if ahead.take_any(&region) {
        ahead.take_any(&["standard", "daylight"]);
        if ahead.take("time") {
            *cursor = ahead;
            return Some("local");
        }
    }
    let piece =
        cursor.piece().filter(|piece| piece.capital() && piece.kind == PieceKind::Letters)?;
    let zone = words::zone(cursor.text()).filter(|_| cursor.text().len() >= 2 || piece.glued)?;
    cursor.at += 1;
    Some(zone)
}
