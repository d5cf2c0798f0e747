//! The network of a recipe: its examples, its training, and what it is frozen into.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use dateline_language::network::vector_keys;
use serde::Deserialize;

use super::example::{Example, UNKNOWN};
use super::forms::Forms;
use super::freeze::freeze;
use super::heads::{Heads, Labels as LabelCounts, Predicted, Weights};
use super::parameters::Layout;
use super::student::{Student, Tables};
use super::teacher::Teacher;
use super::train::{Schedule, Shares, Trained};
use crate::encoder::Encoder;
use crate::names::{self, NameRecipe};
use crate::random::Random;
use crate::treebank::{GoldWord, Labels, read_treebank};
use crate::vectors::{self, FARTHEST, VectorRecipe, Vectors};

/// The part of the recipe for the network.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NetworkRecipe {
    /// The vectors of words that it is given, where there is plain news to make them from.
    pub vectors: Option<VectorRecipe>,
    /// How many numbers stand for a word between its layers.
    pub width: usize,
    /// For each layer over a sentence how far away the neighbours are that a word sees; zero for a
    /// layer of recurrence, which sees the whole sentence.
    pub reaches: Vec<usize>,
    /// The widths of the layers before the scores of arcs and of relations.
    pub arcs: usize,
    pub relations: usize,
    /// The share of numbers that is hidden in training.
    pub dropout: f32,
    /// How it is trained.
    pub schedule: Schedule,
    /// How often a treebank's sentence is seen in an epoch, others being seen once.
    #[serde(default = "once")]
    pub trees: usize,
    /// How many numbers of a pretrained encoder's vector a word gets beside its own; zero for none.
    #[serde(default)]
    pub encoder_width: usize,
    /// The fine-tuned encoder that labels news for it, where there is one.
    pub teacher: Option<TeacherRecipe>,
    /// Treebanks on which every few epochs are measured, for the record alone.
    #[serde(default)]
    pub measure: Vec<PathBuf>,
}

fn once() -> usize {
    1
}

/// The part of the recipe for the network's teacher.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TeacherRecipe {
    /// How it is fine-tuned.
    pub schedule: Schedule,
    /// The news that it labels, JSON lines with a `text`, under xz; from the folder of corpora.
    pub news: String,
    /// How many words of it.
    pub words: usize,
    /// What a sentence that it labelled counts for.
    pub weight: f32,
}

/// The morphological features of words, numbered.
#[derive(Debug, Clone)]
pub(crate) struct Feats(pub(crate) Vec<String>);

impl Feats {
    /// The features that occur at least five times.
    fn of(sentences: &[Vec<GoldWord>]) -> Self {
        let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
        for word in sentences.iter().flatten() {
            *counts.entry(word.feats).or_default() += 1;
        }
        Self(
            counts
                .into_iter()
                .filter(|entry| entry.1 >= 5)
                .map(|entry| entry.0.to_owned())
                .collect(),
        )
    }

    fn number(&self, feats: &str) -> u16 {
        self.0.binary_search_by(|held| held.as_str().cmp(feats)).map_or(UNKNOWN, |at| at as u16)
    }
}

/// A sentence of a treebank in numbers.
fn example(words: &[GoldWord], labels: &Labels, feats: &Feats, forms: &mut Forms) -> Example {
    let relation = |word: &GoldWord| {
        let base = word.relation.split(':').next().unwrap_or_default();
        let number = labels.relations.number(word.relation);
        number.or_else(|| labels.relations.number(base)).map_or(UNKNOWN, u16::from)
    };
    Example {
        forms: words.iter().map(|word| forms.number(&word.form)).collect(),
        tags: words
            .iter()
            .map(|word| labels.tags.binary_search(&word.tag).map_or(UNKNOWN, |at| at as u16))
            .collect(),
        feats: words.iter().map(|word| feats.number(word.feats)).collect(),
        heads: words.iter().map(|word| word.head.map_or(0, |head| head as u32 + 1)).collect(),
        relations: words.iter().map(relation).collect(),
        names: Vec::new(),
        weight: 1.0,
    }
}

/// What a network is trained and measured with, in numbers.
struct Material {
    forms: Forms,
    /// Sentences of treebanks.
    trees: Vec<Example>,
    /// Sentences of corpora of names.
    names: Vec<Example>,
    /// Treebanks to measure on, each with its name.
    measured: Vec<(String, Vec<Example>)>,
}

