//! `record.quantities`: numbers with what they count, amounts of money, measures, ages.
//!
//! Left out is whatever is part of a time, and numbers that name rather than count.

mod amount;
mod counted;
mod label;
#[cfg(test)]
mod tests;
mod unit;

use dateline_language::{Relation, Upos};
use dateline_record::{Quantity, QuantityId};

use crate::article::{Anchored, Article};
use crate::pieces::{Cursor, PieceKind, Pieces};
use crate::times::Times;
use amount::Amount;
use unit::Unit;

/// Numbers with what they count, in the order of the text; none that is part of a time.
pub(crate) fn read(article: &Article<'_>, times: &Times) -> Vec<Anchored<Quantity>> {
    let pieces = Pieces::new(article);
    let mut list: Vec<Anchored<Quantity>> = Vec::new();
    let mut times = times.list.iter().map(|time| time.words.clone()).peekable();
    let mut at = 0;
    while at < pieces.len() {
        let word = pieces.words(at..at + 1);
        while times.next_if(|time| time.end <= word.start).is_some() {}
        if times.peek().is_some_and(|time| time.start < word.end) {
            at += 1;
            continue;
        }
        let limit = times.peek().map(|time| time.start);
        match measured(article, pieces.cursor(at)) {
            Some((found, end)) => {
                let words = pieces.words(at..end);
                at = end;
                let in_time = limit.is_some_and(|time| time < words.end);
                let doubled = list.last().is_some_and(|last| last.words.end > words.start);
                if !in_time && !doubled {
                    list.push(quantity(article, &found, words, list.len()));
                }
            }
            None => at += 1,
        }
    }
    list
}

/// An amount with its unit.
struct Measured {
    amount: Amount,
    unit: Option<Unit>,
    age: bool,
    /// The words of the number itself, without unit.
    number: std::ops::Range<usize>,
}

/// The quantity that begins at a place, hedge and currency included, and the piece behind it.
fn measured(article: &Article<'_>, start: Cursor<'_>) -> Option<(Measured, usize)> {
    let mut cursor = start;
    let hedge = amount::take_hedge(&mut cursor);
    let negative = cursor.text() == "-" && !cursor.glued() && {
        let mut digits = cursor;
        digits.at += 1;
        let found = digits.glued() && (digits.at_digits() || digits.text() == "$");
        if found {
            cursor = digits;
        }
        found
    };
    let currency = unit::take_currency_before(&mut cursor);
    let number_start = cursor.at;
    let (mut amount, mut behind) = amount::amount(cursor)?;
    if currency.is_none() && label::is_label(article, start.pieces, number_start, behind.at) {
        return None;
    }
    let number = start.pieces.words(number_start..behind.at);
    if let Some(hedge) = hedge {
        amount = amount.hedged(hedge);
    }
    if let Some(age) = age(article, start, behind, &amount) {
        let years = Some(Unit { code: age.0, factor: 1.0 });
        return Some((Measured { amount, unit: years, age: true, number }, age.1.at));
    }
    // "billions of dollars"
    let mut of = behind;
    let vague_sum = amount.value.is_none() && amount.high.is_none() && of.take("of");
    let unit = currency.or_else(|| unit::take_behind(&mut behind, amount.scaled)).or_else(|| {
        let unit = unit::take_behind(&mut of, amount.scaled).filter(|_| vague_sum)?;
        behind = of;
        Some(unit)
    });
    if unit.is_none() && !counts(article, start, &behind, &amount, &number) {
        return None;
    }
    if let Some(unit) = unit {
        amount = amount.times(unit.factor);
    }
    if negative {
        amount = amount.negative();
    }
    Some((Measured { amount, unit, age: false, number }, behind.at))
}

