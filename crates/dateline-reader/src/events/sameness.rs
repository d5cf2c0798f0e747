//! Which events of a report are one: a later mention points to the first.
//!
//! Mentions of one event have a dictionary form or a type in common, and nothing that tells them
//! apart: other named parties, other numbers of people, another day, another place, another polarity.
//! What must speak for them besides depends on how they are named: "*the* attack" needs nothing more,
//! "attacked … attacked" needs a party in common or none on one side.

use std::collections::{BTreeSet, HashMap};

use dateline_record::{
    EntityId, Event, EventId, MentionForm, PartOfSpeech, ParticipantRole, Polarity, Quantity,
    QuantityId, VerbTense,
};

use super::lexicon::GENERAL_VERBS;
use crate::article::Anchored;
use crate::entities::Entities;

/// How many earlier mentions with the same form or type are compared: a report that tells of the
/// same sort of event fifty times means different ones.
const MENTIONS_BACK: usize = 8;

/// What is known of an event from the way it is named.
#[derive(Debug, Clone, Copy)]
pub(super) struct Naming {
    /// By a noun that points back and says no more: "*the attack*", "*that visit*".
    pub(super) anaphoric: bool,
    /// By a noun that brings up a new one: "*another* attack", "*a* visit".
    pub(super) new: bool,
    /// By a verb of saying: "said … said" are two.
    pub(super) saying: bool,
    /// The number of its sentence.
    pub(super) sentence: usize,
}

/// What decides whether two events are one.
pub(super) struct Sameness<'a> {
    pub(super) entities: &'a Entities,
    pub(super) quantities: &'a [Anchored<Quantity>],
    pub(super) namings: &'a [Naming],
}

/// How those who play a part in two events go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Parties {
    Shared,
    /// Neither event has any.
    Neither,
    /// One has none, or it is not known who they are.
    Open,
    /// Two descriptions that may be of one: "the man", "the suspect".
    Unlike,
    /// Different names.
    Apart,
}

