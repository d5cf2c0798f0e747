//! Those of several countries who take part as one: `Spanish and Moroccan police`, `the foreign
//! ministers of Chad and Niger`.
//!
//! An entity is of one country. The words for the others are set beside it, as if each stood alone.

use dateline_language::Relation;
use dateline_record::{EntityId, EntityKind, ParticipantRole};

use super::argument::{Argument, Arguments, push};
use crate::places::Places;

/// How many words about a noun are looked at.
const WORDS: usize = 12;

/// Sets the further countries of each participant beside it.
pub(super) fn spread(arguments: &Arguments<'_>, places: &Places, parts: &mut [Vec<Argument>]) {
    for found in parts {
        for place in 0..found.len() {
            let Argument { role, head } = found[place];
            if matches!(role, ParticipantRole::Actor | ParticipantRole::Recipient) {
                for other in further_countries(arguments, places, head) {
                    push(found, role, other);
                }
            }
        }
    }
}

/// The words that name the countries of those that a noun calls, besides the one it is put down to.
fn further_countries(arguments: &Arguments<'_>, places: &Places, head: usize) -> Vec<usize> {
    let syntax = arguments.syntax;
    let entity = |at: usize| arguments.entities.at(at);
    let country = |id: EntityId| places.get(id).country.as_deref();
    let Some(several) = entity(head).filter(|id| {
        let kind = arguments.entities.get(*id).kind;
        matches!(kind, EntityKind::Group | EntityKind::Person | EntityKind::Organisation)
    }) else {
        return Vec::new();
    };
    let plural = syntax.word(head).feature("Number") == Some("Plur")
        || syntax.word(head).lower.as_str() == "police";
    let Some(own) = country(several).filter(|_| plural) else { return Vec::new() };
    let names = |at: &usize| {
        let word = syntax.word(*at);
        match word.relation {
            Relation::Amod | Relation::Compound => *at < head,
            Relation::Nmod => word.deprel == "nmod:poss" || syntax.marker(*at) == "of",
            _ => false,
        }
    };
    let named: Vec<usize> = syntax
        .dependents(head)
        .take(WORDS)
        .filter(names)
        .flat_map(|at| {
            let joined = syntax
                .dependents(at)
                .filter(move |&below| syntax.word(below).relation == Relation::Conj);
            std::iter::once(at).chain(joined.take(WORDS))
        })
        .filter(|&at| entity(at).is_some_and(|id| id != several && country(id).is_some()))
        .collect();
    // "the Kenyan workers of a Chinese firm" are of one country.
    let joined = named.iter().any(|&at| syntax.word(at).relation == Relation::Conj);
    let further = |at: &usize| joined && entity(*at).and_then(country) != Some(own);
    named.into_iter().filter(further).collect()
}
