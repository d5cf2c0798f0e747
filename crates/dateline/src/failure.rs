//! Why a report has no record, how a run ends, and how that is said.

use std::any::Any;
use std::fmt::Display;
use std::io::{self, Write};
use std::process::ExitCode;

use anstyle::{AnsiColor, Style};
use serde::Serialize;
use thiserror::Error;

/// Everything was read.
pub(crate) const DONE: ExitCode = ExitCode::SUCCESS;
/// Something could not be read.
pub(crate) const INCOMPLETE: u8 = 1;

/// Why a report has no record: a fixed code to look for, and a message for people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Error)]
#[error("{message}")]
pub(crate) struct Failure {
    /// A short fixed name: `empty`, `encoding`, `json` …
    pub(crate) code: &'static str,
    /// What was expected, what was found, and how to mend it.
    pub(crate) message: String,
}

impl Failure {
    /// A failure with a code and a message.
    pub(crate) fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }

    /// What to say where the reader panicked. That is a fault of this program, but it shall not
    /// cost the other reports of the run.
    pub(crate) fn panicked(panic: &(dyn Any + Send)) -> Self {
        let words = panic
            .downcast_ref::<&str>()
            .copied()
            .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
            .unwrap_or("without a message");
        Self::new("internal", format!("a fault in dateline, please report it: {words}"))
    }
}

/// A report that has no record.
#[derive(Debug)]
pub(crate) struct Unread {
    /// The id that the caller gave it, where that could be read.
    pub(crate) id: Option<String>,
    /// Whether it stood on a line of JSON Lines.
    pub(crate) in_line: bool,
    /// Why.
    pub(crate) failure: Failure,
}

/// Says on standard error what went wrong.
pub(crate) fn warn(problem: &impl Display) {
    let red = Style::new().fg_color(Some(AnsiColor::Red.into())).bold();
    say(&format!("{red}error{red:#}: {problem}"));
}

/// Says something on standard error. Where that is closed, nobody wants to hear it.
pub(crate) fn say(words: &str) {
    let _ = writeln!(anstream::stderr(), "{words}");
}

/// Whether an error means that nobody reads the output any more (`dateline … | head`).
pub(crate) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause
            .downcast_ref::<io::Error>()
            .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    })
}
