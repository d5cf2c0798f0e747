//! The order that days show: of events whose days are known, and of those and the publication.

use dateline_record::{OrderBasis, OrderRelation, When, WhenBasis};
use jiff::civil::Date;

use super::Sign;
use super::graph::Node;
use crate::events::Events;
use crate::times::Times;

/// The signs of order that days give. Each event is linked to one of those that end last before it
/// begins; the order of all others follows.
pub(super) fn signs(events: &Events, times: &Times) -> Vec<Sign> {
    let mut signs = Vec::new();
    let mut dated: Vec<(Date, Date, usize)> = Vec::new();
    for (place, event) in events.list.iter().enumerate() {
        let Some(when) = event.item.when else { continue };
        if let (Some(earliest), Some(latest)) = (when.earliest, when.latest)
            && when.basis != WhenBasis::Narrative
        {
            dated.push((earliest, latest, place));
        }
        let relation = to_publication(when, times.published.earliest, times.published.latest);
        signs.extend(
            relation.map(|relation| Sign::new(place, relation, Node::Report, OrderBasis::Date)),
        );
    }
    let mut by_end: Vec<(Date, Date, usize)> = dated.clone();
    by_end.sort_unstable_by_key(|&(_, latest, place)| (latest, place));
    dated.sort_unstable_by_key(|&(earliest, _, place)| (earliest, place));
    let mut ended = 0;
    for (earliest, _, place) in dated {
        while by_end.get(ended).is_some_and(|&(_, latest, _)| latest < earliest) {
            ended += 1;
        }
        if let Some(before) = ended.checked_sub(1) {
            let before = Node::Event(by_end[before].2);
            signs.push(Sign::new(place, OrderRelation::After, before, OrderBasis::Date));
        }
    }
    signs
}

/// How an event lies to the day of publication, by its days.
fn to_publication(
    when: When,
    earliest: Option<Date>,
    latest: Option<Date>,
) -> Option<OrderRelation> {
    let (first, last) = (earliest?, latest?);
    if when.latest.is_some_and(|day| day < first) {
        Some(OrderRelation::Before)
    } else if when.earliest.is_some_and(|day| day > last) {
        Some(OrderRelation::After)
    } else if first == last && when.earliest == Some(first) && when.latest == Some(last) {
        Some(OrderRelation::During)
    } else {
        None
    }
}
