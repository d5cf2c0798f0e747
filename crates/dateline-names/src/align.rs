//! The parts of two names laid beside each other.

use crate::parts::{Part, PartKind, Parts};
use crate::schema::Schema;
use crate::sound;
use crate::token::{Likeness, distance, edits, is_initial_of};

/// The share of its letters below which a part may differ from another and still be its
/// counterpart.
const LARGEST_SHARE: f32 = 0.5;
/// How many parts may be written as one: `Abu al Hassan`, `Abualhassan`.
const LONGEST_RUN: usize = 4;

/// Two parts that are taken for the same.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pair {
    pub(crate) first: usize,
    pub(crate) second: usize,
    /// How far apart they are, in letters.
    pub(crate) cost: f32,
    pub(crate) likeness: Likeness,
}

/// Two names laid beside each other.
#[derive(Debug, Default)]
pub(crate) struct Alignment {
    pub(crate) first: Vec<Part>,
    pub(crate) second: Vec<Part>,
    pub(crate) pairs: Vec<Pair>,
    /// An initial beside a name, or beside the same initial.
    pub(crate) initials: Vec<Pair>,
    /// What of each has no counterpart in the other.
    pub(crate) left_first: Vec<usize>,
    pub(crate) left_second: Vec<usize>,
    /// Whether the parts stand in another order.
    pub(crate) is_reordered: bool,
    /// Whether parent and child have changed places: `Omar bin Ali`, `Ali bin Omar`.
    pub(crate) is_reversed: bool,
    /// The acronym of the one that stands for the words of the other.
    pub(crate) acronym: Option<String>,
}

/// Lays two names beside each other.
pub(crate) fn align(first: &Parts, second: &Parts, schema: Schema) -> Alignment {
    let mut alignment = Alignment {
        first: first.list.clone(),
        second: second.list.clone(),
        ..Alignment::default()
    };
    if schema != Schema::Person
        && (alignment.is_acronym(first, second) || alignment.is_acronym(second, first))
    {
        return alignment;
    }
    let is_same = first.list.len() == second.list.len()
        && first.list.iter().zip(&second.list).all(|(one, other)| one.text == other.text);
    if !is_same {
        join_runs(&mut alignment.first, &alignment.second);
        join_runs(&mut alignment.second, &alignment.first);
        if schema == Schema::Person {
            spell_out_initials(&mut alignment.first, &alignment.second);
            spell_out_initials(&mut alignment.second, &alignment.first);
        }
    }
    alignment.pair();
    alignment
}

impl Alignment {
    /// Whether a part of `short` is made of the first letters of `long`.
    fn is_acronym(&mut self, short: &Parts, long: &Parts) -> bool {
        let telling = short.list.iter().filter(|part| part.kind == PartKind::Name);
        if long.list.len() < 2 || short.list.len() > 2 {
            return false;
        }
        let found = telling.into_iter().find(|part| {
            (2..8).contains(&part.text.len())
                && part.written.chars().all(char::is_uppercase)
                && long.initials.contains(&part.text)
                // "SB Bank" is no "SB".
                && long.list.iter().all(|other| other.text != part.text)
        });
        let Some(acronym) = found else { return false };
        self.acronym = Some(acronym.written.clone());
        true
    }

    /// Finds the counterparts, the nearest first.
    fn pair(&mut self) {
        let mut candidates: Vec<(f32, usize, Pair)> = Vec::new();
        for (first, one) in self.first.iter().enumerate() {
            for (second, other) in self.second.iter().enumerate() {
                if one.kind == PartKind::Initial || other.kind == PartKind::Initial {
                    continue;
                }
                let length = one.text.len().max(other.text.len()) as f32;
                let shorter = one.text.len().min(other.text.len()) as f32;
                if length - shorter > LARGEST_SHARE * length + 1.0 && one.script == other.script {
                    continue;
                }
                let (cost, likeness) = distance(one, other);
                let share = cost / length;
                if share < LARGEST_SHARE {
                    candidates.push((
                        share,
                        first.abs_diff(second),
                        Pair { first, second, cost, likeness },
                    ));
                }
            }
        }
        candidates.sort_by(|(share, apart, pair), (other_share, other_apart, other)| {
            share
                .total_cmp(other_share)
                .then(apart.cmp(other_apart))
                .then(pair.first.cmp(&other.first))
                .then(pair.second.cmp(&other.second))
        });
        let mut taken_first = vec![false; self.first.len()];
        let mut taken_second = vec![false; self.second.len()];
        for (_, _, pair) in candidates {
            if !taken_first[pair.first] && !taken_second[pair.second] {
                taken_first[pair.first] = true;
                taken_second[pair.second] = true;
                self.pairs.push(pair);
            }
        }
        self.pairs.sort_by_key(|pair| pair.first);
        self.pair_initials(&mut taken_first, &mut taken_second);
        self.left_first = left(&self.first, &taken_first);
        self.left_second = left(&self.second, &taken_second);

        let mut order: Vec<&Pair> = self.pairs.iter().chain(&self.initials).collect();
        order.sort_by_key(|pair| pair.first);
        for next in order.windows(2).filter(|next| next[0].second > next[1].second) {
            self.is_reordered = true;
            self.is_reversed |=
                self.first[next[1].first].is_parent && self.second[next[0].second].is_parent;
        }
    }

