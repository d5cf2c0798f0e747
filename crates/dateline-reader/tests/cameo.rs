//! CAMEO by sentences of news: which code, and which codes of actors.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod reading;

use std::collections::BTreeSet;

use dateline_record::Record;

use reading::read;

const TUNED: &str = include_str!("data/cameo.txt");
const HELD: &str = include_str!("data/cameo-held.txt");

/// The code and the sentence of each row.
fn rows(table: &'static str) -> Vec<(&'static str, &'static str)> {
    let rows = table.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    rows.map(|line| {
        let columns: Vec<&str> = line.split(" | ").collect();
        assert_eq!(columns.len(), 4, "{line}");
        (columns[0], columns[3])
    })
    .collect()
}

fn codes(record: &Record) -> Vec<&str> {
    record.events.iter().filter_map(|event| event.codes.cameo.as_deref()).collect()
}

/// How many rows of a hundred have their code, and how many its root.
fn shares(table: &'static str) -> (usize, usize) {
    let rows = rows(table);
    let (mut whole, mut root) = (0, 0);
    for &(code, sentence) in &rows {
        let record = read(sentence);
        let found = codes(&record);
        whole += usize::from(found.contains(&code));
        root += usize::from(found.iter().any(|found| found.starts_with(&code[..2])));
    }
    (100 * whole / rows.len(), 100 * root / rows.len())
}

#[test]
fn every_code_but_the_roots_is_in_the_table() {
    let table: BTreeSet<&str> = rows(TUNED).into_iter().map(|(code, _)| code).collect();
    let codebook = dateline_codebook::cameo();
    let named = codebook.types.iter().map(|kind| kind.name.as_str());
    let known: BTreeSet<&str> = named.filter(|name| name.len() > 2).collect();
    assert_eq!(table, known);
}

#[test]
fn most_sentences_have_their_code() {
    let (whole, root) = shares(TUNED);
    assert!(whole >= 83 && root >= 94, "{whole} % have their code, {root} % its root");
    let (whole, root) = shares(HELD);
    assert!(whole >= 80 && root >= 92, "{whole} % have their code, {root} % its root");
}

#[test]
fn what_plover_is_not_sure_of_is_an_appeal_a_statement_or_a_gesture_all_the_same() {
    for (sentence, expected) in [
        ("Fiji's premier called on Tonga to lift the ban on its fish.", Some("02")),
        ("The queen of Tonga expressed condolences to Fiji.", Some("018")),
        ("Tongan officials denied charges that they had sold the island.", Some("016")),
        // What is asked, or depends on something else, is not done.
        ("Did Tonga call on Fiji to lift the ban?", None),
        ("If Tonga expresses condolences, Fiji will answer.", None),
    ] {
        let record = read(sentence);
        let found = codes(&record);
        if let Some(code) = expected {
            assert!(found.iter().any(|one| one.starts_with(code)), "{sentence}: {found:?}");
        } else {
            let said = found.iter().any(|one| one.starts_with("01") || one.starts_with("02"));
            assert!(!said, "{sentence}: {found:?}");
        }
    }
}

#[test]
fn what_is_asked_for_makes_an_appeal_finer_though_it_is_no_event_by_itself() {
    for (sentence, code) in [
        ("Fiji urged Tonga to settle the border dispute.", "027"),
        ("Fiji urged Tonga to change its law on fishing.", "0242"),
        ("Tonga agreed to hold joint naval exercises with Fiji.", "0312"),
        ("Tonga's king refused to step down.", "1231"),
    ] {
        let record = read(sentence);
        assert!(codes(&record).contains(&code), "{sentence}: {:?}", codes(&record));
    }
}
