//! So many times: `threefold`, `a 12-fold rise`, `doubled`, `twice as many`, `three times the size`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use dateline_language::Upos;

use super::amount::{self, Amount, Reading};
use super::context::Context;
use crate::lexicon;
use crate::pieces::Cursor;

static RATIOS: &str = include_str!("../../lexicons/figures/ratios.txt");
static COMPARED: &str = include_str!("../../lexicons/figures/times-as.txt");
static MANNERS: &str = include_str!("../../lexicons/figures/no-ratios.txt");

static RATIO_WORDS: LazyLock<HashMap<&'static str, f64>> = LazyLock::new(|| {
    lexicon::rows::<2>(RATIOS)
        .filter_map(|[word, ratio]| Some((word, ratio.parse().ok()?)))
        .collect()
});

static COMPARED_WORDS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| lexicon::rows::<1>(COMPARED).map(|[word]| word).collect());

static MANNER_WORDS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| lexicon::rows::<1>(MANNERS).map(|[word]| word).collect());

/// The ratio that begins here, and the place behind it.
pub(super) fn ratio<'p>(
    context: &Context<'_>,
    start: Cursor<'p>,
    reading: Reading,
) -> Option<(Amount, Cursor<'p>)> {
    word(context, start).or_else(|| times(start, reading))
}

/// `threefold`, `doubled`, `halving`, `twice as many`, `double last year's number`.
fn word<'p>(context: &Context<'_>, start: Cursor<'p>) -> Option<(Amount, Cursor<'p>)> {
    let words = start.pieces.words(start.at..start.at + 1);
    let word = context.article.word(words.start);
    let ratio = RATIO_WORDS.get(word.lemma.as_str()).or_else(|| RATIO_WORDS.get(start.text()))?;
    let behind = Cursor { at: start.at + 1, ..start };
    let next = behind.text();
    let said = if word.lower.ends_with("fold") {
        true
    } else if matches!(word.lower.as_str(), "twice" | "thrice") {
        COMPARED_WORDS.contains(next)
    } else {
        // "doubled down", "a double murder", "the double": none of them compares amounts.
        let verb = word.upos == Upos::Verb && !MANNER_WORDS.contains(next);
        let noun = word.upos == Upos::Noun && word.lower.ends_with("ing");
        let of =
            word.lower == *word.lemma && word.upos != Upos::Verb && COMPARED_WORDS.contains(next);
        let bare = verb || noun || of;
        bare && !(behind.glued() && next == "-")
    };
    said.then(|| (Amount::exactly(*ratio, false), behind))
}

/// `three times as high`, `10 times more`, `12-fold`.
fn times(start: Cursor<'_>, reading: Reading) -> Option<(Amount, Cursor<'_>)> {
    let (amount, behind) = amount::single(start, reading)?;
    let mut cursor = behind;
    if cursor.take("times") {
        return COMPARED_WORDS.contains(cursor.text()).then_some((amount, cursor));
    }
    cursor.take_hyphen();
    (cursor.take("fold") && behind.glued()).then_some((amount, cursor))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lexicons_are_sound() {
        lexicon::assert_sound::<2>(RATIOS);
        for list in [COMPARED, MANNERS] {
            lexicon::assert_sound::<1>(list);
        }
        for [word, ratio] in lexicon::rows::<2>(RATIOS) {
            assert!(ratio.parse::<f64>().is_ok(), "{word}");
        }
    }
}
