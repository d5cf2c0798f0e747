//! `dateline codebook` and `dateline read --codebook`.

use std::fs;

use crate::support::{folder, rows, run, run_in};

const REPORT: &str = r#"{"id": "1", "text": "Nurses walked out on Monday. The union ended the strike on Friday. A tanker sank."}"#;

/// The codes of each event with this word, in the first record.
fn codes(out: &str, lemma: &str) -> serde_json::Value {
    let record = rows(out).remove(0);
    let events = record["events"].as_array().unwrap();
    let event = events.iter().find(|event| event["lemma"] == lemma);
    event.unwrap_or_else(|| panic!("no {lemma} in {events:#?}"))["codes"].clone()
}

#[test]
fn a_new_codebook_is_in_order_and_its_examples_are_coded_right() {
    let folder = folder("new-codebook");
    let made = run_in(&folder, &["codebook", "new", "stoppages", "--out", "my.codebook"], b"");
    assert_eq!((made.status, made.out.as_str()), (0, ""), "{made:?}");
    let checked = run_in(&folder, &["codebook", "check", "my.codebook"], b"");
    assert_eq!((checked.status, checked.said.as_str()), (0, ""), "{checked:?}");
    assert!(checked.out.contains("stoppages: 3 types"), "{checked:?}");
    assert!(checked.out.contains("coded right"), "{checked:?}");

    let again = run_in(&folder, &["codebook", "new", "--out", "my.codebook"], b"");
    assert_eq!(again.status, 1);
    assert!(again.said.contains("expected a new file"), "{again:?}");
    let taken = run_in(&folder, &["codebook", "new", "plover"], b"");
    assert!(taken.status == 1 && taken.said.contains("which is taken"), "{taken:?}");
}

#[test]
fn the_codes_of_a_codebook_stand_under_its_name() {
    let folder = folder("read-codebook");
    let starter = run(&["codebook", "new", "strikes"], "").out;
    fs::write(folder.join("one.codebook"), &starter).unwrap();
    fs::write(
        folder.join("two.codebook"),
        "codebook wrecks\ntype SINK\n  means Ships sink.\n  verb sink\n",
    )
    .unwrap();
    let read = ["read", "--input", "jsonl", "--format", "jsonl"];
    let with = ["--codebook", "one.codebook", "--codebook", "two.codebook"];
    let found = run_in(&folder, &[&read[..], &with].concat(), REPORT.as_bytes());
    assert_eq!(found.status, 0, "{found:?}");
    assert_eq!(codes(&found.out, "walk")["strikes"], "STRIKE");
    assert_eq!(codes(&found.out, "end")["strikes"], "END");
    // The strike is part of its end.
    assert_eq!(codes(&found.out, "strike")["strikes"], serde_json::Value::Null);
    assert_eq!(codes(&found.out, "sink")["strikes"], serde_json::Value::Null);
    assert_eq!(codes(&found.out, "sink")["wrecks"], "SINK");

    let schema: serde_json::Value = serde_json::from_str(&run(&["schema"], "").out).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for record in rows(&found.out) {
        assert!(validator.is_valid(&record));
    }
    let without = run_in(&folder, &read, REPORT.as_bytes());
    assert!(codes(&without.out, "walk").get("strikes").is_none());

    let twice = ["--codebook", "one.codebook", "--codebook", "one.codebook"];
    let refused = run_in(&folder, &[&read[..], &twice].concat(), REPORT.as_bytes());
    assert_eq!((refused.status, refused.out.as_str()), (1, ""));
    assert!(refused.said.contains("codebooks of different names"), "{refused:?}");
}

#[test]
fn participants_may_be_restricted_by_country_sector_and_kind() {
    let folder = folder("restricted-codebook");
    let codebook = "codebook visits\n\
        type OURS\n  means Kenya's.\n  verb leave [actor: KEN]\n\
        type POLICE\n  means The police's.\n  verb leave [actor: COP]\n\
        type PERSON\n  means A person's.\n  verb leave [actor: person]\n";
    fs::write(folder.join("visits.codebook"), codebook).unwrap();
    for (text, expected) in [
        ("Kenya left the bloc on Monday.", "OURS".into()),
        ("Police left the square on Monday.", "POLICE".into()),
        ("Maria Ossowska left the town on Monday.", "PERSON".into()),
        ("The glacier left a lake.", serde_json::Value::Null),
    ] {
        let arguments = ["read", "--format", "jsonl", "--codebook", "visits.codebook"];
        let found = run_in(&folder, &arguments, text.as_bytes());
        assert_eq!(codes(&found.out, "leave")["visits"], expected, "{text}");
    }
}

