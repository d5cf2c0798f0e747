use std::collections::HashMap;

use crate::frame::TriggerClass;
use crate::pattern::Pattern;
use crate::type_set::TypeSet;

/// The place of a type in [`Codebook::types`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub u16);

impl TypeId {
    /// The place as a number.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// A codebook, ready to code with.
#[derive(Debug, Clone, Default)]
pub struct Codebook {
    /// Its name, as `codes` of the record has it.
    pub name: String,
    /// What it is, in words.
    pub title: String,
    /// Its version.
    pub version: String,
    /// Its types.
    pub types: Vec<EventType>,
    /// Its contexts.
    pub contexts: Vec<Context>,
    pub(crate) rules: Vec<Rule>,
    /// The rules whose pattern has this trigger, in the order of the codebook.
    pub(crate) by_trigger: HashMap<String, Vec<u32>>,
    /// The contexts that a word shows.
    pub(crate) contexts_of: HashMap<String, Vec<u16>>,
    /// For the first word of a phrase that shows a context, how many words the longest such phrase
    /// has, hyphens counted.
    pub(crate) longest_from: HashMap<String, usize>,
    /// For each type, the one that it counts as while it is still to come.
    pub(crate) to_come: Vec<Option<TypeId>>,
    /// For each type, the one that it counts as where it will not happen.
    pub(crate) refused: Vec<Option<TypeId>>,
}

/// A pattern with what it stands for.
#[derive(Debug, Clone)]
pub(crate) struct Rule {
    pub(crate) pattern: Pattern,
    /// The pattern as the codebook writes it.
    pub(crate) written: String,
    /// `None`: nothing, so that no other pattern with less in it codes the predicate.
    pub(crate) stands_for: Option<(TypeId, Option<u16>)>,
}

/// A pattern of a codebook, to be shown to people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuleView<'a> {
    /// The line of the codebook that it stands in, from one.
    pub line: usize,
    /// The pattern as the codebook writes it: `impose|slap sanction`.
    pub written: &'a str,
    /// What its trigger is.
    pub class: TriggerClass,
    /// The type and mode that it stands for; `None` where it says that there is nothing to code.
    pub stands_for: Option<(TypeId, Option<u16>)>,
}

impl Rule {
    pub(crate) fn view(&self) -> RuleView<'_> {
        RuleView {
            line: self.pattern.line,
            written: &self.written,
            class: self.pattern.class,
            stands_for: self.stands_for,
        }
    }
}

/// A type of event.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EventType {
    /// `ASSAULT`, `move/defect`.
    pub name: String,
    /// 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict; 0 in
    /// a codebook without quad classes.
    pub quad: u8,
    /// Its definition.
    pub means: String,
    /// Its modes.
    pub modes: Vec<Mode>,
    /// Sentences that tell of it.
    pub examples: Vec<Example>,
    /// Sentences whose trigger looks like it and is not.
    pub counters: Vec<Example>,
    /// The line of the codebook that begins it, from one.
    pub line: usize,
    /// What it is called in PLOVER, where the codebook says so.
    pub plover: Vec<PloverName>,
    /// Goldstein's weight, in tenths.
    pub(crate) goldstein: Option<i8>,
    /// The type that this one is a kind of, where names tell it.
    pub(crate) parent: Option<TypeId>,
    /// The types that this one is the promise, the demand, the refusal or the threat of.
    pub(crate) within: Vec<TypeId>,
    /// The types that count as this one while they are still to come.
    pub(crate) future: TypeSet,
    /// The types that count as this one where they will not happen.
    pub(crate) negated: TypeSet,
}

