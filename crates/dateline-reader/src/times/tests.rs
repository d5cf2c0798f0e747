//! Sentences, and the times that they should give.

use dateline_record::Report;

use super::{Times, read};
use crate::front;
use crate::testing::with_article;

pub(super) fn times_of(text: &str, published: Option<&str>) -> Times {
    let report = Report {
        text: text.to_owned(),
        published: published.map(str::to_owned),
        ..Report::default()
    };
    let mut found = None;
    with_article(&report, |article| {
        found = Some(read(article, &front::read(article.text(), &article.word_spans())));
    });
    found.expect("the article was read")
}

/// The times of a text as `words=value`, read on Wednesday, 18 September 2024.
fn read_on_wednesday(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let shown: Vec<String> = times_of(text, Some("2024-09-18"))
        .list
        .iter()
        .map(|time| {
            let span = time.item.span.start as usize..time.item.span.end as usize;
            let words: String = characters[span].iter().collect();
            let modifier =
                time.item.modifier.as_ref().map_or(String::new(), |code| format!(" {code}"));
            format!("{words}={}{modifier}", time.item.value)
        })
        .collect();
    shown.join("; ")
}

fn check(rows: &[(&str, &str)]) {
    for (text, expected) in rows {
        assert_eq!(read_on_wednesday(text), *expected, "in {text:?}");
    }
}

#[test]
fn dates_of_the_calendar() {
    check(&[
        ("It opened on 11 September 2001.", "11 September 2001=2001-09-11"),
        ("It opened on the 3rd of June 2021.", "the 3rd of June 2021=2021-06-03"),
        ("It opened on March 8, 2003, in rain.", "March 8, 2003=2003-03-08"),
        ("It opened in June 2021.", "June 2021=2021-06"),
        ("It opened in 1987.", "1987=1987"),
        ("The log says 2023-11-05.", "2023-11-05=2023-11-05"),
        ("The log says 7/16/2023.", "7/16/2023=2023-07-16"),
        ("The log says 16.07.2023.", "16.07.2023=2023-07-16"),
        ("The log says 03/04/2023.", "03/04/2023=2023-XX-XX"),
        ("The summit is on 3-5 June 2021.", "3-5 June 2021=2021-06-03/2021-06-05"),
        ("The summit ran June 30-July 2, 2021.", "June 30-July 2, 2021=2021-06-30/2021-07-02"),
        ("She sat in parliament in 2020-24.", "2020-24=2020/2024"),
        ("The fort fell in 490 BC.", "490 BC=BC0490"),
        ("The town was buried in AD 79.", "AD 79=0079"),
        ("It grew in the 1990s.", "the 1990s=199"),
        ("It grew in the late 1980s.", "the late 1980s=198 END"),
        ("It grew in the '70s.", "the '70s=197"),
        ("It was built in the 19th century.", "the 19th century=18"),
        ("It met in spring 2021.", "spring 2021=2021-SP"),
        ("It was signed on New Year's Eve 2020.", "New Year's Eve 2020=2020-12-31"),
        ("It was signed on Good Friday 2023.", "Good Friday 2023=2023-04-07"),
        ("It was signed on Thanksgiving 2023.", "Thanksgiving 2023=2023-11-23"),
        ("It came on Friday, Oct. 23, 1998.", "Friday, Oct. 23, 1998=1998-10-23"),
    ]);
}

#[test]
fn parts_of_the_year() {
    check(&[
        ("Sales fell in the fourth quarter of 2022.", "the fourth quarter of 2022=2022-Q4"),
        ("Sales fell in Q3 2021.", "Q3 2021=2021-Q3"),
        ("Profits rose in the first half of 2024.", "the first half of 2024=2024-H1"),
        ("Profits rose in early 2019.", "early 2019=2019 START"),
        ("Talks resumed at the end of 1994.", "the end of 1994=1994 END"),
        ("Revenue grew in fiscal 2023.", "fiscal 2023=FY2023"),
        ("The team led in the first half.", ""),
    ]);
}

#[test]
fn times_counted_from_publication() {
    check(&[
        ("She left last year.", "last year=2023"),
        ("She left last month.", "last month=2024-08"),
        ("She will leave next week.", "next week=2024-W39"),
        ("She left yesterday.", "yesterday=2024-09-17"),
        ("She left the day before yesterday.", "the day before yesterday=2024-09-16"),
        ("She left three weeks ago.", "three weeks ago=2024-W35"),
        ("She left five years ago.", "five years ago=2019"),
        ("She left ten days ago.", "ten days ago=2024-09-08"),
        ("She left last May.", "last May=2024-05"),
        ("She left this summer.", "this summer=2024-SU"),
        ("She left earlier this year.", "earlier this year=2024 START"),
        ("A storm comes this weekend.", "this weekend=2024-W38-WE"),
        ("She left in November last year.", "November last year=2023-11"),
        ("She left years ago.", "years ago=PAST_REF"),
    ]);
}

