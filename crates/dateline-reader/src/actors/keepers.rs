//! Police who are not called so: `officers arrested two men`.
//!
//! Reports of crime call them officers, deputies or agents. What they do tells ("*handcuffed* the
//! driver"), and of an officer the company, too: police in the report, and no soldiers.

use dateline_language::{Relation, Upos};
use dateline_record::{EntityKind, MentionForm};

use super::lexicon::{KEEPERS, POLICE_ACTS, Sectors};
use crate::article::Article;
use crate::entities::{Entities, Entity};

const POLICE: &str = "COP";
const SOLDIERS: &str = "MIL";

/// How many mentions of an entity are looked at.
const MENTIONS: usize = 24;
/// How many verbs that share a subject are looked at.
const VERBS: usize = 8;

/// Gives those the sector of police whom their acts or their company show to be police, where
/// nothing else says a sector of them.
pub(super) fn tell(article: &Article<'_>, entities: &Entities, sectors: &mut [Sectors]) {
    let (mut soldiers, mut in_company) = (false, false);
    for known in sectors.iter() {
        let police = known.contains(&POLICE);
        in_company |= police;
        // "Military Police" are both.
        soldiers |= known.contains(&SOLDIERS) && !police;
    }
    if soldiers {
        return;
    }
    for (entity, sectors) in entities.list.iter().zip(sectors) {
        if sectors.is_empty() && is_keeper(article, entity, in_company) {
            sectors.push(POLICE);
        }
    }
}

fn is_keeper(article: &Article<'_>, entity: &Entity, in_company: bool) -> bool {
    matches!(entity.kind, EntityKind::Person | EntityKind::Group | EntityKind::Organisation)
        && entity
            .mentions
            .iter()
            .take(MENTIONS)
            .filter(|mention| mention.form == MentionForm::Nominal)
            .any(|mention| {
                let lemma = article.word(mention.head).lemma.to_lowercase();
                KEEPERS.get(lemma.as_str()).is_some_and(|by_company| {
                    *by_company && in_company || acts_as_police(article, mention.head)
                })
            })
}

/// Whether a noun is the doer of an act of police.
fn acts_as_police(article: &Article<'_>, noun: usize) -> bool {
    let word = article.word(noun);
    let doer = word.deprel == "nsubj" || word.deprel == "obl:agent";
    let Some(verb) = word.head.filter(|_| doer) else { return false };
    let is_act = |verb: usize| {
        let word = article.word(verb);
        word.upos == Upos::Verb
            && ([&word.lemma, &word.lower].iter().any(|form| POLICE_ACTS.contains(form.as_str()))
                // "took him into custody", "placed her under arrest"
                || article.parse.related(verb, Relation::Obl).take(VERBS).any(|phrase| {
                    matches!(article.word(phrase).lemma.as_str(), "custody" | "arrest")
                }))
    };
    // "pulled over the car and arrested the driver"
    is_act(verb)
        || article.parse.related(verb, Relation::Conj).take(VERBS).any(|joined| {
            is_act(joined) && article.parse.first_related(joined, Relation::Nsubj).is_none()
        })
}
