//! The codes of further codebooks: those of the user.
//!
//! Each codebook is a layer of its own. It sees the same frames as PLOVER, with its own types for
//! the words around a trigger, so that its patterns may name them (`end <STRIKE>`).

use std::collections::BTreeMap;

use dateline_codebook::{Codebook, Coding, Frame, Role, Slot, TriggerClass, TypeId, Verdict};

use super::coding::{Coded, outweighs};
use super::trigger::Trigger;

/// What a codebook has for an event.
#[derive(Debug, Clone, Default)]
pub(super) struct Layered {
    pub(super) verdict: Verdict,
    /// The words that the pattern has taken in.
    pub(super) taken: Vec<usize>,
    /// Why there is no code although a pattern fits.
    pub(super) withheld: Option<Withheld>,
}

/// Why an event that a pattern fits has no code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Withheld {
    /// It stands within the pattern of the event that this word names: "ended the *strike*".
    Within(usize),
    /// It is a condition, a question or an order, and the codebook minds whether acts are done.
    Hypothetical,
}

impl Layered {
    pub(super) fn coding(&self) -> Option<Coding> {
        match self.verdict {
            Verdict::Coded(coding) if self.withheld.is_none() => Some(coding),
            _ => None,
        }
    }
}

/// The further codebooks, with what they have for each word of a text.
pub(super) struct Layers<'a> {
    list: Vec<Layer<'a>>,
}

struct Layer<'a> {
    codebook: &'a Codebook,
    /// For each word that names an event: the type that this codebook has for it.
    coded_at: Vec<Option<(TypeId, Option<u16>)>>,
}

impl<'a> Layers<'a> {
    pub(super) fn new(codebooks: &'a [Codebook], words: usize) -> Self {
        let layer = |codebook| Layer { codebook, coded_at: vec![None; words] };
        Self { list: codebooks.iter().map(layer).collect() }
    }

    /// The codebooks, in the order they were given.
    pub(super) fn codebooks(&self) -> impl Iterator<Item = &'a Codebook> {
        self.list.iter().map(|layer| layer.codebook)
    }

    /// Whether any pattern of any codebook has this trigger.
    pub(super) fn know(&self, lemma: &str) -> bool {
        self.list.iter().any(|layer| layer.codebook.knows(lemma))
    }

    /// What each codebook has for a frame whose slots stand at these words; `form` is its word as it
    /// stands in the text, in lower case.
    pub(super) fn code(
        &self,
        frame: &Frame<'_>,
        form: &str,
        words: impl Fn(usize) -> usize,
        hypothetical: bool,
    ) -> Vec<Layered> {
        let code = |layer: &Layer<'_>| {
            let mut slots: Vec<Slot<'_>> = frame.slots.to_vec();
            for (at, slot) in slots.iter_mut().enumerate() {
                slot.coded = layer.coded_at[words(at)];
            }
            let bare = verb_of(form).filter(|_| frame.class == TriggerClass::Verb);
            let lemma = match bare {
                Some(bare) if !layer.codebook.knows(frame.lemma) => {
                    bare.into_iter().find(|bare| layer.codebook.knows(bare))
                }
                _ => None,
            };
            let lemma = lemma.as_deref().unwrap_or(frame.lemma);
            let verdict = layer.codebook.verdict(&Frame { lemma, slots: &slots, ..*frame });
            let consumed = verdict.coding().map_or(0, |coding| coding.consumed);
            let taken = (0..slots.len().min(64))
                .filter(|&at| consumed >> at & 1 == 1 && slots[at].role != Role::Subject)
                .map(&words);
            let withheld =
                (hypothetical && layer.codebook.minds_time()).then_some(Withheld::Hypothetical);
            Layered { verdict, taken: taken.collect(), withheld }
        };
        self.list.iter().map(code).collect()
    }

    /// Remembers what the codebooks have for the word that names an event, and says whether that is
    /// new.
    pub(super) fn remember(&mut self, word: usize, found: &[Layered]) -> bool {
        let mut is_new = false;
        for (layer, layered) in self.list.iter_mut().zip(found) {
            let kind = layered.coding().map(|coding| (coding.kind, coding.mode));
            is_new |= std::mem::replace(&mut layer.coded_at[word], kind) != kind;
        }
        is_new
    }

    /// The codes of an event, as the record has them.
    pub(super) fn codes(&self, found: &[Layered]) -> BTreeMap<String, Option<String>> {
        let code = |(layer, layered): (&Layer<'_>, &Layered)| {
            (
                layer.codebook.name.clone(),
                layered.coding().map(|coding| layer.codebook.code_name(coding)),
            )
        };
        self.list.iter().zip(found).map(code).collect()
    }
}

/// The better of what a light verb and its noun mean together ("*hold talks*") and what the noun
/// means, with what goes with the verb and without.
pub(super) fn best(
    alone: Vec<Layered>,
    noun: Vec<Layered>,
    together: Vec<Layered>,
) -> Vec<Layered> {
    let choose = |((alone, noun), together): ((Layered, Layered), Layered)| {
        if vetoes(noun.verdict, together.verdict.coding()) {
            return noun;
        }
        let noun = if noun.verdict.coding().is_some() { noun } else { alone };
        if outweighs(together.verdict.coding(), noun.verdict.coding()) { together } else { noun }
    };
    alone.into_iter().zip(noun).zip(together).map(choose).collect()
}

/// What verbs a regular form may be of, for verbs of a user's codebook whose dictionary form the
/// language core does not get right: "rerouted" of reroute, "refloated" of refloat.
fn verb_of(form: &str) -> Option<[String; 2]> {
    let stem = ["ing", "ed", "es", "s"].into_iter().find_map(|ending| form.strip_suffix(ending))?;
    Some([stem.to_owned(), format!("{stem}e")])
}

/// Whether what stands under `nothing` for a noun says more than what its light verb means with it:
/// "launched an attack *ad*" launches no attack.
pub(super) fn vetoes(noun: Verdict, together: Option<Coding>) -> bool {
    let Verdict::Nothing { weight, .. } = noun else { return false };
    weight > 1 && together.is_none_or(|together| together.weight <= weight)
}

/// Withholds the codes of events that stand within the pattern of another.
pub(super) fn take_in(triggers: &[Trigger], codes: &mut [Coded]) {
    for place in 0..triggers.len() {
        for layer in 0..codes[place].further.len() {
            let outer = &codes[place].further[layer];
            if outer.coding().is_none() {
                continue;
            }
            for word in outer.taken.clone() {
                let inner = triggers.binary_search_by_key(&word, |trigger| trigger.word);
                if let Ok(inner) = inner
                    && inner != place
                {
                    codes[inner].further[layer].withheld =
                        Some(Withheld::Within(triggers[place].word));
                }
            }
        }
    }
}
