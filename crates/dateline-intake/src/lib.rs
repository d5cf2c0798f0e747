//! Files in their encodings and wrappings to reports.
//!
//! Whatever the bytes are, they give a report or an error with a fixed code and a message that says
//! what was expected, what was found and how to mend it.
//!
//! - [`decode`] makes a text of bytes in any encoding, and says what it changed.
//! - [`open_file`] and [`read_text`] make a report of a file or a stream, [`text_files`] lists the
//!   files of a folder.
//! - [`read_line`] makes a report of a line of JSON Lines, [`Lines`] finds the lines of a stream
//!   without ever holding one that is too long.
//! - [`parse_published`] reads a date of publication.
//!
//! ```
//! let decoded = dateline_intake::decode(b"Caf\xe9s reopened in Paris.", &Default::default())?;
//! assert_eq!(decoded.text, "Cafés reopened in Paris.");
//! assert_eq!(decoded.notes[0].code, "encoding-converted");
//! # Ok::<(), dateline_intake::IntakeError>(())
//! ```

mod decode;
mod error;
mod files;
mod json;
mod lines;
mod magic;
mod published;

pub use decode::{Decoded, decode};
pub use error::{IntakeError, LineError};
pub use files::{Incoming, is_json_lines, open_file, read_text, text_files};
pub use json::read_line;
pub use lines::{Line, Lines};
pub use published::{PublicationDate, parse_published};

/// How much is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The longest text of one report, in bytes of UTF-8.
    pub text: usize,
    /// The longest line of JSON Lines, in bytes.
    pub line: usize,
}

impl Default for Limits {
    /// Ten megabytes of text: the longest reports are a hundredth of it. A line may be six times as
    /// long, since JSON may write each character as an escape.
    fn default() -> Self {
        Self { text: 10_000_000, line: 60_000_000 }
    }
}
