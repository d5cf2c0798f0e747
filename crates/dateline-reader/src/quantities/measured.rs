//! An amount with what stands around it: hedges, sign, currency, unit.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use dateline_language::Relation;
use dateline_record::QuantityKind;

use super::amount::{self, Amount, Changing, Form, Reading};
use super::context::Context;
use super::currency::{self, Money};
use super::unit::{self, Unit};
use super::{age, bounds, compound, fraction, label, ordinal, ratio, score};
use crate::article::Article;
use crate::hedge::Hedge;
use crate::lexicon;
use crate::pieces::{Cursor, PieceKind};

static CHANGES: &str = include_str!("../../lexicons/figures/changes.txt");

static CHANGE_LEMMAS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| lexicon::rows::<2>(CHANGES).map(|[lemma, _]| lemma).collect());

/// An amount with its unit.
pub(super) struct Measured {
    pub(super) amount: Amount,
    pub(super) unit: Option<Unit>,
    pub(super) kind: QuantityKind,
    /// The words of the number itself, without unit.
    pub(super) number: Range<usize>,
    /// The numbers of a score or of dimensions.
    pub(super) parts: Vec<f64>,
}

impl Measured {
    fn without_unit(amount: Amount, kind: QuantityKind, number: Range<usize>) -> Self {
        Self { amount, unit: None, kind, number, parts: Vec::new() }
    }
}

/// The quantity that begins at a place, hedge and currency included, and the piece behind it.
/// `time` is the first word of the next time.
pub(super) fn measured(
    context: &Context<'_>,
    start: Cursor<'_>,
    time: Option<usize>,
) -> Option<(Measured, usize)> {
    let mut cursor = start;
    let hedges = bounds::take_before(&mut cursor);
    if !may_begin(context, cursor) {
        return None;
    }
    let pieces = start.pieces;
    let reading = Reading {
        limit: limit(context, cursor, time),
        changing: change(context, cursor),
        money: false,
    };
    if let Some(found) = said_in_words(context, cursor, reading, &hedges) {
        return Some(found);
    }
    if hedges.is_empty()
        && let Some(found) = pair(context, cursor, time)
    {
        return Some(found);
    }
    let negative = fraction::take_minus(&mut cursor);
    let money = money_before(&mut cursor);
    let number_start = cursor.at;
    let reading = Reading { money: money.is_some(), ..reading };
    let found = amount::amount(cursor, reading);
    let Some((mut amount, mut behind)) = found else {
        return ordinal_range(context, start)
            .or_else(|| ordinal_here(context, start).filter(|_| hedges.is_empty()))
            .filter(|_| money.is_none());
    };
    // "the twentieth", "21st", "one hundred and fifth": the ordinal is longer than the number in it.
    if money.is_none()
        && let Some((found, end)) = ordinal_here(context, start).filter(|(_, end)| *end > behind.at)
    {
        return Some((found, end));
    }
    if money.is_none() && label::is_label(context.article, pieces, number_start, behind.at) {
        return None;
    }
    // "below minus 20": the bound is of the number below zero.
    if negative {
        amount = amount.negative();
    }
    amount = bounds::bounded(amount, &hedges);
    if let Some(hedge) = bounds::take_behind(&mut behind) {
        amount = amount.hedged(hedge);
    }
    if !hedges.is_empty() {
        bounds::take_or_equal(&mut behind);
    }
    let number = pieces.words(number_start..behind.at);
    if let Some((unit, end)) = age::age(context, start, number_start, behind, &amount) {
        let found = Measured {
            unit: Some(unit),
            ..Measured::without_unit(amount, QuantityKind::Age, number)
        };
        return Some((found, end.at));
    }
    if let Some((both, end)) = other_bound(&amount, &hedges, behind, reading) {
        (amount, behind) = (both, end);
    }
    let unit = with_unit(context, &mut amount, money.as_ref(), &number, &mut behind, reading);
    if let Some(hedge) = unit.is_some().then(|| bounds::take_behind(&mut behind)).flatten() {
        amount = amount.hedged(hedge);
    }
    if unit.is_none() && !negative && !counts(context.article, start, behind, &amount, &number) {
        return None;
    }
    let kind = match &unit {
        Some(unit) => unit.kind,
        None if amount.form == Form::Fraction => QuantityKind::Fraction,
        None => QuantityKind::Count,
    };
    Some((Measured { unit, ..Measured::without_unit(amount, kind, number) }, behind.at))
}

/// Whether a number can begin here at all: most pieces are ruled out by this.
fn may_begin(context: &Context<'_>, cursor: Cursor<'_>) -> bool {
    cursor.piece().is_some() && cursor.goes_on() && !context.pieces.text(cursor.at).is_empty()
}

