//! The command line.

use clap::{Parser, Subcommand};

use crate::commands::parse::ParseArguments;
use crate::commands::read::ReadArguments;

/// Reads news reports and keeps the record: who did what to whom, when, where, how many, who says
/// so, and how sure they are.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, about, propagate_version = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read reports and print their records
    Read(ReadArguments),
    /// Print words, lemmas, tags and trees as CoNLL-U
    Parse(ParseArguments),
}
