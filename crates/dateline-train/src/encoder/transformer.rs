//! One layer of a transformer that normalises after it adds (Vaswani et al. 2017).

use std::ops::Range;
use std::sync::Arc;

use anyhow::Result;

use super::attention::{Heads, attend, through_attention};
use super::elementwise::{
    Dropout, Normed, Sum, add_and_norm, add_to_rows, gelu, multiply, through_norm,
};
use super::pool::{Buffer, Pool};
use super::safetensors::Tensors;
use crate::network::layers::{LayerNorm, Linear};
use crate::network::matrix::{Onto, product};
use crate::network::parameters::Layout;
use crate::random::Random;

/// How wide a network is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Widths {
    /// The numbers of a row.
    pub(super) outer: usize,
    /// The numbers of a row between a layer's last two products.
    pub(super) inner: usize,
    pub(super) heads: Heads,
    /// What is added to the variance where rows are normalised.
    pub(super) small: f32,
}

/// The shares that are hidden in training.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shares {
    /// Of what is added to rows.
    pub(super) rows: f32,
    /// Of the weights of attention.
    pub(super) attention: f32,
}

/// A layer.
#[derive(Debug, Clone)]
pub(super) struct Layer {
    heads: Heads,
    query_key_value: Linear,
    attention_output: Linear,
    attention_norm: LayerNorm,
    intermediate: Linear,
    output: Linear,
    output_norm: LayerNorm,
}

/// What a layer's backward pass needs of its forward pass.
#[derive(Debug)]
pub(super) struct LayerTape {
    input: Buffer,
    query_key_value: Buffer,
    weights: Buffer,
    context: Buffer,
    attention_normed: Normed,
    middle: Buffer,
    activations: Buffer,
    slopes: Buffer,
    output_normed: Normed,
    dropouts: Dropouts,
}

/// What is hidden in a layer.
#[derive(Debug, Clone, Copy)]
struct Dropouts {
    weights: Dropout,
    attention: Dropout,
    output: Dropout,
}

impl Dropouts {
    const NONE: Self =
        Self { weights: Dropout::NONE, attention: Dropout::NONE, output: Dropout::NONE };

    fn new(shares: Shares, random: &mut Random) -> Self {
        Self {
            weights: Dropout::new(shares.attention, random.bits()),
            attention: Dropout::new(shares.rows, random.bits()),
            output: Dropout::new(shares.rows, random.bits()),
        }
    }
}

impl Layer {
    /// Takes the layer whose tensors' names begin with `name`.
    pub(super) fn read(
        tensors: &Tensors,
        name: &str,
        widths: Widths,
        layout: &mut Layout,
    ) -> Result<Self> {
        let Widths { outer, inner, heads, small } = widths;
        let attention =
            ["query", "key", "value"].map(|part| format!("{name}attention.self.{part}"));
        let attention: Vec<&str> = attention.iter().map(String::as_str).collect();
        let attention_output = format!("{name}attention.output");
        let output = format!("{name}output");
        Ok(Self {
            heads,
            query_key_value: linear(tensors, &attention, outer, outer, layout)?,
            attention_output: linear(
                tensors,
                &[&format!("{attention_output}.dense")],
                outer,
                outer,
                layout,
            )?,
            attention_norm: norm(tensors, &attention_output, outer, small, layout)?,
            intermediate: linear(
                tensors,
                &[&format!("{name}intermediate.dense")],
                outer,
                inner,
                layout,
            )?,
            output: linear(tensors, &[&format!("{output}.dense")], inner, outer, layout)?,
            output_norm: norm(tensors, &output, outer, small, layout)?,
        })
    }

    /// Runs the layer: in training with shares to hide and chance; otherwise the tape is of no use.
    pub(super) fn forward(
        &self,
        parameters: &[f32],
        sentences: &[Range<usize>],
        x: Buffer,
        training: Option<(Shares, &mut Random)>,
        pool: &Arc<Pool>,
    ) -> (Buffer, LayerTape) {
        let keep = training.is_some();
        let dropouts =
            training.map_or(Dropouts::NONE, |(shares, random)| Dropouts::new(shares, random));
        let mut query_key_value = times(&self.query_key_value, parameters, &x, pool);
        add_to_rows(&mut query_key_value, self.query_key_value.bias.of(parameters));
        let (context, weights) =
            attend(self.heads, sentences, &query_key_value, dropouts.weights, keep, pool);
        let sum = Sum {
            x: &x,
            y: times(&self.attention_output, parameters, &context, pool),
            bias: self.attention_output.bias.of(parameters),
            dropout: dropouts.attention,
        };
        let mut middle = pool.take(x.len());
        let attention_normed = add_and_norm(&self.attention_norm, parameters, sum, &mut middle);
        let mut activations = times(&self.intermediate, parameters, &middle, pool);
        let mut slopes = pool.take(if keep { activations.len() } else { 0 });
        gelu(&mut activations, self.intermediate.bias.of(parameters), &mut slopes);
        let sum = Sum {
            x: &middle,
            y: times(&self.output, parameters, &activations, pool),
            bias: self.output.bias.of(parameters),
            dropout: dropouts.output,
        };
        let mut y = pool.take(x.len());
        let output_normed = add_and_norm(&self.output_norm, parameters, sum, &mut y);
        let tape = LayerTape {
            input: x,
            query_key_value,
            weights,
            context,
            attention_normed,
            middle,
            activations,
            slopes,
            output_normed,
            dropouts,
        };
        (y, tape)
    }

