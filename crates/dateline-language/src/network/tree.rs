//! The best tree by the scores of its arcs (Chu and Liu 1965, Edmonds 1967), always of one root.

use super::projective::{ProjectiveFinder, is_projective};

/// A sentence of more words is left with its crossing arcs: to find a tree without takes time of the
/// third power.
const LONGEST_UNCROSSED: usize = 120;

/// How much worse, in scores, a tree without crossing arcs may be than one with some.
const FAR_WORSE: f32 = 1.5;

/// How far apart two words may be before all distances count alike.
const FARTHEST: usize = 24;

/// How many classes of distances there are: so far before, so far after, and the root.
pub const DISTANCES: usize = 2 * FARTHEST + 2;

/// The class of the distance from the word at `at`, counted from zero, to a head at `place`, where
/// zero is the root and words are counted from one.
pub fn distance(at: usize, place: usize) -> usize {
    if place == 0 {
        return DISTANCES - 1;
    }
    (place + FARTHEST).saturating_sub(at + 1).min(2 * FARTHEST)
}

/// Finds trees, with the memory of the last.
#[derive(Debug, Clone, Default)]
pub struct TreeFinder {
    scores: Vec<f32>,
    projective: ProjectiveFinder,
}

impl TreeFinder {
    /// The heads of the best tree of `words` words. `scores` has a row for each word, and in it the
    /// score of the root, then of each word, as its head. A head is zero for the root, else the
    /// place of the word, from one. Of all trees those with one word below the root are taken.
    pub fn best(&mut self, scores: &[f32], words: usize, heads: &mut Vec<u32>) {
        heads.clear();
        let all = words + 1;
        heads.extend(scores.chunks_exact(all).map(|row| {
            let best =
                row.iter().enumerate().fold((0, f32::NEG_INFINITY), |best, (place, &score)| {
                    if score > best.1 { (place, score) } else { best }
                });
            best.0 as u32
        }));
        if !is_tree(heads) {
            self.best_of_any(scores, all, heads);
        }
        self.uncross(scores, words, heads);
    }

    /// The best spanning tree of one root.
    fn best_of_any(&mut self, scores: &[f32], all: usize, heads: &mut [u32]) {
        // Each arc from the root is made worse than all others together are good, so that the best
        // tree has as few of them as can be: one (Stanojević and Cohen 2021).
        let finite = scores.iter().copied().filter(|&score| score > -1e8);
        let (low, high) = finite.fold((f32::INFINITY, f32::NEG_INFINITY), |(low, high), score| {
            (low.min(score), high.max(score))
        });
        let shift = (high - low + 1.0) * all as f32;
        self.scores.clear();
        self.scores.extend_from_slice(scores);
        for row in self.scores.chunks_exact_mut(all) {
            row[0] -= shift;
        }
        self.spanning(all, heads);
        if !is_tree(heads) {
            make_tree(heads);
        }
    }

    /// Arcs seldom cross in English. Where some do, the best tree without crossing arcs is taken,
    /// unless it is far worse.
    fn uncross(&mut self, scores: &[f32], words: usize, heads: &mut [u32]) {
        if words > LONGEST_UNCROSSED || is_projective(heads) {
            return;
        }
        let sum = |heads: &[u32]| -> f32 {
            let each = heads.iter().enumerate();
            each.map(|(at, &head)| scores[at * (words + 1) + head as usize]).sum()
        };
        let mut uncrossed = vec![0; words];
        self.projective.best(scores, words, &mut uncrossed);
        if sum(heads) - sum(&uncrossed) < FAR_WORSE && is_tree(&uncrossed) {
            heads.copy_from_slice(&uncrossed);
        }
    }

