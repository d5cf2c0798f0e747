//! Why an event is in the record as it is: which pattern coded it, how its participants were found,
//! what makes it uncertain.
//!
//! An explanation is made on demand, by reading the report again; the record holds none of it. What
//! the record tells itself (the time and how it is known, who says so) is not repeated here.

use dateline_codebook::{Codebook, Coding, TypeId, Verdict as Matched};
use dateline_language::Relation;
use dateline_record::{EventId, ParticipantRole, Span, Stance};
use serde::Serialize;

use super::argument::{Argument, Arguments};
use super::coding::{Coded, Coder};
use super::factuality::{self, Influence};
use super::layer::{Layered, Withheld};
use super::scoring::CodeExplanation;
use super::trigger::Trigger;
use crate::attributions::{Attribution, Attributions};

/// Why an event is as it is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explanation {
    /// The event of the record.
    pub event: EventId,
    /// The light verb that carries it: the `held` of `held talks`.
    pub light_verb: Option<Span>,
    /// What each codebook made of it, in the order PLOVER, core, CAMEO, and the user's as they were
    /// given.
    pub codes: Vec<CodeReason>,
    /// Those who take part, in the order of the record, and how each was found.
    pub participants: Vec<ParticipantReason>,
    /// The phrase that says where, and how it was found.
    pub place: Option<(Span, Route)>,
    /// The words that keep it from being told as a plain fact, the nearest first.
    pub influences: Vec<InfluenceReason>,
}

/// What a codebook made of an event.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CodeReason {
    /// The name of the codebook: `plover`, `core`, `cameo`, or that of a user's.
    pub codebook: String,
    /// Which way it came out.
    pub verdict: Verdict,
    /// The type, and the mode after a full stop: `ASSAULT.beat`.
    pub code: Option<String>,
    /// The definition of the type or mode.
    pub means: Option<String>,
    /// The pattern that fitted best, as the codebook writes it.
    pub pattern: Option<String>,
    /// The line of the codebook that it stands in, from one.
    pub line: Option<usize>,
    /// How much of the pattern was named: a trigger alone is 1, each word more some.
    pub weight: Option<u32>,
    /// The words that the pattern took in besides the trigger.
    pub filled: Vec<Span>,
    /// What the pattern stands for by itself, where what is still to come or refused made another
    /// type of it.
    pub before: Option<String>,
    /// What the next best pattern stands for.
    pub runner_up: Option<String>,
    /// How likely types are by patterns, words and meanings together. PLOVER's alone are weighed so.
    pub weighed: Option<CodeExplanation>,
    /// How likely it had to be that the event has any type, from 0 to 1.
    pub asked: Option<f64>,
}

/// How the coding of an event came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Verdict {
    /// A pattern fits.
    Fits,
    /// No pattern fits.
    Unknown,
    /// The pattern that fits best says that there is nothing to code.
    Nothing,
    /// It stands in a condition or a question.
    Hypothetical,
    /// A pattern fits, but the words around make its type too unlikely to be recorded.
    Unsure,
    /// It is part of what another event is: the attack of `threatened to attack`.
    Within {
        /// The other event.
        event: EventId,
    },
}

/// How somebody came to take part.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ParticipantReason {
    /// The part it plays.
    pub role: ParticipantRole,
    /// The words that name it.
    pub span: Span,
    /// How it was found.
    pub route: Route,
}

/// How a phrase hangs together with an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Route {
    /// The subject of the verb.
    Subject,
    /// The subject of another verb, which this one shares: `decided to leave`, `met and signed`.
    SharedSubject,
    /// The subject of a passive verb, to whom it is done.
    PassiveSubject,
    /// `seized by customs officers`
    Agent,
    /// The object.
    Object,
    /// An object told elsewhere: `the ship they seized`.
    SharedObject,
    /// `gave the rebels weapons`
    IndirectObject,
    /// A phrase with a preposition.
    Phrase {
        /// The preposition.
        preposition: String,
    },
    /// `the rebels' offensive`
    Possessor,
    /// A word before the noun: `the Taliban attack`
    Modifier,
    /// The noun that a relative clause describes: `a pilot who fled`.
    Antecedent,
    /// Joined to another by "and".
    Joined,
    /// It stands with the event that this one speaks of: `threatened to shell the port`.
    OfInnerEvent {
        /// That event.
        event: EventId,
    },
    /// It belongs to what the act is done to: `rejected the governor's demand`.
    WithinPhrase,
    /// Otherwise by the tree of the sentence, or because the weights find it likely.
    Elsewhere,
}

/// Words that keep an event from being told as a plain fact.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct InfluenceReason {
    /// The word.
    pub span: Span,
    /// What it does.
    pub influence: Influence,
}

/// What the events of a report were made from.
pub(super) struct Made<'a> {
    pub(super) arguments: &'a Arguments<'a>,
    pub(super) coder: &'a Coder<'a>,
    pub(super) triggers: &'a [Trigger],
    pub(super) codings: &'a [Coded],
    /// The CAMEO code of each event.
    pub(super) cameo: &'a [Option<String>],
    /// What the PLOVER type of each event was weighed by.
    pub(super) weighed: &'a [CodeExplanation],
    pub(super) parts: &'a [Vec<Argument>],
    pub(super) attributions: &'a Attributions,
    /// For each event the word that says where.
    pub(super) places: &'a [Option<usize>],
}

