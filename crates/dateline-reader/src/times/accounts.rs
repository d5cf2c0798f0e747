//! The quarters and years that reports of business give figures of and compare with the year
//! before.

use super::expression::Choice;
use super::period::{Period, Unit};
use super::resolve::Frame;

/// What the text gives accounts of, where it speaks of a period; where of a quarter, the quarter
/// that it told last, or the last that has ended.
pub(super) fn account(choice: Choice, frame: Frame<'_>) -> Option<Period> {
    if choice == Choice::FromNarrative(0) {
        return frame.narrative.account.or_else(|| last_quarter(frame));
    }
    let told = frame.narrative.last_of(Unit::Quarter).filter(|told| has_ended(*told, frame));
    told.or_else(|| last_quarter(frame))
}

/// Whether a stretch had ended when the report was published, or may have.
pub(super) fn has_ended(period: Period, frame: Frame<'_>) -> bool {
    frame.today.is_none_or(|today| period.last_day().is_some_and(|last| last < today))
}

/// The last quarter that had ended at the publication.
pub(super) fn last_quarter(frame: Frame<'_>) -> Option<Period> {
    Period::around(Unit::Quarter, frame.today?).shifted(-1)
}

/// The stretch whose figures are compared with those of so many years before: the month that was
/// told last, or the quarter, half or year that the text gives accounts of.
pub(super) fn compared_with(frame: Frame<'_>, from_told: bool) -> Option<Period> {
    let told = frame.narrative.last?;
    match told {
        // "In the three months to June ... a year earlier"
        Period::Month { .. } if from_told => {
            let account = frame.narrative.account;
            account.filter(|account| account.last_day() == told.last_day()).or(Some(told))
        }
        // "Expects a charge in the fourth quarter" compares nothing with that quarter.
        Period::Quarter { .. } | Period::Half { .. } => frame
            .narrative
            .account
            .or_else(|| if has_ended(told, frame) { Some(told) } else { last_quarter(frame) }),
        _ if frame.compared => frame.narrative.account,
        _ => None,
    }
}
