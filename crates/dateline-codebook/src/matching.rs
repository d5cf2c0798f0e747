//! Which pattern of a codebook fits a predicate.

use crate::codebook::{Codebook, Coding, TypeId};
use crate::frame::{Frame, Role, Slot};
use crate::pattern::{Element, Pattern, Wanted};
use crate::restriction::{Condition, Side};

/// How well a pattern fits, and the slots that it takes in.
#[derive(Debug, Clone, Copy, Default)]
struct Fit {
    weight: u32,
    consumed: u64,
}

/// What a codebook has for a predicate.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Verdict {
    /// No pattern has this trigger.
    #[default]
    Unknown,
    /// There are patterns with this trigger, and none fits.
    Unfit,
    /// The pattern that fits best says that there is nothing to code.
    Nothing {
        /// The pattern: see [`Codebook::rule_at`].
        rule: u32,
        /// How much of it was named: see [`Coding::weight`].
        weight: u32,
    },
    /// It has a type.
    Coded(Coding),
}

impl Verdict {
    /// The type and mode.
    pub fn coding(self) -> Option<Coding> {
        match self {
            Self::Coded(coding) => Some(coding),
            _ => None,
        }
    }
}

/// A rule that fits.
#[derive(Debug, Clone, Copy)]
struct Fitting {
    fit: Fit,
    rule: u32,
}

impl Codebook {
    /// The type and mode of a predicate, by the pattern that fits it best; `None` where none fits,
    /// or where the best one says that there is nothing to code.
    ///
    /// Takes time in proportion to the patterns of the trigger (a few dozen at most) and the slots.
    pub fn code(&self, frame: &Frame<'_>) -> Option<Coding> {
        self.verdict(frame).coding()
    }

    /// The same, and why there is no type where there is none.
    pub fn verdict(&self, frame: &Frame<'_>) -> Verdict {
        if !self.knows(frame.lemma) {
            return Verdict::Unknown;
        }
        let Some((best, next)) = self.best_two(frame) else { return Verdict::Unfit };
        let Some((kind, mode)) = self.rules[best.rule as usize].stands_for else {
            return Verdict::Nothing { rule: best.rule, weight: best.fit.weight };
        };
        let mut coding = Coding {
            kind,
            mode,
            consumed: best.fit.consumed,
            weight: best.fit.weight,
            rule: Some(best.rule),
            runner_up: next.and_then(|next| self.rules[next.rule as usize].stands_for),
        };
        if coding.mode.is_none() {
            coding.mode = self.mode_within(coding, frame);
        }
        Verdict::Coded(self.shifted(coding, frame))
    }

    /// The rule that fits best, and the best of those that stand for something else.
    fn best_two(&self, frame: &Frame<'_>) -> Option<(Fitting, Option<Fitting>)> {
        let stands_for = |fitting: Fitting| self.rules[fitting.rule as usize].stands_for;
        let mut best: Option<Fitting> = None;
        let mut next: Option<Fitting> = None;
        for &rule in self.by_trigger.get(frame.lemma)? {
            let pattern = &self.rules[rule as usize].pattern;
            if pattern.class != frame.class {
                continue;
            }
            let Some(fit) = fit(self, pattern, frame) else { continue };
            let fitting = Fitting { fit, rule };
            let Some(first) = best else {
                best = Some(fitting);
                continue;
            };
            let differs = stands_for(fitting) != stands_for(first);
            let says_more =
                fit.weight == first.fit.weight && adds_mode(stands_for(first), stands_for(fitting));
            if fit.weight > first.fit.weight || says_more {
                // What stands for the same as the new best is no runner-up to it.
                next = if differs { best } else { next };
                best = Some(fitting);
            } else if differs && next.is_none_or(|next| fit.weight > next.fit.weight) {
                next = Some(fitting);
            }
        }
        Some((best?, next))
    }

    /// The type and mode of a predicate with only some of the types to choose from, and without what
    /// follows from what is threatened or still to come: for a caller that knows this already.
    pub fn code_among(
        &self,
        frame: &Frame<'_>,
        allowed: impl Fn(TypeId) -> bool,
    ) -> Option<Coding> {
        let mut best: Option<Fitting> = None;
        for &rule in self.by_trigger.get(frame.lemma)? {
            let found = &self.rules[rule as usize];
            if found.pattern.class != frame.class
                || found.stands_for.is_some_and(|(kind, _)| !allowed(kind))
            {
                continue;
            }
            let Some(fit) = fit(self, &found.pattern, frame) else { continue };
            if best.is_none_or(|best| fit.weight > best.fit.weight) {
                best = Some(Fitting { fit, rule });
            }
        }
        let Fitting { fit, rule } = best?;
        let (kind, mode) = self.rules[rule as usize].stands_for?;
        Some(Coding {
            kind,
            mode,
            consumed: fit.consumed,
            weight: fit.weight,
            rule: Some(rule),
            runner_up: None,
        })
    }