/// What a type of another codebook is called in PLOVER: `COERCE seize with human_security`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PloverName {
    /// The type: `COERCE`.
    pub event: String,
    /// Its modes, any of which will do; empty where the mode does not matter.
    pub modes: Vec<String>,
    /// Contexts that go with it.
    pub contexts: Vec<String>,
    /// Whether these contexts, all of them, tell the type from the others of the same PLOVER type
    /// and mode: aid in an `economic` context is economic aid.
    pub decided_by_contexts: bool,
    /// Whether the type is given for its patterns only, and does not follow from PLOVER's.
    pub by_pattern_only: bool,
}

/// A mode of a type.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mode {
    /// `beat`, `curfew`.
    pub name: String,
    /// Its definition.
    pub means: String,
    /// Sentences that tell of it.
    pub examples: Vec<Example>,
    /// Sentences whose trigger looks like it and is not.
    pub counters: Vec<Example>,
    /// The line of the codebook that begins it, from one.
    pub line: usize,
    /// What is threatened, asked for or refused, where that makes the mode: types with any mode.
    pub(crate) within: TypeSet,
    /// The same, with a mode each.
    pub(crate) within_modes: Vec<(TypeId, u16)>,
}

/// A context, with the words that show it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Context {
    /// `military`
    pub name: String,
    /// Its definition.
    pub means: String,
    /// Dictionary forms of words and phrases.
    pub words: Vec<String>,
}

/// A sentence of a codebook that tells of a type: a test.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The sentence.
    pub text: String,
    /// Where its trigger stands, in bytes.
    pub trigger: (usize, usize),
    /// The line of the codebook, from one.
    pub line: usize,
}

/// How a codebook codes a trigger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coding {
    /// The type.
    pub kind: TypeId,
    /// Its mode, as a place in [`EventType::modes`].
    pub mode: Option<u16>,
    /// Which slots of the frame the pattern took in: bit `i` is slot `i`. An event that one of
    /// these words names is part of this one (`lift *sanctions*`, `threaten to *attack*`).
    pub consumed: u64,
    /// How much of the pattern was named: the more, the surer.
    pub weight: u32,
    /// The pattern that fitted best: see [`Codebook::rule`]. Where it stands for another type or
    /// mode than this coding's, the act is still to come or refused ([`Frame::future`]), or what it
    /// takes in makes the mode. `None` where no pattern has the type and what the words mean decided.
    ///
    /// [`Frame::future`]: crate::Frame::future
    pub rule: Option<u32>,
    /// What the next best pattern that fitted stands for, if that is another type or mode.
    pub runner_up: Option<(TypeId, Option<u16>)>,
}

impl Codebook {
    /// The type with this id.
    ///
    /// # Panics
    /// Where it is another codebook's.
    pub fn kind(&self, id: TypeId) -> &EventType {
        &self.types[id.index()]
    }

    /// The type of this name.
    pub fn find(&self, name: &str) -> Option<TypeId> {
        let place = self.types.iter().position(|kind| kind.name == name)?;
        Some(TypeId(place as u16))
    }

    /// The weight of a type on Goldstein's scale, from -10 (most conflict) to 10 (most
    /// cooperation), where the codebook has one.
    ///
    /// # Panics
    /// Where the type is another codebook's.
    pub fn goldstein(&self, id: TypeId) -> Option<f64> {
        self.kind(id).goldstein.map(|tenths| f64::from(tenths) / 10.0)
    }

    /// The name of a coding's mode.
    pub fn mode(&self, coding: Coding) -> Option<&str> {
        let mode = coding.mode?;
        Some(self.kind(coding.kind).modes.get(usize::from(mode))?.name.as_str())
    }

