use std::fmt::Write as _;
use std::ops::Range;
use std::sync::Arc;

use dateline_actors::Actors;
use dateline_codebook::Codebook;
use dateline_gazetteer::Gazetteer;
use dateline_language::{Model, ModelError, Parse};
use dateline_record::{
    Attribution, AttributionId, DatelineLine, Engine, Entity, EntityId, Event, Mention,
    MentionForm, Note, Party, Record, Report, ReportEntry, Role, SCHEMA, Source, Span, TimeId,
};
use dateline_text::{ByteSpan, Segmented};
use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::article::Article;
use crate::attributions::{Attributions, CueCandidate};
use crate::disguise::undisguise;
use crate::entities::{CoreferenceExample, CoreferenceWeights, Entities};
use crate::events::{
    Before, CodeCandidate, CodeExplanation, CodeWeights, CodedEvent, Explanation,
    FactualityCandidate, Judge, ParticipantCandidate, ParticipantWeights,
};
use crate::front::Front;
use crate::links::Links;
use crate::places::{PlaceChoice, PlaceRanker, Places};
use crate::quantities::Quantities;
use crate::times::Times;
use crate::{
    actors, attributions, entities, events, figures, front, links, order, places, quantities, times,
};

/// Why a report has no record.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ReadError {
    /// There is nothing to read.
    #[error("expected a report, but found no words")]
    Empty,
}

/// Reads reports. Made once, used for any number of reports, on any number of threads.
#[derive(Debug, Clone)]
pub struct Reader {
    model: Model,
    /// The user's own lists of actors.
    actors: Option<Arc<Actors>>,
    /// The user's own codebooks.
    codebooks: Arc<[Codebook]>,
    gazetteer: Gazetteer,
    code_weights: Arc<CodeWeights>,
    participant_weights: Arc<ParticipantWeights>,
    least_code_confidence: f64,
}

/// The least probability of having any PLOVER type with which an event has the likeliest, unless
/// something else is asked for: where sentences without an event of politics are mostly left uncoded, and those with
/// one mostly not.
pub const LEAST_CODE_CONFIDENCE: f64 = 0.6;

impl Reader {
    /// A reader with the model that the program carries.
    ///
    /// # Errors
    /// Where the embedded model is damaged.
    pub fn new() -> Result<Self, ModelError> {
        Ok(Self::with_model(Model::embedded()?))
    }

    /// A reader with another model.
    pub fn with_model(model: Model) -> Self {
        Self {
            model,
            gazetteer: Gazetteer::embedded(),
            actors: None,
            codebooks: Arc::default(),
            code_weights: CodeWeights::embedded(),
            participant_weights: ParticipantWeights::embedded(),
            least_code_confidence: LEAST_CODE_CONFIDENCE,
        }
    }

    /// The same reader, which links entities to the entries of these lists, too.
    #[must_use]
    pub fn with_actors(self, actors: Actors) -> Self {
        Self { actors: Some(Arc::new(actors)), ..self }
    }

    /// The same reader, which codes events by these codebooks, too. Their codes stand in the record
    /// under their names, which should differ from each other and from those of
    /// [`dateline_codebook::RESERVED`].
    #[must_use]
    pub fn with_codebooks(self, codebooks: Vec<Codebook>) -> Self {
        Self { codebooks: codebooks.into(), ..self }
    }

    /// The same reader with another gazetteer to say where places are.
    #[must_use]
    pub fn with_gazetteer(self, gazetteer: Gazetteer) -> Self {
        Self { gazetteer, ..self }
    }

    /// The same reader, which gives an event a PLOVER type only where the probability of any is at
    /// least this, from 0 to 1; a fifth of this will do for an event with a pattern of the codebook
    /// whose sentence has an event that reaches it whole.
    #[must_use]
    pub fn with_least_code_confidence(self, least: f64) -> Self {
        Self { least_code_confidence: least, ..self }
    }

    /// The same reader with other weights to decide which PLOVER types events have.
    #[must_use]
    pub fn with_code_weights(self, weights: CodeWeights) -> Self {
        Self { code_weights: Arc::new(weights), ..self }
    }

    /// The same reader with other weights to decide who takes part in events.
    #[must_use]
    pub fn with_participant_weights(self, weights: ParticipantWeights) -> Self {
        Self { participant_weights: Arc::new(weights), ..self }
    }

    /// The model it reads with.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// What may be attributions in a report, with the features that decide which are: what the
    /// weights of the decision are learned from.
    pub fn cue_candidates(&self, report: &Report) -> Vec<CueCandidate> {
        self.with_times(report, |article, _, times| attributions::cue_candidates(article, times))
    }

    /// The events of a report with what the estimate of their factuality is made from: what its
    /// weights are learned from.
    pub fn factuality_candidates(&self, report: &Report) -> Vec<FactualityCandidate> {
        self.before_events(report, events::factuality_candidates)
    }

