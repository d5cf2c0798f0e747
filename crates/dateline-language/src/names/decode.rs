//! The best sequence of tags of a sentence (Viterbi 1967).

use super::tags::{OUTSIDE, TAGS, may_follow};
use crate::network::exp;

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

/// How likely stretches of tags are, by the forward-backward algorithm (Rabiner 1989).
#[derive(Debug, Clone)]
pub struct Marginals {
    sharpness: f32,
    /// What each tag says for the one that follows it, as factors.
    transitions: Transitions,
    factors: Vec<[f32; TAGS]>,
    forward: Vec<[f32; TAGS]>,
    backward: Vec<[f32; TAGS]>,
    /// What the forward factors of each word were divided by.
    sums: Vec<f32>,
}

impl Marginals {
    /// Marginals by these transitions; scores and transitions are multiplied by `sharpness` to be
    /// logarithms of calibrated factors.
    pub fn new(transitions: &Transitions, sharpness: f32) -> Self {
        let highest = transitions.iter().flatten().copied().fold(f32::NEG_INFINITY, f32::max);
        let mut factors = [[0.0; TAGS]; TAGS];
        for (before, row) in factors.iter_mut().enumerate() {
            for (after, factor) in row.iter_mut().enumerate() {
                if may_follow(before as u8, after as u8) {
                    *factor = exp((transitions[before][after] - highest) * sharpness);
                }
            }
        }
        let rows = Vec::new;
        let (forward, backward) = (rows(), rows());
        Self {
            sharpness,
            transitions: factors,
            factors: rows(),
            forward,
            backward,
            sums: Vec::new(),
        }
    }

    /// Reads the scores of a sentence.
    pub fn read(&mut self, scores: &[[f32; TAGS]]) {
        self.factors.clear();
        self.factors.extend(scores.iter().map(|scores| {
            let highest = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            scores.map(|score| exp((score - highest) * self.sharpness))
        }));
        self.forward.clear();
        self.sums.clear();
        let mut before = [0.0; TAGS];
        before[usize::from(OUTSIDE)] = 1.0;
        for factors in &self.factors {
            let mut after = [0.0; TAGS];
            for (before, row) in before.iter().zip(&self.transitions) {
                for (after, factor) in after.iter_mut().zip(row) {
                    *after += before * factor;
                }
            }
            for (after, factor) in after.iter_mut().zip(factors) {
                *after *= factor;
            }
            let sum = after.iter().sum::<f32>().max(f32::MIN_POSITIVE);
            let after = after.map(|factor| factor / sum);
            self.sums.push(sum);
            self.forward.push(after);
            before = after;
        }
        self.backward.clear();
        self.backward.resize(scores.len(), [0.0; TAGS]);
        let outside = usize::from(OUTSIDE);
        let mut after: [f32; TAGS] = std::array::from_fn(|tag| self.transitions[tag][outside]);
        for at in (0..scores.len()).rev() {
            self.backward[at] = after;
            let (factors, sum) = (&self.factors[at], self.sums[at]);
            after = std::array::from_fn(|tag| {
                let next = self.transitions[tag].iter().zip(factors).zip(&after);
                next.map(|((turn, factor), after)| turn * factor * after).sum::<f32>() / sum
            });
        }
    }

    /// How likely these tags stand together from the word at `first` on, from 0 to 1.
    pub fn of(&self, first: usize, tags: &[u8]) -> f32 {
        let Some(last) = (first + tags.len()).checked_sub(1) else { return 1.0 };
        let Some(end) = self.forward.last() else { return 0.0 };
        let outside = usize::from(OUTSIDE);
        let all: f32 =
            end.iter().enumerate().map(|(tag, f)| f * self.transitions[tag][outside]).sum();
        let mut product = self.forward[first][usize::from(tags[0])];
        for (at, pair) in (first + 1..).zip(tags.windows(2)) {
            let (one, two) = (usize::from(pair[0]), usize::from(pair[1]));
            product *= self.transitions[one][two] * self.factors[at][two] / self.sums[at];
        }
        let last_tag = usize::from(tags[tags.len() - 1]);
        (product * self.backward[last][last_tag] / all.max(f32::MIN_POSITIVE)).clamp(0.0, 1.0)
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

    #[test]
    fn marginals_are_the_shares_of_all_sequences() {
        let scores: Vec<[f32; TAGS]> = (0..3)
            .map(|word| std::array::from_fn(|tag| ((word * 7 + tag * 5) % 11) as f32 / 5.0))
            .collect();
        let transitions: Transitions = std::array::from_fn(|before| {
            std::array::from_fn(|after| ((before * 3 + after) % 7) as f32 / 7.0)
        });
        let mut marginals = Marginals::new(&transitions, 1.0);
        marginals.read(&scores);
        let (mut all, mut those) = (0.0_f64, 0.0_f64);
        let wanted = [tag(NameKind::Location, Mark::First), tag(NameKind::Location, Mark::Last)];
        let each = 0..TAGS as u8;
        for (one, two, three) in each.clone().flat_map(|one| {
            let each = each.clone();
            each.clone().flat_map(move |two| each.clone().map(move |three| (one, two, three)))
        }) {
            let sequence = [OUTSIDE, one, two, three, OUTSIDE];
            if sequence.windows(2).any(|pair| !may_follow(pair[0], pair[1])) {
                continue;
            }
            let sum = sequence
                .windows(2)
                .map(|pair| transitions[usize::from(pair[0])][usize::from(pair[1])])
                .sum::<f32>()
                + scores[0][usize::from(one)]
                + scores[1][usize::from(two)]
                + scores[2][usize::from(three)];
            all += f64::from(sum).exp();
            if [two, three] == wanted {
                those += f64::from(sum).exp();
            }
        }
        let expected = (those / all) as f32;
        assert!((marginals.of(1, &wanted) - expected).abs() < 1e-4, "{expected}");
    }
}
