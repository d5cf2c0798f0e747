//! Where sentences end.

use std::ops::Range;

use super::abbreviations::abbreviation;
use super::{Kind, Token};
use crate::lexicon::{Abbreviation, SENTENCE_OPENERS, UNFINISHED, has_lowercase};

/// A sentence longer than this, in words, is cut, so that what works on sentences stays quick.
const LONGEST_SENTENCE: usize = 400;

/// The longest note that belongs to the sentence before it, in words with a bracket:
/// `[citation needed]`
const LONGEST_NOTE: usize = 5;

/// With more marks than this behind a stop, the rest begins a new sentence. The bound keeps the work
/// linear in any row of marks.
const MOST_CLOSERS: usize = 64;

/// The words of each sentence, and the words before which one that is too long is cut. A sentence
/// never spans paragraphs.
pub(super) fn split(
    text: &str,
    tokens: &[Token],
    paragraphs: &[Range<usize>],
) -> (Vec<Range<usize>>, Vec<usize>) {
    let mut sentences = Vec::new();
    let mut cuts = Vec::new();
    for paragraph in paragraphs {
        let mut first = paragraph.start;
        let mut at = paragraph.start;
        while at < paragraph.end {
            let stretch = Stretch {
                text,
                tokens: &tokens[..paragraph.end],
                paragraph: paragraph.start,
                first,
            };
            let Some(last) = stretch.sentence_end(at) else {
                at += 1;
                continue;
            };
            push_cut(text, tokens, first..last + 1, &mut sentences, &mut cuts);
            first = last + 1;
            at = first;
        }
        if first < paragraph.end {
            push_cut(text, tokens, first..paragraph.end, &mut sentences, &mut cuts);
        }
    }
    (sentences, cuts)
}

/// A paragraph's words up to its end, seen from the sentence that begins at `first`.
pub(super) struct Stretch<'t> {
    pub(super) text: &'t str,
    /// The words of the text up to the end of the paragraph.
    pub(super) tokens: &'t [Token],
    /// The first word of the paragraph.
    pub(super) paragraph: usize,
    /// The first word of the sentence.
    pub(super) first: usize,
}

