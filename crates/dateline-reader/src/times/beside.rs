//! What the words beside a time tell of it: a year written out for it, the verb that it goes with.

use std::ops::Range;

use dateline_record::TimeType;
use jiff::civil::{Date, Weekday};

use super::expression::{Choice, Direction, Length, Meaning, Named, Phrase};
use super::found::Found;
use super::period::{Period, Unit, days_after};
use super::tense::{self, Heading};
use super::{Resolver, publication, resolve};

/// How far before a date its verb is looked for.
const REACH_OF_VERB: usize = 8;

/// How the value of a clock time begins that is of every day, or of none that is known.
pub(super) const EVERY_DAY: &str = "XXXX-XX-XXT";

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
        if !matches!(length.unit, Unit::Month | Unit::Year) {
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
        match (next.or(before).and_then(publication::written_out)?, length.unit) {
            (period @ (Period::Year(_) | Period::Month { .. }), Unit::Year) => {
                Some(Period::Year(period.first_day()?.year()))
            }
            // "A month later, in June 2022"
            (period @ Period::Month { .. }, Unit::Month) => Some(period),
            _ => None,
        }
    }

    /// "In the three months to June", "for the six months ended Dec. 31": the quarter or half that
    /// ends with the time behind.
    pub(super) fn account_until(
        &self,
        length: Length,
        found: &Found,
        next: &Found,
    ) -> Option<Period> {
        let joined = next.words.start == found.words.end + 1
            && matches!(
                self.article.word(found.words.end).lower.as_str(),
                "to" | "through" | "ended" | "ending"
            );
        let Meaning::Period(end) = &next.expression.meaning else { return None };
        if !joined || length.unit != Unit::Month || !matches!(length.whole(), Some(3 | 6)) {
            return None;
        }
        let end = self.resolve(end, next)?.last_day()?;
        if length.whole() == Some(3) {
            // The quarter of the calendar that most of the three months lie in.
            return Some(Period::around(Unit::Quarter, days_after(end, -45)?));
        }
        (end.month() % 6 == 0).then(|| Period::around(Unit::Half, end))
    }

    /// "From Monday to Friday", "Tuesday and Wednesday will be dry": the second of two weekdays is
    /// the next after the first, where that is the end of a stretch or lies ahead.
    pub(super) fn after_weekday(
        &self,
        phrase: &Phrase,
        found: &Found,
        before: Option<&Found>,
    ) -> Option<Period> {
        let (weekday, before) = (plain_weekday(&found.expression.meaning)?, before?);
        plain_weekday(&before.expression.meaning)?;
        if before.words.end + 1 != found.words.start {
            return None;
        }
        let first = self.list.last().filter(|last| last.words == before.words)?.item.earliest?;
        let second =
            days_after(first, 1 + i32::from(days_after(first, 1)?.weekday().until(weekday)))?;
        let today = self.earliest.filter(|_| self.earliest == self.latest)?;
        let allowed = second <= today || self.heading(phrase, found) != Heading::Past;
        let goes_on = match self.article.word(before.words.end).lower.as_str() {
            "to" | "through" | "until" | "till" => true,
            "and" | "or" => first > today,
            _ => false,
        };
        (goes_on && allowed).then_some(Period::Day(second))
    }

    /// "Set the dates of Sept. 30 and Dec. 15": what is joined to a date that lies ahead comes next
    /// after it.
    pub(super) fn after_date_ahead(
        &self,
        phrase: &Phrase,
        found: &Found,
        before: Option<&Found>,
    ) -> Option<Period> {
        let (named, before) = (plain_date(&found.expression.meaning)?, before?);
        plain_date(&before.expression.meaning)?;
        if before.words.end + 1 != found.words.start
            || !matches!(self.article.word(before.words.end).lower.as_str(), "and" | "or" | "to")
        {
            return None;
        }
        let first = self.list.last().filter(|last| last.words == before.words)?.item.earliest?;
        let ahead = self.latest.is_some_and(|latest| first > latest);
        (ahead && self.resolve(phrase, found)?.last_day()? < first)
            .then(|| next_after(named, first))?
    }

    /// "From 2 p.m. to 4 p.m. on Saturday": the day of the end is that of the start too.
    pub(super) fn day_of_end(&self, found: &Found, next: &Found) -> Option<Date> {
        let Meaning::TimeOfDay { day: Some(day), .. } = &next.expression.meaning else {
            return None;
        };
        let joined = next.words.start == found.words.end + 1
            && matches!(
                self.article.word(found.words.end).lower.as_str(),
                "to" | "and" | "until" | "till" | "-" | "\u{2013}"
            );
        match self.resolve(day, next).filter(|_| joined)? {
            Period::Day(day) => Some(day),
            _ => None,
        }
    }

    /// "He will one day return", "hopes to one day return home"
    pub(super) fn is_some_day(&self, length: Length, found: &Found) -> bool {
        let one_day = length == Length::of(1.0, Unit::Day)
            && self.article.word(found.words.start).lower == "one"
            && found.words.len() == 2;
        one_day
            && (found.words.start > 0
                && (self.article.word(found.words.start - 1).xpos == "MD"
                    || self.article.word(found.words.end - 1).head.is_some_and(|head| {
                        head == found.words.end && self.article.word(head).xpos == "VB"
                    }))
                || found.begins_sentence && tense::heading(self.article, &found.words).is_ahead())
    }

    /// Whether a clock time is of every day: "every weekday from 6 a.m.", "at 9 a.m. every day".
    pub(super) fn comes_again(&self, found: &Found, next: Option<&Found>) -> bool {
        let here = self.article.parse.sentence_of(found.words.start);
        let before = self.list.last().is_some_and(|last| {
            let again = last.item.kind == TimeType::Set
                || last.item.kind == TimeType::Time && last.item.value.starts_with(EVERY_DAY);
            again && self.article.parse.sentence_of(last.words.start) == here
        });
        before
            || next.is_some_and(|next| {
                matches!(next.expression.meaning, Meaning::Set(_))
                    && next.words.start == found.words.end
            })
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
            .map(|at| self.article.word(at))
            .find(|word| matches!(word.xpos, "IN" | "TO" | "," | ":") || word.xpos.starts_with('V'))
            // "The vote was expected in June" may have looked ahead.
            .is_some_and(|word| matches!(word.xpos, "VBD" | "VBN") && !tense::is_planning(word))
    }
}

/// A weekday without a date, and without a word that chooses it.
fn plain_weekday(meaning: &Meaning) -> Option<Weekday> {
    match meaning {
        Meaning::Period(Phrase {
            named: Named::Weekday(weekday),
            choice: Choice::ByTense,
            within: None,
        }) => Some(*weekday),
        _ => None,
    }
}

/// A month, or a month and day, without a year.
fn plain_date(meaning: &Meaning) -> Option<Named> {
    match meaning {
        Meaning::Period(Phrase {
            named: named @ (Named::Month(_) | Named::MonthDay(..)),
            choice: Choice::ByTense,
            within: None,
        }) => Some(*named),
        _ => None,
    }
}

/// The first stretch with a name after a day.
fn next_after(named: Named, day: Date) -> Option<Period> {
    let years = [day.year(), day.year().checked_add(1)?];
    years
        .into_iter()
        .filter_map(|year| resolve::in_year(named, year))
        .find(|period| period.first_day() > Some(day))
}
