//! Which day, month or year a phrase means: by the day of publication, the tense of the verb, and
//! what the text spoke of before.

use jiff::civil::{Date, ISOWeekDate, Weekday};

use super::accounts::{account, compared_with, has_ended, last_quarter};
use super::expression::{Choice, Direction, Holiday, Length, Named, Phrase};
use super::festivals;
use super::narrative::Narrative;
use super::nearest::{NEAR, by_heading, near, of_history, past};
use super::period::{Period, Unit, days_after, easter, nth_weekday, stretch};
use super::tense::Heading;
use super::words;

/// What a phrase is read against.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame<'a> {
    /// The day of publication, where it is known to the day.
    pub(super) today: Option<Date>,
    pub(super) heading: Heading,
    pub(super) narrative: &'a Narrative,
    pub(super) days: Days,
    /// Whether the phrase is what something is compared with: `from a year earlier`.
    pub(super) compared: bool,
    /// The sentence that the phrase stands in.
    pub(super) sentence: usize,
    /// Whether the verb of the phrase stands right before it: `ended Oct. 31`.
    pub(super) beside_verb: bool,
}

/// What the days that a text names without more are near.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Days {
    /// The publication.
    News,
    /// The story, for a bare weekday: `It broke out on 3 June 2021. By Saturday it was out`.
    Story,
    /// The years that the text tells of, for dates without a year too.
    History,
}

/// The stretch of the calendar that a phrase means, or `None` where that stays open.
pub(super) fn resolve(phrase: &Phrase, frame: Frame<'_>) -> Option<Period> {
    let period = match &phrase.within {
        Some(outer) => within(phrase, outer, frame),
        None => alone(phrase.named, phrase.choice, frame),
    };
    // "June" of a report of the year 9999 may lie beyond the calendar.
    period.filter(|period| period.first_day().is_some() && period.last_day().is_some())
}

fn within(phrase: &Phrase, outer: &Phrase, frame: Frame<'_>) -> Option<Period> {
    // "the Monday after Easter", "the day before Oct. 7"
    if let Choice::FromNarrative(by) = phrase.choice
        && by != 0
        && let Some(found) = beside(phrase.named, by, outer, frame)
    {
        return Some(found);
    }
    if let Named::Weekday(weekday) = phrase.named {
        // "Friday, Oct. 23": of the years near, the one in which that day is a Friday.
        if let (Named::MonthDay(month, day), None) = (outer.named, &outer.within) {
            let on_weekday =
                |year| Date::new(year, month, day).ok().filter(|date| date.weekday() == weekday);
            let today = frame.today?;
            let make = |year| on_weekday(year).map(Period::Day);
            // What is told as past does not lie months ahead.
            let soon = days_after(today, NEAR)?;
            return by_heading(today, Heading::Open, 6, make)
                .filter(|day| frame.heading != Heading::Past || day.first_day() <= Some(soon))
                .or_else(|| past(today, 6, &make))
                .or_else(|| resolve(outer, frame));
        }
        // "Tuesday of last week"
        if let Some(Period::Week { year, week }) = resolve(outer, frame) {
            return ISOWeekDate::new(year, week, weekday).ok().map(|day| Period::Day(day.date()));
        }
        return resolve(outer, frame);
    }
    // "on the 15th": of this month or the one beside it
    if let (Named::DayOfMonth(day), Choice::ByTense) = (phrase.named, outer.choice) {
        return day_of_month_near(day, frame);
    }
    let outer = resolve(outer, frame)?;
    // "a week ago today"
    if let Named::Offset(length, direction) = phrase.named {
        let count = length.whole()?;
        let by = if direction == Direction::Ago { -count } else { count };
        let day = outer.first_day()?.checked_add(stretch(length.unit, by)?).ok()?;
        // "twenty years ago this month"
        return Some(Period::around(outer.unit(), day));
    }
    // "the 15th of next month"
    if let (Named::DayOfMonth(day), Period::Month { year, month }) = (phrase.named, outer) {
        return Date::new(year, month, day).ok().map(Period::Day);
    }
    // "the quarter ended July 31": the one that figures are given of, by the company's count, else
    // the quarter of the calendar that most of it lies in
    if let (Named::Unit(Unit::Quarter), Period::Day(end)) = (phrase.named, outer) {
        let of_calendar = Period::around(Unit::Quarter, days_after(end, -45)?);
        return Some(frame.narrative.account.unwrap_or(of_calendar));
    }
    // "the week of March 6", "Labor Day weekend", which ends with the Monday
    if let Named::Unit(unit @ (Unit::Week | Unit::Weekend)) = phrase.named {
        let day = outer.first_day()?;
        let ends = matches!(day.weekday(), Weekday::Monday | Weekday::Tuesday);
        let before = if unit == Unit::Weekend && ends { -2 } else { 0 };
        return Some(Period::around(unit, days_after(day, before)?));
    }
    let year = match outer {
        Period::FiscalYear(year) | Period::Year(year) => year,
        // "the year-earlier quarter" is that of the accounts, a year before.
        Period::Quarter { .. } | Period::Half { .. }
            if phrase.named == Named::Unit(Unit::Quarter) =>
        {
            return Some(outer);
        }
        // "the year-ago third quarter"
        _ if matches!(phrase.named, Named::Quarter(_) | Named::Half(_)) => {
            outer.first_day()?.year()
        }
        _ => return None,
    };
    match phrase.named {
        // "the 1988 quarter" is the quarter that the text speaks of, in 1988.
        Named::Unit(Unit::Quarter) => Some(match account(phrase.choice, frame) {
            Some(Period::Quarter { quarter, .. }) => Period::Quarter { year, quarter },
            Some(Period::Half { half, .. }) => Period::Half { year, half },
            _ => Period::Year(year),
        }),
        // "the same month last year"
        Named::Unit(Unit::Month) => Some(match frame.narrative.last_of(Unit::Month) {
            Some(Period::Month { month, .. }) => Period::Month { year, month },
            _ => Period::Year(year),
        }),
        named => in_year(named, year),
    }
}

