//! The best tree without crossing arcs (Eisner 1996), always of one root.

/// Finds projective trees, with the memory of the last.
#[derive(Debug, Clone, Default)]
pub(super) struct ProjectiveFinder {
    /// For each span of words the best subtree whose head is its first word, and its last word.
    from_first: Vec<Best>,
    from_last: Vec<Best>,
    /// The same where the other end of the span is a dependent of the head.
    to_last: Vec<Best>,
    to_first: Vec<Best>,
}

/// The score of a span, and where it is put together.
#[derive(Debug, Clone, Copy, Default)]
struct Best {
    score: f32,
    split: u16,
}

/// A span to be taken apart again.
#[derive(Debug, Clone, Copy)]
enum Part {
    FromFirst,
    FromLast,
    ToLast,
    ToFirst,
}

impl ProjectiveFinder {
    /// Puts the heads of the best projective tree into `heads`, and gives its score; scores and
    /// heads as [`super::TreeFinder::best`] has them. Takes time of the third power of `words`.
    pub(super) fn best(&mut self, scores: &[f32], words: usize, heads: &mut [u32]) -> f32 {
        let all = words + 1;
        let at = |first: usize, last: usize| first * words + last;
        for table in
            [&mut self.from_first, &mut self.from_last, &mut self.to_last, &mut self.to_first]
        {
            table.clear();
            table.resize(words * words, Best::default());
        }
        let Self { from_first, from_last, to_last, to_first } = self;
        let better = |best: Best, score: f32, split: usize| {
            if score > best.score { Best { score, split: split as u16 } } else { best }
        };
        let none = Best { score: f32::NEG_INFINITY, split: 0 };
        for length in 1..words {
            for first in 0..words - length {
                let last = first + length;
                let mut joined = none;
                for split in first..last {
                    let score =
                        from_first[at(first, split)].score + from_last[at(split + 1, last)].score;
                    joined = better(joined, score, split);
                }
                let arc = |dependent: usize, head: usize| scores[dependent * all + head + 1];
                let with = |score: f32| Best { score: joined.score + score, split: joined.split };
                to_last[at(first, last)] = with(arc(last, first));
                to_first[at(first, last)] = with(arc(first, last));
                let mut best = none;
                for split in first + 1..=last {
                    let score = to_last[at(first, split)].score + from_first[at(split, last)].score;
                    best = better(best, score, split);
                }
                from_first[at(first, last)] = best;
                let mut best = none;
                for split in first..last {
                    let score = from_last[at(first, split)].score + to_first[at(split, last)].score;
                    best = better(best, score, split);
                }
                from_last[at(first, last)] = best;
            }
        }
        let mut root = none;
        for word in 0..words {
            let score = from_last[at(0, word)].score
                + from_first[at(word, words - 1)].score
                + scores[word * all];
            root = better(root, score, word);
        }
        let top = usize::from(root.split);
        heads[top] = 0;
        let mut open = vec![(Part::FromLast, 0, top), (Part::FromFirst, top, words - 1)];
        while let Some((part, first, last)) = open.pop() {
            if first == last {
                continue;
            }
            let place = at(first, last);
            match part {
                Part::FromFirst => {
                    let split = usize::from(from_first[place].split);
                    open.extend([(Part::ToLast, first, split), (Part::FromFirst, split, last)]);
                }
                Part::FromLast => {
                    let split = usize::from(from_last[place].split);
                    open.extend([(Part::FromLast, first, split), (Part::ToFirst, split, last)]);
                }
                Part::ToLast | Part::ToFirst => {
                    let (dependent, head, table) = match part {
                        Part::ToLast => (last, first, &to_last),
                        _ => (first, last, &to_first),
                    };
                    heads[dependent] = head as u32 + 1;
                    let split = usize::from(table[place].split);
                    open.extend([
                        (Part::FromFirst, first, split),
                        (Part::FromLast, split + 1, last),
                    ]);
                }
            }
        }
        root.score
    }
}

/// Whether no two arcs cross.
pub(super) fn is_projective(heads: &[u32]) -> bool {
    heads.iter().enumerate().filter(|&(_, &head)| head != 0).all(|(at, &head)| {
        let (own, head) = (at as u32 + 1, head);
        let (low, high) = (own.min(head), own.max(head));
        let inside = &heads[low as usize..high as usize - 1];
        inside.iter().all(|&other| low <= other && other <= high)
    })
}
