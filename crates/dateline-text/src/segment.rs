use std::ops::Range;

use crate::ByteSpan;

/// A word in Universal Dependencies' sense: a token, or a part of one (`do` and `n't` of `don't`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct WordSpan {
    /// Where it stands.
    pub span: ByteSpan,
    /// Whether it is of one token with the word before it.
    pub joined: bool,
}

/// A text cut into words and sentences.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Segmented {
    /// The words, in order. Every character but white space stands in exactly one.
    pub words: Vec<WordSpan>,
    /// The words of each sentence, as ranges of `words`, in order and without gaps.
    pub sentences: Vec<Range<usize>>,
}

/// Cuts a text into words and sentences, in time linear in its length.
pub fn segment(text: &str) -> Segmented {
    let mut words = Vec::new();
    let mut sentences = Vec::new();
    let mut first = 0;
    for (start, token) in tokens(text) {
        words.push(WordSpan { span: ByteSpan::new(start, start + token.len()), joined: false });
        if matches!(token, "." | "?" | "!") {
            sentences.push(first..words.len());
            first = words.len();
        }
    }
    if first < words.len() {
        sentences.push(first..words.len());
    }
    Segmented { words, sentences }
}

/// Runs of letters and digits, and single other characters.
fn tokens(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + text[rest..].find(|c: char| !c.is_whitespace())?;
        let first = text[start..].chars().next()?;
        let length = if first.is_alphanumeric() {
            text[start..].find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len() - start)
        } else {
            first.len_utf8()
        };
        rest = start + length;
        Some((start, &text[start..rest]))
    })
}
