//! Files, folders and streams to reports.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use dateline_record::{Note, Report};

use crate::Limits;
use crate::decode::{Decoded, decode};
use crate::error::IntakeError;

/// A report, and what was done to the bytes that it was made of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Incoming {
    /// The report.
    pub report: Report,
    /// What differs from the bytes, for the record's notes.
    pub notes: Vec<Note>,
}

/// How many bytes a character of one byte in UTF-8 takes at most in another encoding.
const WIDEST_ENCODING: u64 = 2;

/// The report in a file: its text, whatever the encoding. See [`decode`].
///
/// # Errors
/// Where the file cannot be read or is no text.
pub fn open_file(path: &Path, limits: &Limits) -> Result<Incoming, IntakeError> {
    let file = File::open(path).map_err(|error| cannot_open(path, &error))?;
    let metadata = file.metadata().map_err(|error| cannot_open(path, &error))?;
    if metadata.is_dir() {
        return Err(IntakeError::IsFolder { path: path.to_owned() });
    }
    read(file, &path.display().to_string(), limits)
}

/// The report in a stream, such as standard input: its text, whatever the encoding.
///
/// # Errors
/// Where the stream cannot be read or is no text.
pub fn read_text(input: impl Read, limits: &Limits) -> Result<Incoming, IntakeError> {
    read(input, "standard input", limits)
}

fn read(input: impl Read, what: &str, limits: &Limits) -> Result<Incoming, IntakeError> {
    let most = limits.text as u64 * WIDEST_ENCODING + 4;
    let mut bytes = Vec::new();
    // One byte more than may be there tells that there is more.
    input.take(most + 1).read_to_end(&mut bytes).map_err(|error| IntakeError::Unreadable {
        what: what.to_owned(),
        problem: error.to_string(),
    })?;
    if bytes.len() as u64 > most {
        return Err(IntakeError::TooLong { limit: limits.text, found: "more".to_owned() });
    }
    let Decoded { text, notes } = decode(&bytes, limits)?;
    Ok(Incoming { report: Report { text, ..Report::default() }, notes })
}

/// Whether a file holds a report a line, by its name.
pub fn is_json_lines(path: &Path) -> bool {
    has_extension(path, &["jsonl", "ndjson"])
}

/// The files that a path names: itself, or, of a folder, all in it and in its folders whose names
/// end in `.txt`, `.text`, `.jsonl` or `.ndjson` or have no ending, in the order of their paths.
/// Hidden files and folders are left out; links to folders are not followed.
///
/// A folder that cannot be read gives an error in its place.
pub fn text_files(path: &Path) -> Vec<Result<PathBuf, IntakeError>> {
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => {
            let mut found = Vec::new();
            walk(path, &mut found);
            found
        }
        Ok(_) => vec![Ok(path.to_owned())],
        Err(error) => vec![Err(cannot_open(path, &error))],
    }
}

/// Adds the files of a folder, one folder after the other however deep they lie.
fn walk(folder: &Path, found: &mut Vec<Result<PathBuf, IntakeError>>) {
    let mut waiting = vec![(folder.to_owned(), true)];
    while let Some((path, is_folder)) = waiting.pop() {
        if !is_folder {
            found.push(Ok(path));
            continue;
        }
        match entries(&path) {
            // The last in order is put down first, so that the first is taken up next.
            Ok(entries) => waiting.extend(entries.into_iter().rev()),
            Err(error) => found.push(Err(cannot_open(&path, &error))),
        }
    }
}

/// The folders and text files in a folder, in the order of their names.
fn entries(folder: &Path) -> io::Result<Vec<(PathBuf, bool)>> {
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            continue;
        }
        let path = entry.path();
        let is_folder = entry.file_type()?.is_dir();
        let is_file = !is_folder && path.is_file() && is_text_name(&path);
        if is_folder || is_file {
            entries.push((path, is_folder));
        }
    }
    entries.sort();
    Ok(entries)
}

fn is_text_name(path: &Path) -> bool {
    path.extension().is_none() || has_extension(path, &["txt", "text"]) || is_json_lines(path)
}

fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    path.extension().and_then(|extension| extension.to_str()).is_some_and(|extension| {
        extensions.iter().any(|expected| extension.eq_ignore_ascii_case(expected))
    })
}

fn cannot_open(path: &Path, error: &io::Error) -> IntakeError {
    if error.kind() == io::ErrorKind::NotFound {
        return IntakeError::NotFound { path: path.to_owned() };
    }
    let (what, problem) = (path.display().to_string(), error.to_string());
    IntakeError::Unreadable { what, problem }
}
