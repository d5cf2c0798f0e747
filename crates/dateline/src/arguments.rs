//! The command line.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use crate::commands::check_actors::CheckActorsArguments;
use crate::commands::codebook::CodebookArguments;
use crate::commands::completions::CompletionsArguments;
use crate::commands::explain::ExplainArguments;
use crate::commands::gazetteer::GazetteerArguments;
use crate::commands::man::ManArguments;
use crate::commands::match_names::MatchNamesArguments;
use crate::commands::parse::ParseArguments;
use crate::commands::read::ReadArguments;
use crate::terminal::Colour;

const EXAMPLES: &str = "\
Examples:
  dateline read report.txt
  dateline read --input jsonl --format jsonl < reports.jsonl > records.jsonl
  dateline explain report.txt v3
  dateline parse report.txt

Exit status: 0 if all went well, 1 if something could not be read, 2 if the command line is wrong.";

/// Reads news reports and keeps the record: who did what to whom, when, where, how many, who says
/// so, and how sure they are.
#[derive(Debug, Parser)]
#[command(
    name = "dateline",
    about,
    after_help = EXAMPLES,
    arg_required_else_help = true,
    subcommand_value_name = "COMMAND",
)]
pub(crate) struct Arguments {
    /// Print the version of the program and the name of its language model
    #[arg(long, short = 'V')]
    pub(crate) version: bool,

    /// When to print in colour
    #[arg(long, value_enum, default_value_t, value_name = "WHEN", global = true)]
    pub(crate) color: Colour,

    /// Read with this language model instead of the program's own: see docs/training.md
    #[arg(long, value_name = "FILE", env = "DATELINE_MODEL", global = true)]
    pub(crate) model: Option<PathBuf>,

    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read reports and print their records
    Read(ReadArguments),
    /// Tell why an event of a report is as it is: its type, participants, time and source
    Explain(ExplainArguments),
    /// Print words, lemmas, tags and trees as CoNLL-U
    Parse(ParseArguments),
    /// Tell whether two names are of the same person or organisation
    MatchNames(MatchNamesArguments),
    /// Check lists of actors, and tell what is in them
    CheckActors(CheckActorsArguments),
    /// Write, check and look at codebooks: types of events, and the words that tell of them
    Codebook(CodebookArguments),
    /// Compile dumps of GeoNames into a larger gazetteer
    Gazetteer(GazetteerArguments),
    /// Print the JSON Schema of the record
    Schema,
    /// Print completions of the command line for a shell
    Completions(CompletionsArguments),
    /// Print or write the manual pages
    Man(ManArguments),
    /// Tell what this program is, and whose data is in it
    About,
}
