//! Learns what descriptions and pronouns stand for: `dateline-train coreference`.
//!
//! The examples are the mentions that the reader itself finds in annotated documents (GUM's
//! `Entity` column), each with what it may stand for. A mention is of an annotated entity where its
//! head is that of an annotated mention. The model gives each possibility the exponential of the
//! sum of its features' weights; what is made likely is that one of the right ones is chosen,
//! whichever. First the annotation decides on the mentions before, then the weights themselves, so
//! that they learn to live with their own mistakes. `AdaGrad` goes through the examples in a fixed
//! order, so that the same documents give the same weights.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use dateline_language::{ConlluSentence, read_conllu};
use dateline_reader::{
    COREFERENCE_UNITS, CoreferenceExample, CoreferenceFeature, CoreferenceWeights, Reader,
};
use dateline_record::{Report, Span};
use rayon::prelude::*;

use crate::learning::{out_of_order, tell};
use crate::random::Random;
use crate::treebank::read_text;

/// Rounds in which the weights decide on the mentions before, after the first.
const ROUNDS: usize = 2;
const EPOCHS: usize = 3;
const SEED: u64 = 5;
const DROPOUT_SEED: u64 = 9;
/// The shares of the hidden units and of the features that each step goes without, so that none
/// learns to lean on another (dropout).
const DROPPED_UNITS: f32 = 0.2;
const DROPPED_FEATURES: f32 = 0.1;
const LEARNING_RATE: f32 = 0.1;
/// What a weight loses at each step that its feature takes part in, as a share of itself.
const DECAY: f32 = 1e-4;
/// A feature must be seen this often to have a weight.
const LEAST_COUNT: u32 = 5;
/// What is added in learning to the sum of being new where that is wrong: links that are missed
/// are more than links that are wrong.
const MISSED_LINK: f32 = 2.5;

/// What the command needs to know.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// A treebank with entities: GUM's, `.conllu` or `.conllu.gz`
    treebank: PathBuf,
    /// Where the weights go
    #[arg(long, default_value = "crates/dateline-reader/models/coreference.tsv")]
    out: PathBuf,
    /// A treebank that is not learned from: how many decisions are right in it is told
    #[arg(long)]
    check: Option<PathBuf>,
}

/// A document with the heads and extents of its mentions.
#[derive(Debug, Default)]
struct Document {
    text: String,
    /// The code points that `text` has.
    length: u32,
    /// By the start of the head: the extents of the mentions with this head, and their entities.
    mentions: HashMap<u32, Vec<(Span, u32)>>,
}

/// Learns the weights and writes them.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let reader = Reader::new()?;
    let learned_from = documents(&arguments.treebank)?;
    let checked = match &arguments.check {
        Some(check) => documents(check)?,
        None => Vec::new(),
    };
    let mut weights: Option<CoreferenceWeights> = None;
    for _ in 0..=ROUNDS {
        let examples = |documents: &[Document]| -> Vec<CoreferenceExample> {
            documents
                .par_iter()
                .flat_map_iter(|document| {
                    let report = Report { text: document.text.clone(), ..Report::default() };
                    let annotated = |head: Span, words: Span| document.entity(head, words);
                    reader.coreference_examples(&report, &annotated, weights.as_ref())
                })
                .collect()
        };
        weights = Some(learn(&examples(&learned_from), &examples(&checked)));
    }
    let rows = weights.unwrap_or_default().write();
    let rows = format!(
        "# Weights of the features that decide what a mention stands for, in thousandths.\n\
         # Made by `dateline-train coreference` with the language model {}; not written by hand.\n\
         {rows}",
        reader.model().name()
    );
    let out = &arguments.out;
    fs::write(out, rows).with_context(|| format!("expected to write {}", out.display()))
}

impl Document {
    /// The entity of which the phrase with this head is a mention; of several, the one whose
    /// extent is the likest.
    fn entity(&self, head: Span, words: Span) -> Option<u32> {
        let apart = |span: &Span| span.start.abs_diff(words.start) + span.end.abs_diff(words.end);
        self.mentions.get(&head.start)?.iter().min_by_key(|(span, _)| apart(span)).map(|m| m.1)
    }

