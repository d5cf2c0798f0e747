//! Which CAMEO code an event has: one that goes with its PLOVER type.
//!
//! PLOVER is coded first ([`coding`](super::coding)), and whatever settles the PLOVER code settles
//! the root of CAMEO's. Here the finer code is sought: by CAMEO's own patterns, by the PLOVER mode,
//! and by the act that is promised, asked for, refused or threatened ("agreed to send *food*"). What
//! PLOVER leaves out, statements above all, has patterns of its own in CAMEO. The rules stand at the
//! head of `cameo.codebook`.

use dateline_codebook::{Codebook, Coding, Crosswalk, Frame, Role, TriggerClass, TypeId};

use super::coding::{Coded, Coder, Raw};
use super::factuality::{self, Mood};
use super::trigger::Trigger;

/// The root of appeals.
const APPEALS: &str = "02";

/// The least probability of PLOVER's type at which CAMEO has a code of its own for it, where a pattern
/// has the type too. It is below that of PLOVER's record: CAMEO codes statements and gestures
/// ("expressed condolences") that PLOVER's annotators mostly left out. Of what is less likely, most is
/// told in passing ("people who back the state") or no event ("he is sorry").
const LEAST: f64 = 0.25;

/// The roots that need no PLOVER type.
const STATEMENTS: [&str; 2] = ["01", APPEALS];

/// What a pattern weighs that names more than its trigger.
const NAMED: u32 = 5;

/// Codes the events of a text, after PLOVER has.
struct Cameo<'a> {
    coder: &'a Coder<'a>,
    book: &'static Codebook,
    crosswalk: &'static Crosswalk,
    /// For each word that names an act: the code of the act itself, whoever promises or refuses it.
    acts: Vec<Option<TypeId>>,
}

/// A trigger with what stands around it; of a noun with a light verb ("held *talks*") both words.
struct Scene<'a> {
    words: Vec<(usize, TriggerClass, Vec<Raw>)>,
    others: Vec<&'a str>,
    mood: Mood,
}

/// The CAMEO codes of the events, by name. `codes` are the PLOVER codes as they will stand in the
/// record, `contexts` the contexts of each sentence.
pub(super) fn code(
    coder: &Coder<'_>,
    triggers: &[Trigger],
    codes: &[Coded],
    contexts: &[Vec<String>],
) -> Vec<Option<String>> {
    let mut cameo = Cameo {
        coder,
        book: dateline_codebook::cameo(),
        crosswalk: dateline_codebook::cameo_of_plover(),
        acts: vec![None; coder.coded_at.len()],
    };
    let mut taken = vec![false; coder.coded_at.len()];
    for &word in codes.iter().flat_map(|coded| &coded.taken) {
        taken[word] = true;
    }
    // What can be promised or refused comes before what promises or refuses it, wherever the two
    // stand ("*talks* were refused"); chains of these ("refused to agree to meet") go backwards.
    let governs = |trigger: &Trigger| {
        let coded = coder.coded_at[trigger.word];
        coded.is_some_and(|(kind, _)| cameo.crosswalk.governs(kind))
    };
    let (outer, inner): (Vec<usize>, Vec<usize>) =
        (0..triggers.len()).rev().partition(|&place| governs(&triggers[place]));
    let mut found = vec![None; triggers.len()];
    for place in inner.into_iter().chain(outer) {
        let trigger = &triggers[place];
        let sentence = coder.arguments.article.parse.sentence_of(trigger.word);
        let code = cameo.code_one(trigger, &codes[place], taken[trigger.word], &contexts[sentence]);
        found[place] = code.map(|code| cameo.book.kind(code).name.clone());
    }
    found
}

