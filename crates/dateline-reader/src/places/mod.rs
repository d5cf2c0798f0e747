//! `record.entities[].place` and `.country`: where places are, and whose.
//!
//! What the gazetteer has for each name ([`named`]) and what else the report says of where it is
//! ([`clues`]) are weighed by the whole report: what is said to contain a place (`Springfield,
//! Ill.`), which other places are named and how near they lie, how many people live there
//! ([`rank`], [`resolve`]). Who is no place gets a country from their own words, their roles and
//! the possessor of their description ([`country`]).

mod clues;
mod country;
mod locals;
mod named;
mod rank;
mod resolve;

use dateline_gazetteer::Gazetteer;
use dateline_record::{EntityId, EntityKind, Place};

pub(crate) use self::named::{feature_class, is_feature};
pub use self::rank::{PLACE_FEATURES, PlaceFeatures, PlaceRanker};
pub use self::resolve::PlaceChoice;
pub(crate) use self::resolve::choices;
use crate::article::Article;
use crate::entities::Entities;
use crate::front::Front;

/// What is known of the place and country of each entity, by its id.
#[derive(Debug, Default)]
pub(crate) struct Places {
    list: Vec<Located>,
}

/// The place and the country of an entity.
#[derive(Debug, Clone, Default)]
pub(crate) struct Located {
    pub(crate) place: Option<Place>,
    /// ISO 3166-1 alpha-3.
    pub(crate) country: Option<String>,
}

impl Places {
    pub(crate) fn get(&self, entity: EntityId) -> &Located {
        &self.list[entity.index()]
    }
}

pub(crate) fn read(
    article: &Article<'_>,
    front: &Front,
    entities: &Entities,
    gazetteer: Gazetteer,
) -> Places {
    let places = resolve::resolve(article, entities, gazetteer);
    let countries = country::countries(article, entities, &places, front);
    let list = places
        .into_iter()
        .zip(countries)
        .zip(&entities.list)
        .map(|((found, country), entity)| Located {
            place: found
                .filter(|_| entity.kind == EntityKind::Place)
                .map(|found| found.recorded(&entity.name)),
            country: country.map(str::to_owned),
        })
        .collect();
    Places { list }
}
