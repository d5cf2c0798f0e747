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
    (
        "The bank lost two directors, as reported by the Courier.",
        &["the Courier | as reported | The bank lost two directors | Indirect | Says | Named"],
    ),
    // Acts that are no words
    ("A gunman carried out an attack on the consulate in Herat.", &[]),
    ("The cell was formed to carry out attacks against banks.", &[]),
    ("The appointment of a new judge was delayed.", &[]),
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

#[test]
fn particulars_of_speech_are_kept() {
    // A text, and the words of addressee, medium, and anonymity; `-` where there are none.
    for (text, addressee, through, anonymity) in [
        ("The minister told reporters that the port had closed.", "reporters", "-", "-"),
        ("The bank wrote to the council that it would sell.", "the council", "-", "-"),
        ("The minister said that the port had closed.", "-", "-", "-"),
        (
            "The envoy was quoted by a newspaper as saying that the talks had failed.",
            "-",
            "a newspaper",
            "-",
        ),
        (
            "An official, who spoke on condition of anonymity because the talks are secret, said \
             the offer was dead.",
            "-",
            "-",
            "who spoke on condition of anonymity because the talks are secret",
        ),
    ] {
        let record = read(text);
        let attribution = &record.attributions[0];
        let found = |span: Option<Span>| span.map_or("-".to_owned(), |span| words(&record, span));
        assert_eq!(found(attribution.addressee.map(|party| party.span)), addressee, "{text}");
        assert_eq!(found(attribution.through.map(|party| party.span)), through, "{text}");
        let source = attribution.sources.first();
        assert_eq!(found(source.and_then(|source| source.anonymity)), anonymity, "{text}");
    }
}

#[test]
fn a_spokesperson_is_linked_to_whom_they_speak_for() {
    let record = read("Ana Duarte, a spokeswoman for Norvik Shipping, said the ferry was safe.");
    let source = record.attributions[0].sources[0];
    let principal = source.on_behalf_of.expect("a principal");
    assert_eq!(record.entities[principal.index()].name, "Norvik Shipping");
    assert_ne!(source.entity, Some(principal));
}

#[test]
fn transcripts_are_read_by_turns() {
    let record = read(
        "Q: When did the pumps stop?\n\nA: At noon. Nobody was told.\n\nJOHN LARSEN: We were asleep.",
    );
    let turns: Vec<(String, String)> = record
        .attributions
        .iter()
        .filter(|attribution| attribution.parent.is_none())
        .map(|turn| (words(&record, turn.sources[0].span), words(&record, turn.content[0])))
        .collect();
    let turns: Vec<(&str, &str)> = turns.iter().map(|(who, what)| (&**who, &**what)).collect();
    assert_eq!(
        turns,
        [
            ("Q", "When did the pumps stop?"),
            ("A", "At noon. Nobody was told"),
            ("JOHN LARSEN", "We were asleep"),
        ]
    );
}

#[test]
fn a_quotation_that_is_not_closed_is_noted_and_ends_with_its_paragraph() {
    let codes = |text: &str| -> Vec<String> {
        read(text).notes.iter().map(|note| note.code.clone()).collect()
    };
    let open = "The mayor said: “The bridge is closed.\n\nTraffic was light on Monday.";
    assert_eq!(codes(open), ["quotation-unclosed"]);
    let record = read(open);
    let end = record.notes[0].end.expect("an end") as usize;
    assert!(end <= open.chars().position(|c| c == '\n').expect("a paragraph's end"));
    // Speech of two paragraphs opens again at the second.
    let two = "The mayor said: “The bridge is closed.\n\n“Take the tunnel,” he said.";
    assert_eq!(codes(two), Vec::<String>::new());
}

#[test]
fn quotation_marks_of_every_shape_are_read_and_none_is_fatal() {
    for text in [
        "„Die Brücke is closed,“ the mayor said.",
        "«The bridge is closed», the mayor said.",
        "``The bridge is closed,'' the mayor said.",
        "\"The bridge is closed,\" the mayor said.",
        "“The ‘old” bridge’ is “closed, the mayor said.",
        "”””“““ said ’’ ‘‘ «« »» „„ the mayor",
        "“““The bridge””” “is” ”closed“, the mayor said.",
    ] {
        let record = read(text);
        assert!(record.attributions.iter().all(|found| !found.cue.is_empty()), "{text}");
    }
}

#[test]
fn contents_of_a_hundred_paragraphs_grow_with_the_text() {
    // The words of all contents together: ten times the text, ten times the words, not a hundred.
    let count = |paragraphs: usize| {
        let mut text = "The captain said: “The pump failed at noon.\n\n".to_owned();
        text.push_str(&"“Nobody knew what to do about the water.\n\n".repeat(paragraphs));
        text.push_str("“We waited,” he said.");
        let record = read(&text);
        let pieces = record.attributions.iter().flat_map(|attribution| &attribution.content);
        pieces.map(|piece| (piece.end - piece.start) as usize).sum::<usize>()
    };
    let (few, many) = (count(10), count(100));
    assert!(many <= 11 * few, "{few} and {many}");
}

#[test]
fn a_sentence_without_end_is_noted_and_not_searched() {
    let text = "the clerk said that ".repeat(400);
    let record = read(&text);
    let noted: Vec<(u32, u32)> = record
        .notes
        .iter()
        .filter(|note| note.code == "sentence-too-long")
        .map(|note| (note.start.unwrap(), note.end.unwrap()))
        .collect();
    assert!(!noted.is_empty());
    let searched = |at: u32| !noted.iter().any(|&(start, end)| start <= at && at < end);
    let cues = record.attributions.iter().flat_map(|attribution| &attribution.cue);
    assert!(cues.into_iter().all(|cue| searched(cue.start)));
}
