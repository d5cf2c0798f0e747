//! What a time expression says, before it is known which day it means.

use jiff::civil::Weekday;

use super::period::{Season, Unit};

/// A time expression: what it means, how it is modified, and where it ends.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Expression {
    pub(crate) meaning: Meaning,
    pub(crate) modifier: Option<Modifier>,
}

/// The meaning of a time expression.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Meaning {
    /// A stretch of the calendar.
    Period(Phrase),
    /// From one stretch to another: `3-5 June 2021`, `2020-24`.
    Range(Phrase, Phrase),
    /// Within a day; without a day, the one that the context gives.
    TimeOfDay { day: Option<Phrase>, time: TimeOfDay },
    /// How long: `two weeks`.
    Duration(Length),
    /// How often: `every Friday`.
    Set(Recurrence),
    /// `now`, `recently`, `the future`: a value of TIMEX3.
    Vague(&'static str),
}

/// A stretch of the calendar as it is put in words: what is named, which one of them, and within
/// what (`the fourth quarter` *of 2022*, `November` *last year*).
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Phrase {
    pub(crate) named: Named,
    pub(crate) choice: Choice,
    pub(crate) within: Option<Box<Phrase>>,
}

/// What a phrase names.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Named {
    Unit(Unit),
    Year(i16),
    FiscalYear(i16),
    /// A year of two digits: `'98`, `7/4/98`.
    ShortYear(i16),
    /// `199`: the 1990s
    Decade(i16),
    /// `9`: the nineties
    ShortDecade(i16),
    /// `20`: the twentieth century, of ours or before it
    Century(i16),
    Month(i8),
    /// Month and day.
    MonthDay(i8, i8),
    /// A day of a month that is named elsewhere: the `5` of `3-5 June`.
    DayOfMonth(i8),
    Weekday(Weekday),
    /// The first to fourth week of a month, or the last, `-1`.
    WeekOfMonth(i8, i8),
    /// The `then` of `until then`: what was told last.
    Told,
    Quarter(i8),
    Half(i8),
    Season(Season),
    Holiday(Holiday),
    /// Days with one name: `Ramadan`.
    Festival(Festival),
    /// So many units before or after an anchor: `three weeks ago`.
    Offset(Length, Direction),
    /// A date in figures that has two readings: `03/04/2024`.
    Figures {
        year: i16,
        one: (i8, i8),
        other: (i8, i8),
    },
}

/// A day with a name.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Holiday {
    MonthDay(i8, i8),
    NthWeekday {
        month: i8,
        weekday: Weekday,
        nth: i8,
        /// So many days after it.
        days: i32,
    },
    FromEaster(i32),
    /// A day that moves by another calendar, by its name.
    Moving(&'static str),
    /// A day of history.
    Fixed(jiff::civil::Date),
}

/// Days with one name, from the first to the last.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Festival {
    pub(crate) first: Holiday,
    pub(crate) end: FestivalEnd,
}

/// Where a festival ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum FestivalEnd {
    /// After so many days.
    Days(i32),
    /// On the day before a holiday: Ramadan before Eid al-Fitr.
    Before(Holiday),
}

/// Which of the stretches with a name is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Choice {
    /// The one that fits the tense of the verb: `on Tuesday`, `in November`.
    ByTense,
    /// Counted from the publication: `last` is -1, `this` 0, `next` 1.
    FromPublication(i32),
    /// Counted from the time that the text spoke of last: `the previous year` is -1.
    FromNarrative(i32),
}

/// Where an offset is counted from, and which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    /// `ago`
    Ago,
    /// `from now`
    FromNow,
    /// `earlier`
    Earlier,
    /// `later`
    Later,
}

/// So much time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Length {
    /// `None` where it is not said: `several weeks`.
    pub(crate) count: Option<f64>,
    pub(crate) unit: Unit,
    /// What comes on top in a smaller unit: the `15 minutes` of `two hours and 15 minutes`.
    pub(crate) more: Option<(i32, Unit)>,
}

