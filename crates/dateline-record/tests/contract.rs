//! Holds the types, the JSON Schema and an example record together.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::path::Path;

use dateline_record::{EntityId, Record, Span, json_schema};
use proptest::prelude::*;
use serde_json::Value;

const EXAMPLE: &str = include_str!("example.json");

fn example() -> Value {
    serde_json::from_str(EXAMPLE).unwrap()
}

#[test]
fn the_example_survives_the_types() {
    let record: Record = serde_json::from_value(example()).unwrap();
    assert_eq!(serde_json::to_value(&record).unwrap(), example());
}

#[test]
fn the_example_is_valid_by_the_schema() {
    let schema = serde_json::to_value(json_schema()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let problems: Vec<String> =
        validator.iter_errors(&example()).map(|error| error.to_string()).collect();
    assert_eq!(problems, [""; 0]);
}

#[test]
fn the_schema_rejects_what_the_types_reject() {
    let schema = serde_json::to_value(json_schema()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for (pointer, wrong) in [
        ("/report/published/basis", Value::from("guessed")),
        ("/entities/0/id", Value::from("1")),
        ("/entities/0/kind", Value::from("country")),
        ("/events/0/trigger/start", Value::from(-1)),
        ("/attributions/0/stance", Value::Null),
        ("/times/0/type", Value::from("date")),
    ] {
        let mut broken = example();
        *broken.pointer_mut(pointer).unwrap() = wrong;
        assert!(!validator.is_valid(&broken), "the schema takes a wrong {pointer}");
        assert!(serde_json::from_value::<Record>(broken).is_err(), "the types take {pointer}");
    }
}

/// Every property of the schema stands in the example, so that none goes unseen.
#[test]
fn the_example_shows_every_field() {
    let schema = serde_json::to_value(json_schema()).unwrap();
    let mut fields = Vec::new();
    collect_properties(&schema, &mut fields);
    fields.retain(|field| !EXAMPLE.contains(&format!("\"{field}\":")));
    assert_eq!(fields, [""; 0]);
}

fn collect_properties(schema: &Value, fields: &mut Vec<String>) {
    match schema {
        Value::Object(object) => {
            if let Some(Value::Object(properties)) = object.get("properties") {
                fields.extend(properties.keys().cloned());
            }
            object.values().for_each(|value| collect_properties(value, fields));
        }
        Value::Array(items) => items.iter().for_each(|item| collect_properties(item, fields)),
        _ => {}
    }
}

#[test]
fn the_examples_spans_hold_the_words_they_name() {
    let record: Record = serde_json::from_value(example()).unwrap();
    let text: Vec<char> = record.report.text.chars().collect();
    let words =
        |span: Span| -> String { text[span.start as usize..span.end as usize].iter().collect() };
    for (event, trigger) in record.events.iter().zip(["ended", "stopped"]) {
        assert_eq!(words(event.trigger), trigger);
    }
    for (time, expression) in record.times.iter().zip(["March 5", "Tuesday", "last year"]) {
        assert_eq!(words(time.span), expression);
    }
    assert_eq!(words(record.quantities[0].span), "About 400");
    assert_eq!(words(record.attributions[0].cue[0]), "said");
}

/// The schema that stands in the repository is the one that the types give. To renew it:
/// `cargo run --release -- schema > docs/record.schema.json`.
#[test]
fn the_published_schema_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/record.schema.json");
    let published: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    assert_eq!(published, serde_json::to_value(json_schema()).unwrap());
}

#[test]
fn ids_are_told_from_other_letters() {
    for wrong in ["\"e0\"", "\"t1\"", "\"e\"", "\"e-1\"", "1", "\"\"", "\"e99999999999\""] {
        assert!(serde_json::from_str::<EntityId>(wrong).is_err(), "{wrong} was taken for an id");
    }
}

proptest! {
    #[test]
    fn ids_are_read_as_they_are_written(index in 0_usize..1_000_000) {
        let id = EntityId::from_index(index);
        let json = serde_json::to_string(&id).unwrap();
        prop_assert_eq!(serde_json::from_str::<EntityId>(&json).unwrap(), id);
    }
}
