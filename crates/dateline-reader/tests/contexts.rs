//! The contexts of coded events: the share of `data/contexts.txt` that comes out right.

use dateline_reader::Reader;
use dateline_record::Report;

/// The least share of the table's events that must be right.
const FLOOR: f64 = 0.9;

#[test]
fn most_events_have_their_contexts() {
    let reader = Reader::new().expect("the embedded model loads");
    let (mut right, mut all) = (0_u32, 0_u32);
    let mut wrong = Vec::new();
    let lines = include_str!("data/contexts.txt").lines();
    for line in lines.filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let columns: Vec<&str> = line.split(" | ").collect();
        let [text, word, expected] = columns[..] else {
            panic!("expected three columns, found: {line}");
        };
        let report = Report { text: text.to_owned(), ..Report::default() };
        let record = reader.read(&report).expect("a text with words has a record");
        let named = text.find(word).expect("the word is in the text") as u32;
        let event = record.events.iter().find(|event| event.trigger.start == named);
        let code = event.and_then(|event| event.codes.plover.as_ref());
        let contexts = code.map_or("no code".to_owned(), |code| code.contexts.join(" "));
        let found = if contexts.is_empty() { "-" } else { &contexts };
        all += 1;
        if found == expected {
            right += 1;
        } else {
            wrong.push(format!("{line}\n    found {found}"));
        }
    }
    assert!(all >= 15, "expected 15 events or more, found {all}");
    let share = f64::from(right) / f64::from(all);
    assert!(share >= FLOOR, "{right} of {all} events are right; wrong:\n{}", wrong.join("\n"));
}
