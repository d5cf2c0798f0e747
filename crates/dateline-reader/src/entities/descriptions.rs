//! What speaks for a description's being of something before it: `the diplomat`, `the tax office`,
//! `the country`.

use dateline_gazetteer::{Gazetteer, PlaceKind};
use dateline_record::EntityKind;
use smol_str::SmolStr;

use super::candidate::{Candidate, Determination, Gender, Number};
use super::clusters::Clusters;
use super::lexicon::{Sort, lexicon};
use super::names::NameParts;

/// How many candidates back a description may reach.
const WINDOW: usize = 150;

/// Which of the rules hold by which a description may describe again what an earlier mention named:
/// that it repeats its noun 1, that its noun is known of the entity 2, that its noun says the sort
/// of thing 4.
pub(crate) fn hints(
    description: &Candidate,
    at: usize,
    earlier: usize,
    candidates: &[Candidate],
    parts: &[Option<NameParts>],
    clusters: &Clusters,
) -> u32 {
    u32::from(repeats(description, &candidates[earlier]))
        | u32::from(recalls(description, at, earlier, candidates, parts, clusters)) << 1
        | u32::from(sorts(description, earlier, candidates, parts, clusters)) << 2
}

/// Whether neither phrase stands within the other: `the head of the agency` is not the agency.
fn apart(a: &Candidate, b: &Candidate) -> bool {
    a.words.end <= b.words.start || b.words.end <= a.words.start
}

/// Whether what is known of their countries does not tell them apart.
pub(crate) fn countries_agree(
    description: &Candidate,
    earlier: usize,
    clusters: &Clusters,
) -> bool {
    match (description.country, clusters.get(earlier).country) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    }
}

/// Whether all of the words before the description's head are among these.
fn modifiers_within(description: &Candidate, words: &[SmolStr]) -> bool {
    description.modifiers.iter().all(|modifier| words.contains(modifier))
}

/// `a tax office … the office`: the same noun, with no word that the first did not have.
fn repeats(description: &Candidate, earlier: &Candidate) -> bool {
    earlier.is_nominal()
        && earlier.lemma == description.lemma
        && earlier.number.agrees(description.number)
        && modifiers_within(description, &earlier.modifiers)
        // "the embassy in Cuba" is not "the embassy in Kuwait".
        && (description.qualifiers.is_empty()
            || description.qualifiers.iter().all(|word| earlier.qualifiers.contains(word)))
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
        Some(Sort::Country) => false,
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

/// `the country`: the one that was named last, or whose people were; of `the Caribbean country`,
/// the one of the region.
pub(crate) fn the_country(
    description: &Candidate,
    at: usize,
    candidates: &[Candidate],
    clusters: &Clusters,
) -> Option<usize> {
    // "their country" is told by who they are.
    if lexicon().sort_noun(&description.lemma) != Some(Sort::Country)
        || description.number == Number::Plural
        || description.determination == Determination::Possessed
    {
        return None;
    }
    let gazetteer = Gazetteer::embedded();
    let region = description.modifiers.iter().find_map(|word| {
        let belonging = gazetteer.demonym(word).filter(|belonging| belonging.country.is_none())?;
        gazetteer.lookup(belonging.place).into_iter().next()
    });
    let mut in_reach = (at.saturating_sub(WINDOW)..at)
        .rev()
        .take_while(|&earlier| candidates[earlier].sentence + 3 >= description.sentence)
        .filter(|&earlier| {
            candidates[earlier].is_name()
                && apart(description, &candidates[earlier])
                && countries_agree(description, earlier, clusters)
                && matches!(candidates[earlier].kind, Some(EntityKind::Place | EntityKind::Group))
                && candidates[earlier].country.is_some()
        });
    let code = match region {
        None => candidates[in_reach.next()?].country,
        Some(region) => in_reach
            .filter_map(|earlier| {
                let code = candidates[earlier].country?;
                let country = gazetteer.country(code)?;
                let place = gazetteer.lookup(country.name).into_iter().next()?;
                Some((place.kilometres_to(&region), code))
            })
            .min_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, code)| code),
    }?;
    let names_it = |&other: &usize| {
        let candidate = &candidates[other];
        candidate.is_name()
            && candidate.kind == Some(EntityKind::Place)
            && candidate.country == Some(code)
    };
    // "Kenyan rangers … the country … Kenya": its people may be named before it is.
    let after = candidates.len().min(at + WINDOW);
    (at.saturating_sub(4 * WINDOW)..at).rev().find(names_it).or_else(|| (at..after).find(names_it))
}
