//! Which attribution stands in which: "the ministry confirmed a report that …".

use dateline_record::AttributionId;

use super::Attribution;

/// For each word, the innermost attribution whose content it stands in: the one with the shortest
/// content. Sets the parents by the same rule.
pub(super) fn nest(
    list: &mut [Attribution],
    heads: &[usize],
    words: usize,
) -> Vec<Option<AttributionId>> {
    let mut by_length: Vec<usize> = (0..list.len()).collect();
    let length = |attribution: &Attribution| {
        attribution.content.iter().map(ExactSizeIterator::len).sum::<usize>()
    };
    by_length.sort_by_key(|&index| (std::cmp::Reverse(length(&list[index])), index));
    // From the longest content to the shortest: each paints over those around it. An attribution
    // is read off before it paints, so its parent is longer than itself and no chain runs round.
    let mut innermost = vec![None; words];
    for index in by_length {
        list[index].parent = innermost[heads[index]];
        let id = AttributionId::from_index(index);
        for piece in &list[index].content {
            innermost[piece.clone()].fill(Some(id));
        }
    }
    innermost
}
