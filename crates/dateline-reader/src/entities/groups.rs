//! Groups named together: `the two countries`, `both leaders`, `the two sides`.

use dateline_language::Relation;
use dateline_record::EntityKind;

use super::candidate::{Candidate, Number};
use super::clusters::Clusters;
use super::lexicon::{Sort, lexicon};
use super::structure::ByHead;
use crate::article::Article;

/// How many candidates back the members of a group may stand.
const WINDOW: usize = 60;

/// For a description of a counted group, the candidates that are its members: the latest ones of
/// its sort before it.
pub(crate) fn members(
    article: &Article<'_>,
    at: usize,
    candidates: &[Candidate],
    by_head: &ByHead,
    clusters: &Clusters,
) -> Vec<usize> {
    let group = &candidates[at];
    if let Some(conjuncts) = &group.conjuncts {
        return conjuncts.heads.iter().filter_map(|head| by_head.get(head).copied()).collect();
    }
    if !group.is_nominal() || group.number != Number::Plural {
        return Vec::new();
    }
    let Some(count) = counted(article, group) else { return Vec::new() };
    let Some(sort) = member(group) else { return Vec::new() };
    let mut found: Vec<usize> = Vec::new();
    for earlier in (at.saturating_sub(WINDOW)..at).rev() {
        let candidate = &candidates[earlier];
        if candidate.sentence + 3 < group.sentence || found.len() == count {
            break;
        }
        // "the two countries' leaders of Kenya": nothing within the group's own phrase.
        if candidate.words.end > group.words.start || candidate.is_pronoun() {
            continue;
        }
        let cluster = clusters.get(earlier);
        let fits = match sort {
            Member::Country => {
                candidate.is_name()
                    && candidate.kind == Some(EntityKind::Place)
                    && candidate.country.is_some()
            }
            Member::Person => cluster.kind == Some(EntityKind::Person) && cluster.named,
            Member::Organisation => cluster.kind == Some(EntityKind::Organisation) && cluster.named,
            Member::Side => {
                candidate.is_name()
                    && (cluster.kind == Some(EntityKind::Organisation)
                        || (candidate.kind == Some(EntityKind::Place)
                            && candidate.country.is_some()))
            }
        };
        let twice = found.iter().any(|&other| {
            clusters.same(other, earlier)
                || (matches!(sort, Member::Country | Member::Side)
                    && candidates[other].country.is_some()
                    && candidates[other].country == candidate.country)
        });
        if fits && !twice {
            found.push(earlier);
        }
    }
    if found.len() < count {
        return Vec::new();
    }
    found.reverse();
    found
}

/// What the members of a group must be.
#[derive(Clone, Copy)]
enum Member {
    Country,
    Person,
    Organisation,
    Side,
}

/// What the members of the group that a noun calls must be; `None` where it calls no group.
fn member(group: &Candidate) -> Option<Member> {
    match (lexicon().sort_noun(&group.lemma), group.kind) {
        (Some(Sort::Country | Sort::Division), _) => Some(Member::Country),
        (Some(Sort::Town), _) if group.lemma == "capital" => Some(Member::Country),
        (Some(Sort::Side), _) => Some(Member::Side),
        (_, Some(EntityKind::Group)) => Some(Member::Person),
        (_, Some(EntityKind::Organisation)) => Some(Member::Organisation),
        _ => None,
    }
}

/// How many a definite group has: `the two …`, `both …`.
fn counted(article: &Article<'_>, group: &Candidate) -> Option<usize> {
    let mut definite = false;
    // "the trio"
    let mut count = lexicon().group_size(&group.lemma);
    for below in article.parse.dependents(group.head) {
        let word = article.word(below);
        match (word.relation, word.lower.as_str()) {
            (Relation::Det, "both") => return Some(2),
            (Relation::Det, "the" | "these" | "those") => definite = true,
            (Relation::Nmod, _) if word.deprel == "nmod:poss" => definite = true,
            (Relation::Nummod, "two") => count = Some(2),
            (Relation::Nummod, "three") => count = Some(3),
            (Relation::Nummod, "four") => count = Some(4),
            _ => {}
        }
    }
    count.filter(|_| definite)
}
