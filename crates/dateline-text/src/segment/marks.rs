//! Signs: punctuation, quotation marks, symbols, faces and emoji.

use unicode_segmentation::UnicodeSegmentation as _;

use super::Kind;
use super::characters::{is_apostrophe, is_closing, is_currency, is_opening, is_picture};
use super::clitics::is_clitic;
use super::tokens::Scanner;
use crate::lexicon::{ELISIONS, EMOTICONS, has_lowercase};

/// How far back a face's round bracket may close another, in bytes.
const BRACKET_REACH: usize = 64;

impl Scanner<'_> {
    /// Reads what begins with a sign.
    pub(super) fn mark(&mut self, c: char) {
        if let Some(length) = self.emoticon() {
            self.push(self.at + length, Kind::Face);
            return;
        }
        match c {
            '.' => self.stops(),
            '?' | '!' => {
                let length = self.run_length(|c| matches!(c, '?' | '!'));
                self.push(self.at + length, Kind::Terminator);
            }
            '…' => {
                let length = self.run_length(|c| matches!(c, '…' | '.'));
                self.push(self.at + length, Kind::Ellipsis);
            }
            '。' | '．' | '？' | '！' | '؟' | '।' => {
                self.push(self.at + c.len_utf8(), Kind::Terminator);
            }
            '"' | '＂' => self.double_quote(c),
            '[' if self.rest().starts_with("[...]") => self.push(self.at + 5, Kind::Ellipsis),
            '+' if self.begins_chunk() && self.digit_follows() => {
                let end = self.number_end(self.at + 1);
                self.push(end, Kind::Plain);
            }
            '-' | '*' | '=' | '~' | '^' | '+' | '<' | '>' | '|' | '#' => {
                let length = self.run_length(|other| other == c);
                self.push(self.at + length, Kind::Sign);
            }
            _ if is_apostrophe(c) || c == '‘' => self.single_quote(c),
            _ if is_opening(c) => self.push(self.at + c.len_utf8(), Kind::Opening),
            _ if is_closing(c) => self.push(self.at + c.len_utf8(), Kind::Closing),
            _ if c.is_ascii() || is_currency(c) => self.push(self.at + c.len_utf8(), Kind::Sign),
            _ => {
                // One picture may be of many characters: a flag, a family, a hand of some colour.
                let length = self.rest().graphemes(true).next().map_or(c.len_utf8(), str::len);
                let kind = if is_picture(c) { Kind::Picture } else { Kind::Sign };
                self.push(self.at + length, kind);
            }
        }
    }

    fn run_length(&self, is_part: impl Fn(char) -> bool) -> usize {
        let rest = self.rest();
        rest.find(|c| !is_part(c)).unwrap_or(rest.len())
    }

    fn digit_follows(&self) -> bool {
        self.rest().as_bytes().get(1).is_some_and(u8::is_ascii_digit)
    }

    fn letter_follows(&self) -> bool {
        self.rest().as_bytes().get(1).is_some_and(u8::is_ascii_alphabetic)
    }

    /// A full stop, several, or the point of a decimal number.
    fn stops(&mut self) {
        match self.run_length(|c| c == '.') {
            1 if self.digit_follows() && self.may_begin_number() => {
                let end = self.number_end(self.at + 1);
                self.push(end, Kind::Plain);
            }
            1 if self.begins_chunk() && self.letter_follows() => {
                // ".SPX" (the sign of an index), ".pdf"
                let end = self.run_end(self.at + 1);
                self.push(end, Kind::Plain);
            }
            1 => self.push(self.at + 1, Kind::Terminator),
            length => self.push(self.at + length, Kind::Ellipsis),
        }
    }

    /// Whether `.5` may be a number here: not after a letter or a digit.
    fn may_begin_number(&self) -> bool {
        self.glued_token().is_none_or(|token| matches!(token.kind, Kind::Opening | Kind::Sign))
    }

    /// The length of a face that nothing but punctuation follows.
    fn emoticon(&self) -> Option<usize> {
        let rest = self.rest();
        let first = *rest.as_bytes().first()?;
        if !matches!(first, b':' | b';' | b'=' | b'^' | b'<' | b'(' | b'-') || rest.len() < 2 {
            return None;
        }
        // "(:" opens a face only where nothing stands before it.
        let apart = self.at == self.chunk;
        if !apart && matches!(first, b'(' | b'-' | b'<') {
            return None;
        }
        let face = EMOTICONS.iter().find(|face| rest.starts_with(**face))?;
        let after = rest[face.len()..].chars().next();
        // "(see below:)" closes a bracket.
        let near = self.chunk.max(self.at.saturating_sub(BRACKET_REACH));
        let in_bracket =
            !apart && face.ends_with(')') && self.text.as_bytes()[near..self.at].contains(&b'(');
        let ended = after.is_none_or(|c| matches!(c, '.' | ',' | '!' | '?' | ')' | '"'));
        (ended && !in_bracket).then_some(face.len())
    }

    /// A straight double quotation mark: opening or closing by the white space around it, and by
    /// whether one is open where that does not tell.
    fn double_quote(&mut self, c: char) {
        let opens = self.quote_opens(c.len_utf8(), self.double_quote_open);
        self.double_quote_open = opens;
        let kind = if opens { Kind::Opening } else { Kind::Closing };
        self.push(self.at + c.len_utf8(), kind);
    }

    /// An apostrophe or single quotation mark that no letter stands before.
    fn single_quote(&mut self, c: char) {
        let after = self.at + c.len_utf8();
        let rest = self.from(after);
        if rest.starts_with(c) {
            // Two single marks for a double one: ''so-called''
            let opens = self.quote_opens(2 * c.len_utf8(), self.double_quote_open);
            self.double_quote_open = opens;
            let kind = if opens { Kind::Opening } else { Kind::Closing };
            self.push(after + c.len_utf8(), kind);
            return;
        }
        let run = self.run_end(after);
        let form = &self.text[after..run];
        // "Acme Corp.'s", "example.com's"
        let after_word = self
            .glued_token()
            .is_some_and(|token| matches!(token.kind, Kind::Plain | Kind::Abbreviated(_)));
        if after_word && is_clitic(form) {
            self.push_joined(run, Kind::Plain);
            return;
        }
        // "Seoul 's envoy": a text that was cut into tokens before.
        let stands_alone = self.at == self.chunk && self.from(run).is_empty();
        if stands_alone && is_clitic(form) && c != '‘' {
            self.push(run, Kind::Plain);
            return;
        }
        // "in '07", "the '60s"; "'em", "'cause"
        let year = form.len() >= 2
            && form.as_bytes()[..2].iter().all(u8::is_ascii_digit)
            && matches!(&form[2..], "" | "s");
        if self.begins_chunk() && (year || has_lowercase(&ELISIONS, form)) && c != '‘' {
            let end = if year { self.number_end(after).max(run) } else { run };
            if !self.contraction(end) {
                self.push(end, Kind::Plain);
            }
            return;
        }
        let opens = c == '‘' || self.quote_opens(c.len_utf8(), self.single_quote_open);
        self.single_quote_open = opens;
        self.push(after, if opens { Kind::Opening } else { Kind::Closing });
    }

    /// Whether a quotation mark of `length` bytes opens a quotation.
    fn quote_opens(&self, length: usize, open: bool) -> bool {
        let after = self.text[self.at + length..].chars().next();
        let space_after = after.is_none_or(char::is_whitespace);
        let before = self.glued_token();
        let space_before = before
            .is_none_or(|token| token.kind == Kind::Opening || is_dash(token.span.of(self.text)));
        match (space_before, space_after) {
            (true, false) => true,
            (false, true) => false,
            _ => !open,
        }
    }
}

fn is_dash(sign: &str) -> bool {
    matches!(sign, "-" | "--" | "–" | "—" | "/" | "=")
}
