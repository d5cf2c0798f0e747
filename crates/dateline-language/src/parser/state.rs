//! The transition system: a stack, a buffer, and the arcs made so far.

/// A step of the parser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    /// The next word goes onto the stack.
    Shift,
    /// The top of the stack hangs from the next word, by this relation.
    Left(u8),
    /// The top of the stack hangs from the one below it, by this relation.
    Right(u8),
}

/// The moves as the classes of a model: shift, all left arcs, all right arcs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moves {
    relations: u8,
    root: u8,
}

impl Moves {
    /// The moves for so many relations, `root` being one of them.
    ///
    /// # Panics
    /// Where there are more than 127.
    pub fn new(relations: usize, root: u8) -> Self {
        assert!(relations <= 127, "expected at most 127 relations, but found {relations}");
        Self { relations: relations as u8, root }
    }

    /// How many there are.
    pub fn count(self) -> usize {
        2 * usize::from(self.relations) + 1
    }

    /// The move of a class.
    pub fn of(self, class: u8) -> Move {
        match class {
            0 => Move::Shift,
            left if left <= self.relations => Move::Left(left - 1),
            right => Move::Right(right - 1 - self.relations),
        }
    }

    /// The class of a move.
    pub fn class(self, step: Move) -> u8 {
        match step {
            Move::Shift => 0,
            Move::Left(relation) => 1 + relation,
            Move::Right(relation) => 1 + self.relations + relation,
        }
    }

    /// Calls with each class that may be chosen in a state, from the lowest. Unless the state is
    /// final there is one. Only the last word left hangs from the root, and by no relation but
    /// `root`.
    #[inline]
    pub fn each_allowed(self, state: &State, mut class: impl FnMut(u8)) {
        let allowed = state.allowed();
        if allowed.shift {
            class(0);
        }
        if allowed.root {
            class(1 + self.root);
        }
        let not_root = (0..self.relations).filter(|&relation| relation != self.root);
        if allowed.left {
            not_root.clone().for_each(|relation| class(1 + relation));
        }
        if allowed.right {
            not_root.for_each(|relation| class(1 + self.relations + relation));
        }
    }
}

/// Which kinds of moves a state allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "four kinds of moves, each allowed or not")]
pub struct Allowed {
    /// There is a word to shift.
    pub shift: bool,
    /// The top of the stack may hang from the next word.
    pub left: bool,
    /// The top of the stack is the only word left: it hangs from the root.
    pub root: bool,
    /// The top of the stack may hang from the one below it.
    pub right: bool,
}

/// A word's dependents so far on one of its sides.
#[derive(Debug, Clone, Copy)]
pub struct Side {
    /// The outermost one and the one before it; [`State::none`] where there is none.
    pub outer: [u32; 2],
    /// How many there are.
    pub count: u8,
    /// Their relations, as a set: bit `relation % 64`.
    pub relations: u64,
}

/// A state of the parser: words are numbers from 0; the root is [`State::root`], after the last.
#[derive(Debug, Clone, Default)]
pub struct State {
    stack: Vec<u32>,
    next: u32,
    words: u32,
    heads: Vec<u32>,
    relations: Vec<u8>,
    left: Vec<Side>,
    right: Vec<Side>,
}

impl State {
    /// Begins a sentence of so many words.
    pub fn begin(&mut self, words: usize) {
        let none = words as u32 + 1;
        self.stack.clear();
        self.next = 0;
        self.words = words as u32;
        let bare = Side { outer: [none; 2], count: 0, relations: 0 };
        self.heads.clear();
        self.heads.resize(words + 2, none);
        self.relations.clear();
        self.relations.resize(words + 2, u8::MAX);
        for sides in [&mut self.left, &mut self.right] {
            sides.clear();
            sides.resize(words + 2, bare);
        }
    }

    /// Whether every word has its head.
    pub fn is_final(&self) -> bool {
        self.next == self.words && self.stack.is_empty()
    }

    /// The root's number.
    pub fn root(&self) -> u32 {
        self.words
    }

