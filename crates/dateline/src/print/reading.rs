//! A record, asked the questions that its picture answers: which words, whose, and who says so.

use dateline_record::{
    Attribution, AttributionId, Certainty, Entity, EntityId, Event, Factuality, Participant,
    ParticipantRole, Polarity, QuantityId, Record, Source, SourceKind, Span, Stance, Tense, TimeId,
    Within,
};

use super::dates;
use super::look::{Shade, cut};

/// How many columns a name may take before it is cut.
const LONGEST_NAME: usize = 48;

/// A record with what is needed to find its words.
pub(super) struct Reading<'r> {
    pub(super) record: &'r Record,
    text: Offsets<'r>,
    title: Offsets<'r>,
}

/// Somebody who vouches for something, in words.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Voice {
    pub(super) words: String,
    pub(super) shade: Shade,
}

/// How sure something is, in a mark and in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sureness {
    pub(super) mark: &'static str,
    pub(super) words: &'static str,
    pub(super) shade: Shade,
}

impl<'r> Reading<'r> {
    pub(super) fn new(record: &'r Record) -> Self {
        let title = record.report.title.as_deref().unwrap_or_default();
        Self { record, text: Offsets::new(&record.report.text), title: Offsets::new(title) }
    }

    /// The words of a span on one line, fit to print.
    pub(super) fn words(&self, span: Span) -> String {
        let offsets = match span.within {
            Within::Text => &self.text,
            Within::Title => &self.title,
        };
        printable(offsets.slice(span.start, span.end))
    }

    pub(super) fn entity(&self, id: EntityId) -> Option<&'r Entity> {
        self.record.entities.get(id.index())
    }

    /// The name of an entity, cut where it is long.
    pub(super) fn name(&self, id: EntityId) -> String {
        self.entity(id)
            .map_or_else(String::new, |entity| cut(&printable(&entity.name), LONGEST_NAME))
    }

    /// Whether a participant is only something of its entity's: "its boats" are Tunisia's, and are not
    /// Tunisia.
    fn is_possession(&self, participant: &Participant) -> bool {
        let span = participant.span;
        let mentions = participant.entity.and_then(|id| self.entity(id)).map(|one| &one.mentions);
        let mut within = mentions
            .into_iter()
            .flatten()
            .map(|mention| mention.span)
            .filter(|at| at.within == span.within && at.start < span.end && span.start < at.end)
            .peekable();
        let names = |at: Span| {
            let rest = self.words(Span { start: at.end.min(span.end), ..span });
            at.end >= span.end
                // "Ana Lim, the envoy"
                || at.start <= span.start && rest.trim_start().starts_with([',', '('])
        };
        within.peek().is_some() && !within.any(names)
    }

    /// Who or what takes part in one of these roles: names where they are known, else the words.
    pub(super) fn participants(&self, event: &Event, roles: &[ParticipantRole]) -> String {
        let name = |participant: &Participant| match participant.entity {
            Some(entity) if !self.is_possession(participant) => self.name(entity),
            _ => cut(&self.words(participant.span), LONGEST_NAME),
        };
        let mut names: Vec<String> = Vec::new();
        for participant in event.participants.iter().filter(|one| roles.contains(&one.role)) {
            let name = name(participant);
            if !name.is_empty() && !names.contains(&name) {
                names.push(name);
            }
        }
        names.join(", ")
    }

    /// When a time expression is: its days in words, or else the report's own words for it.
    pub(super) fn time(&self, id: TimeId) -> String {
        let Some(time) = self.record.times.get(id.index()) else { return String::new() };
        dates::stretch(time.earliest, time.latest)
            .unwrap_or_else(|| format!("“{}”", self.words(time.span)))
    }

    /// The report's words for a number.
    pub(super) fn quantity(&self, id: QuantityId) -> String {
        let quantity = self.record.quantities.get(id.index());
        quantity.map_or_else(String::new, |quantity| self.words(quantity.span))
    }

    pub(super) fn attribution(&self, id: AttributionId) -> Option<&'r Attribution> {
        self.record.attributions.get(id.index())
    }

    /// An attribution and those it stands in, innermost first.
    pub(super) fn chain(&self, id: AttributionId) -> impl Iterator<Item = &'r Attribution> {
        let first = self.attribution(id);
        // A record from elsewhere may name an attribution its own parent; the bound ends that.
        let bound = self.record.attributions.len();
        std::iter::successors(first, |inner| self.attribution(inner.parent?)).take(bound)
    }

    /// Who vouches for something: `a lawyer, by way of Le Golfe`.
    pub(super) fn voice(&self, id: Option<AttributionId>) -> Voice {
        let Some(id) = id else {
            return Voice { words: "the report".to_owned(), shade: Shade::Plain };
        };
        let unnamed = self.attribution(id).is_some_and(is_unnamed);
        Voice {
            words: self.chain_names(id).join(", by way of "),
            shade: if unnamed { Shade::UnnamedVoice } else { Shade::NamedVoice },
        }
    }

    /// The same, for a cell of a table: `the sailors, by way of 2 others`.
    pub(super) fn short_voice(&self, id: Option<AttributionId>) -> Voice {
        let mut voice = self.voice(id);
        if let [innermost, _, others @ ..] =
            id.map(|id| self.chain_names(id)).unwrap_or_default().as_slice()
            && !others.is_empty()
        {
            voice.words = format!("{innermost}, by way of {} others", others.len() + 1);
        }
        voice
    }

    /// The names of the sources of an attribution and of those it stands in, innermost first.
    fn chain_names(&self, id: AttributionId) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for name in self.chain(id).map(|attribution| self.sources(attribution)) {
            // "he said, adding that": one source twice in a row is one voice.
            if names.last() != Some(&name) {
                names.push(name);
            }
        }
        names
    }

    /// The sources of an attribution in words.
    pub(super) fn sources(&self, attribution: &Attribution) -> String {
        let source_name = |source: &Source| match source.entity {
            Some(entity) => self.name(entity),
            None => cut(&self.words(source.span), LONGEST_NAME),
        };
        let names: Vec<String> = attribution.sources.iter().map(source_name).collect();
        match (names.is_empty(), attribution.source_kind) {
            (true, SourceKind::Author) => "the author".to_owned(),
            (true, _) => "somebody unnamed".to_owned(),
            (false, SourceKind::Unnamed) => format!("{} (unnamed)", names.join(" and ")),
            (false, _) => names.join(" and "),
        }
    }

    /// How sure an event is: as the author presents it, or denied by whoever it is attributed to.
    pub(super) fn sureness(&self, event: &Event) -> Sureness {
        let denied = event.attribution.is_some_and(|id| {
            self.attribution(id).is_some_and(|attribution| attribution.stance == Stance::Denies)
        });
        if denied {
            return Sureness { mark: "✕", words: "denied", shade: Shade::Denied };
        }
        let Factuality { polarity, certainty, tense, .. } = event.factuality;
        let later = tense == Tense::Future;
        let (mark, words, shade) = match (polarity, certainty) {
            (Polarity::Negative, Certainty::Certain) if later => ("✕", "will not", Shade::Denied),
            (Polarity::Negative, Certainty::Certain) => ("✕", "not so", Shade::Denied),
            (Polarity::Negative, _) => ("✕", "probably not", Shade::Denied),
            (Polarity::Open, _) | (_, Certainty::Unknown) => ("?", "open", Shade::Unsure),
            (Polarity::Positive, Certainty::Certain) if later => ("▷", "to come", Shade::Certain),
            (Polarity::Positive, Certainty::Certain) => ("●", "certain", Shade::Certain),
            (Polarity::Positive, Certainty::Probable) => ("◕", "probable", Shade::Unsure),
            (Polarity::Positive, Certainty::Possible) => ("◔", "possible", Shade::Unsure),
        };
        Sureness { mark, words, shade }
    }
}

