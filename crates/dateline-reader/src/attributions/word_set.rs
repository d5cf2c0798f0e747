//! Sets of words that make up a content, and the pieces they form in the text.

use std::ops::Range;

use dateline_language::Upos;

use super::quotations::Quotations;
use crate::article::Article;

/// Words as places in the parse, in order, each once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct WordSet(Vec<usize>);

impl WordSet {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn first(&self) -> Option<usize> {
        self.0.first().copied()
    }

    pub(super) fn last(&self) -> Option<usize> {
        self.0.last().copied()
    }

    /// The first word at or behind a place.
    pub(super) fn from(&self, word: usize) -> Option<usize> {
        self.0.get(self.0.partition_point(|&at| at < word)).copied()
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn contains(&self, word: usize) -> bool {
        self.0.binary_search(&word).is_ok()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.0.iter().copied()
    }

    pub(super) fn add(&mut self, words: impl IntoIterator<Item = usize>) {
        let known = self.0.len();
        self.0.extend(words);
        // Words that follow those before need no sorting: a speech of a thousand sentences is
        // put together sentence by sentence.
        if !self.0[known.saturating_sub(1)..].is_sorted_by(|a, b| a < b) {
            self.0.sort_unstable();
            self.0.dedup();
        }
    }

    pub(super) fn keep(&mut self, test: impl Fn(usize) -> bool) {
        self.0.retain(|&word| test(word));
    }

    /// The runs of neighbouring words.
    fn runs(&self) -> Vec<Range<usize>> {
        let mut runs: Vec<Range<usize>> = Vec::new();
        for &word in &self.0 {
            match runs.last_mut() {
                Some(run) if run.end == word => run.end += 1,
                _ => runs.push(word..word + 1),
            }
        }
        runs
    }

    /// The runs without the punctuation at their ends, as far as it is not the source's own:
    /// quotation marks go with what they quote, and a question mark with its question.
    pub(super) fn pieces(
        &self,
        article: &Article<'_>,
        quotations: &Quotations,
    ) -> Vec<Range<usize>> {
        let mut pieces = Vec::new();
        for mut run in self.runs() {
            while run.start < run.end && !opens_piece(article, quotations, &run) {
                run.start += 1;
            }
            while run.start < run.end && !closes_piece(article, quotations, &run) {
                run.end -= 1;
            }
            if run.clone().any(|word| article.word(word).upos != Upos::Punct) {
                pieces.push(run);
            }
        }
        pieces
    }
}

impl FromIterator<usize> for WordSet {
    fn from_iter<T: IntoIterator<Item = usize>>(words: T) -> Self {
        let mut set = Self::default();
        set.add(words);
        set
    }
}

fn opens_piece(article: &Article<'_>, quotations: &Quotations, run: &Range<usize>) -> bool {
    let first = run.start;
    if article.word(first).upos != Upos::Punct {
        return true;
    }
    whole_quotation(quotations, run, first)
        || matches!(article.form(first), "‘" | "(" | "[" | "#" | "@" | "…" | "...")
}

fn closes_piece(article: &Article<'_>, quotations: &Quotations, run: &Range<usize>) -> bool {
    let last = run.end - 1;
    if article.word(last).upos != Upos::Punct {
        return true;
    }
    let opening = match article.form(last) {
        ")" => Some("("),
        "]" => Some("["),
        "’" => Some("‘"),
        _ => None,
    };
    whole_quotation(quotations, run, last)
        || article.form(last) == "?"
        || opening.is_some_and(|opening| run.clone().any(|word| article.form(word) == opening))
}

/// Whether a mark belongs to a quotation that the run takes in as a whole.
fn whole_quotation(quotations: &Quotations, run: &Range<usize>, mark: usize) -> bool {
    quotations.around(mark).is_some_and(|number| {
        let quotation = &quotations.list[number].words;
        run.start <= quotation.start && quotation.end <= run.end
    })
}
