//! Event data: PLOVER's JSON, CAMEO's rows and POLECAT's columns, from records made by hand.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use dateline_export::{cameo, plover, polecat};
use dateline_record::Record;
use proptest::prelude::*;
use serde_json::{Value, json};

const TEXT: &str = "Kenya's president met Peru's foreign minister on Monday. \
                    Rebels shelled the port in Lima, police said. The army denied shelling Lima.";

/// Where the first such words stand.
fn span(words: &str) -> Value {
    let start = TEXT.find(words).unwrap();
    json!({"start": start, "end": start + words.len()})
}

fn with(mut object: Value, more: Value) -> Value {
    let Value::Object(more) = more else { panic!("an object") };
    object.as_object_mut().unwrap().extend(more);
    object
}

fn entity(id: &str, kind: &str, words: &str, country: Option<&str>, sectors: &[&str]) -> Value {
    let mention = with(span(words), json!({"form": "name"}));
    json!({"id": id, "kind": kind, "name": words, "country": country, "sectors": sectors,
           "place": null, "mentions": [mention], "members": [], "roles": []})
}

fn event(
    id: &str,
    trigger: &str,
    plover: &Value,
    cameo: &str,
    parts: &[(&str, &str, &str)],
) -> Value {
    let parts: Vec<Value> = parts
        .iter()
        .map(|(role, entity, words)| with(span(words), json!({"role": role, "entity": entity})))
        .collect();
    json!({
        "id": id, "trigger": span(trigger), "evidence": span(trigger), "lemma": trigger,
        "grammar": {"pos": "verb", "tense": "past", "aspect": "none", "modal": null},
        "codes": {"core": null, "plover": plover, "cameo": cameo},
        "participants": parts, "when": null, "where": null,
        "factuality": {"score": 2.9, "polarity": "positive", "certainty": "certain", "tense": "past"},
        "attribution": null, "same_as": null
    })
}

fn record() -> Value {
    let sentence = |first: &str, last: &str| {
        let end = TEXT.find(last).unwrap() + last.len();
        json!({"start": TEXT.find(first).unwrap(), "end": end})
    };
    let mut lima = entity("e4", "place", "Lima", Some("PER"), &[]);
    lima["place"] = json!({"lat": -12.05, "lon": -77.04, "geonames": 3_936_456, "feature": "P",
                           "country": "PER", "admin1": "Lima region", "confidence": 0.9});
    let mut president = entity("e1", "person", "Kenya's president", Some("KEN"), &["GOV"]);
    president["roles"] = json!([with(
        span("president"),
        json!({
        "title": "president", "organisation": null, "place": null, "earliest": null,
        "latest": null, "status": "current", "attribution": null})
    )]);
    let consult =
        json!({"event": "CONSULT", "mode": "visit", "contexts": ["diplomatic"], "quad": 1});
    let assault = json!({"event": "ASSAULT", "mode": null, "contexts": [], "quad": 4});
    let denied = json!({"event": "ASSAULT", "mode": null, "contexts": [], "quad": 4,
                        "auxiliary": ["negated"]});
    let mut met = event(
        "v1",
        "met",
        &consult,
        "040",
        &[("actor", "e1", "Kenya's president"), ("actor", "e2", "Peru's foreign minister")],
    );
    met["when"] = json!({"time": null, "earliest": "2025-03-10", "latest": "2025-03-10",
                         "basis": "said"});
    let mut shelled = event(
        "v2",
        "shelled",
        &assault,
        "190",
        &[("actor", "e3", "Rebels"), ("recipient", "e4", "Lima")],
    );
    shelled["where"] = json!({"entity": "e4"});
    shelled["attribution"] = json!("a1");
    let said = json!({"id": "a1", "parent": null, "sources": [with(span("police"), json!({"entity": "e5"}))],
                      "source_kind": "official", "cue": [span("said")], "content": [span("Rebels")],
                      "mode": "indirect", "stance": "says", "time": null});
    let denial = event("v3", "shelling", &denied, "190", &[("actor", "e6", "The army")]);
    json!({
        "schema": "dateline.record/1", "engine": {"version": "0.1.0", "model": "en-1"},
        "report": {"id": "r1", "title": null, "publisher": "Meridian Wire", "url": null,
                   "language": "en", "credit": null, "dateline": null,
                   "published": {"value": "2025-03-12", "basis": "given", "earliest": "2025-03-12",
                                 "latest": "2025-03-12", "why": []},
                   "text": TEXT, "sha256": "0"},
        "sentences": [sentence("Kenya", "Monday."), sentence("Rebels", "said."),
                      sentence("The army", "shelling Lima.")],
        "entities": [president, entity("e2", "person", "Peru's foreign minister", Some("PER"), &["GOV"]),
                     entity("e3", "group", "Rebels", None, &["REB"]), lima,
                     entity("e5", "organisation", "police", None, &["COP"]),
                     entity("e6", "organisation", "The army", None, &["MIL"])],
        "times": [], "quantities": [], "attributions": [said], "events": [met, shelled, denial],
        "order": [], "figures": [], "notes": []
    })
}