    /// The number that stands for no word.
    pub fn none(&self) -> u32 {
        self.words + 1
    }

    /// The words on the stack, the top last.
    pub fn stack(&self) -> &[u32] {
        &self.stack
    }

    /// The word at a depth of the stack, the top being 0; [`Self::none`] beyond its bottom.
    #[inline]
    pub fn on_stack(&self, depth: usize) -> u32 {
        self.stack.len().checked_sub(depth + 1).map_or(self.none(), |place| self.stack[place])
    }

    /// The word at a place of the buffer, the next being 0; then the root, then [`Self::none`].
    #[inline]
    pub fn in_buffer(&self, place: u32) -> u32 {
        (self.next + place).min(self.none())
    }

    /// The head of a word so far.
    pub fn head(&self, word: u32) -> u32 {
        self.heads[word as usize]
    }

    /// The relation of a word to its head, 255 where it has none.
    #[inline]
    pub fn relation(&self, word: u32) -> u8 {
        self.relations[word as usize]
    }

    /// The dependents of a word before it.
    #[inline]
    pub fn left(&self, word: u32) -> &Side {
        &self.left[word as usize]
    }

    /// The dependents of a word after it.
    #[inline]
    pub fn right(&self, word: u32) -> &Side {
        &self.right[word as usize]
    }

    /// Which kinds of moves may follow. Unless the state is final there is one.
    #[inline]
    pub fn allowed(&self) -> Allowed {
        let at_end = self.next == self.words;
        Allowed {
            shift: !at_end,
            left: !at_end && !self.stack.is_empty(),
            root: at_end && self.stack.len() == 1,
            right: self.stack.len() >= 2,
        }
    }

    /// Makes a move, which must be allowed.
    pub fn apply(&mut self, step: Move) {
        match step {
            Move::Shift => {
                self.stack.push(self.next);
                self.next += 1;
            }
            Move::Left(relation) => {
                if let Some(dependent) = self.stack.pop() {
                    self.attach(self.next, dependent, relation);
                }
            }
            Move::Right(relation) => {
                if let Some(dependent) = self.stack.pop() {
                    self.attach(self.on_stack(0), dependent, relation);
                }
            }
        }
    }

    fn attach(&mut self, head: u32, dependent: u32, relation: u8) {
        self.heads[dependent as usize] = head;
        self.relations[dependent as usize] = relation;
        let side = if dependent < head {
            &mut self.left[head as usize]
        } else {
            &mut self.right[head as usize]
        };
        // In arc-hybrid both sides grow outwards from the head.
        side.outer = [dependent, side.outer[0]];
        side.count = side.count.saturating_add(1);
        side.relations |= 1 << (relation % 64);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_moves_that_are_allowed_end_in_a_tree_with_one_root() {
        let moves = Moves::new(5, 2);
        let mut state = State::default();
        let mut chance = 12_345_u32;
        for words in 0..60 {
            state.begin(words);
            let mut steps = 0;
            while !state.is_final() {
                let mut allowed = Vec::new();
                moves.each_allowed(&state, |class| allowed.push(class));
                chance = chance.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                state.apply(moves.of(allowed[chance as usize % allowed.len()]));
                steps += 1;
            }
            assert_eq!(steps, 2 * words);
            let roots = (0..words as u32).filter(|&word| state.head(word) == state.root()).count();
            assert_eq!(roots, usize::from(words > 0));
            for word in 0..words as u32 {
                let up = std::iter::successors(Some(word), |&at| {
                    (at != state.root()).then(|| state.head(at))
                });
                assert_eq!(up.take(words + 2).last(), Some(state.root()));
                assert_eq!(state.relation(word) == 2, state.head(word) == state.root());
            }
        }
    }

    #[test]
    fn classes_and_moves_are_each_others_inverse() {
        let moves = Moves::new(50, 3);
        for class in 0..moves.count() as u8 {
            assert_eq!(moves.class(moves.of(class)), class);
        }
    }
}
