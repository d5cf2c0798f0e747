//! Lengths of time as distances between events: "two days after the vote".

use dateline_record::{OrderRelation, TimeId, When, WhenBasis};
use jiff::{Span, civil::Date};

/// A length of time that is counted in days, weeks, months or years.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Distance {
    count: i32,
    unit: DistanceUnit,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum DistanceUnit {
    /// Less than a day.
    Hour,
    Day,
    Week,
    Month,
    Year,
}

/// The longest distance that is counted. Beyond it no news report counts.
const MOST: i32 = 2_000;

impl Distance {
    /// The distance that a TIMEX3 duration says: `P2D`, `P1W`, `PT3H`; `None` for a vague one.
    pub(super) fn of(value: &str) -> Option<Self> {
        let (value, within_day) = match value.strip_prefix("PT") {
            Some(rest) => (rest, true),
            None => (value.strip_prefix('P')?, false),
        };
        let unit = match (value.chars().last()?, within_day) {
            ('H' | 'M' | 'S', true) => DistanceUnit::Hour,
            ('D', false) => DistanceUnit::Day,
            ('W', false) => DistanceUnit::Week,
            ('M', false) => DistanceUnit::Month,
            ('Y', false) => DistanceUnit::Year,
            _ => return None,
        };
        let count =
            value[..value.len() - 1].parse().ok().filter(|count| (0..=MOST).contains(count));
        Some(Self { count: count?, unit })
    }

    fn span(self) -> Option<Span> {
        let count = i64::from(self.count);
        match self.unit {
            DistanceUnit::Hour => Span::new().try_days(i64::from(self.count > 0)),
            DistanceUnit::Day => Span::new().try_days(count),
            DistanceUnit::Week => Span::new().try_weeks(count),
            DistanceUnit::Month => Span::new().try_months(count),
            DistanceUnit::Year => Span::new().try_years(count),
        }
        .ok()
    }

    /// How far off a writer may be who counts in this unit: half of it.
    fn slack(self) -> Span {
        let days = match self.unit {
            DistanceUnit::Hour | DistanceUnit::Day => 0,
            DistanceUnit::Week => 3,
            DistanceUnit::Month => 15,
            DistanceUnit::Year => 183,
        };
        Span::new().days(days)
    }

    /// The day that lies so long after another.
    pub(super) fn after(self, day: Date) -> Option<Date> {
        day.checked_add(self.span()?).ok()
    }

    /// The day that lies so long before another.
    pub(super) fn before(self, day: Date) -> Option<Date> {
        day.checked_sub(self.span()?).ok()
    }
}

/// The time of an event that lies so to one whose time is known. `length` is how far apart they are,
/// `said_by` the expression that says so.
pub(super) fn of_event(
    told: When,
    relation: OrderRelation,
    length: Option<Distance>,
    said_by: Option<usize>,
) -> Option<When> {
    let (earliest, latest) = match (relation, length) {
        (OrderRelation::During | OrderRelation::Simultaneous | OrderRelation::Includes, _) => {
            return None;
        }
        (OrderRelation::After, None) => (told.earliest, None),
        (OrderRelation::Before, None) => (None, told.latest),
        (OrderRelation::After, Some(length)) => apart(told, length, Distance::after),
        (OrderRelation::Before, Some(length)) => apart(told, length, Distance::before),
    };
    let time = said_by.filter(|_| length.is_some()).map(TimeId::from_index).or(told.time);
    (earliest.is_some() || latest.is_some()).then_some(When {
        time,
        earliest,
        latest,
        basis: WhenBasis::Order,
    })
}

/// The bounds of a day so far from one that has bounds.
fn apart(
    told: When,
    length: Distance,
    go: impl Fn(Distance, Date) -> Option<Date>,
) -> (Option<Date>, Option<Date>) {
    let (mut first, mut last) = (
        told.earliest.and_then(|day| go(length, day)),
        told.latest.and_then(|day| go(length, day)),
    );
    if length.unit == DistanceUnit::Hour {
        // "Three hours after": the same day or the next, "before": or the one before.
        first = first.min(told.earliest);
        last = last.max(told.latest);
    }
    (
        first.and_then(|day| day.checked_sub(length.slack()).ok()),
        last.and_then(|day| day.checked_add(length.slack()).ok()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_read_from_values() {
        let day = |text: &str| text.parse::<Date>().expect("a date");
        for (value, after, before) in [
            ("P1D", "2024-03-01", "2024-02-28"),
            ("P2W", "2024-03-14", "2024-02-15"),
            ("P1M", "2024-03-29", "2024-01-29"),
            ("P1Y", "2025-02-28", "2023-02-28"),
            ("PT3H", "2024-03-01", "2024-02-28"),
        ] {
            let distance = Distance::of(value).expect(value);
            assert_eq!(distance.after(day("2024-02-29")), Some(day(after)), "{value}");
            assert_eq!(distance.before(day("2024-02-29")), Some(day(before)), "{value}");
        }
        for value in ["PXW", "P99999999999D", "P-1D", "2024", "P1DE", "P1.5Y", "P", "PT", "P1é"] {
            assert_eq!(Distance::of(value), None, "{value}");
        }
    }
}
