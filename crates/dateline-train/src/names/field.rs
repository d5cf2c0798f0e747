//! Training of the conditional random field of names: gradients by the forward-backward algorithm,
//! steps by the proximally regularised leader ("Ad click prediction: a view from the trenches",
//! 2013), which has a rate of its own for every weight and leaves most weights at zero.
//!
//! A word may allow several tags, where a corpus does not say which: the sum over all of them is
//! then made likely.

use dateline_language::names::{OUTSIDE, TAGS, Transitions, may_follow};

use crate::random::Random;

/// A sentence to learn from.
#[derive(Debug, Clone, Default)]
pub(crate) struct Example {
    /// The features of its words, one word after the other, as numbers of rows.
    pub(crate) features: Vec<u32>,
    /// For each word where its features end.
    pub(crate) ends: Vec<u32>,
    /// For each word the tags that it may have, a bit each.
    pub(crate) allowed: Vec<u32>,
    /// What it counts for.
    pub(crate) weight: f32,
}

impl Example {
    fn features_of(&self, word: usize) -> &[u32] {
        let start = if word == 0 { 0 } else { self.ends[word - 1] };
        &self.features[start as usize..self.ends[word] as usize]
    }
}

/// How to train.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Settings {
    /// How often each sentence is seen.
    pub(crate) epochs: u32,
    /// The size of the first steps.
    pub(crate) rate: f32,
    /// How much the gradients must say for a weight before it is other than zero.
    pub(crate) sparsity: f32,
    /// How strongly weights are drawn to zero.
    pub(crate) decay: f32,
    /// The share of features that a word is shown without, so that none is relied on alone.
    pub(crate) dropout: f64,
}

/// A weight with what FTRL keeps of it.
#[derive(Debug, Clone, Copy)]
struct Row {
    weights: [f32; TAGS],
    sums: [f32; TAGS],
    /// The root of the sum of squared gradients.
    spreads: [f32; TAGS],
}

impl Row {
    const ZERO: Self = Self { weights: [0.0; TAGS], sums: [0.0; TAGS], spreads: [0.0; TAGS] };

    #[inline]
    fn step(&mut self, gradient: &[f32; TAGS], settings: &Settings) {
        for (tag, &slope) in gradient.iter().enumerate() {
            let spread = (self.spreads[tag] * self.spreads[tag] + slope * slope).sqrt();
            let stiffness = (spread - self.spreads[tag]) / settings.rate;
            let sum = self.sums[tag] + slope - stiffness * self.weights[tag];
            self.sums[tag] = sum;
            self.spreads[tag] = spread;
            let beyond = (sum.abs() - settings.sparsity).max(0.0).copysign(sum);
            self.weights[tag] = -beyond / ((1.0 + spread) / settings.rate + settings.decay);
        }
    }
}

/// The field in training.
pub(crate) struct Field {
    rows: Vec<Row>,
    transitions: [Row; TAGS],
    settings: Settings,
}

/// Gradients too small to be worth a step.
const NEGLIGIBLE: f32 = 0.002;

impl Field {
    /// A field of so many features that knows nothing.
    pub(crate) fn new(features: usize, settings: Settings) -> Self {
        Self { rows: vec![Row::ZERO; features], transitions: [Row::ZERO; TAGS], settings }
    }

    /// Learns from all examples, `epochs` times, in an order that the seed gives.
    pub(crate) fn train(&mut self, examples: &[Example], seed: u64) {
        let mut random = Random::new(seed);
        let mut order: Vec<usize> = (0..examples.len()).collect();
        let mut chains = [Chain::default(), Chain::default()];
        let mut shown = Vec::new();
        for _ in 0..self.settings.epochs {
            random.shuffle(&mut order);
            for &at in &order {
                self.learn(&examples[at], &mut random, &mut chains, &mut shown);
            }
        }
    }

