//! What a run prints for each report, and what it counts.

use std::io::{self, Write};
use std::ops::ControlFlow;
use std::sync::Arc;

use anyhow::Result;
use clap::ValueEnum;
use dateline_record::Record;
use serde::Serialize;

use crate::failure::{Failure, Unread, warn};
use crate::folder::Folder;
use crate::print::{self, Look, View};

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
    /// Times, events and their order as TimeML 1.2.1, a document a report
    Timeml,
    /// Events as PLOVER's JSON, an object a line
    Plover,
    /// Events by CAMEO as PETRARCH-2 writes them, and who says so: a row for each actor with each
    /// recipient
    Cameo,
    /// Events in the forty columns of POLECAT
    Polecat,
}

impl Format {
    /// How the name of a file in this format ends.
    fn extension(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Timeml => "tml",
            Self::Plover => "plover.jsonl",
            Self::Cameo => "cameo.tsv",
            Self::Polecat => "polecat.tsv",
        }
    }

    /// The row that names the columns, those of the user's codebooks last: POLECAT has one, PETRARCH-2
    /// writes none unless asked.
    ///
    /// # Errors
    /// None in practice: writing to memory does not fail.
    pub(crate) fn header(self, asked: bool, codebooks: &[String]) -> Result<Vec<u8>> {
        Ok(match self {
            Self::Polecat => dateline_export::polecat::header(codebooks)?,
            Self::Cameo if asked => dateline_export::cameo::header(codebooks)?,
            _ => Vec::new(),
        })
    }
}

/// How a report is answered.
#[derive(Debug, Clone)]
pub(crate) struct Manner {
    /// How to print its record.
    pub(crate) format: Format,
    /// What a picture shows.
    pub(crate) view: View,
    /// How it looks.
    pub(crate) look: Look,
    /// The names of the user's codebooks, which have columns of their own in tables.
    pub(crate) codebooks: Arc<[String]>,
}

/// A report's answer, ready to print.
#[derive(Debug)]
pub(crate) struct Answer {
    /// The report's id, where there is a record.
    id: Option<String>,
    printed: Vec<u8>,
    outcome: Outcome,
}

/// How a report came out.
#[derive(Debug)]
enum Outcome {
    /// As a record.
    Read,
    /// As a row that says why there is no record.
    ErrorRow,
    /// As nothing.
    Unread(Failure),
}

/// What stands in the place of a record that could not be made.
#[derive(Serialize)]
struct ErrorRow<'a> {
    id: Option<&'a str>,
    error: &'a Failure,
}

impl Manner {
    /// The answer to a report: its record, or why there is none. A line of JSON Lines is answered
    /// with a line whatever it holds.
    pub(crate) fn answer(&self, result: Result<Record, Unread>) -> Answer {
        let id = result.as_ref().ok().map(|record| record.report.id.clone());
        let printed = match result {
            Ok(record) => self.record(&record).map(|printed| (printed, Outcome::Read)),
            Err(Unread { id, in_line: true, failure }) if self.format == Format::Jsonl => {
                json_line(&ErrorRow { id: id.as_deref(), error: &failure })
                    .map(|printed| (printed, Outcome::ErrorRow))
                    .map_err(Into::into)
            }
            Err(Unread { failure, .. }) => Ok((Vec::new(), Outcome::Unread(failure))),
        };
        let (printed, outcome) = printed.unwrap_or_else(|error| {
            let failure = Failure::new("internal", format!("cannot write the record: {error}"));
            (Vec::new(), Outcome::Unread(failure))
        });
        Answer { id, printed, outcome }
    }

    fn record(&self, record: &Record) -> Result<Vec<u8>> {
        match self.format {
            Format::Text => Ok(print::picture(record, self.view, self.look).into_bytes()),
            Format::Jsonl => Ok(json_line(record)?),
            Format::Timeml => Ok(dateline_export::timeml::document(record)?),
            Format::Plover => Ok(dateline_export::plover::lines(record)?),
            Format::Cameo => Ok(dateline_export::cameo::rows(record, &self.codebooks)?),
            Format::Polecat => Ok(dateline_export::polecat::rows(record, &self.codebooks)?),
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

/// How many reports came out how.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Counts {
    /// Those with a record.
    pub(crate) read: usize,
    /// Those answered with a row that says why there is none.
    pub(crate) error_rows: usize,
    /// Those without an answer on standard output.
    pub(crate) unread: usize,
}

/// Prints answers in turn, and counts them.
pub(crate) struct Answers<W> {
    out: W,
    /// Where a file for each report goes, if not to `out`.
    folder: Option<Folder>,
    format: Format,
    /// What the output, or each file, begins with.
    header: Vec<u8>,
    counts: Counts,
}

impl<W: Write> Answers<W> {
    /// Answers to print to `out`, or to put into a folder.
    pub(crate) fn new(out: W, folder: Option<Folder>, format: Format, header: Vec<u8>) -> Self {
        Self { out, folder, format, header, counts: Counts::default() }
    }

    /// Prints an answer; breaks off where it cannot be written.
    pub(crate) fn print(&mut self, answer: Answer) -> ControlFlow<io::Error> {
        match answer.outcome {
            Outcome::Read => {
                self.counts.read += 1;
                let id = answer.id.as_deref().unwrap_or_default();
                if let Some(folder) = &mut self.folder {
                    let bytes = [&self.header[..], &answer.printed[..]].concat();
                    let written = folder.write(id, self.format.extension(), &bytes);
                    return break_on_error(written);
                }
                if self.format == Format::Timeml && self.counts.read > 1 {
                    return ControlFlow::Break(io::Error::other(format!(
                        "expected one report, for TimeML on standard output is one document, but \
                         found a second, {id}; give --output FOLDER to write a file for each"
                    )));
                }
                if self.counts.read == 1 {
                    break_on_error(self.out.write_all(&self.header))?;
                }
                if self.format == Format::Text && self.counts.read > 1 {
                    break_on_error(self.out.write_all(b"\n\n"))?;
                }
            }
            Outcome::ErrorRow => self.counts.error_rows += 1,
            Outcome::Unread(failure) => {
                self.counts.unread += 1;
                warn(&failure);
            }
        }
        break_on_error(self.out.write_all(&answer.printed))
    }

    /// How many reports came out how, so far.
    pub(crate) fn counts(&self) -> Counts {
        self.counts
    }

    /// Hands over what was printed so far.
    pub(crate) fn flush(&mut self) -> ControlFlow<io::Error> {
        break_on_error(self.out.flush())
    }
}

fn break_on_error(result: io::Result<()>) -> ControlFlow<io::Error> {
    match result {
        Ok(()) => ControlFlow::Continue(()),
        Err(error) => ControlFlow::Break(error),
    }
}
