//! When an event happens: through the clause, never the nearest date.
//!
//! A time expression hangs from a word; [`Calendar`] finds the event or the verb that it is the time
//! of. An event without one of its own may share that of another clause where English lets it; what
//! still lacks one may have it by a connective ([`follow`]) or by another mention
//! ([`share_mentions`]).

use dateline_codebook::TriggerClass;
use dateline_language::{Relation, Upos};
use dateline_record::{Event, Published, TimeId, TimeType, When, WhenBasis};
use jiff::civil::Date;

use super::connective::{Connection, EventAt};
use super::distance::{self, Distance};
use super::form::{Form, form};
use super::lexicon::{ASPECTUAL, OCCURRENCE, PREDICATES};
use super::syntax::Syntax;
use super::trigger::Trigger;
use crate::times::{Times, is_saying};

/// How many clauses up a time is looked for that an event shares.
const CLAUSES_UP: usize = 4;

/// How many nouns up the predicate is looked for that a time within a phrase is the time of.
const NOUNS_UP: usize = 5;

/// A time at the word that it is the time of.
#[derive(Debug, Clone, Copy)]
struct Hung {
    /// Its place in the list of times.
    time: usize,
    basis: WhenBasis,
    earliest: Option<Date>,
    latest: Option<Date>,
}

/// The time expressions by the word that each is the time of.
pub(super) struct Calendar<'a> {
    times: &'a Times,
    /// For each word, the times that hang from it, in the order of the text.
    at: Vec<Vec<Hung>>,
}

/// What becomes of a stretch of time that has begun.
enum Stretch {
    /// "from Monday to Friday": its last day.
    Ends(Date),
    /// "from Monday": it goes on.
    Open,
    /// There is no stretch: "up from a year earlier".
    None,
}

impl<'a> Calendar<'a> {
    pub(super) fn new(times: &'a Times, syntax: Syntax<'_>, events: &EventAt) -> Self {
        let mut calendar = Self { times, at: vec![Vec::new(); syntax.parse.words().len()] };
        for place in 0..times.list.len() {
            if let Some((word, hung)) = calendar.hang(place, syntax, events) {
                calendar.at[word].push(hung);
            }
        }
        calendar
    }

    /// The word that a time is the time of, and the days that it gives.
    fn hang(&self, place: usize, syntax: Syntax<'_>, events: &EventAt) -> Option<(usize, Hung)> {
        let time = &self.times.list[place];
        // The word that the expression hangs by: the first whose head is outside of it.
        let head = time
            .words
            .clone()
            .find(|&word| syntax.word(word).head.is_none_or(|head| !time.words.contains(&head)))?;
        let marker = syntax.marker(head);
        let (earliest, latest) = self.bounds(place, marker, syntax, head)?;
        let told_before = noun_told_before(syntax, events, time.words.start);
        let (word, steps) = match told_before.or(syntax.word(head).head) {
            Some(above) => {
                let carried = carrier(syntax, events, above, syntax.word(head).relation);
                let elsewhere = marker != "for";
                elsewhere
                    .then(|| self.around_participle(syntax, carried, earliest))
                    .flatten()
                    .unwrap_or(carried)
            }
            // "The vote is on Monday": the time is what the clause says of its subject.
            None => (syntax.parse.first_related(head, Relation::Nsubj)?, 0),
        };
        let basis = if steps == 0 { WhenBasis::Said } else { WhenBasis::Clause };
        Some((word, Hung { time: place, basis, earliest, latest }))
    }

    /// "will sign a deal with a group *led* by a bank on July 16": what the group is led by is no matter
    /// of a day to come, so that the day is that of the verb around. But the day of "planned *for* July
    /// 16" is that of what is planned.
    fn around_participle(
        &self,
        syntax: Syntax<'_>,
        (at, steps): (usize, usize),
        earliest: Option<Date>,
    ) -> Option<(usize, usize)> {
        let participle = syntax.word(at);
        let to_come = earliest? > self.times.published.latest?;
        if !to_come || participle.deprel != "acl" || participle.xpos != "VBN" {
            return None;
        }
        let mut above = participle.head?;
        for step in 1..=NOUNS_UP {
            let word = syntax.word(above);
            if word.upos == Upos::Verb {
                return Some((above, steps + step));
            }
            let within = matches!(word.relation, Relation::Nmod | Relation::Obj | Relation::Obl);
            above = word.head.filter(|_| within)?;
        }
        None
    }

