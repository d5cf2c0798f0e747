//! From when to when an entry holds.

/// A stretch of time, each end as exactly as it is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Period {
    /// `2010`, `2010-05` or `2010-05-17`; the first day it holds is the first of these.
    pub(crate) start: Option<String>,
    /// The last day it holds is the last of these.
    pub(crate) end: Option<String>,
}

impl Period {
    /// Whether it touches the days from the first to the last, ISO 8601 dates.
    pub(crate) fn touches(&self, (first, last): (&str, &str)) -> bool {
        // The first letters of a day are its year, or its year and month.
        let cut = |day: &str, like: &str| day.get(..like.len()).unwrap_or(day).to_owned();
        self.start.as_deref().is_none_or(|start| cut(last, start).as_str() >= start)
            && self.end.as_deref().is_none_or(|end| cut(first, end).as_str() <= end)
    }

    pub(crate) fn is_open(&self) -> bool {
        self.start.is_none() && self.end.is_none()
    }

    /// `2010 to 2014`, `from 2010`, `until 2014`.
    pub(crate) fn in_words(&self) -> String {
        match (&self.start, &self.end) {
            (Some(start), Some(end)) => format!("{start} to {end}"),
            (Some(start), None) => format!("from {start}"),
            (None, Some(end)) => format!("until {end}"),
            (None, None) => "always".to_owned(),
        }
    }
}

/// Whether this is a year, a month of a year or a day in the extended form of ISO 8601.
pub(crate) fn is_date(written: &str) -> bool {
    let mut parts = written.split('-');
    let mut number = |length: usize, largest: u32| {
        parts.next().map(|part| {
            part.len() == length
                && part.bytes().all(|byte| byte.is_ascii_digit())
                && part.parse::<u32>().is_ok_and(|number| (1..=largest).contains(&number))
        })
    };
    let all = [number(4, 9999), number(2, 12), number(2, 31)];
    all[0].is_some() && all.iter().flatten().all(|&sound| sound) && parts.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(start: &str, end: &str) -> Period {
        let given = |date: &str| Some(date.to_owned()).filter(|date| !date.is_empty());
        Period { start: given(start), end: given(end) }
    }

    #[test]
    fn a_report_is_within_a_period_or_not() {
        for (start, end, day, expected) in [
            ("2010", "2014", "2014-12-31", true),
            ("2010", "2014", "2015-01-01", false),
            ("2010-05", "", "2010-04-30", false),
            ("2010-05", "", "2010-05-01", true),
            ("", "2014-06-03", "2014-06-04", false),
            ("", "", "1999-01-01", true),
        ] {
            assert_eq!(period(start, end).touches((day, day)), expected, "{start} {end} {day}");
        }
        assert!(period("2010", "2014").touches(("2014-12-01", "2015-02-01")));
    }

    #[test]
    fn dates_are_years_months_or_days() {
        for (written, expected) in [
            ("2010", true),
            ("2010-05", true),
            ("2010-05-31", true),
            ("10", false),
            ("2010-13", false),
            ("2010-5-1", false),
            ("May 2010", false),
            ("2010-05-31-1", false),
            ("", false),
        ] {
            assert_eq!(is_date(written), expected, "{written}");
        }
    }
}
