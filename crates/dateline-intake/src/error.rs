use std::path::PathBuf;

use thiserror::Error;

/// Why bytes, a file or a line give no report.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum IntakeError {
    /// There is no such file or folder.
    #[error("expected a file or a folder at {}, but found nothing there; check the path", path.display())]
    NotFound {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// The system does not let it be read.
    #[error("expected to read {what}, but found: {problem}; check its permissions and its disk")]
    Unreadable {
        /// What could not be read.
        what: String,
        /// What the system says.
        problem: String,
    },
    /// A folder where a file was expected.
    #[error("expected a file at {}, but found a folder; name the files in it", path.display())]
    IsFolder {
        /// Where it is.
        path: PathBuf,
    },
    /// It is no text.
    #[error("expected a text, but found {found}; {remedy}")]
    NotText {
        /// What it seems to be.
        found: &'static str,
        /// How to make a text of it.
        remedy: &'static str,
    },
    /// There are no words.
    #[error("expected a text, but found {found}; leave it out, or check what made it")]
    Empty {
        /// What stands there instead.
        found: &'static str,
    },
    /// It is longer than the limit.
    #[error("expected at most {limit} bytes, but found {found}; cut it up or raise the limit")]
    TooLong {
        /// The most that is read, in bytes.
        limit: usize,
        /// What was found: a number of bytes, or `more`.
        found: String,
    },
    /// Its bytes or escapes are no characters.
    #[error("expected {expected}, but found {found}; {remedy}")]
    BadEncoding {
        /// What was expected.
        expected: &'static str,
        /// What stands there instead.
        found: String,
        /// How to mend it.
        remedy: &'static str,
    },
    /// A date of publication cannot be understood.
    #[error(
        "expected a date such as 2024-07-16 or 2024-07-16T09:30:00+02:00, but found {found}; write \
         year, month and day in this order"
    )]
    BadDate {
        /// What stands there instead.
        found: String,
    },
    /// A line is no JSON object.
    #[error("expected a JSON object on one line, but found {found}; {remedy}")]
    BadJson {
        /// What stands there instead.
        found: String,
        /// How to mend it.
        remedy: &'static str,
    },
    /// A line has no text.
    #[error("expected a string in `text`, but found no such field; give the report's words in it")]
    MissingText,
    /// A field has a value of the wrong type.
    #[error("expected {expected} in `{field}`, but found {found}; mend the field or leave it out")]
    BadField {
        /// The field.
        field: &'static str,
        /// What may stand in it.
        expected: &'static str,
        /// What stands there instead.
        found: String,
    },
}

impl IntakeError {
    /// A short fixed name to look for.
    ///
    /// One of `not-found`, `unreadable`, `is-folder`, `not-text`, `empty`, `too-long`,
    /// `bad-encoding`, `bad-date`, `bad-json`, `missing-text`, `bad-field`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFound { .. } => "not-found",
            Self::Unreadable { .. } => "unreadable",
            Self::IsFolder { .. } => "is-folder",
            Self::NotText { .. } => "not-text",
            Self::Empty { .. } => "empty",
            Self::TooLong { .. } => "too-long",
            Self::BadEncoding { .. } => "bad-encoding",
            Self::BadDate { .. } => "bad-date",
            Self::BadJson { .. } => "bad-json",
            Self::MissingText => "missing-text",
            Self::BadField { .. } => "bad-field",
        }
    }
}

/// Why a line of JSON Lines gives no report, with the id that the caller gave it, where that can
/// still be told.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{error}")]
pub struct LineError {
    /// The caller's id.
    pub id: Option<String>,
    /// What is wrong.
    pub error: IntakeError,
}

impl LineError {
    /// The error's short fixed name, as [`IntakeError::code`] lists them.
    pub fn code(&self) -> &'static str {
        self.error.code()
    }
}
