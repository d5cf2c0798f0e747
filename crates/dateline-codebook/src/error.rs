use thiserror::Error;

/// What is wrong with the text of a codebook.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("line {line}: {problem}")]
pub struct CodebookError {
    /// The number of the line, from one.
    pub line: usize,
    /// What was expected and what was found.
    pub problem: String,
}

impl CodebookError {
    pub(crate) fn new(line: usize, problem: impl Into<String>) -> Self {
        Self { line, problem: problem.into() }
    }
}
