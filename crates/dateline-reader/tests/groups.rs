//! Who the members of groups are: the share of `data/groups.txt` that comes out right.

use dateline_reader::Reader;
use dateline_record::{Record, Report};

/// The least share of the table's groups that must be right.
const FLOOR: f64 = 0.93;

/// The names of the members of the group that these words mention, in alphabetical order.
fn members(record: &Record, text: &str, words: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    let group = record.entities.iter().find(|entity| {
        entity.mentions.iter().any(|mention| {
            let said: String =
                letters[mention.span.start as usize..mention.span.end as usize].iter().collect();
            !said.is_empty() && (words == said || words.ends_with(&format!(" {said}")))
        })
    });
    let mut names: Vec<String> = group
        .into_iter()
        .flat_map(|group| &group.members)
        .map(|member| record.entities[member.index()].name.clone())
        .collect();
    names.sort();
    names
}

#[test]
fn most_groups_have_the_members_that_the_text_names() {
    let reader = Reader::new().expect("the embedded model loads");
    let (mut right, mut all) = (0_u32, 0_u32);
    let mut wrong = Vec::new();
    let lines = include_str!("data/groups.txt").lines();
    for line in lines.filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let mut columns = line.split(" | ");
        let (Some(text), Some(words), Some(expected), None) =
            (columns.next(), columns.next(), columns.next(), columns.next())
        else {
            panic!("expected three columns, found: {line}");
        };
        assert!(text.contains(words), "the words are not in the text: {line}");
        let mut expected: Vec<&str> =
            if expected == "-" { Vec::new() } else { expected.split("; ").collect() };
        expected.sort_unstable();
        let report = Report { text: text.to_owned(), ..Report::default() };
        let record = reader.read(&report).expect("a text with words has a record");
        let found = members(&record, text, words);
        all += 1;
        if found == expected {
            right += 1;
        } else {
            wrong.push(format!("{line}\n    found {found:?}"));
        }
    }
    assert!(all >= 30, "expected 30 texts or more, found {all}");
    let share = f64::from(right) / f64::from(all);
    assert!(share >= FLOOR, "{right} of {all} groups are right; wrong:\n{}", wrong.join("\n"));
}
