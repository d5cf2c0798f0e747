//! `dateline-train places`: learns which of the places of a name is meant.
//!
//! The articles are JSON lines: `{"text", "places": [{"start", "end", "lat", "lon"}]}`, spans in
//! code points. Of the places that the gazetteer has for a name, the right one is the one nearest
//! to the point that is annotated, where it lies near enough; names without such a place teach
//! nothing. Each step of the ranker is a softmax over the places of a name; it is learned when
//! those before it are, with what they say of the other names.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use dateline_reader::{PLACE_FEATURES, PlaceChoice, PlaceFeatures, PlaceRanker, Reader};
use dateline_record::Report;
use rayon::prelude::*;
use serde::Deserialize;

use crate::learning::{out_of_order, tell};

const STEPS: usize = 3;
const EPOCHS: usize = 60;
const LEARNING_RATE: f64 = 0.1;
/// What a weight loses in an epoch, as a share of itself.
const DECAY: f64 = 1e-3;
/// Within how many kilometres of the annotated point a place is the one that is meant.
const NEAR: f64 = 100.0;
/// As many names as each file is taken to have.
const NAMES: f64 = 3_000.0;

/// What the command needs to know.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Annotated articles: JSON lines of `text` and `places`.
    #[arg(required = true)]
    articles: Vec<PathBuf>,
    /// Learns from the even articles alone and measures on the odd ones.
    #[arg(long)]
    halves: bool,
    /// Where the weights go.
    #[arg(long, default_value = "crates/dateline-reader/models/place-ranker.tsv")]
    out: PathBuf,
}

#[derive(Debug, Deserialize)]
struct Article {
    text: String,
    places: Vec<Annotated>,
    /// What a name of it counts, so that each file counts alike.
    #[serde(skip)]
    weight: f64,
}

#[derive(Debug, Clone, Deserialize)]
struct Annotated {
    start: u32,
    end: u32,
    lat: f64,
    lon: f64,
}

/// The places of a name, and which of them is meant.
struct Example {
    places: Vec<PlaceFeatures>,
    right: usize,
    /// What it counts: more where its article has the name often.
    weight: f64,
}

/// Learns the weights, measures them and writes them.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let reader = Reader::new()?;
    let mut articles: Vec<Article> = Vec::new();
    for file in &arguments.articles {
        let mut read = read(file)?;
        let names: usize = read.iter().map(|article| article.places.len()).sum();
        for article in &mut read {
            article.weight = NAMES / names.max(1) as f64;
        }
        articles.extend(read);
    }
    ensure!(!articles.is_empty(), "expected annotated articles, but found none");
    let even: Vec<&Article> = articles.iter().step_by(2).collect();
    let odd: Vec<&Article> = articles.iter().skip(1).step_by(2).collect();
    let taught = if arguments.halves { even } else { articles.iter().collect() };
    let mut ranker = PlaceRanker::default();
    for step in 1..=STEPS {
        let examples = examples(&reader, &taught, &ranker);
        let weights = learn(&examples);
        tell(&format!("step {step}: {} of {} right", right(&examples, &weights), examples.len()));
        if arguments.halves {
            let others = self::examples(&reader, &odd, &ranker);
            let many = right(&others, &weights);
            tell(&format!("  of the other half {many} of {}", others.len()));
            for (from, count, share) in reliability(&others, &weights) {
                tell(&format!("  likely from {from:.1}: {count} names, {share:.3} right"));
            }
        }
        ranker.steps.push(weights);
    }
    write(&arguments.out, &ranker)
}

fn read(file: &Path) -> Result<Vec<Article>> {
    let text =
        fs::read_to_string(file).with_context(|| format!("expected a file {}", file.display()))?;
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(at, line)| {
            serde_json::from_str(line)
                .with_context(|| format!("{}, line {}", file.display(), at + 1))
        })
        .collect()
}

fn examples(reader: &Reader, articles: &[&Article], ranker: &PlaceRanker) -> Vec<Example> {
    let of_article = |article: &&Article| -> Vec<Example> {
        let report = Report { text: article.text.clone(), ..Report::default() };
        reader
            .place_choices(&report, ranker)
            .into_iter()
            .filter_map(|choice| example(choice, article))
            .collect()
    };
    articles.par_iter().flat_map_iter(of_article).collect()
}

/// A choice with its answer, where the annotators gave one that the gazetteer has.
fn example(choice: PlaceChoice, article: &Article) -> Option<Example> {
    if choice.places.len() < 2 {
        return None;
    }
    let said: Vec<&Annotated> = article
        .places
        .iter()
        .filter(|place| {
            choice.spans.iter().any(|span| span.start < place.end && place.start < span.end)
        })
        .collect();
    let first = *said.first()?;
    let mut nearest: Option<(usize, f64)> = None;
    for (at, place) in choice.places.iter().enumerate() {
        let mut truth = *place;
        (truth.lat, truth.lon) = (first.lat, first.lon);
        let apart = place.kilometres_to(&truth);
        if nearest.is_none_or(|(_, least)| apart < least) {
            nearest = Some((at, apart));
        }
    }
    let (right, apart) = nearest?;
    (apart < NEAR || choice.places[right].population > 50_000_000 && apart < 1_000.0).then_some(
        Example {
            places: choice.features,
            right,
            weight: article.weight * (said.len() as f64).sqrt(),
        },
    )
}

