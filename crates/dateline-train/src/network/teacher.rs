//! A pretrained encoder, fine-tuned, whose labels on plain news the network learns from beside the
//! treebanks (Hinton et al. 2015; Anderson and Gómez-Rodríguez 2020).

use std::path::Path;

use anyhow::Result;
use rayon::join;

use super::example::{Example, batches, halves};
use super::heads::{Heads, Labels, Predicted, Weights};
use super::parameters::{Adam, Layout, Step, norm};
use super::train::Schedule;
use crate::encoder::{Encoder, Pieces};
use crate::random::Random;

/// The encoder with heads, and its parameters.
pub(crate) struct Teacher {
    encoder: Encoder,
    heads: Heads,
    /// First the encoder's, then the heads'.
    parameters: Vec<f32>,
    /// How many are the encoder's.
    of_encoder: usize,
}

/// The encoder has been trained before: its steps are smaller by so much than the heads'.
const CAUTION: f32 = 0.1;
/// Longer gradients are cut to this length.
const LONGEST: f32 = 2.0;
/// The share of the steps until the largest.
const WARM_UP: f32 = 0.05;

impl Teacher {
    pub(crate) fn load(folder: &Path, labels: Labels, seed: u64) -> Result<Self> {
        let mut layout = Layout::new(seed);
        let encoder = Encoder::load(folder, &mut layout)?;
        let of_encoder = layout.values.len();
        let heads = Heads::new(&mut layout, encoder.width(), 256, 128, labels, 0.1);
        Ok(Self { encoder, heads, parameters: layout.values, of_encoder })
    }

    /// The word pieces of forms.
    pub(crate) fn pieces(&self, forms: &[String]) -> Vec<Pieces> {
        forms.iter().map(|form| self.encoder.pieces(form)).collect()
    }

    /// Trains on the examples; `report` is told of every so many steps, and the loss a word.
    pub(crate) fn train(
        &mut self,
        examples: &[Example],
        pieces: &[Pieces],
        weights: Weights,
        schedule: Schedule,
        mut report: impl FnMut(f32, f32),
    ) {
        let count = self.parameters.len();
        let mut encoder_adam = Adam::new(self.of_encoder);
        let mut heads_adam = Adam::new(count - self.of_encoder);
        let mut random = Random::new(schedule.seed);
        let mut gradients = [vec![0.0; count], vec![0.0; count]];
        let words: usize = examples.iter().map(Example::len).sum();
        let steps = (words * schedule.epochs / schedule.batch.max(1)).max(1) as f32;
        let (mut step, mut loss) = (0.0, 0.0);
        for _ in 0..schedule.epochs {
            for batch in batches(examples, schedule.batch, &mut random) {
                let (halves, scale) = halves(examples, &batch);
                let seeds = [random.bits(), random.bits()];
                let [first, second] = &mut gradients;
                let learn = |half: usize, gradient: &mut Vec<f32>| {
                    let mut random = Random::new(seeds[half]);
                    let batch = &halves[half];
                    let sentences = sentences(batch, pieces);
                    let p = &self.parameters;
                    let (rows, tape) =
                        self.encoder.forward(p, &borrowed(&sentences), Some(&mut random));
                    let (loss, slopes) =
                        self.heads.learn(p, gradient, &rows, batch, weights, scale, &mut random);
                    self.encoder.backward(p, gradient, &tape, &slopes);
                    loss
                };
                let (one, two) = join(|| learn(0, first), || learn(1, second));
                loss += one + two;
                for (sum, other) in first.iter_mut().zip(second.iter_mut()) {
                    *sum += *other;
                    *other = 0.0;
                }
                step += 1.0;
                let share = (step / (WARM_UP * steps)).min(1.0) * (1.0 - step / steps).max(0.005);
                let length = norm(first);
                let scale = if length > LONGEST { LONGEST / length } else { 1.0 };
                let rate = schedule.rate * share;
                let (encoder, heads) = self.parameters.split_at_mut(self.of_encoder);
                let (encoder_slopes, heads_slopes) = first.split_at_mut(self.of_encoder);
                let small = Step { rate: CAUTION * rate, decay: 0.01, scale };
                let (adam, other) = (&mut encoder_adam, &mut heads_adam);
                join(
                    || adam.step(encoder, encoder_slopes, small),
                    || other.step(heads, heads_slopes, Step { rate, ..small }),
                );
                if (step as usize).is_multiple_of(100) {
                    report(step / steps, loss / 100.0);
                    loss = 0.0;
                }
            }
        }
    }

    /// What the teacher says of sentences.
    pub(crate) fn predict(&self, examples: &[Example], pieces: &[Pieces]) -> Vec<Predicted> {
        let (one, two) = examples.split_at(examples.len() / 2);
        let predict = |examples: &[Example]| {
            let mut order: Vec<usize> = (0..examples.len()).collect();
            // Sentences of like length have batches of like size.
            order.sort_by_key(|&number| examples[number].len());
            let mut predicted = vec![None; examples.len()];
            for numbers in order.chunks(32) {
                let batch: Vec<&Example> = numbers.iter().map(|&n| &examples[n]).collect();
                let sentences = sentences(&batch, pieces);
                let (rows, _) = self.encoder.forward(&self.parameters, &borrowed(&sentences), None);
                let lengths: Vec<usize> = batch.iter().map(|example| example.len()).collect();
                let found = self.heads.predict(&self.parameters, &rows, &lengths);
                for (&number, found) in numbers.iter().zip(found) {
                    predicted[number] = Some(found);
                }
            }
            predicted.into_iter().flatten().collect::<Vec<Predicted>>()
        };
        let (mut first, second) = join(|| predict(one), || predict(two));
        first.extend(second);
        first
    }
}

fn sentences(batch: &[&Example], pieces: &[Pieces]) -> Vec<Vec<Pieces>> {
    batch
        .iter()
        .map(|example| example.forms.iter().map(|&form| pieces[form as usize].clone()).collect())
        .collect()
}

fn borrowed(sentences: &[Vec<Pieces>]) -> Vec<&[Pieces]> {
    sentences.iter().map(Vec::as_slice).collect()
}
