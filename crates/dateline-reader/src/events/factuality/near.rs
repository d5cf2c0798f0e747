//! What nearly came about: "came close to signing", "nearly shelled their own camp", "stopped short of
//! naming him", "were about to march when the soldiers arrived".
//!
//! Who came close to an act did not do it. Who was close to it leaves it open, unless the report goes
//! on to say what happened instead.

use dateline_language::{Relation, Upos};
use dateline_record::Tense;

use super::super::attempt;
use super::super::lexicon::ATTEMPTS;
use super::super::syntax::Syntax;
use super::tense::finite_tense;
use super::words::Effect;

/// "stopped short of signing"; "did not stop short of signing"
const SHORT: Effect = Effect { holds: -2.6, not: 2.0 };
/// "came close to signing"; "did not come close to signing"
const APPROACHED: Effect = Effect { holds: -2.2, not: -2.8 };
/// "were about to sign when the power failed"
const CUT_OFF: Effect = Effect { holds: -1.6, not: -2.0 };
/// "were close to signing"
const STOOD_NEAR: Effect = Effect { holds: 0.2, not: -2.0 };
/// "are close to signing"
const STANDS_NEAR: Effect = Effect { holds: 1.5, not: -1.8 };

/// How a predicate stands to an act that it is near to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Nearness {
    /// Something was done that went towards it, and not the whole way: "came close to", "came within a
    /// mile of".
    Approached,
    /// The way ended before it: "stopped short of".
    Short,
    /// A state: "is close to", "on the verge of", "about to".
    Near,
}

/// The predicate that is only near to an act, and what it makes of it; `None` where there is none.
pub(super) fn nearness(syntax: Syntax<'_>, at: usize) -> Option<(usize, Effect)> {
    let (governor, nearness) = governor(syntax, at)?;
    let effect = match nearness {
        Nearness::Short => SHORT,
        Nearness::Approached => APPROACHED,
        Nearness::Near if is_cut_off(syntax, at, governor) => CUT_OFF,
        Nearness::Near => match finite_tense(syntax, governor) {
            Some(Tense::Past) => STOOD_NEAR,
            _ => STANDS_NEAR,
        },
    };
    Some((governor, effect))
}

/// Whether an act has the time of what was near to it, since it can come no more: "came close to
/// signing", "was about to sign when the power failed".
pub(super) fn is_past(syntax: Syntax<'_>, at: usize) -> bool {
    governor(syntax, at).is_some_and(|(governor, nearness)| {
        nearness != Nearness::Near || is_cut_off(syntax, at, governor)
    })
}

/// The adverb that says of a predicate that it did not quite come about: "*nearly* shelled". Not in
/// "nearly doubled", where it says how much, nor in "almost certainly" and "nearly 300 were killed",
/// where it goes with the next word.
pub(in super::super) fn nearly(syntax: Syntax<'_>, at: usize) -> Option<usize> {
    if is(syntax, at, "measure") || syntax.is_negated(at) || syntax.word(at).upos != Upos::Verb {
        return None;
    }
    syntax.dependents(at).find(|&adverb| {
        adverb < at
            && syntax.word(adverb).relation == Relation::Advmod
            && is(syntax, adverb, "near")
            && (adverb + 1..at).all(|between| syntax.word(between).upos == Upos::Aux)
    })
}

fn governor(syntax: Syntax<'_>, at: usize) -> Option<(usize, Nearness)> {
    let word = syntax.word(at);
    let head = word.head?;
    if head >= at {
        return None;
    }
    let marker = if syntax.is_infinitive(at) { "to" } else { syntax.marker(at) };
    match (word.relation, marker) {
        (Relation::Advcl | Relation::Xcomp | Relation::Obl | Relation::Ccomp, "to") => {
            near_to(syntax, at, head)
        }
        (_, "of") => near_of(syntax, at, head),
        (Relation::Advcl | Relation::Obl | Relation::Acl, "from") => {
            // "a step *away* from winning"
            let is_away = is(syntax, head, "away");
            let state =
                if is_away && !is_state(syntax, head) { syntax.word(head).head? } else { head };
            let apart = is_state(syntax, state) && (is_away || has(syntax, state, at, "away"));
            apart.then_some((state, Nearness::Near))
        }
        _ => None,
    }
}

