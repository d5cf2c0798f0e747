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
        ("It came on Thursday, Sept. 19.", "Thursday, Sept. 19=2024-09-19"),
        ("The fair closed last Oct. 23.", "last Oct. 23=2023-10-23"),
        ("It rained on June 3, 4 and 5.", "June 3=2024-06-03; 4=2024-06-04; 5=2024-06-05"),
        ("On May 5 and 12 others fell ill.", "May 5=2024-05-05"),
        ("Between 2 and 4 June 2021 it rained.", "2 and 4 June 2021=2021-06-02/2021-06-04"),
        ("It ran from January to March 2020.", "January=2020-01; March 2020=2020-03"),
        ("It ran from December to March 2020.", "December=2019-12; March 2020=2020-03"),
        ("It ran 1 Jan-31 Dec 2023.", "1 Jan=2023-01-01; 31 Dec 2023=2023-12-31"),
        ("The March summit failed.", "March=2024-03"),
        ("The log says 2023-11-05T14:30:00Z.", "2023-11-05T14:30:00Z=2023-11-05T14:30:00Z"),
        ("It opened in the winter of 2019-20.", "the winter of 2019-20=2019-WI"),
    ]);
}

#[test]
fn days_that_are_counted() {
    check(&[
        ("It opens on the first Monday of October.", "the first Monday of October=2024-10-07"),
        ("It opened on the last Sunday in May 2021.", "the last Sunday in May 2021=2021-05-30"),
        ("She left two Fridays ago.", "two Fridays ago=2024-09-06"),
        ("She left a week ago today.", "a week ago today=2024-09-11"),
        ("She left a week ago Tuesday.", "a week ago Tuesday=2024-09-10"),
        ("She leaves a week from tomorrow.", "a week from tomorrow=2024-09-26"),
        ("She left the week before last.", "the week before last=2024-W36"),
        ("She left on Tuesday of last week.", "Tuesday of last week=2024-09-10"),
        ("She leaves Tuesday next week.", "Tuesday next week=2024-09-24"),
        ("It was built half a century ago.", "half a century ago=1974"),
        ("It was built a year and a half ago.", "a year and a half ago=2023-03"),
        ("The vote is in the week of Nov. 3.", "the week of Nov. 3=2024-W44"),
        ("It opens on the 15th of next month.", "the 15th of next month=2024-10-15"),
        ("He was arrested on the 15th.", "the 15th=2024-09-15"),
        ("He was arrested on the 28th.", "the 28th=2024-08-28"),
        ("He lives on the 15th floor.", ""),
    ]);
}

#[test]
fn impossible_dates_stay_untagged() {
    check(&[
        ("They met on February 30.", ""),
        ("They met on 31 April.", ""),
        ("They met on February 29, 2023.", "2023=2023"),
        ("They met on February 29, 2024.", "February 29, 2024=2024-02-29"),
        ("In June 31 people were hurt.", "June=2024-06"),
        ("It lasted 99999999999999999999 years.", ""),
    ]);
    let many = format!("It lasted {} years.", "9".repeat(400));
    assert_eq!(read_on_wednesday(&many), "");
}

/// Dates without their year are of the year that a history tells of, not near its publication.
#[test]
fn dates_of_a_history() {
    check(&[(
        "The siege began in the spring of 1871. On 3 May 1871 the army crossed the river. Two days \
         later it reached the walls. In June the garrison was cut off. On 14 July it was beaten. \
         Fighting went on until 2 January 1872. In February the town fell. By the end of the year \
         the general was dead.",
        "the spring of 1871=1871-SP; 3 May 1871=1871-05-03; Two days later=1871-05-05; \
         June=1871-06; 14 July=1871-07-14; 2 January 1872=1872-01-02; February=1872-02; \
         the end of the year=1872 END",
    )]);
    // News with a look back stays news.
    check(&[(
        "The minister resigned on Tuesday. She had served since 3 May 2016, and her rival since 4 \
         June 2017. She took over the ministry in June.",
        "Tuesday=2024-09-17; 3 May 2016=2016-05-03; 4 June 2017=2017-06-04; June=2024-06",
    )]);
}

