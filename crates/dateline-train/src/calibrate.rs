//! Fits what makes probabilities of scores to sentences that training has not seen, and measures how
//! well they fit.

use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};
use dateline_language::file::ModelFileWriter;
use dateline_language::{Calibration, Model};
use serde::Deserialize;

use crate::evaluate::{lay_out, right_labels};
use crate::names::{self, HeldOut};
use crate::treebank::{GoldWord, read_treebank};

/// The part of the recipe for calibration: corpora that nothing is trained on.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CalibrationRecipe {
    /// Treebanks, from the folder of corpora.
    #[serde(default)]
    treebanks: Vec<PathBuf>,
    /// Corpora of names, from the folder of corpora.
    #[serde(default)]
    names: Vec<PathBuf>,
}

/// Confidences and whether the label was right, in fifteen bins of equal width.
#[derive(Debug, Clone, Default)]
pub(crate) struct Reliability {
    /// In each bin: how many, the sum of their confidences, and how many were right.
    bins: [(usize, f64, usize); 15],
    /// The sum of the logarithms of the probability that was given to what was the case.
    logarithms: f64,
}

impl Reliability {
    pub(crate) fn add(&mut self, confidence: f32, right: bool) {
        let confidence = f64::from(confidence.clamp(0.0, 1.0));
        let bin = ((confidence * 15.0) as usize).min(14);
        let (count, sum, rights) = &mut self.bins[bin];
        *count += 1;
        *sum += confidence;
        *rights += usize::from(right);
        let given = if right { confidence } else { 1.0 - confidence };
        self.logarithms += given.max(1e-4).ln();
    }

    fn count(&self) -> usize {
        self.bins.iter().map(|bin| bin.0).sum()
    }

    /// The expected calibration error, in percent: how far confidence and share of right labels lie
    /// apart, averaged over all labels (Naeini et al. 2015).
    pub(crate) fn error(&self) -> f64 {
        let apart = self.bins.iter().map(|&(_, sum, rights)| (sum - rights as f64).abs());
        100.0 * apart.sum::<f64>() / self.count().max(1) as f64
    }

    /// The mean loss of the logarithm: what is least where confidences say most.
    fn loss(&self) -> f64 {
        -self.logarithms / self.count().max(1) as f64
    }
}

/// How reliable the confidences of each kind of label are.
#[derive(Debug, Clone, Default)]
pub(crate) struct Reliabilities {
    pub(crate) upos: Reliability,
    pub(crate) feats: Reliability,
    pub(crate) lemma: Reliability,
    pub(crate) head: Reliability,
    /// Of head and relation together.
    pub(crate) relation: Reliability,
    /// Of the relation where the head is right.
    relation_alone: Reliability,
    known_lemma: Share,
    guessed_lemma: Share,
    /// Of lemmas of words whose part of speech is wrong.
    strange_lemma: Share,
}

/// A share of things.
#[derive(Debug, Clone, Copy, Default)]
struct Share {
    right: usize,
    all: usize,
}

impl Share {
    fn add(&mut self, right: bool) {
        self.right += usize::from(right);
        self.all += 1;
    }

    fn of(self) -> f32 {
        if self.all == 0 { 1.0 } else { self.right as f32 / self.all as f32 }
    }
}

impl Reliabilities {
    /// Those of a model on sentences of a treebank.
    pub(crate) fn of(model: &Model, sentences: &[Vec<GoldWord>]) -> Self {
        let (text, segmented) = lay_out(sentences);
        let parse = model.parse(&text, &segmented);
        let mut all = Self::default();
        let mut start = 0;
        for sentence in sentences {
            for (at, gold) in (start..).zip(sentence) {
                let word = parse.word(at);
                let right = right_labels(word, gold, start);
                let confidence = word.confidence;
                all.upos.add(confidence.upos, right.upos);
                all.feats.add(confidence.feats, right.feats);
                all.head.add(confidence.head, right.head);
                all.relation.add(confidence.relation, right.head && right.relation);
                if right.head && word.head.is_some() {
                    let alone = confidence.relation / confidence.head.max(1e-6);
                    all.relation_alone.add(alone, right.relation);
                }
                all.lemma.add(confidence.lemma, right.lemma);
                let share = match (right.upos, confidence.lemma > 0.75) {
                    (false, _) => &mut all.strange_lemma,
                    (true, true) => &mut all.known_lemma,
                    (true, false) => &mut all.guessed_lemma,
                };
                share.add(right.lemma);
            }
            start += sentence.len();
        }
        all
    }
}

