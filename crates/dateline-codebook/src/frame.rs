use dateline_record::EntityKind;

use crate::TypeId;

/// What a trigger is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TriggerClass {
    /// `attacked`
    Verb,
    /// `the attack on the town`
    Noun,
    /// `responsible for the attack`
    Adjective,
}

/// How a word hangs together with a trigger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Who does it: the subject of an active verb, the agent of a passive one, the possessor of a
    /// noun that names an action.
    Subject,
    /// The object; of a passive verb, its subject; of a noun, what follows `of`.
    Object,
    /// A phrase with a preposition.
    Oblique,
    /// A particle or adverb without a noun of its own: `pull *out*`.
    Particle,
    /// A clause that completes the verb: `agree *to meet*`, `say *that …*`.
    Clause,
    /// A word before the noun that says of what sort it is: `*hunger* strike`.
    Modifier,
}

/// A word around a trigger.
#[derive(Debug, Clone, Copy)]
pub struct Slot<'a> {
    /// How it hangs together with the trigger.
    pub role: Role,
    /// The preposition or the marker of the clause, in lower case, several with blanks between:
    /// `out of`, `to`, `that`; empty where there is none.
    pub marker: &'a str,
    /// The dictionary form of the word that the phrase hangs from.
    pub lemma: &'a str,
    /// Further words that the phrase can be recognised by: `hunger` of `a hunger strike`,
    /// `emergency` of `a state of emergency`.
    pub others: &'a [&'a str],
    /// Where the word names an event itself: the type and mode that the codebook has for it.
    pub coded: Option<(TypeId, Option<u16>)>,
    /// What sort of thing it is, where that is known.
    pub kind: Option<EntityKind>,
    /// Its PLOVER actor sectors.
    pub sectors: &'a [&'a str],
    /// Its country: ISO 3166-1 alpha-3.
    pub country: Option<&'a str>,
}

/// A trigger with the words around it that decide what it means.
#[derive(Debug, Clone, Copy)]
pub struct Frame<'a> {
    /// The dictionary form of the trigger.
    pub lemma: &'a str,
    /// What it is.
    pub class: TriggerClass,
    /// What stands around it.
    pub slots: &'a [Slot<'a>],
    /// Whether it is still to come, as the report has it.
    pub future: bool,
    /// Whether it is said that it does not or will not happen.
    pub negated: bool,
}
