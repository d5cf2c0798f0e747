//! Days and stretches of days in words.

use jiff::civil::Date;

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A stretch of days in words: `11 Mar 2025`, `Nov 2023`, `2024`, `3–4 Mar 2025`, `since 2019`.
/// `None` where neither end is known.
pub(super) fn stretch(earliest: Option<Date>, latest: Option<Date>) -> Option<String> {
    Some(match (earliest, latest) {
        (None, None) => return None,
        (Some(first), None) => format!("from {}", day(first)),
        (None, Some(last)) => format!("until {}", day(last)),
        (Some(first), Some(last)) => between(first, last),
    })
}

fn between(first: Date, last: Date) -> String {
    let whole_months = first.day() == 1 && last.day() == last.days_in_month();
    let whole_years = whole_months && first.month() == 1 && last.month() == 12;
    let same_year = first.year() == last.year();
    let same_month = same_year && first.month() == last.month();
    if first == last {
        day(first)
    } else if whole_years && same_year {
        format!("{}", first.year())
    } else if whole_years {
        format!("{}–{}", first.year(), last.year())
    } else if whole_months && same_month {
        format!("{} {}", month(first), first.year())
    } else if whole_months && same_year {
        format!("{}–{} {}", month(first), month(last), last.year())
    } else if same_month {
        format!("{}–{}", first.day(), day(last))
    } else if same_year {
        format!("{} {} – {}", first.day(), month(first), day(last))
    } else {
        format!("{} – {}", day(first), day(last))
    }
}

/// A day in words: `11 Mar 2025`.
pub(super) fn day(date: Date) -> String {
    format!("{} {} {}", date.day(), month(date), date.year())
}

fn month(date: Date) -> &'static str {
    MONTHS[date.month() as usize - 1]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_are_said_as_shortly_as_they_can_be() {
        let table = [
            (Some("2025-03-11"), Some("2025-03-11"), Some("11 Mar 2025")),
            (Some("2023-11-01"), Some("2023-11-30"), Some("Nov 2023")),
            (Some("2024-02-01"), Some("2024-02-29"), Some("Feb 2024")),
            (Some("2024-04-01"), Some("2024-06-30"), Some("Apr–Jun 2024")),
            (Some("2024-01-01"), Some("2024-12-31"), Some("2024")),
            (Some("2020-01-01"), Some("2024-12-31"), Some("2020–2024")),
            (Some("2025-03-03"), Some("2025-03-04"), Some("3–4 Mar 2025")),
            (Some("2025-02-27"), Some("2025-03-04"), Some("27 Feb – 4 Mar 2025")),
            (Some("2024-12-30"), Some("2025-01-02"), Some("30 Dec 2024 – 2 Jan 2025")),
            (Some("2019-09-01"), None, Some("from 1 Sep 2019")),
            (None, Some("2025-03-12"), Some("until 12 Mar 2025")),
            (None, None, None),
        ];
        for (earliest, latest, expected) in table {
            let date = |text: &str| text.parse::<Date>().unwrap();
            assert_eq!(stretch(earliest.map(date), latest.map(date)).as_deref(), expected);
        }
    }
}
