//! How many: a number, a range, a fraction, or an amount that is left vague.

use std::sync::LazyLock;

use super::fraction;
use super::numeral;
use super::unit;
use crate::hedge::Hedge;
use crate::lexicon;
use crate::number::{self, Number};
use crate::phrases::Phrases;
use crate::pieces::{Cursor, Piece};

static VAGUE: &str = include_str!("../../lexicons/quantities/vague.txt");

/// The amount, and the least it says.
static VAGUE_AMOUNTS: LazyLock<Phrases<f64>> = LazyLock::new(|| {
    Phrases::new(
        lexicon::rows::<2>(VAGUE).filter_map(|[words, least]| Some((words, least.parse().ok()?))),
    )
});

/// How an amount is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Words,
    Digits,
    /// As a part of something: `two thirds`, `one in five`.
    Fraction,
}

/// An amount, with its bounds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Amount {
    pub(super) value: Option<f64>,
    pub(super) low: Option<f64>,
    pub(super) high: Option<f64>,
    pub(super) approximate: bool,
    /// Whether it has a scale in words: `3 million`.
    pub(super) scaled: bool,
    pub(super) form: Form,
    /// Whether its number is larger than can be held.
    pub(super) too_large: bool,
}

impl Amount {
    pub(super) fn exactly(value: f64, digits: bool) -> Self {
        let value = Some(value).filter(|value| value.is_finite());
        Self {
            value,
            low: value,
            high: value,
            approximate: false,
            scaled: false,
            form: if digits { Form::Digits } else { Form::Words },
            too_large: value.is_none(),
        }
    }

    /// An amount of which only bounds are known.
    pub(super) fn between(low: Option<f64>, high: Option<f64>) -> Self {
        Self { value: None, low, high, too_large: false, ..Self::exactly(0.0, true) }
    }

    /// Whether it has neither a value nor two ends: `dozens`.
    pub(super) fn is_vague(&self) -> bool {
        self.value.is_none() && self.high.is_none() && !self.too_large
    }

    /// The same amount as a hedge bounds it.
    #[must_use]
    pub(super) fn hedged(mut self, hedge: Hedge) -> Self {
        let (low, high) = (self.low, self.high);
        let range = self.value.is_none() && low.is_some() && high.is_some();
        (self.low, self.high) = match hedge {
            // "about 10 to 15" keeps its ends.
            Hedge::About if range => (low, high),
            // "about 50 or more" is still bounded from below.
            Hedge::About if low.is_some() != high.is_some() => (low, high),
            Hedge::About => (None, None),
            Hedge::Nearly | Hedge::Under | Hedge::AtMost => (None, high.or(self.value)),
            Hedge::Over | Hedge::AtLeast => (low.or(self.value), None),
        };
        self.approximate |= !matches!(hedge, Hedge::AtLeast | Hedge::AtMost);
        self
    }

