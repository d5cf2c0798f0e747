//! Learns the weights of `lexicons/weights.tsv` from labelled pairs of names, and says on standard
//! error how they do on pairs that they were not learned from.
//!
//! `cargo run --release -p dateline-names --example fit_weights -- PAIRS.csv > WEIGHTS.tsv`, with
//! columns `name1`, `name2`, `schema` and `is_match` (`true` or `false`); with `--errors`, what is
//! misjudged goes to standard error.

#![allow(clippy::print_stderr, clippy::print_stdout, reason = "a program for the command line")]

use std::error::Error;

use dateline_names::{FEATURES, Findings, Schema, score};

const STEPS: usize = 20_000;
const RATE: f64 = 0.3;
/// How strongly weights are drawn to nothing: per pair, the square of each.
const PENALTY: f64 = 0.001;
/// Into how many parts the pairs are cut, each judged by what was learned from the others.
const FOLDS: usize = 10;
/// What speaks for a match; all else speaks against it, and may not come to weigh for it.
const FOR: [&str; 1] = ["bias"];

type Weights = [f64; FEATURES.len()];

struct Pair {
    names: [String; 2],
    features: [f32; FEATURES.len()],
    is_person: bool,
    is_contradicted: bool,
    is_match: bool,
    fold: usize,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let shows_errors = arguments.iter().any(|argument| argument == "--errors");
    let file = arguments.iter().find(|argument| !argument.starts_with("--"));
    let file = file.ok_or("expected a CSV file of labelled pairs")?;
    let pairs = read(file)?;

    let mut judged: Vec<(f64, &Pair)> = Vec::new();
    for fold in 0..FOLDS {
        for is_person in [true, false] {
            let others = pairs.iter().filter(|pair| pair.fold != fold);
            let weights =
                learn(&others.filter(|pair| pair.is_person == is_person).collect::<Vec<_>>());
            let own = pairs.iter().filter(|pair| pair.fold == fold && pair.is_person == is_person);
            judged.extend(own.map(|pair| (judge(&weights, pair), pair)));
        }
    }
    for (name, wanted) in [("persons", Some(true)), ("others", Some(false)), ("all", None)] {
        let chosen: Vec<_> = judged
            .iter()
            .filter(|(_, pair)| wanted.is_none_or(|wanted| pair.is_person == wanted))
            .collect();
        let f1 = |threshold: f64| {
            let found = chosen.iter().filter(|(score, _)| *score >= threshold).count();
            let gold = chosen.iter().filter(|(_, pair)| pair.is_match).count();
            let right =
                chosen.iter().filter(|(score, pair)| *score >= threshold && pair.is_match).count();
            200.0 * right as f64 / (found + gold) as f64
        };
        let best = (1..100).map(|at| f1(f64::from(at) / 100.0)).fold(0.0, f64::max);
        eprintln!("{name}, cross-validated: F1 {:.1} at 0.5, {best:.1} at best", f1(0.5));
    }
    if shows_errors {
        judged.sort_by(|(one, _), (other, _)| one.total_cmp(other));
        for (score, pair) in judged.iter().filter(|(score, pair)| (*score >= 0.5) != pair.is_match)
        {
            let [first, second] = &pair.names;
            eprintln!(
                "{score:.2} {} {first} | {second}",
                if pair.is_match { "same" } else { "other" }
            );
        }
    }

    let [persons, others] = [true, false].map(|is_person| {
        learn(&pairs.iter().filter(|pair| pair.is_person == is_person).collect::<Vec<_>>())
    });
    println!("# The weights of what is found in two names: made by the example `fit_weights`.");
    println!("# Columns, with a tab between: the finding; its weight for persons; for all else.");
    for (at, name) in FEATURES.iter().enumerate() {
        println!("{name}\t{:.2}\t{:.2}", persons[at], others[at]);
    }
    Ok(())
}

fn read(file: &str) -> Result<Vec<Pair>, Box<dyn Error>> {
    let mut reader = csv::Reader::from_path(file)?;
    let headers = reader.headers()?.clone();
    let column = |name: &str| {
        headers.iter().position(|header| header == name).ok_or(format!("expected a column {name}"))
    };
    let [first, second, schema, label] =
        [column("name1")?, column("name2")?, column("schema")?, column("is_match")?];
    let mut pairs = Vec::new();
    for row in reader.records() {
        let row = row?;
        let names = [row[first].to_owned(), row[second].to_owned()];
        let schema: Schema = row[schema].parse()?;
        let findings = Findings::of(&names[0], &names[1], schema);
        pairs.push(Pair {
            features: findings.features(),
            is_person: findings.is_person(),
            is_contradicted: score(&names[0], &names[1], schema) <= 0.1
                && (findings.numbers_differ() || findings.nothing_telling_agrees()),
            is_match: row[label].trim() == "true",
            // Of one name's pairs, all are in one part.
            fold: names[1].bytes().fold(0, |sum, byte| (sum * 31 + usize::from(byte)) % 9973)
                % FOLDS,
            names,
        });
    }
    Ok(pairs)
}

fn judge(weights: &Weights, pair: &Pair) -> f64 {
    if pair.is_contradicted {
        return 0.0;
    }
    let sum: f64 = weights
        .iter()
        .zip(pair.features)
        .map(|(weight, feature)| weight * f64::from(feature))
        .sum();
    1.0 / (1.0 + (-sum).exp())
}

/// Logistic regression by gradient descent.
fn learn(pairs: &[&Pair]) -> Weights {
    let pairs: Vec<&&Pair> = pairs.iter().filter(|pair| !pair.is_contradicted).collect();
    let mut weights = Weights::default();
    for _ in 0..STEPS {
        let mut gradient = Weights::default();
        for pair in &pairs {
            let error = judge(&weights, pair) - f64::from(u8::from(pair.is_match));
            for (sum, feature) in gradient.iter_mut().zip(pair.features) {
                *sum += error * f64::from(feature);
            }
        }
        for (at, weight) in weights.iter_mut().enumerate() {
            let penalty = if at == 0 { 0.0 } else { PENALTY * *weight };
            *weight -= RATE * (gradient[at] / pairs.len() as f64 + penalty);
            if !FOR.contains(&FEATURES[at]) {
                *weight = weight.min(0.0);
            }
        }
    }
    weights
}
