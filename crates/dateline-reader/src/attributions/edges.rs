//! Where the words of a source, a cue and a content begin and end.
//!
//! The tree proposes: a noun phrase, a verb group, a clause. Where phrases follow each other it often
//! cannot tell what belongs to whom ("said the vote was lost, | adding …", "said | on Tuesday"), and
//! an annotator goes by more than the tree. So from the core of each part a model goes on word by
//! word or phrase by phrase and decides whether the part goes on over it. The weights are learned by
//! `dateline-train cues`.

use std::fmt::Write as _;
use std::ops::Range;
use std::sync::LazyLock;

use dateline_language::{Relation, Upos, Word};
use dateline_record::{Span, Stance};

use super::candidate::{Candidate, Frame, Scene};
use super::features::in_general;
use super::weights::Weights;
use super::{lexicon, sources};

/// How many words a cue may reach beyond its head, to the left and to the right.
const CUE_REACH: (usize, usize) = (8, 14);
/// How many phrases may be looked at until a part ends.
const LONGEST_WALK: usize = 60;

/// A side of a part of an attribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    CueLeft,
    CueRight,
    SourceRight,
    ContentRight,
}

impl Edge {
    pub(super) const ALL: [Self; 4] =
        [Self::SourceRight, Self::CueLeft, Self::CueRight, Self::ContentRight];

    fn name(self) -> &'static str {
        match self {
            Self::CueLeft => "cue-left",
            Self::CueRight => "cue-right",
            Self::SourceRight => "source-right",
            Self::ContentRight => "content-right",
        }
    }
}

/// A place where a part may go on or end, as the training program sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct EdgeStep {
    /// The word that the part goes on to.
    pub word: Span,
    /// What the decision is made from.
    pub features: Vec<String>,
}

/// A place where a part may go on or end.
#[derive(Debug, Clone, Copy)]
struct Step {
    /// The word that it goes on to.
    at: usize,
    /// The head of the phrase that begins there, or the word itself.
    phrase: usize,
    /// Whether the tree has it in the part.
    proposed: bool,
    /// Where the part ends if all steps up to this one are taken and none after it.
    end: usize,
    /// Where the tree ended the part.
    first_added: usize,
}

/// Sets the edges of a candidate's source, cue and content. `likely` tells of each word whether it
/// heads a likely cue.
pub(super) fn settle(scene: &Scene<'_>, candidate: &mut Candidate, likely: &[bool]) {
    let mut feature = String::new();
    for edge in Edge::ALL {
        let steps = steps(scene, candidate, edge);
        let goes_on = |step: &&Step| {
            let mut sum = 0.0;
            features(scene, candidate, edge, **step, likely, &mut feature, |name| {
                sum += WEIGHTS.of(name);
            });
            sum > 0.0
        };
        if steps.is_empty() {
            continue;
        }
        let kept = steps.iter().take_while(goes_on).count();
        apply(scene, candidate, edge, &steps, kept);
    }
}

static WEIGHTS: LazyLock<Weights> =
    LazyLock::new(|| Weights::read(include_str!("../../models/attribution-edges.tsv")));

/// All steps of a candidate with their features.
pub(super) fn described(
    scene: &Scene<'_>,
    candidate: &Candidate,
    likely: &[bool],
) -> Vec<Vec<EdgeStep>> {
    let mut buffer = String::new();
    let mut described = |edge: Edge| {
        steps(scene, candidate, edge)
            .into_iter()
            .map(|step| {
                let mut found = Vec::new();
                features(scene, candidate, edge, step, likely, &mut buffer, |name| {
                    found.push(name.to_owned());
                });
                EdgeStep { word: scene.article.span(step.at..step.at + 1), features: found }
            })
            .collect()
    };
    Edge::ALL.iter().map(|&edge| described(edge)).collect()
}

fn is_mark(scene: &Scene<'_>, at: usize) -> bool {
    scene.article.word(at).upos == Upos::Punct
}

