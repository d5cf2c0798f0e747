//! Parts of a whole: `two thirds`, `3/4`, `½`, `one in five`, `nine out of ten`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::amount::{Amount, Form};
use super::counted_out;
use crate::lexicon::{self, Words};
use crate::number;
use crate::pieces::{Cursor, PieceKind};

static VULGAR: &str = include_str!("../../lexicons/quantities/vulgar-fractions.txt");
static BEHIND: &str = include_str!("../../lexicons/quantities/behind-fractions.txt");
static HALVES: &str = include_str!("../../lexicons/quantities/behind-half.txt");

/// The words behind a fraction of one that show that it is one: `a third of`, `a tenth less`.
static FOLLOWING: LazyLock<Words> = LazyLock::new(|| words(BEHIND));

/// What `half` is half of.
static HALVED: LazyLock<Words> = LazyLock::new(|| words(HALVES));

fn words(list: &'static str) -> Words {
    lexicon::rows::<1>(list).map(|[word]| word).collect()
}

static CHARACTERS: LazyLock<HashMap<&'static str, f64>> = LazyLock::new(|| {
    let parts = lexicon::rows::<3>(VULGAR).filter_map(|[character, above, below]| {
        let (above, below): (f64, f64) = (above.parse().ok()?, below.parse().ok()?);
        Some((character, above / below))
    });
    parts.collect()
});

/// `½` or `3/4`, and the piece behind it.
pub(super) fn in_figures(cursor: Cursor<'_>) -> Option<(f64, usize)> {
    if let Some(&part) = CHARACTERS.get(cursor.text()) {
        return Some((part, cursor.at + 1));
    }
    let (above, below) = number::slash_fraction(cursor)?;
    Some((above / below, cursor.at + 3))
}

/// The part behind a whole number: the `1/2` of `5 1/2`, the `½` of `5½`.
pub(super) fn behind_whole(whole: Cursor<'_>) -> Option<(f64, usize)> {
    if let Some(&part) = CHARACTERS.get(whole.text()) {
        return Some((part, whole.at + 1));
    }
    let mut ahead = whole;
    number::fraction_in_digits(&mut ahead).map(|part| (part, ahead.at))
}

/// Moves past `minus` or `negative` in words before a number, or a sign at it.
pub(super) fn take_minus(cursor: &mut Cursor<'_>) -> bool {
    let mut ahead = *cursor;
    let sign_before = |cursor: &Cursor<'_>| {
        matches!(cursor.pieces.text_before(cursor.at, 1), "<" | ">" | "=" | "≤" | "≥")
    };
    let sign = matches!(ahead.text(), "-" | "\u{2212}") && (!ahead.glued() || sign_before(&ahead));
    let word = matches!(ahead.text(), "minus" | "negative");
    if !sign && !word || !ahead.goes_on() {
        return false;
    }
    ahead.at += 1;
    let digits = ahead.at_digits()
        || ahead.text() == "."
        || ahead.pieces.get(ahead.at).is_some_and(|piece| {
            piece.kind == PieceKind::Symbol && CHARACTERS.contains_key(ahead.text())
        });
    let sum = matches!(ahead.text(), "$" | "£" | "€");
    // "it was - 20 degrees", but not "the city - 20 houses - burned"
    let degrees = digits
        && matches!(ahead.pieces.text(ahead.at + 1), "degree" | "degrees" | "°")
        && !cursor
            .pieces
            .get(cursor.at.wrapping_sub(1))
            .is_some_and(|p| p.kind == PieceKind::Digits);
    let number = if sign {
        ahead.glued() && (digits || sum) || degrees
    } else {
        digits || sum || number::begins_number(ahead)
    };
    if number {
        *cursor = ahead;
    }
    number
}

/// The fraction here, and the place behind it.
pub(super) fn fraction(start: Cursor<'_>) -> Option<(Amount, Cursor<'_>)> {
    let Some((value, end)) = share(start).or_else(|| half(start)) else {
        let (amount, end) = counted_out::counted_out(start)?;
        return Some((amount, Cursor { at: end, ..start }));
    };
    let mut cursor = Cursor { at: end, ..start };
    let mut amount = Amount::exactly(value, false);
    amount.form = Form::Fraction;
    if let Some((factor, end)) = scale_behind(cursor) {
        amount = amount.times(factor);
        amount.form = Form::Words;
        amount.scaled = true;
        cursor.at = end;
    }
    Some((amount, cursor))
}

