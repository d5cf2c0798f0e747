//! Reports from files and from JSON Lines.

use std::fs;
use std::io::{self, BufRead, Read};
use std::path::Path;

use dateline_record::Report;
use serde_json::Value;

use crate::failure::Failure;

/// A line of JSON Lines, with its number from one.
#[derive(Debug)]
pub(crate) struct Line {
    pub(crate) number: usize,
    pub(crate) bytes: io::Result<Vec<u8>>,
}

/// A report that could not be had, with the id that the caller gave it, if that could be read.
#[derive(Debug)]
pub(crate) struct Unread {
    pub(crate) id: Option<String>,
    pub(crate) failure: Failure,
}

/// The lines of an input that are not blank.
pub(crate) fn lines(input: impl BufRead) -> impl Iterator<Item = Line> {
    input.split(b'\n').enumerate().filter_map(|(index, bytes)| match bytes {
        Ok(bytes) if bytes.trim_ascii().is_empty() => None,
        bytes => Some(Line { number: index + 1, bytes }),
    })
}

/// The report on a line of JSON Lines.
pub(crate) fn report_on(line: Line) -> Result<Report, Unread> {
    let number = line.number;
    let unread = |id: Option<String>, code, problem: String| Unread {
        id,
        failure: Failure::new(code, format!("line {number}: {problem}")),
    };
    let bytes = line.bytes.map_err(|error| unread(None, "input", error.to_string()))?;
    let value: Value =
        serde_json::from_slice(&bytes).map_err(|error| unread(None, "json", error.to_string()))?;
    let id = match value.get("id") {
        Some(Value::String(id)) => Some(id.clone()),
        Some(Value::Number(id)) => Some(id.to_string()),
        _ => None,
    };
    let Value::Object(mut fields) = value else {
        return Err(unread(None, "json", "expected an object with `id` and `text`".to_owned()));
    };
    if let Some(id) = &id {
        fields.insert("id".to_owned(), Value::String(id.clone()));
    }
    serde_json::from_value(Value::Object(fields))
        .map_err(|error| unread(id, "json", error.to_string()))
}

/// The text of a file; `-` is standard input.
pub(crate) fn text_of(file: &Path) -> Result<String, Failure> {
    let bytes = if file == Path::new("-") {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        fs::read(file)
    };
    let bytes = bytes.map_err(|error| {
        Failure::new("input", format!("cannot read {}: {error}", file.display()))
    })?;
    String::from_utf8(bytes).map_err(|error| {
        let message = format!("expected UTF-8 in {}, but {error}", file.display());
        Failure::new("encoding", message)
    })
}