    /// Adds a sentence, and the entities that end in it.
    fn add(&mut self, sentence: &ConlluSentence, numbers: &mut HashMap<String, u32>) {
        if !self.text.is_empty() {
            let paragraph = sentence.comments.iter().any(|line| line.starts_with("# newpar"));
            self.text.push(if paragraph { '\n' } else { ' ' });
            self.length += 1;
        }
        let text = sentence.text.trim_end();
        let place = |byte: usize| self.length + text[..byte].chars().count() as u32;
        let words: Vec<Span> = sentence
            .words
            .iter()
            .map(|word| Span::new(place(word.span.start), place(word.span.end.min(text.len()))))
            .collect();
        let rows = sentence.rows.iter().filter(|row| !row[0].contains(['-', '.']));
        let rows: Vec<&[String; 10]> = rows.collect();
        // Mentions never go beyond their sentence.
        let mut open: Vec<(usize, &str)> = Vec::new();
        for (at, row) in rows.iter().enumerate() {
            let Some(entity) = row[9].split('|').find_map(|item| item.strip_prefix("Entity="))
            else {
                continue;
            };
            for (fields, ends) in brackets(entity) {
                let mention = match fields {
                    Bracket::Opening(fields) if ends => Some((at, fields)),
                    Bracket::Opening(fields) => {
                        open.push((at, fields));
                        None
                    }
                    Bracket::Closing(entity) => open
                        .iter()
                        .rposition(|(_, fields)| fields.split('-').next() == Some(entity))
                        .map(|place| open.remove(place)),
                };
                let Some((first, fields)) = mention else { continue };
                let mut fields = fields.split('-');
                let next = numbers.len() as u32;
                let name = fields.next().unwrap_or_default().to_owned();
                let number = *numbers.entry(name).or_insert(next);
                let least: Vec<usize> = fields
                    .nth(4)
                    .unwrap_or_default()
                    .split(',')
                    .filter_map(|word| Some(first + word.parse::<usize>().ok()?.checked_sub(1)?))
                    .collect();
                let outside = |word: usize| {
                    let head = rows[word][6].parse::<usize>().ok().and_then(|n| n.checked_sub(1));
                    head.is_none_or(|head| !(first..=at).contains(&head))
                };
                let head = (first..=at).find(|&word| outside(word)).unwrap_or(first);
                let head = match least.first() {
                    Some(&word) if !least.contains(&head) => word,
                    _ => head,
                };
                if let (Some(head), Some(start), Some(end)) =
                    (words.get(head), words.get(first), words.get(at))
                {
                    let extent = Span::new(start.start, end.end);
                    self.mentions.entry(head.start).or_default().push((extent, number));
                }
            }
        }
        self.text.push_str(text);
        self.length += text.chars().count() as u32;
    }
}

