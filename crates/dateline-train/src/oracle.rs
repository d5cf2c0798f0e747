//! The dynamic oracle of the arc-hybrid system (Goldberg and Nivre, 2013): how many arcs of the
//! right tree each kind of move makes impossible, from any state.

use dateline_language::parser::{Move, State};

/// The arcs of the right tree that are lost by each kind of move; of moves that are not allowed the
/// figure means nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Costs {
    /// By shifting the next word.
    pub(crate) shift: u32,
    /// By hanging the top of the stack from the next word, or from the root at the end.
    pub(crate) left: u32,
    /// By hanging the top of the stack from the word below it.
    pub(crate) right: u32,
}

impl Costs {
    /// The costs in a state, the heads being those of the right tree.
    pub(crate) fn of(state: &State, heads: &[u32]) -> Self {
        let root = state.root();
        let next = state.in_buffer(0);
        let stack = state.stack();
        let mut costs = Self { shift: 0, left: 0, right: 0 };
        if next < root {
            // The next word goes out of reach of the stack's words as dependents, and of all but
            // the top as heads (the top may still take it by a right arc).
            for (place, &word) in stack.iter().enumerate() {
                costs.shift += u32::from(heads[word as usize] == next);
                let is_top = place + 1 == stack.len();
                costs.shift += u32::from(heads[next as usize] == word && !is_top);
            }
        }
        if let Some((&top, below)) = stack.split_last() {
            let head = heads[top as usize];
            let lost_dependents =
                (next..root).filter(|&word| heads[word as usize] == top).count() as u32;
            let from_below = below.last() == Some(&head);
            let from_buffer = head >= next;
            costs.left = lost_dependents + u32::from(head != next && (from_below || from_buffer));
            costs.right = lost_dependents + u32::from(from_buffer);
        }
        costs
    }

    /// The cost of a move.
    pub(crate) fn of_move(self, step: Move) -> u32 {
        match step {
            Move::Shift => self.shift,
            Move::Left(_) => self.left,
            Move::Right(_) => self.right,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_language::parser::Moves;

    #[test]
    fn moves_without_cost_make_the_right_tree() {
        // The old man saw her with a telescope .
        let heads = [2, 2, 3, 9, 3, 7, 7, 3, 3];
        let moves = Moves::new(2, 0);
        let mut state = State::default();
        state.begin(heads.len());
        assert_eq!(state.root(), 9);
        while !state.is_final() {
            let costs = Costs::of(&state, &heads);
            let mut free = None;
            moves.each_allowed(&state, |class| {
                if costs.of_move(moves.of(class)) == 0 {
                    free = Some(moves.of(class));
                }
            });
            state.apply(free.expect("there is always a move without cost from a right state"));
        }
        let found: Vec<u32> = (0..9).map(|word| state.head(word)).collect();
        assert_eq!(found, heads);
    }
}
