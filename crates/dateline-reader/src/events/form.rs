//! Tense and aspect of a verb with its auxiliaries.

use dateline_codebook::TriggerClass;
use dateline_language::{Relation, Upos};
use dateline_record::{Aspect, Grammar, PartOfSpeech, VerbTense};

use super::syntax::Syntax;
use super::trigger::Trigger;

/// How many conjunctions up an auxiliary is looked for that a verb shares.
const CONJUNCTS_UP: usize = 4;

/// The form of a predicate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// `left`, `was leaving`
    Past,
    /// `had left`
    PastPerfect,
    /// `leaves`, `is leaving`
    Present,
    /// `has left`
    PresentPerfect,
    /// `will leave`, `is going to leave`
    Future,
    /// `would leave`
    Would,
    /// `to leave`
    Infinitive,
    /// `leaving`
    Participle,
    /// `may leave`; a noun.
    Other,
}

/// The form of a predicate.
pub(crate) fn form(syntax: Syntax<'_>, predicate: usize) -> Form {
    let mut bearer = predicate;
    // "has resigned and left": the auxiliary stands with the first verb alone.
    for _ in 0..CONJUNCTS_UP {
        let word = syntax.word(bearer);
        let shared = word.relation == Relation::Conj
            && matches!(word.xpos, "VB" | "VBN" | "VBG")
            && helpers(syntax, bearer).next().is_none();
        match word.head {
            Some(head) if shared && syntax.word(head).xpos == word.xpos => bearer = head,
            _ => break,
        }
    }
    let own = syntax.word(bearer);
    let mut finite = None;
    let mut have = false;
    for helper in helpers(syntax, bearer) {
        let word = syntax.word(helper);
        have |= word.lemma == "have";
        match word.lower.as_str() {
            "will" | "'ll" | "’ll" | "wo" | "shall" => return Form::Future,
            "would" | "'d" | "’d" => return Form::Would,
            _ => {}
        }
        match word.xpos {
            "MD" => return Form::Other,
            "VBD" => finite = finite.or(Some(Form::Past)),
            "VBZ" | "VBP" => finite = finite.or(Some(Form::Present)),
            _ => {}
        }
    }
    let own_form = match own.xpos {
        "VBD" => Some(Form::Past),
        "VBZ" | "VBP" => Some(Form::Present),
        _ => None,
    };
    match (finite.or(own_form), have) {
        (Some(Form::Past), true) => Form::PastPerfect,
        (Some(Form::Present), true) => Form::PresentPerfect,
        (Some(form), _) => form,
        (None, _) if own.upos != Upos::Verb => Form::Other,
        (None, _) if own.xpos == "VB" && syntax.marker(bearer) == "to" => Form::Infinitive,
        (None, _) if own.xpos == "VBG" => Form::Participle,
        (None, _) => Form::Other,
    }
}

fn helpers(syntax: Syntax<'_>, predicate: usize) -> impl Iterator<Item = usize> {
    syntax
        .dependents(predicate)
        .filter(move |&at| matches!(syntax.word(at).relation, Relation::Aux | Relation::Cop))
}

/// The grammar of the word that names an event.
pub(super) fn grammar(syntax: Syntax<'_>, trigger: &Trigger) -> Grammar {
    let pos = match trigger.class {
        TriggerClass::Verb => PartOfSpeech::Verb,
        TriggerClass::Noun => PartOfSpeech::Noun,
        TriggerClass::Adjective => PartOfSpeech::Adjective,
    };
    if pos == PartOfSpeech::Noun {
        return Grammar { pos, tense: VerbTense::None, aspect: Aspect::None, modal: None };
    }
    let word = syntax.word(trigger.word);
    let tense = match form(syntax, trigger.word) {
        Form::Past | Form::PastPerfect => VerbTense::Past,
        Form::Present | Form::PresentPerfect => VerbTense::Present,
        Form::Future => VerbTense::Future,
        Form::Infinitive => VerbTense::Infinitive,
        Form::Participle => VerbTense::PresentParticiple,
        Form::Other if word.xpos == "VBN" && helpers(syntax, trigger.word).next().is_none() => {
            VerbTense::PastParticiple
        }
        Form::Would | Form::Other => VerbTense::None,
    };
    let has = |lemma: &str| helpers(syntax, trigger.word).any(|at| syntax.word(at).lemma == lemma);
    let perfective = has("have");
    let progressive = word.xpos == "VBG" && has("be");
    let aspect = match (perfective, progressive) {
        (true, true) => Aspect::PerfectiveProgressive,
        (true, false) => Aspect::Perfective,
        (false, true) => Aspect::Progressive,
        (false, false) => Aspect::None,
    };
    let modal = helpers(syntax, trigger.word)
        .map(|at| syntax.word(at))
        .find(|helper| {
            helper.xpos == "MD" && !matches!(helper.lemma.as_str(), "will" | "shall")
                || matches!(helper.lower.as_str(), "would" | "should")
        })
        .map(|helper| {
            if helper.lower.len() > 2 { helper.lower.to_string() } else { helper.lemma.to_string() }
        });
    Grammar { pos, tense, aspect, modal }
}
