//! What a run prints for each report, and what it counts.

use std::io::{self, Write};
use std::ops::ControlFlow;

use anyhow::Result;
use clap::ValueEnum;
use dateline_record::Record;
use serde::Serialize;

use crate::failure::{Failure, warn};
use crate::input::Unread;
use crate::print::{self, Look};

/// How to print records.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// A picture for people
    #[default]
    Text,
    /// The record as one JSON object
    Json,
    /// A record a line
    Jsonl,
}

/// How a report is answered.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Manner {
    /// How to print its record.
    pub(crate) format: Format,
    /// How a picture looks.
    pub(crate) look: Look,
    /// Whether a report that cannot be read is answered with a row of its own, on standard output.
    pub(crate) error_rows: bool,
}

/// A report's answer, ready to print.
#[derive(Debug)]
pub(crate) struct Answer {
    printed: Vec<u8>,
    failure: Option<Failure>,
}

/// What stands in the place of a record that could not be made.
#[derive(Serialize)]
struct ErrorRow<'a> {
    id: Option<&'a str>,
    error: &'a Failure,
}

impl Manner {
    /// The answer to a report: its record, or why there is none.
    pub(crate) fn answer(self, result: Result<Record, Unread>) -> Answer {
        let printed = match &result {
            Ok(record) => self.record(record),
            Err(Unread { id, failure }) if self.error_rows => {
                json_line(&ErrorRow { id: id.as_deref(), error: failure })
            }
            Err(_) => Ok(Vec::new()),
        };
        let failure = result.err().map(|unread| unread.failure);
        match printed {
            Ok(printed) => Answer { printed, failure },
            Err(error) => {
                let failure = Failure::new("internal", format!("cannot write the record: {error}"));
                Answer { printed: Vec::new(), failure: Some(failure) }
            }
        }
    }

    fn record(self, record: &Record) -> serde_json::Result<Vec<u8>> {
        match self.format {
            Format::Text => Ok(print::picture(record, self.look).into_bytes()),
            Format::Jsonl => json_line(record),
            Format::Json => {
                let mut letters = serde_json::to_vec_pretty(record)?;
                letters.push(b'\n');
                Ok(letters)
            }
        }
    }
}

fn json_line(row: &impl Serialize) -> serde_json::Result<Vec<u8>> {
    let mut letters = serde_json::to_vec(row)?;
    letters.push(b'\n');
    Ok(letters)
}

/// Prints answers in turn, and counts the reports that could not be read.
pub(crate) struct Answers<W> {
    out: W,
    manner: Manner,
    answered: usize,
    unread: usize,
}

impl<W: Write> Answers<W> {
    /// Answers to print to `out`.
    pub(crate) fn new(out: W, manner: Manner) -> Self {
        Self { out, manner, answered: 0, unread: 0 }
    }

    /// Prints an answer; breaks off where it cannot be written.
    pub(crate) fn print(&mut self, answer: Answer) -> ControlFlow<io::Error> {
        self.answered += 1;
        if let Some(failure) = answer.failure {
            self.unread += 1;
            if !self.manner.error_rows {
                warn(&failure);
            }
        } else if self.manner.format == Format::Text && self.answered > self.unread + 1 {
            break_on_error(self.out.write_all(b"\n\n"))?;
        }
        break_on_error(self.out.write_all(&answer.printed))
    }

    /// Hands over what was printed so far.
    pub(crate) fn flush(&mut self) -> ControlFlow<io::Error> {
        break_on_error(self.out.flush())
    }

    /// How many reports there were, and how many of them could not be read.
    pub(crate) fn counts(&self) -> (usize, usize) {
        (self.answered, self.unread)
    }
}

fn break_on_error(result: io::Result<()>) -> ControlFlow<io::Error> {
    match result {
        Ok(()) => ControlFlow::Continue(()),
        Err(error) => ControlFlow::Break(error),
    }
}
