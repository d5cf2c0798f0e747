//! Which events of a report are one: a later mention points to the first.

use std::collections::HashMap;

use dateline_record::{Event, EventId, ParticipantRole, Polarity};

/// Sets `same_as` of every event that an earlier one has told of. Two mentions are one event only
/// where they have the same type or dictionary form, share an actor or a recipient, and disagree in
/// neither participants, time nor polarity. `anaphoric` tells of each event whether it is named by
/// a noun that points back and says no more: "*the attack*", "*that visit*"; `sayings`, whether it is
/// named by a verb of saying, which is never one with another.
pub(super) fn link(events: &mut [Event], anaphoric: &[bool], sayings: &[bool]) {
    let mut mentioned: HashMap<String, Vec<usize>> = HashMap::new();
    for place in (0..events.len()).filter(|&place| !sayings[place]) {
        let key = key(&events[place]);
        let earlier = mentioned.entry(key).or_default();
        // The last few will do: a report that tells of the same kind of event fifty times means
        // different ones.
        let first = earlier.iter().rev().take(8).copied().find(|&before| {
            is_same(&events[before], &events[place])
                || anaphoric[place]
                    && events[before].factuality.polarity == events[place].factuality.polarity
                    && times_agree(&events[before], &events[place])
        });
        if let Some(first) = first {
            events[place].same_as =
                Some(events[first].same_as.unwrap_or(EventId::from_index(first)));
        }
        earlier.push(place);
    }
}

/// What two mentions of one event have in common at least: "defected" and "the defection" have one
/// type; without a type, the dictionary form.
fn key(event: &Event) -> String {
    event.codes.core.clone().unwrap_or_else(|| event.lemma.clone())
}

fn is_same(before: &Event, after: &Event) -> bool {
    if before.factuality.polarity != after.factuality.polarity
        || after.factuality.polarity == Polarity::Open
    {
        return false;
    }
    let mut shared = false;
    for role in [ParticipantRole::Actor, ParticipantRole::Recipient, ParticipantRole::Destination] {
        let of = |event: &Event| {
            event
                .participants
                .iter()
                .filter(|one| one.role == role)
                .map(|one| one.entity)
                .collect::<Vec<_>>()
        };
        let (one, other) = (of(before), of(after));
        if one.is_empty() || other.is_empty() {
            continue;
        }
        if !one.iter().any(|entity| entity.is_some() && other.contains(entity)) {
            return false;
        }
        shared = true;
    }
    shared && times_agree(before, after)
}

/// Whether two events can be of one day, as far as their times are known.
fn times_agree(before: &Event, after: &Event) -> bool {
    let (Some(one), Some(other)) = (before.when, after.when) else { return true };
    let apart = |end: Option<jiff::civil::Date>, start: Option<jiff::civil::Date>| matches!((end, start), (Some(end), Some(start)) if end < start);
    !apart(one.latest, other.earliest) && !apart(other.latest, one.earliest)
}
