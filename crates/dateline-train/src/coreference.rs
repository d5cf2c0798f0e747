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
use dateline_reader::{CoreferenceExample, CoreferenceWeights, Reader};
use dateline_record::{Report, Span};
use rayon::prelude::*;

use crate::learning::{out_of_order, tell};
use crate::treebank::read_text;

/// Rounds in which the weights decide on the mentions before, after the first.
const ROUNDS: usize = 2;
const EPOCHS: usize = 6;
const LEARNING_RATE: f32 = 0.1;
/// What a weight loses at each step that its feature takes part in, as a share of itself.
const DECAY: f32 = 1e-4;
/// A feature must be seen this often to have a weight.
const LEAST_COUNT: u32 = 5;
/// What is added in learning to the sum of being new where that is wrong: links that are missed
/// are more than links that are wrong.
const MISSED_LINK: f32 = 2.0;

/// What the command needs to know.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// A treebank with entities: GUM's, `.conllu` or `.conllu.gz`
    treebank: PathBuf,
    /// Where the weights go
    #[arg(long, default_value = "crates/dateline-reader/models/coreference.tsv")]
    out: PathBuf,
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
    let documents = documents(&arguments.treebank)?;
    let mut weights: Option<CoreferenceWeights> = None;
    for _ in 0..=ROUNDS {
        let examples: Vec<CoreferenceExample> = documents
            .par_iter()
            .flat_map_iter(|document| {
                let report = Report { text: document.text.clone(), ..Report::default() };
                let annotated = |head: Span, words: Span| document.entity(head, words);
                reader.coreference_examples(&report, &annotated, weights.as_ref())
            })
            .collect();
        weights = Some(learn(&examples));
    }
    let rows = weights.unwrap_or_default().write();
    let rows = format!(
        "# Weights of the features that decide what a mention stands for, in hundredths.\n\
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

fn learn(examples: &[CoreferenceExample]) -> CoreferenceWeights {
    let mut learned = CoreferenceWeights::default();
    let count = learned.values_mut().len();
    let mut seen = vec![0_u32; count];
    for &feature in examples.iter().flat_map(|example| example.options.iter().flatten()) {
        seen[feature as usize] += 1;
    }
    let mut weights = vec![0.0_f32; count];
    let mut squares = vec![1e-3_f32; count];
    let mut sums = vec![0.0_f32; count];
    for epoch in 0..EPOCHS {
        let (mut loss, mut hits) = (0.0, 0_usize);
        for at in out_of_order(examples.len(), epoch) {
            let example = &examples[at];
            let cost =
                |right: bool, option: usize| if option == 0 && !right { MISSED_LINK } else { 0.0 };
            let scores: Vec<f32> = example
                .options
                .iter()
                .zip(&example.right)
                .enumerate()
                .map(|(option, (features, &right))| {
                    let sum: f32 = features.iter().map(|&at| weights[at as usize]).sum();
                    sum + cost(right, option)
                })
                .collect();
            let highest = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            let best = scores.iter().position(|score| *score >= highest).unwrap_or(0);
            hits += usize::from(example.right[best]);
            let shares: Vec<f32> = scores.iter().map(|score| (score - highest).exp()).collect();
            let all: f32 = shares.iter().sum();
            let right: f32 =
                shares.iter().zip(&example.right).map(|(s, r)| if *r { *s } else { 0.0 }).sum();
            loss -= (right / all).max(1e-9).ln();
            for ((features, share), &is_right) in
                example.options.iter().zip(&shares).zip(&example.right)
            {
                let wanted = if is_right { share / right.max(1e-9) } else { 0.0 };
                let error = wanted - share / all;
                if error.abs() < 1e-4 {
                    continue;
                }
                for &at in features {
                    let at = at as usize;
                    if seen[at] < LEAST_COUNT {
                        continue;
                    }
                    squares[at] += error * error;
                    weights[at] += LEARNING_RATE * error / squares[at].sqrt();
                    weights[at] -= DECAY * weights[at];
                }
            }
        }
        for (sum, weight) in sums.iter_mut().zip(&weights) {
            *sum += weight;
        }
        let total = examples.len().max(1) as f32;
        tell(&format!(
            "epoch {}: {} decisions, loss {:.4}, right {:.2} %",
            epoch + 1,
            examples.len(),
            loss / total,
            100.0 * hits as f32 / total
        ));
    }
    for (value, sum) in learned.values_mut().iter_mut().zip(&sums) {
        *value = sum / EPOCHS as f32;
    }
    learned
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
