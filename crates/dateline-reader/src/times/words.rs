//! The words of time, from the lexicons.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::{Date, Weekday};

use super::expression::{Holiday, TimeOfDay};
use super::festivals::FESTIVALS;
use super::period::{Season, Unit};
use crate::article::Article;
use crate::lexicon;
use crate::phrases::Phrases;
use crate::pieces::Cursor;

static CALENDAR: &str = include_str!("../../lexicons/times/calendar.txt");
static UNITS: &str = include_str!("../../lexicons/times/units.txt");
static PARTS_OF_DAY: &str = include_str!("../../lexicons/times/parts_of_day.txt");
static HOLIDAYS: &str = include_str!("../../lexicons/times/holidays.txt");
static MOVING_DAYS: &str = include_str!("../../lexicons/times/moving_days.txt");
static ZONES: &str = include_str!("../../lexicons/times/zones.txt");
static VAGUE: &str = include_str!("../../lexicons/times/vague.txt");
static SAYING: &str = include_str!("../../lexicons/times/saying.txt");
static BEGINNINGS: &str = include_str!("../../lexicons/times/beginnings.txt");
static LENGTHS: &str = include_str!("../../lexicons/times/lengths.txt");
static AMOUNTS: &str = include_str!("../../lexicons/times/amounts.txt");
static NUMBERED: &str = include_str!("../../lexicons/quantities/numbered.txt");
static UNCERTAIN: &str = include_str!("../../lexicons/times/uncertain.txt");
static HEDGES: &str = include_str!("../../lexicons/hedges.txt");
static SETS: &str = include_str!("../../lexicons/times/sets.txt");

/// A word of the calendar.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum CalendarWord {
    Month(i8),
    Weekday(Weekday),
    Season(Season),
    /// `nineties`
    ShortDecade(i16),
}

/// A unit of time, as a word names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct UnitWord {
    pub(super) unit: Unit,
    /// How many: a fortnight is two weeks.
    pub(super) factor: i8,
    pub(super) plural: bool,
}

static CALENDAR_WORDS: LazyLock<lexicon::Table<(CalendarWord, bool)>> = LazyLock::new(|| {
    lexicon::rows::<4>(CALENDAR)
        .filter_map(|[word, kind, number, other]| {
            Some((word, (calendar_word(kind, number)?, other == "doubtful")))
        })
        .collect()
});

fn calendar_word(kind: &str, number: &str) -> Option<CalendarWord> {
    Some(match kind {
        "month" => {
            CalendarWord::Month(number.parse().ok().filter(|month| (1..=12).contains(month))?)
        }
        "weekday" => {
            CalendarWord::Weekday(Weekday::from_monday_one_offset(number.parse().ok()?).ok()?)
        }
        "season" => CalendarWord::Season(match number {
            "SP" => Season::Spring,
            "SU" => Season::Summer,
            "FA" => Season::Autumn,
            "WI" => Season::Winter,
            _ => return None,
        }),
        "decade" => CalendarWord::ShortDecade(number.parse::<i16>().ok()? / 10),
        _ => return None,
    })
}

/// The word of the calendar with these letters, and whether it has other meanings.
pub(super) fn calendar(text: &str) -> Option<(CalendarWord, bool)> {
    CALENDAR_WORDS.get(text).copied()
}

static UNIT_WORDS: LazyLock<lexicon::Table<UnitWord>> = LazyLock::new(|| {
    lexicon::rows::<4>(UNITS)
        .filter_map(|[word, unit, factor, number]| {
            let plural = number == "plural";
            Some((word, UnitWord { unit: unit_named(unit)?, factor: factor.parse().ok()?, plural }))
        })
        .collect()
});

fn unit_named(name: &str) -> Option<Unit> {
    Some(match name {
        "second" => Unit::Second,
        "minute" => Unit::Minute,
        "hour" => Unit::Hour,
        "day" => Unit::Day,
        "weekend" => Unit::Weekend,
        "week" => Unit::Week,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        "year" => Unit::Year,
        "decade" => Unit::Decade,
        "century" => Unit::Century,
        "millennium" => Unit::Millennium,
        _ => return None,
    })
}

/// The unit of time with these letters.
pub(super) fn unit(text: &str) -> Option<UnitWord> {
    UNIT_WORDS.get(text).copied()
}

static LENGTH_WORDS: LazyLock<lexicon::Table<Unit>> = LazyLock::new(|| {
    lexicon::rows::<2>(LENGTHS).filter_map(|[word, unit]| Some((word, unit_named(unit)?))).collect()
});

/// The unit that a word such as `weeklong` says one of.
pub(super) fn length(text: &str) -> Option<Unit> {
    LENGTH_WORDS.get(text).copied()
}

