//! What the gold sentences of `data/figures.txt` should give in figures, and what share of it the
//! reader gives.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeMap;
use std::fmt::Write as _;

use dateline_reader::Reader;
use dateline_record::{Comparison, ComparisonKind, Figure, Quantity, Record, Report};

const GOLD: &str = include_str!("data/figures.txt");

/// The share of all checks that has been reached, in percent. A change may not fall below it.
const FLOOR: f64 = 97.0;

/// A sentence with the figures that it should give.
struct Sentence<'a> {
    text: &'a str,
    figures: Vec<Expected<'a>>,
    none: bool,
}

/// What a figure should be.
#[derive(Default)]
struct Expected<'a> {
    line: &'a str,
    value: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    approximate: bool,
    unit: Option<&'a str>,
    /// The further checks: their name and what they ask for.
    asked: Vec<(&'a str, &'a str)>,
}

fn sentences() -> Vec<Sentence<'static>> {
    let mut sentences: Vec<Sentence<'_>> = Vec::new();
    for line in GOLD.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
        let Some(expected) = line.strip_prefix("  ") else {
            sentences.push(Sentence { text: line, figures: Vec::new(), none: false });
            continue;
        };
        let sentence = sentences.last_mut().unwrap();
        if expected == "none" {
            sentence.none = true;
        } else {
            sentence.figures.push(expected_figure(expected));
        }
    }
    sentences
}

fn expected_figure(line: &str) -> Expected<'_> {
    let mut parts = line.split(" | ");
    let (amount, unit) = parts.next().unwrap().split_once(' ').unwrap();
    let number = |text: &str| text.parse::<f64>().ok();
    let exact = amount.trim_end_matches('~');
    let (value, bounds) = exact
        .split_once('[')
        .map_or((exact, None), |(value, bounds)| (value, Some(bounds.trim_end_matches(']'))));
    let (value, bounds) = if bounds.is_none() && value.contains("..") {
        (None, Some(value))
    } else {
        (number(value), bounds)
    };
    let vague = amount.ends_with('~');
    let (low, high) = match bounds {
        Some(bounds) => {
            bounds.split_once("..").map_or((None, None), |(low, high)| (number(low), number(high)))
        }
        None if vague => (None, None),
        None => (value, value),
    };
    let asked = parts
        .map(|part| {
            let part = part.trim();
            part.split_once(' ').unwrap_or((part, ""))
        })
        .collect();
    let unit = Some(unit).filter(|unit| *unit != "-");
    Expected { line, value, low, high, approximate: vague, unit, asked }
}

fn near(one: Option<f64>, other: Option<f64>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => (one - other).abs() <= 0.01 * other.abs().max(0.01),
        (None, None) => true,
        _ => false,
    }
}

fn holds(words: Option<&str>, expected: &str) -> bool {
    words.is_some_and(|words| words.to_lowercase().contains(&expected.to_lowercase()))
}

/// The words of all sources around a figure.
fn sources(record: &Record, figure: &Figure) -> String {
    let text: Vec<char> = record.report.text.chars().collect();
    let mut words = String::new();
    let mut next = figure.attribution;
    while let Some(id) = next {
        let attribution = &record.attributions[id.index()];
        for source in &attribution.sources {
            let (start, end) = (source.span.start as usize, source.span.end as usize);
            let _ = write!(words, "{} ", text[start..end].iter().collect::<String>());
        }
        next = attribution.parent;
    }
    words
}

fn kind(comparison: &Comparison) -> &'static str {
    match comparison.kind {
        ComparisonKind::Ratio => "ratio",
        ComparisonKind::Percent => "percent",
        ComparisonKind::Difference => "difference",
        ComparisonKind::Value => "value",
        ComparisonKind::Extreme => "extreme",
    }
}

