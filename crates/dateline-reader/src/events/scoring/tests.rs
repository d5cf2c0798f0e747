use dateline_record::{Record, Report};

use super::model::{self, CLASSES};
use super::{CodeWeights, NONE, likeliest};
use crate::Reader;

fn report(text: &str) -> Report {
    Report { text: text.to_owned(), ..Report::default() }
}

/// The types of the events of a text, by their lemmas.
fn types(record: &Record) -> Vec<(String, String)> {
    let code = |event: &dateline_record::Event| {
        let code = event.codes.plover.as_ref()?;
        Some((event.lemma.clone(), code.event.clone()))
    };
    record.events.iter().filter_map(code).collect()
}

#[test]
fn rows_are_read_and_what_is_no_row_is_refused() {
    let row = |feature: &str, weights: &str| format!("# a comment\n{feature}\t{weights}\n");
    let whole = ["10"; CLASSES].join("\t");
    assert!(CodeWeights::read(&row("always", &whole)).is_some());
    assert!(CodeWeights::read(&row("always", &"\t".repeat(CLASSES - 1))).is_some());
    assert!(CodeWeights::read(&row("always", "10\t20")).is_none());
    assert!(CodeWeights::read(&row("always", &whole.replace("10", "ten"))).is_none());
}

#[test]
fn the_embedded_weights_are_read() {
    let rows = include_str!("../../../models/event-codes.tsv");
    let weights = CodeWeights::read(rows).expect("rows of weights");
    let pattern = weights.of("pattern=ASSAULT").expect("a weight for each type's pattern");
    let assault = dateline_codebook::plover()
        .types
        .iter()
        .position(|kind| kind.name == "ASSAULT")
        .expect("a type of PLOVER");
    assert!(pattern.iter().all(|&weight| weight <= pattern[assault]), "{pattern:?}");
    assert_eq!(dateline_codebook::plover().types.len(), NONE);
}

#[test]
fn the_likeliest_type_is_told_with_how_likely_it_is() {
    let mut sums = [0.0; CLASSES];
    sums[3] = 4.0;
    let found = model::probabilities(sums);
    assert!((found.iter().sum::<f64>() - 1.0).abs() < 1e-9);
    let likely = likeliest(&found, |_| true);
    assert_eq!(likely.kind.0, 3);
    assert!((0.7..0.8).contains(&likely.confidence), "{likely:?}");
    assert!(likely.any > likely.confidence && likely.any < 1.0, "{likely:?}");
    let other = likeliest(&found, |kind| kind.0 != 3);
    assert!(other.kind.0 != 3 && other.confidence < likely.confidence, "{other:?}");
}

#[test]
fn more_is_coded_with_a_lower_threshold_and_each_code_says_how_likely_it_is() {
    let reader = Reader::new().expect("the embedded model");
    let text = "The minister condemned the raid. Her office said the bridge had been repaired.";
    let mut last = usize::MAX;
    for least in [0.0, 0.3, 0.6, 0.9] {
        let record = reader
            .clone()
            .with_least_code_confidence(least)
            .read(&report(text))
            .expect("a text with words");
        let coded = types(&record).len();
        assert!(coded <= last, "{least}: {coded} events, with less {last}");
        last = coded;
        for event in &record.events {
            if let Some(code) = &event.codes.plover {
                let confidence = code.confidence.expect("a confidence");
                assert!((0.0..=1.0).contains(&confidence), "{least}: {confidence}");
            }
        }
    }
}

#[test]
fn side_events_have_no_type_and_main_events_have_one() {
    let reader = Reader::new().expect("the embedded model");
    for (text, expected) in [
        ("Rebels shelled the harbour, a spokesman said.", vec![("shell", "ASSAULT")]),
        ("The two presidents met in Vienna, officials told reporters.", vec![("meet", "CONSULT")]),
        ("Shares fell as traders waited for the figures.", vec![]),
        ("The choir sang and the children danced.", vec![]),
        ("If the army attacks the town, thousands will flee.", vec![]),
    ] {
        let record = reader.read(&report(text)).expect("a text with words");
        let found = types(&record);
        let found: Vec<(&str, &str)> =
            found.iter().map(|(lemma, kind)| (lemma.as_str(), kind.as_str())).collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn an_explanation_names_what_the_record_has() {
    let reader = Reader::new().expect("the embedded model");
    let report = report("Guards arrested two reporters in the capital on Monday.");
    let record = reader.read(&report).expect("a text with words");
    let explained = reader.explain_codes(&report);
    assert_eq!(explained.len(), record.events.len());
    let (event, why) = record
        .events
        .iter()
        .zip(&explained)
        .find(|(event, _)| event.lemma == "arrest")
        .expect("an arrest");
    assert_eq!(why.trigger, event.trigger);
    assert_eq!(why.likeliest[0].0, "COERCE");
    assert!(why.likeliest[0].1 >= why.likeliest[1].1);
    let told = event.codes.plover.as_ref().and_then(|code| code.confidence).expect("a confidence");
    assert!((told - why.likeliest[0].1).abs() < 0.001);
    assert!(why.reasons.iter().any(|reason| reason.contains("COERCE")), "{:?}", why.reasons);
}
