//! `record.events`: who did what to whom, when, where, and how sure that is.
//!
//! A word names an event ([`trigger`]); the tree says who takes part ([`argument`], [`syntax`]),
//! when ([`when`], [`connective`], [`distance`]) and where ([`place`]); the words above and beside it how certain it is ([`factuality`]); the
//! codebooks what type it has ([`coding`], [`cameo`], [`layer`]), in what context ([`contexts`]); and later mentions point to the first ([`sameness`]).

mod aim;
mod argument;
mod attempt;
mod attributes;
mod auxiliary;
mod cameo;
mod choosing;
mod coding;
mod connective;
mod contexts;
mod counted;
mod countries;
mod distance;
mod explain;
mod factuality;
mod form;
mod layer;
mod lexicon;
mod naming;
mod own;
mod place;
mod sameness;
mod scoring;
mod syntax;
#[cfg(test)]
mod tests;
mod trace;
mod trigger;
mod when;

use std::ops::Range;

use dateline_codebook::{Codebook, TriggerClass};
use dateline_language::Relation;
use dateline_record::{Attributes, Codes, Event, EventId, Participant, Quantity};

use crate::actors::Actors;
use crate::article::{Anchored, Article};
use crate::attributions::Attributions;
use crate::entities::Entities;
use crate::places::Places;
use crate::times::{self, Times};

pub use choosing::{ParticipantCandidate, ParticipantWeights};
pub use explain::{CodeReason, Explanation, InfluenceReason, ParticipantReason, Route, Verdict};
pub use factuality::{FactualityCandidate, Influence};
pub(crate) use scoring::Judge;
pub use scoring::{CodeCandidate, CodeExplanation, CodeWeights};
pub use trace::{CodedAs, CodedEvent};

use argument::{Argument, Arguments};
use auxiliary::Background;
use coding::{Coded, Coder, Detail};
use explain::Made;
use sameness::{Naming, Sameness};
use when::Calendar;

pub(crate) use connective::{Connection, EventAt};
pub(crate) use form::{Form, form};
pub(crate) use syntax::Syntax;
pub(crate) use trace::trace;
pub(crate) use trigger::Trigger;

/// The events of a report, and what the order of time is read from.
pub(crate) struct Events {
    /// In the order of their triggers; `words` is the clause that tells of each.
    pub(crate) list: Vec<Anchored<Event>>,
    /// The word that names each.
    pub(crate) triggers: Vec<Trigger>,
    /// For each word, the event that it names or carries.
    pub(crate) at: EventAt,
    /// Events that a word puts in order.
    pub(crate) connections: Vec<Connection>,
    /// Events, with the expressions that say how long they take, as places in their lists.
    pub(crate) lengths: Vec<(usize, usize)>,
}

/// What was read of a report before its events, and what they are to be coded by.
#[derive(Clone, Copy)]
pub(crate) struct Before<'a> {
    pub(crate) article: &'a Article<'a>,
    pub(crate) times: &'a Times,
    pub(crate) quantities: &'a [Anchored<Quantity>],
    pub(crate) entities: &'a Entities,
    pub(crate) places: &'a Places,
    pub(crate) actors: &'a Actors,
    pub(crate) attributions: &'a Attributions,
    /// The codebooks of the user, beside Dateline's own.
    pub(crate) codebooks: &'a [Codebook],
    /// What decides between the types of PLOVER.
    pub(crate) judge: Judge<'a>,
    /// What decides who takes part in a coded event.
    pub(crate) participant_weights: &'a ParticipantWeights,
}

/// The events of a report, coded by Dateline's codebooks and by the user's.
pub(crate) fn read(before: &Before<'_>) -> Events {
    read_and_ask(before, false, |_| ()).0
}

/// Why each event of a report is as it is, in the order of the record.
pub(crate) fn explain(before: &Before<'_>) -> Vec<Explanation> {
    read_and_ask(before, true, explain::explanations).1
}

