//! Parts of years and stretches of many: `the fourth quarter of 2022`, `last fall`, `Christmas Day`,
//! `the late 1980s`, `the 20th century`, `fiscal 2023`.

use super::dates::{BEFORE_DATE, chosen, is_part_of_more, with_year, year_number};
use super::{Found, ranges, relative};
use crate::number;
use crate::pieces::Cursor;
use crate::times::expression::{Choice, Direction, Holiday, Length, Meaning, Named, Phrase};
use crate::times::period::Unit;
use crate::times::words::{self, CalendarWord};

/// `the fourth quarter of 2022`, `third-quarter`, `this year's third quarter`, `Q3 2021`, `the first
/// half of 2024`, `the 1989 third quarter`.
pub(super) fn quarter_or_half(start: Cursor<'_>) -> Found<'_, Phrase> {
    let mut cursor = start;
    cursor.take_any(&["the", "its", "their", "a"]);
    let mut outer = None;
    let mut ahead = cursor;
    if ahead.take_any(&["year"]) && ahead.take_hyphen() && ahead.take_any(&["ago", "earlier"]) {
        let year = Named::Offset(Length::of(1.0, Unit::Year), Direction::Ago);
        let choice = Choice::FromNarrative(-1);
        outer = Some(Phrase { named: year, choice, within: None });
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
        let period = start.pieces.text_before(same.at, 1) == "period";
        let choice = if period { Choice::FromNarrative(0) } else { Choice::ByTense };
        let quarter = Phrase::unit(Unit::Quarter, choice);
        return Some((quarter.within(year), same));
    }
    cursor.take("fiscal");
    cursor.take_hyphen();
    let (named, mut cursor) = ordinal_part(cursor).or_else(|| figure_part(cursor))?;
    let half = matches!(named, Named::Half(_));
    let figures = start.text() == "h" || start.at_digits();
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
    // "in H1", which a visa or an element may be where nothing stands before it
    let prepared = figures
        && matches!(start.pieces.text_before(start.at, 1), "in" | "for" | "during" | "of" | "by");
    (!half || hyphen || prepared).then_some((phrase, behind))
}

/// `the same period last year`, `the corresponding month of 2019`, `the quarter a year ago`: the
/// stretch that the text speaks of, in another year.
pub(super) fn same_in_year(start: Cursor<'_>) -> Found<'_, Phrase> {
    let mut cursor = start;
    if !cursor.take("the") {
        return None;
    }
    let same = cursor.take_any(&["same", "corresponding", "comparable", "like", "equivalent"]);
    let unit = match cursor.text() {
        "period" | "quarter" => Unit::Quarter,
        "month" if same => Unit::Month,
        _ => return None,
    };
    cursor.at += 1;
    if let Some((phrase, behind)) = relative::offset(cursor).filter(|_| cursor.goes_on())
        && matches!(phrase.named, Named::Offset(length, _) if length.unit == Unit::Year)
    {
        return Some((phrase, behind));
    }
    let of = cursor.take_any(&["of", "in"]);
    if !same {
        return None;
    }
    let phrase = Phrase::unit(unit, Choice::FromNarrative(0));
    let mut the = cursor;
    the.take("the");
    let (year, behind) = if let Some((choice, mut behind)) =
        relative::choice(cursor).or_else(|| relative::choice(the)).filter(|_| cursor.goes_on())
        && behind.take("year")
    {
        (Phrase::unit(Unit::Year, choice), behind)
    } else {
        let (year, behind) = year_number(cursor).filter(|_| of && cursor.at_digits())?;
        (Phrase::of(year), behind)
    };
    Some((phrase.within(year), behind))
}

/// `third quarter`, `first-half`, `second half`.
fn ordinal_part(start: Cursor<'_>) -> Found<'_, Named> {
    let mut cursor = start;
    let last = cursor.take("last");
    let final_part = !last && cursor.take("final");
    let which = if last || final_part {
        None
    } else {
        let ordinal = number::ordinal(start)?;
        cursor.at = ordinal.end;
        Some(ordinal.value as i8)
    };
    let _ = cursor.take_hyphen();
    // "the first fiscal quarter"
    cursor.take_any(&["fiscal", "financial"]);
    if cursor.take("half") {
        let half = which.unwrap_or(2);
        let mut year = cursor;
        return ((1..=2).contains(&half) && (which.is_some() || year.take("of")))
            .then_some((Named::Half(half), cursor));
    }
    if !cursor.take("quarter") {
        return None;
    }
    // "the last quarter of 2023" is its fourth; "the last quarter" the one just past.
    let mut of_year = cursor;
    let of_year = of_year.take("of") && year_number(of_year).is_some();
    let quarter = which.or(of_year.then_some(4)).filter(|quarter| (1..=4).contains(quarter))?;
    Some((Named::Quarter(quarter), cursor))
}

/// The `second` and the `third quarters` of `the second and third quarters of 2023`.
pub(super) fn quarter_in_row(start: Cursor<'_>) -> Found<'_, Phrase> {
    let mut cursor = start;
    cursor.take_any(&["the", "its", "their"]);
    let first = take_quarter_number(&mut cursor)?;
    let mut row = cursor;
    let joined = |row: &mut Cursor<'_>| row.take_any(&["and", "or", "to", "through", ","]);
    let last = row.take("quarters") && {
        let before = start.pieces.text_before(start.at, 1);
        matches!(before, "and" | "or" | "to" | "through")
    };
    if last {
        cursor = row;
    } else {
        for _ in 0..QUARTERS_IN_A_ROW {
            if joined(&mut row) {
                row.take("the");
                take_quarter_number(&mut row)?;
            }
        }
        if !row.take_any(&["quarter", "quarters"]) || row.at <= cursor.at + 1 {
            return None;
        }
    }
    let phrase = Phrase::of(Named::Quarter(first));
    let of_year = row.take("of") || row.take("in");
    let year = year_number(row).filter(|_| of_year && row.at_digits() && row.goes_on());
    Some(match year {
        Some((year, behind)) => {
            (phrase.within(Phrase::of(year)), if last { behind } else { cursor })
        }
        None => (phrase, cursor),
    })
}

/// How many quarters follow the first in a row.
const QUARTERS_IN_A_ROW: usize = 3;

fn take_quarter_number(cursor: &mut Cursor<'_>) -> Option<i8> {
    let number = number::ordinal(*cursor).filter(|number| (1.0..=4.0).contains(&number.value))?;
    let found = cursor.goes_on().then_some(number.value as i8);
    cursor.at = number.end;
    found
}

/// `the first six months of 2024`, `the last three months of last year`, `the first two quarters of
/// 2025`: a half or a quarter of the year.
pub(super) fn first_months_of_year(start: Cursor<'_>) -> Found<'_, Phrase> {
    let mut cursor = start;
    if !cursor.take("the") {
        return None;
    }
    let first = cursor.take("first");
    if !first && !cursor.take_any(&["last", "final"]) {
        return None;
    }
    let count = number::cardinal(cursor)?;
    cursor.at = count.end;
    let months = match cursor.text() {
        "months" => count.value,
        "quarters" => count.value * 3.0,
        _ => return None,
    };
    cursor.at += 1;
    let named = match (months as i32, first) {
        (3, true) => Named::Quarter(1),
        (3, false) => Named::Quarter(4),
        (6, true) => Named::Half(1),
        (6, false) => Named::Half(2),
        _ => return None,
    };
    if !cursor.take("of") {
        return None;
    }
    let phrase = Phrase::of(named);
    if let Some((choice, mut behind)) = relative::choice(cursor)
        && behind.take("year")
    {
        return Some((phrase.within(Phrase::unit(Unit::Year, choice)), behind));
    }
    if cursor.take_all(&["the", "year"]) {
        return Some((phrase.within(Phrase::unit(Unit::Year, Choice::FromNarrative(0))), cursor));
    }
    let (year, behind) = year_number(cursor).filter(|_| cursor.at_digits() && cursor.goes_on())?;
    Some((phrase.within(Phrase::of(year)), behind))
}

/// `Q3`, `3Q`, `H1`, `1H`.
fn figure_part(start: Cursor<'_>) -> Found<'_, Named> {
    let mut cursor = start;
    let letter = |cursor: &mut Cursor<'_>| {
        let half = cursor.text() == "h";
        cursor.take_any(&["q", "h"]).then_some(half)
    };
    let before = letter(&mut cursor);
    if before.is_some() && !cursor.glued() {
        return None;
    }
    let number = cursor.take_digits(1..2)?;
    let half = match before {
        Some(half) => half,
        None => cursor.glued().then(|| letter(&mut cursor))??,
    };
    let named = match (half, number) {
        (true, 1..=2) => Named::Half(number as i8),
        (false, 1..=4) => Named::Quarter(number as i8),
        _ => return None,
    };
    Some((named, cursor))
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
    let (phrase, behind) = match over_two_years(phrase.clone(), cursor) {
        Some(found) => found,
        None => with_year(phrase, cursor),
    };
    let has_year = behind.at > cursor.at;
    let before = start.pieces.text_before(start.at, 1);
    let prepared = the
        && matches!(before, "in" | "during" | "over" | "by" | "until" | "since" | "through")
        || !doubtful && (the || modified || BEFORE_DATE.contains(&before));
    // "the fall of 1989" may be that of a wall, but "in the fall of 1989" is the season.
    let sure = chosen || has_year && (!doubtful || prepared || !the || modified) || prepared;
    sure.then_some((phrase, behind))
}

/// `the winter of 2019-20`: a season by the year in which it begins.
fn over_two_years(phrase: Phrase, start: Cursor<'_>) -> Found<'_, Phrase> {
    let mut cursor = start;
    cursor.take("of");
    let year = i16::try_from(cursor.take_digits(4..5)?).ok()?;
    let joined = cursor.glued() && (cursor.take_dash() || cursor.take("/")) && cursor.glued();
    let end = cursor.take_digits(2..5).filter(|_| joined)?;
    let next = end == i32::from(year) + 1 || end == (i32::from(year) + 1) % 100;
    next.then(|| (phrase.within(Phrase::of(Named::Year(year))), cursor))
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

/// `the Sept. 11 attacks`: the day of history, not the last that had its date.
pub(super) fn day_of_history(start: Cursor<'_>) -> Found<'_, Phrase> {
    let mut cursor = start;
    if !start.at_digits() && !start.piece()?.capital() {
        return None;
    }
    let holiday = words::take_holiday(&mut cursor)?;
    let attack = matches!(
        cursor.text(),
        "attack" | "attacks" | "terror" | "terrorist" | "terrorists" | "hijackers" | "hijackings"
    );
    let history = attack && matches!(holiday, Holiday::Fixed(_));
    history.then(|| (Phrase::of(Named::Holiday(holiday)), cursor))
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
    // "FY24"
    if start.text() == "fy" && cursor.text().len() == 2 {
        let short =
            cursor.take_digits(2..3).filter(|_| !(cursor.glued() && is_part_of_more(cursor)))?;
        return Some((Phrase::of(Named::FiscalYear(2000 + i16::try_from(short).ok()?)), cursor));
    }
    // "FY2022/23" is named by the year in which it ends.
    if fiscal
        && let Some((Meaning::Range(_, Phrase { named: Named::Year(end), .. }), behind)) =
            ranges::year_range(cursor, true)
    {
        return Some((Phrase::of(Named::FiscalYear(end)), behind));
    }
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