/// Sentences longer than this are not trained on.
const LONGEST: usize = 200;

/// What the losses count for against each other.
const WEIGHTS: Weights = Weights { tags: 0.7, feats: 0.6, arcs: 1.0, relations: 0.8, names: 1.0 };

impl Material {
    fn read(
        corpora: &Path,
        recipe: &NetworkRecipe,
        gold: &[Vec<GoldWord>],
        labels: &Labels,
        feats: &Feats,
        name_recipe: Option<&NameRecipe>,
    ) -> Result<Self> {
        let mut forms = Forms::default();
        let mut trees: Vec<Example> =
            gold.iter().map(|words| example(words, labels, feats, &mut forms)).collect();
        let mut names = Vec::new();
        if let Some(recipe) = name_recipe {
            names::each_sentence(corpora, recipe, |words, allowed, weight| {
                names.push(Example {
                    forms: words.iter().map(|word| forms.number(word)).collect(),
                    names: allowed.to_vec(),
                    weight,
                    ..Example::default()
                });
            })?;
        }
        for examples in [&mut trees, &mut names] {
            examples.retain(|example| (1..=LONGEST).contains(&example.len()));
        }
        let mut measured = Vec::new();
        for path in &recipe.measure {
            let sentences = read_treebank(&corpora.join(path), &[])?;
            let examples =
                sentences.iter().map(|words| example(words, labels, feats, &mut forms)).collect();
            let name = path.file_name().unwrap_or_default().display().to_string();
            measured.push((name.replace(".conllu.gz", ""), examples));
        }
        Ok(Self { forms, trees, names, measured })
    }

    /// The figures of what predicts, on each treebank to measure on.
    fn measure(&self, labels: &Labels, predict: impl Fn(&[Example]) -> Vec<Predicted>) -> String {
        let upos = |tag: u16| labels.tags.get(usize::from(tag)).map_or(99, |tag| tag.upos as usize);
        let base = |relation: u16| match u8::try_from(relation) {
            Ok(number) => labels.relations.label(number).0 as usize,
            Err(_) => 999,
        };
        let each = self.measured.iter().map(|(name, examples)| {
            let shares = Shares::of(examples, &predict(examples), upos, base);
            format!(
                "; {name} UPOS {:.2} tags {:.2} feats {:.2} UAS {:.2} LAS {:.2}",
                shares.universal, shares.tags, shares.feats, shares.heads, shares.relations
            )
        });
        each.collect()
    }
}

/// Where a network's training finds what is in no recipe.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sources<'a> {
    /// The folder of corpora.
    pub(crate) corpora: &'a Path,
    /// The folder of a pretrained encoder.
    pub(crate) encoder: Option<&'a Path>,
    /// The news that the teacher has labelled, or where it is to be kept.
    pub(crate) labelled: Option<&'a Path>,
}

