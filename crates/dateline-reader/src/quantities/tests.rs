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
        for found in read(article, &times).list {
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
            if !item.unit_among.is_empty() {
                let _ = write!(line, " {}?", item.unit_among.join("/"));
            }
            if !item.parts.is_empty() {
                let _ = write!(line, " {:?}", item.parts);
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
        ("Two thirds of the voters stayed away.", "Two thirds=0.6666666666666666 (voters)"),
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
fn currencies() {
    check(&[
        ("Norway pledged 500 million crowns.", "500 million crowns=500000000 NOK"),
        ("Czech drivers owe 2.3 million crowns.", "2.3 million crowns=2300000 CZK"),
        ("The firm owes 2.3 million crowns.", "2.3 million crowns=2300000 CZK/DKK/ISK/NOK/SEK?"),
        ("It sold for 40,000 Australian dollars.", "40,000 Australian dollars=40000 AUD"),
        ("It sold for US$40,000.", "US$40,000=40000 USD"),
        ("It sold for a $40,000 fee.", "$40,000=40000 USD"),
        ("A ticket in Delhi, India, is Rs 350.", "Rs 350=350 INR"),
        ("It costs EUR 75 or 82 USD.", "EUR 75=75 EUR; 82 USD=82 USD"),
        ("The mill cost N5bn.", "N5bn=5000000000 NGN"),
        ("He paid 3 dollars 20 cents.", "3 dollars 20 cents=3.2 USD"),
        ("The fine fell from 900 to 700 euros.", "900=900 EUR; 700 euros=700 EUR"),
    ]);
}

#[test]
fn digits_of_all_styles() {
    check(&[
        ("It drew 12,34,567 visitors.", "12,34,567=1234567 person (visitors)"),
        ("It drew 1.234.567 visitors.", "1.234.567=1234567 person (visitors)"),
        ("It drew 1 234 567 visitors.", "1 234 567=1234567 person (visitors)"),
        ("It drew \u{663}\u{664}\u{665} visitors.", "\u{663}\u{664}\u{665}=345 person (visitors)"),
        ("It cost 13 lakh rupees in Nepal.", "13 lakh rupees=1300000 NPR"),
        ("It fell to -3.5 percent.", "-3.5 percent=-3.5 percent"),
        ("It is 1.8m tall and draws 3m visitors.", "1.8m=1.8 m; 3m=3000000 person (visitors)"),
    ]);
}

#[test]
fn scores_ratios_and_ordinals() {
    check(&[
        ("They won 3-1.", "3-1=[..] [3.0, 1.0]"),
        ("It was the second attack.", "second=2"),
        ("Prices doubled.", "doubled=2"),
        ("It saw a near threefold rise.", "near threefold=3[..3]~"),
        ("The room is 10 by 12 metres.", "10 by 12 metres=[..] m [10.0, 12.0]"),
        ("He is 6 feet 2 inches tall.", "6 feet 2 inches=6.166666666666667 [ft_i]"),
        ("One in five pupils failed.", "One in five=0.2 (pupils)"),
    ]);
}

#[test]
fn a_number_too_large_is_null_and_noted() {
    for number in ["9".repeat(400), "10^400".to_owned()] {
        let report = Report { text: format!("It has {number} rooms."), ..Report::default() };
        with_article(&report, |article| {
            let times = times::read(article, &front::read(article.text(), &article.word_spans()));
            let found = read(article, &times);
            assert!(found.list.iter().all(|quantity| quantity.item.value.is_none()));
            assert_eq!(found.notes.len(), 1, "{number}");
            assert_eq!(found.notes[0].code, "number-too-large");
        });
    }
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
        "7".repeat(10_000),
        "\u{669}".repeat(10_000),
        "5 crowns and 3 pounds, ".repeat(500),
        "1-2 3-1 won 4 by 5 by 6 m ".repeat(200),
        "12 \u{967}\u{968},\u{664}5 \u{ff15}.\u{ff16}".repeat(100),
        "about up to at least ".repeat(300),
    ] {
        read_text(&text);
    }
}

#[test]
fn fractions_in_words() {
    check(&[
        ("Three quarters of the bakers closed.", "Three quarters=0.75 (bakers)"),
        ("The share is twenty-three fifths.", "twenty-three fifths=4.6"),
        (
            "It weighed one hundred and three and two thirds tonnes.",
            "one hundred and three and two thirds tonnes=103.66666666666667 t",
        ),
        ("They planted two million and three fifths.", "two million and three fifths=2600000"),
        ("The two halves of the town were cut off.", "two=2 (halves)"),
        ("One in 14 wells is dry.", "One in 14=0.07142857142857142 (wells)"),
    ]);
}

#[test]
fn bounds_in_verbs_signs_and_ordinals() {
    check(&[
        ("The toll exceeded 3,000.", "exceeded 3,000=3000[3000..]~"),
        ("The score is less than or equal to 30.", "less than or equal to 30=30[..30]"),
        ("Levels of >30 were found.", ">30=30[30..]~"),
        ("The choice is either 5 or 10.", "5=5; 10=10"),
        (
            "He ranks between the tenth and the fifteenth.",
            "between the tenth and the fifteenth=[10..15]",
        ),
        ("She finished 11th.", "11th=11"),
        ("The lot is 1/60th of the field.", ""),
        ("It was - 20 degrees Celsius.", "- 20 degrees Celsius=-20 Cel"),
    ]);
}

/// Nothing of an impossible date is counted, and digits of any length and script are read.
#[test]
fn numbers_that_are_none() {
    check(&[
        ("He died on February 30.", ""),
        ("The file has 2882015 rows.", "2882015=2882015 (rows)"),
        ("The fire killed ٣٤ miners.", "٣٤=34 person (miners)"),
    ]);
}

/// Long lists are read one by one: each of their numbers once, none with the others.
#[test]
fn lists_of_numbers_grow_with_their_length() {
    for item in ["7; ", "thousand million; ", "one hundred and thirty fifths; "] {
        let count = |items: usize| read_text(&item.repeat(items)).matches('=').count();
        let (short, long) = (count(40), count(400));
        assert!(short > 0 && long == 10 * short, "{item:?}: {short} and {long}");
    }
}
