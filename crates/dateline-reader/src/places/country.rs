//! Whose somebody or something is.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use dateline_gazetteer::Gazetteer;
use dateline_language::{Relation, Upos};
use dateline_record::{EntityId, EntityKind, MentionForm};

use super::locals;
use super::resolve::Chosen;
use crate::actors::lexicon::{Organisation, known_organisation};
use crate::article::Article;
use crate::entities::lexicon::lexicon;
use crate::entities::{Entities, Entity, Mention, Role};
use crate::front::Front;
use crate::lexicon::rows;

static ORIGIN_NOUNS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    rows::<1>(include_str!("../../lexicons/origin-nouns.txt")).map(|[noun]| noun).collect()
});

static LED: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    rows::<1>(include_str!("../../lexicons/led-bodies.txt")).map(|[noun]| noun).collect()
});

/// The country of each entity, by its id: ISO 3166-1 alpha-3.
pub(crate) fn countries(
    article: &Article<'_>,
    entities: &Entities,
    places: &[Option<Chosen>],
    front: &Front,
) -> Vec<Option<&'static str>> {
    let gazetteer = Gazetteer::embedded();
    let mut countries: Vec<Option<&'static str>> = entities
        .list
        .iter()
        .zip(places)
        .map(|(entity, chosen)| match (entity.kind, chosen) {
            (EntityKind::Place, Some(chosen)) => chosen.place.country,
            // The Irish Republican Army is of where it fights.
            _ => known(entity).or(entity.country).or_else(|| {
                // "the Kremlin" and "Downing Street", as bodies
                gazetteer.seat(&entity.name).map(|seat| seat.country)
            }),
        })
        .collect();
    name_the_country(article, entities, &mut countries);
    // An organisation is of the country of its possessor: "its foreign ministry", "the town's
    // police"; a person of that of the organisation whose post they hold.
    for (at, entity) in entities.list.iter().enumerate() {
        if countries[at].is_none()
            && matches!(
                entity.kind,
                EntityKind::Organisation | EntityKind::Person | EntityKind::Group
            )
        {
            countries[at] = possessor_country(article, entities, entity, &countries)
                .or_else(|| country_within(article, entities, entity, &countries))
                .or_else(|| origin(article, entities, entity, &countries))
                .or_else(|| locals::country_around(article, entities, entity, &countries));
        }
    }
    // "a police station in Kingston", "the port of Durres"
    for (at, entity) in entities.list.iter().enumerate() {
        let unnamed = || entity.mentions.iter().all(|one| one.form != MentionForm::Name);
        if countries[at].is_none() && entity.kind == EntityKind::Place && unnamed() {
            countries[at] = locals::country_of_site(article, entities, entity, &countries);
        }
    }
    for (at, entity) in entities.list.iter().enumerate() {
        if countries[at].is_none() && entity.kind == EntityKind::Person {
            countries[at] = entity
                .roles
                .iter()
                .filter_map(|role| role.organisation.or_else(|| office_place(role)))
                .find_map(|seat| countries[seat.index()]);
        }
    }
    for (at, entity) in entities.list.iter().enumerate() {
        if countries[at].is_none() && entity.kind == EntityKind::Organisation {
            countries[at] = led_country(article, entities, entity, &countries);
        }
    }
    let only = locals::only_country(article, entities, &countries);
    if let Some(home) = home(entities, &countries, front).or(only.map(|only| only.code)) {
        for (at, entity) in entities.list.iter().enumerate() {
            let society = only.is_some_and(|only| locals::is_of(only, article, entities, entity));
            if countries[at].is_none() && (society || is_of_the_state(article, entity)) {
                countries[at] = Some(home);
            }
        }
    }
    countries
}

/// The country of a report from one country about its own affairs: that of its dateline, where no
/// other country and no actor of another's state is named.
fn home(
    entities: &Entities,
    countries: &[Option<&'static str>],
    front: &Front,
) -> Option<&'static str> {
    let dateline = front.dateline.clone()?;
    let listed = || entities.list.iter().zip(countries);
    let home = listed().find_map(|(entity, country)| {
        let place = entity.kind == EntityKind::Place;
        let first = entity.mentions.first().filter(|_| place)?;
        country.filter(|_| dateline.contains(&first.head))
    })?;
    let abroad = listed().any(|(entity, country)| {
        let acts = match entity.kind {
            EntityKind::Organisation | EntityKind::Person | EntityKind::Group => entity
                .sectors
                .iter()
                .any(|sector| STATE.contains(&sector.as_str()) || sector == "IGO"),
            EntityKind::Place => Gazetteer::embedded().country_named(&entity.name).is_some(),
            _ => false,
        };
        acts && country.is_some_and(|country| country != home)
    });
    (!abroad).then_some(home)
}

/// The PLOVER sectors of the state's own bodies.
const STATE: [&str; 5] = ["GOV", "LEG", "JUD", "MIL", "COP"];

