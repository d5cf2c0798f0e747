//! What the ranker sees: the mentions of an article, and where each word was said before.

use std::collections::HashMap;

use dateline_language::Meanings;
use smol_str::SmolStr;

use super::profile::Profile;
use super::surroundings::Surroundings;
use crate::article::Article;
use crate::entities::candidate::Candidate;
use crate::entities::names::NameParts;
use crate::entities::quotes::Quotes;
use crate::entities::speakers::Speakers;

/// The mentions of an article, with what the stages before the ranker know of them.
#[derive(Clone, Copy)]
pub(crate) struct Mentions<'a> {
    pub(crate) article: &'a Article<'a>,
    pub(crate) candidates: &'a [Candidate],
    /// For each candidate that is a name, what its letters tell.
    pub(crate) parts: &'a [Option<NameParts>],
    pub(crate) quotes: &'a Quotes,
    pub(crate) speakers: &'a Speakers,
}

/// The mentions of an article as the ranker sees them.
pub(super) struct Scene<'a> {
    pub(super) article: &'a Article<'a>,
    pub(super) candidates: &'a [Candidate],
    pub(super) parts: &'a [Option<NameParts>],
    pub(super) speakers: &'a Speakers,
    pub(super) profiles: Vec<Profile>,
    pub(super) surroundings: Vec<Surroundings>,
    /// The mentions with this noun as head, or this word in their name.
    by_lemma: HashMap<&'a SmolStr, Vec<usize>>,
}

impl<'a> Scene<'a> {
    pub(super) fn new(mentions: &Mentions<'a>, meanings: Option<Meanings<'_>>) -> Self {
        let Mentions { article, candidates, parts, quotes, speakers } = *mentions;
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
        let surroundings = Surroundings::of_all(article, candidates, meanings);
        Self { article, candidates, parts, speakers, profiles, surroundings, by_lemma }
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
