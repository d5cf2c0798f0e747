//! Words and sentences by the conventions of Universal Dependencies English.
//!
//! [`tokens`] scans the text from left to right and cuts it into words, each with its [`Kind`];
//! [`lines`] tells line ends that end a paragraph from those that only wrap it; [`sentences`]
//! finds where sentences end, from the kinds of words and the line ends; [`attributed`] knows the
//! marks inside a quotation that end none, [`unstopped`] the ends without a mark.

mod abbreviations;
mod addresses;
mod attributed;
mod characters;
mod clitics;
mod lines;
mod marks;
mod numbers;
mod sentences;
mod tokens;
mod unstopped;
mod words;

use std::ops::Range;

use crate::ByteSpan;
use crate::lexicon::Abbreviation;

/// A word in Universal Dependencies' sense: a token, or a part of one (`do` and `n't` of `don't`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct WordSpan {
    /// Where it stands.
    pub span: ByteSpan,
    /// Whether it is of one token with the word before it.
    pub joined: bool,
}

/// A text cut into words, sentences and paragraphs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Segmented {
    /// The words, in order. Every character but white space stands in exactly one.
    pub words: Vec<WordSpan>,
    /// The words of each sentence, as ranges of `words`, in order and without gaps.
    pub sentences: Vec<Range<usize>>,
    /// The words of each paragraph, as ranges of `words`, in order and without gaps. No sentence
    /// stands in two.
    pub paragraphs: Vec<Range<usize>>,
    /// The words, as places in `words`, before which a sentence is cut because it is too long: it
    /// goes on in the next.
    pub cuts: Vec<usize>,
}

/// Cuts a text into words, sentences and paragraphs, in time linear in its length.
///
/// ```
/// let text = "The U.S. envoy didn't stay. He left.";
/// let segmented = dateline_text::segment(text);
/// let words: Vec<&str> = segmented.words.iter().map(|word| word.span.of(text)).collect();
/// assert_eq!(words[..6], ["The", "U.S.", "envoy", "did", "n't", "stay"]);
/// assert_eq!(segmented.sentences, [0..7, 7..10]);
/// ```
pub fn segment(text: &str) -> Segmented {
    let breaks = lines::paragraph_breaks(text);
    let tokens = tokens::scan(text, &breaks);
    let paragraphs = lines::paragraphs(tokens.iter().map(|token| token.span.start), &breaks);
    let (sentences, cuts) = sentences::split(text, &tokens, &paragraphs);
    let words =
        tokens.iter().map(|token| WordSpan { span: token.span, joined: token.joined }).collect();
    Segmented { words, sentences, paragraphs, cuts }
}

/// The words of each paragraph of a text, as ranges of `words`, in order and without gaps.
///
/// `words` are the words of `text`, in order. A paragraph ends at a blank line, and at a line end
/// in text that is not wrapped. [`segment`] gives them too.
pub fn paragraphs(text: &str, words: &[WordSpan]) -> Vec<Range<usize>> {
    let breaks = lines::paragraph_breaks(text);
    lines::paragraphs(words.iter().map(|word| word.span.start), &breaks)
}

/// A word with what its look says of the sentence around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Token {
    span: ByteSpan,
    joined: bool,
    kind: Kind,
}

/// What sort of word a token is, as far as the end of a sentence is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Letters, a number, an address: nothing that ends a sentence.
    Plain,
    /// An abbreviation with its full stop: `Gen.`
    Abbreviated(Abbreviation),
    /// The first letter of a name, with its full stop: `J.`
    Initial,
    /// `.`, `?`, `!`, `?!`
    Terminator,
    /// `...`, `…`
    Ellipsis,
    /// A face drawn with punctuation: `:)`
    Face,
    /// An emoji.
    Picture,
    /// An opening quote or bracket.
    Opening,
    /// A closing quote or bracket.
    Closing,
    /// Any other sign: `,`, `-`, `$`.
    Sign,
}
