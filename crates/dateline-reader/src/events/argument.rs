//! Who and what takes part in an event, by the tree.

use dateline_codebook::TriggerClass;
use dateline_language::{Relation, Upos};
use dateline_record::{EntityKind, ParticipantRole};

use super::lexicon::{
    AIMED, FORCES, LIGHT, MOVEMENT, Moved, NOUNS_OF_ACTOR, PERSONS, QUANTITIES, RECIPROCAL, WEAPONS,
};
use super::syntax::Syntax;
use super::trigger::Trigger;
use crate::article::Article;
use crate::entities::Entities;
use crate::entities::lexicon::{Doer, lexicon};
use crate::entities::nominals::is_state_of_affairs;
use crate::times::Times;

/// Somebody or something that takes part, as a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Argument {
    pub(super) role: ParticipantRole,
    /// The word that the phrase hangs from.
    pub(super) head: usize,
}

/// What arguments are told by.
pub(super) struct Arguments<'a> {
    pub(super) article: &'a Article<'a>,
    pub(super) syntax: Syntax<'a>,
    pub(super) entities: &'a Entities,
    /// For each word, whether it stands in a time expression.
    pub(super) in_time: Vec<bool>,
}

impl<'a> Arguments<'a> {
    pub(super) fn new(article: &'a Article<'a>, entities: &'a Entities, times: &Times) -> Self {
        let mut in_time = vec![false; article.parse.words().len()];
        for time in &times.list {
            in_time[time.words.clone()].fill(true);
        }
        Self { article, syntax: Syntax { parse: article.parse }, entities, in_time }
    }

    /// Those who take part in an event. `coded`: whether it has a PLOVER type; what such an act is
    /// directed at is its recipient, whatever sort of thing it is. `taken` tells which words the
    /// pattern of its code has taken in: the ties of "cut ties" are no recipient.
    pub(super) fn of(
        &self,
        trigger: &Trigger,
        coded: bool,
        taken: impl Fn(usize) -> bool,
    ) -> Vec<Argument> {
        let mut found = Vec::new();
        match trigger.class {
            TriggerClass::Noun => self.of_noun(trigger, coded, &mut found),
            TriggerClass::Verb | TriggerClass::Adjective => {
                self.of_verb(trigger.word, coded, &taken, &mut found);
            }
        }
        self.make_reciprocal(trigger, &mut found);
        self.spread(&mut found);
        found
    }

    fn of_verb(
        &self,
        verb: usize,
        coded: bool,
        taken: &impl Fn(usize) -> bool,
        found: &mut Vec<Argument>,
    ) {
        use ParticipantRole as Role;
        let syntax = self.syntax;
        let lemma = syntax.lemma(verb);
        // "By 1985 she had been named": no agent.
        if let Some(actor) = syntax.actor(verb).filter(|&actor| !self.in_time[actor]) {
            // "Police bullets killed a girl": who fired them acts.
            match self.wielder(actor) {
                Some(wielder) => {
                    push(found, Role::Actor, wielder);
                    push(found, Role::Instrument, actor);
                }
                None => push(found, Role::Actor, actor),
            }
        } else if coded && let Some(doer) = self.doer_of_occasion(verb) {
            push(found, Role::Actor, doer);
        }
        let indirect = syntax.parse.first_related(verb, Relation::Iobj);
        if let Some(recipient) = indirect {
            push(found, Role::Recipient, recipient);
        }
        let object = syntax.object(verb);
        if let Some(object) =
            object.filter(|&object| !self.in_time[object] && !self.is_reflexive(object))
        {
            let role =
                if MOVEMENT.get(lemma) == Some(&Moved::Destination) && !self.is_person(object) {
                    Role::Destination
                } else if indirect.is_none()
                    && (self.is_participant(object)
                        || coded && !taken(object) && !RECIPROCAL.contains(lemma))
                {
                    Role::Recipient
                } else {
                    Role::Theme
                };
            push(found, role, object);
        }
        self.of_phrases(verb, lemma, coded, found);
        if coded && lemma == "fall" {
            self.turn_victim(verb, found);
        }
        self.settle_recipients(lemma, found);
        if let Some(object) = object
            && (taken(object) && !self.is_target(lemma, object)
                || coded && self.is_moved(lemma, object))
        {
            self.pass_on(found, object);
        }
        // "went on *strike*", "mobilised *troops*": the act itself, and those who carry it out.
        for one in found.iter_mut().filter(|one| one.role == Role::Recipient) {
            let means = taken(one.head)
                && !self.is_participant(one.head)
                && matches!(self.syntax.marker(one.head), "" | "on" | "at" | "in" | "into")
                || Some(one.head) == object && self.is_at_command(lemma, one.head);
            if coded && means {
                one.role = Role::Theme;
            }
        }
        if coded {
            self.recipient_within(found, lemma);
        }
    }

