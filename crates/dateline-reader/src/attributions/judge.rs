//! Whether a candidate attributes: a logistic model over its features. The weights are learned by
//! `dateline-train cues` from annotated articles.

use std::sync::LazyLock;

use dateline_language::Upos;
use dateline_record::Stance;

use super::candidate::{Candidate, Frame, Scene};
use super::features::features;
use super::weights::Weights;
use super::{edges, lexicon};

static WEIGHTS: LazyLock<Weights> =
    LazyLock::new(|| Weights::read(include_str!("../../models/attribution-cues.tsv")));

/// The log-odds above which a candidate attributes: a little below even, where precision and recall
/// meet in articles that were held back.
const LEAST_ODDS: f32 = -0.3;
/// The same for a candidate that stands in the content of another: the annotated articles leave
/// those out, so that the model has seen few and is too sure that they are none.
const LEAST_ODDS_INSIDE: f32 = -1.0;

/// The candidates that attribute, in their order.
pub(super) fn accept(scene: &Scene<'_>, candidates: Vec<Candidate>) -> Vec<Candidate> {
    let words = scene.article.parse.words().len();
    let mut judged: Vec<(f32, Candidate)> = candidates
        .into_iter()
        .filter(|candidate| !candidate.content.is_empty())
        .map(|candidate| (odds(scene, &candidate), candidate))
        .filter(|(odds, _)| *odds > LEAST_ODDS.min(LEAST_ODDS_INSIDE))
        .collect();
    let likely = likely(words, &judged);
    for (_, candidate) in &mut judged {
        edges::settle(scene, candidate, &likely);
    }
    let mut inside = vec![false; words];
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

/// For each word, whether it heads a candidate that is likely to attribute.
fn likely(words: usize, judged: &[(f32, Candidate)]) -> Vec<bool> {
    let mut likely = vec![false; words];
    for (_, candidate) in judged.iter().filter(|(odds, _)| *odds > LEAST_ODDS) {
        likely[candidate.head] = true;
    }
    likely
}

/// For each word of a text, whether it heads one of these candidates that is likely to attribute.
pub(super) fn likely_heads(scene: &Scene<'_>, candidates: &[Candidate]) -> Vec<bool> {
    let mut likely = vec![false; scene.article.parse.words().len()];
    for candidate in candidates.iter().filter(|candidate| !candidate.content.is_empty()) {
        likely[candidate.head] |= odds(scene, candidate) > LEAST_ODDS;
    }
    likely
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
    if hearsay || phrase || candidate.frame == Frame::Turn { f32::INFINITY } else { log_odds(scene, candidate) }
}

/// The logarithm of the odds that a candidate attributes.
fn log_odds(scene: &Scene<'_>, candidate: &Candidate) -> f32 {
    let mut sum = WEIGHTS.of("always");
    features(scene, candidate, |feature| sum += WEIGHTS.of(feature));
    sum
}
