//! Amounts in a unit and its parts: `6 feet 2 inches`, `3 dollars and 50 cents`, `15 dollars 50`.

use dateline_record::QuantityKind;

use super::amount::{self, Amount, Form, Reading};
use super::context::Context;
use super::currency::{self, Money};
use super::unit::{self, Unit};
use crate::pieces::{Cursor, PieceKind};

/// The amount with the inches behind its feet, and the place behind them.
pub(super) fn measure<'p>(
    context: &Context<'_>,
    amount: &Amount,
    unit: &Unit,
    behind: Cursor<'p>,
    reading: Reading,
) -> Option<(Amount, Cursor<'p>)> {
    if unit.kind != QuantityKind::Measure || !whole(amount) {
        return None;
    }
    let mut cursor = behind;
    let _ = cursor.take("and");
    let (part, mut end) = amount::single(cursor, reading).filter(|_| cursor.goes_on())?;
    let word = behind.pieces.words(cursor.at..cursor.at + 1).start;
    let smaller = unit::take_measure(context, word, &mut end);
    // "5 ft 2 in": behind feet, "in" is no preposition.
    let inches = unit.code == Some("[ft_i]") && smaller.is_none() && end.take("in");
    let smaller = if inches { Some("[in_i]") } else { smaller.and_then(|unit| unit.code) };
    let parts = unit::parts(unit.code, smaller)?;
    sum(amount, &part, parts).map(|amount| (amount, end))
}

/// The amount of money with the cents behind it, and the place behind them.
pub(super) fn money<'p>(
    context: &Context<'_>,
    amount: &Amount,
    money: &Money,
    behind: Cursor<'p>,
    reading: Reading,
) -> Option<(Amount, Cursor<'p>)> {
    if !whole(amount) || amount.scaled {
        return None;
    }
    let mut cursor = behind;
    let joined = cursor.take("and");
    let (part, end) = amount::single(cursor, reading).filter(|_| cursor.goes_on())?;
    let mut named = end;
    if let Some(smaller) = currency::take_behind(context, &mut named) {
        return sum(amount, &part, 100.0)
            .filter(|_| money.has_part(&smaller))
            .map(|amount| (amount, named));
    }
    // "15 dollars 50." says cents; "15 dollars and 50 men" does not.
    let ends = end.piece().is_none_or(|piece| piece.kind != PieceKind::Letters)
        && !matches!(end.text(), "%" | "$" | "-" | "/");
    let close = ends && end.piece().is_none_or(|piece| piece.kind == PieceKind::Symbol);
    let cents = part.value.is_some_and(|cents| cents >= if joined { 5.0 } else { 10.0 });
    sum(amount, &part, 100.0).filter(|_| close && cents).map(|amount| (amount, end))
}

fn whole(amount: &Amount) -> bool {
    amount.value.is_some_and(|value| value.fract() == 0.0)
}

fn sum(amount: &Amount, part: &Amount, parts: f64) -> Option<Amount> {
    let part = part.value.filter(|part| (0.0..parts).contains(part))?;
    let value = amount.value? + part / parts;
    Some(Amount::exactly(value, amount.form == Form::Digits))
}
