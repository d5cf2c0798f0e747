//! `dateline match-names`: whether two names are of the same person or organisation.

use std::io::{self, BufWriter, Read, Write};
use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, ValueEnum};
use csv::{ErrorKind, StringRecord};
use dateline_names::{Match, Schema, compare, score};
use serde::Serialize;

use crate::failure::{DONE, Failure, INCOMPLETE, say, warn};

/// From which score on two names are taken to name the same.
const SAME: f64 = 0.5;
/// How many rows that cannot be read are told of one by one.
const MOST_TOLD: usize = 20;

const EXAMPLES: &str = "\
Examples:
  dateline match-names \"Anna Petrova\" \"ПЕТРОВА, Анна В.\"
  dateline match-names --schema Company \"Harbour Fund III LP\" \"Harbour Fund IV, L.P.\"
  dateline match-names --input csv < pairs.csv > scores.txt
  dateline match-names --input csv --format jsonl --why < pairs.csv

The CSV has a header row with the columns name1 and name2, in any order, and schema where it is
known: Person, Company, Organization, Vessel … Every row after it is answered with one line, a score
from 0 (others) to 1 (the same); from 0.5 on the names are taken to name the same. A row that cannot
be read is answered with 0, standard error says why, and the exit status is 1.";

/// What `dateline match-names` is asked for.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct MatchNamesArguments {
    /// Two names
    #[arg(value_name = "NAME", num_args = 2, required_unless_present = "input")]
    names: Vec<String>,

    /// Read pairs from standard input
    #[arg(long, value_enum, value_name = "KIND", conflicts_with = "names")]
    input: Option<Input>,

    /// What the names are of: Person, Company, Organization, Vessel … [default: what they look like]
    #[arg(long, value_name = "NAME")]
    schema: Option<String>,

    /// How to print the scores
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,

    /// Say what speaks for the same and against it
    #[arg(long)]
    why: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Input {
    /// Comma-separated values with a header row: name1, name2, schema
    Csv,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A score a line
    #[default]
    Text,
    /// A JSON object a line: {"name1", "name2", "score", "same"}, with "why" where it is asked for
    Jsonl,
}

/// A pair's line of JSON.
#[derive(Serialize)]
struct Line<'a> {
    name1: &'a str,
    name2: &'a str,
    score: f64,
    same: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'a [String]>,
}

/// Runs the command.
pub(crate) fn run(arguments: &MatchNamesArguments) -> Result<ExitCode> {
    let mut out = BufWriter::new(io::stdout().lock());
    if let [first, second] = &arguments.names[..] {
        let schema = schema_named(arguments.schema.as_deref().unwrap_or_default());
        answer(&mut out, first, second, schema, arguments)?;
        out.flush()?;
        return Ok(DONE);
    }
    let unread = answer_rows(io::stdin().lock(), &mut out, arguments);
    out.flush()?;
    let unread = unread?;
    if unread > MOST_TOLD {
        say(&format!("{unread} rows could not be read; the first {MOST_TOLD} are told above"));
    }
    Ok(if unread == 0 { DONE } else { ExitCode::from(INCOMPLETE) })
}

fn schema_named(name: &str) -> Schema {
    // A schema that is not known says nothing.
    name.parse().unwrap_or_default()
}

/// Prints one pair's score.
fn answer(
    out: &mut impl Write,
    first: &str,
    second: &str,
    schema: Schema,
    arguments: &MatchNamesArguments,
) -> io::Result<()> {
    let found = if arguments.why {
        compare(first, second, schema)
    } else {
        Match { score: score(first, second, schema), why: Vec::new() }
    };
    let Match { score, why } = found;
    match arguments.format {
        Format::Text => {
            writeln!(out, "{score}")?;
            why.iter().try_for_each(|reason| writeln!(out, "  {reason}"))
        }
        Format::Jsonl => {
            let line = Line {
                name1: first,
                name2: second,
                score,
                same: score >= SAME,
                why: arguments.why.then_some(&why[..]),
            };
            serde_json::to_writer(&mut *out, &line)?;
            writeln!(out)
        }
    }
}

/// Where the columns stand.
struct Columns {
    first: usize,
    second: usize,
    schema: Option<usize>,
}

/// Answers every row of a CSV; gives the number of those that could not be read.
fn answer_rows(
    input: impl Read,
    out: &mut impl Write,
    arguments: &MatchNamesArguments,
) -> Result<usize> {
    let mut rows = csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(input);
    let mut row = csv::ByteRecord::new();
    if !rows.read_byte_record(&mut row)? {
        let message = "expected CSV with a header row of name1,name2,schema on standard input, but \
                       found nothing; begin with that row";
        return Err(Failure::new("csv", message).into());
    }
    let columns = columns(&StringRecord::from_byte_record_lossy(row.clone()))?;
    let mut unread = 0;
    // The header is row 1.
    let mut number = 1;
    loop {
        number += 1;
        let problem = match rows.read_byte_record(&mut row) {
            Ok(false) => return Ok(unread),
            Ok(true) => match pair(&row, &columns) {
                Ok((first, second, schema)) => {
                    let given = arguments.schema.as_deref().or(schema).unwrap_or_default();
                    answer(out, first, second, schema_named(given), arguments)?;
                    continue;
                }
                Err(problem) => problem,
            },
            Err(error) => match error.into_kind() {
                ErrorKind::Io(error) => return Err(error.into()),
                _ => "expected a row of CSV, but found something else".to_owned(),
            },
        };
        unread += 1;
        if unread <= MOST_TOLD {
            warn(&format!("row {number}: {problem}"));
        }
        unanswered(out, &problem, arguments.format)?;
    }
}

/// Where the columns stand by the header row.
fn columns(header: &StringRecord) -> Result<Columns, Failure> {
    let position = |name: &str| {
        let is_named =
            |column: &str| column.trim_start_matches('\u{FEFF}').trim().eq_ignore_ascii_case(name);
        header.iter().position(is_named)
    };
    if let (Some(first), Some(second)) = (position("name1"), position("name2")) {
        return Ok(Columns { first, second, schema: position("schema") });
    }
    let found: Vec<&str> = header.iter().take(8).collect();
    let message = format!(
        "expected the columns name1 and name2 in the header row, but found {}; name them there, and \
         schema where it is known",
        found.join(", ")
    );
    Err(Failure::new("csv", message))
}

/// The pair of a row, and its schema where it has one.
fn pair<'a>(
    row: &'a csv::ByteRecord,
    columns: &Columns,
) -> Result<(&'a str, &'a str, Option<&'a str>), String> {
    let field = |at: usize| {
        let bytes = row.get(at).ok_or_else(|| {
            format!(
                "expected at least {} columns, but found {}; put a name that holds commas into \
                 double quotes",
                columns.first.max(columns.second) + 1,
                row.len()
            )
        })?;
        std::str::from_utf8(bytes)
            .map_err(|_| "expected UTF-8, but found other bytes; save the file as UTF-8".to_owned())
    };
    let schema = columns.schema.and_then(|at| row.get(at)).map(std::str::from_utf8);
    Ok((field(columns.first)?, field(columns.second)?, schema.and_then(Result::ok)))
}

/// What stands in the place of a score that cannot be told.
fn unanswered(out: &mut impl Write, problem: &str, format: Format) -> io::Result<()> {
    match format {
        Format::Text => writeln!(out, "0"),
        Format::Jsonl => {
            let row = serde_json::json!({"error": {"code": "csv", "message": problem}});
            serde_json::to_writer(&mut *out, &row)?;
            writeln!(out)
        }
    }
}
