//! PLOVER's auxiliary modes of coded events: `historical`, `future`, `hypothetical`, `negated`.
//!
//! They follow from what the record says of an event already: its factuality, its time and who says
//! so. The codebook has made promises and threats of what is announced ("will meet" is `AGREE`); such
//! a type stands for itself and is not still to come, as the manual has it.

use std::collections::HashSet;
use std::sync::LazyLock;

use dateline_language::{Relation, Upos};
use dateline_record::{
    AttributionId, Auxiliary, Certainty, Event, Factuality, Polarity, Stance, Tense, When,
};
use jiff::civil::Date;

use super::connective::EventAt;
use super::factuality;
use super::syntax::Syntax;
use super::trigger::Trigger;
use crate::attributions::Attributions;
use crate::times::Times;

/// How long before the publication an event must be over to be historical, in days: two years.
const LONG_AGO: i32 = 730;

/// How many words up the event is looked for whose time is also that of what it governs.
const GOVERNORS_UP: usize = 4;

/// How many attributions outwards a denial is looked for.
const LONGEST_CHAIN: usize = 8;

/// The longest entry of [`PERIODS`], in words.
const LONGEST_PERIOD: usize = 4;

/// Wars and ages that lie years before any report, as dictionary forms.
static PERIODS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    include_str!("../../lexicons/historical-periods.txt")
        .lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .collect()
});

/// The types of what is announced: they stand for promises, threats and refusals themselves.
const ANNOUNCED: [&str; 3] = ["AGREE", "THREATEN", "REJECT"];

/// What the auxiliary modes of a report's events are told by.
pub(super) struct Background<'a> {
    pub(super) syntax: Syntax<'a>,
    pub(super) times: &'a Times,
    pub(super) attributions: &'a Attributions,
    pub(super) triggers: &'a [Trigger],
    pub(super) at: &'a EventAt,
}

impl Background<'_> {
    /// Gives each event that has a PLOVER type its auxiliary modes.
    pub(super) fn mark(&self, events: &mut [Event]) {
        let over: Vec<bool> = events.iter().map(|event| self.is_over(event.when)).collect();
        for (place, event) in events.iter_mut().enumerate() {
            let Some(plover) = &mut event.codes.plover else { continue };
            let mut modes = Vec::new();
            if self.is_historical(place, &over, event.when) {
                modes.push(Auxiliary::Historical);
            }
            let mood = factuality::mood(self.syntax, self.triggers[place].predicate());
            let refusal = plover.event == "REJECT" && mood.refused();
            if is_to_come(&event.factuality) && !ANNOUNCED.contains(&plover.event.as_str()) {
                modes.push(Auxiliary::Future);
            }
            let denied = self.is_denied(event.attribution);
            if !refusal && (event.factuality.polarity == Polarity::Negative || denied) {
                modes.push(Auxiliary::Negated);
            } else if is_open(&event.factuality) {
                modes.push(Auxiliary::Hypothetical);
            }
            modes.sort_unstable();
            plover.auxiliary = modes;
        }
    }

    /// Whether a time ended years before the report was published.
    fn is_over(&self, when: Option<When>) -> bool {
        let ended = when.and_then(|when| when.latest);
        matches!((ended, self.times.published.earliest), (Some(ended), Some(published))
            if is_long_before(ended, published))
    }

    fn is_historical(&self, place: usize, over: &[bool], when: Option<When>) -> bool {
        if over[place] {
            return true;
        }
        if when.is_some_and(|when| when.latest.is_some()) {
            return false;
        }
        let trigger = &self.triggers[place];
        self.is_set_long_ago(trigger, over) || self.is_part_of_what_is_over(trigger, over)
    }

    /// "during the war of 1974", "in the colonial era"
    fn is_set_long_ago(&self, trigger: &Trigger, over: &[bool]) -> bool {
        let syntax = self.syntax;
        [trigger.word, trigger.predicate()].into_iter().any(|at| {
            syntax
                .dependents(at)
                .filter(|&phrase| {
                    matches!(syntax.word(phrase).relation, Relation::Obl | Relation::Nmod)
                        && matches!(
                            syntax.marker(phrase),
                            "during" | "in" | "throughout" | "under" | "at" | "after" | "before"
                        )
                })
                .any(|phrase| {
                    self.at.get(phrase).is_some_and(|event| over[event]) || self.is_period(phrase)
                })
        })
    }

    /// Whether a noun names a period of [`PERIODS`], by itself or with the words beside it.
    fn is_period(&self, noun: usize) -> bool {
        let words = self.syntax.parse.words();
        let lower = |at: usize| {
            let word = &words[at];
            if word.upos == Upos::Noun { word.lemma.to_lowercase() } else { word.lower.to_string() }
        };
        (0..LONGEST_PERIOD).any(|before| {
            let Some(first) = noun.checked_sub(before) else { return false };
            (noun..(noun + 2).min(words.len())).any(|last| {
                let phrase: Vec<String> = (first..=last).map(lower).collect();
                PERIODS.contains(phrase.join(" ").as_str())
            })
        })
    }

    /// "was jailed in 1998 for *bombing* a bank": what has no tense of its own has the time of what
    /// governs it.
    fn is_part_of_what_is_over(&self, trigger: &Trigger, over: &[bool]) -> bool {
        let mut at = trigger.predicate();
        for _ in 0..GOVERNORS_UP {
            let word = self.syntax.word(at);
            let tenseless = word.upos != Upos::Verb
                || matches!(word.xpos, "VBG" | "VB")
                    && self.syntax.parse.first_related(at, Relation::Aux).is_none();
            let Some(head) = word.head.filter(|_| tenseless) else { return false };
            if word.relation == Relation::Nsubj {
                return false;
            }
            if self.at.get(head).is_some_and(|event| over[event]) {
                return true;
            }
            at = head;
        }
        false
    }

    /// Whether somebody in the chain of those who say so denies it.
    fn is_denied(&self, innermost: Option<AttributionId>) -> bool {
        let outwards = |id: &AttributionId| self.attributions.list[id.index()].parent;
        std::iter::successors(innermost, outwards)
            .take(LONGEST_CHAIN)
            .any(|id| self.attributions.list[id.index()].stance == Stance::Denies)
    }
}

fn is_long_before(ended: Date, published: Date) -> bool {
    ended.until(published).is_ok_and(|span| span.get_days() > LONG_AGO)
}

fn is_to_come(factuality: &Factuality) -> bool {
    factuality.tense == Tense::Future
}

/// Whether it is left open that an event happens. What is only planned is open as well; there it
/// is enough to say that it is to come, unless the words doubt it.
fn is_open(factuality: &Factuality) -> bool {
    match factuality.certainty {
        Certainty::Unknown => true,
        Certainty::Possible => !is_to_come(factuality),
        Certainty::Probable | Certainty::Certain => false,
    }
}
