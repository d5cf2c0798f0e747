//! `dateline explain`.

use std::fs;

use crate::support::{folder, run, run_in};

const TEXT: &str = "Rebels attacked a convoy on Monday, police said. The army attacked a camp. \
                    Kenya will meet with Peru in June.";
const DAY: [&str; 2] = ["--published", "2025-03-12"];

fn explain(more: &[&str], text: &str) -> crate::support::Run {
    run(&[&["explain"][..], &DAY[..], more].concat(), text)
}

#[test]
fn without_an_event_it_lists_them() {
    let listed = explain(&["-"], TEXT);
    assert_eq!((listed.status, listed.said.as_str()), (0, ""));
    for words in ["v1", "attacked", "ASSAULT", "meet", "AGREE"] {
        assert!(listed.out.contains(words), "{} lacks {words:?}", listed.out);
    }
    let json = explain(&["--format", "json", "-"], TEXT);
    let events: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(events[0]["id"], "v1");
}

#[test]
fn an_event_is_told_by_id_or_word_in_lines_no_wider_than_asked() {
    for (event, expected) in [
        (
            "v1",
            &[
                "[Rebels = actor] *attacked*",
                "ASSAULT",
                "by the pattern",
                "the subject",
                "10 Mar 2025",
            ][..],
        ),
        ("MEET", &["AGREE", "stands for CONSULT", "still to come", "the phrase with “with”"]),
        ("convoy", &["*attacked* [a convoy = recipient]"]),
    ] {
        for width in ["80", "120"] {
            let run = explain(&["--width", width, "-", event], TEXT);
            assert_eq!((run.status, run.said.as_str()), (0, ""), "{event}");
            let one_line = run.out.split_whitespace().collect::<Vec<_>>().join(" ");
            for words in expected {
                assert!(one_line.contains(words), "{} lacks {words:?}", run.out);
            }
            let widest = run.out.lines().map(|line| line.chars().count()).max().unwrap();
            assert!(widest <= width.parse().unwrap(), "{widest} columns:\n{}", run.out);
            assert!(!run.out.contains('\u{1b}'), "no colours into a pipe");
        }
    }
}

#[test]
fn what_cannot_be_meant_is_said_with_what_can() {
    for (text, event, expected) in [
        (TEXT, "attacker", &["nearest:", "v1 “attacked”"][..]),
        (TEXT, "v99", &["expected an id or a word of an event", "\"v99\""]),
        (TEXT, "attacked", &["is in 2; give the id:", "v1", "v3"]),
        ("Blue skies.", "v1", &["found none in this report"]),
        ("  \n", "v1", &["nothing but white space"]),
    ] {
        let run = explain(&["-", event], text);
        assert_eq!((run.status, run.out.as_str()), (1, ""), "{event}");
        for words in expected {
            assert!(run.said.contains(words), "{} lacks {words:?}", run.said);
        }
    }
}

#[test]
fn a_saved_record_is_read_again() {
    let folder = folder("a_saved_record_is_read_again");
    fs::write(folder.join("report.txt"), TEXT).unwrap();
    let read = [&["read", "--format", "json"][..], &DAY[..], &["report.txt"]].concat();
    let record = run_in(&folder, &read, b"").out;
    fs::write(folder.join("record.json"), &record).unwrap();
    let text = [&["explain"][..], &DAY[..], &["report.txt", "v1"]].concat();
    let of_text = run_in(&folder, &text, b"");
    let of_record = run_in(&folder, &["explain", "record.json", "v1"], b"");
    assert_eq!((of_record.status, of_record.said.as_str()), (0, ""));
    assert_eq!(of_record.out, of_text.out);

    let older = record.replace("\"model\": \"", "\"model\": \"old-");
    fs::write(folder.join("older.json"), older).unwrap();
    let run = run_in(&folder, &["explain", "older.json", "v1"], b"");
    assert_eq!(run.status, 0);
    assert!(run.said.contains("with model old-"), "{}", run.said);

    fs::write(folder.join("broken.json"), record.replace("\"sentences\"", "\"phrases\"")).unwrap();
    let run = run_in(&folder, &["explain", "broken.json", "v1"], b"");
    assert_eq!(run.status, 1);
    assert!(
        run.said.contains("expected a record, as `dateline read --format json`"),
        "{}",
        run.said
    );
}

#[test]
fn programs_get_the_event_and_its_reasons() {
    let run = explain(&["--format", "json", "-", "meet"], TEXT);
    let answer: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(answer["event"]["codes"]["plover"]["event"], "AGREE");
    assert_eq!(answer["explanation"]["codes"][0]["before"], "CONSULT");
    assert!(answer["explanation"]["codes"][0]["line"].as_u64().unwrap() > 1);
}

