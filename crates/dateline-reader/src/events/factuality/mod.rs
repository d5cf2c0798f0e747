//! How certain the author, and each source that the author cites, presents an event to be.
//!
//! What the words say of an event is reckoned by rule ([`words`], [`tense`]). Readers put it a little
//! otherwise: what is planned mostly happens in the news and mostly does not in a letter, and a
//! denial leaves doubt. So the author's score is estimated from the words by a small model that was
//! learned from readers' answers ([`features`], [`estimate`]); polarity and certainty stay what the
//! words say. Each source of the chain has a score of its own ([`sources`]).

mod estimate;
mod features;
mod near;
mod sources;
mod tense;
mod words;

use dateline_codebook::TriggerClass;
use dateline_record::{Certainty, Factuality, Polarity, Span, Stance};

use self::features::SentenceFacts;
use super::syntax::Syntax;
use super::trigger::Trigger;
use crate::article::Article;
use crate::attributions::Attributions;

pub(super) use self::near::nearly;
pub(super) use self::tense::tense;
pub use self::words::Influence;
pub(super) use self::words::{Mood, influences, mood, score};

/// An event as the training program sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct FactualityCandidate {
    /// The word that names the event.
    pub trigger: Span,
    /// What the estimate is made from.
    pub features: Vec<String>,
}

/// What the factuality of a report's events is read from.
pub(super) struct Scene<'a> {
    syntax: Syntax<'a>,
    attributions: &'a Attributions,
    /// By sentence.
    facts: Vec<SentenceFacts>,
}

/// What the words say of an event, before it is asked how readers take it.
#[derive(Debug, Clone, Copy)]
struct Said {
    /// From -3 to 3, weakened by how whoever says so says it.
    score: f64,
    tense: dateline_record::Tense,
    nominal: bool,
    /// In a condition or a question, or as an order.
    hypothetical: bool,
    stance: Option<Stance>,
}

impl<'a> Scene<'a> {
    pub(super) fn new(syntax: Syntax<'a>, attributions: &'a Attributions) -> Self {
        Self { syntax, attributions, facts: features::sentence_facts(syntax) }
    }

    /// The factuality of an event, as the record has it.
    pub(super) fn of(&self, trigger: &Trigger) -> Factuality {
        let said = self.said(trigger);
        let mut estimate = estimate::score(|take| features::features(self, trigger, &said, take));
        // "the first to resign": what else looks so is open, and so are most that were learned from.
        if words::is_counted_by(self.syntax, trigger.predicate()) {
            estimate = estimate.max(said.score);
        }
        // "came close to signing" is as rare there, and mostly looks like what happened.
        if words::are_plain(self.syntax, trigger) {
            estimate = estimate.min(said.score);
        }
        Factuality {
            score: rounded(as_presented(estimate, &said)),
            polarity: polarity(said.score),
            certainty: certainty(said.score),
            tense: said.tense,
            sources: sources::scores(self, trigger),
        }
    }

    /// What the words say of an event, by rule.
    fn said(&self, trigger: &Trigger) -> Said {
        let nominal = trigger.class == TriggerClass::Noun && trigger.light.is_none();
        let stance = self
            .attributions
            .around(trigger.word)
            .map(|id| self.attributions.list[id.index()].stance);
        Said {
            score: as_said(score(self.syntax, trigger), stance),
            tense: tense(self.syntax, trigger.predicate(), nominal),
            nominal,
            hypothetical: mood(self.syntax, trigger.predicate()).hypothetical,
            stance,
        }
    }

    /// An event with its features, for training.
    pub(super) fn candidate(
        &self,
        article: &Article<'_>,
        trigger: &Trigger,
    ) -> FactualityCandidate {
        let mut found = Vec::new();
        let said = self.said(trigger);
        features::features(self, trigger, &said, &mut |feature| found.push(feature.to_owned()));
        FactualityCandidate {
            trigger: article.span(trigger.word..trigger.word + 1),
            features: found,
        }
    }
}

/// The score of the words, weakened for the author by how whoever says so says it. What one source
/// denies stays open; what one confirms, the author has from it.
fn as_said(score: f64, stance: Option<Stance>) -> f64 {
    match stance {
        Some(Stance::Denies) => score.clamp(-1.0, 0.5),
        Some(Stance::Alleges) => score * 0.7,
        Some(Stance::Believes | Stance::Assesses) => score * 0.8,
        Some(Stance::Asks | Stance::Plans) => score.min(1.0),
        Some(Stance::Says | Stance::Confirms | Stance::Declines) | None => score,
    }
}

/// The words from which on the estimate is held to what they say: "was averted", "no arrests".
const RULED_OUT: f64 = -1.5;
/// What the words count there beside the estimate, which has seen few such sentences.
const SHARE_OF_WORDS: f64 = 0.6;
/// The most that the author says of what somebody only alleges, and of what somebody denies.
const ALLEGED: f64 = 1.8;
const DENIED: f64 = 0.9;
/// The most of what stands in a condition or a question: "if the dam breaks".
const HYPOTHETICAL: f64 = 0.9;

/// The author's score: the estimate, as far as the words leave it room.
fn as_presented(estimate: f64, said: &Said) -> f64 {
    let score = if said.score <= RULED_OUT {
        estimate.min(SHARE_OF_WORDS * said.score + (1.0 - SHARE_OF_WORDS) * estimate)
    } else {
        estimate
    };
    let score = if said.hypothetical { score.min(HYPOTHETICAL) } else { score };
    match said.stance {
        Some(Stance::Alleges) => score.min(ALLEGED),
        Some(Stance::Denies) => score.min(DENIED),
        _ => score,
    }
}

fn certainty(score: f64) -> Certainty {
    match score.abs() {
        strength if strength >= 2.0 => Certainty::Certain,
        strength if strength >= 1.2 => Certainty::Probable,
        strength if strength >= 0.5 => Certainty::Possible,
        _ => Certainty::Unknown,
    }
}

fn polarity(score: f64) -> Polarity {
    if score >= 0.5 {
        Polarity::Positive
    } else if score <= -0.5 {
        Polarity::Negative
    } else {
        Polarity::Open
    }
}

/// A score to one place, within the scale.
fn rounded(score: f64) -> f64 {
    (score.clamp(-3.0, 3.0) * 10.0).round() / 10.0
}
