//! Learns who takes part in a coded event, from sentences whose sources and targets are marked.
//!
//! What is marked says of a sentence who acts in it and whom that is aimed at, not in which of its
//! events. An event that gives somebody the marked part by its tree is taken to be the one that is
//! meant; where none does, the nearest is.

use std::collections::HashMap;
use std::fmt::Write as _;

use dateline_reader::{ParticipantCandidate, ParticipantWeights, Reader};
use dateline_record::{ParticipantRole, Report, Span};
use rayon::prelude::*;

use super::corpora::{Answer, Sentence, Stretch};
use crate::learning::out_of_order;

/// The actor, the recipient and neither.
const CLASSES: usize = 3;
const NEITHER: usize = 2;
type Row = [f32; CLASSES];

/// How many candidates must have a feature.
const LEAST_COUNT: u32 = 3;
/// Weights below this, in hundredths, are not written.
const LEAST_WRITTEN: i32 = 2;
/// Features whose weights are all below this, in hundredths, are left out.
const LEAST_WEIGHT: i32 = 5;
const EPOCHS: usize = 12;
const RATE: f32 = 0.02;
/// What half the sum of the squared weights counts beside the loss of one example.
const PENALTY: f32 = 6.0;
/// How many candidates are looked at before the weights move.
const BATCH: usize = 64;
/// What somebody counts who is not marked where only one pair of a sentence is.
const UNMARKED: f32 = 0.35;

struct Example {
    features: Vec<u32>,
    class: usize,
    weight: f32,
}

/// Somebody who may take part, the class that the marks give, and what that counts.
pub(super) type Labelled = (ParticipantCandidate, usize, f32);

/// Who may take part in the events of the sentences, as a reader codes them.
pub(super) fn labelled(reader: &Reader, sentences: &[&Sentence]) -> Vec<Labelled> {
    sentences
        .par_iter()
        .filter_map(|sentence| {
            let report = Report { text: sentence.text.clone(), ..Report::default() };
            let marks = Marks::of(sentence)?;
            Some(marks.labelled(reader.participant_candidates(&report)))
        })
        .flatten()
        .collect()
}

/// The weights that they give, as the reader has them.
pub(super) fn learned(labelled: &[Labelled], model: &str) -> String {
    let mut counts: HashMap<&str, u32> = HashMap::new();
    for feature in labelled.iter().flat_map(|(one, ..)| &one.features) {
        *counts.entry(feature).or_default() += 1;
    }
    let mut names: Vec<&str> = counts
        .into_iter()
        .filter(|(_, count)| *count >= LEAST_COUNT)
        .map(|(name, _)| name)
        .collect();
    names.sort_unstable();
    let numbers: HashMap<&str, u32> =
        names.iter().enumerate().map(|(place, &name)| (name, place as u32)).collect();
    let examples: Vec<Example> = labelled
        .iter()
        .map(|(one, class, weight)| Example {
            features: one
                .features
                .iter()
                .filter_map(|name| numbers.get(name.as_str()).copied())
                .collect(),
            class: *class,
            weight: *weight,
        })
        .collect();
    rows(&names, &weights(names.len(), &examples), model)
}

fn rows(names: &[&str], weights: &[Row], model: &str) -> String {
    let mut rows = format!(
        "# Weights of the features that the part of somebody in a coded event is weighed by, in\n\
         # hundredths: for the actor, the recipient and neither.\n\
         # Made by `dateline-train codes` with the language model {model}; not written by hand.\n"
    );
    for (name, row) in names.iter().zip(weights) {
        let hundredths = row.map(|weight| (weight * 100.0).round() as i32);
        if hundredths.iter().all(|weight| weight.abs() < LEAST_WEIGHT) {
            continue;
        }
        rows.push_str(name);
        for weight in hundredths {
            rows.push('\t');
            if weight.abs() >= LEAST_WRITTEN {
                // Writing to a string cannot fail.
                let _ = write!(rows, "{weight}");
            }
        }
        rows.push('\n');
    }
    rows
}