fn typed(record: Value) -> Record {
    serde_json::from_value(record).unwrap()
}

fn cameo_rows(record: Value) -> Vec<String> {
    let rows = String::from_utf8(cameo::rows(&typed(record), &[]).unwrap()).unwrap();
    rows.lines().map(str::to_owned).collect()
}

fn objects(record: Value) -> Vec<Value> {
    let lines = String::from_utf8(plover::lines(&typed(record)).unwrap()).unwrap();
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The rows of POLECAT's table with the names of their columns.
fn polecat_rows(record: Value) -> Vec<Vec<(String, String)>> {
    let table =
        [polecat::header(&[]).unwrap(), polecat::rows(&typed(record), &[]).unwrap()].concat();
    let mut reader = csv::ReaderBuilder::new().delimiter(b'\t').from_reader(&table[..]);
    let names = reader.headers().unwrap().clone();
    let rows = reader.records().map(|row| {
        let cells = row.unwrap();
        names.iter().zip(cells.iter()).map(|(a, b)| (a.to_owned(), b.to_owned())).collect()
    });
    rows.collect()
}

fn cell<'r>(row: &'r [(String, String)], column: &str) -> &'r str {
    &row.iter().find(|(name, _)| name == column).unwrap().1
}

#[test]
fn cameo_has_a_row_for_each_pair_and_both_ways_of_what_two_do_together() {
    assert_eq!(
        cameo_rows(record()),
        [
            "20250312\tKENGOV\tPERGOV\t040\t\tr1_1\t\tMeridian Wire\t2025-03-10\t2025-03-10\t\t\t2.9",
            "20250312\tPERGOV\tKENGOV\t040\t\tr1_1\t\tMeridian Wire\t2025-03-10\t2025-03-10\t\t\t2.9",
            "20250312\tREB\tPER\t190\t\tr1_2\t\tMeridian Wire\t\t\tpolice\tsays\t2.9",
        ]
    );
    let header = String::from_utf8(cameo::header(&[]).unwrap()).unwrap();
    assert!(header.starts_with("date\tsource\ttarget\tcode\tissues\tids\turl\tstory_source\t"));
}

#[test]
fn cameo_joins_what_several_sentences_tell_of_a_pair() {
    let mut twice = record();
    let mut again = twice["events"][1].clone();
    again["id"] = json!("v3");
    again["trigger"] = span("denied");
    again["attribution"] = Value::Null;
    again["factuality"]["score"] = json!(1.2);
    twice["events"][2] = again;
    let rows = cameo_rows(twice);
    assert_eq!(rows.len(), 3);
    assert!(rows[2].contains("\tr1_2;r1_3\t"), "{}", rows[2]);
    assert!(rows[2].ends_with("\tpolice\tsays\t2.9"), "the surest speaks for all: {}", rows[2]);
}

#[test]
fn cameo_names_nobody_with_three_dashes_and_leaves_out_who_has_no_code() {
    for (actor, recipient, expected) in [
        (json!({"country": "ROU", "sectors": ["JRN"]}), json!({"country": null}), "ROMMED\t---"),
        (json!({"country": null, "sectors": ["UNK"]}), json!({"country": "TLS"}), "---\tTMP"),
        (
            json!({"country": "KEN", "sectors": ["PRE", "MED"]}),
            json!({"country": "KEN"}),
            "KENHLH\tKEN",
        ),
        (json!({"country": null, "sectors": []}), json!({"country": null}), ""),
    ] {
        let mut changed = record();
        changed["events"] = json!([changed["events"][1]]);
        changed["events"][0]["id"] = json!("v1");
        changed["entities"][2] = with(changed["entities"][2].clone(), actor);
        changed["entities"][3] = with(changed["entities"][3].clone(), recipient);
        let found: Vec<String> = cameo_rows(changed)
            .iter()
            .map(|row| row.split('\t').skip(1).take(2).collect::<Vec<_>>().join("\t"))
            .collect();
        assert_eq!(found, if expected.is_empty() { vec![] } else { vec![expected.to_owned()] });
    }
}

