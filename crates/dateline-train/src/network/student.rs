//! The network that ships: static vectors and learned embeddings of a word and its parts, layers of
//! convolution over the sentence, and the heads.

use dateline_language::network::{EMBEDDINGS, WordRows};

use super::example::Example;
use super::heads::Heads;
use super::layers::{LayerNorm, Linear, Normed, dropout, maxout, through_dropout, through_maxout};
use super::matrix::Onto;
use super::parameters::{Layout, Slot};
use crate::random::Random;

/// A layer over the words of a sentence: of convolution, where each word sees itself and the words
/// so many places before and after it, or, with a reach of zero, of recurrence, where half of the
/// numbers carry on what stands before, and half what stands behind.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SentenceLayer {
    pub(crate) linear: Linear,
    pub(crate) norm: LayerNorm,
    pub(crate) reach: usize,
}

/// The network's layers.
#[derive(Debug, Clone)]
pub(crate) struct Student {
    pub(crate) width: usize,
    /// The widths of the static vectors, all together.
    pub(crate) static_width: usize,
    pub(crate) input: Linear,
    pub(crate) input_norm: LayerNorm,
    pub(crate) root: Slot,
    pub(crate) layers: Vec<SentenceLayer>,
    pub(crate) heads: Heads,
    pub(crate) dropout: f32,
}

/// The embeddings that are learned, one table after the other, and the static vectors.
#[derive(Debug, Clone)]
pub(crate) struct Tables {
    /// The learned embeddings of all tables, flat.
    pub(crate) learned: Vec<f32>,
    /// Where each table begins.
    pub(crate) starts: [usize; EMBEDDINGS.len()],
    /// The static vectors; the first is that of a word without one.
    pub(crate) fixed: Vec<f32>,
}

impl Tables {
    /// Tables of `known` words' embeddings and the parts of words, of small numbers by chance.
    pub(crate) fn new(known: usize, fixed: Vec<f32>, random: &mut Random) -> Self {
        let mut starts = [0; EMBEDDINGS.len()];
        let mut size = 0;
        for (start, table) in starts.iter_mut().zip(EMBEDDINGS) {
            *start = size;
            size += table.rows.unwrap_or(known + 1) * table.width;
        }
        let learned = (0..size).map(|_| 0.17 * random.symmetric()).collect();
        Self { learned, starts, fixed }
    }
}

/// The gradient of the rows of embeddings that a batch has touched.
#[derive(Debug, Clone, Default)]
pub(crate) struct TouchedRows {
    places: std::collections::BTreeMap<usize, (usize, usize)>,
    slopes: Vec<f32>,
}

impl TouchedRows {
    fn add(&mut self, start: usize, slopes: &[f32]) {
        let end = self.slopes.len();
        let (place, _) = *self.places.entry(start).or_insert((end, slopes.len()));
        if place == end {
            self.slopes.extend_from_slice(slopes);
        } else {
            super::layers::add(&mut self.slopes[place..place + slopes.len()], slopes);
        }
    }

    /// Adds what another batch has touched.
    pub(crate) fn join(&mut self, other: &Self) {
        for (start, slopes) in other.rows() {
            self.add(start, slopes);
        }
    }

    /// Where each row begins, and its gradient.
    pub(crate) fn rows(&self) -> impl Iterator<Item = (usize, &[f32])> {
        self.places.iter().map(|(&start, &(place, width))| (start, &self.slopes[place..][..width]))
    }
}

/// What is kept of the forward pass for the backward pass.
struct Tape {
    input: Vec<f32>,
    input_mask: Vec<f32>,
    input_second: Vec<bool>,
    input_normed: Normed,
    first_mask: Vec<f32>,
    rows: Vec<Vec<WordRows>>,
    layers: Vec<LayerTape>,
}

struct LayerTape {
    /// What the linear layer was given.
    input: Vec<f32>,
    inner: Inner,
    normed: Normed,
    mask: Vec<f32>,
}

