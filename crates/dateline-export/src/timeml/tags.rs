//! The tags within the text.

use std::io;

use dateline_record::{Record, Span, Time, TimeType, Within};
use quick_xml::events::{BytesStart, Event as Xml};

use super::class::class;
use super::document::{Out, text};

/// A stretch of the text with a tag of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) span: Span,
    pub(super) of: Marked,
}

/// What a tag marks, as a place in its list. A time comes before an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Marked {
    Time(usize),
    Event(usize),
}

/// The tags of a text, in its order, none overlapping another: times first, and events where no time
/// stands.
pub(super) fn marks(record: &Record) -> Vec<Mark> {
    let times = record.times.iter().enumerate();
    let events = record.events.iter().enumerate();
    let mut marks: Vec<Mark> = times
        .map(|(place, time)| Mark { span: time.span, of: Marked::Time(place) })
        .chain(events.map(|(place, event)| Mark { span: event.trigger, of: Marked::Event(place) }))
        .filter(|mark| mark.span.within == Within::Text && mark.span.start < mark.span.end)
        .collect();
    let is_time = |mark: &Mark| matches!(mark.of, Marked::Time(_));
    marks.sort_by_key(|mark| (mark.span.start, mark.of));
    let mut kept: Vec<Mark> = Vec::with_capacity(marks.len());
    for mark in marks {
        // An event that runs into a time gives way to it.
        while kept
            .last()
            .is_some_and(|last| last.span.overlaps(mark.span) && is_time(&mark) && !is_time(last))
        {
            kept.pop();
        }
        if kept.last().is_none_or(|last| !last.span.overlaps(mark.span)) {
            kept.push(mark);
        }
    }
    kept
}

/// For each event whether it has a tag.
pub(super) fn tagged_events(record: &Record, marks: &[Mark]) -> Vec<bool> {
    let mut tagged = vec![false; record.events.len()];
    for mark in marks {
        if let Marked::Event(place) = mark.of {
            tagged[place] = true;
        }
    }
    tagged
}

/// Writes the text with its tags.
pub(super) fn write(record: &Record, marks: &[Mark], out: &mut Out) -> io::Result<()> {
    let mut rest = record.report.text.as_str();
    let mut at = 0;
    // The characters from here up to a place, and what follows them.
    let mut take = |until: u32| {
        let count = until.saturating_sub(at) as usize;
        let bytes = rest.char_indices().nth(count).map_or(rest.len(), |(offset, _)| offset);
        let (taken, left) = rest.split_at(bytes);
        rest = left;
        at = at.max(until);
        taken
    };
    for mark in marks {
        text(out, take(mark.span.start))?;
        let words = take(mark.span.end);
        let tag = match mark.of {
            Marked::Time(place) => timex(&record.times[place], place, words),
            Marked::Event(place) => BytesStart::new("EVENT").with_attributes([
                ("eid", format!("e{}", place + 1).as_str()),
                ("class", class(record, &record.events[place])),
            ]),
        };
        out.write_event(Xml::Start(tag.borrow()))?;
        text(out, words)?;
        out.write_event(Xml::End(tag.to_end()))?;
    }
    text(out, take(u32::MAX))
}

fn timex(time: &Time, place: usize, words: &str) -> BytesStart<'static> {
    let kind = match time.kind {
        TimeType::Date => "DATE",
        TimeType::Time => "TIME",
        TimeType::Duration => "DURATION",
        TimeType::Set => "SET",
    };
    let mut tag = BytesStart::new("TIMEX3");
    tag.push_attribute(("tid", format!("t{}", place + 1).as_str()));
    tag.push_attribute(("type", kind));
    tag.push_attribute(("value", time.value.as_str()));
    if let Some(modifier) = &time.modifier {
        tag.push_attribute(("mod", modifier.as_str()));
    }
    // "Tuesday", "last year": the value needed another time to be found.
    let year = time.value.get(..4).filter(|year| year.bytes().all(|byte| byte.is_ascii_digit()));
    let counted = year.is_some_and(|year| !words.contains(year));
    tag.push_attribute(("temporalFunction", if counted { "true" } else { "false" }));
    tag.push_attribute(("functionInDocument", "NONE"));
    tag
}
