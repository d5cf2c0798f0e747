//! Learns which candidates attribute: `dateline-train cues`.
//!
//! The examples are the candidates that the reader itself finds in articles with annotated
//! attributions (PolNeAR's brat files). A candidate is right where its head stands in an annotated
//! cue and no other candidate there fits the annotated content better; it is left out where it
//! stands in an annotated content, since only the outermost attributions are annotated. The model
//! is a logistic regression, trained by `AdaGrad` in a fixed order, so that the same articles give
//! the same weights.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use dateline_reader::{CueCandidate, Reader};
use dateline_record::{Report, Span};
use rayon::prelude::*;

const EPOCHS: usize = 8;
const LEARNING_RATE: f32 = 0.15;
/// What a weight loses at each step that its feature takes part in, as a share of itself.
const DECAY: f32 = 2e-5;
/// A feature must be seen this often to have a weight.
const LEAST_COUNT: u32 = 6;
/// Weights are written in hundredths; those below this are left out.
const LEAST_WEIGHT: i32 = 8;
/// A step through the examples that is prime to their number visits each once, out of order.
const STRIDE: usize = 7_368_787;

/// What the command needs to know.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// A folder with `text/ARTICLE.txt` and `attributions/ARTICLE_XXXX.ann`.
    polnear: PathBuf,
    /// Where the weights go.
    #[arg(long, default_value = "crates/dateline-reader/models/attribution-cues.tsv")]
    out: PathBuf,
}

/// A candidate as feature numbers, and whether it attributes.
struct Example {
    features: Vec<u32>,
    attributes: bool,
}

/// An annotated attribution: ranges of code points.
#[derive(Debug, Default, PartialEq)]
struct Annotated {
    cue: Vec<Range<u32>>,
    content: Vec<Range<u32>>,
}

/// Learns the weights and writes them.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let reader = Reader::new()?;
    let articles = articles(&arguments.polnear)?;
    let found: Vec<Vec<(CueCandidate, bool)>> = articles
        .par_iter()
        .map(|(text, annotated)| {
            let report = Report { text: text.clone(), ..Report::default() };
            labelled(reader.cue_candidates(&report), annotated)
        })
        .collect();
    let (names, examples) = numbered(&found);
    let weights = learn(names.len(), &examples);
    write(&arguments.out, &names, &weights, reader.model().name())
}

/// The texts with their annotations; of several annotations of an article, the first by name.
fn articles(folder: &Path) -> Result<Vec<(String, Vec<Annotated>)>> {
    let list = folder.join("attributions");
    let mut files: Vec<PathBuf> = fs::read_dir(&list)
        .with_context(|| format!("expected a folder {}", list.display()))?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<_>>()?;
    files.sort();
    let mut articles = Vec::new();
    let mut previous = String::new();
    for file in files {
        let stem = file.file_stem().unwrap_or_default().to_string_lossy();
        let Some((article, _)) = stem.rsplit_once('_') else { continue };
        if article == previous {
            continue;
        }
        article.clone_into(&mut previous);
        let text = folder.join("text").join(format!("{article}.txt"));
        let text = fs::read_to_string(&text)
            .with_context(|| format!("expected the text {}", text.display()))?;
        articles.push((text, annotations(&fs::read_to_string(&file)?)));
    }
    Ok(articles)
}

/// The attributions of a brat file: the `E` lines, with the ranges of the `T` lines they name.
fn annotations(brat: &str) -> Vec<Annotated> {
    let mut ranges: HashMap<&str, Vec<Range<u32>>> = HashMap::new();
    for line in brat.lines().filter(|line| line.starts_with('T')) {
        let mut columns = line.split('\t');
        let (Some(key), Some(place)) = (columns.next(), columns.next()) else { continue };
        let Some((_, place)) = place.split_once(' ') else { continue };
        let pieces = place.split(';').filter_map(|piece| {
            let (start, end) = piece.split_once(' ')?;
            Some(start.parse().ok()?..end.parse().ok()?)
        });
        ranges.insert(key, pieces.collect());
    }
    let event = |line: &str| {
        let mut annotated = Annotated::default();
        for argument in line.split('\t').nth(1)?.split(' ') {
            let (role, key) = argument.split_once(':')?;
            let pieces = ranges.get(key).cloned().unwrap_or_default();
            match role.trim_end_matches(|c: char| c.is_ascii_digit()) {
                "Cue" => annotated.cue.extend(pieces),
                "Content" => annotated.content.extend(pieces),
                _ => {}
            }
        }
        Some(annotated)
    };
    brat.lines().filter(|line| line.starts_with('E')).filter_map(event).collect()
}

/// The candidates that can be learned from, each with whether it attributes.
fn labelled(candidates: Vec<CueCandidate>, annotated: &[Annotated]) -> Vec<(CueCandidate, bool)> {
    let mut right = vec![false; candidates.len()];
    for attribution in annotated {
        let best = candidates
            .iter()
            .enumerate()
            .filter(|(_, candidate)| stands_in(candidate.head, &attribution.cue))
            .map(|(number, candidate)| {
                (agreement(&candidate.content, &attribution.content), number)
            })
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        if let Some((_, number)) = best {
            right[number] = true;
        }
    }
    let unknown = |candidate: &CueCandidate| {
        annotated.iter().any(|attribution| stands_in(candidate.head, &attribution.content))
    };
    candidates
        .into_iter()
        .zip(right)
        .filter(|(candidate, right)| {
            !candidate.content.is_empty() && (*right || !unknown(candidate))
        })
        .collect()
}

