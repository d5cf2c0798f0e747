//! The best sequence of tags of a sentence (Viterbi 1967).

use super::tags::{OUTSIDE, TAGS, may_follow};

/// What each tag says for or against the one that follows it; `[before][after]`.
pub type Transitions = [[f32; TAGS]; TAGS];

/// What stands for a sequence that cannot be.
const IMPOSSIBLE: f32 = -1.0e9;

/// Finds best sequences; keeps its tables from one sentence to the next.
#[derive(Debug, Clone)]
pub struct Decoder {
    transitions: Transitions,
    /// For each word and tag, the tag before it in the best sequence up to there.
    best_before: Vec<[u8; TAGS]>,
}

impl Decoder {
    /// A decoder with these transitions; those that no name allows count as impossible.
    pub fn new(transitions: &Transitions) -> Self {
        let mut transitions = *transitions;
        for (before, row) in transitions.iter_mut().enumerate() {
            for (after, weight) in row.iter_mut().enumerate() {
                if !may_follow(before as u8, after as u8) {
                    *weight = IMPOSSIBLE;
                }
            }
        }
        Self { transitions, best_before: Vec::new() }
    }

    /// The tags with the highest sum of scores and transitions, by way of `tags`.
    pub fn best(&mut self, scores: &[[f32; TAGS]], tags: &mut Vec<u8>) {
        tags.clear();
        self.best_before.clear();
        let Some(first) = scores.first() else { return };
        let mut so_far: [f32; TAGS] =
            std::array::from_fn(|tag| first[tag] + self.transitions[usize::from(OUTSIDE)][tag]);
        for word in &scores[1..] {
            let mut next = [f32::NEG_INFINITY; TAGS];
            let mut from = [0_u8; TAGS];
            for (before, &score) in so_far.iter().enumerate() {
                if score < IMPOSSIBLE / 2.0 {
                    continue;
                }
                for tag in 0..TAGS {
                    let candidate = score + self.transitions[before][tag];
                    if candidate > next[tag] {
                        next[tag] = candidate;
                        from[tag] = before as u8;
                    }
                }
            }
            for (sum, score) in next.iter_mut().zip(word) {
                *sum += score;
            }
            so_far = next;
            self.best_before.push(from);
        }
        let mut last = OUTSIDE;
        let mut highest = f32::NEG_INFINITY;
        for (tag, &score) in so_far.iter().enumerate() {
            let score = score + self.transitions[tag][usize::from(OUTSIDE)];
            if score > highest {
                (highest, last) = (score, tag as u8);
            }
        }
        tags.push(last);
        for before in self.best_before.iter().rev() {
            last = before[usize::from(last)];
            tags.push(last);
        }
        tags.reverse();
    }
}

#[cfg(test)]
mod tests {
    use super::super::tags::{Mark, tag};
    use super::*;
    use crate::NameKind;

    #[test]
    fn the_best_sequence_is_one_of_whole_names() {
        let first = tag(NameKind::Person, Mark::First);
        let last = tag(NameKind::Person, Mark::Last);
        let mut scores = vec![[0.0; TAGS]; 4];
        scores[1][usize::from(first)] = 2.0;
        scores[2][usize::from(last)] = 2.0;
        let mut decoder = Decoder::new(&[[0.0; TAGS]; TAGS]);
        let mut tags = Vec::new();
        decoder.best(&scores, &mut tags);
        assert_eq!(tags[1..3], [first, last]);
        assert!(tags.windows(2).all(|pair| may_follow(pair[0], pair[1])));
        // What only a broken sequence would say has no say.
        decoder.best(&scores[1..2], &mut tags);
        assert!(may_follow(tags[0], OUTSIDE) && may_follow(OUTSIDE, tags[0]));
        decoder.best(&[], &mut tags);
        assert!(tags.is_empty());
    }
}
