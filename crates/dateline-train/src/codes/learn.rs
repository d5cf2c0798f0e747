//! Learns the weights: the likeliest under what is known of the sentences.
//!
//! An answer mostly says nothing of a single event but of the first of several that has a type: its
//! likelihood is the sum over the events of the probability that this is the first with a type, and
//! that its type is right. So which event an answer is about is learned with the weights, as in
//! multiple-instance learning.

use super::examples::{CLASSES, Candidate, Example, NONE, Target};
use crate::learning::out_of_order;

/// How the weights are learned.
#[derive(Debug, Clone, Copy)]
pub(super) struct Settings {
    pub(super) epochs: usize,
    pub(super) rate: f32,
    /// What half the sum of the squared distances of the weights of features from where they begin
    /// counts beside the loss of one example; and of those of vectors.
    pub(super) penalty: f32,
    pub(super) meaning_penalty: f32,
    /// In how many of a hundred visits an event is seen as if no pattern knew it.
    pub(super) unknown: usize,
}

/// How many sentences are looked at before the weights move.
const BATCH: usize = 64;

pub(super) type Row = [f32; CLASSES];

/// Weights of features, and after them those of the numbers of the vectors.
pub(super) struct Weights {
    pub(super) rows: Vec<Row>,
    pub(super) features: usize,
}

impl Weights {
    fn sums(&self, candidate: &Candidate, unknown: bool) -> Row {
        let features = if unknown { &candidate.unknown } else { &candidate.features };
        let mut sums = [0.0; CLASSES];
        for &number in features {
            for (sum, weight) in sums.iter_mut().zip(&self.rows[number as usize]) {
                *sum += weight;
            }
        }
        for (value, row) in candidate.meanings.iter().zip(&self.rows[self.features..]) {
            for (sum, weight) in sums.iter_mut().zip(row) {
                *sum += value * weight;
            }
        }
        sums
    }

    /// The probability of each class.
    pub(super) fn probabilities(&self, candidate: &Candidate, unknown: bool) -> Row {
        let sums = self.sums(candidate, unknown);
        let most = sums.iter().fold(f32::NEG_INFINITY, |most, &sum| most.max(sum));
        let raised = sums.map(|sum| (sum - most).exp());
        let all: f32 = raised.iter().sum();
        raised.map(|value| value / all)
    }
}

/// Where the weight of a feature begins: the patterns are believed until the sentences say
/// otherwise, and the more the more of them was named.
fn beginnings(name: &str, types: &[String]) -> Row {
    let mut row = [0.0; CLASSES];
    let class = |name: &str| match name {
        "-" | "nothing" => Some(NONE),
        name => types.iter().position(|kind| kind == name),
    };
    if let Some(rest) = name.strip_prefix("pattern=") {
        match rest.split_once("&weight=") {
            None if !rest.contains('&') => {
                if let Some(class) = class(rest) {
                    row[class] = 3.0;
                }
            }
            Some((kind, weight)) => {
                if let (Some(class), Ok(weight)) = (class(kind), weight.parse::<f32>()) {
                    row[class] = 1.0 * (weight - 1.0).max(0.0);
                }
            }
            _ => {}
        }
    } else if let Some(class) = name
        .strip_prefix("second=")
        .and_then(|rest| rest.split('&').next())
        .and_then(class)
        .filter(|&class| class != NONE)
    {
        row[class] = 0.5;
    }
    row
}