fn stands_in(span: Span, pieces: &[Range<u32>]) -> bool {
    pieces.iter().any(|piece| span.start < piece.end && piece.start < span.end)
}

/// The share of code points that two contents have in common, of all they have.
fn agreement(found: &[Span], annotated: &[Range<u32>]) -> f32 {
    let length = |pieces: &mut dyn Iterator<Item = u32>| pieces.sum::<u32>();
    let shared = length(&mut found.iter().flat_map(|span| {
        annotated
            .iter()
            .map(|piece| span.end.min(piece.end).saturating_sub(span.start.max(piece.start)))
    }));
    let all = length(&mut found.iter().map(|span| span.end - span.start))
        + length(&mut annotated.iter().map(|piece| piece.end - piece.start))
        - shared;
    if all == 0 { 0.0 } else { shared as f32 / all as f32 }
}

/// Gives each feature that is seen often enough a number; `always` is number nought.
fn numbered(found: &[Vec<(CueCandidate, bool)>]) -> (Vec<String>, Vec<Example>) {
    let mut counts: HashMap<&str, u32> = HashMap::new();
    for feature in found.iter().flatten().flat_map(|(candidate, _)| &candidate.features) {
        *counts.entry(feature).or_default() += 1;
    }
    let mut names: Vec<&str> =
        counts.iter().filter(|(_, count)| **count >= LEAST_COUNT).map(|(name, _)| *name).collect();
    names.sort_unstable();
    names.insert(0, "always");
    let numbers: HashMap<&str, u32> =
        names.iter().enumerate().map(|(number, name)| (*name, number as u32)).collect();
    let example = |(candidate, attributes): &(CueCandidate, bool)| {
        let known = candidate.features.iter().filter_map(|name| numbers.get(name.as_str()));
        Example {
            features: std::iter::once(0).chain(known.copied()).collect(),
            attributes: *attributes,
        }
    };
    let examples = found.iter().flatten().map(example).collect();
    (names.into_iter().map(str::to_owned).collect(), examples)
}

fn learn(features: usize, examples: &[Example]) -> Vec<f32> {
    let mut weights = vec![0.0_f32; features];
    let mut squares = vec![1e-3_f32; features];
    for epoch in 0..EPOCHS {
        let mut loss = 0.0;
        for step in 0..examples.len() {
            let example = &examples[(step * STRIDE + epoch) % examples.len()];
            let sum: f32 = example.features.iter().map(|&number| weights[number as usize]).sum();
            let probability = 1.0 / (1.0 + (-sum).exp());
            let error = f32::from(u8::from(example.attributes)) - probability;
            loss -= (1.0 - error.abs()).max(1e-9).ln();
            for &number in &example.features {
                let number = number as usize;
                squares[number] += error * error;
                weights[number] += LEARNING_RATE * error / squares[number].sqrt();
                weights[number] -= DECAY * weights[number];
            }
        }
        tell(&format!("epoch {}: loss {:.4}", epoch + 1, loss / examples.len().max(1) as f32));
    }
    weights
}

/// Progress, for whoever waits.
#[expect(clippy::print_stderr, reason = "the training program talks on stderr")]
fn tell(line: &str) {
    eprintln!("{line}");
}

fn write(out: &Path, names: &[String], weights: &[f32], model: &str) -> Result<()> {
    let mut rows = format!(
        "# Weights of the features that decide whether a candidate attributes, in hundredths.\n\
         # Made by `dateline-train cues` with the language model {model}; not written by hand.\n"
    );
    for (name, weight) in names.iter().zip(weights) {
        let hundredths = (weight * 100.0).round() as i32;
        if hundredths.abs() >= LEAST_WEIGHT {
            // Writing to a string cannot fail.
            let _ = writeln!(rows, "{name}\t{hundredths}");
        }
    }
    fs::write(out, rows).with_context(|| format!("expected to write {}", out.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brat_files_are_read() {
        let brat = "T1\tSource 0 3\tAda\nT2\tCue 4 8\tsaid\nT3\tContent 9 12;14 16\tyes no\n\
                    T4\tAttribution 4 8\tsaid\nE1\tAttribution:T4 Source:T1 Cue:T2 Content:T3\n";
        let found = annotations(brat);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].cue.as_slice(), std::slice::from_ref(&(4..8)));
        assert_eq!(found[0].content, [9..12, 14..16]);
    }

    #[test]
    fn agreement_is_intersection_over_union() {
        let found = [Span::new(0, 4), Span::new(6, 8)];
        assert!((agreement(&found, std::slice::from_ref(&(2..8))) - 0.5).abs() < 1e-6);
        assert!(agreement(&[], &[]).abs() < 1e-6);
    }
}