/// A time within a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TimeOfDay {
    /// A part of the day by its TIMEX3 code: `MO`.
    Part(&'static str),
    Clock {
        hour: i8,
        minute: Option<i8>,
        second: Option<i8>,
        zone: Option<&'static str>,
    },
}

/// How something comes again.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Recurrence {
    /// `every two weeks`
    Each(Length),
    /// `every Friday`, with a part of the day: `every Friday morning`
    Weekday(Weekday, Option<&'static str>),
    /// `every morning`
    PartOfDay(&'static str),
    /// `every July`
    Month(i8),
    /// `every summer`
    Season(Season),
    /// `every weekend`
    Weekend,
    /// `every weekday`, Monday to Friday, with a part of the day
    Weekdays(Option<&'static str>),
    /// `daily`, with its TIMEX3 value.
    Word(&'static str),
}

/// The modifiers of TIMEX3.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Modifier {
    Start,
    Mid,
    End,
    Approx,
    LessThan,
    MoreThan,
    EqualOrLess,
    EqualOrMore,
    Before,
    After,
}

impl Modifier {
    /// As TIMEX3 writes it.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Start => "START",
            Self::Mid => "MID",
            Self::End => "END",
            Self::Approx => "APPROX",
            Self::LessThan => "LESS_THAN",
            Self::MoreThan => "MORE_THAN",
            Self::EqualOrLess => "EQUAL_OR_LESS",
            Self::EqualOrMore => "EQUAL_OR_MORE",
            Self::Before => "BEFORE",
            Self::After => "AFTER",
        }
    }
}

impl Phrase {
    /// A stretch by its name alone.
    pub(crate) fn of(named: Named) -> Self {
        Self { named, choice: Choice::ByTense, within: None }
    }

    /// One of the units, as chosen: `last year`.
    pub(crate) fn unit(unit: Unit, choice: Choice) -> Self {
        Self { named: Named::Unit(unit), choice, within: None }
    }

    /// The same, within another.
    #[must_use]
    pub(crate) fn within(mut self, outer: Self) -> Self {
        // "Tuesday, 18 April 2024": the year belongs to the day and month.
        match &mut self.within {
            Some(inner) => {
                let nested = inner.as_ref().clone().within(outer);
                **inner = nested;
            }
            None => self.within = Some(Box::new(outer)),
        }
        self
    }
}

impl Length {
    /// So many of a unit.
    pub(crate) fn of(count: f64, unit: Unit) -> Self {
        Self { count: Some(count), unit, more: None }
    }

    /// Some of a unit: `several weeks`.
    pub(crate) fn some(unit: Unit) -> Self {
        Self { count: None, unit, more: None }
    }

    /// The same and so many of a smaller unit.
    pub(crate) fn and(self, count: i32, unit: Unit) -> Self {
        Self { more: Some((count, unit)), ..self }
    }

    /// The whole number of units, where it is one.
    pub(crate) fn whole(self) -> Option<i32> {
        self.count
            .filter(|count| count.fract() == 0.0 && count.abs() < 1e6 && self.more.is_none())
            .map(|count| count as i32)
    }

    /// The count in a unit of which there is a whole number: half a century is 50 years, a year and
    /// a half 18 months.
    pub(crate) fn in_whole_units(self) -> Option<(i32, Unit)> {
        if let Some(count) = self.whole() {
            return Some((count, self.unit));
        }
        let (smaller, unit) = match self.unit {
            Unit::Century => (100.0, Unit::Year),
            Unit::Decade => (10.0, Unit::Year),
            Unit::Year => (12.0, Unit::Month),
            _ => return None,
        };
        let count = Self { count: self.count.map(|count| count * smaller), unit, more: self.more };
        Some((count.whole()?, unit))
    }

