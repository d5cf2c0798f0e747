//! Whose somebody is by where they are: `students in Athens`, `the army imposed a curfew in Karachi`.
//!
//! Where tourists and envoys are does not tell whose they are (`guests.txt`).

use std::collections::HashSet;
use std::sync::LazyLock;

use dateline_gazetteer::Gazetteer;
use dateline_language::Relation;
use dateline_record::{EntityId, EntityKind, MentionForm};

use crate::article::Article;
use crate::entities::{Entities, Entity, Mention};
use crate::lexicon::rows;

const GUESTS: &str = include_str!("../../lexicons/guests.txt");

static GUEST: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| rows::<1>(GUESTS).map(|[word]| word).collect());

/// How many mentions of an entity are looked at.
const MENTIONS: usize = 8;

/// Sectors of those who belong to the society that they act in.
const OF_SOCIETY: [&str; 16] = [
    "GOV", "LEG", "JUD", "COP", "OPP", "PTY", "CVL", "LAB", "EDU", "AGR", "REL", "REB", "CRM",
    "JRN", "MED", "SOC",
];

/// Sectors of those who play a part in the politics of a country that is named as an owner alone.
const POLITICAL: [&str; 6] = ["GOV", "LEG", "JUD", "COP", "OPP", "PTY"];

/// The sectors of bodies that are of the place where they sit.
const SEATED: [&str; 7] = ["LEG", "JUD", "COP", "EDU", "MED", "LAB", "OPP"];

/// The country of the place that a description says somebody is in: `lawmakers in Togo`, `villagers
/// in Nigeria's delta`.
pub(super) fn country_around(
    article: &Article<'_>,
    entities: &Entities,
    entity: &Entity,
    countries: &[Option<&'static str>],
) -> Option<&'static str> {
    let seated = entity.sectors.iter().any(|sector| SEATED.contains(&sector.as_str()));
    if entity.kind == EntityKind::Organisation && !seated {
        return None;
    }
    descriptions(entity).filter(|mention| is_local(article, entities, mention)).find_map(
        |mention| {
            article.parse.related(mention.head, Relation::Nmod).take(MENTIONS).find_map(|below| {
                let case = article.parse.first_related(below, Relation::Case)?;
                // "guerrillas near the Iraqi border" may be on either side of it.
                let within = is_within(&article.word(case).lower)
                    && !matches!(article.word(case).lower.as_str(), "near" | "outside" | "around");
                country_of_place(article, entities, below, countries).filter(|_| within)
            })
        },
    )
}

/// The country of the place that a described one is in or of: `a village in Sierra Leone`, `the port
/// of Durres`, `London's financial district`.
pub(super) fn country_of_site(
    article: &Article<'_>,
    entities: &Entities,
    entity: &Entity,
    countries: &[Option<&'static str>],
) -> Option<&'static str> {
    // A border is of two countries, a road leads elsewhere.
    let lies = |mention: &&Mention| {
        !matches!(article.word(mention.head).lemma.as_str(), "border" | "frontier" | "road")
    };
    descriptions(entity).filter(lies).find_map(|mention| {
        article.parse.related(mention.head, Relation::Nmod).take(MENTIONS).find_map(|below| {
            let owner = article.word(below).deprel == "nmod:poss";
            let case = article.parse.first_related(below, Relation::Case);
            let case = case.map_or("", |case| article.word(case).lower.as_str());
            let tells = owner || case == "of" || is_within(case);
            country_of_place(article, entities, below, countries).filter(|_| tells)
        })
    })
}

/// The only country that a report names, and how.
#[derive(Debug, Clone, Copy)]
pub(super) struct OnlyCountry {
    pub(super) code: &'static str,
    /// Whether something happens there (`in Karachi`), and it is not named as an owner alone
    /// (`Georgia's foreign ministry`).
    within: bool,
}