/// Whether a body is one of a state, and described by nothing but what it is: `parliament`, `the
/// finance ministry`; no `foreign ministries`, no `European court`.
fn is_of_the_state(article: &Article<'_>, entity: &Entity) -> bool {
    entity.kind == EntityKind::Organisation
        && entity.sectors.iter().any(|sector| STATE.contains(&sector.as_str()))
        && entity.mentions.iter().all(|mention| match mention.form {
            MentionForm::Nominal => {
                let noun = article.word(mention.head);
                let plural = noun.feature("Number") == Some("Plur") && noun.lower != "police";
                !plural
                    && mention.words.clone().all(|word| {
                        let word = article.word(word);
                        word.relation != Relation::Case
                            && (word.upos != Upos::Det || word.lower == "the")
                            && (word.upos != Upos::Propn || word.span == noun.span)
                            && word.upos != Upos::Pron
                    })
            }
            MentionForm::Pronoun => true,
            // "Parliament" at the beginning of a sentence may be taken for a name.
            MentionForm::Name => false,
        })
}

/// The country of the place or movement that stands before the noun of a description: `the Gaza
/// health ministry`, `Lagos state police`, `Hamas leaders`.
fn country_within(
    article: &Article<'_>,
    entities: &Entities,
    entity: &Entity,
    countries: &[Option<&'static str>],
) -> Option<&'static str> {
    descriptions(entity).find_map(|mention| {
        (mention.words.start..mention.head).find_map(|word| {
            let within = entities.at(word)?;
            let before = matches!(article.word(word).relation, Relation::Compound | Relation::Amod);
            let within = within.index();
            let tells = match entities.list[within].kind {
                EntityKind::Place => entity.kind == EntityKind::Organisation,
                // The guerrillas of a movement are of its country, the clients of a firm of any.
                EntityKind::Organisation => known_organisation(&entities.list[within].name)
                    .is_some_and(Organisation::is_of_its_country),
                _ => false,
            };
            countries[within].filter(|_| before && tells)
        })
    })
}

