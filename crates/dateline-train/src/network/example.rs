//! What networks learn from: sentences in numbers.

/// Stands for a label that is not known.
pub(crate) const UNKNOWN: u16 = u16::MAX;

/// A sentence with its labels. A list of labels is empty where the corpus has none of that kind.
#[derive(Debug, Clone, Default)]
pub(crate) struct Example {
    /// Its words, as numbers of forms.
    pub(crate) forms: Vec<u32>,
    /// The numbers of their parts of speech, or [`UNKNOWN`].
    pub(crate) tags: Vec<u16>,
    /// The numbers of their morphological features, or [`UNKNOWN`].
    pub(crate) feats: Vec<u16>,
    /// Their heads: zero for the root, else the place of the word in the sentence, from one.
    pub(crate) heads: Vec<u32>,
    /// The numbers of their relations, or [`UNKNOWN`].
    pub(crate) relations: Vec<u16>,
    /// For each word the tags of names that it may have, a bit each.
    pub(crate) names: Vec<u32>,
    /// What it counts for.
    pub(crate) weight: f32,
}

impl Example {
    /// How many words it has.
    pub(crate) fn len(&self) -> usize {
        self.forms.len()
    }
}

/// Deals examples into batches of about so many words, in an order of chance.
pub(crate) fn batches(
    examples: &[Example],
    words: usize,
    random: &mut crate::random::Random,
) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..examples.len()).collect();
    random.shuffle(&mut order);
    let mut batches = Vec::new();
    let mut open = Vec::new();
    let mut held = 0;
    for number in order {
        held += examples[number].len();
        open.push(number);
        if held >= words {
            batches.push(std::mem::take(&mut open));
            held = 0;
        }
    }
    if !open.is_empty() {
        batches.push(open);
    }
    batches
}

/// The two halves of a batch, one for each of two threads, and what a word of it counts for.
pub(crate) fn halves<'a>(examples: &'a [Example], batch: &[usize]) -> ([Vec<&'a Example>; 2], f32) {
    let words: usize = batch.iter().map(|&number| examples[number].len()).sum();
    let half = |first: usize| {
        batch.iter().skip(first).step_by(2).map(|&number| &examples[number]).collect()
    };
    ([half(0), half(1)], 1.0 / words as f32)
}