    /// Whether the object of a verb is what is moved, not whom the act is aimed at: things, and
    /// those who are at the command of who moves them ("withdrew *its observers* from the valley").
    fn is_moved(&self, lemma: &str, object: usize) -> bool {
        let acts = self.is_participant(object);
        match MOVEMENT.get(lemma) {
            None | Some(Moved::Destination) => false,
            Some(Moved::Any) => !acts,
            Some(Moved::Own) => !acts || self.is_at_command(lemma, object),
        }
    }

    /// Whether the object of a verb is whoever carries the act out: "sent *medics*".
    fn is_at_command(&self, lemma: &str, object: usize) -> bool {
        MOVEMENT.get(lemma) == Some(&Moved::Own) && FORCES.contains(self.syntax.lemma(object))
    }

    /// Whether somebody is the aim of an act although its pattern names them: "summoned *the envoy*
    /// to the palace" moves nobody of its own.
    fn is_target(&self, lemma: &str, object: usize) -> bool {
        MOVEMENT.get(lemma) != Some(&Moved::Own) && self.is_participant(object)
    }

    /// "blew *himself* up": nobody else.
    fn is_reflexive(&self, at: usize) -> bool {
        let word = self.syntax.word(at);
        word.upos == Upos::Pron && (word.lower.ends_with("self") || word.lower.ends_with("selves"))
    }

    /// What is moved or what the pattern of the code names is the means; the act is aimed at whoever
    /// stands after the preposition: "withdrew troops from *the island*", "sent food to *Bern*".
    fn pass_on(&self, found: &mut [Argument], object: usize) {
        use ParticipantRole as Role;
        let has_end = found.iter().any(|one| {
            one.head != object
                && matches!(one.role, Role::Origin | Role::Destination | Role::Recipient)
                && self.is_participant(one.head)
        });
        if has_end {
            for one in found.iter_mut().filter(|one| one.head == object) {
                one.role = Role::Theme;
            }
        }
    }

