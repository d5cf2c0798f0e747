//! Dates of the calendar: `11 September 2001`, `Oct. 7`, `Tuesday, April 18`, `2020-24`, `the fourth
//! quarter of 2022`, `the late 1980s`, `Christmas Day`, `490 BC`.

use super::{Found, impossible, month_days, relative};
use crate::number;
use crate::pieces::{Cursor, Piece, PieceKind};
use crate::times::expression::{Choice, Named, Phrase};
use crate::times::period::Unit;
use crate::times::words::{self, CalendarWord};

/// Words after which a doubtful word is a month or season, and a plain number a year.
pub(super) const BEFORE_DATE: [&str; 30] = [
    "in",
    "since",
    "until",
    "till",
    "by",
    "from",
    "to",
    "of",
    "for",
    "last",
    "next",
    "this",
    "early",
    "late",
    "mid",
    "through",
    "between",
    "during",
    "before",
    "after",
    "every",
    "each",
    "following",
    "around",
    "circa",
    "on",
    "beyond",
    "previous",
    "and",
    "or",
];

/// A weekday, alone or with its date: `Tuesday`, `last Friday`, `Tuesday, April 18, 2000`, `a week
/// on Friday`.
pub(super) fn weekday(start: Cursor<'_>) -> Found<'_, Phrase> {
    if let Some(found) = week_on(start) {
        return Some(found);
    }
    let (choice, mut cursor) = chosen(start);
    let (CalendarWord::Weekday(weekday), doubtful) = words::calendar(cursor.text())? else {
        return None;
    };
    if !cursor.piece()?.capital() {
        return None;
    }
    let abbreviated = cursor.text().len() < 6;
    let mut after = cursor;
    after.at += 1;
    if abbreviated && after.glued() {
        after.take(".");
    }
    let plain = Phrase { named: Named::Weekday(weekday), choice, within: None };
    let mut dated = after;
    dated.take(",");
    dated.take("the");
    if let Some((date, behind)) = month_days::month_and_day(dated) {
        return Some((plain.within(date), behind));
    }
    // A name: "Sunday Times", "Friday Mosque", "Good Friday Agreement".
    if doubtful || start.at == cursor.at && is_in_name(cursor, after) {
        return None;
    }
    let mut next = after;
    if next.take("week") && next.text() != "of" {
        // "Friday week" is a week after Friday.
        return Some((Phrase { choice: Choice::FromPublication(2), ..plain }, next));
    }
    if choice == Choice::ByTense
        && let Some((week, behind)) = in_week(after)
    {
        return Some((plain.within(week), behind));
    }
    cursor = after;
    Some((plain, cursor))
}

/// The week behind a weekday: `Tuesday of last week`, `Tuesday next week`.
fn in_week(start: Cursor<'_>) -> Found<'_, Phrase> {
    let mut cursor = start;
    cursor.take_any(&["of", "in"]);
    let (choice, mut behind) = relative::choice(cursor).filter(|_| cursor.goes_on())?;
    behind.take("week").then(|| (Phrase::unit(Unit::Week, choice), behind))
}

/// `a week on Friday`, `a week from Tuesday`: the one after the next.
fn week_on(start: Cursor<'_>) -> Found<'_, Phrase> {
    let mut cursor = start;
    if !(cursor.take_all(&["a", "week"]) && cursor.take_any(&["on", "from"])) {
        return None;
    }
    let (CalendarWord::Weekday(weekday), _) = words::calendar(cursor.text())? else { return None };
    cursor.at += 1;
    let named = Named::Weekday(weekday);
    Some((Phrase { named, choice: Choice::FromPublication(2), within: None }, cursor))
}

/// Whether a weekday is part of a name: a capitalised word follows that is no word of time, and
/// what stands before is an article or no word of a date.
fn is_in_name(word: Cursor<'_>, after: Cursor<'_>) -> bool {
    let capital = after.piece().is_some_and(|next| next.capital() && !next.after_blank_line)
        && after.text().len() > 1;
    let time =
        words::part_of_day(after.text()).is_some() || words::calendar(after.text()).is_some();
    let before = word.pieces.text_before(word.at, 1);
    let name_before = word.at > 0
        && word.pieces.get(word.at - 1).is_some_and(Piece::capital)
        && matches!(
            before,
            "good" | "black" | "bloody" | "ash" | "palm" | "holy" | "super" | "cyber"
        );
    capital && !time && matches!(before, "the" | "a" | "an" | "of" | "'s") || name_before
}

/// What chooses among the days or months of a name: `last`, `this coming`; by tense where nothing.
pub(super) fn chosen(start: Cursor<'_>) -> (Choice, Cursor<'_>) {
    relative::choice(start).unwrap_or((Choice::ByTense, start))
}

/// A month with or without a day and a year, or a day and month: `November`, `Oct. 7`, `June 2021`,
/// `3 June 2021`, `last May`.
pub(super) fn calendar_date(start: Cursor<'_>, modified: bool) -> Found<'_, Phrase> {
    month_days::month_and_day(start)
        .or_else(|| month_days::day_after_day(start))
        .or_else(|| month_alone(start, modified))
}

/// The month named here, whether its name has other meanings, and the place behind.
pub(super) fn month_name(start: Cursor<'_>) -> Option<(i8, bool, Cursor<'_>)> {
    let (CalendarWord::Month(month), doubtful) = words::calendar(start.text())? else {
        return None;
    };
    let piece = start.piece()?;
    if !start.goes_on() || doubtful && !piece.capital() {
        return None;
    }
    let mut cursor = start;
    cursor.at += 1;
    let abbreviated = start.text().len() <= 4 && !matches!(start.text(), "may" | "june" | "july");
    if abbreviated && cursor.glued() {
        cursor.take(".");
    }
    Some((month, doubtful, cursor))
}

/// A phrase with the year that may follow it: `, 2021`, `last year`, `of the following year`.
pub(super) fn with_year(phrase: Phrase, start: Cursor<'_>) -> (Phrase, Cursor<'_>) {
    let mut cursor = start;
    let comma = cursor.take(",");
    cursor.take("of");
    if let Some((year, behind)) = year_number(cursor).filter(|_| cursor.goes_on()) {
        return (phrase.within(Phrase::of(year)), behind);
    }
    if !comma
        && let Some((choice, mut behind)) = relative::choice(cursor)
        && behind.take("year")
    {
        return (phrase.within(Phrase::unit(Unit::Year, choice)), behind);
    }
    (phrase, start)
}

/// The year that stands behind the second of two months or days and is of both: `from January to
/// March 2020`, `between May 3 and June 5, 2021`; of the year before where the months turn back.
pub(super) fn shared_year(phrase: Phrase, month: i8, start: Cursor<'_>) -> Phrase {
    let mut cursor = start;
    let joined =
        cursor.take_dash() || cursor.take_any(&["to", "and", "until", "till", "through", "or"]);
    if !joined || !cursor.goes_on() {
        return phrase;
    }
    let second = month_days::month_then_day(cursor)
        .map(|(month, _, behind)| (month, behind))
        .or_else(|| month_days::day_then_month(cursor).map(|(month, _, behind)| (month, behind)))
        .or_else(|| month_name(cursor).map(|(month, _, behind)| (month, behind)));
    let Some((second, behind)) = second else { return phrase };
    let (dated, _) = with_year(Phrase::of(Named::Month(second)), behind);
    match dated.within.map(|year| year.named) {
        Some(Named::Year(year)) => {
            phrase.within(Phrase::of(Named::Year(if month > second { year - 1 } else { year })))
        }
        _ => phrase,
    }
}

/// A month without a day: `November`, `November 2023`, `last May`, `September of this year`.
fn month_alone(start: Cursor<'_>, modified: bool) -> Found<'_, Phrase> {
    let (choice, cursor) = chosen(start);
    let (month, doubtful, behind) = month_name(cursor)?;
    if month_days::is_impossible_date(month, start, behind)
        || impossible::month_before_day(cursor).is_some()
    {
        return None;
    }
    let named = cursor.piece()?.capital();
    let phrase = Phrase { named: Named::Month(month), choice, within: None };
    let (mut phrase, dated) = with_year(phrase, behind);
    let has_year = dated.at > behind.at;
    if !has_year {
        phrase = shared_year(phrase, month, behind);
    }
    let prepared = modified
        || cursor.at > start.at
        || BEFORE_DATE.contains(&start.pieces.text_before(start.at, 1))
        || is_before_noun(start, behind);
    if !(named || prepared) || doubtful && !(has_year || prepared) {
        return None;
    }
    // A person: "by May's government", "of March's sister"; "and May said".
    let mut possessive = behind;
    if doubtful && !has_year && (possessive.take_possessive() || follows_other(start)) {
        return None;
    }
    Some((phrase, dated))
}

/// `the March summit`: an article before, and a noun in small letters behind, which "the March on
/// Rome" and "the May government" of a person have not.
fn is_before_noun(start: Cursor<'_>, behind: Cursor<'_>) -> bool {
    start.pieces.text_before(start.at, 1) == "the"
        && start.text() == "march"
        && behind.goes_on()
        && behind.piece().is_some_and(|piece| piece.kind == PieceKind::Letters && !piece.capital())
        && !matches!(behind.text(), "on" | "for" | "of" | "to" | "in" | "was" | "and")
}

/// Whether `and` or `or` stands before, with no word of the calendar before that.
fn follows_other(start: Cursor<'_>) -> bool {
    matches!(start.pieces.text_before(start.at, 1), "and" | "or")
        && words::calendar(start.pieces.text_before(start.at, 2)).is_none()
}

/// A year in figures or words, with its era: `2021`, `490 BC`, `AD 79`, `nineteen ninety-six`,
/// `'98`; the place behind.
pub(super) fn year_number(start: Cursor<'_>) -> Found<'_, Named> {
    let mut cursor = start;
    if cursor.take("ad") {
        let year = cursor.take_digits(1..5)?;
        return Some((Named::Year(i16::try_from(year).ok()?), cursor));
    }
    if cursor.take_any(&["'", "\u{2019}", "\u{2018}"]) {
        let year = cursor.take_digits(2..3).filter(|_| !cursor.glued())?;
        return Some((Named::ShortYear(i16::try_from(year).ok()?), cursor));
    }
    if let Some(year) = cursor.take_digits(1..5) {
        let mut era = cursor;
        if era.take_any(&["bc", "bce"]) || era.take_all(&["b", ".", "c", "."]) {
            // There is no year 0: 1 BC is the year 0 of the calendar.
            return Some((Named::Year(1 - i16::try_from(year).ok()?), era));
        }
        if era.take_any(&["ad", "ce"]) || era.take_all(&["a", ".", "d", "."]) {
            return Some((Named::Year(i16::try_from(year).ok()?), era));
        }
        let whole = !(cursor.glued() && is_part_of_more(cursor));
        let plausible = (1000..=2999).contains(&year) && start.text().len() == 4;
        return (whole && plausible)
            .then_some(())
            .and_then(|()| Some((Named::Year(i16::try_from(year).ok()?), cursor)));
    }
    year_in_words(start)
}

/// Whether digits are the beginning of something longer: `2024m`, `1999%`, `1500-strong`.
pub(super) fn is_part_of_more(after: Cursor<'_>) -> bool {
    let mut cursor = after;
    if cursor.take_hyphen() {
        return cursor.at_digits() && cursor.text().len() < 4;
    }
    cursor.piece().is_some_and(|piece| piece.kind == PieceKind::Letters)
        || matches!(cursor.text(), "%" | "°")
        // "2021:" ends a line of a chronology, "2021:4" is none.
        || matches!(cursor.text(), "/" | ":") && cursor.pieces.get(cursor.at + 1).is_some_and(|piece| piece.glued)
}

/// `nineteen ninety-six`, `two thousand`: years as they are spoken.
fn year_in_words(start: Cursor<'_>) -> Found<'_, Named> {
    // "two hundred and two thousand": the end of a number is no year.
    let number_before = |back: usize| {
        start.at.checked_sub(back).is_some_and(|at| number::begins_number(start.pieces.cursor(at)))
    };
    if number_before(1) || start.pieces.text_before(start.at, 1) == "and" && number_before(2) {
        return None;
    }
    let century = number::cardinal(start).filter(|number| !number.digits)?;
    let mut cursor = Cursor { at: century.end, ..start };
    if (1990.0..=2100.0).contains(&century.value) {
        return Some((Named::Year(century.value as i16), cursor));
    }
    if !(13.0..=20.0).contains(&century.value) || !cursor.goes_on() {
        return None;
    }
    cursor.take_hyphen();
    let rest = number::cardinal(cursor)
        .filter(|rest| !rest.digits && (10.0..=99.0).contains(&rest.value))?;
    let year = century.value * 100.0 + rest.value;
    Some((Named::Year(year as i16), Cursor { at: rest.end, ..start }))
}

/// A year without a month. A plain number is one only where the words around it leave no doubt.
pub(super) fn year_alone(start: Cursor<'_>, modified: bool) -> Found<'_, Phrase> {
    let mut cursor = start;
    let named = cursor.take_all(&["the", "year"]) || cursor.take("year");
    let digits = cursor.at_digits();
    let (year, behind) = year_number(cursor)?;
    let sure = named || modified || behind.at > cursor.at + 1 || !digits;
    if !sure && !reads_as_year(start, behind) {
        return None;
    }
    // "'98" needs a word of time before it: "in '98".
    if matches!(year, Named::ShortYear(_))
        && !named
        && !modified
        && !BEFORE_DATE.contains(&start.pieces.text_before(start.at, 1))
    {
        return None;
    }
    let spoken = !digits && !matches!(cursor.text(), "'" | "\u{2019}" | "\u{2018}" | "ad");
    if spoken
        && !named
        && !modified
        && !BEFORE_DATE.contains(&start.pieces.text_before(start.at, 1))
        && behind.at <= cursor.at + 2
    {
        return None;
    }
    Some((Phrase::of(year), behind))
}

/// `1500 or more`, `1500 or so`
fn is_or_more(behind: Cursor<'_>) -> bool {
    let mut cursor = behind;
    cursor.take("or") && cursor.take_any(&["more", "so", "fewer", "less"])
}

/// Whether four figures read as a year: after a preposition, an article or a bracket, or standing
/// by themselves; not as an amount of money or of things.
fn reads_as_year(start: Cursor<'_>, behind: Cursor<'_>) -> bool {
    let before = start.pieces.text_before(start.at, 1);
    let glued = start.glued();
    if matches!(before, "$" | "£" | "€" | "¥" | "#" | "." | "/" | ":") && (glued || before != ".")
        || glued
            && !matches!(
                before,
                "(" | "[" | "\"" | "\u{201c}" | "-" | "\u{2013}" | "'" | "\u{2018}"
            )
    {
        return false;
    }
    let bound = before == "than"
        && matches!(start.pieces.text_before(start.at, 2), "earlier" | "later" | "sooner");
    let amount = !bound && words::is_before_amount(before)
        || words::unit(behind.text()).is_some_and(|unit| unit.plural)
        || words::is_counted(behind.text())
        || is_or_more(behind);
    if amount {
        return false;
    }
    let Some(year) = start.text().parse::<i32>().ok() else { return false };
    let near = (1800..=2100).contains(&year);
    let prepared =
        BEFORE_DATE.contains(&before) || matches!(before, "the" | "(" | "fiscal" | "its");
    if near {
        prepared || year >= 1900
    } else {
        matches!(before, "in" | "since" | "of" | "by" | "from" | "until" | "before" | "after" | "(")
    }
}
