//! Words that begin with a letter, and the signs that may stand inside them.

use super::Kind;
use super::characters::is_apostrophe;
use super::clitics::Apostrophe;
use super::tokens::Scanner;
use crate::lexicon::{HYPHEN_PREFIXES, MARKED_NAMES, has_lowercase};

impl Scanner<'_> {
    /// Reads a word and what belongs to it.
    pub(super) fn word(&mut self) {
        let mut end = self.run_end(self.at);
        while let Some(sign) = self.from(end).chars().next() {
            let goes_on = match sign {
                '.' => {
                    if let Some((end, kind)) = self.stopped(end) {
                        self.push(end, kind);
                        return;
                    }
                    None
                }
                '!' if MARKED_NAMES.contains(&self.text[self.at..end]) => {
                    self.push(end + 1, Kind::Plain);
                    return;
                }
                '-' | '‑' => self.after_prefix_hyphen(end, sign),
                '&' => self.after_ampersand(end),
                '*' => self.after_star(end),
                '/' => self.after_slash(end),
                '$' if self.is_currency(end) => {
                    self.push(end + 1, Kind::Sign);
                    return;
                }
                _ if is_apostrophe(sign) => match self.apostrophe(end, sign) {
                    Apostrophe::Within(next) => Some(next),
                    Apostrophe::Clitic { cut, end } => {
                        self.push(cut, Kind::Plain);
                        self.push_joined(end, Kind::Plain);
                        return;
                    }
                    Apostrophe::Parts => return,
                    Apostrophe::Apart => None,
                },
                _ => None,
            };
            match goes_on {
                Some(next) => end = self.run_end(next),
                None => break,
            }
        }
        if !self.contraction(end) {
            self.push(end, Kind::Plain);
        }
    }

    /// Where the word goes on after the hyphen of a prefix: `anti-war`.
    fn after_prefix_hyphen(&self, hyphen: usize, sign: char) -> Option<usize> {
        let next = hyphen + sign.len_utf8();
        let goes_on = self.from(next).starts_with(char::is_alphanumeric);
        (goes_on && has_lowercase(&HYPHEN_PREFIXES, &self.text[self.at..hyphen])).then_some(next)
    }

    /// Where the word goes on after the ampersand of an abbreviation: `AT&T`, `p&l`.
    fn after_ampersand(&self, sign: usize) -> Option<usize> {
        let before = &self.text[self.at..sign];
        let after = &self.text[sign + 1..self.run_end(sign + 1)];
        let capitals = |part: &str| {
            (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_uppercase())
        };
        let single = |part: &str| part.len() == 1 && part.as_bytes()[0].is_ascii_alphabetic();
        let one_word = capitals(before) && capitals(after) || single(before) && single(after);
        one_word.then_some(sign + 1)
    }

    /// Where the word goes on after a star in place of a letter: `f*ck`.
    fn after_star(&self, sign: usize) -> Option<usize> {
        let stars = self.from(sign).bytes().take_while(|&byte| byte == b'*').count();
        let next = sign + stars;
        self.from(next).starts_with(char::is_lowercase).then_some(next)
    }

    /// Where the word goes on after the slash of an abbreviation: `w/o`, `s/he`, `I/O`.
    fn after_slash(&self, sign: usize) -> Option<usize> {
        let before = &self.text[self.at..sign];
        let after = &self.text[sign + 1..self.run_end(sign + 1)];
        let last = before.rsplit('/').next().unwrap_or_default();
        let single = last.len() == 1 && after.len() == 1;
        (single || before == "s" && after == "he").then_some(sign + 1)
    }

    /// Whether the word is a currency's with the dollar sign at `sign`: `US$`, `HK$`.
    fn is_currency(&self, sign: usize) -> bool {
        let letters = &self.text[self.at..sign];
        let amount = !self.from(sign + 1).starts_with(|c: char| c.is_ascii_alphabetic());
        letters.len() <= 3 && letters.bytes().all(|byte| byte.is_ascii_uppercase()) && amount
    }
}
