//! Marks at the end of a quotation that do not end the sentence, since its speaker follows.

use super::Kind;
use super::sentences::Stretch;
use crate::lexicon::{SENTENCE_OPENERS, SPEECH_VERBS, UNFINISHED, has_lowercase};

/// The longest name of a speaker, and the longest apposition to it, in words.
const LONGEST_NAME: usize = 8;
/// The longest name at the foot of a quotation set apart, in words.
const LONGEST_SIGNATURE: usize = 8;

impl Stretch<'_> {
    /// Whether the quotation that ends at `last`, with the mark at `at`, has its speaker after it:
    /// `“Why now?” Ms. Costa asked.`
    ///
    /// A full stop never stands there, since a quotation ends in a comma then.
    pub(super) fn is_attributed(&self, at: usize, last: usize) -> bool {
        let closes = (at + 1..=last).any(|closer| self.tokens[closer].kind == Kind::Closing);
        if !closes || self.form(at) == "." {
            return false;
        }
        let mut verb = self.name_end(last + 1);
        if verb == last + 1 {
            return false;
        }
        // "“Why now?” Ana Costa, a nurse, asked."
        if self.word(verb) == "," {
            let comma = (verb + 1..=verb + LONGEST_NAME).find(|&place| self.word(place) == ",");
            verb = comma.map_or(verb, |comma| comma + 1);
        }
        has_lowercase(&SPEECH_VERBS, self.word(verb)) && !self.begins_clause(verb)
    }

    /// The word after the name that begins at `start`, or `start` where none does.
    fn name_end(&self, start: usize) -> usize {
        let first = self.word(start);
        if first == "I" {
            return start + 1;
        }
        // "“Why now?” She asked him twice." is two sentences; so is "“Why now?” Then Ana asked."
        if has_lowercase(&SENTENCE_OPENERS, first) {
            return start;
        }
        let in_name = |place: &usize| {
            let word = self.word(*place);
            let is_word = self.tokens.get(*place).is_some_and(|token| {
                matches!(token.kind, Kind::Plain | Kind::Abbreviated(_) | Kind::Initial)
            });
            let links = matches!(
                word,
                "de" | "al" | "bin" | "von" | "van" | "der" | "of" | "the" | "'s" | "’s" | "-"
            );
            is_word && word.starts_with(char::is_uppercase) || links && *place > start
        };
        (start..=start + LONGEST_NAME).find(|place| !in_name(place)).unwrap_or(start)
    }

    /// Whether a clause hangs from the verb at `verb`, so that it begins a sentence of its own:
    /// `“Why now?” Ms. Costa said she did not know.`
    fn begins_clause(&self, verb: usize) -> bool {
        let next = self.word(verb + 1);
        let pronoun = matches!(
            next,
            "he" | "she"
                | "it"
                | "they"
                | "we"
                | "there"
                | "that"
                | "whether"
                | "if"
                | "no"
                | "his"
                | "her"
                | "their"
                | "its"
                | "this"
                | "these"
                | "those"
                | ":"
        );
        let article = matches!(next, "the" | "a" | "an");
        pronoun || article && matches!(self.word(verb), "said" | "says")
    }

    /// Whether a dash and a name end the paragraph at `at`, as at the foot of a quotation set
    /// apart: `“Rain is a gift.” — Ana Costa`; or the sentence goes on after a dash.
    pub(super) fn is_signed(&self, at: usize) -> bool {
        if !matches!(self.word(at), "-" | "--" | "–" | "—" | "―") {
            return false;
        }
        if self.word(at + 1).starts_with(char::is_lowercase) {
            // "“Why?” – and nobody answered"
            return self.word(at) != "-" && self.word(at) != "--";
        }
        let name = at + 1..self.tokens.len();
        (1..=LONGEST_SIGNATURE).contains(&name.len())
            && name.into_iter().all(|place| {
                let word = self.word(place);
                word.starts_with(char::is_uppercase)
                    || matches!(word, "," | "-" | "of" | "the")
                    || has_lowercase(&UNFINISHED, word)
            })
    }

    /// The letters of the word at `at`, none beyond the paragraph.
    pub(super) fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.span.of(self.text))
    }
}
