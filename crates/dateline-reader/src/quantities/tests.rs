//! Sentences, and the quantities that they should give.

use std::fmt::Write as _;

use dateline_record::Report;

use super::read;
use crate::testing::with_article;
use crate::{front, times};

/// The quantities of a text as `words=value unit (counted)`; bounds stand in brackets.
fn read_text(text: &str) -> String {
    let report = Report {
        text: text.to_owned(),
        published: Some("2024-09-18".to_owned()),
        ..Report::default()
    };
    let mut shown = Vec::new();
    with_article(&report, |article| {
        let times = times::read(article, &front::read(article.text(), &article.word_spans()));
        for found in read(article, &times) {
            let item = &found.item;
            let mut line = format!("{}=", article.surface(found.words.clone()));
            match (item.value, item.low, item.high) {
                (Some(value), low, high) if low == item.value && high == item.value => {
                    let _ = write!(line, "{value}");
                }
                (value, low, high) => {
                    let show = |bound: Option<f64>| bound.map_or(String::new(), |b| b.to_string());
                    let _ = write!(line, "{}[{}..{}]", show(value), show(low), show(high));
                }
            }
            if let Some(unit) = &item.unit {
                let _ = write!(line, " {unit}");
            }
            if let Some(counted) = &item.counted {
                let _ = write!(line, " ({counted})");
            }
            if item.approximate {
                line.push('~');
            }
            shown.push(line);
        }
    });
    shown.join("; ")
}

fn check(rows: &[(&str, &str)]) {
    for (text, expected) in rows {
        assert_eq!(read_text(text), *expected, "in {text:?}");
    }
}

#[test]
fn counts() {
    check(&[
        ("The blast killed 196 people.", "196=196 person (people)"),
        ("Police arrested three young men.", "three=3 person (young men)"),
        ("At least 2,024 houses burned.", "At least 2,024=2024[2024..] (houses)"),
        ("Nearly 300 farmers marched.", "Nearly 300=300[..300] person (farmers)~"),
        ("About 40 farmers marched.", "About 40=40[..] person (farmers)~"),
        ("Between 200 and 300 farmers marched.", "Between 200 and 300=[200..300] person (farmers)"),
        ("Dozens of farmers marched.", "Dozens=[24..] person (farmers)~"),
        ("Two dozen farmers marched.", "Two dozen=24 person (farmers)"),
        (
            "Hundreds of thousands of people fled.",
            "Hundreds of thousands=[200000..] person (people)~",
        ),
        ("Two thirds of the voters stayed away.", "Two thirds=0.6666666666666666 person (voters)"),
    ]);
}

#[test]
fn money_and_measures() {
    check(&[
        ("The bank lost $3bn.", "$3bn=3000000000 USD"),
        ("The bank lost 2.5 billion euros.", "2.5 billion euros=2500000000 EUR"),
        ("The bank lost more than \u{a3}20m.", "more than \u{a3}20m=20000000[20000000..] GBP~"),
        ("The bank lost billions of dollars.", "billions of dollars=[2000000000..] USD~"),
        ("A share costs 35 cents.", "35 cents=0.35 USD"),
        (
            "The bank lost $2 million to $3 million.",
            "$2 million to $3 million=[2000000..3000000] USD",
        ),
        ("Sales rose 40 percent.", "40 percent=40 percent"),
        ("Sales rose 3.5%.", "3.5%=3.5 percent"),
        ("Rates rose two percentage points.", "two percentage points=2 percentage point"),
        ("The town is 17 km away.", "17 km=17 km"),
        ("The town is five miles away.", "five miles=5 [mi_i]"),
    ]);
}

#[test]
fn ages() {
    check(&[
        ("Anna Weber, 52, is a teacher.", "52=52 year"),
        ("The 43-year-old was hurt.", "43-year-old=43 year"),
        ("She is 12 years old.", "12 years old=12 year"),
    ]);
}

#[test]
fn no_quantities() {
    for text in [
        "",
        "It happened in 2019 on 3 June at 15:00.",
        "They stayed for three weeks.",
        "It was the second attack.",
        "They won 3-1.",
        "Call 555-1234 or +44 20 7946 0958.",
        "Article 5 of the treaty and Resolution 1973.",
        "An A320 and a B-52 landed.",
        "The Group of 20 met in a top 10 hotel.",
        "No one came. One of them left.",
        "The server is 192.168.1.1.",
    ] {
        assert_eq!(read_text(text), "", "in {text:?}");
    }
}

#[test]
fn any_text_is_read() {
    for text in [
        "9".repeat(400),
        "1/1/1/1 -5--5 $ $$ $- %%% 5%%".to_owned(),
        "a million ".repeat(500),
        "between 1 and between 2 and".to_owned(),
        "about about about about 5".to_owned(),
        "$\u{1F600}5 5\u{301} \u{663}\u{664} people".to_owned(),
        "10-20-30-40-50".to_owned(),
        "1,2,3,4,5,6,7,8,9".repeat(200),
    ] {
        read_text(&text);
    }
}
