//! Amounts of time: `two weeks`, `three-day`, `half an hour`, `several weeks`, `the past two years`.

use super::{Found, Modifier};
use crate::number;
use crate::pieces::{Cursor, PieceKind};
use crate::times::expression::{Expression, Length, Meaning};
use crate::times::period::Unit;
use crate::times::words::{self, UnitWord};

/// Words before an amount that tell which stretch it is, or where it lies.
const STRETCH: [&str; 12] = [
    "past",
    "last",
    "next",
    "coming",
    "previous",
    "preceding",
    "following",
    "first",
    "final",
    "latest",
    "recent",
    "same",
];

/// Words that may begin a phrase with an amount in it.
pub(super) const DETERMINERS: [&str; 7] = ["the", "these", "those", "its", "his", "her", "their"];

/// Words between a number and its unit: `eight trading days`.
const BEFORE_UNIT: [&str; 18] = [
    "more",
    "additional",
    "further",
    "extra",
    "full",
    "whole",
    "entire",
    "consecutive",
    "straight",
    "successive",
    "long",
    "short",
    "trading",
    "business",
    "working",
    "calendar",
    "fiscal",
    "solid",
];

/// Words between an article and its unit: `an additional year`.
const WHOLE: [&str; 6] = ["additional", "further", "extra", "full", "whole", "entire"];

/// Words after which a bare plural is an amount of time: `for weeks`, `in years`.
const BEFORE_BARE_PLURAL: [&str; 19] = [
    "for",
    "in",
    "over",
    "after",
    "within",
    "of",
    "during",
    "through",
    "take",
    "takes",
    "took",
    "taken",
    "lasted",
    "last",
    "spent",
    "than",
    "follows",
    "followed",
    "following",
];

