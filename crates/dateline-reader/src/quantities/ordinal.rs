//! Ordinal numbers: `the third attack`, `21st`, `the one hundred and fifth`. They say which, not how
//! many, and count nothing.

use dateline_language::{NameKind, Upos};

use super::context::Context;
use crate::number::{self, Number};
use crate::pieces::{Cursor, Piece, PieceKind};

/// The ordinal number that begins here.
pub(super) fn ordinal(context: &Context<'_>, start: Cursor<'_>) -> Option<Number> {
    let number = number::ordinal(start).or_else(|| in_words(start))?;
    let behind = Cursor { at: number.end, ..start };
    // "1/60th" is a part.
    if start.at > 0 && start.glued() && start.pieces.text_before(start.at, 1) == "/" {
        return None;
    }
    if behind.glued()
        && (behind.text() == "-" && number.digits
            || behind.piece().is_some_and(|piece| piece.kind == PieceKind::Letters))
    {
        return None;
    }
    let words = start.pieces.words(start.at..number.end);
    let article = context.article;
    // "the Seventh Fleet", "Park Ji-won the Second"
    let named = article.parse.names().iter().any(|name| {
        name.words.start < words.end
            && words.start < name.words.end
            && name.kind != NameKind::Miscellaneous
    });
    let word = article.word(words.end - 1);
    let single = words.len() == 1;
    let adverb = single && !number.digits && word.upos == Upos::Adv && behind.text() != "!";
    // "at first", "first of all", "a second later"
    let phrase = matches!(start.pieces.text_before(start.at, 1), "at" | "a" | "each" | "every")
        && single
        && !number.digits
        && word.upos != Upos::Adj;
    let all = start.text() == "first"
        && behind.text() == "of"
        && start.pieces.text(behind.at + 1) == "all";
    let unit = start.text() == "second" && word.upos == Upos::Noun;
    let capital = start.piece().is_some_and(Piece::capital)
        && start.at > 0
        && !number.digits
        && word.upos == Upos::Propn;
    (!named && !adverb && !phrase && !all && !unit && !capital && number.value.is_finite())
        .then_some(number)
}

/// `one hundred and fifth`, `two hundredth`, `twenty-one million three hundred twenty second`.
fn in_words(start: Cursor<'_>) -> Option<Number> {
    let (value, plural, end) = number::ordinals(start)?;
    (!plural && end > start.at + 1).then_some(Number { value, end, digits: false })
}
