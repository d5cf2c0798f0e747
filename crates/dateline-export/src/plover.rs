//! PLOVER's JSON, as its manual has it: an object for each event, one a line.
//!
//! `docs/formats.md` tells what each field holds. Events that are mentioned again are one object with
//! the words of all mentions. Fields that the manual does not name: `date_basis`, `auxiliary`,
//! `codes`, `factuality` and `attribution`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use dateline_record::{Auxiliary, Event, ParticipantRole, Record, Stance};
use serde::Serialize;

use crate::auxiliary::auxiliary;
use crate::coded::{Party, Source, country_name, mentions, on_one_line, same_codes};
use crate::own;
use crate::table::score;

/// The codebook that events are coded by.
const CODEBOOK: &str = "plover-0.8";

#[derive(Serialize)]
struct Object<'r> {
    id: String,
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    enddate: Option<String>,
    /// `text` or `publication`: where the date is from.
    #[serde(skip_serializing_if = "Option::is_none")]
    date_basis: Option<&'static str>,
    actor: Vec<Actor<'r>>,
    recipient: Vec<Actor<'r>>,
    /// Empty where only a codebook of the user has a type for the event.
    event: Vec<&'r str>,
    mode: Vec<&'r str>,
    context: Vec<&'r str>,
    auxiliary: Cow<'r, [Auxiliary]>,
    /// What the user's codebooks have, by their names.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    codes: BTreeMap<&'r str, &'r str>,
    quad_code: Option<u8>,
    event_scale: Option<f64>,
    event_loc: Option<Location<'r>>,
    event_text: Vec<String>,
    text: String,
    text_info: Option<TextInfo>,
    factuality: f64,
    attribution: Option<Attributed<'r>>,
    cite_info: CiteInfo<'r>,
    coder: String,
}

#[derive(Serialize)]
struct Actor<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    country_name: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sector: Option<&'r str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    other_sectors: &'r [String],
    entity_text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    entity_name: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    identifier_id: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    office: Option<&'r str>,
}

#[derive(Serialize)]
struct Location<'r> {
    extracted_place: &'r str,
    resolved_place: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    geonameid: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lat: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lon: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    province: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    country: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    country_code: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    feature_class: Option<&'r str>,
}

#[derive(Serialize)]
struct TextInfo {
    sequence: usize,
    start: u32,
    end: u32,
}

#[derive(Serialize)]
struct Attributed<'r> {
    source: Vec<&'r str>,
    stance: Stance,
    text: String,
}

#[derive(Serialize)]
struct CiteInfo<'r> {
    citation: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'r str>,
    language: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    publication: Option<&'r str>,
    coder: String,
    codebook: &'static str,
}

/// The events of a record that have a PLOVER type or one of a codebook of the user, a JSON object a
/// line.
///
/// # Errors
/// None in practice: writing to memory does not fail.
pub fn lines(record: &Record) -> serde_json::Result<Vec<u8>> {
    let source = Source::new(record);
    let mut out = Vec::new();
    let coded = |event: &Event| event.codes.plover.is_some() || own::is_coded(event);
    for told in mentions(&source, coded, same_codes) {
        let Some(event) = told.first() else { continue };
        let texts = told.iter().map(|mention| on_one_line(source.words(mention.evidence)));
        let object = object(&source, event, texts.collect());
        serde_json::to_writer(&mut out, &object)?;
        out.push(b'\n');
    }
    Ok(out)
}

fn object<'r>(source: &Source<'r>, event: &'r Event, event_text: Vec<String>) -> Object<'r> {
    let code = event.codes.plover.as_ref();
    let mode = code.and_then(|code| code.mode.as_deref());
    let auxiliary = auxiliary(source, event);
    let contexts = code.into_iter().flat_map(|code| &code.contexts).map(String::as_str);
    let context = contexts.chain(auxiliary.iter().map(|&mode| auxiliary_name(mode))).collect();
    let days = source.days(event);
    let report = &source.record.report;
    let sentence = source.sentence(event.trigger);
    let attribution = source.attribution(event).map(|attribution| Attributed {
        source: source.sources(attribution),
        stance: attribution.stance,
        text: attribution
            .cue
            .iter()
            .map(|&piece| on_one_line(source.words(piece)))
            .collect::<Vec<_>>()
            .join(" … "),
    });
    Object {
        id: source.event_id(event),
        date: days.first.map(|day| day.to_string()),
        enddate: days.last.filter(|_| days.last != days.first).map(|day| day.to_string()),
        date_basis: days.first.map(|_| if days.of_publication { "publication" } else { "text" }),
        actor: actors(source, event, ParticipantRole::Actor),
        recipient: actors(source, event, ParticipantRole::Recipient),
        event: code.map(|code| code.event.as_str()).into_iter().collect(),
        mode: mode.into_iter().collect(),
        context,
        auxiliary,
        codes: own::all(&event.codes).collect(),
        quad_code: code.map(|code| code.quad),
        event_scale: code.and_then(|code| score(&code.event, mode)),
        event_loc: location(source, event),
        event_text,
        text: sentence.map_or_else(String::new, |(_, span)| on_one_line(source.words(span))),
        text_info: sentence.map(|(sequence, span)| TextInfo {
            sequence,
            start: span.start,
            end: span.end,
        }),
        factuality: event.factuality.score,
        attribution,
        cite_info: CiteInfo {
            citation: &report.id,
            url: report.url.as_deref(),
            title: report.title.as_deref(),
            language: &report.language,
            publication: report.publisher.as_deref(),
            coder: coder(source.record),
            codebook: CODEBOOK,
        },
        coder: coder(source.record),
    }
}

/// The program and the model that coded the events.
pub(crate) fn coder(record: &Record) -> String {
    format!("dateline {} ({})", record.engine.version, record.engine.model)
}

/// What the manual calls an auxiliary mode.
pub(crate) fn auxiliary_name(mode: Auxiliary) -> &'static str {
    match mode {
        Auxiliary::Historical => "historical",
        Auxiliary::Future => "future",
        Auxiliary::Hypothetical => "hypothetical",
        Auxiliary::Negated => "negation",
    }
}

fn actors<'r>(source: &Source<'r>, event: &Event, role: ParticipantRole) -> Vec<Actor<'r>> {
    source.parties(event, role).into_iter().map(actor).collect()
}

fn actor(party: Party<'_>) -> Actor<'_> {
    let country = party.country();
    let sectors = party.sectors();
    Actor {
        code: country,
        country_name: country.and_then(country_name),
        sector: sectors.first().map(String::as_str),
        other_sectors: sectors.get(1..).unwrap_or_default(),
        entity_text: on_one_line(party.words),
        entity_name: party.entity.map(|entity| entity.name.as_str()),
        identifier_id: party.wikidata(),
        office: party.office(),
    }
}

fn location<'r>(source: &Source<'r>, event: &Event) -> Option<Location<'r>> {
    let entity = source.entity(event.place?.entity)?;
    let place = entity.place.as_ref();
    let mention = entity.mentions.first()?;
    let country = place.and_then(|place| place.country.as_deref()).or(entity.country.as_deref());
    Some(Location {
        extracted_place: source.words(mention.span),
        resolved_place: &entity.name,
        geonameid: place.and_then(|place| place.geonames),
        lat: place.map(|place| place.lat),
        lon: place.map(|place| place.lon),
        province: place.and_then(|place| place.admin1.as_deref()),
        country: country.and_then(country_name),
        country_code: country,
        feature_class: place.map(|place| place.feature.as_str()),
    })
}
