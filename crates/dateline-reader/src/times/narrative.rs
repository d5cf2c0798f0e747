//! What the text has spoken of so far: the times that later ones are counted from.

use super::period::{Period, Unit};

/// What the text has spoken of: the last stretch of the calendar, the last of each unit, and the
/// stretch that its accounts are of.
#[derive(Debug, Clone, Default)]
pub(super) struct Narrative {
    pub(super) last: Option<Period>,
    /// The sentence in which the last stretch was named.
    sentence: usize,
    by_unit: Vec<(Unit, Period)>,
    /// The quarter, half or year that figures are given of, and compared with the year before.
    pub(super) account: Option<Period>,
}

impl Narrative {
    /// Goes on to a stretch that the text speaks of now, in this sentence.
    pub(super) fn go_on_to(&mut self, period: Period, sentence: usize) {
        self.last = Some(period);
        self.sentence = sentence;
        self.by_unit.retain(|(unit, _)| *unit != period.unit());
        self.by_unit.push((period.unit(), period));
    }

    /// Gives figures of a quarter or half from now on.
    pub(super) fn account_of(&mut self, period: Period) {
        if matches!(period, Period::Quarter { .. } | Period::Half { .. }) {
            self.account = Some(period);
        }
    }

    /// "For the nine months" and "for the year" give figures of the year so far: what they are
    /// compared with is the year before. Only where figures of a quarter or half were given before.
    pub(super) fn account_of_year(&mut self, year: i16) {
        if self.account.is_some() {
            self.account = Some(Period::Year(year));
        }
    }

    /// The last stretch of this unit.
    pub(super) fn last_of(&self, unit: Unit) -> Option<Period> {
        self.by_unit.iter().find(|(found, _)| *found == unit).map(|(_, period)| *period)
    }

    /// The last stretch, if it was named in this sentence or the one before.
    pub(super) fn fresh(&self, sentence: usize) -> Option<Period> {
        self.last.filter(|_| sentence <= self.sentence + 1)
    }
}
