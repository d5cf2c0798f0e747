//! `record.figures`: what the numbers measure, and how they compare.

use dateline_record::{Event, Figure, Quantity};

use crate::article::{Anchored, Article};
use crate::attributions::Attributions;
use crate::entities::Entities;
use crate::times::Times;

pub(crate) fn read(
    _article: &Article<'_>,
    _times: &Times,
    _quantities: &[Anchored<Quantity>],
    _entities: &Entities,
    _attributions: &Attributions,
    _events: &[Anchored<Event>],
) -> Vec<Figure> {
    Vec::new()
}
