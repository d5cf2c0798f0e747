//! How certain the author presents an event to be: tense, mood, negation, and what governs it.
//!
//! The score follows from the event's own clause (negation, modal verbs, conditions, questions) and
//! from the predicates above it, each of which passes on, weakens or reverses what it governs
//! ("managed to", "failed to", "plans to"): the signatures of Karttunen (1971), counted as
//! Saurí and Pustejovsky (2009) do, on the scale from -3 to 3.

use dateline_codebook::TriggerClass;
use dateline_language::{Relation, Upos};
use serde::Serialize;

use super::super::attempt;
use super::super::lexicon::{MODIFIERS, PREDICATES};
use super::super::syntax::Syntax;
use super::super::trigger::Trigger;
use super::near;
use crate::withholding::is_withheld;

/// How many predicates up are asked what they do to an event.
pub(super) const PREDICATES_UP: usize = 6;

/// What a noun says of its event by itself: "the attack".
const NOMINAL: f64 = 2.7;

/// What is said of what somebody tried in vain.
const TRIED_IN_VAIN: f64 = -2.5;

/// What is said of what "nearly" happened.
const NEARLY: f64 = -2.3;

/// A modal verb, or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Modal {
    None,
    Will,
    Would,
    May,
    Can,
    Could,
    Should,
    Must,
}

/// What the clause of an event says of it by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) struct Mood {
    modal: Modal,
    pub(in super::super) negated: bool,
    /// In an `if` clause, with a question mark, or as an order to the reader.
    pub(in super::super) hypothetical: bool,
    /// "will", "is going to", "is to".
    pub(in super::super) future: bool,
}

/// What a clause says of its predicate by itself.
pub(in super::super) fn mood(syntax: Syntax<'_>, predicate: usize) -> Mood {
    let mut mood = Mood {
        modal: Modal::None,
        negated: syntax.is_negated(predicate),
        hypothetical: is_hypothetical(syntax, predicate) || is_imperative(syntax, predicate),
        future: false,
    };
    let mut shares = predicate;
    // "will meet and sign": the auxiliary stands with the first verb alone.
    for _ in 0..PREDICATES_UP {
        let word = syntax.word(shares);
        let bare = word.xpos == "VB" || word.upos != Upos::Verb;
        match word.head {
            Some(head)
                if word.relation == Relation::Conj
                    && bare
                    && syntax.parse.first_related(shares, Relation::Aux).is_none() =>
            {
                shares = head;
            }
            _ => break,
        }
    }
    for auxiliary in syntax.parse.related(shares, Relation::Aux) {
        mood.modal = match syntax.word(auxiliary).lower.as_str() {
            "will" | "'ll" | "’ll" | "wo" | "shall" => Modal::Will,
            "would" | "'d" | "’d" => Modal::Would,
            "may" | "might" => Modal::May,
            "can" | "ca" => Modal::Can,
            "could" => Modal::Could,
            "should" | "ought" => Modal::Should,
            "must" => Modal::Must,
            _ => continue,
        };
    }
    // "is going to meet": the parser takes "going" as the head.
    let going = syntax.word(predicate).relation == Relation::Xcomp
        && syntax.word(predicate).head.is_some_and(|head| syntax.word(head).lower == "going");
    // "are due to meet": the parser takes "due to" as the marker of the verb.
    let due = syntax.word(predicate).xpos == "VB"
        && syntax
            .parse
            .related(predicate, Relation::Mark)
            .any(|mark| syntax.word(mark).lower == "due");
    // "are to meet": arranged.
    let arranged = syntax.word(predicate).upos == Upos::Verb
        && syntax.marker(predicate) == "to"
        && syntax.dependents(predicate).any(|helper| {
            let word = syntax.word(helper);
            matches!(word.relation, Relation::Aux | Relation::Cop)
                && word.lemma == "be"
                && matches!(word.xpos, "VBZ" | "VBP")
        });
    if arranged && mood.modal == Modal::None {
        mood.modal = Modal::Will;
    }
    mood.future = going
        || due
        || arranged
        || matches!(mood.modal, Modal::Will)
        || matches!(mood.modal, Modal::Would) && syntax.word(shares).relation == Relation::Ccomp;
    mood
}

