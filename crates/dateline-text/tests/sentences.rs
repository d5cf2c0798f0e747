//! Where sentences end: the cases of `data/boundaries.txt`, and the look of lines.

use std::collections::BTreeSet;

use dateline_text::segment;

/// A text and the places where its second, third … sentence begins.
struct Case {
    text: String,
    starts: BTreeSet<usize>,
}

fn case(line: &str) -> Case {
    let line = line.replace("\\n", "\n").replace("\\r", "\r").replace("\\u{a0}", "\u{a0}");
    let mut text = String::new();
    let mut starts = BTreeSet::new();
    for part in line.split('|') {
        // `a. | b` has one space too many, `a.|b` none.
        let spaced = text.ends_with(' ') && part.starts_with(' ');
        text.push_str(if spaced { &part[1..] } else { part });
        starts.insert(text.len() - part.trim_start().len());
    }
    starts.remove(&0);
    Case { text, starts }
}

fn cases() -> Vec<Case> {
    let data = include_str!("data/boundaries.txt");
    data.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(case).collect()
}

fn found_starts(text: &str) -> BTreeSet<usize> {
    let segmented = segment(text);
    let starts = segmented.sentences.iter().map(|words| segmented.words[words.start].span.start);
    starts.filter(|&start| start > 0).collect()
}

#[test]
fn hard_boundaries_are_found() {
    let (mut right, mut found, mut expected) = (0, 0, 0);
    let mut wrong = Vec::new();
    for Case { text, starts } in cases() {
        let ours = found_starts(&text);
        right += ours.intersection(&starts).count();
        found += ours.len();
        expected += starts.len();
        for start in ours.symmetric_difference(&starts) {
            let sign = if starts.contains(start) { "missed" } else { "made up" };
            wrong.push(format!("{sign}: {:?} | {:?}", &text[..*start], &text[*start..]));
        }
    }
    assert!(expected >= 150, "{expected} boundaries");
    let f1 = 200.0 * right as f64 / (found + expected) as f64;
    assert!(f1 >= 97.0, "F1 {f1:.1}\n{}", wrong.join("\n"));
    println!("F1 {f1:.1}\n{}", wrong.join("\n"));
}
