//! Which of the places of a name is meant: a model over what speaks for each, in three steps. The
//! first knows each name alone; each later one knows how likely the places of the other names were
//! by the step before. The weights are learned by `dateline-train places` from annotated articles.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use dateline_gazetteer::{Gazetteer, Place, PlaceKind};

use super::clues::Clues;

/// What speaks for and against a place, in the order of the weights.
pub const PLACE_FEATURES: [&str; 29] = [
    "people",
    "unpeopled",
    "country",
    "division",
    "county",
    "area",
    "water",
    "land",
    "seat",
    "most people",
    "capital",
    "said to contain it",
    "said to be in it",
    "country named",
    "possible within 30 km",
    "possible within 120 km",
    "possible in the division",
    "likely within 30 km",
    "likely within 120 km",
    "likely in the division",
    "likely in the country",
    "division of what is likely",
    "country of what is likely",
    "has a state's office",
    "is no town with a town's office",
    "is a county among counties",
    "in a country of its words",
    "is foreign to its words",
    "village",
];

/// The values of [`PLACE_FEATURES`].
pub type PlaceFeatures = [f64; PLACE_FEATURES.len()];

/// The weights of each step.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PlaceRanker {
    /// The weights of [`PLACE_FEATURES`], for one step after the other.
    pub steps: Vec<PlaceFeatures>,
}

static RANKER: LazyLock<PlaceRanker> = LazyLock::new(PlaceRanker::read);

impl PlaceRanker {
    /// The weights that the program carries.
    pub(super) fn embedded() -> &'static Self {
        &RANKER
    }

    fn read() -> Self {
        let mut ranker = Self::default();
        for line in include_str!("../../models/place-ranker.tsv").lines() {
            let mut columns = line.split('\t');
            let Some(at) = columns
                .next()
                .and_then(|name| PLACE_FEATURES.iter().position(|feature| *feature == name))
            else {
                continue;
            };
            for (step, weight) in columns.enumerate() {
                if ranker.steps.len() <= step {
                    ranker.steps.push([0.0; PLACE_FEATURES.len()]);
                }
                ranker.steps[step][at] = weight.parse().unwrap_or_default();
            }
        }
        ranker
    }
}

/// How likely each place of each clue is meant, by the steps that there are, and what speaks for
/// each in the last of them, or where they are to be learned, in the step that comes next.
pub(super) fn weigh(
    clues: &Clues,
    ranker: &PlaceRanker,
    learning: bool,
) -> Vec<Vec<(f64, PlaceFeatures)>> {
    let alone: Vec<Vec<PlaceFeatures>> = by_name(clues);
    let points = Points::of(clues);
    let mut likely: Vec<Vec<f64>> = clues
        .list
        .iter()
        .map(|clue| vec![1.0 / clue.places.len().max(1) as f64; clue.places.len()])
        .collect();
    let mut features = alone.clone();
    for step in 0..ranker.steps.len() + usize::from(learning) {
        if step > 0 {
            features.clone_from(&alone);
            points.support(clues, &likely, &mut features);
        }
        let Some(weights) = ranker.steps.get(step) else { break };
        for (of_clue, likely) in features.iter().zip(&mut likely) {
            let scores: Vec<f64> = of_clue
                .iter()
                .map(|values| {
                    values.iter().zip(weights).map(|(value, weight)| value * weight).sum()
                })
                .collect();
            let highest = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            let odds: Vec<f64> = scores.iter().map(|score| (score - highest).exp()).collect();
            let total: f64 = odds.iter().sum();
            *likely = odds.iter().map(|odds| odds / total).collect();
        }
    }
    likely
        .into_iter()
        .zip(features)
        .map(|(likely, features)| likely.into_iter().zip(features).collect())
        .collect()
}

