//! What is read off the rows of an encoder: parts of speech, features, names, arcs and their
//! relations (a deep biaffine parser; Dozat and Manning 2017).
//!
//! Rows stand for a sentence's root, then its words, sentence after sentence.

use std::ops::Range;

use dateline_language::names::TAGS as NAME_TAGS;
use dateline_language::network::{DISTANCES, distance};

use super::example::{Example, UNKNOWN};
use super::layers::{Linear, cross_entropy, dropout, leaky, through_dropout, through_leaky};
use super::matrix::{Onto, product, product_of_transposed, product_with_transposed};
use super::parameters::Layout;
use crate::random::Random;

/// How many labels of each kind there are.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Labels {
    pub(crate) tags: usize,
    pub(crate) feats: usize,
    pub(crate) relations: usize,
}

/// What the losses count for against each other.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Weights {
    pub(crate) tags: f32,
    pub(crate) feats: f32,
    pub(crate) arcs: f32,
    pub(crate) relations: f32,
    pub(crate) names: f32,
}

/// The layers.
#[derive(Debug, Clone)]
pub(crate) struct Heads {
    pub(crate) tags: Linear,
    pub(crate) feats: Linear,
    pub(crate) names: Linear,
    pub(crate) arc_dependent: Linear,
    pub(crate) arc_head: Linear,
    pub(crate) arcs: Linear,
    pub(crate) distances: Linear,
    pub(crate) label_dependent: Linear,
    pub(crate) label_head: Linear,
    pub(crate) labels: Linear,
    pub(crate) dropout: f32,
}

/// A layer of the heads with its dropout: what it gives, and the mask.
struct Hidden {
    rows: Vec<f32>,
    mask: Vec<f32>,
}

impl Heads {
    pub(crate) fn new(
        layout: &mut Layout,
        width: usize,
        arc: usize,
        label: usize,
        labels: Labels,
        dropout: f32,
    ) -> Self {
        Self {
            tags: Linear::new(layout, width, labels.tags),
            feats: Linear::new(layout, width, labels.feats),
            names: Linear::new(layout, width, NAME_TAGS),
            arc_dependent: Linear::new(layout, width, arc),
            arc_head: Linear::new(layout, width, arc),
            arcs: Linear::new(layout, arc, arc),
            distances: Linear::new(layout, arc, DISTANCES),
            label_dependent: Linear::new(layout, width, label),
            label_head: Linear::new(layout, width, label),
            labels: Linear::new(layout, 3 * label, labels.relations),
            dropout,
        }
    }

    fn hidden(&self, layer: Linear, p: &[f32], x: &[f32], random: Option<&mut Random>) -> Hidden {
        let mut rows = layer.forward(p, x);
        leaky(&mut rows);
        let mask = dropout(&mut rows, self.dropout, random);
        Hidden { rows, mask }
    }

    /// The gradient before a hidden layer is added to that of its input.
    fn behind(
        layer: Linear,
        p: &[f32],
        g: &mut [f32],
        x: &[f32],
        hidden: &Hidden,
        mut gradient: Vec<f32>,
        x_gradient: &mut [f32],
    ) {
        if !hidden.mask.is_empty() {
            through_dropout(&mut gradient, &hidden.mask);
        }
        through_leaky(&mut gradient, &hidden.rows);
        layer.backward(p, g, x, &gradient, Some((x_gradient, Onto::Add)));
    }