pub(super) fn learn(
    names: &[String],
    types: &[String],
    width: usize,
    examples: &[Example],
    settings: Settings,
) -> Weights {
    let mut begin: Vec<Row> = names.iter().map(|name| beginnings(name, types)).collect();
    begin.resize(names.len() + width, [0.0; CLASSES]);
    let mut weights = Weights { rows: begin.clone(), features: names.len() };
    let mut means = vec![[0.0_f32; CLASSES]; begin.len()];
    let mut squares = means.clone();
    let mut slopes = means.clone();
    let batches = examples.len().div_ceil(BATCH);
    let steps = (settings.epochs * batches) as f32;
    let share = BATCH as f32 / examples.len().max(1) as f32;
    let mut step = 0;
    for epoch in 0..settings.epochs {
        let order: Vec<usize> = out_of_order(examples.len(), epoch).collect();
        for batch in order.chunks(BATCH) {
            slopes.fill([0.0; CLASSES]);
            for &place in batch {
                let unknown = (place * 31 + epoch * 17) % 100 < settings.unknown;
                add_slopes(&weights, &examples[place], unknown, &mut slopes);
            }
            step += 1;
            let rate = settings.rate * (1.0 - (step - 1) as f32 / steps);
            let (first, second) = (1.0 - 0.9_f32.powi(step), 1.0 - 0.999_f32.powi(step));
            for (number, slope) in slopes.iter().enumerate() {
                let penalty = if number < weights.features {
                    settings.penalty * share
                } else {
                    settings.meaning_penalty * share
                };
                for class in 0..CLASSES {
                    let weight = &mut weights.rows[number][class];
                    let slope = slope[class] + penalty * (*weight - begin[number][class]);
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

/// Adds the slope of the loss of an example by each weight.
fn add_slopes(weights: &Weights, example: &Example, unknown: bool, slopes: &mut [Row]) {
    let found: Vec<Row> =
        example.candidates.iter().map(|one| weights.probabilities(one, unknown)).collect();
    let errors = errors(&found, &example.target);
    for (candidate, error) in example.candidates.iter().zip(errors) {
        let error = error.map(|error| error * example.weight);
        let features = if unknown { &candidate.unknown } else { &candidate.features };
        for &number in features {
            for (slope, error) in slopes[number as usize].iter_mut().zip(&error) {
                *slope += error;
            }
        }
        for (value, row) in candidate.meanings.iter().zip(&mut slopes[weights.features..]) {
            for (slope, error) in row.iter_mut().zip(&error) {
                *slope += value * error;
            }
        }
    }
}

fn share_of(found: &Row, types: u32) -> f32 {
    (0..NONE).filter(|class| types >> class & 1 == 1).map(|class| found[class]).sum()
}

/// The slope of the loss by the sums of each event.
fn errors(found: &[Row], target: &Target) -> Vec<Row> {
    match target {
        Target::First(0) => {
            found.iter().map(|row| towards(row, 1.0, |class| f32::from(class == NONE))).collect()
        }
        Target::First(types) => {
            // What each event adds to the likelihood: that none before it has a type, and that its own
            // is right.
            let mut open = 1.0;
            let parts: Vec<f32> = found
                .iter()
                .map(|row| {
                    let part = open * share_of(row, *types);
                    open *= row[NONE];
                    part
                })
                .collect();
            let all: f32 = parts.iter().sum::<f32>().max(1e-12);
            let mut left = 1.0;
            found
                .iter()
                .zip(parts)
                .map(|(row, part)| {
                    let chosen = part / all;
                    left = (left - chosen).max(0.0);
                    let passed = left;
                    let right = share_of(row, *types).max(1e-12);
                    let mut error = row.map(|value| value * (chosen + passed));
                    error[NONE] -= passed;
                    for class in (0..NONE).filter(|class| types >> class & 1 == 1) {
                        error[class] -= chosen * row[class] / right;
                    }
                    error
                })
                .collect()
        }
        Target::Each(types, is) => {
            let types = if *is { *types } else { !types };
            let of =
                |row: &Row| -> Row {
                    let within = |class: usize| types >> class & 1 == 1 && (!is || class != NONE);
                    let right: f32 =
                        (0..CLASSES).filter(|&class| within(class)).map(|class| row[class]).sum();
                    towards(row, 1.0, |class| {
                        if within(class) { row[class] / right.max(1e-12) } else { 0.0 }
                    })
                };
            found.iter().map(of).collect()
        }
        Target::Any(wanted) => found
            .iter()
            .zip(wanted)
            .map(|(row, &(share, weight))| {
                let some = (1.0 - row[NONE]).max(1e-12);
                towards(row, weight, |class| {
                    if class == NONE { 1.0 - share } else { share * row[class] / some }
                })
            })
            .collect(),
    }
}

fn towards(row: &Row, weight: f32, wanted: impl Fn(usize) -> f32) -> Row {
    std::array::from_fn(|class| weight * (row[class] - wanted(class)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate(feature: u32) -> Candidate {
        Candidate { features: vec![0, feature], unknown: vec![0], meanings: Vec::new() }
    }

    fn learned(examples: &[Example]) -> Weights {
        let names: Vec<String> = (0..4).map(|number| format!("feature {number}")).collect();
        let settings =
            Settings { epochs: 40, rate: 0.05, penalty: 0.01, meaning_penalty: 0.01, unknown: 0 };
        learn(&names, &[], 0, examples, settings)
    }

    /// Feature 1 is of the events that have type 5, 2 of those that have none. Which of the events of
    /// a sentence is which, no answer says.
    #[test]
    fn which_event_an_answer_is_about_is_learned() {
        let mixed = |first, second, types| Example {
            candidates: vec![candidate(first), candidate(second)],
            target: Target::First(types),
            weight: 1.0,
        };
        let examples: Vec<Example> = (0..120)
            .map(|number| match number % 3 {
                0 => mixed(1, 2, 1 << 5),
                1 => mixed(2, 1, 1 << 5),
                _ => mixed(2, 2, 0),
            })
            .collect();
        let weights = learned(&examples);
        assert!(weights.probabilities(&candidate(1), false)[5] > 0.8);
        assert!(weights.probabilities(&candidate(2), false)[NONE] > 0.8);
    }

    #[test]
    fn slopes_are_those_of_the_loss() {
        let found = [
            std::array::from_fn(|class| [0.05, 0.2][usize::from(class == NONE || class == 2)]),
            std::array::from_fn(|class| [0.04, 0.3][usize::from(class == NONE || class == 7)]),
        ]
        .map(|row: Row| {
            let all: f32 = row.iter().sum();
            row.map(|value| value / all)
        });
        let loss = |found: &[Row], types: u32| {
            let first = share_of(&found[0], types);
            -(first + found[0][NONE] * share_of(&found[1], types)).ln()
        };
        for types in [1 << 2, 1 << 7, 1 << 2 | 1 << 7] {
            let told = errors(&found, &Target::First(types));
            for (event, row) in told.iter().enumerate() {
                for (class, &slope) in row.iter().enumerate() {
                    let moved = |by: f32| {
                        let mut sums = found.map(|row| row.map(f32::ln));
                        sums[event][class] += by;
                        let rows = sums.map(|row| {
                            let raised = row.map(f32::exp);
                            let all: f32 = raised.iter().sum();
                            raised.map(|value| value / all)
                        });
                        loss(&rows, types)
                    };
                    let measured = (moved(0.01) - moved(-0.01)) / 0.02;
                    assert!((measured - slope).abs() < 1e-3, "{event} {class}: {measured} {slope}");
                }
            }
        }
    }

    #[test]
    fn patterns_are_believed_before_anything_is_learned() {
        let types = ["AID".to_owned(), "ASSAULT".to_owned()];
        assert!(beginnings("pattern=ASSAULT", &types)[1] > 1.0);
        assert!(beginnings("pattern=-", &types)[NONE] > 1.0);
        assert!(beginnings("second=AID&weight=2", &types)[0] > 0.0);
        assert!(
            beginnings("lemma=storm&sort=v", &types)
                .iter()
                .all(|weight| weight.abs() < f32::EPSILON)
        );
    }
}