    fn of_noun(&self, trigger: &Trigger, coded: bool, found: &mut Vec<Argument>) {
        use ParticipantRole as Role;
        let syntax = self.syntax;
        let noun = trigger.word;
        let lemma = syntax.lemma(noun);
        if let Some((verb, part)) = trigger.light {
            if let Some(subject) = syntax.actor(verb) {
                push(found, part, subject);
            }
            if let Some(recipient) = syntax.parse.first_related(verb, Relation::Iobj) {
                push(found, Role::Recipient, recipient);
            }
        }
        let has_actor = |found: &[Argument]| found.iter().any(|one| one.role == Role::Actor);
        for dependent in syntax.dependents(noun) {
            let word = syntax.word(dependent);
            if self.in_time[dependent] {
                continue;
            }
            // "the rebels' offensive", "the Taliban attack", "Israeli strikes"
            let before = word.deprel == "nmod:poss"
                || dependent < noun
                    && matches!(
                        word.relation,
                        Relation::Compound | Relation::Amod | Relation::Nmod
                    )
                    && self.entity_of(dependent).is_some();
            if before && !has_actor(found) {
                push(found, Role::Actor, dependent);
            }
        }
        for dependent in syntax.dependents(noun) {
            let word = syntax.word(dependent);
            if word.relation != Relation::Nmod
                || word.deprel == "nmod:poss"
                || dependent < noun
                || self.in_time[dependent]
            {
                continue;
            }
            let role = match syntax.marker(dependent) {
                "by" => Role::Actor,
                "of" if NOUNS_OF_ACTOR.contains(lemma) && !has_actor(found) => Role::Actor,
                "of" | "between" | "among" if RECIPROCAL.contains(lemma) => Role::Actor,
                "of" if coded || self.is_participant(dependent) => Role::Recipient,
                "of" => Role::Theme,
                _ => continue,
            };
            push(found, role, dependent);
            // "the arrest of the abbot *by gendarmes*": the parser hangs the doer from the victim.
            if role == Role::Recipient
                && coded
                && !has_actor(found)
                && let Some(doer) = self.doer_below(dependent)
            {
                push(found, Role::Actor, doer);
            }
        }
        self.of_phrases(noun, lemma, coded, found);
        self.of_joined(noun, lemma, coded, found);
        if let Some((verb, part)) = trigger.light {
            self.of_phrases(verb, lemma, coded, found);
            // "faces criticism from the bishops": who gives it comes after "from".
            if part == Role::Recipient {
                for one in found.iter_mut().filter(|one| one.role == Role::Origin) {
                    one.role = Role::Actor;
                }
            }
        }
        self.settle_recipients(lemma, found);
        if coded {
            self.recipient_within(found, lemma);
        }
    }

    /// Who did it where a passive verb names the occasion alone: "was killed in *police* firing", "was
    /// shot in an encounter with *constables*", "were picked up for questioning by *detectives*".
    fn doer_of_occasion(&self, verb: usize) -> Option<usize> {
        let syntax = self.syntax;
        if !syntax.is_passive(verb) {
            return None;
        }
        let occasions = syntax.dependents(verb).filter(|&dependent| {
            syntax.word(dependent).relation == Relation::Obl
                && match syntax.marker(dependent) {
                    "in" | "during" => true,
                    // "arrested for an attack by rebels": the rebels attacked, and arrested nobody.
                    "for" => matches!(syntax.lemma(dependent), "questioning" | "interrogation"),
                    _ => false,
                }
                && lexicon().doer_of(syntax.lemma(dependent)) == Some(Doer::Armed)
        });
        occasions.take(4).find_map(|occasion| {
            syntax.dependents(occasion).find(|&dependent| {
                let word = syntax.word(dependent);
                let before = dependent < occasion
                    && (word.deprel == "nmod:poss" || word.relation == Relation::Compound);
                let after = matches!(word.relation, Relation::Nmod | Relation::Obl)
                    && matches!(syntax.marker(dependent), "by" | "with");
                (before || after) && self.is_body(dependent)
            })
        })
    }

    /// "The youth fell *to police bullets*": the subject is the victim of those whose weapons they are.
    fn turn_victim(&self, verb: usize, found: &mut Vec<Argument>) {
        use ParticipantRole as Role;
        let wielder = self.syntax.dependents(verb).find_map(|dependent| {
            (self.syntax.marker(dependent) == "to").then(|| self.wielder(dependent)).flatten()
        });
        if let Some(wielder) = wielder {
            for one in found.iter_mut().filter(|one| one.role == Role::Actor) {
                one.role = Role::Recipient;
            }
            found.retain(|one| one.head != wielder);
            push(found, Role::Actor, wielder);
        }
    }

    /// Whose weapon a noun names: "*police* bullets", "the *rebels'* rockets". "Syrian warplanes" stand
    /// for themselves.
    fn wielder(&self, weapon: usize) -> Option<usize> {
        let syntax = self.syntax;
        if self.entity_of(weapon).is_some() || !WEAPONS.contains(syntax.lemma(weapon)) {
            return None;
        }
        syntax.dependents(weapon).find(|&dependent| {
            let word = syntax.word(dependent);
            dependent < weapon
                && (word.deprel == "nmod:poss"
                    || word.relation == Relation::Compound && word.upos == Upos::Noun)
                && self.is_body(dependent)
        })
    }