    /// Learns from a batch: adds to the gradient of the parameters, and gives that of the rows
    /// beside the loss. `scale` is what a word counts for.
    #[expect(clippy::too_many_arguments, reason = "parameters, their gradients, and the batch")]
    pub(crate) fn learn(
        &self,
        p: &[f32],
        g: &mut [f32],
        x: &[f32],
        batch: &[&Example],
        weights: Weights,
        scale: f32,
        random: &mut Random,
    ) -> (f32, Vec<f32>) {
        let mut x_gradient = vec![0.0; x.len()];
        let mut loss = 0.0;
        let rows = rows_of(batch);
        let has_names = batch.iter().any(|example| !example.names.is_empty());
        let has_trees = batch.iter().any(|example| !example.heads.is_empty());
        if has_names {
            let mut scores = self.names.forward(p, x);
            for (example, rows) in batch.iter().zip(&rows) {
                let weight = scale * example.weight * weights.names;
                for (row, at) in rows.clone().zip(0..=example.len()) {
                    let scores = &mut scores[row * NAME_TAGS..][..NAME_TAGS];
                    let allowed = at.checked_sub(1).and_then(|at| example.names.get(at));
                    match allowed {
                        Some(&allowed) if allowed != (1 << NAME_TAGS) - 1 => {
                            loss += cross_entropy_of_any(scores, allowed, weight);
                        }
                        _ => scores.fill(0.0),
                    }
                }
            }
            self.names.backward(p, g, x, &scores, Some((&mut x_gradient, Onto::Add)));
        }
        if !has_trees {
            return (loss, x_gradient);
        }
        for (layer, weight, of) in [
            (self.tags, weights.tags, (|example| &example.tags) as fn(&Example) -> &Vec<u16>),
            (self.feats, weights.feats, |example| &example.feats),
        ] {
            let mut scores = layer.forward(p, x);
            let count = layer.weights.columns;
            for (example, rows) in batch.iter().zip(&rows) {
                let weight = scale * example.weight * weight;
                for (row, at) in rows.clone().zip(0..=example.len()) {
                    let scores = &mut scores[row * count..][..count];
                    match at.checked_sub(1).and_then(|at| of(example).get(at)) {
                        Some(&right) if right != UNKNOWN => {
                            loss += cross_entropy(scores, usize::from(right), weight);
                        }
                        _ => scores.fill(0.0),
                    }
                }
            }
            layer.backward(p, g, x, &scores, Some((&mut x_gradient, Onto::Add)));
        }
        loss +=
            self.learn_arcs(p, g, x, batch, &rows, weights.arcs * scale, random, &mut x_gradient);
        loss += self.learn_relations(
            p,
            g,
            x,
            batch,
            &rows,
            weights.relations * scale,
            random,
            &mut x_gradient,
        );
        (loss, x_gradient)
    }

    #[expect(clippy::too_many_arguments, reason = "one step of `learn`, cut out to be readable")]
    fn learn_arcs(
        &self,
        p: &[f32],
        g: &mut [f32],
        x: &[f32],
        batch: &[&Example],
        rows: &[Range<usize>],
        weight: f32,
        random: &mut Random,
        x_gradient: &mut [f32],
    ) -> f32 {
        let mut loss = 0.0;
        let dependent = self.hidden(self.arc_dependent, p, x, Some(random));
        let head = self.hidden(self.arc_head, p, x, Some(random));
        let through = self.arcs.forward(p, &dependent.rows);
        let distances = self.distances.forward(p, &dependent.rows);
        let width = self.arcs.weights.columns;
        let mut through_gradient = vec![0.0; through.len()];
        let mut head_gradient = vec![0.0; head.rows.len()];
        let mut distance_gradient = vec![0.0; distances.len()];
        let mut scores = Vec::new();
        for (example, rows) in batch.iter().zip(rows) {
            if example.heads.is_empty() {
                continue;
            }
            let words = rows.start + 1..rows.end;
            let (n, all) = (words.len(), rows.len());
            self.arc_scores(&through, &head.rows, &distances, rows, &mut scores);
            for (at, &right) in example.heads.iter().enumerate() {
                let row = &mut scores[at * all..][..all];
                loss += cross_entropy(row, right as usize, weight * example.weight);
                let slopes = &mut distance_gradient[(words.start + at) * DISTANCES..][..DISTANCES];
                for (place, slope) in row.iter().enumerate() {
                    if place != at + 1 {
                        slopes[distance(at, place)] += slope;
                    }
                }
            }
            debug_assert_eq!(n, example.heads.len());
            let own = words.start * width..words.end * width;
            let heads = rows.start * width..rows.end * width;
            product(
                &mut through_gradient[own.clone()],
                Onto::Replace,
                &scores,
                &head.rows[heads.clone()],
                all,
                width,
            );
            product_of_transposed(
                &mut head_gradient[heads],
                Onto::Replace,
                &scores,
                &through[own],
                all,
                width,
            );
        }
        let mut dependent_gradient = vec![0.0; dependent.rows.len()];
        let onto = Some((&mut dependent_gradient[..], Onto::Replace));
        self.arcs.backward(p, g, &dependent.rows, &through_gradient, onto);
        let onto = Some((&mut dependent_gradient[..], Onto::Add));
        self.distances.backward(p, g, &dependent.rows, &distance_gradient, onto);
        Self::behind(self.arc_dependent, p, g, x, &dependent, dependent_gradient, x_gradient);
        Self::behind(self.arc_head, p, g, x, &head, head_gradient, x_gradient);
        loss
    }

