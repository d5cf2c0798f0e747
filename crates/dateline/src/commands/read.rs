//! `dateline read`: reports to records.

use std::cell::RefCell;
use std::io::{self, BufWriter, IsTerminal};
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::ExitCode;
use std::thread;

use anyhow::Result;
use clap::{Args, ValueEnum};
use dateline_reader::Reader;
use dateline_record::{Record, Report};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::answer::{Answers, Format, Manner};
use crate::failure::{DONE, Failure, INCOMPLETE, say};
use crate::input::{self, Line, Lines, Unread};
use crate::{pipeline, terminal};

const EXAMPLES: &str = "\
Examples:
  dateline read report.txt                          the record as a picture
  dateline read --published 2024-07-16 report.txt   with the day that \"Tuesday\" is reckoned from
  dateline read --format json report.txt            the record as JSON
  dateline read --format jsonl reports/             every .txt file in a folder, a record a line
  dateline read --input jsonl --format jsonl < reports.jsonl > records.jsonl
  curl -s https://example.org/report.txt | dateline read -

Exit status: 0 if everything was read (with --input jsonl --format jsonl: if every line was
answered, be it with an error), 1 if something could not be read, 2 if the command line is wrong.";

/// What `dateline read` is asked for.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct ReadArguments {
    /// Reports, or folders of them; `-`, or nothing, is standard input
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,

    /// What the input is
    #[arg(long, value_enum, default_value_t, value_name = "KIND")]
    input: Input,

    /// How to print the records
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,

    /// When the reports were published, unless they say so themselves: an ISO 8601 date or
    /// date-time
    #[arg(long, value_name = "DATE", value_parser = input::check_published)]
    published: Option<String>,

    /// The headline, unless given with the report
    #[arg(long)]
    title: Option<String>,

    /// Who published the reports, unless given with them
    #[arg(long, value_name = "NAME")]
    publisher: Option<String>,

    /// On how many threads to read; the result is the same on any number [default: one for each
    /// processor]
    #[arg(long, short, value_name = "N")]
    jobs: Option<NonZeroUsize>,

    /// The longest report, or line of JSON, that is read
    #[arg(long, value_name = "BYTES", default_value_t = 16 << 20)]
    max_bytes: usize,

    /// How many columns wide a picture is [default: as wide as the terminal]
    #[arg(long, value_name = "COLUMNS")]
    width: Option<usize>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Input {
    /// A report a file, in plain text
    #[default]
    Text,
    /// A report a line: {"id", "text"}, and optionally "title", "published", "publisher", "url",
    /// "language"
    Jsonl,
}

/// Something to read.
enum Item {
    File(Result<PathBuf, Failure>),
    Line(Line),
}

/// Makes records of items, on any thread.
struct Work {
    reader: Reader,
    manner: Manner,
    max_bytes: usize,
    /// What is taken for true of reports that do not say otherwise.
    defaults: Report,
}

/// Runs the command.
pub(crate) fn run(arguments: ReadArguments) -> Result<ExitCode> {
    let answers_every_line = arguments.input == Input::Jsonl && arguments.format == Format::Jsonl;
    let manner = Manner {
        format: arguments.format,
        look: terminal::look(arguments.width),
        error_rows: answers_every_line,
    };
    let processors = || thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let jobs = arguments.jobs.unwrap_or_else(processors);
    let (items, count) = items(arguments.files, arguments.input, arguments.max_bytes)?;
    let progress = progress(count);
    let work = Work {
        reader: Reader::new()?,
        manner,
        max_bytes: arguments.max_bytes,
        defaults: Report {
            published: arguments.published,
            title: arguments.title,
            publisher: arguments.publisher,
            ..Report::default()
        },
    };

    let answers = RefCell::new(Answers::new(BufWriter::new(io::stdout().lock()), manner));
    let deliver = |answer| {
        progress.inc(1);
        answers.borrow_mut().print(answer)
    };
    let idle = || answers.borrow_mut().flush();
    let ended = pipeline::in_order(items, jobs, move |item| work.answer(item), deliver, idle);
    progress.finish_and_clear();
    if let ControlFlow::Break(error) = ended {
        return Err(error.into());
    }

    let (answered, unread) = answers.borrow().counts();
    if unread == 0 {
        return Ok(DONE);
    }
    if answers_every_line {
        say(&format!("{unread} of {answered} reports could not be read; their rows say why"));
        return Ok(DONE);
    }
    if answered > 1 {
        say(&format!("{unread} of {answered} reports could not be read"));
    }
    Ok(ExitCode::from(INCOMPLETE))
}

