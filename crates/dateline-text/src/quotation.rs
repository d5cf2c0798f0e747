//! Quotations: which quotation mark closes which.
//!
//! Marks are paired within a paragraph, so that a mark that was never closed does not swallow the
//! rest of a report. By the custom of English print, a quotation of several paragraphs is opened
//! again at the head of each and closed in the last alone: such paragraphs are quotations of their
//! own, the later ones marked as continued.

use std::ops::Range;

use crate::segment::{WordSpan, paragraphs};

/// Words between quotation marks.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Quotation {
    /// The opening mark, as a place in the list of words.
    pub open: usize,
    /// The closing mark; `None` where the quotation is not closed in its paragraph.
    pub close: Option<usize>,
    /// The words between the marks. Of a quotation that is not closed, those up to the end of its
    /// paragraph or up to the next quotation that is not inside single marks.
    pub content: Range<usize>,
    /// Whether the marks are single ones: `'so-called'`.
    pub single: bool,
    /// Whether it takes up a quotation that the paragraph before left open.
    pub continued: bool,
    /// The quotation that this one stands in, as a place in the list of quotations.
    pub parent: Option<usize>,
}

/// The quotations of a text, in the order of their opening marks.
///
/// `words` are the words of `text`, in order, as [`segment`](crate::segment) cuts them. Apostrophes
/// are no marks: neither those inside words, nor those of clitics, nor a single mark that nothing
/// closes. Takes time linear in the text.
///
/// ```
/// use dateline_text::{quotations, segment};
///
/// let text = "“They said ‘never’ to us,” he said.";
/// let words = segment(text).words;
/// let found = quotations(text, &words);
/// assert_eq!(found.len(), 2);
/// assert_eq!((found[0].open, found[0].close), (0, Some(9)));
/// assert_eq!((found[1].content.clone(), found[1].parent), (4..5, Some(0)));
/// ```
pub fn quotations(text: &str, words: &[WordSpan]) -> Vec<Quotation> {
    let mut found = Vec::new();
    let mut left_open = false;
    for paragraph in paragraphs(text, words) {
        let mut pairing =
            Pairing { text, words, end: paragraph.end, found, double: None, single: None };
        for at in paragraph.clone() {
            let continued = left_open && at == paragraph.start;
            pairing.read(at, continued);
        }
        left_open = pairing.double.is_some();
        pairing.drop_single();
        found = pairing.found;
    }
    number_parents(&mut found);
    found
}

/// The marks of one paragraph.
struct Pairing<'t> {
    text: &'t str,
    words: &'t [WordSpan],
    end: usize,
    found: Vec<Quotation>,
    /// The double quotation that is open, as a place in `found`.
    double: Option<usize>,
    /// The single quotation that is open.
    single: Option<usize>,
}

/// What a word is as a quotation mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    DoubleOpening,
    DoubleClosing,
    /// A straight mark with white space, or with none, on both sides.
    DoubleEither,
    SingleOpening,
    SingleClosing,
    SingleEither,
}

