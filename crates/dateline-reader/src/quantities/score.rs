//! Scores, votes and dimensions: `won 3-1`, `by 52 to 48`, `10 by 12 metres`.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::context::Context;
use super::numeral;
use super::unit::{self, Unit};
use crate::lexicon;
use crate::pieces::{Cursor, PieceKind};

static CUES: &str = include_str!("../../lexicons/quantities/scores.txt");

static CUE_LEMMAS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| lexicon::rows::<1>(CUES).map(|[lemma]| lemma).collect());

/// More points than this are scored in no match and few votes.
const MOST: f64 = 999.0;

/// The two numbers of a score or a vote, and the place behind: `3-1`, `7–5`, `52 to 48`.
pub(super) fn score<'p>(
    context: &Context<'_>,
    start: Cursor<'p>,
) -> Option<([f64; 2], Cursor<'p>)> {
    if start.glued()
        && start.at > 0
        && !matches!(start.pieces.text_before(start.at, 1), "(" | "[" | "“" | "\"")
    {
        return None;
    }
    let (first, mut cursor) = points(start)?;
    let dash = cursor.glued() && cursor.take_dash() && cursor.glued();
    let word = !dash && cursor.take("to");
    if !dash && !word {
        return None;
    }
    let (second, behind) = points(cursor)?;
    let glued = behind.piece().is_some_and(|piece| piece.glued);
    let goes_on = glued
        && (matches!(behind.text(), "-" | "\u{2013}" | "/" | ":" | "%" | "'")
            || behind.piece().is_some_and(|piece| piece.kind == PieceKind::Letters));
    if goes_on {
        return None;
    }
    let word_at = start.pieces.words(start.at..start.at + 1).start;
    let cued = context.has_near(word_at, &CUE_LEMMAS);
    // "5-7 percent" and "rose 3 to 5" are no scores.
    let mut unit = behind;
    let measured = unit::take_any_words(&mut unit).is_some();
    (cued && !measured).then_some(([first, second], behind))
}

/// A whole number of points.
fn points(cursor: Cursor<'_>) -> Option<(f64, Cursor<'_>)> {
    let text = cursor.text();
    let plain = cursor.at_digits()
        && cursor.goes_on()
        && text.len() <= 3
        && (text.len() == 1 || !text.starts_with('0'));
    let value = text.parse::<f64>().ok().filter(|value| plain && *value <= MOST)?;
    Some((value, Cursor { at: cursor.at + 1, ..cursor }))
}

/// The numbers of dimensions, their unit and the place behind: `10 by 12 metres`, `3m x 4m`,
/// `6 feet by 4 feet`.
pub(super) fn dimensions<'p>(
    context: &Context<'_>,
    start: Cursor<'p>,
) -> Option<(Vec<f64>, Unit, Cursor<'p>)> {
    let word = start.pieces.words(start.at..start.at + 1).start;
    let mut cursor = start;
    let mut parts = Vec::new();
    let mut unit = None;
    loop {
        let part = numeral::numeral(cursor)?;
        parts.push(part.value);
        cursor.at = part.end;
        unit = unit::take_measure(context, word, &mut cursor).or(unit);
        if parts.len() == 4 || !cursor.take_any(&["by", "x", "×"]) {
            break;
        }
    }
    let unit = unit?;
    let sizes = parts.len() > 1 && parts.iter().all(|part| part.is_finite());
    sizes.then_some((parts, unit, cursor))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lexicon_is_sound() {
        lexicon::assert_sound::<1>(CUES);
    }
}
