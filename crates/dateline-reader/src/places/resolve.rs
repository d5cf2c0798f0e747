//! Which of the places of a name is meant.

use std::collections::{BTreeMap, HashMap};

use dateline_gazetteer::{Gazetteer, Place, PlaceKind};
use dateline_record::{EntityId, EntityKind, MentionForm};

use crate::article::Article;
use crate::entities::lexicon::{NameWord, lexicon};
use crate::entities::{Entities, Entity};

/// A place chosen for an entity.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Chosen {
    pub(crate) place: Place,
    /// How sure the choice is, 0 to 1.
    confidence: f64,
}

impl Chosen {
    /// The place as the record has it.
    pub(crate) fn recorded(self) -> dateline_record::Place {
        dateline_record::Place {
            lat: self.place.lat,
            lon: self.place.lon,
            geonames: self.place.geonames,
            feature: self.place.kind.feature().to_owned(),
            country: self.place.country.map(str::to_owned),
            admin1: self.place.division.map(str::to_owned),
            confidence: (self.confidence * 100.0).round() / 100.0,
        }
    }
}

/// How many places that are known already a doubtful one is compared with.
const NEIGHBOURS: usize = 60;

/// Within how many kilometres places support each other.
const NEAR: f64 = 160.0;

/// What a report says of where it is.
#[derive(Debug, Default)]
struct Context {
    /// How often each country is named.
    countries: HashMap<&'static str, f64>,
    /// How often each division is named, by country and name.
    divisions: HashMap<(&'static str, &'static str), f64>,
    /// What is said to contain a place of this entity: `Springfield, Ill.`
    containers: BTreeMap<usize, Vec<Place>>,
    /// Of an entity with the name of a capital, that capital.
    capitals: BTreeMap<usize, Place>,
}

impl Context {
    /// Counts a place for the country and the division it lies in.
    fn count(&mut self, place: &Place, times: f64) {
        let Some(country) = place.country else { return };
        *self.countries.entry(country).or_default() += times;
        if let Some(division) = place.division {
            *self.divisions.entry((country, division)).or_default() += times;
        }
    }
}

/// The place of each entity, by its id.
pub(crate) fn resolve(article: &Article<'_>, entities: &Entities) -> Vec<Option<Chosen>> {
    let gazetteer = Gazetteer::embedded();
    let candidates: Vec<Vec<Place>> = entities
        .list
        .iter()
        .map(|entity| match entity.kind {
            EntityKind::Place => places_named(gazetteer, entity),
            _ => Vec::new(),
        })
        .collect();
    let mut context = context(article, entities, &candidates);
    let first: Vec<Option<Chosen>> = candidates
        .iter()
        .enumerate()
        .map(|(at, places)| choose(at, places, &context, &[]))
        .collect();
    // What is sure the first time supports what is not.
    let sure: Vec<(usize, Place)> = first
        .iter()
        .enumerate()
        .filter_map(|(at, chosen)| {
            Some((at, chosen.filter(|chosen| chosen.confidence > 0.6)?.place))
        })
        .filter(|(_, place)| matches!(place.kind, PlaceKind::Town | PlaceKind::County))
        .take(NEIGHBOURS)
        .collect();
    for (_, place) in &sure {
        context.count(place, 1.0);
    }
    candidates
        .iter()
        .enumerate()
        .map(|(at, places)| match places.len() {
            0 | 1 => first[at],
            _ => choose(at, places, &context, &sure),
        })
        .collect()
}

/// The places that an entity's names may mean.
fn places_named(gazetteer: Gazetteer, entity: &Entity) -> Vec<Place> {
    let name = entity.name.as_str();
    if entity.mentions.iter().all(|mention| mention.form != MentionForm::Name) {
        return Vec::new();
    }
    if let Some(code) = entity.country
        && let Some(country) = gazetteer.country(code)
        // "the North", for North Korea
        && (gazetteer.country_named(name).is_some() || gazetteer.lookup(name).is_empty())
    {
        return gazetteer
            .lookup(country.name)
            .into_iter()
            .filter(|place| place.kind == PlaceKind::Country)
            .collect();
    }
    let found = gazetteer.lookup(name);
    if !found.is_empty() {
        return found;
    }
    // "Aydin province", "northern Darfur", "City of Nakuru"
    let words: Vec<&str> = name.split_whitespace().collect();
    let shorter = |words: &[&str]| match words {
        [] => Vec::new(),
        words => gazetteer.lookup(&words.join(" ")),
    };
    let sort =
        |word: Option<&&str>| word.and_then(|word| lexicon().name_word(&word.to_lowercase()));
    if sort(words.last()) == Some(NameWord::Area) {
        return shorter(&words[..words.len() - 1]);
    }
    if sort(words.first()) == Some(NameWord::Direction) {
        return shorter(&words[1..]);
    }
    if words.len() > 2 && sort(words.first()) == Some(NameWord::Area) && words[1] == "of" {
        return shorter(&words[2..]);
    }
    Vec::new()
}

