//! What can be read and yet cannot work: patterns that never win, types that need each other, types
//! without patterns.

use std::collections::{HashMap, HashSet};

use crate::codebook::{Codebook, Rule, TypeId};
use crate::declared::Declared;
use crate::matching::adds_mode;
use crate::pattern::{Element, Wanted};
use crate::problem::{Fault, Problems};
use crate::type_set::TypeSet;

/// A pattern with more ways to fill in its words than this is not compared with others.
const MOST_WAYS: usize = 64;

pub(crate) fn check<'t>(
    text: &'t str,
    codebook: &Codebook,
    declared: &Declared<'t>,
    problems: &mut Problems<'t>,
) {
    unreachable_patterns(codebook, declared, problems);
    let grounded = grounded(codebook);
    loops(codebook, declared, &grounded, problems);
    turns(codebook, declared, &codebook.to_come, "future", problems);
    turns(codebook, declared, &codebook.refused, "negated", problems);
    bare(text, codebook, declared, problems);
}

/// Patterns that fit only where an earlier one fits as well.
fn unreachable_patterns<'t>(
    codebook: &Codebook,
    declared: &Declared<'t>,
    problems: &mut Problems<'t>,
) {
    let mut first_of: HashMap<String, usize> = HashMap::new();
    for (place, rule) in codebook.rules.iter().enumerate() {
        let Some(ways) = ways(rule) else { continue };
        let yields = |first: usize| adds_mode(codebook.rules[first].stands_for, rule.stands_for);
        let earlier: Vec<usize> = ways
            .iter()
            .filter_map(|way| first_of.get(way).copied())
            .filter(|&first| !yields(first))
            .collect();
        if let Some(&first) = earlier.first() {
            let other = &codebook.rules[first];
            let written = declared.rules[place];
            let says = codebook.stands_for(other.stands_for);
            let (line, pattern) = (other.pattern.line, &other.written);
            if earlier.len() == ways.len() {
                let message = format!(
                    "expected a pattern that can win, but {pattern:?} in line {line}, for {says}, \
                     fits wherever this one does, and comes first"
                );
                problems.error(
                    Fault::new(written, message).mend("take one of the two out, or name more"),
                );
            } else if other.stands_for != rule.stands_for {
                let message = format!(
                    "some of the words here stand in {pattern:?} in line {line} too, for {says}, \
                     which comes first and wins"
                );
                problems.warning(Fault::new(written, message));
            }
        }
        for way in ways {
            let first = first_of.entry(way).or_insert(place);
            if yields(*first) {
                *first = place;
            }
        }
    }
}

/// The ways to fill in the words of a pattern, each with one word of those that stand for each
/// other; `None` where they are too many.
fn ways(rule: &Rule) -> Option<Vec<String>> {
    let pattern = &rule.pattern;
    let choices: Vec<Vec<String>> = pattern.elements.iter().map(element_ways).collect();
    let count = choices
        .iter()
        .map(Vec::len)
        .try_fold(pattern.triggers.len(), usize::checked_mul)
        .filter(|&count| count <= MOST_WAYS)?;
    let mut conditions: Vec<String> = pattern
        .conditions
        .iter()
        .map(|condition| {
            let mut any = condition.any.clone();
            any.sort_unstable();
            format!("{:?}{any:?}", condition.side)
        })
        .collect();
    conditions.sort_unstable();
    let mut all = Vec::with_capacity(count);
    for trigger in &pattern.triggers {
        let mut combinations: Vec<Vec<&str>> = vec![Vec::new()];
        for choice in &choices {
            combinations = combinations
                .iter()
                .flat_map(|begun| {
                    choice.iter().map(move |word| [&begun[..], &[word.as_str()]].concat())
                })
                .collect();
        }
        for mut words in combinations {
            // What goes with a trigger may come in any order.
            words.sort_unstable();
            all.push(format!("{:?} {trigger} {words:?} {conditions:?}", pattern.class));
        }
    }
    Some(all)
}