    /// Who stands after "by" below the victim of an act.
    fn doer_below(&self, victim: usize) -> Option<usize> {
        let syntax = self.syntax;
        syntax.with_conjuncts(victim).find_map(|one| {
            syntax.dependents(one).find(|&dependent| {
                syntax.word(dependent).relation == Relation::Nmod
                    && dependent > one
                    && syntax.marker(dependent) == "by"
                    && self.is_body(dependent)
            })
        })
    }

    /// Whether a word is of an entity that acts.
    fn is_body(&self, at: usize) -> bool {
        self.entity_of(at).is_some_and(|entity| {
            matches!(
                self.entities.get(entity).kind,
                EntityKind::Person
                    | EntityKind::Organisation
                    | EntityKind::Place
                    | EntityKind::Group
            )
        })
    }

    /// What nouns joined by "and" share: who acts stands with the first, who is acted upon with the
    /// last ("*its* rejection and condemnation *of the raid*").
    fn of_joined(&self, noun: usize, lemma: &str, coded: bool, found: &mut Vec<Argument>) {
        use ParticipantRole as Role;
        let syntax = self.syntax;
        let has = |found: &[Argument], role: Role| found.iter().any(|one| one.role == role);
        let word = syntax.word(noun);
        if !has(found, Role::Actor)
            && word.relation == Relation::Conj
            && let Some(first) = word.head.filter(|&first| syntax.word(first).upos == Upos::Noun)
        {
            let possessor =
                syntax.dependents(first).find(|&at| syntax.word(at).deprel == "nmod:poss");
            let actor = possessor.or_else(|| {
                let verb = syntax.word(first).head?;
                let carried = syntax.word(first).relation == Relation::Obj
                    && LIGHT.get(syntax.lemma(verb)) == Some(&Role::Actor);
                carried.then(|| syntax.actor(verb)).flatten()
            });
            if let Some(actor) = actor {
                push(found, Role::Actor, actor);
            }
        }
        if coded
            && !has(found, Role::Recipient)
            && let Some(last) = syntax.parse.related(noun, Relation::Conj).next_back()
            && syntax.word(last).upos == Upos::Noun
        {
            self.of_phrases(last, lemma, coded, found);
        }
    }

    /// One recipient is mostly enough. Who is given something receives it, not the thing ("sent food
    /// to *the valley*"); beside somebody who is the object, another is one only after "to" ("handed
    /// him to *the guards*"); and what is no participant ("fired at *the depot*") only where nobody
    /// else is.
    fn settle_recipients(&self, lemma: &str, found: &mut Vec<Argument>) {
        use ParticipantRole as Role;
        let recipients = |found: &[Argument]| -> Vec<usize> {
            found.iter().filter(|one| one.role == Role::Recipient).map(|one| one.head).collect()
        };
        // "a protest *at the university* against the ban": where.
        let is_against = |one: &Argument| {
            one.role == Role::Recipient && self.syntax.marker(one.head) == "against"
        };
        if found.iter().any(is_against) {
            found.retain(|one| {
                one.role != Role::Recipient || !matches!(self.syntax.marker(one.head), "at" | "in")
            });
        }
        let all = recipients(found);
        if all.len() < 2 {
            return;
        }
        let is_object = |head: usize| self.syntax.marker(head).is_empty();
        // "opened *its harbours* to trawlers": what is the actor's own is not acted upon.
        let acts = |head: usize| {
            self.is_participant(head) && !(is_object(head) && self.is_the_actors_own(head))
        };
        let object_acts = all.iter().any(|&head| is_object(head) && acts(head));
        let phrase_acts = all.iter().any(|&head| {
            matches!(self.syntax.marker(head), "to" | "with" | "against" | "for" | "from")
                && self.is_participant(head)
        });
        let anybody = all.iter().any(|&head| self.is_participant(head) || is_object(head));
        let stands_at = |head: usize| {
            matches!(self.syntax.marker(head), "at" | "on")
                && self
                    .entity_of(head)
                    .is_none_or(|entity| self.entities.get(entity).kind == EntityKind::Place)
        };
        let elsewhere = all.iter().any(|&head| !stands_at(head));
        for one in found.iter_mut().filter(|one| one.role == Role::Recipient) {
            let acts = acts(one.head);
            let marker = self.syntax.marker(one.head);
            let yields = if is_object(one.head) {
                !acts && phrase_acts
            } else {
                !acts && anybody || object_acts && !(marker == "to" && is_given_away(lemma))
            };
            if yields {
                one.role = Role::Theme;
            }
        }
        // "summoned the envoy to *its ministry*": where to.
        if object_acts {
            for one in found.iter_mut().filter(|one| one.role == Role::Recipient) {
                if self.syntax.marker(one.head) == "to" && self.is_the_actors_own(one.head) {
                    one.role = Role::Destination;
                }
            }
        }
        // "clashed with the police on the bridge": where, not with whom.
        found.retain(|one| one.role != Role::Recipient || !elsewhere || !stands_at(one.head));
    }

