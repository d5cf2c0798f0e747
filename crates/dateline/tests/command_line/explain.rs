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
