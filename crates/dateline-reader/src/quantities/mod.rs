//! `record.quantities`: numbers with what they count, amounts of money, measures, ages, and what
//! else is said in numbers: ratios, scores, ordinals.
//!
//! Left out is whatever is part of a time, and numbers that name rather than count.

mod age;
mod amount;
mod bounds;
mod compound;
mod context;
mod counted;
mod counted_out;
mod currency;
mod elided;
mod fraction;
mod label;
mod measured;
mod numeral;
mod ordinal;
mod ratio;
mod score;
#[cfg(test)]
mod tests;
mod unit;

use std::ops::Range;

use dateline_record::{Note, Quantity, QuantityId, QuantityKind};

use crate::article::{Anchored, Article};
use crate::pieces::Pieces;
use crate::times::Times;
use context::Context;
use measured::Measured;

/// The quantities in the order of the text, and what could not be read of them.
pub(crate) struct Quantities {
    pub(crate) list: Vec<Anchored<Quantity>>,
    pub(crate) notes: Vec<Note>,
}

/// Numbers with what they count, in the order of the text; none that is part of a time.
pub(crate) fn read(article: &Article<'_>, times: &Times) -> Quantities {
    let pieces = Pieces::new(article);
    let context = Context::new(article, &pieces);
    let mut found = Quantities { list: Vec::new(), notes: Vec::new() };
    let mut flaws = times.notes.iter().filter(|note| note.code == "time-impossible").peekable();
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
        let Some((measured, end)) = measured::measured(&context, pieces.cursor(at), limit) else {
            at += 1;
            continue;
        };
        let words = pieces.words(at..end);
        let in_time = limit.is_some_and(|time| time < words.end);
        let doubled = found.list.last().is_some_and(|last| last.words.end > words.start);
        // What runs into a time is read again from the next piece on, up to the time.
        at = if in_time { at + 1 } else { end };
        // The day of "February 30" counts nothing.
        let span = article.span(words.clone());
        while flaws.next_if(|flaw| flaw.end.is_some_and(|end| end <= span.start)).is_some() {}
        let in_flaw = flaws.peek().is_some_and(|flaw| {
            flaw.start.is_some_and(|start| start <= span.start)
                && flaw.end.is_some_and(|end| span.end <= end)
        });
        if !in_time && !doubled && !in_flaw {
            if measured.amount.too_large {
                found.notes.push(too_large(article, words.clone()));
            }
            found.list.push(quantity(article, measured, words, limit, found.list.len()));
        }
    }
    elided::inherit(article, &mut found.list);
    found
}

fn too_large(article: &Article<'_>, words: Range<usize>) -> Note {
    let span = article.span(words);
    Note {
        code: "number-too-large".to_owned(),
        message: "the number is larger than can be held (about 1.8e308); its value is null"
            .to_owned(),
        start: Some(span.start),
        end: Some(span.end),
    }
}

fn quantity(
    article: &Article<'_>,
    found: Measured,
    words: Range<usize>,
    time: Option<usize>,
    index: usize,
) -> Anchored<Quantity> {
    let Measured { amount, unit, kind, number, parts } = found;
    let counts =
        matches!(kind, QuantityKind::Count | QuantityKind::Fraction | QuantityKind::Percent);
    // "40 percent of voters": the unit is a part of the number.
    let whole = if kind == QuantityKind::Percent { &words } else { &number };
    // "A hundred billion next month" counts no months.
    let counted = counts
        .then(|| counted::counted(article, whole))
        .flatten()
        .filter(|counted| time.is_none_or(|time| counted.words.end <= time));
    let person = kind == QuantityKind::Count
        && counted.as_ref().is_some_and(|counted| {
            unit::is_person(&article.word(counted.head).lemma)
                || article.word(counted.head).lower == "people"
        });
    let (code, among) = match unit {
        Some(unit) => (unit.code, unit.among),
        None => (person.then_some("person"), Vec::new()),
    };
    Anchored {
        item: Quantity {
            id: QuantityId::from_index(index),
            span: article.span(words.clone()),
            kind,
            value: amount.value,
            low: amount.low,
            high: amount.high,
            unit: code.map(str::to_owned),
            unit_among: among.into_iter().map(str::to_owned).collect(),
            counted: counted.map(|counted| article.surface(counted.words).to_owned()),
            approximate: amount.approximate,
            parts,
        },
        words,
    }
}

/// The words that a quantity counts and their head, for stages that look at the noun.
pub(crate) fn counted_words(
    article: &Article<'_>,
    quantity: &Range<usize>,
) -> Option<(Range<usize>, usize)> {
    counted::counted(article, quantity).map(|counted| (counted.words, counted.head))
}

pub(crate) use counted::is_numbering;
