//! Training of the tagger.

use std::collections::BTreeMap;

use dateline_language::feature::Features;
use dateline_language::tagger::{
    TagLexicon, Tagger, ambiguity_class, best, tag_features, write_tagger,
};
use rayon::prelude::*;

use crate::perceptron::Perceptron;
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
    /// How many updates a feature must have been in.
    pub(crate) least_updates: u16,
    /// Into how many parts the sentences are dealt to be tagged by taggers of the other parts.
    pub(crate) folds: usize,
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
    for _ in 0..settings.epochs {
        random.shuffle(&mut order);
        for &number in &order {
            let Sentence { surfaces, tags: right, .. } = sentences[number];
            ambiguity.clear();
            ambiguity.extend(surfaces.iter().map(|surface| {
                ambiguity_class(surface, lexicon.ambiguity.get(&surface.form).copied())
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
    write_tagger(&lexicon, &perceptron.freeze(settings.least_updates))
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

/// The tags that the sentences get from taggers that have not seen them: each part of the sentences
/// is tagged by a tagger trained on the others. What follows the tagger learns from these to live
/// with its mistakes.
pub(crate) fn jackknife(
    sentences: &[Sentence],
    tags: usize,
    settings: TaggerSettings,
) -> anyhow::Result<Vec<Vec<u8>>> {
    // Neighbours stay together: sentences of one document make each other too easy.
    let fold_of = |number: usize| (number / 20) % settings.folds;
    let parts: Vec<Vec<(usize, Vec<u8>)>> = (0..settings.folds)
        .into_par_iter()
        .map(|fold| {
            let others: Vec<&Sentence> = sentences
                .iter()
                .enumerate()
                .filter(|(number, _)| fold_of(*number) != fold)
                .map(|(_, sentence)| sentence)
                .collect();
            let settings = TaggerSettings { seed: settings.seed + 1 + fold as u64, ..settings };
            let section = train_tagger(&others, tags, settings);
            let tagger = Tagger::read(&section)?;
            let mut found = Vec::new();
            for (number, sentence) in sentences.iter().enumerate() {
                if fold_of(number) == fold {
                    let mut tags = Vec::new();
                    tagger.tag(&sentence.surfaces, &mut tags);
                    found.push((number, tags));
                }
            }
            Ok(found)
        })
        .collect::<anyhow::Result<_>>()?;
    let mut tagged = vec![Vec::new(); sentences.len()];
    for (number, tags) in parts.into_iter().flatten() {
        tagged[number] = tags;
    }
    Ok(tagged)
}
