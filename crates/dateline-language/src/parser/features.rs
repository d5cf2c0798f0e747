//! What the parser sees of a state: the words at the top of the stack and the front of the buffer,
//! their dependents so far, their distances. The templates follow Zhang and Nivre (2011).
//!
//! The names are the field's: `s0` is the top of the stack, `s1` the word below it, `b0` the front
//! of the buffer; `ws0` is the word of `s0`, `ps0` its part of speech, `gs0` its guessed supertag.

#![expect(clippy::similar_names, reason = "the field's names differ by a letter")]

use crate::feature::{Features, pair};
use crate::parser::State;
use crate::surface::Surface;

/// A word as the parser sees it.
#[derive(Debug, Clone, Copy, Default)]
struct TreeWord {
    lower: u32,
    tag: u32,
    supertag: u32,
    clusters: [u32; 3],
}

/// The words of a sentence as the parser sees them, and after them the root and the absent word.
#[derive(Debug, Clone, Default)]
pub struct TreeWords {
    words: Vec<TreeWord>,
}

impl TreeWords {
    /// Takes in another sentence.
    pub fn fill(&mut self, surfaces: &[Surface], tags: &[u8], supertags: &[u8]) {
        self.words.clear();
        let numbers = tags.iter().zip(supertags);
        self.words.extend(surfaces.iter().zip(numbers).map(|(surface, (&tag, &supertag))| {
            TreeWord {
                lower: surface.lower,
                tag: u32::from(tag),
                supertag: u32::from(supertag),
                clusters: surface.clusters,
            }
        }));
        let other = |number: u32| TreeWord {
            lower: number,
            tag: 1000 + number,
            supertag: 1000 + number,
            clusters: [0; 3],
        };
        self.words.push(other(2));
        self.words.push(other(1));
    }

    /// How many words the sentence has.
    pub fn count(&self) -> usize {
        self.words.len().saturating_sub(2)
    }

    #[inline]
    fn at(&self, place: u32) -> &TreeWord {
        &self.words[place as usize]
    }
}

/// How far two words are from each other, the longer the coarser; 0 where one is absent.
#[inline]
fn distance(left: u32, right: u32, none: u32) -> u32 {
    if left == none || right == none {
        return 0;
    }
    match right.abs_diff(left) {
        near @ 0..=4 => near,
        5..=6 => 5,
        7..=10 => 6,
        _ => 7,
    }
}