/// What speaks for the places of each clue by its name alone, and what stands around it.
fn by_name(clues: &Clues) -> Vec<Vec<PlaceFeatures>> {
    let gazetteer = Gazetteer::embedded();
    let mut containers: HashMap<usize, Vec<&Place>> = HashMap::new();
    let mut contained: HashMap<usize, Vec<&Place>> = HashMap::new();
    let mut states: HashSet<usize> = HashSet::new();
    let mut towns: HashSet<usize> = HashSet::new();
    let mut counties: HashSet<usize> = HashSet::new();
    let foreign = clues.usage.values().copied().fold(0.0, f64::max);
    for (entity, &clue) in &clues.of_entity {
        if clues.states.contains(entity) {
            states.insert(clue);
        }
        if clues.towns.contains(entity) {
            towns.insert(clue);
        }
        if clues.counties.contains(entity) {
            counties.insert(clue);
        }
        containers
            .entry(clue)
            .or_default()
            .extend(clues.containers.get(entity).into_iter().flatten());
        contained
            .entry(clue)
            .or_default()
            .extend(clues.contained.get(entity).into_iter().flatten());
    }
    let of_clue = |(at, clue): (usize, &super::clues::Clue)| {
        let most = clue
            .places
            .iter()
            .filter(|place| place.kind == PlaceKind::Town)
            .map(|place| place.population)
            .max();
        clue.places
            .iter()
            .map(|place| {
                let mut values = [0.0; PLACE_FEATURES.len()];
                let peopled = place.kind <= PlaceKind::Town && place.population > 0;
                values[0] = f64::from(place.population.max(300)).ln() - 8.0;
                // A town whose people nobody counted is a village.
                let village = !peopled && place.kind == PlaceKind::Town;
                values[1] = flag(!peopled && !village);
                values[28] = flag(village);
                if !peopled {
                    values[0] = 0.0;
                }
                let kind = match place.kind {
                    PlaceKind::Country => Some(2),
                    PlaceKind::Division => Some(3),
                    PlaceKind::County => Some(4),
                    PlaceKind::Town => None,
                    PlaceKind::Area => Some(5),
                    PlaceKind::Water => Some(6),
                    PlaceKind::Land => Some(7),
                    PlaceKind::Seat => Some(8),
                };
                if let Some(kind) = kind {
                    values[kind] = 1.0;
                }
                if place.kind == PlaceKind::Town && Some(place.population) == most {
                    values[9] = 1.0;
                    let capital = place
                        .country
                        .and_then(|code| gazetteer.country(code))
                        .is_some_and(|country| {
                            gazetteer.lookup(country.capital).iter().any(|town| {
                                town.geonames.is_some() && town.geonames == place.geonames
                            })
                        });
                    values[10] = f64::from(u8::from(capital));
                }
                let inside = |wider: &Place| contains(wider, place);
                let around = |inner: &Place| contains(place, inner);
                values[11] =
                    flag(containers.get(&at).is_some_and(|wider| wider.iter().any(|w| inside(w))));
                values[12] = flag(
                    contained.get(&at).is_some_and(|inner| inner.iter().any(|place| around(place))),
                );
                if place.kind != PlaceKind::Country
                    && let Some(times) = place.country.and_then(|code| clues.countries.get(code))
                {
                    values[13] = (1.0 + times).ln();
                }
                values[23] = flag(place.kind == PlaceKind::Division && states.contains(&at));
                // "The town of Karak" may be known by the name of its governorate alone.
                let has_town = || {
                    clue.places.iter().any(|other| {
                        other.kind == PlaceKind::Town && other.country == place.country
                    })
                };
                values[24] = flag(
                    towns.contains(&at)
                        && match place.kind {
                            PlaceKind::Country => true,
                            PlaceKind::Division => has_town(),
                            _ => false,
                        },
                );
                values[25] = flag(place.kind == PlaceKind::County && counties.contains(&at));
                // "Turkey" may be a town; that a report is American speaks against no country.
                if place.kind != PlaceKind::Country && place.country.is_some() {
                    let own = place.country.and_then(|code| clues.usage.get(code)).copied();
                    values[26] = own.unwrap_or(0.0);
                    values[27] = foreign - own.unwrap_or(0.0);
                }
                values
            })
            .collect()
    };
    clues.list.iter().enumerate().map(of_clue).collect()
}

fn flag(value: bool) -> f64 {
    f64::from(u8::from(value))
}

