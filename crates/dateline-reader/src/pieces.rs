//! The text of an article in the small units that dates and amounts are written in.
//!
//! `mid-1990s`, `$3bn` and `2020-24` may each be one word or several, as the tokeniser has it. For
//! reading numbers and dates they are always the same pieces: runs of letters, numbers, and single
//! other characters. Every piece knows the words it stands in.

use std::ops::Range;

use dateline_text::ByteSpan;

use crate::article::Article;
use crate::digits;

/// What a piece is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PieceKind {
    /// A run of letters.
    Letters,
    /// Digits, with commas between thousands and a decimal point: `2,024`, `3.5`, `1998`. Those of
    /// other scripts are read as ASCII digits.
    Digits,
    /// A single other character.
    Symbol,
}

/// A run of letters, a number, or a single other character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) span: ByteSpan,
    pub(crate) kind: PieceKind,
    /// Whether nothing stands between it and the piece before it.
    pub(crate) glued: bool,
    case: Case,
    /// Where its digits stand in ASCII, if the text has them in another script.
    folded: Option<ByteSpan>,
    /// Whether a blank line stands before it.
    pub(crate) after_blank_line: bool,
    first_word: u32,
    last_word: u32,
}

/// How a piece is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Case {
    Small,
    /// With a capital first.
    Capital,
    /// In capitals throughout.
    Capitals,
}

impl Case {
    fn of(letters: &str) -> Self {
        if letters.chars().all(char::is_uppercase) {
            Self::Capitals
        } else if letters.chars().next().is_some_and(char::is_uppercase) {
            Self::Capital
        } else {
            Self::Small
        }
    }
}

impl Piece {
    /// Whether its first letter is a capital.
    pub(crate) fn capital(&self) -> bool {
        self.case != Case::Small
    }

    /// Whether all its letters are capitals.
    pub(crate) fn all_capitals(&self) -> bool {
        self.case == Case::Capitals
    }
}

/// The pieces of a whole text.
#[derive(Debug)]
pub(crate) struct Pieces {
    /// The text with ASCII letters in lower case, so that offsets stay the same.
    lower: String,
    /// The digits of other scripts as ASCII digits, one run after the other.
    folded: String,
    list: Vec<Piece>,
}

impl Pieces {
    pub(crate) fn new(article: &Article<'_>) -> Self {
        Self::up_to(article.text(), &article.word_spans(), article.text().len())
    }

    /// The pieces of a text with these words that begin before a byte of it.
    pub(crate) fn up_to(text: &str, words: &[ByteSpan], limit: usize) -> Self {
        let mut folded = String::new();
        let mut list: Vec<Piece> = Vec::with_capacity(words.len() + words.len() / 8);
        let mut word = 0;
        let mut end_before = 0;
        let mut rest = 0;
        while let Some((start, end, kind)) = next_piece(text, rest) {
            if start >= limit {
                break;
            }
            rest = end;
            while word + 1 < words.len() && words[word].end <= start {
                word += 1;
            }
            let first_word = word;
            while word + 1 < words.len() && words[word].end < end {
                word += 1;
            }
            let gap = &text[end_before..start];
            let folded_from = folded.len();
            if kind == PieceKind::Digits && !text.as_bytes()[start].is_ascii() {
                folded.extend(text[start..end].chars().filter_map(digits::as_ascii));
            }
            let in_ascii = folded.len() > folded_from;
            list.push(Piece {
                folded: in_ascii.then(|| ByteSpan::new(folded_from, folded.len())),
                span: ByteSpan::new(start, end),
                kind,
                glued: gap.is_empty() && !list.is_empty(),
                case: Case::of(&text[start..end]),
                after_blank_line: gap.bytes().filter(|&byte| byte == b'\n').count() > 1,
                first_word: first_word as u32,
                last_word: word as u32,
            });
            end_before = end;
        }
        Self { lower: text[..end_before].to_ascii_lowercase(), folded, list }
    }

    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    pub(crate) fn get(&self, at: usize) -> Option<&Piece> {
        self.list.get(at)
    }

    /// The letters of a piece in lower case, or nothing beyond the last.
    pub(crate) fn text(&self, at: usize) -> &str {
        self.list.get(at).map_or("", |piece| match piece.folded {
            Some(digits) => digits.of(&self.folded),
            None => piece.span.of(&self.lower),
        })
    }

    /// The letters of the piece so many places before one, or nothing before the first.
    pub(crate) fn text_before(&self, at: usize, back: usize) -> &str {
        at.checked_sub(back).map_or("", |before| self.text(before))
    }

    /// What stands between a piece and the one before it.
    pub(crate) fn gap_before(&self, at: usize) -> &str {
        let end_before = at.checked_sub(1).map_or(0, |before| self.list[before].span.end);
        self.list.get(at).map_or("", |piece| &self.lower[end_before..piece.span.start])
    }

    /// The words that a range of pieces stands in. The range must not be empty.
    pub(crate) fn words(&self, pieces: Range<usize>) -> Range<usize> {
        let first = self.list[pieces.start].first_word as usize;
        first..self.list[pieces.end - 1].last_word as usize + 1
    }

    /// The bytes from the first to the last of a range of pieces. The range must not be empty.
    pub(crate) fn span(&self, pieces: Range<usize>) -> ByteSpan {
        self.list[pieces.start].span.cover(self.list[pieces.end - 1].span)
    }

