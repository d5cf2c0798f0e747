//! Training of the supertagger.

use std::collections::BTreeMap;

use dateline_language::feature::Features;
use dateline_language::supertag::{Supertagger, VerbContext, supertag_features};
use dateline_language::tagger::best;

use crate::perceptron::{Perceptron, Size};
use crate::random::Random;
use crate::tagging::{Jackknife, jackknife};
use crate::treebank::Sentence;

/// How the supertagger is trained.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SupertaggerSettings {
    /// How often it sees every sentence.
    pub(crate) epochs: usize,
    /// The seed of the order of the sentences.
    pub(crate) seed: u64,
    /// How large it gets.
    pub(crate) size: Size,
    /// How the sentences get the supertags of supertaggers that have not seen them.
    pub(crate) jackknife: Jackknife,
}

/// The right supertags of the sentences: by relation, side of the head, and sides with
/// dependents. All but the 254 most frequent are one.
pub(crate) fn right_supertags(sentences: &[Sentence]) -> Vec<Vec<u8>> {
    let kinds: Vec<Vec<(u8, bool, bool, bool)>> = sentences
        .iter()
        .map(|sentence| {
            let words = sentence.heads.len();
            let (mut left, mut right) = (vec![false; words + 1], vec![false; words + 1]);
            for (word, &head) in sentence.heads.iter().enumerate() {
                let side = if word < head as usize { &mut left } else { &mut right };
                side[head as usize] = true;
            }
            let numbers = sentence.heads.iter().zip(&sentence.relations).enumerate();
            numbers
                .map(|(word, (&head, &relation))| {
                    (relation, word < head as usize, left[word], right[word])
                })
                .collect()
        })
        .collect();
    let mut counts = BTreeMap::new();
    for kind in kinds.iter().flatten() {
        *counts.entry(*kind).or_insert(0_u32) += 1;
    }
    let mut ranked: Vec<_> = counts.into_iter().collect();
    ranked.sort_by_key(|&(kind, count)| (u32::MAX - count, kind));
    let numbers: BTreeMap<_, u8> =
        ranked.iter().take(254).zip(0..).map(|(&(kind, _), number)| (kind, number)).collect();
    let number = |kind| numbers.get(kind).copied().unwrap_or(254);
    kinds.iter().map(|sentence| sentence.iter().map(number).collect()).collect()
}

/// A training sentence of the supertagger: its words, the tags that a tagger gave them, and the
/// right supertags.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Supertagged<'s> {
    pub(crate) sentence: &'s Sentence,
    pub(crate) tags: &'s [u8],
    pub(crate) right: &'s [u8],
}

/// Trains a supertagger; the section of the model file.
pub(crate) fn train_supertagger(
    sentences: &[Supertagged<'_>],
    mut verbs: VerbContext,
    settings: SupertaggerSettings,
) -> Vec<u8> {
    let classes = 255;
    let mut perceptron = Perceptron::new(classes);
    let mut random = Random::new(settings.seed);
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    let mut features = Features::default();
    let mut scores = [0; 256];
    let mut found = Vec::new();
    for epoch in 0..settings.epochs {
        if epoch == settings.size.settle_after {
            perceptron.settle(settings.size.features);
        }
        random.shuffle(&mut order);
        for &number in &order {
            let Supertagged { sentence, tags, right } = sentences[number];
            verbs.look(tags);
            found.clear();
            for (at, &right) in right.iter().enumerate() {
                supertag_features(&sentence.surfaces, tags, &verbs, &found, at, &mut features);
                perceptron.score(features.keys(), &mut scores);
                perceptron.step();
                let guess = best(&scores[..classes]);
                if guess != right {
                    perceptron.update(features.keys(), right, guess);
                }
                found.push(guess);
            }
        }
    }
    perceptron.freeze(settings.size.least_weight)
}

/// The supertags that the sentences get from supertaggers that have not seen them.
pub(crate) fn jackknife_supertags(
    sentences: &[Supertagged<'_>],
    verbs: &VerbContext,
    settings: SupertaggerSettings,
) -> anyhow::Result<Vec<Vec<u8>>> {
    jackknife(sentences.len(), settings.jackknife.folds, |fold, others, own| {
        let others: Vec<Supertagged<'_>> = others.iter().map(|&number| sentences[number]).collect();
        let seed = settings.seed + 1 + fold as u64;
        let settings = SupertaggerSettings { seed, size: settings.jackknife.size, ..settings };
        let section = train_supertagger(&others, verbs.clone(), settings);
        let supertagger = Supertagger::read(&section)?;
        let (mut verbs, mut features) = (verbs.clone(), Features::default());
        let tag = |&number: &usize| {
            let Supertagged { sentence, tags, .. } = sentences[number];
            let mut found = Vec::new();
            supertagger.tag(&sentence.surfaces, tags, &mut verbs, &mut features, &mut found);
            found
        };
        Ok(own.iter().map(tag).collect())
    })
}
