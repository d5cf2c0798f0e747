//! What the ranker sees: the mentions of an article, and where each word was said before.

use std::collections::HashMap;

use smol_str::SmolStr;

use super::profile::Profile;
use crate::article::Article;
use crate::entities::candidate::Candidate;
use crate::entities::names::NameParts;
use crate::entities::quotes::Quotes;

/// The mentions of an article.
pub(super) struct Scene<'a> {
    pub(super) article: &'a Article<'a>,
    pub(super) candidates: &'a [Candidate],
    pub(super) parts: &'a [Option<NameParts>],
    pub(super) profiles: Vec<Profile>,
    /// The mentions with this noun as head, or this word in their name.
    by_lemma: HashMap<&'a SmolStr, Vec<usize>>,
}

impl<'a> Scene<'a> {
    pub(super) fn new(
        article: &'a Article<'a>,
        candidates: &'a [Candidate],
        parts: &'a [Option<NameParts>],
        quotes: &Quotes,
    ) -> Self {
        let mut by_lemma: HashMap<&SmolStr, Vec<usize>> = HashMap::new();
        for (at, candidate) in candidates.iter().enumerate() {
            match &parts[at] {
                Some(parts) => {
                    for token in &parts.tokens {
                        let places = by_lemma.entry(token).or_default();
                        if places.last() != Some(&at) {
                            places.push(at);
                        }
                    }
                }
                None if candidate.is_nominal() => {
                    by_lemma.entry(&candidate.lemma).or_default().push(at);
                }
                None => {}
            }
        }
        let profiles =
            candidates.iter().map(|candidate| Profile::of(article, candidate, quotes)).collect();
        Self { article, candidates, parts, profiles, by_lemma }
    }

    /// The mentions that have the head of this one as theirs or in their name.
    fn namesakes(&self, at: usize) -> &[usize] {
        self.by_lemma.get(&self.candidates[at].lemma).map_or(&[], Vec::as_slice)
    }

    /// How many mentions before and after this one have its noun.
    pub(super) fn occurrences(&self, at: usize) -> (usize, usize) {
        let namesakes = self.namesakes(at);
        let before = namesakes.partition_point(|&other| other < at);
        let after = namesakes.len() - namesakes.partition_point(|&other| other <= at);
        (before, after)
    }

    /// The last mentions before this one that have its noun, the latest first.
    pub(super) fn said_before(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let namesakes = self.namesakes(at);
        let before = namesakes.partition_point(|&other| other < at);
        namesakes[..before].iter().rev().copied()
    }
}
