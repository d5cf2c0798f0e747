//! Where sentences end: the cases of `data/boundaries.txt` and `data/news.txt`, and the look of
//! lines.

use std::collections::BTreeSet;
use std::ops::Range;

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

fn cases(data: &str) -> Vec<Case> {
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
    for Case { text, starts } in cases(include_str!("data/boundaries.txt")) {
        let ours = found_starts(&text);
        right += ours.intersection(&starts).count();
        found += ours.len();
        expected += starts.len();
        for start in ours.symmetric_difference(&starts) {
            let sign = if starts.contains(start) { "missed" } else { "made up" };
            wrong.push(format!("{sign}: {:?} | {:?}", &text[..*start], &text[*start..]));
        }
    }
    assert!(expected >= 200, "{expected} boundaries");
    let f1 = 200.0 * right as f64 / (found + expected) as f64;
    assert!(f1 >= 99.0, "F1 {f1:.1}\n{}", wrong.join("\n"));
}

/// The sentences of a text, as the bytes from the first to the last character of each.
fn sentences(text: &str, starts: &BTreeSet<usize>) -> Vec<Range<usize>> {
    let ends = starts.iter().copied().chain([text.len()]);
    let first = text.len() - text.trim_start().len();
    let mut sentences = Vec::new();
    let mut start = first;
    for end in ends {
        sentences.push(start..start + text[start..end].trim_end().len());
        start = end;
    }
    sentences
}

#[test]
fn hard_sentences_of_the_news_are_found() {
    let (mut right, mut found, mut expected) = (0, 0, 0);
    let mut wrong = Vec::new();
    for Case { text, starts } in cases(include_str!("data/news.txt")) {
        let ours = sentences(&text, &found_starts(&text));
        let gold = sentences(&text, &starts);
        let missed: Vec<_> = gold.iter().filter(|sentence| !ours.contains(sentence)).collect();
        right += gold.len() - missed.len();
        found += ours.len();
        expected += gold.len();
        wrong.extend(
            missed.into_iter().map(|sentence| format!("missed: {:?}", &text[sentence.clone()])),
        );
    }
    assert!(expected >= 200, "{expected} sentences");
    let f1 = 200.0 * right as f64 / (found + expected) as f64;
    assert!(f1 >= 95.0, "F1 {f1:.1}\n{}", wrong.join("\n"));
}

/// The paragraphs of a text, each as its words with spaces between them.
fn paragraphs(text: &str) -> Vec<String> {
    let segmented = segment(text);
    let paragraph = |words: &Range<usize>| {
        let forms = segmented.words[words.clone()].iter().map(|word| word.span.of(text));
        forms.collect::<Vec<_>>().join(" ")
    };
    segmented.paragraphs.iter().map(paragraph).collect()
}

#[test]
fn paragraphs_end_at_blank_lines_and_at_lines_that_are_not_wrapped() {
    for (text, expected) in [
        ("One.\n\nTwo.", &["One .", "Two ."][..]),
        ("One.\r\n \t\r\nTwo.", &["One .", "Two ."]),
        ("One.\nTwo.\rThree.", &["One .", "Two .", "Three ."]),
        (
            "The army regularly\nshells\nthe bridge, which has\nonce been rebuilt.\n\nFood\nrice",
            &[
                "The army regularly shells the bridge , which has once been rebuilt .",
                "Food",
                "rice",
            ],
        ),
        // Without capitals, a small letter at the head of a line says nothing.
        (
            "police fired tear gas at the crowd near the old bridge\nten people were hurt in it",
            &[
                "police fired tear gas at the crowd near the old bridge",
                "ten people were hurt in it",
            ],
        ),
        (
            "THE ENVOY SAID ON MONDAY THAT THE TALKS HAD FAILED. HE\nLEFT FOR HOME AT ONCE. THE \
             ARMY OF THE NORTH SAID IT\nWOULD HOLD THE BRIDGE. NO DATE WAS SET FOR MORE TALKS.",
            &[
                "THE ENVOY SAID ON MONDAY THAT THE TALKS HAD FAILED . HE LEFT FOR HOME AT ONCE . THE \
               ARMY OF THE NORTH SAID IT WOULD HOLD THE BRIDGE . NO DATE WAS SET FOR MORE TALKS .",
            ],
        ),
        ("\n\n One. Two.\n", &["One . Two ."]),
        (
            "SEOUL (Example News) -\nThe ministry said no.",
            &["SEOUL ( Example News ) - The ministry said no ."],
        ),
        (
            "The foreign ministry said on Tuesday night in a\nstatement that talks had failed.",
            &["The foreign ministry said on Tuesday night in a statement that talks had failed ."],
        ),
        (
            "  Rain fell on the whole of the northern coast for a third\nday, and the rivers \
             rose. Two bridges were closed to traffic.\n  In the south it was dry, and farmers \
             were still waiting for\nthe first rain of the season.\n",
            &[
                "Rain fell on the whole of the northern coast for a third day , and the rivers \
                 rose . Two bridges were closed to traffic .",
                "In the south it was dry , and farmers were still waiting for the first rain of \
                 the season .",
            ],
        ),
    ] {
        assert_eq!(paragraphs(text), expected, "{text:?}");
    }
}

#[test]
fn a_sentence_without_end_is_cut_at_its_best_place() {
    let clause = "the army of the north held the bridge and the town ";
    let text = format!("{}; {}, {}.", clause.repeat(25), clause.repeat(22), clause.repeat(30));
    let segmented = segment(&text);
    let last_words: Vec<&str> = segmented
        .sentences
        .iter()
        .map(|words| segmented.words[words.end - 1].span.of(&text))
        .collect();
    assert_eq!(last_words, [";", ",", "."]);
}