/// The weekday or unit next before or after a day with a name or a date. `None` where the phrase is no
/// such pair.
fn beside(named: Named, by: i32, outer: &Phrase, frame: Frame<'_>) -> Option<Period> {
    let has_name = matches!(outer.named, Named::Holiday(_) | Named::Festival(_));
    if !has_name && !matches!((outer.named, named), (Named::MonthDay(..), Named::Unit(_))) {
        return None;
    }
    let outer = resolve(outer, frame)?;
    let anchor = if by < 0 { outer.first_day()? } else { outer.last_day()? };
    match named {
        Named::Unit(unit) => Period::around(unit, anchor).shifted(by),
        Named::Weekday(weekday) if by < 0 => {
            let before = days_after(anchor, -1)?;
            days_after(before, -i32::from(weekday.until(before.weekday()))).map(Period::Day)
        }
        Named::Weekday(weekday) => {
            let after = days_after(anchor, 1)?;
            days_after(after, i32::from(after.weekday().until(weekday))).map(Period::Day)
        }
        _ => None,
    }
}

/// The day with this number in the month of the publication, or in the month beside it that the
/// tense points to.
fn day_of_month_near(day: i8, frame: Frame<'_>) -> Option<Period> {
    let today = frame.today?;
    let step = match frame.heading {
        Heading::Past if day > today.day() => -1,
        heading if heading.is_ahead() && day < today.day() => 1,
        _ => 0,
    };
    let Period::Month { year, month } = Period::around(Unit::Month, today).shifted(step)? else {
        return None;
    };
    Date::new(year, month, day).ok().map(Period::Day)
}

/// The stretch with a name in a year.
pub(super) fn in_year(named: Named, year: i16) -> Option<Period> {
    match named {
        Named::Month(month) => Some(Period::Month { year, month }),
        Named::MonthDay(month, day) => Date::new(year, month, day).ok().map(Period::Day),
        Named::Quarter(quarter) => Some(Period::Quarter { year, quarter }),
        Named::Half(half) => Some(Period::Half { year, half }),
        Named::Season(season) => Some(Period::Season { year, season }),
        // The week that most of those seven days lie in.
        Named::WeekOfMonth(month, nth) => {
            let first = Date::new(year, month, 1).ok()?;
            let middle = match nth {
                -1 => days_after(first.last_of_month(), -3),
                nth => days_after(first, i32::from(nth) * 7 - 4),
            };
            Some(Period::around(Unit::Week, middle?))
        }
        Named::Holiday(holiday) => holiday_in(holiday, year).map(Period::Day),
        Named::Festival(festival) => festivals::days_in(festival, year),
        _ => None,
    }
}

/// The day of a holiday in a year.
pub(super) fn holiday_in(holiday: Holiday, year: i16) -> Option<Date> {
    match holiday {
        Holiday::MonthDay(month, day) => Date::new(year, month, day).ok(),
        Holiday::NthWeekday { month, weekday, nth, days } => {
            days_after(nth_weekday(year, month, weekday, nth)?, days)
        }
        Holiday::Moving(name) => words::moving_day(name, year).map(|(day, _)| day),
        Holiday::FromEaster(days) => days_after(easter(year)?, days),
        // "Sept. 11, 2024" is the anniversary.
        Holiday::Fixed(day) => Date::new(year, day.month(), day.day()).ok(),
    }
}