#[test]
fn a_users_codebook_is_explained_by_its_file_and_line() {
    let folder = folder("explain-codebook");
    let starter = run(&["codebook", "new", "strikes"], "").out;
    fs::write(folder.join("my.codebook"), starter).unwrap();
    let text = b"Nurses walked out on Monday. The two companies struck a deal.";
    fs::write(folder.join("report.txt"), text).unwrap();
    for (event, expected) in [
        (
            "walked",
            &["strikes: STRIKE", "the pattern \u{201c}walk out\u{201d} in my.codebook:19"][..],
        ),
        ("struck", &["strikes: no type, by the pattern", "my.codebook:56", "nothing to code"]),
    ] {
        let told = run_in(
            &folder,
            &["explain", "--width", "80", "--codebook", "my.codebook", "report.txt", event],
            b"",
        );
        assert_eq!((told.status, told.said.as_str()), (0, ""), "{told:?}");
        let one_line = told.out.split_whitespace().collect::<Vec<_>>().join(" ");
        for words in expected.iter().chain(&["probability: ", "asked for"]) {
            assert!(one_line.contains(words), "{} lacks {words:?}", told.out);
        }
        let widest = told.out.lines().map(|line| line.chars().count()).max().unwrap();
        assert!(widest <= 80, "{widest} columns:\n{}", told.out);
    }
    let listed = run_in(&folder, &["explain", "--codebook", "my.codebook", "report.txt"], b"");
    let one_line = listed.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(one_line.contains("strikes"), "{}", listed.out);
}

const STRIKES: &str = "\
codebook strikes
title Strikes and what becomes of them
type STRIKE
  means People stop work to press a demand.
  verb walk out
  example Nurses *walked* out on Monday.
type QUARREL
  means Employers and employed are at odds.
  verb walk
  example Nurses *walk* to the ministry.
";

/// A report with each of the cases that a newcomer asks about.
const CASES: &str = "SFAX, March 12, 2025 (Meridian Wire) - Nurses walked out at two hospitals on \
                     Monday, the union said. The choir sang in the ruins. Kenya's president may \
                     meet Peru's foreign minister in June. The army nearly shelled its own camp. In \
                     1974 rebels burned the town hall. A court sentenced the editor to three years \
                     in prison. The general denied that his men had looted the port.";

/// What is printed, without what changes whenever weights are learned or a codebook that ships grows.
fn without_weights(printed: &str) -> String {
    let mut out = String::new();
    let mut within_reasons = false;
    for line in printed.lines() {
        let begins =
            ["for ", "by ", "one of ", "runner-up", "probability", "auxiliary", "the pattern"];
        let goes_on =
            line.starts_with("    ") && !begins.iter().any(|word| line[4..].starts_with(word));
        within_reasons = line.starts_with("    for ") && line.contains(" rather than ")
            || within_reasons && goes_on;
        if within_reasons && goes_on {
            continue;
        }
        let kept = if within_reasons {
            format!("{}: …", line.split(':').next().unwrap())
        } else if line.starts_with("    probability: ") {
            line.chars().map(|letter| if letter.is_ascii_digit() { '#' } else { letter }).collect()
        } else {
            line.to_owned()
        };
        let mut words = Vec::new();
        for word in kept.split(' ') {
            let number = word.bytes().all(|byte| byte.is_ascii_digit()) && !word.is_empty();
            words.push(if number && words.last() == Some(&"line") { "#" } else { word });
        }
        out.push_str(&words.join(" "));
        out.push('\n');
    }
    out
}

#[test]
fn events_are_explained_in_words_a_newcomer_reads() {
    let folder = folder("explain-words");
    fs::write(folder.join("strikes.codebook"), STRIKES).unwrap();
    fs::write(folder.join("report.txt"), CASES).unwrap();
    let call = ["explain", "--width", "80", "--codebook", "strikes.codebook", "report.txt"];
    insta::assert_snapshot!("explain_list", run_in(&folder, &call, b"").out);
    for (event, name) in [
        ("walked", "explain_codebook_of_the_user_with_a_runner_up"),
        ("sang", "explain_event_without_a_code"),
        ("meet", "explain_hedged_event"),
        ("shelled", "explain_event_that_nearly_happened"),
        ("burned", "explain_event_of_long_ago"),
        ("sentenced", "explain_type_with_a_runner_up"),
        ("looted", "explain_denied_event"),
    ] {
        let told = run_in(&folder, &[&call[..], &[event]].concat(), b"");
        assert_eq!((told.status, told.said.as_str()), (0, ""), "{event}");
        let widest = told.out.lines().map(|line| line.chars().count()).max().unwrap();
        assert!(widest <= 80, "{widest} columns:\n{}", told.out);
        insta::assert_snapshot!(name, without_weights(&told.out));
    }
}
