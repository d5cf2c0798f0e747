//! Whether a place's name means the place, or those who govern it: `in Seoul`, `Seoul said`, `Seoul
//! officials`.
//!
//! The tree tells: who says, wants or is asked is somebody; where something happens is a place;
//! what stands before a noun or possesses it tells whose that is. What the words leave open is the
//! place.

use dateline_gazetteer::{Gazetteer, PlaceKind};
use dateline_language::{Relation, Upos};
use dateline_record::Usage;

use super::lexicon::{Hint, tells};
use crate::article::Article;
use crate::entities::lexicon::lexicon;

/// How many conjuncts back the use of the first is looked for.
const CONJUNCTS: usize = 8;

/// How the name of a place with this head is used.
pub(super) fn usage(article: &Article<'_>, name: &str, head: usize) -> Usage {
    let word = article.word(head);
    match word.relation {
        Relation::Compound | Relation::Amod | Relation::Flat => return Usage::Modifier,
        Relation::Nmod if word.deprel == "nmod:poss" => return Usage::Modifier,
        Relation::Conj => {
            // "Chad and Niger agreed": as the first of them.
            let first = article
                .parse
                .ancestors(head)
                .take(CONJUNCTS)
                .find(|&at| article.word(at).relation != Relation::Conj);
            return match first {
                Some(first) if article.word(first).upos == Upos::Propn => {
                    usage(article, name, first)
                }
                _ => Usage::Literal,
            };
        }
        _ => {}
    }
    if governs(name) && is_somebody(article, head) {
        return Usage::Metonymic;
    }
    // "the government of Kenya", "mayor of Lagos"
    let owner =
        word.head.filter(|_| word.relation == Relation::Nmod && case(article, head) == "of");
    let of_somebody = owner.is_some_and(|owner| {
        use dateline_record::EntityKind::{Group, Organisation, Person};
        lexicon()
            .noun(&article.word(owner).lemma.to_lowercase())
            .is_some_and(|noun| matches!(noun.kind, Person | Organisation | Group))
    });
    if of_somebody { Usage::Modifier } else { Usage::Literal }
}

/// Whether a place has a government of its own that its name can stand for.
pub(super) fn governs(name: &str) -> bool {
    let gazetteer = Gazetteer::embedded();
    gazetteer.country_named(name).is_some()
        || gazetteer.country_with_capital(name).is_some()
        || gazetteer.seat(name).is_some()
        || gazetteer.lookup(name).first().is_some_and(|place| place.kind == PlaceKind::Division)
}

fn case<'a>(article: &Article<'a>, at: usize) -> &'a str {
    article
        .parse
        .first_related(at, Relation::Case)
        .map_or("", |case| article.word(case).lower.as_str())
}

/// Whether those who govern are meant, by what is said.
fn is_somebody(article: &Article<'_>, at: usize) -> bool {
    let word = article.word(at);
    let Some(above) = word.head else { return false };
    let governor = article.word(above);
    let lemma = governor.lemma.as_str();
    let is = |hint: Hint| tells(lemma, hint);
    match word.relation {
        Relation::Nsubj if article.parse.first_related(above, Relation::Cop).is_some() => {
            is(Hint::Minded) || governor.upos == Upos::Noun && is_party(lemma)
        }
        Relation::Nsubj if word.deprel == "nsubj:pass" => is(Hint::Addressed),
        // "Germany has 83 million people"
        Relation::Nsubj if lemma == "have" => false,
        Relation::Nsubj => governor.upos == Upos::Verb && !is(Hint::Lies),
        Relation::Obj | Relation::Iobj => is(Hint::Addressed),
        Relation::Obl | Relation::Nmod => {
            let noun = word.relation == Relation::Nmod;
            match case(article, at) {
                "with" | "against" | "by" | "without" | "versus" | "according" => true,
                "between" | "among" => !is(Hint::Way),
                "to" => {
                    let according = article
                        .parse
                        .related(at, Relation::Case)
                        .any(|case| article.word(case).lower == "according");
                    according
                        || if noun {
                            is(Hint::Towards)
                        } else {
                            is(Hint::Told) || object_is(article, above, Hint::Towards)
                        }
                }
                "on" | "upon" => is(Hint::Towards) || object_is(article, above, Hint::Towards),
                "for" => noun && !is(Hint::Way) && is(Hint::Towards),
                "of" | "from" => noun && is(Hint::Towards),
                _ => false,
            }
        }
        _ => false,
    }
}

/// `imposed sanctions on Cuba`: what the verb's object tells.
fn object_is(article: &Article<'_>, verb: usize, hint: Hint) -> bool {
    let objects = [Relation::Obj, Relation::Nsubj];
    objects.into_iter().any(|relation| {
        article
            .parse
            .first_related(verb, relation)
            .is_some_and(|object| tells(&article.word(object).lemma, hint))
    })
}

/// `Iran is a signatory`: who is called so is no place.
fn is_party(lemma: &str) -> bool {
    use dateline_record::EntityKind::{Group, Person};
    lexicon().noun(lemma).is_some_and(|noun| matches!(noun.kind, Person | Group))
        || lexicon().sort_noun(lemma) == Some(crate::entities::lexicon::Sort::Side)
}
