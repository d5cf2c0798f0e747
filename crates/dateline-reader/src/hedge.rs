//! What bounds a number: `nearly`, `more than`, `at least`.

use std::sync::LazyLock;

use crate::lexicon;
use crate::phrases::Phrases;
use crate::pieces::Cursor;

/// How an amount is bounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hedge {
    /// `about`
    About,
    /// `nearly`
    Nearly,
    /// `more than`
    Over,
    /// `less than`
    Under,
    /// `at least`
    AtLeast,
    /// `up to`
    AtMost,
}

static LEXICON: &str = include_str!("../lexicons/hedges.txt");

static HEDGES: LazyLock<Phrases<Hedge>> = LazyLock::new(|| {
    Phrases::new(
        lexicon::rows::<2>(LEXICON).filter_map(|[words, kind]| Some((words, named(kind)?))),
    )
});

/// The hedge that a lexicon calls so.
pub(crate) fn named(kind: &str) -> Option<Hedge> {
    Some(match kind {
        "about" => Hedge::About,
        "nearly" => Hedge::Nearly,
        "over" => Hedge::Over,
        "under" => Hedge::Under,
        "at-least" => Hedge::AtLeast,
        "at-most" => Hedge::AtMost,
        _ => return None,
    })
}

/// The hedge here; the cursor moves past it.
pub(crate) fn take(cursor: &mut Cursor<'_>) -> Option<Hedge> {
    HEDGES.take(cursor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lexicon_is_sound() {
        lexicon::assert_sound::<2>(LEXICON);
        assert!(lexicon::rows::<2>(LEXICON).all(|[_, kind]| named(kind).is_some()));
    }
}