/// The only country that a report names, where something is in it or of it.
pub(super) fn only_country(
    article: &Article<'_>,
    entities: &Entities,
    countries: &[Option<&'static str>],
) -> Option<OnlyCountry> {
    let mut named = countries.iter().copied().flatten();
    let code = named.next()?;
    if named.any(|country| country != code) {
        return None;
    }
    // "at Tehran University", too
    let sites = entities.list.iter().zip(countries).filter(|(entity, country)| {
        let seated = entity.kind == EntityKind::Organisation && country.is_some();
        seated || entity.kind == EntityKind::Place
    });
    let places = sites.map(|(entity, _)| entity);
    let mut found = None;
    for mention in places.flat_map(|entity| entity.mentions.iter().take(MENTIONS)) {
        let owner = article.word(mention.head).deprel == "nmod:poss";
        let case = article.parse.first_related(mention.head, Relation::Case);
        // Who is "near the Iraqi border" may be on either side of it.
        let border = matches!(article.word(mention.head).lemma.as_str(), "border" | "frontier");
        let within =
            !owner && !border && case.is_some_and(|case| is_within(&article.word(case).lower));
        if within {
            return Some(OnlyCountry { code, within });
        }
        if owner && found.is_none() {
            found = Some(OnlyCountry { code, within });
        }
    }
    found
}

/// Whether some are described as of a society, with no word on whose: `protesters`, `truck drivers`.
pub(super) fn is_of(
    only: OnlyCountry,
    article: &Article<'_>,
    entities: &Entities,
    entity: &Entity,
) -> bool {
    let of_society = |sector: &String| {
        let sector = sector.as_str();
        if entity.kind == EntityKind::Person {
            // "the president arrived in Paris": one who governs may be from abroad.
            OF_SOCIETY.contains(&sector) && sector != "GOV"
        } else if only.within {
            OF_SOCIETY.contains(&sector)
        } else {
            POLITICAL.contains(&sector)
        }
    };
    matches!(entity.kind, EntityKind::Group | EntityKind::Person | EntityKind::Organisation)
        && !entity.sectors.is_empty()
        && entity.sectors.iter().all(of_society)
        && entity.mentions.iter().take(MENTIONS).all(|mention| match mention.form {
            MentionForm::Name => entity.kind == EntityKind::Person && !entity.roles.is_empty(),
            MentionForm::Pronoun => true,
            MentionForm::Nominal => {
                is_local(article, entities, mention) && {
                    // "the pope" is one, wherever he speaks.
                    let definite = article.word(mention.words.start).lower == "the";
                    entity.kind != EntityKind::Person || !definite
                }
            }
        })
}

/// Whether no word of a description says that its people may be from elsewhere: `foreign workers`,
/// `European lawmakers`, `Shell employees`.
fn is_local(article: &Article<'_>, entities: &Entities, mention: &Mention) -> bool {
    mention.words.clone().filter(|&at| at <= mention.head).all(|at| {
        let region = || Gazetteer::embedded().demonym(article.form(at)).is_some();
        let body = || {
            entities.at(at).is_some_and(|id| {
                let kind = entities.get(id).kind;
                at != mention.head && matches!(kind, EntityKind::Organisation | EntityKind::Person)
            })
        };
        !GUEST.contains(article.word(at).lemma.to_lowercase().as_str()) && !region() && !body()
    })
}

/// Whether what stands behind a preposition is around somebody.
fn is_within(case: &str) -> bool {
    matches!(
        case,
        "in" | "at"
            | "across"
            | "throughout"
            | "through"
            | "around"
            | "near"
            | "outside"
            | "inside"
    )
}

/// The country of a place, or of the one that it is said to be of: `Nigeria's delta`.
fn country_of_place(
    article: &Article<'_>,
    entities: &Entities,
    at: usize,
    countries: &[Option<&'static str>],
) -> Option<&'static str> {
    let country = |word: usize| {
        let place = entities.at(word).map(EntityId::index)?;
        countries[place].filter(|_| entities.list[place].kind == EntityKind::Place)
    };
    country(at).or_else(|| {
        let mut below = article.parse.dependents(at).take(MENTIONS);
        below.find_map(|word| {
            let owner = article.word(word).deprel == "nmod:poss"
                || article.word(word).relation == Relation::Compound;
            country(word).filter(|_| owner)
        })
    })
}

fn descriptions(entity: &Entity) -> impl Iterator<Item = &Mention> {
    entity.mentions.iter().filter(|mention| mention.form == MentionForm::Nominal).take(MENTIONS)
}

#[cfg(test)]
mod tests {
    use crate::lexicon::assert_sound;

    #[test]
    fn guests_are_sound() {
        assert_sound::<1>(super::GUESTS);
    }
}
