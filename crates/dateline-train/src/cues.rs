//! Learns which candidates attribute: `dateline-train cues`.
//!
//! The examples are the candidates that the reader itself finds in articles with annotated
//! attributions (PolNeAR's brat files). A candidate is right where its head stands in an annotated
//! cue and no other candidate there fits the annotated content better; it is left out where it
//! stands in an annotated content, since only the outermost attributions are annotated. The model
//! is a logistic regression, trained by `AdaGrad` in a fixed order, so that the same articles give
//! the same weights.

use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::fmt::Write as _;
use std::fs;
use std::hash::{Hash as _, Hasher as _};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, Result};
use dateline_reader::{CueCandidate, Reader};
use dateline_record::{Report, Span};
use rayon::prelude::*;

use crate::learning::{out_of_order, tell};

/// One article in this many is held back at first, to tell how well the others teach.
const FOLDS: usize = 10;
const EPOCHS: usize = 8;
const LEARNING_RATE: f32 = 0.03;
/// What a weight loses at each step that its feature takes part in, as a share of itself.
const DECAY: f32 = 1e-5;
/// A feature must be seen this often to have a weight.
const LEAST_COUNT: u32 = 4;
/// Weights are written in hundredths; those below this are left out.
const LEAST_WEIGHT: i32 = 6;

/// What the command needs to know.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// A folder with `text/ARTICLE.txt` and `attributions/ARTICLE_XXXX.ann`.
    polnear: PathBuf,
    /// Where the weights go.
    #[arg(long, default_value = "crates/dateline-reader/models/attribution-cues.tsv")]
    out: PathBuf,
    /// Where the weights of the edges of sources, cues and contents go
    #[arg(long, default_value = "crates/dateline-reader/models/attribution-edges.tsv")]
    edges: PathBuf,
}

/// A decision as feature numbers, and whether yes is right.
struct Example {
    features: Vec<u64>,
    right: bool,
}

/// An annotated attribution: ranges of code points.
#[derive(Debug, Default, PartialEq)]
struct Annotated {
    source: Vec<Range<u32>>,
    cue: Vec<Range<u32>>,
    content: Vec<Range<u32>>,
}

/// Learns the weights and writes them.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let reader = Reader::new()?;
    let articles = articles(&arguments.polnear)?;
    let pool = Pool::default();
    let found: Vec<Learned> = articles
        .par_iter()
        .map(|(text, annotated)| {
            let report = Report { text: text.clone(), ..Report::default() };
            let candidates = labelled(reader.cue_candidates(&report), annotated);
            pool.take_in(&candidates, annotated)
        })
        .collect();
    let names = pool.names();
    let model = reader.model().name();
    let (cues, edges): (Vec<_>, Vec<_>) =
        found.into_iter().map(|learned| (learned.cues, learned.edges)).unzip();
    learn_and_write("cues", &arguments.out, &names, &cues, model)?;
    learn_and_write("edges", &arguments.edges, &names, &edges, model)
}

/// What an article teaches.
struct Learned {
    cues: Vec<Example>,
    edges: Vec<Example>,
}

/// The features met so far, by the number that is made from their letters.
#[derive(Default)]
struct Pool {
    names: Mutex<HashMap<u64, String>>,
}

impl Pool {
    fn take_in(
        &self,
        candidates: &[(CueCandidate, Option<usize>)],
        annotated: &[Annotated],
    ) -> Learned {
        let mut learned = Learned { cues: Vec::new(), edges: Vec::new() };
        for (candidate, attribution) in candidates {
            learned.cues.push(self.example(&candidate.features, attribution.is_some()));
            let Some(attribution) = attribution else { continue };
            let Annotated { source, cue, content } = &annotated[*attribution];
            for (steps, part) in candidate.edges.iter().zip([source, cue, cue, content]) {
                // A part that nobody marked, or that lies elsewhere, teaches nothing.
                if part.is_empty() {
                    continue;
                }
                for step in steps {
                    let goes_on = stands_in(step.word, part);
                    learned.edges.push(self.example(&step.features, goes_on));
                    if !goes_on {
                        break;
                    }
                }
            }
        }
        learned
    }

    fn example(&self, features: &[String], right: bool) -> Example {
        let mut names = self.names.lock().unwrap_or_else(PoisonError::into_inner);
        let number = |feature: &String| {
            let mut hasher = DefaultHasher::new();
            feature.hash(&mut hasher);
            let number = hasher.finish();
            names.entry(number).or_insert_with(|| feature.clone());
            number
        };
        Example { features: features.iter().map(number).collect(), right }
    }