fn element_ways(element: &Element) -> Vec<String> {
    let wanted = |before: String, wanted: &Wanted| match wanted {
        Wanted::Words(words) => words.iter().map(|word| format!("{before} {word}")).collect(),
        other => vec![format!("{before} {other:?}")],
    };
    match element {
        Element::Modifier(words) => words.iter().map(|word| format!("modifier {word}")).collect(),
        Element::Object(noun) => wanted("object".to_owned(), noun),
        Element::Marked(marker, None) => vec![format!("marker {marker}")],
        Element::Marked(marker, Some(noun)) => wanted(format!("marker {marker}"), noun),
        Element::That(None) => vec!["that".to_owned()],
        Element::That(Some(verb)) => wanted("that".to_owned(), verb),
    }
}

/// The types that a pattern names in angle brackets, a set for each place where it does.
fn named_types(rule: &Rule) -> impl Iterator<Item = &TypeSet> {
    rule.pattern.elements.iter().filter_map(|element| match element {
        Element::Object(Wanted::Coded(types))
        | Element::Marked(_, Some(Wanted::Coded(types)))
        | Element::That(Some(Wanted::Coded(types))) => Some(types),
        _ => None,
    })
}

/// A type that follows once each of some sets has a type that is grounded.
struct Need<'c> {
    sets: Vec<&'c TypeSet>,
    gives: TypeId,
}

fn needs(codebook: &Codebook) -> Vec<Need<'_>> {
    let of_rules = codebook.rules.iter().filter_map(|rule| {
        Some(Need { sets: named_types(rule).collect(), gives: rule.stands_for?.0 })
    });
    let of_types = codebook.types.iter().enumerate().flat_map(|(at, kind)| {
        [&kind.future, &kind.negated]
            .into_iter()
            .filter(|set| !set.is_empty())
            .map(move |set| Need { sets: vec![set], gives: TypeId(at as u16) })
    });
    of_rules.chain(of_types).collect()
}

/// Which types can be coded at all: by a pattern that names no type, or only types that can.
fn grounded(codebook: &Codebook) -> Vec<bool> {
    let needs = needs(codebook);
    // Equal sets are settled together, so that the work is in proportion to the text.
    let mut waiting: HashMap<&TypeSet, Vec<usize>> = HashMap::new();
    let mut missing: Vec<usize> = Vec::with_capacity(needs.len());
    let mut grounded = vec![false; codebook.types.len()];
    let mut open: Vec<TypeId> = Vec::new();
    for (place, need) in needs.iter().enumerate() {
        let sets: HashSet<&TypeSet> = need.sets.iter().copied().collect();
        missing.push(sets.len());
        if sets.is_empty() {
            open.push(need.gives);
        }
        for set in sets {
            waiting.entry(set).or_default().push(place);
        }
    }
    let mut by_type: HashMap<TypeId, Vec<&TypeSet>> = HashMap::new();
    let mut by_quad: [Vec<&TypeSet>; 5] = Default::default();
    for &set in waiting.keys() {
        set.types().iter().for_each(|&kind| by_type.entry(kind).or_default().push(set));
        set.quads().for_each(|quad| by_quad[usize::from(quad)].push(set));
    }
    while let Some(kind) = open.pop() {
        if std::mem::replace(&mut grounded[kind.index()], true) {
            continue;
        }
        let quad = usize::from(codebook.kind(kind).quad);
        let sets = by_type.remove(&kind).unwrap_or_default();
        for set in sets.into_iter().chain(std::mem::take(&mut by_quad[quad])) {
            for place in waiting.remove(set).unwrap_or_default() {
                missing[place] -= 1;
                if missing[place] == 0 {
                    open.push(needs[place].gives);
                }
            }
        }
    }
    grounded
}