/// The events of a report, and what `ask` makes of what they were made from; `why` asks what their
/// types were weighed by, too.
fn read_and_ask<T>(
    before: &Before<'_>,
    why: bool,
    ask: impl FnOnce(&Made<'_>) -> T,
) -> (Events, T) {
    let &Before {
        article,
        times,
        quantities,
        entities,
        places,
        actors,
        attributions,
        codebooks,
        judge,
        participant_weights,
    } = before;
    let arguments = Arguments::new(article, entities, times);
    let syntax = arguments.syntax;
    let mut coder = Coder::new(&arguments, places, actors, codebooks);
    let (triggers, mut codings) = coded_by_patterns(&mut coder);
    let weighed = if why {
        scoring::Scene::new(&coder, attributions, places, &triggers, &codings).explanations(&judge)
    } else {
        Vec::new()
    };
    scoring::decide(&coder, attributions, places, &judge, &triggers, &mut codings);
    coding::take_in(&triggers, &mut codings);
    let mut parts = parts_by_tree(&arguments, &triggers, &codings);
    let weights = (participant_weights, judge.least);
    choosing::choose(&coder, attributions, places, weights, &triggers, &mut codings, &mut parts);
    own::set_apart(&coder, &codings, &mut parts);
    countries::spread(&arguments, places, &mut parts);
    let contexts = contexts::of_sentences(&coder);
    let named: Vec<_> = contexts.iter().map(|shown| contexts::names(&coder, shown)).collect();
    let cameo = cameo::code(&coder, &triggers, &codings, &named);
    let at = EventAt::new(article.parse.words().len(), &triggers);
    let connections = connective::connections(syntax, &triggers, &at, times);
    let calendar = Calendar::new(times, syntax, &at);
    let mut whens: Vec<_> = triggers.iter().map(|trigger| calendar.when(syntax, trigger)).collect();
    when::follow(&calendar, syntax, &triggers, &connections, &mut whens);
    let lengths = calendar.lengths(syntax, &at);
    let scene = factuality::Scene::new(syntax, attributions);

    let located: Vec<_> = triggers
        .iter()
        .zip(&parts)
        .map(|(trigger, found)| place::place(&arguments, places, trigger, found))
        .collect();

    let mut clauses = Vec::with_capacity(triggers.len());
    let mut events: Vec<Event> = Vec::with_capacity(triggers.len());
    for (place, (trigger, coded)) in triggers.iter().zip(&codings).enumerate() {
        let found = &parts[place];
        let attribution = attributions.around(trigger.word);
        let clause = clause(&arguments, trigger, found);
        let sentence = article.parse.sentence_of(trigger.word);
        events.push(Event {
            id: EventId::from_index(place),
            trigger: article.span(trigger.word..trigger.word + 1),
            evidence: article.span(clause.clone()),
            lemma: syntax.lemma(trigger.word).to_owned(),
            grammar: form::grammar(syntax, trigger),
            codes: Codes {
                core: coded.core.map(|code| coder.core.kind(code.kind).name.clone()),
                plover: coded.plover.map(|code| {
                    let confidence = coded.likeliest.map(|likely| likely.confidence);
                    let contexts = contexts::of_event(&coder, code, &contexts[sentence], found);
                    coder.plover_code(code, confidence, contexts)
                }),
                cameo: cameo[place].clone(),
                others: coder.layers.codes(&coded.further),
            },
            participants: found
                .iter()
                .map(|&one| {
                    let named = arguments.participant(trigger, one);
                    let entity = named.entity.or_else(|| counted::counted(&arguments, one.head));
                    Participant { entity, ..named }
                })
                .collect(),
            when: whens[place],
            place: located[place].map(|(located, _)| located),
            factuality: scene.of(trigger),
            attribution,
            same_as: None,
            attributes: Attributes::default(),
        });
        clauses.push(clause);
    }
    attributes::add(&arguments, quantities, &triggers, &parts, &mut events);
    let namings: Vec<Naming> = triggers
        .iter()
        .zip(&parts)
        .map(|(trigger, parts)| Naming {
            anaphoric: points_back(syntax, trigger, parts),
            new: brings_up(syntax, trigger),
            saying: trigger.class == TriggerClass::Verb
                && times::is_saying(&syntax.word(trigger.word).lower),
            sentence: article.parse.sentence_of(trigger.word),
        })
        .collect();
    Sameness { entities, quantities, namings: &namings }.link(&mut events);
    when::share_mentions(&mut events, |event| is_definite(syntax, &triggers[event]));
    Background { syntax, times, attributions, triggers: &triggers, at: &at }.mark(&mut events);
    let answer = ask(&Made {
        arguments: &arguments,
        coder: &coder,
        triggers: &triggers,
        codings: &codings,
        cameo: &cameo,
        weighed: &weighed,
        parts: &parts,
        attributions,
        places: &located.iter().map(|found| found.map(|(_, word)| word)).collect::<Vec<_>>(),
    });
    let list = clauses.into_iter().zip(events).map(|(words, item)| Anchored { words, item });
    (Events { list: list.collect(), triggers, at, connections, lengths }, answer)
}

/// The events of a report with what their factuality is estimated from, for training.
pub(crate) fn factuality_candidates(before: &Before<'_>) -> Vec<FactualityCandidate> {
    let arguments = Arguments::new(before.article, before.entities, before.times);
    let coder = Coder::new(&arguments, before.places, before.actors, &[]);
    let triggers = trigger::triggers(arguments.syntax, |word, class| coder.knows(word, class));
    let scene = factuality::Scene::new(arguments.syntax, before.attributions);
    triggers.iter().map(|trigger| scene.candidate(before.article, trigger)).collect()
}

/// The events of a report with what their types are weighed by, for training.
pub(crate) fn code_candidates(before: &Before<'_>) -> Vec<CodeCandidate> {
    with_scene(before, |scene| scene.candidates(before.judge.meanings))
}

/// What may take part in the coded events of a report, with what its part is weighed by, for
/// training.
pub(crate) fn participant_candidates(before: &Before<'_>) -> Vec<ParticipantCandidate> {
    let arguments = Arguments::new(before.article, before.entities, before.times);
    let mut coder = Coder::new(&arguments, before.places, before.actors, &[]);
    let (triggers, mut codings) = coded_by_patterns(&mut coder);
    let (attributions, places) = (before.attributions, before.places);
    scoring::decide(&coder, attributions, places, &before.judge, &triggers, &mut codings);
    coding::take_in(&triggers, &mut codings);
    let parts = parts_by_tree(&arguments, &triggers, &codings);
    choosing::Scene::new(&coder, attributions, places, &triggers, &codings, &parts).for_training()
}

/// Those who take part in each event, by the tree.
fn parts_by_tree(
    arguments: &Arguments<'_>,
    triggers: &[Trigger],
    codings: &[Coded],
) -> Vec<Vec<Argument>> {
    let mut parts: Vec<Vec<Argument>> = triggers
        .iter()
        .zip(codings)
        .map(|(trigger, coded)| {
            arguments.of(trigger, coded.is_act(), |word| coded.taken.contains(&word))
        })
        .collect();
    arguments.hand_up(triggers, codings, &mut parts);
    parts
}

/// Why each event of a report has the PLOVER type that it has, or none.
pub(crate) fn explained_codes(before: &Before<'_>) -> Vec<CodeExplanation> {
    with_scene(before, |scene| scene.explanations(&before.judge))
}

fn with_scene<T>(before: &Before<'_>, then: impl FnOnce(&scoring::Scene<'_>) -> T) -> T {
    let arguments = Arguments::new(before.article, before.entities, before.times);
    let mut coder = Coder::new(&arguments, before.places, before.actors, &[]);
    let (triggers, codes) = coded_by_patterns(&mut coder);
    then(&scoring::Scene::new(&coder, before.attributions, before.places, &triggers, &codes))
}

