//! Which types the codebooks have for an event.

use dateline_codebook::{Codebook, Coding, Frame, Role, Slot, TriggerClass, TypeId, Verdict};
use dateline_language::{Relation, Upos};
use dateline_record::{EntityId, EntityKind, PloverCode};

use crate::actors::Actors;

use super::argument::Arguments;
use super::factuality::{self, Mood};
use super::layer::{self, Layered, Layers};
use super::lexicon::WEAPONS;
use super::syntax::Syntax;
use super::trigger::Trigger;
use crate::places::Places;

/// The codes of one event.
#[derive(Debug, Clone, Default)]
pub(super) struct Coded {
    pub(super) plover: Option<Coding>,
    pub(super) core: Option<Coding>,
    /// What PLOVER's patterns say, and why there is no code where there is none.
    verdict: Verdict,
    /// The words that the pattern of the PLOVER code has taken in.
    pub(super) taken: Vec<usize>,
    /// What the user's codebooks have, in their order.
    pub(super) further: Vec<Layered>,
    /// What all patterns of PLOVER say, with how much of each was named; `None` is "nothing to code".
    pub(super) readings: Vec<(Option<Coding>, u32)>,
    /// Whether it stands in a condition or a question, where nothing is coded.
    pub(super) hypothetical: bool,
    /// The likeliest type, where types were weighed: recorded or not.
    pub(super) likeliest: Option<Likely>,
    /// How likely any type has to be for the likeliest to be recorded.
    pub(super) asked: Option<f64>,
}

/// The likeliest type of an event, by the weights.
#[derive(Debug, Clone, Copy)]
pub(super) struct Likely {
    pub(super) kind: TypeId,
    /// How likely it is, from 0 to 1.
    pub(super) confidence: f64,
    /// How likely it is that the event has any type at all, from 0 to 1; where no pattern says the
    /// likeliest type, how likely that is. Of plain force it is at least what is asked.
    pub(super) any: f64,
}

impl Coded {
    /// Whether it is an act of some type, recorded or not: whom it is done to does not hang on how
    /// sure the type is.
    pub(super) fn is_act(&self) -> bool {
        self.plover.is_some() || self.readings.first().is_some_and(|(coding, _)| coding.is_some())
    }

    /// Whether a pattern of PLOVER says this type.
    pub(super) fn has_pattern_of(&self, kind: TypeId) -> bool {
        self.readings.iter().any(|(coding, _)| coding.is_some_and(|coding| coding.kind == kind))
    }
}

/// Codes the events of a text.
pub(super) struct Coder<'a> {
    pub(super) arguments: &'a Arguments<'a>,
    pub(super) plover: &'static Codebook,
    pub(super) core: &'static Codebook,
    /// For each word that names an event: the type that PLOVER has for it.
    pub(super) coded_at: Vec<Option<(TypeId, Option<u16>)>>,
    /// The user's codebooks.
    pub(super) layers: Layers<'a>,
    pub(super) places: &'a Places,
    /// The sectors of each entity, by its id.
    sectors: Vec<Vec<&'a str>>,
    actors: &'a Actors,
}

/// How much of what the patterns say is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Detail {
    /// The best codes.
    Codes,
    /// What every type has to say for itself, too, to be weighed.
    Readings,
}

/// A slot before the words that it can be recognised by are put together.
pub(super) struct Raw {
    pub(super) role: Role,
    pub(super) word: usize,
    others: std::ops::Range<usize>,
}

impl<'a> Coder<'a> {
    /// `further` are the codebooks of the user.
    pub(super) fn new(
        arguments: &'a Arguments<'a>,
        places: &'a Places,
        actors: &'a Actors,
        further: &'a [Codebook],
    ) -> Self {
        let words = arguments.article.parse.words().len();
        let entities = arguments.entities.list.iter().enumerate();
        let sectors = entities.map(|(place, entity)| {
            let mut sectors: Vec<&'a str> = entity.sectors.iter().map(AsRef::as_ref).collect();
            sectors.extend(actors.get(EntityId::from_index(place)).sectors.iter().copied());
            sectors
        });
        Self {
            sectors: sectors.collect(),
            actors,
            arguments,
            places,
            layers: Layers::new(further, words),
            plover: dateline_codebook::plover(),
            core: dateline_codebook::core(),
            coded_at: vec![None; words],
        }
    }

