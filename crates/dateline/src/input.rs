//! What to read: the files, folders, streams and lines that a command line names.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use dateline_intake::{
    Incoming, IntakeError, Limits, Line, Lines, is_json_lines, open_file, parse_published,
    read_line, read_text, text_files,
};

use crate::failure::{Failure, Unread};

/// The path that stands for standard input.
const STDIN: &str = "-";
/// How like a name must be to be proposed for one that is not there, by Jaro and Winkler, 0 to 1.
const NEAR: f64 = 0.9;

/// Something to read.
pub(crate) enum Item {
    /// A report in a file of its own; `-` is standard input.
    File(PathBuf),
    /// A report on a line of JSON Lines.
    Line(Line),
    /// Nothing: a file or folder that cannot be read.
    Missing(Failure),
}

/// The files meant by these paths: a folder stands for the texts in it. What cannot be found stays
/// in the list, to fail in its turn.
pub(crate) fn files(paths: &[PathBuf]) -> Vec<Result<PathBuf, Failure>> {
    let mut files = Vec::new();
    for path in paths {
        if path == Path::new(STDIN) {
            files.push(Ok(path.clone()));
            continue;
        }
        let found = text_files(path);
        if found.is_empty() {
            let folder = path.display();
            let message = format!(
                "expected texts in the folder {folder}, but found none; name the files themselves \
                 where they do not end in .txt or .jsonl"
            );
            files.push(Err(Failure::new("not-found", message)));
        }
        files.extend(found.into_iter().map(|file| file.map_err(|error| failure_of(path, &error))));
    }
    files
}

/// What is in these files: a report each, or a report a line where `has_lines` says so.
pub(crate) fn items(
    files: Vec<Result<PathBuf, Failure>>,
    has_lines: impl Fn(&Path) -> bool + Send + 'static,
    limits: Limits,
) -> impl Iterator<Item = Item> + Send {
    files.into_iter().flat_map(move |file| -> Box<dyn Iterator<Item = Item> + Send> {
        match file {
            Ok(file) if !has_lines(&file) => Box::new(std::iter::once(Item::File(file))),
            Ok(file) => match open(&file) {
                Ok(stream) => Box::new(Lines::new(stream, &limits).map(Item::Line)),
                Err(failure) => Box::new(std::iter::once(Item::Missing(failure))),
            },
            Err(failure) => Box::new(std::iter::once(Item::Missing(failure))),
        }
    })
}

/// Whether a file has a report a line by its name.
pub(crate) fn named_lines(file: &Path) -> bool {
    is_json_lines(file)
}

/// The report in an item. A report in a file has the file's name for its id; one in a stream gets
/// none.
///
/// # Errors
/// Where there is none.
pub(crate) fn incoming(item: Item, limits: &Limits) -> Result<Incoming, Unread> {
    match item {
        Item::Missing(failure) => Err(Unread { id: None, in_line: false, failure }),
        Item::File(file) => text(&file, limits).map_err(|failure| Unread {
            id: Some(file.display().to_string()),
            in_line: false,
            failure,
        }),
        Item::Line(Line { number, bytes }) => {
            let report = bytes.and_then(|bytes| read_line(&bytes, limits));
            match report {
                Ok(report) => Ok(Incoming { report, notes: Vec::new() }),
                Err(error) => {
                    let message = format!("line {number}: {}", in_words(&error.error));
                    let failure = Failure::new(error.code(), message);
                    Err(Unread { id: error.id, in_line: true, failure })
                }
            }
        }
    }
}

/// The text of a file, whatever its encoding; `-` is standard input.
///
/// # Errors
/// Where it cannot be read or is no text.
pub(crate) fn text(file: &Path, limits: &Limits) -> Result<Incoming, Failure> {
    if file == Path::new(STDIN) {
        let read = read_text(io::stdin().lock(), limits);
        return read.map_err(|error| failure_of(Path::new(&name(file)), &error));
    }
    let mut incoming = open_file(file, limits).map_err(|error| failure_of(file, &error))?;
    incoming.report.id = Some(file.display().to_string());
    Ok(incoming)
}

/// What to call a file in a message.
pub(crate) fn name(file: &Path) -> String {
    if file == Path::new(STDIN) { "standard input".to_owned() } else { file.display().to_string() }
}

/// Opens a file to read it in pieces; `-` is standard input.
///
/// # Errors
/// Where it cannot be opened.
pub(crate) fn open(file: &Path) -> Result<Box<dyn BufRead + Send>, Failure> {
    if file == Path::new(STDIN) {
        return Ok(Box::new(BufReader::new(io::stdin())));
    }
    match File::open(file) {
        Ok(open) => Ok(Box::new(BufReader::new(open))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Err(failure_of(file, &IntakeError::NotFound { path: file.to_owned() }))
        }
        Err(error) => {
            let (what, problem) = (file.display().to_string(), error.to_string());
            Err(failure_of(file, &IntakeError::Unreadable { what, problem }))
        }
    }
}

/// A date of publication in the extended form of ISO 8601.
///
/// # Errors
/// With what was expected and what was found, where it is none.
pub(crate) fn publication_date(given: &str) -> Result<String, String> {
    parse_published(given).map(|date| date.to_string()).map_err(|error| error.to_string())
}

/// Why a file cannot be read: with its name, and with the name of one that can where the name looks
/// mistyped.
fn failure_of(file: &Path, error: &IntakeError) -> Failure {
    let code = error.code();
    let name = file.display();
    let message = match error {
        IntakeError::NotFound { path } => match near(path) {
            Some(near) => format!(
                "expected a file or a folder at {}, but found nothing there; did you mean {}?",
                path.display(),
                near.display()
            ),
            None => error.to_string(),
        },
        IntakeError::Unreadable { .. } | IntakeError::IsFolder { .. } => error.to_string(),
        _ => format!("{name}: {}", in_words(error)),
    };
    Failure::new(code, message)
}

/// An error's message, with the name of the option that lifts a limit.
fn in_words(error: &IntakeError) -> String {
    match error {
        IntakeError::TooLong { .. } => format!("{error} with --max-bytes"),
        _ => error.to_string(),
    }
}

/// The file whose name is nearest to one that is not there.
fn near(path: &Path) -> Option<PathBuf> {
    let wanted = path.file_name()?.to_str()?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let entries = fs::read_dir(folder.unwrap_or(Path::new("."))).ok()?;
    let mut names: Vec<(f64, String)> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .map(|name| (strsim::jaro_winkler(wanted, &name), name))
        .filter(|(likeness, _)| *likeness >= NEAR)
        .collect();
    names.sort_by(|(a, first), (b, second)| b.total_cmp(a).then_with(|| first.cmp(second)));
    let (_, name) = names.into_iter().next()?;
    Some(folder.map_or_else(|| PathBuf::from(&name), |folder| folder.join(&name)))
}
