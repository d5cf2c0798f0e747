//! Lines of JSON Lines to reports, and to errors.

use std::io::{self, BufReader, Read};

use dateline_intake::{Limits, Lines, read_line};
use proptest::prelude::*;

#[test]
fn a_line_gives_a_report() {
    let line = r#"{"id": "a", "text": " It rained.\r\n😀 ", "title": "Rain", "published":
        "2024-07-16 09:30", "publisher": "The Example", "url": "https://example.org", "language": "en",
        "author": {"name": "nobody"}, "score": 1.5}"#;
    let report = read_line(line.as_bytes(), &Limits::default()).unwrap();
    assert_eq!(report.id.as_deref(), Some("a"));
    assert_eq!(report.text, " It rained.\r\n😀 ");
    assert_eq!(report.title.as_deref(), Some("Rain"));
    assert_eq!(report.published.as_deref(), Some("2024-07-16T09:30:00"));
    assert_eq!(report.publisher.as_deref(), Some("The Example"));
    assert_eq!(report.url.as_deref(), Some("https://example.org"));
    assert_eq!(report.language.as_deref(), Some("en"));
}

#[test]
fn what_is_not_given_is_absent() {
    for line in [
        r#"{"text": "It rained."}"#,
        r#"{"id": null, "text": "It rained.", "title": null, "published": null, "url": null}"#,
        "\u{feff}{\"text\": \"It rained.\", \"published\": \"\", \"language\": \"\"}\r",
    ] {
        let report = read_line(line.as_bytes(), &Limits::default()).unwrap();
        assert_eq!(
            report,
            dateline_record::Report { text: "It rained.".into(), ..Default::default() }
        );
    }
}

