//! Which of the stretches that come every year is meant: by the tense of the verb, else the nearer.

use jiff::civil::Date;

use super::period::{Period, Unit, days_after};
use super::tense::Heading;

/// How many days a history steps back without naming the year again.
const STEP_BACK: i32 = 120;

/// A date without its year in a history: of the year that was told, or the next after a day of that
/// year. Histories go forward, and seldom step far back.
pub(super) fn of_history(told: Period, make: impl Fn(i16) -> Option<Period>) -> Option<Period> {
    let anchor = told.first_day()?;
    if told.unit() >= Unit::Year {
        return make(anchor.year());
    }
    let earliest = days_after(anchor, -STEP_BACK)?;
    near(anchor, 1).find_map(|year| make(year).filter(|p| p.last_day() >= Some(earliest)))
}

/// The years around a day.
pub(super) fn near(day: Date, years: i16) -> impl DoubleEndedIterator<Item = i16> + Clone {
    day.year().saturating_sub(years)..=day.year().saturating_add(years)
}

/// Days beyond which a date is given its year, if one as near as this lies on the other side.
const FAR: i32 = 300;

/// The same for days of the next year: `wants to build on the agreement in February` looks back at it.
const FAR_AHEAD: i32 = 260;
pub(super) const NEAR: i32 = 60;
const NEAR_BEHIND: i32 = 120;

/// News speaks of what was more than of what will be: by so many days the past may be further off.
const LEANING: i32 = 60;

/// Of a stretch that comes every year, the last that had begun.
pub(super) fn past(
    today: Date,
    reach: i16,
    make: &impl Fn(i16) -> Option<Period>,
) -> Option<Period> {
    near(today, reach).rev().find_map(|year| make(year).filter(|p| p.first_day() <= Some(today)))
}

/// Of a stretch that comes every year, the one that the tense points to: the last that had begun,
/// or the next that has not ended. Where no verb shows it, the nearer.
pub(super) fn by_heading(
    today: Date,
    heading: Heading,
    reach: i16,
    make: impl Fn(i16) -> Option<Period>,
) -> Option<Period> {
    let past = || past(today, reach, &make);
    let future =
        || near(today, reach).find_map(|year| make(year).filter(|p| p.last_day() >= Some(today)));
    match heading {
        Heading::Past => {
            let (Some(before), Some(after)) = (past(), future()) else {
                return past().or_else(future);
            };
            let since = before.last_day()?.until(today).ok()?.get_days();
            let until = today.until(after.first_day()?).ok()?.get_days();
            // "Invited them to a ceremony on March 12": the verb was another's here too.
            Some(if since > FAR && (0..NEAR).contains(&until) { after } else { before })
        }
        Heading::Future => {
            let (Some(before), Some(after)) = (past(), future()) else {
                return past().or_else(future);
            };
            let since = before.last_day()?.until(today).ok()?.get_days();
            let until = today.until(after.first_day()?).ok()?.get_days();
            // A day so far ahead would have been given its year: the verb was another's.
            let next_year = after.first_day()?.year() > today.year();
            let far = until > FAR || next_year && until > FAR_AHEAD;
            let of_other_verb = far && (0..NEAR_BEHIND).contains(&since);
            Some(if of_other_verb { before } else { after })
        }
        Heading::Open | Heading::Planned => {
            let (Some(before), Some(after)) = (past(), future()) else {
                return past().or_else(future);
            };
            let since = before.last_day()?.until(today).ok()?.get_days();
            let until = today.until(after.first_day()?).ok()?.get_days();
            let leaning = if heading == Heading::Open { LEANING } else { 0 };
            Some(if since <= until + leaning { before } else { after })
        }
    }
}
