//! Stretches of the calendar, and how TIMEX3 and EDTF write them.

use jiff::civil::{Date, ISOWeekDate, Weekday};
use jiff::{Span, ToSpan};

/// A unit that time is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Month,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
    Millennium,
}

/// A season of the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

/// A stretch of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Period {
    Day(Date),
    /// Days in a row that are no week or month: those of a festival.
    Days {
        first: Date,
        last: Date,
    },
    /// A week of ISO 8601, Monday to Sunday.
    Week {
        year: i16,
        week: i8,
    },
    /// The Saturday and Sunday of such a week.
    Weekend {
        year: i16,
        week: i8,
    },
    Month {
        year: i16,
        month: i8,
    },
    Quarter {
        year: i16,
        quarter: i8,
    },
    Half {
        year: i16,
        half: i8,
    },
    Season {
        year: i16,
        season: Season,
    },
    Year(i16),
    /// A company's year, which may begin in the calendar year before.
    FiscalYear(i16),
    /// `Decade(199)`: 1990 to 1999
    Decade(i16),
    /// `Century(19)`: 1900 to 1999, the 20th century.
    Century(i16),
}

impl Season {
    /// As TIMEX3 writes it.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Spring => "SP",
            Self::Summer => "SU",
            Self::Autumn => "FA",
            Self::Winter => "WI",
        }
    }

    /// As EDTF writes it: in the place of the month.
    fn edtf(self) -> u8 {
        match self {
            Self::Spring => 21,
            Self::Summer => 22,
            Self::Autumn => 23,
            Self::Winter => 24,
        }
    }
}

/// A year of the calendar as TIMEX3 writes it: `2024`, `BC0490`.
fn timex_year(year: i16) -> String {
    // There is no year 0 before our era: 490 BC is the year -489.
    if year > 0 { format!("{year:04}") } else { format!("BC{:04}", 1 - year) }
}

/// A year as EDTF writes it: `2024`, `-0489`.
fn edtf_year(year: i16) -> String {
    if year >= 0 { format!("{year:04}") } else { format!("-{:04}", -year) }
}

