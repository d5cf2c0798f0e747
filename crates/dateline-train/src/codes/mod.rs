//! Learns which PLOVER type an event has, and who takes part in it: `dateline-train codes`.
//!
//! The sentences say what one of their events is, mostly without saying which ([`learn`]). With
//! `--folds` the weights are learned from all parts of the sentences but one and tried on that one, so
//! that the records of the evaluation sets are each made with weights that have not seen the sentence.

mod corpora;
mod examples;
mod figures;
mod learn;
mod participants;

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use dateline_codebook::Codebook;
use dateline_reader::{CodeCandidate, CodeWeights, Reader};
use dateline_record::{Record, Report};
use rayon::prelude::*;

use self::corpora::{Sentence, Set};
use self::examples::{Example, NONE, Names, Target};
use self::learn::{Row, Settings, Weights};
use crate::learning::tell;

/// What the command needs to know.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Sentences with a marked source and target and a type: tabulators between, under gzip
    plv: PathBuf,
    /// Sentences with a quad class, 0 for none: tabulators between, under gzip
    quad: PathBuf,
    /// Sentences with marked actors and recipients: a word a line, under gzip
    actors: Option<PathBuf>,
    /// Where the weights go
    #[arg(long, default_value = "crates/dateline-reader/models/event-codes.tsv")]
    out: PathBuf,
    /// Where the weights of who takes part go
    #[arg(long, default_value = "crates/dateline-reader/models/event-participants.tsv")]
    participants: PathBuf,
    /// Learn no weights to keep, but try them: from all parts of the sentences but one, on that one
    #[arg(long)]
    folds: Option<usize>,
    /// With --folds: write the records of each set into this folder, each made with weights that have
    /// not seen the sentence
    #[arg(long, requires = "folds")]
    records: Option<PathBuf>,
    /// With --folds: tell the figures at thresholds from 0 to 0.9
    #[arg(long, requires = "folds")]
    curve: bool,
    /// The threshold of the records
    #[arg(long, default_value_t = dateline_reader::LEAST_CODE_CONFIDENCE)]
    least: f64,
    /// Plain news, JSON lines under xz: most of its events that no pattern knows have no type
    #[arg(long)]
    news: Option<PathBuf>,
}

/// How many reports of plain news are read.
const NEWS: usize = 150;

/// What a sentence counts: of the second set less where it has no event, for that set leaves out
/// appeals and condolences, which PLOVER codes; of the third, which says nothing of types, and of plain
/// news, of which nothing is known, the least.
fn weight(sentence: &Sentence) -> f32 {
    match (sentence.set, &sentence.answer) {
        (Set::Quad, corpora::Answer::First { types: 0, .. }) => 2.0,
        (Set::Plv | Set::Quad, _) => 1.0,
        (Set::Actors, _) => 0.3,
        (Set::Examples, _) => 0.9,
        (Set::News, _) => 0.1,
    }
}

/// How the weights are learned; chosen by cross-validation.
const SETTINGS: Settings =
    Settings { epochs: 12, rate: 0.015, penalty: 0.5, meaning_penalty: 0.5, unknown: 10 };

/// How many sentences must have a feature.
const LEAST_COUNT: u32 = 4;

/// Features whose weights are all below this, in hundredths, are left out.
const LEAST_WEIGHT: i32 = 10;
/// Weights below this are not written.
const LEAST_WRITTEN: i32 = 3;

/// The sentences with the events that the reader finds in them.
struct Material {
    sentences: Vec<Sentence>,
    found: Vec<Vec<CodeCandidate>>,
    types: Vec<String>,
    width: usize,
}

/// Learns the weights and writes them, or tries them.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let book = dateline_codebook::plover();
    let reader = Reader::new()?;
    let material = material(arguments, &reader, book)?;
    if let Some(folds) = arguments.folds {
        return try_out(arguments, &reader, book, &material, folds);
    }
    let all: Vec<usize> = (0..material.sentences.len()).collect();
    let (names, weights) = learned(&material, &all);
    let rows = rows(&names, &weights, material.width, &material.types, reader.model().name());
    fs::write(&arguments.out, &rows)
        .with_context(|| format!("expected to write {}", arguments.out.display()))?;
    let found = participants_of(&reader, &material, &all)?;
    let rows = participants::learned(&found, reader.model().name());
    fs::write(&arguments.participants, rows)
        .with_context(|| format!("expected to write {}", arguments.participants.display()))
}

