//! Reads news reports and keeps the record.

mod arguments;
mod commands;
mod conllu;
mod failure;
mod input;
mod pipeline;
mod print;

use std::io::Write as _;
use std::process::ExitCode;

use clap::Parser as _;

use crate::arguments::{Arguments, Command};
use crate::failure::{DONE, INCOMPLETE, is_closed_pipe};

fn main() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Read(arguments) => commands::read::run(arguments),
        Command::Parse(arguments) => commands::parse::run(&arguments),
    };
    match result {
        Ok(status) => status,
        Err(error) if is_closed_pipe(&error) => DONE,
        Err(error) => {
            // Where standard error is closed too, the exit status is all that can be said.
            let _ = writeln!(std::io::stderr(), "error: {error:#}");
            ExitCode::from(INCOMPLETE)
        }
    }
}
