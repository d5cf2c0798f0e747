//! `record.entities[].place` and `.country`: where places are, and whose.

use dateline_record::{EntityId, Place};

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

pub(crate) fn read(_article: &Article<'_>, entities: &Entities) -> Places {
    Places { list: vec![Located::default(); entities.list.len()] }
}