impl Mood {
    /// The modal verb.
    pub(in super::super) fn modal_name(self) -> &'static str {
        match self.modal {
            Modal::None => "none",
            Modal::Will => "will",
            Modal::Would => "would",
            Modal::May => "may",
            Modal::Can => "can",
            Modal::Could => "could",
            Modal::Should => "should",
            Modal::Must => "must",
        }
    }

    /// The score of an event in such a clause, were there nothing above it.
    fn score(self) -> f64 {
        let (holds, not) = match self.modal {
            Modal::None => (3.0, -2.8),
            Modal::Will => (1.9, -1.9),
            Modal::Would => (0.9, -1.2),
            Modal::May => (0.7, -0.4),
            Modal::Can => (1.4, -2.2),
            Modal::Could => (0.7, -1.8),
            Modal::Should => (0.8, -0.9),
            Modal::Must => (1.0, -1.2),
        };
        let score = if self.negated { not } else { holds };
        if self.hypothetical { score * 0.1 } else { score }
    }

    /// Whether the author rules it out for the time to come: "will not", "cannot".
    pub(in super::super) fn refused(self) -> bool {
        self.negated
            && (self.future || matches!(self.modal, Modal::Can | Modal::Could | Modal::Would))
    }
}

/// Whether a clause is a condition or a question.
fn is_hypothetical(syntax: Syntax<'_>, predicate: usize) -> bool {
    let condition = matches!(syntax.marker(predicate), "if" | "unless" | "whether" | "lest");
    condition
        || syntax.word(predicate).relation == Relation::Root
            && syntax
                .dependents(predicate)
                .last()
                .is_some_and(|last| syntax.word(last).lower == "?")
}

/// Whether a clause is an order to the reader: a bare verb at its head, and no subject.
fn is_imperative(syntax: Syntax<'_>, predicate: usize) -> bool {
    let word = syntax.word(predicate);
    word.relation == Relation::Root
        && word.xpos == "VB"
        && syntax.dependents(predicate).all(|dependent| {
            !matches!(
                syntax.word(dependent).relation,
                Relation::Nsubj | Relation::Aux | Relation::Expl | Relation::Mark
            )
        })
}

/// What makes an event less than certain, or rules it out.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Influence {
    /// "not", "never", "nobody", "without"
    Negation,
    /// "may", "could", "will", "must"
    Modal,
    /// "if", "unless", "whether"
    Condition,
    /// A question mark.
    Question,
    /// An order to the reader: "arrest them"
    Order,
    /// A word before a noun: "alleged", "no", "possible"
    Qualifier,
    /// "nearly", "almost": it did not quite come about
    Nearly,
    /// A predicate that the event depends on: "planned to", "failed to", "denied"
    Governor {
        /// What it makes of the event by itself, from -3 (did not happen) to 3 (did).
        makes: f64,
    },
}

/// What a predicate makes of an event at least, to be no doubt.
const NO_DOUBT: f64 = 2.7;

/// The words that keep an event from being told as a plain fact, the nearest first.
pub(in super::super) fn influences(
    syntax: Syntax<'_>,
    trigger: &Trigger,
) -> Vec<(usize, Influence)> {
    let mut found = Vec::new();
    let mut at = trigger.predicate();
    let mut nominal = trigger.class == TriggerClass::Noun && trigger.light.is_none();
    for _ in 0..PREDICATES_UP {
        if nominal {
            let qualifier = syntax
                .dependents(at)
                .find(|&word| MODIFIERS.contains_key(syntax.word(word).lower.as_str()));
            found.extend(qualifier.map(|word| (word, Influence::Qualifier)));
        } else {
            let modal = syntax
                .parse
                .related(at, Relation::Aux)
                .find(|&word| syntax.word(word).xpos == "MD");
            found.extend(modal.map(|word| (word, Influence::Modal)));
            found.extend(syntax.negation(at).map(|word| (word, Influence::Negation)));
            found.extend(near::nearly(syntax, at).map(|word| (word, Influence::Nearly)));
            found.extend(hypothesis(syntax, at));
        }
        let Some((governor, effect)) = above(syntax, at, nominal) else { break };
        if effect.holds < NO_DOUBT {
            found.push((governor, Influence::Governor { makes: effect.holds }));
        }
        at = governor;
        nominal = syntax.is_nominal(governor) && !syntax.is_clause(governor);
    }
    found
}

/// The word that makes a clause a condition, a question or an order.
fn hypothesis(syntax: Syntax<'_>, predicate: usize) -> Option<(usize, Influence)> {
    if is_imperative(syntax, predicate) {
        return Some((predicate, Influence::Order));
    }
    if !is_hypothetical(syntax, predicate) {
        return None;
    }
    let marker = syntax.dependents(predicate).find(|&word| {
        matches!(syntax.word(word).lower.as_str(), "if" | "unless" | "whether" | "lest")
    });
    match marker {
        Some(marker) => Some((marker, Influence::Condition)),
        None => Some((syntax.dependents(predicate).last()?, Influence::Question)),
    }
}