#[test]
fn ids_may_be_numbers() {
    for (id, expected) in
        [("7", "7"), ("\"007\"", "007"), ("1.5", "1.5"), ("-3", "-3"), ("\"\"", "")]
    {
        let line = format!(r#"{{"id": {id}, "text": "It rained."}}"#);
        let report = read_line(line.as_bytes(), &Limits::default()).unwrap();
        assert_eq!(report.id.as_deref(), Some(expected));
    }
}

/// A line, its id where it can be told, the error's code, and words of its message.
const BAD_LINES: &[(&[u8], Option<&str>, &str, &str)] = &[
    (b"", None, "bad-json", "nothing"),
    (b"It rained.", None, "bad-json", "write it with a JSON library"),
    (b"[1]", None, "bad-json", "a list"),
    (b"\"It rained.\"", None, "bad-json", "a string"),
    (b"null", None, "bad-json", "null"),
    (b"{\"id\": \"a\", \"text\": \"It rained", Some("a"), "bad-json", "its end too soon"),
    (b"{\"id\": 4, \"text\": \"It rained.\"", Some("4"), "bad-json", "line end"),
    (b"{\"id\": \"a\", \"text\": It rained.}", Some("a"), "bad-json", "place"),
    (b"{\"id\": \"a\", \"text\": \"It\nrained.\"}", Some("a"), "bad-json", "control character"),
    (b"{\"id\": \"a\", \"text\": \"It rained.\"} {}", Some("a"), "bad-json", "trailing"),
    (b"{\"id\": \"a\"}", Some("a"), "missing-text", "`text`"),
    (b"{\"id\": \"a\", \"text\": null}", Some("a"), "missing-text", "`text`"),
    (b"{\"id\": \"a\", \"text\": 5}", Some("a"), "bad-field", "a number"),
    (b"{\"id\": \"a\", \"text\": [\"x\"]}", Some("a"), "bad-field", "a list"),
    (b"{\"id\": \"a\", \"text\": \"\"}", Some("a"), "empty", "an empty string"),
    (b"{\"id\": \"a\", \"text\": \" \\n\"}", Some("a"), "empty", "white space"),
    (
        b"{\"of\": {\"id\": 1}, \"x\": [\"id\", 2], \"id\" : \"a\", }",
        Some("a"),
        "bad-json",
        "place",
    ),
    (b"{\"text\": \"He said \\\"id\\\": 5\", \"of\": {\"id\": 1}, }", None, "bad-json", "place"),
    (b"{\"id\": {}, \"text\": \"It rained.\"}", None, "bad-field", "`id`"),
    (b"{\"id\": \"a\", \"text\": \"x\", \"title\": 3}", Some("a"), "bad-field", "`title`"),
    (
        b"{\"id\": \"a\", \"text\": \"x\", \"published\": \"16/07/2024\"}",
        Some("a"),
        "bad-date",
        "\"16/07/2024\"",
    ),
    (
        b"{\"id\": \"a\", \"text\": \"x\", \"published\": 1721088000}",
        Some("a"),
        "bad-date",
        "a number",
    ),
    (b"{\"id\": \"a\", \"text\": \"caf\xe9\"}", Some("a"), "bad-encoding", "byte 0xe9 at place 25"),
    (b"{\"id\": \"a\", \"text\": \"\\ud83d\"}", Some("a"), "bad-encoding", "half of one"),
    (b"{\"id\": \"a\", \"text\": \"\\ud83d and more\"}", Some("a"), "bad-encoding", "half of one"),
    (b"{\"id\": \"a\", \"text\": \"\\ude00\"}", Some("a"), "bad-encoding", "half of one"),
];

#[test]
fn bad_lines_give_errors_with_their_id() {
    for (line, id, code, words) in BAD_LINES {
        let error = read_line(line, &Limits::default()).unwrap_err();
        let shown = String::from_utf8_lossy(line);
        assert_eq!(error.id.as_deref(), *id, "{shown}");
        assert_eq!(error.code(), *code, "{shown}: {error}");
        let message = error.to_string();
        assert!(message.starts_with("expected ") && message.contains(", but found "), "{message}");
        assert!(message.contains(words), "{shown}: {message}");
    }
}

#[test]
fn deep_nesting_is_refused() {
    let line = format!("{{\"id\": 1, \"text\": {}", "[".repeat(100_000));
    let error = read_line(line.as_bytes(), &Limits::default()).unwrap_err();
    assert_eq!((error.id.as_deref(), error.code()), (Some("1"), "bad-json"));
}

#[test]
fn lines_are_numbered_and_blank_ones_skipped() {
    let input = "{\"id\": 1}\r\n\n  \n{\"id\": 2}\n{\"id\": 3}";
    let lines: Vec<_> = Lines::new(input.as_bytes(), &Limits::default())
        .map(|line| (line.number, String::from_utf8(line.bytes.unwrap()).unwrap()))
        .collect();
    let expected = [(1, "{\"id\": 1}\r"), (4, "{\"id\": 2}"), (5, "{\"id\": 3}")];
    assert_eq!(lines, expected.map(|(number, line)| (number, line.to_owned())));
}

#[test]
fn a_line_that_is_too_long_is_passed_over() {
    let limits = Limits { line: 100, ..Limits::default() };
    let long = format!("{{\"id\": \"long\", \"text\": \"{}\"}}", "a".repeat(100_000));
    let input = format!("{{\"id\": 1}}\n{long}\n{{\"id\": 2}}\n");
    // A small buffer, so that lines lie across its ends.
    let lines: Vec<_> =
        Lines::new(BufReader::with_capacity(7, input.as_bytes()), &limits).collect();
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[0].bytes.as_deref().unwrap(), b"{\"id\": 1}");
    let error = lines[1].bytes.as_ref().unwrap_err();
    assert_eq!((error.id.as_deref(), error.code()), (Some("long"), "too-long"));
    assert_eq!(lines[2].bytes.as_deref().unwrap(), b"{\"id\": 2}");
    let error = read_line(long.as_bytes(), &limits).unwrap_err();
    assert_eq!((error.id.as_deref(), error.code()), (Some("long"), "too-long"));
}

/// A stream that fails.
struct Broken;

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(io::Error::other("the cable is out"))
    }
}

#[test]
fn a_stream_that_fails_ends_with_an_error() {
    let input = BufReader::new("{\"id\": 1}\n".as_bytes().chain(Broken));
    let lines: Vec<_> = Lines::new(input, &Limits::default()).collect();
    assert_eq!(lines.len(), 2);
    let error = lines[1].bytes.as_ref().unwrap_err();
    assert_eq!(error.code(), "unreadable");
    assert!(error.to_string().contains("the cable is out"));
}

proptest! {
    #[test]
    fn any_line_gives_a_report_or_an_error(line in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = read_line(&line, &Limits::default());
    }

    #[test]
    fn any_string_comes_back(id in "\\PC{0,10}", text in any::<String>()) {
        prop_assume!(!text.trim().is_empty());
        let line = serde_json::json!({"id": id, "text": text}).to_string();
        let report = read_line(line.as_bytes(), &Limits::default()).unwrap();
        prop_assert_eq!(report.id, Some(id));
        prop_assert_eq!(report.text, text);
    }
}
