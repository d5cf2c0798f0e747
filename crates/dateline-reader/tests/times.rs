//! The table of phenomena in `data/times.txt`, and what holds for the times of any text.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::ops::Range;
use std::sync::LazyLock;

use dateline_reader::Reader;
use dateline_record::{Record, Report, Time};
use edtf_core::Edtf;
use proptest::prelude::*;

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new().unwrap());

const TABLE: &str = include_str!("data/times.txt");

const PUBLISHED: &str = "2024-09-18";

fn read(text: &str, published: Option<&str>) -> Record {
    let published = published.map(str::to_owned);
    READER.read(&Report { text: text.to_owned(), published, ..Report::default() }).unwrap()
}

/// A text without its marks, and the marked places in characters.
fn unmarked(marked: &str) -> (String, Vec<Range<u32>>) {
    let (mut text, mut places, mut length) = (String::new(), Vec::new(), 0);
    for (part, piece) in marked.split("[[").flat_map(|piece| piece.split("]]")).enumerate() {
        let end = length + piece.chars().count() as u32;
        if part % 2 == 1 {
            places.push(length..end);
        }
        text.push_str(piece);
        length = end;
    }
    (text, places)
}

/// Whether a time is what a place should give: `DATE 2024-09 mod=START edtf=2024-09`.
fn is_expected(time: &Time, expected: &str) -> bool {
    let mut parts = expected.split(' ');
    let kind = format!("{:?}", time.kind).to_uppercase();
    let named = parts.next() == Some(kind.as_str()) && parts.next() == Some(time.value.as_str());
    named
        && parts.all(|part| match part.split_once('=') {
            Some(("mod", modifier)) => time.modifier.as_deref() == Some(modifier),
            Some(("edtf", edtf)) => time.edtf.as_deref() == Some(edtf),
            Some(("days", days)) => {
                let day = |day: Option<jiff::civil::Date>| {
                    day.map_or("-".to_owned(), |day| day.to_string())
                };
                days == format!("{}..{}", day(time.earliest), day(time.latest))
            }
            _ => panic!("expected mod=, edtf= or days=, but found {part:?}"),
        })
}

#[test]
fn every_sentence_of_the_table_gives_its_times() {
    let mut failures = Vec::new();
    for line in TABLE.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (marked, expected) = line.split_once('\t').unwrap();
        let (published, marked) =
            match marked.strip_prefix('@').and_then(|rest| rest.split_once(' ')) {
                Some(("none", marked)) => (None, marked),
                Some((day, marked)) => (Some(day), marked),
                None => (Some(PUBLISHED), marked),
            };
        let (text, places) = unmarked(marked);
        let expected: Vec<&str> = expected.split(" | ").filter(|place| *place != "-").collect();
        let record = read(&text, published);
        let right = record.times.len() == places.len()
            && places.len() == expected.len()
            && record.times.iter().zip(places.iter().zip(&expected)).all(
                |(time, (place, expected))| {
                    (time.span.start..time.span.end) == *place && is_expected(time, expected)
                },
            );
        if !right {
            failures.push(format!("{line}\n    gave {:#?}", record.times));
        }
        check_edtf(&record);
    }
    assert!(failures.is_empty(), "{} failed:\n{}", failures.len(), failures.join("\n"));
}

/// What is written in EDTF is valid EDTF, within the days given.
fn check_edtf(record: &Record) {
    for time in &record.times {
        if let Some(edtf) = &time.edtf {
            assert!(Edtf::parse(edtf).is_ok(), "{edtf:?} of {time:?} is no EDTF");
        }
    }
}

#[test]
fn what_is_no_day_is_noted_where_it_stands() {
    for (text, code, message) in [
        (
            "They met on February 30.",
            "time-impossible",
            "\u{201c}February 30\u{201d} is no day of the calendar: left without a time",
        ),
        (
            "They met on Feb. 29, 2023.",
            "time-impossible",
            "\u{201c}Feb. 29, 2023\u{201d} is no day of the calendar: only \u{201c}2023\u{201d} is read",
        ),
        (
            "They met on the 31st of June.",
            "time-impossible",
            "\u{201c}31st of June\u{201d} is no day of the calendar: only \u{201c}June\u{201d} is read",
        ),
        (
            "They met on 13/45/2020.",
            "time-impossible",
            "\u{201c}13/45/2020\u{201d} is no day of the calendar: left without a time",
        ),
        (
            "They met in the year 99999.",
            "time-impossible",
            "\u{201c}year 99999\u{201d} lies beyond the years that are read: left without a time",
        ),
        (
            "They met on 2882015 in a barn.",
            "time-unclear",
            "\u{201c}2882015\u{201d} may be a date without its marks or a number: left without a time",
        ),
    ] {
        let record = read(text, Some(PUBLISHED));
        let found: Vec<(&str, &str)> =
            record.notes.iter().map(|note| (note.code.as_str(), note.message.as_str())).collect();
        assert_eq!(found, [(code, message)], "in {text:?}");
        let (start, end) = (record.notes[0].start.unwrap(), record.notes[0].end.unwrap());
        assert!(start < end && end as usize <= text.chars().count());
    }
}

#[test]
fn what_is_a_day_or_no_date_has_no_note() {
    for text in [
        "They met on February 29, 2024 and on 31 May.",
        "In June 31 people died.",
        "It fell by 2882015 votes, to version 10.20.30 of room 12/10/3.",
        "The summit ran June 30-July 2, 2021.",
        "They met in the year 2021.",
    ] {
        assert!(read(text, Some(PUBLISHED)).notes.is_empty(), "in {text:?}");
    }
}

/// Pieces of dates, right and wrong, to be put together at random.
const PIECES: &[&str] = &[
    "February",
    "30",
    "31",
    "June",
    "2882015",
    "13/45/2020",
    "99999",
    "the year",
    "of",
    ",",
    "-",
    "\u{663}",
    "\u{ff12}\u{ff10}\u{ff12}\u{ff14}",
    "\u{967}\u{966}",
    "BC",
    "ago",
    "weeks",
    "every",
    "Friday",
    "the",
    "last",
    "first half of",
    "until then",
    "2020-24",
    "'98",
    "12:61",
    "p.m.",
    "in",
    "c.",
    "FY",
    "/23",
    "Q4",
    "one day",
    "a year and a half",
    "9999-12-31",
    "0000-00-00",
    "(",
    "?",
    ")",
    "perhaps",
    "earlier",
    "1/1/1/1",
    "999999999999999999999",
    "Eid al-Fitr",
    "week of",
    "May",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_heap_of_dates_is_read(
        pieces in proptest::collection::vec(proptest::sample::select(PIECES), 1..40),
        published in proptest::sample::select(&[None, Some("2024-09-18"), Some("9999-12-31"), Some("0001-01-01"), Some("30 February")][..]),
    ) {
        for text in [pieces.join(" "), pieces.concat()] {
            let record = read(&text, published);
            check_edtf(&record);
            for time in &record.times {
                prop_assert!(time.earliest <= time.latest || time.latest.is_none(), "{time:?}");
            }
            for note in &record.notes {
                prop_assert!(note.start < note.end, "{note:?}");
            }
        }
    }
}
