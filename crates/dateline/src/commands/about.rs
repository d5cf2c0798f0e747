//! `dateline about` and `dateline --version`: what this program is and what is in it.

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;

use crate::failure::DONE;
use crate::model;

/// Prints `dateline X.Y.Z (model NAME)`.
pub(crate) fn print_version(model: Option<&Path>) -> Result<ExitCode> {
    writeln!(io::stdout(), "{}", version(model)?)?;
    Ok(DONE)
}

/// Runs the command.
pub(crate) fn run(model: Option<&Path>) -> Result<ExitCode> {
    let mut out = io::stdout().lock();
    writeln!(out, "{}", version(model)?)?;
    writeln!(out, "{}", include_str!("about.txt").trim_end())?;
    Ok(DONE)
}

fn version(model: Option<&Path>) -> Result<String> {
    let model = model::chosen(model)?;
    Ok(format!("dateline {} (model {})", env!("CARGO_PKG_VERSION"), model.name()))
}
