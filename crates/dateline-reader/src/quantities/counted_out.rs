//! Fractions counted out in words: `two thirds`, `one-fifth`, `a third of`, `twenty-three fifths`, `one
//! hundred and three and two thirds`, `two million and three fifths`.
//!
//! A number with `and` before its last part is mixed where that part is smaller than the lower number:
//! `two hundred and fifty-four hundredths` are 200.54, but `one hundred and thirty fifths` are 26.
//! Without `and`, a ten belongs to the lower number: `one hundred thirty fifths` are 100/35.

use super::amount::{Amount, Form};
use super::fraction;
use crate::number;
use crate::pieces::{Cursor, PieceKind};

/// The lower number of a fraction.
struct Denominator {
    value: f64,
    plural: bool,
    /// Whether it hangs from the upper number: `one-fifth`.
    hyphen: bool,
    /// The first piece behind it.
    end: usize,
}

/// A fraction, or a whole number with one.
struct Mixed {
    whole: f64,
    part: f64,
    end: usize,
}

impl Mixed {
    fn fraction(part: f64, end: usize) -> Self {
        Self { whole: 0.0, part, end }
    }
}

/// The amount here, and the first piece behind it.
pub(super) fn counted_out(start: Cursor<'_>) -> Option<(Amount, usize)> {
    let mixed = mixed_or_fraction(start)?;
    let behind = Cursor { at: mixed.end, ..start };
    let scale = fraction::scale_behind(behind);
    let Mixed { whole, part, end } = mixed;
    let (value, end) = match scale {
        // "one billion and three quarters million", but "two and three quarters million"
        Some((factor, end)) if whole >= factor => (whole + part * factor, end),
        Some((factor, end)) => ((whole + part) * factor, end),
        // "two million and three fifths": the fifths are of a million.
        None if whole >= 1e6 && whole % 1e6 == 0.0 => {
            (whole + part * 1000_f64.powf((whole.log10() / 3.0).floor()), end)
        }
        None => (whole + part, end),
    };
    let mut amount = Amount::exactly(value, false);
    amount.scaled = scale.is_some();
    amount.form = if scale.is_some() || whole > 0.0 { Form::Words } else { Form::Fraction };
    Some((amount, end))
}

fn mixed_or_fraction(start: Cursor<'_>) -> Option<Mixed> {
    let Some(total) = number::cardinal(start) else {
        let mut cursor = start;
        return cursor
            .take_any(&["a", "an"])
            .then(|| of(start, 1.0, &denominator(cursor)?))
            .flatten();
    };
    if total.digits {
        return None;
    }
    let behind = Cursor { at: total.end, ..start };
    let mut joined = behind;
    if joined.take("and")
        && let Some(part) = number::cardinal(joined).filter(|part| !part.digits)
        && let Some(lower) = denominator(Cursor { at: part.end, ..start })
        && let Some(found) = beside(start, total.value, part.value, &lower)
    {
        return Some(found);
    }
    let lower = denominator(behind)?;
    if let Some(and) = (start.at + 1..total.end).rev().find(|&at| start.pieces.text(at) == "and")
        && let Some(part) = number::cardinal(Cursor { at: and + 1, ..start })
        && part.end == total.end
        && let Some(found) = beside(start, total.value - part.value, part.value, &lower)
    {
        return Some(found);
    }
    if let Some(ten) = number::last_ten(start, total.end)
        && lower.value < 10.0
        && lower.plural
        && total.value > ten
    {
        return Some(Mixed::fraction((total.value - ten) / (ten + lower.value), lower.end));
    }
    of(start, total.value, &lower)
}

/// `two thirds`, `a third of`, `twenty-three fifths`.
fn of(start: Cursor<'_>, numerator: f64, lower: &Denominator) -> Option<Mixed> {
    let one = numerator < 1.5;
    let shown = if one { lower.hyphen || is_shown(start, lower) } else { lower.plural };
    // "the two halves" are no number.
    let improper = numerator >= lower.value && lower.value < 5.0;
    (shown && !improper).then(|| Mixed::fraction(numerator / lower.value, lower.end))
}

/// The fraction beside a whole number: `three and two thirds`.
fn beside(start: Cursor<'_>, whole: f64, part: f64, lower: &Denominator) -> Option<Mixed> {
    let shown = lower.plural || part < 1.5 && is_shown(start, lower);
    (shown && whole > 0.0 && part < lower.value).then(|| Mixed {
        whole,
        part: part / lower.value,
        end: lower.end,
    })
}

/// Whether the words around a fraction of one show that it is one: "a third man" and "one second"
/// count nothing by parts, nor are "two third parties" a fraction.
fn is_shown(start: Cursor<'_>, lower: &Denominator) -> bool {
    let behind = Cursor { at: lower.end, ..start };
    let closed = behind.piece().is_none_or(|piece| piece.kind != PieceKind::Letters);
    closed
        || fraction::is_followed(behind.text())
        || start.text() == "one" && start.pieces.text_before(lower.end, 1) == "quarter"
        || start.pieces.text_before(start.at, 1) == "by" && behind.text() != "of"
}

fn denominator(start: Cursor<'_>) -> Option<Denominator> {
    let mut cursor = start;
    let hyphen = cursor.take_hyphen();
    // Newswire that is set in tokens has "five - eighths".
    let _ = !hyphen && cursor.take("-");
    if !cursor.goes_on() {
        return None;
    }
    if let Some((value, plural)) = number::fraction_part(cursor.text()) {
        return Some(Denominator { value, plural, hyphen, end: cursor.at + 1 });
    }
    let (value, plural, end) = number::ordinals(cursor).filter(|(.., end)| *end > cursor.at + 1)?;
    Some(Denominator { value, plural, hyphen, end })
}
