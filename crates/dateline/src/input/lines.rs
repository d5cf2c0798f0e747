//! Reports as JSON Lines.

use std::io::{self, BufRead, Read};

use dateline_record::Report;
use serde_json::{Map, Value};

use super::{Unread, check_published};
use crate::failure::Failure;

/// A line of JSON Lines, with its number from one.
#[derive(Debug)]
pub(crate) struct Line {
    number: usize,
    bytes: Result<Vec<u8>, Failure>,
}

/// The lines of an input that are not blank. Of a line that is too long no more is kept than the
/// limit, so that memory stays flat whatever comes.
pub(crate) struct Lines<R> {
    input: R,
    number: usize,
    max_bytes: usize,
    ended: bool,
}

impl<R: BufRead> Lines<R> {
    /// The lines of `input`, of `max_bytes` each at most.
    pub(crate) fn new(input: R, max_bytes: usize) -> Self {
        Self { input, number: 0, max_bytes, ended: false }
    }

    /// The next line without its end, `None` at the end of the input.
    fn next_line(&mut self) -> io::Result<Option<Result<Vec<u8>, Failure>>> {
        let mut bytes = Vec::new();
        let limit = self.max_bytes as u64 + 1;
        let read = self.input.by_ref().take(limit).read_until(b'\n', &mut bytes)?;
        if read == 0 {
            return Ok(None);
        }
        if bytes.pop_if(|last| *last == b'\n').is_none() && bytes.len() > self.max_bytes {
            self.input.skip_until(b'\n')?;
            let message = format!(
                "expected at most {} bytes on a line, but found more; raise --max-bytes",
                self.max_bytes
            );
            return Ok(Some(Err(Failure::new("too-long", message))));
        }
        Ok(Some(Ok(bytes)))
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        while !self.ended {
            self.number += 1;
            let bytes = match self.next_line() {
                Ok(None) => break,
                Ok(Some(Ok(bytes))) if bytes.trim_ascii().is_empty() => continue,
                Ok(Some(bytes)) => bytes,
                Err(error) => {
                    // What fails once fails for ever: one answer says so.
                    self.ended = true;
                    Err(Failure::new("input", format!("cannot read on: {error}")))
                }
            };
            return Some(Line { number: self.number, bytes });
        }
        None
    }
}

/// The report on a line of JSON Lines.
///
/// # Errors
/// Where the line is no such report; with its id, if that could be read.
pub(crate) fn report_on(line: Line) -> Result<Report, Unread> {
    let number = line.number;
    let unread = |id: Option<String>, failure: Failure| {
        let message = format!("line {number}: {}", failure.message);
        Unread { id, failure: Failure { message, ..failure } }
    };
    let bytes = line.bytes.map_err(|failure| unread(None, failure))?;
    let mut fields = object(&bytes).map_err(|failure| unread(None, failure))?;
    let id = match fields.get("id") {
        Some(Value::String(id)) => Some(id.clone()),
        // Tables number their rows; `7` and `"7"` name the same report.
        Some(Value::Number(id)) => Some(id.to_string()),
        _ => None,
    };
    if let Some(id) = &id {
        fields.insert("id".to_owned(), Value::String(id.clone()));
    }
    let report = report(fields).map_err(|failure| unread(id, failure))?;
    match report.published.as_deref().map(check_published) {
        Some(Err(problem)) => Err(unread(report.id, Failure::new("published", problem))),
        _ => Ok(report),
    }
}

/// The fields of a line.
fn object(bytes: &[u8]) -> Result<Map<String, Value>, Failure> {
    let expected = r#"expected a JSON object such as {"id": "a1", "text": "…"}"#;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to() + 1;
        Failure::new("encoding", format!("expected UTF-8, but byte {at} of the line is not"))
    })?;
    match serde_json::from_str(text) {
        Ok(Value::Object(fields)) => Ok(fields),
        Ok(other) => Err(Failure::new("json", format!("{expected}, but found {}", kind(&other)))),
        Err(error) => Err(Failure::new("json", format!("{expected}, but {error}"))),
    }
}

/// The report that these fields make. Fields of other names are passed over.
fn report(fields: Map<String, Value>) -> Result<Report, Failure> {
    match fields.get("text") {
        None => {
            let names: Vec<&str> = fields.keys().map(String::as_str).collect();
            let found = if names.is_empty() { "none".to_owned() } else { names.join(", ") };
            let message = format!("expected a field `text`, but found the fields: {found}");
            return Err(Failure::new("no-text", message));
        }
        Some(Value::String(_)) => {}
        Some(other) => {
            let message = format!("expected a string in `text`, but found {}", kind(other));
            return Err(Failure::new("no-text", message));
        }
    }
    serde_json::from_value(Value::Object(fields)).map_err(|error| {
        Failure::new("json", format!("expected the fields of a report, but {error}"))
    })
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(input: &[u8]) -> Vec<Result<Report, Unread>> {
        Lines::new(input, 60).map(report_on).collect()
    }

    #[test]
    fn what_is_wrong_with_a_line_is_said_with_its_number_and_id() {
        let table: [(&[u8], Option<&str>, &str, &str); 9] = [
            (b"nonsense", None, "json", "line 1: expected a JSON object"),
            (b"[1]", None, "json", "found an array"),
            (b"{\"id\":\"a\"}", Some("a"), "no-text", "found the fields: id"),
            (b"{}", None, "no-text", "found the fields: none"),
            (b"{\"id\":7,\"text\":null}", Some("7"), "no-text", "found null"),
            (b"{\"id\":\"a\",\"text\":\"x\",\"title\":1}", Some("a"), "json", "invalid type"),
            (b"{\"id\":\"a\",\"text\":\"\xff\"}", None, "encoding", "byte 19"),
            (
                b"{\"id\":\"a\",\"text\":\"x\",\"published\":\"soon\"}",
                Some("a"),
                "published",
                "soon",
            ),
            (&[b'x'; 61], None, "too-long", "at most 60 bytes"),
        ];
        for (line, id, code, message) in table {
            let read = read(line);
            let [Err(unread)] = read.as_slice() else {
                panic!("{:?}", String::from_utf8_lossy(line))
            };
            assert_eq!(unread.id.as_deref(), id);
            assert_eq!(unread.failure.code, code);
            assert!(unread.failure.message.contains(message), "{}", unread.failure);
        }
    }

    #[test]
    fn good_lines_are_read_whatever_stands_between_them() {
        let long = "x".repeat(200);
        let input = format!(
            "\u{feff}{{\"text\":\"a\"}}\r\n\n  \n{long}\n{{\"id\":3,\"text\":\"b\",\"x\":1}}"
        );
        let read = read(input.as_bytes());
        assert_eq!(read.len(), 3);
        assert_eq!(read[0].as_ref().unwrap().text, "a");
        assert!(read[1].as_ref().unwrap_err().failure.message.starts_with("line 4"));
        assert_eq!(read[2].as_ref().unwrap().id.as_deref(), Some("3"));
    }
}
