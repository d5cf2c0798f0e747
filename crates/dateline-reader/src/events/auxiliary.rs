//! PLOVER's auxiliary modes of coded events: `historical`, `future`, `hypothetical`, `negated`.
//!
//! They follow from what the record says of an event already: its factuality, its time and who says
//! so. The codebook has made promises and threats of what is announced ("will meet" is `AGREE`); such
//! a type stands for itself and is not still to come, as the manual has it.

use std::collections::HashSet;
use std::sync::LazyLock;

use dateline_codebook::TriggerClass;
use dateline_language::{Relation, Upos};
use dateline_record::{
    AttributionId, Auxiliary, Certainty, Event, Factuality, Polarity, Stance, Tense, When,
};
use jiff::civil::Date;

use super::attempt;
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

/// The types of what is said: a request, an accusation, a threat, an offer or a refusal.
const UTTERED: [&str; 5] = ["REQUEST", "ACCUSE", "THREATEN", "AGREE", "REJECT"];

/// From which score on the author presents an event as so, whatever the words leave open.
const TOLD_AS_SO: f64 = 1.75;
/// From which score on what was done "to" some end is taken to reach it.
const AIM_REACHED: f64 = 1.65;
/// From which score on a noun or participle tells of a fact.
const TOLD_AS_FACT: f64 = 2.0;

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
        let rejects: Vec<bool> = events
            .iter()
            .map(|event| event.codes.plover.as_ref().is_some_and(|code| code.event == "REJECT"))
            .collect();
        let mut denies = vec![false; self.syntax.parse.words().len()];
        for one in self.attributions.list.iter().filter(|one| one.stance == Stance::Denies) {
            one.cue.iter().for_each(|piece| denies[piece.clone()].fill(true));
        }
        for (place, event) in events.iter_mut().enumerate() {
            let trigger = &self.triggers[place];
            let Some(plover) = &mut event.codes.plover else { continue };
            let kind = plover.event.as_str();
            let sure = &event.factuality;
            let mut modes = Vec::new();
            if self.is_historical(place, &over, event.when) {
                modes.push(Auxiliary::Historical);
            }
            if !(UTTERED.contains(&kind) && self.is_rejected(trigger, &rejects, &denies)) {
                // A refusal stands for what did not come off: "failed to sign".
                let came_to_nothing = kind != "REJECT"
                    && [trigger.word, trigger.predicate()]
                        .into_iter()
                        .any(|at| attempt::came_to_nothing(self.syntax, at));
                let to_come = !came_to_nothing && self.is_to_come(trigger, sure);
                if to_come && !ANNOUNCED.contains(&kind) {
                    modes.push(Auxiliary::Future);
                }
                let mood = factuality::mood(self.syntax, trigger.predicate());
                let refusal = kind == "REJECT" && mood.refused();
                let denied = sure.score < TOLD_AS_SO && self.is_denied(event.attribution);
                if !refusal && (sure.polarity == Polarity::Negative || denied || came_to_nothing) {
                    modes.push(Auxiliary::Negated);
                } else if is_open(sure, to_come) && !self.is_reached(trigger, sure) {
                    modes.push(Auxiliary::Hypothetical);
                }
            }
            plover.auxiliary = modes;
        }
    }

    /// Whether an event is still to come. What has no tense of its own is so only where the author
    /// does not present it as so: what people gathered "*to discuss*" they mostly discuss, and "after
    /// the *bombings*" they have happened, whatever the verb above.
    fn is_to_come(&self, trigger: &Trigger, sure: &Factuality) -> bool {
        if sure.tense != Tense::Future {
            return false;
        }
        let syntax = self.syntax;
        let at = trigger.predicate();
        if factuality::mood(syntax, at).future {
            return true;
        }
        let word = syntax.word(at);
        let noun = trigger.class == TriggerClass::Noun && trigger.light.is_none();
        let participle = matches!(word.xpos, "VBG" | "VBN");
        !(self.is_reached(trigger, sure) || (noun || participle) && sure.score >= TOLD_AS_FACT)
    }

    /// Whether an event is the end to which something was done, and is taken to be reached.
    fn is_reached(&self, trigger: &Trigger, sure: &Factuality) -> bool {
        let at = trigger.predicate();
        self.syntax.word(at).relation == Relation::Advcl
            && self.syntax.marker(at) == "to"
            && sure.score >= AIM_REACHED
    }

    /// "rejected the *request*", "dismissed *accusations*": what is rejected was said all the same.
    fn is_rejected(&self, trigger: &Trigger, rejects: &[bool], denies: &[bool]) -> bool {
        let word = self.syntax.word(trigger.word);
        let Some(head) = word.head.filter(|_| trigger.class == TriggerClass::Noun) else {
            return false;
        };
        let governed = matches!(word.relation, Relation::Obj | Relation::Obl | Relation::Nsubj);
        governed && (self.at.get(head).is_some_and(|event| rejects[event]) || denies[head])
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

/// Whether it is left open that an event happens. What is only planned is open as well; there it
/// is enough to say that it is to come, unless the words doubt it.
fn is_open(sure: &Factuality, to_come: bool) -> bool {
    match sure.certainty {
        Certainty::Unknown => sure.score < TOLD_AS_SO,
        Certainty::Possible => sure.score < TOLD_AS_SO && !to_come,
        Certainty::Probable | Certainty::Certain => false,
    }
}
