//! `dateline read --actors` and `dateline check-actors`.

use std::fs;

use crate::support::{folder, run, run_in};

const REPORT: &str = "NAIROBI, March 4 - The National Fisheries Board closed the port of Kilindini on \
                      Tuesday, Maria Ossowska said. The World Health Organization praised Kenya.";

fn links(out: &str, name: &str) -> Vec<serde_json::Value> {
    let record: serde_json::Value = serde_json::from_str(out).unwrap();
    let entities = record["entities"].as_array().unwrap();
    let entity = entities.iter().find(|entity| entity["name"] == name);
    let entity = entity.unwrap_or_else(|| panic!("no {name} in {entities:#?}"));
    entity["links"].as_array().cloned().unwrap_or_default()
}

#[test]
fn entities_are_linked_to_the_lists_given() {
    let arguments = ["read", "--format", "json", "--published", "2024-03-05"];
    let found = run(&[&arguments[..], &["--actors", "examples/actors.csv"]].concat(), REPORT);
    assert_eq!(found.status, 0, "{found:?}");
    let board = links(&found.out, "National Fisheries Board");
    assert_eq!((&board[0]["list"], &board[0]["id"]), (&"actors.csv".into(), &"nfb".into()));
    assert_eq!(links(&found.out, "Maria Ossowska")[0]["id"], "ossowska");

    let without = run(&arguments, REPORT);
    assert!(links(&without.out, "Maria Ossowska").is_empty());
    let who = links(&without.out, "World Health Organization");
    assert_eq!(who[0]["identifiers"]["wikidata"], "Q7817");
    assert_eq!(links(&without.out, "Kenya")[0]["identifiers"]["iso3"], "KEN");
}

#[test]
fn an_entry_of_another_time_is_not_linked() {
    let published = ["read", "--format", "json", "--published", "2018-03-05"];
    let found = run(&[&published[..], &["--actors", "examples/actors.csv"]].concat(), REPORT);
    let board = links(&found.out, "National Fisheries Board");
    assert!(board.iter().all(|link| link["id"] != "nfb"), "{board:?}");
}

#[test]
fn a_picture_says_why() {
    let found = run(&["read", "--actors", "examples/actors.csv", "--why"], REPORT);
    assert!(found.out.contains("nfb in actors.csv"), "{}", found.out);
    let without = run(&["read"], REPORT);
    assert!(!without.out.contains("linked"), "{}", without.out);
}

#[test]
fn a_list_with_a_bad_row_is_refused() {
    let folder = folder("bad-actors");
    fs::write(folder.join("actors.csv"), "id,name,start\na,Hale,spring\n").unwrap();
    for arguments in [&["check-actors", "actors.csv"][..], &["read", "--actors", "actors.csv"]] {
        let found = run_in(&folder, arguments, REPORT.as_bytes());
        assert_eq!((found.status, found.out.as_str()), (1, ""), "{found:?}");
        assert!(found.said.contains("actors.csv, row 2: expected a date"), "{found:?}");
    }
    let absent = run_in(&folder, &["read", "--actors", "none.csv"], b"");
    assert!(absent.said.contains("cannot read the list of actors none.csv"), "{absent:?}");
}

#[test]
fn the_example_list_is_sound() {
    let found = run(&["check-actors", "examples/actors.csv"], "");
    assert_eq!(found.status, 0, "{found:?}");
    assert!(found.out.starts_with("actors.csv: 4 entries"), "{found:?}");
}