/// What lies ahead, by the verb or noun that the date goes with.
#[test]
fn dates_to_come() {
    check(&[
        ("The trial is set to begin on Friday.", "Friday=2024-09-20"),
        ("The union has scheduled a rally for Saturday.", "Saturday=2024-09-21"),
        ("Aides planned a march on Saturday.", "Saturday=2024-09-21"),
        ("The firm announced an event to be held on October 12.", "October 12=2024-10-12"),
        ("The bank announced an agreement to buy a rival in January.", "January=2025-01"),
        ("Polls open on Sunday.", "Sunday=2024-09-22"),
        ("The court ruled that the vote, due on Sunday, could go ahead.", "Sunday=2024-09-22"),
        ("More rain is forecast on Thursday.", "Thursday=2024-09-19"),
        ("The hearing was moved to Friday.", "Friday=2024-09-20"),
        ("The strike was to begin on Friday.", "Friday=2024-09-20"),
        ("She was to have spoken on Tuesday but fell ill.", "Tuesday=2024-09-17"),
        ("The ferry had been due back on Sunday.", "Sunday=2024-09-15"),
        ("He may arrive as early as Thursday.", "Thursday=2024-09-19"),
        ("He could arrive as soon as Thursday.", "Thursday=2024-09-19"),
        ("He may have left on Thursday.", "Thursday=2024-09-12"),
        ("A hearing was set for Oct. 3.", "Oct. 3=2024-10-03"),
        ("The board has set Oct. 10 as the deadline.", "Oct. 10=2024-10-10"),
        ("Rain is forecast through Saturday.", "Saturday=2024-09-21"),
        ("The court ordered the mill to close by Sept. 16.", "Sept. 16=2024-09-16"),
        ("Police opened an inquiry into the March fire.", "March=2024-03"),
        ("The firm was to open a mill in July but did not.", "July=2024-07"),
        ("A talk had been scheduled for June.", "June=2024-06"),
        ("The crash on Monday shows that the line is unsafe.", "Monday=2024-09-16"),
        ("The report said that Monday's storm sank two boats.", "Monday=2024-09-16"),
        ("Much can change between now and December.", "now=PRESENT_REF; December=2024-12"),
        ("With a vote due as soon as April, he said no.", "April=2025-04"),
        ("Unions have called a strike on Oct. 19.", "Oct. 19=2024-10-19"),
        ("The king announced the plan to end the ban back in October.", "October=2023-10"),
        (
            "The court set the days of Sept. 30 and Dec. 15.",
            "Sept. 30=2024-09-30; Dec. 15=2024-12-15",
        ),
        (
            "In 2001 it was sold. Over the next year it will be rebuilt.",
            "2001=2001; the next year=2025",
        ),
        ("In 2001 it was sold. The next year it burned.", "2001=2001; The next year=2002"),
        ("He spoke following Monday's vote.", "Monday=2024-09-16"),
        ("On May 9, 2017: the board met.", "May 9, 2017=2017-05-09"),
        ("Since October, 40 boats have been lost.", "October=2023-10"),
        ("They want to build on a deal struck in July.", "July=2024-07"),
    ]);
}