    /// The events of a report with what their PLOVER types are weighed by: what the weights are
    /// learned from.
    pub fn code_candidates(&self, report: &Report) -> Vec<CodeCandidate> {
        self.before_events(report, events::code_candidates)
    }

    /// What may take part in the coded events of a report, with what its part is weighed by: what the
    /// weights are learned from.
    pub fn participant_candidates(&self, report: &Report) -> Vec<ParticipantCandidate> {
        self.before_events(report, events::participant_candidates)
    }

    /// Why each event of a report's record is as it is, in the order of the record. That takes a
    /// reading of its own; [`Self::read`] keeps nothing of it.
    ///
    /// # Errors
    /// Where the text has no words.
    pub fn explain(&self, report: &Report) -> Result<Vec<Explanation>, ReadError> {
        self.before_events(report, |before| match before.article.parse.words() {
            [] => Err(ReadError::Empty),
            _ => Ok(events::explain(before)),
        })
    }

    /// What `events` makes of what is read of a report before its events.
    fn before_events<T>(&self, report: &Report, events: impl FnOnce(&Before<'_>) -> T) -> T {
        self.with_times(report, |article, front, times| {
            events(&self.stages(article, front, times).before(self, article, times))
        })
    }

    /// The events of a report, given its parse: those of its record.
    pub fn read_events(&self, report: &Report, parse: &Parse) -> Vec<Event> {
        let article = Article::new(report, parse);
        let front = front::read(article.text(), &article.word_spans());
        let times = times::read(&article, &front);
        let stages = self.stages(&article, &front, &times);
        let found = events::read(&stages.before(self, &article, &times));
        found.list.into_iter().map(|event| event.item).collect()
    }

    /// The stages from the times to the events.
    fn stages(&self, article: &Article<'_>, front: &Front, times: &Times) -> Stages {
        let quantities = quantities::read(article, times);
        let entities = entities::read(article, front, times, self.model.meanings().ok());
        let places = places::read(article, front, &entities, self.gazetteer);
        let actors = actors::read(&self.model, article, &entities);
        let attributions = attributions::read(article, times, &entities);
        Stages { quantities, entities, places, actors, attributions }
    }

    /// Why each event of a report has the PLOVER type that it has, or none; in the order of
    /// [`Record::events`].
    pub fn explain_codes(&self, report: &Report) -> Vec<CodeExplanation> {
        self.before_events(report, events::explained_codes)
    }

    /// The events of a report, with what the first of the user's codebooks makes of each, and why:
    /// what the examples of a codebook are checked with.
    pub fn coded_events(&self, report: &Report) -> Vec<CodedEvent> {
        self.before_events(report, events::trace)
    }

    /// Each description and pronoun of a report with what it may stand for: what the weights of the
    /// decision are learned from. `annotated` gives the number of the entity of which the phrase
    /// with this head and this extent is a mention. With weights, these decide on the mentions
    /// before; without, the annotation does.
    pub fn coreference_examples(
        &self,
        report: &Report,
        annotated: &dyn Fn(Span, Span) -> Option<u32>,
        weights: Option<&CoreferenceWeights>,
    ) -> Vec<CoreferenceExample> {
        self.with_times(report, |article, front, times| {
            entities::examples(
                article,
                front,
                times,
                self.model.meanings().ok(),
                annotated,
                weights,
            )
        })
    }

    /// The places that each name of a report may mean, with what speaks for each in the step
    /// after those of a ranker: what the weights of that step are learned from.
    pub fn place_choices(&self, report: &Report, ranker: &PlaceRanker) -> Vec<PlaceChoice> {
        self.with_times(report, |article, front, times| {
            places::choices(
                article,
                &entities::read(article, front, times, self.model.meanings().ok()),
                ranker,
            )
        })
    }

    /// What decides which PLOVER types events have.
    fn judge(&self) -> Judge<'_> {
        Judge {
            meanings: self.model.meanings().ok(),
            weights: &self.code_weights,
            least: self.least_code_confidence,
        }
    }