#[test]
fn those_named_together_are_each_an_actor() {
    let mut group = record();
    group["entities"][2]["members"] = json!(["e1", "e2"]);
    let rows = cameo_rows(group.clone());
    let sources: Vec<&str> = rows[2..].iter().map(|row| row.split('\t').nth(1).unwrap()).collect();
    assert_eq!(sources, ["KENGOV", "PERGOV"]);
    assert_eq!(objects(group)[1]["actor"].as_array().unwrap().len(), 2);
}

#[test]
fn plover_has_an_object_for_each_event_with_what_was_denied_marked() {
    let objects = objects(record());
    assert_eq!(objects.len(), 3);
    let [met, shelled, denied] = &objects[..] else { panic!("three objects") };
    assert_eq!(met["date"], "2025-03-10");
    assert_eq!(met["actor"][0]["code"], "KEN");
    assert_eq!(met["actor"][0]["sector"], "GOV");
    assert_eq!(met["actor"][0]["office"], "president");
    assert_eq!(met["recipient"], json!([]));
    assert_eq!((&met["event"], &met["mode"]), (&json!(["CONSULT"]), &json!(["visit"])));
    assert_eq!((&met["quad_code"], &met["event_scale"]), (&json!(1), &json!(4.0)));
    assert_eq!(met["text_info"]["sequence"], 1);
    assert_eq!(shelled["date_basis"], "publication");
    assert_eq!(shelled["event_loc"]["geonameid"], 3_936_456);
    assert_eq!(shelled["event_loc"]["country"], "Peru");
    assert_eq!(shelled["attribution"]["source"], json!(["police"]));
    assert_eq!(denied["context"], json!(["negation"]));
    assert_eq!(denied["auxiliary"], json!(["negated"]));
}

#[test]
fn polecat_has_its_forty_columns_and_only_what_was_done() {
    let rows = polecat_rows(record());
    assert_eq!(rows.len(), 2, "what was denied is no row");
    for (column, value) in [
        ("Event ID", "r1_18"),
        ("Event Date", "2025-03-10"),
        ("Event Type", "CONSULT"),
        ("Event Mode", "visit"),
        ("Intensity", "4"),
        ("Quad Code", "VERBAL COOPERATION"),
        ("Contexts", "diplomatic"),
        ("Actor Name", "Kenya's president; Peru's foreign minister"),
        ("Actor Country", "Kenya; Peru"),
        ("Actor COW", "501; 135"),
        ("Primary Actor Sector", "GOV; GOV"),
        ("Actor Title", "president; None"),
        ("Recipient Name", "None"),
        ("Publication Date", "2025-03-12"),
        ("Story People", "Kenya's president; Peru's foreign minister"),
        ("Version", "dateline 0.1.0 (en-1)"),
    ] {
        assert_eq!(cell(&rows[0], column), value, "{column}");
    }
    for (column, value) in [
        ("Event Date", "2025-03-12"),
        ("Event Mode", "None"),
        ("Placename", "Lima"),
        ("City", "Lima"),
        ("Province", "Lima region"),
        ("Country", "Peru"),
        ("Latitude", "-12.05"),
        ("GeoNames ID", "3936456"),
        ("Feature Type", "P"),
        ("Actor COW", "None"),
        ("Recipient COW", "135"),
    ] {
        assert_eq!(cell(&rows[1], column), value, "{column}");
    }
}

#[test]
fn an_event_told_again_is_no_second_event() {
    let mut again = record();
    again["events"][2]["same_as"] = json!("v2");
    again["events"][2]["codes"]["plover"]["auxiliary"] = json!([]);
    let objects = objects(again.clone());
    assert_eq!(objects.len(), 2);
    assert_eq!(objects[1]["event_text"], json!(["shelled", "shelling"]));
    assert_eq!(polecat_rows(again).len(), 2);
}

#[test]
fn what_happened_years_before_is_dated_by_the_text_or_not_at_all() {
    let mut old = record();
    old["events"][1]["codes"]["plover"]["auxiliary"] = json!(["historical"]);
    assert_eq!(objects(old.clone())[1]["date"], Value::Null);
    let rows = polecat_rows(old.clone());
    assert_eq!(cell(&rows[1], "Event Date"), "None");
    assert_eq!(cell(&rows[1], "Contexts"), "historical");
    assert!(
        cameo_rows(old).iter().all(|row| !row.contains("190")),
        "PETRARCH-2 dates by the story"
    );
}

/// What a codebook of the user's has for each of the three events.
fn with_own(codes: [Option<&str>; 3]) -> Value {
    let mut record = record();
    for (place, code) in codes.into_iter().enumerate() {
        record["events"][place]["codes"]["ports"] = json!(code);
    }
    record
}

