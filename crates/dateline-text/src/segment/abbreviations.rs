//! Full stops that belong to a word: abbreviations, initials, names of sites and shares.

use super::Kind;
use super::characters::is_word;
use super::tokens::{Scanner, next_visible, run_end};
use crate::lexicon::{
    ABBREVIATIONS, Abbreviation, DOMAINS, MONTHS, SENTENCE_OPENERS, STOPPED_PARTS, has_lowercase,
};

/// The longest word with a stop in it that is looked at, and how far it is looked ahead for its
/// end, in bytes.
const LONGEST: usize = 256;

impl Scanner<'_> {
    /// The end and kind of a word with the full stop at `stop` in or after it: `U.S.`, `Gen.`,
    /// `reuters.com`; `None` where the stop is no part of the word.
    pub(super) fn stopped(&self, stop: usize) -> Option<(usize, Kind)> {
        let after = &self.from(stop)[1..];
        if after.starts_with('.') || stop > self.at + LONGEST {
            return None;
        }
        let form = &self.text[self.at..stop];
        if let Some(end) = self.stopped_letters() {
            // "e.g. The Merchant": listed, since no sentence ends with it.
            let form = self.text[self.at..end].trim_end_matches('.');
            let class = ABBREVIATIONS.get(form).copied();
            let class = class.filter(|&class| self.is_abbreviation(class, end - 1));
            return Some((end, Kind::Abbreviated(class.unwrap_or(Abbreviation::Final))));
        }
        if let Some(end) = self.dotted_name(stop) {
            return Some((end, Kind::Plain));
        }
        if let Some(class) = abbreviation(form)
            && self.is_abbreviation(class, stop)
        {
            return Some((stop + 1, Kind::Abbreviated(class)));
        }
        if self.is_initial(form, stop) {
            return Some((stop + 1, Kind::Initial));
        }
        None
    }

    /// The end of letters with stops between them: `U.S.`, `p.m.`, `Ph.D.`; the last stop may be
    /// missing.
    fn stopped_letters(&self) -> Option<usize> {
        let mut at = self.at;
        let mut parts = 0;
        loop {
            let end = self.run_end(at);
            let part = &self.text[at..end];
            let single = part.chars().nth(1).is_none() && part.starts_with(char::is_alphabetic);
            if !single && !STOPPED_PARTS.contains(part) {
                // "J.Smith", "U.S.The": the last stop stands before another word.
                return (parts > 1).then_some(at);
            }
            parts += 1;
            if !self.from(end).starts_with('.') {
                return (parts > 1).then_some(end);
            }
            at = end + 1;
            if self.from(at).starts_with('.') && parts > 1 {
                // "in the U.S...": an ellipsis follows.
                return Some(end);
            }
            if !self.from(at).starts_with(char::is_alphabetic) {
                return (parts > 1).then_some(at);
            }
        }
    }

    /// Whether a listed abbreviation is one here.
    fn is_abbreviation(&self, class: Abbreviation, stop: usize) -> bool {
        let next = self.next_visible_from(stop + 1);
        match class {
            Abbreviation::Number => next.is_some_and(|c| c.is_ascii_digit()),
            Abbreviation::Date => {
                next.is_some_and(|c| c.is_ascii_digit()) || self.month_follows(stop + 1)
            }
            Abbreviation::Title | Abbreviation::Inner => next.is_some(),
            Abbreviation::Month | Abbreviation::Final => true,
        }
    }

    /// Whether the next word from `start` on is a month: `March`, `Sept.`
    fn month_follows(&self, start: usize) -> bool {
        next_visible(self.text, start).is_some_and(|next| {
            let word = &self.text[next..run_end(self.text, next, self.text.len())];
            MONTHS.contains(word) || ABBREVIATIONS.get(word) == Some(&Abbreviation::Month)
        })
    }

    /// Whether a letter with a stop stands for a name: `J. K. Harrow`, not `plan B.`
    fn is_initial(&self, form: &str, stop: usize) -> bool {
        let mut chars = form.chars();
        let (Some(letter), None) = (chars.next(), chars.next()) else { return false };
        if !letter.is_uppercase() {
            return false;
        }
        let next = next_visible(self.text, stop + 1).map_or("", |next| &self.text[next..]);
        let before = self.last_token().map(|token| token.span.of(self.text));
        let after_name = before.is_some_and(|word| word.starts_with(char::is_uppercase));
        let begins = before.is_none_or(|word| !word.starts_with(char::is_alphanumeric));
        // "World War I. The": a numeral or a pronoun is no initial.
        if letter == 'I' && !begins {
            return false;
        }
        match next.chars().next() {
            // "the writer L. Ron Vale", but "the plan B. The minister"
            Some(c) if c.is_uppercase() => {
                let word = &next[..run_end(next, 0, next.len())];
                after_name || begins || !has_lowercase(&SENTENCE_OPENERS, word)
            }
            // "an outbreak of E. coli"
            Some(c) if c.is_lowercase() => true,
            // "Harrow, J. K., and others"
            Some(',') => after_name,
            // "H. R. 12": the number of a bill
            Some(c) if c.is_ascii_digit() => {
                self.last_token().is_some_and(|token| token.kind == Kind::Initial)
            }
            _ => false,
        }
    }

    /// The end of a name with stops inside (`reuters.com`, `comp.sources.unix`) whose first stop is
    /// at `stop`; `None` where a space is missing after a full stop (`ended.The`).
    fn dotted_name(&self, stop: usize) -> Option<usize> {
        let limit = self.end.min(stop + LONGEST);
        let mut end = stop;
        let mut parts = 1;
        let mut last = "";
        let mut plain = !self.text[self.at..stop].contains(char::is_uppercase);
        while end < limit && self.from(end).starts_with(['.', '-']) {
            let next = self.run_end(end + 1);
            if next == end + 1 {
                break;
            }
            last = &self.text[end + 1..next];
            plain &= !last.contains(char::is_uppercase);
            parts += usize::from(self.from(end).starts_with('.'));
            end = next;
        }
        let site = has_lowercase(&DOMAINS, last)
            && (last.chars().all(char::is_lowercase) || !last.chars().any(char::is_lowercase));
        if site {
            // "example.org/resources/survey"
            let path = self.from(end);
            if path.starts_with('/') {
                let length = path
                    .find(|c: char| !(is_word(c) || matches!(c, '/' | '-' | '.' | '_' | '~')))
                    .unwrap_or(path.len());
                return Some(end + path[..length].trim_end_matches(['.', '-']).len());
            }
            return Some(end);
        }
        // "Vidal (VID.PA)": the sign of a share and of its exchange.
        let capitals = |part: &str| part.bytes().all(|byte| byte.is_ascii_uppercase());
        let share = parts == 2 && last.len() <= 3 && stop > self.at + 1;
        let share = share && capitals(last) && capitals(&self.text[self.at..stop]);
        (share || plain && parts > 2).then_some(end)
    }
}

/// The class of a listed abbreviation, also where it is in capitals (`INDEPENDENCE, MO. (AP) -`);
/// of a title also where it is in small letters (`mr. lee`).
pub(super) fn abbreviation(form: &str) -> Option<Abbreviation> {
    if let Some(&class) = ABBREVIATIONS.get(form) {
        return Some(class);
    }
    if !(2..=6).contains(&form.len()) || !form.is_ascii() {
        return None;
    }
    let capitalised =
        format!("{}{}", form[..1].to_ascii_uppercase(), form[1..].to_ascii_lowercase());
    let &class = ABBREVIATIONS.get(capitalised.as_str())?;
    let in_capitals = form.bytes().all(|byte| byte.is_ascii_uppercase());
    (in_capitals || class == Abbreviation::Title).then_some(class)
}