    /// The days of the report, for an event told in the present tense: "is rebuilding".
    fn at_present(&self, syntax: Syntax<'_>, trigger: &Trigger) -> Option<When> {
        let Published { earliest, latest, .. } = self.times.published;
        let present = form(syntax, trigger.predicate()) == Form::Present;
        (present && earliest.is_some() && latest.is_some()).then_some(When {
            time: None,
            earliest,
            latest,
            basis: WhenBasis::Order,
        })
    }

    /// The events that take as long as an expression says, with it: "*stayed* for *three days*".
    pub(super) fn lengths(&self, syntax: Syntax<'_>, events: &EventAt) -> Vec<(usize, usize)> {
        let durations = self
            .times
            .list
            .iter()
            .enumerate()
            .filter(|(_, time)| time.item.kind == TimeType::Duration);
        durations
            .filter_map(|(place, time)| {
                let head = time.words.clone().find(|&word| {
                    syntax.word(word).head.is_none_or(|head| !time.words.contains(&head))
                })?;
                let word = syntax.word(head);
                let event = events.get(word.head?)?;
                let measures = match syntax.marker(head) {
                    "for" | "throughout" => true,
                    // "lasted three days"; but "a week after the vote" is how far apart two are.
                    "" => {
                        matches!(word.relation, Relation::Obj | Relation::Obl)
                            && word.deprel != "obl:agent"
                    }
                    _ => false,
                };
                let apart = syntax.parse.words().get(time.words.end).is_some_and(|next| {
                    matches!(next.lower.as_str(), "after" | "before" | "later" | "earlier" | "ago")
                });
                (measures && !apart).then_some((event, place))
            })
            .collect()
    }

    /// The first and the last day that a time gives what it hangs from; `None` where it gives none.
    fn bounds(
        &self,
        place: usize,
        marker: &str,
        syntax: Syntax<'_>,
        head: usize,
    ) -> Option<(Option<Date>, Option<Date>)> {
        let time = &self.times.list[place].item;
        if time.kind == TimeType::Duration {
            return self.duration_bounds(place, marker, syntax);
        }
        if time.kind == TimeType::Set {
            return None;
        }
        // "just before 5 pm on Saturday": on that day still.
        if time.kind == TimeType::Time && matches!(marker, "after" | "before" | "by" | "until") {
            return Some((time.earliest, time.latest));
        }
        Some(match marker {
            "since" | "after" => (time.earliest, None),
            "before" | "until" | "till" | "by" => (None, time.latest),
            // "up from 12 a year earlier", "compared with 1999": another time than the event's;
            // "extended to Friday", "from Monday to Friday": the end of a stretch.
            "than" | "with" | "to" => return None,
            // "from Monday to Friday", "from 1991 until 1994"
            "from" => match self.end_of_stretch(place, syntax, head) {
                Stretch::Ends(day) => (time.earliest, Some(day)),
                Stretch::Open => (time.earliest, None),
                Stretch::None => return None,
            },
            _ => (time.earliest, time.latest),
        })
    }

    /// What becomes of a stretch that begins "from Monday".
    fn end_of_stretch(&self, place: usize, syntax: Syntax<'_>, head: usize) -> Stretch {
        let this = &self.times.list[place];
        if let Some(next) = self.times.list.get(place + 1)
            && next.words.start <= this.words.end + 2
            && next.words.start > this.words.end
            && matches!(
                syntax.word(next.words.start - 1).lower.as_str(),
                "to" | "until" | "till" | "through"
            )
        {
            let latest = next
                .item
                .latest
                .filter(|&last| this.item.earliest.is_none_or(|first| first <= last));
            return latest.map_or(Stretch::Open, Stretch::Ends);
        }
        let last = syntax.word(this.words.end - 1);
        let compared = matches!(last.lower.as_str(), "earlier" | "ago" | "before" | "previously");
        let changes = syntax.word(head).head.is_some_and(|above| {
            syntax.dependents(above).any(|dependent| syntax.word(dependent).upos == Upos::Num)
        });
        if compared || changes || this.item.earliest.is_none() {
            Stretch::None
        } else {
            Stretch::Open
        }
    }

    /// "Within a week" and "for the past three years" are counted from the publication; a length
    /// alone says nothing of when.
    fn duration_bounds(
        &self,
        place: usize,
        marker: &str,
        syntax: Syntax<'_>,
    ) -> Option<(Option<Date>, Option<Date>)> {
        let time = &self.times.list[place];
        let Published { earliest, latest, .. } = self.times.published;
        let (earliest, latest) = (earliest?, latest?);
        let length = Distance::of(&time.item.value)?;
        let back = time
            .words
            .clone()
            .any(|word| matches!(syntax.word(word).lower.as_str(), "past" | "last" | "recent"));
        if back {
            return Some((Some(length.before(earliest)?), Some(latest)));
        }
        let governor = time
            .words
            .clone()
            .find_map(|word| syntax.word(word).head.filter(|head| !time.words.contains(head)))?;
        let to_come = syntax
            .parse
            .related(governor, Relation::Aux)
            .any(|auxiliary| matches!(syntax.word(auxiliary).lower.as_str(), "will" | "'ll"));
        (marker == "within" && to_come).then_some((Some(earliest), Some(length.after(latest)?)))
    }