/// Reports of business compare their figures with the same stretch of the year before.
#[test]
fn accounts_of_a_quarter() {
    check(&[
        (
            "Profit fell 4% in the second quarter. Sales were $5 million, against $6 million a \
             year ago. For the six months, it earned $9 million, up from $8 million a year ago.",
            "the second quarter=2024-Q2; a year ago=2023-Q2; the six months=P6M; a year ago=2023",
        ),
        (
            "It expects a charge in the third quarter. Sales fell in the latest quarter.",
            "the third quarter=2024-Q3; the latest quarter=2024-Q2",
        ),
        (
            "The second quarter was good. In the 2023 quarter it lost money. Sales in the latest \
             quarter rose.",
            "The second quarter=2024-Q2; the 2023 quarter=2023-Q2; the latest quarter=2024-Q2",
        ),
        (
            "It lost $5 million in the first quarter of 2022, against $6 million in the \
             year-earlier quarter.",
            "the first quarter of 2022=2022-Q1; the year-earlier quarter=2021-Q1",
        ),
        ("In 2022 it sold 5, against 6 the year before.", "2022=2022; the year before=2021"),
        (
            "Second-quarter profit rose. For the same period last year it lost $2 million.",
            "Second-quarter=2024-Q2; the same period last year=2023-Q2",
        ),
        (
            "Exports fell in July. In the same month last year they rose.",
            "July=2024-07; the same month last year=2023-07",
        ),
        ("It lost money in the year ended March 31.", "the year=P1Y; March 31=2024-03-31"),
        ("It lost money in the year to March.", "the year=P1Y; March=2024-03"),
        ("It expects a loss for the full year.", "the full year=2024"),
        ("Sales fell in the last quarter of 2023.", "the last quarter of 2023=2023-Q4"),
        ("Profits fell in H1.", "H1=2024-H1"),
        ("Profits fell in 1H 2023.", "1H 2023=2023-H1"),
        ("He holds an H1 visa.", ""),
        ("Revenue fell in FY24.", "FY24=2024"),
    ]);
}

/// Quarters in a row, parts of years by their months, and years before others.
#[test]
fn stretches_that_figures_are_given_of() {
    check(&[
        (
            "Orders rose in the second and third quarters of 2023.",
            "the second=2023-Q2; third quarters of 2023=2023-Q3",
        ),
        (
            "Orders fell in the first, second and third quarters.",
            "the first=2024-Q1; second=2024-Q2; third quarters=2024-Q3",
        ),
        ("The first two quarters of 2025 will be slow.", "The first two quarters of 2025=2025-H1"),
        ("It rained in the first three months of 2023.", "the first three months of 2023=2023-Q1"),
        ("It rained in the last six months of 2023.", "the last six months of 2023=2023-H2"),
        ("Rents rose in the first nine months of 2023.", "the first nine months=P9M; 2023=2023"),
        (
            "Profit for the quarter was $3m, against a loss of $1m in the prior-year period.",
            "the quarter=2024-Q2; the prior-year period=2023-Q2",
        ),
        (
            "In the first quarter it sold 5 ships, after 4 in the previous quarter and 3 in the same \
             quarter of last year.",
            "the first quarter=2024-Q1; the previous quarter=2023-Q4; \
             the same quarter of last year=2023-Q1",
        ),
        (
            "Sales rose in the three months to June, compared with the same period a year earlier.",
            "the three months=P3M; June=2024-06; the same period a year earlier=2023-Q2",
        ),
        (
            "For the six months ended June 30, it earned $3m, up from $2m a year earlier.",
            "the six months=P6M; June 30=2024-06-30; a year earlier=2023-H1",
        ),
        (
            "The mill reported a fall in third-quarter profit to $3m from $4m a year earlier.",
            "third-quarter=2024-Q3; a year earlier=2023-Q3",
        ),
        (
            "In 2019 the firm built 40 boats; the year before it had built 50.",
            "2019=2019; the year before=2018",
        ),
        ("He fell ill the year before the war and left the year she was born.", ""),
        ("He was poor in the last year of his life.", ""),
    ]);
}