impl Stretch<'_> {
    /// The last word of the sentence, if the word at `at` ends it.
    fn sentence_end(&self, at: usize) -> Option<usize> {
        if self.ends_without_stop(at) {
            return Some(at);
        }
        let kind = self.tokens[at].kind;
        if matches!(kind, Kind::Plain | Kind::Sign | Kind::Picture | Kind::Opening | Kind::Closing)
        {
            return None;
        }
        let last = self.with_closers(at);
        let next = last + 1;
        if next >= self.tokens.len() {
            return Some(last);
        }
        let start = self.start_of(next);
        let glued = self.is_glued(next);
        let ends = match kind {
            _ if glued => self.space_is_missing(at, last, next),
            // "the reply: 'No.', and then": nothing begins with a comma.
            _ if matches!(self.form(next), "," | ";") => false,
            Kind::Terminator | Kind::Ellipsis if self.is_attributed(at, last) => false,
            Kind::Terminator if self.is_spaced_ellipsis(at, last) => start == Start::Capital,
            Kind::Terminator if last == at && self.is_stop_set_apart(at, start) => false,
            Kind::Terminator => self.ends_at_terminator(at, last, start),
            Kind::Abbreviated(Abbreviation::Title | Abbreviation::Inner | Abbreviation::Date) => {
                false
            }
            Kind::Abbreviated(_) => self.ends_at_abbreviation(at, last, start),
            // "Q. Who was there?": who speaks, in an interview.
            Kind::Initial if at == self.first && matches!(self.form(at), "Q." | "A.") => false,
            Kind::Initial => {
                last > at && start == Start::Capital
                    || self.opens_sentence(next) && self.tokens[next].kind == Kind::Plain
            }
            // "the … Ministry of Rain": an ellipsis in place of words left out.
            Kind::Ellipsis if self.is_unfinished(at) => self.opens_sentence(next),
            // "It was fun :) We left."
            _ => start == Start::Capital,
        };
        ends.then_some(last)
    }

    /// Whether a full stop, question or exclamation mark ends the sentence.
    fn ends_at_terminator(&self, at: usize, last: usize, start: Start) -> bool {
        match start {
            // "1. The first point": the number of an item is no sentence.
            Start::Capital | Start::Digit => {
                !self.is_item_number(at) && !self.is_dated_title(last + 1)
            }
            Start::Other => !self.is_dated_title(last + 1) && !self.is_signed(last + 1),
            // '"Is it over?" he asked.' goes on; "ok. thanks" does not.
            Start::Small => last == at,
        }
    }

    /// Whether a stop belongs to the word before it though a space parts the two, as in texts that
    /// were cut into words before: `Mr . Lee`, `on Oct . 9`, `J . K . Harrow`, `$ 4 . 6 billion`.
    fn is_stop_set_apart(&self, at: usize, start: Start) -> bool {
        if at == self.first || self.is_glued(at) || self.form(at) != "." {
            return false;
        }
        let before = self.form(at - 1);
        let next = self.form(at + 1);
        let is_letter =
            |form: &str| form.starts_with(char::is_uppercase) && form.chars().nth(1).is_none();
        match abbreviation(before) {
            Some(Abbreviation::Title | Abbreviation::Inner) => return true,
            Some(Abbreviation::Month | Abbreviation::Date | Abbreviation::Number)
                if start == Start::Digit =>
            {
                return true;
            }
            _ => {}
        }
        if is_letter(before) {
            let after_name =
                at - 1 > self.first && self.form(at - 2).starts_with(char::is_uppercase);
            let after_stop = at - 1 > self.first && self.form(at - 2) == ".";
            return is_letter(next) && next != "I" && next != "A"
                || start == Start::Capital
                    && (after_name || after_stop)
                    && !self.opens_sentence(at + 1);
        }
        let is_number = |form: &str| form.bytes().all(|byte| byte.is_ascii_digit());
        is_number(before) && is_number(next) && !self.is_item_number(at)
    }

    /// Whether an abbreviation's full stop ends the sentence too.
    fn ends_at_abbreviation(&self, at: usize, last: usize, start: Start) -> bool {
        let form = self.form(at);
        // After "etc." a capital is a new sentence's; after "U.S." or "p.m." it may be a name's.
        let is_small = form.bytes().filter(|&byte| byte == b'.').count() == 1
            && form.starts_with(char::is_lowercase);
        start == Start::Capital && (last > at || is_small) || self.opens_sentence(last + 1)
    }

    /// Whether a full stop is one of several with spaces between them: `. . .`
    fn is_spaced_ellipsis(&self, at: usize, last: usize) -> bool {
        let stops = |mut range: Range<usize>| range.all(|stop| self.form(stop) == ".");
        at > self.first && stops(at - 1..at) || last > at && stops(at..last + 1)
    }

    /// Whether the stop at `at` follows the number of an item: at the head of the sentence, or in
    /// a list within it (`the winners: 1. Ana Costa, 2. …`).
    fn is_item_number(&self, at: usize) -> bool {
        let Some(number) = at.checked_sub(1).filter(|&number| number >= self.first) else {
            return false;
        };
        let begins = number == self.first
            || matches!(self.form(number - 1), "," | ";" | ":" | "and" | "(" | "*");
        let number = self.form(number);
        let counts = number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        // "2.1. The army": the number of a section.
        let is_short = number.len() <= if number.contains('.') { 8 } else { 3 };
        begins && counts && is_short && self.form(at) == "."
    }

    /// Whether the word before the one at `at` wants another after it: `of`, `the`. In capitals it
    /// may end a heading: `UPBEAT, BUT …`
    fn is_unfinished(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).filter(|&before| before >= self.first) else {
            return false;
        };
        let word = self.form(before);
        has_lowercase(&UNFINISHED, word) && word.ends_with(char::is_lowercase)
    }

    /// Whether the year of a work whose name ends in a mark begins at `at`: `Run! (1965)`
    fn is_dated_title(&self, at: usize) -> bool {
        let form = |at: usize| self.tokens.get(at).map_or("", |token| token.span.of(self.text));
        let year = form(at + 1);
        let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
        form(at) == "(" && is_year && matches!(form(at + 2), ")" | ",")
    }

    /// The last of the closing quotes and brackets, further stops, faces and numbers of notes
    /// after a stop.
    fn with_closers(&self, at: usize) -> usize {
        let mut last = at;
        while let Some(next) = self.tokens.get(last + 1)
            && last - at < MOST_CLOSERS
        {
            let glued = self.is_glued(last + 1);
            last += match next.kind {
                Kind::Closing | Kind::Face | Kind::Picture | Kind::Ellipsis => 1,
                // ". . ." with spaces is an ellipsis too, and "? ?" is one mark.
                Kind::Terminator
                    if glued || self.form(last + 1) == "." || self.form(last) != "." =>
                {
                    1
                }
                Kind::Opening => match self.note_length(last + 1) {
                    Some(length) => length,
                    None => break,
                },
                _ => break,
            };
        }
        last
    }

    /// How many words the mark of a note, or of words left out, takes up that begins at `at`:
    /// `It rained.[12]`, `It rained. […]`, `It rained. [emphasis added]`
    fn note_length(&self, at: usize) -> Option<usize> {
        if self.form(at) != "[" {
            return None;
        }
        let length = (1..=LONGEST_NOTE).find(|length| self.word(at + length) == "]")?;
        let is_note = (at + 1..at + length).all(|inside| {
            self.tokens[inside].kind == Kind::Ellipsis
                || self.form(inside).bytes().all(|byte| byte.is_ascii_digit())
                || self.form(inside).starts_with(char::is_lowercase)
        });
        (length > 1 && is_note).then_some(length + 1)
    }

    /// Whether a space is missing between two sentences: `It ended.The`.
    fn space_is_missing(&self, at: usize, last: usize, next: usize) -> bool {
        let before = at.checked_sub(1).map_or("", |before| self.form(before));
        let next = self.form(next);
        let capital = next.starts_with(char::is_uppercase);
        let word_before = before.ends_with(char::is_lowercase)
            && before.chars().nth(1).is_some()
            && self.tokens[at].kind != Kind::Initial;
        match self.tokens[at].kind {
            Kind::Terminator => capital && (word_before || last > at),
            _ => false,
        }
    }

    /// How the text from the word at `at` on begins, opening quotes and bullets left out.
    pub(super) fn start_of(&self, at: usize) -> Start {
        let first = self.tokens[at..]
            .iter()
            .take(4)
            .find(|token| !matches!(token.kind, Kind::Opening))
            .and_then(|token| token.span.of(self.text).chars().find(|c| c.is_alphanumeric()));
        match first {
            Some(c) if c.is_lowercase() => Start::Small,
            Some(c) if c.is_ascii_digit() => Start::Digit,
            Some(c) if c.is_alphabetic() => Start::Capital,
            _ => Start::Other,
        }
    }

    /// Whether the word at `at` is one that begins sentences, with a capital.
    pub(super) fn opens_sentence(&self, at: usize) -> bool {
        let Some(opener) = self.tokens[at..].iter().find(|token| token.kind != Kind::Opening)
        else {
            return false;
        };
        let form = opener.span.of(self.text);
        form.starts_with(char::is_uppercase) && has_lowercase(&SENTENCE_OPENERS, form)
    }

    pub(super) fn form(&self, at: usize) -> &str {
        self.tokens[at].span.of(self.text)
    }

    /// Whether no white space parts a word from the one before it.
    pub(super) fn is_glued(&self, at: usize) -> bool {
        self.tokens[at - 1].span.end == self.tokens[at].span.start
    }
}