/// Whether a check on a figure that was found is met.
fn met(record: &Record, figure: &Figure, name: &str, asked: &str) -> bool {
    let comparison = figure.comparison.as_ref();
    let time =
        |id: Option<dateline_record::TimeId>| id.map(|id| record.times[id.index()].value.as_str());
    match name {
        "measures" => holds(figure.measures.as_deref(), asked),
        "where" => figure
            .place
            .is_some_and(|place| holds(record.entities[place.index()].name.as_str().into(), asked)),
        "by" => holds(Some(&sources(record, figure)), asked),
        "time" => time(figure.time) == Some(asked),
        "to" => comparison.is_some_and(|comparison| time(comparison.to) == Some(asked)),
        "extreme" => comparison.is_some_and(|comparison| kind(comparison) == "extreme"),
        "implied" => {
            let (low, high) = asked.split_once("..").unwrap();
            figure.implied.iter().any(|implied| {
                near(Some(implied.low), low.parse().ok())
                    && near(Some(implied.high), high.parse().ok())
            })
        }
        "ratio" | "percent" | "difference" | "value" => comparison.is_some_and(|comparison| {
            kind(comparison) == name && near(comparison.value, asked.parse().ok())
        }),
        other => panic!("expected the name of a check, but found {other:?}"),
    }
}

/// The checks by name: how many are met, and how many there are.
#[derive(Default)]
struct Tally {
    by_name: BTreeMap<&'static str, (usize, usize)>,
    misses: String,
}

impl Tally {
    fn add(&mut self, name: &'static str, met: bool) {
        let entry = self.by_name.entry(name).or_default();
        entry.0 += usize::from(met);
        entry.1 += 1;
    }
}

fn check(record: &Record, expected: &Expected<'static>, tally: &mut Tally) -> Vec<&'static str> {
    let quantity =
        |figure: &&Figure| -> Quantity { record.quantities[figure.quantity.index()].clone() };
    let same = |figure: &&Figure| {
        let quantity = quantity(figure);
        near(quantity.value, expected.value)
            && (expected.value.is_some()
                || near(quantity.low, expected.low) && near(quantity.high, expected.high))
    };
    let figure = record.figures.iter().find(same);
    let mut missed = Vec::new();
    let mut note = |name: &'static str, met: bool| {
        tally.add(name, met);
        if !met {
            missed.push(name);
        }
    };
    note("found", figure.is_some());
    let found = figure.map(|figure| quantity(&figure));
    note(
        "bounds",
        found
            .as_ref()
            .is_some_and(|found| near(found.low, expected.low) && near(found.high, expected.high)),
    );
    note("unit", found.as_ref().is_some_and(|found| found.unit.as_deref() == expected.unit));
    note(
        "approximate",
        found.as_ref().is_some_and(|found| found.approximate == expected.approximate),
    );
    for &(name, asked) in &expected.asked {
        note(name, figure.is_some_and(|figure| met(record, figure, name, asked)));
    }
    missed
}

#[test]
fn the_gold_sentences_are_read() {
    let reader = Reader::new().unwrap();
    let mut tally = Tally::default();
    let gold = sentences();
    for sentence in &gold {
        let report = Report {
            text: sentence.text.to_owned(),
            published: Some("2024-09-18".to_owned()),
            ..Report::default()
        };
        let record = reader.read(&report).unwrap();
        let mut missed = Vec::new();
        for expected in &sentence.figures {
            let names = check(&record, expected, &mut tally);
            if !names.is_empty() {
                missed.push(format!("  {} misses {}", expected.line, names.join(", ")));
            }
        }
        if sentence.none {
            tally.add("none", record.figures.is_empty());
            if !record.figures.is_empty() {
                missed.push("  none".to_owned());
            }
        }
        if !missed.is_empty() {
            let read = serde_json::to_string(&(&record.quantities, &record.figures)).unwrap();
            let _ = write!(tally.misses, "{}\n{}\n     {read}\n", sentence.text, missed.join("\n"));
        }
    }
    println!("{}", tally.misses);
    let (mut right, mut all) = (0, 0);
    for (name, (met, of)) in &tally.by_name {
        println!("{name:12} {met:4} of {of:4}  {:5.1}", 100.0 * *met as f64 / *of as f64);
        (right, all) = (right + met, all + of);
    }
    let share = 100.0 * f64::from(right as u32) / f64::from(all as u32);
    println!("all          {right:4} of {all:4}  {share:5.1}  in {} sentences", gold.len());
    assert!(share >= FLOOR, "{share:.1} percent of the checks are met, below {FLOOR}");
}
