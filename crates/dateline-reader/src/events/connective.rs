//! Events that a word puts in order: "left *after* the vote", "was held and *later* freed".

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use dateline_codebook::TriggerClass;
use dateline_language::{Relation, Upos};
use dateline_record::{OrderRelation, TimeType};

use super::syntax::Syntax;
use super::trigger::Trigger;
use crate::lexicon::rows;
use crate::times::{Times, is_saying};

/// How far up the event is looked for that a clause or a phrase hangs from.
const STEPS_UP: usize = 3;

/// What a connective stands before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
    Clause,
    Noun,
    Both,
}

/// What a connective says.
#[derive(Debug, Clone, Copy)]
struct Entry {
    relation: Option<OrderRelation>,
    together: bool,
    before: Before,
}

static CONNECTIVES: LazyLock<HashMap<&str, Entry>> = LazyLock::new(|| {
    rows::<4>(include_str!("../../lexicons/order/connectives.txt"))
        .map(|[word, relation, times, before]| {
            let relation = match relation {
                "before" => Some(OrderRelation::Before),
                "after" => Some(OrderRelation::After),
                "during" => Some(OrderRelation::During),
                "simultaneous" => Some(OrderRelation::Simultaneous),
                _ => None,
            };
            let before = match before {
                "clause" => Before::Clause,
                "noun" => Before::Noun,
                _ => Before::Both,
            };
            (word, Entry { relation, together: times == "together", before })
        })
        .collect()
});

static ADVERBS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    rows::<1>(include_str!("../../lexicons/order/adverbs.txt")).map(|[word]| word).collect()
});

/// Two events that a word puts in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Connection {
    /// The event above, as a place in the list of triggers.
    pub(crate) from: usize,
    /// How the event above lies to the one below; `None` where that is not said: "as".
    pub(crate) relation: Option<OrderRelation>,
    /// Whether both are of one time.
    pub(crate) together: bool,
    /// The event below the connective, or the one told before.
    pub(crate) to: usize,
    /// The words that show it.
    pub(crate) words: Range<usize>,
    /// The expression that says how far apart they are ("*two days* after"), as a place in the list
    /// of times.
    pub(crate) distance: Option<usize>,
    /// Whether they stand in two sentences: "*Later*, he left".
    pub(crate) across: bool,
}

/// For each word, the event that it names or carries.
pub(crate) struct EventAt(Vec<Option<u32>>);

impl EventAt {
    pub(super) fn new(words: usize, triggers: &[Trigger]) -> Self {
        let mut at = vec![None; words];
        for (place, trigger) in triggers.iter().enumerate() {
            at[trigger.predicate()].get_or_insert(place as u32);
        }
        for (place, trigger) in triggers.iter().enumerate() {
            at[trigger.word] = Some(place as u32);
        }
        Self(at)
    }

    pub(crate) fn get(&self, word: usize) -> Option<usize> {
        self.0[word].map(|place| place as usize)
    }
}

/// The connections of a text, in the order of the events that a connective stands before.
pub(super) fn connections(
    syntax: Syntax<'_>,
    triggers: &[Trigger],
    at: &EventAt,
    times: &Times,
) -> Vec<Connection> {
    let ends: HashMap<usize, usize> = times
        .list
        .iter()
        .enumerate()
        .filter(|(_, time)| time.item.kind == TimeType::Duration)
        .map(|(place, time)| (time.words.end, place))
        .collect();
    let mut found = Vec::new();
    for (to, trigger) in triggers.iter().enumerate() {
        found.extend(subordinate(syntax, to, trigger, at, &ends));
        found.extend(told_after(syntax, to, trigger, at));
    }
    found
}