    /// Adds the gradients of the parameters; the gradient of the output becomes that of the input.
    pub(super) fn backward(
        &self,
        parameters: &[f32],
        gradient: &mut [f32],
        sentences: &[Range<usize>],
        tape: &LayerTape,
        slopes: &mut [f32],
        pool: &Arc<Pool>,
    ) {
        through_norm(&self.output_norm, parameters, gradient, &tape.output_normed, slopes);
        let mut output = pool.take(slopes.len());
        tape.dropouts.output.hide_in_copy(slopes, &mut output);
        let mut inner = pool.take(tape.activations.len());
        let inner_gradient = Some((&mut inner[..], Onto::Replace));
        self.output.backward(parameters, gradient, &tape.activations, &output, inner_gradient);
        multiply(&mut inner, &tape.slopes);
        let middle_gradient = Some((&mut slopes[..], Onto::Add));
        self.intermediate.backward(parameters, gradient, &tape.middle, &inner, middle_gradient);
        through_norm(&self.attention_norm, parameters, gradient, &tape.attention_normed, slopes);
        let mut attended = output;
        tape.dropouts.attention.hide_in_copy(slopes, &mut attended);
        let mut context = pool.take(slopes.len());
        let context_gradient = Some((&mut context[..], Onto::Replace));
        self.attention_output.backward(
            parameters,
            gradient,
            &tape.context,
            &attended,
            context_gradient,
        );
        let query_key_value = through_attention(
            self.heads,
            sentences,
            &tape.query_key_value,
            &tape.weights,
            tape.dropouts.weights,
            &context,
            pool,
        );
        let input_gradient = Some((&mut slopes[..], Onto::Add));
        self.query_key_value.backward(
            parameters,
            gradient,
            &tape.input,
            &query_key_value,
            input_gradient,
        );
    }
}

/// The product with a layer's weights, without its bias.
fn times(layer: &Linear, parameters: &[f32], x: &[f32], pool: &Arc<Pool>) -> Buffer {
    let (from, to) = (layer.weights.rows, layer.weights.columns);
    let mut y = pool.take(x.len() / from * to);
    product(&mut y, Onto::Replace, x, layer.weights.of(parameters), from, to);
    y
}

/// Takes linear layers of one input as one layer. Files have a row of weights for each output;
/// here each has a column.
fn linear(
    tensors: &Tensors,
    names: &[&str],
    from: usize,
    to: usize,
    layout: &mut Layout,
) -> Result<Linear> {
    let together = names.len() * to;
    let weights = layout.constant(from, together, 0.0);
    let bias = layout.constant(1, together, 0.0);
    for (at, name) in names.iter().enumerate() {
        let values = tensors.numbers(&format!("{name}.weight"), &[to, from])?;
        let columns = weights.of_mut(&mut layout.values);
        for (output, row) in (at * to..).zip(values.chunks_exact(from)) {
            for (weights, value) in columns.chunks_exact_mut(together).zip(row) {
                weights[output] = *value;
            }
        }
        let values = tensors.numbers(&format!("{name}.bias"), &[to])?;
        bias.of_mut(&mut layout.values)[at * to..][..to].copy_from_slice(&values);
    }
    Ok(Linear { weights, bias })
}

/// Takes the normalisation that follows what has this name.
pub(super) fn norm(
    tensors: &Tensors,
    name: &str,
    width: usize,
    small: f32,
    layout: &mut Layout,
) -> Result<LayerNorm> {
    let norm = LayerNorm::new(layout, width, small);
    for (slot, part) in [(norm.scale, "weight"), (norm.shift, "bias")] {
        let values = tensors.numbers(&format!("{name}.LayerNorm.{part}"), &[width])?;
        slot.of_mut(&mut layout.values).copy_from_slice(&values);
    }
    Ok(norm)
}
