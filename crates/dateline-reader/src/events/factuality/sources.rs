//! How certain each source that the author cites is of an event.

use dateline_record::{AttributionId, SourceFactuality, Stance};

use super::{Scene, as_said, rounded, words};
use crate::events::trigger::Trigger;

/// How many attributions outwards a chain is followed.
const LONGEST_CHAIN: usize = 8;

/// The scores of the sources of the chain that an event stands in, innermost first.
///
/// A source answers for what its cue governs: "denied that the dam broke" has the source at -3 and
/// leaves the author open. One that quotes another is to the event as the author is.
pub(super) fn scores(scene: &Scene<'_>, trigger: &Trigger) -> Vec<SourceFactuality> {
    let mut found = Vec::new();
    let mut inner: Option<Stance> = None;
    let mut next: Option<AttributionId> = scene.attributions.around(trigger.word);
    while let Some(id) = next.filter(|_| found.len() < LONGEST_CHAIN) {
        let attribution = &scene.attributions.list[id.index()];
        let is_cue = |word| attribution.cue.iter().any(|piece| piece.contains(&word));
        let below = words::score_below(scene.syntax, trigger, is_cue);
        let score = committed(as_said(below, inner), attribution.stance);
        found.push(SourceFactuality { attribution: id, score: rounded(score) });
        inner = Some(attribution.stance);
        next = attribution.parent;
    }
    found
}

/// How certain a source is of what it says with this stance.
fn committed(score: f64, stance: Stance) -> f64 {
    match stance {
        Stance::Says | Stance::Alleges => score,
        // A confirmation lifts what was only likely.
        Stance::Confirms => score * 1.25,
        Stance::Believes | Stance::Assesses => score * 0.8,
        Stance::Denies => -score,
        // Who asks for something or plans it does not say that it is so.
        Stance::Asks | Stance::Plans => score.clamp(-1.0, 1.0),
        Stance::Declines => 0.0,
    }
}