    /// When an event happens: by an expression of its own clause, else of a clause that it shares
    /// its time with.
    pub(super) fn when(&self, syntax: Syntax<'_>, trigger: &Trigger) -> Option<When> {
        self.best(trigger.word)
            .or_else(|| trigger.light.and_then(|(verb, _)| self.best(verb)))
            .or_else(|| self.around(syntax, trigger))
            .or_else(|| self.above(syntax, trigger))
            .or_else(|| self.below(syntax, trigger))
            .filter(|&when| self.agrees(when, syntax, trigger))
    }

    /// Whether a time agrees with the tense of the verb: what "was declared" was not declared on a day
    /// to come, though the parser may hang the day there.
    fn agrees(&self, when: When, syntax: Syntax<'_>, trigger: &Trigger) -> bool {
        let Published { earliest, latest, .. } = self.times.published;
        if trigger.class == TriggerClass::Noun && trigger.light.is_none() {
            return true;
        }
        match form(syntax, trigger.predicate()) {
            Form::Past | Form::PastPerfect | Form::PresentPerfect => {
                !matches!((when.earliest, latest), (Some(day), Some(latest)) if day > latest)
            }
            Form::Future => {
                !matches!((when.latest, earliest), (Some(day), Some(earliest)) if day < earliest)
            }
            _ => true,
        }
    }

    /// The time of the clause that an event noun stands in, where noun and verb are one happening:
    /// "joined at *a ceremony* on Friday", "*the attack* happened on Monday", "*talks* held in May".
    fn around(&self, syntax: Syntax<'_>, trigger: &Trigger) -> Option<When> {
        if trigger.class != TriggerClass::Noun {
            return None;
        }
        let noun = trigger.word;
        let word = syntax.word(noun);
        let occurs = |verb: usize| OCCURRENCE.contains(syntax.lemma(verb));
        let clause = match word.relation {
            Relation::Obl if trigger.light.is_none() && is_within(syntax, noun) => word.head,
            Relation::Nsubj => word.head.filter(|&verb| occurs(verb)),
            _ => None,
        };
        let of_clause = clause.and_then(|verb| self.best(verb));
        let described = || {
            syntax
                .parse
                .related(noun, Relation::Acl)
                // "talks held in May", not "a statement that talks will be held in May"
                .filter(|&verb| {
                    occurs(verb) && syntax.parse.first_related(verb, Relation::Mark).is_none()
                })
                .find_map(|verb| self.best(verb))
        };
        of_clause.or_else(described).map(|when| at_least(when, WhenBasis::Clause))
    }

    /// The time of a clause above: "*on Monday* the two met and *signed*".
    fn above(&self, syntax: Syntax<'_>, trigger: &Trigger) -> Option<When> {
        if trigger.class == TriggerClass::Noun && trigger.light.is_none() {
            return None;
        }
        let mut at = trigger.predicate();
        for _ in 0..CLAUSES_UP {
            let word = syntax.word(at);
            let mut head = word.head?;
            // "In May, the two forged ties": where the parser hangs the verb from its subject, the
            // time hangs from the verb above.
            let misplaced = syntax.is_finite_modifier(at);
            if misplaced {
                head = syntax.word(head).head?;
            }
            let before = |limit: usize| {
                self.at[head].iter().any(|hung| self.times.list[hung.time].words.end <= limit)
            };
            let shares = match word.relation {
                _ if misplaced => before(at),
                // "On Monday the two met and signed": a time before the first verb is for both.
                Relation::Conj => self.at[head].is_empty() || before(head),
                // "managed to leave on Monday", where the time hangs from the first verb.
                Relation::Xcomp => word.upos == Upos::Verb && !opens_future(syntax, head),
                // "left on Monday, ending a visit"; "left on Monday, accompanied by his son"
                Relation::Advcl => {
                    matches!(word.xpos, "VBG" | "VBN") && syntax.marker(at).is_empty()
                }
                // "Monday's attack, which killed 12"
                Relation::Acl => word.upos == Upos::Verb && !self.at[head].is_empty(),
                _ => false,
            };
            if !shares {
                return None;
            }
            if let Some(when) = self.best(head) {
                return Some(at_least(when, WhenBasis::Sentence));
            }
            at = head;
        }
        None
    }

