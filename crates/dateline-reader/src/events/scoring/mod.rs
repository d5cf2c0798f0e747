//! Which PLOVER type an event has, weighed: what the patterns of the codebook say ([`features`]) and
//! what the words mean ([`meaning`]) are weighed together ([`model`]) to a probability of each type
//! and of none.
//!
//! An event has the likeliest type where it is likely enough to have any, or, where no pattern says
//! that type, to have just this; else it has none. Side events of a
//! sentence ("said", "held a press conference") have none, and verbs that no list has are coded like
//! those that mean the same. `dateline-train codes` learns the weights.

mod explain;
mod features;
mod meaning;
mod model;
#[cfg(test)]
mod tests;

use dateline_codebook::{Coding, TypeId};
use dateline_language::Meanings;
use dateline_record::{EntityId, ParticipantRole, Span, Stance};

use super::argument::{Argument, Arguments};
use super::coding::{Coded, Coder, Likely};
use super::trigger::Trigger;
use crate::attributions::Attributions;
use crate::places::Places;

pub use explain::CodeExplanation;
use meaning::Vectors;
use model::CLASSES;
pub use model::CodeWeights;
pub(super) use model::{probabilities, weights_of};

/// The class of an event that no type stands for.
const NONE: usize = CLASSES - 1;

/// The step of patterns of which most is named.
const WEIGHTIEST: usize = 4;

/// Which share of the threshold an event with a pattern has to reach beside one that reaches it whole.
const BESIDE: f64 = 0.2;

/// The types of force.
const FORCE: [&str; 2] = ["ASSAULT", "COERCE"];

/// The sectors of those who have arms.
const ARMED: [&str; 6] = ["COP", "MIL", "REB", "PRM", "UAF", "CRM"];

/// How likely a type that a pattern says has to be, to stand before a likelier one that none says.
const SAID: f64 = 0.25;

/// The same where that one is no likely type itself: which share of its probability is enough.
const SAID_SHARE: f64 = 0.8;

/// How deep a clause is asked to lie.
const DEEPEST: usize = 4;

/// What decides which type an event has.
#[derive(Clone, Copy)]
pub(crate) struct Judge<'a> {
    /// A model may have none.
    pub(crate) meanings: Option<Meanings<'a>>,
    pub(crate) weights: &'a CodeWeights,
    /// The least probability of any type with which the likeliest is recorded.
    pub(crate) least: f64,
}

/// The events of a text with what their types are weighed by.
pub(super) struct Scene<'a> {
    arguments: &'a Arguments<'a>,
    attributions: &'a Attributions,
    places: &'a Places,
    coder: &'a Coder<'a>,
    triggers: &'a [Trigger],
    codes: &'a [Coded],
    parts: Vec<Vec<Argument>>,
    /// For each word that a pattern takes in, the type of the event that it is a part of.
    within: Vec<(usize, TypeId)>,
}

/// An event as the training program sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct CodeCandidate {
    /// The word that names the event.
    pub trigger: Span,
    /// Whether it may have a type: it stands in no condition and no question.
    pub open: bool,
    /// What its type is weighed by.
    pub features: Vec<String>,
    /// What its words mean.
    pub meanings: Vec<f32>,
    /// The phrases of those who act, and all that names them.
    pub actors: Vec<Span>,
    /// The phrases of those who are acted upon, and all that names them.
    pub recipients: Vec<Span>,
}

impl<'a> Scene<'a> {
    pub(super) fn new(
        coder: &'a Coder<'a>,
        attributions: &'a Attributions,
        places: &'a Places,
        triggers: &'a [Trigger],
        codes: &'a [Coded],
    ) -> Self {
        let arguments = coder.arguments;
        let parts = triggers
            .iter()
            .zip(codes)
            .map(|(trigger, coded)| arguments.of(trigger, true, |word| coded.taken.contains(&word)))
            .collect();
        let mut within: Vec<(usize, TypeId)> = codes
            .iter()
            .zip(triggers)
            .flat_map(|(coded, trigger)| {
                let kind = coded.plover.map(|coding| coding.kind);
                coded
                    .taken
                    .iter()
                    .filter(|&&word| word != trigger.word)
                    .filter_map(move |&word| Some((word, kind?)))
            })
            .collect();
        within.sort_unstable();
        Self { arguments, attributions, places, coder, triggers, codes, parts, within }
    }

