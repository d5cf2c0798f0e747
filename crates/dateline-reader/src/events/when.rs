//! When and where an event happens: through the clause, never the nearest date.

use dateline_language::{Relation, Upos};
use dateline_record::{EntityKind, ParticipantRole, TimeId, TimeType, When, Where};

use super::argument::{Argument, Arguments};
use super::syntax::Syntax;
use super::trigger::Trigger;
use crate::places::Places;
use crate::times::Times;

/// The time expressions by the word that each hangs from.
pub(super) struct Calendar<'a> {
    times: &'a Times,
    /// For each word, the first dates that hang from it: those before it and after it.
    at: Vec<Vec<usize>>,
}

impl<'a> Calendar<'a> {
    pub(super) fn new(times: &'a Times, syntax: Syntax<'_>) -> Self {
        let mut at = vec![Vec::new(); syntax.parse.words().len()];
        for (place, time) in times.list.iter().enumerate() {
            if !matches!(time.item.kind, TimeType::Date | TimeType::Time) {
                continue;
            }
            // The word that the expression hangs from: the first head outside of it.
            let governor = time
                .words
                .clone()
                .find_map(|word| syntax.word(word).head.filter(|head| !time.words.contains(head)));
            if let Some(governor) = governor.and_then(|word| predicate_over(syntax, word)) {
                at[governor].push(place);
            }
        }
        Self { times, at }
    }

    /// When an event happens: by an expression of its own clause, else of the clause that it shares
    /// its time with.
    pub(super) fn when(&self, syntax: Syntax<'_>, trigger: &Trigger) -> Option<When> {
        let own = self.best(syntax, trigger.word);
        let own = own.or_else(|| trigger.light.and_then(|(verb, _)| self.best(syntax, verb)));
        if own.is_some() {
            return own;
        }
        let predicate = trigger.predicate();
        let word = syntax.word(predicate);
        let mut head = word.head?;
        // "In May, the two forged ties": where the parser hangs the verb from its subject, the time
        // hangs from the verb above.
        let misplaced = syntax.is_finite_modifier(predicate);
        if misplaced {
            head = syntax.word(head).head?;
        }
        let inherits = match word.relation {
            _ if misplaced => {
                self.at[head].iter().any(|&time| self.times.list[time].words.end <= predicate)
            }
            // "On Monday the two met and signed": a time before the first verb is for both.
            Relation::Conj => {
                self.at[head].iter().any(|&time| self.times.list[time].words.end <= head)
            }
            // "managed to leave on Monday", where the time hangs from the first verb.
            Relation::Xcomp => {
                syntax.word(predicate).upos == Upos::Verb && !opens_future(syntax, head)
            }
            // "left on Monday, ending a visit"
            Relation::Advcl => word.xpos == "VBG" && syntax.marker(predicate).is_empty(),
            _ => false,
        };
        if inherits { self.best(syntax, head) } else { None }
    }

    /// Of the times that hang from a word, the narrowest.
    fn best(&self, syntax: Syntax<'_>, word: usize) -> Option<When> {
        let known = |&&place: &&usize| self.times.list[place].item.earliest.is_some();
        let days = |&&place: &&usize| {
            let time = &self.times.list[place].item;
            match (time.earliest, time.latest) {
                (Some(earliest), Some(latest)) => {
                    earliest.until(latest).map_or(i32::MAX, |span| span.get_days())
                }
                _ => i32::MAX,
            }
        };
        let place =
            *self.at[word].iter().filter(known).min_by_key(days).or(self.at[word].first())?;
        let time = &self.times.list[place];
        let (mut earliest, mut latest) = (time.item.earliest, time.item.latest);
        let preposition = time
            .words
            .clone()
            .find(|&word| syntax.word(word).head.is_none_or(|head| !time.words.contains(&head)))
            .map_or("", |head| syntax.marker(head));
        match preposition {
            "since" | "after" => latest = None,
            "before" | "until" | "till" | "by" => earliest = None,
            _ => {}
        }
        Some(When { time: Some(TimeId::from_index(place)), earliest, latest })
    }
}

/// The nearest predicate or noun above a time expression that it can be the time of.
fn predicate_over(syntax: Syntax<'_>, from: usize) -> Option<usize> {
    syntax
        .parse
        .ancestors(from)
        .take(4)
        .find(|&at| {
            matches!(syntax.word(at).upos, Upos::Verb | Upos::Noun | Upos::Adj | Upos::Propn)
        })
        .or(Some(from))
}

/// Whether what a verb governs comes after it: "agreed on Monday to meet".
fn opens_future(syntax: Syntax<'_>, verb: usize) -> bool {
    super::lexicon::PREDICATES.get(syntax.lemma(verb)).is_some_and(|&(holds, _)| holds.abs() < 2.0)
}

/// Where an event happens: a place that its clause names as such, else where it leads to.
pub(super) fn place(
    arguments: &Arguments<'_>,
    places: &Places,
    trigger: &Trigger,
    found: &[Argument],
) -> Option<Where> {
    let syntax = arguments.syntax;
    let is_place = |at: usize| {
        arguments.entity_of(at).filter(|&entity| {
            arguments.entities.get(entity).kind == EntityKind::Place
                || places.get(entity).place.is_some()
        })
    };
    let located = [Some(trigger.word), trigger.light.map(|(verb, _)| verb)]
        .into_iter()
        .flatten()
        .flat_map(|at| syntax.dependents(at))
        .filter(|&at| matches!(syntax.word(at).relation, Relation::Obl | Relation::Nmod))
        .filter(|&at| {
            matches!(
                syntax.marker(at),
                "in" | "at"
                    | "near"
                    | "around"
                    | "outside"
                    | "inside"
                    | "across"
                    | "off"
                    | "along"
                    | "within"
                    | "throughout"
            )
        })
        .find_map(is_place);
    let destination = || {
        found
            .iter()
            .filter(|one| one.role == ParticipantRole::Destination)
            .find_map(|one| is_place(one.head))
    };
    located.or_else(destination).map(|entity| Where { entity })
}