    /// The time of something below: "met and *signed a treaty on Monday*", "began to *leave on
    /// Monday*", "fell *in trading on Monday*".
    fn below(&self, syntax: Syntax<'_>, trigger: &Trigger) -> Option<When> {
        let at = trigger.predicate();
        if syntax.word(at).upos != Upos::Verb {
            return None;
        }
        syntax.dependents(at).find_map(|below| {
            let word = syntax.word(below);
            let (shares, basis) = match word.relation {
                Relation::Xcomp => {
                    (word.upos == Upos::Verb && !opens_future(syntax, at), WhenBasis::Sentence)
                }
                Relation::Conj => (
                    word.xpos == syntax.word(at).xpos
                        && syntax.parse.first_related(below, Relation::Nsubj).is_none(),
                    WhenBasis::Sentence,
                ),
                Relation::Obl => (
                    is_within(syntax, below) && !is_saying(&syntax.word(at).lower),
                    WhenBasis::Clause,
                ),
                _ => (false, WhenBasis::Clause),
            };
            if shares { self.best(below).map(|when| at_least(when, basis)) } else { None }
        })
    }

    /// Of the times that hang from a word, the surest, and of those the narrowest.
    fn best(&self, word: usize) -> Option<When> {
        let days = |hung: &Hung| match (hung.earliest, hung.latest) {
            (Some(earliest), Some(latest)) => {
                earliest.until(latest).map_or(i32::MAX - 2, |span| span.get_days())
            }
            (None, None) => i32::MAX,
            _ => i32::MAX - 1,
        };
        self.at[word].iter().min_by_key(|hung| (hung.basis, days(hung))).map(|hung| When {
            time: Some(TimeId::from_index(hung.time)),
            earliest: hung.earliest,
            latest: hung.latest,
            basis: hung.basis,
        })
    }
}

/// "left a day after *the vote* on May 3": the event noun between a connective and a time, whatever
/// the parser hangs the time from.
fn noun_told_before(syntax: Syntax<'_>, events: &EventAt, start: usize) -> Option<usize> {
    let mut before = start.checked_sub(1)?;
    if matches!(syntax.word(before).lower.as_str(), "on" | "in" | "of") {
        before = before.checked_sub(1)?;
    }
    let joined =
        matches!(syntax.marker(before), "after" | "before" | "since" | "until" | "following");
    let noun = syntax.word(before).upos == Upos::Noun && events.get(before).is_some();
    let same = syntax.parse.sentence_of(before) == syntax.parse.sentence_of(start);
    (joined && noun && same).then_some(before)
}

/// The predicate or event that a time hanging from this word is the time of, and how many words up
/// it is: "in *trading* on the Seoul exchange on Friday", "*Friday's* volume *rose*".
fn carrier(
    syntax: Syntax<'_>,
    events: &EventAt,
    from: usize,
    hangs_by: Relation,
) -> (usize, usize) {
    let mut at = from;
    for steps in 0..NOUNS_UP {
        let word = syntax.word(at);
        let nominal = matches!(
            word.upos,
            Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Adv | Upos::Adp | Upos::Sym
        );
        let Some(head) = word.head else { return (at, steps) };
        // "announced a loan worth 30 million euros in May": the month hangs from "worth".
        let valued = word.relation == Relation::Amod && word.lower == "worth";
        if !(nominal || valued) || events.get(at).is_some() {
            return (at, steps);
        }
        let climbs = match word.relation {
            // "published the report on Friday", but not "published the second-quarter figures"
            Relation::Obj | Relation::Iobj => {
                steps > 0
                    || matches!(hangs_by, Relation::Nmod | Relation::Obl)
                        && syntax.word(at).deprel != "nmod:poss"
            }
            Relation::Nsubj
            | Relation::Obl
            | Relation::Advmod
            | Relation::Nmod
            | Relation::Compound
            | Relation::Flat
            | Relation::Case
            | Relation::Mark
            | Relation::Fixed => true,
            Relation::Amod => valued,
            _ => false,
        };
        if !climbs {
            return (at, steps);
        }
        at = head;
    }
    (at, NOUNS_UP)
}

/// Whether a phrase is within whose time its verb is: "*in* trading", "*at* a ceremony".
fn is_within(syntax: Syntax<'_>, noun: usize) -> bool {
    matches!(syntax.marker(noun), "in" | "at" | "during" | "throughout" | "amid")
}

/// The time with a basis no surer than this.
fn at_least(when: When, basis: WhenBasis) -> When {
    When { basis: when.basis.max(basis), ..when }
}

