//! The layers that networks are made of, forwards and backwards.
//!
//! Rows are words; a layer's backward pass is given what its forward pass was given and gave, and
//! the gradient of the latter. It adds to the gradient of the parameters.

use super::matrix::{Onto, product, product_of_transposed, product_with_transposed};
use super::parameters::{Layout, Slot};
use crate::random::Random;

/// `y = x · w + b`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Linear {
    pub(crate) weights: Slot,
    pub(crate) bias: Slot,
}

impl Linear {
    pub(crate) fn new(layout: &mut Layout, from: usize, to: usize) -> Self {
        Self { weights: layout.weights(from, to), bias: layout.constant(1, to, 0.0) }
    }

    pub(crate) fn forward(&self, parameters: &[f32], x: &[f32]) -> Vec<f32> {
        let (from, to) = (self.weights.rows, self.weights.columns);
        let bias = self.bias.of(parameters);
        let mut y = Vec::with_capacity(x.len() / from * to);
        for _ in 0..x.len() / from {
            y.extend_from_slice(bias);
        }
        product(&mut y, Onto::Add, x, self.weights.of(parameters), from, to);
        y
    }

    /// Adds the gradients of weights and bias, and gives or adds that of `x`.
    pub(crate) fn backward(
        &self,
        parameters: &[f32],
        gradient: &mut [f32],
        x: &[f32],
        y_gradient: &[f32],
        x_gradient: Option<(&mut [f32], Onto)>,
    ) {
        let (from, to) = (self.weights.rows, self.weights.columns);
        product_of_transposed(self.weights.of_mut(gradient), Onto::Add, x, y_gradient, from, to);
        add_rows(self.bias.of_mut(gradient), y_gradient);
        if let Some((x_gradient, onto)) = x_gradient {
            let weights = self.weights.of(parameters);
            product_with_transposed(x_gradient, onto, y_gradient, weights, to, from);
        }
    }
}

/// Adds every row to `sum`.
pub(crate) fn add_rows(sum: &mut [f32], rows: &[f32]) {
    for row in rows.chunks_exact(sum.len()) {
        add(sum, row);
    }
}

/// Adds one row to another.
pub(crate) fn add(sum: &mut [f32], row: &[f32]) {
    for (sum, value) in sum.iter_mut().zip(row) {
        *sum += value;
    }
}

/// Normalisation of a row to mean 0 and spread 1, then scale and shift (Ba et al. 2016).
#[derive(Debug, Clone, Copy)]
pub(crate) struct LayerNorm {
    pub(crate) scale: Slot,
    pub(crate) shift: Slot,
    /// What is added to the variance.
    pub(crate) small: f32,
}

/// What the backward pass of a normalisation needs: the rows before scale and shift, and one over
/// the spread of each.
#[derive(Debug, Clone, Default)]
pub(crate) struct Normed {
    rows: Vec<f32>,
    inverse_spread: Vec<f32>,
}

impl LayerNorm {
    pub(crate) fn new(layout: &mut Layout, width: usize, small: f32) -> Self {
        let (scale, shift) = (layout.constant(1, width, 1.0), layout.constant(1, width, 0.0));
        Self { scale, shift, small }
    }

    pub(crate) fn forward(&self, parameters: &[f32], x: &[f32]) -> (Vec<f32>, Normed) {
        let width = self.scale.columns;
        let (scale, shift) = (self.scale.of(parameters), self.shift.of(parameters));
        let mut y = Vec::with_capacity(x.len());
        let mut normed = Normed {
            rows: Vec::with_capacity(x.len()),
            inverse_spread: Vec::with_capacity(x.len() / width),
        };
        for row in x.chunks_exact(width) {
            let mean = row.iter().sum::<f32>() / width as f32;
            let spread = row.iter().map(|x| (x - mean) * (x - mean)).sum::<f32>() / width as f32;
            let inverse = 1.0 / (spread + self.small).sqrt();
            normed.inverse_spread.push(inverse);
            normed.rows.extend(row.iter().map(|x| (x - mean) * inverse));
            let rows = &normed.rows[y.len()..];
            y.extend(
                rows.iter().zip(scale).zip(shift).map(|((x, scale), shift)| x * scale + shift),
            );
        }
        (y, normed)
    }