fn alone(named: Named, choice: Choice, frame: Frame<'_>) -> Option<Period> {
    match named {
        Named::Year(year) => Some(Period::Year(year)),
        Named::FiscalYear(year) => Some(Period::FiscalYear(year)),
        Named::ShortYear(short) => Some(Period::Year(full_year(short, frame.today)?)),
        Named::Decade(decade) => Some(Period::Decade(decade)),
        Named::ShortDecade(tens) => short_decade(tens, frame.today).map(Period::Decade),
        Named::Century(century) => Some(Period::Century(century)),
        Named::Unit(unit) => unit_chosen(unit, choice, frame),
        Named::Weekday(weekday) => weekday_chosen(weekday, choice, frame).map(Period::Day),
        Named::Offset(length, direction) => offset(length, direction, frame),
        Named::Holiday(Holiday::Fixed(day)) => Some(Period::Day(day)),
        Named::DayOfMonth(_) | Named::Figures { .. } => None,
        Named::Told => frame.narrative.last,
        Named::Month(_)
        | Named::MonthDay(..)
        | Named::WeekOfMonth(..)
        | Named::Quarter(_)
        | Named::Half(_)
        | Named::Season(_)
        | Named::Holiday(_)
        | Named::Festival(_) => yearly(named, choice, frame),
    }
}

/// `'98`: of the centuries near the publication, the one that puts it at most ten years ahead.
fn full_year(short: i16, today: Option<Date>) -> Option<i16> {
    let latest = today?.year() + 10;
    let year = latest.div_euclid(100) * 100 + short;
    Some(if year > latest { year - 100 } else { year })
}

/// `the nineties`: the last ones that had begun.
fn short_decade(tens: i16, today: Option<Date>) -> Option<i16> {
    let decade = today?.year().div_euclid(10);
    let same = decade.div_euclid(10) * 10 + tens;
    Some(if same > decade { same - 10 } else { same })
}

/// Something that comes once a year: a month, a date, a season.
fn yearly(named: Named, choice: Choice, frame: Frame<'_>) -> Option<Period> {
    let make = |year| in_year(named, year);
    if let Choice::FromNarrative(by) = choice {
        let anchor = frame.narrative.last.and_then(Period::first_day).or(frame.today)?;
        return match by {
            // "that August 2", where a day to come was told last, has been.
            0 => make(anchor.year())
                .filter(|found| frame.today.is_none_or(|today| found.first_day() <= Some(today)))
                .or_else(|| past(frame.today?, 8, &make)),
            1.. => {
                near(anchor, 1).find_map(|year| make(year).filter(|p| p.first_day() > Some(anchor)))
            }
            _ => near(anchor, 1)
                .rev()
                .find_map(|year| make(year).filter(|p| p.last_day() < Some(anchor))),
        };
    }
    if frame.days == Days::History
        && choice == Choice::ByTense
        && let Some(told) = frame.narrative.last
    {
        return of_history(told, make);
    }
    let today = frame.today?;
    match choice {
        Choice::FromPublication(0) => make(today.year()),
        Choice::FromPublication(by) if by > 0 => {
            near(today, 8).find_map(|year| make(year).filter(|p| p.first_day() > Some(today)))
        }
        Choice::FromPublication(_) => {
            near(today, 8).rev().find_map(|year| make(year).filter(|p| p.last_day() < Some(today)))
        }
        // The quarter of a report is the one just past, even in "expects to report".
        _ if matches!(named, Named::Quarter(_)) => match frame.heading {
            heading if heading.is_ahead() => by_heading(today, Heading::Open, 8, make),
            _ => by_heading(today, Heading::Past, 8, make),
        },
        // 29 February may be eight years away.
        _ if frame.heading == Heading::Past && frame.beside_verb => past(today, 8, &make),
        _ => by_heading(today, frame.heading, 8, make),
    }
}