/// Types whose patterns need each other, so that none can be the first.
fn loops<'t>(
    codebook: &Codebook,
    declared: &Declared<'t>,
    grounded: &[bool],
    problems: &mut Problems<'t>,
) {
    // For each type that cannot be coded, the first that it waits for.
    let mut waits: HashMap<TypeId, Option<TypeId>> = HashMap::new();
    let mut of_quad = [None; 5];
    for (at, kind) in codebook.types.iter().enumerate().rev() {
        of_quad[usize::from(kind.quad)] = Some(TypeId(at as u16));
    }
    let first_in = |set: &TypeSet| {
        let mut named = set.types().iter().copied();
        named.next().or_else(|| set.quads().find_map(|quad| of_quad[usize::from(quad)]))
    };
    for need in needs(codebook) {
        if !grounded[need.gives.index()] {
            let unmet = need.sets.iter().filter_map(|set| first_in(set));
            let next = unmet.into_iter().find(|kind| !grounded[kind.index()]);
            waits.entry(need.gives).or_insert(next);
        }
    }
    let mut seen: HashSet<TypeId> = HashSet::new();
    for at in 0..codebook.types.len() {
        let mut path = Vec::new();
        let mut kind = TypeId(at as u16);
        while let Some(&next) = waits.get(&kind)
            && seen.insert(kind)
        {
            path.push(kind);
            let Some(next) = next else { break };
            kind = next;
        }
        let Some(begin) = path.iter().position(|&one| one == kind) else { continue };
        let names: Vec<&str> = path[begin..]
            .iter()
            .chain([&kind])
            .map(|&one| codebook.kind(one).name.as_str())
            .collect();
        let (first, others) = (names[0], names[1..].join(", which needs "));
        let message = format!(
            "expected a pattern of {first} that can fit first, but found a loop: {first} needs \
             {others}"
        );
        problems.error(
            Fault::new(declared.type_names[kind.index()], message)
                .mend("give one of them a pattern that names no type in angle brackets"),
        );
    }
}

/// Types that turn into each other while they are still to come, or where they are refused.
fn turns<'t>(
    codebook: &Codebook,
    declared: &Declared<'t>,
    moved: &[Option<TypeId>],
    statement: &str,
    problems: &mut Problems<'t>,
) {
    let mut seen = vec![false; moved.len()];
    for start in 0..moved.len() {
        let mut path = Vec::new();
        let mut kind = start;
        while !std::mem::replace(&mut seen[kind], true) {
            path.push(kind);
            let Some(next) = moved[kind] else { break };
            kind = next.index();
        }
        let Some(begin) = path.iter().position(|&one| one == kind) else { continue };
        // A promise that is still to come is a promise.
        if path.len() - begin < 2 {
            continue;
        }
        let name = |at: usize| codebook.types[at].name.as_str();
        let names: Vec<&str> = path[begin + 1..].iter().map(|&one| name(one)).collect();
        let message = format!(
            "expected {statement} to end somewhere, but found a loop: {} becomes {}, and that {} \
             again",
            name(kind),
            names.join(", that "),
            name(kind)
        );
        problems.error(
            Fault::new(declared.type_names[kind], message)
                .mend(format!("take one of them out of the {statement} of the other")),
        );
    }
}

/// Types and modes without a pattern, and types without a definition.
fn bare<'t>(
    text: &'t str,
    codebook: &Codebook,
    declared: &Declared<'t>,
    problems: &mut Problems<'t>,
) {
    let have: HashSet<(TypeId, Option<u16>)> =
        codebook.rules.iter().filter_map(|rule| rule.stands_for).collect();
    let with_any: HashSet<TypeId> = have.iter().map(|&(kind, _)| kind).collect();
    for (at, kind) in codebook.types.iter().enumerate() {
        let id = TypeId(at as u16);
        let name = declared.type_names[at];
        if !with_any.contains(&id) && kind.future.is_empty() && kind.negated.is_empty() {
            let message = format!("{name} has no pattern: nothing can be coded so");
            let fault = Fault::new(name, message);
            problems.warning(fault.mend("add a line such as: verb strike, walk out"));
        }
        if kind.means.is_empty() {
            let fault = Fault::new(name, format!("{name} has no definition"));
            problems.warning(fault.mend("add a line: means WHAT IT IS"));
        }
        for (place, mode) in kind.modes.iter().enumerate() {
            let bare = !have.contains(&(id, Some(place as u16)));
            if bare && mode.within.is_empty() && mode.within_modes.is_empty() {
                let name = declared.mode_names[at][place];
                let message = format!("the mode {name} has no pattern: nothing can be coded so");
                let fault = Fault::new(name, message);
                problems.warning(fault.mend("add a line such as: verb strike, walk out"));
            }
        }
    }
    let examples = codebook.examples().count() + codebook.counters().count();
    if examples == 0 && !codebook.types.is_empty() {
        let fault = Fault::new(&text[..0], "the codebook has no example to be tested by");
        problems.warning(fault.mend("add a line such as: example Nurses *walked* out on Monday."));
    }
}
