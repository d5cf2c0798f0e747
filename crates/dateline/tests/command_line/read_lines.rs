//! `dateline read --input jsonl --format jsonl`: every line is answered, in order.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use crate::support::{rows, run};

const JSON_LINES: [&str; 5] = ["read", "--input", "jsonl", "--format", "jsonl"];

#[test]
fn every_line_is_answered_in_order_good_or_bad() {
    let input = concat!(
        "{\"id\":\"a\",\"text\":\"The minister resigned on Monday.\"}\n",
        "\n",
        "nonsense\n",
        "{\"id\":\"b\",\"text\":\"\"}\n",
        "{\"id\":\"c\"}\n",
        "{\"id\":\"d\",\"text\":\"Two boats sank.\",\"published\":\"soon\"}\n",
        "{\"id\":5,\"text\":\"Two boats sank.\",\"published\":\"2024-07-16T09:30:00+02:00\"}",
    );
    let run = run(&JSON_LINES, input);
    assert_eq!(run.status, 0, "{}", run.said);
    assert!(run.said.contains("4 of 6 reports could not be read"), "{}", run.said);
    let answers: Vec<(Option<String>, Option<String>)> = rows(&run.out)
        .iter()
        .map(|row| {
            let id = row["id"].as_str().or(row["report"]["id"].as_str());
            (id.map(str::to_owned), row["error"]["code"].as_str().map(str::to_owned))
        })
        .collect();
    let expected = [
        (Some("a"), None),
        (None, Some("bad-json")),
        (Some("b"), Some("empty")),
        (Some("c"), Some("missing-text")),
        (Some("d"), Some("bad-date")),
        (Some("5"), None),
    ];
    let expected = expected.map(|(id, code)| (id.map(str::to_owned), code.map(str::to_owned)));
    assert_eq!(answers, expected);
    for row in rows(&run.out).iter().filter(|row| row.get("error").is_some()) {
        assert!(!row["error"]["message"].as_str().unwrap().is_empty());
    }
}

#[test]
fn threads_change_neither_order_nor_bytes() {
    let examples = include_str!("../../../../examples/reports.jsonl");
    let mut input = String::new();
    for number in 0..60 {
        let example = examples.lines().nth(number % 3).unwrap();
        input.push_str(&example.replacen("{\"id\": \"", &format!("{{\"id\": \"{number}-"), 1));
        input.push('\n');
    }
    let one = run(&[&JSON_LINES[..], &["--jobs", "1"]].concat(), &input);
    let four = run(&[&JSON_LINES[..], &["--jobs", "4"]].concat(), &input);
    assert_eq!(rows(&one.out).len(), 60);
    assert_eq!(one.out, four.out);
}

#[test]
fn lines_that_are_not_answered_on_standard_output_end_with_status_1() {
    let run = run(&["read", "--input", "jsonl"], "nonsense\n{\"text\":\"Two boats sank.\"}\n");
    assert_eq!(run.status, 1);
    assert!(run.said.contains("line 1: expected a JSON object"), "{}", run.said);
    assert!(!run.out.is_empty());
}

#[test]
fn no_lines_are_no_error() {
    let run = run(&JSON_LINES, "");
    assert_eq!((run.status, run.out.as_str(), run.said.as_str()), (0, "", ""));
}

#[test]
fn a_record_comes_before_the_next_line_is_there() {
    let mut child = spawn();
    let mut stdin = child.stdin.take().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    for id in ["a", "b"] {
        writeln!(stdin, "{{\"id\":\"{id}\",\"text\":\"The minister resigned.\"}}").unwrap();
        let line = lines.next().unwrap().unwrap();
        assert_eq!(rows(&line)[0]["report"]["id"], id);
    }
    drop(stdin);
    assert!(lines.next().is_none());
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_reader_that_goes_away_ends_the_run_quietly() {
    let mut child = spawn();
    let mut stdin = child.stdin.take().unwrap();
    let stdout = child.stdout.take().unwrap();
    let feeder = std::thread::spawn(move || {
        while writeln!(stdin, "{{\"id\":\"a\",\"text\":\"The minister resigned.\"}}").is_ok() {}
    });
    let first = BufReader::new(stdout).lines().next().unwrap().unwrap();
    assert_eq!(rows(&first)[0]["report"]["id"], "a");
    let output = child.wait_with_output().unwrap();
    feeder.join().unwrap();
    assert!(output.status.success());
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

fn spawn() -> std::process::Child {
    Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(JSON_LINES)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}