/// The first piece of the next time, beyond which no number goes.
fn limit(context: &Context<'_>, start: Cursor<'_>, time: Option<usize>) -> usize {
    /// The pieces of the longest number, with its scales.
    const LONGEST: usize = 24;
    let Some(time) = time else { return usize::MAX };
    (start.at..start.at + LONGEST)
        .take_while(|&at| at < context.pieces.len())
        .find(|&at| context.pieces.words(at..at + 1).end > time)
        .unwrap_or(usize::MAX)
}

/// `rose from 5 to 10`, `fell by 3 million bags to 10 million`: two amounts, not a range of them.
fn change(context: &Context<'_>, cursor: Cursor<'_>) -> Changing {
    let word = cursor.pieces.words(cursor.at..cursor.at + 1).start;
    let before = cursor.pieces.text_before(cursor.at, 1);
    let from = cursor.text() == "from" || before == "from";
    let directly = word.checked_sub(1).is_some_and(|before| {
        let before = context.article.word(before);
        CHANGE_LEMMAS.contains(before.lemma.as_str())
            || CHANGE_LEMMAS.contains(before.lower.as_str())
    });
    if from && context.has_near(word, &CHANGE_LEMMAS) {
        Changing::From
    } else if directly || before == "by" && context.has_near(word, &CHANGE_LEMMAS) {
        Changing::By
    } else {
        Changing::Not
    }
}

/// `nearly threefold`, `twice as many`.
fn said_in_words(
    context: &Context<'_>,
    start: Cursor<'_>,
    reading: Reading,
    hedges: &[Hedge],
) -> Option<(Measured, usize)> {
    let mut cursor = start;
    let near = hedges.is_empty() && cursor.take("near");
    let (mut amount, behind) = ratio::ratio(context, cursor, reading)?;
    amount = bounds::bounded(amount, hedges);
    if near {
        amount = amount.hedged(Hedge::Nearly);
    }
    let number = start.pieces.words(start.at..behind.at);
    Some((Measured::without_unit(amount, QuantityKind::Ratio, number), behind.at))
}

/// `3-1`, `10 by 12 metres`.
fn pair(
    context: &Context<'_>,
    start: Cursor<'_>,
    time: Option<usize>,
) -> Option<(Measured, usize)> {
    if !start.at_digits() {
        return None;
    }
    let nothing = Amount::between(None, None);
    let words = |end: Cursor<'_>| start.pieces.words(start.at..end.at);
    let free = |end: Cursor<'_>| time.is_none_or(|time| words(end).end <= time);
    if let Some((parts, unit, end)) =
        score::dimensions(context, start).filter(|found| free(found.2))
    {
        let found = Measured {
            unit: Some(unit),
            parts,
            ..Measured::without_unit(nothing, QuantityKind::Measure, words(end))
        };
        return Some((found, end.at));
    }
    let (parts, end) = score::score(context, start).filter(|found| free(found.1))?;
    let found = Measured {
        parts: parts.to_vec(),
        ..Measured::without_unit(nothing, QuantityKind::Score, words(end))
    };
    Some((found, end.at))
}

fn ordinal_here(context: &Context<'_>, start: Cursor<'_>) -> Option<(Measured, usize)> {
    let number = ordinal::ordinal(context, start)?;
    let words = start.pieces.words(start.at..number.end);
    let amount = Amount::exactly(number.value, number.digits);
    Some((Measured::without_unit(amount, QuantityKind::Ordinal, words), number.end))
}

/// `between the tenth and the fifteenth`, `higher than the tenth but lower than the fifteenth`. "The
/// first and second" beside each other are no range.
fn ordinal_range(context: &Context<'_>, start: Cursor<'_>) -> Option<(Measured, usize)> {
    let mut cursor = start;
    let between = cursor.take("between");
    let before = if between { Vec::new() } else { bounds::take_before(&mut cursor) };
    // "about the third" and "over the first" hedge nothing.
    if !between && cursor.pieces.text_before(cursor.at, 1) != "than" {
        return None;
    }
    let (first, end) = nth(context, cursor)?;
    let first = bounds::bounded(first, &before);
    let mut cursor = Cursor { at: end, ..start };
    let joined = cursor.take_any(&["and", "but"]);
    let behind = if between || !joined { Vec::new() } else { bounds::take_before(&mut cursor) };
    let second = nth(context, cursor).filter(|_| joined && (between || !behind.is_empty()));
    let (amount, end) = match second {
        Some((second, end)) if between => {
            let (low, high) = (first.low?, second.high?);
            (low + 1.0 < high).then(|| (Amount::between(Some(low), Some(high)), end))?
        }
        Some((second, second_end)) => {
            match bounds::joined(&first, &bounds::bounded(second, &behind)) {
                Some(both) => (both, second_end),
                None => (first, end),
            }
        }
        None if between => return None,
        None => (first, end),
    };
    let words = start.pieces.words(start.at..end);
    Some((Measured::without_unit(amount, QuantityKind::Ordinal, words), end))
}

