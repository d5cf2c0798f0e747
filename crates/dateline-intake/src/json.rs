//! Lines of JSON Lines to reports.

use dateline_record::Report;
use serde_json::{Map, Value};

use crate::Limits;
use crate::error::{IntakeError, LineError};
use crate::published::parse_published;

/// The report on a line of JSON Lines: `{"id", "text"}`, and optionally `title`, `published`,
/// `publisher`, `url`, `language`. Other fields are left alone.
///
/// An id may be a number. The date of publication is put into the extended form of ISO 8601. The
/// text is the string's, to the character.
///
/// ```
/// let line = br#"{"id": 7, "text": "It rained.", "published": "20240716"}"#;
/// let report = dateline_intake::read_line(line, &Default::default())?;
/// assert_eq!(report.id.as_deref(), Some("7"));
/// assert_eq!(report.published.as_deref(), Some("2024-07-16"));
/// # Ok::<(), dateline_intake::LineError>(())
/// ```
///
/// # Errors
/// Where the line is no JSON object, has no text, or a field has a value that it cannot have.
pub fn read_line(line: &[u8], limits: &Limits) -> Result<Report, LineError> {
    if line.len() > limits.line {
        let error = IntakeError::TooLong { limit: limits.line, found: line.len().to_string() };
        return Err(LineError { id: id_in(line), error });
    }
    let mut fields = object(line).map_err(|error| LineError { id: id_in(line), error })?;
    let id = take_id(&mut fields).map_err(|error| LineError { id: None, error })?;
    match report(fields, limits) {
        Ok(report) => Ok(Report { id, ..report }),
        Err(error) => Err(LineError { id, error }),
    }
}

fn object(line: &[u8]) -> Result<Map<String, Value>, IntakeError> {
    let text = std::str::from_utf8(line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line)).map_err(
        |error| {
            let at = error.valid_up_to();
            let found = format!("byte {:#04x} at place {}", line[at], at + 1);
            IntakeError::BadEncoding { expected: "UTF-8", found, remedy: "write the file as UTF-8" }
        },
    )?;
    match serde_json::from_str(text) {
        Ok(Value::Object(fields)) => Ok(fields),
        Ok(other) => Err(IntakeError::BadJson {
            found: type_of(&other).to_owned(),
            remedy: "write a report as {\"id\": …, \"text\": …}",
        }),
        Err(error) => Err(bad_json(text, &error)),
    }
}

/// What is wrong with a line that is no JSON.
fn bad_json(text: &str, error: &serde_json::Error) -> IntakeError {
    let problem = error.to_string();
    // serde_json names half a surrogate pair (`\ud83d` without `\ude00`) by these words alone.
    if problem.contains("surrogate") || problem.contains("unexpected end of hex escape") {
        return IntakeError::BadEncoding {
            expected: "characters",
            found: format!("an escape for half of one at place {}", error.column()),
            remedy: "write both halves, or leave the character out",
        };
    }
    let is_end = error.is_eof();
    let found = if text.trim().is_empty() {
        "nothing".to_owned()
    } else if is_end {
        "its end too soon".to_owned()
    } else {
        problem.replace("line 1 column", "place")
    };
    let remedy = if is_end {
        "check that no line end stands within the report"
    } else {
        "write it with a JSON library"
    };
    IntakeError::BadJson { found, remedy }
}

fn report(mut fields: Map<String, Value>, limits: &Limits) -> Result<Report, IntakeError> {
    let text = match fields.remove("text") {
        Some(Value::String(text)) => text,
        None | Some(Value::Null) => return Err(IntakeError::MissingText),
        Some(other) => return Err(bad_field("text", "a string", &other)),
    };
    if text.len() > limits.text {
        return Err(IntakeError::TooLong { limit: limits.text, found: text.len().to_string() });
    }
    if text.trim().is_empty() {
        let found = if text.is_empty() { "an empty string" } else { "nothing but white space" };
        return Err(IntakeError::Empty { found });
    }
    Ok(Report {
        id: None,
        text,
        title: optional(&mut fields, "title")?,
        published: published(&mut fields)?,
        publisher: optional(&mut fields, "publisher")?,
        url: optional(&mut fields, "url")?,
        language: optional(&mut fields, "language")?.filter(|language| !language.is_empty()),
    })
}

fn take_id(fields: &mut Map<String, Value>) -> Result<Option<String>, IntakeError> {
    match fields.remove("id") {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(id)) => Ok(Some(id)),
        Some(Value::Number(id)) => Ok(Some(id.to_string())),
        Some(other) => Err(bad_field("id", "a string or a number", &other)),
    }
}

/// The date of publication; tables written by other programs leave it empty where there is none.
fn published(fields: &mut Map<String, Value>) -> Result<Option<String>, IntakeError> {
    match fields.remove("published") {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(date)) if date.trim().is_empty() => Ok(None),
        Some(Value::String(date)) => parse_published(&date).map(|date| Some(date.to_string())),
        Some(other) => Err(IntakeError::BadDate { found: type_of(&other).to_owned() }),
    }
}

fn optional(
    fields: &mut Map<String, Value>,
    field: &'static str,
) -> Result<Option<String>, IntakeError> {
    match fields.remove(field) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(value)) => Ok(Some(value)),
        Some(other) => Err(bad_field(field, "a string", &other)),
    }
}

fn bad_field(field: &'static str, expected: &'static str, value: &Value) -> IntakeError {
    IntakeError::BadField { field, expected, found: type_of(value).to_owned() }
}

fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// The id in a line that cannot be read as a whole: the string or number after the key `id` of the
/// report itself, not of an object within it.
pub(crate) fn id_in(line: &[u8]) -> Option<String> {
    let after = line[outer_key(line, b"\"id\"")?..].trim_ascii_start().strip_prefix(b":")?;
    match serde_json::Deserializer::from_slice(after).into_iter::<Value>().next()?.ok()? {
        Value::String(id) => Some(id),
        Value::Number(id) => Some(id.to_string()),
        _ => None,
    }
}

/// Where a key of the outermost object ends; `key` has its quotation marks.
fn outer_key(line: &[u8], key: &[u8]) -> Option<usize> {
    let mut depth = 0_usize;
    let mut in_string = false;
    let mut escaped = false;
    let mut before = b' ';
    for (at, &byte) in line.iter().enumerate() {
        if in_string {
            in_string = escaped || byte != b'"';
            escaped = byte == b'\\' && !escaped;
            continue;
        }
        match byte {
            // A key follows a brace or a comma, a value a colon.
            b'"' if depth == 1 && matches!(before, b'{' | b',') && line[at..].starts_with(key) => {
                return Some(at + key.len());
            }
            b'"' => in_string = true,
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
    }
    None
}
