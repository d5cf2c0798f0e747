//! Learns how readers take an event: `dateline-train factuality`.
//!
//! The examples are the events that the reader itself finds in sentences whose events several people
//! put on the scale from -3 (certainly did not happen) to 3 (certainly did). The model is a
//! multinomial logistic regression over points of the scale, with a penalty on the squares of its
//! weights, brought to its optimum by Adam over all examples at once (Kingma and Ba 2015), so that
//! the same sentences give the same weights.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use dateline_reader::{FactualityCandidate, Reader};
use dateline_record::Report;
use flate2::read::GzDecoder;
use rayon::prelude::*;
use serde::Deserialize;

use crate::learning::tell;

const STEPS: i32 = 250;
const LEARNING_RATE: f64 = 0.05;
/// What half the sum of the squared weights counts beside the loss of one example.
const PENALTY: f64 = 10.0;
/// A feature must be seen this often to have a weight.
const LEAST_COUNT: u32 = 6;
/// Weights are written in hundredths; features whose weights are all below this are left out.
const LEAST_WEIGHT: i32 = 3;
/// The points of the scale that an answer is spread over. The last, what happened, has no weights
/// of its own.
const POINTS: [f32; OUTCOMES + 1] = [-2.5, -1.0, 0.4, 1.7, 3.0];
const OUTCOMES: usize = 4;

/// What the command needs to know.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Sentences of news with scored events: JSON lines, under gzip
    news: Vec<PathBuf>,
    /// The same of letters, reviews and posts, whose readers take plans for what they mostly are
    /// there: not done
    #[arg(long)]
    web: Vec<PathBuf>,
    /// What a sentence of the web counts beside one of the news
    #[arg(long, default_value_t = 0.05)]
    web_weight: f64,
    /// Where the weights go
    #[arg(long, default_value = "crates/dateline-reader/models/factuality.tsv")]
    out: PathBuf,
}

#[derive(Debug, Deserialize)]
struct Line {
    text: String,
    targets: Vec<Target>,
}

#[derive(Debug, Deserialize)]
struct Target {
    /// Words, cut at blanks: from, to.
    span1: [usize; 2],
    label: f32,
}

/// An event as feature numbers, and how its answer is spread over the points of the scale.
struct Example {
    features: Vec<u32>,
    shares: [f32; OUTCOMES + 1],
    /// What it counts.
    weight: f64,
}

/// Learns the weights and writes them.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let reader = Reader::new()?;
    let mut found = Vec::new();
    for (sets, weight) in [(&arguments.news, 1.0), (&arguments.web, arguments.web_weight)] {
        for set in sets {
            let lines = read(set)?;
            let events: Vec<(FactualityCandidate, f32)> =
                lines.par_iter().flat_map_iter(|line| labelled(&reader, line)).collect();
            found.extend(events.into_iter().map(|(event, label)| (event, label, weight)));
        }
    }
    let (names, examples) = numbered(&found);
    let weights = learn(names.len(), &examples);
    write(&arguments.out, &names, &weights, reader.model().name())
}

fn read(set: &Path) -> Result<Vec<Line>> {
    let file = File::open(set).with_context(|| format!("expected a file {}", set.display()))?;
    BufReader::new(GzDecoder::new(file))
        .lines()
        .map(|line| {
            serde_json::from_str(&line?)
                .with_context(|| format!("expected text and targets in {}", set.display()))
        })
        .collect()
}

/// The events of a sentence that people have scored.
fn labelled(reader: &Reader, line: &Line) -> Vec<(FactualityCandidate, f32)> {
    let report = Report { text: line.text.clone(), ..Report::default() };
    let mut starts = vec![0];
    for token in line.text.split(' ') {
        let last = starts.last().copied().unwrap_or_default();
        starts.push(last + token.chars().count() as u32 + 1);
    }
    reader
        .factuality_candidates(&report)
        .into_iter()
        .filter_map(|candidate| {
            let target = line.targets.iter().find(|target| {
                let [from, to] = target.span1.map(|word| starts.get(word).copied());
                matches!((from, to), (Some(from), Some(to))
                    if candidate.trigger.start < to && from < candidate.trigger.end)
            })?;
            Some((candidate, target.label))
        })
        .collect()
}

/// An answer between two points is shared between them by its distance from each.
fn shares(label: f32) -> [f32; OUTCOMES + 1] {
    let mut shares = [0.0; OUTCOMES + 1];
    let label = label.clamp(POINTS[0], POINTS[OUTCOMES]);
    let upper = POINTS.iter().position(|&point| label <= point).unwrap_or(OUTCOMES).max(1);
    let share = (label - POINTS[upper - 1]) / (POINTS[upper] - POINTS[upper - 1]);
    shares[upper - 1] = 1.0 - share;
    shares[upper] = share;
    shares
}

