//! How many: a number, a range, a fraction, or an amount that is left vague.

use std::sync::LazyLock;

use crate::hedge::{self, Hedge};
use crate::lexicon;
use crate::number::{self, Number};
use crate::phrases::Phrases;
use crate::pieces::Cursor;

static VAGUE: &str = include_str!("../../lexicons/quantities/vague.txt");

/// The amount, and the least it says.
static VAGUE_AMOUNTS: LazyLock<Phrases<f64>> = LazyLock::new(|| {
    Phrases::new(
        lexicon::rows::<2>(VAGUE).filter_map(|[words, least]| Some((words, least.parse().ok()?))),
    )
});

/// An amount, with its bounds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Amount {
    pub(super) value: Option<f64>,
    pub(super) low: Option<f64>,
    pub(super) high: Option<f64>,
    pub(super) approximate: bool,
    /// Whether it has a scale in words: `3 million`.
    pub(super) scaled: bool,
    /// Whether it is written in digits.
    pub(super) digits: bool,
}

impl Amount {
    fn exactly(number: Number, scaled: bool) -> Self {
        Self {
            value: Some(number.value),
            low: Some(number.value),
            high: Some(number.value),
            approximate: false,
            scaled,
            digits: number.digits,
        }
    }

    /// The same amount as a hedge bounds it.
    #[must_use]
    pub(super) fn hedged(mut self, hedge: Hedge) -> Self {
        let (low, high) = (self.low, self.high);
        (self.low, self.high) = match hedge {
            Hedge::About => (None, None),
            Hedge::Nearly | Hedge::Under | Hedge::AtMost => (None, high),
            Hedge::Over | Hedge::AtLeast => (low, None),
        };
        self.approximate |= !matches!(hedge, Hedge::AtLeast | Hedge::AtMost);
        self
    }

    /// The same amount of another unit.
    #[must_use]
    pub(super) fn times(mut self, factor: f64) -> Self {
        for bound in [&mut self.value, &mut self.low, &mut self.high] {
            // Cents: rounding to a hundredth of a cent hides what binary fractions add.
            *bound = bound.map(|bound| {
                if factor < 1.0 { (bound * factor * 1e4).round() / 1e4 } else { bound * factor }
            });
        }
        self
    }

    /// The same amount below zero.
    #[must_use]
    pub(super) fn negative(mut self) -> Self {
        self.value = self.value.map(|value| -value);
        (self.low, self.high) = (self.high.map(|high| -high), self.low.map(|low| -low));
        self
    }
}

/// The amount here and the place behind it, without hedge: `196`, `3-5 million`, `two thirds`,
/// `hundreds of`.
pub(super) fn amount(start: Cursor<'_>) -> Option<(Amount, Cursor<'_>)> {
    vague(start).or_else(|| fraction(start)).or_else(|| range(start)).or_else(|| {
        let number = number::cardinal(start)?;
        let behind = Cursor { at: number.end, ..start };
        Some((Amount::exactly(number, is_scaled(start, number)), behind))
    })
}

fn is_scaled(start: Cursor<'_>, number: Number) -> bool {
    number.value >= 1e5 && number.end > start.at + 1
}

/// `dozens of`, `several`, `tens of thousands of`: the `of` stays outside.
fn vague(start: Cursor<'_>) -> Option<(Amount, Cursor<'_>)> {
    let mut cursor = start;
    let least = VAGUE_AMOUNTS.take(&mut cursor)?;
    if cursor.pieces.text_before(cursor.at, 1) == "of" {
        cursor.at -= 1;
    }
    let amount = Amount {
        value: None,
        low: Some(least),
        high: None,
        approximate: true,
        scaled: least >= 1e6,
        digits: false,
    };
    Some((amount, cursor))
}

/// `two thirds`, `one-fifth`, `a third of`, `half of`, `three quarters of`.
fn fraction(start: Cursor<'_>) -> Option<(Amount, Cursor<'_>)> {
    let mut cursor = start;
    let numerator = if start.text() == "half" || cursor.take_any(&["a", "an"]) {
        1.0
    } else {
        let number =
            number::cardinal(start).filter(|number| number.value < 10.0 && !number.digits)?;
        cursor.at = number.end;
        number.value
    };
    let hyphen = cursor.take_hyphen();
    let denominator = number::fraction_part(cursor.text()).filter(|_| cursor.goes_on())?;
    cursor.at += 1;
    // "a third man" and "one second" count nothing by parts.
    let one = numerator < 1.5;
    let follows = cursor.text() == "of" || matches!(cursor.text(), "majority" | "share");
    if one && !hyphen && !follows || numerator >= denominator {
        return None;
    }
    let value = numerator / denominator;
    let exact = Number { value, end: cursor.at, digits: false };
    Some((Amount::exactly(exact, false), cursor))
}

/// `3-5 million`, `10 to 12`, `between 200 and 300`, `two or three`.
fn range(start: Cursor<'_>) -> Option<(Amount, Cursor<'_>)> {
    let mut cursor = start;
    let between = cursor.take("between");
    let first = number::cardinal(cursor)?;
    let scaled_first = is_scaled(cursor, first);
    let mut cursor = Cursor { at: first.end, ..start };
    // "5 to 10 percent", but also "5 percent to 10 percent": the unit may be said twice.
    let _ = cursor.take("%") || cursor.take("percent");
    let joined = if between {
        cursor.take("and")
    } else {
        cursor.take_any(&["to", "or"]) || cursor.take_dash()
    };
    if !joined {
        return None;
    }
    let _ = first.digits && cursor.take_any(&["$", "£", "€"]);
    let second = number::cardinal(cursor)?;
    let scaled = is_scaled(cursor, second);
    let mut low = first.value;
    // "3-5 million" are three million to five million.
    if scaled && !scaled_first && first.value < 1000.0 {
        let scale = (3..=12)
            .step_by(3)
            .map(|power| 10_f64.powi(power))
            .filter(|scale| second.value >= *scale)
            .last()
            .unwrap_or(1.0);
        low *= scale;
    }
    // "3-1" is a score, "from 12 to 5" a change.
    if low >= second.value {
        return None;
    }
    let amount = Amount {
        value: None,
        low: Some(low),
        high: Some(second.value),
        approximate: false,
        scaled,
        digits: first.digits,
    };
    Some((amount, Cursor { at: second.end, ..start }))
}

/// The hedge here; the cursor moves past it.
pub(super) fn take_hedge(cursor: &mut Cursor<'_>) -> Option<Hedge> {
    hedge::take(cursor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lexicon_is_sound() {
        lexicon::assert_sound::<2>(VAGUE);
        assert!(lexicon::rows::<2>(VAGUE).all(|[_, least]| least.parse::<f64>().is_ok()));
    }
}