/// The likeliest weights, by small steps against the slope of the loss.
fn weights(names: usize, examples: &[Example]) -> Vec<Row> {
    let mut weights = vec![[0.0_f32; CLASSES]; names];
    let mut means = weights.clone();
    let mut squares = weights.clone();
    let mut slopes = weights.clone();
    let batches = examples.len().div_ceil(BATCH);
    let steps = (EPOCHS * batches) as f32;
    let penalty = PENALTY * BATCH as f32 / examples.len().max(1) as f32;
    let mut step = 0;
    for epoch in 0..EPOCHS {
        let order: Vec<usize> = out_of_order(examples.len(), epoch).collect();
        for batch in order.chunks(BATCH) {
            slopes.fill([0.0; CLASSES]);
            for &place in batch {
                let example = &examples[place];
                let mut errors = probabilities(&weights, &example.features);
                errors[example.class] -= 1.0;
                for &number in &example.features {
                    for (slope, error) in slopes[number as usize].iter_mut().zip(errors) {
                        *slope += error * example.weight;
                    }
                }
            }
            step += 1;
            let rate = RATE * (1.0 - (step - 1) as f32 / steps);
            let (first, second) = (1.0 - 0.9_f32.powi(step), 1.0 - 0.999_f32.powi(step));
            for number in 0..names {
                for class in 0..CLASSES {
                    let weight = &mut weights[number][class];
                    let slope = slopes[number][class] + penalty * *weight;
                    let mean = &mut means[number][class];
                    let square = &mut squares[number][class];
                    *mean = 0.9 * *mean + 0.1 * slope;
                    *square = 0.999 * *square + 0.001 * slope * slope;
                    *weight -= rate * (*mean / first) / ((*square / second).sqrt() + 1e-6);
                }
            }
        }
    }
    weights
}

fn probabilities(weights: &[Row], features: &[u32]) -> Row {
    let mut sums = [0.0_f32; CLASSES];
    for &number in features {
        for (sum, weight) in sums.iter_mut().zip(weights[number as usize]) {
            *sum += weight;
        }
    }
    let most = sums.iter().fold(f32::NEG_INFINITY, |most, &sum| most.max(sum));
    let raised = sums.map(|sum| (sum - most).exp());
    let all: f32 = raised.iter().sum();
    raised.map(|value| value / all)
}

/// What is marked in a sentence, by last words.
struct Marks {
    actors: Vec<Stretch>,
    recipients: Vec<Stretch>,
    /// What somebody counts who is not marked.
    unmarked: f32,
}

impl Marks {
    fn of(sentence: &Sentence) -> Option<Self> {
        let letters: Vec<char> = sentence.text.chars().collect();
        let last_word = |&(from, to): &Stretch| {
            let start = (from..to)
                .rev()
                .find(|&at| letters.get(at as usize).is_some_and(|l| l.is_whitespace()));
            (start.map_or(from, |blank| blank + 1), to)
        };
        match &sentence.answer {
            Answer::Parties { actors, recipients, .. } => {
                Some(Self { actors: actors.clone(), recipients: recipients.clone(), unmarked: 1.0 })
            }
            Answer::Links { source, target, .. } => Some(Self {
                actors: source.iter().map(last_word).collect(),
                recipients: target.iter().map(last_word).collect(),
                unmarked: UNMARKED,
            }),
            _ => None,
        }
    }