static PART_OF_DAY_WORDS: LazyLock<lexicon::Table<TimeOfDay>> = LazyLock::new(|| {
    lexicon::rows::<2>(PARTS_OF_DAY)
        .filter_map(|[word, code]| {
            let time = match code.strip_prefix('T') {
                Some(clock) => TimeOfDay::Clock {
                    hour: clock.split(':').next()?.parse().ok()?,
                    minute: Some(0),
                    second: None,
                    zone: None,
                },
                None => TimeOfDay::Part(code),
            };
            Some((word, time))
        })
        .collect()
});

/// The part of the day, or the hour, with this name.
pub(super) fn part_of_day(text: &str) -> Option<TimeOfDay> {
    PART_OF_DAY_WORDS.get(text).copied()
}

static ZONE_OFFSETS: LazyLock<lexicon::Table<&'static str>> =
    LazyLock::new(|| lexicon::rows::<2>(ZONES).map(|[zone, offset]| (zone, offset)).collect());

/// The offset from UTC of a time zone, or `local` where its letters are used for several.
pub(super) fn zone(text: &str) -> Option<&'static str> {
    ZONE_OFFSETS.get(text).copied()
}

static SET_WORDS: LazyLock<lexicon::Table<&'static str>> =
    LazyLock::new(|| lexicon::rows::<2>(SETS).map(|[word, value]| (word, value)).collect());

/// The TIMEX3 value of a word such as `weekly`.
pub(super) fn set(text: &str) -> Option<&'static str> {
    SET_WORDS.get(text).copied()
}

/// The days with names; `None` for longer names that only begin with one: `Easter Island`.
static HOLIDAY_ENTRIES: LazyLock<Phrases<Option<Holiday>>> = LazyLock::new(|| {
    Phrases::new(lexicon::rows::<2>(HOLIDAYS).map(|[name, rule]| (name, holiday_rule(rule))))
});

pub(super) fn holiday_rule(rule: &'static str) -> Option<Holiday> {
    if let Some(days) = rule.strip_prefix("easter") {
        return Some(Holiday::FromEaster(days.parse().ok()?));
    }
    if let Some(name) = rule.strip_prefix("moving ") {
        return Some(Holiday::Moving(name));
    }
    if let Ok(day) = rule.parse::<Date>() {
        return Some(Holiday::Fixed(day));
    }
    let (rule, days) = rule.split_once('+').unwrap_or((rule, "0"));
    let days = days.parse().ok()?;
    let mut parts = rule.splitn(3, '-');
    let month: i8 = parts.next()?.parse().ok()?;
    let second: i8 = parts.next()?.parse().ok()?;
    match parts.next() {
        None => Some(Holiday::MonthDay(month, second)),
        Some(nth) => Some(Holiday::NthWeekday {
            month,
            weekday: Weekday::from_monday_one_offset(second).ok()?,
            nth: nth.parse().ok()?,
            days,
        }),
    }
}

