//! Which words name an event.

use dateline_codebook::TriggerClass;
use dateline_language::{Relation, Upos};
use dateline_record::ParticipantRole;

use super::lexicon::{ASPECTUAL, CREDITS, EVENT_NOUNS, LIGHT, NO_TRIGGER};
use super::syntax::Syntax;

/// A word that names an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Trigger {
    pub(crate) word: usize,
    pub(crate) class: TriggerClass,
    /// The light verb that carries a noun's tense and participants ("*launched* an attack"), and
    /// the part that its subject plays.
    pub(crate) light: Option<(usize, ParticipantRole)>,
}

impl Trigger {
    /// The word that has the event's tense, subject and adverbials: the light verb, else itself.
    pub(crate) fn predicate(&self) -> usize {
        self.light.map_or(self.word, |(verb, _)| verb)
    }
}

/// The triggers of a text, in its order. `known` tells whether a codebook has a type for a noun or
/// an adjective as it stands there.
pub(super) fn triggers(
    syntax: Syntax<'_>,
    known: impl Fn(usize, TriggerClass) -> bool,
) -> Vec<Trigger> {
    let words = syntax.parse.words();
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        match word.upos {
            Upos::Verb if syntax.is_verbal_noun(at) => {
                let trigger = Trigger { word: at, class: TriggerClass::Noun, light: None };
                found.extend(known(at, TriggerClass::Noun).then_some(trigger));
            }
            Upos::Verb if is_verb_trigger(syntax, at) && light_object(syntax, at).is_none() => {
                found.push(Trigger { word: at, class: TriggerClass::Verb, light: None });
            }
            Upos::Noun
                if is_noun_place(syntax, at)
                    && !credits_journalists(syntax, at)
                    && (EVENT_NOUNS.contains(syntax.lemma(at))
                        || known(at, TriggerClass::Noun)) =>
            {
                let light = light_verb(syntax, at);
                found.push(Trigger { word: at, class: TriggerClass::Noun, light });
            }
            Upos::Adj if is_predicate(syntax, at) && known(at, TriggerClass::Adjective) => {
                found.push(Trigger { word: at, class: TriggerClass::Adjective, light: None });
            }
            _ => {}
        }
    }
    found
}

fn is_verb_trigger(syntax: Syntax<'_>, at: usize) -> bool {
    let word = syntax.word(at);
    let lemma = syntax.lemma(at);
    if NO_TRIGGER.contains(lemma) || credits_journalists(syntax, at) {
        return false;
    }
    match word.relation {
        Relation::Aux
        | Relation::Cop
        | Relation::Case
        | Relation::Mark
        | Relation::Fixed
        | Relation::Flat
        | Relation::Compound
        | Relation::Discourse
        // "wounded soldiers": a quality.
        | Relation::Amod => return false,
        _ => {}
    }
    // "began to withdraw", "is going to": the other verb is the event.
    !(ASPECTUAL.contains(lemma)
        && syntax.dependents(at).any(|dependent| {
            let dependent = syntax.word(dependent);
            dependent.relation == Relation::Xcomp && dependent.upos == Upos::Verb
        }))
}

/// "(Reporting by Ann Lee; editing by Bo Ruiz)": who made the report, in a line that says nothing
/// of the story, and so has no finite verb.
fn credits_journalists(syntax: Syntax<'_>, at: usize) -> bool {
    let next = syntax.parse.words().get(at + 1).map_or("", |word| word.lower.as_str());
    matches!(next, "by" | ":")
        && CREDITS.contains(syntax.word(at).lower.as_str())
        && syntax
            .parse
            .sentence_around(at)
            .all(|at| !matches!(syntax.word(at).xpos, "VBD" | "VBZ" | "VBP" | "MD"))
}

/// The event noun that a light verb carries.
fn light_object(syntax: Syntax<'_>, verb: usize) -> Option<usize> {
    if !LIGHT.contains_key(syntax.lemma(verb)) {
        return None;
    }
    let object = syntax.object(verb)?;
    let noun = syntax.word(object);
    (noun.upos == Upos::Noun && EVENT_NOUNS.contains(syntax.lemma(object))).then_some(object)
}

/// The light verb that carries an event noun, and the part that its subject plays.
fn light_verb(syntax: Syntax<'_>, noun: usize) -> Option<(usize, ParticipantRole)> {
    let word = syntax.word(noun);
    let verb = match word.relation {
        Relation::Obj | Relation::Nsubj => word.head?,
        _ => {
            // "the offensive launched by the rebels"
            syntax.dependents(noun).find(|&dependent| {
                let clause = syntax.word(dependent);
                clause.relation == Relation::Acl && clause.upos == Upos::Verb
            })?
        }
    };
    let role = *LIGHT.get(syntax.lemma(verb))?;
    (syntax.word(verb).upos == Upos::Verb && light_object(syntax, verb) == Some(noun))
        .then_some((verb, role))
}

/// Whether a noun stands where it can name an event: not before another noun ("ceasefire deal").
fn is_noun_place(syntax: Syntax<'_>, at: usize) -> bool {
    !matches!(
        syntax.word(at).relation,
        Relation::Compound | Relation::Flat | Relation::Fixed | Relation::Case | Relation::Mark
    )
}

/// Whether an adjective is what a clause says: "is ready to leave".
fn is_predicate(syntax: Syntax<'_>, at: usize) -> bool {
    syntax.word(at).relation != Relation::Amod
}