/// The scale that a fraction is of, and the piece behind: `two thirds of a million`, `three quarters
/// billion`.
pub(super) fn scale_behind(cursor: Cursor<'_>) -> Option<(f64, usize)> {
    let mut scaled = cursor;
    let _ = scaled.take_all(&["of", "a"]);
    let factor = number::scale(scaled).filter(|factor| *factor >= 1e6 && scaled.goes_on())?;
    Some((factor, scaled.at + 1))
}

/// Whether a word behind a fraction of one shows that it is one: `a third of`.
pub(super) fn is_followed(word: &str) -> bool {
    FOLLOWING.contains(word)
}

/// `half of`, `half the voters`, `by half`, `a half`; not `the second half`.
fn half(start: Cursor<'_>) -> Option<(f64, usize)> {
    let mut cursor = start;
    let one = cursor.take_any(&["a", "one"]);
    if one {
        cursor.take_hyphen();
    }
    if !cursor.take("half") || cursor.take_hyphen() {
        return None;
    }
    let before = start.pieces.text_before(start.at, 1);
    let hedged = matches!(
        before,
        "by" | "about"
            | "nearly"
            | "almost"
            | "than"
            | "over"
            | "only"
            | "just"
            | "least"
            | "around"
            | "roughly"
            | "under"
    );
    let closed = cursor.piece().is_none_or(|piece| piece.kind != PieceKind::Letters);
    let sure = hedged || HALVED.contains(cursor.text()) || closed && (one || start.at == 0);
    let other =
        matches!(before, "first" | "second" | "other" | "better" | "latter" | "in" | "each");
    let time = matches!(cursor.text(), "an" | "a")
        && matches!(
            cursor.pieces.text(cursor.at + 1),
            "hour" | "day" | "year" | "century" | "million" | "billion" | "dozen"
        );
    (sure && !other && !time).then_some((0.5, cursor.at))
}

/// `one in five`, `9 in 10`, `nine out of ten`, `one in every 20`.
fn share(start: Cursor<'_>) -> Option<(f64, usize)> {
    let above = number::cardinal(start).filter(|above| above.value.fract() == 0.0)?;
    let mut cursor = Cursor { at: above.end, ..start };
    let hyphen = cursor.take_hyphen();
    let out_of = cursor.take_all(&["out", "of"]);
    if !out_of && !cursor.take("in") || hyphen != cursor.take_hyphen() {
        return None;
    }
    let _ = cursor.take("every");
    let below = number::cardinal(cursor)?;
    cursor.at = below.end;
    // "12 in 2020" and "5 in 30 days" are no shares: those are said in round small numbers.
    let round = matches!(below.value as u32, 2..=10 | 12 | 15 | 20 | 25 | 50 | 100 | 1000 | 10_000);
    let one_of_few = above.value < 1.5 && (2.0..100.0).contains(&below.value);
    let plausible = if out_of {
        below.value < 1e6
    } else if one_of_few && below.value.fract() == 0.0 {
        // "one in 14", "1 in twenty-one"
        true
    } else {
        round && above.value < 10.0 && (above.digits == below.digits || below.digits)
    };
    let mut other = cursor;
    let or_another = other.take("or") && number::cardinal(other).is_some();
    let more = or_another || cursor.glued() && cursor.text() == "-";
    (plausible && above.value > 0.0 && above.value < below.value && !more)
        .then_some((above.value / below.value, cursor.at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lexicon_is_sound() {
        lexicon::assert_sound::<3>(VULGAR);
        lexicon::assert_sound::<1>(BEHIND);
        lexicon::assert_sound::<1>(HALVES);
        for [_, above, below] in lexicon::rows::<3>(VULGAR) {
            assert!(above.parse::<u32>().is_ok() && below.parse::<u32>().is_ok());
        }
    }
}
