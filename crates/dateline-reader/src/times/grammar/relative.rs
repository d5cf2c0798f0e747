//! Stretches counted from another time: `last year`, `yesterday`, `the following month`, `three
//! weeks ago`, `a year earlier`.

use super::{Found, lengths, month_days};
use crate::number;
use crate::pieces::{Cursor, PieceKind};
use crate::times::expression::{Choice, Direction, Length, Named, Phrase};
use crate::times::period::Unit;
use crate::times::words::{self, CalendarWord};

/// Words between a deictic word and its unit that narrow it without another meaning.
const KINDS_OF_YEAR: [&str; 8] =
    ["fiscal", "calendar", "full", "financial", "business", "school", "academic", "trading"];

/// The `then` of `until then`, `since then`, `by then`: what was told last.
pub(super) fn told(start: Cursor<'_>) -> Found<'_, Phrase> {
    let mut cursor = start;
    let bound = matches!(start.pieces.text_before(start.at, 1), "until" | "till" | "since" | "by");
    (bound && cursor.take("then")).then(|| (Phrase::of(Named::Told), cursor))
}

/// `last year`, `next week`, `the previous month`, `that day`, `the quarter`, `today`.
pub(super) fn deictic(start: Cursor<'_>) -> Found<'_, Phrase> {
    day_word(start)
        .or_else(|| week_of(start))
        .or_else(|| unit_before_last(start))
        .or_else(|| year_earlier(start))
        .or_else(|| unit_before_or_after(start))
        .or_else(|| new_year(start))
        .or_else(|| chosen_unit(start))
        .or_else(|| unit_end(start))
}

/// `today`, `yesterday`, `tomorrow`, `the day before yesterday`.
pub(super) fn day_word(start: Cursor<'_>) -> Found<'_, Phrase> {
    let mut cursor = start;
    let further = if cursor.take_all(&["the", "day", "before"]) {
        -1
    } else {
        i32::from(cursor.take_all(&["the", "day", "after"]))
    };
    let day = match (cursor.text(), further) {
        ("today", 0) => 0,
        ("yesterday", 0 | -1) => -1,
        ("tomorrow", 0 | 1) => 1,
        _ => return None,
    };
    cursor.at += 1;
    let phrase = Phrase::unit(Unit::Day, Choice::FromPublication(day + further));
    Some((phrase, cursor))
}

/// Which one a determiner or adjective chooses (`last`, `the following`), and the place behind.
pub(super) fn choice(start: Cursor<'_>) -> Found<'_, Choice> {
    let mut cursor = start;
    let the = cursor.take_any(&["the", "its", "their"]);
    let choice = if cursor.take_any(&["previous", "preceding", "prior"]) {
        Choice::FromNarrative(-1)
    } else if cursor.take_any(&["following", "subsequent", "ensuing"]) {
        // "following Friday's talks": after them.
        if !the && start.text() == "following" {
            return None;
        }
        Choice::FromNarrative(1)
    } else if cursor.take_any(&["same", "latest"]) && the {
        Choice::FromNarrative(0)
    } else if cursor.take("current") {
        Choice::FromPublication(0)
    } else if cursor.take("next") {
        // "the next year" follows what was told, "next year" the publication.
        if the { Choice::FromNarrative(1) } else { Choice::FromPublication(1) }
    } else if cursor.take("last") {
        Choice::FromPublication(-1)
    } else if !the && cursor.take("this") {
        if cursor.take_any(&["coming", "upcoming"]) {
            Choice::FromPublication(1)
        } else if cursor.take("past") {
            Choice::FromPublication(-1)
        } else {
            cursor.take_any(&["same", "current"]);
            Choice::FromPublication(0)
        }
    } else if !the && cursor.take("that") {
        cursor.take("same");
        Choice::FromNarrative(0)
    } else {
        return None;
    };
    Some((choice, cursor))
}

/// `the week of March 6`: the week that holds the day.
fn week_of(start: Cursor<'_>) -> Found<'_, Phrase> {
    let mut cursor = start;
    cursor.take("the");
    let weekend = cursor.take("weekend");
    if !((weekend || cursor.take("week")) && cursor.take("of")) {
        return None;
    }
    let (day, mut behind) = month_days::month_and_day(cursor).filter(|_| cursor.goes_on())?;
    // "the weekend of Oct. 12-13"
    let mut last = behind;
    if weekend
        && last.glued()
        && last.take_dash()
        && last.glued()
        && last.take_digits(1..3).is_some()
    {
        behind = last;
    }
    let unit = if weekend { Unit::Weekend } else { Unit::Week };
    Some((Phrase::unit(unit, Choice::ByTense).within(day), behind))
}

/// `the week before last`, `the year after next`
fn unit_before_last(start: Cursor<'_>) -> Found<'_, Phrase> {
    let mut cursor = start;
    cursor.take("the");
    let unit = words::unit(cursor.text()).filter(|unit| !unit.plural && unit.unit > Unit::Day)?;
    cursor.at += 1;
    let by = if cursor.take_all(&["before", "last"]) {
        -2
    } else if cursor.take_all(&["after", "next"]) {
        2
    } else {
        return None;
    };
    Some((Phrase::unit(unit.unit, Choice::FromPublication(by)), cursor))
}

/// `in the new year`: the next, or the one that has begun.
fn new_year(start: Cursor<'_>) -> Found<'_, Phrase> {
    let mut cursor = start;
    let found = cursor.take_all(&["the", "new", "year"]) && cursor.text() != "'";
    let prepared = matches!(start.pieces.text_before(start.at, 1), "in" | "into" | "until" | "by");
    (found && prepared).then(|| (Phrase::unit(Unit::Year, Choice::ByTense), cursor))
}

fn chosen_unit(start: Cursor<'_>) -> Found<'_, Phrase> {
    if lengths::until_or_from_now(start).is_some() {
        return None;
    }
    let (chosen, mut cursor) = if let Some(found) = choice(start) {
        found
    } else {
        let mut cursor = start;
        if !cursor.take("the") {
            return None;
        }
        (Choice::FromNarrative(0), cursor)
    };
    // "the latest period" of a business report is the quarter that it speaks of.
    let latest = start.pieces.text_before(cursor.at, 1) == "latest";
    if latest && cursor.take("period") {
        return Some((Phrase::unit(Unit::Quarter, chosen), cursor));
    }
    let bare = cursor.at == start.at + 1 && start.text() == "the";
    let full = cursor.text() == "full";
    cursor.take_any(&KINDS_OF_YEAR);
    let unit = words::unit(cursor.text())
        .filter(|unit| !unit.plural && unit.unit >= Unit::Day && cursor.text() != "night")?;
    // "by the end of the decade"
    let part_of_long = bare
        && matches!(unit.unit, Unit::Decade | Unit::Century)
        && start.pieces.text_before(start.at, 1) == "of"
        && matches!(
            start.pieces.text_before(start.at, 2),
            "end" | "start" | "beginning" | "middle"
        );
    if part_of_long {
        let behind = Cursor { at: cursor.at + 1, ..cursor };
        return Some((Phrase::unit(unit.unit, Choice::FromPublication(0)), behind));
    }
    // "the day", "the decade" and "the century" name none; "next day" is the next of the story.
    if bare
        && !matches!(
            unit.unit,
            Unit::Week | Unit::Weekend | Unit::Month | Unit::Quarter | Unit::Year
        )
    {
        return None;
    }
    let chosen = match (unit.unit, chosen) {
        (Unit::Day, Choice::FromPublication(1)) => Choice::FromNarrative(1),
        (Unit::Day, Choice::FromPublication(_)) => return None,
        // "The weekend" is that of the publication, not of the story.
        (Unit::Weekend, Choice::FromNarrative(0)) if bare => Choice::ByTense,
        (Unit::Week, Choice::FromNarrative(0)) if bare => Choice::FromPublication(0),
        // "over the next year", from now on; "the next year he left" follows what was told.
        (unit, Choice::FromNarrative(1))
            if unit > Unit::Day
                && start.pieces.text_before(cursor.at, 1) == "next"
                && matches!(
                    start.pieces.text_before(start.at, 1),
                    "over" | "during" | "within" | "for" | "through" | "throughout"
                ) =>
        {
            Choice::FromPublication(1)
        }
        // "for the full year" is the year that the business is in.
        (Unit::Year, Choice::FromNarrative(0)) if bare && full => Choice::FromPublication(0),
        (_, chosen) => chosen,
    };
    cursor.at += 1;
    // "the year ended March 31" is a year's length, "the year 99999" none of the calendar.
    if bare && unit.unit == Unit::Year && (ends_a_year(cursor) || cursor.at_digits()) {
        return None;
    }
    // "the year before she died" is that of another day, which is not named.
    let other_day = matches!(cursor.text(), "before" | "after" | "since" | "when")
        || unit.unit == Unit::Year
            && matches!(cursor.text(), "he" | "she" | "it" | "they" | "we" | "i")
            && !matches!(start.pieces.text_before(start.at, 1), "of" | "for" | "during" | "over");
    if bare && other_day {
        return None;
    }
    // "the last year of the war"
    let last = start.pieces.text_before(cursor.at, 2) == "last";
    let the = start.pieces.text_before(cursor.at, 3) == "the";
    if the && last && cursor.text() == "of" {
        return None;
    }
    // "the quarter ended July 31" is known by its end.
    if bare
        && unit.unit == Unit::Quarter
        && let Some(end) = end_of_quarter(cursor)
    {
        return Some((Phrase::unit(Unit::Quarter, Choice::ByTense).within(end), cursor));
    }
    // "the year's": of the year; "the week-long" and "the month-old" name no week or month.
    let mut ahead = cursor;
    if ahead.take_hyphen() && !matches!(ahead.text(), "end") {
        return None;
    }
    Some((Phrase::unit(unit.unit, chosen), cursor))
}

/// The day in `ended July 31`, `that ended on 30 September`.
fn end_of_quarter(start: Cursor<'_>) -> Option<Phrase> {
    let mut cursor = start;
    cursor.take("that");
    if !cursor.take_any(&["ended", "ending"]) {
        return None;
    }
    cursor.take("on");
    month_days::month_and_day(cursor).map(|(day, _)| day)
}

/// What makes "the year" before it a length: `ended March 31`, `to March`.
fn ends_a_year(start: Cursor<'_>) -> bool {
    let mut cursor = start;
    if cursor.take_any(&["ended", "ending"]) {
        return true;
    }
    cursor.take_any(&["to", "through"])
        && matches!(words::calendar(cursor.text()), Some((CalendarWord::Month(_), _)))
}

/// `year-earlier`, `the year-ago quarter`: the same stretch, a year before.
fn year_earlier(start: Cursor<'_>) -> Found<'_, Phrase> {
    let mut cursor = start;
    let the = cursor.take("the");
    if the {
        cursor.take("comparable");
    }
    if !the {
        cursor.take("a");
    }
    // "the prior-year period"
    let mut prior = cursor;
    let prior_year = prior.take_any(&["prior", "previous"]) && {
        let _ = prior.take_hyphen();
        prior.take("year") && prior.take_any(&["quarter", "period"])
    };
    if prior_year {
        cursor = prior;
    } else if !cursor.take("year") || !cursor.take_hyphen() || !cursor.take_any(&["ago", "earlier"])
    {
        return None;
    }
    let mut ahead = cursor;
    if ahead.take_any(&["quarter", "period"]) {
        cursor = ahead;
    }
    let named = Named::Offset(Length::of(1.0, Unit::Year), Direction::Ago);
    // Always what the time of the account is compared with.
    Some((Phrase { named, choice: Choice::FromNarrative(-1), within: None }, cursor))
}

/// `the day before`, `the year after`, where no other time follows that it is counted from.
fn unit_before_or_after(start: Cursor<'_>) -> Found<'_, Phrase> {
    let mut cursor = start;
    if !cursor.take_any(&["the", "a"]) {
        return None;
    }
    let unit = words::unit(cursor.text()).filter(|unit| !unit.plural && unit.unit >= Unit::Day)?;
    cursor.at += 1;
    let by = if cursor.take("before") {
        -1
    } else if cursor.take("after") {
        1
    } else {
        return None;
    };
    let clause_ends = cursor.piece().is_none_or(|piece| {
        piece.kind == PieceKind::Symbol && !matches!(cursor.text(), "$" | "€" | "£")
    }) || matches!(cursor.text(), "and" | "but" | "in" | "at" | "with" | "to");
    // "the year before it had lost money"
    let mut clause = cursor;
    let earlier =
        by < 0 && clause.take_any(&["it", "he", "she", "they", "we"]) && clause.take("had");
    (clause_ends || earlier).then_some((Phrase::unit(unit.unit, Choice::FromNarrative(by)), cursor))
}

/// `year-end`, `year's end`, `month-end`.
fn unit_end(start: Cursor<'_>) -> Found<'_, Phrase> {
    let mut cursor = start;
    cursor.take("the");
    let unit = words::unit(cursor.text())
        .filter(|unit| matches!(unit.unit, Unit::Year | Unit::Month) && !unit.plural)?;
    cursor.at += 1;
    let _ = cursor.take_possessive() || cursor.take_hyphen();
    if !cursor.take("end") {
        return None;
    }
    Some((Phrase::unit(unit.unit, Choice::FromPublication(0)), cursor))
}

/// `three weeks ago`, `a year earlier`, `two days later`, `five years from now`.
pub(super) fn offset(start: Cursor<'_>) -> Found<'_, Phrase> {
    let (length, mut cursor) = lengths::length(start).or_else(|| vague_length(start))?;
    cursor.take_all(&["or", "so"]);
    let direction = if cursor.take_any(&["ago", "back"]) {
        Direction::Ago
    } else if cursor.take_any(&["earlier", "previously", "beforehand"]) {
        Direction::Earlier
    } else if cursor.take_any(&["later", "afterward", "afterwards", "thereafter"]) {
        Direction::Later
    } else if cursor.take("hence") || cursor.take_all(&["from", "now"]) {
        Direction::FromNow
    } else {
        return None;
    };
    // "two years later that ..." counts from what follows; "back in" is no length's end.
    if cursor.pieces.text_before(cursor.at, 1) == "back" && matches!(cursor.text(), "to" | "in") {
        return None;
    }
    Some((Phrase::of(Named::Offset(length, direction)), cursor))
}

/// `years ago`, `months later`.
fn vague_length(start: Cursor<'_>) -> Found<'_, Length> {
    let unit = words::unit(start.text()).filter(|unit| unit.plural)?;
    // "two and a half years ago" was read from its number.
    let counted = start.at > 0 && number::begins_number(start.pieces.cursor(start.at - 1));
    (!counted).then_some((Length::some(unit.unit), Cursor { at: start.at + 1, ..start }))
}