fn material(arguments: &Arguments, reader: &Reader, book: &Codebook) -> Result<Material> {
    let mut sentences = corpora::plv(&arguments.plv, book)?;
    sentences.extend(corpora::quad(&arguments.quad, book)?);
    if let Some(actors) = &arguments.actors {
        sentences.extend(corpora::actors(actors)?);
    }
    sentences.extend(corpora::examples(book));
    let news = arguments.news.as_deref();
    sentences.extend(corpora::plain(news, NEWS, dateline_codebook::core())?);
    let found = examples::candidates(reader, &sentences);
    let width = found.iter().flatten().next().map_or(0, |one| one.meanings.len());
    let types = book.types.iter().map(|kind| kind.name.clone()).collect();
    Ok(Material { sentences, found, types, width })
}

/// The weights that some of the sentences give.
fn learned(material: &Material, chosen: &[usize]) -> (Names, Weights) {
    let names = Names::of(chosen.iter().map(|&place| &material.found[place][..]), LEAST_COUNT);
    let examples: Vec<Example> = chosen
        .iter()
        .filter_map(|&place| {
            let sentence = &material.sentences[place];
            examples::example(sentence, &material.found[place], &names, weight(sentence))
        })
        .collect();
    let weights = learn::learn(&names.names, &material.types, material.width, &examples, SETTINGS);
    tell(&format!("{} sentences, {} features", examples.len(), names.names.len()));
    (names, weights)
}

/// The weights that some of the sentences give, as the reader has them.
fn code_weights(reader: &Reader, material: &Material, chosen: &[usize]) -> Result<CodeWeights> {
    let (names, weights) = learned(material, chosen);
    let rows = rows(&names, &weights, material.width, &material.types, reader.model().name());
    CodeWeights::read(&rows).context("expected weights as they are read")
}

/// How many parts the sentences are cut into for the events of each to be coded as by weights that
/// have not seen them: how sure a code is tells less of a sentence that it was learned from.
const PARTS: usize = 4;

/// Who may take part in the events of some of the sentences, with what the marks say of each.
fn participants_of(
    reader: &Reader,
    material: &Material,
    chosen: &[usize],
) -> Result<Vec<participants::Labelled>> {
    let found: Vec<_> = (0..PARTS)
        .into_par_iter()
        .map(|part| {
            let (asked, taught): (Vec<usize>, Vec<usize>) =
                chosen.iter().partition(|&&place| material.sentences[place].fold(PARTS) == part);
            let weights = code_weights(reader, material, &taught)?;
            let reader = reader.clone().with_code_weights(weights);
            let asked: Vec<&Sentence> =
                asked.into_iter().map(|place| &material.sentences[place]).collect();
            Ok(participants::labelled(&reader, &asked))
        })
        .collect::<Result<_>>()?;
    Ok(found.into_iter().flatten().collect())
}

/// The weights as the reader has them.
fn rows(names: &Names, weights: &Weights, width: usize, types: &[String], model: &str) -> String {
    let mut rows = format!(
        "# Weights of the features that an event's PLOVER type is weighed by, in hundredths: for {}\n\
         # and for none.\n\
         # Made by `dateline-train codes` with the language model {model}; not written by hand.\n",
        types.join(", ")
    );
    let mut write = |name: &str, row: &Row, always: bool| {
        let hundredths = row.map(|weight| (weight * 100.0).round() as i32);
        if always || hundredths.iter().any(|weight| weight.abs() >= LEAST_WEIGHT) {
            rows.push_str(name);
            for weight in hundredths {
                rows.push('\t');
                if always || weight.abs() >= LEAST_WRITTEN {
                    // Writing to a string cannot fail.
                    let _ = write!(rows, "{weight}");
                }
            }
            rows.push('\n');
        }
    };
    for (name, row) in names.names.iter().zip(&weights.rows) {
        write(name, row, false);
    }
    for (place, row) in weights.rows[weights.features..].iter().enumerate() {
        write(&CodeWeights::meaning_name(place, width), row, true);
    }
    rows
}

