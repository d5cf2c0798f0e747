//! `record.entities[].links`: which entries of lists the entities are.

use dateline_actors::{Actors, Asked, capital_link, country_link};
use dateline_record::{EntityId, EntityKind, Link, MentionForm, Published};

use crate::article::Article;
use crate::entities::{Entities, Entity};
use crate::places::{Located, Places};

/// How many names of one entity are looked up.
const MOST_NAMES: usize = 8;

/// The links of each entity, by its id.
#[derive(Debug, Default)]
pub(crate) struct Links {
    list: Vec<Vec<Link>>,
}

impl Links {
    pub(crate) fn get(&self, entity: EntityId) -> &[Link] {
        &self.list[entity.index()]
    }

    /// The country that the surest link gives.
    pub(crate) fn country(&self, entity: EntityId) -> Option<String> {
        self.get(entity).first()?.country.clone()
    }

    /// The sectors that the surest link gives.
    pub(crate) fn sectors(&self, entity: EntityId) -> Vec<String> {
        self.get(entity).first().map(|link| link.sectors.clone()).unwrap_or_default()
    }
}

/// Links entities to the user's lists, and to what the program knows itself.
pub(crate) fn read(
    article: &Article<'_>,
    entities: &Entities,
    places: &Places,
    published: &Published,
    lists: Option<&Actors>,
) -> Links {
    let days = (published.earliest.map(|day| day.to_string()))
        .zip(published.latest.map(|day| day.to_string()));
    let days = days.as_ref().map(|(first, last)| (first.as_str(), last.as_str()));
    let of = |(at, entity): (usize, &Entity)| {
        let names = names(article, entity);
        if names.is_empty() {
            return Vec::new();
        }
        let asked = Asked { names: &names, kind: Some(entity.kind), published: days };
        let mut links = lists.map(|lists| lists.links(&asked)).unwrap_or_default();
        let located = places.get(EntityId::from_index(at));
        links.extend(match entity.kind {
            EntityKind::Person => leader_link(&asked, entity, located),
            _ => own_link(&asked, located),
        });
        links
    };
    Links { list: entities.list.iter().enumerate().map(of).collect() }
}

/// The names that the report has for an entity, the fullest first. A family name alone is anybody's,
/// where the report has more.
fn names<'a>(article: &Article<'a>, entity: &'a Entity) -> Vec<&'a str> {
    let mut names: Vec<&str> = Vec::new();
    let surfaces = entity
        .mentions
        .iter()
        .filter(|mention| mention.form == MentionForm::Name)
        .map(|mention| article.surface(mention.words.clone()));
    for name in surfaces {
        if names.len() < MOST_NAMES && !names.contains(&name) {
            names.push(name);
        }
    }
    names.sort_by_key(|name| name != &entity.name);
    if entity.kind == EntityKind::Person && names.first().is_some_and(|name| name.contains(' ')) {
        names.retain(|name| name.contains(' '));
    }
    names
}

/// The link to somebody who led a country, a movement or an international organisation when the
/// report was published: to none of two of one name, and to nobody whom the report says to be of
/// another country or of other work. Where the day is not known, neither is what they were that day,
/// if that has changed.
fn leader_link(asked: &Asked<'_>, entity: &Entity, located: &Located) -> Option<Link> {
    let mut links = Actors::embedded().links(asked);
    let first = links.first()?.clone();
    let one = links.iter().all(|link| link.id == first.id && link.country == first.country);
    let elsewhere = first.country.is_some()
        && located.country.as_ref().is_some_and(|country| first.country.as_ref() != Some(country));
    let other_work = !entity.sectors.is_empty()
        && !entity.sectors.iter().any(|sector| first.sectors.contains(sector));
    links.retain(|link| link.sectors != first.sectors);
    let sectors = if links.is_empty() { first.sectors.clone() } else { Vec::new() };
    (one && !elsewhere && !other_work).then_some(Link { sectors, ..first })
}

/// The link to a country, a capital or an international organisation.
fn own_link(asked: &Asked<'_>, located: &Located) -> Option<Link> {
    if !matches!(asked.kind, Some(EntityKind::Place | EntityKind::Organisation)) {
        return None;
    }
    let organisations = || Actors::embedded().links(asked).into_iter().next();
    let country = located.country.as_deref();
    let of_country = || {
        let links = asked.names.iter().filter_map(|name| country_link(name));
        // "Georgia" may be the American state.
        links.into_iter().find(|link| link.country.as_deref() == country)
    };
    let of_capital = || {
        let geonames = match &located.place {
            Some(place) if place.feature != "P" => return None,
            place => place.as_ref().and_then(|place| place.geonames),
        };
        asked.names.iter().find_map(|name| capital_link(name, country?, geonames))
    };
    of_country().or_else(of_capital).or_else(organisations)
}
