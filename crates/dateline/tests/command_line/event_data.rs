//! `dateline read --format plover`, `cameo` and `polecat`.

use std::fs;

use crate::support::{folder, run, run_in};

const EXAMPLE: &str = "examples/fishing-talks.txt";

#[test]
fn plover_is_an_object_a_line() {
    let run = run(&["read", "--format", "plover", EXAMPLE], "");
    assert_eq!((run.status, run.said.as_str()), (0, ""));
    let objects: Vec<serde_json::Value> =
        run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(objects.iter().any(|object| object["event"][0] == "AGREE"), "{}", run.out);
    assert!(objects.iter().all(|object| object["cite_info"]["citation"] == EXAMPLE));
}

#[test]
fn a_table_has_its_header_once_however_many_reports() {
    let folder = folder("a_table_has_its_header_once_however_many_reports");
    for name in ["a.txt", "b.txt", "c.txt"] {
        fs::write(folder.join(name), "Rebels attacked a convoy in Kenya on Monday.").unwrap();
    }
    let files = ["a.txt", "missing.txt", "b.txt"];
    let read = run_in(&folder, &[&["read", "--format", "polecat"][..], &files[..]].concat(), b"");
    assert_eq!(read.status, 1);
    assert!(read.said.contains("missing.txt"), "{}", read.said);
    assert_eq!(read.out.matches("Event ID\tEvent Date\t").count(), 1);
    let rows: Vec<&str> = read.out.lines().skip(1).collect();
    assert_eq!(rows.len(), 2, "{}", read.out);
    assert!(rows.iter().all(|row| row.split('\t').count() == 40), "{}", read.out);

    let lines = b"{\"id\":\"x\",\"text\":\"Rebels attacked a convoy.\"}\nnonsense\n";
    let read = run_in(&folder, &["read", "--input", "jsonl", "--format", "polecat"], lines);
    assert_eq!(read.status, 1);
    assert_eq!(read.out.lines().count(), 2, "{}", read.out);
    assert!(read.said.contains("line 2"), "{}", read.said);

    let written = ["read", "--format", "polecat", "--output", "out", "a.txt", "b.txt"];
    assert_eq!(run_in(&folder, &written, b"").status, 0);
    for name in ["a.polecat.tsv", "b.polecat.tsv"] {
        let table = fs::read_to_string(folder.join("out").join(name)).unwrap();
        assert!(table.starts_with("Event ID\t"), "{table}");
        assert_eq!(table.lines().count(), 2, "{table}");
    }
}

#[test]
fn a_codebook_of_the_user_has_a_column_in_each_table() {
    let folder = folder("a_codebook_of_the_user_has_a_column_in_each_table");
    let codebook = "codebook harbours\ntype RUN\nmeans A ship strands.\nverb run aground\n\
                    example A ferry *ran* aground.\n";
    fs::write(folder.join("harbours.codebook"), codebook).unwrap();
    fs::write(folder.join("a.txt"), "A Kenyan ferry ran aground on Monday.").unwrap();
    let read = |more: &[&str]| {
        let read = ["read", "--codebook", "harbours.codebook", "a.txt"];
        let run = run_in(&folder, &[&read[..], more].concat(), b"");
        assert_eq!((run.status, run.said.as_str()), (0, ""));
        run.out
    };
    let cameo = read(&["--format", "cameo", "--header"]);
    assert!(cameo.contains("\tfactuality\tcodes.harbours\n"), "{cameo}");
    assert!(cameo.contains("\tKEN\t---\t---\t") && cameo.ends_with("\tRUN\n"), "{cameo}");
    let polecat = read(&["--format", "polecat"]);
    assert!(polecat.contains("\tVersion\tcodes.harbours\n"), "{polecat}");
    assert!(polecat.ends_with("\tRUN\n"), "{polecat}");
    let plover = read(&["--format", "plover"]);
    assert!(plover.contains(r#""codes":{"harbours":"RUN"}"#), "{plover}");
}

#[test]
fn cameo_has_no_header_unless_asked() {
    let text = "Rebels attacked a convoy.";
    assert!(!run(&["read", "--format", "cameo"], text).out.contains("story_source"));
    let asked = run(&["read", "--format", "cameo", "--header"], text);
    assert!(asked.out.starts_with("date\tsource\ttarget\tcode\t"), "{}", asked.out);
}
