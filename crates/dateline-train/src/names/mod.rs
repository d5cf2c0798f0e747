//! The recogniser of names: see [`dateline_language::names`].

mod corpora;
mod field;
mod known;
mod score;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Context;
use dateline_language::linear::{Row, write_linear};
use dateline_language::names::{
    KnownNames, NameRecogniser, TAGS, Words, each_word_features, write_names,
};
use dateline_language::section::{SectionReader, SectionWriter};
use dateline_language::{Clusters, Model};
use serde::Deserialize;

use corpora::{Cut, Document, Spelling};
use field::{Example, Field, Settings};
use score::Score;

use crate::calibrate::Reliability;

/// The part of the recipe for names.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NameRecipe {
    /// The corpora to train on.
    pub train: Vec<NameCorpus>,
    /// Plain news to learn names from, JSON lines with a `text`, under xz.
    pub news: Option<String>,
    /// How often each sentence is seen.
    pub epochs: u32,
    /// The size of the first steps.
    pub rate: f32,
    /// How much must speak for a weight before it is other than zero.
    pub sparsity: f32,
    /// How strongly weights are drawn to zero.
    pub decay: f32,
    /// The share of a word's features that is hidden at each sight of it.
    pub dropout: f64,
    /// What copies of sentences in capitals, in small letters and as headlines count for.
    #[serde(default)]
    pub respelled: f32,
    /// Weights no larger than this are left out of the model.
    #[serde(default)]
    pub least_weight: f32,
    /// In how many words a feature must occur.
    pub least_count: u32,
}

/// A corpus of names.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NameCorpus {
    /// The file, from the folder of corpora.
    pub file: String,
    /// Whether it marks miscellaneous names throughout.
    pub complete: bool,
    /// What its sentences count for.
    pub weight: f32,
}

impl Cut {
    fn words(&self) -> Words<'_> {
        Words {
            text: &self.document.text,
            spans: &self.segmented.words,
            surfaces: &self.surfaces,
            sentences: &self.segmented.sentences,
        }
    }
}

/// Shows each sentence that names are trained on: its words, the tags that each may have, and what
/// the sentence counts for.
pub(crate) fn each_sentence(
    corpora: &Path,
    recipe: &NameRecipe,
    mut see: impl FnMut(&[&str], &[u32], f32),
) -> anyhow::Result<()> {
    for (cut, weight) in documents(corpora, recipe, Clusters::NONE)? {
        for sentence in &cut.segmented.sentences {
            let words: Vec<&str> = cut.segmented.words[sentence.clone()]
                .iter()
                .map(|word| word.span.of(&cut.document.text))
                .collect();
            see(&words, &cut.allowed[sentence.clone()], weight);
        }
    }
    Ok(())
}

/// The documents of the recipe, each with what it counts for.
fn documents(
    corpora: &Path,
    recipe: &NameRecipe,
    clusters: Clusters<'_>,
) -> anyhow::Result<Vec<(Cut, f32)>> {
    let mut documents: Vec<(Cut, f32)> = Vec::new();
    for corpus in &recipe.train {
        for (number, document) in
            corpora::read(&corpora.join(&corpus.file))?.into_iter().enumerate()
        {
            for (respelled, weight) in respelled(&document, number, recipe.respelled) {
                let weight = weight * corpus.weight;
                documents.push((Cut::new(respelled, clusters, corpus.complete), weight));
            }
            documents.push((Cut::new(document, clusters, corpus.complete), corpus.weight));
        }
    }
    Ok(documents)
}

/// The model's section of names.
pub(crate) fn train(
    corpora: &Path,
    recipe: &NameRecipe,
    clusters: Clusters<'_>,
) -> anyhow::Result<Vec<u8>> {
    let documents = documents(corpora, recipe, clusters)?;
    let first = train_with(recipe, &documents, &[])?;
    let Some(news) = &recipe.news else { return Ok(first) };
    let recogniser = NameRecogniser::read(&first)?;
    let known = known::learn(&corpora.join(news), clusters, recogniser)?;
    train_with(recipe, &documents, &known)
}