    /// The best spanning tree by `self.scores`, in time of the square of the words for each cycle
    /// that is put together to one node.
    fn spanning(&mut self, all: usize, heads: &mut [u32]) {
        let words = all - 1;
        let scores = &mut self.scores;
        // Nodes: the root is 0, words from one, then one for each cycle. `inside` says which node a
        // node has become part of.
        let mut alive: Vec<usize> = (1..all).collect();
        // For each live node and each live head the best arc between their words: its score, and
        // its real ends.

        let mut cost: Vec<Vec<f32>> = (0..all)
            .map(|node| match node {
                0 => Vec::new(),
                _ => scores[(node - 1) * all..node * all].to_vec(),
            })
            .collect();
        let mut from: Vec<Vec<(u32, u32)>> = (0..all)
            .map(|node| (0..all).map(|head| (node as u32, head as u32)).collect())
            .collect();
        let mut parts: Vec<Vec<usize>> = vec![Vec::new(); all];
        let mut chosen: Vec<usize> = vec![0; all];
        let mut cycles: Vec<usize> = Vec::new();
        let mut live = vec![true; all];
        loop {
            for &node in &alive {
                let mut best = 0;
                let mut best_score = f32::NEG_INFINITY;
                for head in std::iter::once(0).chain(alive.iter().copied()) {
                    if head != node && cost[node][head] > best_score {
                        (best, best_score) = (head, cost[node][head]);
                    }
                }
                chosen[node] = best;
            }
            let Some(cycle) = find_cycle(&alive, &chosen) else { break };
            let new = cost.len();
            // The best arc from the cycle to each node outside, and into it from each.
            let mut into = vec![f32::NEG_INFINITY; new + 1];
            let mut into_ends = vec![(0_u32, 0_u32); new + 1];
            for row in &mut cost {
                row.push(f32::NEG_INFINITY);
            }
            for row in &mut from {
                row.push((0, 0));
            }
            for &node in &cycle {
                live[node] = false;
            }
            alive.retain(|&node| live[node]);
            for head in std::iter::once(0).chain(alive.iter().copied()) {
                for &node in &cycle {
                    let score = cost[node][head] - cost[node][chosen[node]];
                    if score > into[head] {
                        into[head] = score;
                        into_ends[head] = from[node][head];
                    }
                }
            }
            for &node in &alive {
                for &head in &cycle {
                    if cost[node][head] > cost[node][new] {
                        cost[node][new] = cost[node][head];
                        from[node][new] = from[node][head];
                    }
                }
            }
            cost.push(into);
            from.push(into_ends);
            parts.push(cycle);
            chosen.push(0);
            live.push(true);
            alive.push(new);
            cycles.push(new);
        }
        // Unfold: an arc into a cycle breaks it at the word that the arc ends at.
        let mut final_from: Vec<(u32, u32)> = vec![(0, 0); cost.len()];
        for &node in &alive {
            final_from[node] = from[node][chosen[node]];
        }
        for &cycle in cycles.iter().rev() {
            let (entered, _) = final_from[cycle];
            for &node in &parts[cycle] {
                final_from[node] = if contains(&parts, node, entered as usize) {
                    final_from[cycle]
                } else {
                    from[node][chosen[node]]
                };
            }
        }
        for word in 1..=words {
            let (dependent, head) = final_from[word];
            debug_assert_eq!(dependent as usize, word);
            heads[word - 1] = head;
        }
    }
}

/// Whether a word is a node or part of it.
fn contains(parts: &[Vec<usize>], node: usize, word: usize) -> bool {
    let mut open = vec![node];
    while let Some(node) = open.pop() {
        if node == word {
            return true;
        }
        open.extend(&parts[node]);
    }
    false
}

/// Whether heads make a tree with one word below the root.
fn is_tree(heads: &[u32]) -> bool {
    if heads.iter().filter(|&&head| head == 0).count() != 1 {
        return false;
    }
    // Zero: not looked at; else the number of the walk that came by.
    let mut seen = vec![0_u32; heads.len() + 1];
    for first in 1..=heads.len() {
        let mut at = first;
        while at != 0 && seen[at] == 0 {
            seen[at] = first as u32;
            at = heads[at - 1] as usize;
        }
        if at != 0 && seen[at] == first as u32 {
            return false;
        }
    }
    true
}

/// Makes a tree of heads that are none, as scores that are no numbers give: all roots but the first
/// hang from it, and so does each cycle, by its first word.
fn make_tree(heads: &mut [u32]) {
    let root = heads.iter().position(|&head| head == 0).unwrap_or(0);
    for (at, head) in heads.iter_mut().enumerate() {
        if at == root {
            *head = 0;
        } else if *head == 0 {
            *head = root as u32 + 1;
        }
    }
    // Zero: not looked at; else the number of the walk that came by. The root ends every walk.
    let mut seen = vec![0_u32; heads.len()];
    for first in 0..heads.len() {
        let walk = first as u32 + 1;
        let mut at = first;
        while at != root && seen[at] == 0 {
            seen[at] = walk;
            at = heads[at] as usize - 1;
        }
        if at != root && seen[at] == walk {
            heads[at] = root as u32 + 1;
        }
    }
}

