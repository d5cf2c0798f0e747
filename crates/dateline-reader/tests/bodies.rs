//! What described bodies are, and of which country: the share of `data/bodies.txt` that comes out
//! right.

use dateline_reader::Reader;
use dateline_record::{Entity, EntityKind, Record, Report};

/// The least share of the table's bodies that must be right.
const FLOOR: f64 = 0.95;

/// The entity that these words mention, with or without its article.
fn mentioned<'a>(record: &'a Record, text: &str, words: &str) -> Option<&'a Entity> {
    let letters: Vec<char> = text.chars().collect();
    record.entities.iter().find(|entity| {
        entity.mentions.iter().any(|mention| {
            let (start, end) = (mention.span.start as usize, mention.span.end as usize);
            let said: String = letters[start..end].iter().collect();
            words == said || words.split_once(' ').is_some_and(|(_, bare)| bare == said)
        })
    })
}

fn kind(entity: Option<&Entity>) -> &'static str {
    match entity.map(|entity| entity.kind) {
        None => "none",
        Some(EntityKind::Organisation) => "organisation",
        Some(EntityKind::Person) => "person",
        Some(EntityKind::Place) => "place",
        Some(EntityKind::Group) => "group",
        Some(_) => "other",
    }
}

#[test]
fn most_bodies_have_their_kind_and_country() {
    let reader = Reader::new().expect("the embedded model loads");
    let (mut right, mut all) = (0_u32, 0_u32);
    let mut wrong = Vec::new();
    let lines = include_str!("data/bodies.txt").lines();
    for line in lines.filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let columns: Vec<&str> = line.split(" | ").collect();
        let [text, words, expected, country] = columns[..] else {
            panic!("expected four columns, found: {line}");
        };
        assert!(text.contains(words), "the words are not in the text: {line}");
        let report = Report { text: text.to_owned(), ..Report::default() };
        let record = reader.read(&report).expect("a text with words has a record");
        let entity = mentioned(&record, text, words);
        let found = entity.and_then(|entity| entity.country.as_deref()).unwrap_or("-");
        all += 1;
        if (kind(entity), found) == (expected, country) {
            right += 1;
        } else {
            wrong.push(format!("{line}\n    found {} {found}", kind(entity)));
        }
    }
    assert!(all >= 20, "expected 20 bodies or more, found {all}");
    let share = f64::from(right) / f64::from(all);
    assert!(share >= FLOOR, "{right} of {all} bodies are right; wrong:\n{}", wrong.join("\n"));
}
