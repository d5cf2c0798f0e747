//! `dateline codebook`: codebooks of one's own, and those that the program carries.

mod check;
mod new;
mod show;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, Subcommand};
use comfy_table::presets::NOTHING;
use comfy_table::{ContentArrangement, Table};

use crate::terminal;

const EXAMPLES: &str = "\
Examples:
  dateline codebook new strikes > strikes.codebook      a codebook to start from
  dateline codebook check strikes.codebook              is it in order, are its examples coded right?
  dateline read --codebook strikes.codebook report.txt  code a report by it
  dateline codebook list                                the codebooks that the program carries
  dateline codebook show plover ASSAULT                 what a type is, and which words tell of it

How a codebook is written is told in docs/codebooks.md.";

const CHECK_EXAMPLES: &str = "\
Examples:
  dateline codebook check strikes.codebook
  dateline codebook check *.codebook

Exit status: 0 if all codebooks can be used and all their examples and counter-examples are coded
right, 1 if not; warnings alone do not count.";

const NEW_EXAMPLES: &str = "\
Examples:
  dateline codebook new
  dateline codebook new strikes > strikes.codebook
  dateline codebook new strikes --out strikes.codebook";

const SHOW_EXAMPLES: &str = "\
Examples:
  dateline codebook show plover
  dateline codebook show plover ASSAULT
  dateline codebook show strikes.codebook
  dateline codebook show core --source > core.txt";

/// What `dateline codebook` is asked for.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES, arg_required_else_help = true)]
pub(crate) struct CodebookArguments {
    #[command(subcommand)]
    command: CodebookCommand,
}

#[derive(Debug, Subcommand)]
enum CodebookCommand {
    /// Read codebooks, tell all that is wrong with them, and test them by their own examples
    #[command(after_help = CHECK_EXAMPLES)]
    Check {
        /// Codebooks
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// Write a codebook to start from, with comments
    #[command(after_help = NEW_EXAMPLES)]
    New {
        /// Its name, under which its codes stand in the record
        #[arg(default_value = "strikes")]
        name: String,
        /// Where it goes, unless to standard output; a file that is there is left alone
        #[arg(long, short, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// List the codebooks that the program carries
    List,
    /// Show the types of a codebook, or one of them with its words
    #[command(after_help = SHOW_EXAMPLES)]
    Show {
        /// One that the program carries (see `list`), or a file
        #[arg(value_name = "CODEBOOK")]
        name: PathBuf,
        /// A type of it
        #[arg(value_name = "TYPE")]
        kind: Option<String>,
        /// Print the codebook as it is written
        #[arg(long, conflicts_with = "kind")]
        source: bool,
    },
}

/// Runs the command.
pub(crate) fn run(arguments: &CodebookArguments, model: Option<&Path>) -> Result<ExitCode> {
    match &arguments.command {
        CodebookCommand::Check { files } => check::run(files, model),
        CodebookCommand::New { name, out } => new::run(name, out.as_deref()),
        CodebookCommand::List => show::list(),
        CodebookCommand::Show { name, kind, source } => show::run(name, kind.as_deref(), *source),
    }
}

/// A table under headings, in lines that fit the terminal.
fn table(headings: &[&str], rows: Vec<Vec<String>>) -> String {
    let mut table = Table::new();
    let width = u16::try_from(terminal::look(None, false, false).width).unwrap_or(u16::MAX);
    table.load_style(NOTHING).set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    table.force_no_tty().set_header(headings);
    for row in rows {
        table.add_row(row);
    }
    table.lines().fold(String::new(), |out, line| out + line.trim_end() + "\n")
}