/// The places where a part may end, from its core outwards.
fn steps(scene: &Scene<'_>, candidate: &Candidate, edge: Edge) -> Vec<Step> {
    let sentence = scene.article.parse.sentence_around(candidate.head);
    let in_source =
        |at: usize| candidate.source.as_ref().is_some_and(|source| source.words.contains(&at));
    if matches!(candidate.frame, Frame::Colon | Frame::Turn) {
        return Vec::new();
    }
    let word = |at: usize| {
        let proposed = candidate.cue.contains(&at);
        Step { at, phrase: at, proposed, end: at + 1, first_added: at }
    };
    match edge {
        Edge::CueLeft => {
            let start = sentence.start.max(candidate.head.saturating_sub(CUE_REACH.0));
            (start..candidate.head)
                .rev()
                .take_while(|&at| !in_source(at) && !parts_quotation(scene, candidate.head, at))
                .map(word)
                .collect()
        }
        Edge::CueRight => {
            let end = sentence.end.min(candidate.head + 1 + CUE_REACH.1);
            (candidate.head + 1..end)
                .take_while(|&at| !in_source(at) && !parts_quotation(scene, candidate.head, at))
                .map(word)
                .collect()
        }
        Edge::SourceRight => {
            let Some(source) = &candidate.source else { return Vec::new() };
            if !source.words.contains(&source.head) || source.head < sentence.start {
                return Vec::new();
            }
            let cue = &candidate.cue;
            let end = if cue.start > source.head { cue.start } else { sentence.end };
            phrases(scene, source.head, source.words.end, end)
        }
        Edge::ContentRight => {
            let Some(run) = last_run(scene, candidate) else { return Vec::new() };
            let barrier = |at: &usize| candidate.cue.contains(at) || in_source(*at);
            let end = (run.start + 1..sentence.end).find(barrier).unwrap_or(sentence.end);
            phrases(scene, run.start, run.end, end)
        }
    }
}

/// Whether one of two words stands in a quotation that the other does not stand in.
fn parts_quotation(scene: &Scene<'_>, from: usize, to: usize) -> bool {
    scene.quotations.around(from) != scene.quotations.around(to)
}

/// The last stretch of a content that goes on without a gap, where it stands behind the cue and is
/// no mere quotation.
fn last_run(scene: &Scene<'_>, candidate: &Candidate) -> Option<Range<usize>> {
    let last = candidate.content.last()?;
    let sentence = scene.article.parse.sentence_around(candidate.head);
    if last < candidate.head || last >= sentence.end {
        return None;
    }
    let mut start = last;
    let held = |at: usize| {
        candidate.content.contains(at)
            || is_mark(scene, at) && at > candidate.cue.end && candidate.content.contains(at - 1)
    };
    while start > sentence.start && held(start - 1) {
        start -= 1;
    }
    while start < last && is_mark(scene, start) {
        start += 1;
    }
    let quoted = |at: usize| scene.quotations.around(at);
    (start > candidate.head && quoted(start) == quoted(candidate.head)).then_some(start..last + 1)
}

/// The phrases that begin within a stretch and hang from what stands before them there, but for
/// those inside a quotation that begins there too. The part reaches up to `end` by the tree; a phrase
/// that follows right behind it may be taken in, with all that hangs from it. No part ends between
/// a word and the head that it waits for: "that the envoy, | who had served in Lima, left Quito".
fn phrases(scene: &Scene<'_>, core: usize, mut end: usize, limit: usize) -> Vec<Step> {
    let around = scene.quotations.around(core);
    let leaves =
        |at: usize| around.is_some_and(|number| !scene.quotations.list[number].words.contains(&at));
    let by_tree = end;
    let sourced = scene.article.word(core).head.is_some_and(|head| head >= limit);
    let mut found = Vec::new();
    let mut awaited = core;
    for at in core + 1..limit {
        let before = scene.article.word(at - 1);
        let waits = before.upos != Upos::Punct && !(sourced && at - 1 == core);
        if let Some(head) = before.head.filter(|&head| waits && head < limit) {
            awaited = awaited.max(head);
        }
        if leaves(at) || found.len() == LONGEST_WALK {
            break;
        }
        let phrase = scene.openings.at(at);
        if at >= end {
            if is_mark(scene, at) {
                continue;
            }
            let Some(phrase) = phrase else { break };
            end = scene.openings.range(phrase).end.min(limit);
        }
        let Some(phrase) = phrase else { continue };
        let inside = scene.quotations.around(at);
        let opens = inside.is_none_or(|number| {
            Some(number) == around || scene.quotations.list[number].inside.start == at
        });
        if opens && awaited < at {
            found.push(Step { at, phrase, proposed: at < by_tree, end, first_added: by_tree });
        }
    }
    found
}

