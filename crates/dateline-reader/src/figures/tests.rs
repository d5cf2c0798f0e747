//! Sentences, and the figures that they should give.

use std::fmt::Write as _;

use dateline_record::{ComparisonKind, Report};

use crate::Reader;

/// The figures of a text as `value: measures @time, kind value to time => low..high`.
fn read_text(text: &str) -> String {
    let reader = Reader::new().expect("the embedded model loads");
    let report = Report {
        text: text.to_owned(),
        published: Some("2024-09-18".to_owned()),
        ..Report::default()
    };
    let record = reader.read(&report).expect("the text has words");
    let time = |id: Option<dateline_record::TimeId>| {
        id.map_or("-".to_owned(), |id| record.times[id.index()].value.clone())
    };
    let show = |figure: &dateline_record::Figure| {
        let quantity = &record.quantities[figure.quantity.index()];
        let value = quantity.value.map_or("-".to_owned(), |value| value.to_string());
        let measures = figure.measures.as_deref().unwrap_or("-");
        let mut line = format!("{value}: {measures} @{}", time(figure.time));
        if let Some(comparison) = &figure.comparison {
            let kind = match comparison.kind {
                ComparisonKind::Ratio => "ratio",
                ComparisonKind::Percent => "percent",
                ComparisonKind::Difference => "difference",
                ComparisonKind::Value => "value",
                ComparisonKind::Extreme => "extreme",
            };
            let value = comparison.value.map_or(String::new(), |value| format!(" {value}"));
            let _ = write!(line, ", {kind}{value} to {}", time(comparison.to));
        }
        for implied in &figure.implied {
            let _ = write!(line, " => {}..{}", implied.low, implied.high);
        }
        line
    };
    record.figures.iter().map(show).collect::<Vec<_>>().join("; ")
}

#[test]
fn figures_and_comparisons() {
    for (text, expected) in [
        (
            "In 2021, the number of refugees crossing the river reached 300, a near threefold jump \
             from the previous year.",
            "300: refugees crossing the river @2021, ratio 3 to 2020 => 100..107",
        ),
        (
            "The factory made 140 tractors in June, up 40 percent from a year earlier.",
            "140: tractors @2024-06, percent 40 to 2023-06 => 100..100",
        ),
        (
            "The number of strikes fell to 50 in 2022, compared with 80 in 2021.",
            "50: strikes @2022, value 80 to 2021; 80: strikes @2021",
        ),
        (
            "The number of fires rose to 50 in 2022, the highest since 2017.",
            "50: fires @2022, extreme to 2017",
        ),
        ("The bank lost $3bn in 2023.", "3000000000: - @2023"),
        (
            "Sales rose 40 percent from a year earlier in June.",
            "40: Sales @2024-06, percent 40 to 2023",
        ),
        ("The two countries met.", ""),
        ("Anna Weber, 52, is a teacher.", ""),
    ] {
        assert_eq!(read_text(text), expected, "in {text:?}");
    }
}