/// Whether nobody could find out who the source is.
pub(super) fn is_unnamed(attribution: &Attribution) -> bool {
    attribution.source_kind == SourceKind::Unnamed || attribution.sources.is_empty()
}

/// Words on one line, without anything that a terminal would obey instead of show.
pub(super) fn printable(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for word in words.split(|character: char| character.is_whitespace() || is_command(character)) {
        if !word.is_empty() {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(word);
        }
    }
    out
}

/// Whether a terminal obeys this character instead of showing it: escapes, and marks that turn the
/// direction of writing and so could make words look like others.
fn is_command(character: char) -> bool {
    character.is_control() || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A text with the byte at which each of its characters begins.
struct Offsets<'t> {
    text: &'t str,
    begins: Vec<usize>,
}

impl<'t> Offsets<'t> {
    fn new(text: &'t str) -> Self {
        let ends = std::iter::once(text.len());
        Self { text, begins: text.char_indices().map(|(offset, _)| offset).chain(ends).collect() }
    }

    /// The characters from `start` up to `end`; as many of them as there are.
    fn slice(&self, start: u32, end: u32) -> &'t str {
        let offset = |at: u32| self.begins.get(at as usize).copied().unwrap_or(self.text.len());
        self.text.get(offset(start)..offset(end)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_left_out() {
        let table = [
            ("two\nlines", "two lines"),
            ("red \u{1b}[31mink", "red [31mink"),
            ("\u{202e}turned", "turned"),
            ("  \t ", ""),
        ];
        for (words, expected) in table {
            assert_eq!(printable(words), expected, "{words:?}");
        }
    }

    #[test]
    fn slices_count_characters_and_forgive_spans_beyond_the_text() {
        let offsets = Offsets::new("a😀é");
        assert_eq!(offsets.slice(1, 2), "😀");
        assert_eq!(offsets.slice(2, 9), "é");
        assert_eq!(offsets.slice(7, 9), "");
        assert_eq!(offsets.slice(2, 1), "");
    }
}