    /// The candidates with their classes and what each counts. What has the words of a mark beside
    /// the one that it is taken to be of teaches nothing and is left out.
    fn labelled(&self, found: Vec<ParticipantCandidate>) -> Vec<Labelled> {
        let sides = [
            (&self.actors, ParticipantRole::Actor),
            (&self.recipients, ParticipantRole::Recipient),
        ];
        let mut classes = vec![NEITHER; found.len()];
        let mut unclear = vec![false; found.len()];
        for (class, (marks, role)) in sides.into_iter().enumerate() {
            for &mark in marks {
                let covers =
                    |one: &ParticipantCandidate| one.spans.iter().any(|&span| covers(span, mark));
                let covering: Vec<usize> =
                    (0..found.len()).filter(|&at| covers(&found[at])).collect();
                if covering.iter().any(|&at| found[at].role == Some(role)) {
                    for at in covering {
                        if found[at].role == Some(role) {
                            classes[at] = class;
                        }
                        unclear[at] |= found[at].role.is_none();
                    }
                    continue;
                }
                // The tree gives nobody the part: the shortest phrase has it, in the nearest event.
                let length =
                    |at: usize| found[at].spans.first().map_or(0, |span| span.end - span.start);
                let open = covering.iter().copied().filter(|&at| classes[at] == NEITHER);
                let nearest =
                    open.min_by_key(|&at| (found[at].role.is_none(), length(at), found[at].steps));
                if let Some(nearest) = nearest {
                    classes[nearest] = class;
                    for at in covering {
                        unclear[at] |= found[at].trigger == found[nearest].trigger;
                    }
                }
            }
        }
        let all = found.into_iter().zip(classes).zip(unclear);
        all.filter(|&((_, class), unclear)| class != NEITHER || !unclear)
            .map(|((one, class), _)| {
                let weight = if class == NEITHER { self.unmarked } else { 1.0 };
                (one, class, weight)
            })
            .collect()
    }
}

fn covers(span: Span, mark: Stretch) -> bool {
    span.start < mark.1 && mark.0 < span.end
}

/// The same reader with weights learned from these.
pub(super) fn taught(reader: Reader, labelled: &[Labelled]) -> Option<Reader> {
    let rows = learned(labelled, reader.model().name());
    ParticipantWeights::read(&rows).map(|weights| reader.with_participant_weights(weights))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate(trigger: u32, from: u32, role: Option<ParticipantRole>) -> ParticipantCandidate {
        ParticipantCandidate {
            trigger: Span::new(trigger, trigger + 1),
            spans: vec![Span::new(from, from + 4)],
            role,
            steps: 1,
            features: Vec::new(),
        }
    }

    #[test]
    fn a_mark_is_of_the_event_whose_tree_gives_the_part() {
        use ParticipantRole::{Actor, Recipient};
        let marks = Marks { actors: vec![(0, 4)], recipients: vec![(20, 24)], unmarked: 0.5 };
        let found = vec![
            candidate(10, 0, Some(Actor)),
            candidate(10, 20, Some(Recipient)),
            // "accused the clerk of robbing a bank": the clerk robs, whoever is accused.
            candidate(30, 20, Some(Actor)),
            // What no event gives a part is no other's because it has the words of a mark.
            candidate(30, 0, None),
        ];
        let classes: Vec<(usize, f32)> =
            marks.labelled(found).into_iter().map(|(_, class, weight)| (class, weight)).collect();
        assert_eq!(classes, [(0, 1.0), (1, 1.0), (NEITHER, 0.5)]);
    }

    #[test]
    fn whom_the_tree_overlooks_is_found_by_the_mark() {
        let marks = Marks { actors: Vec::new(), recipients: vec![(20, 24)], unmarked: 1.0 };
        let found = vec![candidate(10, 20, None), candidate(10, 40, None)];
        let classes: Vec<usize> =
            marks.labelled(found).into_iter().map(|(_, class, _)| class).collect();
        assert_eq!(classes, [1, NEITHER]);
    }

    #[test]
    fn what_a_feature_tells_is_learned() {
        let examples: Vec<Example> = (0..300)
            .map(|place| Example {
                features: vec![0, 1 + place % 3],
                class: place as usize % 3,
                weight: 1.0,
            })
            .collect();
        let weights = weights(4, &examples);
        for class in 0..CLASSES {
            assert!(probabilities(&weights, &[0, 1 + class as u32])[class] > 0.5);
        }
    }
}
