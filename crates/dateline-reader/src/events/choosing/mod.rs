//! Who takes part in a coded event, weighed: each one that the tree gives a part and each other name
//! and person of the sentence is weighed as its actor, as its recipient and as neither
//! ([`features`], [`model`]).
//!
//! The tree says who stands where; the weights say whom an act of this type is aimed at. What only the
//! tree takes for a recipient ("accepted *a formula*") becomes the theme; whom only the weights find
//! ("urged a reform of *the harbour police*") is added. Who acts by the tree acts: the weights take
//! nobody's deed away. An event that is coded only for the company that it has in its sentence keeps
//! its code where the weights are sure of somebody who takes part in it. `dateline-train codes` learns
//! the weights.

mod features;
mod model;
#[cfg(test)]
mod tests;

use dateline_language::{Relation, Upos};
use dateline_record::{EntityKind, ParticipantRole, Span};

use super::argument::{Argument, Arguments};
use super::coding::{Coded, Coder};
use super::lexicon::WHERE;
use super::trigger::Trigger;
use crate::attributions::Attributions;
use crate::places::Places;

use features::Path;
pub use model::ParticipantWeights;

/// How many words before and after an event are asked for candidates.
const REACH: usize = 40;

/// How many steps through the tree a candidate may be away that the tree gives no part.
const STEPS: usize = 6;

/// How many steps below an event things are candidates, too.
const CLOSE: usize = 3;

/// How many of those joined by "and" are followed.
const MOST_JOINED: usize = 16;

/// The least probability of a recipient that the tree gives, and of a part that it does not give.
const LEAST_KEPT: f64 = 0.3;
const LEAST_ADDED: f64 = 0.4;

/// The least probability of a recipient whom the words name plainly.
const LEAST_PLAIN: f64 = 0.03;

/// The same of a thing that force is used on.
const LEAST_STRUCK: f64 = 0.1;

/// How likely a recipient that the tree gives must be, beside the likeliest one of the event.
const LEAST_SHARE: f64 = 0.9;

/// How likely the part of somebody must be in an event that is coded for its company.
const LEAST_ASIDE: f64 = 0.9;

/// Somebody or something that may take part in a coded event, as the training program sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct ParticipantCandidate {
    /// The word that names the event.
    pub trigger: Span,
    /// The words of the candidate, as the record would have them, and of those joined to it.
    pub spans: Vec<Span>,
    /// The part that the tree gives it.
    pub role: Option<ParticipantRole>,
    /// How many steps through the tree it is away from the event.
    pub steps: usize,
    /// What its part is weighed by.
    pub features: Vec<String>,
}

/// A text with its events and the parts that the tree gives.
pub(super) struct Scene<'a> {
    coder: &'a Coder<'a>,
    arguments: &'a Arguments<'a>,
    attributions: &'a Attributions,
    places: &'a Places,
    triggers: &'a [Trigger],
    codings: &'a [Coded],
    parts: &'a [Vec<Argument>],
    /// Every part of every event: its word, the event and the role, in this order.
    roles: Vec<(usize, usize, ParticipantRole)>,
}

impl<'a> Scene<'a> {
    pub(super) fn new(
        coder: &'a Coder<'a>,
        attributions: &'a Attributions,
        places: &'a Places,
        triggers: &'a [Trigger],
        codings: &'a [Coded],
        parts: &'a [Vec<Argument>],
    ) -> Self {
        let all = parts.iter().enumerate();
        let mut roles: Vec<_> = all
            .flat_map(|(place, parts)| parts.iter().map(move |one| (one.head, place, one.role)))
            .collect();
        roles.sort_unstable();
        Self {
            coder,
            arguments: coder.arguments,
            attributions,
            places,
            triggers,
            codings,
            parts,
            roles,
        }
    }

    /// The parts that a word has in other events.
    fn elsewhere(
        &self,
        head: usize,
        place: usize,
    ) -> impl Iterator<Item = (usize, ParticipantRole)> {
        let from = self.roles.partition_point(|&(word, ..)| word < head);
        self.roles[from..]
            .iter()
            .take_while(move |&&(word, ..)| word == head)
            .filter(move |&&(_, other, _)| other != place)
            .map(|&(_, other, role)| (other, role))
    }

