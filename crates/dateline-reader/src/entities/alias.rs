//! Names that are one: the same letters, short forms, acronyms, other names of a country.

use std::collections::HashMap;

use dateline_gazetteer::{Gazetteer, PlaceKind};
use dateline_record::EntityKind;
use smol_str::SmolStr;

use super::candidate::Candidate;
use super::clusters::Clusters;
use super::lexicon::lexicon;
use super::names::{NameParts, is_acronym, shortens_organisation, shortens_person};
use crate::article::Article;

/// How many names with a word in common are looked at, the latest first. A report with more
/// Kims than these is a list.
const NAMESAKES: usize = 12;

/// What is used of the article's names.
pub(crate) struct Names<'a> {
    pub(crate) candidates: &'a [Candidate],
    /// For each candidate that is a name, what its letters tell.
    pub(crate) parts: &'a [Option<NameParts>],
}

impl<'a> Names<'a> {
    fn iter(&self) -> impl DoubleEndedIterator<Item = (usize, &'a Candidate, &'a NameParts)> {
        self.candidates
            .iter()
            .zip(self.parts)
            .enumerate()
            .filter_map(|(at, (candidate, parts))| Some((at, candidate, parts.as_ref()?)))
    }
}

/// Gives `the North` the country that it is short for: the last one before it whose name begins so,
/// else the other half of one that is named, as of `South Korea`.
pub(crate) fn resolve_halves(
    article: &Article<'_>,
    candidates: &mut [Candidate],
    parts: &mut [Option<NameParts>],
) {
    let gazetteer = Gazetteer::embedded();
    let mut latest: HashMap<&'static str, &'static str> = HashMap::new();
    for (candidate, parts) in candidates.iter_mut().zip(parts) {
        let Some(parts) = parts else { continue };
        if let Some(half) = half_of_country(&parts.key) {
            let other_half = || {
                let named = latest.get(opposite(half))?;
                let (_, rest) = gazetteer.country(named)?.name.split_once(' ')?;
                Some(gazetteer.country_named(&format!("{half} {rest}"))?.code)
            };
            if let Some(code) = latest.get(half).copied().or_else(other_half) {
                parts.key = format!("country:{code}");
                candidate.country = Some(code);
                candidate.kind = Some(EntityKind::Place);
            }
            continue;
        }
        let named = candidate.country.and_then(|code| gazetteer.country(code));
        let said = article.form(candidate.words.start).to_lowercase();
        if let (Some(country), Some(half)) = (named, half_of_country(&said)) {
            latest.insert(half, country.code);
        }
    }
}

fn opposite(half: &str) -> &'static str {
    match half {
        "north" => "south",
        "south" => "north",
        "east" => "west",
        _ => "east",
    }
}

fn half_of_country(word: &str) -> Option<&'static str> {
    ["north", "south", "east", "west"].into_iter().find(|half| *half == word)
}

/// Joins all names that are one.
pub(crate) fn join(article: &Article<'_>, names: &Names<'_>, clusters: &mut Clusters) {
    join_equal(names, clusters);
    join_acronyms(article, names, clusters);
    join_short(names, clusters);
    // A single name that is short for no other is a forename where it can be one.
    for (at, candidate, parts) in names.iter() {
        if candidate.kind == Some(EntityKind::Person)
            && let [name] = &parts.tokens[..]
            && let Some(gender) = lexicon().forename(name)
        {
            clusters.suppose_gender(at, gender);
        }
    }
}

/// What kinds of names are never told apart by kind alone.
fn class(kind: Option<EntityKind>) -> u8 {
    match kind {
        Some(EntityKind::Person) => 0,
        Some(EntityKind::Group) => 1,
        Some(EntityKind::Place) => 2,
        Some(EntityKind::Organisation) => 3,
        _ => 4,
    }
}

fn join_equal(names: &Names<'_>, clusters: &mut Clusters) {
    let mut first: HashMap<(u8, String), usize> = HashMap::new();
    for (at, candidate, parts) in names.iter() {
        let mut key = parts.key.clone();
        // "Kenyans" are the Kenyans of "Kenyan".
        if candidate.kind == Some(EntityKind::Group)
            && let Some(country) = candidate.country
        {
            key = format!("people:{country}");
        }
        let earlier = *first.entry((class(candidate.kind), key)).or_insert(at);
        if earlier != at && clusters.get(earlier).gender.agrees(candidate.gender) {
            clusters.join(earlier, at);
        }
    }
}