    fn names(self) -> HashMap<u64, String> {
        self.names.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Learns from nine articles in ten, tells how the tenth fares, then learns from all.
fn learn_and_write(
    what: &str,
    out: &Path,
    names: &HashMap<u64, String>,
    articles: &[Vec<Example>],
    model: &str,
) -> Result<()> {
    let all = Table::new(names, articles.iter().flatten());
    let part = |held_back: bool| {
        let articles = articles.iter().enumerate();
        articles
            .filter(move |(number, _)| (number % FOLDS == 0) == held_back)
            .flat_map(|(_, examples)| examples)
    };
    let most = Table::new(names, part(false));
    let weights = most.learn();
    let held_back: Vec<(bool, bool)> = part(true)
        .map(|example| {
            let sum: f32 = most.numbers_of(example).map(|number| weights[number as usize]).sum();
            (sum > 0.0, example.right)
        })
        .collect();
    let count =
        |test: fn(&(bool, bool)) -> bool| held_back.iter().filter(|pair| test(pair)).count();
    tell(&format!(
        "{what}: {} examples; of {} held back {:.2} % right, F1 of yes {:.2} %",
        all.examples.len(),
        held_back.len(),
        100.0 * count(|(found, right)| found == right) as f32 / held_back.len().max(1) as f32,
        200.0 * count(|(found, right)| *found && *right) as f32
            / (count(|(found, _)| *found) + count(|(_, right)| *right)).max(1) as f32,
    ));
    write(out, &all.names, &all.learn(), what, model)
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
                "Source" => annotated.source.extend(pieces),
                "Cue" => annotated.cue.extend(pieces),
                "Content" => annotated.content.extend(pieces),
                _ => {}
            }
        }
        Some(annotated)
    };
    brat.lines().filter(|line| line.starts_with('E')).filter_map(event).collect()
}

/// The candidates that can be learned from, each with the attribution that it is, if any.
fn labelled(
    candidates: Vec<CueCandidate>,
    annotated: &[Annotated],
) -> Vec<(CueCandidate, Option<usize>)> {
    let mut right = vec![None; candidates.len()];
    for (index, attribution) in annotated.iter().enumerate() {
        let best = candidates
            .iter()
            .enumerate()
            .filter(|(_, candidate)| stands_in(candidate.head, &attribution.cue))
            .map(|(number, candidate)| {
                (agreement(&candidate.content, &attribution.content), number)
            })
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        if let Some((_, number)) = best {
            right[number] = Some(index);
        }
    }
    let unknown = |candidate: &CueCandidate| {
        annotated.iter().any(|attribution| stands_in(candidate.head, &attribution.content))
    };
    candidates
        .into_iter()
        .zip(right)
        .filter(|(candidate, right)| {
            !candidate.content.is_empty() && (right.is_some() || !unknown(candidate))
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

/// Examples whose features are numbered; `always` is number nought.
struct Table {
    names: Vec<String>,
    numbers: HashMap<u64, u32>,
    examples: Vec<(Vec<u32>, bool)>,
}

impl Table {
    /// Gives each feature that is seen often enough a number.
    fn new<'e>(
        names: &HashMap<u64, String>,
        examples: impl Iterator<Item = &'e Example> + Clone,
    ) -> Self {
        let mut counts: HashMap<u64, u32> = HashMap::new();
        for &feature in examples.clone().flat_map(|example| &example.features) {
            *counts.entry(feature).or_default() += 1;
        }
        let mut kept: Vec<(&str, u64)> = counts
            .iter()
            .filter(|(_, count)| **count >= LEAST_COUNT)
            .map(|(number, _)| (names[number].as_str(), *number))
            .collect();
        kept.sort_unstable();
        let numbers = kept.iter().zip(1..).map(|(&(_, feature), number)| (feature, number));
        let mut table =
            Self { names: Vec::new(), numbers: numbers.collect(), examples: Vec::new() };
        table.names.push("always".to_owned());
        table.names.extend(kept.iter().map(|(name, _)| (*name).to_owned()));
        table.examples =
            examples.map(|example| (table.numbers_of(example).collect(), example.right)).collect();
        table
    }

    fn numbers_of<'a>(&'a self, example: &'a Example) -> impl Iterator<Item = u32> + 'a {
        let known = example.features.iter().filter_map(|feature| self.numbers.get(feature));
        std::iter::once(0).chain(known.copied())
    }

    /// The weights, as the mean of the last epochs.
    fn learn(&self) -> Vec<f32> {
        let examples = &self.examples;
        let mut weights = vec![0.0_f32; self.names.len()];
        let mut squares = vec![1e-3_f32; self.names.len()];
        let mut mean = vec![0.0_f32; self.names.len()];
        for epoch in 0..EPOCHS {
            for at in out_of_order(examples.len(), epoch) {
                let (features, right) = &examples[at];
                let sum: f32 = features.iter().map(|&number| weights[number as usize]).sum();
                let probability = 1.0 / (1.0 + (-sum).exp());
                let error = f32::from(u8::from(*right)) - probability;
                for &number in features {
                    let number = number as usize;
                    squares[number] += error * error;
                    weights[number] += LEARNING_RATE * error / squares[number].sqrt();
                    weights[number] -= DECAY * weights[number];
                }
            }
            if epoch >= EPOCHS / 2 {
                for (mean, weight) in mean.iter_mut().zip(&weights) {
                    *mean += weight / (EPOCHS - EPOCHS / 2) as f32;
                }
            }
        }
        mean
    }
}

fn write(out: &Path, names: &[String], weights: &[f32], what: &str, model: &str) -> Result<()> {
    let mut rows = format!(
        "# Weights of the features that decide on the {what} of attributions, in hundredths.\n\
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