    /// The same amount of another unit.
    #[must_use]
    pub(super) fn times(mut self, factor: f64) -> Self {
        for bound in [&mut self.value, &mut self.low, &mut self.high] {
            // Cents: rounding to a hundredth of a cent hides what binary fractions add.
            *bound = bound
                .map(|bound| {
                    if factor < 1.0 { (bound * factor * 1e4).round() / 1e4 } else { bound * factor }
                })
                .filter(|bound| bound.is_finite());
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

/// How an amount may be read in its surroundings.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading {
    /// The first piece that is part of a time; no amount goes beyond it.
    pub(super) limit: usize,
    /// Whether something changes here, so that `from 5 to 10` is no range.
    pub(super) changing: Changing,
    /// Whether an amount of money stands here, so that `5m` is five million.
    pub(super) money: bool,
}

/// How a number stands to a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Changing {
    Not,
    /// `rose from 5 to 10`
    From,
    /// `rose by 5 percent to 10 million`, but `rose 3 to 5 percent` is a range
    By,
}

/// The amount here and the place behind it, without hedge: `196`, `3-5 million`, `two thirds`,
/// `hundreds of`.
pub(super) fn amount(start: Cursor<'_>, reading: Reading) -> Option<(Amount, Cursor<'_>)> {
    let within = |found: &(Amount, Cursor<'_>)| found.1.at <= reading.limit;
    vague(start)
        .or_else(|| fraction::fraction(start).filter(within))
        .or_else(|| range(start, reading).filter(within))
        .or_else(|| single(start, reading))
        .filter(within)
}

/// A number, in digits or words.
pub(super) fn single(start: Cursor<'_>, reading: Reading) -> Option<(Amount, Cursor<'_>)> {
    let number = one(start, reading)?;
    let mut amount = Amount::exactly(number.value, number.digits);
    amount.scaled = is_scaled(start, number);
    Some((amount, Cursor { at: number.end, ..start }))
}

fn is_scaled(start: Cursor<'_>, number: Number) -> bool {
    number.value >= 1e5 && number.end > start.at + 1
}

/// The number here; infinite where it is larger than can be held.
fn one(start: Cursor<'_>, reading: Reading) -> Option<Number> {
    let number = match in_digits(start, reading) {
        Some(number) => number,
        None => in_words(start)?,
    };
    Some(number::and_a_half(start, number))
}

/// `3.5 million`, `5 1/2`, `2½`, `4 thousand 3 hundred`.
fn in_digits(start: Cursor<'_>, reading: Reading) -> Option<Number> {
    if let Some((part, end)) = fraction::in_figures(start) {
        let (value, _, end) = scaled(part, Cursor { at: end, ..start }, reading);
        return Some(Number { value, end, digits: true });
    }
    let numeral = numeral::numeral(start)?;
    let mut cursor = Cursor { at: numeral.end, ..start };
    let mut value = numeral.value;
    if let Some((part, end)) = fraction::behind_whole(cursor) {
        value += part;
        cursor.at = end;
    }
    let (mut value, mut least, end) = scaled(value, cursor, reading);
    cursor.at = end;
    // "2 million 350 thousand", "3 crore and 5 lakh"
    while least >= 100.0 {
        let mut ahead = cursor;
        let indian = matches!(least as u64, 100 | 100_000 | 10_000_000);
        let joined = indian && ahead.take("and");
        // "3 hundred and one", "6 crore and two hundred"
        let in_words =
            number::cardinal(ahead).filter(|next| joined && !next.digits && next.value < least);
        if let Some(next) = in_words {
            value += next.value;
            cursor.at = next.end;
            break;
        }
        let Some(next) = numeral::numeral(ahead).filter(|next| next.value < 1000.0) else { break };
        let (further, scale, end) = scaled(next.value, Cursor { at: next.end, ..start }, reading);
        if further >= least || scale <= 1.0 && !joined {
            break;
        }
        least = scale;
        value += further;
        cursor.at = end;
    }
    Some(Number { value, end: cursor.at, digits: true })
}

/// A number times the scales behind it, the scale, and the piece behind: `3 million`, `3bn`, `13 lakh
/// crore`.
fn scaled(value: f64, behind: Cursor<'_>, reading: Reading) -> (f64, f64, usize) {
    let (mut scale_of_all, mut cursor) = (1.0, behind);
    loop {
        let mut ahead = cursor;
        ahead.take_hyphen();
        let scale = number::scale(ahead)
            .or_else(|| number::letters(ahead))
            .or_else(|| is_thousands(ahead).then_some(1000.0))
            .or_else(|| is_millions(value, ahead).then_some(1e6));
        let Some(factor) = scale.filter(|_| ahead.goes_on()) else { break };
        // "1.8m tall" is of metres; whether "3m people" are millions shows in what follows.
        let letter = matches!(ahead.text(), "m" | "b" | "k" | "t" | "mm");
        let decimal = value.fract() != 0.0 && ahead.text() == "b";
        if letter && !(reading.money || decimal || is_million(ahead)) {
            break;
        }
        scale_of_all *= factor;
        cursor.at = ahead.at + 1;
    }
    (value * scale_of_all, scale_of_all, cursor.at)
}

/// Whether a small `k` apart from its digits stands for thousands: `2.5 k`, but not `a 10 k run`.
fn is_thousands(letter: Cursor<'_>) -> bool {
    let small = letter.piece().is_some_and(|piece| !piece.capital());
    let next = Cursor { at: letter.at + 1, ..letter };
    letter.text() == "k" && small && !next.glued() && !unit::is_length_sport(next.text())
}

/// Whether a capital `M` apart from its digits stands for millions: `1,250.5 M`.
fn is_millions(value: f64, letter: Cursor<'_>) -> bool {
    let next = Cursor { at: letter.at + 1, ..letter };
    let capital = letter.piece().is_some_and(Piece::all_capitals);
    value.fract() != 0.0 && letter.text() == "m" && capital && !next.glued()
}

/// Whether the letter here stands for a million, where no currency says so: `3m people`, `10M`.
fn is_million(letter: Cursor<'_>) -> bool {
    if letter.text() == "t" {
        return false;
    }
    if letter.text() == "mm" {
        return false;
    }
    if letter.text() == "k" || letter.piece().is_some_and(Piece::all_capitals) {
        return true;
    }
    let behind = Cursor { at: letter.at + 1, ..letter };
    let plural = |text: &str| text.len() > 3 && text.ends_with('s') || text == "people";
    let next = behind.text();
    let named = plural(next) || plural(letter.pieces.text(letter.at + 2)) && next != "of";
    behind.goes_on() && !behind.glued() && !unit::is_length_sport(next) && named
}

/// `twenty-four`, `nine point five`, `nought point two`.
fn in_words(start: Cursor<'_>) -> Option<Number> {
    let number = number::cardinal(start)?;
    let mut cursor = Cursor { at: number.end, ..start };
    if !cursor.take("point") {
        return Some(number);
    }
    let mut decimals = String::new();
    while decimals.len() < 12
        && let Some(next) = number::cardinal(cursor)
        && !next.digits
        && next.value < 100.0
    {
        decimals.push_str(&next.value.to_string());
        cursor.at = next.end;
    }
    let Ok(part) = format!("0.{decimals}").parse::<f64>() else { return Some(number) };
    let mut value = number.value + part;
    if let Some(factor) = number::scale(cursor).filter(|_| cursor.goes_on()) {
        value *= factor;
        cursor.at += 1;
    }
    (!decimals.is_empty()).then_some(Number { value, end: cursor.at, digits: false })
}

/// `dozens of`, `several`, `tens of thousands of`: the `of` stays outside.
fn vague(start: Cursor<'_>) -> Option<(Amount, Cursor<'_>)> {
    let mut cursor = start;
    let least = VAGUE_AMOUNTS.take(&mut cursor)?;
    if cursor.pieces.text_before(cursor.at, 1) == "of" {
        cursor.at -= 1;
    }
    let mut amount = Amount::between(Some(least), None);
    amount.approximate = true;
    amount.scaled = least >= 1e6;
    amount.form = Form::Words;
    Some((amount, cursor))
}

/// `3-5 million`, `10 to 12`, `between 200 and 300`, `two or three`, `$2 million to $3 million`.
fn range(start: Cursor<'_>, reading: Reading) -> Option<(Amount, Cursor<'_>)> {
    let mut cursor = start;
    let between = cursor.take("between");
    let from = !between && cursor.take("from");
    // "either 5 or 10": two numbers
    let either = start.pieces.text_before(start.at, 1) == "either";
    let sign = unit::take_sign(&mut cursor);
    let negative = sign.is_none() && fraction::take_minus(&mut cursor);
    let reading = Reading { money: reading.money || sign.is_some(), ..reading };
    let first = one(cursor, reading)?;
    let scaled_first = is_scaled(cursor, first);
    let mut cursor = Cursor { at: first.end, ..start };
    // "5 to 10 percent", but also "5 percent to 10 percent": the unit may be said twice.
    let mut behind_unit = cursor;
    let unit = unit::take_any_words(&mut behind_unit);
    if unit.is_some() {
        cursor = behind_unit;
    }
    let to = !between && cursor.text() == "to";
    let joined = if between {
        cursor.take("and")
    } else {
        cursor.take_any(&["to", "through", "~"])
            || !reading.money && !either && cursor.take("or")
            || cursor.take_dash()
    };
    let change = to
        && match reading.changing {
            Changing::Not => false,
            Changing::From => true,
            Changing::By => unit.is_some() || sign.is_some(),
        };
    if !joined || change {
        return None;
    }
    let sign_again = unit::take_sign(&mut cursor);
    if sign_again.is_some() && sign_again != sign && !reading.money {
        return None;
    }
    let second = one(cursor, reading)?;
    let scaled = is_scaled(cursor, second);
    let mut behind = Cursor { at: second.end, ..start };
    if to && reading.changing == Changing::By {
        let mut percent = behind;
        if !unit::take_any_words(&mut percent).is_some_and(|unit| unit.starts_with("percent")) {
            return None;
        }
    }
    if unit.is_some() {
        let mut check = behind;
        if unit::take_any_words(&mut check) != unit {
            return None;
        }
    }
    if from && behind.take_dash() {
        return None;
    }
    let mut low = if negative { -first.value } else { first.value };
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
    if low >= second.value || !second.value.is_finite() {
        return None;
    }
    let mut amount = Amount::between(Some(low), Some(second.value));
    amount.scaled = scaled;
    amount.form = if first.digits { Form::Digits } else { Form::Words };
    Some((amount, Cursor { at: second.end, ..start }))
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