impl Period {
    /// The stretch of this unit that a day lies in. Units of less than a day give the day.
    pub(crate) fn around(unit: Unit, day: Date) -> Self {
        let week = day.iso_week_date();
        let (year, month) = (day.year(), day.month());
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Self::Day(day),
            Unit::Weekend => Self::Weekend { year: week.year(), week: week.week() },
            Unit::Week => Self::Week { year: week.year(), week: week.week() },
            Unit::Month => Self::Month { year, month },
            Unit::Quarter => Self::Quarter { year, quarter: (month + 2) / 3 },
            Unit::Half => Self::Half { year, half: if month <= 6 { 1 } else { 2 } },
            Unit::Year => Self::Year(year),
            Unit::Decade => Self::Decade(year.div_euclid(10)),
            Unit::Century | Unit::Millennium => Self::Century(year.div_euclid(100)),
        }
    }

    /// The unit that this is one of.
    pub(crate) fn unit(self) -> Unit {
        match self {
            Self::Day(_) => Unit::Day,
            Self::Days { .. } | Self::Week { .. } => Unit::Week,
            Self::Weekend { .. } => Unit::Weekend,
            Self::Month { .. } => Unit::Month,
            Self::Quarter { .. } | Self::Season { .. } => Unit::Quarter,
            Self::Half { .. } => Unit::Half,
            Self::Year(_) | Self::FiscalYear(_) => Unit::Year,
            Self::Decade(_) => Unit::Decade,
            Self::Century(_) => Unit::Century,
        }
    }

    /// The stretch so many of its own units later, or earlier where negative. `None` beyond the
    /// years that the calendar reaches.
    pub(crate) fn shifted(self, by: i32) -> Option<Self> {
        let by16 = i16::try_from(by).ok()?;
        Some(match self {
            Self::Season { year, season } => {
                Self::Season { year: year.checked_add(by16)?, season }.in_calendar()?
            }
            Self::Year(year) => Self::Year(year.checked_add(by16)?).in_calendar()?,
            Self::FiscalYear(year) => Self::FiscalYear(year.checked_add(by16)?).in_calendar()?,
            Self::Decade(decade) => Self::Decade(decade.checked_add(by16)?).in_calendar()?,
            Self::Century(century) => Self::Century(century.checked_add(by16)?).in_calendar()?,
            _ => {
                let day = self.first_day()?.checked_add(stretch(self.unit(), by)?).ok()?;
                Self::around(self.unit(), day)
            }
        })
    }

    fn in_calendar(self) -> Option<Self> {
        (self.first_day().is_some() && self.last_day().is_some()).then_some(self)
    }

    /// The first day it can mean.
    pub(crate) fn first_day(self) -> Option<Date> {
        match self {
            Self::Day(day) | Self::Days { first: day, .. } => Some(day),
            Self::Week { year, week } => {
                ISOWeekDate::new(year, week, Weekday::Monday).ok().map(ISOWeekDate::date)
            }
            Self::Weekend { year, week } => {
                ISOWeekDate::new(year, week, Weekday::Saturday).ok().map(ISOWeekDate::date)
            }
            Self::Month { year, month } => Date::new(year, month, 1).ok(),
            Self::Quarter { year, quarter } => Date::new(year, quarter * 3 - 2, 1).ok(),
            Self::Half { year, half } => Date::new(year, half * 6 - 5, 1).ok(),
            // The seasons of the northern half of the world, by whole months. The winter of a year
            // may be the one that it begins with or the one that it ends with.
            Self::Season { year, season } => match season {
                Season::Spring => Date::new(year, 3, 1).ok(),
                Season::Summer => Date::new(year, 6, 1).ok(),
                Season::Autumn => Date::new(year, 9, 1).ok(),
                Season::Winter => Date::new(year.checked_sub(1)?, 12, 1).ok(),
            },
            Self::Year(year) => Date::new(year, 1, 1).ok(),
            Self::FiscalYear(year) => Date::new(year.checked_sub(1)?, 1, 1).ok(),
            Self::Decade(decade) => Date::new(decade.checked_mul(10)?, 1, 1).ok(),
            Self::Century(century) => Date::new(century.checked_mul(100)?, 1, 1).ok(),
        }
    }

    /// The last day it can mean.
    pub(crate) fn last_day(self) -> Option<Date> {
        match self {
            Self::Day(day) | Self::Days { last: day, .. } => Some(day),
            Self::Week { year, week } | Self::Weekend { year, week } => {
                ISOWeekDate::new(year, week, Weekday::Sunday).ok().map(ISOWeekDate::date)
            }
            Self::Month { year, month } => Date::new(year, month, 1).ok().map(Date::last_of_month),
            Self::Quarter { year, quarter } => {
                Date::new(year, quarter * 3, 1).ok().map(Date::last_of_month)
            }
            Self::Half { year, half } => Date::new(year, half * 6, 1).ok().map(Date::last_of_month),
            Self::Season { year, season } => match season {
                Season::Spring => Date::new(year, 5, 31).ok(),
                Season::Summer => Date::new(year, 8, 31).ok(),
                Season::Autumn => Date::new(year, 11, 30).ok(),
                Season::Winter => {
                    Date::new(year.checked_add(1)?, 2, 1).ok().map(Date::last_of_month)
                }
            },
            Self::Year(year) | Self::FiscalYear(year) => Date::new(year, 12, 31).ok(),
            Self::Decade(decade) => Date::new(decade.checked_mul(10)?.checked_add(9)?, 12, 31).ok(),
            Self::Century(century) => {
                Date::new(century.checked_mul(100)?.checked_add(99)?, 12, 31).ok()
            }
        }
    }

    /// The value that TIMEX3 gives it: `2024-09-18`, `2024-W38`, `2022-Q4`, `199`.
    pub(crate) fn value(self) -> String {
        match self {
            Self::Day(day) => {
                format!("{}-{:02}-{:02}", timex_year(day.year()), day.month(), day.day())
            }
            Self::Days { first, last } => {
                format!("{}/{}", Self::Day(first).value(), Self::Day(last).value())
            }
            Self::Week { year, week } => format!("{}-W{week:02}", timex_year(year)),
            Self::Weekend { year, week } => format!("{}-W{week:02}-WE", timex_year(year)),
            Self::Month { year, month } => format!("{}-{month:02}", timex_year(year)),
            Self::Quarter { year, quarter } => format!("{}-Q{quarter}", timex_year(year)),
            Self::Half { year, half } => format!("{}-H{half}", timex_year(year)),
            Self::Season { year, season } => format!("{}-{}", timex_year(year), season.code()),
            // TIMEX3 has no code for a fiscal year: its year is the one that it is named by.
            Self::Year(year) | Self::FiscalYear(year) => timex_year(year),
            Self::Decade(decade) => format!("{decade:03}"),
            Self::Century(century) => format!("{century:02}"),
        }
    }

    /// The same in EDTF (ISO 8601-2). Weeks are written as the interval of their days; a fiscal
    /// year, whose days are not known, cannot be written.
    pub(crate) fn edtf(self) -> Option<String> {
        match self {
            Self::Day(day) => {
                Some(format!("{}-{:02}-{:02}", edtf_year(day.year()), day.month(), day.day()))
            }
            Self::Days { .. } | Self::Week { .. } | Self::Weekend { .. } => {
                let [first, last] = [self.first_day()?, self.last_day()?].map(Self::Day);
                Some(format!("{}/{}", first.edtf()?, last.edtf()?))
            }
            Self::Month { year, month } => Some(format!("{}-{month:02}", edtf_year(year))),
            Self::Quarter { year, quarter } => {
                Some(format!("{}-{}", edtf_year(year), 32 + quarter))
            }
            Self::Half { year, half } => Some(format!("{}-{}", edtf_year(year), 39 + half)),
            Self::Season { year, season } => Some(format!("{}-{}", edtf_year(year), season.edtf())),
            Self::Year(year) => Some(edtf_year(year)),
            Self::FiscalYear(_) => None,
            Self::Decade(decade) => (decade >= 0).then(|| format!("{decade:03}X")),
            Self::Century(century) => (century >= 0).then(|| format!("{century:02}XX")),
        }
    }
}

