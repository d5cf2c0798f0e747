//! Training of the tagger.

use std::collections::BTreeMap;

use anyhow::Result;
use dateline_language::feature::Features;
use dateline_language::tagger::{
    TagLexicon, Tagger, ambiguity_class, best, tag_features, write_tagger,
};
use rayon::prelude::*;

use crate::perceptron::{Perceptron, Size};
use crate::random::Random;
use crate::treebank::Sentence;

/// How the tagger is trained.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TaggerSettings {
    /// How often it sees every sentence.
    pub(crate) epochs: usize,
    /// The seed of the order of the sentences.
    pub(crate) seed: u64,
    /// How large it gets.
    pub(crate) size: Size,
    /// How the sentences are tagged by taggers that have not seen them.
    pub(crate) jackknife: Jackknife,
}

/// How sentences are labelled by models that have not seen them.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Jackknife {
    /// Into how many parts the sentences are dealt, each to be labelled by a model of the others.
    pub(crate) folds: usize,
    /// How large these models get. They see fewer sentences, and they do not ship.
    pub(crate) size: Size,
}

/// Trains a tagger on sentences; the section of the model file.
pub(crate) fn train_tagger(
    sentences: &[&Sentence],
    tags: usize,
    settings: TaggerSettings,
) -> Vec<u8> {
    let lexicon = lexicon(sentences);
    let mut perceptron = Perceptron::new(tags);
    let mut random = Random::new(settings.seed);
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    let mut features = Features::default();
    let mut scores = [0; 256];
    let (mut ambiguity, mut found) = (Vec::new(), Vec::new());
    for epoch in 0..settings.epochs {
        if epoch == settings.size.settle_after {
            perceptron.settle(settings.size.features);
        }
        random.shuffle(&mut order);
        for &number in &order {
            let Sentence { surfaces, tags: right, .. } = sentences[number];
            ambiguity.clear();
            ambiguity.extend(surfaces.iter().map(|surface| {
                ambiguity_class(surface, |form| lexicon.ambiguity.get(&form).copied())
            }));
            found.clear();
            for (at, surface) in surfaces.iter().enumerate() {
                if let Some(&tag) = lexicon.certain.get(&surface.form) {
                    found.push(tag as u8);
                    continue;
                }
                tag_features(surfaces, &ambiguity, &found, at, &mut features);
                perceptron.score(features.keys(), &mut scores);
                perceptron.step();
                let tag = best(&scores[..tags]);
                if tag != right[at] {
                    perceptron.update(features.keys(), right[at], tag);
                }
                found.push(tag);
            }
        }
    }
    write_tagger(&lexicon, &perceptron.freeze(settings.size.least_weight))
}

/// What the sentences say of words by their form.
fn lexicon(sentences: &[&Sentence]) -> TagLexicon {
    let mut counts: BTreeMap<u32, BTreeMap<u8, u32>> = BTreeMap::new();
    for sentence in sentences {
        for (surface, &tag) in sentence.surfaces.iter().zip(&sentence.tags) {
            *counts.entry(surface.form).or_default().entry(tag).or_default() += 1;
        }
    }
    let mut lexicon = TagLexicon::default();
    for (form, tags) in counts {
        let total: u32 = tags.values().sum();
        if total < 3 {
            continue;
        }
        let mut ranked: Vec<(u8, u32)> = tags.into_iter().collect();
        ranked.sort_by_key(|&(tag, count)| (u32::MAX - count, tag));
        let often = ranked.iter().filter(|&&(_, count)| count * 20 >= total).take(3);
        let class = often.fold(17_u32, |class, &(tag, _)| {
            class.wrapping_mul(31).wrapping_add(u32::from(tag) + 1)
        });
        lexicon.ambiguity.insert(form, (class ^ (class >> 16)) as u16);
        if total >= 20 && ranked[0].1 == total {
            lexicon.certain.insert(form, u16::from(ranked[0].0));
        }
    }
    lexicon
}

/// The tags that the sentences get from taggers that have not seen them. What follows the tagger
/// learns from these to live with its mistakes.
pub(crate) fn jackknife_tags(
    sentences: &[Sentence],
    tags: usize,
    settings: TaggerSettings,
) -> Result<Vec<Vec<u8>>> {
    jackknife(sentences.len(), settings.jackknife.folds, |fold, others, own| {
        let others: Vec<&Sentence> = others.iter().map(|&number| &sentences[number]).collect();
        let seed = settings.seed + 1 + fold as u64;
        let settings = TaggerSettings { seed, size: settings.jackknife.size, ..settings };
        let section = train_tagger(&others, tags, settings);
        let tagger = Tagger::read(&section)?;
        let tag = |&number: &usize| {
            let mut found = Vec::new();
            tagger.tag(&sentences[number].surfaces, &mut found);
            found
        };
        Ok(own.iter().map(tag).collect())
    })
}

/// Deals sentences out to folds and labels each fold by what `label` learns from the others: it is
/// given the fold, the numbers of the others' sentences and those of its own, and gives the labels
/// of its own.
pub(crate) fn jackknife(
    sentences: usize,
    folds: usize,
    label: impl Fn(usize, &[usize], &[usize]) -> Result<Vec<Vec<u8>>> + Sync,
) -> Result<Vec<Vec<u8>>> {
    let parts: Vec<(Vec<usize>, Vec<Vec<u8>>)> = (0..folds)
        .into_par_iter()
        .map(|fold| {
            // Neighbours stay together: sentences of one document make each other too easy.
            let (own, others): (Vec<usize>, Vec<usize>) =
                (0..sentences).partition(|number| (number / 20) % folds == fold);
            let labels = label(fold, &others, &own)?;
            Ok((own, labels))
        })
        .collect::<Result<_>>()?;
    let mut labelled = vec![Vec::new(); sentences];
    for (own, labels) in parts {
        for (number, labels) in own.into_iter().zip(labels) {
            labelled[number] = labels;
        }
    }
    Ok(labelled)
}