/// What a document is trained on beside itself, with what it counts for: a line as a headline has
/// it, another in small letters, and of every fourth document the whole in capitals, and of every
/// fourth the whole in small letters.
fn respelled(document: &Document, number: usize, weight: f32) -> Vec<(Document, f32)> {
    if weight == 0.0 {
        return Vec::new();
    }
    let mut variants = vec![
        (document.line(number).respelled(Spelling::Headline), weight),
        (document.line(number / 2 + 1).respelled(Spelling::Small), weight),
    ];
    match number % 4 {
        0 => variants.push((document.respelled(Spelling::Capitals), weight)),
        2 => variants.push((document.respelled(Spelling::Small), weight)),
        _ => {}
    }
    variants
}

/// The section of a recogniser that knows these names beforehand.
fn train_with(
    recipe: &NameRecipe,
    documents: &[(Cut, f32)],
    known: &[(u64, u8)],
) -> anyhow::Result<Vec<u8>> {
    let mut table = SectionWriter::default();
    KnownNames::encode(known, &mut table);
    let table = table.finish();
    let names = KnownNames::read(&mut SectionReader::new(&table))?;
    let numbers = frequent_features(documents, names, recipe.least_count);
    let examples: Vec<Example> = documents
        .iter()
        .flat_map(|(cut, weight)| examples(cut, names, *weight, &numbers))
        .collect();
    let settings = Settings {
        epochs: recipe.epochs,
        rate: recipe.rate,
        sparsity: recipe.sparsity,
        decay: recipe.decay,
        dropout: recipe.dropout,
    };
    let mut field = Field::new(numbers.len(), settings);
    field.train(&examples, 11);
    let rows: Vec<Row> = numbers
        .iter()
        .map(|(&key, &number)| {
            let weights = field.weights(number as usize).iter().enumerate();
            let weights = weights.filter(|(_, weight)| weight.abs() > recipe.least_weight);
            (key, weights.map(|(tag, &weight)| (tag as u8, weight)).collect())
        })
        .collect();
    Ok(write_names(&field.transitions(), known, &write_linear(TAGS, &rows)))
}

/// Numbers for the features that occur often enough.
fn frequent_features(
    documents: &[(Cut, f32)],
    known: KnownNames<'_>,
    least_count: u32,
) -> HashMap<u64, u32> {
    let mut counts: HashMap<u64, u32> = HashMap::new();
    for (cut, _) in documents {
        each_word_features(cut.words(), known, |_, _, keys| {
            for &key in keys {
                *counts.entry(key).or_default() += 1;
            }
        });
    }
    let mut keys: Vec<u64> =
        counts.into_iter().filter(|&(_, count)| count >= least_count).map(|(key, _)| key).collect();
    keys.sort_unstable();
    keys.into_iter().zip(0..).collect()
}

/// The sentences of a document.
fn examples(
    cut: &Cut,
    known: KnownNames<'_>,
    weight: f32,
    numbers: &HashMap<u64, u32>,
) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    each_word_features(cut.words(), known, |sentence, at, keys| {
        if at == sentence.start {
            examples.push(Example { weight, ..Example::default() });
        }
        if let Some(example) = examples.last_mut() {
            example.features.extend(keys.iter().filter_map(|key| numbers.get(key)));
            example.ends.push(example.features.len() as u32);
            example.allowed.push(cut.allowed[at]);
        }
    });
    examples
}

/// A corpus that nothing is trained on.
pub(crate) struct HeldOut(Vec<Cut>);

impl HeldOut {
    pub(crate) fn read(path: &Path) -> anyhow::Result<Self> {
        let documents = corpora::read(path)?.into_iter();
        Ok(Self(documents.map(|document| Cut::new(document, Clusters::NONE, true)).collect()))
    }

    /// How well a model finds its names.
    pub(crate) fn score(&self, model: &Model) -> Score {
        score::score(model, &self.0)
    }
}