    /// Whether a pronoun says whose something is: "to *its* ministry".
    fn is_the_actors_own(&self, noun: usize) -> bool {
        self.syntax.dependents(noun).any(|at| {
            let word = self.syntax.word(at);
            word.deprel == "nmod:poss" && word.upos == Upos::Pron
        })
    }

    /// The phrases with prepositions that hang from a trigger.
    fn of_phrases(&self, at: usize, lemma: &str, coded: bool, found: &mut Vec<Argument>) {
        for dependent in self.syntax.dependents(at) {
            let word = self.syntax.word(dependent);
            if matches!(word.relation, Relation::Obl | Relation::Nmod)
                && word.deprel != "nmod:poss"
                && !self.in_time[dependent]
                && !self.syntax.is_agent(dependent)
                && let Some(role) = self.role_of_phrase(lemma, coded, dependent)
            {
                push(found, role, dependent);
            }
        }
    }

    /// The part that a phrase plays by its preposition and the sort of predicate.
    fn role_of_phrase(&self, lemma: &str, coded: bool, at: usize) -> Option<ParticipantRole> {
        use ParticipantRole as Role;
        let moving = MOVEMENT.contains_key(lemma);
        let acts = self.is_participant(at);
        Some(match self.syntax.marker(at) {
            // "sent tents to the refugees": they are given them.
            "to" if moving && acts && self.is_given(at) => Role::Recipient,
            "to" | "into" | "onto" | "toward" | "towards" if moving => Role::Destination,
            "in" | "at" | "on"
                if moving && matches!(lemma, "arrive" | "arrival" | "land" | "deploy") =>
            {
                Role::Destination
            }
            "for" if matches!(lemma, "leave" | "depart" | "head") => Role::Destination,
            // "arrived for a training mission": what for.
            "for" if moving && self.entity_of(at).is_none() => return None,
            "from" | "out of" => Role::Origin,
            "with" | "alongside" if acts => {
                if coded && !moving {
                    Role::Recipient
                } else {
                    Role::Companion
                }
            }
            "with" | "using" | "through" | "via" if !acts => Role::Instrument,
            // "held talks at the palace on trade": neither where nor what about is with whom.
            "at" | "for" | "into" if RECIPROCAL.contains(lemma) => return None,
            "on" | "upon" | "over" if RECIPROCAL.contains(lemma) => Role::Theme,
            "against" | "on" | "upon" | "at" | "toward" | "towards" | "to" | "for" | "into"
            | "over" | "of"
                if acts =>
            {
                Role::Recipient
            }
            "against" => Role::Recipient,
            "on" | "upon" | "into" if coded && !RECIPROCAL.contains(lemma) => Role::Recipient,
            "at" if coded && AIMED.contains(lemma) => Role::Recipient,
            "over" | "about" | "on" | "concerning" | "of" | "into" => Role::Theme,
            "because" | "due" => Role::Cause,
            _ => return None,
        })
    }