    /// Everything that the codebook's patterns say of a predicate: for each type the coding by its
    /// best pattern, the best of all first. `None` among them stands for the patterns that say that
    /// there is nothing to code.
    pub fn readings(&self, frame: &Frame<'_>) -> Vec<(Option<Coding>, u32)> {
        let mut found: Vec<(Option<Coding>, u32)> = Vec::new();
        for &place in self.by_trigger.get(frame.lemma).map_or(&[][..], Vec::as_slice) {
            let rule = &self.rules[place as usize];
            if rule.pattern.class != frame.class {
                continue;
            }
            let Some(fit) = fit(self, &rule.pattern, frame) else { continue };
            let coding = rule.stands_for.map(|(kind, mode)| {
                let coding = Coding {
                    kind,
                    mode,
                    consumed: fit.consumed,
                    weight: fit.weight,
                    rule: Some(place),
                    runner_up: None,
                };
                let mode = coding.mode.or_else(|| self.mode_within(coding, frame));
                self.shifted(Coding { mode, ..coding }, frame)
            });
            let kind = coding.map(|coding| coding.kind);
            match found.iter_mut().find(|(other, _)| other.map(|other| other.kind) == kind) {
                Some(known) if known.1 < fit.weight => *known = (coding, fit.weight),
                Some(_) => {}
                None => found.push((coding, fit.weight)),
            }
        }
        found.sort_by_key(|&(_, weight)| std::cmp::Reverse(weight));
        found
    }

    /// The mode that follows from what is threatened, asked for or refused: `threaten to *expel*`.
    fn mode_within(&self, coding: Coding, frame: &Frame<'_>) -> Option<u16> {
        let inner = slots_of(frame, coding.consumed).find_map(|slot| slot.coded)?;
        self.mode_for(coding.kind, inner)
    }

    fn mode_for(&self, kind: TypeId, inner: (TypeId, Option<u16>)) -> Option<u16> {
        let quad = self.kind(inner.0).quad;
        let place = self.kind(kind).modes.iter().position(|mode| {
            mode.within.contains(inner.0, quad)
                || inner.1.is_some_and(|place| mode.within_modes.contains(&(inner.0, place)))
        })?;
        Some(place as u16)
    }

    /// What has not happened yet is another event where the codebook says so: a meeting that is
    /// still to come is an agreement, an attack that is still to come a threat, and aid that will
    /// not be given a refusal.
    fn shifted(&self, coding: Coding, frame: &Frame<'_>) -> Coding {
        if !frame.future {
            return coding;
        }
        let moved = if frame.negated { &self.refused } else { &self.to_come };
        let Some(&Some(kind)) = moved.get(coding.kind.index()) else { return coding };
        Coding { kind, mode: self.mode_for(kind, (coding.kind, coding.mode)), ..coding }
    }
}

/// Whether the second is a mode of the first, which has none: where both fit as well, that says
/// more.
pub(crate) fn adds_mode(
    first: Option<(TypeId, Option<u16>)>,
    second: Option<(TypeId, Option<u16>)>,
) -> bool {
    matches!((first, second), (Some((kind, None)), Some((other, Some(_)))) if kind == other)
}

fn slots_of<'f>(frame: &'f Frame<'f>, consumed: u64) -> impl Iterator<Item = &'f Slot<'f>> {
    frame
        .slots
        .iter()
        .take(64)
        .enumerate()
        .filter(move |(at, _)| consumed >> at & 1 == 1)
        .map(|(_, slot)| slot)
}

/// How well a pattern fits a frame; `None` where something is missing.
fn fit(codebook: &Codebook, pattern: &Pattern, frame: &Frame<'_>) -> Option<Fit> {
    // A trigger alone weighs least; a named word weighs more than any word, so that `strike *`
    // yields to `strike deal`.
    let mut fit = Fit { weight: 1, consumed: 0 };
    for element in &pattern.elements {
        let (slots, weight) = element_in(codebook, element, frame)?;
        fit.weight += weight;
        // Whatever an act is done to ("attack *") is no part of what it is called.
        if !matches!(element, Element::Object(Wanted::Anything)) {
            fit.consumed |= slots;
        }
    }
    for condition in &pattern.conditions {
        if !frame.slots.iter().any(|slot| condition_fits(condition, slot)) {
            return None;
        }
        fit.weight += 3;
    }
    Some(fit)
}

