//! Words that begin with a digit: `1,200`, `3.5`, `7:30`, `9/11`, `713-555-0123`, `20th`, `1970s`.

use super::Kind;
use super::characters::is_apostrophe;
use super::tokens::Scanner;
use crate::lexicon::UNITS;

impl Scanner<'_> {
    /// Reads a number and the letters glued to it.
    pub(super) fn number(&mut self) {
        let number_end = self.number_end(self.at);
        let end = self.run_end(number_end);
        let letters = &self.text[number_end..end];
        if letters.is_empty() {
            self.push(self.share_end(number_end).unwrap_or(number_end), Kind::Plain);
            return;
        }
        // "5p.m.": the letters are an abbreviation of their own.
        let stopped = self.from(end).starts_with(".m") && matches!(letters, "a" | "p");
        if stopped || self.is_unit(letters) {
            self.push(number_end, Kind::Plain);
            return;
        }
        self.push(end, Kind::Plain);
    }

    /// Where a number that begins with a digit at `start` ends.
    pub(super) fn number_end(&self, start: usize) -> usize {
        let bytes = &self.text.as_bytes()[..self.end];
        let mut end = digits_end(bytes, start);
        let mut dashed = 0;
        while end + 1 < bytes.len() && bytes[end + 1].is_ascii_digit() {
            let next = digits_end(bytes, end + 1);
            let goes_on = match bytes[end] {
                b'.' | b':' | b'/' => true,
                // "1,200", "1,00,000", but "2010,2011"
                b',' => matches!(next - end - 1, 2 | 3),
                b'-' => dashed > 0 || self.is_dashed_number(start, end, next),
                _ => false,
            };
            if !goes_on {
                break;
            }
            dashed += usize::from(bytes[end] == b'-');
            end = next;
        }
        // "the 1990's", but "2016's"
        if bytes[end - 1] == b'0'
            && let Some(plural) = plural_ending(self.from(end))
        {
            end += plural;
        }
        end
    }

    /// The end of the sign of a share that begins with the number up to `stop`: `(7203.T)`
    fn share_end(&self, stop: usize) -> Option<usize> {
        let exchange = self.from(stop).strip_prefix('.')?;
        let length = exchange.bytes().take_while(u8::is_ascii_uppercase).count();
        let is_share = (1..=2).contains(&length) && exchange[length..].starts_with(')');
        is_share.then_some(stop + 1 + length)
    }

    /// Whether the hyphen at `hyphen` is within a date or a number of a telephone (`2024-07-16`,
    /// `345-9945`), and not in a range or a score (`2020-24`, `3-2`).
    fn is_dashed_number(&self, start: usize, hyphen: usize, next: usize) -> bool {
        let bytes = &self.text.as_bytes()[..self.end];
        let third =
            bytes.get(next) == Some(&b'-') && bytes.get(next + 1).is_some_and(u8::is_ascii_digit);
        third || (hyphen - start == 3 && next - hyphen - 1 == 4)
    }

    /// Whether letters after a number are a word of their own.
    fn is_unit(&self, letters: &str) -> bool {
        if UNITS.contains(letters) {
            // "an F-16C", "Boeing 737M": a capital letter alone is a unit after a currency only.
            let ambiguous = matches!(letters, "A" | "C" | "F" | "V" | "W" | "K" | "x" | "s");
            return !ambiguous || self.follows_currency();
        }
        matches!(letters, "M" | "B" | "T" | "t") && self.follows_currency()
    }

    fn follows_currency(&self) -> bool {
        self.glued_token().is_some_and(|token| {
            let last = token.span.of(self.text).chars().next_back();
            last.is_some_and(super::characters::is_currency)
        })
    }
}

/// The length of an apostrophe and `s` that a number's plural ends with.
fn plural_ending(rest: &str) -> Option<usize> {
    let mut chars = rest.chars();
    let apostrophe = chars.next().filter(|&c| is_apostrophe(c))?;
    let s = chars.next().filter(|&c| c == 's')?;
    let ended = chars.next().is_none_or(|c| !c.is_alphanumeric());
    ended.then(|| apostrophe.len_utf8() + s.len_utf8())
}

fn digits_end(bytes: &[u8], start: usize) -> usize {
    let length = bytes[start..].iter().position(|byte| !byte.is_ascii_digit());
    length.map_or(bytes.len(), |length| start + length)
}
