//! How figures are compared: `a near threefold jump from the previous year`, `up 40 percent`, `12
//! fewer than in 2019`, `compared with 53 in November`, `the highest since 2017`.

use std::ops::Range;

use dateline_language::{Relation, Upos};
use dateline_record::{Quantity, QuantityKind, TimeId, TimeType};

use super::words::{self, Direction};
use crate::article::{Anchored, Article};
use crate::times::Times;

/// By how much two amounts differ.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Change {
    /// So many times the other.
    Ratio(f64),
    /// So many percent more, or less where negative.
    Percent(f64),
    /// So many more, or fewer where negative.
    Difference(f64),
    /// The other amount itself.
    Value(f64),
    /// The greatest or the least of all.
    Extreme,
}

/// How exactly the change is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hedged {
    Exactly,
    /// `nearly threefold`
    Nearly,
    /// `about threefold`
    About,
    /// `more than threefold`
    Open,
    /// `less than a tenth`, `up to 10 percent`
    Under,
}

/// A change with its hedge.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Comparing {
    pub(super) change: Change,
    pub(super) hedged: Hedged,
    /// How far from the number one lies that is still written so: 0.5 for `40 percent`.
    pub(super) step: f64,
}

/// A comparison in a sentence.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cue {
    pub(super) comparing: Comparing,
    /// The words that say it: `near threefold`.
    pub(super) words: Range<usize>,
    /// The quantity that it is said with, where it is one: the `40 percent`.
    pub(super) quantity: Option<usize>,
    /// The period that is compared with.
    pub(super) to: Option<TimeId>,
}

/// How many words may stand between a comparison and its period.
const REACH: usize = 9;

/// How many words may stand between a verb of change and its `by` or `from`.
const VERB_REACH: usize = 10;

/// A sentence with what is compared in it.
pub(super) struct Compared<'a> {
    pub(super) article: &'a Article<'a>,
    pub(super) sentence: Range<usize>,
    pub(super) times: &'a Times,
    pub(super) quantities: &'a [Anchored<Quantity>],
}

