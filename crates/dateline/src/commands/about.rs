//! `dateline about` and `dateline --version`: what this program is and what is in it.

use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::Result;
use dateline_language::Model;

use crate::failure::DONE;

/// Prints `dateline X.Y.Z (model NAME)`.
pub(crate) fn print_version() -> Result<ExitCode> {
    writeln!(io::stdout(), "{}", version()?)?;
    Ok(DONE)
}

/// Runs the command.
pub(crate) fn run() -> Result<ExitCode> {
    let mut out = io::stdout().lock();
    writeln!(out, "{}", version()?)?;
    writeln!(out, "{}", include_str!("about.txt").trim_end())?;
    Ok(DONE)
}

fn version() -> Result<String> {
    let model = Model::embedded()?;
    Ok(format!("dateline {} (model {})", env!("CARGO_PKG_VERSION"), model.name()))
}
