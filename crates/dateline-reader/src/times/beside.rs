//! What the words beside a time tell of it: a year written out for it, the verb that it goes with.

use std::ops::Range;

use super::expression::{Direction, Length, Named, Phrase};
use super::found::Found;
use super::period::{Period, Unit};
use super::tense::{self, Heading};
use super::{Resolver, publication};

/// How far before a date its verb is looked for.
const REACH_OF_VERB: usize = 8;

impl Resolver<'_> {
    /// "Two years earlier, in 2016", "in 2021, two years ago": what is counted is written out beside
    /// it.
    pub(super) fn written_beside(
        &self,
        phrase: &Phrase,
        found: &Found,
        before: Option<&Found>,
        next: Option<&Found>,
    ) -> Option<Period> {
        let Named::Offset(length, direction) = phrase.named else { return None };
        if length.unit != Unit::Year {
            return None;
        }
        let is_beside = |between: Range<usize>| {
            (1..=2).contains(&between.len())
                && matches!(self.article.form(between.start), "," | "(")
                && between.clone().skip(1).all(|at| self.article.form(at) == "in")
        };
        let next = next.filter(|next| is_beside(found.words.end..next.words.start));
        let before = before.filter(|before| {
            direction == Direction::Ago && is_beside(before.words.end..found.words.start)
        });
        match next.or(before).and_then(publication::written_out)? {
            period @ (Period::Year(_) | Period::Month { .. }) => {
                Some(Period::Year(period.first_day()?.year()))
            }
            _ => None,
        }
    }

    /// "He will one day return"
    pub(super) fn is_some_day(&self, length: Length, found: &Found) -> bool {
        let one_day = length == Length::of(1.0, Unit::Day)
            && self.article.word(found.words.start).lower == "one"
            && found.words.len() == 2;
        one_day
            && (found.words.start > 0 && self.article.word(found.words.start - 1).xpos == "MD"
                || found.begins_sentence
                    && tense::heading(self.article, &found.words) == Heading::Future)
    }

    /// Whether a phrase can go with no verb but the past one before it: `ended Oct. 31`, `closed its
    /// doors in October`, not `invited them to a feast on Oct. 12`.
    pub(super) fn is_beside_verb(&self, found: &Found) -> bool {
        let own =
            found.words.start.checked_sub(1).is_some_and(|before| {
                matches!(self.article.word(before).lower.as_str(), "in" | "on")
            });
        let end = found.words.start - usize::from(own);
        let sentence = self.article.parse.sentence_around(found.words.start);
        (sentence.start.max(end.saturating_sub(REACH_OF_VERB))..end)
            .rev()
            .map(|at| self.article.word(at).xpos)
            .find(|tag| matches!(*tag, "IN" | "TO" | "," | ":") || tag.starts_with('V'))
            .is_some_and(|tag| matches!(tag, "VBD" | "VBN"))
    }
}
