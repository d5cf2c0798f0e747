//! Quotation marks: which words stand within them.

use std::ops::Range;

use dateline_record::Note;
use dateline_text::WordSpan;

use crate::article::Article;

/// Within single marks at the top level, fewer words than these are a name or a nickname rather
/// than speech.
const SHORTEST_SINGLE: usize = 5;

/// A stretch of words within quotation marks, the marks included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Quotation {
    pub(super) words: Range<usize>,
    /// The words between the marks.
    pub(super) inside: Range<usize>,
}

/// The outer quotations of a text in order.
#[derive(Debug, Default)]
pub(super) struct Quotations {
    pub(super) list: Vec<Quotation>,
    /// For each word, the quotation it stands in, its marks included.
    around: Vec<Option<u32>>,
    /// The opening marks of quotations that are not closed, though no paragraph takes them up.
    unclosed: Vec<Range<usize>>,
}

impl Quotations {
    /// The quotations of an article. Left open at the end of a paragraph, as in speech of several
    /// paragraphs, one reaches to that end.
    pub(super) fn read(article: &Article<'_>) -> Self {
        let words = article.parse.words();
        let spans: Vec<WordSpan> =
            words.iter().map(|word| WordSpan { span: word.span, joined: word.joined }).collect();
        let found = dateline_text::quotations(article.text(), &spans);
        let outer = |quotation: &&dateline_text::Quotation| {
            quotation.parent.is_none()
                && !quotation.content.is_empty()
                && (!quotation.single || quotation.content.len() >= SHORTEST_SINGLE)
        };
        let list: Vec<Quotation> = found
            .iter()
            .filter(outer)
            .map(|quotation| Quotation {
                words: quotation.open..quotation.close.map_or(quotation.content.end, |at| at + 1),
                inside: quotation.content.clone(),
            })
            .collect();
        let mut around = vec![None; words.len()];
        for (number, quotation) in list.iter().enumerate() {
            around[quotation.words.clone()].fill(Some(number as u32));
        }
        // In speech of several paragraphs the mark is opened again at the head of each.
        let taken_up = |number: usize| {
            found[number + 1..]
                .iter()
                .find(|next| next.parent.is_none())
                .is_some_and(|n| n.continued)
        };
        let unclosed = found
            .iter()
            .enumerate()
            .filter(|(number, found)| {
                found.close.is_none() && found.parent.is_none() && !taken_up(*number)
            })
            .map(|(_, found)| found.open..found.content.end.max(found.open + 1))
            .collect();
        Self { list, around, unclosed }
    }

    /// The number of the quotation that a word or mark stands in.
    pub(super) fn around(&self, word: usize) -> Option<usize> {
        self.around.get(word).copied().flatten().map(|number| number as usize)
    }

    /// Whether a word stands between quotation marks.
    pub(super) fn quotes(&self, word: usize) -> bool {
        self.around(word).is_some_and(|number| self.list[number].inside.contains(&word))
    }

    /// A note for each quotation that is not closed.
    pub(super) fn notes(&self, article: &Article<'_>) -> Vec<Note> {
        let note = |words: &Range<usize>| {
            let span = article.span(words.clone());
            Note {
                code: "quotation-unclosed".to_owned(),
                message:
                    "expected a closing quotation mark, but found none; the quotation is read \
                          up to the end of its paragraph or the next one"
                        .to_owned(),
                start: Some(span.start),
                end: Some(span.end),
            }
        };
        self.unclosed.iter().map(note).collect()
    }
}
