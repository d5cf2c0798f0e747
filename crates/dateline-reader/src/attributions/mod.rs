//! `record.attributions`: who says what, by which words.
//!
//! A candidate is a cue with the words that stand to it as source and content, found by the
//! dependency tree and the quotation marks ([`verbs`], [`nouns`], [`predicates`], [`phrases`]); where
//! marks and commas set off the tag of a speech, they overrule the tree ([`tags`]). A small model
//! decides which candidates attribute ([`judge`]). Contents are then completed across sentences
//! ([`extent`]) and attributions set into each other ([`nesting`]).

mod candidate;
mod cues;
mod edges;
mod extent;
mod features;
mod judge;
mod lexicon;
mod nesting;
mod nouns;
mod openings;
mod particulars;
mod phrases;
mod predicates;
mod quotations;
mod sources;
mod standing;
mod tags;
mod turns;
mod verbs;
mod weights;
mod word_set;

use std::ops::Range;

use dateline_record::{
    AttributionId, AttributionMode, EntityId, Note, SourceKind, Span, Stance, TimeId,
};

use self::candidate::{Candidate, Scene};
pub use self::edges::EdgeStep;
pub(crate) use self::lexicon::introduces_speech;
use crate::article::Article;
use crate::entities::Entities;
use crate::times::Times;

/// The attributions of a report, in the order of their cues.
#[derive(Debug, Default)]
pub(crate) struct Attributions {
    pub(crate) list: Vec<Attribution>,
    /// For each word, the innermost attribution whose content it stands in.
    innermost: Vec<Option<AttributionId>>,
    /// What could not be read: quotations that nothing closes.
    pub(crate) notes: Vec<Note>,
}

/// An attribution, as words.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Attribution {
    pub(crate) parent: Option<AttributionId>,
    pub(crate) sources: Vec<AttributionSource>,
    pub(crate) source_kind: SourceKind,
    pub(crate) cue: Vec<Range<usize>>,
    pub(crate) content: Vec<Range<usize>>,
    pub(crate) mode: AttributionMode,
    pub(crate) stance: Stance,
    pub(crate) time: Option<TimeId>,
    /// The words for whom it was said to, and their head.
    pub(crate) addressee: Option<(Range<usize>, usize)>,
    /// The words for what it came to the reporter through, and their head.
    pub(crate) through: Option<(Range<usize>, usize)>,
}

/// A source, as words.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct AttributionSource {
    pub(crate) words: Range<usize>,
    pub(crate) head: usize,
    pub(crate) on_behalf_of: Option<EntityId>,
    pub(crate) anonymity: Option<Range<usize>>,
}

impl Attributions {
    /// The innermost attribution whose content a word stands in.
    pub(crate) fn around(&self, word: usize) -> Option<AttributionId> {
        self.innermost.get(word).copied().flatten()
    }
}

/// A candidate as the training program sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct CueCandidate {
    /// The word that carries the meaning of the cue.
    pub head: Span,
    /// What is attributed, as far as its sentence shows.
    pub content: Vec<Span>,
    /// What the decision is made from.
    pub features: Vec<String>,
    /// The places where its source, its cue to the left, its cue to the right and its content may
    /// go on or end.
    pub edges: Vec<Vec<EdgeStep>>,
}

/// The spans of pieces of text.
pub(crate) fn spans(article: &Article<'_>, pieces: &[Range<usize>]) -> Vec<Span> {
    pieces.iter().map(|piece| article.span(piece.clone())).collect()
}

pub(crate) fn read(article: &Article<'_>, times: &Times, entities: &Entities) -> Attributions {
    let scene = Scene::new(article, times);
    let mut accepted = judge::accept(&scene, candidate::candidates(&scene));
    extent::complete(&scene, &mut accepted);
    accepted.sort_by_key(|candidate| (candidate.cue.start, candidate.cue.end, candidate.head));
    let mut heads = Vec::new();
    let mut list = Vec::new();
    for candidate in &accepted {
        if let Some(attribution) = attribution(&scene, entities, candidate) {
            heads.push(candidate.head);
            list.push(attribution);
        }
    }
    let innermost = nesting::nest(&mut list, &heads, article.parse.words().len());
    Attributions { list, innermost, notes: notes(&scene) }
}

/// What could not be read.
fn notes(scene: &Scene<'_>) -> Vec<Note> {
    let article = scene.article;
    let mut notes = scene.quotations.notes(article);
    let sentences = article.parse.sentences().iter();
    for sentence in sentences.filter(|sentence| sentence.len() > candidate::LONGEST_SENTENCE) {
        let span = article.span(sentence.clone());
        notes.push(Note {
            code: "sentence-too-long".to_owned(),
            message: format!(
                "expected a sentence of at most {} words, but found one of {}; no attributions are \
                 read in it",
                candidate::LONGEST_SENTENCE,
                sentence.len()
            ),
            start: Some(span.start),
            end: Some(span.end),
        });
    }
    notes.sort_by_key(|note| (note.start, note.end));
    notes
}

/// All candidates of a text with their features.
pub(crate) fn cue_candidates(article: &Article<'_>, times: &Times) -> Vec<CueCandidate> {
    let scene = Scene::new(article, times);
    let candidates = candidate::candidates(&scene);
    let likely = judge::likely_heads(&scene, &candidates);
    let described = |candidate: &Candidate| {
        let mut features = Vec::new();
        features::features(&scene, candidate, |feature| features.push(feature.to_owned()));
        CueCandidate {
            head: article.span(candidate.head..candidate.head + 1),
            content: spans(article, &candidate.content.pieces(article, &scene.quotations)),
            features,
            edges: edges::described(&scene, candidate, &likely),
        }
    };
    candidates.iter().map(described).collect()
}

fn attribution(
    scene: &Scene<'_>,
    entities: &Entities,
    candidate: &Candidate,
) -> Option<Attribution> {
    let content = candidate.content.pieces(scene.article, &scene.quotations);
    if content.is_empty() {
        return None;
    }
    let quoted = scene.quotations.quotes(candidate.head);
    let source = candidate.source.as_ref();
    Some(Attribution {
        parent: None,
        sources: source
            .iter()
            .map(|source| AttributionSource {
                words: source.words.clone(),
                head: source.head,
                on_behalf_of: particulars::principal(scene, entities, source),
                anonymity: particulars::anonymity(scene, source),
            })
            .collect(),
        source_kind: standing::source_kind(scene, entities, source, quoted),
        cue: vec![candidate.cue.clone()],
        mode: standing::mode(scene, content.iter().cloned().flatten()),
        content,
        stance: standing::stance(scene, candidate),
        time: time_of(scene, candidate),
        addressee: particulars::addressee(scene, candidate),
        through: particulars::through(scene, entities, candidate),
    })
}

/// When it was said: a time that hangs from the cue, "said Tuesday", and is no part of what is said.
fn time_of(scene: &Scene<'_>, candidate: &Candidate) -> Option<TimeId> {
    let hangs_from_cue = |&at: &usize| !candidate.content.contains(at);
    scene
        .article
        .parse
        .dependents(candidate.head)
        .filter(hangs_from_cue)
        .find_map(|at| scene.time_at(at))
}