/// The slots that an element of a pattern takes in, and what it weighs.
fn element_in(codebook: &Codebook, element: &Element, frame: &Frame<'_>) -> Option<(u64, u32)> {
    let slots = || frame.slots.iter().take(64).enumerate();
    let direct = slots()
        .filter_map(|(at, slot)| Some((at, element_fits(codebook, element, slot)?)))
        .max_by_key(|&(at, weight)| (weight, std::cmp::Reverse(at)));
    if let Some((at, weight)) = direct {
        return Some((1 << at, weight));
    }
    // "call the strike off", "lay down their arms": what follows the particle is the object.
    let Element::Marked(marker, Some(wanted)) = element else { return None };
    let (particle, _) =
        slots().find(|(_, slot)| slot.role == Role::Particle && slot.lemma == marker)?;
    let (object, weight) = slots()
        .filter(|(_, slot)| slot.role == Role::Object)
        .find_map(|(at, slot)| Some((at, wanted_fits(codebook, wanted, slot)?)))?;
    Some((1 << particle | 1 << object, weight + 3))
}

fn element_fits(codebook: &Codebook, element: &Element, slot: &Slot<'_>) -> Option<u32> {
    match element {
        Element::Modifier(words) => (slot.role == Role::Modifier
            && words.iter().any(|word| word == slot.lemma))
        .then_some(6),
        Element::Object(wanted) => {
            // What a noun takes as its object may stand before it as well: "hostage release"; and a
            // bare verb or adjective may complete a verb: "set free", "let them go".
            let place = match slot.role {
                Role::Object => !matches!(wanted, Wanted::Doing),
                // An adverb may be what tells: "sexually assault".
                Role::Modifier | Role::Particle => matches!(wanted, Wanted::Words(_)),
                Role::Clause => slot.marker.is_empty() && !matches!(wanted, Wanted::Anything),
                _ => false,
            };
            place.then(|| wanted_fits(codebook, wanted, slot)).flatten()
        }
        Element::Marked(marker, wanted) => match wanted {
            None => {
                let there = matches!(slot.role, Role::Particle) && slot.lemma == marker
                    || matches!(slot.role, Role::Oblique | Role::Clause)
                        && has_marker(slot, marker);
                there.then_some(4)
            }
            Some(wanted) => (matches!(slot.role, Role::Oblique | Role::Clause)
                && has_marker(slot, marker)
                && (!matches!(wanted, Wanted::Doing) || slot.role == Role::Clause))
                .then(|| wanted_fits(codebook, wanted, slot).map(|weight| weight + 3))
                .flatten(),
        },
        Element::That(verb) => {
            if slot.role != Role::Clause || !matches!(slot.marker, "" | "that") {
                return None;
            }
            match verb {
                None => Some(3),
                Some(verb) => wanted_fits(codebook, verb, slot).map(|weight| weight + 3),
            }
        }
    }
}

fn has_marker(slot: &Slot<'_>, marker: &str) -> bool {
    slot.marker == marker || slot.marker.split(' ').any(|word| word == marker)
}

fn wanted_fits(codebook: &Codebook, wanted: &Wanted, slot: &Slot<'_>) -> Option<u32> {
    match wanted {
        Wanted::Anything => Some(1),
        Wanted::Doing => Some(2),
        Wanted::Words(words) => {
            let named = |lemma: &str| words.iter().any(|word| word == lemma);
            if named(slot.lemma) {
                Some(6)
            } else {
                slot.others.iter().any(|other| named(other)).then_some(5)
            }
        }
        Wanted::Coded(types) => slot
            .coded
            .filter(|&(kind, _)| types.contains(kind, codebook.kind(kind).quad))
            .map(|_| 5),
    }
}

fn condition_fits(condition: &Condition, slot: &Slot<'_>) -> bool {
    let side = match condition.side {
        Side::Actor => Role::Subject,
        Side::Recipient => Role::Object,
    };
    slot.role == side
        && condition.any.iter().any(|wanted| {
            // Names are written in small letters: `imf`, `hamas`.
            wanted == slot.lemma
                || wanted.chars().eq(slot.lemma.chars().flat_map(char::to_lowercase))
                || slot.others.contains(&wanted.as_str())
                || slot.sectors.contains(&wanted.as_str())
                || slot.country.is_some_and(|country| country == wanted)
                || slot.kind.is_some_and(|kind| kind_name(kind) == wanted)
        })
}