impl Sameness<'_> {
    /// Sets `same_as` of every event that an earlier one has told of.
    pub(super) fn link(&self, events: &mut [Event]) {
        let mut mentioned: HashMap<String, Vec<usize>> = HashMap::new();
        for place in 0..events.len() {
            if self.namings[place].saying {
                continue;
            }
            let keys = keys(&events[place]);
            let earlier: BTreeSet<usize> = keys
                .iter()
                .filter_map(|key| mentioned.get(key))
                .flat_map(|places| places.iter().rev().take(MENTIONS_BACK))
                .copied()
                .collect();
            // The same word is a better guess than the same type.
            let same = |&before: &usize| self.is_same(events, before, place);
            let (alike, others): (Vec<usize>, Vec<usize>) = earlier
                .into_iter()
                .rev()
                .partition(|&before| events[before].lemma == events[place].lemma);
            let first = alike.into_iter().find(same).or_else(|| others.into_iter().find(same));
            if let Some(first) = first {
                events[place].same_as =
                    Some(events[first].same_as.unwrap_or(EventId::from_index(first)));
            }
            for key in keys {
                mentioned.entry(key).or_default().push(place);
            }
        }
    }

    fn is_same(&self, events: &[Event], before: usize, after: usize) -> bool {
        let (one, other) = (&events[before], &events[after]);
        let naming = self.namings[after];
        if one.factuality.polarity != other.factuality.polarity
            || naming.new
            || !times_agree(one, other)
            || !places_agree(one, other)
            || !self.numbers_agree(one, other)
            || (one.grammar.tense == VerbTense::Future)
                != (other.grammar.tense == VerbTense::Future)
                && one.grammar.pos == PartOfSpeech::Verb
                && other.grammar.pos == PartOfSpeech::Verb
        {
            return false;
        }
        let actors = self.parties(one, other, &[ParticipantRole::Actor]);
        let patients = self.parties(
            one,
            other,
            &[ParticipantRole::Recipient, ParticipantRole::Theme, ParticipantRole::Destination],
        );
        if actors == Parties::Apart || patients == Parties::Apart {
            return false;
        }
        if naming.anaphoric {
            return true;
        }
        let certain = other.factuality.polarity != Polarity::Open;
        let shared = actors == Parties::Shared || patients == Parties::Shared;
        let verbs = |event: &Event| event.grammar.pos == PartOfSpeech::Verb;
        let both_verbs = verbs(one) && verbs(other);
        if one.lemma != other.lemma {
            // "was killed … the killing of": one of the two is a noun.
            return certain && shared && !both_verbs && patients != Parties::Unlike;
        }
        if both_verbs {
            if self.namings[before].sentence == naming.sentence
                || GENERAL_VERBS.contains(other.lemma.as_str())
            {
                return certain
                    && actors == Parties::Shared
                    && matches!(patients, Parties::Shared | Parties::Neither)
                    && self.namings[before].sentence != naming.sentence;
            }
            return certain
                && (shared
                    || matches!(
                        (actors, patients),
                        (Parties::Open | Parties::Neither, Parties::Unlike)
                            | (Parties::Open | Parties::Unlike | Parties::Neither, Parties::Open)
                    ));
        }
        // "the quake … the quake", "arrested … his arrest"
        shared || actors != Parties::Unlike
    }

    /// How those who play these parts in two events go together.
    fn parties(&self, one: &Event, other: &Event, roles: &[ParticipantRole]) -> Parties {
        let of = |event: &Event| -> Vec<Option<EntityId>> {
            let parts = event.participants.iter().filter(|one| roles.contains(&one.role));
            parts.map(|part| part.entity).collect()
        };
        let (one, other) = (of(one), of(other));
        if one.is_empty() && other.is_empty() {
            return Parties::Neither;
        }
        if one.is_empty() || other.is_empty() {
            return Parties::Open;
        }
        if one.iter().any(|entity| entity.is_some() && other.contains(entity)) {
            return Parties::Shared;
        }
        let named = |parts: &[Option<EntityId>]| {
            parts.iter().any(|part| part.is_some_and(|entity| self.is_named(entity)))
        };
        if named(&one) && named(&other) { Parties::Apart } else { Parties::Unlike }
    }

    fn is_named(&self, entity: EntityId) -> bool {
        let mentions = &self.entities.get(entity).mentions;
        mentions.iter().take(MENTIONS_BACK).any(|mention| mention.form == MentionForm::Name)
    }

    /// Whether what two events leave in numbers of people can be the same.
    fn numbers_agree(&self, one: &Event, other: &Event) -> bool {
        let (one, other) = (&one.attributes, &other.attributes);
        let agree = |one: &[QuantityId], other: &[QuantityId]| {
            let value = |id: &QuantityId| self.quantities.get(id.index()).map(|it| it.item.value);
            one.is_empty()
                || other.is_empty()
                || one.iter().any(|id| other.iter().any(|same| value(id) == value(same)))
        };
        agree(&one.dead, &other.dead)
            && agree(&one.injured, &other.injured)
            && agree(&one.arrested, &other.arrested)
    }
}

/// What two mentions of one event have in common at least: the type ("defected" and "the
/// defection") or the dictionary form.
fn keys(event: &Event) -> Vec<String> {
    let mut keys = vec![event.lemma.clone()];
    keys.extend(event.codes.core.clone());
    keys
}

/// Whether two events can be in one place, as far as their places are known.
fn places_agree(one: &Event, other: &Event) -> bool {
    match (one.place, other.place) {
        (Some(one), Some(other)) => one.entity == other.entity,
        _ => true,
    }
}

/// Whether two events can be of one day, as far as their times are known.
fn times_agree(before: &Event, after: &Event) -> bool {
    let (Some(one), Some(other)) = (before.when, after.when) else { return true };
    let apart = |end: Option<jiff::civil::Date>, start: Option<jiff::civil::Date>| matches!((end, start), (Some(end), Some(start)) if end < start);
    !apart(one.latest, other.earliest) && !apart(other.latest, one.earliest)
}