    /// Those who meet or agree do it together: "met with", "the two signed".
    fn make_reciprocal(&self, trigger: &Trigger, found: &mut [Argument]) {
        use ParticipantRole as Role;
        // "The driver was held by the police": nobody but they hold.
        let passive = trigger.class == TriggerClass::Verb && self.syntax.is_passive(trigger.word);
        if passive || !RECIPROCAL.contains(self.syntax.lemma(trigger.word)) {
            return;
        }
        for one in found.iter_mut() {
            let direct = one.role == Role::Recipient
                && matches!(self.syntax.marker(one.head), "" | "with" | "to" | "between" | "of");
            if (direct || one.role == Role::Companion) && self.is_participant(one.head) {
                one.role = Role::Actor;
            }
        }
    }

    /// Every one of those joined by "and" takes part.
    fn spread(&self, found: &mut Vec<Argument>) {
        for place in 0..found.len() {
            let Argument { role, head } = found[place];
            for conjunct in self.syntax.with_conjuncts(head).skip(1).take(16) {
                push(found, role, conjunct);
            }
        }
    }

    /// Whether a phrase with "to" names people to whom something is moved.
    fn is_given(&self, at: usize) -> bool {
        let moved = self.syntax.word(at).head.and_then(|verb| self.syntax.object(verb));
        let people = match self.entity_of(at) {
            Some(entity) => {
                matches!(self.entities.get(entity).kind, EntityKind::Person | EntityKind::Group)
            }
            None => PERSONS.contains(self.syntax.lemma(at)),
        };
        people && moved.is_some_and(|moved| !self.is_participant(moved))
    }

    /// Whether a phrase names somebody or something that can act or be acted upon.
    pub(super) fn is_participant(&self, at: usize) -> bool {
        let word = self.syntax.word(at);
        if is_state_of_affairs(self.article, at) {
            return false;
        }
        if self.entity_of(at).is_some() {
            return self.is_body(at);
        }
        word.upos == Upos::Propn
            || word.upos == Upos::Pron
                && !matches!(word.lower.as_str(), "it" | "this" | "that" | "which" | "what")
            || PERSONS.contains(self.syntax.lemma(at))
            || QUANTITIES.contains(self.syntax.lemma(at)) && self.counts_persons(at)
    }

    /// "dozens of people", "one of the judges"
    fn counts_persons(&self, at: usize) -> bool {
        self.syntax.dependents(at).any(|dependent| {
            self.syntax.word(dependent).relation == Relation::Nmod
                && self.syntax.marker(dependent) == "of"
                && (PERSONS.contains(self.syntax.lemma(dependent))
                    || self.entities.at(dependent).is_some_and(|entity| {
                        matches!(
                            self.entities.get(entity).kind,
                            EntityKind::Person | EntityKind::Organisation | EntityKind::Group
                        )
                    }))
        })
    }

    fn is_person(&self, at: usize) -> bool {
        match self.entity_of(at) {
            Some(entity) => self.entities.get(entity).kind == EntityKind::Person,
            None => {
                matches!(self.syntax.word(at).lower.as_str(), "him" | "her" | "them" | "us" | "me")
            }
        }
    }
}

/// Whether who is the object of a verb is given into the hands of who stands after "to".
fn is_given_away(lemma: &str) -> bool {
    matches!(
        lemma,
        "hand" | "give" | "turn" | "return" | "deliver" | "surrender" | "transfer" | "extradite"
    )
}

/// Adds an argument, once.
pub(super) fn push(found: &mut Vec<Argument>, role: ParticipantRole, head: usize) {
    if found.iter().all(|one| one.head != head) {
        found.push(Argument { role, head });
    }
}