/// Trains the network of a recipe; the section of the model file.
pub(crate) fn train(
    sources: Sources<'_>,
    recipe: &NetworkRecipe,
    gold: &[Vec<GoldWord>],
    labels: &Labels,
    names: Option<&NameRecipe>,
    say: impl Fn(&str),
) -> Result<Vec<u8>> {
    let Sources { corpora, encoder, .. } = sources;
    let feats = Feats::of(gold);
    let mut material = Material::read(corpora, recipe, gold, labels, &feats, names)?;
    let counts = LabelCounts {
        tags: labels.tags.len(),
        feats: feats.0.len(),
        relations: labels.relations.count(),
    };
    let vectors = all_vectors(corpora, encoder, recipe, &material.forms)?;
    say(&format!("vectors of {} words", vectors.words.len()));
    let mut labelled = Vec::new();
    if let Some(teacher) = &recipe.teacher {
        let kept = sources.labelled.filter(|path| path.exists());
        labelled = if let Some(path) = kept {
            say(&format!("labelled news of {}", path.display()));
            read_labelled(path, teacher, &mut material, labels, &feats)?
        } else {
            label_news(corpora, needed(encoder)?, teacher, &mut material, counts, labels, &say)?
        };
        if let Some(path) = sources.labelled.filter(|path| !path.exists()) {
            write_labelled(path, &labelled, &material.forms, labels, &feats)?;
        }
    }
    let known = material.forms.known(3, MOST_KNOWN);
    let vectors = FixedVectors::of(&vectors);
    let rows = material.forms.rows(&known, &vectors.rows);
    let mut examples: Vec<Example> = Vec::new();
    for _ in 0..recipe.trees {
        examples.extend(material.trees.iter().cloned());
    }
    examples.extend(material.names.iter().cloned());
    examples.append(&mut labelled);
    let words: usize = examples.iter().map(Example::len).sum();
    let mut layout = Layout::new(recipe.schedule.seed);
    let student = Student::new(
        &mut layout,
        vectors.width,
        recipe.width,
        &recipe.reaches,
        recipe.dropout,
        |layout| {
            Heads::new(layout, recipe.width, recipe.arcs, recipe.relations, counts, recipe.dropout)
        },
    );
    let tables = Tables::new(
        known.len(),
        vectors.values.clone(),
        &mut Random::new(recipe.schedule.seed + 1),
    );
    let mut trained = Trained { student, parameters: layout.values, tables };
    say(&format!(
        "network: {} sentences, {words} words, {} words known, {} parameters and {} of tables",
        examples.len(),
        known.len(),
        trained.parameters.len(),
        trained.tables.learned.len(),
    ));
    let epochs = recipe.schedule.epochs;
    trained.train(&examples, &rows, WEIGHTS, recipe.schedule, |trained, epoch, loss| {
        let mut line = format!("network: epoch {} loss {loss:.3}", epoch + 1);
        if (epoch + 1) % 4 == 0 || epoch + 1 == epochs {
            line += &material.measure(labels, |examples| trained.predict(examples, &rows));
        }
        say(&line);
    });
    Ok(freeze(&trained, &feats, &known, &vectors.rows))
}

/// How many words have an embedding of their own at most.
const MOST_KNOWN: usize = 30_000;

/// How many words get a vector of the encoder at most, where there is no news.
const MOST_ENCODED: usize = 40_000;

fn needed(encoder: Option<&Path>) -> Result<&Path> {
    encoder.context(
        "the recipe asks for a pretrained encoder: give the folder of one with --encoder \
         (config.json, vocab.txt, model.safetensors)",
    )
}

/// The vectors of the news, each followed by the encoder's; without news, the encoder's of the
/// words that are trained on.
fn all_vectors(
    corpora: &Path,
    encoder: Option<&Path>,
    recipe: &NetworkRecipe,
    forms: &Forms,
) -> Result<Vectors> {
    let own = match &recipe.vectors {
        Some(vectors) => vectors::train(corpora, vectors)?,
        None => Vectors { words: forms.frequent(MOST_ENCODED), width: 0, values: Vec::new() },
    };
    if recipe.encoder_width == 0 {
        return Ok(own);
    }
    let mut layout = Layout::new(1);
    let encoder = Encoder::load(needed(encoder)?, &mut layout)?;
    // A vector of digits says nothing where all digits are zeros.
    let words: Vec<String> = own.words.iter().map(|word| word.replace("00", "10")).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let encoded = encoder.encode_word(&layout.values, &words);
    let reduced = vectors::reduced(&encoded, encoder.width(), recipe.encoder_width);
    let width = own.width + recipe.encoder_width;
    let mut values = Vec::with_capacity(own.words.len() * width);
    for (at, other) in reduced.chunks_exact(recipe.encoder_width).enumerate() {
        values.extend_from_slice(&own.values[at * own.width..(at + 1) * own.width]);
        values.extend_from_slice(other);
    }
    Ok(Vectors { words: own.words, width, values })
}

/// The vectors as the model file holds them: in whole numbers, by the hash of the word.
struct FixedVectors {
    width: usize,
    rows: BTreeMap<u32, u16>,
    values: Vec<f32>,
}

impl FixedVectors {
    fn of(vectors: &Vectors) -> Self {
        let width = vectors.width;
        let mut rows = BTreeMap::new();
        let mut values = vec![0.0; width];
        for (word, vector) in vectors.words.iter().zip(vectors.values.chunks_exact(width.max(1))) {
            let row = (values.len() / width) as u16;
            if let Entry::Vacant(entry) = rows.entry(vector_keys(word)[0]) {
                entry.insert(row);
                let unit = FARTHEST / 127.0;
                values.extend(vector.iter().map(|x| (x / unit).round() * unit));
            }
        }
        Self { width, rows, values }
    }
}