impl<'a> Cameo<'a> {
    fn code_one(
        &mut self,
        trigger: &Trigger,
        coded: &Coded,
        taken: bool,
        contexts: &[String],
    ) -> Option<TypeId> {
        let matched = self.coder.coded_at[trigger.word];
        let syntax = self.coder.arguments.syntax;
        // Most words name nothing that CAMEO or PLOVER knows.
        let known = |word: usize| self.book.knows(syntax.lemma(word));
        if matched.is_none()
            && coded.plover.is_none()
            && !known(trigger.word)
            && !known(trigger.predicate())
        {
            return None;
        }
        let scene = self.scene(trigger);
        let Some((kind, mode)) = matched else {
            self.acts[trigger.word] = self.act_by_pattern(&scene);
            // "made a statement": what CAMEO names goes before a type that no pattern of PLOVER has.
            let named = self.statement(&scene, taken);
            let Some(plover) = coded.plover.filter(|_| named.is_none()) else { return named };
            return self.choose(&scene, plover, contexts).filter(|_| !scene.mood.negated);
        };
        let weight = coded.readings.first().map_or(0, |&(_, weight)| weight);
        let matched = Coding { kind, mode, consumed: 0, weight, rule: None, runner_up: None };
        let act = self.act(&scene, matched);
        let act_code = self.choose(&scene, act, contexts);
        self.acts[trigger.word] = self.act_by_pattern(&scene).or(act_code);
        let Some(plover) = coded.plover else {
            return self.less_sure(&scene, coded, matched, act_code, taken);
        };
        let shifted = act.kind != matched.kind;
        // "did not attack" is no attack; "will not attend" is a refusal.
        if scene.mood.negated && !shifted {
            return None;
        }
        if plover.kind == act.kind {
            return self.choose(&scene, plover, contexts);
        }
        // What is still to come, or will not be, is the promise, the threat or the refusal of it.
        let any_mode = Coding { mode: None, ..plover };
        let embedded = act_code
            .and_then(|act| self.book.embedding(act, |kind| self.crosswalk.admits(any_mode, kind)));
        embedded.or_else(|| self.choose(&scene, plover, contexts))
    }

    /// The act that a predicate names with more than its trigger, if it were promised, asked for or
    /// refused: "to *settle* their dispute", which is no event with a PLOVER type by itself.
    fn act_by_pattern(&self, scene: &Scene<'_>) -> Option<TypeId> {
        let may_be_within = |kind: TypeId| self.book.embedding(kind, |_| true).is_some();
        let found = self.by_pattern(scene, may_be_within)?;
        (found.weight >= NAMED).then_some(found.kind)
    }

    /// The code where a pattern has a type that was not sure enough for PLOVER's record. What appeals
    /// is an appeal all the same ("urged Chad to let convoys in"), what is only said a statement;
    /// anything else is coded if its type is the likeliest and not unlikely.
    fn less_sure(
        &self,
        scene: &Scene<'_>,
        coded: &Coded,
        matched: Coding,
        act_code: Option<TypeId>,
        taken: bool,
    ) -> Option<TypeId> {
        let Mood { hypothetical, negated, future, .. } = scene.mood;
        if taken || hypothetical || negated {
            return None;
        }
        // "held a campaign rally": what says most is that there is nothing to code.
        if coded.readings.first().is_some_and(|(reading, _)| reading.is_none()) {
            return None;
        }
        let said = act_code.filter(|&code| !future && self.is_said(code).is_some());
        let likely = || {
            let likely = coded.likeliest?;
            let is_likely = likely.kind == matched.kind && likely.confidence >= LEAST;
            let is_plain = matched.weight >= NAMED && self.is_told(scene);
            act_code.filter(|_| !future && (is_likely || is_plain))
        };
        said.or_else(|| self.statement(scene, taken)).or_else(likely)
    }

    /// Whether a predicate is what its sentence tells: a verb that hangs from no other word.
    fn is_told(&self, scene: &Scene<'_>) -> bool {
        let parse = self.coder.arguments.article.parse;
        scene.words.first().is_some_and(|&(word, class, _)| {
            class == TriggerClass::Verb && parse.word(word).head.is_none()
        })
    }