/// Gives the organisations whose names hold the name of a place its country: `Nakuru City Council`,
/// `9th U.S. Circuit Court of Appeals`, `Japan's Suzuki Motor`.
fn name_the_country(
    article: &Article<'_>,
    entities: &Entities,
    countries: &mut [Option<&'static str>],
) {
    let mut places: HashMap<usize, &'static str> = HashMap::new();
    let mut named: HashMap<&str, Option<&'static str>> = HashMap::new();
    for (at, entity) in entities.list.iter().enumerate() {
        let Some(country) = countries[at].filter(|_| entity.kind == EntityKind::Place) else {
            continue;
        };
        // Two places of one name in two countries tell nothing.
        named
            .entry(entity.name.as_str())
            .and_modify(|known| *known = known.filter(|known| *known == country))
            .or_insert(Some(country));
        for mention in entity.mentions.iter().filter(|mention| mention.form == MentionForm::Name) {
            places.insert(mention.head, country);
        }
    }
    for (at, entity) in entities.list.iter().enumerate() {
        // What the list says is of no country is of none by its name: "Organization of American
        // States"; but "Germany's Social Democrats" are of Germany.
        let listed =
            known_organisation(&entity.name).is_some_and(|known| !known.is_of_its_country());
        if countries[at].is_some() || listed || entity.kind != EntityKind::Organisation {
            continue;
        }
        let names = entity.mentions.iter().filter(|mention| mention.form == MentionForm::Name);
        countries[at] = names.take(8).find_map(|mention| {
            let words = mention.words.clone();
            let first =
                |end: usize| named.get(article.surface(words.start..end)).copied().flatten();
            words
                .clone()
                .filter(|&word| words.len() > 1 && word != mention.head)
                .find_map(|word| {
                    let form = article.form(word);
                    let spelled =
                        || Gazetteer::embedded().country_named(form).filter(|_| form.contains('.'));
                    places.get(&word).copied().or_else(|| Some(spelled()?.code))
                })
                .or_else(|| (words.start + 1..words.end).rev().take(4).find_map(first))
                .or_else(|| {
                    let owner = article
                        .parse
                        .related(mention.head, Relation::Nmod)
                        .find(|&below| article.word(below).deprel == "nmod:poss")?;
                    places.get(&owner).copied()
                })
        });
    }
}

/// The country of a government by whoever leads it: `Lim's government`, `his cabinet`, `the Lim
/// administration`.
fn led_country(
    article: &Article<'_>,
    entities: &Entities,
    entity: &Entity,
    countries: &[Option<&'static str>],
) -> Option<&'static str> {
    let leader = |word: usize| {
        let leader = entities.at(word)?;
        let person = entities.get(leader).kind == EntityKind::Person;
        countries[leader.index()].filter(|_| person)
    };
    for mention in
        entity.mentions.iter().filter(|mention| mention.form != MentionForm::Pronoun).take(8)
    {
        let noun = article.word(mention.words.end - 1).lemma.to_lowercase();
        let head = article.word(mention.head).lemma.to_lowercase();
        if !LED.contains(noun.as_str()) && !LED.contains(head.as_str()) {
            continue;
        }
        let possessor = article
            .parse
            .related(mention.head, Relation::Nmod)
            .find(|&below| article.word(below).deprel == "nmod:poss");
        let found = possessor.and_then(leader).or_else(|| {
            let surface = article.surface(mention.words.start..mention.words.end - 1);
            let bare = surface.strip_prefix("the ").unwrap_or(surface);
            let own = entities.list.iter().position(|other| {
                other.kind == EntityKind::Person
                    && !bare.is_empty()
                    && (other.name == bare || other.name.ends_with(&format!(" {bare}")))
            })?;
            countries[own]
        });
        if found.is_some() {
            return found;
        }
    }
    None
}

/// The place of an office, where whoever holds it is of that place: a mayor, but no ambassador.
fn office_place(role: &Role) -> Option<EntityId> {
    let lower = role.title.to_lowercase();
    let noun = lower.split(' ').take_while(|word| !matches!(*word, "of" | "for")).last()?;
    role.place.filter(|_| !lexicon().is_posted_abroad(noun))
}

/// The country of the place that a description says somebody is of or from: `residents of Lima`,
/// `farmers from Puno`. Where somebody is (`tourists in Lima`) does not tell.
fn origin(
    article: &Article<'_>,
    entities: &Entities,
    entity: &Entity,
    countries: &[Option<&'static str>],
) -> Option<&'static str> {
    for mention in descriptions(entity) {
        for below in article.parse.related(mention.head, Relation::Nmod).take(8) {
            let case = article.parse.first_related(below, Relation::Case);
            let tells = match case.map(|case| article.word(case).lower.as_str()) {
                Some("from") => true,
                // "a critic of Lima" is not of Lima.
                Some("of") => {
                    let within = entities.at(below).map(|id| (id, entities.get(id).kind));
                    let body = within.is_some_and(|(id, kind)| {
                        is_political(entities, id) || kind == EntityKind::Group
                    });
                    body || !entity.sectors.is_empty()
                        || ORIGIN_NOUNS.contains(article.word(mention.head).lemma.as_str())
                }
                _ => false,
            };
            let place = entities.at(below).filter(|_| tells).map(EntityId::index);
            // "members of Togo's parliament", "leaders of Hamas"
            let belongs = |place: usize| match entities.list[place].kind {
                EntityKind::Place => true,
                EntityKind::Organisation => known_organisation(&entities.list[place].name)
                    .is_none_or(Organisation::is_of_its_country),
                // "a group of Chinese dissidents"
                EntityKind::Group => entity.kind != EntityKind::Person,
                _ => false,
            };
            if let Some(place) = place
                && belongs(place)
                && countries[place].is_some()
            {
                return countries[place];
            }
        }
    }
    None
}

/// Whether an entity is a body of a state or in its politics, whose members are of its country.
fn is_political(entities: &Entities, id: EntityId) -> bool {
    let entity = entities.get(id);
    let political = |sector: &String| {
        STATE.contains(&sector.as_str()) || matches!(sector.as_str(), "PTY" | "OPP" | "REB")
    };
    entity.kind == EntityKind::Organisation && entity.sectors.iter().any(political)
}

/// The descriptions of an entity, the first few of many.
fn descriptions(entity: &Entity) -> impl Iterator<Item = &Mention> {
    entity.mentions.iter().filter(|mention| mention.form == MentionForm::Nominal).take(8)
}

/// The country of an organisation that is known by its name: `Hamas`.
fn known(entity: &Entity) -> Option<&'static str> {
    let body = matches!(entity.kind, EntityKind::Organisation | EntityKind::Group);
    known_organisation(&entity.name).filter(|_| body)?.country
}

/// The country of whoever possesses what a description is of.
fn possessor_country(
    article: &Article<'_>,
    entities: &Entities,
    entity: &Entity,
    countries: &[Option<&'static str>],
) -> Option<&'static str> {
    // "her sister" may live anywhere, but "his prime minister" serves where the president does.
    let governs = |one: &Entity| {
        let serves = |sector: &String| matches!(sector.as_str(), "GOV" | "MIL" | "LEG");
        one.kind == EntityKind::Person && one.sectors.iter().any(serves)
    };
    for mention in descriptions(entity) {
        let possessor = article
            .parse
            .related(mention.head, Relation::Nmod)
            .find(|&below| article.word(below).deprel == "nmod:poss");
        let owner = possessor.and_then(|word| entities.at(word)).map(EntityId::index);
        if let Some(owner) = owner
            && (matches!(entities.list[owner].kind, EntityKind::Place | EntityKind::Organisation)
                || governs(&entities.list[owner]) && governs(entity))
            && let Some(country) = countries[owner]
        {
            return Some(country);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::lexicon::assert_sound;

    #[test]
    fn lists_are_sound() {
        assert_sound::<1>(include_str!("../../lexicons/origin-nouns.txt"));
        assert_sound::<1>(include_str!("../../lexicons/led-bodies.txt"));
    }
}