    /// What `then` makes of a report that is parsed and whose times are read: where all that
    /// learns from the reader begins.
    fn with_times<T>(
        &self,
        report: &Report,
        then: impl FnOnce(&Article<'_>, &Front, &Times) -> T,
    ) -> T {
        let (report, _) = undisguise(report);
        let (segmented, front) = segment(&report);
        let parse = self.model.parse(&report.text, &segmented);
        let article = Article::new(&report, &parse);
        let times = times::read(&article, &front);
        then(&article, &front, &times)
    }

    /// The record of a report.
    ///
    /// # Errors
    /// Where the text has no words.
    pub fn read(&self, report: &Report) -> Result<Record, ReadError> {
        let (plain, disguises) = undisguise(report);
        let (segmented, front) = segment(&plain);
        if segmented.words.is_empty() {
            return Err(ReadError::Empty);
        }
        let parse = self.model.parse(&plain.text, &segmented);
        let article = Article::new(&plain, &parse);

        let times = times::read(&article, &front);
        let stages = self.stages(&article, &front, &times);
        let events = events::read(&stages.before(self, &article, &times));
        let Stages { quantities, entities, places, actors, attributions } = stages;
        let lists = self.actors.as_deref();
        let links = links::read(&article, &entities, &places, &times.published, lists);
        let figures = figures::read(
            &article,
            &times,
            &quantities.list,
            &entities,
            &attributions,
            &events.list,
        );
        let order = order::read(&article, &times, &attributions, &events);

        Ok(Record {
            schema: SCHEMA.to_owned(),
            engine: Engine {
                version: env!("CARGO_PKG_VERSION").to_owned(),
                model: self.model.name().to_owned(),
            },
            report: report_entry(report, &article, &front, &times, &entities),
            sentences: parse.sentences().iter().map(|words| article.span(words.clone())).collect(),
            entities: entity_list(&article, &entities, &places, &actors, &links, &attributions),
            attributions: attribution_list(&article, &entities, &attributions),
            times: times.list.into_iter().map(|time| time.item).collect(),
            quantities: quantities.list.into_iter().map(|quantity| quantity.item).collect(),
            order,
            events: events.list.into_iter().map(|event| event.item).collect(),
            figures,
            notes: in_order([
                disguises,
                cut_sentences(&article, &segmented),
                times.notes,
                quantities.notes,
                attributions.notes,
            ]),
        })
    }
}

/// What is read of a report between its times and its events.
struct Stages {
    quantities: Quantities,
    entities: Entities,
    places: Places,
    actors: actors::Actors,
    attributions: Attributions,
}

impl Stages {
    /// What its events are read from.
    fn before<'a>(
        &'a self,
        reader: &'a Reader,
        article: &'a Article<'a>,
        times: &'a Times,
    ) -> Before<'a> {
        Before {
            article,
            times,
            quantities: &self.quantities.list,
            entities: &self.entities,
            places: &self.places,
            actors: &self.actors,
            attributions: &self.attributions,
            codebooks: &reader.codebooks,
            judge: reader.judge(),
            participant_weights: &reader.participant_weights,
        }
    }
}

/// The notes of all stages in the order of what they are about; those about no words first.
fn in_order<const STAGES: usize>(notes: [Vec<Note>; STAGES]) -> Vec<Note> {
    let mut all: Vec<Note> = notes.into_iter().flatten().collect();
    all.sort_by_key(|note| note.start);
    all
}

/// A note for each sentence that is read in pieces because it is too long.
fn cut_sentences(article: &Article<'_>, segmented: &Segmented) -> Vec<Note> {
    let mut notes = Vec::new();
    let mut pieces = segmented.sentences.iter();
    while let Some(first) = pieces.next() {
        let mut whole = first.clone();
        while segmented.cuts.binary_search(&whole.end).is_ok()
            && let Some(next) = pieces.next()
        {
            whole.end = next.end;
        }
        if whole.end > first.end {
            let words = whole.len();
            let span = article.span(whole);
            notes.push(Note {
                code: "sentence-cut".to_owned(),
                message: format!(
                    "a sentence of {words} words is too long to be read at once, and is read in \
                     pieces: what reaches from one into another is not seen"
                ),
                start: Some(span.start),
                end: Some(span.end),
            });
        }
    }
    notes
}

/// The words and sentences of a report, and what stands before its story. That is a sentence of
/// its own: "SEOUL, July 16 (Reuters) -" is no part of the clause that follows.
fn segment(report: &Report) -> (Segmented, Front) {
    let mut segmented = dateline_text::segment(&report.text);
    let words: Vec<ByteSpan> = segmented.words.iter().map(|word| word.span).collect();
    let front = front::read(&report.text, &words);
    let around = segmented
        .sentences
        .iter()
        .position(|sentence| sentence.start < front.story && front.story < sentence.end);
    if let Some(at) = around {
        let story = front.story..segmented.sentences[at].end;
        segmented.sentences[at].end = front.story;
        segmented.sentences.insert(at + 1, story);
    }
    (segmented, front)
}

/// The report as it was given, with what was read of its front.
fn report_entry(
    report: &Report,
    article: &Article<'_>,
    front: &Front,
    times: &Times,
    entities: &Entities,
) -> ReportEntry {
    let sha256 = hexadecimal(&Sha256::digest(report.text.as_bytes()));
    ReportEntry {
        id: report.id.clone().unwrap_or_else(|| sha256.clone()),
        title: report.title.clone(),
        publisher: report.publisher.clone(),
        url: report.url.clone(),
        language: report.language.clone().unwrap_or_else(|| "en".to_owned()),
        credit: front.credit.clone(),
        dateline: front.dateline.clone().map(|words| DatelineLine {
            place: words.clone().find_map(|word| entities.at(word)),
            time: times
                .list
                .iter()
                .position(|time| words.contains(&time.words.start))
                .map(TimeId::from_index),
            span: article.span(words),
        }),
        published: times.published.clone(),
        text: report.text.clone(),
        sha256,
    }
}

