//! Trains Dateline's models from annotated corpora.

mod clusters;
mod cues;
mod names;
mod perceptron;
mod random;

use anyhow::Result;
use clap::Parser;

#[derive(Parser)]
enum Command {
    /// Learn which candidates attribute, from PolNeAR's articles.
    Cues(cues::Arguments),
}

fn main() -> Result<()> {
    match Command::parse() {
        Command::Cues(arguments) => cues::run(&arguments),
    }
}
