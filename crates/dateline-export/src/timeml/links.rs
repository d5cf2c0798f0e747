//! TLINK: order in time. SLINK: what one event says or governs of another.

use std::collections::HashSet;
use std::io;

use dateline_record::{
    Event, OrderBasis, OrderEnd, OrderRelation, Record, Span, Stance, TimeType, When, WhenBasis,
};

use super::document::{Out, empty};

/// Writes the links of the events that have tags.
pub(super) fn write(record: &Record, tagged: &[bool], out: &mut Out) -> io::Result<()> {
    let mut number = 0;
    for (from, relation, to) in temporal(record, tagged) {
        number += 1;
        let (id, instance) = (format!("l{number}"), format!("ei{}", from + 1));
        let (attribute, other) = match to {
            OrderEnd::Event(event) => {
                ("relatedToEventInstance", format!("ei{}", event.index() + 1))
            }
            OrderEnd::Time(time) => ("relatedToTime", time.to_string()),
            OrderEnd::Report => ("relatedToTime", "t0".to_owned()),
        };
        let attributes = [
            ("lid", id.as_str()),
            ("relType", relation),
            ("eventInstanceID", instance.as_str()),
            (attribute, other.as_str()),
        ];
        empty(out, "TLINK", &attributes)?;
    }
    for (from, relation, to) in subordinate(record, tagged) {
        number += 1;
        let id = format!("l{number}");
        let (over, under) = (format!("ei{}", from + 1), format!("ei{}", to + 1));
        let attributes = [
            ("lid", id.as_str()),
            ("relType", relation),
            ("eventInstanceID", over.as_str()),
            ("subordinatedEventInstance", under.as_str()),
        ];
        empty(out, "SLINK", &attributes)?;
    }
    Ok(())
}

/// The links in time: of events to their own times, then those of `order`.
fn temporal(record: &Record, tagged: &[bool]) -> Vec<(usize, &'static str, OrderEnd)> {
    let dated = record.events.iter().enumerate().filter_map(|(place, event)| {
        let (relation, time) = in_time(record, event.when?)?;
        Some((place, relation, OrderEnd::Time(time)))
    });
    let ordered = record.order.iter().map(|link| {
        let relation = match (link.relation, link.basis, link.to) {
            (_, OrderBasis::Mention, _) => "IDENTITY",
            (OrderRelation::During, _, OrderEnd::Time(_)) => "DURING",
            (OrderRelation::Before, ..) => "BEFORE",
            (OrderRelation::After, ..) => "AFTER",
            (OrderRelation::During, ..) => "IS_INCLUDED",
            (OrderRelation::Includes, ..) => "INCLUDES",
            (OrderRelation::Simultaneous, ..) => "SIMULTANEOUS",
        };
        (link.from.index(), relation, link.to)
    });
    let mut pairs = HashSet::new();
    dated
        .chain(ordered)
        .filter(|&(from, _, to)| {
            let there = match to {
                OrderEnd::Event(event) => tagged.get(event.index()).copied().unwrap_or(false),
                OrderEnd::Time(time) => record.times.get(time.index()).is_some(),
                OrderEnd::Report => record.report.published.value.is_some(),
            };
            there && tagged.get(from).copied().unwrap_or(false) && pairs.insert((from, to))
        })
        .collect()
}

/// How an event lies to the time that it has of its own; a time that only followed from another
/// event's is a link of those two.
fn in_time(record: &Record, when: When) -> Option<(&'static str, dateline_record::TimeId)> {
    if matches!(when.basis, WhenBasis::Order | WhenBasis::Narrative) {
        return None;
    }
    let time = when.time?;
    let relation = match (when.earliest, when.latest) {
        _ if record.times.get(time.index())?.kind == TimeType::Duration => "DURING",
        (Some(_), None) => "AFTER",
        (None, Some(_)) => "BEFORE",
        _ => "IS_INCLUDED",
    };
    Some((relation, time))
}

/// What is said, and what is governed: `(over, relation, under)`.
fn subordinate(record: &Record, tagged: &[bool]) -> Vec<(usize, &'static str, usize)> {
    let mut links = Vec::new();
    for (place, event) in record.events.iter().enumerate().filter(|(place, _)| tagged[*place]) {
        let Some(attribution) =
            event.attribution.and_then(|id| record.attributions.get(id.index()))
        else {
            continue;
        };
        let Some(cue) = attribution.cue.first() else { continue };
        let saying = saying(record, *cue).filter(|&saying| saying != place && tagged[saying]);
        let Some(saying) = saying else { continue };
        if !in_one_sentence(record, &record.events[saying], event) {
            continue;
        }
        let relation = match attribution.stance {
            Stance::Denies => "NEG_EVIDENTIAL",
            Stance::Asks | Stance::Plans | Stance::Believes => "MODAL",
            _ => "EVIDENTIAL",
        };
        links.push((saying, relation, place));
    }
    for link in record.order.iter().filter(|link| link.basis == OrderBasis::Infinitive) {
        if let OrderEnd::Event(over) = link.to
            && tagged.get(over.index()).copied().unwrap_or(false)
            && tagged.get(link.from.index()).copied().unwrap_or(false)
        {
            links.push((over.index(), "MODAL", link.from.index()));
        }
    }
    links.sort_unstable();
    links.dedup_by_key(|&mut (over, _, under)| (over, under));
    links
}

/// The event that the words of a cue name. Events stand in the order of their triggers.
fn saying(record: &Record, cue: Span) -> Option<usize> {
    let from = record.events.partition_point(|event| event.trigger.start < cue.start);
    record.events.get(from).filter(|event| cue.contains(event.trigger)).map(|_| from)
}

fn in_one_sentence(record: &Record, one: &Event, other: &Event) -> bool {
    let sentence = |event: &Event| {
        record.sentences.partition_point(|sentence| sentence.end <= event.trigger.start)
    };
    sentence(one) == sentence(other)
}
