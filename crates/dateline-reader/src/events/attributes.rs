//! What an event leaves in numbers of people (dead, injured, arrested, displaced), the size of a
//! crowd, and the weapon: each points to a quantity or to the words.
//!
//! A number belongs to the event whose word it stands with ("*killed* two") and to the one that this
//! is said to come from: its subject ("*the blast* killed two"), the clause it hangs from ("*attacked*
//! the post, killing two"), the happening it is in ("died in *the collapse*").

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use dateline_codebook::TriggerClass;
use dateline_language::{Relation, Upos};
use dateline_record::{Attributes, Event, ParticipantRole, Quantity, QuantityId, QuantityKind};

use super::argument::{Argument, Arguments};
use super::lexicon::{CROWD_NOUNS, Count, TOLLS, Toll, WEAPONS};
use super::trigger::Trigger;
use crate::article::Anchored;

/// How many dependents of a word are looked at for a number or a cause.
const NEAR: usize = 32;

/// Adds to the events what they leave and what they are done with.
pub(super) fn add(
    arguments: &Arguments<'_>,
    quantities: &[Anchored<Quantity>],
    triggers: &[Trigger],
    parts: &[Vec<Argument>],
    events: &mut [Event],
) {
    let counts = Counts::new(arguments, quantities);
    for (place, trigger) in triggers.iter().enumerate() {
        for (count, numbers, hosts) in counts.tolls(trigger, &parts[place]) {
            for host in hosts {
                if let Ok(host) = triggers.binary_search_by_key(&host, |trigger| trigger.word) {
                    let told = told(&mut events[host].attributes, count);
                    for number in &numbers {
                        if !told.contains(number) {
                            told.push(*number);
                        }
                    }
                }
            }
        }
        events[place].attributes.weapon = weapon(arguments, trigger, &parts[place], &events[place])
            .map(|words| arguments.article.span(words));
    }
    for event in events {
        for count in [Count::Dead, Count::Injured, Count::Arrested, Count::Displaced, Count::Crowd]
        {
            told(&mut event.attributes, count).sort_unstable();
        }
    }
}

fn told(attributes: &mut Attributes, count: Count) -> &mut Vec<QuantityId> {
    match count {
        Count::Dead => &mut attributes.dead,
        Count::Injured => &mut attributes.injured,
        Count::Arrested => &mut attributes.arrested,
        Count::Displaced => &mut attributes.displaced,
        Count::Crowd => &mut attributes.crowd,
    }
}

/// The numbers of people, by their words.
struct Counts<'a> {
    arguments: &'a Arguments<'a>,
    at: HashMap<usize, QuantityId>,
    /// Those that are said to be of people: "12 guards".
    of_people: HashSet<QuantityId>,
}

/// What is counted, the numbers, and the words of the events that they belong to.
type Told = (Count, Vec<QuantityId>, Vec<usize>);

impl<'a> Counts<'a> {
    fn new(arguments: &'a Arguments<'a>, quantities: &[Anchored<Quantity>]) -> Self {
        let counts = quantities.iter().filter(|one| {
            one.item.kind == QuantityKind::Count
                && one.item.unit.as_deref().is_none_or(|unit| unit == "person")
        });
        let counts: Vec<&Anchored<Quantity>> = counts.collect();
        let at = counts.iter().flat_map(|one| one.words.clone().map(|word| (word, one.item.id)));
        let of_people = counts.iter().filter(|one| one.item.unit.is_some()).map(|one| one.item.id);
        Self { arguments, at: at.collect(), of_people: of_people.collect() }
    }