fn weekday_chosen(weekday: Weekday, choice: Choice, frame: Frame<'_>) -> Option<Date> {
    let on_or_before = |day: Date| days_after(day, -i32::from(weekday.until(day.weekday())));
    let on_or_after = |day: Date| days_after(day, i32::from(day.weekday().until(weekday)));
    let before = |day: Date| days_after(on_or_before(days_after(day, -1)?)?, 0);
    let after = |day: Date| on_or_after(days_after(day, 1)?);
    if let Choice::FromNarrative(by) = choice {
        let anchor = frame.narrative.last.and_then(Period::first_day).or(frame.today)?;
        return match by {
            0 => on_or_after(anchor),
            1.. => after(anchor),
            _ => before(anchor),
        };
    }
    if frame.days != Days::News && choice == Choice::ByTense {
        return on_or_after(frame.narrative.last?.first_day()?);
    }
    let today = frame.today?;
    match choice {
        Choice::FromPublication(0) => days_after(
            today,
            i32::from(weekday.to_monday_one_offset())
                - i32::from(today.weekday().to_monday_one_offset()),
        ),
        Choice::FromPublication(1) => after(today),
        Choice::FromPublication(by) if by > 1 => days_after(after(today)?, 7),
        // "two Fridays ago"
        Choice::FromPublication(by) if by < -1 => {
            days_after(before(today)?, by.checked_add(1)?.checked_mul(7)?)
        }
        Choice::FromPublication(_) => before(today),
        _ if frame.heading.is_ahead() => on_or_after(today),
        _ => on_or_before(today),
    }
}

fn unit_chosen(unit: Unit, choice: Choice, frame: Frame<'_>) -> Option<Period> {
    match choice {
        Choice::FromPublication(by) => Period::around(unit, frame.today?).shifted(by),
        Choice::ByTense => {
            // "over the weekend"
            let this = Period::around(unit, frame.today?);
            // "in the new year"
            if unit == Unit::Year {
                return this.shifted(i32::from(frame.heading != Heading::Past));
            }
            let over = this.first_day() <= frame.today;
            if over || frame.heading.is_ahead() { Some(this) } else { this.shifted(-1) }
        }
        // "the year" is that of what was just told, else that of the publication.
        Choice::FromNarrative(0) if unit == Unit::Year => {
            match frame.narrative.fresh(frame.sentence) {
                Some(told) if told.unit() <= unit => Some(Period::around(unit, told.first_day()?)),
                _ => Some(Period::around(unit, frame.today?)),
            }
        }
        Choice::FromNarrative(by) => {
            let same = frame.narrative.last_of(unit).filter(|_| by == 0);
            let anchor = same.or(frame.narrative.last);
            // "the latest quarter" of a report that named none is the last that has ended.
            if unit == Unit::Quarter && by == 0 {
                let account = frame
                    .narrative
                    .account
                    .filter(|account| matches!(account, Period::Quarter { .. }));
                return account
                    .or(same.filter(|same| has_ended(*same, frame)))
                    .or_else(|| last_quarter(frame));
            }
            let Some(anchor) = anchor else {
                return Period::around(unit, frame.today?).shifted(by);
            };
            // A year has no "previous day".
            if anchor.unit() > unit {
                return None;
            }
            Period::around(unit, anchor.first_day()?).shifted(by)
        }
    }
}

/// `three weeks ago`: a stretch of the unit that is counted in. `a year earlier` beside a month or a
/// quarter is the same month or quarter of the year before.
fn offset(length: Length, direction: Direction, frame: Frame<'_>) -> Option<Period> {
    let (count, counted) = length.in_whole_units()?;
    let by = match direction {
        Direction::Ago | Direction::Earlier => -count,
        Direction::FromNow | Direction::Later => count,
    };
    let told = frame.narrative.last;
    let from_told = matches!(direction, Direction::Earlier | Direction::Later);
    if length.unit == Unit::Year
        && let Some(anchor) = compared_with(frame, from_told)
    {
        let years = i16::try_from(by).ok()?;
        return match anchor {
            Period::Quarter { year, quarter } => {
                Some(Period::Quarter { year: year.checked_add(years)?, quarter })
            }
            Period::Half { year, half } => {
                Some(Period::Half { year: year.checked_add(years)?, half })
            }
            Period::Year(year) => Some(Period::Year(year.checked_add(years)?)),
            _ => anchor.shifted(by.checked_mul(12)?),
        };
    }
    // "A decade later he returned", where nothing was told before: from when is not said.
    if direction == Direction::Later && told.is_none() {
        return None;
    }
    let anchor =
        if from_told { told.and_then(Period::first_day).or(frame.today) } else { frame.today };
    let day = anchor?.checked_add(stretch(counted, by)?).ok()?;
    let told_unit = told.filter(|_| from_told).map(Period::unit);
    // "In 2019 ... two months later": the day is not known, and the month neither.
    if told_unit.is_some_and(|told| told > counted) {
        return None;
    }
    let unit = match counted {
        Unit::Decade | Unit::Century | Unit::Millennium => Unit::Year,
        unit if unit < Unit::Day => return None,
        unit => unit,
    };
    Some(Period::around(unit, day))
}
