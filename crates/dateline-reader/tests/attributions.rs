//! Attributions as an annotator would mark them: a text, and who says what in it.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::sync::LazyLock;

use dateline_reader::Reader;
use dateline_record::{Attribution, Record, Report, Span};

/// What a text should give: its outermost attributions, each as
/// `source | cue | content | mode | stance | kind of source`, pieces of a content joined by ` … `.
const TEXTS: &[(&str, &[&str])] = &[
    // Reported clauses
    (
        "The ministry said that the bridge had collapsed.",
        &["The ministry | said | that the bridge had collapsed | Indirect | Says | Official"],
    ),
    (
        "The senator denied that he had met the lobbyist.",
        &["The senator | denied | that he had met the lobbyist | Indirect | Denies | Official"],
    ),
    (
        "The talks, the envoy said, were difficult.",
        &["the envoy | said | The talks … were difficult | Indirect | Says | Official"],
    ),
    // Direct speech with its tag before, after and inverted
    (
        "“We will rebuild the bridge,” the mayor said.",
        &["the mayor | said | “We will rebuild the bridge,” | Direct | Says | Official"],
    ),
    (
        "“We will rebuild the bridge,” said Ana Duarte, a spokeswoman for the city.",
        &["Ana Duarte, a spokeswoman for the city | said | “We will rebuild the bridge,” \
           | Direct | Says | Spokesperson"],
    ),
    (
        "“We will rebuild the bridge,” she said. “It will take two years.”",
        &["she | said | “We will rebuild the bridge,” … “It will take two years.” \
           | Direct | Says | Unnamed"],
    ),
    (
        "The governor said the law would pass. “This is far from over.”",
        &["The governor | said | the law would pass … “This is far from over.” \
           | Mixed | Says | Official"],
    ),
    // A participle of speech goes on from the cue
    (
        "She said the vote was lost, adding that the party would appeal.",
        &[
            "She | said | the vote was lost | Indirect | Says | Unnamed",
            "She | adding | that the party would appeal | Indirect | Says | Unnamed",
        ],
    ),
    // Intentions, beliefs, refusals
    (
        "The company planned to close two factories.",
        &["The company | planned | to close two factories | Indirect | Plans | Unnamed"],
    ),
    (
        "The ministry declined to comment.",
        &["The ministry | declined | to comment | Indirect | Declines | Official"],
    ),
    // Passives
    (
        "The general was quoted as saying that the attack had failed.",
        &["The general | was quoted as saying | that the attack had failed \
           | Indirect | Says | Official"],
    ),
    // Phrases
    (
        "According to the survey, most farmers support the plan.",
        &["the survey | According to | most farmers support the plan | Indirect | Says | Poll"],
    ),
    // No attribution: names of works, marks of distance, plain events
    ("The so-called “reform” failed within a year.", &[]),
    ("The train left the station at noon.", &[]),
];

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new().unwrap());

fn read(text: &str) -> Record {
    let report = Report { text: text.to_owned(), ..Report::default() };
    READER.read(&report).unwrap()
}

fn words(record: &Record, span: Span) -> String {
    let text = record.report.text.chars();
    text.skip(span.start as usize).take((span.end - span.start) as usize).collect()
}

fn row(record: &Record, attribution: &Attribution) -> String {
    let pieces = |spans: &[Span]| {
        let pieces: Vec<String> = spans.iter().map(|&span| words(record, span)).collect();
        pieces.join(" … ")
    };
    let sources: Vec<Span> = attribution.sources.iter().map(|source| source.span).collect();
    format!(
        "{} | {} | {} | {:?} | {:?} | {:?}",
        pieces(&sources),
        pieces(&attribution.cue),
        pieces(&attribution.content),
        attribution.mode,
        attribution.stance,
        attribution.source_kind,
    )
}

#[test]
fn texts_give_their_outermost_attributions() {
    let mut failures = Vec::new();
    for (text, expected) in TEXTS {
        let record = read(text);
        let found: Vec<String> = record
            .attributions
            .iter()
            .filter(|attribution| attribution.parent.is_none())
            .map(|attribution| row(&record, attribution))
            .collect();
        if found != *expected {
            failures.push(format!("{text}\n  expected {expected:#?}\n  found {found:#?}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn an_attribution_in_a_content_has_a_parent_that_holds_its_cue() {
    let record = read("The newspaper reported that the president had denied that he knew of it.");
    let nested = record.attributions.iter().find(|attribution| attribution.parent.is_some());
    let nested = nested.expect("a nested attribution");
    assert_eq!(words(&record, nested.cue[0]), "had denied");
    let parent = &record.attributions[nested.parent.unwrap().index()];
    assert_eq!(words(&record, parent.cue[0]), "reported");
    assert!(parent.content.iter().any(|piece| piece.contains(nested.cue[0])));
}

#[test]
fn a_clause_behind_a_report_is_the_reports() {
    for text in [
        "The ministry confirmed a press report that the envoy, who had served in Lima, left Quito.",
        "Officials denied a media report that the port was closed.",
    ] {
        let record = read(text);
        let nested = record.attributions.iter().find(|attribution| attribution.parent.is_some());
        let nested = nested.unwrap_or_else(|| panic!("no nested attribution: {text}"));
        assert!(words(&record, nested.sources[0].span).ends_with("report"), "{text}");
    }
}

#[test]
fn parents_never_run_in_a_ring() {
    let text = "“Yes,” he said, she said, they said, “no,” it said: we say according to you. ";
    let record = read(&text.repeat(40));
    for attribution in &record.attributions {
        let mut above = attribution.parent;
        for _ in 0..record.attributions.len() {
            let Some(id) = above else { break };
            above = record.attributions[id.index()].parent;
        }
        assert_eq!(above, None);
    }
}

#[test]
fn the_time_of_speech_is_kept() {
    let record = read("The ministry said on Tuesday that the bridge had collapsed.");
    let said = &record.attributions[0];
    let time = said.time.expect("a time");
    assert_eq!(words(&record, record.times[time.index()].span), "Tuesday");
}