/// How a stretch of text begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Start {
    Capital,
    Small,
    Digit,
    Other,
}

/// Adds a sentence, cut where it is too long.
fn push_cut(
    text: &str,
    tokens: &[Token],
    mut sentence: Range<usize>,
    sentences: &mut Vec<Range<usize>>,
    cuts: &mut Vec<usize>,
) {
    while sentence.len() > LONGEST_SENTENCE {
        let end = cut_place(text, tokens, sentence.start);
        sentences.push(sentence.start..end);
        cuts.push(end);
        sentence.start = end;
    }
    sentences.push(sentence);
}

/// Where a sentence that begins at `first` and is too long is best cut: after the last semicolon,
/// colon or dash of its second half, or a comma, or anywhere between two tokens.
fn cut_place(text: &str, tokens: &[Token], first: usize) -> usize {
    let range = first + LONGEST_SENTENCE / 2..first + LONGEST_SENTENCE;
    let strength = |at: usize| match tokens[at].span.of(text) {
        ";" => 4,
        ":" | "—" | "–" | "--" => 3,
        "," => 2,
        _ => 1,
    };
    range
        .filter(|&at| tokens.get(at + 1).is_none_or(|next| !next.joined))
        .max_by_key(|&at| strength(at))
        .map_or(first + LONGEST_SENTENCE, |at| at + 1)
}