    fn type_name(&self, kind: TypeId) -> &'static str {
        &self.coder.plover.kind(kind).name
    }

    fn core_name(&self, kind: TypeId) -> &'static str {
        &self.coder.core.kind(kind).name
    }

    fn pattern_at(&self, word: usize) -> Option<TypeId> {
        self.coder.pattern_at(word)
    }

    fn taken_by(&self, word: usize) -> Option<TypeId> {
        let at = self.within.partition_point(|&(other, _)| other < word);
        self.within.get(at).filter(|(other, _)| *other == word).map(|&(_, kind)| kind)
    }

    fn stance(&self, word: usize) -> Option<Stance> {
        self.attributions.around(word).map(|id| self.attributions.list[id.index()].stance)
    }

    fn sectors(&self, one: &Argument) -> &[String] {
        self.arguments
            .entity_of(one.head)
            .map_or(&[], |id| &self.arguments.entities.get(id).sectors)
    }

    /// Whether a pattern says force and those who do it have the arms for it: "when *police opened fire*".
    /// Where only the main event of a sentence was marked for training, the weights take such a clause
    /// for none; it is taken for as likely as is asked.
    fn is_plain_force(&self, place: usize) -> bool {
        let force = self.codes[place]
            .plover
            .is_some_and(|coding| FORCE.contains(&self.type_name(coding.kind)));
        force
            && self.parts[place].iter().any(|one| {
                one.role == ParticipantRole::Actor
                    && self.arguments.entity_of(one.head).is_some_and(|id| {
                        self.coder.sectors_of(id).iter().any(|sector| ARMED.contains(sector))
                            && !self.speaks(id, self.triggers[place].word)
                    })
            })
    }

    /// Whether a pattern names all that an event's words say.
    fn is_fully_named(&self, place: usize) -> bool {
        self.codes[place].plover.is_some_and(|coding| features::step(coding.weight) >= WEIGHTIEST)
    }

    /// Whether an entity is the one who says what a word is part of: "*the rebels* claimed that *they*
    /// had attacked" tells of a claim.
    fn speaks(&self, entity: EntityId, word: usize) -> bool {
        self.attributions.around(word).is_some_and(|id| {
            let sources = &self.attributions.list[id.index()].sources;
            sources.iter().any(|source| self.arguments.entity_of(source.head) == Some(entity))
        })
    }

    fn country(&self, one: &Argument) -> Option<&str> {
        self.places.get(self.arguments.entity_of(one.head)?).country.as_deref()
    }

    /// How many events of the sentence that have a pattern stand before an event, how many after it,
    /// and of how many more is named.
    fn standing(&self, place: usize) -> [usize; 3] {
        let parse = self.arguments.article.parse;
        let word = self.triggers[place].word;
        let sentence = &parse.sentences()[parse.sentence_of(word)];
        let weight = self.codes[place].plover.map_or(0, |coding| coding.weight);
        let mut found = [0; 3];
        let first = self.triggers.partition_point(|other| other.word < sentence.start);
        for (other, coded) in self.triggers[first..].iter().zip(&self.codes[first..]) {
            if other.word >= sentence.end {
                break;
            }
            if let Some(coding) = coded.plover.filter(|_| other.word != word) {
                found[usize::from(other.word > word)] += 1;
                found[2] += usize::from(coding.weight > weight);
            }
        }
        found
    }

    fn depth(&self, mut word: usize) -> usize {
        for depth in 0..DEEPEST {
            match self.arguments.article.parse.word(word).head {
                Some(head) => word = head,
                None => return depth,
            }
        }
        DEEPEST
    }

    /// The events for training.
    pub(super) fn candidates(&self, meanings: Option<Meanings<'_>>) -> Vec<CodeCandidate> {
        let mut vectors = Vectors::new(meanings, self.arguments.article.parse.words().len());
        (0..self.triggers.len())
            .map(|place| {
                let trigger = self.triggers[place];
                let mut found = Vec::new();
                features::features(self, place, &mut |feature| found.push(feature.to_owned()));
                CodeCandidate {
                    trigger: self.arguments.article.span(trigger.word..trigger.word + 1),
                    open: !self.codes[place].hypothetical,
                    features: found,
                    meanings: vectors.zones(self, &trigger),
                    actors: self.named(place, ParticipantRole::Actor),
                    recipients: self.named(place, ParticipantRole::Recipient),
                }
            })
            .collect()
    }

    /// The phrases of the participants in a role, and the mentions of their entities.
    fn named(&self, place: usize, role: ParticipantRole) -> Vec<Span> {
        let mut spans = Vec::new();
        for &one in self.parts[place].iter().filter(|one| one.role == role) {
            spans.push(self.arguments.participant(&self.triggers[place], one).span);
            if let Some(id) = self.arguments.entity_of(one.head) {
                let mentions = &self.arguments.entities.get(id).mentions;
                spans.extend(
                    mentions.iter().map(|one| self.arguments.article.span(one.words.clone())),
                );
            }
        }
        spans
    }

    /// The probability of each class.
    fn weigh(&self, place: usize, judge: &Judge<'_>, vectors: &mut Vectors<'_>) -> [f64; CLASSES] {
        let zones = vectors.zones(self, &self.triggers[place]);
        let sums = judge.weights.sums(&zones, |take| features::features(self, place, take));
        probabilities(sums)
    }

    /// Why each event has its type.
    pub(super) fn explanations(&self, judge: &Judge<'_>) -> Vec<CodeExplanation> {
        let words = self.arguments.article.parse.words().len();
        let mut vectors = Vectors::new(judge.meanings, words);
        (0..self.triggers.len())
            .map(|place| explain::explain(self, place, judge, &mut vectors))
            .collect()
    }
}