#[test]
fn times_counted_from_the_story() {
    check(&[
        ("She joined in 1998 and left the following year.", "1998=1998; the following year=1999"),
        (
            "It burned on 3 June 2021. A day earlier it had rained.",
            "3 June 2021=2021-06-03; A day earlier=2021-06-02",
        ),
        (
            "It burned on 3 June 2021. By Saturday it was out.",
            "3 June 2021=2021-06-03; Saturday=2021-06-05",
        ),
        ("In 2022 there were 318, up from the previous year.", "2022=2022; the previous year=2021"),
    ]);
}

#[test]
fn times_within_a_day() {
    check(&[
        ("Two died on Monday morning.", "Monday morning=2024-09-16TMO"),
        ("It landed at 15:00 GMT Tuesday.", "15:00 GMT Tuesday=2024-09-17T15:00Z"),
        ("Polls closed at noon on Sunday.", "noon on Sunday=2024-09-15T12:00"),
        ("Polls closed at 7:30 p.m. EST.", "7:30 p.m. EST=2024-09-18T19:30"),
        ("Polls closed at 7.30pm yesterday.", "7.30pm yesterday=2024-09-17T19:30"),
        ("It rained last night.", "last night=2024-09-17TNI"),
        ("It rained on the night of 3 May 2021.", "the night of 3 May 2021=2021-05-03TNI"),
    ]);
}

#[test]
fn durations_and_sets() {
    check(&[
        ("She began a three-day visit.", "three-day=P3D"),
        ("It lasted half an hour.", "half an hour=PT30M"),
        ("It lasted several weeks.", "several weeks=PXW"),
        ("It lasted two and a half years.", "two and a half years=P2Y6M"),
        ("He led it for nearly two years.", "nearly two years=P2Y LESS_THAN"),
        ("He led it for at least 30 days.", "at least 30 days=P30D EQUAL_OR_MORE"),
        ("Prices doubled over the past two years.", "the past two years=P2Y"),
        ("They fought for decades.", "decades=PXDE"),
        ("They meet every Friday.", "every Friday=XXXX-WXX-5"),
        ("They meet every other week.", "every other week=P2W"),
        ("They meet twice a month.", "twice a month=P1M"),
        ("Losses total $3bn a year.", "a year=P1Y"),
        ("They meet every morning.", "every morning=XXXX-XX-XXTMO"),
        ("He was recently married and now lives here.", "recently=PAST_REF; now=PRESENT_REF"),
    ]);
}

#[test]
fn no_times() {
    for text in [
        "",
        "He may appeal the ruling.",
        "Thousands joined the march in Paris.",
        "More than 2,024 people died.",
        "The man, 43, was arrested.",
        "The 43-year-old man was arrested.",
        "She is 12 years old.",
        "The Sunday Times reported it.",
        "It was the second attack.",
        "Theresa May spoke.",
        "Prices fall.",
        "It cost $1999 and weighed 2000 pounds.",
        "Resolution 1973 was passed.",
        "On 1/1/1/1 and in year 99999.",
    ] {
        assert_eq!(read_on_wednesday(text), "", "in {text:?}");
    }
}

#[test]
fn without_a_day_of_publication_relative_times_stay_open() {
    for (text, value) in [
        ("Police arrested three men on Tuesday.", "XXXX-WXX-2"),
        ("It peaked in November.", "XXXX-11"),
        ("It peaked last year.", "XXXX"),
        ("It peaked three weeks ago.", "XXXX-WXX"),
        ("It peaked on Oct. 7.", "XXXX-10-07"),
    ] {
        let times = times_of(text, None);
        assert_eq!(times.list[0].item.value, value, "in {text:?}");
        assert_eq!((times.list[0].item.earliest, times.list[0].item.latest), (None, None));
    }
}

#[test]
fn any_text_is_read() {
    for text in [
        "last ".repeat(2_000),
        "February 30, 2021 and 31 June".to_owned(),
        "a million million years ago, 999999999999 weeks later".to_owned(),
        "9999-12-31 and the next day, next year, the following century".to_owned(),
        "24:00 25:61 00:00:00 at 24:59".to_owned(),
        "the the the of of year - - - '".to_owned(),
        "1990s's '' '99 \u{1F600}May\u{1F600} 5\u{301} June".to_owned(),
        "\u{0}\u{1}\u{7f} \r\n\r\n now".to_owned(),
        "every every every each other other".repeat(300),
        "twenty ".repeat(2_000),
        "the first first first half of of of".repeat(300),
    ] {
        for published in [None, Some("2024-09-18"), Some("9999-12-31"), Some("no date")] {
            for time in times_of(&text, published).list {
                assert!(time.item.earliest <= time.item.latest || time.item.latest.is_none());
            }
        }
    }
}
