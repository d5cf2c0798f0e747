use std::ops::Range;

use dateline_language::{Parse, Word};
use dateline_record::{Report, Span};
use dateline_text::{ByteSpan, CharIndex};

/// A report with its parse: what every stage reads from.
pub(crate) struct Article<'a> {
    pub(crate) report: &'a Report,
    pub(crate) parse: &'a Parse,
    chars: CharIndex<'a>,
}

/// An item of the record with the words that say it, as places in [`Parse::words`].
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Anchored<T> {
    pub(crate) words: Range<usize>,
    pub(crate) item: T,
}

impl<'a> Article<'a> {
    pub(crate) fn new(report: &'a Report, parse: &'a Parse) -> Self {
        Self { report, parse, chars: CharIndex::new(&report.text) }
    }

    pub(crate) fn text(&self) -> &'a str {
        &self.report.text
    }

    pub(crate) fn word(&self, at: usize) -> &'a Word {
        self.parse.word(at)
    }

    /// Where each word stands, in bytes.
    pub(crate) fn word_spans(&self) -> Vec<ByteSpan> {
        self.parse.words().iter().map(|word| word.span).collect()
    }

    /// The letters of a word as they stand in the text.
    pub(crate) fn form(&self, at: usize) -> &'a str {
        self.word(at).span.of(self.text())
    }

    /// The text from the first to the last word of a range. The range must not be empty.
    pub(crate) fn surface(&self, words: Range<usize>) -> &'a str {
        self.parse.span(words).of(self.text())
    }

    /// The span of a range of words, as the record has it. The range must not be empty.
    pub(crate) fn span(&self, words: Range<usize>) -> Span {
        self.chars.span(self.parse.span(words))
    }
}