/// The unit of an age and the place behind it: `43-year-old`, `12 years old`, `Ri, 52, is`.
fn age<'p>(
    article: &Article<'_>,
    start: Cursor<'p>,
    behind: Cursor<'p>,
    amount: &Amount,
) -> Option<(&'static str, Cursor<'p>)> {
    let mut cursor = behind;
    cursor.take_hyphen();
    let unit = match cursor.text() {
        "year" | "years" | "yr" => Some("year"),
        "month" | "months" => Some("month"),
        "week" | "weeks" => Some("week"),
        "day" | "days" => Some("day"),
        _ => None,
    };
    if let Some(unit) = unit {
        cursor.at += 1;
        cursor.take_hyphen();
        if cursor.take_any(&["old", "olds"]) || cursor.take_all(&["of", "age"]) {
            return Some((unit, cursor));
        }
        return None;
    }
    let plausible = amount.digits
        && amount.value.is_some_and(|value| (0.0..=120.0).contains(&value) && value.fract() == 0.0);
    if !plausible || !start.at_digits() {
        return None;
    }
    if start.pieces.text_before(start.at, 1) == "aged" {
        return Some(("year", behind));
    }
    // "Ri, 52, is": between commas, or a comma and the end, behind a name or a person.
    let closed = matches!(behind.text(), "," | "." | ";" | ")");
    let opened = matches!(start.pieces.text_before(start.at, 1), "," | "(");
    let before = start.pieces.words(start.at..start.at + 1).start.checked_sub(2)?;
    let word = article.word(before);
    let person =
        word.upos == Upos::Propn || word.upos == Upos::Noun && unit::is_person(&word.lemma);
    (closed && opened && person).then_some(("year", behind))
}

/// Whether a number without unit counts something: "one of them" and "no one" do not, "three men"
/// and "the toll rose to 12" do.
fn counts(
    article: &Article<'_>,
    start: Cursor<'_>,
    behind: &Cursor<'_>,
    amount: &Amount,
    number: &std::ops::Range<usize>,
) -> bool {
    let word = article.word(number.start);
    let single = number.len() == 1 && word.lower == "one";
    if single {
        return word.relation == Relation::Nummod
            && word.head.is_some_and(|head| head > number.start)
            && behind.text() != "of"
            && !matches!(start.pieces.text_before(start.at, 1), "no" | "any" | "every" | "this");
    }
    // "dozens", "two thirds": said of something.
    if amount.value.is_none() && amount.high.is_none() {
        return true;
    }
    // "a dozen" and "a hundred" count; letters glued behind the digits make a name of them.
    let glued = behind.piece().is_some_and(|piece| {
        piece.glued && (piece.kind == PieceKind::Letters || behind.text() == "/")
    });
    !glued || !amount.digits
}

fn quantity(
    article: &Article<'_>,
    found: &Measured,
    words: std::ops::Range<usize>,
    index: usize,
) -> Anchored<Quantity> {
    let percent = found.unit.is_some_and(|unit| unit.code.starts_with("percent"));
    let counted = (found.unit.is_none() || percent)
        .then(|| counted::counted(article, if percent { &words } else { &found.number }))
        .flatten()
        .filter(|_| !found.age);
    let person = counted.as_ref().is_some_and(|counted| {
        unit::is_person(&article.word(counted.head).lemma)
            || article.word(counted.head).lower == "people"
    });
    let unit = match found.unit {
        Some(unit) => Some(unit.code.to_owned()),
        None => person.then(|| "person".to_owned()),
    };
    Anchored {
        item: Quantity {
            id: QuantityId::from_index(index),
            span: article.span(words.clone()),
            value: found.amount.value,
            low: found.amount.low,
            high: found.amount.high,
            unit,
            counted: counted.map(|counted| article.surface(counted.words).to_owned()),
            approximate: found.amount.approximate,
        },
        words,
    }
}

/// The words that a quantity counts and their head, for stages that look at the noun.
pub(crate) fn counted_words(
    article: &Article<'_>,
    quantity: &std::ops::Range<usize>,
) -> Option<(std::ops::Range<usize>, usize)> {
    counted::counted(article, quantity).map(|counted| (counted.words, counted.head))
}

pub(crate) use counted::is_numbering;