#[test]
fn errors_point_at_their_lines() {
    let folder = folder("bad-codebook");
    let bad = "codebook strikes\ntype STRIKE\n  means Stopping work.\n  verb strik.*, walk out\n  exampel A *strike* began.\n";
    fs::write(folder.join("bad.codebook"), bad).unwrap();
    fs::write(folder.join("binary.codebook"), b"\x7FELF\0\0").unwrap();
    fs::write(folder.join("latin.codebook"), b"codebook a\n# caf\xE9\n").unwrap();
    for arguments in
        [&["codebook", "check", "bad.codebook"][..], &["read", "--codebook", "bad.codebook"]]
    {
        let found = run_in(&folder, arguments, REPORT.as_bytes());
        assert_eq!((found.status, found.out.as_str()), (1, ""), "{found:?}");
        for part in [
            "bad.codebook:4:8",
            "no regular expressions",
            "bad.codebook:5:3",
            "did you mean example?",
            "2 errors",
        ] {
            assert!(found.said.contains(part), "{part} in {}", found.said);
        }
        assert!(!found.said.contains('\u{1b}'), "no colours in a pipe");
    }
    for (file, part) in [
        ("none.codebook", "cannot read the codebook none.codebook"),
        ("binary.codebook", "zero bytes"),
        ("latin.codebook", "latin.codebook, line 2: expected UTF-8, but found the byte 0xE9"),
    ] {
        for arguments in [&["codebook", "check", file][..], &["read", "--codebook", file]] {
            let found = run_in(&folder, arguments, REPORT.as_bytes());
            assert_eq!((found.status, found.out.as_str()), (1, ""), "{found:?}");
            assert!(found.said.contains(part), "{part} in {}", found.said);
        }
    }
}

#[test]
fn an_example_that_is_coded_wrong_is_told_with_the_reason() {
    let folder = folder("wrong-codebook");
    let codebook = "codebook strikes\n\
        type STRIKE\n  means Stopping work.\n  verb walk out, strike\n\
        \u{20} example The *glacier* shone.\n\
        \u{20} example Nurses *walked* home.\n\
        \u{20} example Drivers *picketed* the depot.\n\
        \u{20} counter The firms *struck* a deal.\n\
        type DEAL\n  means Deals.\n  verb agree\n  noun deal\n\
        \u{20} example Nurses *walked* out.\n\
        nothing\n  verb strike pose\n";
    fs::write(folder.join("wrong.codebook"), codebook).unwrap();
    let found = run_in(&folder, &["codebook", "check", "wrong.codebook"], b"");
    assert_eq!(found.status, 1);
    for part in [
        "wrong.codebook, line 5: The *glacier* shone.",
        "no event at \"glacier\"",
        "no pattern of the verb walk fits",
        "no pattern has the trigger picket, read as a verb",
        "expected: not STRIKE",
        "STRIKE, by \"strike\" in line 4",
        "expected: DEAL",
        "STRIKE, by \"walk out\" in line 4",
        "strikes: 2 types, 5 patterns; 5 of 5 examples coded wrong",
    ] {
        assert!(found.out.contains(part), "{part} in {}", found.out);
    }
}

#[test]
fn what_the_program_carries_is_shown() {
    let list = run(&["codebook", "list"], "").out;
    let shown = run(&["codebook", "show", "plover"], "").out;
    let one = run(&["codebook", "show", "plover", "ASSAULT"], "").out;
    assert!(list.contains("plover") && list.contains("core"), "{list}");
    assert!(shown.contains("ASSAULT") && shown.contains("4 material"), "{shown}");
    assert!(one.contains("verbs") && one.contains("ASSAULT beat"), "{one}");
    for out in [&list, &shown, &one] {
        assert!(out.lines().all(|line| line.chars().count() <= 100), "{out}");
    }
    let cameo = run(&["codebook", "show", "cameo"], "").out;
    assert!(cameo.contains("weight") && !cameo.contains("modes"), "{cameo}");
    let war = run(&["codebook", "show", "cameo", "190"], "").out;
    for part in ["-10.0 on Goldstein's scale", "in plover  ASSAULT"] {
        assert!(war.contains(part), "{part} in {war}");
    }
    let source = run(&["codebook", "show", "core", "--source"], "").out;
    assert!(source.contains("\ncodebook core\n"));
    let wrong = run(&["codebook", "show", "plover", "ASSALT"], "");
    assert!(wrong.status == 1 && wrong.said.contains("did you mean ASSAULT?"), "{wrong:?}");
    let none = run(&["codebook", "show", "plovr"], "");
    assert!(none.status == 1 && none.said.contains("expected one of plover, core"), "{none:?}");
}

#[test]
fn every_part_has_help_with_examples() {
    for arguments in [
        &["codebook", "--help"][..],
        &["codebook", "check", "--help"],
        &["codebook", "new", "--help"],
        &["codebook", "show", "--help"],
    ] {
        let help = run(arguments, "");
        assert!(help.status == 0 && help.out.contains("Examples:"), "{help:?}");
    }
}

#[test]
fn the_example_of_fifty_types_is_in_order_and_shows_in_the_picture() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/maritime.codebook");
    let checked = run(&["codebook", "check", file], "");
    assert_eq!((checked.status, checked.said.as_str()), (0, ""), "{checked:?}");
    assert!(checked.out.contains("all 56 examples coded right"), "{checked:?}");
    for (text, code) in [
        ("Pirates hijacked a tanker off Lima.", "maritime HIJACK"),
        // A verb of which the language core has no dictionary form.
        ("The line rerouted its ships.", "maritime DIVERSION"),
    ] {
        let wide = ["read", "--codebook", file, "--width", "60", "-"];
        let read = run(&wide, text);
        let one_line = read.out.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(one_line.contains(code), "{}", read.out);
    }
}
