//! Line ends: which end a paragraph, and which only wrap it.
//!
//! A blank line ends a paragraph. A single line end does too where a paragraph or a heading stands
//! on each line, but not where the text is wrapped at a fixed width. The look of all lines decides:
//! in wrapped text nearly every line is so long that the next word would not have fitted, and many
//! lines begin with a small letter.

use std::ops::Range;

use super::characters::is_bullet;
use crate::lexicon::{GREETINGS, LETTER_ENDINGS, UNFINISHED, has_lowercase};

/// The least and the greatest width, in characters, that text is taken to be wrapped at.
const WRAP_WIDTHS: Range<usize> = 30..131;

/// A line shorter than this, in characters, is no line of running text that goes on in the next.
const SHORTEST_RUNNING_LINE: usize = 45;

/// With fewer line ends than this, the look of lines says little of how they are wrapped.
const FEWEST_WRAPPED: usize = 2;

/// The longest greeting or ending of a letter, in words.
const LONGEST_LETTER_FORM: usize = 4;

/// A line of a text that is not blank.
struct Line<'t> {
    /// Where it begins, its indent left out.
    start: usize,
    /// Its characters, without white space at both ends.
    text: &'t str,
    /// How many characters that is.
    length: usize,
    /// How many characters stand before it.
    indent: usize,
    /// Whether a blank line stands before it.
    after_blank: bool,
    /// Whether it begins with a small letter, in a text that has capitals.
    begins_small: bool,
    /// Whether blank lines part paragraphs, and this one ends with the end of a sentence.
    in_prose: bool,
}

impl<'t> Line<'t> {
    fn first_word(&self) -> &'t str {
        self.text.split_whitespace().next().unwrap_or_default()
    }

    fn last_word(&self) -> &'t str {
        self.text.rsplit(char::is_whitespace).next().unwrap_or_default()
    }

    fn begins_bullet(&self) -> bool {
        self.text.starts_with(is_bullet)
    }

    /// Whether it begins with a bullet, a dash or a number of a list.
    fn begins_item(&self) -> bool {
        let number = self.first_word();
        if self.begins_bullet() || matches!(number, "-" | "–" | "—" | "--" | ">" | "#") {
            return true;
        }
        let digits = number.trim_end_matches(['.', ')']);
        digits.len() < number.len()
            && (1..=3).contains(&digits.len())
            && digits.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// Whether a sentence ends inside it: two letters, a stop and a space.
    fn has_inner_end(&self) -> bool {
        memchr::memmem::find_iter(self.text.as_bytes(), b". ").any(|stop| {
            let word = &self.text.as_bytes()[..stop];
            word.len() > 1 && word[word.len() - 2..].iter().all(u8::is_ascii_alphabetic)
        })
    }

    /// Whether its last word shows that the sentence goes on: a comma, `of`, `the`.
    fn is_unfinished(&self) -> bool {
        self.text.ends_with(',') && !self.ends_in_letter_form()
            || has_lowercase(&UNFINISHED, self.last_word())
    }

    /// Whether it ends with a greeting or the ending of a letter: `Dear Ms. Costa,`, `Regards,`.
    fn ends_in_letter_form(&self) -> bool {
        let mut words: Vec<&str> =
            self.text.rsplit(char::is_whitespace).take(LONGEST_LETTER_FORM).collect();
        words.reverse();
        (0..words.len()).any(|first| {
            let form = words[first..].join(" ").to_lowercase();
            let greets = first + 1 < words.len() && has_lowercase(&GREETINGS, words[first]);
            greets || LETTER_ENDINGS.contains(form.trim_end_matches(','))
        })
    }

    /// Whether it is a dateline by its look: it ends in a dash and begins in capitals or has the
    /// name of an agency before the dash.
    fn is_dateline(&self) -> bool {
        let head = self.text.trim_end_matches(['-', '–', '—']);
        let place = self.first_word().trim_end_matches(',');
        let in_capitals = place.len() > 2 && place.bytes().all(|byte| byte.is_ascii_uppercase());
        head.len() < self.text.len() && (in_capitals || head.trim_end().ends_with(')'))
    }

    fn is_terminated(&self) -> bool {
        let end = self.text.trim_end_matches(['"', '\'', '”', '’', ')', ']', '»']);
        end.ends_with(['.', '!', '?', ':', ';', '…'])
    }

    /// Whether `next`'s first word would not have fitted on it within `width`.
    fn is_full(&self, next: &Self, width: usize) -> bool {
        self.length + 1 + next.first_word().chars().count() >= width
    }
}

