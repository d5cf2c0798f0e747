//! Who is who in short texts: the share of `data/coreference.txt` that comes out right.

use dateline_reader::Reader;
use dateline_record::{Record, Report, Span};

/// The least share of the table's pairs that must be right.
const FLOOR: f64 = 0.95;

/// A text without its brackets, and the labelled spans.
fn unbracketed(line: &str) -> (String, Vec<(char, Span)>) {
    let (mut text, mut mentions) = (String::new(), Vec::new());
    let (mut length, mut open) = (0, None);
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '[' => {
                open = letters.next().map(|label| (label, length));
                letters.next();
            }
            ']' => {
                let (label, start) = open.take().expect("a bracket opens before it closes");
                mentions.push((label, Span::new(start, length)));
            }
            _ => {
                text.push(letter);
                length += 1;
            }
        }
    }
    (text, mentions)
}

/// The number of the entity with a mention there: of exactly these words, or without `The`.
fn entity(record: &Record, span: Span) -> Option<usize> {
    record.entities.iter().position(|entity| {
        entity.mentions.iter().any(|mention| {
            mention.span.end == span.end
                && (mention.span.start == span.start || mention.span.start == span.start + 4)
        })
    })
}

#[test]
fn most_pairs_of_mentions_are_told_apart_or_put_together() {
    let reader = Reader::new().expect("the embedded model loads");
    let (mut right, mut all, mut texts) = (0_u32, 0_u32, 0_u32);
    let mut wrong = Vec::new();
    let lines = include_str!("data/coreference.txt").lines();
    for line in lines.filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (text, mentions) = unbracketed(line);
        let report = Report { text, ..Report::default() };
        let record = reader.read(&report).expect("a text with words has a record");
        texts += 1;
        for (at, (label, span)) in mentions.iter().enumerate() {
            for (other, earlier) in &mentions[..at] {
                let (found, before) = (entity(&record, *span), entity(&record, *earlier));
                let together = found.is_some() && found == before;
                all += 1;
                if together == (label == other) {
                    right += 1;
                } else {
                    wrong.push(line);
                }
            }
        }
    }
    assert!(texts >= 80, "expected 80 texts or more, found {texts}");
    let share = f64::from(right) / f64::from(all);
    assert!(share >= FLOOR, "{right} of {all} pairs are right; wrong:\n{}", wrong.join("\n"));
}
