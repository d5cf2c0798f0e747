//! Definite descriptions: `the diplomat`, `the spy agency`, `the country`.

use dateline_gazetteer::{Gazetteer, PlaceKind};
use dateline_record::EntityKind;
use smol_str::SmolStr;

use super::candidate::{Candidate, Determination, Gender, Number};
use super::clusters::{Clusters, kinds_agree};
use super::lexicon::{Sort, lexicon};
use super::names::NameParts;

/// How many candidates back a description may reach.
const WINDOW: usize = 150;

/// How many sentences back.
const SENTENCES: usize = 12;

/// Joins each definite description to what it describes again, if that can be told.
pub(crate) fn join(candidates: &[Candidate], parts: &[Option<NameParts>], clusters: &mut Clusters) {
    introduce(candidates, clusters);
    for at in 0..candidates.len() {
        let description = &candidates[at];
        if !description.is_nominal()
            || matches!(description.determination, Determination::Indefinite | Determination::Bare)
        {
            continue;
        }
        let tests: [&dyn Fn(usize) -> bool; 3] = [
            &|earlier| repeats(description, &candidates[earlier]),
            &|earlier| recalls(description, at, earlier, candidates, parts, clusters),
            &|earlier| sorts(description, earlier, candidates, parts, clusters),
        ];
        let found = tests.iter().find_map(|test| {
            (at.saturating_sub(WINDOW)..at)
                .rev()
                .take_while(|&earlier| {
                    candidates[earlier].sentence + SENTENCES >= description.sentence
                })
                .find(|&earlier| {
                    apart(description, &candidates[earlier])
                        && countries_agree(description, earlier, clusters)
                        && test(earlier)
                })
        });
        if let Some(earlier) = found {
            clusters.join(earlier, at);
        }
    }
}

/// Whether neither phrase stands within the other: `the head of the agency` is not the agency.
fn apart(a: &Candidate, b: &Candidate) -> bool {
    a.words.end <= b.words.start || b.words.end <= a.words.start
}

fn countries_agree(description: &Candidate, earlier: usize, clusters: &Clusters) -> bool {
    match (description.country, clusters.get(earlier).country) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    }
}

/// Whether all of the words before the description's head are among these.
fn modifiers_within(description: &Candidate, words: &[SmolStr]) -> bool {
    description.modifiers.iter().all(|modifier| words.contains(modifier))
}

/// `a spy agency … the agency`: the same noun, with no word that the first did not have.
fn repeats(description: &Candidate, earlier: &Candidate) -> bool {
    earlier.is_nominal()
        && earlier.lemma == description.lemma
        && earlier.number.agrees(description.number)
        && modifiers_within(description, &earlier.modifiers)
        // "its missiles" are not "their missiles".
        && (description.determination != Determination::Possessed
            || description.country.is_some()
            || earlier.words.len() == description.words.len() && earlier.modifiers == description.modifiers)
        && (description.kind.is_some()
            || description.sentence - earlier.sentence <= 4)
}

/// `Ana Reyes, a diplomat, … the diplomat`; `Meridian Bank … the bank`: the noun is known of the
/// entity.
fn recalls(
    description: &Candidate,
    at: usize,
    earlier: usize,
    candidates: &[Candidate],
    parts: &[Option<NameParts>],
    clusters: &Clusters,
) -> bool {
    let cluster = clusters.get(earlier);
    if !cluster.named || !clusters.agree(earlier, at) {
        return false;
    }
    let candidate = &candidates[earlier];
    if description.kind == Some(EntityKind::Person) {
        return cluster.nouns.contains(&description.lemma);
    }
    let Some(parts) = parts[earlier].as_ref() else { return false };
    candidate.is_name()
        && parts.tokens.len() > 1
        && parts.tokens.contains(&description.lemma)
        && modifiers_within(description, &parts.tokens)
}

/// `Kenya … the country`, `Reyes … the woman`: the noun says the sort of thing that the entity is.
fn sorts(
    description: &Candidate,
    earlier: usize,
    candidates: &[Candidate],
    parts: &[Option<NameParts>],
    clusters: &Clusters,
) -> bool {
    let cluster = clusters.get(earlier);
    let candidate = &candidates[earlier];
    if !cluster.named || !candidate.is_name() || description.number == Number::Plural {
        return false;
    }
    let near = description.sentence - candidate.sentence <= 3;
    let gazetteer = Gazetteer::embedded();
    let may_be = |kind: PlaceKind| {
        parts[earlier].as_ref().is_some_and(|parts| {
            gazetteer.lookup(&parts.key).first().is_some_and(|place| place.kind == kind)
        })
    };
    let place = candidate.kind == Some(EntityKind::Place);
    match lexicon().sort_noun(&description.lemma) {
        Some(Sort::Country) => place && candidate.country.is_some() && near,
        Some(Sort::Town) => place && near && candidate.country.is_none() && may_be(PlaceKind::Town),
        Some(Sort::Division) => {
            place && near && (candidate.country.is_some() || may_be(PlaceKind::Division))
        }
        Some(Sort::Person) => {
            cluster.kind == Some(EntityKind::Person)
                && cluster.gender == description.gender
                && cluster.gender != Gender::Unknown
                && near
        }
        _ => {
            description.kind == Some(EntityKind::Organisation)
                && cluster.kind == Some(EntityKind::Organisation)
                && near
                && !description.sectors.is_empty()
                && description.sectors.iter().all(|sector| cluster.sectors.contains(sector))
        }
    }
}

/// News leads describe before they name: `South Korea's spy agency said … The National
/// Intelligence Service confirmed`. The name that first comes up in the next two sentences as the
/// same sort of thing is the described one.
fn introduce(candidates: &[Candidate], clusters: &mut Clusters) {
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
            clusters.join(earlier, at);
        }
        seen.push(at);
    }
}
