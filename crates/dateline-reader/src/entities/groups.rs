//! Groups named together: `the two countries`, `both leaders`, `the two sides`.

use dateline_language::Relation;
use dateline_record::EntityKind;

use super::candidate::{Candidate, Number};
use super::clusters::Clusters;
use crate::article::Article;

/// How many candidates back the members of a group may stand.
const WINDOW: usize = 60;

/// For a description of a counted group, the candidates that are its members: the latest ones of
/// its sort before it.
pub(crate) fn members(
    article: &Article<'_>,
    at: usize,
    candidates: &[Candidate],
    clusters: &Clusters,
) -> Vec<usize> {
    let group = &candidates[at];
    if !group.is_nominal() || group.number != Number::Plural {
        return Vec::new();
    }
    let Some(count) = counted(article, group.head) else { return Vec::new() };
    let Some(sort) = sort(group.lemma.as_str(), group) else { return Vec::new() };
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
            Sort::Country => {
                candidate.is_name()
                    && candidate.kind == Some(EntityKind::Place)
                    && candidate.country.is_some()
            }
            Sort::Person => cluster.kind == Some(EntityKind::Person) && cluster.named,
            Sort::Organisation => cluster.kind == Some(EntityKind::Organisation) && cluster.named,
            Sort::Side => {
                candidate.is_name()
                    && (cluster.kind == Some(EntityKind::Organisation)
                        || (candidate.kind == Some(EntityKind::Place)
                            && candidate.country.is_some()))
            }
        };
        let twice = found.iter().any(|&other| {
            clusters.same(other, earlier)
                || (matches!(sort, Sort::Country | Sort::Side)
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
enum Sort {
    Country,
    Person,
    Organisation,
    Side,
}

fn sort(lemma: &str, group: &Candidate) -> Option<Sort> {
    match lemma {
        "country" | "nation" | "state" | "neighbour" | "neighbor" | "republic" | "capital" => {
            Some(Sort::Country)
        }
        "side" | "party" | "rival" | "ally" | "foe" | "enemy" | "government" => Some(Sort::Side),
        _ => match group.kind {
            Some(EntityKind::Group) => Some(Sort::Person),
            Some(EntityKind::Organisation) => Some(Sort::Organisation),
            _ => None,
        },
    }
}

/// How many a definite group has: `the two …`, `both …`.
fn counted(article: &Article<'_>, head: usize) -> Option<usize> {
    let mut definite = false;
    let mut count = None;
    for below in article.parse.dependents(head) {
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
