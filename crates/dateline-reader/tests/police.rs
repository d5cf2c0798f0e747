//! News of crime and unrest: what police did, what others did, and where nobody did anything.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod reading;

use std::collections::BTreeSet;

use dateline_record::{Event, ParticipantRole, Record};

use reading::read;

const TUNED: &str = include_str!("data/police.txt");
const HELD: &str = include_str!("data/police-held.txt");

/// What police did, as coders of police events ask for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Deed {
    /// Violence, and coercion other than arrests.
    Force,
    Arrest,
}

struct Row {
    deeds: BTreeSet<Deed>,
    /// Whether the sentence does not say who did it.
    hidden: bool,
    others: Vec<(&'static str, &'static str)>,
    sentence: &'static str,
}

fn rows(table: &'static str) -> Vec<Row> {
    let rows = table.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    rows.map(|line| {
        let columns: Vec<&str> = line.split(" | ").collect();
        let [police, others, sentence] = columns[..] else { panic!("three columns: {line}") };
        let deed = |word: &str| match word.trim_matches(['(', ')']) {
            "kill" | "force" | "restrict" => Some(Deed::Force),
            "arrest" => Some(Deed::Arrest),
            "-" => None,
            other => panic!("{other} is no deed of police: {line}"),
        };
        Row {
            deeds: police.split(' ').filter_map(deed).collect(),
            hidden: police.starts_with('('),
            others: others.split(' ').filter_map(|other| other.split_once(':')).collect(),
            sentence,
        }
    })
    .collect()
}

fn deed(event: &Event) -> Option<Deed> {
    let code = event.codes.plover.as_ref()?;
    match (code.event.as_str(), code.mode.as_deref()) {
        ("COERCE", Some("arrest")) => Some(Deed::Arrest),
        ("COERCE" | "ASSAULT", _) => Some(Deed::Force),
        _ => None,
    }
}

/// Whether police are among those who act.
fn is_of_police(record: &Record, event: &Event) -> bool {
    let actors = event.participants.iter().filter(|one| one.role == ParticipantRole::Actor);
    let mut entities = actors.filter_map(|one| one.entity);
    entities.any(|id| record.entities[id.index()].sectors.iter().any(|sector| sector == "COP"))
}

/// Whether an event of a type has an actor whose words hold this one, or any where it is `*`.
fn is_done_by(record: &Record, event: &Event, kind: &str, noun: &str) -> bool {
    let text: Vec<char> = record.report.text.chars().collect();
    event.codes.plover.as_ref().is_some_and(|code| code.event == kind)
        && (noun == "*"
            || event
                .participants
                .iter()
                .filter(|one| one.role == ParticipantRole::Actor)
                .map(|one| one.span)
                .any(|span| {
                    let words: String =
                        text[span.start as usize..span.end as usize].iter().collect();
                    words.to_lowercase().contains(&noun.to_lowercase())
                }))
}

/// Of a hundred rows, how many say of police what they should and no more; of a hundred deeds of
/// others, how many are found.
fn shares(table: &'static str) -> (usize, usize) {
    let rows = rows(table);
    let (mut right, mut found, mut asked) = (0, 0, 0);
    for row in &rows {
        let record = read(row.sentence);
        let all: BTreeSet<Deed> = record.events.iter().filter_map(deed).collect();
        let of_police: BTreeSet<Deed> = record
            .events
            .iter()
            .filter(|event| is_of_police(&record, event))
            .filter_map(deed)
            .collect();
        right += usize::from(if row.hidden {
            of_police.is_empty() && row.deeds.is_subset(&all)
        } else {
            of_police == row.deeds
        });
        asked += row.others.len();
        found += row
            .others
            .iter()
            .filter(|(kind, noun)| {
                record.events.iter().any(|event| is_done_by(&record, event, kind, noun))
            })
            .count();
    }
    (100 * right / rows.len(), 100 * found / asked)
}

#[test]
fn most_sentences_say_what_police_did_and_what_they_did_not() {
    let (police, others) = shares(TUNED);
    assert!(police >= 93 && others >= 85, "tuned: police {police} %, others {others} %");
    let (police, others) = shares(HELD);
    assert!(police >= 92 && others >= 95, "held: police {police} %, others {others} %");
}