/// The factors that are tried.
fn factors() -> impl Iterator<Item = f32> {
    (4..=32).map(|step| step as f32 / 20.0)
}

/// The calibration of the model that these sections make, by the recipe's corpora.
pub(crate) fn calibrate(
    corpora: &Path,
    recipe: &CalibrationRecipe,
    sections: &ModelFileWriter,
) -> Result<Calibration> {
    let model = |calibration: &Calibration| -> Result<Model> {
        let mut sections = sections.clone();
        sections.section("calibration", calibration.write());
        Ok(Model::load(sections.finish())?)
    };
    let mut best = Calibration::default();
    let mut sentences: Vec<Vec<GoldWord>> = Vec::new();
    for path in &recipe.treebanks {
        sentences.extend(read_treebank(&corpora.join(path), &[])?);
    }
    if !sentences.is_empty() {
        let mut least = [f64::INFINITY; 4];
        for factor in factors() {
            let tried = Calibration {
                tags: factor,
                feats: factor,
                arcs: factor,
                relations: factor,
                lemma_guessed: 0.5,
                lemma_tag: 0.0,
                ..Calibration::default()
            };
            let found = Reliabilities::of(&model(&tried)?, &sentences);
            let losses = [&found.upos, &found.feats, &found.head, &found.relation_alone]
                .map(Reliability::loss);
            let fields = [&mut best.tags, &mut best.feats, &mut best.arcs, &mut best.relations];
            for ((field, loss), least) in fields.into_iter().zip(losses).zip(&mut least) {
                if loss < *least {
                    (*field, *least) = (factor, loss);
                }
            }
            let strange = found.strange_lemma.of();
            best.lemma_known = found.known_lemma.of();
            best.lemma_guessed = found.guessed_lemma.of();
            best.lemma_tag = (1.0 - strange / best.lemma_known.max(1e-6)).clamp(0.0, 1.0);
        }
    }
    let mut held_out = Vec::new();
    for path in &recipe.names {
        held_out.push(HeldOut::read(&corpora.join(path))?);
    }
    if !held_out.is_empty() {
        let mut most = f64::NEG_INFINITY;
        for weight in (0..=8).map(|step| step as f32 / 4.0) {
            let model = model(&Calibration { names_weight: weight, ..best })?;
            let mean: f64 = held_out.iter().map(|corpus| corpus.score(&model).f1()).sum();
            if mean > most {
                (best.names_weight, most) = (weight, mean);
            }
        }
        let mut least = f64::INFINITY;
        for factor in factors() {
            let model = model(&Calibration { names: factor, ..best })?;
            let mut all = Reliability::default();
            for corpus in &held_out {
                names::each_confidence(&model, corpus, |confidence, right| {
                    all.add(confidence, right);
                });
            }
            if all.loss() < least {
                (least, best.names) = (all.loss(), factor);
            }
        }
    }
    ensure!(Calibration::read(&best.write()).is_ok(), "the calibration came out as {best:?}");
    Ok(best)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn confidences_that_come_true_have_no_error() {
        let mut reliability = Reliability::default();
        for number in 0..1000 {
            reliability.add(0.9, number % 10 != 0);
        }
        assert!(reliability.error() < 1e-4, "{}", reliability.error());
        let mut bold = Reliability::default();
        for number in 0..1000 {
            bold.add(0.99, number % 10 != 0);
        }
        assert!((bold.error() - 9.0).abs() < 1e-3, "{}", bold.error());
        assert!(bold.loss() > reliability.loss());
    }
}