    /// The part that the tree gives a word in an event: actor and recipient before the others.
    fn role(&self, place: usize, head: usize) -> Option<ParticipantRole> {
        self.parts[place].iter().filter(|one| one.head == head).map(|one| one.role).min()
    }

    fn is_coded(&self, place: usize) -> bool {
        self.codings[place].plover.is_some()
    }

    /// The words that may name a participant of an event, each once, in the order of the text.
    fn candidates(&self, place: usize) -> Vec<usize> {
        let syntax = self.arguments.syntax;
        let trigger = &self.triggers[place];
        let sentence = &syntax.parse.sentences()[syntax.parse.sentence_of(trigger.word)];
        let near = trigger.word.saturating_sub(REACH).max(sentence.start)
            ..(trigger.word + REACH).min(sentence.end);
        let mut found: Vec<usize> = self.parts[place].iter().map(|one| one.head).collect();
        found.extend(near.filter(|&at| self.may_take_part(trigger, at)));
        found.sort_unstable();
        found.dedup();
        // Of those joined by "and", the first stands for all.
        let all = found.clone();
        found.retain(|&at| {
            let word = syntax.word(at);
            at != trigger.word
                && at != trigger.predicate()
                && !(word.relation == Relation::Conj
                    && word.head.is_some_and(|first| {
                        all.binary_search(&first).is_ok()
                            && self.role(place, first) == self.role(place, at)
                    }))
        });
        found
    }

    /// Whether a word is the head of a phrase that names somebody, or somebody's thing or deed, or that
    /// stands close below the event.
    fn may_take_part(&self, trigger: &Trigger, at: usize) -> bool {
        let syntax = self.arguments.syntax;
        let word = syntax.word(at);
        if self.arguments.in_time[at] {
            return false;
        }
        match word.relation {
            Relation::Flat | Relation::Fixed | Relation::Appos | Relation::Punct => false,
            // "the US embassy": the embassy is the candidate; "the Ukrainian offensive": Ukraine is.
            Relation::Amod | Relation::Compound => {
                self.arguments.entities.at(at).is_some()
                    && word.head.is_some_and(|noun| {
                        self.triggers.binary_search_by_key(&noun, |one| one.word).is_ok()
                    })
            }
            _ if !matches!(word.upos, Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num) => false,
            _ if self.arguments.is_participant(at) => true,
            _ if word.upos != Upos::Noun => false,
            _ => {
                let above = std::iter::successors(word.head, |&at| syntax.word(at).head);
                let close = above
                    .take(CLOSE)
                    .any(|above| above == trigger.word || above == trigger.predicate());
                close
                    && matches!(
                        word.relation,
                        Relation::Obl | Relation::Nmod | Relation::Obj | Relation::Nsubj
                    )
                    || self.arguments.owner_word(at).is_some()
            }
        }
    }

    /// The candidates of the coded events, for training.
    pub(super) fn for_training(&self) -> Vec<ParticipantCandidate> {
        let mut found = Vec::new();
        for place in (0..self.triggers.len()).filter(|&place| self.is_coded(place)) {
            let word = self.triggers[place].word;
            for head in self.candidates(place) {
                let path = Path::between(self, place, head);
                let mut features = Vec::new();
                features::features(self, place, head, &path, &mut |one| {
                    features.push(one.to_owned());
                });
                let role = self.role(place, head);
                if role.is_none() && path.steps() > STEPS {
                    continue;
                }
                found.push(ParticipantCandidate {
                    trigger: self.arguments.article.span(word..word + 1),
                    spans: self.spans(place, head),
                    role,
                    steps: path.steps(),
                    features,
                });
            }
        }
        found
    }

    /// A candidate and those that the tree joins to it.
    fn joined(&self, place: usize, head: usize) -> impl Iterator<Item = usize> {
        let role = self.role(place, head);
        let all = self.arguments.syntax.with_conjuncts(head).take(MOST_JOINED);
        all.filter(move |&at| at == head || self.role(place, at) == role)
    }