    fn learn(
        &mut self,
        example: &Example,
        random: &mut Random,
        [free, bound]: &mut [Chain; 2],
        shown: &mut Vec<Vec<u32>>,
    ) {
        let words = example.ends.len();
        shown.resize_with(words.max(shown.len()), Vec::new);
        let kept = 1.0 / (1.0 - self.settings.dropout) as f32;
        let mut scores = vec![[0.0_f32; TAGS]; words];
        for (word, (shown, scores)) in shown.iter_mut().zip(&mut scores).enumerate() {
            shown.clear();
            let features = example.features_of(word).iter().copied();
            shown.extend(features.filter(|_| !random.chance(self.settings.dropout)));
            for &feature in &*shown {
                let weights = &self.rows[feature as usize].weights;
                for (score, weight) in scores.iter_mut().zip(weights) {
                    *score += weight;
                }
            }
            for score in scores {
                *score *= kept;
            }
        }
        let factors = self.transition_factors();
        let possible = free.compute(&scores, &factors, |_| (1 << TAGS) - 1)
            && bound.compute(&scores, &factors, |word| example.allowed[word]);
        if !possible {
            return;
        }
        for (word, shown) in shown.iter().enumerate().take(words) {
            let gradient: [f32; TAGS] = std::array::from_fn(|tag| {
                (free.marginals[word][tag] - bound.marginals[word][tag]) as f32 * example.weight
            });
            if gradient.iter().any(|slope| slope.abs() > NEGLIGIBLE) {
                for &feature in shown {
                    self.rows[feature as usize].step(&gradient, &self.settings);
                }
            }
        }
        for (before, row) in self.transitions.iter_mut().enumerate() {
            let gradient: [f32; TAGS] = std::array::from_fn(|tag| {
                (free.pairs[before][tag] - bound.pairs[before][tag]) as f32 * example.weight
            });
            if gradient.iter().any(|slope| slope.abs() > NEGLIGIBLE) {
                row.step(&gradient, &self.settings);
            }
        }
    }

    fn transition_factors(&self) -> [[f64; TAGS]; TAGS] {
        std::array::from_fn(|before| {
            std::array::from_fn(|after| {
                if may_follow(before as u8, after as u8) {
                    f64::from(self.transitions[before].weights[after]).exp()
                } else {
                    0.0
                }
            })
        })
    }

    /// The weights of a feature.
    pub(crate) fn weights(&self, feature: usize) -> &[f32; TAGS] {
        &self.rows[feature].weights
    }

    /// The weights of the transitions.
    pub(crate) fn transitions(&self) -> Transitions {
        std::array::from_fn(|before| self.transitions[before].weights)
    }
}

/// How likely each tag of each word, and each pair of neighbouring tags, is in a sentence.
#[derive(Debug, Clone, Default)]
struct Chain {
    factors: Vec<[f64; TAGS]>,
    forward: Vec<[f64; TAGS]>,
    marginals: Vec<[f64; TAGS]>,
    /// Expected numbers of pairs, the borders of the sentence counting as outside.
    pairs: [[f64; TAGS]; TAGS],
}

impl Chain {
    /// Computes them under restriction to the allowed tags; false where no sequence is possible.
    fn compute(
        &mut self,
        scores: &[[f32; TAGS]],
        transitions: &[[f64; TAGS]; TAGS],
        allowed: impl Fn(usize) -> u32,
    ) -> bool {
        self.factors.clear();
        for (word, scores) in scores.iter().enumerate() {
            let highest = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            let allowed = allowed(word);
            self.factors.push(std::array::from_fn(|tag| {
                if allowed >> tag & 1 == 1 { f64::from(scores[tag] - highest).exp() } else { 0.0 }
            }));
        }
        self.forward.clear();
        let mut before = [0.0; TAGS];
        before[usize::from(OUTSIDE)] = 1.0;
        for factors in &self.factors {
            let mut here = [0.0; TAGS];
            for (row, &share) in transitions.iter().zip(&before) {
                if share > 0.0 {
                    for tag in 0..TAGS {
                        here[tag] += share * row[tag];
                    }
                }
            }
            for tag in 0..TAGS {
                here[tag] *= factors[tag];
            }
            if !normalise(&mut here) {
                return false;
            }
            self.forward.push(here);
            before = here;
        }
        self.backward(transitions)
    }

