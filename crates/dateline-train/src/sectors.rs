//! Learns which sector a noun means: `dateline-train sectors`.
//!
//! The examples are the nouns of the reader's lists, each with its sector or none, as the vectors
//! that the language model has of words. The model is a softmax, trained by `AdaGrad` in a fixed
//! order. How likely a sector must be to be said is set by the nouns that were left out in training,
//! a tenth at a time: the least probability from which on so many of a hundred are right.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use dateline_language::Model;
use dateline_reader::sector_nouns;

const EPOCHS: usize = 60;
const LEARNING_RATE: f32 = 0.3;
/// What a weight loses at each step, as a share of itself.
const DECAY: f32 = 3e-4;
const FOLDS: usize = 10;
/// The share of the sectors said that shall be right.
const PRECISION: f32 = 0.85;
/// A step through the examples that is prime to their number visits each once, out of order.
const STRIDE: usize = 7_368_787;

/// What the command needs to know.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Where the weights go.
    #[arg(long, default_value = "crates/dateline-reader/models/sectors.tsv")]
    out: PathBuf,
}

struct Example {
    vector: Vec<f32>,
    class: usize,
}

/// A row of weights for each class, its bias last.
type Weights = Vec<Vec<f32>>;

/// Learns the weights and writes them.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let model = Model::embedded()?;
    let meanings = model.meanings()?;
    let mut classes: Vec<&str> = vec!["-"];
    let mut examples = Vec::new();
    for noun in sector_nouns() {
        let Some(vector) = meanings.of(noun.noun) else { continue };
        let sector = noun.sector.unwrap_or("-");
        let class = classes.iter().position(|class| *class == sector).unwrap_or_else(|| {
            classes.push(sector);
            classes.len() - 1
        });
        examples.push(Example { vector, class });
    }
    if examples.len() < FOLDS {
        bail!("expected nouns with vectors, but found {}", examples.len());
    }
    let least = least_probability(&examples, classes.len());
    let weights = learn(&examples.iter().collect::<Vec<_>>(), classes.len());
    let mut rows = format!(
        "# What each sector weighs in a word's vector, in thousandths: how likely a sector must be to\n\
         # be said, then for each sector its bias and its weights; - is no sector.\n\
         # Made by `dateline-train sectors` with the language model {}; not written by hand.\n",
        model.name()
    );
    let thousandths = |number: f32| (number * 1000.0).round() as i32;
    let _ = writeln!(rows, "least\t{}\t-", thousandths(least));
    for (class, weights) in classes.iter().zip(&weights) {
        let (bias, weights) = weights.split_last().context("expected weights")?;
        let weights: Vec<String> =
            weights.iter().map(|weight| thousandths(*weight).to_string()).collect();
        let _ = writeln!(rows, "{class}\t{}\t{}", thousandths(*bias), weights.join(" "));
    }
    let out = &arguments.out;
    fs::write(out, rows).with_context(|| format!("expected to write {}", out.display()))
}

/// From which probability on enough of the sectors that are said of left-out nouns are right.
fn least_probability(examples: &[Example], classes: usize) -> f32 {
    let mut said: Vec<(f32, bool)> = Vec::new();
    let mut of_sector = 0;
    for fold in 0..FOLDS {
        let in_fold = |at: &usize| (at * STRIDE) % FOLDS == fold;
        let numbers = || 0..examples.len();
        let train: Vec<&Example> =
            numbers().filter(|at| !in_fold(at)).map(|at| &examples[at]).collect();
        let weights = learn(&train, classes);
        for example in numbers().filter(in_fold).map(|at| &examples[at]) {
            of_sector += usize::from(example.class != 0);
            let probabilities = probabilities(&weights, &example.vector);
            let best = (0..classes)
                .max_by(|a, b| probabilities[*a].total_cmp(&probabilities[*b]))
                .unwrap_or_default();
            if best != 0 {
                said.push((probabilities[best], best == example.class));
            }
        }
    }
    said.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut right = 0;
    let mut least = 1.0;
    let mut found = (0, 0);
    for (number, (probability, is_right)) in said.iter().enumerate() {
        right += usize::from(*is_right);
        if right as f32 >= PRECISION * (number + 1) as f32 {
            least = *probability;
            found = (number + 1, right);
        }
    }
    tell(&format!(
        "{} nouns, {of_sector} of a sector; left out and said: {}, right: {}, from {least:.3} on",
        examples.len(),
        found.0,
        found.1
    ));
    least
}

fn learn(examples: &[&Example], classes: usize) -> Weights {
    let width = examples.first().map_or(0, |example| example.vector.len());
    let mut weights = vec![vec![0.0_f32; width + 1]; classes];
    let mut squares = vec![vec![1e-2_f32; width + 1]; classes];
    for epoch in 0..EPOCHS {
        for step in 0..examples.len() {
            let example = examples[(step * STRIDE + epoch) % examples.len()];
            let probabilities = probabilities(&weights, &example.vector);
            for class in 0..classes {
                let error = f32::from(u8::from(class == example.class)) - probabilities[class];
                let row = weights[class].iter_mut().zip(&mut squares[class]);
                let inputs = example.vector.iter().copied().chain([1.0]);
                for ((weight, square), x) in row.zip(inputs) {
                    let slope = error * x;
                    *square += slope * slope;
                    *weight += LEARNING_RATE * slope / square.sqrt() - DECAY * *weight;
                }
            }
        }
    }
    weights
}

fn probabilities(weights: &Weights, vector: &[f32]) -> Vec<f32> {
    let scores: Vec<f32> = weights
        .iter()
        .map(|row| {
            row.iter().zip(vector.iter().copied().chain([1.0])).map(|(weight, x)| weight * x).sum()
        })
        .collect();
    let highest = scores.iter().copied().fold(f32::MIN, f32::max);
    let parts: Vec<f32> = scores.iter().map(|score| (score - highest).exp()).collect();
    let total: f32 = parts.iter().sum();
    parts.into_iter().map(|part| part / total).collect()
}

/// Progress, for whoever waits.
#[expect(clippy::print_stderr, reason = "the training program talks on stderr")]
fn tell(line: &str) {
    eprintln!("{line}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_clouds_are_told_apart() {
        let cloud = |class: usize| {
            (0..20).map(move |number| {
                let x = if class == 0 { -1.0 } else { 1.0 };
                Example { vector: vec![x, number as f32 / 20.0], class }
            })
        };
        let examples: Vec<Example> = cloud(0).chain(cloud(1)).collect();
        let weights = learn(&examples.iter().collect::<Vec<_>>(), 2);
        for example in &examples {
            assert!(probabilities(&weights, &example.vector)[example.class] > 0.9);
        }
    }
}
