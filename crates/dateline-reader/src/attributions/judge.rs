//! Whether a candidate attributes: a logistic model over its features. The weights are learned by
//! `dateline-train cues` from annotated articles.

use std::collections::HashMap;
use std::sync::LazyLock;

use dateline_language::Upos;
use dateline_record::Stance;

use super::candidate::{Candidate, Frame, Scene};
use super::features::features;
use super::lexicon;

/// The weights are kept in hundredths.
const SCALE: f32 = 100.0;

static WEIGHTS: LazyLock<HashMap<&'static str, f32>> = LazyLock::new(|| {
    include_str!("../../models/attribution-cues.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let (feature, weight) = line.rsplit_once('\t')?;
            Some((feature, weight.parse::<f32>().ok()? / SCALE))
        })
        .collect()
});

/// The log-odds above which a candidate attributes.
const LEAST_ODDS: f32 = 0.0;
/// The same for a candidate that stands in the content of another: the annotated articles leave
/// those out, so that the model has seen few and is too sure that they are none.
const LEAST_ODDS_INSIDE: f32 = -1.0;

/// The candidates that attribute, in their order.
pub(super) fn accept(scene: &Scene<'_>, candidates: Vec<Candidate>) -> Vec<Candidate> {
    let judged: Vec<(f32, Candidate)> = candidates
        .into_iter()
        .filter(|candidate| !candidate.content.is_empty())
        .map(|candidate| (odds(scene, &candidate), candidate))
        .collect();
    let mut inside = vec![false; scene.article.parse.words().len()];
    for (_, candidate) in judged.iter().filter(|(odds, _)| *odds > LEAST_ODDS) {
        for word in candidate.content.iter() {
            inside[word] = true;
        }
    }
    let attributes = |(odds, mut candidate): (f32, Candidate)| {
        if odds > LEAST_ODDS {
            return Some(candidate);
        }
        let nested = inside[candidate.head] && odds > LEAST_ODDS_INSIDE;
        candidate.content.keep(|word| inside[word]);
        (nested && !candidate.content.is_empty()).then_some(candidate)
    };
    judged.into_iter().filter_map(attributes).collect()
}

/// The log-odds that a candidate attributes. An adverb such as "reportedly" says of itself that
/// somebody says so, and so does a phrase of several words such as "according to".
fn odds(scene: &Scene<'_>, candidate: &Candidate) -> f32 {
    let article = scene.article;
    let adverb = article.word(candidate.head).upos == Upos::Adv;
    let hearsay = adverb && matches!(candidate.stance, Some(Stance::Says | Stance::Alleges));
    let first = &article.word(candidate.cue.start).lower;
    let phrase = candidate.frame == Frame::Sentence
        && candidate.cue.len() > 1
        && !lexicon::prepositions(first).is_empty();
    if hearsay || phrase { f32::INFINITY } else { log_odds(scene, candidate) }
}

/// The logarithm of the odds that a candidate attributes.
fn log_odds(scene: &Scene<'_>, candidate: &Candidate) -> f32 {
    let mut sum = WEIGHTS.get("always").copied().unwrap_or_default();
    features(scene, candidate, |feature| {
        sum += WEIGHTS.get(feature).copied().unwrap_or_default();
    });
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_weight_is_read() {
        let rows = include_str!("../../models/attribution-cues.tsv")
            .lines()
            .filter(|line| !line.starts_with('#'))
            .count();
        assert_eq!(WEIGHTS.len(), rows);
    }
}
