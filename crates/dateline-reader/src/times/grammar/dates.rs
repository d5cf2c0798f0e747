//! Dates of the calendar: `11 September 2001`, `Oct. 7`, `Tuesday, April 18`, `2020-24`, `the fourth
//! quarter of 2022`, `the late 1980s`, `Christmas Day`, `490 BC`.

use super::{Found, relative};
use crate::number;
use crate::pieces::{Cursor, PieceKind};
use crate::times::expression::{Choice, Meaning, Named, Phrase};
use crate::times::period::Unit;
use crate::times::words::{self, CalendarWord};

/// Words after which a doubtful word is a month or season, and a plain number a year.
const BEFORE_DATE: [&str; 30] = [
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

/// Dates in figures and ranges of days, months or years, which are no single phrase.
pub(super) fn dated(start: Cursor<'_>) -> Found<'_, Meaning> {
    day_range(start)
        .or_else(|| month_range(start))
        .or_else(|| year_range(start))
        .or_else(|| figures(start).map(|(phrase, behind)| (Meaning::Period(phrase), behind)))
}

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
    if !cursor.piece()?.capital {
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
    if let Some((date, behind)) = month_and_day(dated) {
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
    cursor = after;
    Some((plain, cursor))
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
    let capital = after.piece().is_some_and(|next| next.capital && !next.after_blank_line)
        && after.text().len() > 1;
    let time =
        words::part_of_day(after.text()).is_some() || words::calendar(after.text()).is_some();
    let before = word.pieces.text_before(word.at, 1);
    let name_before = word.at > 0
        && word.pieces.get(word.at - 1).is_some_and(|piece| piece.capital && word.at > 1)
        && matches!(
            before,
            "good" | "black" | "bloody" | "ash" | "palm" | "holy" | "super" | "cyber"
        );
    capital && !time && matches!(before, "the" | "a" | "an" | "of" | "'s") || name_before
}

/// What chooses among the days or months of a name: `last`, `this coming`; by tense where nothing.
fn chosen(start: Cursor<'_>) -> (Choice, Cursor<'_>) {
    relative::choice(start).unwrap_or((Choice::ByTense, start))
}

/// A month with or without a day and a year, or a day and month: `November`, `Oct. 7`, `June 2021`,
/// `3 June 2021`, `last May`.
pub(super) fn calendar_date(start: Cursor<'_>, modified: bool) -> Found<'_, Phrase> {
    month_and_day(start).or_else(|| month_alone(start, modified))
}

/// A date with month and day: `Oct. 7`, `7 October`, `the 3rd of June 2021`, `March eighth`.
pub(super) fn month_and_day(start: Cursor<'_>) -> Found<'_, Phrase> {
    let (month, day, behind) = month_then_day(start).or_else(|| day_then_month(start))?;
    let phrase = Phrase::of(Named::MonthDay(month, day));
    Some(with_year(phrase, behind))
}

fn month_then_day(start: Cursor<'_>) -> Option<(i8, i8, Cursor<'_>)> {
    let (month, _, mut cursor) = month_name(start)?;
    cursor.take("the");
    let (day, behind) = day_of_month(cursor)?;
    Some((month, day, behind))
}

fn day_then_month(start: Cursor<'_>) -> Option<(i8, i8, Cursor<'_>)> {
    let mut cursor = start;
    cursor.take("the");
    let (day, mut cursor) = day_of_month(cursor)?;
    cursor.take("of");
    let _ = cursor.take_hyphen();
    let (month, _, behind) = month_name(cursor)?;
    Some((month, day, behind))
}

/// The month named here, whether its name has other meanings, and the place behind.
fn month_name(start: Cursor<'_>) -> Option<(i8, bool, Cursor<'_>)> {
    let (CalendarWord::Month(month), doubtful) = words::calendar(start.text())? else {
        return None;
    };
    let piece = start.piece()?;
    if piece.after_blank_line || doubtful && !piece.capital {
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

/// A day of a month in figures or words; not the beginning of an amount (`in June 10 million`).
fn day_of_month(start: Cursor<'_>) -> Option<(i8, Cursor<'_>)> {
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

fn valid_day(day: f64) -> Option<i8> {
    (1.0..=31.0).contains(&day).then_some(day as i8)
}

/// A phrase with the year that may follow it: `, 2021`, `last year`, `of the following year`.
fn with_year(phrase: Phrase, start: Cursor<'_>) -> (Phrase, Cursor<'_>) {
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

/// A month without a day: `November`, `November 2023`, `last May`, `September of this year`.
fn month_alone(start: Cursor<'_>, modified: bool) -> Found<'_, Phrase> {
    let (choice, cursor) = chosen(start);
    let (month, doubtful, behind) = month_name(cursor)?;
    let named = cursor.piece()?.capital;
    let phrase = Phrase { named: Named::Month(month), choice, within: None };
    let (phrase, dated) = with_year(phrase, behind);
    let has_year = dated.at > behind.at;
    let prepared = modified
        || cursor.at > start.at
        || BEFORE_DATE.contains(&start.pieces.text_before(start.at, 1));
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

/// Whether `and` or `or` stands before, with no word of the calendar before that.
fn follows_other(start: Cursor<'_>) -> bool {
    matches!(start.pieces.text_before(start.at, 1), "and" | "or" | "to" | "by" | "of" | "for")
        && words::calendar(start.pieces.text_before(start.at, 2)).is_none()
        && matches!(start.pieces.text_before(start.at, 1), "and" | "or")
}

/// A year in figures or words, with its era: `2021`, `490 BC`, `AD 79`, `nineteen ninety-six`,
/// `'98`; the place behind.
fn year_number(start: Cursor<'_>) -> Found<'_, Named> {
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
fn is_part_of_more(after: Cursor<'_>) -> bool {
    let mut cursor = after;
    if cursor.take_hyphen() {
        return cursor.at_digits() && cursor.text().len() < 4;
    }
    cursor.piece().is_some_and(|piece| piece.kind == PieceKind::Letters)
        || matches!(cursor.text(), "%" | ":" | "°")
        || cursor.text() == "/" && cursor.pieces.get(cursor.at + 1).is_some_and(|piece| piece.glued)
}

/// `nineteen ninety-six`, `two thousand`: years as they are spoken.
fn year_in_words(start: Cursor<'_>) -> Found<'_, Named> {
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
    if matches!(
        before,
        "no" | "number"
            | "than"
            | "some"
            | "nearly"
            | "almost"
            | "about"
            | "over"
            | "least"
            | "highway"
            | "route"
            | "flight"
            | "room"
            | "page"
            | "article"
            | "resolution"
            | "nikkei"
            | "at"
            | "index"
            | "iso"
            | "boeing"
            | "airbus"
    ) {
        return false;
    }
    if words::unit(behind.text()).is_some_and(|unit| unit.plural)
        || matches!(
            behind.text(),
            "people"
                | "percent"
                | "%"
                | "million"
                | "billion"
                | "points"
                | "dollars"
                | "miles"
                | "feet"
                | "meters"
                | "metres"
                | "kilometers"
                | "kilometres"
                | "tons"
                | "tonnes"
                | "pounds"
                | "euros"
                | "men"
                | "women"
                | "others"
                | "or"
        )
    {
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

/// `3-5 June 2021`, `June 3-5, 2021`, `between 3 and 5 June`, `June 30-July 2`.
fn day_range(start: Cursor<'_>) -> Found<'_, Meaning> {
    days_then_month(start).or_else(|| month_then_days(start))
}

fn days_then_month(start: Cursor<'_>) -> Found<'_, Meaning> {
    let mut cursor = start;
    cursor.take("the");
    let (first, mut cursor) = day_of_month(cursor)?;
    if !(cursor.take_dash() || cursor.take("to")) {
        return None;
    }
    let (month, last, behind) = day_then_month(cursor)?;
    let (end, behind) = with_year(Phrase::of(Named::MonthDay(month, last)), behind);
    Some((Meaning::Range(Phrase::of(Named::DayOfMonth(first)), end), behind))
}

fn month_then_days(start: Cursor<'_>) -> Found<'_, Meaning> {
    let (month, _, cursor) = month_name(start)?;
    let (first, mut cursor) = day_of_month(cursor)?;
    if !cursor.take_dash() {
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

/// `2020-24`, `2020–2024`, `2019/20`.
fn year_range(start: Cursor<'_>) -> Found<'_, Meaning> {
    let mut cursor = start;
    let first = cursor.take_digits(4..5).filter(|year| (1000..=2999).contains(year))?;
    let dash = cursor.take_dash() || cursor.glued() && cursor.take("/");
    if !dash || start.glued() && start.pieces.text_before(start.at, 1) != "(" {
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
fn figures(start: Cursor<'_>) -> Found<'_, Phrase> {
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
    let day_first = valid_month(other).zip(valid_day(f64::from(one)));
    let month_first = valid_month(one).zip(valid_day(f64::from(other)));
    let year_phrase = Phrase::of(if short { Named::ShortYear(year) } else { Named::Year(year) });
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

/// `the fourth quarter of 2022`, `third-quarter`, `this year's third quarter`, `Q3 2021`, `the first
/// half of 2024`, `the 1989 third quarter`.
pub(super) fn quarter_or_half(start: Cursor<'_>) -> Found<'_, Phrase> {
    let mut cursor = start;
    cursor.take_any(&["the", "its", "their", "a"]);
    let mut outer = None;
    let mut ahead = cursor;
    if ahead.take_any(&["year"]) && ahead.take_hyphen() && ahead.take_any(&["ago", "earlier"]) {
        outer = Some(Phrase::unit(Unit::Year, Choice::FromPublication(-1)));
        cursor = ahead;
    } else if let Some((choice, mut behind)) = relative::choice(cursor)
        && behind.take("year")
    {
        behind.take_possessive();
        outer = Some(Phrase::unit(Unit::Year, choice));
        cursor = behind;
    } else if let Some((year, mut behind)) = year_number(cursor).filter(|_| cursor.at_digits()) {
        behind.take_possessive();
        outer = Some(Phrase::of(year));
        cursor = behind;
    }
    let mut same = cursor;
    if let Some(year) = outer.clone()
        && cursor.at > start.at + 1
        && same.take_any(&["quarter", "period"])
    {
        let quarter = Phrase::unit(Unit::Quarter, Choice::FromNarrative(0));
        return Some((quarter.within(year), same));
    }
    cursor.take("fiscal");
    cursor.take_hyphen();
    let (named, mut cursor) = ordinal_part(cursor).or_else(|| figure_quarter(cursor))?;
    let half = matches!(named, Named::Half(_));
    let phrase = Phrase::of(named);
    if let Some(outer) = outer {
        return Some((phrase.within(outer), cursor));
    }
    let behind = cursor;
    let of = cursor.take("of") || cursor.take("in") || cursor.take(",");
    cursor.take("fiscal");
    if let Some((year, after)) =
        year_number(cursor).filter(|_| cursor.at_digits() && cursor.goes_on())
    {
        return Some((phrase.within(Phrase::of(year)), after));
    }
    if let Some((choice, mut after)) = relative::choice(cursor)
        && after.take("year")
    {
        return Some((phrase.within(Phrase::unit(Unit::Year, choice)), after));
    }
    let mut the_year = cursor;
    if of && the_year.take_all(&["the", "year"]) {
        return Some((phrase.within(Phrase::unit(Unit::Year, Choice::FromNarrative(0))), the_year));
    }
    // "the first half" may be of a match: it needs a year, or a hyphen as in "first-half profit".
    let hyphen = start.pieces.text(behind.at - 2) == "-";
    (!half || hyphen).then_some((phrase, behind))
}

/// `third quarter`, `first-half`, `second half`.
fn ordinal_part(start: Cursor<'_>) -> Found<'_, Named> {
    let mut cursor = start;
    let last = cursor.take("last");
    let which = if last {
        None
    } else {
        let ordinal = number::ordinal(start)?;
        cursor.at = ordinal.end;
        Some(ordinal.value as i8)
    };
    let _ = cursor.take_hyphen();
    if cursor.take("half") {
        let half = which.unwrap_or(2);
        let mut year = cursor;
        return ((1..=2).contains(&half) && (!last || year.take("of")))
            .then_some((Named::Half(half), cursor));
    }
    let quarter = which.filter(|quarter| (1..=4).contains(quarter))?;
    cursor.take("quarter").then_some((Named::Quarter(quarter), cursor))
}

/// `Q3`, `3Q`.
fn figure_quarter(start: Cursor<'_>) -> Found<'_, Named> {
    let mut cursor = start;
    let before = cursor.take("q");
    let quarter = cursor.take_digits(1..2).filter(|quarter| (1..=4).contains(quarter))? as i8;
    let whole = before || cursor.glued() && cursor.take("q");
    whole.then_some((Named::Quarter(quarter), cursor))
}

/// `spring 2021`, `last fall`, `this summer`, `the winter of 1994`, `the summer`.
pub(super) fn season(start: Cursor<'_>, modified: bool) -> Found<'_, Phrase> {
    let (choice, mut cursor) = chosen(start);
    let chosen = cursor.at > start.at;
    let the = !chosen && cursor.take("the");
    let (CalendarWord::Season(season), doubtful) = words::calendar(cursor.text())? else {
        return None;
    };
    cursor.at += 1;
    let phrase = Phrase { named: Named::Season(season), choice, within: None };
    let (phrase, behind) = with_year(phrase, cursor);
    let has_year = behind.at > cursor.at;
    let before = start.pieces.text_before(start.at, 1);
    let prepared = the
        && matches!(before, "in" | "during" | "over" | "by" | "until" | "since" | "through")
        || !doubtful && (the || modified || BEFORE_DATE.contains(&before));
    // "the fall of 1989" may be that of a wall, but "in the fall of 1989" is the season.
    let sure = chosen || has_year && (!doubtful || prepared || !the || modified) || prepared;
    sure.then_some((phrase, behind))
}

/// `Christmas Day`, `New Year's Eve 2020`, `last Thanksgiving`, `9/11`.
pub(super) fn holiday(start: Cursor<'_>) -> Found<'_, Phrase> {
    let (choice, mut cursor) = chosen(start);
    let before = start.pieces.text_before(start.at, 1);
    if start.glued() && matches!(before, "/" | "." | "-") {
        return None;
    }
    let holiday = words::take_holiday(&mut cursor)?;
    if cursor.glued() && matches!(cursor.text(), "/" | ":") {
        return None;
    }
    let phrase = Phrase { named: Named::Holiday(holiday), choice, within: None };
    Some(with_year(phrase, cursor))
}

/// `the 1990s`, `the '80s`, `the nineties`, `the 20th century`, `19th-century`.
pub(super) fn decade_or_century(start: Cursor<'_>) -> Found<'_, Phrase> {
    let mut cursor = start;
    let the = cursor.take("the");
    let mut part = cursor;
    if the && (part.take_any(&["early", "late", "mid"])) {
        part.take_hyphen();
        cursor = part;
    }
    if let Some((CalendarWord::ShortDecade(tens), _)) = words::calendar(cursor.text()) {
        cursor.at += 1;
        return the.then_some((Phrase::of(Named::ShortDecade(tens)), cursor));
    }
    let apostrophe = cursor.take_any(&["'", "\u{2019}", "\u{2018}"]);
    let mut digits = cursor;
    if let Some(year) = digits.take_digits(2..5) {
        let _ = digits.glued() && digits.take_any(&["'", "\u{2019}"]);
        let whole = digits.glued() && digits.take("s") && year % 10 == 0;
        let long = cursor.text().len() == 4 && (1000..=2990).contains(&year);
        let short = cursor.text().len() == 2 && (the || apostrophe);
        if whole && long {
            let named = Named::Decade(i16::try_from(year / 10).ok()?);
            return Some((Phrase::of(named), digits));
        }
        if whole && short {
            let named = Named::ShortDecade(i16::try_from(year / 10).ok()?);
            return Some((Phrase::of(named), digits));
        }
    }
    let ordinal = number::ordinal(cursor)?;
    cursor.at = ordinal.end;
    let _ = cursor.take_hyphen();
    if !cursor.take("century") || !(1.0..=30.0).contains(&ordinal.value) {
        return None;
    }
    let century = ordinal.value as i16;
    let mut era = cursor;
    if era.take_any(&["bc", "bce"]) {
        return Some((Phrase::of(Named::Century(-century)), era));
    }
    Some((Phrase::of(Named::Century(century - 1)), cursor))
}

/// `fiscal 2023`, `fiscal year 2023`, `FY2023`, `the 2023 fiscal year`.
pub(super) fn fiscal_year(start: Cursor<'_>) -> Found<'_, Phrase> {
    let mut cursor = start;
    let the = cursor.take("the");
    let fiscal = cursor.take("fy") || {
        let fiscal = cursor.take_any(&["fiscal", "financial"]);
        fiscal && (cursor.take("year") || start.text() == "fiscal")
    };
    let (named, mut cursor) = year_number(cursor)?;
    let year = match named {
        Named::Year(year) => Named::FiscalYear(year),
        other => other,
    };
    if fiscal {
        return Some((Phrase::of(year), cursor));
    }
    let after = the && cursor.take_any(&["fiscal", "financial"]) && cursor.take("year");
    after.then_some((Phrase::of(year), cursor))
}
