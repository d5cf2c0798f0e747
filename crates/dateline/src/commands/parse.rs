//! `dateline parse`: words, lemmas, tags and trees.

use std::io::{self, BufRead, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};
use dateline_intake::Limits;
use dateline_language::{Model, read_conllu};
use dateline_record::Report;

use crate::failure::DONE;
use crate::{conllu, input};

const EXAMPLES: &str = "\
Examples:
  dateline parse report.txt                      words, lemmas, tags and trees of a report
  dateline parse --input conllu < gold.conllu    the same for given words and sentences";

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
pub(crate) fn run(arguments: &ParseArguments) -> Result<ExitCode> {
    let Format::Conllu = arguments.format;
    let model = Model::embedded()?;
    let mut out = BufWriter::new(io::stdout().lock());
    let stdin = [PathBuf::from("-")];
    let files = if arguments.files.is_empty() { &stdin[..] } else { &arguments.files };
    for file in files {
        match arguments.input {
            Input::Text => parse_text(&mut out, file, &model)?,
            Input::Conllu => parse_conllu(&mut out, file, &model)?,
        }
    }
    out.flush()?;
    Ok(DONE)
}

fn parse_text(out: &mut impl Write, file: &Path, model: &Model) -> Result<()> {
    let report = match input::text(file, &Limits::default()) {
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
    conllu::write_text(out, &report.text, &segmented, &parse)?;
    Ok(())
}

/// Parses CoNLL-U a sentence at a time, so that a whole treebank needs no more memory than its
/// longest sentence.
fn parse_conllu(out: &mut impl Write, file: &Path, model: &Model) -> Result<()> {
    let input = input::open(file)?;
    let mut block = String::new();
    let mut first_line = 0;
    let blank = std::iter::once(Ok(String::new()));
    for (number, line) in input.lines().chain(blank).enumerate() {
        let line = line.with_context(|| format!("cannot read {}", file.display()))?;
        if !line.trim().is_empty() {
            block.push_str(&line);
            block.push('\n');
            continue;
        }
        match read_conllu(&block) {
            Ok(sentences) => {
                for sentence in &sentences {
                    conllu::write_given(out, sentence, model)?;
                }
            }
            Err(error) => {
                bail!("{}, line {}: {}", file.display(), first_line + error.line, error.problem)
            }
        }
        block.clear();
        first_line = number + 1;
    }
    Ok(())
}
