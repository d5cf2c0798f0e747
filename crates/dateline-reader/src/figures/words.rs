//! The words of change and comparison, from the lexicons.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::lexicon;

static CHANGES: &str = include_str!("../../lexicons/figures/changes.txt");
static LEVELS: &str = include_str!("../../lexicons/figures/levels.txt");
static RATIOS: &str = include_str!("../../lexicons/figures/ratios.txt");
static EXTREMES: &str = include_str!("../../lexicons/figures/extremes.txt");
static BASES: &str = include_str!("../../lexicons/figures/bases.txt");

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

static RATIO_WORDS: LazyLock<HashMap<&'static str, f64>> = LazyLock::new(|| {
    lexicon::rows::<2>(RATIOS)
        .filter_map(|[word, ratio]| Some((word, ratio.parse().ok()?)))
        .collect()
});

fn set(lexicon: &'static str) -> HashSet<&'static str> {
    lexicon::rows::<1>(lexicon).map(|[word]| word).collect()
}

static LEVEL_WORDS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| set(LEVELS));
static EXTREME_WORDS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| set(EXTREMES));
static BASE_WORDS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| set(BASES));

/// The direction of a word of change.
pub(super) fn change(lemma: &str) -> Option<Direction> {
    CHANGE_WORDS.get(lemma).copied()
}

/// The ratio of a word such as `threefold`.
pub(super) fn ratio(lemma: &str) -> Option<f64> {
    RATIO_WORDS.get(lemma).copied()
}

/// Whether a verb leads up to an amount.
pub(super) fn is_level(lemma: &str) -> bool {
    LEVEL_WORDS.contains(lemma)
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
        lexicon::assert_sound::<2>(RATIOS);
        for list in [LEVELS, EXTREMES, BASES] {
            lexicon::assert_sound::<1>(list);
        }
        for [word, way] in lexicon::rows::<2>(CHANGES) {
            assert!(matches!(way, "up" | "down"), "{word}");
        }
        for [word, ratio] in lexicon::rows::<2>(RATIOS) {
            assert!(ratio.parse::<f64>().is_ok(), "{word}");
        }
    }
}