/// "come close *to* signing", "be close *to* signing", "be about *to* sign"
fn near_to(syntax: Syntax<'_>, at: usize, head: usize) -> Option<(usize, Nearness)> {
    if is(syntax, head, "about") && is_state(syntax, head) {
        return Some((head, Nearness::Near));
    }
    // "was close to a deal"; but what is close to *the* fighting is at a place.
    let act = syntax.word(at).upos == Upos::Verb
        || syntax.is_infinitive(at)
        || attempt::is_indefinite(syntax, at);
    // "came close" and no closer; who "edged *closer*" may still come all the way.
    let approached = |word: usize| {
        let comparative = syntax.word(word).feature("Degree") == Some("Cmp");
        if comparative { Nearness::Near } else { Nearness::Approached }
    };
    if is(syntax, head, "approach")
        && let Some(close) = beside(syntax, head, at, "close")
    {
        return Some((head, approached(close)));
    }
    if !is(syntax, head, "close") {
        return None;
    }
    match syntax.word(head).head.filter(|&verb| is(syntax, verb, "approach")) {
        Some(verb) => Some((verb, approached(head))),
        None => (act && is_state(syntax, head)).then_some((head, Nearness::Near)),
    }
}

/// "stopped short *of* signing", "came within a mile *of* signing", "on the verge *of* signing"
fn near_of(syntax: Syntax<'_>, at: usize, head: usize) -> Option<(usize, Nearness)> {
    let act = syntax.word(at).upos == Upos::Verb;
    let above = syntax.word(head).head;
    if act && is(syntax, head, "halt") && has(syntax, head, at, "short") {
        return Some((head, Nearness::Short));
    }
    if act && is(syntax, head, "short") {
        let halted = above.filter(|&verb| is(syntax, verb, "halt"));
        let state = is_state(syntax, head).then_some(head);
        return halted.or(state).map(|governor| (governor, Nearness::Short));
    }
    let case = syntax.marker(head);
    if case == "within" && act {
        let verb = above.filter(|&verb| is(syntax, verb, "approach"))?;
        return Some((verb, Nearness::Approached));
    }
    (is(syntax, head, "brink") && matches!(case, "on" | "at" | "to")).then(|| {
        let governor = if is_state(syntax, head) { head } else { above.unwrap_or(head) };
        (governor, Nearness::Near)
    })
}

/// Whether the report goes on to say what happened instead: "was about to sign *when* the power
/// failed", "was close to signing *but* withdrew".
fn is_cut_off(syntax: Syntax<'_>, at: usize, governor: usize) -> bool {
    [at, governor].into_iter().any(|verb| {
        syntax.dependents(verb).any(|next| {
            let word = syntax.word(next);
            let begins = |relation, forms: &[&str]| {
                syntax
                    .parse
                    .related(next, relation)
                    .any(|word| word < next && forms.contains(&syntax.word(word).lower.as_str()))
            };
            next > at
                && match word.relation {
                    Relation::Advcl => {
                        begins(Relation::Advmod, &["when"])
                            || begins(Relation::Mark, &["when", "before", "until"])
                    }
                    Relation::Conj => begins(Relation::Cc, &["but"]),
                    _ => false,
                }
        })
    })
}

fn is(syntax: Syntax<'_>, at: usize, sort: &'static str) -> bool {
    ATTEMPTS.contains(&(syntax.lemma(at), sort))
}

/// Whether such a word stands with a verb, before what the verb governs.
fn has(syntax: Syntax<'_>, verb: usize, before: usize, sort: &'static str) -> bool {
    beside(syntax, verb, before, sort).is_some()
}

/// Such a word that stands with a verb, before what the verb governs.
fn beside(syntax: Syntax<'_>, verb: usize, before: usize, sort: &'static str) -> Option<usize> {
    syntax.dependents(verb).find(|&word| {
        word < before
            && matches!(
                syntax.word(word).relation,
                Relation::Advmod | Relation::Xcomp | Relation::Amod | Relation::Obl
            )
            && is(syntax, word, sort)
    })
}

/// Whether a word is what something is said to be: "was *close*".
fn is_state(syntax: Syntax<'_>, at: usize) -> bool {
    syntax.parse.first_related(at, Relation::Cop).is_some()
}