fn entity_list(
    article: &Article<'_>,
    entities: &Entities,
    places: &Places,
    actors: &actors::Actors,
    links: &Links,
    attributions: &Attributions,
) -> Vec<Entity> {
    let record_entity = |(index, entity): (usize, &entities::Entity)| {
        let id = EntityId::from_index(index);
        let located = places.get(id);
        let actor = actors.get(id);
        Entity {
            id,
            kind: entity.kind,
            name: entity.name.clone(),
            country: located.country.clone().or_else(|| links.country(id)),
            sectors: match &actor.sectors[..] {
                [] => links.sectors(id),
                sectors => sectors.iter().map(|&sector| sector.to_owned()).collect(),
            },
            place: located.place.clone(),
            mentions: entity
                .mentions
                .iter()
                .zip(&actor.usages)
                .map(|(mention, &usage)| Mention {
                    span: article.span(mention.words.clone()),
                    form: mention.form,
                    confidence: name_confidence(article, mention),
                    usage,
                })
                .collect(),
            members: entity.members.clone(),
            roles: entity
                .roles
                .iter()
                .map(|role| Role {
                    title: role.title.clone(),
                    organisation: role.organisation,
                    place: role.place,
                    earliest: role.earliest.clone(),
                    latest: role.latest.clone(),
                    status: role.status,
                    span: article.span(role.words.clone()),
                    attribution: attributions.around(role.words.start),
                })
                .collect(),
            links: links.get(id).to_vec(),
        }
    };
    entities.list.iter().enumerate().map(record_entity).collect()
}

/// How likely a name is right, to three places: as likely as the recogniser says of the name that
/// the mention's head stands in.
fn name_confidence(article: &Article<'_>, mention: &entities::Mention) -> Option<f64> {
    if mention.form != MentionForm::Name {
        return None;
    }
    let names = article.parse.names();
    let next = names.partition_point(|name| name.words.start <= mention.head);
    let name = names[..next].last().filter(|name| name.words.contains(&mention.head))?;
    Some((f64::from(name.confidence) * 1000.0).round() / 1000.0)
}

fn attribution_list(
    article: &Article<'_>,
    entities: &Entities,
    attributions: &Attributions,
) -> Vec<Attribution> {
    let party = |(words, head): &(Range<usize>, usize)| Party {
        span: article.span(words.clone()),
        entity: entities.at(*head),
    };
    let record_attribution =
        |(index, attribution): (usize, &attributions::Attribution)| Attribution {
            id: AttributionId::from_index(index),
            parent: attribution.parent,
            sources: attribution
                .sources
                .iter()
                .map(|source| Source {
                    span: article.span(source.words.clone()),
                    entity: entities.at(source.head),
                    on_behalf_of: source.on_behalf_of,
                    anonymity: source.anonymity.clone().map(|words| article.span(words)),
                })
                .collect(),
            source_kind: attribution.source_kind,
            cue: attributions::spans(article, &attribution.cue),
            content: attributions::spans(article, &attribution.content),
            mode: attribution.mode,
            stance: attribution.stance,
            time: attribution.time,
            addressee: attribution.addressee.as_ref().map(party),
            through: attribution.through.as_ref().map(party),
        };
    attributions.list.iter().enumerate().map(record_attribution).collect()
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut letters, byte| {
        // Writing to a string cannot fail.
        let _ = write!(letters, "{byte:02x}");
        letters
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_before_the_story_is_a_sentence_of_its_own() {
        for (text, sentences) in [
            (
                "SEOUL, July 16 (Reuters) - Two ships collided. One sank.",
                &["SEOUL, July 16 (Reuters) -", "Two ships collided.", "One sank."][..],
            ),
            ("GULF REPORT: A trawler sank.", &["GULF REPORT:", "A trawler sank."]),
            ("Two ships collided. One sank.", &["Two ships collided.", "One sank."]),
            ("LONDON (AP) \u{2014}", &["LONDON (AP) \u{2014}"]),
        ] {
            let report = Report { text: text.to_owned(), ..Report::default() };
            let (segmented, _) = segment(&report);
            let found: Vec<&str> = segmented
                .sentences
                .iter()
                .map(|words| {
                    let first = segmented.words[words.start].span;
                    first.cover(segmented.words[words.end - 1].span).of(text)
                })
                .collect();
            assert_eq!(found, sentences);
        }
    }
}
