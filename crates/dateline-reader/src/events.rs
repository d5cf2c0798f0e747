//! `record.events`: who did what to whom, when, where, and how sure that is.

use dateline_record::Event;

use crate::article::{Anchored, Article};
use crate::attributions::Attributions;
use crate::entities::Entities;
use crate::places::Places;
use crate::times::Times;

/// The events, in the order of their triggers; `words` is the clause that tells of each.
pub(crate) fn read(
    _article: &Article<'_>,
    _times: &Times,
    _entities: &Entities,
    _places: &Places,
    _attributions: &Attributions,
) -> Vec<Anchored<Event>> {
    Vec::new()
}