/// "*After* the mayor resigned, the town held a vote", "left two days *before* the vote".
fn subordinate(
    syntax: Syntax<'_>,
    to: usize,
    trigger: &Trigger,
    at: &EventAt,
    ends: &HashMap<usize, usize>,
) -> Option<Connection> {
    let noun = trigger.class == TriggerClass::Noun && trigger.light.is_none();
    let below = trigger.predicate();
    let word = syntax.word(below);
    let fits = match word.relation {
        Relation::Advcl => !noun,
        Relation::Obl | Relation::Nmod => noun,
        _ => false,
    };
    if !fits {
        return None;
    }
    let (marker, entry) = syntax.dependents(below).find_map(|dependent| {
        let mark = syntax.word(dependent);
        let joins = matches!(mark.relation, Relation::Case | Relation::Mark)
            || mark.relation == Relation::Advmod && mark.xpos == "WRB";
        let known = CONNECTIVES.get(mark.lower.as_str()).filter(|_| joins && dependent < below)?;
        Some((dependent, *known))
    })?;
    let wanted = if noun { Before::Noun } else { Before::Clause };
    if entry.before != Before::Both && entry.before != wanted {
        return None;
    }
    // "joined at a ceremony"; but "talks at the summit" names a place.
    if entry.together && word.relation == Relation::Nmod {
        return None;
    }
    // "As lawmakers voted", but not "as expected", "as part of".
    let needs_subject = matches!(syntax.word(marker).lower.as_str(), "as" | "since" | "when");
    let has_subject = syntax.parse.first_related(below, Relation::Nsubj).is_some();
    if needs_subject && !noun && !has_subject {
        return None;
    }
    let from = syntax
        .parse
        .ancestors(below)
        .skip(1)
        .take(STEPS_UP)
        .find_map(|above| at.get(above))
        .filter(|&from| from != to)?;
    // "said in a statement": what is said is no part of that.
    if entry.together
        && noun
        && syntax.word(below).head.is_some_and(|verb| is_saying(&syntax.word(verb).lower))
    {
        return None;
    }
    let relation = match (syntax.word(marker).lower.as_str(), entry.relation) {
        // "did not leave until he was paid"
        ("until" | "till", _) if syntax.is_negated(syntax.word(below).head?) => {
            Some(OrderRelation::After)
        }
        // "fell when she was climbing": what goes on takes the other in.
        (_, Some(_)) if entry.together && is_going_on(syntax, below) => Some(OrderRelation::During),
        (_, relation) => relation,
    };
    Some(Connection {
        from,
        relation,
        together: entry.together,
        to,
        words: marker..marker + 1,
        distance: ends.get(&marker).copied(),
        across: false,
    })
}

/// "was searching": a verb in the progressive.
fn is_going_on(syntax: Syntax<'_>, verb: usize) -> bool {
    syntax.word(verb).xpos == "VBG" && syntax.parse.first_related(verb, Relation::Aux).is_some()
}

/// "was arrested and *later* released"; "*Later*, the army moved in".
fn told_after(
    syntax: Syntax<'_>,
    place: usize,
    trigger: &Trigger,
    at: &EventAt,
) -> Option<Connection> {
    let verb = trigger.predicate();
    let word = syntax.word(verb);
    if word.upos != Upos::Verb || !matches!(word.xpos, "VBD" | "VBN") {
        return None;
    }
    let adverb = syntax.dependents(verb).find(|&dependent| {
        let adverb = syntax.word(dependent);
        adverb.relation == Relation::Advmod
            && dependent < verb
            && ADVERBS.contains(adverb.lower.as_str())
    })?;
    let (to, across) = match word.relation {
        Relation::Conj => (word.head.and_then(|head| at.get(head))?, false),
        Relation::Root => {
            let sentence = syntax.parse.sentence_around(verb);
            // "Later, the army moved in", but not "The army later moved in", which need not go on
            // from the sentence before.
            if adverb > sentence.start + 1 || sentence.start == 0 {
                return None;
            }
            let before = syntax.parse.sentence_around(sentence.start - 1);
            let root = before.clone().find(|&word| syntax.word(word).head.is_none())?;
            let told = at.get(root).filter(|_| {
                matches!(syntax.word(root).xpos, "VBD" | "VBN")
                    && !is_saying(&syntax.word(root).lower)
            });
            (told?, true)
        }
        _ => return None,
    };
    (to != place).then_some(Connection {
        from: place,
        relation: Some(OrderRelation::After),
        together: false,
        to,
        words: adverb..adverb + 1,
        distance: None,
        across,
    })
}

#[cfg(test)]
mod tests {
    use crate::lexicon::assert_sound;

    #[test]
    fn the_lexicons_of_order_are_sound() {
        let connectives = include_str!("../../lexicons/order/connectives.txt");
        assert_sound::<4>(connectives);
        assert_sound::<1>(include_str!("../../lexicons/order/adverbs.txt"));
        for [_, relation, times, before] in crate::lexicon::rows::<4>(connectives) {
            assert!(matches!(relation, "before" | "after" | "during" | "simultaneous" | "unsaid"));
            assert!(matches!(times, "together" | "apart"));
            assert!(matches!(before, "clause" | "noun" | "both"));
        }
    }
}
