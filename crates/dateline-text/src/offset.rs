use std::ops::Range;

use dateline_record::Span;

/// A stretch of a text: bytes of UTF-8 from `start` up to, not including, `end`, both on the
/// borders of characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct ByteSpan {
    /// The number of bytes before the span.
    pub start: usize,
    /// The number of bytes up to the end of the span.
    pub end: usize,
}

impl ByteSpan {
    /// The span from `start` up to `end`.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "a span ends before it starts: {start}..{end}");
        Self { start, end }
    }

    /// The words of the span.
    ///
    /// # Panics
    /// Where the span does not lie in `text`, on borders of characters.
    #[inline]
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }

    /// The span as a range.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// How many bytes it takes in.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it takes in nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether two spans share a byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies within this span.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The least span that takes in both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// How far apart the marks of a [`CharIndex`] stand, in bytes.
const STRIDE: usize = 64;

/// Converts byte offsets of one text into code point offsets, in constant time.
#[derive(Debug, Clone)]
pub struct CharIndex<'t> {
    text: &'t str,
    /// The number of code points that begin before byte `STRIDE * i`, and at last of all; empty
    /// for ASCII.
    marks: Vec<u32>,
}

impl<'t> CharIndex<'t> {
    /// An index of `text`. Takes time linear in its length.
    pub fn new(text: &'t str) -> Self {
        let mut marks = Vec::new();
        if !text.is_ascii() {
            let mut before = 0;
            for chunk in text.as_bytes().chunks(STRIDE) {
                marks.push(before);
                before += chunk.iter().filter(|&&byte| begins_character(byte)).count() as u32;
            }
            marks.push(before);
        }
        Self { text, marks }
    }

    /// The number of code points before byte `offset`.
    ///
    /// # Panics
    /// Where `offset` lies beyond the text.
    pub fn chars_before(&self, offset: usize) -> u32 {
        assert!(offset <= self.text.len(), "offset {offset} beyond {}", self.text.len());
        let mark = offset / STRIDE;
        let Some(&before) = self.marks.get(mark) else { return offset as u32 };
        let rest = &self.text.as_bytes()[mark * STRIDE..offset];
        before + rest.iter().filter(|&&byte| begins_character(byte)).count() as u32
    }

    /// The span in code points, as the record has it.
    pub fn span(&self, bytes: ByteSpan) -> Span {
        Span::new(self.chars_before(bytes.start), self.chars_before(bytes.end))
    }
}

/// Whether a byte of UTF-8 is the first of its character.
fn begins_character(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_are_counted_across_marks() {
        for text in
            ["", "plain", "é", "a😀b", &"é😀x ".repeat(100), &"x".repeat(64), &"é".repeat(32)]
        {
            let index = CharIndex::new(text);
            for (expected, (offset, _)) in text.char_indices().enumerate() {
                assert_eq!(index.chars_before(offset), expected as u32, "{text:?} at {offset}");
            }
            let all = text.chars().count() as u32;
            assert_eq!(index.chars_before(text.len()), all, "{text:?} at its end");
        }
    }
}