/// Ends a part before the first step that was not taken, or behind the last of its steps.
fn apply(scene: &Scene<'_>, candidate: &mut Candidate, edge: Edge, steps: &[Step], kept: usize) {
    let stop = steps.get(kept).map(|step| step.at);
    let last = steps[steps.len() - 1];
    match edge {
        Edge::CueLeft => {
            let start = stop.map_or(last.at, |at| at + 1)..candidate.head;
            candidate.cue.start = start.start + marks(scene, start);
            take_out_cue(candidate);
        }
        Edge::CueRight => {
            let end = candidate.head + 1..stop.unwrap_or(last.at + 1);
            candidate.cue.end = end.end - marks(scene, end.rev());
            take_out_cue(candidate);
        }
        Edge::SourceRight => {
            let Some(source) = &mut candidate.source else { return };
            let words = source.words.start..stop.unwrap_or(last.end);
            if stop.is_some() || words.end > source.words.end {
                source.words = sources::rounded(scene.article, words, source.head);
            }
        }
        Edge::ContentRight => {
            if let Some(stop) = stop {
                candidate.content.keep(|at| at < stop);
            }
            // What the tree did not have in the content, up to the last step that was taken.
            let taken = steps[..kept].iter().rfind(|step| !step.proposed);
            if let Some(taken) = taken {
                candidate.content.add(taken.first_added..stop.unwrap_or(taken.end));
            }
        }
    }
}

/// How many of these words come before the first that is no punctuation.
fn marks(scene: &Scene<'_>, words: impl Iterator<Item = usize>) -> usize {
    words.take_while(|&at| is_mark(scene, at)).count()
}

fn take_out_cue(candidate: &mut Candidate) {
    let cue = candidate.cue.clone();
    candidate.content.keep(|at| !cue.contains(&at));
}

