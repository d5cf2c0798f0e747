//! What an expression comes to: its type, its value in TIMEX3 and in EDTF, and its days.

use dateline_record::TimeType;
use jiff::civil::Date;

use super::expression::{Recurrence, TimeOfDay};
use super::period::{Period, Unit, days_after};

/// What an expression comes to.
pub(super) struct Reading {
    pub(super) kind: TimeType,
    pub(super) value: String,
    pub(super) edtf: Option<String>,
    pub(super) earliest: Option<Date>,
    pub(super) latest: Option<Date>,
}

/// Hours and minutes are times, longer units dates.
pub(super) fn open_kind(value: &str) -> TimeType {
    if value.contains('T') { TimeType::Time } else { TimeType::Date }
}

impl Reading {
    pub(super) fn of(period: Period) -> Self {
        Self {
            kind: TimeType::Date,
            value: period.value(),
            edtf: period.edtf(),
            earliest: period.first_day(),
            latest: period.last_day(),
        }
    }

    /// A time on a day.
    pub(super) fn of_time(day: Date, time: TimeOfDay) -> Self {
        Self {
            kind: TimeType::Time,
            value: format!("{}T{}", Period::Day(day).value(), time_value(time)),
            edtf: time_edtf(day, time),
            earliest: Some(day),
            latest: Some(day),
        }
    }

    /// The same, where the day is only about the one said: `Eid al-Fitr`, which waits for the moon.
    pub(super) fn of_about(period: Period) -> Self {
        let reading = Self::of(period);
        Self {
            edtf: reading.edtf.map(|edtf| match edtf.split_once('/') {
                Some((first, last)) => format!("{first}~/{last}~"),
                None => edtf + "~",
            }),
            earliest: reading.earliest.and_then(|day| days_after(day, -1)),
            latest: reading.latest.and_then(|day| days_after(day, 1)),
            ..reading
        }
    }

    /// The first week of June may be the first that lies in it, or its first seven days.
    pub(super) fn of_week_of_month(week: Period, nth: i8) -> Self {
        let middle = week.first_day().and_then(|monday| days_after(monday, 3));
        let month = middle.map(|day| Period::Month { year: day.year(), month: day.month() });
        let bounds = |(first, last): (Date, Date)| match nth {
            -1 => Some((days_after(last, -6)?, last)),
            nth => {
                let start = days_after(first, i32::from(nth) * 7 - 7)?;
                Some((start, days_after(start, 6)?))
            }
        };
        let days = month.and_then(|month| month.first_day().zip(month.last_day())).and_then(bounds);
        let earliest = week.first_day().into_iter().chain(days.map(|(start, _)| start)).min();
        let latest = week.last_day().into_iter().chain(days.map(|(_, end)| end)).max();
        let edtf = earliest.zip(latest).and_then(|(earliest, latest)| {
            Some(format!("{}/{}", Period::Day(earliest).edtf()?, Period::Day(latest).edtf()?))
        });
        Self { edtf, earliest, latest, ..Self::of(week) }
    }

    /// Marks the EDTF as approximate (`circa 1850`: `1850~`), uncertain (`perhaps in 1850`:
    /// `1850?`) or both. Intervals and sets of days have no such mark of their own.
    pub(super) fn qualify(&mut self, approximate: bool, uncertain: bool) {
        let mark = match (approximate, uncertain) {
            (true, true) => '%',
            (true, false) => '~',
            (false, true) => '?',
            (false, false) => return,
        };
        if let Some(edtf) = &mut self.edtf
            && edtf.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'X'))
        {
            edtf.push(mark);
        }
    }

    pub(super) fn without_days(kind: TimeType, value: String) -> Self {
        Self { kind, value, edtf: None, earliest: None, latest: None }
    }
}

/// The part of a TIMEX3 value behind the `T`. Of time zones TIMEX3 has only UTC.
pub(super) fn time_value(time: TimeOfDay) -> String {
    match time {
        TimeOfDay::Part(part) => part.to_owned(),
        TimeOfDay::Clock { hour, minute, second, zone } => {
            let minute = minute.unwrap_or(0);
            let second = second.map_or(String::new(), |second| format!(":{second:02}"));
            let zone = if zone == Some("Z") { "Z" } else { "" };
            format!("{hour:02}:{minute:02}{second}{zone}")
        }
    }
}

/// A clock time in EDTF, which has seconds always. Parts of the day cannot be written there.
pub(super) fn time_edtf(day: Date, time: TimeOfDay) -> Option<String> {
    let TimeOfDay::Clock { hour, minute, second, zone } = time else { return None };
    let date = Period::Day(day).edtf()?;
    let (minute, second) = (minute.unwrap_or(0), second.unwrap_or(0));
    let zone = zone.filter(|zone| *zone != "local").unwrap_or("");
    Some(format!("{date}T{hour:02}:{minute:02}:{second:02}{zone}"))
}

pub(super) fn set_value(recurrence: &Recurrence) -> String {
    match recurrence {
        Recurrence::Each(length) if length.unit == Unit::Quarter => "P3M".to_owned(),
        Recurrence::Each(length) => length.value(),
        Recurrence::Weekday(weekday, part) => {
            let part = part.map_or(String::new(), |part| format!("T{part}"));
            format!("XXXX-WXX-{}{part}", weekday.to_monday_one_offset())
        }
        Recurrence::PartOfDay(part) => format!("XXXX-XX-XXT{part}"),
        Recurrence::Month(month) => format!("XXXX-{month:02}"),
        Recurrence::Season(season) => format!("XXXX-{}", season.code()),
        Recurrence::Weekend => "XXXX-WXX-WE".to_owned(),
        Recurrence::Weekdays(part) => {
            let part = part.map_or(String::new(), |part| format!("T{part}"));
            format!("XXXX-WXX-WD{part}")
        }
        Recurrence::Word(value) => (*value).to_owned(),
    }
}