    /// The root of a code that needs no PLOVER type.
    fn is_said(&self, kind: TypeId) -> Option<&'static str> {
        let name = &self.book.kind(kind).name;
        STATEMENTS.iter().copied().find(|root| name.starts_with(root))
    }

    /// The PLOVER code that an event would have if it had happened.
    fn act(&self, scene: &Scene<'_>, matched: Coding) -> Coding {
        if !scene.mood.future && !scene.mood.refused() {
            return matched;
        }
        let codes = self.coder.plover;
        let done = scene.words.iter().filter_map(|(word, class, raw)| {
            let slots = self.coder.offered(raw, &scene.others, |word| self.coder.coded_at[word]);
            codes.code(&Frame {
                lemma: self.coder.arguments.syntax.lemma(*word),
                class: *class,
                slots: &slots,
                future: false,
                negated: false,
            })
        });
        done.max_by_key(|coding| coding.weight).unwrap_or(matched)
    }

    fn scene(&self, trigger: &Trigger) -> Scene<'a> {
        let mut scene = Scene {
            words: Vec::new(),
            others: Vec::new(),
            mood: factuality::mood(self.coder.arguments.syntax, trigger.predicate()),
        };
        let mut raw = Vec::new();
        self.coder.slots(trigger.word, trigger.class, &mut raw, &mut scene.others);
        if let Some((verb, _)) = trigger.light {
            let mut of_verb = Vec::new();
            self.coder.slots(verb, TriggerClass::Verb, &mut of_verb, &mut scene.others);
            scene.words.push((verb, TriggerClass::Verb, of_verb));
        }
        scene.words.push((trigger.word, trigger.class, raw));
        scene
    }

    /// The code of a predicate with this PLOVER code.
    fn choose(&self, scene: &Scene<'_>, plover: Coding, contexts: &[String]) -> Option<TypeId> {
        let admits = |kind: TypeId| self.crosswalk.admits(plover, kind);
        if let Some(pattern) = self.by_pattern(scene, admits) {
            let finer = |kind: TypeId| self.book.refines(kind, pattern.kind);
            return self.inner(scene, finer).or(Some(pattern.kind));
        }
        let settled = self.crosswalk.settle(plover, contexts)?;
        let root = self.book.root(settled);
        self.inner(scene, |kind| self.book.root(kind) == root && admits(kind)).or(Some(settled))
    }

    /// What CAMEO has for a predicate that PLOVER has no type for. A statement that demands or
    /// condemns something is that, and not a statement besides.
    fn statement(&self, scene: &Scene<'_>, taken: bool) -> Option<TypeId> {
        let Mood { hypothetical, negated, future, .. } = scene.mood;
        let mut slots = scene.words.iter().flat_map(|(_, _, raw)| raw);
        let tells =
            slots.any(|slot| slot.role == Role::Clause && self.coder.coded_at[slot.word].is_some());
        if taken || hypothetical || negated || future || tells {
            return None;
        }
        let found = self.by_pattern(scene, |kind| self.is_said(kind).is_some())?;
        // A verb that may be an appeal is one only with what is appealed for: not "ask a question".
        let bare = found.weight == 1 && self.is_said(found.kind) == Some(APPEALS);
        // "was denied a *visa*": a code that says more of it makes it no denial of a claim.
        let outdone = self
            .by_pattern(scene, |_| true)
            .is_none_or(|best| best.weight > found.weight && self.is_said(best.kind).is_none());
        (!bare && !outdone).then_some(found.kind)
    }

    /// The pattern that fits best, of the predicate or of the light verb that carries it.
    fn by_pattern(&self, scene: &Scene<'_>, allowed: impl Fn(TypeId) -> bool) -> Option<Coding> {
        let mut best: Option<Coding> = None;
        for (word, class, raw) in &scene.words {
            let act = |word: usize| self.acts[word].map(|act| (act, None));
            let slots = self.coder.offered(raw, &scene.others, act);
            let frame = Frame {
                lemma: self.coder.arguments.syntax.lemma(*word),
                class: *class,
                slots: &slots,
                future: false,
                negated: false,
            };
            let found = self.book.code_among(&frame, &allowed);
            if let Some(found) = found
                && best.is_none_or(|best| found.weight >= best.weight)
            {
                best = Some(found);
            }
        }
        best
    }

    /// The finer code that follows from an act which a clause or phrase of the predicate names:
    /// clauses first ("agreed at talks to *send* food"), then objects, then phrases.
    fn inner(&self, scene: &Scene<'_>, allowed: impl Fn(TypeId) -> bool) -> Option<TypeId> {
        [Role::Clause, Role::Object, Role::Oblique].into_iter().find_map(|role| {
            scene.words.iter().flat_map(|(_, _, raw)| raw).find_map(|slot| {
                let act = self.acts[slot.word].filter(|_| slot.role == role)?;
                self.book.embedding(act, &allowed)
            })
        })
    }
}
