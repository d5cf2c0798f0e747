//! `dateline explain`: why an event is in the record as it is.

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, ValueEnum};
use dateline_gazetteer::Gazetteer;
use dateline_intake::Limits;
use dateline_reader::{Explanation, LEAST_CODE_CONFIDENCE, Reader};
use dateline_record::{Event, EventId, PublishedBasis, Record, Report, Span};
use serde::Serialize;

use super::read::probability;
use crate::failure::{DONE, Failure, say};
use crate::print::explain::Files;
use crate::{codebooks, input, model, print, terminal};

/// How many events a message lists.
const MOST_LISTED: usize = 8;

const EXAMPLES: &str = "\
Examples:
  dateline explain report.txt                    the events of a report, to choose from
  dateline explain report.txt v3                 why the third is as it is
  dateline explain report.txt shelled            the same, by a word of the text
  dateline explain record.json v3                of a saved record: its report is read again
  dateline explain --published 2025-03-12 report.txt v3
  dateline explain --codebook strikes.codebook report.txt v3
  dateline explain --format json report.txt v3   for programs
  curl -s https://example.org/report.txt | dateline explain - resigned

Exit status: 0 if all went well, 1 if there is no such event or the report cannot be read, 2 if the
command line is wrong.";

/// What `dateline explain` is asked for.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct ExplainArguments {
    /// A report, or a record saved with `read --format json`; `-` is standard input
    #[arg(value_name = "REPORT")]
    report: PathBuf,

    /// Which event: its id, such as v3, or a word of the text, such as the word that names it
    /// [default: list all]
    #[arg(value_name = "EVENT")]
    event: Option<String>,

    /// How to print it
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,

    /// When the report was published, unless it says so itself: an ISO 8601 date or date-time
    #[arg(long, value_name = "DATE", value_parser = input::publication_date)]
    published: Option<String>,

    /// Say where places are by this gazetteer instead of the program's own: see `dateline gazetteer`
    #[arg(long, value_name = "FILE", env = "DATELINE_GAZETTEER")]
    gazetteer: Option<PathBuf>,

    /// Say what a codebook of your own makes of the event, too: see docs/codebooks.md; may be given
    /// several times
    #[arg(long, value_name = "FILE")]
    codebook: Vec<PathBuf>,

    /// The same as of `dateline read`: the least probability of a PLOVER type that is recorded
    #[arg(long, value_name = "PROBABILITY", value_parser = probability)]
    #[arg(default_value_t = LEAST_CODE_CONFIDENCE)]
    min_code_confidence: f64,

    /// How many columns wide the text is [default: as wide as the terminal]
    #[arg(long, value_name = "COLUMNS")]
    width: Option<usize>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// In words
    #[default]
    Text,
    /// As JSON: the event of the record, and the explanation
    Json,
}

/// What is printed as JSON.
#[derive(Serialize)]
struct Answer<'r> {
    event: &'r Event,
    explanation: &'r Explanation,
}

/// Runs the command.
pub(crate) fn run(arguments: &ExplainArguments, model: Option<&Path>) -> Result<ExitCode> {
    let codebooks = codebooks::chosen(&arguments.codebook)?;
    let files = codebooks.iter().zip(&arguments.codebook);
    let files: Files =
        files.map(|(codebook, file)| (codebook.name.clone(), input::name(file))).collect();
    let mut reader = Reader::with_model(model::chosen(model)?)
        .with_least_code_confidence(arguments.min_code_confidence)
        .with_codebooks(codebooks);
    if let Some(file) = &arguments.gazetteer {
        reader = reader.with_gazetteer(Gazetteer::load(file)?);
    }
    let (mut report, saved) = given(&arguments.report)?;
    if report.published.is_none() {
        report.published.clone_from(&arguments.published);
    }
    let name = input::name(&arguments.report);
    let record =
        reader.read(&report).map_err(|error| Failure::new("empty", format!("{name}: {error}")))?;
    let wanted = arguments.event.as_deref();
    let mut chosen = None;
    if let Some(wanted) = wanted {
        // The id is that of the saved record; where its word stands tells which event it is here.
        let of = saved.as_ref().unwrap_or(&record);
        let found = find(of, wanted)?;
        chosen = Some(match &saved {
            Some(saved) => counterpart(saved, found, &record)?,
            None => found,
        });
    }
    let look = terminal::look(arguments.width, false, false);
    let mut out = io::stdout().lock();
    match (arguments.format, chosen) {
        (Format::Text, None) => out.write_all(print::explain::list(&record, look).as_bytes())?,
        (Format::Json, None) => json(&mut out, &record.events)?,
        (format, Some(id)) => {
            let reasons = reader.explain(&report)?;
            let event = record.events.get(id.index());
            let (Some(event), Some(why)) = (event, reasons.get(id.index())) else {
                return Err(no_event(&record, &id.to_string()).into());
            };
            match format {
                Format::Text => {
                    out.write_all(print::explain::event(&record, why, &files, look).as_bytes())?;
                }
                Format::Json => json(&mut out, &Answer { event, explanation: why })?,
            }
        }
    }
    Ok(DONE)
}

fn json(out: &mut impl io::Write, what: &impl Serialize) -> Result<()> {
    serde_json::to_writer_pretty(&mut *out, what)?;
    Ok(out.write_all(b"\n")?)
}

/// The report of a file, with its record where that is what the file holds.
fn given(file: &Path) -> Result<(Report, Option<Record>), Failure> {
    let report = input::text(file, &Limits::default())?.report;
    if !report.text.trim_start().starts_with('{') || !report.text.contains("dateline.record/") {
        return Ok((report, None));
    }
    let name = input::name(file);
    let record: Record = serde_json::from_str(&report.text).map_err(|error| {
        let message = format!(
            "{name}: expected a record, as `dateline read --format json` writes it, but found \
             something else: {error}"
        );
        Failure::new("json", message)
    })?;
    Ok((report_of(&record), Some(record)))
}