    /// Whether a codebook has a type for a noun or an adjective where it stands.
    pub(super) fn knows(&self, word: usize, class: TriggerClass) -> bool {
        let lemma = self.arguments.syntax.lemma(word);
        if !self.plover.knows(lemma) && !self.core.knows(lemma) && !self.layers.know(lemma) {
            return false;
        }
        let trigger = Trigger { word, class, light: None };
        let coded = self.code_one(&trigger, Detail::Codes);
        coded.plover.is_some()
            || coded.core.is_some()
            || coded.further.iter().any(|layered| layered.coding().is_some())
    }

    /// The sectors of an entity.
    pub(super) fn sectors_of(&self, entity: EntityId) -> &[&'a str] {
        &self.sectors[entity.index()]
    }

    /// What the patterns say of all events. Their final types are decided afterwards.
    pub(super) fn code(&mut self, triggers: &[Trigger], detail: Detail) -> Vec<Coded> {
        let mut codes = vec![Coded::default(); triggers.len()];
        let parse = self.arguments.article.parse;
        // What is governed mostly stands after what governs it, so that going backwards twice
        // settles nearly all: once for the inner codes, once for what depends on them. Where the
        // first time has changed nothing in a sentence, the second would not either.
        let mut changed = vec![true; parse.sentences().len()];
        for _ in 0..2 {
            let open = std::mem::replace(&mut changed, vec![false; parse.sentences().len()]);
            for (place, trigger) in triggers.iter().enumerate().rev() {
                let sentence = parse.sentence_of(trigger.word);
                if !open[sentence] {
                    continue;
                }
                let found = self.code_one(trigger, detail);
                let kind = found.plover.map(|code| (code.kind, code.mode));
                let before = std::mem::replace(&mut self.coded_at[trigger.word], kind);
                let layers = self.layers.remember(trigger.word, &found.further);
                changed[sentence] |= before != kind || layers;
                codes[place] = found;
            }
        }
        layer::take_in(triggers, &mut codes);
        codes
    }

    /// The type that PLOVER's patterns have for the event that a word names, whatever becomes of it.
    pub(super) fn pattern_at(&self, word: usize) -> Option<TypeId> {
        self.coded_at[word].map(|(kind, _)| kind)
    }

    fn code_one(&self, trigger: &Trigger, detail: Detail) -> Coded {
        let syntax = self.arguments.syntax;
        let mood = factuality::mood(syntax, trigger.predicate());
        let mut raw = Vec::new();
        let mut others: Vec<&str> = Vec::new();
        self.slots(trigger.word, trigger.class, &mut raw, &mut others);
        let mut coded = self.code_frame(trigger.word, trigger.class, &raw, &others, mood, detail);
        if let Some((verb, _)) = trigger.light {
            // "hold talks", "launch an investigation": the two words together may be a pattern,
            // and what goes with the verb goes with the noun.
            let mut of_verb = Vec::new();
            self.slots(verb, TriggerClass::Verb, &mut of_verb, &mut others);
            let together =
                self.code_frame(verb, TriggerClass::Verb, &of_verb, &others, mood, detail);
            raw.extend(of_verb.into_iter().filter(|slot| slot.word != trigger.word));
            let noun = self.code_frame(trigger.word, trigger.class, &raw, &others, mood, detail);
            // With more around it, it may turn out to be nothing: "the climbers reached the summit".
            coded.plover = noun.plover;
            coded.core = noun.core;
            coded.readings.extend(noun.readings);
            coded.readings.extend(together.readings);
            coded.readings.sort_by_key(|&(_, weight)| std::cmp::Reverse(weight));
            if layer::vetoes(noun.verdict, together.plover) {
                coded.taken = Vec::new();
            } else if outweighs(together.plover, coded.plover) {
                coded.plover = together.plover;
                coded.taken = together.taken;
            } else {
                coded.taken = noun.taken;
            }
            if outweighs(together.core, coded.core) {
                coded.core = together.core;
            }
            coded.further = layer::best(coded.further, noun.further, together.further);
        }
        // A condition or a question says of no event that it happens.
        if mood.hypothetical {
            coded.plover = None;
        }
        coded.hypothetical = mood.hypothetical;
        coded
    }