    /// The pattern that a coding was made by, if one was.
    ///
    /// # Panics
    /// Where it is another codebook's.
    pub fn rule(&self, coding: Coding) -> Option<RuleView<'_>> {
        coding.rule.map(|rule| self.rule_at(rule))
    }

    /// The pattern with this number.
    ///
    /// # Panics
    /// Where there is none.
    pub fn rule_at(&self, rule: u32) -> RuleView<'_> {
        self.rules[rule as usize].view()
    }

    /// All patterns, in the order of the codebook.
    pub fn rules(&self) -> impl Iterator<Item = RuleView<'_>> {
        self.rules.iter().map(Rule::view)
    }

    /// How a type and mode are written, with a blank between: `ASSAULT beat`. So stand the codes of
    /// a user's codebook in the record.
    ///
    /// # Panics
    /// Where they are another codebook's.
    pub fn name_of(&self, kind: TypeId, mode: Option<u16>) -> String {
        let kind = self.kind(kind);
        match mode {
            None => kind.name.clone(),
            Some(mode) => format!("{} {}", kind.name, kind.modes[usize::from(mode)].name),
        }
    }

    /// How the code of an event is written: as [`Self::name_of`].
    ///
    /// # Panics
    /// Where it is another codebook's.
    pub fn code_name(&self, coding: Coding) -> String {
        self.name_of(coding.kind, coding.mode)
    }

    /// Whether it says of any type what it is while it is still to come, or where it is refused:
    /// whether it minds what is done and what is only spoken of.
    pub fn minds_time(&self) -> bool {
        self.to_come.iter().chain(&self.refused).any(Option::is_some)
    }

    /// The dictionary forms that this codebook knows as a trigger of a class, in order.
    pub fn triggers(&self, class: TriggerClass) -> Vec<&str> {
        let mut found: Vec<&str> = self
            .rules
            .iter()
            .filter(|rule| rule.pattern.class == class)
            .flat_map(|rule| rule.pattern.triggers.iter().map(String::as_str))
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Whether any pattern has this trigger.
    pub fn knows(&self, lemma: &str) -> bool {
        self.by_trigger.contains_key(lemma)
    }

    /// How many patterns it has.
    pub fn patterns(&self) -> usize {
        self.rules.len()
    }

    /// The contexts that the words from here on show, as places in [`Self::contexts`], and how many
    /// words show them: the longest phrase that the codebook has, so that "tear gas" is no natural
    /// resource. `word` gives the words in lower case, the one at 0 first; a hyphen is a word.
    pub fn contexts_at<'w>(&self, word: impl Fn(usize) -> Option<&'w str>) -> (usize, &[u16]) {
        let Some(first) = word(0) else { return (0, &[]) };
        let shown = |phrase: &str| self.contexts_of.get(phrase).map(Vec::as_slice);
        let mut found = (1, shown(first).unwrap_or(&[]));
        let longest = self.longest_from.get(first).copied().unwrap_or(1);
        let mut phrase = first.to_owned();
        for at in 1..longest {
            let Some(next) = word(at) else { break };
            if next != "-" && !phrase.ends_with('-') {
                phrase.push(' ');
            }
            phrase.push_str(next);
            if let Some(contexts) = shown(&phrase) {
                found = (at + 1, contexts);
            }
        }
        found
    }

    /// All examples with the type and mode that they stand for.
    pub fn examples(&self) -> impl Iterator<Item = (&EventType, Option<&Mode>, &Example)> {
        self.sentences(|kind| &kind.examples, |mode| &mode.examples)
    }

    /// All counter-examples with the type and mode that their triggers do not have.
    pub fn counters(&self) -> impl Iterator<Item = (&EventType, Option<&Mode>, &Example)> {
        self.sentences(|kind| &kind.counters, |mode| &mode.counters)
    }

    fn sentences(
        &self,
        of_type: fn(&EventType) -> &Vec<Example>,
        of_mode: fn(&Mode) -> &Vec<Example>,
    ) -> impl Iterator<Item = (&EventType, Option<&Mode>, &Example)> {
        self.types.iter().flat_map(move |kind| {
            let own = of_type(kind).iter().map(move |example| (kind, None, example));
            let of_modes = kind.modes.iter().flat_map(move |mode| {
                of_mode(mode).iter().map(move |example| (kind, Some(mode), example))
            });
            own.chain(of_modes)
        })
    }
}
