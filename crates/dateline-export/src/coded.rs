//! What the formats of event data share: which events they hold, and how each is looked at.

use dateline_gazetteer::Gazetteer;
use dateline_record::{
    Attribution, Auxiliary, Entity, EntityId, EntityKind, Event, ParticipantRole, Record, Role,
    Span, Within,
};
use jiff::civil::Date;

/// How many mentions back the first is looked for; mostly it is the next.
const MENTIONS_BACK: usize = 16;

/// A record with its text ready to cut.
pub(crate) struct Source<'r> {
    pub(crate) record: &'r Record,
    /// Where each character of the text begins, in bytes, and where the last ends.
    starts: Vec<usize>,
}

/// Somebody who takes part in an event.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Party<'r> {
    pub(crate) entity: Option<&'r Entity>,
    /// The words that name it where the event is told.
    pub(crate) words: &'r str,
}

/// When an event happens, as far as a format has room for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Days {
    pub(crate) first: Option<Date>,
    pub(crate) last: Option<Date>,
    /// Whether that is the day of publication, for want of another.
    pub(crate) of_publication: bool,
}

impl<'r> Source<'r> {
    pub(crate) fn new(record: &'r Record) -> Self {
        let text = &record.report.text;
        let starts = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        Self { record, starts }
    }

    /// The words of a span; none where it is of the title or outside of the text.
    pub(crate) fn words(&self, span: Span) -> &'r str {
        let bytes = |at: u32| self.starts.get(at as usize).copied();
        match (span.within, bytes(span.start), bytes(span.end)) {
            (Within::Text, Some(start), Some(end)) if start <= end => {
                &self.record.report.text[start..end]
            }
            _ => "",
        }
    }

    /// The sentence that a span begins in, and its number from one.
    pub(crate) fn sentence(&self, span: Span) -> Option<(usize, Span)> {
        let next = self.record.sentences.partition_point(|sentence| sentence.start <= span.start);
        let sentence = *self.record.sentences.get(next.checked_sub(1)?)?;
        (span.start < sentence.end).then_some((next, sentence))
    }

    pub(crate) fn entity(&self, id: EntityId) -> Option<&'r Entity> {
        self.record.entities.get(id.index())
    }

    pub(crate) fn attribution(&self, event: &Event) -> Option<&'r Attribution> {
        self.record.attributions.get(event.attribution?.index())
    }

    /// The attributions that an event stands in, the innermost first.
    pub(crate) fn chain(&self, event: &Event) -> impl Iterator<Item = &'r Attribution> {
        let list = &self.record.attributions;
        let outwards = std::iter::successors(event.attribution, |id| list.get(id.index())?.parent);
        // A record that somebody else made may have a loop.
        outwards.take(list.len()).filter_map(|id| list.get(id.index()))
    }

    /// Who says so, innermost: the names of the sources, else their words.
    pub(crate) fn sources(&self, attribution: &Attribution) -> Vec<&'r str> {
        let name = |source: &dateline_record::Source| {
            let entity = source.entity.and_then(|id| self.entity(id));
            entity.map_or_else(|| self.words(source.span), |entity| entity.name.as_str())
        };
        attribution.sources.iter().map(name).collect()
    }

    /// Those who play a part in an event, each once; those named together by their members.
    pub(crate) fn parties(&self, event: &Event, role: ParticipantRole) -> Vec<Party<'r>> {
        let mut found: Vec<Party<'r>> = Vec::new();
        for one in event.participants.iter().filter(|one| one.role == role) {
            let words = self.words(one.span);
            let entity = one.entity.and_then(|id| self.entity(id));
            let members = entity.map_or(&[][..], |entity| &entity.members[..]);
            let mut add = |entity: Option<&'r Entity>| {
                let known = |party: &Party<'_>| match (party.entity, entity) {
                    (Some(old), Some(new)) => old.id == new.id,
                    _ => party.entity.is_none() && entity.is_none() && party.words == words,
                };
                if !found.iter().any(known) {
                    found.push(Party { entity, words });
                }
            };
            if members.is_empty() {
                add(entity);
            } else {
                for &member in members {
                    add(self.entity(member));
                }
            }
        }
        found
    }

    /// The first event that this one mentions again, with a code by the same measure; itself where
    /// it is told for the first time.
    pub(crate) fn told_first(
        &self,
        event: &'r Event,
        same: impl Fn(&'r Event, &'r Event) -> bool,
    ) -> &'r Event {
        let mut first = event;
        for _ in 0..MENTIONS_BACK {
            let earlier = first.same_as.and_then(|id| self.record.events.get(id.index()));
            match earlier {
                Some(earlier) if earlier.id < first.id && same(earlier, event) => first = earlier,
                _ => break,
            }
        }
        first
    }

    /// The name of an event in a data set: the report's and where its word stands, so that it does
    /// not change when another event is found.
    pub(crate) fn event_id(&self, event: &Event) -> String {
        format!("{}_{}", self.record.report.id, event.trigger.start)
    }

    /// When an event happens. One that the text gives no day has that of publication, as these
    /// formats are used; not so what is told as background.
    pub(crate) fn days(&self, event: &Event) -> Days {
        let own = event.when.map_or((None, None), |when| (when.earliest, when.latest));
        let (first, last) = (own.0.or(own.1), own.1);
        if first.is_some() || is_historical(event) {
            return Days { first, last, of_publication: false };
        }
        let published = &self.record.report.published;
        // A year of publication is no day.
        let day = published.earliest.filter(|_| published.earliest == published.latest);
        Days { first: day, last: day, of_publication: day.is_some() }
    }
}

