//! `record.entities[].place` and `.country`: where places are, and whose.
//!
//! A place name is resolved by the whole report: what is said to contain it (`Springfield, Ill.`),
//! which countries and divisions the report names, which places lie near, how many people live
//! there ([`resolve`]). Who is no place gets a country from their own words, their roles and the
//! possessor of their description ([`country`]).

mod country;
mod resolve;

use dateline_record::{EntityId, EntityKind, Place};

use self::resolve::Chosen;
use crate::article::Article;
use crate::entities::Entities;

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

pub(crate) fn read(article: &Article<'_>, entities: &Entities) -> Places {
    let places = resolve::resolve(article, entities);
    let countries = country::countries(article, entities, &places);
    let list = places
        .into_iter()
        .zip(countries)
        .zip(&entities.list)
        .map(|((found, country), entity)| Located {
            place: found.filter(|_| entity.kind == EntityKind::Place).map(Chosen::recorded),
            country: country.map(str::to_owned),
        })
        .collect();
    Places { list }
}
