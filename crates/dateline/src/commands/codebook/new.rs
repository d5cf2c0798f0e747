//! `dateline codebook new`: a codebook to start from.

use std::fs::OpenOptions;
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use dateline_codebook::{Codebook, Severity};

use crate::failure::{DONE, Failure, say};

const STARTER: &str = include_str!("starter.codebook");
/// What stands in it for the name.
const NAME: &str = "codebook NAME";

/// Writes a codebook of this name to a file that is not there yet, or prints it.
pub(super) fn run(name: &str, out: Option<&Path>) -> Result<ExitCode> {
    let text = STARTER.replace(NAME, &format!("codebook {name}"));
    let problems = Codebook::examine(&text).problems;
    if let Some(problem) = problems.iter().find(|one| one.severity == Severity::Error) {
        let mend = problem.mend.as_deref().unwrap_or_default();
        return Err(Failure::new("codebook", format!("{}; {mend}", problem.message)).into());
    }
    let Some(file) = out else {
        io::stdout().write_all(text.as_bytes())?;
        return Ok(DONE);
    };
    let written = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(file)
        .and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => Failure::new(
            "codebook",
            format!("expected a new file, but found {}; name another", file.display()),
        ),
        _ => Failure::new("codebook", format!("cannot write {}: {error}", file.display())),
    })?;
    say(&format!("{} is written; try it with `dateline codebook check {0}`", file.display()));
    Ok(DONE)
}