    /// Adds the gradients of scale and shift; the gradient of `x`.
    pub(crate) fn backward(
        &self,
        parameters: &[f32],
        gradient: &mut [f32],
        normed: &Normed,
        y_gradient: &[f32],
    ) -> Vec<f32> {
        let width = self.scale.columns;
        let scale = self.scale.of(parameters);
        let mut x_gradient = Vec::with_capacity(y_gradient.len());
        let mut through = vec![0.0; width];
        let rows = normed.rows.chunks_exact(width).zip(y_gradient.chunks_exact(width));
        for ((row, slope), inverse) in rows.zip(&normed.inverse_spread) {
            let scales = self.scale.of_mut(gradient);
            for ((scale, slope), x) in scales.iter_mut().zip(slope).zip(row) {
                *scale += slope * x;
            }
            add(self.shift.of_mut(gradient), slope);
            for ((through, slope), scale) in through.iter_mut().zip(slope).zip(scale) {
                *through = slope * scale;
            }
            let mean = through.iter().sum::<f32>() / width as f32;
            let along =
                through.iter().zip(row).map(|(through, x)| through * x).sum::<f32>() / width as f32;
            let each = through.iter().zip(row);
            x_gradient.extend(each.map(|(through, x)| inverse * (through - mean - x * along)));
        }
        x_gradient
    }
}

/// Hides a share of numbers and makes up for it in the others (Srivastava et al. 2014); the mask
/// to multiply the gradient with, empty where nothing is hidden.
pub(crate) fn dropout(x: &mut [f32], share: f32, random: Option<&mut Random>) -> Vec<f32> {
    let Some(random) = random.filter(|_| share > 0.0) else { return Vec::new() };
    let kept = 1.0 / (1.0 - share);
    let bound = (f64::from(share) * f64::from(1_u32 << 16)) as u64;
    let mut mask = vec![0.0; x.len()];
    for (masks, values) in mask.chunks_mut(4).zip(x.chunks_mut(4)) {
        let mut bits = random.bits();
        for (mask, value) in masks.iter_mut().zip(values) {
            *mask = if (bits & 0xffff) < bound { 0.0 } else { kept };
            *value *= *mask;
            bits >>= 16;
        }
    }
    mask
}

/// The gradient behind a dropout.
pub(crate) fn through_dropout(gradient: &mut [f32], mask: &[f32]) {
    for (gradient, mask) in gradient.iter_mut().zip(mask) {
        *gradient *= mask;
    }
}

/// The larger of the two halves of each row (Goodfellow et al. 2013), and which it was.
pub(crate) fn maxout(x: &[f32], width: usize) -> (Vec<f32>, Vec<bool>) {
    let mut y = Vec::with_capacity(x.len() / 2);
    let mut second = Vec::with_capacity(x.len() / 2);
    for row in x.chunks_exact(2 * width) {
        let (one, two) = row.split_at(width);
        y.extend(one.iter().zip(two).map(|(one, two)| one.max(*two)));
        second.extend(one.iter().zip(two).map(|(one, two)| two > one));
    }
    (y, second)
}

/// The gradient before a [`maxout`].
pub(crate) fn through_maxout(gradient: &[f32], second: &[bool], width: usize) -> Vec<f32> {
    let mut x_gradient = Vec::with_capacity(2 * gradient.len());
    for (row, second) in gradient.chunks_exact(width).zip(second.chunks_exact(width)) {
        x_gradient.extend(row.iter().zip(second).map(|(g, second)| if *second { 0.0 } else { *g }));
        x_gradient.extend(row.iter().zip(second).map(|(g, second)| if *second { *g } else { 0.0 }));
    }
    x_gradient
}

/// What is below zero made a tenth of it.
pub(crate) fn leaky(x: &mut [f32]) {
    for x in x {
        *x = x.max(0.1 * *x);
    }
}

/// The gradient before [`leaky`], by what it gave.
pub(crate) fn through_leaky(gradient: &mut [f32], y: &[f32]) {
    for (gradient, y) in gradient.iter_mut().zip(y) {
        *gradient *= if *y > 0.0 { 1.0 } else { 0.1 };
    }
}

/// Turns scores into the gradient of the cross entropy to the right class times `weight`; the loss.
pub(crate) fn cross_entropy(scores: &mut [f32], right: usize, weight: f32) -> f32 {
    let largest = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut sum = 0.0;
    for score in scores.iter_mut() {
        *score = (*score - largest).exp();
        sum += *score;
    }
    let loss = -(scores[right] / sum).max(1e-30).ln();
    for score in scores.iter_mut() {
        *score *= weight / sum;
    }
    scores[right] -= weight;
    loss * weight
}
