//! Which words stand within quotation marks.

use std::ops::Range;

use crate::article::Article;

/// For each word, the quotation it stands in.
#[derive(Debug)]
pub(crate) struct Quotes {
    around: Vec<Option<u32>>,
    /// The words of each, its marks with them.
    list: Vec<Range<usize>>,
}

impl Quotes {
    /// The quotations of an article. One that is not closed within its paragraph or 200 words is
    /// none.
    pub(crate) fn read(article: &Article<'_>) -> Self {
        const LONGEST: usize = 200;
        let words = article.parse.words();
        let mut around = vec![None; words.len()];
        let mut open: Option<usize> = None;
        let mut list: Vec<Range<usize>> = Vec::new();
        for at in 0..words.len() {
            match article.form(at) {
                "“" | "``" => open = Some(at),
                "”" | "''" | "\"" => match open.take() {
                    Some(start) if at - start <= LONGEST => {
                        around[start..=at].fill(Some(list.len() as u32));
                        list.push(start..at + 1);
                    }
                    _ if article.form(at) == "\"" => open = Some(at),
                    _ => {}
                },
                _ => {}
            }
        }
        Self { around, list }
    }

    /// The words of each quotation, its marks with them, in the order of the text.
    pub(crate) fn list(&self) -> &[Range<usize>] {
        &self.list
    }

    /// The number of the quotation that a word stands in.
    pub(crate) fn around(&self, word: usize) -> Option<u32> {
        self.around.get(word).copied().flatten()
    }
}