/// Gives each feature of a step to `take`.
fn features(
    scene: &Scene<'_>,
    candidate: &Candidate,
    edge: Edge,
    step: Step,
    likely: &[bool],
    buffer: &mut String,
    mut take: impl FnMut(&str),
) {
    let article = scene.article;
    let words = article.parse.words();
    let Step { at, phrase, proposed, .. } = step;
    let cue = article.word(candidate.head);
    let node = article.word(phrase);
    let form = |place: Option<usize>| place.and_then(|at| words.get(at)).map_or("none", letters);
    let edge = edge.name();
    let proposed = if proposed { "in" } else { "out" };
    let frame = candidate.frame.name();
    let lemma = &*cue.lemma;
    let stance = candidate.stance.map_or("unknown", Stance::as_str);
    let range = if phrase == at { at..at + 1 } else { scene.openings.range(phrase) };
    let word = form(Some(at));
    let before = form(at.checked_sub(1));
    let after = form(Some(at + 1));
    let comma = at > 0 && is_mark(scene, at - 1);
    let comma = if comma { article.form(at - 1) } else { "plain" };
    let relation = node.deprel;
    let from = attachment(candidate, node.head);
    let linker = article
        .parse
        .dependents(phrase)
        .find(|&dependent| {
            matches!(
                article.word(dependent).relation,
                Relation::Case | Relation::Mark | Relation::Cc
            )
        })
        .map_or("none", |at| &*article.word(at).lower);
    let closes = range.end >= article.parse.sentence_around(at).end
        || (range.end..article.parse.sentence_around(at).end).all(|at| is_mark(scene, at));
    let closes = if closes { "last" } else { "inner" };
    let length = match range.len() {
        1 => "1",
        2 => "2",
        3..=4 => "3",
        5..=8 => "5",
        9..=16 => "9",
        _ => "17",
    };
    let speaks = likely[range.clone()].iter().any(|&likely| likely);
    let speaks = if speaks { "speaks" } else { "silent" };
    let time = if scene.is_time(phrase) { "time" } else { "no-time" };
    let held = if candidate.content.contains(at) { "content" } else { "other" };
    let distance = at.abs_diff(candidate.head).min(9);
    let source_before = match &candidate.source {
        Some(source) if source.words.start < candidate.head => "before",
        Some(_) => "after",
        None => "none",
    };
    let content_before = match candidate.content.first() {
        Some(first) if first < candidate.head => "before",
        Some(_) => "after",
        None => "none",
    };
    let quoted = if scene.quotations.around(at).is_some() { "quoted" } else { "unquoted" };
    let upos = article.word(at).upos.as_str();
    let next = words.get(at + 1).map_or("none", |word| word.upos.as_str());
    let noun_cue = lexicon::noun(lemma).is_some() && cue.upos == Upos::Noun;
    let sort = if noun_cue { "noun" } else { cue.upos.as_str() };

    macro_rules! feature {
        ($name:literal $(, $part:expr)*) => {{
            buffer.clear();
            let _ = write!(buffer, "{edge} {proposed} {}", $name);
            $( let _ = write!(buffer, " {}", $part); )*
            take(buffer.as_str());
        }};
    }
    feature!("");
    feature!("f", frame, sort);
    feature!("l", lemma);
    feature!("lf", lemma, frame);
    feature!("w", word);
    feature!("wf", word, frame);
    feature!("wl", word, lemma);
    feature!("bw", before, word);
    feature!("wa", word, after);
    feature!("b", before);
    feature!("a", after);
    feature!("u", upos, next, comma);
    feature!("x", article.word(at).xpos, frame);
    feature!("r", relation, from);
    feature!("rc", relation, from, comma);
    feature!("rk", relation, comma, linker);
    feature!("rl", relation, lemma);
    feature!("kl", linker, lemma);
    feature!("kf", linker, frame, from);
    feature!("rfc", relation, frame, comma, closes);
    feature!("rx", relation, node.xpos, comma);
    feature!("n", in_general(node, &node.lemma), relation);
    feature!("len", length, relation, comma);
    feature!("lc", length, closes, from);
    feature!("s", speaks, relation, comma);
    feature!("sk", speaks, linker, from);
    feature!("t", time, relation, from, sort);
    feature!("h", held, relation, sort);
    feature!("hw", held, word);
    feature!("d", distance, frame);
    feature!("du", distance, upos);
    feature!("sb", source_before, content_before, relation, comma);
    feature!("sbu", source_before, content_before, upos, time);
    feature!("q", quoted, upos, comma);
    feature!("st", stance, relation, linker);
}

/// A verb as its lemma, other words as they stand.
fn letters(word: &Word) -> &str {
    in_general(word, if word.upos == Upos::Verb { &word.lemma } else { &word.lower })
}

/// What a phrase hangs from.
fn attachment(candidate: &Candidate, head: Option<usize>) -> &'static str {
    match head {
        None => "root",
        Some(head) if head == candidate.head => "cue",
        Some(head) if candidate.cue.contains(&head) => "in-cue",
        Some(head) if candidate.source.as_ref().is_some_and(|source| source.head == head) => {
            "source"
        }
        Some(head) if candidate.content.contains(head) => "content",
        Some(_) => "elsewhere",
    }
}
