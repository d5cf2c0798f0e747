//! The report as who-says-what: each source with its claims, its own words in quotation marks, how
//! sure it is of them, to whom it said them, and through whom they came to the report.

use std::collections::HashMap;

use dateline_record::{Attribution, AttributionId, AttributionMode, SourceKind, Span, Stance};

use super::claims::{Speaker, speakers};
use super::header::count;
use super::look::{Look, Shade, cut, pad};
use super::reading::{Reading, Voice, is_unnamed};

/// The columns that the word for the stance takes.
const STANCE_WIDTH: usize = 10;
/// How many columns of the words of a reason or an addressee are shown.
const LONGEST_ASIDE: usize = 90;
/// From which score on, to either side, a source is sure, and from which on it is not quite open.
const SURE: f64 = 2.0;
const OPEN: f64 = 0.5;

pub(super) fn draw(reading: &Reading<'_>, look: Look) -> String {
    let innermost = |claim: &Attribution| Voice {
        words: reading.sources(claim),
        shade: if is_unnamed(claim) { Shade::UnnamedVoice } else { Shade::NamedVoice },
    };
    let sureness = least_sure(reading);
    let drawn: Vec<String> = speakers(reading, innermost)
        .iter()
        .map(|speaker| draw_speaker(reading, speaker, &sureness, look))
        .collect();
    drawn.join("\n")
}

/// What the report says in its own voice, nobody vouching for it: in a line.
pub(super) fn own_voice(reading: &Reading<'_>, look: Look) -> String {
    let own = reading.record.events.iter().filter(|event| event.attribution.is_none()).count();
    if own == 0 {
        return String::new();
    }
    let words =
        format!("{} in the report's own voice, which nobody is named for", count(own, "event"));
    look.wrap("  ", Shade::Plain, &words)
}

fn draw_speaker(
    reading: &Reading<'_>,
    speaker: &Speaker<'_>,
    sureness: &HashMap<AttributionId, f64>,
    look: Look,
) -> String {
    let first = speaker.claims[0];
    let mut about = vec![kind(first.source_kind).to_owned()];
    about.extend(speaker.office(reading));
    let principal = first.sources.iter().find_map(|source| source.on_behalf_of);
    about.extend(principal.map(|id| format!("speaks for {}", reading.name(id))));
    let name = look.paint(speaker.voice.shade, &speaker.voice.words);
    let claims = count(speaker.claims.len(), "claim");
    let about = look.paint(Shade::Faint, &format!(" · {} · {claims}", about.join(" · ")));
    let mut out = look.wrap("  ", Shade::Plain, &format!("{name}{about}"));
    let reason =
        speaker.claims.iter().flat_map(|claim| &claim.sources).find_map(|one| one.anonymity);
    if let Some(reason) = reason {
        let words = format!("not named: “{}”", cut(&reading.words(reason), LONGEST_ASIDE));
        out.push_str(&look.wrap("    ", Shade::Faint, &words));
    }
    for claim in &speaker.claims {
        out.push_str(&draw_claim(reading, claim, sureness.get(&claim.id).copied(), look));
    }
    out
}

/// A claim: how sure the source is of it, what it does with it, the words, and under them the way
/// they took.
fn draw_claim(
    reading: &Reading<'_>,
    claim: &Attribution,
    sureness: Option<f64>,
    look: Look,
) -> String {
    let (mark, shade) = commitment(claim, sureness);
    let mark = look.paint(shade, mark);
    let label = look.paint(shade, &pad(claim.stance.as_str(), STANCE_WIDTH));
    let pieces: Vec<String> = claim.content.iter().map(|&piece| reading.words(piece)).collect();
    let said = if pieces.is_empty() { "(nothing more)".to_owned() } else { pieces.join(" … ") };
    let shade = match claim.mode {
        AttributionMode::Direct => Shade::Strong,
        AttributionMode::Indirect | AttributionMode::Mixed => Shade::Plain,
    };
    let first = format!("    {mark} {label}");
    let rest = " ".repeat(6 + STANCE_WIDTH);
    let mut out = look.hang(&first, &rest, shade, &said);
    let way = way(reading, claim);
    if !way.is_empty() {
        out.push_str(&look.wrap(&rest, Shade::Faint, &way.join(" · ")));
    }
    out
}

/// When and to whom it was said, how it is given, and through whom it came.
fn way(reading: &Reading<'_>, claim: &Attribution) -> Vec<String> {
    let party = |span: Span, entity: Option<dateline_record::EntityId>| {
        entity.map_or_else(|| cut(&reading.words(span), LONGEST_ASIDE), |id| reading.name(id))
    };
    let mut way = Vec::new();
    match claim.mode {
        AttributionMode::Direct => way.push("in its own words".to_owned()),
        AttributionMode::Mixed => way.push("in part in its own words".to_owned()),
        AttributionMode::Indirect => {}
    }
    way.extend(claim.time.map(|time| reading.time(time)));
    way.extend(claim.addressee.map(|to| format!("to {}", party(to.span, to.entity))));
    way.extend(claim.through.map(|by| format!("through {}", party(by.span, by.entity))));
    let outer: Vec<String> =
        reading.chain(claim.id).skip(1).map(|outer| reading.sources(outer)).collect();
    if !outer.is_empty() {
        way.push(format!("by way of {}", outer.join(", by way of ")));
    }
    way
}

/// How sure a source is of what it says, be it that something is so or that it is not: by its own
/// scores for the events that it tells of, the least sure of them; where it tells of none, by its
/// stance alone.
fn commitment(claim: &Attribution, sureness: Option<f64>) -> (&'static str, Shade) {
    if claim.stance == Stance::Denies {
        return ("✕", Shade::Denied);
    }
    match sureness {
        Some(score) if score >= SURE => ("●", Shade::Certain),
        Some(score) if score >= OPEN => ("◔", Shade::Unsure),
        Some(_) => ("?", Shade::Unsure),
        None => match claim.stance {
            Stance::Says | Stance::Confirms | Stance::Alleges => ("●", Shade::Certain),
            _ => ("?", Shade::Unsure),
        },
    }
}

/// For each attribution, how far from open its source's least sure score is of the events that it
/// says itself.
fn least_sure(reading: &Reading<'_>) -> HashMap<AttributionId, f64> {
    let mut least: HashMap<AttributionId, f64> = HashMap::new();
    for event in &reading.record.events {
        let own = event.factuality.sources.first().map(|source| source.score.abs());
        if let (Some(attribution), Some(score)) = (event.attribution, own) {
            let kept = least.entry(attribution).or_insert(score);
            *kept = kept.min(score);
        }
    }
    least
}

fn kind(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Named => "named",
        SourceKind::Official => "by office",
        SourceKind::Spokesperson => "spokesperson",
        SourceKind::Unnamed => "unnamed",
        SourceKind::Document => "document",
        SourceKind::Media => "media",
        SourceKind::Poll => "poll",
        SourceKind::Author => "the author",
    }
}

/// What the marks before the claims mean.
pub(super) const LEGEND: &str =
    "● sure of it   ◔ of some of it less   ? leaves some of it open   ✕ denies it";
