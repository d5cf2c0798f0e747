//! Units that are said once for two amounts: `to 3.1 percent from 3.4`, `from 5,000 to 20,000 pounds`.

use dateline_record::{Quantity, QuantityKind};

use crate::article::{Anchored, Article};

/// Gives an amount without a unit that of its neighbour, where the two are ends of one change.
pub(super) fn inherit(article: &Article<'_>, list: &mut [Anchored<Quantity>]) {
    for second in 1..list.len() {
        let first = second - 1;
        let between = list[first].words.end..list[second].words.start;
        if between.len() > 2 || between.is_empty() {
            continue;
        }
        let said: Vec<&str> = between.map(|at| article.word(at).lower.as_str()).collect();
        let before =
            list[first].words.start.checked_sub(1).map(|at| article.word(at).lower.as_str());
        let back =
            matches!(said[..], ["from" | "against"] | ["compared", "with" | "to"] | [",", "from"]);
        let on = matches!(said[..], ["to"]) && before == Some("from");
        if back && is_bare(&list[second].item) {
            take_unit(list, second, first);
        } else if on && is_bare(&list[first].item) {
            take_unit(list, first, second);
        }
    }
}

/// Whether a number counts nothing and has no unit.
fn is_bare(quantity: &Quantity) -> bool {
    quantity.kind == QuantityKind::Count && quantity.counted.is_none() && quantity.unit.is_none()
}

fn take_unit(list: &mut [Anchored<Quantity>], to: usize, of: usize) {
    let giver = &list[of].item;
    let unit =
        matches!(giver.kind, QuantityKind::Percent | QuantityKind::Money | QuantityKind::Measure);
    if !unit || !giver.parts.is_empty() {
        return;
    }
    let (kind, unit, among) = (giver.kind, giver.unit.clone(), giver.unit_among.clone());
    let taker = &mut list[to].item;
    (taker.kind, taker.unit, taker.unit_among) = (kind, unit, among);
}
