//! Words that begin with a letter, and what is glued to them: stops of abbreviations, clitics,
//! hyphens of prefixes.

use super::Kind;
use super::characters::{is_apostrophe, is_word};
use super::tokens::{Scanner, next_visible, run_end};
use crate::lexicon::{
    ABBREVIATIONS, Abbreviation, CONTRACTIONS, DOMAINS, MARKED_NAMES, SENTENCE_OPENERS,
    has_lowercase,
};

/// How far ahead the scanner looks for the end of a dotted name or of a quotation, in bytes.
const LOOK_AHEAD: usize = 256;

/// Parts of degrees and the like that may stand between stops besides single letters: `Ph.D.`
const STOPPED_PARTS: [&str; 6] = ["Ph", "Sc", "Phil", "Litt", "Mus", "Ed"];

impl Scanner<'_> {
    /// Reads a word and what belongs to it.
    pub(super) fn word(&mut self) {
        let mut end = self.run_end(self.at);
        while let Some(sign) = self.from(end).chars().next() {
            let goes_on = match sign {
                '.' if self.at + LOOK_AHEAD > end => {
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

    /// Reads `cannot` and the like as their parts.
    pub(super) fn contraction(&mut self, end: usize) -> bool {
        let form = &self.text[self.at..end];
        if form.len() > 8 {
            return false;
        }
        let lower = form.to_lowercase().replace(is_apostrophe, "'");
        let Some(lengths) = CONTRACTIONS.get(lower.as_str()) else { return false };
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

    /// The end and kind of a word with the full stop at `stop` in or after it: `U.S.`, `Gen.`,
    /// `reuters.com`; `None` where the stop is no part of the word.
    fn stopped(&self, stop: usize) -> Option<(usize, Kind)> {
        let after = &self.from(stop)[1..];
        if after.starts_with('.') {
            return None;
        }
        let form = &self.text[self.at..stop];
        if let Some(end) = self.stopped_letters() {
            return Some((end, Kind::Abbreviated(Abbreviation::Final)));
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
            if !single && !STOPPED_PARTS.contains(&part) {
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
            Abbreviation::Title | Abbreviation::Inner => next.is_some(),
            Abbreviation::Month | Abbreviation::Final => true,
        }
    }

    /// Whether a letter with a stop stands for a name: `J. K. Rowling`, not `plan B.`
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
            // "the writer L. Ron Hubbard", but "the plan B. The minister"
            Some(c) if c.is_uppercase() => {
                let word = &next[..run_end(next, 0, next.len())];
                after_name || begins || !has_lowercase(&SENTENCE_OPENERS, word)
            }
            // "an outbreak of E. coli"
            Some(c) if c.is_lowercase() => true,
            // "Rowling, J. K., and others"
            Some(',') => after_name,
            _ => false,
        }
    }

    /// The end of a name with stops inside (`reuters.com`, `comp.sources.unix`) whose first stop is
    /// at `stop`; `None` where a space is missing after a full stop (`ended.The`).
    fn dotted_name(&self, stop: usize) -> Option<usize> {
        let limit = self.end.min(stop + LOOK_AHEAD);
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
            // "cra.org/resources/survey"
            let path = self.from(end);
            if path.starts_with('/') {
                let length = path
                    .find(|c: char| !(is_word(c) || matches!(c, '/' | '-' | '.' | '_' | '~')))
                    .unwrap_or(path.len());
                return Some(end + path[..length].trim_end_matches(['.', '-']).len());
            }
            return Some(end);
        }
        // "Peugeot (PEUP.PA)": the sign of a share and of its exchange.
        let capitals = |part: &str| part.bytes().all(|byte| byte.is_ascii_uppercase());
        let share = parts == 2 && last.len() <= 3 && stop > self.at + 1;
        let share = share && capitals(last) && capitals(&self.text[self.at..stop]);
        (share || plain && parts > 2).then_some(end)
    }

    /// Where the word goes on after the hyphen of a prefix: `anti-war`.
    fn after_prefix_hyphen(&self, hyphen: usize, sign: char) -> Option<usize> {
        let next = hyphen + sign.len_utf8();
        let goes_on = self.from(next).starts_with(char::is_alphanumeric);
        (goes_on && Self::is_hyphen_prefix(&self.text[self.at..hyphen])).then_some(next)
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

    /// What the apostrophe at `sign` does to the word before it.
    fn apostrophe(&mut self, sign: usize, apostrophe: char) -> Apostrophe {
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

/// The class of a listed abbreviation, also where it is in capitals: `INDEPENDENCE, MO. (AP) -`
fn abbreviation(form: &str) -> Option<Abbreviation> {
    if let Some(&class) = ABBREVIATIONS.get(form) {
        return Some(class);
    }
    let in_capitals =
        (2..=6).contains(&form.len()) && form.bytes().all(|byte| byte.is_ascii_uppercase());
    if !in_capitals {
        return None;
    }
    let capitalised = format!("{}{}", &form[..1], form[1..].to_ascii_lowercase());
    ABBREVIATIONS.get(capitalised.as_str()).copied()
}

/// What an apostrophe after letters does.
enum Apostrophe {
    /// It stands inside the word, which goes on at this place.
    Within(usize),
    /// A clitic begins at `cut`.
    Clitic { cut: usize, end: usize },
    /// The word has been read, in its parts.
    Parts,
    /// It is no part of the word.
    Apart,
}