/// What stands between a layer's linear part and its norm.
enum Inner {
    /// Which half was the larger.
    Maxout(Vec<bool>),
    /// How much of each number is new, and how far the new lies from the old.
    Recurrence { gates: Vec<f32>, moves: Vec<f32> },
}

/// How often the embedding of a word itself is hidden in training, and its static vector: what a
/// word never met looks like.
const HIDDEN_WORD: f64 = 0.15;
const HIDDEN_VECTOR: f64 = 0.06;

impl Student {
    pub(crate) fn new(
        layout: &mut Layout,
        static_width: usize,
        width: usize,
        reaches: &[usize],
        dropout: f32,
        heads: impl FnOnce(&mut Layout) -> Heads,
    ) -> Self {
        let learned: usize = EMBEDDINGS.iter().map(|table| table.width).sum();
        let input = Linear::new(layout, static_width + learned, 2 * width);
        let input_norm = LayerNorm::new(layout, width, 1e-5);
        let root = layout.random(1, width, 0.3);
        let mut memories = Random::new(41);
        let layers = reaches
            .iter()
            .map(|&reach| {
                let from = if reach == 0 { width } else { 3 * width };
                let linear = Linear::new(layout, from, 2 * width);
                if reach == 0 {
                    // At first some numbers forget within a word or two, others in thirty.
                    for bias in &mut linear.bias.of_mut(&mut layout.values)[width..] {
                        *bias = -1.5 + 2.0 * memories.symmetric();
                    }
                }
                SentenceLayer { linear, norm: LayerNorm::new(layout, width, 1e-5), reach }
            })
            .collect();
        let heads = heads(layout);
        Self { width, static_width, input, input_norm, root, layers, heads, dropout }
    }

    fn look_up(
        &self,
        tables: &Tables,
        rows: &WordRows,
        hidden: (bool, bool),
        input: &mut Vec<f32>,
    ) {
        let fixed = if hidden.1 { 0 } else { rows.fixed as usize };
        input.extend_from_slice(&tables.fixed[fixed * self.static_width..][..self.static_width]);
        for (number, table) in EMBEDDINGS.iter().enumerate() {
            let row = if number == 0 && hidden.0 { 0 } else { rows.learned[number] as usize };
            let start = tables.starts[number] + row * table.width;
            input.extend_from_slice(&tables.learned[start..start + table.width]);
        }
    }

    /// The rows of the sentences, a root's and its words'.
    fn encode(
        &self,
        p: &[f32],
        tables: &Tables,
        forms: &[WordRows],
        batch: &[&Example],
        mut random: Option<&mut Random>,
    ) -> (Vec<f32>, Tape) {
        let mut input = Vec::new();
        let mut rows = Vec::with_capacity(batch.len());
        for example in batch {
            let mut used = Vec::with_capacity(example.len());
            for &form in &example.forms {
                let hidden = random.as_deref_mut().map_or((false, false), |random| {
                    (random.chance(HIDDEN_WORD), random.chance(HIDDEN_VECTOR))
                });
                let mut of_word = forms[form as usize];
                if hidden.0 {
                    of_word.learned[0] = 0;
                }
                self.look_up(tables, &of_word, hidden, &mut input);
                used.push(of_word);
            }
            rows.push(used);
        }
        let input_mask = dropout(&mut input, 0.75 * self.dropout, random.as_deref_mut());
        let (pooled, input_second) = maxout(&self.input.forward(p, &input), self.width);
        let (mut x, input_normed) = self.input_norm.forward(p, &pooled);
        let first_mask = dropout(&mut x, self.dropout, random.as_deref_mut());
        let mut layers = Vec::with_capacity(self.layers.len());
        for layer in &self.layers {
            let input = match layer.reach {
                0 => x.clone(),
                reach => windows(&x, batch, reach, self.width),
            };
            let linear = layer.linear.forward(p, &input);
            let (pooled, inner) = if layer.reach == 0 {
                let (states, gates, moves) = carry(&linear, batch, self.width);
                (states, Inner::Recurrence { gates, moves })
            } else {
                let (pooled, second) = maxout(&linear, self.width);
                (pooled, Inner::Maxout(second))
            };
            let (mut y, normed) = layer.norm.forward(p, &pooled);
            let mask = dropout(&mut y, self.dropout, random.as_deref_mut());
            super::layers::add(&mut x, &y);
            layers.push(LayerTape { input, inner, normed, mask });
        }
        let mut with_roots = Vec::with_capacity(x.len() + batch.len() * self.width);
        let mut start = 0;
        for example in batch {
            with_roots.extend_from_slice(self.root.of(p));
            let end = start + example.len() * self.width;
            with_roots.extend_from_slice(&x[start..end]);
            start = end;
        }
        let tape = Tape { input, input_mask, input_second, input_normed, first_mask, rows, layers };
        (with_roots, tape)
    }

