//! The scanner: from left to right, one stretch without white space after the other.

use super::addresses::{self, Address};
use super::characters::{is_apostrophe, is_invisible, is_word};
use super::{Kind, Token};
use crate::ByteSpan;

/// The words of a text. `breaks` are the offsets at which paragraphs begin.
pub(super) fn scan(text: &str, breaks: &[usize]) -> Vec<Token> {
    let mut scanner = Scanner {
        text,
        at: 0,
        end: 0,
        chunk: 0,
        pending: None,
        single_quote_open: false,
        double_quote_open: false,
        tokens: Vec::with_capacity(text.len() / 5),
    };
    let mut breaks = breaks.iter().copied().peekable();
    while let Some(start) = next_visible(text, scanner.at) {
        if breaks.next_if(|&paragraph| paragraph <= start).is_some() {
            // A quotation that was never closed ends with its paragraph.
            scanner.single_quote_open = false;
            scanner.double_quote_open = false;
        }
        scanner.chunk(start);
    }
    scanner.tokens
}

/// The scanner's place in the text and what it has found so far.
pub(super) struct Scanner<'t> {
    pub(super) text: &'t str,
    /// The place that is read next.
    pub(super) at: usize,
    /// The end of what is read at a stretch: of the chunk, or of what stands before an address.
    pub(super) end: usize,
    /// Where the chunk (a stretch without white space) began.
    pub(super) chunk: usize,
    /// Where invisible characters that belong to the next word begin.
    pending: Option<usize>,
    pub(super) single_quote_open: bool,
    pub(super) double_quote_open: bool,
    tokens: Vec<Token>,
}

impl<'t> Scanner<'t> {
    /// Reads the chunk that begins at `start`.
    fn chunk(&mut self, start: usize) {
        self.chunk = start;
        self.at = start;
        let chunk_end = chunk_end(self.text, start);
        for Address { span } in addresses::find(self.text, start..chunk_end) {
            self.stretch(span.start);
            self.end = span.end;
            self.push(span.end, Kind::Plain);
        }
        self.stretch(chunk_end);
    }

    /// Reads up to `end`.
    fn stretch(&mut self, end: usize) {
        self.end = end;
        while let Some(c) = self.rest().chars().next() {
            if is_invisible(c) {
                self.invisible(c);
            } else if c.is_ascii_digit() {
                self.number();
            } else if is_word(c) {
                self.word();
            } else {
                self.mark(c);
            }
        }
        // Invisible characters at the end belong to the word before them, or are one by themselves.
        if let Some(start) = self.pending.take() {
            match self.tokens.last_mut() {
                Some(last) if last.span.end == start => last.span.end = self.at,
                _ => {
                    self.at = start;
                    self.push(end, Kind::Sign);
                }
            }
        }
    }

    fn invisible(&mut self, c: char) {
        self.pending.get_or_insert(self.at);
        self.at += c.len_utf8();
    }

    /// Makes the text up to `end` a token.
    pub(super) fn push(&mut self, end: usize, kind: Kind) {
        self.token(end, kind, false);
    }

    /// Makes the text up to `end` a further word of the token before it.
    pub(super) fn push_joined(&mut self, end: usize, kind: Kind) {
        self.token(end, kind, true);
    }

    fn token(&mut self, end: usize, kind: Kind, joined: bool) {
        debug_assert!(self.at < end, "an empty word at {}", self.at);
        let start = self.pending.take().unwrap_or(self.at);
        self.tokens.push(Token { span: ByteSpan::new(start, end), joined, kind });
        self.at = end;
    }

    /// What is left of the stretch.
    pub(super) fn rest(&self) -> &'t str {
        &self.text[self.at..self.end]
    }

    /// The stretch from `start` on.
    pub(super) fn from(&self, start: usize) -> &'t str {
        &self.text[start..self.end]
    }

    /// The last token, where no white space parts it from the place that is read.
    pub(super) fn glued_token(&self) -> Option<Token> {
        let last = *self.tokens.last()?;
        (last.span.end == self.pending.unwrap_or(self.at)).then_some(last)
    }

    /// The last token.
    pub(super) fn last_token(&self) -> Option<Token> {
        self.tokens.last().copied()
    }

    /// Whether nothing but opening signs stands between white space and the place that is read.
    pub(super) fn begins_chunk(&self) -> bool {
        self.at == self.chunk
            || self.pending == Some(self.chunk)
            || self.glued_token().is_some_and(|token| token.kind == Kind::Opening)
    }

    /// Where the letters, digits and marks that go on at `start` end.
    pub(super) fn run_end(&self, start: usize) -> usize {
        run_end(self.text, start, self.end)
    }

    /// The first character after white space from `start` on.
    pub(super) fn next_visible_from(&self, start: usize) -> Option<char> {
        let next = next_visible(self.text, start)?;
        self.text[next..].chars().next()
    }
}

/// Where the letters, digits, marks and invisible characters that go on at `start` end.
pub(super) fn run_end(text: &str, start: usize, end: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    while at < end {
        if bytes[at].is_ascii() {
            if !(bytes[at].is_ascii_alphanumeric() || bytes[at] == b'_') {
                break;
            }
            at += 1;
            continue;
        }
        let Some(c) = text[at..end].chars().next() else { break };
        if !(is_word(c) || is_invisible(c) || is_combining(text, start, at, c)) {
            break;
        }
        at += c.len_utf8();
    }
    at
}

/// Whether the character at `at` is of one grapheme with the one before it: an accent written as a
/// character of its own, a vowel sign.
fn is_combining(text: &str, start: usize, at: usize, c: char) -> bool {
    use unicode_segmentation::UnicodeSegmentation as _;
    if at == start || c.is_ascii() || is_apostrophe(c) {
        return false;
    }
    let Some(before) = text[..at].chars().next_back() else { return false };
    let from = at - before.len_utf8();
    text[from..at + c.len_utf8()].graphemes(true).count() == 1
}

/// The place of the next character that is not white space.
pub(super) fn next_visible(text: &str, start: usize) -> Option<usize> {
    let rest = &text[start..];
    rest.find(|c: char| !c.is_whitespace()).map(|offset| start + offset)
}

/// Where white space, or the text's end, follows.
fn chunk_end(text: &str, start: usize) -> usize {
    text[start..].find(char::is_whitespace).map_or(text.len(), |offset| start + offset)
}