/// The score of an event, before it is asked who says so.
pub(in super::super) fn score(syntax: Syntax<'_>, trigger: &Trigger) -> f64 {
    score_below(syntax, trigger, |_| false)
}

/// The score of an event by the words below a cue: what the source of the cue says of it.
pub(super) fn score_below(
    syntax: Syntax<'_>,
    trigger: &Trigger,
    is_cue: impl Fn(usize) -> bool,
) -> f64 {
    let nominal = trigger.class == TriggerClass::Noun && trigger.light.is_none();
    value(syntax, trigger.predicate(), nominal, 0, &is_cue)
}

fn value(
    syntax: Syntax<'_>,
    at: usize,
    nominal: bool,
    depth: usize,
    is_cue: &dyn Fn(usize) -> bool,
) -> f64 {
    let mood = mood(syntax, at);
    let own = if nominal { nominal_score(syntax, at) } else { mood.score() };
    if attempt::is_tried_in_vain(syntax, at) {
        return TRIED_IN_VAIN * own / 3.0;
    }
    let own = match near::nearly(syntax, at) {
        Some(_) => NEARLY * own / 3.0,
        None => own,
    };
    if depth >= PREDICATES_UP {
        return own;
    }
    match above(syntax, at, nominal).filter(|(governor, _)| !is_cue(*governor)) {
        Some((governor, effect)) => {
            let governor_nominal = syntax.is_nominal(governor) && !syntax.is_clause(governor);
            let over = value(syntax, governor, governor_nominal, depth + 1, is_cue);
            effect.on(over) * own / 3.0
        }
        None => own,
    }
}

/// "no talks", "possible talks", "alleged attack".
fn nominal_score(syntax: Syntax<'_>, noun: usize) -> f64 {
    syntax
        .dependents(noun)
        .find_map(|at| MODIFIERS.get(syntax.word(at).lower.as_str()).copied())
        .unwrap_or(NOMINAL)
}

/// What a governing predicate does to what it governs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Effect {
    /// Where the governor holds.
    pub(super) holds: f64,
    /// Where it is negated.
    pub(super) not: f64,
}

impl Effect {
    /// The value of what is governed, from the governor's own.
    fn on(self, governor: f64) -> f64 {
        // What a factive governs holds whatever becomes of the factive: "did not know that".
        if self.holds >= 2.0 && self.not >= 1.5 {
            return self.holds;
        }
        if governor >= 0.0 {
            // A governor that is open itself opens what it governs.
            self.holds * (governor / 3.0).max(0.15)
        } else {
            self.not * (-governor / 3.0)
        }
    }
}

/// What becomes of what a verb brings about, with the verb: "did not reach *an agreement*".
const BROUGHT_ABOUT: Effect = Effect { holds: 2.7, not: -2.6 };

/// What becomes of what is wanted, with the verb that withholds it.
const WITHHELD: Effect = Effect { holds: -2.4, not: 2.0 };

