//! What bounds an amount from before and behind: `nearly`, `up to about`, `or more`, `at least 20 and
//! at most 100`.

use std::sync::LazyLock;

use super::amount::Amount;
use crate::hedge::{self, Hedge};
use crate::lexicon;
use crate::phrases::Phrases;
use crate::pieces::{Cursor, PieceKind};

static BEHIND: &str = include_str!("../../lexicons/quantities/hedges-behind.txt");

static BEHIND_WORDS: LazyLock<Phrases<Hedge>> = LazyLock::new(|| {
    Phrases::new(
        lexicon::rows::<2>(BEHIND).filter_map(|[words, kind]| Some((words, hedge::named(kind)?))),
    )
});

/// How many hedges may stand before a number: "up to about", "more than an estimated".
const MOST_HEDGES: usize = 2;

/// The hedges before a number; the cursor moves past them.
pub(super) fn take_before(cursor: &mut Cursor<'_>) -> Vec<Hedge> {
    let mut hedges = Vec::new();
    while hedges.len() < MOST_HEDGES
        && !is_no_bound(*cursor)
        && let Some(hedge) = hedge::take(cursor)
    {
        hedges.push(hedge);
        // "less than or equal to 5"
        let _ = cursor.take_all(&["or", "equal", "to"]);
    }
    hedges
}

/// Whether `<` or `>` bounds nothing here: at the beginning of a line, as in a quoted message, and as a
/// part of another sign (`<>`, `=>`).
fn is_no_bound(sign: Cursor<'_>) -> bool {
    let before = sign.pieces.text_before(sign.at, 1);
    let begins_line = sign.at == 0 || sign.pieces.gap_before(sign.at).contains('\n');
    match sign.text() {
        ">" => {
            begins_line && sign.at + 1 < sign.pieces.len() && !next_is_glued(sign)
                || matches!(before, "<" | "=" | "-")
        }
        "<" => matches!(before, "=" | "<"),
        _ => false,
    }
}

fn next_is_glued(sign: Cursor<'_>) -> bool {
    sign.pieces.get(sign.at + 1).is_some_and(|piece| piece.glued)
}

/// The hedge behind a number: `or more`, `-odd`, `plus`; the cursor moves past it.
pub(super) fn take_behind(cursor: &mut Cursor<'_>) -> Option<Hedge> {
    let mut ahead = *cursor;
    let hedge = BEHIND_WORDS.take(&mut ahead)?;
    // "200 or more than that", "500 plus 30" go on.
    let mut than = ahead;
    let compared = than.take("than");
    let ends = than.piece().is_none_or(|piece| piece.kind == PieceKind::Symbol);
    if compared && ends {
        ahead = than;
    }
    let goes_on = ahead.text() == "than"
        || ahead.at_digits() && ahead.goes_on()
        || matches!(cursor.text(), "-" | "+" | "plus")
            && !(cursor.glued() || ahead.text() == "years");
    (!goes_on).then(|| {
        *cursor = ahead;
        hedge
    })
}

/// Moves past what lets a bound be reached: `less than 50 or equal`, `more than 50 or equal to it`. The
/// record's bounds do not tell whether they are open.
pub(super) fn take_or_equal(cursor: &mut Cursor<'_>) {
    let mut ahead = *cursor;
    if ahead.take_all(&["or", "equal"]) {
        let _ = ahead.take("to");
        if ahead.piece().is_none_or(|piece| piece.kind == PieceKind::Symbol) || ahead.text() == "it"
        {
            *cursor = ahead;
        }
    }
}

/// The amount with the hedges applied, the innermost first.
pub(super) fn bounded(amount: Amount, hedges: &[Hedge]) -> Amount {
    hedges.iter().rev().fold(amount, |amount, hedge| amount.hedged(*hedge))
}

/// The range that two bounds make, where one is of the other side: more than 10 and less than 20.
pub(super) fn joined(first: &Amount, second: &Amount) -> Option<Amount> {
    let ((Some(low), None, None, Some(high)) | (None, Some(high), Some(low), None)) =
        (first.low, first.high, second.low, second.high)
    else {
        return None;
    };
    (low < high).then(|| Amount { approximate: false, ..Amount::between(Some(low), Some(high)) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lexicon_is_sound() {
        lexicon::assert_sound::<2>(BEHIND);
        assert!(lexicon::rows::<2>(BEHIND).all(|[_, kind]| hedge::named(kind).is_some()));
    }
}