    /// The numbers that a trigger tells of.
    fn tolls(&self, trigger: &Trigger, parts: &[Argument]) -> Vec<Told> {
        let syntax = self.arguments.syntax;
        let word = trigger.word;
        let mut found: Vec<Told> = Vec::new();
        let mut add = |count: Count, numbers: Vec<QuantityId>, hosts: Vec<usize>| {
            if !numbers.is_empty() {
                found.push((count, numbers, hosts));
            }
        };
        if trigger.class == TriggerClass::Noun && CROWD_NOUNS.contains(syntax.lemma(word)) {
            let with = syntax.dependents(word).take(NEAR).filter(|&at| {
                syntax.word(at).relation == Relation::Nmod
                    && matches!(syntax.marker(at), "of" | "by" | "with")
            });
            let with: Vec<usize> = with
                .chain(
                    parts
                        .iter()
                        .filter(|one| one.role == ParticipantRole::Actor)
                        .map(|one| one.head),
                )
                .collect();
            add(Count::Crowd, self.numbers(&with), vec![word]);
        }
        let lower = syntax.word(word).lower.as_str();
        let Some(&(count, toll)) = TOLLS.get(syntax.lemma(word)).or_else(|| TOLLS.get(lower))
        else {
            self.left(word, &mut add);
            return found;
        };
        match (toll, trigger.class) {
            (Toll::Object, TriggerClass::Verb) => {
                let patient = syntax.object(word).or_else(|| {
                    // "12 were killed and *40 injured*"
                    let subject = syntax.parse.first_related(word, Relation::Nsubj)?;
                    (syntax.word(subject).upos == Upos::Num).then_some(subject)
                });
                let numbers = match patient {
                    Some(patient) => {
                        self.numbers(&syntax.with_conjuncts(patient).take(NEAR).collect::<Vec<_>>())
                    }
                    None => self.with(word).into_iter().collect(),
                };
                add(count, numbers, self.hosts(word));
            }
            (Toll::Subject, TriggerClass::Verb) => {
                let actors: Vec<usize> = match syntax.actor(word) {
                    Some(actor) => syntax.with_conjuncts(actor).take(NEAR).collect(),
                    None => Vec::new(),
                };
                let mut hosts = self.hosts(word);
                // "5,000 people attended the rally"
                hosts.extend(syntax.object(word));
                add(count, self.numbers(&actors), hosts);
            }
            (Toll::Draws, TriggerClass::Verb) => {
                let drawn: Vec<usize> = syntax.object(word).into_iter().collect();
                add(count, self.numbers(&drawn), syntax.actor(word).into_iter().collect());
            }
            // "ended with 19 arrests", "caused six deaths"
            (_, TriggerClass::Noun) if toll != Toll::Left => {
                let mut hosts = vec![word];
                hosts.extend(syntax.word(word).head.and_then(|verb| syntax.actor(verb)));
                add(count, self.with(word).into_iter().collect(), hosts);
            }
            _ => {}
        }
        self.left(word, &mut add);
        found
    }

    /// "left nine people dead": what the act leaves, and what it comes from.
    fn left(&self, verb: usize, add: &mut impl FnMut(Count, Vec<QuantityId>, Vec<usize>)) {
        let syntax = self.arguments.syntax;
        if syntax.lemma(verb) != "leave" {
            return;
        }
        let Some(object) = syntax.object(verb) else { return };
        let states = syntax.parse.related(verb, Relation::Xcomp).take(NEAR);
        for state in states {
            for (nth, said) in std::iter::once(state)
                .chain(syntax.parse.related(state, Relation::Conj).take(NEAR))
                .enumerate()
            {
                let lower = syntax.word(said).lower.as_str();
                if let Some(&(count, Toll::Left)) = TOLLS.get(lower) {
                    let numbers = if nth == 0 {
                        self.numbers(&[object])
                    } else {
                        self.with(said).into_iter().collect()
                    };
                    add(count, numbers, self.hosts(verb));
                }
            }
        }
    }

