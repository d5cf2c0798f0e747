//! Numbers that name rather than count: telephone numbers, scores, `Article 5`, `Boeing 737`.

use std::collections::HashSet;
use std::sync::LazyLock;

use dateline_language::{Relation, Upos};

use crate::article::Article;
use crate::lexicon;
use crate::pieces::{PieceKind, Pieces};

static NUMBERED: &str = include_str!("../../lexicons/quantities/numbered.txt");

static NUMBERED_THINGS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| lexicon::rows::<1>(NUMBERED).map(|[thing]| thing).collect());

/// Whether the number in these pieces is a name, a code, a score or a telephone number.
pub(super) fn is_label(article: &Article<'_>, pieces: &Pieces, start: usize, end: usize) -> bool {
    if is_in_code(pieces, start, end) || is_named_thing(pieces, start) {
        return true;
    }
    let words = pieces.words(start..end);
    let in_name = article.parse.names().iter().any(|name| {
        name.words.start < words.end
            && words.start < name.words.end
            && name.words.len() > words.len()
    });
    in_name || is_flat(article, words.start)
}

/// "Apollo 11": the number hangs from a name before it.
fn is_flat(article: &Article<'_>, word: usize) -> bool {
    let number = article.word(word);
    let Some(head) = number.head.filter(|head| *head < word) else { return false };
    article.word(head).upos == Upos::Propn
        && matches!(
            number.relation,
            Relation::Flat | Relation::Compound | Relation::Nummod | Relation::Dep
        )
        && head + 1 == word
}

/// Digits glued to letters or to other digits by marks: `A320`, `B-52`, `555-1234`, `3-1`, `24/7`,
/// `192.168.1.1`, `+44 20 7946`.
fn is_in_code(pieces: &Pieces, start: usize, end: usize) -> bool {
    let Some(first) = pieces.get(start) else { return true };
    if first.kind != PieceKind::Digits {
        return false;
    }
    let digits = |at: usize| pieces.get(at).is_some_and(|piece| piece.kind == PieceKind::Digits);
    let before = pieces.text_before(start, 1);
    if first.glued && start > 0 {
        let letters = pieces.get(start - 1).is_some_and(|piece| piece.kind == PieceKind::Letters);
        let joint = matches!(before, "-" | "/" | ":" | "." | "_" | "#" | "+" | "@" | "=" | "&");
        let bounded = matches!(pieces.text_before(start, 2), "<" | ">" | "=");
        let negative =
            before == "-" && pieces.get(start - 1).is_some_and(|piece| !piece.glued || bounded);
        if letters || joint && !negative {
            return true;
        }
    }
    let text = pieces.text(start);
    // A figure of a telephone number or a code begins with a nought.
    if text.len() > 1 && text.starts_with('0') && !text.starts_with("0.") {
        return true;
    }
    // "+44 20 7946 0958": groups of digits side by side.
    let groups_before = (1..=start).take_while(|back| digits(start - back)).count();
    let international =
        groups_before < start && pieces.text_before(start, groups_before + 1) == "+";
    if international || groups_before > 1 || digits(end) && pieces.text(end).len() > 2 {
        return true;
    }
    // "555-1234"
    if text.len() == 3
        && pieces.text(start + 1) == "-"
        && pieces.text(start + 2).len() == 4
        && end == start + 3
        && digits(start + 2)
    {
        return true;
    }
    let behind = pieces.text(end);
    let glued = |at: usize| pieces.get(at).is_some_and(|piece| piece.glued);
    let joined = glued(end) && matches!(behind, "-" | "/" | ":" | "." | "_" | "\u{2013}");
    joined && digits(end + 1) && glued(end + 1)
}

/// "Article 5", "Flight MH 370", "No. 10", "Route 66".
fn is_named_thing(pieces: &Pieces, start: usize) -> bool {
    let mut before = start;
    // "No. 10", "the Group of 20"
    if matches!(pieces.text_before(before, 1), "." | "of") {
        before -= 1;
    }
    let Some(word) = before.checked_sub(1).and_then(|at| pieces.get(at)) else { return false };
    let text = pieces.text(before - 1);
    let small = matches!(
        text,
        "page" | "pages" | "no" | "nos" | "number" | "magnitude" | "paragraph" | "top"
    );
    NUMBERED_THINGS.contains(text) && (word.capital() || small)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lexicon_is_sound() {
        lexicon::assert_sound::<1>(NUMBERED);
    }
}