/// The explanations of all events.
pub(super) fn explanations(made: &Made<'_>) -> Vec<Explanation> {
    let words = made.arguments.article.parse.words().len();
    let mut within = vec![None; words];
    let typed = made.codings.iter().enumerate().filter(|(_, coded)| coded.plover.is_some());
    for (place, coded) in typed {
        for &word in &coded.taken {
            within[word] = within[word].or(Some(place));
        }
    }
    let mut affirms = vec![false; words];
    let affirming = |one: &&Attribution| matches!(one.stance, Stance::Says | Stance::Confirms);
    for one in made.attributions.list.iter().filter(affirming) {
        one.cue.iter().for_each(|piece| affirms[piece.clone()].fill(true));
    }
    let around = Around { within, affirms };
    (0..made.triggers.len()).map(|place| made.explain(place, &around)).collect()
}

/// What stands around events, by words.
struct Around {
    /// The event whose pattern has taken a word in.
    within: Vec<Option<usize>>,
    /// Whether it attributes and says no more.
    affirms: Vec<bool>,
}

impl Made<'_> {
    fn explain(&self, place: usize, around: &Around) -> Explanation {
        let trigger = &self.triggers[place];
        let syntax = self.arguments.syntax;
        let phrase = |head: usize| self.arguments.article.span(syntax.noun_phrase(head));
        Explanation {
            event: EventId::from_index(place),
            light_verb: trigger.light.map(|(verb, _)| self.word(verb)),
            codes: self.code_reasons(place, around),
            participants: self.parts[place]
                .iter()
                .map(|one| ParticipantReason {
                    role: one.role,
                    span: phrase(one.head),
                    route: self.route(place, one.head),
                })
                .collect(),
            place: self.places[place].map(|head| (phrase(head), self.route(place, head))),
            influences: factuality::influences(syntax, trigger)
                .into_iter()
                // "said", "told": who says so, no more.
                .filter(|&(word, influence)| {
                    let holds = matches!(influence, Influence::Governor { makes } if makes > 0.0);
                    !(holds && around.affirms[word])
                })
                .map(|(word, influence)| InfluenceReason { span: self.word(word), influence })
                .collect(),
        }
    }

    fn word(&self, at: usize) -> Span {
        self.arguments.article.span(at..at + 1)
    }

    fn code_reasons(&self, place: usize, around: &Around) -> Vec<CodeReason> {
        let coded = &self.codings[place];
        let plover = self.plover_reason(place, around);
        let core = match coded.core {
            Some(coding) => self.fitting(self.coder.core, coding, &[]),
            None => CodeReason::without(&self.coder.core.name, Verdict::Unknown),
        };
        let layers = self.coder.layers.codebooks().zip(&coded.further);
        let further = layers.map(|(codebook, layered)| self.layer_reason(codebook, layered));
        [plover, core, self.cameo_reason(place)].into_iter().chain(further).collect()
    }

    fn plover_reason(&self, place: usize, around: &Around) -> CodeReason {
        let coded = &self.codings[place];
        let codebook = self.coder.plover;
        let mut reason = match coded.plover {
            Some(coding) => self.fitting(codebook, coding, &coded.taken),
            None => CodeReason::without(&codebook.name, self.verdict(place, around)),
        };
        reason.weighed = self.weighed.get(place).cloned().filter(|_| coded.likeliest.is_some());
        reason.asked = coded.asked;
        reason
    }

    /// CAMEO's code goes with PLOVER's type; what is told of it is what it means.
    fn cameo_reason(&self, place: usize) -> CodeReason {
        let codebook = dateline_codebook::cameo();
        let found = self.cameo.get(place).and_then(|code| codebook.find(code.as_deref()?));
        let Some(kind) = found else {
            return CodeReason::without(&codebook.name, Verdict::Unknown);
        };
        CodeReason {
            code: Some(name(codebook, (kind, None))),
            means: Some(codebook.kind(kind).means.clone()),
            ..CodeReason::without(&codebook.name, Verdict::Fits)
        }
    }

    fn layer_reason(&self, codebook: &Codebook, layered: &Layered) -> CodeReason {
        let event_of = |word: usize| {
            self.triggers.binary_search_by_key(&word, |one| one.word).map(EventId::from_index)
        };
        let without = |verdict| CodeReason::without(&codebook.name, verdict);
        match (layered.verdict, layered.withheld) {
            (Matched::Coded(coding), None) => self.fitting(codebook, coding, &layered.taken),
            (Matched::Coded(_), Some(Withheld::Hypothetical)) => without(Verdict::Hypothetical),
            (Matched::Coded(_), Some(Withheld::Within(word))) => match event_of(word) {
                Ok(event) => without(Verdict::Within { event }),
                Err(_) => without(Verdict::Unknown),
            },
            (Matched::Nothing { rule, .. }, _) => {
                let rule = codebook.rule_at(rule);
                CodeReason {
                    pattern: Some(rule.written.to_owned()),
                    line: Some(rule.line),
                    ..without(Verdict::Nothing)
                }
            }
            (Matched::Unknown | Matched::Unfit, _) => without(Verdict::Unknown),
        }
    }

    /// The reason of a type, by the pattern that has it.
    fn fitting(&self, codebook: &Codebook, coding: Coding, taken: &[usize]) -> CodeReason {
        let rule = codebook.rule(coding);
        let kind = codebook.kind(coding.kind);
        let mode = coding.mode.and_then(|mode| kind.modes.get(usize::from(mode)));
        let stands_for =
            rule.and_then(|rule| rule.stands_for).filter(|(kind, _)| *kind != coding.kind);
        CodeReason {
            code: Some(name(codebook, (coding.kind, coding.mode))),
            means: Some(mode.map_or(&kind.means, |mode| &mode.means).clone()),
            pattern: rule.map(|rule| rule.written.to_owned()),
            line: rule.map(|rule| rule.line),
            weight: Some(coding.weight),
            filled: taken.iter().map(|&word| self.word(word)).collect(),
            before: stands_for.map(|code| name(codebook, code)),
            runner_up: coding.runner_up.map(|code| name(codebook, code)),
            ..CodeReason::without(&codebook.name, Verdict::Fits)
        }
    }

    /// Why PLOVER has no type for an event.
    fn verdict(&self, place: usize, around: &Around) -> Verdict {
        let trigger = &self.triggers[place];
        let taken_by = around.within[trigger.word].filter(|&other| other != place);
        let mood = factuality::mood(self.arguments.syntax, trigger.predicate());
        match taken_by {
            Some(other) => Verdict::Within { event: EventId::from_index(other) },
            None if mood.hypothetical => Verdict::Hypothetical,
            None if self.codings[place].is_act() => Verdict::Unsure,
            None => Verdict::Unknown,
        }
    }

    /// How a phrase hangs together with an event.
    fn route(&self, place: usize, head: usize) -> Route {
        let trigger = &self.triggers[place];
        let syntax = self.arguments.syntax;
        let word = syntax.word(head);
        let predicates = [trigger.word, trigger.predicate()];
        if word.head.is_some_and(|above| predicates.contains(&above)) {
            let preposition = || Route::Phrase { preposition: syntax.marker(head).to_owned() };
            return match word.relation {
                Relation::Nsubj if word.deprel == "nsubj:pass" => Route::PassiveSubject,
                Relation::Nsubj => Route::Subject,
                Relation::Obj => Route::Object,
                Relation::Iobj => Route::IndirectObject,
                _ if syntax.is_agent(head) => Route::Agent,
                _ if word.deprel == "nmod:poss" => Route::Possessor,
                Relation::Obl | Relation::Nmod if !syntax.marker(head).is_empty() => preposition(),
                Relation::Compound | Relation::Amod | Relation::Nmod => Route::Modifier,
                Relation::Conj => Route::Joined,
                _ => Route::Elsewhere,
            };
        }
        let describes = |&at: &usize| {
            syntax.word(at).head == Some(head) && syntax.word(at).relation == Relation::Acl
        };
        if predicates.iter().any(describes) {
            return Route::Antecedent;
        }
        let among = |at: Option<usize>| {
            at.is_some_and(|at| self.parts[place].iter().any(|one| one.head == at))
        };
        if word.relation == Relation::Conj && among(word.head) {
            return Route::Joined;
        }
        if syntax.actor(trigger.predicate()) == Some(head) {
            return Route::SharedSubject;
        }
        if syntax.object(trigger.predicate()) == Some(head) {
            return Route::SharedObject;
        }
        let inner = self.codings[place].taken.iter().find_map(|&taken| {
            let inner = self.triggers.binary_search_by_key(&taken, |one| one.word).ok()?;
            self.parts[inner].iter().any(|one| one.head == head).then_some(inner)
        });
        match inner {
            Some(inner) if inner != place => {
                Route::OfInnerEvent { event: EventId::from_index(inner) }
            }
            _ if among(word.head) => Route::WithinPhrase,
            _ => Route::Elsewhere,
        }
    }
}

impl CodeReason {
    /// Of an event that has no type in a codebook.
    fn without(codebook: &str, verdict: Verdict) -> Self {
        Self {
            codebook: codebook.to_owned(),
            verdict,
            code: None,
            means: None,
            pattern: None,
            line: None,
            weight: None,
            filled: Vec::new(),
            before: None,
            runner_up: None,
            weighed: None,
            asked: None,
        }
    }
}

/// A type with its mode: `ASSAULT.beat`.
fn name(codebook: &Codebook, (kind, mode): (TypeId, Option<u16>)) -> String {
    let kind = codebook.kind(kind);
    match mode.and_then(|mode| kind.modes.get(usize::from(mode))) {
        Some(mode) => format!("{}.{}", kind.name, mode.name),
        None => kind.name.clone(),
    }
}