/// So many units as a span of the calendar. `None` where there are more than a calendar holds.
pub(crate) fn stretch(unit: Unit, count: i32) -> Option<Span> {
    let count = i64::from(count);
    let span = Span::new();
    match unit {
        Unit::Second => span.try_seconds(count),
        Unit::Minute => span.try_minutes(count),
        Unit::Hour => span.try_hours(count),
        Unit::Day => span.try_days(count),
        Unit::Week | Unit::Weekend => span.try_weeks(count),
        Unit::Month => span.try_months(count),
        Unit::Quarter => span.try_months(count * 3),
        Unit::Half => span.try_months(count * 6),
        Unit::Year => span.try_years(count),
        Unit::Decade => span.try_years(count * 10),
        Unit::Century => span.try_years(count * 100),
        Unit::Millennium => span.try_years(count * 1000),
    }
    .ok()
}

/// The Sunday of Easter in a year of the Gregorian calendar (the anonymous Gregorian computus, as
/// in Meeus, *Astronomical Algorithms*, chapter 8).
pub(crate) fn easter(year: i16) -> Option<Date> {
    let year32 = i32::from(year);
    let (golden, century, rest) = (year32 % 19, year32 / 100, year32 % 100);
    let lunar = (8 * century + 13) / 25;
    let epact = (19 * golden + century - century / 4 - lunar + 15) % 30;
    let sunday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
    let late = (golden + 11 * epact + 19 * sunday) / 433;
    let month = (epact + sunday - 7 * late + 90) / 25;
    let day = (epact + sunday - 7 * late + 33 * month + 19) % 32;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// The so-many-th weekday of a month; `-1` is the last.
pub(crate) fn nth_weekday(year: i16, month: i8, weekday: Weekday, nth: i8) -> Option<Date> {
    Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok()
}

/// A day, so many days later.
pub(crate) fn days_after(day: Date, days: i32) -> Option<Date> {
    day.checked_add(days.days()).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn values_edtf_and_bounds() {
        for (period, value, edtf, first, last) in [
            (
                Period::Day(date(2024, 2, 29)),
                "2024-02-29",
                "2024-02-29",
                "2024-02-29",
                "2024-02-29",
            ),
            (
                Period::Week { year: 2024, week: 38 },
                "2024-W38",
                "2024-09-16/2024-09-22",
                "2024-09-16",
                "2024-09-22",
            ),
            (
                Period::Weekend { year: 2024, week: 38 },
                "2024-W38-WE",
                "2024-09-21/2024-09-22",
                "2024-09-21",
                "2024-09-22",
            ),
            (
                Period::Month { year: 2023, month: 2 },
                "2023-02",
                "2023-02",
                "2023-02-01",
                "2023-02-28",
            ),
            (
                Period::Quarter { year: 2022, quarter: 4 },
                "2022-Q4",
                "2022-36",
                "2022-10-01",
                "2022-12-31",
            ),
            (
                Period::Half { year: 2024, half: 2 },
                "2024-H2",
                "2024-41",
                "2024-07-01",
                "2024-12-31",
            ),
            (
                Period::Season { year: 2021, season: Season::Spring },
                "2021-SP",
                "2021-21",
                "2021-03-01",
                "2021-05-31",
            ),
            (Period::Year(79), "0079", "0079", "0079-01-01", "0079-12-31"),
            (Period::Year(-489), "BC0490", "-0489", "-000489-01-01", "-000489-12-31"),
            (Period::Decade(199), "199", "199X", "1990-01-01", "1999-12-31"),
            (Period::Century(19), "19", "19XX", "1900-01-01", "1999-12-31"),
        ] {
            assert_eq!(period.value(), value);
            assert_eq!(period.edtf().as_deref(), Some(edtf));
            assert_eq!(period.first_day().map(|day| day.to_string()).as_deref(), Some(first));
            assert_eq!(period.last_day().map(|day| day.to_string()).as_deref(), Some(last));
        }
    }

    #[test]
    fn shifts() {
        for (period, by, value) in [
            (Period::Month { year: 2024, month: 1 }, -1, Some("2023-12")),
            (Period::Week { year: 2024, week: 1 }, -1, Some("2023-W52")),
            (Period::Quarter { year: 2024, quarter: 4 }, 1, Some("2025-Q1")),
            (Period::Year(9999), 1, None),
            (Period::Year(2024), i32::MIN, None),
            (Period::Day(date(2024, 1, 1)), i32::MAX, None),
            (Period::Decade(200), -2, Some("198")),
        ] {
            assert_eq!(period.shifted(by).map(Period::value).as_deref(), value, "{period:?} {by}");
        }
    }

    #[test]
    fn easters() {
        for (year, month, day) in [(2024, 3, 31), (2000, 4, 23), (1961, 4, 2), (2019, 4, 21)] {
            assert_eq!(easter(year), Date::new(year, month, day).ok());
        }
    }
}