/// Learns from all parts but one and tries the weights on that one, for each part.
fn try_out(
    arguments: &Arguments,
    reader: &Reader,
    book: &Codebook,
    material: &Material,
    folds: usize,
) -> Result<()> {
    let readers: Vec<(Reader, Reliability)> = (0..folds)
        .into_par_iter()
        .map(|fold| {
            // What the codebook gives is part of the program, as its patterns are.
            let held = |place: &usize| {
                let sentence = &material.sentences[*place];
                !matches!(sentence.set, Set::Examples | Set::News) && sentence.fold(folds) == fold
            };
            let (tried, chosen): (Vec<usize>, Vec<usize>) =
                (0..material.sentences.len()).partition(held);
            let (names, weights) = learned(material, &chosen);
            let reliability = Reliability::of(material, &tried, &names, &weights);
            let rows =
                rows(&names, &weights, material.width, &material.types, reader.model().name());
            let weights = CodeWeights::read(&rows).context("expected weights as they are read")?;
            let found = participants_of(reader, material, &chosen)?;
            let reader = reader.clone().with_code_weights(weights);
            let reader = participants::taught(reader, &found)
                .context("expected weights of participants as they are read")?;
            Ok((reader, reliability))
        })
        .collect::<Result<_>>()?;
    let mut all = Reliability::default();
    for (_, one) in &readers {
        all.add(one);
    }
    tell(&format!("expected calibration error: {:.3}", all.error()));
    let least = if arguments.curve {
        (0..10).map(|step| f64::from(step) / 10.0).collect()
    } else {
        vec![arguments.least]
    };
    tell("least  false alarms  quad F1  PLV F1  PLV right  both linked  actors F1  recipients F1");
    for least in least {
        let records = records(material, &readers, folds, least);
        let figures = figures::figures(&material.sentences, &records, book);
        tell(&format!(
            "{least:5.2}  {:12.1}  {:7.1}  {:6.1}  {:9.1}  {:11.1}  {:9.1}  {:13.1}",
            100.0 * figures.false_alarms,
            100.0 * figures.quad,
            100.0 * figures.plv,
            100.0 * figures.plv_right,
            100.0 * figures.linked,
            100.0 * figures.actors,
            100.0 * figures.recipients,
        ));
    }
    if let Some(folder) = &arguments.records {
        write_records(folder, material, &records(material, &readers, folds, arguments.least))?;
    }
    Ok(())
}

/// The records of the sentences, each made with weights that have not seen it.
fn records<'m>(
    material: &'m Material,
    readers: &[(Reader, Reliability)],
    folds: usize,
    least: f64,
) -> HashMap<&'m str, Record> {
    let readers: Vec<Reader> = readers
        .iter()
        .map(|(reader, _)| reader.clone().with_least_code_confidence(least))
        .collect();
    material
        .sentences
        .par_iter()
        .filter(|sentence| !matches!(sentence.set, Set::Examples | Set::News))
        .filter_map(|sentence| {
            let report = Report {
                id: Some(sentence.id.clone()),
                text: sentence.text.clone(),
                ..Report::default()
            };
            let record = readers[sentence.fold(folds)].read(&report).ok()?;
            Some((sentence.id.as_str(), record))
        })
        .collect()
}

fn write_records(
    folder: &Path,
    material: &Material,
    records: &HashMap<&str, Record>,
) -> Result<()> {
    fs::create_dir_all(folder)?;
    for (name, set) in [("plv", Set::Plv), ("quad", Set::Quad), ("actors", Set::Actors)] {
        let path = folder.join(format!("{name}.jsonl"));
        let mut out = std::io::BufWriter::new(
            fs::File::create(&path)
                .with_context(|| format!("expected to write {}", path.display()))?,
        );
        let mut last = "";
        for sentence in material.sentences.iter().filter(|sentence| sentence.set == set) {
            if let Some(record) = records.get(sentence.id.as_str())
                && last != sentence.id
            {
                serde_json::to_writer(&mut out, record)?;
                out.write_all(b"\n")?;
            }
            last = &sentence.id;
        }
    }
    Ok(())
}

/// How far what is said with a probability is right that often, in ten steps.
#[derive(Debug, Clone, Copy, Default)]
struct Reliability {
    /// How many, the sum of their probabilities, how many were right.
    steps: [(f64, f64, f64); 10],
}

impl Reliability {
    /// Of the probability that the first event with a type has the right one, over sentences whose
    /// answer says that.
    fn of(material: &Material, tried: &[usize], names: &Names, weights: &Weights) -> Self {
        let mut found = Self::default();
        for &place in tried {
            let sentence = &material.sentences[place];
            let Some(example) = examples::example(sentence, &material.found[place], names, 1.0)
            else {
                continue;
            };
            let Target::First(types) = example.target else { continue };
            // The event that has a type first, as the reader decides.
            let rows = example.candidates.iter().map(|one| weights.probabilities(one, false));
            for row in rows {
                let (class, most) =
                    row[..NONE].iter().enumerate().fold((0, 0.0), |best, (class, &value)| {
                        if value > best.1 { (class, value) } else { best }
                    });
                if row[NONE] < 0.5 {
                    found.count(f64::from(most), types >> class & 1 == 1);
                    break;
                }
            }
        }
        found
    }

    fn count(&mut self, probability: f64, right: bool) {
        let step = &mut self.steps[((probability * 10.0) as usize).min(9)];
        step.0 += 1.0;
        step.1 += probability;
        step.2 += f64::from(right);
    }

    fn add(&mut self, other: &Self) {
        for (step, other) in self.steps.iter_mut().zip(other.steps) {
            *step = (step.0 + other.0, step.1 + other.1, step.2 + other.2);
        }
    }

    fn error(&self) -> f64 {
        let all: f64 = self.steps.iter().map(|step| step.0).sum();
        self.steps.iter().map(|step| (step.1 - step.2).abs()).sum::<f64>() / all.max(1.0)
    }
}
