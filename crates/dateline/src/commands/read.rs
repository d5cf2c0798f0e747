//! `dateline read`: reports to records.

use std::cell::RefCell;
use std::io::{self, BufWriter};
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::thread;

use anyhow::Result;
use clap::{Args, ValueEnum};
use dateline_gazetteer::Gazetteer;
use dateline_intake::Limits;
use dateline_reader::{LEAST_CODE_CONFIDENCE, Reader};
use dateline_record::Report;

use crate::answer::{Answer, Answers, Counts, Format, Manner};
use crate::failure::{DONE, Failure, INCOMPLETE, Unread, say};
use crate::folder::Folder;
use crate::input::{self, Item};
use crate::print::View;
use crate::{actors, codebooks, model, pipeline, progress, terminal};

/// How many bytes JSON takes at most for one byte of a text: `\\u0007`.
const LONGEST_ESCAPE: usize = 6;

const EXAMPLES: &str = "\
Examples:
  dateline read report.txt                          the record as a picture
  dateline read --published 2024-07-16 report.txt   with the day that \"Tuesday\" is reckoned from
  dateline read --view sources report.txt           who says what, how sure, and through whom
  dateline read --format json report.txt            the record as JSON
  dateline read --format jsonl reports/             every text in a folder, a record a line
  dateline read --actors actors.csv --why report.txt   with links to a list of your own
  dateline read --codebook strikes.codebook --format json report.txt   coded by a codebook of your own
  dateline read --input jsonl --format jsonl < reports.jsonl > records.jsonl
  dateline read --format timeml report.txt > report.tml
  dateline read --format timeml --output annotated/ reports/    a file in annotated/ for each
  dateline read --format cameo --header reports/ > events.tsv   event data, see docs/formats.md
  dateline read --input jsonl --format polecat < reports.jsonl > events.tsv
  curl -s https://example.org/report.txt | dateline read -

Exit status: 0 if everything was read (or, from jsonl to jsonl, answered with an error row), 1 if
something could not be read, 2 if the command line is wrong.";

/// What `dateline read` is asked for.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct ReadArguments {
    /// Reports, or folders of them; `-`, or nothing, is standard input
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,

    /// What the input is [default: by the file's name: jsonl where it ends in .jsonl or .ndjson]
    #[arg(long, value_enum, value_name = "KIND")]
    input: Option<Input>,

    /// How to print the records
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,

    /// Begin CAMEO with the names of its columns; POLECAT always does
    #[arg(long)]
    header: bool,

    /// What a picture shows
    #[arg(long, value_enum, default_value_t, value_name = "VIEW")]
    view: View,
    /// Write a file for each report into this folder, named by its id, instead of printing
    #[arg(long, short, value_name = "FOLDER")]
    output: Option<PathBuf>,

    /// When the reports were published, unless they say so themselves: an ISO 8601 date or
    /// date-time
    #[arg(long, value_name = "DATE", value_parser = input::publication_date)]
    published: Option<String>,

    /// The headline, unless given with the report
    #[arg(long)]
    title: Option<String>,

    /// Who published the reports, unless given with them
    #[arg(long, value_name = "NAME")]
    publisher: Option<String>,

    /// Say where places are by this gazetteer instead of the program's own: see `dateline gazetteer`
    #[arg(long, value_name = "FILE", env = "DATELINE_GAZETTEER")]
    gazetteer: Option<PathBuf>,

    /// On how many threads to read; the result is the same on any number [default: one for each
    /// processor]
    #[arg(long, short, value_name = "N")]
    jobs: Option<NonZeroUsize>,

    /// The longest text that is read
    #[arg(long, value_name = "BYTES", default_value_t = Limits::default().text)]
    max_bytes: usize,

    /// How many columns wide a picture is [default: as wide as the terminal]
    #[arg(long, value_name = "COLUMNS")]
    width: Option<usize>,

    /// Show every event in a picture, also those told again or in passing
    #[arg(long)]
    all_events: bool,

    /// Link people, organisations and places to the entries of a list of actors, CSV or
    /// `FollowTheMoney`: see docs/actors.md; may be given several times
    #[arg(long, value_name = "FILE")]
    actors: Vec<PathBuf>,

    /// Give an event a PLOVER type only where it is at least this likely to have one, or a fifth of this
    /// where a pattern has it and its sentence has a sure event: with less, more events of a report are
    /// coded; with more, fewer are coded wrongly
    #[arg(long, value_name = "PROBABILITY", value_parser = probability)]
    #[arg(default_value_t = LEAST_CODE_CONFIDENCE)]
    min_code_confidence: f64,
    /// Code events by a codebook of your own, too: see docs/codebooks.md and `dateline codebook`;
    /// may be given several times
    #[arg(long, value_name = "FILE")]
    codebook: Vec<PathBuf>,

    /// Say in a picture which entries of lists people, organisations and places are taken for, and
    /// why
    #[arg(long)]
    why: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Input {
    /// A report a file, in plain text
    Text,
    /// A report a line: {"id", "text"}, and optionally "title", "published", "publisher", "url",
    /// "language"
    Jsonl,
}