/// What the report says of where it is.
fn context(article: &Article<'_>, entities: &Entities, candidates: &[Vec<Place>]) -> Context {
    let gazetteer = Gazetteer::embedded();
    let mut context = Context::default();
    for (at, (entity, places)) in entities.list.iter().zip(candidates).enumerate() {
        let governed = gazetteer.country_with_capital(&entity.name).map(|country| country.code);
        // Places come by their people, so that the first such town is the capital.
        let capital = places.iter().find(|place| {
            place.kind == PlaceKind::Town && governed.is_some() && place.country == governed
        });
        if let Some(capital) = capital {
            context.capitals.insert(at, *capital);
        }
        let times = entity.mentions.len() as f64;
        let country = match entity.kind {
            EntityKind::Place => places.first().filter(|place| place.kind == PlaceKind::Country),
            _ => None,
        };
        let named = country.and_then(|place| place.country).or(entity.country);
        if let Some(code) = named {
            *context.countries.entry(code).or_default() += times;
        }
        for place in places.iter().filter(|place| place.kind == PlaceKind::Division) {
            if let (Some(country), Some(division)) = (place.country, place.division) {
                *context.divisions.entry((country, division)).or_default() += times;
            }
        }
    }
    let names = article.parse.names();
    for pair in names.windows(2) {
        let (first, second) = (&pair[0].words, &pair[1].words);
        let comma = second.start == first.end + 1 && article.word(first.end).lower == ",";
        let bracket = second.start == first.end + 1 && article.word(first.end).lower == "(";
        if !(comma || bracket) {
            continue;
        }
        let Some(inner) = entities.at(first.start).map(EntityId::index) else { continue };
        let wider: Vec<Place> = gazetteer
            .lookup(article.surface(second.clone()))
            .into_iter()
            .filter(|place| matches!(place.kind, PlaceKind::Country | PlaceKind::Division))
            .collect();
        context.containers.entry(inner).or_default().extend(wider);
    }
    context
}

/// The likeliest of several places.
fn choose(
    at: usize,
    places: &[Place],
    context: &Context,
    near: &[(usize, Place)],
) -> Option<Chosen> {
    let scores: Vec<f64> = places.iter().map(|place| score(at, place, context, near)).collect();
    let (best, &highest) = scores.iter().enumerate().max_by(|a, b| {
        // Of equals the first, which is the greater place.
        a.1.total_cmp(b.1).then(b.0.cmp(&a.0))
    })?;
    let total: f64 = scores.iter().map(|score| (score - highest).exp()).sum();
    Some(Chosen { place: places[best], confidence: 1.0 / total })
}

/// How much speaks for a place, as the logarithm of odds.
fn score(at: usize, place: &Place, context: &Context, near: &[(usize, Place)]) -> f64 {
    let people = 0.75 * f64::from(place.population.max(300)).ln();
    let kind = match place.kind {
        PlaceKind::Seat => 12.0,
        PlaceKind::Area | PlaceKind::Water => 8.0,
        PlaceKind::Land => 7.0,
        PlaceKind::Country => 5.0,
        PlaceKind::Town if context.capitals.get(&at) == Some(place) => 5.0,
        PlaceKind::Division | PlaceKind::Town => 0.0,
        PlaceKind::County => -1.0,
    };
    let contained = context.containers.get(&at).is_some_and(|wider| {
        wider.iter().any(|wider| {
            wider.country == place.country
                && match wider.kind {
                    PlaceKind::Country => place.kind != PlaceKind::Country,
                    _ => wider.division == place.division && place.kind != PlaceKind::Division,
                }
        })
    });
    let share = |count: Option<&f64>| count.map_or(0.0, |count| 1.5 + count.ln().min(2.0));
    let country = place.country.map_or(0.0, |code| share(context.countries.get(code)));
    let division = match (place.kind, place.country, place.division) {
        (PlaceKind::Town | PlaceKind::County, Some(country), Some(division)) => {
            2.0 * share(context.divisions.get(&(country, division)))
        }
        _ => 0.0,
    };
    let neighbours = near
        .iter()
        .filter(|(other, support)| *other != at && support.kilometres_to(place) < NEAR)
        .count();
    people
        + kind
        + if contained { 15.0 } else { 0.0 }
        + country
        + division
        + 2.0 * (neighbours as f64).sqrt().min(3.0)
}
