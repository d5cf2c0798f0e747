//! Trains Dateline's models from annotated corpora.

mod calibrate;
mod clusters;
mod codes;
mod coreference;
mod cues;
mod encoder;
mod evaluate;
mod factuality;
mod headlines;
mod learning;
mod lexical;
mod names;
mod network;
mod perceptron;
mod places;
mod random;
mod recipe;
mod sectors;
mod subjects;
mod train;
mod treebank;
mod vectors;

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};
use dateline_language::Model;
use network::recipe::Sources;

/// Trains the models of a recipe, or measures a model.
#[derive(Debug, Parser)]
#[command(version, about, args_conflicts_with_subcommands = true)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    train: Option<TrainArguments>,
}

#[derive(Debug, clap::Args)]
struct TrainArguments {
    /// The recipe: which corpora train which part, and how
    recipe: PathBuf,
    /// The folder that the recipe's corpora are in
    #[arg(long, default_value = "../shared/corpora")]
    corpora: PathBuf,
    /// The folder of a pretrained encoder, where the recipe asks for one: config.json, vocab.txt and
    /// model.safetensors
    #[arg(long)]
    encoder: Option<PathBuf>,
    /// The news that the recipe's teacher labels, as CoNLL-U: taken from this file where it is
    /// there, else kept in it for the next time
    #[arg(long)]
    labelled: Option<PathBuf>,
    /// Where the model goes
    #[arg(long)]
    out: PathBuf,
    /// Train only these parts and take the others from the model that is at --out
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Learn which PLOVER types events have, from sentences that tell of a type.
    Codes(codes::Arguments),
    /// Learn what descriptions and pronouns stand for, from GUM's documents
    Coreference(coreference::Arguments),
    /// Learn which candidates attribute, from PolNeAR's articles.
    Cues(cues::Arguments),
    /// Learn how readers take events, from sentences with scored events.
    Factuality(factuality::Arguments),
    /// Learn which of the places of a name is meant, from articles with places
    Places(places::Arguments),
    /// Learn which sector of society a noun means, from the listed nouns.
    Sectors(sectors::Arguments),
    /// Learn which verbs ask for somebody as their subject, from plain news
    Subjects(subjects::Arguments),
    /// Measure a model on treebanks, with words and sentences given
    Eval {
        /// The model
        model: PathBuf,
        /// Treebanks, .conllu or .conllu.gz
        treebanks: Vec<PathBuf>,
    },
    /// Measure a model on corpora of names, as running text
    EvalNames {
        /// The model
        model: PathBuf,
        /// Tokens with tags, under gzip
        corpora: Vec<PathBuf>,
    },
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    match (arguments.command, arguments.train) {
        (Some(Command::Codes(codes)), _) => codes::run(&codes),
        (Some(Command::Cues(cues)), _) => cues::run(&cues),
        (Some(Command::Factuality(sets)), _) => factuality::run(&sets),
        (Some(Command::Coreference(coreference)), _) => coreference::run(&coreference),
        (Some(Command::Places(places)), _) => places::run(&places),
        (Some(Command::Sectors(sectors)), _) => sectors::run(&sectors),
        (Some(Command::Subjects(subjects)), _) => subjects::run(&subjects),
        (Some(Command::EvalNames { model, corpora }), _) => names::evaluate(&model, &corpora),
        (Some(Command::Eval { model, treebanks }), _) => eval(&model, &treebanks),
        (None, Some(train)) => {
            let sources = Sources {
                corpora: &train.corpora,
                encoder: train.encoder.as_deref(),
                labelled: train.labelled.as_deref(),
            };
            train::train(&train.recipe, sources, &train.out, &train.only)
        }
        (None, None) => anyhow::bail!("expected a recipe, but found none"),
    }
}

#[expect(clippy::print_stdout, reason = "the figures are what was asked for")]
fn eval(model: &PathBuf, treebanks: &[PathBuf]) -> Result<()> {
    let bytes = std::fs::read(model).with_context(|| format!("cannot read {}", model.display()))?;
    let model = Model::load(bytes)?;
    for path in treebanks {
        let sentences = treebank::read_treebank(path, &[])?;
        let figures = evaluate::evaluate(&model, &sentences);
        println!(
            "{}: {} words, UPOS {:.2}, XPOS {:.2}, FEATS {:.2}, lemmas {:.2}, UAS {:.2}, LAS {:.2}, {:.0} words/s",
            path.file_name().unwrap_or_default().display(),
            figures.words,
            figures.upos,
            figures.xpos,
            figures.feats,
            figures.lemmas,
            figures.unlabelled,
            figures.labelled,
            figures.words_per_second
        );
        let found = calibrate::Reliabilities::of(&model, &sentences);
        println!(
            "  calibration error, %: UPOS {:.2}, FEATS {:.2}, lemmas {:.2}, heads {:.2}, with relations {:.2}",
            found.upos.error(),
            found.feats.error(),
            found.lemma.error(),
            found.head.error(),
            found.relation.error(),
        );
    }
    Ok(())
}
