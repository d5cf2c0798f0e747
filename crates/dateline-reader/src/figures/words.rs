//! The words of change and comparison, from the lexicons.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::lexicon;

static CHANGES: &str = include_str!("../../lexicons/figures/changes.txt");
static LEVELS: &str = include_str!("../../lexicons/figures/levels.txt");
static EXTREMES: &str = include_str!("../../lexicons/figures/extremes.txt");
static BASES: &str = include_str!("../../lexicons/figures/bases.txt");
static LENGTH_UNITS: &str = include_str!("../../lexicons/figures/length-units.txt");
static TRANSITIVE: &str = include_str!("../../lexicons/figures/transitive.txt");

/// Which way an amount changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Up,
    Down,
}

static CHANGE_WORDS: LazyLock<HashMap<&'static str, Direction>> = LazyLock::new(|| {
    lexicon::rows::<2>(CHANGES)
        .map(|[word, way]| (word, if way == "up" { Direction::Up } else { Direction::Down }))
        .collect()
});

fn set(lexicon: &'static str) -> HashSet<&'static str> {
    lexicon::rows::<1>(lexicon).map(|[word]| word).collect()
}

static LEVEL_WORDS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| set(LEVELS));
static EXTREME_WORDS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| set(EXTREMES));
static BASE_WORDS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| set(BASES));
static LENGTHS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| set(LENGTH_UNITS));
static TRANSITIVE_WORDS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| set(TRANSITIVE));

/// The direction of a word of change.
pub(super) fn change(lemma: &str) -> Option<Direction> {
    CHANGE_WORDS.get(lemma).copied()
}

/// Whether what an amount measures is the object of this verb: `cut its deficit to 30 million`.
pub(super) fn is_transitive(lemma: &str) -> bool {
    TRANSITIVE_WORDS.contains(lemma)
}

/// Whether a verb leads up to an amount.
pub(super) fn is_level(lemma: &str) -> bool {
    LEVEL_WORDS.contains(lemma)
}

/// Whether a unit is of length: distances are where, not how much.
pub(super) fn is_length(unit: &str) -> bool {
    LENGTHS.contains(unit)
}

/// Whether a word is that for the greatest or the least.
pub(super) fn is_extreme(word: &str) -> bool {
    EXTREME_WORDS.contains(word)
}

/// Whether a word leads to what something is compared with.
pub(super) fn is_base(word: &str) -> bool {
    BASE_WORDS.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lexicons_are_sound() {
        lexicon::assert_sound::<2>(CHANGES);
        for list in [LEVELS, EXTREMES, BASES, TRANSITIVE, LENGTH_UNITS] {
            lexicon::assert_sound::<1>(list);
        }
        for [word, way] in lexicon::rows::<2>(CHANGES) {
            assert!(matches!(way, "up" | "down"), "{word}");
        }
    }
}
