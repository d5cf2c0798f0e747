//! What stands around a mention, and what its head means, worked out once.

use std::collections::HashMap;

use dateline_language::{Meanings, Relation};

use crate::article::Article;
use crate::entities::candidate::Candidate;

/// What stands around a mention.
#[derive(Debug, Clone, Default)]
pub(super) struct Surroundings {
    /// The vector of its head, of length one; none for a pronoun and for a word that has none.
    meaning: Option<Vec<f32>>,
    /// The vector of the word that its head hangs from, of length one.
    governor_meaning: Option<Vec<f32>>,
    /// The word that its head hangs from.
    governor: Option<usize>,
    /// The mention that possesses it: `his` in `his hand`.
    pub(super) possessor: Option<usize>,
    /// How many mentions stand before it in its sentence.
    pub(super) place: u32,
    /// The number of its paragraph.
    pub(super) paragraph: u32,
}

impl Surroundings {
    /// Of all mentions of an article.
    pub(super) fn of_all(
        article: &Article<'_>,
        candidates: &[Candidate],
        meanings: Option<Meanings<'_>>,
    ) -> Vec<Self> {
        let by_head: HashMap<usize, usize> =
            candidates.iter().enumerate().map(|(at, candidate)| (candidate.head, at)).collect();
        let mut known: HashMap<&str, Option<Vec<f32>>> = HashMap::new();
        let mut meaning = |word: usize| {
            let meanings = meanings?;
            let form = article.form(word);
            known.entry(form).or_insert_with(|| unit(meanings.of(form)?)).clone()
        };
        let (mut place, mut paragraph, mut read) = (0, 0, 0);
        let mut sentence = None;
        candidates
            .iter()
            .map(|candidate| {
                let head = candidate.anchor();
                place = if sentence == Some(candidate.sentence) { place + 1 } else { 0 };
                sentence = Some(candidate.sentence);
                let start = article.word(head).span.start;
                let between = article.text().get(read..start).unwrap_or_default();
                paragraph += between.matches('\n').count() as u32;
                read = start.max(read);
                let governor = article.word(head).head;
                let possessor = article
                    .parse
                    .dependents(head)
                    .find(|&below| article.word(below).deprel == "nmod:poss")
                    .and_then(|below| by_head.get(&below).copied());
                Self {
                    meaning: if candidate.is_pronoun() { None } else { meaning(head) },
                    governor_meaning: governor
                        .filter(|_| article.word(head).relation != Relation::Root)
                        .and_then(&mut meaning),
                    governor,
                    possessor,
                    place,
                    paragraph,
                }
            })
            .collect()
    }

    /// How like the heads of two mentions are in meaning: 0 where that is not known, 1 to 9.
    pub(super) fn likeness(&self, earlier: &Self) -> u32 {
        likeness(self.meaning.as_deref(), earlier.meaning.as_deref())
    }

    /// How near what is said of this mention is to what an earlier one means: `it barked`, `the
    /// dog`; 0 where that is not known, 1 to 9.
    pub(super) fn said_of(&self, earlier: &Self) -> u32 {
        likeness(self.governor_meaning.as_deref(), earlier.meaning.as_deref())
    }

    /// How near what is said of this mention is to what is said of an earlier one; 0 where that is
    /// not known, 1 to 9.
    pub(super) fn said_alike(&self, earlier: &Self) -> u32 {
        likeness(self.governor_meaning.as_deref(), earlier.governor_meaning.as_deref())
    }

    /// Whether two mentions hang from words of one dictionary form.
    pub(super) fn same_governor(&self, earlier: &Self, article: &Article<'_>) -> bool {
        match (self.governor, earlier.governor) {
            (Some(a), Some(b)) => a != b && article.word(a).lemma == article.word(b).lemma,
            _ => false,
        }
    }
}

/// A vector brought to length one; `None` for one of no length.
fn unit(mut vector: Vec<f32>) -> Option<Vec<f32>> {
    let length = vector.iter().map(|x| x * x).sum::<f32>().sqrt();
    for x in &mut vector {
        *x /= length;
    }
    (length > 0.0).then_some(vector)
}

/// The bounds between the steps of likeness, as cosines.
const STEPS: [f32; 8] = [0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.65, 0.95];

/// The cosine of two vectors of length one as a step from 1 to 9; 0 where one is missing.
fn likeness(a: Option<&[f32]>, b: Option<&[f32]>) -> u32 {
    let (Some(a), Some(b)) = (a, b) else { return 0 };
    let cosine: f32 = a.iter().zip(b).map(|(x, y)| x * y).sum();
    1 + STEPS.iter().filter(|step| cosine >= **step).count() as u32
}
