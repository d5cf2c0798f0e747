//! Who says what: each source with its claims, quoted or reported.

use std::collections::HashMap;

use dateline_record::{Attribution, AttributionMode, Entity, RoleStatus, Stance};

use super::look::{Look, Shade, pad};
use super::reading::{Reading, Voice, printable};

/// The columns that the word for the stance takes.
const STANCE_WIDTH: usize = 10;
/// What the marks before the claims mean.
const LEGEND: &str = "│ reported   “ quoted   ┆ quoted in part";

/// A source, or a chain of them, with what it says.
pub(super) struct Speaker<'r> {
    pub(super) voice: Voice,
    pub(super) claims: Vec<&'r Attribution>,
}

pub(super) fn draw(reading: &Reading<'_>, look: Look) -> String {
    let mut out = String::new();
    for speaker in speakers(reading, |claim| reading.voice(Some(claim.id))) {
        let name = look.paint(speaker.voice.shade, &speaker.voice.words);
        let office =
            speaker.office(reading).map(|office| format!(", {office}")).unwrap_or_default();
        out.push_str(&look.wrap("  ", Shade::Plain, &format!("{name}{office}")));
        for claim in speaker.claims {
            out.push_str(&draw_claim(reading, claim, look));
        }
    }
    if !out.is_empty() {
        out.push_str(&look.wrap("    ", Shade::Faint, LEGEND));
    }
    out
}

/// The speakers in the order of their first words, each with all its claims; `voice` tells who
/// speaks in a claim.
pub(super) fn speakers<'r>(
    reading: &Reading<'r>,
    voice: impl Fn(&Attribution) -> Voice,
) -> Vec<Speaker<'r>> {
    let mut speakers: Vec<Speaker<'r>> = Vec::new();
    let mut known: HashMap<Voice, usize> = HashMap::new();
    for attribution in &reading.record.attributions {
        let voice = voice(attribution);
        if let Some(&at) = known.get(&voice) {
            speakers[at].claims.push(attribution);
        } else {
            known.insert(voice.clone(), speakers.len());
            speakers.push(Speaker { voice, claims: vec![attribution] });
        }
    }
    speakers
}

impl Speaker<'_> {
    /// The office of the first source.
    pub(super) fn office(&self, reading: &Reading<'_>) -> Option<String> {
        let source = self.claims.first()?.sources.first()?.entity?;
        office(reading, reading.entity(source)?)
    }
}

/// The first office of a person: `Fisheries Minister, Tunisia`, `former ambassador, Tunisia`.
/// Nothing where the name says it already (`a former ambassador`).
pub(super) fn office(reading: &Reading<'_>, person: &Entity) -> Option<String> {
    let role = person.roles.first()?;
    let title = printable(&role.title);
    if person.name.to_lowercase().contains(&title.to_lowercase()) {
        return None;
    }
    let status = match role.status {
        Some(RoleStatus::Former) => "former ",
        Some(RoleStatus::Acting) => "acting ",
        Some(RoleStatus::Designate) => "designated ",
        Some(RoleStatus::Deceased) => "the late ",
        Some(RoleStatus::Current) | None => "",
    };
    let held_at: Vec<String> =
        [role.organisation, role.place].into_iter().flatten().map(|id| reading.name(id)).collect();
    let held_at = held_at.into_iter().filter(|name| !title.contains(name.as_str()));
    let parts: Vec<String> = std::iter::once(format!("{status}{title}")).chain(held_at).collect();
    Some(parts.join(", "))
}

/// A claim beside the mark of its mode: a bar for what is reported, a quotation mark for what is
/// quoted.
fn draw_claim(reading: &Reading<'_>, claim: &Attribution, look: Look) -> String {
    let (mark, continued) = match claim.mode {
        AttributionMode::Direct => ("“", " "),
        AttributionMode::Indirect => ("│", "│"),
        AttributionMode::Mixed => ("┆", "┆"),
    };
    let shade = if claim.stance == Stance::Denies { Shade::Denied } else { Shade::Faint };
    let label = look.paint(shade, &pad(claim.stance.as_str(), STANCE_WIDTH));
    let margin = |mark: &str| format!("    {} ", look.paint(Shade::Faint, mark));
    let pieces: Vec<String> = claim.content.iter().map(|&piece| reading.words(piece)).collect();
    let said = if pieces.is_empty() { "(nothing more)".to_owned() } else { pieces.join(" … ") };
    let words = match claim.time {
        Some(time) => format!("{said} ({})", reading.time(time)),
        None => said,
    };
    let first = format!("{}{label}", margin(mark));
    let rest = format!("{}{}", margin(continued), pad("", STANCE_WIDTH));
    look.hang(&first, &rest, Shade::Plain, &words)
}
