//! The reasons in words.

use crate::align::Pair;
use crate::findings::Findings;
use crate::fold::LONGEST_NAME;
use crate::parts::{Part, Parts};
use crate::script::Script;
use crate::token::Likeness;

/// What speaks for two names to be of the same and against it.
pub(crate) fn reasons(findings: &Findings) -> Vec<String> {
    let mut reasons = Vec::new();
    let (first, second) = (&findings.first, &findings.second);
    if findings.is_empty() {
        return vec!["one of the names has no letters to compare".to_owned()];
    }
    if findings.is_identical {
        reasons.push("the names are identical".to_owned());
    }
    let alignment = &findings.alignment;
    if let Some(acronym) = &alignment.acronym {
        reasons.push(format!("{acronym} are the first letters of the other name's words"));
    }
    if findings.numbers_differ() {
        let (one, other) = (first.numbers.join(" "), second.numbers.join(" "));
        reasons.push(format!("their numbers differ: {one}, {other}"));
    } else if first.numbers.is_empty() != second.numbers.is_empty() {
        let numbers = [first.numbers.join(" "), second.numbers.join(" ")].concat();
        reasons.push(format!("only one has a number: {numbers}"));
    }
    for pair in &alignment.pairs {
        reasons.push(of_pair(&alignment.first[pair.first], &alignment.second[pair.second], pair));
    }
    for pair in &alignment.initials {
        let (one, other) = (&alignment.first[pair.first], &alignment.second[pair.second]);
        reasons.push(format!("{} may stand for {}", short(&one.written), short(&other.written)));
    }
    if alignment.is_reversed {
        reasons.push("parent and child have changed places".to_owned());
    } else if alignment.is_reordered {
        reasons.push("the parts stand in another order".to_owned());
    }
    left_over(findings, &mut reasons);
    for parts in [first, second] {
        beside(parts, &mut reasons);
    }
    reasons
}

fn of_pair(one: &Part, other: &Part, pair: &Pair) -> String {
    let (first, second) = (short(&one.written), short(&other.written));
    match pair.likeness {
        Likeness::Equal if one.written == other.written => format!("{first} is in both"),
        Likeness::Equal => format!("{first} and {second} are the same name"),
        Likeness::Variant => format!("{first} and {second} are forms of one name"),
        Likeness::Sound => format!("{first} and {second} are spellings of one sound"),
        Likeness::Letters if one.script != other.script => {
            format!("{first} reads {}, near to {second}", one.text)
        }
        Likeness::Letters => format!("{first} and {second} are {:.1} letters apart", pair.cost),
    }
}

/// What has no counterpart: on both sides, it contradicts.
fn left_over(findings: &Findings, reasons: &mut Vec<String>) {
    let alignment = &findings.alignment;
    if alignment.acronym.is_some() {
        return;
    }
    let words = |parts: &[Part], list: &[usize]| {
        let written: Vec<&str> = list.iter().map(|&at| short(&parts[at].written)).collect();
        written.join(" ")
    };
    let first = words(&alignment.first, &alignment.left_first);
    let second = words(&alignment.second, &alignment.left_second);
    match (first.is_empty(), second.is_empty()) {
        (true, true) => {}
        (false, false) => reasons.push(format!("{first} stands where the other has {second}")),
        (true, false) => reasons.push(format!("only one has {second}")),
        (false, true) => reasons.push(format!("only one has {first}")),
    }
}

/// What was seen in one of them.
fn beside(parts: &Parts, reasons: &mut Vec<String>) {
    if !parts.titles.is_empty() {
        reasons.push(format!("{} is a title and counts for nothing", parts.titles.join(" ")));
    }
    if !parts.forms.is_empty() {
        reasons.push(format!("the legal form ({}) was left out", parts.forms.join(", ")));
    }
    if let Some(letter) = parts.homoglyph {
        let alphabet = match Script::of(letter) {
            Some(Script::Greek) => "Greek",
            _ => "Cyrillic",
        };
        reasons.push(format!("{letter} is a {alphabet} letter that looks like a Latin one"));
    }
    if parts.is_cut {
        reasons.push(format!(
            "a name was compared only in its first {LONGEST_NAME} characters or first parts"
        ));
    }
}

/// The first letters of an endless word.
fn short(word: &str) -> &str {
    word.char_indices().nth(40).map_or(word, |(at, _)| &word[..at])
}
