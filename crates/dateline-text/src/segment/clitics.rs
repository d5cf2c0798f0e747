//! Clitics, contractions and apostrophes: `do` + `n't`, `Seoul` + `'s`, `can` + `not`, `O'Connor`.

use super::Kind;
use super::characters::is_apostrophe;
use super::tokens::Scanner;
use crate::lexicon::{CONTRACTIONS, LONGEST_CONTRACTION};

/// How far ahead the scanner looks for the end of a quotation, in bytes.
const LOOK_AHEAD: usize = 256;

/// What an apostrophe after letters does.
pub(super) enum Apostrophe {
    /// It stands inside the word, which goes on at this place.
    Within(usize),
    /// A clitic begins at `cut`.
    Clitic { cut: usize, end: usize },
    /// The word has been read, in its parts.
    Parts,
    /// It is no part of the word.
    Apart,
}

impl Scanner<'_> {
    /// Reads `cannot` and the like as their parts.
    pub(super) fn contraction(&mut self, end: usize) -> bool {
        let mut buffer = [0; LONGEST_CONTRACTION];
        let Some(lower) = plain_lowercase(&self.text[self.at..end], &mut buffer) else {
            return false;
        };
        let Some(lengths) = CONTRACTIONS.get(lower) else { return false };
        for (number, length) in lengths.iter().enumerate() {
            // Lengths count a straight apostrophe; a curly one is longer.
            let part: usize = self.rest().chars().take(*length).map(char::len_utf8).sum();
            self.push_part(self.at + part, number > 0);
        }
        self.push_part(end, true);
        true
    }

    fn push_part(&mut self, end: usize, joined: bool) {
        if joined { self.push_joined(end, Kind::Plain) } else { self.push(end, Kind::Plain) }
    }

    /// What the apostrophe at `sign` does to the word before it.
    pub(super) fn apostrophe(&mut self, sign: usize, apostrophe: char) -> Apostrophe {
        let next = sign + apostrophe.len_utf8();
        let end = self.run_end(next);
        let before = &self.text[self.at..sign];
        let after = &self.text[next..end];
        if after.is_empty() {
            return self.final_apostrophe(sign, next, before);
        }
        if self.contraction(end) {
            return Apostrophe::Parts;
        }
        match after {
            _ if is_clitic(after) => Apostrophe::Clitic { cut: sign, end },
            "t" | "T" if before.len() > 1 && before.ends_with(['n', 'N']) => {
                Apostrophe::Clitic { cut: sign - 1, end }
            }
            // "O'Connor", "Shi'ite", "o'clock", "d'état"
            _ if apostrophe == '\'' || apostrophe == '’' || apostrophe == 'ʼ' => {
                Apostrophe::Within(next)
            }
            _ => Apostrophe::Apart,
        }
    }

    /// What an apostrophe does that no letter follows: `the workers' demands`, `nothin' doing`.
    fn final_apostrophe(&self, sign: usize, next: usize, before: &str) -> Apostrophe {
        let closes = self.single_quote_open && !self.closes_later(next);
        if closes {
            return Apostrophe::Apart;
        }
        if before.ends_with(['s', 'S', 'x', 'z']) {
            return Apostrophe::Clitic { cut: sign, end: next };
        }
        if before.len() > 4 && before.ends_with("in") {
            return Apostrophe::Within(next);
        }
        Apostrophe::Apart
    }

    /// Whether another apostrophe that closes a quotation follows soon, so that the one before
    /// `start` is a possessive's: `'the workers' demands'`.
    fn closes_later(&self, start: usize) -> bool {
        if !self.text[start..].starts_with(' ') {
            return false;
        }
        let mut before = ' ';
        let mut chars = self.text[start..].char_indices().peekable();
        while let Some((offset, c)) = chars.next() {
            if offset > LOOK_AHEAD || c == '\n' {
                return false;
            }
            if is_apostrophe(c) && !before.is_whitespace() {
                return chars.peek().is_none_or(|&(_, after)| !after.is_alphanumeric());
            }
            if is_apostrophe(c) {
                // Another quotation opens first.
                return false;
            }
            before = c;
        }
        false
    }
}

/// Whether letters after an apostrophe are a clitic's.
pub(super) fn is_clitic(letters: &str) -> bool {
    matches!(letters, "s" | "S" | "m" | "M" | "re" | "RE" | "ve" | "VE" | "ll" | "LL" | "d" | "D")
}

/// A form in small letters and with a straight apostrophe; `None` where it is too long or has other
/// than English letters.
fn plain_lowercase<'b>(form: &str, buffer: &'b mut [u8; LONGEST_CONTRACTION]) -> Option<&'b str> {
    let mut length = 0;
    for c in form.chars() {
        let plain = if is_apostrophe(c) { '\'' } else { c.to_ascii_lowercase() };
        *buffer.get_mut(length)? = u8::try_from(plain).ok().filter(u8::is_ascii)?;
        length += 1;
    }
    std::str::from_utf8(&buffer[..length]).ok()
}
