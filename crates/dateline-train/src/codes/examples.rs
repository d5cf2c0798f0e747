//! From sentences with answers to what is learned from: the events that the reader finds in each, in
//! the order in which they are asked, and what the answer says of them.

use std::collections::HashMap;

use dateline_reader::CodeCandidate;
use rayon::prelude::*;

use super::corpora::{Answer, Sentence, Stretch, Types};

/// The types and, last, none.
pub(super) const CLASSES: usize = 17;
pub(super) const NONE: usize = CLASSES - 1;

/// An event as numbers.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub(super) features: Vec<u32>,
    /// The same as if no pattern knew the event.
    pub(super) unknown: Vec<u32>,
    pub(super) meanings: Vec<f32>,
}

/// What is known of the events of a sentence.
#[derive(Debug, Clone)]
pub(super) enum Target {
    /// The first of them that has a type has one of these; with no types, none has one.
    First(Types),
    /// Each has one of these types, or none of them where the flag is not set.
    Each(Types, bool),
    /// How far each should have a type, and what that counts.
    Any(Vec<(f32, f32)>),
}

/// A sentence as numbers.
#[derive(Debug, Clone)]
pub(super) struct Example {
    /// In the order in which they are asked.
    pub(super) candidates: Vec<Candidate>,
    pub(super) target: Target,
    pub(super) weight: f32,
}

/// The features that are learned, by their names.
pub(super) struct Names {
    pub(super) names: Vec<String>,
    numbers: HashMap<String, u32>,
}

impl Names {
    /// Those that so many sentences have.
    pub(super) fn of<'c>(sentences: impl Iterator<Item = &'c [CodeCandidate]>, least: u32) -> Self {
        let mut counts: HashMap<&str, (u32, usize)> = HashMap::new();
        for (number, candidates) in sentences.enumerate() {
            for feature in candidates.iter().flat_map(|one| &one.features) {
                let (count, last) = counts.entry(feature).or_insert((0, usize::MAX));
                if *last != number {
                    *count += 1;
                    *last = number;
                }
            }
        }
        let mut names: Vec<String> = counts
            .into_iter()
            .filter(|(_, (count, _))| *count >= least)
            .map(|(name, _)| name.to_owned())
            .collect();
        names.sort_unstable();
        let numbers =
            names.iter().enumerate().map(|(place, name)| (name.clone(), place as u32)).collect();
        Self { names, numbers }
    }

    pub(super) fn candidate(&self, candidate: &CodeCandidate) -> Candidate {
        let number = |name: &str| self.numbers.get(name).copied();
        Candidate {
            features: candidate.features.iter().filter_map(|name| number(name)).collect(),
            unknown: candidate
                .features
                .iter()
                .filter_map(|name| number(&as_unknown(name)?))
                .collect(),
            meanings: candidate.meanings.clone(),
        }
    }
}

/// A feature of an event as it would be if no pattern knew the event's word.
fn as_unknown(name: &str) -> Option<String> {
    if name.starts_with("second=") || name.contains("&second=") || name.contains("&mode=") {
        return None;
    }
    let parts: Vec<String> = name
        .split('&')
        .map(|part| match part.split_once('=') {
            Some(("pattern", _)) => "pattern=-".to_owned(),
            Some(("weight", _)) => "weight=0".to_owned(),
            _ => part.to_owned(),
        })
        .collect();
    Some(parts.join("&"))
}

fn overlaps(one: Stretch, other: Stretch) -> bool {
    one.0 < other.1 && other.0 < one.1
}

fn any_overlap(spans: &[Stretch], gold: &[Stretch]) -> bool {
    spans.iter().any(|&span| gold.iter().any(|&other| overlaps(span, other)))
}

/// Both sides of an event; an event with several actors and nobody acted upon is mutual.
fn sides(candidate: &CodeCandidate) -> [Vec<Stretch>; 2] {
    let stretches = |spans: &[dateline_record::Span]| {
        spans.iter().map(|span| (span.start, span.end)).collect::<Vec<_>>()
    };
    let actors = stretches(&candidate.actors);
    let recipients = stretches(&candidate.recipients);
    if recipients.is_empty() && actors.len() > 1 {
        [actors.clone(), actors]
    } else {
        [actors, recipients]
    }
}

