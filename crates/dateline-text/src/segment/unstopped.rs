//! Ends of sentences that no stop marks: of captions, of the heads of messages, of letters.

use std::ops::RangeInclusive;

use super::Kind;
use super::sentences::{Start, Stretch};
use crate::lexicon::{
    CREDITS, EXHIBITS, GREETINGS, LETTER_ENDINGS, MONTHS, UNFINISHED, WEEKDAYS, has_lowercase,
};

/// The shortest line drawn with signs, in characters: `*****`.
const SHORTEST_RULE: usize = 5;
/// The shortest line of low strokes that is no blank in a form, in characters.
const SHORTEST_UNDERLINE: usize = 20;
/// How many words a full date has: `Tuesday, May 9, 2017`.
const WORDS_OF_DATE: usize = 6;
/// The longest greeting of a letter, in words: `Dear Mr. and Mrs. Costa`.
const LONGEST_GREETING: usize = 4;
/// The longest ending of a letter, in words: `with best regards`.
const LONGEST_LETTER_ENDING: usize = 4;

impl Stretch<'_> {
    /// Whether the word at `at` is the last of a sentence by what stands around it, without a stop.
    pub(super) fn ends_without_stop(&self, at: usize) -> bool {
        let next = at + 1;
        if next >= self.tokens.len() || self.is_glued(next) {
            return false;
        }
        // The first letters of the words around rule nearly everything out at once.
        let (this, then) = (self.first_byte(at), self.first_byte(next));
        let is_mark = matches!(this, b',' | b':' | b'-');
        let has_colon = self.first_byte(at + 2) == b':' || self.first_byte(at + 3) == b':';
        self.is_rule(at)
            || self.is_rule(next) && this != b':'
            || then.is_ascii_digit() && self.begins_stamp(next) && !self.wants_more(at)
            || matches!(this, b'A' | b'P') && self.ends_stamp(at)
            || this == b'h' && then == b'h' && self.is_address(at) && self.is_address(next)
            || has_colon && self.begins_credit(next) && self.is_word(at)
            || is_mark && (self.ends_greeting(at) || self.ends_letter(at))
            || this.is_ascii_digit() && (self.ends_exhibit(at) || self.ends_date_line(at))
            || self.ends_heading_of_date(at)
    }

    /// The first byte of a word, zero beyond the paragraph.
    fn first_byte(&self, at: usize) -> u8 {
        self.tokens.get(at).map_or(0, |token| self.text.as_bytes()[token.span.start])
    }

    fn is_word(&self, at: usize) -> bool {
        !matches!(self.tokens[at].kind, Kind::Sign | Kind::Opening)
    }

    /// Whether no sentence ends after a word: `of`, `on`.
    fn wants_more(&self, at: usize) -> bool {
        has_lowercase(&UNFINISHED, self.word(at)) || matches!(self.word(at), "on" | "On" | "dated")
    }

    /// Whether a word is a web address.
    fn is_address(&self, at: usize) -> bool {
        self.word(at).starts_with("http")
    }

    /// Whether the greeting at the head of a message ends at `at`, and its text follows: `Dear Ms.
    /// Costa: The bridge is shut.`
    fn ends_greeting(&self, at: usize) -> bool {
        let count = at - self.first;
        if !(1..=LONGEST_GREETING).contains(&count)
            || !matches!(self.word(at), "," | ":" | "-" | "--")
        {
            return false;
        }
        let name = self.first..at;
        let greets = has_lowercase(&GREETINGS, self.word(self.first));
        let after_stamp = self.first >= 3 && self.begins_stamp(self.first - 3);
        (after_stamp || greets && self.first == self.paragraph && count > 1)
            && name.into_iter().all(|word| self.word(word).starts_with(char::is_uppercase))
            && self.start_of(at + 1) == Start::Capital
            && self.tokens[at + 1].kind == Kind::Plain
    }

    /// Whether a word is a line drawn with signs: `*****`, `_____`.
    fn is_rule(&self, at: usize) -> bool {
        let sign = self.first_byte(at);
        if !b"-*=_~#".contains(&sign) {
            return false;
        }
        let form = self.word(at);
        form.len() >= if sign == b'_' { SHORTEST_UNDERLINE } else { SHORTEST_RULE }
            && form.bytes().all(|byte| byte == sign)
    }

    /// Whether the credit of a picture begins at `at`: `The bridge in May Photo: Ana Costa`,
    /// `Mandatory Credit: Tom Hale`.
    fn begins_credit(&self, at: usize) -> bool {
        let led_in = |at: usize| matches!(self.word(at), "Mandatory" | "File" | "Courtesy");
        let word = if led_in(at) { at + 1 } else { at };
        let follows = word == at && at.checked_sub(1).is_some_and(led_in);
        !follows && self.word(word + 1) == ":" && CREDITS.contains(self.word(word))
    }

    /// Whether the date and time of a message begin at `at`: `Ana Costa 08/16/2000 12:05 PM`.
    fn begins_stamp(&self, at: usize) -> bool {
        let digits = |form: &str, sign: char| {
            form.contains(sign)
                && form.starts_with(|c: char| c.is_ascii_digit())
                && form.chars().all(|c| c.is_ascii_digit() || c == sign)
        };
        digits(self.word(at), '/')
            && digits(self.word(at + 1), ':')
            && matches!(self.word(at + 2), "AM" | "PM")
    }

    fn ends_stamp(&self, at: usize) -> bool {
        at >= self.first + 2 && self.begins_stamp(at - 2)
    }

    /// Whether the number of a figure ends at `at` and its caption follows: `Figure 3 Rain in May`.
    fn ends_exhibit(&self, at: usize) -> bool {
        self.first == self.paragraph
            && at == self.first + 1
            && has_lowercase(&EXHIBITS, self.word(self.first))
            && self.word(at).starts_with(|c: char| c.is_ascii_digit())
            && self.start_of(at + 1) == Start::Capital
    }

    /// Whether the ending of a letter ends with the comma at `at`, and a name follows, but no more
    /// of the sentence: `Best regards, Ana Costa`, not `Thanks, Ana, we will.`
    fn ends_letter(&self, at: usize) -> bool {
        let count = at - self.first;
        if !(1..=LONGEST_LETTER_ENDING).contains(&count) || self.word(at) != "," {
            return false;
        }
        let words: Vec<String> =
            (self.first..at).map(|word| self.word(word).to_lowercase()).collect();
        if !LETTER_ENDINGS.contains(words.join(" ").as_str()) {
            return false;
        }
        let name = (at + 1..self.tokens.len())
            .take_while(|&word| self.word(word).starts_with(char::is_uppercase))
            .count();
        let after = self.tokens.get(at + 1 + name);
        name > 0 && after.is_none_or(|after| matches!(after.kind, Kind::Plain | Kind::Opening))
    }

    /// Whether a heading ends at `at`, and the date of its report ends the paragraph: `Rain in the
    /// north Tuesday, May 9, 2017`.
    fn ends_heading_of_date(&self, at: usize) -> bool {
        at + 1 + WORDS_OF_DATE == self.tokens.len()
            && self.begins_date(at + 1)
            && matches!(self.tokens[at].kind, Kind::Plain | Kind::Closing)
            && !self.wants_more(at)
    }

    /// Whether the date at the head of a paragraph ends at `at`, and its text follows: `Tuesday, May
    /// 9, 2017 The river rose.`
    fn ends_date_line(&self, at: usize) -> bool {
        self.first == self.paragraph
            && self.first + WORDS_OF_DATE == at + 1
            && self.begins_date(self.first)
            && self.tokens[at + 1].kind == Kind::Plain
            && self.start_of(at + 1) == Start::Capital
    }

    /// Whether a full date begins at `at`: `Tuesday, May 9, 2017`.
    fn begins_date(&self, at: usize) -> bool {
        let number = |at: usize, length: RangeInclusive<usize>| {
            let form = self.word(at);
            length.contains(&form.len()) && form.bytes().all(|byte| byte.is_ascii_digit())
        };
        self.word(at + 1) == ","
            && self.word(at + 4) == ","
            && number(at + 3, 1..=2)
            && number(at + 5, 4..=4)
            && WEEKDAYS.contains(self.word(at))
            && MONTHS.contains(self.word(at + 2))
    }
}