    /// A cursor at a piece.
    pub(crate) fn cursor(&self, at: usize) -> Cursor<'_> {
        Cursor { pieces: self, start: at, at }
    }
}

/// The next piece from byte `rest` on: its start, its end and its kind.
fn next_piece(text: &str, rest: usize) -> Option<(usize, usize, PieceKind)> {
    let start = rest + text[rest..].find(|c: char| !c.is_whitespace())?;
    let first = text[start..].chars().next()?;
    if first.is_ascii_digit() {
        return Some((start, end_of_number(text.as_bytes(), start), PieceKind::Digits));
    }
    if digits::as_ascii(first).is_some() {
        let length = text[start..]
            .find(|c: char| digits::as_ascii(c).is_none())
            .unwrap_or(text.len() - start);
        return Some((start, start + length, PieceKind::Digits));
    }
    if first.is_alphabetic() {
        let length = text[start..].find(|c: char| !c.is_alphabetic()).unwrap_or(text.len() - start);
        return Some((start, start + length, PieceKind::Letters));
    }
    Some((start, start + first.len_utf8(), PieceKind::Symbol))
}

/// Where the number that begins at `start` ends: commas between groups of three digits and one
/// decimal point belong to it. `10.5.2024` and `192.168.1.2` are no decimals and are cut at points.
fn end_of_number(bytes: &[u8], start: usize) -> usize {
    let digits_from =
        |at: usize| bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut end = start + digits_from(start);
    if end - start <= 3 {
        while bytes.get(end) == Some(&b',') && digits_from(end + 1) == 3 {
            end += 4;
        }
    }
    let point_before = start > 1 && bytes[start - 1] == b'.' && bytes[start - 2].is_ascii_digit();
    if bytes.get(end) == Some(&b'.') && !point_before {
        let decimals = digits_from(end + 1);
        let after = end + 1 + decimals;
        let another =
            bytes.get(after) == Some(&b'.') && bytes.get(after + 1).is_some_and(u8::is_ascii_digit);
        if decimals > 0 && !another {
            end = after;
        }
    }
    end
}

/// A place in the pieces that a rule reads on from. Copies are cheap: a rule that fails is tried
/// on a copy.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cursor<'p> {
    pub(crate) pieces: &'p Pieces,
    /// Where the reading began.
    pub(crate) start: usize,
    pub(crate) at: usize,
}

impl<'p> Cursor<'p> {
    /// The letters of the piece here, in lower case.
    pub(crate) fn text(&self) -> &'p str {
        self.pieces.text(self.at)
    }

    /// The piece here.
    pub(crate) fn piece(&self) -> Option<&'p Piece> {
        self.pieces.get(self.at)
    }

    /// Whether what is read goes on here: no blank line stands between the piece before and this.
    pub(crate) fn goes_on(&self) -> bool {
        self.piece().is_some_and(|piece| self.at == self.start || !piece.after_blank_line)
    }

    /// Whether nothing stands between the piece here and the one before it.
    pub(crate) fn glued(&self) -> bool {
        self.piece().is_some_and(|piece| piece.glued)
    }

    /// Whether the piece here is of digits.
    pub(crate) fn at_digits(&self) -> bool {
        self.piece().is_some_and(|piece| piece.kind == PieceKind::Digits)
    }

    /// Moves past the piece here if it is this word.
    pub(crate) fn take(&mut self, word: &str) -> bool {
        let found = self.text() == word && self.goes_on();
        self.at += usize::from(found);
        found
    }

    /// Moves past the piece here if it is one of these words.
    pub(crate) fn take_any(&mut self, words: &[&str]) -> bool {
        words.iter().any(|word| self.take(word))
    }

    /// Moves past these words if they all stand here, one after the other.
    pub(crate) fn take_all(&mut self, words: &[&str]) -> bool {
        let mut ahead = *self;
        let found = words.iter().all(|word| ahead.take(word));
        if found {
            *self = ahead;
        }
        found
    }

    /// Moves past a hyphen, if one stands here between two pieces without a space.
    pub(crate) fn take_hyphen(&mut self) -> bool {
        let mut ahead = *self;
        let found =
            ahead.glued() && ahead.take_any(&["-", "\u{2010}", "\u{2011}"]) && ahead.glued();
        if found {
            *self = ahead;
        }
        found
    }

    /// Moves past a hyphen or dash, as between the ends of a range.
    pub(crate) fn take_dash(&mut self) -> bool {
        self.take_any(&["-", "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}"])
    }

    /// Moves past `'s`, straight or curly.
    pub(crate) fn take_possessive(&mut self) -> bool {
        let mut ahead = *self;
        let found = ahead.take_any(&["'", "\u{2019}"]) && ahead.glued() && ahead.take("s");
        if found {
            *self = ahead;
        }
        found
    }

    /// The digits here as a whole number, of which there are so many, without comma or point; the
    /// cursor moves past them.
    pub(crate) fn take_digits(&mut self, lengths: Range<usize>) -> Option<i32> {
        if !self.at_digits() || !self.goes_on() || !lengths.contains(&self.text().len()) {
            return None;
        }
        let number = self.text().parse().ok()?;
        self.at += 1;
        Some(number)
    }
}
