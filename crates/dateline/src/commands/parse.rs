//! `dateline parse`: words, lemmas, tags and trees.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, ValueEnum};
use dateline_intake::Limits;
use dateline_language::{ConlluReader, Model};
use dateline_record::Report;

use crate::conllu::Extras;
use crate::failure::{DONE, Failure, INCOMPLETE, warn};
use crate::{conllu, input, model};

const EXAMPLES: &str = "\
Examples:
  dateline parse report.txt                      words, lemmas, tags and trees of a report
  dateline parse report.txt > report.conllu      the same, kept in a file
  dateline parse --names --confidence report.txt with names, and how sure each label is
  echo 'Rain fell.' | dateline parse             of text from another program
  dateline parse --input conllu < gold.conllu    of words and sentences that are given: ids,
                                                 forms, comments and the last column stay

In the last column of text, TokenRange=START:END is where a token stands: characters
(Unicode code points) from 0, END being the first behind it. PUpos, PFeats, PLemma, PHead,
PDeprel (head and relation together) and PName are probabilities: of the labels with 0.9
nine in ten are right. What cannot be read is said on
standard error with its line, and the exit status is 1.";

/// What `dateline parse` is asked for.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct ParseArguments {
    /// What to parse; `-`, or nothing, is standard input
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,

    /// What the input is: running text, or CoNLL-U whose words and sentences are kept
    #[arg(long, value_enum, default_value_t, value_name = "KIND")]
    input: Input,

    /// How to print the result
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,

    /// Say in the last column what names there are: Name=B-PER, Name=I-PER, and so ORG, LOC, MISC
    #[arg(long)]
    names: bool,

    /// Say in the last column how likely each label is right, from 0 to 1: `PUpos=0.98`
    #[arg(long)]
    confidence: bool,

    /// The longest text that is read
    #[arg(long, value_name = "BYTES", default_value_t = Limits::default().text)]
    max_bytes: usize,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Input {
    /// Running text in UTF-8
    #[default]
    Text,
    /// CoNLL-U: its sentences and words are taken as they are
    Conllu,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Universal Dependencies' CoNLL-U
    #[default]
    Conllu,
}

/// Runs the command.
pub(crate) fn run(arguments: &ParseArguments, model: Option<&Path>) -> Result<ExitCode> {
    let Format::Conllu = arguments.format;
    let model = model::chosen(model)?;
    let mut out = BufWriter::new(io::stdout().lock());
    let stdin = [PathBuf::from("-")];
    let files = if arguments.files.is_empty() { &stdin[..] } else { &arguments.files };
    let extras = Extras { names: arguments.names, confidence: arguments.confidence };
    let limits = Limits { text: arguments.max_bytes, ..Limits::default() };
    let mut status = DONE;
    for file in files {
        let parsed = match arguments.input {
            Input::Text => parse_text(&mut out, file, &limits, &model, extras),
            Input::Conllu => parse_conllu(&mut out, file, &model, extras),
        };
        // What cannot be read costs neither the sentences before it nor the other files.
        out.flush()?;
        if let Err(error) = parsed {
            warn(&error.downcast::<Failure>()?);
            status = ExitCode::from(INCOMPLETE);
        }
    }
    Ok(status)
}

fn parse_text(
    out: &mut impl Write,
    file: &Path,
    limits: &Limits,
    model: &Model,
    extras: Extras,
) -> Result<()> {
    let report = match input::text(file, limits) {
        Ok(incoming) => incoming.report,
        // A text without words has no sentences; that is a parse too.
        Err(failure) if failure.code == "empty" => Report::default(),
        Err(failure) => return Err(failure.into()),
    };
    let segmented = dateline_text::segment(&report.text);
    let parse = model.parse(&report.text, &segmented);
    match &report.id {
        Some(id) => writeln!(out, "# newdoc id = {id}")?,
        None => writeln!(out, "# newdoc")?,
    }
    conllu::write_text(out, &report.text, &segmented, &parse, extras)?;
    Ok(())
}

/// Parses CoNLL-U a sentence at a time, so that a whole treebank needs no more memory than its
/// longest sentence.
fn parse_conllu(out: &mut impl Write, file: &Path, model: &Model, extras: Extras) -> Result<()> {
    for sentence in ConlluReader::new(input::open(file)?) {
        let sentence = sentence
            .map_err(|error| Failure::new("conllu", format!("{}, {error}", input::name(file))))?;
        conllu::write_given(out, &sentence, model, extras)?;
    }
    Ok(())
}