impl<'r> Party<'r> {
    /// The country it belongs to: ISO 3166-1 alpha-3.
    pub(crate) fn country(self) -> Option<&'r str> {
        self.entity?.country.as_deref()
    }

    /// Its PLOVER sectors, the first first.
    pub(crate) fn sectors(self) -> &'r [String] {
        self.entity.map_or(&[], |entity| &entity.sectors)
    }

    /// The item of Wikidata that it is linked to: `Q76658`.
    pub(crate) fn wikidata(self) -> Option<&'r str> {
        let item = |id: &'r str| {
            let number = id.strip_prefix('Q')?;
            let digits = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
            digits.then_some(id)
        };
        self.entity?.links.iter().find_map(|link| {
            item(&link.id).or_else(|| link.identifiers.values().find_map(|value| item(value)))
        })
    }

    /// The office of a person, the one held now before others.
    pub(crate) fn office(self) -> Option<&'r str> {
        use dateline_record::RoleStatus::{Acting, Current};
        let entity = self.entity.filter(|entity| entity.kind == EntityKind::Person)?;
        let held = |role: &&Role| matches!(role.status, Some(Current | Acting) | None);
        let role = entity.roles.iter().find(held).or_else(|| entity.roles.first())?;
        Some(role.title.as_str())
    }
}

/// The usual English name of a country.
pub(crate) fn country_name(code: &str) -> Option<&'static str> {
    Gazetteer::embedded().country(code).map(|country| country.name)
}

fn is_historical(event: &Event) -> bool {
    let plover = event.codes.plover.as_ref();
    plover.is_some_and(|code| code.auxiliary.contains(&Auxiliary::Historical))
}

/// The mentions of each event, by the first of them; empty for the others and where `coded` says that
/// an event has no place in the format.
pub(crate) fn mentions<'r>(
    source: &Source<'r>,
    coded: impl Fn(&'r Event) -> bool,
    same: impl Fn(&Event, &Event) -> bool,
) -> Vec<Vec<&'r Event>> {
    let mut mentions = vec![Vec::new(); source.record.events.len()];
    for event in source.record.events.iter().filter(|event| coded(event)) {
        let first =
            source.told_first(event, |earlier, event| coded(earlier) && same(earlier, event));
        if let Some(told) = mentions.get_mut(first.id.index()) {
            told.push(event);
        }
    }
    mentions
}

/// Whether two events have the same PLOVER type, or none and the same codes of the user's codebooks.
pub(crate) fn same_codes(one: &Event, other: &Event) -> bool {
    match (&one.codes.plover, &other.codes.plover) {
        (Some(one), Some(other)) => one.event == other.event,
        (None, None) => one.codes.others == other.codes.others,
        _ => false,
    }
}

/// The same with blanks for whatever would end a cell or a row.
pub(crate) fn on_one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
