//! When an event is, seen from the report.

use dateline_language::{Relation, Upos};
use dateline_record::Tense;

use super::super::lexicon::PREDICATES;
use super::super::syntax::Syntax;
use super::near::is_past;
use super::words::{PREDICATES_UP, is_counted_by, mood};

/// When an event is, seen from the report.
pub(in super::super) fn tense(syntax: Syntax<'_>, predicate: usize, nominal: bool) -> Tense {
    let mut at = predicate;
    let mut prospective = false;
    for step in 0..PREDICATES_UP {
        let word = syntax.word(at);
        if !(nominal && step == 0) && (word.upos == Upos::Verb || syntax.is_clause(at)) {
            let mood = mood(syntax, at);
            if mood.future {
                return Tense::Future;
            }
            if let Some(tense) = finite_tense(syntax, at) {
                return if prospective { Tense::Future } else { tense };
            }
            // "came close *to signing*" tells of the past.
            let infinitive =
                syntax.marker(at) == "to" && !is_counted_by(syntax, at) && !is_past(syntax, at);
            let factual = word.head.is_some_and(|head| {
                PREDICATES.get(syntax.lemma(head)).is_some_and(|&(holds, _)| holds.abs() >= 2.0)
            });
            prospective |= infinitive && !factual
                || word.head.is_some_and(|head| {
                    matches!(syntax.lemma(head), "expect" | "anticipate" | "plan" | "consider")
                });
        }
        match word.head {
            Some(head) => at = head,
            None => break,
        }
    }
    if prospective { Tense::Future } else { Tense::None }
}

/// The tense that a verb and its auxiliaries show.
pub(super) fn finite_tense(syntax: Syntax<'_>, verb: usize) -> Option<Tense> {
    let mut shown = None;
    let helpers = syntax
        .dependents(verb)
        .filter(|&at| matches!(syntax.word(at).relation, Relation::Aux | Relation::Cop));
    for at in std::iter::once(verb).chain(helpers) {
        let word = syntax.word(at);
        let tense = match word.xpos {
            "VBD" => Some(Tense::Past),
            "VBZ" | "VBP" if word.lemma == "have" && at != verb => Some(Tense::Past),
            "VBZ" | "VBP" => Some(Tense::Present),
            "MD" if word.lower != "would" => Some(Tense::Present),
            _ => None,
        };
        shown = shown.or(tense);
    }
    shown
}