    fn backward(&mut self, transitions: &[[f64; TAGS]; TAGS]) -> bool {
        self.pairs = [[0.0; TAGS]; TAGS];
        self.marginals.resize(self.factors.len(), [0.0; TAGS]);
        let outside = usize::from(OUTSIDE);
        // What follows a word, given its tag.
        let mut after: [f64; TAGS] = std::array::from_fn(|tag| transitions[tag][outside]);
        for word in (0..self.factors.len()).rev() {
            let mut marginals: [f64; TAGS] =
                std::array::from_fn(|tag| self.forward[word][tag] * after[tag]);
            if !normalise(&mut marginals) {
                return false;
            }
            self.marginals[word] = marginals;
            let here: [f64; TAGS] = std::array::from_fn(|tag| self.factors[word][tag] * after[tag]);
            let mut first = [0.0; TAGS];
            first[outside] = 1.0;
            let before = if word == 0 { &first } else { &self.forward[word - 1] };
            let mut pairs = [[0.0; TAGS]; TAGS];
            let mut total = 0.0;
            let mut next = [0.0; TAGS];
            for one in 0..TAGS {
                for other in 0..TAGS {
                    let share = transitions[one][other] * here[other];
                    next[one] += share;
                    pairs[one][other] = before[one] * share;
                    total += pairs[one][other];
                }
            }
            for (sums, pairs) in self.pairs.as_flattened_mut().iter_mut().zip(pairs.as_flattened())
            {
                *sums += pairs / total;
            }
            if word + 1 == self.factors.len() {
                for (row, share) in self.pairs.iter_mut().zip(marginals) {
                    row[outside] += share;
                }
            }
            if !normalise(&mut next) {
                return false;
            }
            after = next;
        }
        true
    }
}

/// Makes the shares add up to one; false where they cannot.
fn normalise(shares: &mut [f64; TAGS]) -> bool {
    let total: f64 = shares.iter().sum();
    if !(total > 0.0 && total.is_finite()) {
        return false;
    }
    for share in shares {
        *share /= total;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_language::NameKind;
    use dateline_language::names::{Mark, tag};

    const SETTINGS: Settings =
        Settings { epochs: 20, rate: 0.5, sparsity: 0.0, decay: 0.0, dropout: 0.0 };

    #[test]
    fn marginals_are_those_of_all_sequences() {
        let scores: Vec<[f32; TAGS]> = (0..3_u8)
            .map(|word| std::array::from_fn(|tag| f32::from(word * 7 + tag as u8 * 5 % 11) / 9.0))
            .collect();
        let transitions: [[f64; TAGS]; TAGS] = std::array::from_fn(|one| {
            std::array::from_fn(|other| {
                let possible = may_follow(one as u8, other as u8);
                if possible { 1.0 + (one * 3 + other) as f64 / 20.0 } else { 0.0 }
            })
        });
        let mut chain = Chain::default();
        assert!(chain.compute(&scores, &transitions, |_| (1 << TAGS) - 1));
        let mut total = 0.0;
        let mut middle = [0.0; TAGS];
        let mut pairs = [[0.0; TAGS]; TAGS];
        for one in 0..TAGS {
            for two in 0..TAGS {
                for three in 0..TAGS {
                    let factor = f64::from(scores[0][one] + scores[1][two] + scores[2][three])
                        .exp()
                        * transitions[0][one]
                        * transitions[one][two]
                        * transitions[two][three]
                        * transitions[three][0];
                    total += factor;
                    middle[two] += factor;
                    for (before, after) in [(0, one), (one, two), (two, three), (three, 0)] {
                        pairs[before][after] += factor;
                    }
                }
            }
        }
        for one in 0..TAGS {
            assert!((chain.marginals[1][one] - middle[one] / total).abs() < 1e-6);
            for (found, sum) in chain.pairs[one].iter().zip(pairs[one]) {
                assert!((found - sum / total).abs() < 1e-6);
            }
        }
    }

    #[test]
    fn it_learns_what_it_is_shown_and_leaves_open_what_it_is_not() {
        let unit = tag(NameKind::Person, Mark::Unit);
        let other = tag(NameKind::Location, Mark::Unit);
        let example = |feature: u32, allowed: u32| Example {
            features: vec![feature],
            ends: vec![1],
            allowed: vec![allowed],
            weight: 1.0,
        };
        let examples =
            [example(0, 1 << unit), example(1, 1 << OUTSIDE), example(2, 1 << unit | 1 << other)];
        let mut field = Field::new(3, SETTINGS);
        field.train(&examples, 1);
        let best = |feature: usize| {
            let weights = field.weights(feature);
            (0..TAGS).max_by(|&one, &other| weights[one].total_cmp(&weights[other])).unwrap()
        };
        assert_eq!((best(0), best(1)), (usize::from(unit), usize::from(OUTSIDE)));
        let open = field.weights(2);
        let lowest = open[usize::from(unit)].min(open[usize::from(other)]);
        assert!(lowest > open[usize::from(OUTSIDE)] && lowest > 0.0);
    }
}
