//! Morphological features: number, tense, mood, person, case, degree, as the treebanks give them.

use crate::feature::{Features, pair};
use crate::surface::Surface;
use crate::tagger::NO_TAG;

/// What the model of features sees of a word: its letters, its tag, and the words around it, which
/// tell "they *strike*" from "to *strike*" and from "*strike* now!".
pub fn morphology_features(words: &[Surface], tags: &[u8], at: usize, features: &mut Features) {
    let near = |offset: isize| {
        let place = at.checked_add_signed(offset).filter(|&place| place < words.len());
        place.map_or((1, u32::from(NO_TAG)), |place| (words[place].lower, u32::from(tags[place])))
    };
    let word = &words[at];
    let tag = u32::from(tags[at]);
    let [(word_before2, left2), (word_before, left)] = [near(-2), near(-1)];
    let [(word_after, right), (word_after2, right2)] = [near(1), near(2)];
    let (_, left3) = near(-3);
    let f = features;
    f.clear();
    f.one(tag);
    f.two(tag, word.lower);
    f.two(tag, word.form);
    for suffix in word.suffixes {
        f.two(tag, suffix);
    }
    f.two(tag, word.shape);
    f.two(tag, word.prefixes[2]);
    f.two(tag, left);
    f.two(tag, right);
    f.two(tag, word_before);
    f.two(tag, word_after);
    f.two(tag, word_before2);
    f.two(tag, word_after2);
    f.three(tag, left, left2);
    f.four(tag, left, left2, left3);
    f.three(tag, right, right2);
    f.three(tag, left, right);
    f.three(tag, word_before, word_before2);
    f.three(tag, word.lower, left);
    f.three(tag, word.lower, right);
    f.three(tag, word.lower, word_before);
    f.three(tag, word.lower, word_after);
    f.three(pair(tag, word.lower), left, left2);
    // The nearest word before that is a verb, an auxiliary, a subject or a mark of a clause says
    // whether this verb is finite: the nearest verb's and pronoun's tag is a stand-in for the tree.
    let before = words[..at].iter().zip(tags).rev().take(6);
    let nearest = before.clone().find(|(_, other)| u32::from(**other) == tag);
    f.two(tag, nearest.map_or(1, |(surface, _)| surface.lower));
    f.two(tag, u32::from(at == 0));
    f.three(tag, words.last().map_or(0, |last| last.lower), u32::from(at.min(2) as u8));
}
