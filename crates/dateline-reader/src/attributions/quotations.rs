//! Quotation marks: which words stand within them.

use std::ops::Range;

use crate::article::Article;

/// A stretch of words within quotation marks, the marks included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Quotation {
    pub(super) words: Range<usize>,
    /// How many words its opening mark is: `"` is one, `''` may be two.
    pub(super) opening: usize,
    /// How many words its closing mark is; none where it is left open at the paragraph's end, as
    /// in speech of several paragraphs.
    pub(super) closing: usize,
}

impl Quotation {
    /// The words between the marks.
    pub(super) fn inside(&self) -> Range<usize> {
        self.words.start + self.opening..self.words.end - self.closing
    }
}

/// The quotations of a text in order, none within another.
#[derive(Debug, Default)]
pub(super) struct Quotations {
    pub(super) list: Vec<Quotation>,
    /// For each word, the quotation it stands in, its marks included.
    around: Vec<Option<u32>>,
}

/// What a mark can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Opens,
    Closes,
    Either,
}

impl Quotations {
    /// Pairs the double quotation marks of each paragraph.
    pub(super) fn read(article: &Article<'_>) -> Self {
        let count = article.parse.words().len();
        let paragraphs: Vec<usize> =
            (0..count).filter(|&at| begins_paragraph(article, at)).collect();
        let mut list = Vec::new();
        for (number, &start) in paragraphs.iter().enumerate() {
            let end = paragraphs.get(number + 1).copied().unwrap_or(count);
            pair_marks(article, start..end, &mut list);
        }
        let mut around = vec![None; count];
        for (number, quotation) in list.iter().enumerate() {
            around[quotation.words.clone()].fill(Some(number as u32));
        }
        Self { list, around }
    }

    /// The number of the quotation that a word or mark stands in.
    pub(super) fn around(&self, word: usize) -> Option<usize> {
        self.around.get(word).copied().flatten().map(|number| number as usize)
    }

    /// Whether a word stands between quotation marks.
    pub(super) fn quotes(&self, word: usize) -> bool {
        self.around(word).is_some_and(|number| self.list[number].inside().contains(&word))
    }
}

/// Whether a word is the first of a paragraph: after an empty line, or after a line that ends like
/// a sentence.
fn begins_paragraph(article: &Article<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return true };
    let gap = &article.text()[article.word(before).span.end..article.word(at).span.start];
    match gap.matches('\n').count() {
        0 => false,
        1 => matches!(article.form(before), "." | "!" | "?" | ":" | "”" | "\"" | "''" | "'" | "’"),
        _ => true,
    }
}

fn pair_marks(article: &Article<'_>, paragraph: Range<usize>, list: &mut Vec<Quotation>) {
    let mut open: Option<(usize, usize)> = None;
    let mut at = paragraph.start;
    while at < paragraph.end {
        let Some((mark, length)) = double_mark(article, at, paragraph.end) else {
            at += 1;
            continue;
        };
        match (open, mark) {
            (None, Mark::Opens | Mark::Either) => open = Some((at, length)),
            (Some((start, opening)), Mark::Closes | Mark::Either) => {
                let words = start..at + length;
                list.push(Quotation { words, opening, closing: length });
                open = None;
            }
            // A closing mark that nothing opened, or a second opening mark: a slip of the pen.
            _ => {}
        }
        at += length;
    }
    if let Some((start, opening)) = open
        && start + opening < paragraph.end
    {
        list.push(Quotation { words: start..paragraph.end, opening, closing: 0 });
    }
}

/// The double quotation mark that begins at a word, and how many words it takes.
fn double_mark(article: &Article<'_>, at: usize, end: usize) -> Option<(Mark, usize)> {
    match article.form(at) {
        "“" | "„" | "``" | "«" => Some((Mark::Opens, 1)),
        "”" | "»" => Some((Mark::Closes, 1)),
        "\"" | "''" => Some((Mark::Either, 1)),
        // Two single marks side by side do for a double one in plain typing.
        "'" | "`"
            if at + 1 < end
                && article.form(at + 1) == article.form(at)
                && article.word(at).span.end == article.word(at + 1).span.start =>
        {
            Some((Mark::Either, 2))
        }
        _ => None,
    }
}