/// What to read, and how many items that is where it can be told beforehand.
fn items(
    files: Vec<PathBuf>,
    input: Input,
    max_bytes: usize,
) -> Result<(Box<dyn Iterator<Item = Item> + Send>, Option<usize>)> {
    let files = if files.is_empty() { vec![PathBuf::from("-")] } else { files };
    match input {
        Input::Text => {
            let files = input::expand(files, "txt");
            let count = files.len();
            Ok((Box::new(files.into_iter().map(Item::File)), Some(count)))
        }
        Input::Jsonl => {
            let files = input::expand(files, "jsonl");
            // All are opened first: a mistyped name shall not show after hours of reading.
            let inputs = files
                .into_iter()
                .map(|file| input::open(&file?))
                .collect::<Result<Vec<_>, Failure>>()?;
            let lines = inputs.into_iter().flat_map(move |input| Lines::new(input, max_bytes));
            Ok((Box::new(lines.map(Item::Line)), None))
        }
    }
}

/// A bar on standard error, where somebody sees it and several reports are read.
fn progress(count: Option<usize>) -> ProgressBar {
    let seen = io::stderr().is_terminal() && !io::stdout().is_terminal();
    let (target, bar) = match count {
        Some(1) => (ProgressDrawTarget::hidden(), ProgressBar::no_length()),
        Some(count) => (ProgressDrawTarget::stderr(), ProgressBar::new(count as u64)),
        None => (ProgressDrawTarget::stderr(), ProgressBar::no_length()),
    };
    let template = if count.is_some() {
        "{bar:30} {pos} of {len} reports, {eta} left"
    } else {
        "{spinner} {pos} reports, {per_sec}"
    };
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar.set_draw_target(if seen { target } else { ProgressDrawTarget::hidden() });
    bar
}

impl Work {
    fn answer(&self, item: Item) -> crate::answer::Answer {
        // A fault in the reader shall cost one report, not the run.
        let read = AssertUnwindSafe(|| self.manner.answer(self.read(item)));
        catch_unwind(read).unwrap_or_else(|panic| {
            let failure = Failure::panicked(panic.as_ref());
            self.manner.answer(Err(Unread { id: None, failure }))
        })
    }

    fn read(&self, item: Item) -> Result<Record, Unread> {
        let mut report = self.report(item)?;
        let defaults = &self.defaults;
        report.published = report.published.or_else(|| defaults.published.clone());
        report.title = report.title.or_else(|| defaults.title.clone());
        report.publisher = report.publisher.or_else(|| defaults.publisher.clone());
        let failure = |panic: Box<dyn std::any::Any + Send>| Failure::panicked(panic.as_ref());
        match catch_unwind(AssertUnwindSafe(|| self.reader.read(&report))) {
            Ok(Ok(record)) => Ok(record),
            Ok(Err(error)) => {
                let failure = Failure::new("empty", error.to_string());
                Err(Unread { id: report.id, failure })
            }
            Err(panic) => Err(Unread { id: report.id, failure: failure(panic) }),
        }
    }

    fn report(&self, item: Item) -> Result<Report, Unread> {
        match item {
            Item::Line(line) => input::report_on(line),
            Item::File(file) => {
                let file = file.map_err(|failure| Unread { id: None, failure })?;
                let id = file.display().to_string();
                match input::text_of(&file, self.max_bytes) {
                    Ok(text) => Ok(Report { id: Some(id), text, ..Report::default() }),
                    Err(failure) => Err(Unread { id: Some(id), failure }),
                }
            }
        }
    }
}
