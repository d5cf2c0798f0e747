//! Training of the models that choose a class for a word: lemmas.

use std::collections::BTreeMap;

use dateline_language::feature::Features;
use dateline_language::lemma::{LemmaScript, lemma_features};
use dateline_language::lexical::{lexical_key, write_lexical};
use dateline_language::linear::best;
use dateline_language::surface::Surface;

use crate::perceptron::{Perceptron, Size};
use crate::random::Random;
use crate::treebank::{GoldWord, Labels};

/// How such a model is trained.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LexicalSettings {
    /// How often it sees every word.
    pub(crate) epochs: usize,
    /// The seed of the order of the sentences.
    pub(crate) seed: u64,
    /// How large it gets.
    pub(crate) size: Size,
}

/// Words numbered by sentence and place, with the class of each and its key in the table.
struct Examples {
    classes: Vec<String>,
    /// By sentence and place: the number of the class, `None` for one too rare to learn.
    right: Vec<Vec<Option<u8>>>,
    keys: Vec<Vec<u32>>,
}

impl Examples {
    /// The examples with the 255 most frequent classes.
    fn new(named: &[Vec<String>], keys: Vec<Vec<u32>>) -> Self {
        let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
        for class in named.iter().flatten() {
            *counts.entry(class).or_default() += 1;
        }
        let mut ranked: Vec<(&str, u32)> = counts.into_iter().collect();
        ranked.sort_by_key(|&(class, count)| (u32::MAX - count, class));
        ranked.truncate(255);
        let numbers: BTreeMap<&str, u8> =
            ranked.iter().enumerate().map(|(number, &(class, _))| (class, number as u8)).collect();
        let right = named
            .iter()
            .map(|sentence| {
                sentence.iter().map(|class| numbers.get(class.as_str()).copied()).collect()
            })
            .collect();
        Self { classes: ranked.iter().map(|&(class, _)| class.to_owned()).collect(), right, keys }
    }

    /// The keys that have been seen at least so often, always with the same class.
    fn certain(&self, least: u32) -> BTreeMap<u32, u16> {
        let mut seen: BTreeMap<u32, (Option<u8>, u32, bool)> = BTreeMap::new();
        for (&key, &class) in self.keys.iter().flatten().zip(self.right.iter().flatten()) {
            let (held, count, only) = seen.entry(key).or_insert((class, 0, true));
            *count += 1;
            *only &= *held == class;
        }
        seen.into_iter()
            .filter(|&(_, (_, count, only))| only && count >= least)
            .filter_map(|(key, (class, ..))| Some((key, u16::from(class?))))
            .collect()
    }

    /// Trains on the examples; the section of the model file.
    fn train(
        &self,
        least_seen: u32,
        settings: LexicalSettings,
        mut fill: impl FnMut(usize, usize, &mut Random, &mut Features),
    ) -> Vec<u8> {
        let count = self.classes.len();
        let mut perceptron = Perceptron::new(count);
        let mut random = Random::new(settings.seed);
        let mut order: Vec<usize> = (0..self.right.len()).collect();
        let mut features = Features::default();
        let mut scores = [0; 256];
        for epoch in 0..settings.epochs {
            if epoch == settings.size.settle_after {
                perceptron.settle(settings.size.features);
            }
            random.shuffle(&mut order);
            for &sentence in &order {
                for (at, right) in self.right[sentence].iter().enumerate() {
                    let Some(right) = *right else { continue };
                    fill(sentence, at, &mut random, &mut features);
                    perceptron.score(features.keys(), &mut scores);
                    perceptron.step();
                    let found = best(&scores[..count]);
                    if found != right {
                        perceptron.update(features.keys(), right, found);
                    }
                }
            }
        }
        let weights = perceptron.freeze(settings.size.least_weight);
        write_lexical(&self.classes, &self.certain(least_seen), &weights)
    }
}

/// Trains the lemmatiser on the right tags; the section of the model file.
pub(crate) fn train_lemmas(
    gold: &[Vec<GoldWord>],
    labels: &Labels,
    settings: LexicalSettings,
) -> Vec<u8> {
    let surfaces: Vec<Vec<Surface>> = gold
        .iter()
        .map(|words| words.iter().map(|word| Surface::of(&word.form)).collect())
        .collect();
    let scripts: Vec<Vec<String>> = gold
        .iter()
        .map(|words| {
            words
                .iter()
                .map(|word| LemmaScript::between(&word.form, &word.lemma).to_text())
                .collect()
        })
        .collect();
    let keys = keys(gold, &surfaces, labels);
    Examples::new(&scripts, keys).train(2, settings, |sentence, at, random, features| {
        let tag = labels.tag(&gold[sentence][at]);
        let known = random.chance(0.6);
        lemma_features(&surfaces[sentence][at], tag, at == 0, known, features);
    })
}

/// For each word its key in the table: its form with its tag.
fn keys(gold: &[Vec<GoldWord>], surfaces: &[Vec<Surface>], labels: &Labels) -> Vec<Vec<u32>> {
    gold.iter()
        .zip(surfaces)
        .map(|(words, surfaces)| {
            let words = words.iter().zip(surfaces);
            words.map(|(word, surface)| lexical_key(surface.form, labels.tag(word))).collect()
        })
        .collect()
}