/// The triggers of a report, with what the patterns say of each.
fn coded_by_patterns(coder: &mut Coder<'_>) -> (Vec<Trigger>, Vec<Coded>) {
    let syntax = coder.arguments.syntax;
    // Some nouns and adjectives name an event by what they govern ("*due* to meet"), so that they
    // are known only once the rest is coded.
    let triggers = trigger::triggers(syntax, |word, class| coder.knows(word, class));
    coder.code(&triggers, Detail::Codes);
    let triggers = trigger::triggers(syntax, |word, class| coder.knows(word, class));
    let codings = coder.code(&triggers, Detail::Readings);
    (triggers, codings)
}

/// Whether an event is named by a noun that the reader is to know: "the attack on Sunday".
fn is_definite(syntax: Syntax<'_>, trigger: &Trigger) -> bool {
    trigger.class == TriggerClass::Noun
        && syntax.dependents(trigger.word).any(|dependent| {
            syntax.word(dependent).relation == Relation::Det
                && matches!(
                    syntax.word(dependent).lower.as_str(),
                    "the" | "this" | "that" | "these" | "those"
                )
        })
}

/// Whether an event is named by a noun that points back to one told before: "the attack".
fn points_back(syntax: Syntax<'_>, trigger: &Trigger, parts: &[Argument]) -> bool {
    parts.is_empty()
        && is_definite(syntax, trigger)
        && syntax.dependents(trigger.word).all(|dependent| {
            syntax.is_finite_modifier(dependent)
                || matches!(
                    syntax.word(dependent).relation,
                    Relation::Det
                        | Relation::Case
                        | Relation::Punct
                        | Relation::Cc
                        | Relation::Conj
                )
        })
}

/// Whether an event is named by a noun that brings up a new one: "*another* attack", "*a* visit".
fn brings_up(syntax: Syntax<'_>, trigger: &Trigger) -> bool {
    trigger.class == TriggerClass::Noun
        && syntax.dependents(trigger.word).any(|dependent| {
            matches!(
                syntax.word(dependent).lower.as_str(),
                "a" | "an" | "another" | "new" | "more" | "further" | "other" | "second" | "any"
            ) && matches!(syntax.word(dependent).relation, Relation::Det | Relation::Amod)
        })
}

/// The words from the first to the last that tell of an event: its trigger, its participants, its
/// auxiliaries and what hangs from it directly.
fn clause(arguments: &Arguments<'_>, trigger: &Trigger, found: &[Argument]) -> Range<usize> {
    let syntax = arguments.syntax;
    let mut first = trigger.word.min(trigger.predicate());
    let mut last = trigger.word.max(trigger.predicate());
    let near = [trigger.word, trigger.predicate()].into_iter().flat_map(|at| {
        syntax.dependents(at).filter(|&dependent| {
            !matches!(
                syntax.word(dependent).relation,
                Relation::Punct
                    | Relation::Parataxis
                    | Relation::Conj
                    | Relation::Cc
                    | Relation::Ccomp
                    | Relation::Advcl
                    | Relation::Discourse
            )
        })
    });
    for at in near {
        first = first.min(at);
        last = last.max(at);
    }
    for one in found {
        let phrase = arguments.extent(one.head);
        // A participant from another clause ("which" and what it stands for) stands where it stands.
        if syntax.parse.sentence_of(one.head) == syntax.parse.sentence_of(trigger.word) {
            first = first.min(phrase.start);
            last = last.max(phrase.end - 1);
        }
    }
    first..last + 1
}