/// The predicate that governs a word, and what it does to it; `None` where the clause stands on
/// its own.
fn above(syntax: Syntax<'_>, at: usize, nominal: bool) -> Option<(usize, Effect)> {
    let word = syntax.word(at);
    let mut head = word.head?;
    let mut relation = word.relation;
    let mut deprel = word.deprel;
    let mut place = at;
    // "plans to meet and sign": what governs the first governs the rest.
    for _ in 0..PREDICATES_UP {
        if relation != Relation::Conj {
            break;
        }
        place = head;
        let first = syntax.word(place);
        head = first.head?;
        relation = first.relation;
        deprel = first.deprel;
    }
    if let Some(near) = near::nearness(syntax, place) {
        return Some(near);
    }
    // "denied entry", "were denied permission to march": it was not granted.
    let withheld = word.relation == Relation::Obj && is_withheld(syntax.parse, head, place);
    if withheld {
        return Some((head, WITHHELD));
    }
    let known = known(syntax, head);
    let effect = |default: (f64, f64)| {
        let (holds, not) = known.copied().unwrap_or(default);
        Some((head, Effect { holds, not }))
    };
    // "efforts were under way *for* the two *to* sign": what "to" says holds.
    let marker = if syntax.is_infinitive(place) { "to" } else { syntax.marker(place) };
    match relation {
        Relation::Ccomp => effect((2.2, 0.5)),
        Relation::Xcomp if marker == "to" => effect((1.5, -1.2)),
        Relation::Xcomp => effect((2.6, -2.0)),
        Relation::Csubj => effect((1.0, 0.0)),
        Relation::Acl | Relation::Advcl if is_counted_by(syntax, place) => {
            Some((head, Effect { holds: 2.9, not: -2.6 }))
        }
        Relation::Acl if deprel != "acl:relcl" && marker == "to" => effect((0.9, -0.8)),
        Relation::Acl if deprel != "acl:relcl" && marker == "of" => effect((1.6, -0.8)),
        Relation::Advcl => match marker {
            // "stopped them from": the governor says; "to win": an aim.
            "from" | "of" | "for" | "about" | "on" | "at" | "into" | "with" if known.is_some() => {
                effect((2.0, -1.0))
            }
            "to" => Some((head, Effect { holds: 0.9, not: -0.5 })),
            // "decided against leaving", "advised against it"
            "against" => Some((head, Effect { holds: -2.3, not: 1.0 })),
            "without" => Some((head, Effect { holds: 3.0, not: 1.0 })),
            _ => None,
        },
        // "failed to reach *an agreement*": what was to be brought about
        Relation::Obj | Relation::Nsubj if nominal && attempt::is_brought_about(syntax, place) => {
            Some((head, BROUGHT_ABOUT))
        }
        // "cancelled the talks", "wants an election", "denied the attack"; not "escaped an attempt on
        // his life", which was made
        Relation::Obj | Relation::Obl
            if nominal
                && known.is_some()
                && !is_adverbial(syntax, place)
                && !attempt::is_survived(syntax, head, place) =>
        {
            effect((2.7, 1.0))
        }
        // "the talks were cancelled", "a deal is unlikely"
        Relation::Nsubj
            if nominal
                && known.is_some()
                && (deprel == "nsubj:pass" || syntax.word(head).upos == Upos::Adj) =>
        {
            effect((2.7, 1.0))
        }
        Relation::Nmod if nominal && matches!(marker, "of" | "for" | "to") && known.is_some() => {
            effect((2.7, 1.0))
        }
        _ => None,
    }
}

/// "the *first* of three mills to close", "the *only* senator to object": who is counted by what they
/// do has done it.
fn is_ranked(syntax: Syntax<'_>, noun: usize) -> bool {
    let ranks = |at: usize| {
        let word = syntax.word(at);
        word.feature("NumType") == Some("Ord")
            || matches!(word.xpos, "JJS" | "RBS")
            || matches!(word.lower.as_str(), "only" | "last")
    };
    // "the *highest-ranking* priest to be suspended"
    let within =
        |at: usize| ranks(at) || syntax.dependents(at).any(|part| part < at && ranks(part));
    ranks(noun)
        || syntax
            .dependents(noun)
            .any(|at| at < noun && syntax.word(at).relation == Relation::Amod && within(at))
}

/// Whether an infinitive tells of what took place, by what it hangs from.
pub(super) fn is_counted_by(syntax: Syntax<'_>, infinitive: usize) -> bool {
    let word = syntax.word(infinitive);
    matches!(word.relation, Relation::Acl | Relation::Advcl)
        && syntax.marker(infinitive) == "to"
        && word.head.is_some_and(|noun| is_ranked(syntax, noun))
}

/// What is known of a predicate, with its particle first: "ruled out", "called off".
fn known(syntax: Syntax<'_>, predicate: usize) -> Option<&'static (f64, f64)> {
    let lemma = syntax.lemma(predicate);
    let particle = syntax
        .dependents(predicate)
        .find(|&dependent| syntax.word(dependent).deprel == "compound:prt")
        .map(|particle| format!("{lemma}-{}", syntax.word(particle).lower));
    particle.and_then(|phrase| PREDICATES.get(phrase.as_str())).or_else(|| PREDICATES.get(lemma))
}

/// What is more than this is left to the estimate: "is close to signing".
const OPEN: f64 = 1.0;

/// Whether the words alone say how certain an event is: that it, or what governs it, came near to
/// happening, or that it was not granted.
pub(super) fn are_plain(syntax: Syntax<'_>, trigger: &Trigger) -> bool {
    let at = trigger.predicate();
    let nominal = trigger.class == TriggerClass::Noun && trigger.light.is_none();
    let near = |at: usize| {
        near::nearly(syntax, at).is_some()
            || near::nearness(syntax, at).is_some_and(|(_, effect)| effect.holds < OPEN)
    };
    near(at)
        || above(syntax, at, nominal)
            .is_some_and(|(governor, effect)| effect == WITHHELD || near(governor))
}

/// Whether a phrase says when or where, which the verb does not govern: "discussed it *during the
/// talks*".
fn is_adverbial(syntax: Syntax<'_>, at: usize) -> bool {
    syntax.word(at).relation == Relation::Obl
        && !matches!(
            syntax.marker(at),
            "for" | "to" | "of" | "against" | "on" | "from" | "with" | "about"
        )
}
