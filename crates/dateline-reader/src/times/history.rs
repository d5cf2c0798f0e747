//! Whether a text tells of days long before it was published, as the history of a war does.
//!
//! There a date without its year is of the year that was told last (`On 3 May he crossed the
//! river`), not of the year of publication, as it is in the news.

use jiff::civil::Date;

use super::expression::{Choice, Meaning, Named, Phrase};
use super::found::Found;
use super::period::Period;
use super::publication;

/// How many dates a text must write out with their years to be a history.
const LEAST_DATES: usize = 3;

/// How many of them come on each time that is near the publication or counted from it.
const DATES_FOR_EACH_NEAR: usize = 4;

/// How far from the publication a date must lie to be of a history, in days.
const LONG_AGO: i32 = 730;

/// Whether the dates that are written out lie long before the publication, and hardly a time is
/// counted from it.
pub(super) fn is_history(found: &[Found], published: Option<Date>) -> bool {
    let Some(published) = published else { return false };
    let (mut long_ago, mut near) = (0, 0);
    for found in found {
        let Some(phrase) = phrase(found) else { continue };
        if phrase.within.is_some() {
            let Some(day) = publication::written_out(found).and_then(Period::last_day) else {
                continue;
            };
            if day.until(published).is_ok_and(|span| span.get_days() > LONG_AGO) {
                long_ago += 1;
            } else {
                near += 1;
            }
        } else if is_counted_from_publication(phrase) {
            near += 1;
        }
    }
    long_ago >= LEAST_DATES && long_ago >= DATES_FOR_EACH_NEAR * near
}

fn phrase(found: &Found) -> Option<&Phrase> {
    match &found.expression.meaning {
        Meaning::Period(phrase) | Meaning::Range(_, phrase) => Some(phrase),
        Meaning::TimeOfDay { day, .. } => day.as_ref(),
        _ => None,
    }
}

/// `yesterday`, `last week`, `on Tuesday`
fn is_counted_from_publication(phrase: &Phrase) -> bool {
    matches!(phrase.choice, Choice::FromPublication(_)) || matches!(phrase.named, Named::Weekday(_))
}
