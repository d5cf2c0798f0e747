//! Dates of publication.

use dateline_intake::parse_published;

#[test]
fn iso_8601_is_read() {
    for (text, expected) in [
        ("2024-07-16", "2024-07-16"),
        ("20240716", "2024-07-16"),
        (" 2024-07-16\n", "2024-07-16"),
        ("2024-02-29", "2024-02-29"),
        ("2024-07-16T09:30", "2024-07-16T09:30:00"),
        ("2024-07-16 09:30", "2024-07-16T09:30:00"),
        ("2024-07-16T09:30:15", "2024-07-16T09:30:15"),
        ("2024-07-16T09:30:00.250", "2024-07-16T09:30:00.25"),
        ("20240716T093000", "2024-07-16T09:30:00"),
        ("2024-07-16T09:30:00Z", "2024-07-16T09:30:00Z"),
        ("2024-07-16t09:30z", "2024-07-16T09:30:00Z"),
        ("2024-07-16T09:30+02:00", "2024-07-16T09:30:00+02:00"),
        ("2024-07-16T09:30:00+0200", "2024-07-16T09:30:00+02:00"),
        ("2024-07-16 09:30:00-03:30", "2024-07-16T09:30:00-03:30"),
        ("2024-07-16T09:30:00+00:00", "2024-07-16T09:30:00Z"),
        ("1999-12-31T23:59:60Z", "1999-12-31T23:59:59Z"),
        ("0800-12-25", "0800-12-25"),
    ] {
        assert_eq!(parse_published(text).unwrap().to_string(), expected, "{text}");
    }
}

#[test]
fn the_day_is_that_of_its_own_zone() {
    let published = parse_published("2024-07-16T23:30:00-05:00").unwrap();
    assert_eq!(published.date.to_string(), "2024-07-16");
}

#[test]
fn anything_else_is_refused() {
    for text in [
        "",
        " ",
        "yesterday",
        "16/07/2024",
        "07/16/2024",
        "July 16, 2024",
        "2024",
        "2024-07",
        "2024-7-6",
        "2024-13-01",
        "2024-02-30",
        "2023-02-29",
        "2024-07-16T25:00",
        "2024-07-16T",
        "2024-07-16X",
        "-2024-07-16",
        "+002024-07-16",
        "2024-W29-2",
        "1721088000",
        "Tue, 16 Jul 2024 09:30:00 GMT",
        "２０２４-07-16",
        "2024-07-16\0",
        "2024-07-16 2024-07-17",
    ] {
        let error = parse_published(text).unwrap_err();
        assert_eq!(error.code(), "bad-date", "{text}");
        let message = error.to_string();
        assert!(message.contains("2024-07-16T09:30:00+02:00"), "{message}");
        assert!(
            text.trim().is_empty() || message.contains(&format!("{:?}", text.trim())),
            "{message}"
        );
    }
}

#[test]
fn a_long_bad_date_is_shown_in_part() {
    let message = parse_published(&"é".repeat(100_000)).unwrap_err().to_string();
    assert!(message.len() < 300, "{}", message.len());
}
