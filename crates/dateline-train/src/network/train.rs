//! The training of the network.

use rayon::join;

use dateline_language::network::WordRows;

use super::example::{Example, batches, halves};
use super::heads::{Predicted, Weights};
use super::parameters::{Adam, SparseAdam, Step, norm};
use super::student::{Student, Tables, TouchedRows};
use crate::random::Random;

/// How a network is trained.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Schedule {
    /// How often every sentence is seen.
    pub(crate) epochs: usize,
    /// The size of the largest steps.
    pub(crate) rate: f32,
    /// How many words a batch has.
    pub(crate) batch: usize,
    /// The seed of the order of the sentences and of what is hidden.
    pub(crate) seed: u64,
}

/// Steps until the largest.
const WARM_UP: f32 = 200.0;
/// Longer gradients are cut to this length.
const LONGEST: f32 = 3.0;

/// A network in training or trained.
pub(crate) struct Trained {
    pub(crate) student: Student,
    pub(crate) parameters: Vec<f32>,
    pub(crate) tables: Tables,
}

impl Trained {
    /// Trains on the examples; `report` is told of every epoch, and its loss a word.
    pub(crate) fn train(
        &mut self,
        examples: &[Example],
        forms: &[WordRows],
        weights: Weights,
        schedule: Schedule,
        mut report: impl FnMut(&Self, usize, f32),
    ) {
        let count = self.parameters.len();
        let mut adam = Adam::new(count);
        let mut sparse = SparseAdam::new(self.tables.learned.len());
        let mut random = Random::new(schedule.seed);
        let mut gradients = [vec![0.0; count], vec![0.0; count]];
        let words: usize = examples.iter().map(Example::len).sum();
        let steps = (words * schedule.epochs / schedule.batch.max(1)).max(1) as f32;
        let mut step = 0.0;
        for epoch in 0..schedule.epochs {
            let mut loss = 0.0;
            for batch in batches(examples, schedule.batch, &mut random) {
                let (halves, scale) = halves(examples, &batch);
                let seeds = [random.bits(), random.bits()];
                let [first, second] = &mut gradients;
                let learn = |half: usize, gradient: &mut Vec<f32>| {
                    let mut touched = TouchedRows::default();
                    let loss = self.student.learn(
                        &self.parameters,
                        gradient,
                        &self.tables,
                        &mut touched,
                        forms,
                        &halves[half],
                        weights,
                        scale,
                        &mut Random::new(seeds[half]),
                    );
                    (loss, touched)
                };
                let ((one, mut touched), (two, others)) =
                    join(|| learn(0, first), || learn(1, second));
                loss += one + two;
                touched.join(&others);
                for (sum, other) in first.iter_mut().zip(second.iter_mut()) {
                    *sum += *other;
                    *other = 0.0;
                }
                step += 1.0;
                let rate =
                    schedule.rate * (step / WARM_UP).min(1.0) * (1.0 - step / steps).max(0.005);
                let length = norm(first);
                let scale = if length > LONGEST { LONGEST / length } else { 1.0 };
                let step = Step { rate, decay: 0.01, scale };
                adam.step(&mut self.parameters, first, step);
                sparse.begin();
                for (start, slopes) in touched.rows() {
                    sparse.row(&mut self.tables.learned, start, slopes, step);
                }
            }
            let batches = (words / schedule.batch.max(1)).max(1) as f32;
            report(self, epoch, loss / batches);
        }
    }

    /// What the network says of sentences.
    pub(crate) fn predict(&self, examples: &[Example], forms: &[WordRows]) -> Vec<Predicted> {
        let mut predicted = Vec::with_capacity(examples.len());
        for examples in examples.chunks(64) {
            let batch: Vec<&Example> = examples.iter().collect();
            predicted.extend(self.student.predict(&self.parameters, &self.tables, forms, &batch));
        }
        predicted
    }
}

/// Shares of right labels, in percent.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Shares {
    pub(crate) tags: f32,
    pub(crate) universal: f32,
    pub(crate) feats: f32,
    pub(crate) heads: f32,
    pub(crate) relations: f32,
}

impl Shares {
    /// How much of the labels is right. `universal` and `base` say of a tag and of a relation what
    /// it is without the finer distinctions.
    pub(crate) fn of(
        gold: &[Example],
        predicted: &[Predicted],
        universal: impl Fn(u16) -> usize,
        base: impl Fn(u16) -> usize,
    ) -> Self {
        let (mut counts, mut words) = ([0_usize; 5], 0);
        for (gold, found) in gold.iter().zip(predicted) {
            words += gold.len();
            for at in 0..gold.len() {
                let head = gold.heads[at] == found.heads[at];
                let right = [
                    gold.tags[at] == found.tags[at],
                    universal(gold.tags[at]) == universal(found.tags[at]),
                    gold.feats[at] == found.feats[at],
                    head,
                    head && base(gold.relations[at]) == base(found.relations[at]),
                ];
                for (count, right) in counts.iter_mut().zip(right) {
                    *count += usize::from(right);
                }
            }
        }
        let [tags, universal, feats, heads, relations] =
            counts.map(|count| 100.0 * count as f32 / words.max(1) as f32);
        Self { tags, universal, feats, heads, relations }
    }
}