/// How likely each place is.
fn softmax(places: &[PlaceFeatures], weights: &PlaceFeatures) -> Vec<f64> {
    let scores: Vec<f64> = places
        .iter()
        .map(|values| values.iter().zip(weights).map(|(value, weight)| value * weight).sum())
        .collect();
    let highest = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let odds: Vec<f64> = scores.iter().map(|score| (score - highest).exp()).collect();
    let total: f64 = odds.iter().sum();
    odds.into_iter().map(|odds| odds / total).collect()
}

fn learn(examples: &[Example]) -> PlaceFeatures {
    let mut weights = [0.0; PLACE_FEATURES.len()];
    let mut squares = [1e-3; PLACE_FEATURES.len()];
    for epoch in 0..EPOCHS {
        for at in out_of_order(examples.len(), epoch) {
            let example = &examples[at];
            let likely = softmax(&example.places, &weights);
            let mut gradient = [0.0; PLACE_FEATURES.len()];
            for (at, (values, likely)) in example.places.iter().zip(&likely).enumerate() {
                let error = f64::from(u8::from(at == example.right)) - likely;
                for (sum, value) in gradient.iter_mut().zip(values) {
                    *sum += example.weight * error * value;
                }
            }
            for ((weight, square), slope) in weights.iter_mut().zip(&mut squares).zip(gradient) {
                *square += slope * slope;
                *weight += LEARNING_RATE * slope / square.sqrt();
            }
        }
        for weight in &mut weights {
            *weight *= 1.0 - DECAY;
        }
    }
    weights
}

/// The place that is likeliest, and how likely it is.
fn likeliest(example: &Example, weights: &PlaceFeatures) -> (usize, f64) {
    let likely = softmax(&example.places, weights);
    let first = (0, likely[0]);
    likely.into_iter().enumerate().skip(1).fold(
        first,
        |best, next| {
            if next.1 > best.1 { next } else { best }
        },
    )
}

fn right(examples: &[Example], weights: &PlaceFeatures) -> usize {
    examples.iter().filter(|example| likeliest(example, weights).0 == example.right).count()
}

/// For each tenth of the scale: how many names were said to be so likely, and which share of them
/// is right.
fn reliability(examples: &[Example], weights: &PlaceFeatures) -> Vec<(f64, usize, f64)> {
    let mut tenths = [(0_usize, 0_usize); 10];
    for example in examples {
        let (place, likely) = likeliest(example, weights);
        let tenth = &mut tenths[((likely * 10.0) as usize).min(9)];
        tenth.0 += 1;
        tenth.1 += usize::from(place == example.right);
    }
    let row = |(at, (count, right)): (usize, (usize, usize))| {
        (at as f64 / 10.0, count, right as f64 / count.max(1) as f64)
    };
    tenths.into_iter().enumerate().filter(|(_, (count, _))| *count > 0).map(row).collect()
}

fn write(out: &Path, ranker: &PlaceRanker) -> Result<()> {
    let mut rows = String::from(
        "# Weights of what speaks for a place among those of its name, for each step of the ranker.\n\
         # Made by `dateline-train places`; not written by hand.\n",
    );
    for (at, feature) in PLACE_FEATURES.iter().enumerate() {
        let weights: Vec<String> =
            ranker.steps.iter().map(|step| format!("{:.3}", step[at])).collect();
        // Writing to a string cannot fail.
        let _ = writeln!(rows, "{feature}\t{}", weights.join("\t"));
    }
    fs::write(out, rows).with_context(|| format!("expected to write {}", out.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example(values: &[f64], right: usize) -> Example {
        let features = |value: &f64| {
            let mut features = [0.0; PLACE_FEATURES.len()];
            features[0] = *value;
            features
        };
        Example { places: values.iter().map(features).collect(), right, weight: 1.0 }
    }

    #[test]
    fn the_greater_place_is_learned() {
        let examples = [example(&[3.0, 1.0], 0), example(&[0.5, 2.0, 1.0], 1)];
        let weights = learn(&examples);
        assert!(weights[0] > 0.5, "{weights:?}");
        assert_eq!(right(&examples, &weights), 2);
        assert!(weights[1..].iter().all(|weight| *weight == 0.0));
    }

    #[test]
    fn likelihoods_sum_to_one() {
        let places = example(&[800.0, -800.0, 0.0], 0).places;
        let mut weights = [0.0; PLACE_FEATURES.len()];
        weights[0] = 5.0;
        let likely = softmax(&places, &weights);
        assert!((likely.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        assert!(likely.iter().all(|value| value.is_finite()));
    }
}
