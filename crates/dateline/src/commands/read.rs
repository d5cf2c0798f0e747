//! `dateline read`: reports to records.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread;

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use dateline_reader::Reader;
use dateline_record::{Record, Report};
use serde::Serialize;

use crate::failure::{DONE, Failure, INCOMPLETE};
use crate::input::{self, Line, Unread};
use crate::pipeline;

/// What `dateline read` is asked for.
#[derive(Debug, Args)]
pub(crate) struct ReadArguments {
    /// The reports; `-`, or nothing, is standard input
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,

    /// What the input is
    #[arg(long, value_enum, default_value_t)]
    input: Input,

    /// How to print the records
    #[arg(long, value_enum, default_value_t)]
    format: Format,

    /// When the reports were published, where they do not say so themselves: an ISO 8601 date or
    /// date-time
    #[arg(long, value_name = "DATE")]
    published: Option<String>,

    /// On how many threads to read (default: as many as there are processors)
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Input {
    /// A report a file
    #[default]
    Text,
    /// A report a line: `{"id", "text"}`, and optionally `title`, `published`, `publisher`, `url`,
    /// `language`
    Jsonl,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    #[default]
    Text,
    /// The record as one JSON object
    Json,
    /// A record a line
    Jsonl,
}

/// Something to read.
enum Item {
    File(PathBuf),
    Line(Line),
}

/// What stands in the place of a record that could not be made.
#[derive(Serialize)]
struct ErrorRow {
    id: Option<String>,
    error: Failure,
}

/// Runs the command.
pub(crate) fn run(arguments: ReadArguments) -> Result<ExitCode> {
    let reader = Reader::new()?;
    let jobs = arguments
        .jobs
        .or_else(|| thread::available_parallelism().ok())
        .unwrap_or(NonZeroUsize::MIN);
    let files = if arguments.files.is_empty() { vec![PathBuf::from("-")] } else { arguments.files };
    let items: Box<dyn Iterator<Item = Item> + Send> = match arguments.input {
        Input::Text => Box::new(files.into_iter().map(Item::File)),
        Input::Jsonl => {
            let inputs = files.iter().map(|file| open(file)).collect::<Result<Vec<_>>>()?;
            Box::new(inputs.into_iter().flat_map(input::lines).map(Item::Line))
        }
    };
    let published = arguments.published;
    let work = move |item| read(&reader, item, published.as_deref());

    let mut out = BufWriter::new(io::stdout().lock());
    let mut unread = 0_usize;
    let format = arguments.format;
    let answers_every_line = arguments.input == Input::Jsonl && format == Format::Jsonl;
    // Both closures below write to the same output, one at a time.
    let out = std::cell::RefCell::new(&mut out);
    let deliver = |result: Result<Record, Unread>| {
        unread += usize::from(result.is_err());
        stop_on_error(match result {
            Ok(record) => print(&mut *out.borrow_mut(), format, &record),
            Err(Unread { id, failure }) if answers_every_line => {
                print_line(&mut *out.borrow_mut(), &ErrorRow { id, error: failure })
            }
            Err(Unread { failure, .. }) => {
                writeln!(io::stderr(), "error: {failure}").map_err(Into::into)
            }
        })
    };
    let idle = || stop_on_error(out.borrow_mut().flush().map_err(Into::into));
    if let ControlFlow::Break(error) = pipeline::in_order(items, jobs, work, deliver, idle) {
        return Err(error);
    }
    if unread == 0 {
        return Ok(DONE);
    }
    if answers_every_line {
        writeln!(io::stderr(), "{unread} reports could not be read; their lines say why")?;
        return Ok(DONE);
    }
    Ok(ExitCode::from(INCOMPLETE))
}

fn stop_on_error(result: Result<()>) -> ControlFlow<anyhow::Error> {
    match result {
        Ok(()) => ControlFlow::Continue(()),
        Err(error) => ControlFlow::Break(error),
    }
}

fn open(file: &Path) -> Result<Box<dyn BufRead + Send>> {
    if file == Path::new("-") {
        return Ok(Box::new(BufReader::new(io::stdin())));
    }
    let opened = File::open(file).with_context(|| format!("cannot open {}", file.display()))?;
    Ok(Box::new(BufReader::new(opened)))
}

fn read(reader: &Reader, item: Item, published: Option<&str>) -> Result<Record, Unread> {
    let mut report = match item {
        Item::Line(line) => input::report_on(line)?,
        Item::File(file) => {
            let text = input::text_of(&file).map_err(|failure| Unread { id: None, failure })?;
            Report { text, ..Report::default() }
        }
    };
    report.published = report.published.or_else(|| published.map(str::to_owned));
    let result = catch_unwind(AssertUnwindSafe(|| reader.read(&report)));
    let failure = match result {
        Ok(Ok(record)) => return Ok(record),
        Ok(Err(error)) => Failure::new("empty", error.to_string()),
        Err(panic) => Failure::panicked(panic.as_ref()),
    };
    Err(Unread { id: report.id, failure })
}

fn print(out: &mut impl Write, format: Format, record: &Record) -> Result<()> {
    match format {
        Format::Jsonl => print_line(out, record),
        Format::Json | Format::Text => {
            let mut letters = serde_json::to_vec_pretty(record)?;
            letters.push(b'\n');
            Ok(out.write_all(&letters)?)
        }
    }
}

fn print_line(out: &mut impl Write, row: &impl Serialize) -> Result<()> {
    let mut letters = serde_json::to_vec(row)?;
    letters.push(b'\n');
    Ok(out.write_all(&letters)?)
}