    fn code_frame(
        &self,
        word: usize,
        class: TriggerClass,
        raw: &[Raw],
        others: &[&str],
        mood: Mood,
        detail: Detail,
    ) -> Coded {
        let syntax = self.arguments.syntax;
        let slots = self.offered(raw, others, |word| self.coded_at[word]);
        let refused = mood.refused();
        let frame = Frame {
            lemma: syntax.lemma(word),
            class,
            slots: &slots,
            future: mood.future || refused,
            negated: mood.negated,
        };
        let verdict = self.plover.verdict(&frame);
        let plover = verdict.coding();
        let taken = plover.map_or(Vec::new(), |code| {
            (0..raw.len().min(64))
                .filter(|&at| code.consumed >> at & 1 == 1 && raw[at].role != Role::Subject)
                .map(|at| raw[at].word)
                .collect()
        });
        let further = self.layers.code(
            &frame,
            &syntax.word(word).lower,
            |at| raw[at].word,
            mood.hypothetical,
        );
        Coded {
            plover,
            verdict,
            core: self.core.code(&frame),
            taken,
            further,
            readings: match detail {
                Detail::Codes => Vec::new(),
                Detail::Readings => self.plover.readings(&frame),
            },
            ..Coded::default()
        }
    }

    /// Slots as a codebook looks at them; `coded` gives what it has for a word itself.
    pub(super) fn offered<'s>(
        &'s self,
        raw: &[Raw],
        others: &'s [&'s str],
        coded: impl Fn(usize) -> Option<(TypeId, Option<u16>)>,
    ) -> Vec<Slot<'s>> {
        let syntax = self.arguments.syntax;
        raw.iter()
            .map(|slot| {
                let entity = self.arguments.entity_of(slot.word);
                Slot {
                    role: slot.role,
                    marker: match slot.role {
                        Role::Oblique | Role::Clause => syntax.marker(slot.word),
                        _ => "",
                    },
                    lemma: word_of(syntax, slot.word),
                    others: &others[slot.others.clone()],
                    coded: coded(slot.word),
                    kind: entity.map(|id| self.arguments.entities.get(id).kind),
                    sectors: entity.map_or(&[], |id| &self.sectors[id.index()]),
                    country: entity.and_then(|id| self.places.get(id).country.as_deref()),
                }
            })
            .collect()
    }

    /// The words around a trigger, with how they hang together with it and what else they can be
    /// recognised by.
    pub(super) fn around(
        &self,
        word: usize,
        class: TriggerClass,
    ) -> Vec<(Role, usize, Vec<&'a str>)> {
        let (mut raw, mut others) = (Vec::new(), Vec::new());
        self.slots(word, class, &mut raw, &mut others);
        raw.into_iter().map(|slot| (slot.role, slot.word, others[slot.others].to_vec())).collect()
    }

    /// The words around a trigger that decide what it means.
    pub(super) fn slots(
        &self,
        word: usize,
        class: TriggerClass,
        raw: &mut Vec<Raw>,
        others: &mut Vec<&'a str>,
    ) {
        let syntax = self.arguments.syntax;
        let mut add = |role: Role, word: usize| {
            let first = others.len();
            if matches!(role, Role::Object | Role::Oblique | Role::Subject) {
                for dependent in syntax.dependents(word).take(32) {
                    let relation = syntax.word(dependent).relation;
                    let of = relation == Relation::Nmod && syntax.marker(dependent) == "of";
                    if of
                        || matches!(
                            relation,
                            Relation::Compound
                                | Relation::Amod
                                | Relation::Nummod
                                | Relation::Conj
                                | Relation::Flat
                        )
                    {
                        others.push(word_of(syntax, dependent));
                    }
                }
            }
            if role == Role::Clause {
                // "said the banks must pay": the modal verb tells a demand.
                for auxiliary in syntax.parse.related(word, Relation::Aux) {
                    others.push(syntax.lemma(auxiliary));
                }
            }
            raw.push(Raw { role, word, others: first..others.len() });
        };
        let object = (class == TriggerClass::Verb).then(|| syntax.object(word)).flatten();
        if class == TriggerClass::Verb
            && let Some(actor) = syntax.actor(word)
        {
            add(Role::Subject, actor);
        }
        if let Some(object) = object {
            add(Role::Object, object);
            // "hosted talks between the rebels and the army", "begged the king for bread", "drove off
            // the crowd with teargas": these say what the verb means, though they hang from its object.
            for dependent in syntax.dependents(object) {
                let marker = syntax.marker(dependent);
                if syntax.word(dependent).relation == Relation::Nmod
                    && (marker == "between"
                        || marker == "for" && self.is_somebody(object)
                        || marker == "with" && WEAPONS.contains(syntax.lemma(dependent))
                        // "set a stall on fire"
                        || marker == "on" && syntax.lemma(dependent) == "fire")
                {
                    add(Role::Oblique, dependent);
                }
            }
        }
        for dependent in syntax.dependents(word) {
            let relation = syntax.word(dependent).relation;
            let deprel = syntax.word(dependent).deprel;
            match relation {
                // "cold-shouldered"
                _ if dependent + 2 == word && syntax.word(dependent + 1).lower == "-" => {
                    add(Role::Modifier, dependent);
                }
                Relation::Nsubj if class == TriggerClass::Adjective => {
                    add(Role::Subject, dependent);
                }
                Relation::Nmod if deprel == "nmod:poss" => add(Role::Subject, dependent),
                // "took him hostage", "was granted access": what a second object is.
                Relation::Obj if object.is_some_and(|object| object != dependent) => {
                    add(Role::Object, dependent);
                }
                // "called him on Friday" is no calling on him.
                Relation::Obl | Relation::Nmod if self.arguments.in_time[dependent] => {}
                Relation::Obl | Relation::Nmod if !syntax.is_agent(dependent) => {
                    add(Role::Oblique, dependent);
                }
                Relation::Xcomp | Relation::Ccomp | Relation::Advcl => add(Role::Clause, dependent),
                Relation::Acl if deprel != "acl:relcl" => add(Role::Clause, dependent),
                Relation::Compound if deprel == "compound:prt" => add(Role::Particle, dependent),
                Relation::Compound | Relation::Amod if class == TriggerClass::Noun => {
                    add(Role::Modifier, dependent);
                }
                Relation::Compound => add(Role::Modifier, dependent),
                Relation::Advmod
                    if matches!(syntax.word(dependent).upos, Upos::Adv | Upos::Adp) =>
                {
                    add(Role::Particle, dependent);
                }
                _ => {}
            }
        }
    }

    /// Whether a word is of an entity that can be asked for something.
    fn is_somebody(&self, word: usize) -> bool {
        self.arguments.entity_of(word).is_some_and(|id| {
            matches!(
                self.arguments.entities.get(id).kind,
                EntityKind::Person
                    | EntityKind::Organisation
                    | EntityKind::Place
                    | EntityKind::Group
            )
        })
    }

    /// The sectors of an entity, as the record has them.
    pub(super) fn said_of(&self, entity: EntityId) -> &'a [&'static str] {
        &self.actors.get(entity).sectors
    }

    /// The PLOVER code as the record has it.
    pub(super) fn plover_code(
        &self,
        coding: Coding,
        confidence: Option<f64>,
        contexts: Vec<String>,
    ) -> PloverCode {
        let kind = self.plover.kind(coding.kind);
        PloverCode {
            event: kind.name.clone(),
            mode: self.plover.mode(coding).map(str::to_owned),
            contexts,
            quad: kind.quad,
            auxiliary: Vec::new(),
            confidence: confidence.map(|confidence| (confidence * 1000.0).round() / 1000.0),
        }
    }
}