/// The report that a record was made of.
fn report_of(record: &Record) -> Report {
    let entry = &record.report;
    let published = &entry.published;
    let told = matches!(published.basis, PublishedBasis::Given | PublishedBasis::Metadata);
    Report {
        id: Some(entry.id.clone()),
        text: entry.text.clone(),
        title: entry.title.clone(),
        published: published.value.clone().filter(|_| told),
        publisher: entry.publisher.clone(),
        url: entry.url.clone(),
        language: Some(entry.language.clone()),
    }
}

/// The event of this reading that one of a saved record is.
fn counterpart(saved: &Record, id: EventId, record: &Record) -> Result<EventId, Failure> {
    let wanted = saved.events.iter().find(|event| event.id == id);
    let trigger = wanted.map(|event| event.trigger);
    let same = record.events.iter().find(|event| Some(event.trigger) == trigger);
    if saved.engine != record.engine {
        let (then, now) = (&saved.engine, &record.engine);
        say(&format!(
            "the record is of dateline {} with model {}; this is how dateline {} with model {} reads \
             the report",
            then.version, then.model, now.version, now.model
        ));
    }
    same.map(|event| event.id).ok_or_else(|| {
        let message = format!(
            "expected the event {id}, {}, of the record in its report, but this version of dateline \
             finds no event there; read the report again",
            trigger.map(|trigger| Words::new(saved).quoted(trigger)).unwrap_or_default()
        );
        Failure::new("event", message)
    })
}

/// The event that an id or a word means.
fn find(record: &Record, wanted: &str) -> Result<EventId, Failure> {
    if record.events.is_empty() {
        let message = "expected an event, but the reader found none in this report";
        return Err(Failure::new("event", message));
    }
    let is_id = wanted.strip_prefix('v').is_some_and(|number| {
        !number.is_empty() && number.bytes().all(|letter| letter.is_ascii_digit())
    });
    if is_id {
        let found = record.events.iter().find(|event| event.id.to_string() == wanted);
        return found.map(|event| event.id).ok_or_else(|| no_event(record, wanted));
    }
    let words = Words::new(record);
    let word = wanted.to_lowercase();
    let of_trigger = |event: &&Event| words.of(event.trigger).to_lowercase() == word;
    let of_lemma = |event: &&Event| event.lemma.to_lowercase() == word;
    let within = |event: &&Event| {
        words
            .of(event.evidence)
            .to_lowercase()
            .split(|letter: char| !letter.is_alphanumeric() && letter != '-')
            .any(|one| one == word)
    };
    for found in [
        record.events.iter().filter(of_trigger).collect::<Vec<_>>(),
        record.events.iter().filter(of_lemma).collect(),
        record.events.iter().filter(within).collect(),
    ] {
        match found[..] {
            [] => {}
            [one] => return Ok(one.id),
            _ => {
                let message = format!(
                    "expected a word of one event, but {wanted:?} is in {}; give the id:{}",
                    found.len(),
                    words.listed(found.into_iter())
                );
                return Err(Failure::new("event", message));
            }
        }
    }
    Err(no_event(record, wanted))
}

/// That there is no such event, and which are nearest.
fn no_event(record: &Record, wanted: &str) -> Failure {
    let words = Words::new(record);
    let likeness = |event: &Event| {
        let word = words.of(event.trigger).to_lowercase();
        let wanted = wanted.to_lowercase();
        [&word, &event.lemma, &event.id.to_string()]
            .into_iter()
            .map(|known| strsim::jaro_winkler(&wanted, known))
            .fold(0.0_f64, f64::max)
    };
    let mut nearest: Vec<(f64, &Event)> =
        record.events.iter().map(|event| (likeness(event), event)).collect();
    nearest.sort_by(|(a, first), (b, second)| b.total_cmp(a).then(first.id.cmp(&second.id)));
    let count = record.events.len();
    let all = if count == 1 { "one event".to_owned() } else { format!("{count} events") };
    let message = format!(
        "expected an id or a word of an event, but found {wanted:?}, which is none of the report's \
         {all}; nearest:{}",
        words.listed(nearest.into_iter().map(|(_, event)| event))
    );
    Failure::new("event", message)
}

/// A record with its text ready to cut.
struct Words<'r> {
    record: &'r Record,
    /// Where each character begins, in bytes, and where the last ends.
    starts: Vec<usize>,
}

impl<'r> Words<'r> {
    fn new(record: &'r Record) -> Self {
        let text = &record.report.text;
        let starts = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        Self { record, starts }
    }

    fn of(&self, span: Span) -> &'r str {
        let at = |place: u32| self.starts.get(place as usize).copied();
        match (at(span.start), at(span.end)) {
            (Some(start), Some(end)) if start <= end => &self.record.report.text[start..end],
            _ => "",
        }
    }

    fn quoted(&self, span: Span) -> String {
        format!("“{}”", print::excerpt(self.of(span)))
    }

    /// Events, each on a line of its own.
    fn listed(&self, events: impl Iterator<Item = &'r Event>) -> String {
        let mut out = String::new();
        for event in events.take(MOST_LISTED) {
            let (trigger, evidence) = (self.quoted(event.trigger), self.quoted(event.evidence));
            // Writing to a string cannot fail.
            let _ = write!(out, "\n  {} {trigger}: {evidence}", event.id);
        }
        out
    }
}