    /// The words of a candidate and of those joined to it.
    fn spans(&self, place: usize, head: usize) -> Vec<Span> {
        let event = &self.triggers[place];
        let role = self.role(place, head).unwrap_or(ParticipantRole::Recipient);
        self.joined(place, head)
            .map(|head| self.arguments.participant(event, Argument { role, head }).span)
            .collect()
    }

    /// Those who take part in a coded event, by the tree and the weights.
    fn choice(&self, place: usize, weights: &ParticipantWeights) -> Choice {
        use ParticipantRole as Role;
        let mut parts = self.parts[place].clone();
        let mut added: Vec<(f64, Argument)> = Vec::new();
        let mut surest: f64 = 0.0;
        let mut kept: Vec<(f64, usize)> = Vec::new();
        let mut plain = false;
        for head in self.candidates(place) {
            let path = Path::between(self, place, head);
            let given = self.role(place, head);
            if given.is_none() && path.steps() > STEPS {
                continue;
            }
            let [actor, recipient, _] =
                weights.probabilities(|take| features::features(self, place, head, &path, take));
            let likely = actor.max(recipient);
            surest = surest.max(likely);
            let role = if actor >= recipient { Role::Actor } else { Role::Recipient };
            match given {
                Some(Role::Actor) => {}
                Some(Role::Recipient) if recipient >= LEAST_PLAIN && self.is_plain(head) => {
                    plain = true;
                    kept.push((1.0, head));
                }
                // "burned *the town hall*": force is used on things, too.
                Some(Role::Recipient)
                    if recipient
                        < if self.is_struck(place, head) { LEAST_STRUCK } else { LEAST_KEPT } =>
                {
                    self.give(&mut parts, head, Role::Recipient, Role::Theme);
                }
                Some(Role::Recipient) => kept.push((recipient, head)),
                _ if likely < LEAST_ADDED || self.is_barred(place, head, given, role) => {}
                _ => added.push((likely, Argument { role, head })),
            }
        }
        let others = added.iter().filter(|(_, one)| one.role == Role::Recipient);
        let likeliest = kept
            .iter()
            .map(|&(likely, _)| likely)
            .chain(others.map(|&(likely, _)| likely))
            .fold(0.0, f64::max);
        for &(likely, head) in &kept {
            if !plain && likely < likeliest * LEAST_SHARE {
                self.give(&mut parts, head, Role::Recipient, Role::Theme);
            }
        }
        // "accused the rebels of burning *the depot*": beside whom the act plainly has, nobody is
        // looked for.
        added.retain(|(_, one)| {
            !plain || one.role == Role::Actor || self.role(place, one.head).is_some()
        });
        added.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.head.cmp(&other.1.head)));
        for (_, one) in added {
            match self.role(place, one.head) {
                // "withdrew *its troops* from the island": aimed at whoever is on the island.
                Some(Role::Theme | Role::Instrument)
                    if !kept.is_empty() && one.role == Role::Recipient => {}
                Some(given @ (Role::Theme | Role::Instrument)) => {
                    self.give(&mut parts, one.head, given, one.role);
                }
                _ if self.is_told(&parts, one.head) => {}
                // Who is joined to somebody takes the same part.
                _ => parts.extend(
                    self.joined(place, one.head).map(|head| Argument { role: one.role, head }),
                ),
            }
        }
        Choice { place, parts, surest }
    }

    /// Whether the words say plainly whom an act is aimed at: its object, where that is somebody who
    /// can act, or what stands after "against". In a clause beside others ("…, urging *the council* to
    /// resign") the weights doubt that, for annotators mark one event of a sentence.
    fn is_plain(&self, head: usize) -> bool {
        match self.arguments.syntax.marker(head) {
            "" => self.arguments.is_participant(head),
            marker => marker == "against",
        }
    }

    /// Whether something is the object of an act of force.
    fn is_struck(&self, place: usize, head: usize) -> bool {
        let force = self.codings[place].plover.is_some_and(|coding| {
            matches!(self.coder.plover.kind(coding.kind).name.as_str(), "ASSAULT" | "COERCE")
        });
        force && self.arguments.syntax.marker(head).is_empty()
    }

    /// Whether somebody or something cannot have a part, whatever the weights say.
    fn is_barred(
        &self,
        place: usize,
        head: usize,
        given: Option<ParticipantRole>,
        role: ParticipantRole,
    ) -> bool {
        use ParticipantRole as Role;
        if role == Role::Actor {
            return self.is_where(head);
        }
        let parts = &self.parts[place];
        // "declared *a state of siege*": the act itself.
        let taken = &self.codings[place].taken;
        let word = self.arguments.syntax.word(head);
        taken.contains(&head) && !self.is_struck(place, head)
            || word.head.is_some_and(|noun| taken.contains(&noun))
                && self.arguments.syntax.marker(head) == "of"
                && !self.arguments.is_participant(head)
            // "will meet the envoy *in Nairobi*": they meet each other there.
            || given.is_none()
                && self.is_where(head)
                && parts.iter().filter(|one| one.role == Role::Actor).count() > 1
                && parts.iter().all(|one| one.role != Role::Recipient)
            // "moved the villagers *to a school*": who is moved is acted upon.
            || matches!(given, Some(Role::Destination | Role::Origin))
                && parts.iter().any(|one| {
                    one.role == Role::Recipient && self.arguments.is_participant(one.head)
                })
    }

    /// Whether a phrase only says where: "was arrested *in Oslo*". Annotators make such a place act;
    /// the words do not.
    fn is_where(&self, head: usize) -> bool {
        let is_place = self
            .arguments
            .entity_of(head)
            .is_some_and(|entity| self.arguments.entities.get(entity).kind == EntityKind::Place);
        is_place && WHERE.contains(self.arguments.syntax.marker(head))
    }

    /// Whether the actors and recipients of an event have the words or the entity of a phrase already.
    fn is_told(&self, parts: &[Argument], head: usize) -> bool {
        let words = self.arguments.extent(head);
        let entity = self.arguments.entity_of(head);
        let sides = parts
            .iter()
            .filter(|one| matches!(one.role, ParticipantRole::Actor | ParticipantRole::Recipient));
        sides.map(|one| one.head).any(|other| {
            let others = self.arguments.extent(other);
            words.start < others.end && others.start < words.end
                || entity.is_some() && self.arguments.entity_of(other) == entity
        })
    }

    /// Gives another role to a part and to those joined to it.
    fn give(
        &self,
        parts: &mut [Argument],
        head: usize,
        from: ParticipantRole,
        to: ParticipantRole,
    ) {
        let syntax = self.arguments.syntax;
        for one in parts.iter_mut().filter(|one| one.role == from) {
            let joined = syntax.word(one.head).relation == Relation::Conj
                && syntax.word(one.head).head == Some(head);
            if one.head == head || joined {
                one.role = to;
            }
        }
    }
}

/// What the weights make of a coded event.
struct Choice {
    place: usize,
    parts: Vec<Argument>,
    /// How likely the likeliest part of anybody is.
    surest: f64,
}

/// Gives each coded event the parts that the tree and the weights say together. `least` is the
/// probability at which a type stands without company.
pub(super) fn choose(
    coder: &Coder<'_>,
    attributions: &Attributions,
    places: &Places,
    (weights, least): (&ParticipantWeights, f64),
    triggers: &[Trigger],
    codings: &mut [Coded],
    parts: &mut [Vec<Argument>],
) {
    let scene = Scene::new(coder, attributions, places, triggers, codings, parts);
    let coded = (0..triggers.len()).filter(|&place| scene.is_coded(place));
    let choices: Vec<Choice> = coded.map(|place| scene.choice(place, weights)).collect();
    for choice in choices {
        let coding = &mut codings[choice.place];
        let is_aside = coding.likeliest.is_some_and(|likely| likely.any < least);
        if is_aside && choice.surest < LEAST_ASIDE {
            coding.plover = None;
            // Nobody's company helps it: what is asked of others is asked of it.
            coding.asked = Some(least);
        } else {
            parts[choice.place] = choice.parts;
        }
    }
}
