//! `dateline read` with files, folders and standard input.

use std::fs;

use crate::support::{folder, rows, run, run_in};
use dateline_record::Record;

const EXAMPLE: &str = "examples/fishing-talks.txt";
const REPORT: &str = include_str!("../../../../examples/fishing-talks.txt");

#[test]
fn json_is_the_record_and_comes_back_the_same() {
    let run = run(&["read", "--format", "json", EXAMPLE], "");
    assert_eq!((run.status, run.said.as_str()), (0, ""));
    let record: Record = serde_json::from_str(&run.out).unwrap();
    assert_eq!(record.report.text, REPORT);
    assert_eq!(record.report.id, EXAMPLE);
    let again = serde_json::to_string_pretty(&record).unwrap();
    assert_eq!(again, run.out.trim_end());
}

#[test]
fn json_is_valid_by_the_schema_that_the_program_prints() {
    let schema = serde_json::from_str(&run(&["schema"], "").out).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let run = run(&["read", "--input", "jsonl", "--format", "jsonl", "examples/reports.jsonl"], "");
    assert_eq!(run.status, 0);
    for row in rows(&run.out) {
        let problems: Vec<String> =
            validator.iter_errors(&row).map(|one| one.to_string()).collect();
        assert!(problems.is_empty(), "{problems:?}");
    }
}

#[test]
fn what_the_caller_gives_stands_in_the_record() {
    let arguments = [
        "read",
        "--format",
        "json",
        "--published",
        "2025-03-12",
        "--title",
        "Talks",
        "--publisher",
        "Meridian Wire",
        "-",
    ];
    let record: Record = serde_json::from_str(&run(&arguments, REPORT).out).unwrap();
    assert_eq!(record.report.title.as_deref(), Some("Talks"));
    assert_eq!(record.report.publisher.as_deref(), Some("Meridian Wire"));
    assert_eq!(record.report.id, record.report.sha256);
}

#[test]
fn a_picture_in_a_pipe_is_plain_text() {
    let plain = run(&["read", "--width", "80", EXAMPLE], "");
    assert_eq!(plain.status, 0);
    assert!(!plain.out.contains('\u{1b}'));
    assert!(plain.out.lines().all(|line| line.chars().count() <= 80));
    let coloured = run(&["read", "--color", "always", EXAMPLE], "");
    assert!(coloured.out.contains("\u{1b}["));
}

#[test]
fn standard_input_is_read_where_no_file_is_named() {
    let named = run(&["read", "--format", "json", "-"], REPORT);
    let unnamed = run(&["read", "--format", "json"], REPORT);
    assert_eq!(named.out, unnamed.out);
    assert_eq!(unnamed.status, 0);
}

#[test]
fn a_folder_stands_for_its_texts_by_name() {
    let folder = folder("a_folder_stands_for_its_texts_by_name");
    fs::create_dir(folder.join("below")).unwrap();
    for name in ["b.txt", "a.TXT", "below/c.txt", "below/notes.md", ".hidden.txt"] {
        fs::write(folder.join(name), "The minister resigned on Monday.").unwrap();
    }
    let run = run_in(&folder, &["read", "--format", "jsonl", "."], b"");
    assert_eq!(run.status, 0, "{}", run.said);
    let ids: Vec<String> =
        rows(&run.out).iter().map(|row| row["report"]["id"].as_str().unwrap().to_owned()).collect();
    assert_eq!(ids, ["./a.TXT", "./b.txt", "./below/c.txt"]);
}

#[test]
fn one_bad_file_does_not_stop_the_rest() {
    let folder = folder("one_bad_file_does_not_stop_the_rest");
    fs::write(folder.join("good.txt"), "The minister resigned.").unwrap();
    fs::write(folder.join("empty.txt"), "").unwrap();
    let run =
        run_in(&folder, &["read", "--format", "jsonl", "empty.txt", "none.txt", "good.txt"], b"");
    assert_eq!(run.status, 1);
    assert_eq!(rows(&run.out).len(), 1);
    assert!(run.said.contains("2 of 3 reports could not be read"), "{}", run.said);
}

#[test]
fn errors_say_what_was_expected_and_what_was_found() {
    let folder = folder("errors_say_what_was_expected_and_what_was_found");
    fs::create_dir(folder.join("bare")).unwrap();
    fs::write(folder.join("report.txt"), "The minister resigned.").unwrap();
    fs::write(folder.join("blank.txt"), " \n\t\n").unwrap();
    fs::write(folder.join("picture.png"), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xfe").unwrap();
    let table: [(&[&str], i32, &[&str]); 10] = [
        (&["read", "reprot.txt"], 1, &["found nothing there", "did you mean report.txt?"]),
        (&["read", "elsewhere/zzz"], 1, &["at elsewhere/zzz", "check the path"]),
        (&["read", "blank.txt"], 1, &["blank.txt: expected a text", "found"]),
        (&["read", "picture.png"], 1, &["picture.png: expected a text", "image"]),
        (&["read", "bare"], 1, &["expected texts in the folder bare", "found none"]),
        (&["read", "--max-bytes", "10", "report.txt"], 1, &["at most 10 bytes", "--max-bytes"]),
        (&["parse", "--max-bytes", "10", "report.txt"], 1, &["at most 10 bytes", "--max-bytes"]),
        (&["read", "--published", "soon", "report.txt"], 2, &["expected a date such as", "soon"]),
        (&["read", "--jobs", "0", "report.txt"], 2, &["--jobs"]),
        (&["raed", "report.txt"], 2, &["read"]),
    ];
    for (arguments, status, words) in table {
        let run = run_in(&folder, arguments, b"");
        assert_eq!(run.status, status, "{arguments:?}: {}", run.said);
        assert_eq!(run.out, "", "{arguments:?}");
        assert!(run.said.starts_with("error: "), "{arguments:?}: {}", run.said);
        for word in words {
            assert!(run.said.contains(word), "{arguments:?}: {} lacks {word:?}", run.said);
        }
    }
}