/// Gives each event the type that is likeliest, where it is likely enough to have any: which of two
/// types one that imposes sanctions has may be open, but not that it has one. A type that no pattern
/// says has to be that likely itself.
pub(super) fn decide(
    coder: &Coder<'_>,
    attributions: &Attributions,
    places: &Places,
    judge: &Judge<'_>,
    triggers: &[Trigger],
    codes: &mut [Coded],
) {
    let scene = Scene::new(coder, attributions, places, triggers, codes);
    let mut vectors = Vectors::new(judge.meanings, coder.arguments.article.parse.words().len());
    let parse = coder.arguments.article.parse;
    let mut weighed: Vec<Option<Likely>> = (0..triggers.len())
        .map(|place| {
            if codes[place].hypothetical {
                return None;
            }
            let found = scene.weigh(place, judge, &mut vectors);
            let likely = likeliest(&found, |_| true);
            if codes[place].has_pattern_of(likely.kind) || likely.confidence >= judge.least {
                return Some(likely);
            }
            // What no pattern says yields to what one does, where that is likely, too.
            let said = likeliest(&found, |kind| codes[place].has_pattern_of(kind));
            if said.confidence >= SAID || said.confidence >= likely.confidence * SAID_SHARE {
                return Some(said);
            }
            Some(Likely { any: likely.confidence, ..likely })
        })
        .collect();
    for (place, likely) in weighed.iter_mut().enumerate() {
        if let Some(likely) = likely.as_mut()
            && (likely.any >= judge.least * BESIDE || scene.is_fully_named(place))
            && scene.is_plain_force(place)
        {
            likely.any = likely.any.max(judge.least);
        }
    }
    let mut has_sure = vec![false; parse.sentences().len()];
    for (trigger, likely) in triggers.iter().zip(&weighed) {
        has_sure[parse.sentence_of(trigger.word)] |=
            likely.is_some_and(|likely| likely.any >= judge.least);
    }
    for ((trigger, coded), likely) in triggers.iter().zip(codes).zip(weighed) {
        // Where a sentence tells of politics for sure, what else it tells is likelier to be some, too.
        let beside = coded.plover.is_some() && has_sure[parse.sentence_of(trigger.word)];
        let least = if beside { judge.least * BESIDE } else { judge.least };
        coded.plover =
            likely.filter(|likely| likely.any >= least).map(|likely| coding(coded, likely.kind));
        coded.asked = likely.map(|_| least);
        coded.likeliest = likely;
    }
}

/// The likeliest of the types that may be.
fn likeliest(found: &[f64; CLASSES], may_be: impl Fn(TypeId) -> bool) -> Likely {
    let types = found[..NONE].iter().copied().enumerate();
    let (kind, confidence) = types
        .filter(|&(kind, _)| may_be(TypeId(kind as u16)))
        .max_by(|(_, one), (_, other)| one.total_cmp(other))
        .unwrap_or_default();
    Likely { kind: TypeId(kind as u16), confidence, any: 1.0 - found[NONE] }
}

/// The type as the patterns have it, with its mode; without one where no pattern has it.
fn coding(coded: &Coded, kind: TypeId) -> Coding {
    coded
        .readings
        .iter()
        .filter_map(|(coding, _)| *coding)
        .find(|coding| coding.kind == kind)
        .unwrap_or(Coding { kind, mode: None, consumed: 0, weight: 0, rule: None, runner_up: None })
}
