//! Sentences and how certain their events are: `data/factuality.txt`.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use dateline_reader::Reader;
use dateline_record::{Event, Record, Report, Tense};

const TABLE: &str = include_str!("data/factuality.txt");

/// The share of the answers that must be right, in percent: the tree of a sentence is not always.
const FLOOR: usize = 90;

/// Whether a score is what the table calls `yes`, `open` or `no`.
fn is(score: f64, how: &str) -> bool {
    match how {
        "yes" => score >= 1.5,
        "open" => (-1.0..=2.0).contains(&score),
        "no" => score <= -1.0,
        other => panic!("expected yes, open or no, found {other:?}"),
    }
}

fn tense(tense: Tense) -> &'static str {
    match tense {
        Tense::Past => "past",
        Tense::Present => "present",
        Tense::Future => "future",
        Tense::None => "none",
    }
}

fn event<'r>(record: &'r Record, trigger: &str) -> Option<&'r Event> {
    let text: Vec<char> = record.report.text.chars().collect();
    record.events.iter().find(|event| {
        let span = event.trigger.start as usize..event.trigger.end as usize;
        text[span].iter().collect::<String>() == trigger
    })
}

/// What is wrong with an event; nothing where it is as the table has it.
fn faults(event: &Event, how: &str, when: &str, sources: &str) -> Vec<String> {
    let found = &event.factuality;
    let mut faults = Vec::new();
    if !is(found.score, how) {
        faults.push(format!("score {} is not {how}", found.score));
    }
    if when != "-" && tense(found.tense) != when {
        faults.push(format!("{} is not {when}", tense(found.tense)));
    }
    let scores: Vec<f64> = found.sources.iter().map(|source| source.score).collect();
    let right = match sources {
        "?" => true,
        "-" => scores.is_empty(),
        listed => {
            let listed: Vec<&str> = listed.split(' ').collect();
            listed.len() == scores.len()
                && scores.iter().zip(listed).all(|(&score, how)| is(score, how))
        }
    };
    if !right {
        faults.push(format!("sources {scores:?} are not {sources}"));
    }
    faults
}

#[test]
fn events_are_as_certain_as_their_sentences_say() {
    let reader = Reader::new().unwrap();
    let mut record = None;
    let (mut all, mut wrong) = (0, Vec::new());
    for line in TABLE.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
        let Some(asked) = line.strip_prefix("    ") else {
            let report = Report { text: line.to_owned(), ..Report::default() };
            record = Some(reader.read(&report).unwrap());
            continue;
        };
        let record = record.as_ref().expect("a sentence before what is asked of it");
        let columns: Vec<&str> = asked.split(" | ").collect();
        let [trigger, how, when, sources] = columns[..] else { panic!("four columns in {line:?}") };
        assert!(record.report.text.contains(trigger), "no {trigger:?} in its sentence");
        all += 1;
        let faults = match event(record, trigger) {
            Some(event) => faults(event, how, when, sources),
            None => vec!["no event".to_owned()],
        };
        if !faults.is_empty() {
            wrong.push(format!("{} [{trigger}]: {}", record.report.text, faults.join("; ")));
        }
    }
    let right = (all - wrong.len()) * 100 / all;
    assert!(right >= FLOOR, "{right} % of {all} right:\n{}", wrong.join("\n"));
}