/// What a sentence teaches; `None` where its answer is about no event that the reader sees.
pub(super) fn example(
    sentence: &Sentence,
    found: &[CodeCandidate],
    names: &Names,
    weight: f32,
) -> Option<Example> {
    let mut asked: Vec<&CodeCandidate> = found.iter().filter(|one| one.open).collect();
    let target = match &sentence.answer {
        Answer::Links { types, source, target } => {
            // As the evaluation does: those that link both come first, then those that link one.
            let fit = |one: &&CodeCandidate| {
                let [actors, recipients] = sides(one);
                let links = |spans: &[Stretch], gold: &[Stretch]| {
                    gold.is_empty() || any_overlap(spans, gold)
                };
                2 - usize::from(links(&actors, source)) - usize::from(links(&recipients, target))
            };
            asked.sort_by_key(fit);
            Target::First(*types)
        }
        Answer::First { types, .. } => Target::First(*types),
        Answer::Is { types, trigger } | Answer::IsNot { types, trigger } => {
            asked.retain(|one| overlaps((one.trigger.start, one.trigger.end), *trigger));
            Target::Each(*types, matches!(sentence.answer, Answer::Is { .. }))
        }
        Answer::Plain => {
            asked.retain(|one| one.features.iter().any(|feature| feature == "pattern=-"));
            Target::First(0)
        }
        Answer::Parties { actors, recipients, mutual } => {
            let wanted = |one: &&CodeCandidate| worth(one, actors, recipients, *mutual);
            Target::Any(asked.iter().map(wanted).collect())
        }
    };
    if asked.is_empty() {
        return None;
    }
    let candidates = asked.into_iter().map(|one| names.candidate(one)).collect();
    Some(Example { candidates, target, weight })
}

/// How far an event is one of those whose parties are marked, and what that counts.
fn worth(
    one: &CodeCandidate,
    actors: &[Stretch],
    recipients: &[Stretch],
    mutual: bool,
) -> (f32, f32) {
    let [mine, theirs] = sides(one);
    let fits = |spans: &[Stretch], gold: &[Stretch], other: &[Stretch]| {
        any_overlap(spans, gold) || mutual && any_overlap(spans, other)
    };
    let one = fits(&mine, actors, recipients);
    let other = fits(&theirs, recipients, actors);
    match (one, other, mine.is_empty(), theirs.is_empty()) {
        (true, true, ..) => (1.0, 1.0),
        (false, false, true, true) => (0.0, 0.0),
        (false, false, ..) => (0.0, 1.0),
        (true, false, _, true) | (false, true, true, _) => (0.6, 0.3),
        _ => (0.3, 0.3),
    }
}

/// The events of all sentences, as the reader sees them.
pub(super) fn candidates(
    reader: &dateline_reader::Reader,
    sentences: &[Sentence],
) -> Vec<Vec<CodeCandidate>> {
    sentences
        .par_iter()
        .map(|sentence| {
            let text = sentence.text.clone();
            reader.code_candidates(&dateline_record::Report { text, ..Default::default() })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_is_seen_as_if_no_pattern_knew_it() {
        for (feature, expected) in [
            ("pattern=AID&weight=3", Some("pattern=-&weight=0")),
            ("lemma=feed&pattern=AID", Some("lemma=feed&pattern=-")),
            ("lemma=feed&sort=v", Some("lemma=feed&sort=v")),
            ("second=AGREE&weight=1", None),
            ("pattern=AID&mode=2", None),
        ] {
            assert_eq!(as_unknown(feature).as_deref(), expected, "{feature}");
        }
    }

    #[test]
    fn what_links_the_marked_parties_should_have_a_type() {
        let span = |start, end| dateline_record::Span::new(start, end);
        let event = |actors: &[(u32, u32)], recipients: &[(u32, u32)]| CodeCandidate {
            trigger: span(5, 6),
            open: true,
            features: Vec::new(),
            meanings: Vec::new(),
            actors: actors.iter().map(|one| span(one.0, one.1)).collect(),
            recipients: recipients.iter().map(|one| span(one.0, one.1)).collect(),
        };
        for (event, share, weight) in [
            (event(&[(0, 4)], &[(10, 14)]), 1.0, 1.0),
            (event(&[(20, 24)], &[(30, 34)]), 0.0, 1.0),
            (event(&[], &[]), 0.0, 0.0),
        ] {
            assert_eq!(worth(&event, &[(0, 4)], &[(10, 14)], false), (share, weight), "{event:?}");
        }
    }
}