/// Whether what a verb governs comes after it: "agreed on Monday to meet".
fn opens_future(syntax: Syntax<'_>, verb: usize) -> bool {
    let lemma = syntax.lemma(verb);
    !ASPECTUAL.contains(lemma) && PREDICATES.get(lemma).is_none_or(|&(holds, _)| holds.abs() < 2.0)
}

/// Gives events the time that follows from a connective: "left *two days after the vote*". Each
/// connection is asked once in its order and once more, so that a chain of two is followed.
pub(super) fn follow(
    calendar: &Calendar<'_>,
    syntax: Syntax<'_>,
    triggers: &[Trigger],
    connections: &[Connection],
    whens: &mut [Option<When>],
) {
    let times = calendar.times;
    let agreed = |event: usize, when: Option<When>| {
        when.filter(|&when| calendar.agrees(when, syntax, &triggers[event]))
    };
    for connection in connections.iter().chain(connections) {
        let Connection { from, to, relation, together, distance, across, .. } = *connection;
        if together {
            let shared = |when: When| at_least(when, WhenBasis::Sentence);
            // "has grown since May, when they moved": they moved in May.
            let within = |when: When| match when.time.map(|time| &times.list[time.index()].item) {
                Some(time) if time.kind != TimeType::Duration && when.basis < WhenBasis::Order => {
                    When { earliest: time.earliest, latest: time.latest, ..when }
                }
                _ => when,
            };
            whens[from] = whens[from].or_else(|| agreed(from, whens[to].map(shared)));
            whens[to] = whens[to].or_else(|| agreed(to, whens[from].map(within).map(shared)));
            continue;
        }
        let Some(relation) = relation else { continue };
        // "Monday's strike came a day after the vote": the verb has the time of its subject.
        if whens[from].is_none() {
            whens[from] = agreed(from, when_of_subject(syntax, triggers, whens, from));
        }
        let length = distance.and_then(|time| Distance::of(&times.list[time].item.value));
        let reckoned =
            |told: When| told.time.is_some() && told.time == distance.map(TimeId::from_index);
        if whens[from].is_none()
            && let Some(told) = whens[to].filter(|&told| !reckoned(told))
        {
            let basis = if across { WhenBasis::Narrative } else { WhenBasis::Order };
            let when = distance::of_event(told, relation, length, distance);
            whens[from] = agreed(from, when.map(|when| When { basis, ..when }));
        } else if whens[to].is_none()
            && length.is_some()
            // "is rebuilding nine years after the war": counted from the report.
            && let Some(told) =
                whens[from].or_else(|| calendar.at_present(syntax, &triggers[from]))
        {
            let when = distance::of_event(told, relation.inverse(), length, distance);
            whens[to] = agreed(to, when);
        }
    }
}

/// The time of the event noun of which a verb only says that it is: "*Monday's strike* came".
fn when_of_subject(
    syntax: Syntax<'_>,
    triggers: &[Trigger],
    whens: &[Option<When>],
    event: usize,
) -> Option<When> {
    let verb = triggers[event].word;
    if !OCCURRENCE.contains(syntax.lemma(verb)) {
        return None;
    }
    let subject = syntax.parse.first_related(verb, Relation::Nsubj)?;
    let place = triggers.binary_search_by_key(&subject, |trigger| trigger.word).ok()?;
    whens[place].map(|when| at_least(when, WhenBasis::Clause))
}

/// Gives a mention of an event the time that another mention of it has. `definite` tells which
/// events are named by a noun that the reader is to know ("the attack"). Other mentions must have a party in
/// common: of "a guard was killed … killed eleven soldiers in April" the first need not be in April,
/// though it may be one with the second for all that the words say.
pub(super) fn share_mentions(events: &mut [Event], definite: impl Fn(usize) -> bool) {
    let share = |events: &mut [Event], from: usize, to: usize| {
        let (one, other) = (&events[from], &events[to]);
        let sure = definite(from) || definite(to) || share_party(one, other);
        if other.when.is_none() && sure {
            events[to].when = one.when.map(|when| at_least(when, WhenBasis::Mention));
        }
    };
    for place in 0..events.len() {
        if let Some(first) = events[place].same_as {
            share(events, place, first.index());
        }
    }
    for place in 0..events.len() {
        if let Some(first) = events[place].same_as {
            share(events, first.index(), place);
        }
    }
}

/// Whether one entity takes part in both events.
fn share_party(one: &Event, other: &Event) -> bool {
    let mut entities = one.participants.iter().filter_map(|part| part.entity);
    entities.any(|entity| other.participants.iter().any(|part| part.entity == Some(entity)))
}
