//! Reads news reports and keeps the record.

mod actors;
mod answer;
mod arguments;
mod codebooks;
mod commands;
mod conllu;
mod failure;
mod folder;
mod input;
mod model;
mod pipeline;
mod print;
mod progress;
mod terminal;

use std::process::ExitCode;

use anyhow::Result;
use clap::{CommandFactory as _, Parser as _, error::ErrorKind};

use crate::arguments::{Arguments, Command};
use crate::failure::{DONE, INCOMPLETE, is_closed_pipe, warn};

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    arguments.color.apply();
    match run(arguments) {
        Ok(status) => status,
        Err(error) if is_closed_pipe(&error) => DONE,
        Err(error) => {
            warn(&format!("{error:#}"));
            ExitCode::from(INCOMPLETE)
        }
    }
}

fn run(arguments: Arguments) -> Result<ExitCode> {
    if arguments.version {
        return commands::about::print_version(arguments.model.as_deref());
    }
    let Some(command) = arguments.command else {
        let message = "expected a command, such as `dateline read FILE`, but found none";
        Arguments::command().error(ErrorKind::MissingSubcommand, message).exit()
    };
    let model = arguments.model.as_deref();
    match command {
        Command::Read(arguments) => commands::read::run(arguments, model),
        Command::Explain(arguments) => commands::explain::run(&arguments, model),
        Command::Parse(arguments) => commands::parse::run(&arguments, model),
        Command::MatchNames(arguments) => commands::match_names::run(&arguments),
        Command::CheckActors(arguments) => commands::check_actors::run(&arguments),
        Command::Codebook(arguments) => commands::codebook::run(&arguments, model),
        Command::Gazetteer(arguments) => commands::gazetteer::run(&arguments),
        Command::Schema => commands::schema::run(),
        Command::Completions(arguments) => commands::completions::run(&arguments),
        Command::Man(arguments) => commands::man::run(&arguments),
        Command::About => commands::about::run(model),
    }
}
