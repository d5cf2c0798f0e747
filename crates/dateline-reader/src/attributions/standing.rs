//! What an attribution is worth: its mode, its stance, and the sort of its source.

use std::ops::Range;

use dateline_language::{NameKind, Upos};
use dateline_record::{AttributionMode, EntityKind, MentionForm, SourceKind, Stance};

use super::candidate::{Candidate, Scene, SourceWords};
use super::lexicon;
use crate::entities::Entities;

pub(super) fn source_kind_name(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Named => "named",
        SourceKind::Official => "official",
        SourceKind::Spokesperson => "spokesperson",
        SourceKind::Unnamed => "unnamed",
        SourceKind::Document => "document",
        SourceKind::Media => "media",
        SourceKind::Poll => "poll",
        SourceKind::Author => "author",
    }
}

/// Whether the words of a content are quoted.
pub(super) fn mode(scene: &Scene<'_>, content: impl Iterator<Item = usize>) -> AttributionMode {
    let (mut quoted, mut unquoted) = (false, false);
    for at in content.filter(|&at| scene.article.word(at).upos != Upos::Punct) {
        if scene.quotations.quotes(at) {
            quoted = true;
        } else {
            unquoted = true;
        }
    }
    match (quoted, unquoted) {
        (true, false) => AttributionMode::Direct,
        (true, true) => AttributionMode::Mixed,
        (false, _) => AttributionMode::Indirect,
    }
}

/// What the source does with the content. "did not confirm" confirms nothing: a negated
/// confirmation is a refusal to speak of it, a negated belief a denial.
pub(super) fn stance(scene: &Scene<'_>, candidate: &Candidate) -> Stance {
    let stance = candidate.stance.unwrap_or(Stance::Says);
    let negated = candidate
        .cue
        .clone()
        .any(|at| matches!(&*scene.article.word(at).lower, "not" | "n't" | "n’t" | "never"));
    // "declined to comment on": the refusal is part of the cue.
    let refuses = candidate.cue.clone().any(|at| {
        let word = scene.article.word(at);
        word.upos == Upos::Verb
            && lexicon::verb(&word.lemma).is_some_and(|verb| verb.stance == Stance::Declines)
    });
    match stance {
        Stance::Says | Stance::Asks | Stance::Confirms if refuses => Stance::Declines,
        Stance::Confirms | Stance::Says if negated => Stance::Declines,
        Stance::Believes if negated => Stance::Denies,
        _ => stance,
    }
}

/// What sort of source stands behind an attribution.
pub(super) fn source_kind(
    scene: &Scene<'_>,
    entities: &Entities,
    source: Option<&SourceWords>,
    quoted: bool,
) -> SourceKind {
    let Some(source) = source else { return SourceKind::Unnamed };
    let head = source.head;
    let word = scene.article.word(head);
    if matches!(&*word.lower, "i" | "we") && !quoted {
        return SourceKind::Author;
    }
    let by_noun = kind_of_nouns(scene, &source.words, head);
    if let Some(kind @ (SourceKind::Spokesperson | SourceKind::Official)) = by_noun {
        return kind;
    }
    let entity = entities.at(head).map(|entity| entities.get(entity));
    // "the company" of which the report gives no name is unnamed.
    let has_name = entity.is_some_and(|entity| {
        entity.mentions.iter().any(|mention| mention.form == MentionForm::Name)
    });
    match entity.map(|entity| entity.kind) {
        Some(EntityKind::Person) if has_name && word.upos != Upos::Noun => SourceKind::Named,
        Some(EntityKind::Work | EntityKind::Law) => SourceKind::Document,
        _ if names_somebody(scene, &source.words) => by_noun.unwrap_or(SourceKind::Named),
        Some(EntityKind::Organisation) if has_name => by_noun.unwrap_or(SourceKind::Named),
        _ => by_noun.unwrap_or(SourceKind::Unnamed),
    }
}

fn names_somebody(scene: &Scene<'_>, words: &Range<usize>) -> bool {
    let parse = scene.article.parse;
    let first = parse.names().partition_point(|name| name.words.end <= words.start);
    let named = parse.names()[first..]
        .iter()
        .take_while(|name| name.words.start < words.end)
        .any(|name| matches!(name.kind, NameKind::Person | NameKind::Organisation));
    named || words.clone().any(|at| scene.article.word(at).upos == Upos::Propn)
}

/// The sort that the nouns of a source show: its head first, then a title before the name
/// ("ministry spokesman Lee") or an apposition after it ("Lee, a spokesman for the ministry").
fn kind_of_nouns(scene: &Scene<'_>, words: &Range<usize>, head: usize) -> Option<SourceKind> {
    let article = scene.article;
    let kind_of = |at: usize| {
        let word = article.word(at);
        matches!(word.upos, Upos::Noun | Upos::Propn | Upos::Pron)
            .then(|| lexicon::source_kind(&word.lemma.to_lowercase()))
            .flatten()
    };
    let title_or_apposition = || {
        article
            .parse
            .dependents(head)
            .filter(|at| words.contains(at))
            .filter(|&at| {
                matches!(article.word(at).relation.as_str(), "compound" | "appos" | "flat" | "nmod")
                    && !matches!(article.word(at).deprel, "nmod:poss" | "nmod")
            })
            .find_map(|at| match kind_of(at) {
                kind @ Some(SourceKind::Spokesperson | SourceKind::Official) => kind,
                _ => None,
            })
    };
    // "the coast guard", "a press report"
    let with_word_before = || {
        let before = head.checked_sub(1).filter(|at| words.contains(at))?;
        let (before, last) = (article.word(before), article.word(head));
        let phrase = format!("{} {}", before.lemma.to_lowercase(), last.lemma.to_lowercase());
        lexicon::source_kind(&phrase)
    };
    with_word_before().or_else(|| kind_of(head)).or_else(title_or_apposition)
}