    /// The scores of a sentence's arcs: a row for each word, a column for the root and each word.
    fn arc_scores(
        &self,
        through: &[f32],
        heads: &[f32],
        distances: &[f32],
        rows: &Range<usize>,
        scores: &mut Vec<f32>,
    ) {
        let width = self.arcs.weights.columns;
        let (words, all) = (rows.start + 1..rows.end, rows.len());
        scores.clear();
        scores.resize(words.len() * all, 0.0);
        product_with_transposed(
            scores,
            Onto::Replace,
            &through[words.start * width..words.end * width],
            &heads[rows.start * width..rows.end * width],
            width,
            all,
        );
        for (at, row) in scores.chunks_exact_mut(all).enumerate() {
            let distances = &distances[(words.start + at) * DISTANCES..][..DISTANCES];
            for (place, score) in row.iter_mut().enumerate() {
                *score += distances[distance(at, place)];
            }
            row[at + 1] = -1e9;
        }
    }

    #[expect(clippy::too_many_arguments, reason = "one step of `learn`, cut out to be readable")]
    fn learn_relations(
        &self,
        p: &[f32],
        g: &mut [f32],
        x: &[f32],
        batch: &[&Example],
        rows: &[Range<usize>],
        weight: f32,
        random: &mut Random,
        x_gradient: &mut [f32],
    ) -> f32 {
        let mut loss = 0.0;
        let dependent = self.hidden(self.label_dependent, p, x, Some(random));
        let head = self.hidden(self.label_head, p, x, Some(random));
        let width = self.label_dependent.weights.columns;
        let arcs: Vec<Arc> = batch
            .iter()
            .zip(rows)
            .flat_map(|(example, rows)| {
                example.heads.iter().zip(&example.relations).enumerate().map(
                    move |(at, (&head, &relation))| Arc {
                        dependent: rows.start + 1 + at,
                        head: rows.start + head as usize,
                        relation,
                        weight: weight * example.weight,
                    },
                )
            })
            .filter(|arc| arc.relation != UNKNOWN)
            .collect();
        let pairs = pairs(&dependent.rows, &head.rows, &arcs, width);
        let mut scores = self.labels.forward(p, &pairs);
        let count = self.labels.weights.columns;
        for (arc, scores) in arcs.iter().zip(scores.chunks_exact_mut(count)) {
            loss += cross_entropy(scores, usize::from(arc.relation), arc.weight);
        }
        let mut pair_gradient = vec![0.0; pairs.len()];
        let onto = Some((&mut pair_gradient[..], Onto::Replace));
        self.labels.backward(p, g, &pairs, &scores, onto);
        let mut dependent_gradient = vec![0.0; dependent.rows.len()];
        let mut head_gradient = vec![0.0; head.rows.len()];
        for (arc, slopes) in arcs.iter().zip(pair_gradient.chunks_exact(3 * width)) {
            let (own, rest) = slopes.split_at(width);
            let (others, both) = rest.split_at(width);
            let of = |row: usize| row * width..(row + 1) * width;
            let (one, two) = (&dependent.rows[of(arc.dependent)], &head.rows[of(arc.head)]);
            let sums = &mut dependent_gradient[of(arc.dependent)];
            for (((sum, own), both), two) in sums.iter_mut().zip(own).zip(both).zip(two) {
                *sum += own + both * two;
            }
            let sums = &mut head_gradient[of(arc.head)];
            for (((sum, other), both), one) in sums.iter_mut().zip(others).zip(both).zip(one) {
                *sum += other + both * one;
            }
        }
        Self::behind(self.label_dependent, p, g, x, &dependent, dependent_gradient, x_gradient);
        Self::behind(self.label_head, p, g, x, &head, head_gradient, x_gradient);
        loss
    }

