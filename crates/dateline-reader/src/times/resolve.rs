//! Which day, month or year a phrase means: by the day of publication, the tense of the verb, and
//! what the text spoke of before.

use jiff::civil::{Date, Weekday};

use super::expression::{Choice, Direction, Holiday, Length, Named, Phrase};
use super::period::{Period, Unit, days_after, easter, nth_weekday, stretch};
use super::tense::Heading;

/// What a phrase is read against.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame<'a> {
    /// The day of publication, where it is known to the day.
    pub(super) today: Option<Date>,
    pub(super) heading: Heading,
    pub(super) narrative: &'a Narrative,
    /// Whether a bare weekday is one of the story's days rather than one near the publication.
    pub(super) in_story: bool,
    /// Whether the phrase is what something is compared with: `from a year earlier`.
    pub(super) compared: bool,
}

/// What the text has spoken of: the last stretch of the calendar, and the last of each unit.
#[derive(Debug, Clone, Default)]
pub(super) struct Narrative {
    pub(super) last: Option<Period>,
    by_unit: Vec<(Unit, Period)>,
}

impl Narrative {
    /// Goes on to a stretch that the text speaks of now.
    pub(super) fn go_on_to(&mut self, period: Period) {
        self.last = Some(period);
        self.by_unit.retain(|(unit, _)| *unit != period.unit());
        self.by_unit.push((period.unit(), period));
    }

    /// The last stretch of this unit.
    pub(super) fn last_of(&self, unit: Unit) -> Option<Period> {
        self.by_unit.iter().find(|(found, _)| *found == unit).map(|(_, period)| *period)
    }
}

/// The stretch of the calendar that a phrase means, or `None` where that stays open.
pub(super) fn resolve(phrase: &Phrase, frame: Frame<'_>) -> Option<Period> {
    match &phrase.within {
        Some(outer) => within(phrase, outer, frame),
        None => alone(phrase.named, phrase.choice, frame),
    }
}

fn within(phrase: &Phrase, outer: &Phrase, frame: Frame<'_>) -> Option<Period> {
    if let Named::Weekday(weekday) = phrase.named {
        // "Friday, Oct. 23": of the years near, the one in which that day is a Friday.
        if let (Named::MonthDay(month, day), None) = (outer.named, &outer.within) {
            let on_weekday =
                |year| Date::new(year, month, day).ok().filter(|date| date.weekday() == weekday);
            let today = frame.today?;
            return by_heading(today, frame.heading, 6, |year| on_weekday(year).map(Period::Day))
                .or_else(|| resolve(outer, frame));
        }
        return resolve(outer, frame);
    }
    let (Period::FiscalYear(year) | Period::Year(year)) = resolve(outer, frame)? else {
        return None;
    };
    // "the 1988 quarter" is the quarter that the text speaks of, in 1988.
    if phrase.named == Named::Unit(Unit::Quarter) {
        return match frame.narrative.last_of(Unit::Quarter) {
            Some(Period::Quarter { quarter, .. }) => Some(Period::Quarter { year, quarter }),
            _ => Some(Period::Year(year)),
        };
    }
    in_year(phrase.named, year)
}

/// The stretch with a name in a year.
fn in_year(named: Named, year: i16) -> Option<Period> {
    match named {
        Named::Month(month) => Some(Period::Month { year, month }),
        Named::MonthDay(month, day) => Date::new(year, month, day).ok().map(Period::Day),
        Named::Quarter(quarter) => Some(Period::Quarter { year, quarter }),
        Named::Half(half) => Some(Period::Half { year, half }),
        Named::Season(season) => Some(Period::Season { year, season }),
        Named::Holiday(holiday) => holiday_in(holiday, year).map(Period::Day),
        _ => None,
    }
}

fn holiday_in(holiday: Holiday, year: i16) -> Option<Date> {
    match holiday {
        Holiday::MonthDay(month, day) => Date::new(year, month, day).ok(),
        Holiday::NthWeekday { month, weekday, nth } => nth_weekday(year, month, weekday, nth),
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
        Named::Month(_)
        | Named::MonthDay(..)
        | Named::Quarter(_)
        | Named::Half(_)
        | Named::Season(_)
        | Named::Holiday(_) => yearly(named, choice, frame),
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
            0 => make(anchor.year()),
            1.. => {
                near(anchor, 1).find_map(|year| make(year).filter(|p| p.first_day() > Some(anchor)))
            }
            _ => near(anchor, 1)
                .rev()
                .find_map(|year| make(year).filter(|p| p.last_day() < Some(anchor))),
        };
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
        _ if matches!(named, Named::Quarter(_)) && frame.heading == Heading::Future => {
            by_heading(today, Heading::Open, 8, make)
        }
        // 29 February may be eight years away.
        _ => by_heading(today, frame.heading, 8, make),
    }
}

/// The years around a day.
fn near(day: Date, years: i16) -> impl DoubleEndedIterator<Item = i16> + Clone {
    day.year().saturating_sub(years)..=day.year().saturating_add(years)
}