impl Compared<'_> {
    /// The comparisons of the sentence, in the order of the text.
    pub(super) fn cues(&self) -> Vec<Cue> {
        let mut cues = Vec::new();
        for (index, quantity) in self.quantities.iter().enumerate() {
            let Some(comparing) = self.of_quantity(quantity) else { continue };
            let words = quantity.words.clone();
            let amount = matches!(comparing.change, Change::Value(_));
            let to = self.period_behind(words.end, amount);
            cues.push(Cue { comparing, words, quantity: Some(index), to });
        }
        for at in self.sentence.clone() {
            if cues.iter().any(|cue: &Cue| cue.words.contains(&at)) {
                continue;
            }
            if let Some((words, to)) = self.extreme(at) {
                let comparing =
                    Comparing { change: Change::Extreme, hedged: Hedged::Exactly, step: 0.0 };
                cues.push(Cue { comparing, words, quantity: None, to });
            }
        }
        cues.sort_by_key(|cue| cue.words.start);
        cues
    }

    fn lower(&self, at: usize) -> &str {
        if self.sentence.contains(&at) { &self.article.word(at).lower } else { "" }
    }

    fn before(&self, at: usize, back: usize) -> &str {
        at.checked_sub(back).map_or("", |at| self.lower(at))
    }

    /// The change that a quantity says: `40 percent` beside `up`, `three times`, `12 more than`; or
    /// the other amount, where `from` or `compared with` stands before it.
    fn of_quantity(&self, quantity: &Anchored<Quantity>) -> Option<Comparing> {
        let item = &quantity.item;
        let value = item.value?;
        let words = &quantity.words;
        let hedged = self.hedged(quantity);
        let said = |change, step| Some(Comparing { change, hedged, step });
        match item.kind {
            QuantityKind::Ratio => {
                return said(Change::Ratio(value), if value < 1.0 { 0.005 } else { 0.05 });
            }
            // "half of what it was"
            QuantityKind::Fraction
                if self.lower(words.end) == "of" && self.lower(words.end + 1) == "what" =>
            {
                return said(Change::Ratio(value), 0.005);
            }
            QuantityKind::Age | QuantityKind::Ordinal | QuantityKind::Score => return None,
            _ => {}
        }
        if let Some(direction) = self.direction(quantity) {
            let sign = if direction == Direction::Down { -1.0 } else { 1.0 };
            return match (item.kind, item.unit.as_deref()) {
                (QuantityKind::Percent, Some("percent")) => {
                    said(Change::Percent(sign * value), last_digit(value) / 2.0)
                }
                (QuantityKind::Fraction, _) => said(Change::Percent(sign * value * 100.0), 0.5),
                (_, Some("basis point")) => said(Change::Difference(sign * value / 100.0), 0.0),
                _ => said(Change::Difference(sign * value), 0.0),
            };
        }
        let compared = match self.before(words.start, 1) {
            "from" => self.changes_before(words.start),
            "against" | "versus" => true,
            "with" | "to" => self.before(words.start, 2) == "compared",
            _ => false,
        };
        if compared { said(Change::Value(value), 0.0) } else { None }
    }

    fn hedged(&self, quantity: &Anchored<Quantity>) -> Hedged {
        match (quantity.item.low, quantity.item.high) {
            (Some(_), Some(_)) => Hedged::Exactly,
            (None, Some(_)) => {
                let first = self.lower(quantity.words.start);
                let near = matches!(first, "near" | "nearly" | "almost" | "close" | "just");
                if near { Hedged::Nearly } else { Hedged::Under }
            }
            (Some(_), None) => Hedged::Open,
            (None, None) => Hedged::About,
        }
    }

    fn change_at(&self, at: usize) -> Option<Direction> {
        let word = self.article.word(at);
        words::change(&word.lemma).or_else(|| words::change(&word.lower))
    }

    /// Whether something is said to change not far before a word.
    fn changes_before(&self, at: usize) -> bool {
        let from = self.sentence.start.max(at.saturating_sub(2 * VERB_REACH));
        (from..at).any(|before| self.change_at(before).is_some())
            || self.quantities.iter().any(|other| {
                other.item.kind == QuantityKind::Ratio && (from..at).contains(&other.words.start)
            })
    }

    /// Which way a quantity changes something: by `up` or `rose` before it, by `increase` or `more
    /// than` behind it.
    fn direction(&self, quantity: &Anchored<Quantity>) -> Option<Direction> {
        let words = &quantity.words;
        let kind = quantity.item.kind;
        let share = matches!(kind, QuantityKind::Percent | QuantityKind::Fraction);
        // "rose 40 percent", "up by 12": nothing but "by", "a" or an adverb between.
        let mut at = words.start;
        for _ in 0..3 {
            let Some(before) = at.checked_sub(1).filter(|at| *at >= self.sentence.start) else {
                break;
            };
            at = before;
            let lower = self.lower(at);
            let verb_of_loss = kind == QuantityKind::Fraction || lower != "lost" && lower != "cut";
            let counts = matches!(lower, "more" | "less" | "fewer" | "add" | "added" | "lose");
            if let Some(found) = self.change_at(at).filter(|_| !counts && verb_of_loss) {
                return Some(found);
            }
            if !matches!(lower, "by" | "a" | "an" | "another" | "some" | "back" | "further") {
                break;
            }
        }
        // "cut its deficit by 12 million"
        if self.before(words.start, 1) == "by" {
            let from = self.sentence.start.max(words.start.saturating_sub(VERB_REACH));
            let verb = (from..words.start).rev().find_map(|at| self.change_at(at));
            if verb.is_some() {
                return verb;
            }
        }
        // "a 40 percent drop", "12 more than in 2019", "40 percent higher than".
        let behind = words.end + usize::from(self.lower(words.end) == "points");
        let found = (behind < self.sentence.end).then(|| self.change_at(behind)).flatten()?;
        let next = self.lower(behind + 1);
        let comparative = self.article.word(behind).feature("Degree") == Some("Cmp")
            || matches!(self.lower(behind), "more" | "less" | "fewer" | "higher" | "lower");
        let than =
            (behind + 1..self.sentence.end.min(behind + 4)).any(|at| self.lower(at) == "than");
        let measured = matches!(self.lower(behind), "below" | "above");
        let says_so = if measured {
            share
        } else if comparative {
            than
        } else {
            share && next != "of"
        };
        says_so.then_some(found)
    }

    /// The greatest or the least of a series: `the highest since 2017`, `a record`, `its lowest level
    /// on record`; and the period that the series began with.
    fn extreme(&self, at: usize) -> Option<(Range<usize>, Option<TimeId>)> {
        let word = self.article.word(at);
        let superlative = words::is_extreme(&word.lower)
            || word.feature("Degree") == Some("Sup") && word.upos == Upos::Adj;
        if !superlative || at == self.sentence.start {
            return None;
        }
        let first = at - 1;
        let article = matches!(self.lower(first), "the" | "its" | "their" | "a" | "an");
        if !article {
            return None;
        }
        if matches!(word.lower.as_str(), "record" | "peak") {
            // "a record 4.2 million", "41 percent, a record": "a record of arrests" is a list.
            let before = self.before(at, 2);
            let number = self.quantities.iter().any(|other| other.words.start == at + 1);
            let apposed =
                matches!(before, "," | "(" | "to" | "-" | "\u{2014}" | "at" | "hit" | "reached");
            let list = self.lower(at + 1) == "of" && !number;
            return (number || apposed && !list).then(|| (first..at + 1, self.since(at + 1)));
        }
        let since = self.since(at + 1);
        let tail = at + 1..self.sentence.end.min(at + 5);
        let ever = tail.clone().any(|at| {
            matches!(self.lower(at), "ever" | "since")
                || self.lower(at) == "on" && self.lower(at + 1) == "record"
                || self.lower(at) == "in" && self.is_long(at + 1)
        });
        (since.is_some() || ever).then(|| (first..at + 1, since))
    }

    /// Whether a length of time begins here: "in 10 years".
    fn is_long(&self, at: usize) -> bool {
        let first = self.times.list.partition_point(|time| time.words.start < at);
        self.times
            .list
            .get(first)
            .is_some_and(|time| time.words.start <= at + 1 && time.item.kind == TimeType::Duration)
    }

    /// The period behind a `since` that stands not far behind.
    fn since(&self, from: usize) -> Option<TimeId> {
        let to = self.sentence.end.min(from + 5);
        let since = (from..to).find(|&at| self.lower(at) == "since")?;
        self.date_at(since + 1, since + 3).map(|(id, _)| id)
    }

    /// The first date that begins in these places.
    fn date_at(&self, from: usize, to: usize) -> Option<(TimeId, usize)> {
        let first = self.times.list.partition_point(|time| time.words.start < from);
        self.times.list[first..]
            .iter()
            .take_while(|time| time.words.start < self.sentence.end.min(to))
            .enumerate()
            .find(|(_, time)| time.item.kind == TimeType::Date)
            .map(|(offset, time)| (TimeId::from_index(first + offset), time.words.start))
    }

    /// The period that is named behind a comparison: `from the previous year`, `than in 2019`; behind
    /// another amount it stands without such a word: `53 in November`.
    fn period_behind(&self, from: usize, amount: bool) -> Option<TimeId> {
        let (id, start) = self.date_at(from, from + REACH)?;
        if amount {
            return (start <= from + 1).then_some(id);
        }
        // "up 5 percent, while exports fell in May": what is compared with stands in the clause.
        let clause = (from + 1..start)
            .all(|at| !matches!(self.lower(at), "," | ";" | ":" | "while" | "and" | "but"));
        let base = (from..start).rev().find(|&at| words::is_base(self.lower(at)))?;
        // "on Tuesday" is when it rose; "on last year" is what it is compared with.
        let day = self.times.list[id.index()].item.value.len() == "2024-09-17".len();
        let subject_between = (base..start).any(|at| {
            matches!(self.article.word(at).relation, Relation::Nsubj)
                && self.article.word(at).upos != Upos::Pron
        });
        let on_day = self.lower(base) == "on" && day;
        (clause && !on_day && !subject_between).then_some(id)
    }
}

/// The worth of the last digit that a number shows: 0.1 of 3.2, and 1 of 40.
fn last_digit(value: f64) -> f64 {
    let mut worth = 1.0;
    for _ in 0..3 {
        let scaled: f64 = value / worth;
        if (scaled - scaled.round()).abs() < 1e-6 {
            break;
        }
        worth /= 10.0;
    }
    worth
}
