//! Sentences and the auxiliary modes of their events: `data/auxiliary.txt`.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use dateline_reader::Reader;
use dateline_record::{Event, PloverCode, Record, Report};

const TABLE: &str = include_str!("data/auxiliary.txt");

/// The share of the answers that must be right, in percent: the tree of a sentence is not always.
const FLOOR: usize = 98;

fn word(record: &Record, event: &Event) -> String {
    let (start, end) = (event.trigger.start as usize, event.trigger.end as usize);
    record.report.text.chars().skip(start).take(end - start).collect()
}

fn modes(code: &PloverCode) -> String {
    code.auxiliary.iter().map(|mode| mode.as_str()).collect::<Vec<_>>().join(" ")
}

/// Whether a code says that something was done; what is announced is none of that.
fn is_done(code: &PloverCode) -> bool {
    code.is_done() && !["AGREE", "THREATEN", "REJECT"].contains(&code.event.as_str())
}

/// What is wrong with the answer to a line of the table.
fn fault(record: &Record, asked: &str) -> Option<String> {
    let (trigger, how) = asked.split_once(" | ").expect("two columns");
    assert!(record.report.text.contains(trigger), "no {trigger:?} in its sentence");
    let event = record.events.iter().find(|event| word(record, event) == trigger);
    let code = event.and_then(|event| event.codes.plover.as_ref());
    let right = match (how, code) {
        ("undone", code) => !code.is_some_and(is_done),
        (_, None) => false,
        ("done", Some(code)) => code.auxiliary.is_empty(),
        (listed, Some(code)) => modes(code) == listed,
    };
    let found = code.map_or("no type".to_owned(), |code| format!("{} {}", code.event, modes(code)));
    (!right).then(|| format!("{} [{trigger}]: {found} is not {how}", record.report.text))
}

#[test]
fn types_say_what_was_done_and_what_was_not() {
    let reader = Reader::new().unwrap();
    let (mut all, mut wrong) = (0, Vec::new());
    let mut lines =
        TABLE.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()).peekable();
    while let Some(sentence) = lines.next() {
        let report = Report {
            text: sentence.to_owned(),
            published: Some("2025-03-12".to_owned()),
            ..Report::default()
        };
        let record = reader.read(&report).unwrap();
        let mut nothing_done = true;
        while let Some(asked) = lines.next_if(|line| line.starts_with("    ")) {
            all += 1;
            let asked = asked.trim();
            nothing_done &= !asked.ends_with("done") || asked.ends_with("undone");
            nothing_done &= !asked.ends_with("historical");
            wrong.extend(fault(&record, asked));
        }
        if nothing_done {
            all += 1;
            let done = record.events.iter().find(|event| {
                let code = event.codes.plover.as_ref();
                code.is_some_and(|code| matches!(code.quad, 2 | 4) && is_done(code))
            });
            if let Some(event) = done {
                wrong.push(format!("{sentence}: {} is told as done", word(&record, event)));
            }
        }
    }
    assert!(all >= 120, "the table has {all} answers");
    let right = (all - wrong.len()) * 100 / all;
    assert!(right >= FLOOR, "{right} % of {all} right:\n{}", wrong.join("\n"));
}
