//! Which of the places of a name is meant, and where what the gazetteer does not know lies.

use std::ops::Range;

use dateline_gazetteer::{Gazetteer, Place, PlaceKind};
use dateline_language::Upos;
use dateline_record::{EntityId, EntityKind, MentionForm, PlaceGuess};

use super::clues::Clues;
use super::rank::{self, PlaceRanker};
use crate::article::Article;
use crate::entities::toponyms::is_area;
use crate::entities::{Entities, Entity};

/// A place chosen for an entity.
#[derive(Debug, Clone)]
pub(crate) struct Chosen {
    pub(crate) place: Place,
    /// How sure the choice is, 0 to 1.
    confidence: f64,
    /// The next places of that name, the likeliest first, each with how likely it is.
    others: Vec<(Place, f64)>,
    /// Of a place that the gazetteer does not have: its feature class, and what lies around it.
    inside: Option<(&'static str, String)>,
}

/// How many of the places that were not chosen are recorded.
const OTHERS: usize = 3;

/// How likely a place must be to be recorded beside the one that was chosen.
const LEAST_LIKELY: f64 = 0.01;

/// How sure it is that an unknown street lies in the town that is named beside it.
const BESIDE: f64 = 0.7;

/// How sure it is that it lies in the town that the report is about.
const AT_HOME: f64 = 0.5;

impl Chosen {
    /// The place as the record has it.
    pub(crate) fn recorded(self, name: &str) -> dateline_record::Place {
        let (feature, within, geonames) = match self.inside {
            Some((feature, within)) => (feature, Some(within), None),
            None => (self.place.kind.feature(), None, self.place.geonames),
        };
        let named = within.as_deref().unwrap_or(name);
        let others = self
            .others
            .iter()
            .map(|(place, likely)| PlaceGuess {
                name: named.to_owned(),
                lat: place.lat,
                lon: place.lon,
                geonames: place.geonames,
                feature: place.kind.feature().to_owned(),
                country: place.country.map(str::to_owned),
                admin1: place.division.map(str::to_owned),
                confidence: hundredths(*likely),
            })
            .collect();
        dateline_record::Place {
            lat: self.place.lat,
            lon: self.place.lon,
            geonames,
            feature: feature.to_owned(),
            country: self.place.country.map(str::to_owned),
            admin1: self.place.division.map(str::to_owned),
            confidence: hundredths(self.confidence),
            within,
            others,
        }
    }
}

fn hundredths(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

/// How often the likeliest place is the right one, by how likely the ranker says it is: a line
/// through what was measured on annotated articles. A name of one place may still be another's
/// that the gazetteer does not know.
fn calibrated(likely: f64) -> f64 {
    0.03 + 0.92 * likely
}

/// The place of each entity, by its id.
pub(crate) fn resolve(
    article: &Article<'_>,
    entities: &Entities,
    gazetteer: Gazetteer,
) -> Vec<Option<Chosen>> {
    let clues = Clues::read(article, entities, gazetteer);
    let ranked = rank::weigh(&clues, PlaceRanker::embedded(), false);
    let mut chosen: Vec<Option<Chosen>> = (0..entities.list.len())
        .map(|at| {
            let named = &clues.named[at];
            let mut choice = match clues.of_entity.get(&at) {
                Some(&clue) => {
                    let likely = ranked[clue].iter().map(|(likely, _)| *likely);
                    choose(clues.list[clue].places.iter().copied().zip(likely))
                }
                // Of a report with too many names, the greatest place.
                None => choose(named.places.iter().take(1).map(|place| (*place, 0.5))),
            }?;
            if let (Some(feature), Some(within)) = (named.feature, &named.within) {
                choice.inside = Some((feature, within.clone()));
            }
            Some(choice)
        })
        .collect();
    for (at, choice) in chosen.iter_mut().enumerate() {
        if let Some(outer) = stated_elsewhere(&clues, at) {
            *choice = Some(Chosen {
                place: Place { geonames: None, population: 0, ..outer },
                confidence: calibrated(BESIDE),
                others: Vec::new(),
                inside: Some((
                    clues.named[at].feature.unwrap_or("P"),
                    outer.division.or(outer.country).unwrap_or_default().to_owned(),
                )),
            });
        }
    }
    let around = Around::read(entities, &chosen);
    for (at, entity) in entities.list.iter().enumerate() {
        if entity.kind == EntityKind::Place && chosen[at].is_none() {
            chosen[at] = around.locate(article, entities, entity, &clues, at, &chosen);
        }
    }
    chosen
}

/// The division that a place is said to lie in where the gazetteer has none of that name there:
/// `Maple Grove, Ohio`, where it knows the Maple Grove of Kansas alone.
fn stated_elsewhere(clues: &Clues, at: usize) -> Option<Place> {
    let places = &clues.named[at].places;
    let wider = clues.containers.get(&at)?;
    let division = wider.iter().find(|place| place.kind == PlaceKind::Division)?;
    let lies_there = |place: &Place| {
        wider.iter().any(|wider| match wider.kind {
            PlaceKind::Division => {
                (wider.country, wider.division) == (place.country, place.division)
            }
            _ => wider.country == place.country || wider.kilometres_to(place) < 100.0,
        })
    };
    let all_are_towns = places.iter().all(|place| place.kind >= PlaceKind::County);
    (!places.is_empty() && all_are_towns && !places.iter().any(lies_there)).then_some(*division)
}

/// The likeliest of several places.
fn choose(places: impl Iterator<Item = (Place, f64)>) -> Option<Chosen> {
    let mut places: Vec<(Place, f64)> = places.collect();
    // Of equals the first, which is the greater place: the sort keeps their order.
    places.sort_by(|a, b| b.1.total_cmp(&a.1));
    let (place, likely) = *places.first()?;
    let others = places[1..]
        .iter()
        .filter(|(_, likely)| *likely >= LEAST_LIKELY)
        .take(OTHERS)
        .copied()
        .collect();
    Some(Chosen { place, confidence: calibrated(likely), others, inside: None })
}

/// Where a street lies that no gazetteer knows: in the town that is named beside it, else in the
/// town that the report is about.
struct Around {
    /// Each mention of a town, county or division: its first word, and its entity.
    mentions: Vec<(usize, usize)>,
    /// The town that is named most often.
    home: Option<usize>,
}

impl Around {
    fn read(entities: &Entities, chosen: &[Option<Chosen>]) -> Self {
        let mut mentions = Vec::new();
        let mut home: Option<(usize, usize)> = None;
        for (at, (entity, choice)) in entities.list.iter().zip(chosen).enumerate() {
            let Some(choice) = choice.as_ref().filter(|choice| choice.inside.is_none()) else {
                continue;
            };
            let names = entity.mentions.iter().filter(|mention| mention.form == MentionForm::Name);
            if !matches!(choice.place.kind, PlaceKind::Town | PlaceKind::County) {
                continue;
            }
            let times = names.clone().count();
            mentions.extend(names.map(|mention| (mention.words.start, at)));
            if choice.place.kind == PlaceKind::Town && home.is_none_or(|(most, _)| times > most) {
                home = Some((times, at));
            }
        }
        mentions.sort_unstable();
        Self { mentions, home: home.map(|(_, at)| at) }
    }

    /// The place around an entity whose own is not known.
    fn locate(
        &self,
        article: &Article<'_>,
        entities: &Entities,
        entity: &Entity,
        clues: &Clues,
        at: usize,
        chosen: &[Option<Chosen>],
    ) -> Option<Chosen> {
        let feature = clues.named[at].feature;
        let mention = entity.mentions.iter().find(|mention| mention.form == MentionForm::Name)?;
        // "Maple Grove, Ohio": the state, where the town is not known.
        let said = article
            .parse
            .sentence_around(mention.words.start)
            .contains(&(mention.words.end + 1))
            .then(|| entities.at(mention.words.end + 1).map(EntityId::index))
            .flatten()
            .filter(|_| article.word(mention.words.end).lower == ",")
            .filter(|&outer| outer != at);
        let container = said.and_then(|outer| Some((outer, chosen[outer].as_ref()?)));
        if let Some((outer, choice)) = container
            && choice.place.kind <= PlaceKind::Town
            && choice.inside.is_none()
            && (feature.is_some() || clues.containers.contains_key(&at))
        {
            return Some(within(choice, feature.unwrap_or("P"), &entities.list[outer], BESIDE));
        }
        if let Some(outer) = stated_around(article, entities, mention.words.clone(), at, chosen)
            && let Some(choice) = &chosen[outer]
        {
            return Some(within(choice, feature.unwrap_or("P"), &entities.list[outer], BESIDE));
        }
        let feature = feature?;
        let sentence = article.parse.sentence_around(mention.words.start);
        let first = self.mentions.partition_point(|&(word, _)| word < sentence.start);
        let beside = self.mentions[first..]
            .iter()
            .take_while(|&&(word, _)| word < sentence.end)
            .take(20)
            // The town behind it before the one that stands in front.
            .min_by_key(|&&(word, _)| {
                (word < mention.words.start, word.abs_diff(mention.words.start))
            });
        let (near, sure) = match (beside, self.home) {
            (Some(&(_, near)), _) => (near, BESIDE),
            (None, Some(home)) => (home, AT_HOME),
            (None, None) => return None,
        };
        Some(within(chosen[near].as_ref()?, feature, &entities.list[near], sure))
    }
}

/// How many words behind a name are asked where it lies.
const WORDS_BEHIND: usize = 16;

/// The known place that a name is said to lie in: `Kericho` of `the villages of Litein and Roret in
/// Kericho`, `Nakuru` of `Nakuru's Bondeni neighbourhood`.
fn stated_around(
    article: &Article<'_>,
    entities: &Entities,
    words: Range<usize>,
    own: usize,
    chosen: &[Option<Chosen>],
) -> Option<usize> {
    let sentence = article.parse.sentence_around(words.start);
    let known = |at: usize| {
        let outer = entities.at(at)?.index();
        let choice = chosen[outer].as_ref()?;
        (outer != own && choice.inside.is_none() && choice.place.kind <= PlaceKind::Town)
            .then_some(outer)
    };
    let possessor = (words.start >= sentence.start + 2
        && matches!(article.word(words.start - 1).lower.as_str(), "'s" | "’s"))
    .then(|| known(words.start - 2))
    .flatten();
    if possessor.is_some() {
        return possessor;
    }
    let mut lies = false;
    for at in words.end..sentence.end.min(words.end + WORDS_BEHIND) {
        let word = article.word(at);
        match word.lower.as_str() {
            "in" | "of" => lies = true,
            "," | "and" if !lies => {}
            "the" => {}
            // "Litein and Roret in Kericho", "Litein county in Kericho", "in southern Kericho"
            _ if lies && word.upos == Upos::Adj => {}
            _ if lies => return known(at),
            _ if word.upos == Upos::Propn => {}
            _ if is_area(article, at) => {}
            _ => return None,
        }
    }
    None
}

/// A place of which no more is known than what lies around it.
fn within(around: &Chosen, feature: &'static str, entity: &Entity, sure: f64) -> Chosen {
    Chosen {
        place: Place { geonames: None, population: 0, ..around.place },
        confidence: around.confidence * sure,
        others: Vec::new(),
        inside: Some((feature, entity.name.clone())),
    }
}

/// What an article says for each place that a name of it may mean: what the ranker learns from.
#[derive(Debug, Clone)]
pub struct PlaceChoice {
    /// Where the name stands in the text, each time, in code points.
    pub spans: Vec<dateline_record::Span>,
    /// The places.
    pub places: Vec<Place>,
    /// What speaks for each in the step that is to be learned.
    pub features: Vec<rank::PlaceFeatures>,
}

/// The choices that a report asks for.
pub(crate) fn choices(
    article: &Article<'_>,
    entities: &Entities,
    ranker: &PlaceRanker,
) -> Vec<PlaceChoice> {
    let clues = Clues::read(article, entities, Gazetteer::embedded());
    let ranked = rank::weigh(&clues, ranker, true);
    entities
        .list
        .iter()
        .enumerate()
        .filter_map(|(at, entity)| {
            let &clue = clues.of_entity.get(&at)?;
            Some(PlaceChoice {
                spans: entity
                    .mentions
                    .iter()
                    .filter(|mention| mention.form == MentionForm::Name)
                    .map(|mention| article.span(mention.words.clone()))
                    .collect(),
                places: clues.list[clue].places.clone(),
                features: ranked[clue].iter().map(|(_, features)| *features).collect(),
            })
        })
        .collect()
}