fn kind_name(kind: dateline_record::EntityKind) -> &'static str {
    use dateline_record::EntityKind as Kind;
    match kind {
        Kind::Person => "person",
        Kind::Organisation => "organisation",
        Kind::Place => "place",
        Kind::Group => "group",
        Kind::Work => "work",
        Kind::Law => "law",
        Kind::Happening => "happening",
        Kind::Product => "product",
        Kind::Other => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::TriggerClass;

    const BOOK: &str = "\
codebook demo
type MEET
  quad 1
  means A meeting.
  verb meet, hold talk
type PROMISE
  quad 1
  means A promise.
  verb pledge, plan to <MEET>
  future MEET
type HURT
  quad 4
  means Harm.
  verb attack, strike *, pull out of house, cut off aid
  mode shot
    verb fire bullet
type HALT
  quad 3
  means Work stops.
  verb strike, pull out
  negated MEET
  mode meeting
    within MEET
type WARN
  quad 3
  means A warning.
  verb vow to <HURT>, threaten
  mode violence
    within HURT shot
  mode harm
    within HURT
nothing
  verb meet deadline|demand
";

    fn slot<'a>(role: Role, marker: &'a str, lemma: &'a str) -> Slot<'a> {
        Slot {
            role,
            marker,
            lemma,
            others: &[],
            coded: None,
            kind: None,
            sectors: &[],
            country: None,
        }
    }

    fn code(lemma: &str, slots: &[Slot<'_>], future: bool, negated: bool) -> String {
        let book = Codebook::parse(BOOK).expect("a codebook");
        let frame = Frame { lemma, class: TriggerClass::Verb, slots, future, negated };
        book.code(&frame).map_or("-".to_owned(), |coding| {
            let kind = book.kind(coding.kind).name.clone();
            book.mode(coding).map_or(kind.clone(), |mode| format!("{kind} {mode}"))
        })
    }

    #[test]
    fn the_pattern_with_most_in_it_wins() {
        let object = |lemma| slot(Role::Object, "", lemma);
        for (lemma, slots, expected) in [
            ("strike", vec![], "HALT"),
            ("strike", vec![object("convoy")], "HURT"),
            ("meet", vec![object("minister")], "MEET"),
            ("meet", vec![object("deadline")], "-"),
            ("hold", vec![object("talk")], "MEET"),
            ("hold", vec![object("prisoner")], "-"),
            ("fire", vec![object("bullet")], "HURT shot"),
            ("pull", vec![slot(Role::Particle, "", "out")], "HALT"),
            ("cut", vec![slot(Role::Particle, "", "off"), object("aid")], "HURT"),
            ("cut", vec![slot(Role::Particle, "", "off"), object("corner")], "-"),
            ("pull", vec![slot(Role::Oblique, "out of", "house")], "HURT"),
            ("sing", vec![], "-"),
        ] {
            assert_eq!(code(lemma, &slots, false, false), expected, "{lemma} {slots:?}");
        }
    }

    #[test]
    fn what_governs_an_event_takes_it_in() {
        let book = Codebook::parse(BOOK).expect("a codebook");
        let hurt = TypeId(2);
        let mut clause = slot(Role::Clause, "to", "fire");
        clause.coded = Some((hurt, Some(0)));
        assert_eq!(code("vow", &[clause], false, false), "WARN violence");
        clause.coded = Some((hurt, None));
        assert_eq!(code("vow", &[clause], false, false), "WARN harm");
        clause.coded = None;
        assert_eq!(code("vow", &[clause], false, false), "-");
        clause.coded = Some((hurt, None));
        let frame = Frame {
            lemma: "vow",
            class: TriggerClass::Verb,
            slots: &[slot(Role::Subject, "", "rebel"), clause],
            future: false,
            negated: false,
        };
        assert_eq!(book.code(&frame).map(|coding| coding.consumed), Some(0b10));
    }

    #[test]
    fn what_is_to_come_may_be_another_type() {
        assert_eq!(code("meet", &[], true, false), "PROMISE");
        assert_eq!(code("meet", &[], true, true), "HALT meeting");
        assert_eq!(code("attack", &[], true, false), "HURT");
        assert_eq!(code("meet", &[], false, true), "MEET");
    }

    #[test]
    fn a_coding_says_by_which_pattern_and_over_which() {
        let book = Codebook::parse(BOOK).expect("a codebook");
        let named = |stands_for: Option<(TypeId, Option<u16>)>| {
            stands_for.map_or("-", |(kind, _)| book.kind(kind).name.as_str())
        };
        for (lemma, object, written, line, runner_up) in [
            ("strike", Some("convoy"), "strike *", 14, "HALT"),
            ("strike", None, "strike", 20, "-"),
            ("hold", Some("talk"), "hold talk", 5, "-"),
        ] {
            let slots: Vec<_> =
                object.map(|lemma| slot(Role::Object, "", lemma)).into_iter().collect();
            let class = TriggerClass::Verb;
            let frame = Frame { lemma, class, slots: &slots, future: false, negated: false };
            let coding = book.code(&frame).expect("a type");
            let rule = book.rule(coding).expect("a pattern");
            let found = (rule.written, rule.line, named(coding.runner_up));
            assert_eq!(found, (written, line, runner_up), "{lemma}");
        }
    }

    #[test]
    fn any_number_of_slots_will_do() {
        let slots = vec![slot(Role::Object, "", "talk"); 500];
        assert_eq!(code("hold", &slots, false, false), "MEET");
    }
}