    /// The duration as TIMEX3 writes it: `P2W`, `PT30M`, `P2Y6M`, `PXW`, `P20Y` for two decades.
    pub(crate) fn value(self) -> String {
        let Some((count, unit)) = self.more else { return self.single_value() };
        let more = Self::of(f64::from(count), unit).single_value();
        let first = Self { more: None, ..self }.single_value();
        // Hours and less stand behind one "T": PT2H15M, P1DT12H.
        let below = if self.unit < Unit::Day { more.trim_start_matches("PT") } else { &more[1..] };
        format!("{first}{below}")
    }

    fn single_value(self) -> String {
        let (mut unit, mut factor) = match self.unit {
            Unit::Second => ("S", 1.0),
            Unit::Minute | Unit::Month => ("M", 1.0),
            Unit::Hour => ("H", 1.0),
            Unit::Day => ("D", 1.0),
            Unit::Weekend => ("WE", 1.0),
            Unit::Week => ("W", 1.0),
            Unit::Quarter => ("Q", 1.0),
            Unit::Half => ("M", 6.0),
            Unit::Year => ("Y", 1.0),
            Unit::Decade => ("Y", 10.0),
            Unit::Century => ("Y", 100.0),
            Unit::Millennium => ("Y", 1000.0),
        };
        let prefix = if self.unit < Unit::Day { "PT" } else { "P" };
        let Some(count) = self.count else {
            let vague = match self.unit {
                Unit::Decade => "DE",
                Unit::Century => "CE",
                Unit::Millennium => "ML",
                _ => unit,
            };
            return format!("{prefix}X{vague}");
        };
        // A half of a unit is written in the unit below it: "two and a half years" is P2Y6M.
        let halves: Option<(f64, &str)> = match self.unit {
            Unit::Minute => Some((30.0, "S")),
            Unit::Hour => Some((30.0, "M")),
            Unit::Year => Some((6.0, "M")),
            Unit::Day => Some((12.0, "TH")),
            _ => None,
        };
        if let Some((below, below_unit)) = halves
            && (count.fract() - 0.5).abs() < 1e-9
        {
            if count < 1.0 {
                unit = below_unit;
                factor = below * 2.0;
            } else {
                let marker = below_unit.strip_prefix('T').map_or("", |_| "T");
                let letter = below_unit.trim_start_matches('T');
                return format!("{prefix}{}{unit}{marker}{below}{letter}", count.trunc());
            }
        }
        match unit.strip_prefix('T') {
            Some(letter) => format!("PT{}{letter}", count * factor),
            None => format!("{prefix}{}{unit}", count * factor),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_written_as_timex3_has_them() {
        for (count, unit, value) in [
            (Some(2.0), Unit::Week, "P2W"),
            (Some(0.5), Unit::Hour, "PT30M"),
            (Some(5.5), Unit::Hour, "PT5H30M"),
            (Some(2.5), Unit::Year, "P2Y6M"),
            (Some(0.5), Unit::Year, "P6M"),
            (Some(0.5), Unit::Day, "PT12H"),
            (Some(1.5), Unit::Day, "P1DT12H"),
            (Some(2.0), Unit::Decade, "P20Y"),
            (Some(0.5), Unit::Century, "P50Y"),
            (Some(1.0), Unit::Quarter, "P1Q"),
            (Some(3.25), Unit::Month, "P3.25M"),
            (None, Unit::Week, "PXW"),
            (None, Unit::Hour, "PTXH"),
            (None, Unit::Decade, "PXDE"),
        ] {
            assert_eq!(Length { count, unit, more: None }.value(), value);
        }
        for (first, count, unit, value) in [
            (Length::of(2.0, Unit::Hour), 15, Unit::Minute, "PT2H15M"),
            (Length::of(2.0, Unit::Year), 3, Unit::Month, "P2Y3M"),
            (Length::of(1.0, Unit::Day), 6, Unit::Hour, "P1DT6H"),
        ] {
            assert_eq!(first.and(count, unit).value(), value);
        }
    }
}