fn join_acronyms(article: &Article<'_>, names: &Names<'_>, clusters: &mut Clusters) {
    let mut full: HashMap<&str, usize> = HashMap::new();
    for (at, candidate, parts) in names.iter() {
        if parts.tokens.len() > 1 && candidate.kind != Some(EntityKind::Person) {
            full.entry(&parts.initials).or_insert(at);
        }
    }
    for (at, candidate, parts) in names.iter() {
        if parts.tokens.len() != 1 || candidate.kind == Some(EntityKind::Person) {
            continue;
        }
        let letters = article.surface(candidate.words.clone());
        let bare: String =
            letters.chars().filter(|letter| letter.is_alphanumeric()).collect::<String>();
        if let Some(&other) = full.get(bare.to_lowercase().as_str())
            && is_acronym(letters, &bare.to_lowercase())
        {
            clusters.join(other, at);
        }
    }
}

/// Joins short names to fuller ones: the latest before, else the first after (headlines name
/// people by surname alone).
fn join_short(names: &Names<'_>, clusters: &mut Clusters) {
    for persons in [true, false] {
        let of_sort = |candidate: &Candidate| match candidate.kind {
            Some(EntityKind::Person) => persons,
            Some(EntityKind::Organisation) => !persons,
            _ => false,
        };
        let mut waiting: Vec<(usize, &Candidate, &NameParts)> = Vec::new();
        let mut known: HashMap<&SmolStr, Vec<(usize, &NameParts)>> = HashMap::new();
        for (at, candidate, parts) in names.iter().filter(|(_, candidate, _)| of_sort(candidate)) {
            if !join_to_fuller(at, candidate, parts, &known, clusters) {
                waiting.push((at, candidate, parts));
            }
            remember(at, parts, &mut known);
        }
        let mut later: HashMap<&SmolStr, Vec<(usize, &NameParts)>> = HashMap::new();
        for (at, candidate, parts) in waiting.into_iter().rev() {
            join_to_fuller(at, candidate, parts, &later, clusters);
            remember(at, parts, &mut later);
        }
    }
}

fn is_country_or_division(name: &str) -> bool {
    Gazetteer::embedded()
        .lookup(name)
        .iter()
        .any(|place| matches!(place.kind, PlaceKind::Country | PlaceKind::Division))
}

/// Enters a name under each of its words.
fn remember<'a>(
    at: usize,
    parts: &'a NameParts,
    known: &mut HashMap<&'a SmolStr, Vec<(usize, &'a NameParts)>>,
) {
    if parts.tokens.len() < 2 {
        return;
    }
    for token in &parts.tokens {
        let namesakes = known.entry(token).or_default();
        namesakes.push((at, parts));
        if namesakes.len() > 2 * NAMESAKES {
            namesakes.drain(..NAMESAKES);
        }
    }
}

fn join_to_fuller(
    at: usize,
    candidate: &Candidate,
    parts: &NameParts,
    known: &HashMap<&SmolStr, Vec<(usize, &NameParts)>>,
    clusters: &mut Clusters,
) -> bool {
    let Some(last) = parts.tokens.last() else { return false };
    // "Nevada, Inc." and the "Nevada Gaming Board" have no more than a state in common.
    if candidate.kind == Some(EntityKind::Organisation)
        && parts.tokens.len() == 1
        && is_country_or_division(last)
    {
        return false;
    }
    let Some(namesakes) = known.get(last) else { return false };
    let fits = |fuller: &NameParts| {
        if candidate.kind == Some(EntityKind::Person) {
            shortens_person(&parts.tokens, &fuller.tokens)
        } else {
            shortens_organisation(&parts.tokens, &fuller.tokens)
        }
    };
    let latest = |wanted: &dyn Fn(&NameParts) -> bool| {
        namesakes
            .iter()
            .rev()
            .take(NAMESAKES)
            .find(|(other, fuller)| {
                fits(fuller)
                    && wanted(fuller)
                    && clusters.get(*other).gender.agrees(clusters.get(at).gender)
            })
            .map(|(other, _)| *other)
    };
    // A surname before a forename: of "Ana Reyes" and "Reyes Lim", "Reyes" is the first.
    let surname = |fuller: &NameParts| fuller.tokens.last() == Some(last);
    match latest(&surname).or_else(|| latest(&|_| true)) {
        Some(other) => {
            clusters.join(other, at);
            true
        }
        None => false,
    }
}