/// The word that a pattern knows a phrase by: its dictionary form, of a name in lower case ("the
/// State of Emergency", "the European Union summit").
fn word_of(syntax: Syntax<'_>, at: usize) -> &str {
    if syntax.word(at).upos == Upos::Propn { &syntax.word(at).lower } else { syntax.lemma(at) }
}

/// An event that stands within another's pattern ("threatened to *attack*", "lifted the
/// *sanctions*") has no PLOVER type of its own: there the threat and the lifting are the event.
pub(super) fn take_in(triggers: &[Trigger], codes: &mut [Coded]) {
    let coded: Vec<bool> = codes.iter().map(|code| code.plover.is_some()).collect();
    for place in (0..triggers.len()).filter(|&place| coded[place]) {
        for taken in 0..codes[place].taken.len() {
            let word = codes[place].taken[taken];
            if let Ok(inner) = triggers.binary_search_by_key(&word, |trigger| trigger.word)
                && inner != place
            {
                codes[inner].plover = None;
            }
        }
    }
}

/// Whether what a light verb and its noun mean together says more than the noun does by itself.
pub(super) fn outweighs(together: Option<Coding>, noun: Option<Coding>) -> bool {
    together.is_some_and(|together| {
        together.consumed != 0 && noun.is_none_or(|noun| together.weight > noun.weight)
    })
}
