//! What is wrong with a codebook, and where.

use std::fmt;
use std::ops::Range;

use thiserror::Error;

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The codebook cannot be used.
    Error,
    /// It can, and something in it has no effect or is missing.
    Warning,
}

/// Something that is wrong with the text of a codebook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// How bad it is.
    pub severity: Severity,
    /// The number of the line, from one.
    pub line: usize,
    /// The words that are wrong, in bytes of the text.
    pub span: Range<usize>,
    /// What was expected and what was found.
    pub message: String,
    /// How to mend it, where that can be said.
    pub mend: Option<String>,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)?;
        self.mend.as_ref().map_or(Ok(()), |mend| write!(f, "; {mend}"))
    }
}

/// Why a text is no codebook: all errors of it, in the order of their lines, at least one.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub struct CodebookError {
    /// The errors.
    pub problems: Vec<Problem>,
}

impl fmt::Display for CodebookError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, problem) in self.problems.iter().enumerate() {
            let between = if place == 0 { "" } else { "\n" };
            write!(f, "{between}{problem}")?;
        }
        Ok(())
    }
}

/// A problem at a piece of the text.
#[derive(Debug, Clone)]
pub(crate) struct Fault<'t> {
    pub(crate) at: &'t str,
    message: String,
    mend: Option<String>,
}

impl<'t> Fault<'t> {
    pub(crate) fn new(at: &'t str, message: impl Into<String>) -> Self {
        Self { at, message: message.into(), mend: None }
    }

    /// The same, with how to mend it.
    pub(crate) fn mend(self, how: impl Into<String>) -> Self {
        Self { mend: Some(how.into()), ..self }
    }
}

/// Gathers the problems of a text.
pub(crate) struct Problems<'t> {
    text: &'t str,
    line_starts: Vec<usize>,
    found: Vec<Problem>,
}

impl<'t> Problems<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        let starts = text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n');
        let line_starts = std::iter::once(0).chain(starts.map(|(at, _)| at + 1)).collect();
        Self { text, line_starts, found: Vec::new() }
    }

    pub(crate) fn error(&mut self, fault: Fault<'t>) {
        self.add(Severity::Error, fault);
    }

    pub(crate) fn warning(&mut self, fault: Fault<'t>) {
        self.add(Severity::Warning, fault);
    }

    /// What was read; where that failed, its problem is kept.
    pub(crate) fn take<T>(&mut self, read: Result<T, Fault<'t>>) -> Option<T> {
        read.map_err(|fault| self.error(fault)).ok()
    }

    fn add(&mut self, severity: Severity, fault: Fault<'t>) {
        let span = place(self.text, fault.at);
        let line = self.line_of(span.start);
        self.found.push(Problem { severity, line, span, message: fault.message, mend: fault.mend });
    }

    pub(crate) fn line_of(&self, offset: usize) -> usize {
        self.line_starts.partition_point(|&start| start <= offset).max(1)
    }

    pub(crate) fn has_errors(&self) -> bool {
        self.found.iter().any(|problem| problem.severity == Severity::Error)
    }

    /// All of them, in the order of the text, errors first where two stand at one place.
    pub(crate) fn into_list(mut self) -> Vec<Problem> {
        self.found.sort_by_key(|problem| (problem.span.start, problem.severity));
        self.found
    }
}

/// Where a piece of a text stands in it.
pub(crate) fn place(text: &str, piece: &str) -> Range<usize> {
    let start = (piece.as_ptr() as usize).wrapping_sub(text.as_ptr() as usize);
    if start <= text.len() && piece.len() <= text.len() - start {
        start..start + piece.len()
    } else {
        0..0
    }
}