/// Writes labelled sentences as CoNLL-U.
fn write_labelled(
    path: &Path,
    examples: &[Example],
    forms: &Forms,
    labels: &Labels,
    feats: &Feats,
) -> Result<()> {
    let file = File::create(path).with_context(|| format!("cannot write {}", path.display()))?;
    let mut out = BufWriter::new(file);
    for example in examples {
        for at in 0..example.len() {
            let form = &forms.words[example.forms[at] as usize];
            let tag = labels.tags[usize::from(example.tags[at])];
            let feats = &feats.0[usize::from(example.feats[at])];
            let (_, relation) = labels.relations.label(example.relations[at] as u8);
            let (id, upos, xpos, head) = (at + 1, tag.upos.as_str(), tag.xpos, example.heads[at]);
            writeln!(out, "{id}\t{form}\t_\t{upos}\t{xpos}\t{feats}\t{head}\t{relation}\t_\t_")?;
        }
        writeln!(out)?;
    }
    out.flush()?;
    Ok(())
}

/// Reads the sentences that [`write_labelled`] wrote, up to the recipe's number of words.
fn read_labelled(
    path: &Path,
    recipe: &TeacherRecipe,
    material: &mut Material,
    labels: &Labels,
    feats: &Feats,
) -> Result<Vec<Example>> {
    let mut words = 0;
    let sentences = read_treebank(path, &[])?;
    let taken = sentences.iter().take_while(|sentence| {
        words += sentence.len();
        words <= recipe.words
    });
    let labelled = taken.map(|sentence| Example {
        weight: recipe.weight,
        ..example(sentence, labels, feats, &mut material.forms)
    });
    Ok(labelled.collect())
}

/// Fine-tunes the encoder on the treebanks and lets it label sentences of the news.
fn label_news(
    corpora: &Path,
    encoder: &Path,
    recipe: &TeacherRecipe,
    material: &mut Material,
    counts: LabelCounts,
    labels: &Labels,
    say: &impl Fn(&str),
) -> Result<Vec<Example>> {
    let mut teacher = Teacher::load(encoder, counts, recipe.schedule.seed)?;
    let pieces = teacher.pieces(&material.forms.words);
    teacher.train(&material.trees, &pieces, WEIGHTS, recipe.schedule, |share, loss| {
        say(&format!("teacher: {:.0} % loss {loss:.3}", 100.0 * share));
    });
    let figures = material.measure(labels, |examples| teacher.predict(examples, &pieces));
    say(&format!("teacher{figures}"));
    let mut sentences = Vec::new();
    crate::clusters::news::each_text(&corpora.join(&recipe.news), |text| {
        let segmented = dateline_text::segment(text);
        for sentence in segmented.sentences {
            let words = &segmented.words[sentence];
            // Longer ones are mostly lists, shorter ones headings.
            if (5..=60).contains(&words.len()) {
                let span = words[0].span.cover(words[words.len() - 1].span);
                let text = span.of(text);
                let places = words
                    .iter()
                    .map(|word| word.span.start - span.start..word.span.end - span.start);
                sentences.push((text.to_owned(), places.collect::<Vec<_>>()));
            }
        }
    })?;
    sentences.sort_unstable_by(|one, other| one.0.cmp(&other.0));
    sentences.dedup_by(|one, other| one.0 == other.0);
    Random::new(recipe.schedule.seed + 2).shuffle(&mut sentences);
    let mut words = 0;
    let mut examples: Vec<Example> = sentences
        .iter()
        .take_while(|(_, places)| {
            words += places.len();
            words <= recipe.words
        })
        .map(|(text, places)| Example {
            forms: places.iter().map(|place| material.forms.number(&text[place.clone()])).collect(),
            weight: recipe.weight,
            ..Example::default()
        })
        .collect();
    let pieces = teacher.pieces(&material.forms.words);
    for part in examples.chunks_mut(20_000) {
        let found = teacher.predict(part, &pieces);
        for (example, found) in part.iter_mut().zip(found) {
            example.tags = found.tags;
            example.feats = found.feats;
            example.heads = found.heads;
            example.relations = found.relations;
        }
        say(&format!("teacher: labelled {} sentences", part.len()));
    }
    Ok(examples)
}
