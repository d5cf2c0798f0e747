//! `dateline schema`: the JSON Schema of the record.

use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::Result;

use crate::failure::DONE;

/// Runs the command.
pub(crate) fn run() -> Result<ExitCode> {
    let schema = serde_json::to_string_pretty(&dateline_record::json_schema())?;
    writeln!(io::stdout(), "{schema}")?;
    Ok(DONE)
}