/// Days and weeks that are known by a holiday, and festivals that last.
#[test]
fn festivals_and_what_lies_beside_them() {
    check(&[
        ("Twelve people drowned over the Easter weekend.", "the Easter weekend=2024-W13-WE"),
        ("Roads were full over the Labor Day weekend.", "the Labor Day weekend=2024-W35-WE"),
        ("Flights were full over Thanksgiving weekend.", "Thanksgiving weekend=2023-W47-WE"),
        ("It opened in Easter week 2021.", "Easter week 2021=2021-W13"),
        ("It closes in the week of Thanksgiving.", "the week of Thanksgiving=2024-W48"),
        ("The strike starts on the Monday after Easter.", "the Monday after Easter=2025-04-21"),
        ("The fair opens on the day after Christmas.", "the day after Christmas=2024-12-26"),
        ("It was shut the day before Thanksgiving.", "the day before Thanksgiving=2023-11-22"),
        ("Bells rang on the eve of Good Friday.", "the eve of Good Friday=2024-03-28"),
        ("He left the day before Sept. 3, 2021.", "the day before Sept. 3, 2021=2021-09-02"),
        ("They fasted during Ramadan last year.", "Ramadan last year=2023-03-23/2023-04-20"),
        ("They signed the Good Friday Agreement and sailed to Easter Island.", ""),
        ("Holy Week was quiet.", "Holy Week=2024-03-24/2024-03-30"),
        ("Security was raised after the Sept. 11 attacks.", "Sept. 11=2001-09-11"),
        ("The shop was shut on Sept. 11.", "Sept. 11=2024-09-11"),
    ]);
}

#[test]
fn weekdays_in_a_row() {
    check(&[
        ("Roads will be closed from Monday to Friday.", "Monday=2024-09-23; Friday=2024-09-27"),
        ("It ran from Friday to Sunday.", "Friday=2024-09-13; Sunday=2024-09-15"),
        ("Tuesday and Wednesday will be dry.", "Tuesday=2024-09-24; Wednesday=2024-09-25"),
        ("He was seen on Thursday and Friday.", "Thursday=2024-09-12; Friday=2024-09-13"),
        ("They met on Friday. Sunday was free.", "Friday=2024-09-13; Sunday=2024-09-15"),
        ("It snowed overnight Saturday.", "overnight Saturday=2024-09-14TNI"),
        ("Twenty years ago this month, it fell.", "Twenty years ago this month=2004-09"),
    ]);
}

/// What comes again, and the hours that go with it.
#[test]
fn times_that_come_again() {
    check(&[
        (
            "Buses run every weekday from 6 a.m. to 9 p.m.",
            "every weekday=XXXX-WXX-WD; 6 a.m.=XXXX-XX-XXT06:00; 9 p.m.=XXXX-XX-XXT21:00",
        ),
        ("The pool is shut on weekdays.", "weekdays=XXXX-WXX-WD"),
        ("She swims each weekday morning.", "each weekday morning=XXXX-WXX-WDTMO"),
        ("It opens at 9 a.m. every day.", "9 a.m.=XXXX-XX-XXT09:00; every day=P1D"),
        (
            "The market is held every Saturday and Sunday.",
            "every Saturday=XXXX-WXX-6; Sunday=XXXX-WXX-7",
        ),
        ("The party daily Novosti reported the talks.", ""),
        ("The weekly Der Anker printed the letter.", ""),
        ("He told Textile Trade Daily about it.", ""),
        ("A daily ferry crosses the strait.", "daily=P1D"),
    ]);
}

/// Lengths until now, and days to come that nobody knows.
#[test]
fn lengths_and_days_without_a_date() {
    check(&[
        ("She has slept in the hall for the last week.", "the last week=P1W"),
        ("Prices rose over the last year.", "the last year=P1Y"),
        ("It will cost a billion over the next decade.", "the next decade=P10Y"),
        ("It rained in the last week of June.", "the last week of June=2024-W26"),
        ("The vote follows months of talks.", "months=PXM"),
        ("She hopes he one day follow her.", "one day=FUTURE_REF"),
        ("Shops opened following another day of rain.", "another day=P1D"),
        ("They wait one day each week.", "one day=P1D; each week=P1W"),
        ("He spoke on \"This Week With Ann Novak\" again.", ""),
    ]);
}

