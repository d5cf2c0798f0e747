//! Festivals that last for days: `Ramadan`, `Holy Week`.

use std::sync::LazyLock;

use super::expression::{Festival, FestivalEnd, Holiday};
use super::period::{Period, days_after};
use super::resolve::holiday_in;
use super::words;
use crate::lexicon;
use crate::phrases::Phrases;
use crate::pieces::Cursor;

pub(super) static FESTIVALS: &str = include_str!("../../lexicons/times/festivals.txt");

static ENTRIES: LazyLock<Phrases<Festival>> = LazyLock::new(|| {
    Phrases::new(
        lexicon::rows::<3>(FESTIVALS)
            .filter_map(|[name, first, end]| Some((name, festival(first, end)?))),
    )
});

fn festival(first: &'static str, end: &'static str) -> Option<Festival> {
    let end = match end.strip_prefix("before ") {
        Some(holiday) => FestivalEnd::Before(words::holiday_rule(holiday)?),
        None => FestivalEnd::Days(end.parse().ok()?),
    };
    Some(Festival { first: words::holiday_rule(first)?, end })
}

/// The festival named here, with a capital; the cursor moves past it.
pub(super) fn take(cursor: &mut Cursor<'_>) -> Option<Festival> {
    let capital = cursor.piece()?.capital();
    let mut ahead = *cursor;
    let found = ENTRIES.take(&mut ahead).filter(|_| capital)?;
    *cursor = ahead;
    Some(found)
}

/// The days of the festival that begins in a year.
pub(super) fn days_in(festival: Festival, year: i16) -> Option<Period> {
    let first = holiday_in(festival.first, year)?;
    let last = match festival.end {
        FestivalEnd::Days(days) => days_after(first, days - 1)?,
        FestivalEnd::Before(holiday) => {
            let ends = [year, year.checked_add(1)?];
            let end = ends.into_iter().filter_map(|year| holiday_in(holiday, year));
            days_after(end.into_iter().find(|end| *end > first)?, -1)?
        }
    };
    Some(Period::Days { first, last })
}

/// Whether its days are known to the day: those of the moon are seen, not counted.
pub(super) fn is_sure(festival: Festival, year: i16) -> bool {
    match festival.first {
        Holiday::Moving(name) => words::moving_day(name, year).is_some_and(|(_, sure)| sure),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lexicon_is_sound() {
        for [name, first, end] in lexicon::rows::<3>(FESTIVALS) {
            let read = festival(first, end);
            assert!(read.is_some(), "{name}: {first} {end}");
            let days = read.and_then(|festival| days_in(festival, 2024));
            assert!(days.is_some(), "{name} has no days in 2024");
        }
    }
}
