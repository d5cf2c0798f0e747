//! Where phrases begin: at which words a text goes on to a phrase that hangs from what stands before.
//!
//! "She said the vote was lost | after a recount | in March": at such places the words of a source,
//! a cue or a content may end.

use std::ops::Range;

use dateline_language::{Parse, Relation, Upos};

/// The phrases of a text.
#[derive(Debug, Default)]
pub(super) struct Openings {
    /// For each word, the range of the words that hang from it, itself included.
    ranges: Vec<Range<usize>>,
    /// For each word, the head of the largest phrase that begins with it and hangs from a word
    /// before it.
    heads: Vec<Option<usize>>,
}

impl Openings {
    /// Takes time linear in the text.
    pub(super) fn read(parse: &Parse) -> Self {
        let words = parse.words();
        let mut ranges: Vec<Range<usize>> = (0..words.len()).map(|at| at..at + 1).collect();
        for at in heads_last(parse) {
            if let Some(head) = words[at].head {
                let part = ranges[at].clone();
                let whole = &mut ranges[head];
                *whole = whole.start.min(part.start)..whole.end.max(part.end);
            }
        }
        // The next word that is no punctuation, of each word.
        let mut next_word: Vec<usize> = (0..words.len()).collect();
        for at in (0..words.len().saturating_sub(1)).rev() {
            if words[at].upos == Upos::Punct {
                next_word[at] = next_word[at + 1];
            }
        }
        let mut heads: Vec<Option<usize>> = vec![None; words.len()];
        for at in 0..words.len() {
            if !may_be_left_out(words[at].relation) {
                continue;
            }
            let Some(head) = words[at].head else { continue };
            let range = &ranges[at];
            let first = next_word[range.start];
            let larger = heads[first].is_none_or(|other| ranges[other].len() < range.len());
            if head < first && range.contains(&first) && larger {
                heads[first] = Some(at);
            }
        }
        Self { ranges, heads }
    }

    /// The range of the words that hang from a word.
    pub(super) fn range(&self, at: usize) -> Range<usize> {
        self.ranges[at].clone()
    }

    /// The head of the phrase that begins at a word and hangs from what stands before.
    pub(super) fn at(&self, word: usize) -> Option<usize> {
        self.heads[word]
    }
}

/// All words, each after those that hang from it.
fn heads_last(parse: &Parse) -> Vec<usize> {
    let mut order: Vec<usize> = Vec::with_capacity(parse.words().len());
    let roots = (0..parse.words().len()).filter(|&at| parse.word(at).head.is_none());
    order.extend(roots);
    let mut next = 0;
    while next < order.len() {
        order.extend(parse.dependents(order[next]));
        next += 1;
    }
    order.reverse();
    order
}

/// Whether a phrase may be left out of what it hangs from: a second clause or an adverbial may, the
/// object of a verb may not.
fn may_be_left_out(relation: Relation) -> bool {
    !matches!(
        relation,
        Relation::Punct
            | Relation::Obj
            | Relation::Iobj
            | Relation::Cop
            | Relation::Aux
            | Relation::Flat
            | Relation::Fixed
            | Relation::Compound
            | Relation::Goeswith
            | Relation::Det
            | Relation::Case
            | Relation::Mark
            | Relation::Cc
    )
}
