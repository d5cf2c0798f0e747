//! `dateline match-names`.

use crate::support::{root, rows, run, run_in};

#[test]
fn each_row_after_the_header_has_a_score() {
    let pairs = "name1,name2,schema\r\n\"Petrova, Anna\",Anna Petrova,Person\r\nHarbour Fund III \
                 LP,Harbour Fund IV LP,Company\r\n";
    let found = run(&["match-names", "--input", "csv"], pairs);
    let scores: Vec<f64> = found.out.lines().map(|line| line.parse().unwrap()).collect();
    assert_eq!((found.status, scores.len()), (0, 2), "{found:?}");
    assert!(scores[0] > 0.5 && scores[1] < 0.5, "{scores:?}");
    assert_eq!(found.said, "");
}

#[test]
fn columns_may_stand_in_any_order_behind_a_byte_order_mark() {
    let pairs = "\u{FEFF}schema,note,name2,NAME1\nPerson,x,Anna Petrova,\"Petrova, Anna\"\n";
    let found = run(&["match-names", "--input", "csv", "--format", "jsonl", "--why"], pairs);
    let rows = rows(&found.out);
    assert_eq!(rows[0]["name1"], "Petrova, Anna");
    assert_eq!(rows[0]["same"], true);
    assert!(!rows[0]["why"].as_array().unwrap().is_empty());
}

#[test]
fn a_row_that_cannot_be_read_has_a_line_and_is_told() {
    let pairs =
        b"name1,name2,schema\nAnna Petrova\n\xFFnna,Anna,Person\nAnna Hale,Anna Hale,Person\n";
    let found = run_in(&root(), &["match-names", "--input", "csv"], pairs);
    assert_eq!((found.status, found.out.as_str()), (1, "0\n0\n1\n"), "{found:?}");
    assert!(found.said.contains("row 2: expected at least 2 columns, but found 1"), "{found:?}");
    assert!(found.said.contains("row 3: expected UTF-8"), "{found:?}");
}

#[test]
fn a_header_without_the_columns_is_refused() {
    for (input, problem) in [("left,right\na,b\n", "found left, right"), ("", "found nothing")] {
        let found = run(&["match-names", "--input", "csv"], input);
        assert_eq!((found.status, found.out.as_str()), (1, ""), "{found:?}");
        assert!(found.said.contains(problem), "{found:?}");
    }
}

#[test]
fn two_names_on_the_command_line_are_compared_and_explained() {
    let found = run(&["match-names", "--why", "Bob Hanley", "Robert Hanley"], "");
    assert_eq!(found.status, 0, "{found:?}");
    assert!(found.out.lines().next().unwrap().parse::<f64>().unwrap() > 0.5);
    assert!(found.out.contains("Bob and Robert are forms of one name"), "{found:?}");
    let one = run(&["match-names", "Bob Hanley"], "");
    assert_eq!(one.status, 2, "{one:?}");
}

#[test]
fn endless_and_empty_names_are_answered() {
    let endless = "Anna ".repeat(2_000);
    let pairs = format!("name1,name2,schema\n{endless},{endless}Petrova,Person\n,,Person\n");
    let found = run(&["match-names", "--input", "csv"], &pairs);
    assert_eq!((found.status, found.out.lines().count()), (0, 2), "{found:?}");
}