/// Of a stretch that comes every year, the one that the tense points to: the last that had begun,
/// or the next that has not ended. Where no verb shows it, the nearer.
fn by_heading(
    today: Date,
    heading: Heading,
    reach: i16,
    make: impl Fn(i16) -> Option<Period>,
) -> Option<Period> {
    let past = || {
        near(today, reach)
            .rev()
            .find_map(|year| make(year).filter(|p| p.first_day() <= Some(today)))
    };
    let future =
        || near(today, reach).find_map(|year| make(year).filter(|p| p.last_day() >= Some(today)));
    match heading {
        Heading::Past => past().or_else(future),
        Heading::Future => future().or_else(past),
        Heading::Open => {
            let (Some(before), Some(after)) = (past(), future()) else {
                return past().or_else(future);
            };
            let since = before.last_day()?.until(today).ok()?.get_days();
            let until = today.until(after.first_day()?).ok()?.get_days();
            Some(if since <= until { before } else { after })
        }
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
    if frame.in_story && choice == Choice::ByTense {
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
        Choice::FromPublication(_) => before(today),
        _ if frame.heading == Heading::Future => on_or_after(today),
        _ => on_or_before(today),
    }
}

fn unit_chosen(unit: Unit, choice: Choice, frame: Frame<'_>) -> Option<Period> {
    match choice {
        Choice::FromPublication(by) => Period::around(unit, frame.today?).shifted(by),
        Choice::ByTense => {
            // "over the weekend"
            let this = Period::around(unit, frame.today?);
            let over = this.first_day() <= frame.today;
            if over || frame.heading == Heading::Future { Some(this) } else { this.shifted(-1) }
        }
        Choice::FromNarrative(by) => {
            let same = frame.narrative.last_of(unit).filter(|_| by == 0);
            let anchor = same.or(frame.narrative.last);
            // "the latest quarter" of a report that named none is the last that has ended.
            if unit == Unit::Quarter && by == 0 && same.is_none() {
                return Period::around(unit, frame.today?).shifted(-1);
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
    let count = length.whole()?;
    let by = match direction {
        Direction::Ago | Direction::Earlier => -count,
        Direction::FromNow | Direction::Later => count,
    };
    let told = frame.narrative.last;
    let quarter = frame.narrative.last_of(Unit::Quarter);
    let from_told = matches!(direction, Direction::Earlier | Direction::Later);
    if length.unit == Unit::Year {
        let anchor = if frame.compared { quarter.or(told) } else { told };
        let business = anchor.filter(|anchor| {
            matches!(anchor, Period::Quarter { .. } | Period::Half { .. })
                || matches!(anchor, Period::Month { .. }) && from_told
        });
        if let Some(anchor) = business {
            return match anchor {
                Period::Quarter { year, quarter } => Some(Period::Quarter {
                    year: year.checked_add(i16::try_from(by).ok()?)?,
                    quarter,
                }),
                Period::Half { year, half } => {
                    Some(Period::Half { year: year.checked_add(i16::try_from(by).ok()?)?, half })
                }
                _ => anchor.shifted(by.checked_mul(12)?),
            };
        }
    }
    let anchor =
        if from_told { told.and_then(Period::first_day).or(frame.today) } else { frame.today };
    let day = anchor?.checked_add(stretch(length.unit, by)?).ok()?;
    let told_unit = told.filter(|_| from_told).map(Period::unit);
    // "In 2019 ... two months later": the day is not known, and the month neither.
    if told_unit.is_some_and(|told| told > length.unit) {
        return None;
    }
    let unit = match length.unit {
        Unit::Decade | Unit::Century | Unit::Millennium => Unit::Year,
        unit if unit < Unit::Day => return None,
        unit => unit,
    };
    Some(Period::around(unit, day))
}

/// What a phrase looks like when it stays open: TIMEX3's `X` for what is not known.
pub(super) fn open_value(phrase: &Phrase) -> String {
    match phrase.named {
        Named::Month(month) => format!("XXXX-{month:02}"),
        Named::MonthDay(month, day) | Named::Holiday(Holiday::MonthDay(month, day)) => {
            format!("XXXX-{month:02}-{day:02}")
        }
        Named::Weekday(weekday) => match phrase.within.as_deref() {
            Some(date) => open_value(date),
            None => format!("XXXX-WXX-{}", weekday.to_monday_one_offset()),
        },
        Named::Quarter(quarter) => format!("XXXX-Q{quarter}"),
        Named::Half(half) => format!("XXXX-H{half}"),
        Named::Season(season) => format!("XXXX-{}", season.code()),
        Named::ShortYear(year) => format!("XX{year:02}"),
        Named::ShortDecade(tens) => format!("XX{tens}"),
        Named::Figures { year, .. } => format!("{year:04}-XX-XX"),
        Named::Unit(unit) => open_unit(unit),
        Named::Offset(length, _) => open_unit(length.unit),
        Named::DayOfMonth(day) => format!("XXXX-XX-{day:02}"),
        Named::Holiday(_)
        | Named::Year(_)
        | Named::FiscalYear(_)
        | Named::Decade(_)
        | Named::Century(_) => "XXXX-XX-XX".to_owned(),
    }
}

fn open_unit(unit: Unit) -> String {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => "XXXX-XX-XXTXX",
        Unit::Day => "XXXX-XX-XX",
        Unit::Weekend => "XXXX-WXX-WE",
        Unit::Week => "XXXX-WXX",
        Unit::Month => "XXXX-XX",
        Unit::Quarter => "XXXX-QX",
        Unit::Half => "XXXX-HX",
        Unit::Year | Unit::Millennium => "XXXX",
        Unit::Decade => "XXX",
        Unit::Century => "XX",
    }
    .to_owned()
}

/// The first and last day that a date in figures with two readings can mean.
pub(super) fn figures_bounds(year: i16, one: (i8, i8), other: (i8, i8)) -> Option<(Date, Date)> {
    let first = Date::new(year, one.0, one.1).ok()?;
    let second = Date::new(year, other.0, other.1).ok()?;
    Some((first.min(second), first.max(second)))
}