    /// Learns from a batch: adds to the gradients; the loss.
    #[expect(clippy::too_many_arguments, reason = "parameters, their gradients, and the batch")]
    pub(crate) fn learn(
        &self,
        p: &[f32],
        g: &mut [f32],
        tables: &Tables,
        touched: &mut TouchedRows,
        forms: &[WordRows],
        batch: &[&Example],
        weights: super::heads::Weights,
        scale: f32,
        random: &mut Random,
    ) -> f32 {
        let (rows, tape) = self.encode(p, tables, forms, batch, Some(random));
        let (loss, rows_gradient) = self.heads.learn(p, g, &rows, batch, weights, scale, random);
        let mut slopes = Vec::with_capacity(rows_gradient.len());
        let mut start = 0;
        for example in batch {
            let root = start..start + self.width;
            start = root.end + example.len() * self.width;
            super::layers::add(self.root.of_mut(g), &rows_gradient[root.clone()]);
            slopes.extend_from_slice(&rows_gradient[root.end..start]);
        }
        for (layer, tape) in self.layers.iter().zip(&tape.layers).rev() {
            let mut through = slopes.clone();
            through_dropout(&mut through, &tape.mask);
            let through = layer.norm.backward(p, g, &tape.normed, &through);
            match &tape.inner {
                Inner::Recurrence { gates, moves } => {
                    let through = through_carry(&through, gates, moves, batch, self.width);
                    let onto = Some((&mut slopes[..], Onto::Add));
                    layer.linear.backward(p, g, &tape.input, &through, onto);
                }
                Inner::Maxout(second) => {
                    let through = through_maxout(&through, second, self.width);
                    let mut window = vec![0.0; tape.input.len()];
                    let onto = Some((&mut window[..], Onto::Replace));
                    layer.linear.backward(p, g, &tape.input, &through, onto);
                    add_windows(&mut slopes, &window, batch, layer.reach, self.width);
                }
            }
        }
        through_dropout(&mut slopes, &tape.first_mask);
        let through = self.input_norm.backward(p, g, &tape.input_normed, &slopes);
        let through = through_maxout(&through, &tape.input_second, self.width);
        let mut input = vec![0.0; tape.input.len()];
        let onto = Some((&mut input[..], Onto::Replace));
        self.input.backward(p, g, &tape.input, &through, onto);
        through_dropout(&mut input, &tape.input_mask);
        let rows = tape.rows.iter().flatten();
        for (slopes, rows) in input.chunks_exact(self.input.weights.rows).zip(rows) {
            let mut at = self.static_width;
            for (number, table) in EMBEDDINGS.iter().enumerate() {
                let start = tables.starts[number] + rows.learned[number] as usize * table.width;
                touched.add(start, &slopes[at..at + table.width]);
                at += table.width;
            }
        }
        loss
    }

    /// What the network says of sentences.
    pub(crate) fn predict(
        &self,
        p: &[f32],
        tables: &Tables,
        forms: &[WordRows],
        batch: &[&Example],
    ) -> Vec<super::heads::Predicted> {
        let (rows, _) = self.encode(p, tables, forms, batch, None);
        let lengths: Vec<usize> = batch.iter().map(|example| example.len()).collect();
        self.heads.predict(p, &rows, &lengths)
    }
}