/// A duration: a length, in words that may tell where it lies.
pub(super) fn duration(start: Cursor<'_>) -> Found<'_, Expression> {
    let found = placed(start)
        .or_else(|| long(start))
        .or_else(|| length(start))
        .or_else(|| bare_plural(start))?;
    let (length, mut cursor) = found;
    if is_age(cursor) {
        return None;
    }
    let or_so = cursor.take_all(&["or", "so"]) || cursor.take_all(&["or", "more"]);
    let modifier = or_so.then_some(Modifier::Approx);
    Some((Expression { meaning: Meaning::Duration(length), modifier }, cursor))
}

/// `the past two years`, `the first nine months`, `the past year`, `the nine months`.
fn placed(start: Cursor<'_>) -> Found<'_, Length> {
    let mut cursor = start;
    let the = cursor.take_any(&DETERMINERS);
    let stretch = cursor.take_any(&STRETCH);
    if !the && !stretch {
        return None;
    }
    // "the year ended March 31" is a year's length, not the calendar's.
    let mut ended = cursor;
    ended.take("fiscal");
    if the
        && !stretch
        && ended.take("year")
        && matches!(ended.text(), "ended" | "ending" | "to" | "through")
    {
        return Some((Length::of(1.0, Unit::Year), ended));
    }
    if let Some((length, behind)) =
        length(cursor).filter(|_| !matches!(cursor.text(), "a" | "an" | "another"))
    {
        return Some((length, behind));
    }
    // "over the years", "in the weeks ahead", "in the months to come"
    if the && !stretch && start.text() == "the" {
        let unit =
            words::unit(cursor.text()).filter(|unit| unit.plural && unit.unit >= Unit::Day)?;
        let mut ahead = Cursor { at: cursor.at + 1, ..cursor };
        let some = Length::some(unit.unit);
        if ahead.take("ahead") || ahead.take_all(&["to", "come"]) {
            return Some((some, ahead));
        }
        let over = matches!(start.pieces.text_before(start.at, 1), "over" | "through")
            && unit.unit >= Unit::Year
            && !matches!(ahead.text(), "of" | "that" | "when" | "before" | "after" | "since");
        return over.then_some((some, ahead));
    }
    if let Some(found) = until_or_from_now(start) {
        return Some(found);
    }
    // "the past year", "the coming weeks"; "last year" is a date.
    let past = matches!(cursor.pieces.text_before(cursor.at, 1), "past" | "coming" | "recent");
    let unit = words::unit(cursor.text()).filter(|unit| past && unit.unit >= Unit::Day)?;
    cursor.at += 1;
    let count = if unit.plural { None } else { Some(f64::from(unit.factor)) };
    (unit.plural || the).then_some((Length { count, unit: unit.unit, more: None }, cursor))
}

/// `over the last week`, `for the last year`: the week until now, not the one of the calendar; `over
/// the next decade`: the ten years from now.
pub(super) fn until_or_from_now(start: Cursor<'_>) -> Found<'_, Length> {
    let mut cursor = start;
    let before = start.pieces.text_before(start.at, 1);
    let through = matches!(before, "for" | "over" | "in" | "during" | "within" | "throughout");
    if !(through && cursor.take("the")) {
        return None;
    }
    let next = cursor.take("next");
    if !(next || cursor.take("last")) {
        return None;
    }
    let unit = words::unit(cursor.text())
        .filter(|unit| !unit.plural && unit.unit > Unit::Day && unit.unit != Unit::Quarter)
        .filter(|unit| !next || unit.unit >= Unit::Decade)?;
    cursor.at += 1;
    let mut ahead = cursor;
    // "in the last week of the war", "in the last year before the vote"
    let of_more =
        matches!(cursor.text(), "of" | "in" | "before" | "that" | "for" | "'" | "\u{2019}");
    (!of_more && !ahead.take_hyphen() && unit.unit != Unit::Weekend)
        .then(|| (Length::of(f64::from(unit.factor), unit.unit), cursor))
}

/// An amount of a unit: `two weeks`, `two-week`, `half an hour`, `a year and a half`, `a few days`.
pub(super) fn length(start: Cursor<'_>) -> Found<'_, Length> {
    let (length, behind) = half(start).or_else(|| counted(start))?;
    Some(and_more(length, behind).unwrap_or((length, behind)))
}

/// `and 15 minutes` behind `two hours`: less of a smaller unit than makes one of the larger.
fn and_more(length: Length, start: Cursor<'_>) -> Found<'_, Length> {
    length.whole()?;
    let mut cursor = start;
    cursor.take(",");
    cursor.take("and");
    let number = number::cardinal(cursor)?;
    cursor.at = number.end;
    let unit = unit_here(cursor)?;
    cursor.at += 1;
    let below = match (length.unit, unit.unit) {
        (Unit::Year, Unit::Month) => 12.0,
        (Unit::Month, Unit::Day) => 31.0,
        (Unit::Week, Unit::Day) => 7.0,
        (Unit::Day, Unit::Hour) => 24.0,
        (Unit::Hour, Unit::Minute) | (Unit::Minute, Unit::Second) => 60.0,
        _ => return None,
    };
    let whole = number.value.fract() == 0.0 && (1.0..below).contains(&number.value);
    (whole && unit.factor == 1).then(|| (length.and(number.value as i32, unit.unit), cursor))
}

/// `half an hour`, `half a year`, `a half hour`, `half-day`.
fn half(start: Cursor<'_>) -> Found<'_, Length> {
    let mut cursor = start;
    cursor.take("a");
    if !cursor.take("half") {
        return None;
    }
    cursor.take_hyphen();
    cursor.take_any(&["an", "a"]);
    cursor.take_hyphen();
    let unit = words::unit(cursor.text())
        .filter(|unit| !unit.plural && !matches!(unit.unit, Unit::Quarter | Unit::Weekend))?;
    cursor.at += 1;
    Some((Length::of(0.5 * f64::from(unit.factor), unit.unit), cursor))
}

fn counted(start: Cursor<'_>) -> Found<'_, Length> {
    let (count, mut cursor) = count(start)?;
    let article = matches!(start.text(), "a" | "an") && cursor.at == start.at + 1;
    let hyphen = cursor.take_hyphen();
    // "a further year", "an entire week", but not "a long day"
    if article {
        cursor.take_any(&WHOLE);
    }
    while !article && cursor.take_any(&BEFORE_UNIT) {
        cursor.take_hyphen();
    }
    let unit = unit_here(cursor)?;
    // "a second attack", "a quarter of them" and "one second chance" count nothing.
    let doubtful = matches!(cursor.text(), "second" | "quarter" | "min" | "sec");
    // "three-quarters" is a fraction, and so are "three quarters of the farms".
    let fraction = cursor.text() == "quarters" && (hyphen || is_three_quarters(start, cursor));
    // "60 miles an hour" is a speed, "two died an hour later" none.
    let speed = article && unit.unit == Unit::Hour && is_rate(start);
    if speed && !is_dated(Cursor { at: cursor.at + 1, ..cursor }) {
        return None;
    }
    if doubtful && (article || !hyphen) || article && unit.plural || fraction {
        return None;
    }
    // "a day when nobody worked", "a year in which it rained" are no lengths.
    let mut clause = Cursor { at: cursor.at + 1, ..cursor };
    if article
        && (clause.take("when")
            || clause.take_all(&["in", "which"])
            || clause.take_all(&["on", "which"]))
    {
        return None;
    }
    // "three night" is no length, "three nights" and "three-night" are.
    let many = count.is_none_or(|count| count > 1.0);
    if many && !unit.plural && !hyphen && cursor.text() == "night" {
        return None;
    }
    cursor.at += 1;
    // "a year-earlier loss" is that of the year before.
    let mut compound = cursor;
    if article && compound.take_hyphen() && compound.take_any(&["earlier", "ago"]) {
        return None;
    }
    // "a year or two" is one, or some more.
    let mut or_two = cursor;
    if article
        && or_two.take_any(&["or", "to"])
        && or_two.take("two")
        && unit_here(or_two).is_none()
    {
        cursor = or_two;
    }
    let mut count = count.map(|count| count * f64::from(unit.factor));
    let mut half = cursor;
    if half.take_all(&["and", "a", "half"]) && !matches!(half.text(), "percent" | "million") {
        count = count.map(|count| count + 0.5);
        cursor = half;
    }
    Some((Length { count, unit: unit.unit, more: None }, cursor))
}

/// Whether `three quarters` are a fraction: in words, and with nothing that makes a stretch of them, as
/// in "for three quarters", "the last three quarters" and "three straight quarters".
fn is_three_quarters(start: Cursor<'_>, unit: Cursor<'_>) -> bool {
    if unit.pieces.text_before(unit.at, 1) != "three" {
        return false;
    }
    let before = start.pieces.text_before(start.at, 1);
    let of = unit.pieces.text(unit.at + 1) == "of";
    let stretch = STRETCH.contains(&before) || before == "after";
    !stretch && (of || !BEFORE_BARE_PLURAL.contains(&before))
}

/// No amount of time has more of a unit: such a number counts something else or nothing.
const MOST: f64 = 1e9;

/// The number of units, `None` where it is left open, and the place behind.
fn count(start: Cursor<'_>) -> Found<'_, Option<f64>> {
    let mut cursor = start;
    if let Some(number) = number::cardinal(start) {
        cursor.at = number.end;
        let value = number.value;
        if value > MOST {
            return None;
        }
        // "two to three weeks", "3-5 days", "two or three years": the first is the least.
        let mut other = cursor;
        let joined = other.take_any(&["to", "or"]) || other.take_dash();
        let second = number::cardinal(other).filter(|_| joined);
        if let Some(second) = second
            && second.value > value
        {
            cursor.at = second.end;
        }
        return Some((Some(value), cursor));
    }
    if cursor.take_all(&["a", "couple"]) || cursor.take("couple") {
        cursor.take("of");
        return Some((Some(2.0), cursor));
    }
    let vague = cursor.take_all(&["a", "few"])
        || cursor.take_all(&["a", "number", "of"])
        || cursor.take_all(&["dozens", "of"])
        || cursor.take_all(&["hundreds", "of"])
        || cursor.take_all(&["thousands", "of"])
        || cursor.take_any(&["several", "few", "many", "some", "numerous", "countless"]);
    if vague {
        // "some year" is no amount.
        let unit = words::unit(cursor.text());
        return unit.is_none_or(|unit| unit.plural).then_some((None, cursor));
    }
    let article = cursor.take_any(&["a", "an", "another"]);
    article.then_some((Some(1.0), cursor))
}

fn unit_here(cursor: Cursor<'_>) -> Option<UnitWord> {
    words::unit(cursor.text())
        .filter(|unit| cursor.goes_on() && !matches!(unit.unit, Unit::Weekend))
}

/// `for weeks`, `in years`, `decades-long`.
fn bare_plural(start: Cursor<'_>) -> Found<'_, Length> {
    let unit = words::unit(start.text()).filter(|unit| unit.plural)?;
    let mut cursor = start;
    cursor.at += 1;
    let long_after = take_long(&mut cursor);
    let before = start.pieces.text_before(start.at, 1);
    let short = matches!(unit.unit, Unit::Second | Unit::Minute | Unit::Hour);
    let prepared = if short {
        matches!(before, "for" | "within")
    } else {
        BEFORE_BARE_PLURAL.contains(&before) && start.text() != "quarters"
    };
    (prepared || long_after).then_some((Length::some(unit.unit), cursor))
}

/// The `-long` of `decades-long` and `day-long`; the cursor moves past it.
fn take_long(cursor: &mut Cursor<'_>) -> bool {
    let mut ahead = *cursor;
    let found = ahead.take_hyphen() && ahead.take("long");
    if found {
        *cursor = ahead;
    }
    found
}

/// `day-long`, `a week-long`, `weeklong`.
fn long(start: Cursor<'_>) -> Found<'_, Length> {
    let mut cursor = start;
    if let Some(unit) = words::length(cursor.text()) {
        cursor.at += 1;
        return Some((Length::of(1.0, unit), cursor));
    }
    cursor.take_any(&["a", "an"]);
    let unit = words::unit(cursor.text()).filter(|unit| !unit.plural)?;
    cursor.at += 1;
    let length = Length::of(f64::from(unit.factor), unit.unit);
    take_long(&mut cursor).then_some((length, cursor))
}

/// Whether an age stands here after its number: `-old`, `old`, `of age`.
fn is_age(start: Cursor<'_>) -> bool {
    let mut cursor = start;
    cursor.take_hyphen();
    cursor.take_any(&["old", "olds", "older"]) || cursor.take_all(&["of", "age"])
}

/// Whether words follow that count a length from a time: `a year ago`.
pub(super) fn is_dated(behind: Cursor<'_>) -> bool {
    matches!(behind.text(), "ago" | "earlier" | "later" | "before" | "after" | "from")
}

/// Whether a number, a sum or a counted noun stands before a rate: `$3bn a year`.
pub(super) fn is_rate(start: Cursor<'_>) -> bool {
    let before = start.pieces.text_before(start.at, 1);
    let link = [
        "for", "in", "about", "than", "within", "after", "over", "is", "was", "half", "nearly",
        "almost", "under", "and", "took", "take", "takes", "once", "of", "by", "at", "during",
        "least", "to", "with", "from", "spend", "spent", "be", "that", "up", "around", "before",
    ];
    if link.contains(&before) {
        return false;
    }
    (1..=4).any(|back| {
        start.at >= back
            && start.pieces.get(start.at - back).is_some_and(|piece| {
                piece.kind == PieceKind::Digits
                    || number::begins_number(start.pieces.cursor(start.at - back))
                        && !matches!(start.pieces.text(start.at - back), "m" | "k" | "second")
            })
    })
}