/// Where paragraphs begin, as byte offsets, in order; the first paragraph's left out.
pub(super) fn paragraph_breaks(text: &str) -> Vec<usize> {
    let mut lines = lines(text);
    // In a text without capitals a small letter says nothing.
    let cased = lines.iter().any(|line| line.text.starts_with(char::is_uppercase));
    let has_blank_lines = lines.iter().any(|line| line.after_blank);
    let mut in_prose = None;
    for line in lines.iter_mut().rev() {
        line.begins_small = cased && line.text.starts_with(char::is_lowercase);
        line.in_prose = in_prose.unwrap_or_else(|| has_blank_lines && line.is_terminated());
        in_prose = (!line.after_blank).then_some(line.in_prose);
    }
    let width = wrap_width(&lines);
    lines
        .windows(2)
        .filter(|pair| pair[1].after_blank || !continues(&pair[0], &pair[1], width))
        .map(|pair| pair[1].start)
        .collect()
}

/// The words of each paragraph, from where each word begins.
pub(super) fn paragraphs(
    words: impl ExactSizeIterator<Item = usize>,
    breaks: &[usize],
) -> Vec<Range<usize>> {
    let count = words.len();
    let mut paragraphs = Vec::new();
    let mut breaks = breaks.iter().copied().peekable();
    let mut first = 0;
    for (at, start) in words.enumerate() {
        let mut begins = false;
        while breaks.next_if(|&paragraph| paragraph <= start).is_some() {
            begins = true;
        }
        if begins && at > first {
            paragraphs.push(first..at);
            first = at;
        }
    }
    if first < count {
        paragraphs.push(first..count);
    }
    paragraphs
}

/// Whether the sentence of a line may go on in the next line.
fn continues(line: &Line<'_>, next: &Line<'_>, width: Option<usize>) -> bool {
    if let Some(width) = width {
        let full = line.is_full(next, width);
        // A dash or a number that the wrapping put at the head of a line begins no item.
        let item = next.begins_item() && (!full || line.is_terminated() || next.begins_bullet());
        let indented = next.indent > line.indent && !line.is_unfinished();
        let goes_on = full || (next.begins_small && !line.is_terminated());
        return goes_on && !item && !indented;
    }
    if next.begins_item() {
        return false;
    }
    // A dateline on a line of its own: "SEOUL (Reuters) -\nThe ministry said …"
    if line.is_dateline() {
        return true;
    }
    if line.is_terminated() {
        return false;
    }
    // A long line wrapped by hand: "… the foreign ministry said in a\nstatement on Monday." Or a
    // sentence with line ends around a link, as web pages are copied: "the army\nsaid\nit left."
    let is_long = line.length >= SHORTEST_RUNNING_LINE;
    next.begins_small && (is_long || line.in_prose) || is_long && line.is_unfinished()
}

/// The width that a text is wrapped at, or `None` where it does not look wrapped.
fn wrap_width(lines: &[Line<'_>]) -> Option<usize> {
    let pairs = || lines.windows(2).filter(|pair| !pair[1].after_blank);
    let mut lengths: Vec<usize> = pairs().map(|pair| pair[0].length).collect();
    let most = lengths.len().checked_sub(1)? * 9 / 10;
    let width = *lengths.select_nth_unstable(most).1;
    if !WRAP_WIDTHS.contains(&width) {
        return None;
    }
    let full = pairs().filter(|pair| pair[0].is_full(&pair[1], width)).count();
    // In two lines, a sentence that ended inside one is no sign: a caption with its credit has that.
    let few = lengths.len() < FEWEST_WRAPPED;
    let running = pairs().filter(|pair| runs_on(&pair[0], &pair[1], few)).count();
    let looks_wrapped = full * 10 >= lengths.len() * 6 && running * 10 >= lengths.len() * 4;
    looks_wrapped.then_some(width)
}

/// Whether words show that a line goes on in the next: its last word, the next one's small letter,
/// or, unless there are `few` lines, a sentence that ended inside it and another that did not.
fn runs_on(line: &Line<'_>, next: &Line<'_>, few: bool) -> bool {
    let ended_inside = !few && line.has_inner_end();
    next.begins_small || !line.is_terminated() && (line.is_unfinished() || ended_inside)
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut blank = false;
    let mut start = 0;
    while start < text.len() {
        let rest = &text[start..];
        let (length, end) = line_end(rest);
        let line = &rest[..length];
        let trimmed = line.trim();
        if trimmed.is_empty() {
            blank = true;
        } else {
            let indent = line.len() - line.trim_start().len();
            lines.push(Line {
                start: start + indent,
                text: trimmed,
                length: trimmed.chars().count(),
                indent: line[..indent].chars().count(),
                after_blank: blank,
                begins_small: false,
                in_prose: false,
            });
            blank = false;
        }
        start += end;
    }
    lines
}

/// The length of a text's first line, without and with its end.
fn line_end(text: &str) -> (usize, usize) {
    let bytes = text.as_bytes();
    match memchr::memchr2(b'\n', b'\r', bytes) {
        Some(at) if bytes[at..].starts_with(b"\r\n") => (at, at + 2),
        Some(at) => (at, at + 1),
        None => (text.len(), text.len()),
    }
}