/// A minimal gated recurrence (Bradbury et al. 2017; Feng et al. 2024): `h = h' + z (a - h')`, where
/// `a` and the gate `z` are of the word alone and `h'` is of the word before it for the first half
/// of the numbers, of the word behind it for the second. The states, the gates, and `a - h'`.
fn carry(linear: &[f32], batch: &[&Example], width: usize) -> (Vec<f32>, Vec<f32>, Vec<f32>) {
    let rows = linear.len() / (2 * width);
    let mut states = vec![0.0; rows * width];
    let mut gates = vec![0.0; rows * width];
    let mut moves = vec![0.0; rows * width];
    let half = width / 2;
    let mut start = 0;
    for example in batch {
        let length = example.len();
        for (backward, numbers) in [(false, 0..half), (true, half..width)] {
            let mut held = vec![0.0; numbers.len()];
            for step in 0..length {
                let row = start + if backward { length - 1 - step } else { step };
                let (new, gate) = linear[row * 2 * width..(row + 1) * 2 * width].split_at(width);
                for (held, number) in held.iter_mut().zip(numbers.clone()) {
                    let z = 1.0 / (1.0 + (-gate[number]).exp());
                    let by = new[number] - *held;
                    *held += z * by;
                    let at = row * width + number;
                    (states[at], gates[at], moves[at]) = (*held, z, by);
                }
            }
        }
        start += length;
    }
    (states, gates, moves)
}

/// The gradient before [`carry`], given that of the states.
fn through_carry(
    slopes: &[f32],
    gates: &[f32],
    moves: &[f32],
    batch: &[&Example],
    width: usize,
) -> Vec<f32> {
    let mut linear = vec![0.0; 2 * slopes.len()];
    let half = width / 2;
    let mut start = 0;
    for example in batch {
        let length = example.len();
        for (backward, numbers) in [(false, 0..half), (true, half..width)] {
            let mut carried = vec![0.0; numbers.len()];
            for step in 0..length {
                // Against the direction of the recurrence.
                let row = start + if backward { step } else { length - 1 - step };
                for (carried, number) in carried.iter_mut().zip(numbers.clone()) {
                    let at = row * width + number;
                    let (slope, z) = (slopes[at] + *carried, gates[at]);
                    linear[row * 2 * width + number] = slope * z;
                    linear[row * 2 * width + width + number] = slope * moves[at] * z * (1.0 - z);
                    *carried = slope * (1.0 - z);
                }
            }
        }
        start += length;
    }
    linear
}

/// For each word the rows of the word `reach` places before it, of itself, and of the word as far
/// after it; zeros beyond the sentence.
fn windows(x: &[f32], batch: &[&Example], reach: usize, width: usize) -> Vec<f32> {
    let mut windows = vec![0.0; 3 * x.len()];
    let mut start = 0;
    for example in batch {
        let length = example.len();
        for at in 0..length {
            let window = &mut windows[(start + at) * 3 * width..][..3 * width];
            let places = [at.checked_sub(reach), Some(at), Some(at + reach)];
            for (part, place) in window.chunks_exact_mut(width).zip(places) {
                if let Some(place) = place.filter(|&place| place < length) {
                    part.copy_from_slice(&x[(start + place) * width..][..width]);
                }
            }
        }
        start += length;
    }
    windows
}

/// Adds the gradient of [`windows`] to that of the rows.
fn add_windows(
    slopes: &mut [f32],
    windows: &[f32],
    batch: &[&Example],
    reach: usize,
    width: usize,
) {
    let mut start = 0;
    for example in batch {
        let length = example.len();
        for at in 0..length {
            let window = &windows[(start + at) * 3 * width..][..3 * width];
            let places = [at.checked_sub(reach), Some(at), Some(at + reach)];
            for (part, place) in window.chunks_exact(width).zip(places) {
                if let Some(place) = place.filter(|&place| place < length) {
                    super::layers::add(&mut slopes[(start + place) * width..][..width], part);
                }
            }
        }
        start += length;
    }
}