/// `the tenth`, `10th`
fn nth(context: &Context<'_>, start: Cursor<'_>) -> Option<(Amount, usize)> {
    let mut cursor = start;
    let _ = cursor.take("the");
    let number = ordinal::ordinal(context, cursor)?;
    Some((Amount::exactly(number.value, number.digits), number.end))
}

/// The currency before the number, also behind the `between` of `between $5 and $10`.
fn money_before(cursor: &mut Cursor<'_>) -> Option<Money> {
    let mut ahead = *cursor;
    if ahead.take_any(&["between", "from"]) {
        return currency::take_before(&mut ahead);
    }
    let money = currency::take_before(cursor)?;
    // "$-5"
    let _ = cursor.glued() && fraction::take_minus(cursor);
    Some(money)
}

/// The range that a second bound makes: `at least 20 and at most 100`.
fn other_bound<'p>(
    first: &Amount,
    hedges: &[Hedge],
    behind: Cursor<'p>,
    reading: Reading,
) -> Option<(Amount, Cursor<'p>)> {
    if hedges.is_empty() {
        return None;
    }
    let mut cursor = behind;
    let _ = cursor.take(",");
    let _ = cursor.take_any(&["and", "but"]);
    let further = bounds::take_before(&mut cursor);
    if further.is_empty() {
        return None;
    }
    let (second, end) = amount::amount(cursor, reading)?;
    let second = bounds::bounded(second, &further);
    bounds::joined(first, &second).map(|both| (both, end))
}

/// The unit of an amount, which is turned into it; the cursor moves past it.
fn with_unit(
    context: &Context<'_>,
    amount: &mut Amount,
    before: Option<&Money>,
    number: &Range<usize>,
    behind: &mut Cursor<'_>,
    reading: Reading,
) -> Option<Unit> {
    let word = number.start;
    if let Some(money) = before {
        // "$10 dollars"
        let mut again = *behind;
        if currency::take_behind(context, &mut again).is_some_and(|name| name.is_same(money)) {
            *behind = again;
        }
        if let Some((sum, end)) = compound::money(context, amount, money, *behind, reading)
            .filter(|(_, end)| end.at > behind.at + 1)
        {
            (*amount, *behind) = (sum, end);
        }
        if let Some(unit) = money.settled(context, word, amount.scaled || is_scaled_letter(amount))
        {
            *amount = amount.times(unit.factor);
            return Some(unit);
        }
    }
    // "billions of dollars"
    let mut of = *behind;
    let vague_sum = amount.is_vague() && of.take("of");
    // "half a mile"
    let mut article = *behind;
    let part = amount.form == Form::Fraction && article.take_any(&["a", "an"]);
    let starts = [Some(*behind), vague_sum.then_some(of), part.then_some(article)];
    for start in starts.into_iter().flatten() {
        let mut cursor = start;
        if let Some(unit) = money_behind(context, amount, word, &mut cursor, reading) {
            *behind = cursor;
            return Some(unit);
        }
        cursor = start;
        if let Some(unit) = unit::take_measure(context, word, &mut cursor) {
            *behind = cursor;
            if let Some((sum, end)) = compound::measure(context, amount, &unit, *behind, reading) {
                (*amount, *behind) = (sum, end);
            }
            return Some(unit);
        }
    }
    None
}

/// `R3.2m`: the scale is written at the number.
fn is_scaled_letter(amount: &Amount) -> bool {
    amount.form == Form::Digits && amount.low.or(amount.value).is_some_and(|value| value >= 1e5)
}

fn money_behind(
    context: &Context<'_>,
    amount: &mut Amount,
    word: usize,
    cursor: &mut Cursor<'_>,
    reading: Reading,
) -> Option<Unit> {
    let money = currency::take_behind(context, cursor)?;
    let scale = if amount.scaled { None } else { currency::take_scale(cursor) };
    let unit = money.settled(context, word, amount.scaled || scale.is_some())?;
    if let Some((sum, end)) = compound::money(context, amount, &money, *cursor, reading) {
        (*amount, *cursor) = (sum, end);
    }
    *amount = amount.times(unit.factor * scale.unwrap_or(1.0));
    Some(unit)
}

/// Whether a number without unit counts something: "one of them" and "no one" do not, "three men"
/// and "the toll rose to 12" do.
fn counts(
    article: &Article<'_>,
    start: Cursor<'_>,
    behind: Cursor<'_>,
    amount: &Amount,
    number: &Range<usize>,
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
    if amount.is_vague() {
        return true;
    }
    // "a dozen" and "a hundred" count; letters glued behind the digits make a name of them.
    let glued = behind.piece().is_some_and(|piece| {
        piece.glued && (piece.kind == PieceKind::Letters || behind.text() == "/")
    });
    !glued || amount.form != Form::Digits
}
