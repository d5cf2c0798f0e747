//! What sort of actor each entity is: `record.entities[].sectors`, and how places are named.
//!
//! Sectors are read from names, descriptions and roles ([`sectors`]) by word lists; for a noun that no
//! list knows, what it means tells ([`learned`]), and for officers what they do ([`keepers`]). A place whose name stands for those who govern it ([`usage`]) is an actor of
//! theirs.

mod keepers;
mod learned;
pub(crate) mod lexicon;
mod phrase;
mod sectors;
mod usage;

use dateline_gazetteer::Gazetteer;
use dateline_language::Model;
use dateline_record::{EntityId, EntityKind, MentionForm, Usage};

pub use self::learned::{SectorNoun, sector_nouns};
use crate::article::Article;
use crate::entities::{Entities, Entity};

/// What is known of each entity as an actor, by its id.
#[derive(Debug, Default)]
pub(crate) struct Actors {
    list: Vec<Actor>,
}

/// An entity as an actor.
#[derive(Debug, Clone, Default)]
pub(crate) struct Actor {
    /// PLOVER actor sectors, what says most first.
    pub(crate) sectors: Vec<&'static str>,
    /// How each mention names a place; of other mentions `None`.
    pub(crate) usages: Vec<Option<Usage>>,
}

impl Actors {
    pub(crate) fn get(&self, entity: EntityId) -> &Actor {
        &self.list[entity.index()]
    }
}

pub(crate) fn read(model: &Model, article: &Article<'_>, entities: &Entities) -> Actors {
    let usages: Vec<Vec<Option<Usage>>> =
        entities.list.iter().map(|entity| usages(article, entity)).collect();
    let mut sectors = sectors::read(model, article, entities);
    keepers::tell(article, entities, &mut sectors);
    for ((entity, usages), sectors) in entities.list.iter().zip(&usages).zip(&mut sectors) {
        if usages.contains(&Some(Usage::Metonymic)) {
            *sectors = governing(entity);
        }
    }
    let list = sectors
        .into_iter()
        .zip(usages)
        .map(|(sectors, usages)| Actor { sectors, usages })
        .collect();
    Actors { list }
}

/// How the mentions of an entity name a place.
fn usages(article: &Article<'_>, entity: &Entity) -> Vec<Option<Usage>> {
    let name = entity.name.as_str();
    entity
        .mentions
        .iter()
        .map(|mention| {
            let named = mention.form == MentionForm::Name
                && (entity.kind == EntityKind::Place || Gazetteer::embedded().seat(name).is_some());
            named.then(|| {
                // Of "the North" the fuller name tells what it governs.
                let own = article.surface(mention.words.clone());
                let governing = if usage::governs(own) { own } else { name };
                usage::usage(article, governing, mention.head)
            })
        })
        .collect()
}

/// The sectors of those who govern a place, or sit in a building: `the Pentagon`.
fn governing(entity: &Entity) -> Vec<&'static str> {
    match Gazetteer::embedded().seat(&entity.name) {
        Some(seat) => seat.sectors.clone(),
        None => vec!["GOV"],
    }
}
