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

/// By how much surer the model must be of a cue without a clause or a quotation that is a noun or has
/// no source ("an attack on the embassy", "was shown on television"): it has learned from reports on
/// politics, where what is attacked is attacked with words.
const DOUBT_OF_PHRASES: f32 = 1.0;
/// The same where the cue has a source but is none that the lexicon knows.
const DOUBT_OF_UNKNOWN: f32 = 0.5;

/// How many words the speaker of a headline may have: "State news agency: …".
const LONGEST_HEADLINE_SPEAKER: usize = 4;

/// The candidates that attribute, in their order.
pub(super) fn accept(scene: &Scene<'_>, candidates: Vec<Candidate>) -> Vec<Candidate> {
    let words = scene.article.parse.words().len();
    let mut judged: Vec<(f32, Candidate)> = candidates
        .into_iter()
        .filter(|candidate| !candidate.content.is_empty())
        .map(|candidate| (odds(scene, &candidate) - doubt(scene, &candidate), candidate))
        .filter(|(odds, _)| *odds > LEAST_ODDS.min(LEAST_ODDS_INSIDE))
        .collect();
    let likely = likely(words, &judged);
    let mut inside = vec![false; words];
    mark_contents(&judged, &mut inside);
    for (_, candidate) in &mut judged {
        edges::settle(scene, candidate, &likely);
    }
    leave_out_parts(&mut judged);
    mark_contents(&judged, &mut inside);
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

/// Marks the words of the contents of likely candidates.
fn mark_contents(judged: &[(f32, Candidate)], inside: &mut [bool]) {
    for (_, candidate) in judged.iter().filter(|(odds, _)| *odds > LEAST_ODDS) {
        for word in candidate.content.iter() {
            inside[word] = true;
        }
    }
}

/// "declined to comment on the raid": of two candidates whose cues overlap, and so are one cue, the
/// likelier stays. They come in the order of their heads.
fn leave_out_parts(judged: &mut Vec<(f32, Candidate)>) {
    let mut kept: Vec<(f32, Candidate)> = Vec::with_capacity(judged.len());
    for (odds, candidate) in judged.drain(..) {
        let overlaps = |(_, last): &(f32, Candidate)| {
            last.cue.contains(&candidate.head) || candidate.cue.contains(&last.head)
        };
        match kept.last_mut().filter(|last| overlaps(last)) {
            Some(last) if last.0 >= odds => {}
            Some(last) => *last = (odds, candidate),
            None => kept.push((odds, candidate)),
        }
    }
    *judged = kept;
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
    if hearsay || phrase || speaks_in_headline(scene, candidate) || candidate.frame == Frame::Turn {
        f32::INFINITY
    } else {
        log_odds(scene, candidate)
    }
}

/// What is taken from the odds of a candidate for what it looks like in other news than it has been
/// learned from.
fn doubt(scene: &Scene<'_>, candidate: &Candidate) -> f32 {
    let phrase = matches!(
        candidate.frame,
        Frame::Object
            | Frame::Preposition
            | Frame::Predication
            | Frame::Subject
            | Frame::Modified
            | Frame::None
    );
    if !phrase || candidate.content.iter().any(|at| scene.quotations.quotes(at)) {
        return 0.0;
    }
    let noun = matches!(scene.article.word(candidate.head).upos, Upos::Noun | Upos::Propn);
    if noun || candidate.source.is_none() {
        DOUBT_OF_PHRASES
    } else if candidate.stance.is_none() {
        DOUBT_OF_UNKNOWN
    } else {
        0.0
    }
}

/// "Police: Two dead in ferry accident": a line that begins with what is a source by its noun.
fn speaks_in_headline(scene: &Scene<'_>, candidate: &Candidate) -> bool {
    let Some(source) = &candidate.source else { return false };
    let lemma = scene.article.word(source.head).lemma.to_lowercase();
    let sentence = scene.article.parse.sentence_around(candidate.head);
    candidate.frame == Frame::Colon
        && sentence.start == source.words.start
        && source.words.len() <= LONGEST_HEADLINE_SPEAKER
        && lexicon::source_kind(&lemma).is_some()
}

/// The logarithm of the odds that a candidate attributes.
fn log_odds(scene: &Scene<'_>, candidate: &Candidate) -> f32 {
    let mut sum = WEIGHTS.of("always");
    features(scene, candidate, |feature| sum += WEIGHTS.of(feature));
    sum
}