    /// The words that name the events to which the numbers of a predicate belong.
    fn hosts(&self, verb: usize) -> Vec<usize> {
        let syntax = self.arguments.syntax;
        let word = syntax.word(verb);
        let mut hosts = vec![verb];
        hosts.extend(syntax.actor(verb));
        if word.relation == Relation::Advcl && word.xpos == "VBG" {
            hosts.extend(word.head);
        }
        // "a raid that killed two"
        if word.deprel == "acl:relcl" {
            hosts.extend(word.head);
        }
        let joined = syntax.parse.related(verb, Relation::Conj).take(NEAR);
        for at in std::iter::once(verb).chain(joined) {
            hosts.extend(syntax.parse.related(at, Relation::Obl).take(NEAR).filter(|&phrase| {
                matches!(syntax.marker(phrase), "in" | "by" | "during" | "from")
            }));
        }
        hosts
    }

    /// The numbers of people that these words stand for: "*12*", "six *guards*", "30 *others*", but
    /// not "12 *projects*".
    fn numbers(&self, words: &[usize]) -> Vec<QuantityId> {
        let syntax = self.arguments.syntax;
        let number = |&word: &usize| {
            let id = self.at.get(&word).copied().or_else(|| self.with(word))?;
            let people = self.of_people.contains(&id)
                || syntax.word(word).upos != Upos::Noun
                || self.arguments.is_participant(word)
                || self.at.contains_key(&word)
                || matches!(syntax.lemma(word), "other" | "family" | "household");
            people.then_some(id)
        };
        words.iter().filter_map(number).collect()
    }

    /// The number that stands with a word: "*six* people", "dozens of people".
    fn with(&self, word: usize) -> Option<QuantityId> {
        let syntax = self.arguments.syntax;
        syntax.dependents(word).take(NEAR).find_map(|below| {
            let counts = matches!(syntax.word(below).relation, Relation::Nummod | Relation::Det)
                || syntax.word(below).relation == Relation::Amod;
            counts.then(|| self.at.get(&below).copied()).flatten()
        })
    }
}

/// The words of the weapon: "with *rifles*", "a *drone* strike", "*rockets* hit the port".
fn weapon(
    arguments: &Arguments<'_>,
    trigger: &Trigger,
    parts: &[Argument],
    event: &Event,
) -> Option<Range<usize>> {
    let syntax = arguments.syntax;
    let is_weapon = |at: usize| WEAPONS.contains(syntax.lemma(at));
    let violent = event.codes.plover.as_ref().is_some_and(|code| {
        matches!(code.event.as_str(), "ASSAULT" | "THREATEN" | "MOBILIZE" | "COERCE")
    }) || TOLLS.contains_key(event.lemma.as_str());
    let modifier = || {
        let noun = trigger.class == TriggerClass::Noun;
        let before = |at: &usize| syntax.word(*at).relation == Relation::Compound && is_weapon(*at);
        noun.then(|| syntax.dependents(trigger.word).take(NEAR).find(before)).flatten()
    };
    // "a drone strike" is one of arms, whatever type it has.
    if !violent && modifier().is_none() {
        return None;
    }
    let instrument = parts.iter().find(|one| {
        matches!(one.role, ParticipantRole::Instrument | ParticipantRole::Actor)
            && is_weapon(one.head)
    });
    let own =
        || (trigger.class == TriggerClass::Noun && is_weapon(trigger.word)).then_some(trigger.word);
    // "were killed in *a drone strike*"
    let within = || {
        syntax.parse.related(trigger.word, Relation::Obl).take(NEAR).find_map(|at| {
            let by = matches!(syntax.marker(at), "in" | "by") && syntax.word(at).upos == Upos::Noun;
            let weapon = |below: &usize| {
                syntax.word(*below).relation == Relation::Compound && is_weapon(*below)
            };
            by.then(|| {
                is_weapon(at)
                    .then_some(at)
                    .or_else(|| syntax.dependents(at).take(NEAR).find(weapon))
            })
            .flatten()
        })
    };
    let found = instrument.map(|one| one.head).or_else(modifier).or_else(own).or_else(within)?;
    // "a car bomb": the article is no part of the weapon.
    let words = syntax.noun_phrase(found);
    let article = syntax.word(words.start).relation == Relation::Det && words.start < found;
    Some(words.start + usize::from(article)..words.end)
}