type MovingDays = HashMap<(&'static str, i16), (Date, bool)>;

/// The days of each year that move by another calendar, and whether they are sure.
static MOVING: LazyLock<MovingDays> = LazyLock::new(|| {
    let mut days = MovingDays::new();
    for [name, how, day] in lexicon::rows::<3>(MOVING_DAYS) {
        if let Ok(day) = day.parse::<Date>() {
            // A year of the moon may begin twice in one of the sun; the first is kept.
            days.entry((name, day.year())).or_insert((day, how == "sure"));
        }
    }
    days
});

/// The day of a year that goes by this name in another calendar, and whether it is sure to the day.
pub(super) fn moving_day(name: &'static str, year: i16) -> Option<(Date, bool)> {
    MOVING.get(&(name, year)).copied()
}

/// The holiday named here; the cursor moves past it. Names of holidays have a capital or a digit.
pub(super) fn take_holiday(cursor: &mut Cursor<'_>) -> Option<Holiday> {
    let mut ahead = *cursor;
    let holiday = HOLIDAY_ENTRIES.take(&mut ahead)??;
    let named = (cursor.at..ahead.at)
        .filter_map(|at| cursor.pieces.get(at))
        .any(|piece| piece.capital() || cursor.at_digits());
    if named {
        *cursor = ahead;
    }
    named.then_some(holiday)
}

static AMOUNT_WORDS: LazyLock<lexicon::Table<bool>> = LazyLock::new(|| {
    let numbered = lexicon::rows::<1>(NUMBERED).map(|[word]| (word, true));
    numbered
        .chain(lexicon::rows::<2>(AMOUNTS).map(|[word, place]| (word, place == "before")))
        .collect()
});

/// Whether four figures behind this word are an amount or a number: `nearly 2000`, `Flight 1812`.
pub(super) fn is_before_amount(word: &str) -> bool {
    AMOUNT_WORDS.get(word) == Some(&true)
}

/// Whether four figures before this word count it: `2000 people`.
pub(super) fn is_counted(word: &str) -> bool {
    AMOUNT_WORDS.get(word) == Some(&false)
}

static UNCERTAIN_WORDS: LazyLock<lexicon::Words> =
    LazyLock::new(|| lexicon::rows::<1>(UNCERTAIN).map(|[word]| word).collect());

/// Whether a time is doubted where it stands: `perhaps in 1850`, `(1850?)`.
pub(super) fn is_uncertain(article: &Article<'_>, time: Range<usize>) -> bool {
    let before =
        |back: usize| time.start.checked_sub(back).map(|at| article.word(at).lower.as_str());
    let preposition =
        matches!(before(1), Some("in" | "on" | "from" | "since" | "around" | "about"));
    let doubted = before(if preposition { 2 } else { 1 });
    let in_brackets = before(1) == Some("(");
    let marked = in_brackets
        && time.end + 1 < article.parse.words().len()
        && article.form(time.end) == "?"
        && article.form(time.end + 1) == ")";
    marked || doubted.is_some_and(|word| UNCERTAIN_WORDS.contains(word))
}

static VAGUE_ENTRIES: LazyLock<Phrases<&'static str>> =
    LazyLock::new(|| Phrases::new(lexicon::rows::<2>(VAGUE).map(|[words, value]| (words, value))));

static SAYING_VERBS: LazyLock<lexicon::Words> =
    LazyLock::new(|| lexicon::rows::<1>(SAYING).map(|[verb]| verb).collect());

/// Whether a word is a form of a verb of saying.
pub(super) fn is_saying(word: &str) -> bool {
    SAYING_VERBS.contains(word)
}

/// The value of the vague time here (`recently`: `PAST_REF`); the cursor moves past it.
pub(super) fn take_vague(cursor: &mut Cursor<'_>) -> Option<&'static str> {
    VAGUE_ENTRIES.take(cursor)
}

/// The words that a time expression may begin with. A plural of a weekday is one (`Fridays`).
static BEGINNING_WORDS: LazyLock<lexicon::Words> = LazyLock::new(|| {
    let first_word = |entry: &'static str| {
        entry.split(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default()
    };
    let several =
        [CALENDAR, UNITS, PARTS_OF_DAY, HOLIDAYS, FESTIVALS, VAGUE, SETS, LENGTHS, HEDGES];
    let listed = several.into_iter().flat_map(lexicon::rows::<1>).map(|[entry]| entry);
    lexicon::rows::<1>(BEGINNINGS).map(|[word]| word).chain(listed.map(first_word)).collect()
});

/// Whether a time expression may begin with a word, other than with a number.
pub(super) fn may_begin(word: &str) -> bool {
    BEGINNING_WORDS.contains(word)
        || word.strip_suffix('s').is_some_and(|singular| calendar(singular).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lexicons_are_sound() {
        lexicon::assert_sound::<4>(CALENDAR);
        lexicon::assert_sound::<4>(UNITS);
        lexicon::assert_sound::<1>(SAYING);
        lexicon::assert_sound::<1>(UNCERTAIN);
        for [name, how, day] in lexicon::rows::<3>(MOVING_DAYS) {
            assert!(matches!(how, "sure" | "about"), "{name}: {how}");
            assert!(day.parse::<Date>().is_ok(), "{name}: {day}");
        }
        lexicon::assert_sound::<1>(BEGINNINGS);
        for [word, place] in lexicon::rows::<2>(AMOUNTS) {
            assert!(matches!(place, "before" | "after"), "{word}: {place}");
        }
        for lexicon in [AMOUNTS, PARTS_OF_DAY, HOLIDAYS, ZONES, VAGUE, SETS, LENGTHS] {
            lexicon::assert_sound::<2>(lexicon);
        }
        assert_eq!(CALENDAR_WORDS.len(), lexicon::rows::<4>(CALENDAR).count());
        assert_eq!(UNIT_WORDS.len(), lexicon::rows::<4>(UNITS).count());
        assert_eq!(PART_OF_DAY_WORDS.len(), lexicon::rows::<2>(PARTS_OF_DAY).count());
        assert_eq!(LENGTH_WORDS.len(), lexicon::rows::<2>(LENGTHS).count());
        for [name, rule] in lexicon::rows::<2>(HOLIDAYS) {
            let read = holiday_rule(rule);
            assert_eq!(read.is_some(), rule != "no day", "{name}: {rule}");
            if let Some(Holiday::Moving(key)) = read {
                assert!(moving_day(key, 2024).is_some(), "{name}: {rule}");
            }
        }
        for [words, value] in lexicon::rows::<2>(VAGUE) {
            assert!(matches!(value, "PAST_REF" | "PRESENT_REF" | "FUTURE_REF"), "{words}: {value}");
        }
    }
}
