//! `dateline check-actors`: whether lists of actors can be read, and what is in them.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use dateline_actors::Actor;

use crate::actors;
use crate::failure::{DONE, INCOMPLETE, warn};

const EXAMPLES: &str = "\
Examples:
  dateline check-actors actors.csv
  dateline check-actors actors.csv sanctions.ftm.json

What may stand in a list is told in docs/actors.md. A list with a row that cannot be read is refused:
standard error says which row, and how to mend it, and the exit status is 1.";

/// What `dateline check-actors` is asked for.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct CheckActorsArguments {
    /// Lists of actors: CSV, or JSON lines of `FollowTheMoney` entities
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
}

/// Runs the command.
pub(crate) fn run(arguments: &CheckActorsArguments) -> Result<ExitCode> {
    let mut out = io::stdout().lock();
    let mut status = DONE;
    for file in &arguments.files {
        match actors::list(file) {
            Ok(list) => {
                let count = |holds: fn(&Actor) -> bool| {
                    list.actors.iter().filter(|actor| holds(actor)).count()
                };
                let names: usize = list.actors.iter().map(|actor| 1 + actor.aliases.len()).sum();
                writeln!(
                    out,
                    "{}: {} entries with {names} names; {} with a country, {} with a period, {} \
                     with identifiers",
                    list.name,
                    list.actors.len(),
                    count(|actor| actor.country.is_some()),
                    count(Actor::has_period),
                    count(|actor| !actor.identifiers.is_empty()),
                )?;
            }
            Err(failure) => {
                warn(&failure);
                status = ExitCode::from(INCOMPLETE);
            }
        }
    }
    Ok(status)
}
