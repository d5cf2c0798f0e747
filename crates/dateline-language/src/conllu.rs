//! CoNLL-U: gold tokens to parse, and parses to print or to test with.
//!
//! [`ConlluReader`] reads a stream a sentence at a time; [`check`] holds its rows to the format's
//! rules; [`tree`] makes a parse of a sentence whose columns have one.

mod check;
mod tree;

use std::io::BufRead;
use std::ops::Range;

use dateline_text::{ByteSpan, WordSpan};
use thiserror::Error;

use check::{Id, Ids};

/// What marks the byte order at the head of a file, in UTF-8.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// What is wrong with a CoNLL-U text.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("line {line}: {problem}")]
pub struct ConlluError {
    /// The number of the line in its file, from one.
    pub line: usize,
    /// What was expected, what was found, and how to mend it.
    pub problem: String,
}

/// A sentence of a CoNLL-U text: its lines as they stand, and the text that its words make.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ConlluSentence {
    /// The comment lines, `#` included.
    pub comments: Vec<String>,
    /// The rows of words, multiword tokens and empty nodes, ten columns each.
    pub rows: Vec<[String; 10]>,
    /// The number of each row's line in its file, from one.
    pub lines: Vec<usize>,
    /// The words put together, with spaces as `SpaceAfter=No` has them.
    pub text: String,
    /// The words in `text`.
    pub words: Vec<WordSpan>,
}

/// The sentences of a CoNLL-U text.
///
/// ```
/// let rows = "1\tRain\t_\t_\t_\t_\t_\t_\t_\t_\n2\tfell\t_\t_\t_\t_\t_\t_\t_\t_\n";
/// assert_eq!(dateline_language::read_conllu(rows)?[0].text, "Rain fell ");
/// let error = dateline_language::read_conllu("1 Rain\n").unwrap_err();
/// assert_eq!(error.line, 1);
/// # Ok::<(), dateline_language::ConlluError>(())
/// ```
///
/// # Errors
/// Where a line is neither a comment, nor blank, nor a row of the format: see [`ConlluReader`].
pub fn read_conllu(text: &str) -> Result<Vec<ConlluSentence>, ConlluError> {
    ConlluReader::new(text.as_bytes()).collect()
}

/// Reads CoNLL-U from a stream, a sentence at a time, so that a whole treebank needs no more memory
/// than its longest sentence.
///
/// Lines may end in `\n` or `\r\n`, the last sentence needs no blank line after it, and a byte-order
/// mark at the head of the stream is passed over. After an error there are no further sentences.
///
/// A row has ten columns with tabs between them, the first of which is the id of a word (`3`), of a
/// multiword token (`3-4`) or of an empty node (`3.1`), in order, and the second a form. The other
/// columns may hold anything.
#[derive(Debug)]
pub struct ConlluReader<R> {
    input: R,
    /// The number of the line that was read last.
    line: usize,
    /// The bytes of that line.
    bytes: Vec<u8>,
    /// Whether there is nothing more to read.
    ended: bool,
}

impl<R: BufRead> ConlluReader<R> {
    /// A reader of this stream.
    pub fn new(input: R) -> Self {
        Self { input, line: 0, bytes: Vec::new(), ended: false }
    }

    /// Reads up to the next blank line after rows; `None` where nothing but comments is left.
    fn sentence(&mut self) -> Result<Option<ConlluSentence>, ConlluError> {
        let mut sentence = ConlluSentence::default();
        let mut ids = Ids::default();
        while self.next_line()? {
            let number = self.line;
            let error = |problem: String| ConlluError { line: number, problem };
            let line = check::line(&self.bytes).map_err(error)?;
            let line = match number {
                1 => line.strip_prefix(BYTE_ORDER_MARK).unwrap_or(line),
                _ => line,
            };
            if line.trim().is_empty() {
                if sentence.rows.is_empty() {
                    continue;
                }
                break;
            }
            if line.starts_with('#') {
                sentence.comments.push(line.to_owned());
                continue;
            }
            let row = check::row(line).map_err(error)?;
            ids.take(&row[0], number).map_err(error)?;
            sentence.rows.push(row);
            sentence.lines.push(number);
        }
        if sentence.rows.is_empty() {
            return Ok(None);
        }
        ids.finish()?;
        sentence.lay_out();
        Ok(Some(sentence))
    }

    /// Reads a line, without its end; `false` at the end of the stream.
    fn next_line(&mut self) -> Result<bool, ConlluError> {
        self.bytes.clear();
        self.line += 1;
        let length = self.input.read_until(b'\n', &mut self.bytes).map_err(|error| {
            ConlluError { line: self.line, problem: format!("cannot be read: {error}") }
        })?;
        if self.bytes.last() == Some(&b'\n') {
            self.bytes.pop();
            if self.bytes.last() == Some(&b'\r') {
                self.bytes.pop();
            }
        }
        Ok(length > 0)
    }
}

impl<R: BufRead> Iterator for ConlluReader<R> {
    type Item = Result<ConlluSentence, ConlluError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let sentence = self.sentence().transpose();
        self.ended = !matches!(sentence, Some(Ok(_)));
        sentence
    }
}

impl ConlluSentence {
    /// Puts the words together to a text.
    fn lay_out(&mut self) {
        let mut inside = 0..0;
        let mut token_glued = false;
        for row in &self.rows {
            let glued = row[9].split('|').any(|item| item == "SpaceAfter=No");
            let id = match Id::parse(&row[0]) {
                Some(Id::Word(id)) => id,
                Some(Id::Multiword { first, last }) => {
                    inside = first..last + 1;
                    token_glued = glued;
                    continue;
                }
                Some(Id::Empty { .. }) | None => continue,
            };
            let start = self.text.len();
            self.text.push_str(&row[1]);
            let span = ByteSpan::new(start, self.text.len());
            self.words.push(WordSpan { span, joined: inside.contains(&id) && id != inside.start });
            if space_follows(id, &inside, glued, token_glued) {
                self.text.push(' ');
            }
        }
    }

    /// Whether a row is a word's, and has a place in the tree.
    pub fn is_word(row: &[String; 10]) -> bool {
        matches!(Id::parse(&row[0]), Some(Id::Word(_)))
    }
}

/// Whether a space follows a word; `inside` are the words of the last multiword token, and
/// `token_glued` whether that is followed by none.
fn space_follows(id: usize, inside: &Range<usize>, glued: bool, token_glued: bool) -> bool {
    if !inside.contains(&id) {
        return !glued;
    }
    id + 1 == inside.end && !token_glued
}

#[cfg(test)]
mod tests;