    /// Initials beside the names that remain, or beside the same initials.
    fn pair_initials(&mut self, taken_first: &mut [bool], taken_second: &mut [bool]) {
        for (first, one) in self.first.iter().enumerate() {
            for (second, other) in self.second.iter().enumerate() {
                let is_same = one.kind == PartKind::Initial
                    && other.kind == PartKind::Initial
                    && one.text == other.text;
                let may_stand = is_same || is_initial_of(one, other) || is_initial_of(other, one);
                if may_stand && !taken_first[first] && !taken_second[second] {
                    taken_first[first] = true;
                    taken_second[second] = true;
                    let likeness = if is_same { Likeness::Equal } else { Likeness::Letters };
                    self.initials.push(Pair { first, second, cost: 0.0, likeness });
                }
            }
        }
    }
}

/// The parts without a counterpart; one that stands twice in its name (`Sergey Sergey`) has that of
/// its double.
fn left(parts: &[Part], taken: &[bool]) -> Vec<usize> {
    let is_double = |at: usize| {
        parts.iter().zip(taken).any(|(part, &taken)| {
            taken && part.kind != PartKind::Initial && distance(part, &parts[at]).0 < 0.5
        })
    };
    (0..parts.len()).filter(|&at| !taken[at] && !is_double(at)).collect()
}

/// Joins parts that the other name writes as one: `Good Will`, `Goodwill`.
fn join_runs(parts: &mut Vec<Part>, other: &[Part]) {
    let mut at = 0;
    while at + 1 < parts.len() {
        let mut joined = parts[at].text.clone();
        let mut best: Option<(usize, f32)> = None;
        for end in at + 1..parts.len().min(at + LONGEST_RUN) {
            joined.push_str(&parts[end].text);
            if joined.len() < 3 {
                continue;
            }
            let allowed = match joined.len() {
                ..6 => 0.0,
                6..10 => 1.0,
                _ => 2.0,
            };
            for whole in other.iter().filter(|whole| whole.text.len().abs_diff(joined.len()) < 3) {
                let letters = edits(joined.as_bytes(), whole.text.as_bytes());
                // "Hsiao-ping", "Xiaoping"
                let sounds_same = letters > 0.0 && sound::key(&joined) == whole.key;
                let cost = if sounds_same { 0.0 } else { letters };
                let alone = |part: &Part| edits(part.text.as_bytes(), whole.text.as_bytes());
                if cost <= allowed
                    && best.is_none_or(|(_, before)| cost < before)
                    && parts[at..=end].iter().all(|part| alone(part) > cost)
                {
                    best = Some((end, cost));
                }
            }
        }
        if let Some((end, _)) = best {
            let run = &parts[at..=end];
            let written: Vec<&str> = run.iter().map(|part| part.written.as_str()).collect();
            let text = run.iter().map(|part| part.text.as_str()).collect();
            let mut whole = Part::of(written.join(" "), text, parts[at].script, PartKind::Name);
            whole.is_parent = parts[at].is_parent;
            parts.splice(at..=end, [whole]);
        }
        at += 1;
    }
}

/// `JC` beside `Jean Claude` is two initials.
fn spell_out_initials(parts: &mut Vec<Part>, other: &[Part]) {
    let found = parts.iter().position(|part| {
        (2..4).contains(&part.text.len())
            && part.kind == PartKind::Name
            && part.written.chars().all(char::is_uppercase)
            && other.windows(part.text.len()).any(|names| {
                names
                    .iter()
                    .zip(part.text.bytes())
                    .all(|(name, letter)| name.text.len() > 1 && name.text.as_bytes()[0] == letter)
            })
            && !other.iter().any(|name| name.text == part.text)
    });
    if let Some(at) = found {
        let part = parts[at].clone();
        let letters = part.text.chars().map(|letter| {
            let written = letter.to_ascii_uppercase().to_string();
            Part::of(written, letter.to_string(), part.script, PartKind::Initial)
        });
        parts.splice(at..=at, letters.collect::<Vec<_>>());
    }
}