/// The words of an expression are its own: the article of a noun behind it is not.
#[test]
fn extents() {
    check(&[
        ("It took a third-quarter charge.", "third-quarter=2024-Q3"),
        ("The three-day visit ended.", "three-day=P3D"),
        ("It was built over several years.", "several years=PXY"),
        ("He spoke on \"60 Minutes\" and \"This Week.\"", ""),
        ("Prime Minister Jan Novak spoke.", ""),
        ("Ms. April Jones met Mr. August Wilson in June.", "June=2024-06"),
        ("Black Friday sales rose.", ""),
        ("The annual meeting was short.", ""),
        ("He stayed a year or two.", "a year or two=P1Y"),
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
        ("Revenue grew in fiscal 2023.", "fiscal 2023=2023"),
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
        (
            "He left in 1998. By the end of the year he was back.",
            "1998=1998; the end of the year=1998 END",
        ),
        (
            "It opened in 1998. It was sold to a rival. Nobody minded. It will close by the end of the year.",
            "1998=1998; the end of the year=2024 END",
        ),
        ("He called. A few days later he came.", "A few days later=PXD"),
        (
            "He called on 3 June 2021 and came an hour later.",
            "3 June 2021=2021-06-03; an hour later=PT1H",
        ),
        ("A decade later he returned.", "A decade later=P10Y"),
        ("A month later, in June 2022, he was back.", "A month later=2022-06; June 2022=2022-06"),
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
        ("Shares fell in mid-afternoon yesterday.", "mid-afternoon yesterday=2024-09-17TAF MID"),
        ("He speaks tonight at 8 p.m.", "tonight at 8 p.m.=2024-09-18T20:00"),
        (
            "It blew up at 10:35 a.m. (0735 GMT) Friday.",
            "10:35 a.m. (0735 GMT) Friday=2024-09-13T10:35",
        ),
        ("They left at 1430 hours.", "1430 hours=2024-09-18T14:30"),
        ("They left at half past three.", "half past three=2024-09-18T03:30"),
        (
            "They left at a quarter to four in the afternoon.",
            "a quarter to four in the afternoon=2024-09-18T15:45",
        ),
    ]);
}

/// One day for both ends of a stretch of hours.
#[test]
fn hours_of_one_day() {
    check(&[
        (
            "From 2 p.m. to 4 p.m. on Saturday, the bridge will be closed.",
            "2 p.m.=2024-09-21T14:00; 4 p.m. on Saturday=2024-09-21T16:00",
        ),
        (
            "Between 9 a.m. and noon on Monday, 3,000 people voted.",
            "9 a.m.=2024-09-16T09:00; noon on Monday=2024-09-16T12:00",
        ),
        ("It will open no earlier than 2026.", "2026=2026"),
        ("Emissions will halve by the end of the decade.", "the end of the decade=202 END"),
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
        ("It lasted two hours and 15 minutes.", "two hours and 15 minutes=PT2H15M"),
        ("It lasted 1 hour 20 minutes.", "1 hour 20 minutes=PT1H20M"),
        ("It lasted two years, three months.", "two years, three months=P2Y3M"),
        ("It lasted two weeks and 30 people fell ill.", "two weeks=P2W"),
        ("The months-long siege ended.", "months-long=PXM"),
        ("It was their third day-long meeting.", "day-long=P1D"),
        ("It was a weeklong festival.", "weeklong=P1W"),
        ("They meet every Friday.", "every Friday=XXXX-WXX-5"),
        ("They meet every other week.", "every other week=P2W"),
        ("They meet twice a month.", "twice a month=P1M"),
        ("Losses total $3bn a year.", "a year=P1Y"),
        ("They meet several times a day.", "several times a day=P1D"),
        ("It does 60 miles an hour.", ""),
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
        "May 5, 6, 7, ".repeat(1_000),
        "1 hour 1 minute and ".repeat(1_000),
        "from May to ".repeat(1_000),
        "\u{661}\u{669}\u{669}\u{668} \u{ff12}\u{ff10}\u{ff12}\u{ff14}-\u{ff10}\u{ff11} May \u{665}".to_owned(),
        format!("in {0} weeks, {0} May {0}, {0}:{0} and {0} years ago", "9".repeat(500)),
        "the first first first half of of of".repeat(300),
    ] {
        for published in [None, Some("2024-09-18"), Some("9999-12-31"), Some("no date")] {
            for time in times_of(&text, published).list {
                assert!(time.item.earliest <= time.item.latest || time.item.latest.is_none());
            }
        }
    }
}