/// Makes answers of items, on any thread.
struct Work {
    reader: Reader,
    manner: Manner,
    limits: Limits,
    /// What is taken for true of reports that do not say otherwise.
    defaults: Report,
}

/// Runs the command.
pub(crate) fn run(arguments: ReadArguments, model: Option<&Path>) -> Result<ExitCode> {
    let mut reader = Reader::with_model(model::chosen(model)?)
        .with_least_code_confidence(arguments.min_code_confidence);
    if let Some(actors) = actors::chosen(&arguments.actors)? {
        reader = reader.with_actors(actors);
    }
    let codebooks = codebooks::chosen(&arguments.codebook)?;
    let names: Arc<[String]> = codebooks.iter().map(|codebook| codebook.name.clone()).collect();
    reader = reader.with_codebooks(codebooks);
    if let Some(file) = &arguments.gazetteer {
        reader = reader.with_gazetteer(Gazetteer::load(file)?);
    }
    let manner = Manner {
        format: arguments.format,
        view: arguments.view,
        look: terminal::look(arguments.width, arguments.all_events, arguments.why),
        codebooks: Arc::clone(&names),
    };
    let limits = Limits {
        text: arguments.max_bytes,
        line: arguments.max_bytes.saturating_mul(LONGEST_ESCAPE),
    };
    let processors = || thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let jobs = arguments.jobs.unwrap_or_else(processors);

    let mut files = arguments.files;
    if files.is_empty() {
        files.push(PathBuf::from("-"));
    }
    let files = input::files(&files);
    let kind = arguments.input;
    let has_lines = move |file: &Path| match kind {
        Some(kind) => kind == Input::Jsonl,
        None => input::named_lines(file),
    };
    let progress = progress::bar(&files, has_lines);
    let items = input::items(files, has_lines, limits);

    let work = Work {
        reader,
        manner,
        limits,
        defaults: Report {
            published: arguments.published,
            title: arguments.title,
            publisher: arguments.publisher,
            ..Report::default()
        },
    };
    let folder = arguments.output.as_deref().map(Folder::new).transpose()?;
    let header = arguments.format.header(arguments.header, &names)?;
    let out = BufWriter::new(io::stdout().lock());
    let answers = RefCell::new(Answers::new(out, folder, arguments.format, header));
    let deliver = |answer| {
        progress.inc(1);
        answers.borrow_mut().print(answer)
    };
    let idle = || answers.borrow_mut().flush();
    let ended = pipeline::in_order(items, jobs, move |item| work.answer(item), deliver, idle);
    progress.finish_and_clear();
    let counts = answers.borrow().counts();
    match ended {
        ControlFlow::Break(error) => Err(error.into()),
        ControlFlow::Continue(()) => Ok(conclude(counts)),
    }
}

/// A number from 0 to 1.
pub(super) fn probability(text: &str) -> Result<f64, String> {
    match text.parse() {
        Ok(value) if (0.0..=1.0).contains(&value) => Ok(value),
        _ => Err("expected a number from 0 to 1, such as 0.5".to_owned()),
    }
}

/// Says how many reports could not be read, and gives the exit status.
fn conclude(counts: Counts) -> ExitCode {
    let Counts { read, error_rows, unread } = counts;
    let all = read + error_rows + unread;
    if error_rows > 0 {
        say(&format!("{error_rows} of {all} reports could not be read; their rows say why"));
    }
    if unread > 0 && all > 1 {
        say(&format!("{unread} of {all} reports could not be read"));
    }
    if unread > 0 { ExitCode::from(INCOMPLETE) } else { DONE }
}

impl Work {
    fn answer(&self, item: Item) -> Answer {
        let in_line = matches!(item, Item::Line(_));
        let read = || {
            let mut incoming = input::incoming(item, &self.limits)?;
            self.fill_in(&mut incoming.report);
            let id = incoming.report.id.clone();
            // A fault in the reader shall cost one report, not the run.
            let record = match catch_unwind(AssertUnwindSafe(|| self.reader.read(&incoming.report)))
            {
                Ok(Ok(record)) => Ok(record),
                Ok(Err(error)) => Err(Failure::new("empty", error.to_string())),
                Err(panic) => Err(Failure::panicked(panic.as_ref())),
            };
            let mut record = record.map_err(|failure| Unread { id, in_line, failure })?;
            record.notes.splice(0..0, incoming.notes);
            Ok(record)
        };
        self.manner.answer(read())
    }

    /// What the command line says of all reports, put where a report does not say it itself.
    fn fill_in(&self, report: &mut Report) {
        let defaults = &self.defaults;
        for (own, default) in [
            (&mut report.published, &defaults.published),
            (&mut report.title, &defaults.title),
            (&mut report.publisher, &defaults.publisher),
        ] {
            if own.is_none() {
                own.clone_from(default);
            }
        }
    }
}