/// The features of a state.
pub fn parser_features(words: &TreeWords, state: &State, features: &mut Features) {
    let none = state.none();
    let (s0, s1, s2) = (state.on_stack(0), state.on_stack(1), state.on_stack(2));
    let (b0, b1, b2) = (state.in_buffer(0), state.in_buffer(1), state.in_buffer(2));
    let (s0_word, s1_word, s2_word) = (words.at(s0), words.at(s1), words.at(s2));
    let (b0_word, b1_word, b2_word) = (words.at(b0), words.at(b1), words.at(b2));
    let (ws0, ws1, ws2) = (s0_word.lower, s1_word.lower, s2_word.lower);
    let (wb0, wb1, wb2) = (b0_word.lower, b1_word.lower, b2_word.lower);
    let (ps0, ps1, ps2) = (s0_word.tag, s1_word.tag, s2_word.tag);
    let (pb0, pb1, pb2) = (b0_word.tag, b1_word.tag, b2_word.tag);
    let (wps0, wps1) = (pair(ws0, ps0), pair(ws1, ps1));
    let (ps0b0, ps1s0) = (pair(ps0, pb0), pair(ps1, ps0));
    let f = features;
    f.clear();

    // Single words.
    f.one(0);
    f.one(ws0);
    f.one(ps0);
    f.one(wps0);
    f.one(ws1);
    f.one(ps1);
    f.one(wps1);
    f.one(wb0);
    f.one(pb0);
    f.two(wb0, pb0);
    f.one(wb1);
    f.one(pb1);
    f.two(wb1, pb1);
    f.two(wb2, pb2);
    f.two(ws2, ps2);
    f.one(pb2);
    f.one(ps2);

    // The top of the stack with the front of the buffer.
    f.three(wps0, wb0, pb0);
    f.two(wps0, wb0);
    f.three(ws0, wb0, pb0);
    f.two(ws0, wb0);
    f.two(wps0, pb0);
    f.three(ps0, wb0, pb0);
    f.one(ps0b0);
    f.two(ps0b0, pb1);
    f.two(ps1s0, pb0);
    f.three(ps0b0, pb1, pb2);

    // The top of the stack with the word below.
    f.two(wps1, wps0);
    f.two(ws1, ws0);
    f.two(wps1, ps0);
    f.two(ps1, wps0);
    f.one(ps1s0);
    f.two(ps2, ps1s0);
    f.three(ps1, ws0, pb0);
    f.two(ps1s0, wb0);
    f.three(ws1, ps0, pb0);
    f.three(ps2, ps1s0, pb0);
    f.two(ps1, pb0);
    f.two(ws1, wb0);
    f.two(ws1, pb0);
    f.two(ps1, wb0);

    // Distances.
    let (to_b0, to_s1) = (distance(s0, b0, none), distance(s1, s0, none));
    f.two(ws0, to_b0);
    f.two(ps0, to_b0);
    f.two(wb0, to_b0);
    f.two(pb0, to_b0);
    f.two(ps0b0, to_b0);
    f.two(ps1s0, to_s1);
    f.two(ws1, to_s1);
    f.two(ps1, to_s1);
    f.four(ps1s0, pb0, to_b0, to_s1);

    // How many dependents there are, and by what relations.
    let (left_s0, right_s0) = (state.left(s0), state.right(s0));
    let (left_s1, right_s1, left_b0) = (state.left(s1), state.right(s1), state.left(b0));
    let count = |side: &crate::parser::state::Side| u32::from(side.count.min(6));
    f.two(ws0, count(left_s0));
    f.two(ps0, count(left_s0));
    f.two(ws0, count(right_s0));
    f.two(ps0, count(right_s0));
    f.two(wb0, count(left_b0));
    f.two(pb0, count(left_b0));
    f.two(ws1, count(right_s1));
    f.two(ps1, count(right_s1));
    f.two(ps1, count(left_s1));
    let set = |side: &crate::parser::state::Side| {
        (side.relations ^ (side.relations >> 32).wrapping_mul(0x9e37_79b1)) as u32
    };
    f.two(ps0, set(left_s0));
    f.two(ws0, set(left_s0));
    f.two(ps0, set(right_s0));
    f.two(ws0, set(right_s0));
    f.two(pb0, set(left_b0));
    f.two(wb0, set(left_b0));
    f.two(ps1, set(right_s1));
    f.two(ws1, set(right_s1));
    f.two(ps1, set(left_s1));

    // Dependents.
    let dependents = [
        (s0_word, left_s0.outer[0]),
        (s0_word, right_s0.outer[0]),
        (b0_word, left_b0.outer[0]),
        (s1_word, right_s1.outer[0]),
        (s1_word, left_s1.outer[0]),
        (s0_word, left_s0.outer[1]),
        (s0_word, right_s0.outer[1]),
        (b0_word, left_b0.outer[1]),
        (s1_word, right_s1.outer[1]),
    ];
    let mut template = 100;
    for (head, dependent) in dependents {
        if dependent != none {
            f.number_from(template);
            let relation = u32::from(state.relation(dependent));
            let word = words.at(dependent);
            f.two(word.lower, relation);
            f.two(word.tag, relation);
            f.three(head.tag, word.tag, relation);
            f.two(head.lower, relation);
        }
        template += 4;
    }

    // Dependents with two heads: what a preposition, a marker or an object does to an attachment.
    f.number_from(140);
    let tag = |word: u32| words.at(word).tag;
    let relation = |word: u32| u32::from(state.relation(word));
    f.two(ps0b0, tag(left_b0.outer[0]));
    f.two(ps0b0, tag(left_s0.outer[0]));
    f.two(ps0b0, tag(right_s0.outer[0]));
    f.two(ps1s0, tag(right_s0.outer[0]));
    f.two(ps1s0, tag(left_s0.outer[0]));
    f.two(ps1s0, tag(right_s1.outer[0]));
    f.three(ps1s0, pb0, tag(right_s1.outer[0]));
    f.three(ps0b0, relation(left_s0.outer[0]), relation(right_s0.outer[0]));
    f.three(ps0b0, relation(left_b0.outer[0]), relation(left_b0.outer[1]));
    f.three(ps1s0, relation(right_s1.outer[0]), relation(right_s1.outer[1]));
    f.three(ws0, relation(left_s0.outer[0]), relation(right_s0.outer[0]));
    f.three(ws1, relation(right_s1.outer[0]), ps0);
    // "accused of fraud", "talks with rebels": the head, the preposition, the kind of noun.
    let (case_s0, case_b0) = (words.at(left_s0.outer[0]).lower, words.at(left_b0.outer[0]).lower);
    f.three(ws1, case_s0, ps0);
    f.three(ps1, case_s0, ps0);
    f.three(ps1, case_s0, ws0);
    f.three(ws0, case_b0, pb0);
    f.three(ps0, case_b0, pb0);

    // What each is guessed to be.
    f.number_from(160);
    let (gs0, gs1, gs2) = (s0_word.supertag, s1_word.supertag, s2_word.supertag);
    let (gb0, gb1) = (b0_word.supertag, b1_word.supertag);
    f.two(ps0, gs0);
    f.two(pb0, gb0);
    f.two(ps1, gs1);
    f.two(gs0, gb0);
    f.two(gs1, gs0);
    f.two(gs1, gb0);
    f.three(gs0, gb0, gb1);
    f.three(gs1, gs0, gb0);
    f.three(gs2, gs1, gs0);
    f.three(gs0, ps0b0, to_b0);
    f.three(gb0, ps0b0, to_b0);
    f.three(gs0, ps1s0, to_s1);
    f.two(gs0, wb0);
    f.two(gs0, ws1);
    f.two(gs0, ws0);
    f.two(gb0, ws0);
    f.three(gs0, gs1, pb0);
    f.three(gs0, set(left_s0), set(right_s0));
    f.two(gb0, set(left_b0));
    f.three(gs1, set(left_s1), set(right_s1));
    f.three(gs0, set(left_s0), gb0);

    if s0_word.clusters[2] | s1_word.clusters[2] | b0_word.clusters[2] != 0 {
        f.number_from(190);
        let [short_s0, middle_s0, long_s0] = s0_word.clusters;
        let [short_s1, middle_s1, long_s1] = s1_word.clusters;
        let [short_b0, middle_b0, long_b0] = b0_word.clusters;
        f.one(long_s0);
        f.one(long_b0);
        f.one(long_s1);
        f.two(middle_s0, middle_b0);
        f.two(middle_s1, middle_s0);
        f.three(short_s0, short_b0, to_b0);
        f.three(short_s1, short_s0, short_b0);
        f.two(ps0, middle_b0);
        f.two(middle_s0, pb0);
        f.two(middle_s1, ps0);
        f.two(ps1, middle_s0);
        f.two(long_s0, long_b0);
        f.two(long_s1, long_s0);
        f.three(b1_word.clusters[1], pb0, ps0);
    }
}