/// A bracket of the `Entity` column.
enum Bracket<'a> {
    /// The mention's fields.
    Opening(&'a str),
    /// The entity's name.
    Closing(&'a str),
}

/// The brackets of an `Entity` column, with whether a mention that opens ends at once:
/// `(3-person-new-4-cf1-1-sgl)(5-place-…` and `3)`.
fn brackets(mut column: &str) -> Vec<(Bracket<'_>, bool)> {
    let mut found = Vec::new();
    while !column.is_empty() {
        if let Some(rest) = column.strip_prefix('(') {
            let end = rest.find(['(', ')']).unwrap_or(rest.len());
            let ends = rest[end..].starts_with(')');
            found.push((Bracket::Opening(&rest[..end]), ends));
            column = &rest[end + usize::from(ends)..];
        } else {
            let (closing, rest) = column.split_once(')').unwrap_or((column, ""));
            found.push((Bracket::Closing(closing), true));
            column = rest;
        }
    }
    found
}

/// The documents of a treebank.
fn documents(path: &Path) -> Result<Vec<Document>> {
    let text = read_text(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut documents: Vec<Document> = Vec::new();
    let mut numbers = HashMap::new();
    for sentence in &read_conllu(&text).with_context(|| format!("in {}", path.display()))? {
        if sentence.comments.iter().any(|line| line.starts_with("# newdoc")) {
            documents.push(Document::default());
            numbers.clear();
        }
        if let Some(document) = documents.last_mut() {
            document.add(sentence, &mut numbers);
        }
    }
    Ok(documents)
}

/// The weights while they are learned, with the sums of the squares of their steps (`AdaGrad`).
struct Learner {
    weights: Vec<[f32; WIDTH]>,
    squares: Vec<[f32; WIDTH]>,
    output: [f32; COREFERENCE_UNITS],
    output_squares: [f32; COREFERENCE_UNITS],
    random: Random,
}

/// How many weights a feature has: one by itself, one for each hidden unit.
const WIDTH: usize = 1 + COREFERENCE_UNITS;

/// An example whose features are the places of their weights.
struct Compact {
    options: Vec<Vec<u32>>,
    right: Vec<bool>,
}

/// A step of `AdaGrad` with decay.
fn step(weight: &mut f32, square: &mut f32, error: f32) {
    *square += error * error;
    *weight += LEARNING_RATE * error / square.sqrt();
    *weight -= DECAY * *weight;
}

impl Learner {
    fn new(features: usize) -> Self {
        let mut random = Random::new(SEED);
        let mut drawn = || {
            let mut row = [0.0; WIDTH];
            row[1..].iter_mut().for_each(|weight| *weight = 0.1 * random.symmetric());
            row
        };
        let weights = (0..features).map(|_| drawn()).collect();
        let mut output = [0.0; COREFERENCE_UNITS];
        for weight in &mut output {
            *weight = random.symmetric();
        }
        Self {
            weights,
            squares: vec![[1e-3; WIDTH]; features],
            output,
            output_squares: [1e-3; COREFERENCE_UNITS],
            random: Random::new(DROPOUT_SEED),
        }
    }

    /// The sum of each option, with its hidden units.
    fn sums(
        &self,
        options: &[Vec<u32>],
        mask: &[f32; COREFERENCE_UNITS],
    ) -> Vec<(f32, [f32; COREFERENCE_UNITS])> {
        let sum = |features: &Vec<u32>| {
            let mut row = [0.0_f32; WIDTH];
            for &at in features {
                for (sum, weight) in row.iter_mut().zip(&self.weights[at as usize]) {
                    *sum += weight;
                }
            }
            let mut units = [0.0; COREFERENCE_UNITS];
            units.copy_from_slice(&row[1..]);
            let hidden: f32 = units
                .iter()
                .zip(&self.output)
                .zip(mask)
                .map(|((u, w), m)| u.max(0.0) * w * m)
                .sum();
            (row[0] + hidden, units)
        };
        options.iter().map(sum).collect()
    }

    /// Learns from an example; gives the loss, and whether the choice was right.
    fn learn(&mut self, example: &Compact) -> (f32, bool) {
        let mut mask = [1.0_f32; COREFERENCE_UNITS];
        for kept in &mut mask {
            let dropped = self.random.chance(f64::from(DROPPED_UNITS));
            *kept = if dropped { 0.0 } else { 1.0 / (1.0 - DROPPED_UNITS) };
        }
        let mut thin = |features: &Vec<u32>| {
            let mut features = features.clone();
            features.retain(|_| !self.random.chance(f64::from(DROPPED_FEATURES)));
            features
        };
        let options: Vec<Vec<u32>> = example.options.iter().map(&mut thin).collect();
        let sums = self.sums(&options, &mask);
        let scores: Vec<f32> = sums
            .iter()
            .enumerate()
            .map(|(option, (sum, _))| {
                let cost = if option == 0 && !example.right[0] { MISSED_LINK } else { 0.0 };
                sum + cost
            })
            .collect();
        let shares = shares(&scores);
        let (loss, right) = loss(&shares, &example.right);
        for (((features, (_, units)), share), &is_right) in
            options.iter().zip(&sums).zip(&shares).zip(&example.right)
        {
            let wanted = if is_right { share / right } else { 0.0 };
            let error = wanted - share;
            if error.abs() < 1e-4 {
                continue;
            }
            let mut errors = [0.0_f32; WIDTH];
            errors[0] = error;
            for unit in 0..COREFERENCE_UNITS {
                if units[unit] > 0.0 && mask[unit] > 0.0 {
                    errors[unit + 1] = error * self.output[unit] * mask[unit];
                    let square = &mut self.output_squares[unit];
                    step(&mut self.output[unit], square, error * units[unit] * mask[unit]);
                }
            }
            for &at in features {
                let (row, squares) =
                    (&mut self.weights[at as usize], &mut self.squares[at as usize]);
                for ((weight, square), &error) in row.iter_mut().zip(squares).zip(&errors) {
                    if error != 0.0 {
                        step(weight, square, error);
                    }
                }
            }
        }
        (loss, is_hit(&scores, &example.right))
    }
}

/// How likely each option is.
fn shares(scores: &[f32]) -> Vec<f32> {
    let highest = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let shares: Vec<f32> = scores.iter().map(|score| (score - highest).exp()).collect();
    let all: f32 = shares.iter().sum();
    shares.into_iter().map(|share| share / all).collect()
}

/// The loss, and how likely one of the right options is.
fn loss(shares: &[f32], right: &[bool]) -> (f32, f32) {
    let sum: f32 = shares.iter().zip(right).map(|(s, r)| if *r { *s } else { 0.0 }).sum();
    let likely = sum.max(1e-9);
    (-likely.ln(), likely)
}

/// Whether the option with the highest score is right.
fn is_hit(scores: &[f32], right: &[bool]) -> bool {
    let highest = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    scores.iter().position(|score| *score >= highest).is_some_and(|best| right[best])
}

fn learn(examples: &[CoreferenceExample], check: &[CoreferenceExample]) -> CoreferenceWeights {
    let mut seen = vec![0_u32; CoreferenceWeights::count()];
    for &feature in examples.iter().flat_map(|example| example.options.iter().flatten()) {
        seen[feature as usize] += 1;
    }
    let known: Vec<u32> =
        (0..seen.len() as u32).filter(|&at| seen[at as usize] >= LEAST_COUNT).collect();
    let compact = |example: &CoreferenceExample| {
        let places = |features: &Vec<u32>| {
            features
                .iter()
                .filter_map(|feature| known.binary_search(feature).ok())
                .map(|place| place as u32)
                .collect()
        };
        Compact {
            options: example.options.iter().map(places).collect(),
            right: example.right.clone(),
        }
    };
    let check: Vec<Compact> = check.iter().map(compact).collect();
    let examples: Vec<Compact> = examples.iter().map(compact).collect();
    let mut learner = Learner::new(known.len());
    let mut sums = vec![[0.0_f32; WIDTH]; known.len()];
    let mut output = [0.0_f32; COREFERENCE_UNITS];
    for epoch in 0..EPOCHS {
        let (mut total, mut hits) = (0.0, 0_usize);
        for at in out_of_order(examples.len(), epoch) {
            let (loss, hit) = learner.learn(&examples[at]);
            total += loss;
            hits += usize::from(hit);
        }
        // What is kept is the average of the weights after each epoch.
        for (sum, row) in sums.iter_mut().zip(&learner.weights) {
            sum.iter_mut().zip(row).for_each(|(sum, weight)| *sum += weight / EPOCHS as f32);
        }
        for (sum, weight) in output.iter_mut().zip(&learner.output) {
            *sum += weight / EPOCHS as f32;
        }
        let said = |kind: &str, total: f32, hits: usize, count: usize| {
            let count = count.max(1) as f32;
            let right = 100.0 * hits as f32 / count;
            format!("{kind} loss {:.4}, right {right:.2} %", total / count)
        };
        let mut line = format!("epoch {}: {}", epoch + 1, said("", total, hits, examples.len()));
        if !check.is_empty() {
            let (mut total, mut hits) = (0.0, 0);
            for example in &check {
                let scores: Vec<f32> = learner
                    .sums(&example.options, &[1.0; COREFERENCE_UNITS])
                    .into_iter()
                    .map(|s| s.0)
                    .collect();
                total += loss(&shares(&scores), &example.right).0;
                hits += usize::from(is_hit(&scores, &example.right));
            }
            line += &said("; check", total, hits, check.len());
        }
        tell(&line);
    }
    let rows: Vec<(u32, CoreferenceFeature)> = known
        .iter()
        .zip(&sums)
        .map(|(&feature, row)| {
            let mut hidden = [0.0; COREFERENCE_UNITS];
            hidden.copy_from_slice(&row[1..]);
            (feature, CoreferenceFeature { alone: row[0], hidden })
        })
        .collect();
    CoreferenceWeights::new(&rows, output)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_read() {
        let rows = "# newdoc id = one\n# newpar\n\
            1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\tEntity=(1-person-new-nnnnn-cf1-2-coref\n\
            2\tpilot\tpilot\tNOUN\tNN\t_\t3\tnsubj\t_\tEntity=1)\n\
            3\tfled\tflee\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No\n\
            4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_\n\n\
            1\tHe\the\tPRON\tPRP\t_\t2\tnsubj\t_\tEntity=(1-person-giv:act-nnnnn-cf1-1-ana)\n\
            2\tran\trun\tVERB\tVBD\t_\t0\troot\t_\t_\n\n";
        let mut document = Document::default();
        let mut numbers = HashMap::new();
        for sentence in &read_conllu(rows).expect("the rows are right") {
            document.add(sentence, &mut numbers);
        }
        assert_eq!(document.text, "The pilot fled. He ran");
        assert_eq!(document.entity(Span::new(4, 9), Span::new(0, 9)), Some(0));
        assert_eq!(document.entity(Span::new(16, 18), Span::new(16, 18)), Some(0));
        assert_eq!(document.entity(Span::new(10, 14), Span::new(10, 14)), None);
    }
}
