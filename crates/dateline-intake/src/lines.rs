//! The lines of a stream, none of them held where it is too long.

use std::io::{self, BufRead};

use crate::Limits;
use crate::error::{IntakeError, LineError};
use crate::json::id_in;

/// How much of a line that is too long is kept, to find its id in, in bytes.
const KEPT: usize = 4096;

/// A line of a stream that is not blank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its number, from one; blank lines are counted.
    pub number: usize,
    /// Its bytes without the line end, or why they cannot be had.
    pub bytes: Result<Vec<u8>, LineError>,
}

/// The lines of a stream that are not blank, in order.
///
/// A line that is longer than the limit is read over, not held. The lines end at the first that the
/// system cannot read.
#[derive(Debug)]
pub struct Lines<R> {
    input: R,
    limit: usize,
    number: usize,
    failed: bool,
}

impl<R: BufRead> Lines<R> {
    /// The lines of `input`.
    pub fn new(input: R, limits: &Limits) -> Self {
        Self { input, limit: limits.line, number: 0, failed: false }
    }

    /// The next line without its end, and how long it is; `None` at the end of the stream.
    fn next_line(&mut self) -> io::Result<Option<(Vec<u8>, usize)>> {
        let mut line = Vec::new();
        let mut length = 0;
        loop {
            let available = match self.input.fill_buf() {
                Ok(available) => available,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if available.is_empty() {
                return Ok((length > 0).then_some((line, length)));
            }
            let end = available.iter().position(|&byte| byte == b'\n');
            let piece = &available[..end.unwrap_or(available.len())];
            length += piece.len();
            if length <= self.limit {
                line.extend_from_slice(piece);
            } else {
                let missing = KEPT.saturating_sub(line.len()).min(piece.len());
                line.extend_from_slice(&piece[..missing]);
                line.truncate(KEPT);
                line.shrink_to_fit();
            }
            let used = piece.len() + usize::from(end.is_some());
            self.input.consume(used);
            if end.is_some() {
                return Ok(Some((line, length)));
            }
        }
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        while !self.failed {
            let next = self.next_line();
            self.number += 1;
            let number = self.number;
            let error = match next {
                Ok(None) => return None,
                Ok(Some((line, length))) if length > self.limit => {
                    let (limit, found) = (self.limit, length.to_string());
                    LineError { id: id_in(&line), error: IntakeError::TooLong { limit, found } }
                }
                Ok(Some((line, _))) if line.trim_ascii().is_empty() => continue,
                Ok(Some((line, _))) => return Some(Line { number, bytes: Ok(line) }),
                Err(error) => {
                    self.failed = true;
                    let (what, problem) = ("the next line".to_owned(), error.to_string());
                    LineError { id: None, error: IntakeError::Unreadable { what, problem } }
                }
            };
            return Some(Line { number, bytes: Err(error) });
        }
        None
    }
}