impl Pairing<'_> {
    fn read(&mut self, at: usize, continued: bool) {
        let Some(mark) = mark(self.text, self.words, at) else { return };
        match mark {
            Mark::DoubleEither if self.double.is_some() => self.close_double(at),
            Mark::DoubleOpening | Mark::DoubleEither => self.open_double(at, continued),
            Mark::DoubleClosing => self.close_double(at),
            Mark::SingleEither if self.single.is_some() => self.close_single(at),
            Mark::SingleOpening | Mark::SingleEither => self.open_single(at),
            Mark::SingleClosing => self.close_single(at),
        }
    }

    fn open_double(&mut self, at: usize, continued: bool) {
        // What is open in single marks holds a double quotation where those are the outer marks:
        // 'He said "no" to us'.
        if self.double.is_some() {
            self.drop_single();
        }
        if let Some(open) = self.double {
            // The mark that should have closed it is missing.
            self.found[open].content.end = at;
        }
        self.double = Some(self.open(at, false, continued));
    }

    fn close_double(&mut self, at: usize) {
        let Some(open) = self.double.take() else { return };
        // A single mark that opened inside and was not closed is an apostrophe: "the '60s," he said.
        if self.single.is_some_and(|single| single > open) {
            self.drop_single();
        }
        self.close(open, at);
    }

    fn open_single(&mut self, at: usize) {
        self.drop_single();
        self.single = Some(self.open(at, true, false));
    }

    fn close_single(&mut self, at: usize) {
        let Some(open) = self.single else { return };
        // A single quotation cannot end where a double one that began in it is open.
        if self.double.is_some_and(|double| double > open) {
            return;
        }
        self.single = None;
        self.close(open, at);
    }

    fn open(&mut self, at: usize, single: bool, continued: bool) -> usize {
        let content = at + 1..self.end;
        self.found.push(Quotation {
            open: at,
            close: None,
            content,
            single,
            continued,
            parent: None,
        });
        self.found.len() - 1
    }

    fn close(&mut self, open: usize, at: usize) {
        self.found[open].close = Some(at);
        self.found[open].content.end = at;
    }

    /// Takes back a single quotation that nothing closes: its mark was an apostrophe.
    fn drop_single(&mut self) {
        let Some(open) = self.single.take() else { return };
        self.found.remove(open);
        if let Some(double) = self.double.as_mut().filter(|double| **double > open) {
            *double -= 1;
        }
    }
}

/// What sort of quotation mark the word at `at` is, if it is one.
fn mark(text: &str, words: &[WordSpan], at: usize) -> Option<Mark> {
    let word = words[at];
    if word.joined {
        return None;
    }
    match word.span.of(text) {
        "“" | "„" | "«" | "‘‘" | "``" => Some(Mark::DoubleOpening),
        "”" | "»" | "’’" => Some(Mark::DoubleClosing),
        "\"" | "''" | "＂" => Some(match spacing(text, words, at) {
            (true, false) => Mark::DoubleOpening,
            (false, true) => Mark::DoubleClosing,
            _ => Mark::DoubleEither,
        }),
        "‘" | "‚" | "‹" | "`" => Some(Mark::SingleOpening),
        "’" | "›" => Some(Mark::SingleClosing),
        "'" => Some(match spacing(text, words, at) {
            (true, false) => Mark::SingleOpening,
            (false, true) => Mark::SingleClosing,
            // "the ministers ' talks": a possessive in a text whose tokens are parted by spaces.
            _ if at > 0 && words[at - 1].span.of(text).ends_with(['s', 'S']) => Mark::SingleClosing,
            _ => Mark::SingleEither,
        }),
        _ => None,
    }
}

/// Whether white space, a dash or an opening bracket or mark stands before a mark, and whether
/// white space, a closing one or a comma or stop stands after it.
fn spacing(text: &str, words: &[WordSpan], at: usize) -> (bool, bool) {
    let span = words[at].span;
    let before = text[..span.start].chars().next_back();
    let after = text[span.end..].chars().next();
    let opens_after = |c: char| {
        c.is_whitespace() || matches!(c, '(' | '[' | '{' | '—' | '–' | '-' | '/' | '“' | '‘')
    };
    let closes_before = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                ')' | ']'
                    | '}'
                    | '—'
                    | '–'
                    | '-'
                    | '/'
                    | '”'
                    | '’'
                    | ','
                    | '.'
                    | ';'
                    | ':'
                    | '?'
                    | '!'
            )
    };
    (before.is_none_or(opens_after), after.is_none_or(closes_before))
}

/// Tells each quotation which one it stands in. They are in the order of their opening marks.
fn number_parents(found: &mut [Quotation]) {
    let mut around: Vec<usize> = Vec::new();
    for at in 0..found.len() {
        while around.last().is_some_and(|&outer| found[outer].content.end <= found[at].open) {
            around.pop();
        }
        found[at].parent = around.last().copied();
        around.push(at);
    }
}