/// The nodes of one cycle among the chosen heads, or `None`.
fn find_cycle(alive: &[usize], chosen: &[usize]) -> Option<Vec<usize>> {
    let mut seen = vec![0_usize; chosen.len()];
    for &first in alive {
        let mut at = first;
        while at != 0 && seen[at] == 0 {
            seen[at] = first;
            at = chosen[at];
        }
        if at != 0 && seen[at] == first {
            let mut cycle = vec![at];
            let mut next = chosen[at];
            while next != at {
                cycle.push(next);
                next = chosen[next];
            }
            return Some(cycle);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All lists of heads that are trees of one root.
    fn trees(words: usize) -> Vec<Vec<u32>> {
        let mut all = Vec::new();
        let mut heads = vec![0_u32; words];
        loop {
            if is_tree(&heads) {
                all.push(heads.clone());
            }
            let Some(at) = heads.iter().position(|&head| (head as usize) < words) else {
                return all;
            };
            heads[at] += 1;
            heads[..at].fill(0);
        }
    }

    #[test]
    fn the_tree_found_is_the_best_of_all() {
        let mut state = 1_u64;
        let mut chance = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 40) as f32 / 1e5
        };
        let mut finder = TreeFinder::default();
        let mut heads = Vec::new();
        for words in 1..=5 {
            let trees = trees(words);
            for _ in 0..200 {
                let scores: Vec<f32> =
                    (0..words * (words + 1))
                        .map(|cell| {
                            if cell % (words + 1) == cell / (words + 1) + 1 {
                                -1e9
                            } else {
                                chance()
                            }
                        })
                        .collect();
                let total = |heads: &[u32]| -> f32 {
                    let each = heads.iter().enumerate();
                    each.map(|(at, &head)| scores[at * (words + 1) + head as usize]).sum()
                };
                let highest = |trees: &mut dyn Iterator<Item = &Vec<u32>>| {
                    trees.map(|tree| total(tree)).fold(f32::NEG_INFINITY, f32::max)
                };
                finder.best_of_any(&scores, words + 1, {
                    heads.resize(words, 0);
                    &mut heads
                });
                assert!(is_tree(&heads), "{heads:?}");
                let best = highest(&mut trees.iter());
                assert!((total(&heads) - best).abs() < 1e-2, "{} for {best}", total(&heads));
                let mut uncrossed = vec![0; words];
                let score = finder.projective.best(&scores, words, &mut uncrossed);
                assert!(is_tree(&uncrossed) && is_projective(&uncrossed), "{uncrossed:?}");
                let best = highest(&mut trees.iter().filter(|tree| is_projective(tree)));
                assert!((score - best).abs() < 1e-2 && (total(&uncrossed) - best).abs() < 1e-2);
            }
        }
    }

    #[test]
    fn scores_that_are_no_numbers_give_a_tree_too() {
        let mut finder = TreeFinder::default();
        let mut heads = Vec::new();
        for words in 1..9 {
            for wrong in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, 1e30] {
                let cells = words * (words + 1);
                let mixed = (0..cells).map(|cell| if cell % 3 == 0 { wrong } else { cell as f32 });
                for scores in [vec![wrong; cells], mixed.collect()] {
                    finder.best(&scores, words, &mut heads);
                    assert!(is_tree(&heads), "{heads:?} by {scores:?}");
                }
            }
        }
        for mut heads in [vec![2, 1], vec![2, 3, 1, 0, 0], vec![0, 0, 0], vec![3, 0, 4, 3]] {
            make_tree(&mut heads);
            assert!(is_tree(&heads), "{heads:?}");
        }
    }

    #[test]
    fn distances_are_classes() {
        assert_eq!(distance(5, 0), DISTANCES - 1);
        assert_eq!(distance(5, 5), FARTHEST - 1);
        assert_eq!(distance(5, 7), FARTHEST + 1);
        assert_eq!(distance(100, 1), 0);
        assert_eq!(distance(0, 100), 2 * FARTHEST);
    }
}
