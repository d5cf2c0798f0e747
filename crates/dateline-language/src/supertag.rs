//! Supertags: a first guess, before the parse, of each word's relation to its head, of the side
//! that the head is on, and of the sides that its own dependents are on (Ouchi et al., 2014).
//!
//! The parser goes from left to right and decides greedily; the guess tells it what is to come:
//! that "raced" of "the horse raced past the barn fell" is a modifier, that "said" at the end of
//! the sentence is its head.

use crate::feature::{Features, pair};
use crate::linear::{Linear, Scores};
use crate::surface::Surface;
use crate::tagger::{NO_TAG, Tag, best};
use crate::{ModelError, Upos};

/// The supertagger of a model.
#[derive(Debug, Clone, Copy)]
pub struct Supertagger<'m> {
    weights: Linear<'m>,
}

impl<'m> Supertagger<'m> {
    /// The supertagger in a section of a model file.
    ///
    /// # Errors
    /// Where the section is damaged.
    pub fn read(section: &'m [u8]) -> Result<Self, ModelError> {
        Ok(Self { weights: Linear::read(section)? })
    }

    /// The numbers of the supertags of a sentence's words.
    pub fn tag(
        &self,
        words: &[Surface],
        tags: &[u8],
        verbs: &mut VerbContext,
        features: &mut Features,
        supertags: &mut Vec<u8>,
    ) {
        let mut scores: Scores = [0; 256];
        verbs.look(tags);
        supertags.clear();
        for at in 0..words.len() {
            supertag_features(words, tags, verbs, supertags, at, features);
            self.weights.score(features.keys(), &mut scores);
            supertags.push(best(&scores[..self.weights.classes()]));
        }
    }
}

/// The nearest verbs and auxiliaries of each word of a sentence: what clause it may be of.
#[derive(Debug, Clone, Default)]
pub struct VerbContext {
    is_verb: Vec<bool>,
    left: Vec<u8>,
    right: Vec<u8>,
}

impl VerbContext {
    /// For a model with these tags.
    pub fn new(tags: &[Tag]) -> Self {
        let is_verb = tags.iter().map(|tag| matches!(tag.upos, Upos::Verb | Upos::Aux)).collect();
        Self { is_verb, left: Vec::new(), right: Vec::new() }
    }

    /// Takes in the tags of another sentence.
    pub fn look(&mut self, tags: &[u8]) {
        let is_verb = |tag: u8| self.is_verb.get(usize::from(tag)) == Some(&true);
        let nearest = |last: &mut u8, &tag: &u8| {
            let before = *last;
            if is_verb(tag) {
                *last = tag;
            }
            Some(before)
        };
        self.left.clear();
        self.left.extend(tags.iter().scan(NO_TAG, nearest));
        self.right.clear();
        self.right.extend(tags.iter().rev().scan(NO_TAG, nearest));
        self.right.reverse();
    }
}

/// What the supertagger sees at a word: the words and tags on both sides, and the supertags of the
/// words before it.
pub fn supertag_features(
    words: &[Surface],
    tags: &[u8],
    verbs: &VerbContext,
    supertags: &[u8],
    at: usize,
    features: &mut Features,
) {
    let place = |offset: isize| at.checked_add_signed(offset).filter(|&place| place < words.len());
    let lower = |offset: isize| place(offset).map_or(1, |place| words[place].lower);
    let tag = |offset: isize| u32::from(place(offset).map_or(NO_TAG, |place| tags[place]));
    let cluster = |offset: isize| place(offset).map_or(1, |place| words[place].clusters[2]);
    let guess =
        |back: usize| u32::from(at.checked_sub(back).map_or(NO_TAG, |place| supertags[place]));
    let word = &words[at];
    let (w0, wl, wl2, wr, wr2) = (word.lower, lower(-1), lower(-2), lower(1), lower(2));
    let (t0, tl, tl2, tl3) = (tag(0), tag(-1), tag(-2), tag(-3));
    let (tr, tr2, tr3) = (tag(1), tag(2), tag(3));
    let (g1, g2) = (guess(1), guess(2));
    let (verb_left, verb_right) = (u32::from(verbs.left[at]), u32::from(verbs.right[at]));
    let t0_verbs = pair(t0, pair(verb_left, verb_right));
    let f = features;
    f.clear();
    f.one(t0);
    f.two(t0, w0);
    f.two(t0, word.form);
    f.two(t0, word.suffixes[2]);
    f.two(t0, word.suffixes[1]);
    f.two(t0, word.shape);
    // The tags around.
    f.two(t0, tl);
    f.two(t0, tr);
    f.two(t0, tl2);
    f.two(t0, tr2);
    f.two(t0, tr3);
    f.three(t0, tl, tr);
    f.three(t0, tl, tl2);
    f.three(t0, tr, tr2);
    f.four(t0, tr, tr2, tr3);
    f.four(t0, tl, tl2, tl3);
    f.four(t0, tl, tr, tr2);
    f.four(t0, tl, tl2, tr);
    f.four(pair(t0, tl), tl2, tr, tr2);
    // The words around.
    f.two(t0, wl);
    f.two(t0, wr);
    f.two(t0, wl2);
    f.two(t0, wr2);
    f.two(w0, tl);
    f.two(w0, tr);
    f.three(w0, tl, tr);
    f.three(w0, tr, tr2);
    f.three(w0, tl, tl2);
    f.two(w0, wl);
    f.two(w0, wr);
    f.three(t0, wl, tr);
    f.three(t0, tl, wr);
    f.three(t0, wr, tr2);
    f.three(t0, wl, tl2);
    // The guesses before.
    f.two(t0, g1);
    f.two(w0, g1);
    f.three(t0, g1, g2);
    f.three(t0, g1, tr);
    f.four(t0, g1, tl, tr);
    f.three(t0, g1, wl);
    // The clause.
    f.one(t0_verbs);
    f.two(t0_verbs, tl);
    f.two(t0_verbs, tr);
    f.two(t0_verbs, g1);
    f.two(w0, verb_left);
    f.two(w0, verb_right);
    f.two(t0_verbs, u32::from(at == 0));
    f.two(t0_verbs, words.last().map_or(0, |last| last.lower));
    if word.clusters[2] != 0 {
        f.number_from(60);
        f.two(t0, word.clusters[2]);
        f.two(t0, word.clusters[1]);
        f.three(t0, word.clusters[1], tl);
        f.three(t0, word.clusters[1], tr);
    }
    f.number_from(64);
    f.two(t0, cluster(-1));
    f.two(t0, cluster(1));
    f.three(t0, cluster(1), tr2);
}
