//! `dateline read --format timeml`.

use std::fs;

use crate::support::{folder, run, run_in};

const EXAMPLE: &str = "examples/fishing-talks.txt";
const REPORT: &str = include_str!("../../../../examples/fishing-talks.txt");

/// What stands between `<TEXT>` and `</TEXT>`, the tags taken out and the escapes resolved.
fn text_of(document: &str) -> String {
    let text = document.split_once("<TEXT>").unwrap().1.split_once("</TEXT>").unwrap().0;
    let mut out = String::new();
    for (number, piece) in text.split('<').enumerate() {
        let words = if number == 0 { piece } else { piece.split_once('>').unwrap().1 };
        out.push_str(words);
    }
    out.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

#[test]
fn one_report_goes_to_standard_output() {
    let run = run(&["read", "--format", "timeml", EXAMPLE], "");
    assert_eq!((run.status, run.said.as_str()), (0, ""));
    assert!(run.out.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TimeML "));
    assert_eq!(text_of(&run.out), REPORT);
    for part in [
        "<TIMEX3 tid=\"t0\" type=\"DATE\" value=\"2025-03-12\" temporalFunction=\"false\" \
         functionInDocument=\"CREATION_TIME\">2025-03-12</TIMEX3>",
        "class=\"REPORTING\">said</EVENT>",
        "<TLINK ",
        "<SLINK ",
    ] {
        assert!(run.out.contains(part), "{part} lacks in\n{}", run.out);
    }
}

#[test]
fn a_second_report_needs_a_folder() {
    let folder = folder("a_second_report_needs_a_folder");
    fs::create_dir(folder.join("in")).unwrap();
    for name in ["a.txt", "b.txt", "A.text"] {
        fs::write(folder.join("in").join(name), "The minister resigned on Monday.").unwrap();
    }
    let refused = run_in(&folder, &["read", "--format", "timeml", "in/a.txt", "in/b.txt"], b"");
    assert_eq!(refused.status, 1);
    assert_eq!(refused.out.matches("<TimeML ").count(), 1, "no second document on the output");
    for words in ["expected one report", "in/b.txt", "--output"] {
        assert!(refused.said.contains(words), "{} lacks {words:?}", refused.said);
    }

    let files = ["read", "--format", "timeml", "--output", "out/tml"];
    let names = ["in/a.txt", "in/b.txt", "in/A.text"];
    let written = run_in(&folder, &[&files[..], &names[..]].concat(), b"");
    assert_eq!((written.status, written.out.as_str(), written.said.as_str()), (0, "", ""));
    let mut found: Vec<String> = fs::read_dir(folder.join("out/tml"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    found.sort();
    assert_eq!(found, ["in_A-2.tml", "in_a.tml", "in_b.tml"]);
    let document = fs::read_to_string(folder.join("out/tml/in_b.tml")).unwrap();
    assert!(document.contains("<DOCID>in/b.txt</DOCID>"), "{document}");
    assert_eq!(text_of(&document), "The minister resigned on Monday.");
}

#[test]
fn a_folder_takes_any_format_and_says_where_it_cannot_be() {
    let folder = folder("a_folder_takes_any_format_and_says_where_it_cannot_be");
    fs::write(folder.join("report.txt"), "The minister resigned on Monday.").unwrap();
    for (format, name) in [("json", "report.json"), ("text", "report.txt")] {
        let arguments = ["read", "--format", format, "--output", "out", "report.txt"];
        assert_eq!(run_in(&folder, &arguments, b"").status, 0);
        assert!(folder.join("out").join(name).exists(), "{name}");
    }
    let refused = run_in(&folder, &["read", "--output", "report.txt", "report.txt"], b"");
    assert_eq!(refused.status, 1);
    assert!(refused.said.contains("expected a folder to write into"), "{}", refused.said);
}