    /// What the heads say of sentences, by their rows.
    pub(crate) fn predict(&self, p: &[f32], x: &[f32], sentences: &[usize]) -> Vec<Predicted> {
        let tags = self.tags.forward(p, x);
        let feats = self.feats.forward(p, x);
        let dependent = self.hidden(self.arc_dependent, p, x, None).rows;
        let head = self.hidden(self.arc_head, p, x, None).rows;
        let through = self.arcs.forward(p, &dependent);
        let distances = self.distances.forward(p, &dependent);
        let label_dependent = self.hidden(self.label_dependent, p, x, None).rows;
        let label_head = self.hidden(self.label_head, p, x, None).rows;
        let width = self.label_dependent.weights.columns;
        let mut start = 0;
        let best = |scores: &[f32], columns: usize, rows: &Range<usize>| -> Vec<u16> {
            let words = &scores[(rows.start + 1) * columns..rows.end * columns];
            words.chunks_exact(columns).map(|row| argmax(row) as u16).collect()
        };
        let mut tree = dateline_language::network::TreeFinder::default();
        let mut scores = Vec::new();
        let predict = sentences.iter().map(|&length| {
            let rows = start..start + length + 1;
            start = rows.end;
            self.arc_scores(&through, &head, &distances, &rows, &mut scores);
            let mut heads = Vec::new();
            tree.best(&scores, length, &mut heads);
            let arcs: Vec<Arc> = heads
                .iter()
                .enumerate()
                .map(|(at, &head)| Arc {
                    dependent: rows.start + 1 + at,
                    head: rows.start + head as usize,
                    relation: 0,
                    weight: 0.0,
                })
                .collect();
            let relations =
                self.labels.forward(p, &pairs(&label_dependent, &label_head, &arcs, width));
            let relations = relations
                .chunks_exact(self.labels.weights.columns)
                .map(|row| argmax(row) as u16)
                .collect();
            Predicted {
                tags: best(&tags, self.tags.weights.columns, &rows),
                feats: best(&feats, self.feats.weights.columns, &rows),
                heads,
                relations,
            }
        });
        predict.collect()
    }
}

/// What the heads say of a sentence.
#[derive(Debug, Clone)]
pub(crate) struct Predicted {
    pub(crate) tags: Vec<u16>,
    pub(crate) feats: Vec<u16>,
    pub(crate) heads: Vec<u32>,
    pub(crate) relations: Vec<u16>,
}

/// An arc between two rows.
struct Arc {
    dependent: usize,
    head: usize,
    relation: u16,
    weight: f32,
}

/// The rows of each sentence of a batch: its root's, then its words'.
pub(crate) fn rows_of(batch: &[&Example]) -> Vec<Range<usize>> {
    let mut start = 0;
    batch
        .iter()
        .map(|example| {
            let rows = start..start + example.len() + 1;
            start = rows.end;
            rows
        })
        .collect()
}

/// For each arc its dependent's row, its head's, and the product of the two.
fn pairs(dependents: &[f32], heads: &[f32], arcs: &[Arc], width: usize) -> Vec<f32> {
    let mut pairs = Vec::with_capacity(arcs.len() * 3 * width);
    for arc in arcs {
        let one = &dependents[arc.dependent * width..][..width];
        let two = &heads[arc.head * width..][..width];
        pairs.extend_from_slice(one);
        pairs.extend_from_slice(two);
        pairs.extend(one.iter().zip(two).map(|(one, two)| one * two));
    }
    pairs
}

/// The place of the largest number, the first of equals.
pub(crate) fn argmax(row: &[f32]) -> usize {
    let mut best = 0;
    for (at, &score) in row.iter().enumerate() {
        if score > row[best] {
            best = at;
        }
    }
    best
}

/// As [`cross_entropy`], where any class of a set is right.
fn cross_entropy_of_any(scores: &mut [f32], allowed: u32, weight: f32) -> f32 {
    let largest = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let (mut sum, mut right) = (0.0, 0.0);
    for (class, score) in scores.iter_mut().enumerate() {
        *score = (*score - largest).exp();
        sum += *score;
        if allowed >> class & 1 == 1 {
            right += *score;
        }
    }
    let right = right.max(1e-30_f32);
    for (class, score) in scores.iter_mut().enumerate() {
        let wanted = if allowed >> class & 1 == 1 { *score / right } else { 0.0 };
        *score = weight * (*score / sum - wanted);
    }
    -weight * (right / sum).max(1e-30).ln()
}