/// Whether a country, division or county has another place in it.
fn contains(wider: &Place, inner: &Place) -> bool {
    wider.country.is_some()
        && wider.country == inner.country
        && match wider.kind {
            PlaceKind::Country => inner.kind != PlaceKind::Country,
            PlaceKind::Division => {
                wider.division == inner.division && inner.kind > PlaceKind::Division
            }
            PlaceKind::County => {
                wider.division == inner.division
                    && inner.kind == PlaceKind::Town
                    && wider.kilometres_to(inner) < 80.0
            }
            _ => false,
        }
}

/// Where the places of all clues lie.
struct Points {
    /// For each place of each clue its point on a sphere of radius 1.
    of_clue: Vec<Vec<[f64; 3]>>,
}

/// The square of the straight distance between points of the sphere of radius 1 that lie so many
/// kilometres apart along the ground.
fn chord(kilometres: f64) -> f64 {
    (2.0 * (kilometres / 6_371.0 / 2.0).sin()).powi(2)
}

impl Points {
    fn of(clues: &Clues) -> Self {
        let point = |place: &Place| {
            let (lat, lon) = (place.lat.to_radians(), place.lon.to_radians());
            [lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()]
        };
        let of_clue =
            clues.list.iter().map(|clue| clue.places.iter().map(point).collect()).collect();
        Self { of_clue }
    }

    /// Adds what the other names say of each place.
    fn support(&self, clues: &Clues, likely: &[Vec<f64>], features: &mut [Vec<PlaceFeatures>]) {
        let (near, around) = (chord(30.0), chord(120.0));
        for (at, clue) in clues.list.iter().enumerate() {
            for (place, here) in clue.places.iter().enumerate() {
                let mut sums = [0.0; 9];
                for (other, other_clue) in clues.list.iter().enumerate() {
                    if other == at {
                        continue;
                    }
                    let much = (other_clue.times as f64).sqrt().min(3.0);
                    let chance = 1.0 / (other_clue.places.len().max(1) as f64).sqrt();
                    let mut best = [0.0_f64; 9];
                    for (rank, there) in other_clue.places.iter().enumerate() {
                        let probable = likely[other][rank];
                        let pointed = |kind| {
                            matches!(kind, PlaceKind::Town | PlaceKind::County | PlaceKind::Seat)
                        };
                        if pointed(here.kind) && pointed(there.kind) {
                            let apart =
                                distance(&self.of_clue[at][place], &self.of_clue[other][rank]);
                            if apart < near {
                                best[0] = best[0].max(chance);
                                best[3] = best[3].max(probable);
                            }
                            if apart < around {
                                best[1] = best[1].max(chance);
                                best[4] = best[4].max(probable);
                            }
                        }
                        if here.country.is_none() || here.country != there.country {
                            continue;
                        }
                        if there.kind != PlaceKind::Country && here.kind != PlaceKind::Country {
                            best[6] = best[6].max(probable);
                            if here.division.is_some() && here.division == there.division {
                                best[2] = best[2].max(chance);
                                best[5] = best[5].max(probable);
                                if here.kind == PlaceKind::Division {
                                    best[7] = best[7].max(probable);
                                }
                            }
                        } else if here.kind == PlaceKind::Country {
                            best[8] = best[8].max(probable);
                        }
                    }
                    for (sum, best) in sums.iter_mut().zip(best) {
                        *sum += much * best;
                    }
                }
                for (value, sum) in features[at][place][14..23].iter_mut().zip(sums) {
                    *value = (1.0 + sum).ln();
                }
            }
        }
    }
}

fn distance(a: &[f64; 3], b: &[f64; 3]) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_weight_is_read() {
        let ranker = PlaceRanker::embedded();
        assert_eq!(ranker.steps.len(), 3);
        let rows = include_str!("../../models/place-ranker.tsv")
            .lines()
            .filter(|line| !line.starts_with('#'));
        for row in rows {
            let name = row.split('\t').next();
            assert!(PLACE_FEATURES.iter().any(|feature| Some(*feature) == name), "{row}");
        }
        let near: Vec<f64> = ranker.steps.iter().map(|step| step[11]).collect();
        assert!(near.iter().all(|weight| *weight > 0.0), "{near:?}");
    }
}
