//! Descriptions before names, as the leads of news have them.

use std::collections::BTreeSet;

use dateline_language::{Relation, Upos};
use dateline_record::EntityKind;

use super::candidate::{Candidate, Determination, Number};
use super::clusters::{Clusters, kinds_agree};
use super::descriptions::countries_agree;
use crate::article::Article;

/// Joins names to the descriptions that introduced whom they name.
pub(crate) fn join(article: &Article<'_>, candidates: &[Candidate], clusters: &mut Clusters) {
    organisations(candidates, clusters);
    persons(article, candidates, clusters);
}

/// `Kenya's tax office said … The Revenue
/// Authority confirmed`. The name that first comes up in the next two sentences as the
/// same sort of thing is the described one.
fn organisations(candidates: &[Candidate], clusters: &mut Clusters) {
    let mut seen: Vec<usize> = Vec::new();
    for at in 0..candidates.len() {
        let name = &candidates[at];
        let first = name.is_name() && clusters.get(at).first == at;
        if !first {
            seen.push(at);
            continue;
        }
        let described = seen
            .iter()
            .rev()
            .take(60)
            .copied()
            .take_while(|&earlier| candidates[earlier].sentence + 2 >= name.sentence)
            .find(|&earlier| {
                let description = &candidates[earlier];
                description.is_nominal()
                    && description.sentence < name.sentence
                    && !clusters.get(earlier).named
                    && description.kind == Some(EntityKind::Organisation)
                    && name.kind == Some(EntityKind::Organisation)
                    && countries_agree(description, at, clusters)
                    && kinds_agree(description.kind, name.kind)
                    && !description.sectors.is_empty()
                    && description.sectors.iter().all(|sector| name.sectors.contains(sector))
            });
        if let Some(earlier) = described {
            clusters.describe(earlier, at);
        }
        seen.push(at);
    }
}

/// `A veteran diplomat has fled … Ana Reyes, who served`: somebody whom the lead describes is named
/// in one of the next two sentences, where these tell of the same things.
fn persons(article: &Article<'_>, candidates: &[Candidate], clusters: &mut Clusters) {
    let described: Vec<usize> = (0..candidates.len())
        .take_while(|&at| candidates[at].sentence < 2)
        .filter(|&at| {
            let candidate = &candidates[at];
            candidate.is_nominal()
                && candidate.kind == Some(EntityKind::Person)
                && candidate.number == Number::Singular
                && candidate.determination == Determination::Indefinite
                // After a slug the tree may hang the lead's subject from it.
                && matches!(
                    article.word(candidate.head).relation,
                    Relation::Nsubj | Relation::Obj | Relation::Appos | Relation::Root
                )
                && !clusters.get(at).named
        })
        .collect();
    let [lead] = described[..] else { return };
    let description = &candidates[lead];
    let named = (lead..candidates.len())
        .take_while(|&at| candidates[at].sentence <= description.sentence + 2)
        .filter(|&at| {
            let name = &candidates[at];
            name.is_name()
                && name.kind == Some(EntityKind::Person)
                && name.sentence > description.sentence
                && clusters.get(at).first == at
                && clusters.agree(lead, at)
                && countries_agree(description, at, clusters)
        })
        .find(|&at| {
            let known = clusters.get(at);
            let other_post = !known.nouns.is_empty()
                && !known.nouns.contains(&description.lemma)
                && !known.sectors.iter().any(|sector| description.sectors.contains(sector));
            !other_post && shared_topics(article, candidates, clusters, lead, at) >= 2
        });
    if let Some(at) = named {
        clusters.describe(lead, at);
    }
}

/// How many named things and verbs two sentences have in common.
fn shared_topics(
    article: &Article<'_>,
    candidates: &[Candidate],
    clusters: &Clusters,
    first: usize,
    second: usize,
) -> usize {
    let names = |sentence: usize| -> BTreeSet<usize> {
        candidates
            .iter()
            .enumerate()
            .take_while(|(_, candidate)| candidate.sentence <= sentence)
            .filter(|(_, candidate)| candidate.sentence == sentence && candidate.is_name())
            .map(|(at, _)| clusters.find(at))
            .collect()
    };
    let verbs = |sentence: usize| -> BTreeSet<&str> {
        article.parse.sentences()[sentence]
            .clone()
            .map(|at| article.word(at))
            .filter(|word| word.upos == Upos::Verb)
            .map(|word| word.lemma.as_str())
            .filter(|lemma| !matches!(*lemma, "say" | "tell" | "have" | "make" | "take" | "get"))
            .collect()
    };
    let (first, second) = (candidates[first].sentence, candidates[second].sentence);
    names(first).intersection(&names(second)).count()
        + verbs(first).intersection(&verbs(second)).count()
}