#[test]
fn codebooks_of_the_user_have_columns_at_the_end_and_rows_for_what_only_they_code() {
    let books = ["ports".to_owned(), "other".to_owned()];
    let mut own = with_own([None, Some("SHELLED"), None]);
    let mut only = own["events"][1].clone();
    only["id"] = json!("v3");
    only["codes"] = json!({"core": null, "plover": null, "cameo": null, "ports": "CLOSED berth"});
    own["events"][2] = only;

    let header = String::from_utf8(cameo::header(&books).unwrap()).unwrap();
    assert!(header.ends_with("\tfactuality\tcodes.ports\tcodes.other\n"), "{header}");
    let rows = String::from_utf8(cameo::rows(&typed(own.clone()), &books).unwrap()).unwrap();
    let ends: Vec<Vec<&str>> = rows
        .lines()
        .map(|row| row.split('\t').collect::<Vec<_>>())
        .map(|cells| vec![cells[1], cells[3], cells[13], cells[14]])
        .collect();
    let expected = [
        ["KENGOV", "040", "", ""],
        ["PERGOV", "040", "", ""],
        ["REB", "190", "SHELLED", ""],
        ["REB", "---", "CLOSED berth", ""],
    ];
    assert_eq!(ends, expected);

    let table =
        [polecat::header(&books).unwrap(), polecat::rows(&typed(own.clone()), &books).unwrap()];
    let table = String::from_utf8(table.concat()).unwrap();
    let cells = |row: &str| -> Vec<String> {
        let cells: Vec<&str> = row.split('\t').collect();
        [cells[2], cells[5], cells[40], cells[41]].map(str::to_owned).to_vec()
    };
    let found: Vec<Vec<String>> = table.lines().map(cells).collect();
    let expected = [
        ["Event Type", "Quad Code", "codes.ports", "codes.other"],
        ["CONSULT", "VERBAL COOPERATION", "None", "None"],
        ["ASSAULT", "MATERIAL CONFLICT", "SHELLED", "None"],
        ["None", "None", "CLOSED berth", "None"],
    ];
    assert_eq!(found, expected);

    let objects = objects(own);
    assert_eq!(objects[1]["codes"], json!({"ports": "SHELLED"}));
    assert_eq!(objects[2]["event"], json!([]));
    assert_eq!(objects[2]["quad_code"], Value::Null);
    assert_eq!(objects[2]["codes"], json!({"ports": "CLOSED berth"}));
}

#[test]
fn what_only_the_user_codes_is_marked_or_left_out_by_how_sure_it_is() {
    for (factuality, denied, expected) in [
        (json!({}), false, json!([])),
        (json!({"tense": "future"}), false, json!(["future"])),
        (json!({"score": 0.6, "certainty": "possible"}), false, json!(["hypothetical"])),
        (json!({"score": -2.8, "polarity": "negative"}), false, json!(["negated"])),
        (json!({"score": 0.4, "certainty": "possible"}), true, json!(["negated"])),
    ] {
        let mut own = with_own([None, Some("SHELLED"), None]);
        own["events"][1]["codes"]["plover"] = Value::Null;
        own["events"][1]["codes"]["cameo"] = Value::Null;
        let sure = own["events"][1]["factuality"].clone();
        own["events"][1]["factuality"] = with(sure, factuality.clone());
        if denied {
            own["attributions"][0]["stance"] = json!("denies");
        }
        let has_row = expected == json!([]);
        assert_eq!(objects(own.clone())[1]["auxiliary"], expected, "{factuality}");
        let rows = cameo_rows(own.clone());
        assert_eq!(rows.iter().any(|row| row.contains("\t---\t")), has_row, "{rows:?}");
        assert_eq!(polecat_rows(own).len(), 1 + usize::from(has_row), "{factuality}");
    }
}

proptest! {
    #[test]
    fn any_names_keep_the_columns_in_place(
        names in proptest::collection::vec("[\\PC\t\n\r\"]{0,12}", 3),
        starts in proptest::collection::vec(0_u32..300, 4),
    ) {
        let mut any = record();
        any["report"]["publisher"] = json!(names[0]);
        any["report"]["id"] = json!(names[1]);
        any["entities"][0]["name"] = json!(names[2]);
        any["events"][0]["trigger"] = json!({"start": starts[0], "end": starts[1]});
        any["events"][1]["participants"][0]["start"] = json!(starts[2]);
        any["attributions"][0]["sources"][0]["end"] = json!(starts[3]);
        for row in cameo_rows(any.clone()) {
            prop_assert_eq!(row.split('\t').count(), cameo::COLUMNS.len());
        }
        for row in polecat_rows(any.clone()) {
            prop_assert_eq!(row.len(), polecat::COLUMNS.len());
        }
        prop_assert_eq!(objects(any).len(), 3);
    }
}
