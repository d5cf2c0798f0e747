use thiserror::Error;

/// Why a list of actors is refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{list}, row {row}: {problem}")]
pub struct ListError {
    /// The list's name: that of its file.
    pub list: String,
    /// The number of the row or line, from one; the header row of a CSV is the first.
    pub row: usize,
    /// What was expected, what was found, and how to mend it.
    pub problem: String,
}
