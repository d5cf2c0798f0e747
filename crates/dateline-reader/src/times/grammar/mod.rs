//! Finds time expressions in the pieces of a text, and says what each means.
//!
//! A rule reads from a cursor and gives what it found with the cursor behind it, or `None`. Of the
//! rules that find something at a place, the one that reads furthest is right.

mod clock;
mod counted_days;
mod dates;
mod festivals;
mod impossible;
mod lengths;
mod month_days;
mod ranges;
mod relative;
mod sets;
mod year_parts;

use super::expression::{Expression, Length, Meaning, Modifier, Phrase};
use super::words;
use crate::hedge::{self, Hedge};
use crate::number;
use crate::pieces::{Cursor, PieceKind};

/// What a rule found, and the place behind it.
type Found<'p, T> = Option<(T, Cursor<'p>)>;

/// Words that may begin an expression and belong to a noun behind it.
pub(super) const DETERMINERS: [&str; 9] =
    ["the", "these", "those", "its", "his", "her", "their", "a", "an"];

pub(crate) use impossible::{Flaw, flawed_date};

/// The place behind a date with month and day.
pub(super) fn month_and_day(start: Cursor<'_>) -> Option<Cursor<'_>> {
    month_days::month_and_day(start).map(|(_, behind)| behind)
}

/// The longest time expression that begins at a place, and the piece behind it.
pub(super) fn expression(start: Cursor<'_>) -> Option<(Expression, usize)> {
    let piece = start.piece()?;
    // Nothing begins within a word or name: the "may" of "dis-may", the "24" of "A24".
    if piece.kind == PieceKind::Symbol && !matches!(start.text(), "'" | "\u{2019}") {
        return None;
    }
    // Most words begin none: to ask the list first is several times as fast.
    let may_begin = piece.kind != PieceKind::Letters
        || words::may_begin(start.text())
        || number::begins_number(start);
    if may_begin {
        longest(start)
    } else {
        debug_assert!(longest(start).is_none(), "{:?} stands in no list", start.text());
        None
    }
}

/// What the rule finds that reads furthest; of two that read as far, the first.
fn longest(start: Cursor<'_>) -> Option<(Expression, usize)> {
    let rules: [fn(Cursor<'_>) -> Found<'_, Expression>; 6] =
        [clock::time_of_day, period, sets::recurrence, lengths::duration, vague, hedged];
    let mut best: Option<(Expression, usize)> = None;
    for rule in rules {
        if let Some((found, behind)) = rule(start)
            && best.as_ref().is_none_or(|(_, end)| behind.at > *end)
        {
            best = Some((found, behind.at));
        }
    }
    best
}

fn vague(start: Cursor<'_>) -> Found<'_, Expression> {
    let mut cursor = start;
    let value = words::take_vague(&mut cursor)?;
    // "now-defunct" is no time, "soon after the vote" is counted from the vote, and "the most recent
    // model" is the last of a row.
    let mut ahead = cursor;
    let of_row = start.text() == "recent"
        && matches!(start.pieces.text_before(start.at, 1), "most" | "more" | "least");
    let counted = start.text() == "the" && number::begins_number(cursor);
    if of_row
        || counted
        || ahead.take_hyphen()
        || ahead.take_any(&["as", "after", "enough"]) && start.text() == "soon"
    {
        return None;
    }
    Some((Expression { meaning: Meaning::Vague(value), modifier: None }, cursor))
}

/// A stretch of the calendar, with what modifies it: `early next year`, `the end of 1994`.
fn period(start: Cursor<'_>) -> Found<'_, Expression> {
    let (modifier, cursor) = modifier_before(start);
    let (meaning, mut cursor) = ranges::dated(cursor).or_else(|| {
        let (phrase, behind) = phrase(cursor, modifier.is_some())?;
        Some((Meaning::Period(phrase), behind))
    })?;
    let or_so = cursor.take_all(&["or", "so"]);
    let modifier = modifier.or(or_so.then_some(Modifier::Approx));
    Some((Expression { meaning, modifier }, cursor))
}

/// A stretch of the calendar. Where words such as `early` stand before it, less is needed to know
/// a doubtful word (`early May`).
fn phrase(start: Cursor<'_>, modified: bool) -> Found<'_, Phrase> {
    let found = [
        relative::offset(start),
        relative::deictic(start),
        year_parts::quarter_or_half(start),
        year_parts::same_in_year(start),
        year_parts::quarter_in_row(start),
        year_parts::first_months_of_year(start),
        year_parts::season(start, modified),
        year_parts::holiday(start),
        festivals::by_holiday(start),
        dates::weekday(start),
        dates::calendar_date(start, modified),
        counted_days::weekday_of_month(start),
        counted_days::week_of_month(start),
        relative::told(start),
        counted_days::weekdays_ago(start),
        counted_days::day_counted_from_day(start),
        month_days::day_of_named_month(start),
        year_parts::decade_or_century(start),
        year_parts::fiscal_year(start),
        dates::year_alone(start, modified),
        year_parts::day_of_history(start),
    ];
    found.into_iter().flatten().max_by_key(|(_, behind)| behind.at)
}

/// `early`, `the end of`, `mid-`: the part of a stretch that is meant, and the place behind.
fn modifier_before(start: Cursor<'_>) -> (Option<Modifier>, Cursor<'_>) {
    let mut cursor = start;
    if cursor.take("mid") {
        cursor.take_hyphen();
        return (Some(Modifier::Mid), cursor);
    }
    // "c. 1850", "ca 1850"
    let mut circa = start;
    if circa.take_any(&["c", "ca"]) {
        let _ = circa.glued() && circa.take(".");
        let year = circa.at_digits() && dates::year_number(circa).is_some();
        return if year { (Some(Modifier::Approx), circa) } else { (None, start) };
    }
    let mut part = start;
    let the = part.take("the");
    part.take("very");
    let named = if part.take_any(&["beginning", "start", "opening", "onset", "outset"]) {
        Some(Modifier::Start)
    } else if part.take_any(&["middle", "midpoint"]) {
        Some(Modifier::Mid)
    } else if part.take_any(&["end", "close"]) {
        Some(Modifier::End)
    } else {
        None
    };
    if named.is_some() && part.take("of") {
        return (named, part);
    }
    // "the second half of July", "the first half of the 1990s": quarters and years have their own.
    let mut half = start;
    if half.take("the") {
        let first = half.take("first");
        let last = !first && half.take_any(&["second", "latter", "last"]);
        let behind =
            if (first || last) && half.take_all(&["half", "of"]) { Some(half) } else { None };
        if let Some(behind) = behind
            && (dates::month_name(behind).is_some()
                || year_parts::decade_or_century(behind).is_some())
        {
            return (Some(if first { Modifier::Start } else { Modifier::End }), behind);
        }
    }
    let mut cursor = start;
    let the = the && cursor.take("the");
    cursor.take("very");
    let adverb = if cursor.take_any(&["early", "earlier"]) {
        Some(Modifier::Start)
    } else if cursor.take_any(&["late", "later"]) {
        Some(Modifier::End)
    } else if cursor.take("mid") {
        Some(Modifier::Mid)
    } else if !the && cursor.take_any(&["sometime", "around", "circa", "about"]) {
        Some(Modifier::Approx)
    } else {
        None
    };
    if adverb.is_none() {
        return (None, start);
    }
    cursor.take_hyphen();
    // "get around Wednesday's ruling", "be around in 1995"
    if adverb == Some(Modifier::Approx) && start.text() != "sometime" {
        let mut day = cursor;
        day.at += 1;
        let possessive = day.take_possessive();
        return if possessive { (None, start) } else { (adverb, cursor) };
    }
    if !the {
        cursor.take_any(&["in", "on"]);
        let mut article = cursor;
        // "earlier in the year" keeps its article for the rule that reads "the year".
        if article.take("the") && dates::year_alone(article, true).is_some() {
            cursor = article;
        }
    }
    (adverb, cursor)
}

/// What bounds an amount or a point: `nearly`, `more than`, `at least`.
fn hedge_before(start: Cursor<'_>) -> Found<'_, Modifier> {
    let mut cursor = start;
    let modifier = match hedge::take(&mut cursor)? {
        Hedge::About => Modifier::Approx,
        Hedge::Nearly | Hedge::Under => Modifier::LessThan,
        Hedge::Over => Modifier::MoreThan,
        Hedge::AtLeast => Modifier::EqualOrMore,
        Hedge::AtMost => Modifier::EqualOrLess,
    };
    Some((modifier, cursor))
}

/// An offset, a duration or a clock time with a hedge: `nearly two years`, `about a week ago`,
/// `around 7:15 p.m.`
fn hedged(start: Cursor<'_>) -> Found<'_, Expression> {
    let (modifier, cursor) = hedge_before(start)?;
    let offset = relative::offset(cursor).map(|(phrase, behind)| {
        // Before a point in the past, "more than" reaches further back: "more than a year ago".
        let modifier = match modifier {
            Modifier::MoreThan => Modifier::Before,
            Modifier::LessThan => Modifier::After,
            other => other,
        };
        (Expression { meaning: Meaning::Period(phrase), modifier: Some(modifier) }, behind)
    });
    let duration = || {
        // "over the past year", "under its two-year plan" and "over several years" are no amounts
        // with a hedge, but "over a week" is.
        let prepositional = matches!(start.text(), "over" | "around" | "about" | "under");
        if prepositional && lengths::DETERMINERS.contains(&cursor.text()) {
            return None;
        }
        let found = lengths::duration(cursor)?;
        let counted = !matches!(found.0.meaning, Meaning::Duration(Length { count: None, .. }));
        (counted || !prepositional).then_some(found)
    };
    let (mut expression, behind) = offset
        .or_else(duration)
        .or_else(|| clock::time_of_day(cursor).filter(|_| modifier == Modifier::Approx))?;
    expression.modifier = expression.modifier.or(Some(modifier));
    Some((expression, behind))
}