/// Shows the confidence of every name that a model finds, and whether it is right.
pub(crate) fn each_confidence(model: &Model, corpus: &HeldOut, see: impl FnMut(f32, bool)) {
    score::each_confidence(model, &corpus.0, see);
}

/// Prints how well a model finds the names of corpora, how far its confidence is from what comes
/// true, and how fast it is.
#[expect(clippy::print_stdout, reason = "the figures are what was asked for")]
pub(crate) fn evaluate(model: &Path, corpora: &[PathBuf]) -> anyhow::Result<()> {
    let bytes = std::fs::read(model).with_context(|| format!("cannot read {}", model.display()))?;
    let model = Model::load(bytes)?;
    let mut together = Reliability::default();
    for path in corpora {
        let documents = corpora::read(path)?;
        println!("{}", path.file_name().unwrap_or_default().display());
        for (label, spelling) in [
            ("as it is", None),
            ("in capitals", Some(Spelling::Capitals)),
            ("as headlines", Some(Spelling::Headline)),
            ("in small letters", Some(Spelling::Small)),
        ] {
            let documents: Vec<Cut> = documents
                .iter()
                .map(|document| match spelling {
                    Some(spelling) => document.respelled(spelling),
                    None => document.clone(),
                })
                .map(|document| Cut::new(document, Clusters::NONE, true))
                .collect();
            let words: usize = documents.iter().map(|cut| cut.surfaces.len()).sum();
            let start = Instant::now();
            let score = score::score(&model, &documents);
            let speed = words as f64 / start.elapsed().as_secs_f64();
            let mut reliability = Reliability::default();
            score::each_confidence(&model, &documents, |confidence, right| {
                reliability.add(confidence, right);
                if spelling.is_none() {
                    together.add(confidence, right);
                }
            });
            let error = reliability.error();
            println!("  {label}: {score}, calibration error {error:.1} %, {speed:.0} words/s");
        }
    }
    println!("calibration error of all as they are: {:.1} %", together.error());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_language::NameKind;
    use dateline_text::ByteSpan;

    /// A document with names given by what stands before them.
    fn document(person: &str, place: &str) -> Document {
        let text = format!("{person} went to {place} on Monday.");
        let start = text.len() - place.len() - " on Monday.".len();
        let names = vec![
            (ByteSpan::new(0, person.len()), NameKind::Person),
            (ByteSpan::new(start, start + place.len()), NameKind::Location),
        ];
        Document { text, names }
    }

    #[test]
    fn names_in_known_company_are_found() {
        let recipe: NameRecipe = toml::from_str(
            "train = []\nepochs = 20\nrate = 0.3\nsparsity = 0.0\ndecay = 0.0\n\
             dropout = 0.1\nleast_count = 1\n",
        )
        .unwrap();
        let documents: Vec<(Cut, f32)> = [
            ("Anna Berg", "Lisbon"),
            ("Peter Holm", "Quito"),
            ("Mary Stone", "Paris"),
            ("Paul Wood", "New Delhi"),
        ]
        .map(|(person, place)| (Cut::new(document(person, place), Clusters::NONE, true), 1.0))
        .into();
        let section = train_with(&recipe, &documents, &[]).unwrap();
        assert_eq!(
            section,
            train_with(&recipe, &documents, &[]).unwrap(),
            "training is repeatable"
        );
        let unseen = Cut::new(document("Emma Lind", "Lima"), Clusters::NONE, true);
        let recogniser = NameRecogniser::read(&section).unwrap();
        let kinds: Vec<NameKind> =
            recogniser.recognise(unseen.words(), None).iter().map(|name| name.kind).collect();
        assert_eq!(kinds, [NameKind::Person, NameKind::Location]);
    }

    #[test]
    fn every_document_is_shown_as_a_headline_and_some_in_capitals_and_small_letters() {
        let document = document("Anna Berg", "Lisbon");
        for (number, weight, expected) in [(0, 0.2, 3), (1, 0.2, 2), (2, 0.2, 3), (4, 0.0, 0)] {
            assert_eq!(respelled(&document, number, weight).len(), expected, "{number}");
        }
    }
}