/// Gives each feature that is seen often enough a number; `always` is number nought.
fn numbered(found: &[(FactualityCandidate, f32, f64)]) -> (Vec<String>, Vec<Example>) {
    let mut counts: HashMap<&str, u32> = HashMap::new();
    for feature in found.iter().flat_map(|(candidate, ..)| &candidate.features) {
        *counts.entry(feature).or_default() += 1;
    }
    let mut names: Vec<&str> =
        counts.iter().filter(|(_, count)| **count >= LEAST_COUNT).map(|(name, _)| *name).collect();
    names.sort_unstable();
    names.insert(0, "always");
    let numbers: HashMap<&str, u32> =
        names.iter().enumerate().map(|(number, name)| (*name, number as u32)).collect();
    let example = |(candidate, label, weight): &(FactualityCandidate, f32, f64)| {
        let known = candidate.features.iter().filter_map(|name| numbers.get(name.as_str()));
        Example {
            features: std::iter::once(0).chain(known.copied()).collect(),
            shares: shares(*label),
            weight: *weight,
        }
    };
    let examples = found.iter().map(example).collect();
    (names.into_iter().map(str::to_owned).collect(), examples)
}

fn learn(features: usize, examples: &[Example]) -> Vec<[f64; OUTCOMES]> {
    let mut weights = vec![[0.0; OUTCOMES]; features];
    let mut means = vec![[0.0; OUTCOMES]; features];
    let mut squares = vec![[0.0; OUTCOMES]; features];
    for step in 1..=STEPS {
        let (loss, slopes) = slopes(&weights, examples);
        // The steps get shorter towards the end.
        let rate = LEARNING_RATE * (1.0 - f64::from(step - 1) / f64::from(STEPS));
        for (number, slope) in slopes.iter().enumerate() {
            for outcome in 0..OUTCOMES {
                let penalty = if number == 0 { 0.0 } else { PENALTY * weights[number][outcome] };
                let slope = slope[outcome] + penalty;
                let mean = &mut means[number][outcome];
                let square = &mut squares[number][outcome];
                *mean = 0.9 * *mean + 0.1 * slope;
                *square = 0.999 * *square + 0.001 * slope * slope;
                let mean = *mean / (1.0 - 0.9_f64.powi(step));
                let square = *square / (1.0 - 0.999_f64.powi(step));
                weights[number][outcome] -= rate * mean / (square.sqrt() + 1e-8);
            }
        }
        if step % 50 == 0 {
            tell(&format!("step {step}: loss {loss:.4}"));
        }
    }
    weights
}

/// The mean loss, and the slope of the whole loss by each weight.
fn slopes(weights: &[[f64; OUTCOMES]], examples: &[Example]) -> (f64, Vec<[f64; OUTCOMES]>) {
    let mut slopes = vec![[0.0; OUTCOMES]; weights.len()];
    let (mut loss, mut count) = (0.0, 0.0);
    for example in examples {
        let mut sums = [0.0; OUTCOMES];
        for &number in &example.features {
            for (sum, weight) in sums.iter_mut().zip(weights[number as usize]) {
                *sum += weight;
            }
        }
        let raised = sums.map(f64::exp);
        let all = 1.0 + raised.iter().sum::<f64>();
        for (share, raised) in example.shares.iter().zip(raised.iter().chain([&1.0])) {
            loss -= example.weight * f64::from(*share) * (raised / all).max(1e-12).ln();
        }
        count += example.weight;
        for outcome in 0..OUTCOMES {
            let error = raised[outcome] / all - f64::from(example.shares[outcome]);
            for &number in &example.features {
                slopes[number as usize][outcome] += example.weight * error;
            }
        }
    }
    (loss / count.max(1e-9), slopes)
}

fn write(out: &Path, names: &[String], weights: &[[f64; OUTCOMES]], model: &str) -> Result<()> {
    let mut rows = format!(
        "# Weights of the features that an event's factuality is estimated from, in hundredths:\n\
         # how each speaks for a point of the scale against its upper end.\n\
         # Made by `dateline-train factuality` with the language model {model}; not written by hand.\n"
    );
    for (name, weights) in names.iter().zip(weights) {
        let hundredths = weights.map(|weight| (weight * 100.0).round() as i32);
        if hundredths.iter().any(|weight| weight.abs() >= LEAST_WEIGHT) {
            rows.push_str(name);
            for weight in hundredths {
                // Writing to a string cannot fail.
                let _ = write!(rows, "\t{weight}");
            }
            rows.push('\n');
        }
    }
    fs::write(out, rows).with_context(|| format!("expected to write {}", out.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_learned_from_what_sets_answers_apart() {
        let example = |feature, label| Example {
            features: vec![0, feature],
            shares: shares(label),
            weight: 1.0,
        };
        let examples: Vec<Example> = (0..200)
            .map(|number| example(1 + number % 2, if number % 2 == 0 { -2.5 } else { 3.0 }))
            .collect();
        let weights = learn(3, &examples);
        assert!(weights[1][0] > 0.5 && weights[2][0] < -0.5, "{weights:?}");
    }

    #[test]
    fn an_answer_is_shared_between_its_neighbours() {
        assert!(shares(-3.0)[0] > 0.999 && shares(3.0)[OUTCOMES] > 0.999);
        let halfway = shares(-0.3);
        assert!((halfway[1] - 0.5).abs() < 1e-5 && (halfway[2] - 0.5).abs() < 1e-5, "{halfway:?}");
    }
}
