//! Attention of every word piece of a sentence to all of them (Vaswani et al. 2017).

use std::ops::Range;
use std::sync::Arc;

use faer::linalg::matmul::matmul;
use faer::{Accum, MatMut, MatRef, Par};

use super::elementwise::{Dropout, softmax, through_softmax};
use super::pool::{Buffer, Pool};

/// How many heads there are, and how many numbers each sees of a query, key or value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Heads {
    pub(super) count: usize,
    pub(super) size: usize,
}

impl Heads {
    /// The numbers of a query, a key or a value.
    fn width(self) -> usize {
        self.count * self.size
    }

    /// What scores are multiplied by.
    fn scale(self) -> f32 {
        1.0 / (self.size as f32).sqrt()
    }
}

/// A matrix within rows that are wider.
#[derive(Debug, Clone)]
struct Block {
    rows: Range<usize>,
    column: usize,
    columns: usize,
    stride: usize,
}

impl Block {
    fn range(&self) -> Range<usize> {
        let last = self.rows.end.saturating_sub(1) * self.stride + self.column + self.columns;
        self.rows.start * self.stride + self.column..last
    }

    fn of<'a>(&self, flat: &'a [f32]) -> MatRef<'a, f32> {
        let flat = &flat[self.range()];
        MatRef::from_row_major_slice_with_stride(flat, self.rows.len(), self.columns, self.stride)
    }

    /// `MatMut::from_row_major_slice_with_stride_mut` of faer 0.24.4 takes rows for columns, so the
    /// matrix is made as the transposed of one by columns.
    fn of_mut<'a>(&self, flat: &'a mut [f32]) -> MatMut<'a, f32> {
        let flat = &mut flat[self.range()];
        let (rows, columns) = (self.rows.len(), self.columns);
        MatMut::from_column_major_slice_with_stride_mut(flat, columns, rows, self.stride)
            .transpose_mut()
    }
}

/// Where a head's query, key and value of a sentence are in rows of all heads' queries, keys and
/// values.
fn blocks(heads: Heads, sentence: &Range<usize>, head: usize) -> [Block; 3] {
    [0, 1, 2].map(|which| Block {
        rows: sentence.clone(),
        column: which * heads.width() + head * heads.size,
        columns: heads.size,
        stride: 3 * heads.width(),
    })
}

/// Where what a head gives is.
fn block(heads: Heads, sentence: &Range<usize>, head: usize) -> Block {
    Block {
        rows: sentence.clone(),
        column: head * heads.size,
        columns: heads.size,
        stride: heads.width(),
    }
}

/// The values of each sentence, weighted by how well keys fit queries; and the weights, which are
/// needed on the way back.
pub(super) fn attend(
    heads: Heads,
    sentences: &[Range<usize>],
    rows: &[f32],
    dropout: Dropout,
    keep: bool,
    pool: &Arc<Pool>,
) -> (Buffer, Buffer) {
    let mut out = pool.take(rows.len() / 3);
    let squares = sentences.iter().map(|sentence| sentence.len() * sentence.len());
    let largest = squares.clone().max().unwrap_or(0);
    let mut weights = pool.take(if keep { heads.count * squares.sum::<usize>() } else { largest });
    let mut hidden = pool.take(largest);
    let mut start = 0;
    for sentence in sentences {
        let length = sentence.len();
        let square = length * length;
        for head in 0..heads.count {
            let [query, key, value] = blocks(heads, sentence, head).map(|block| block.of(rows));
            let weights = &mut weights[start..start + square];
            let hidden = &mut hidden[..square];
            matmul(
                MatMut::from_row_major_slice_mut(weights, length, length),
                Accum::Replace,
                query,
                key.transpose(),
                heads.scale(),
                Par::Seq,
            );
            softmax(weights, length, hidden, dropout, start);
            matmul(
                block(heads, sentence, head).of_mut(&mut out),
                Accum::Replace,
                MatRef::from_row_major_slice(hidden, length, length),
                value,
                1.0,
                Par::Seq,
            );
            start += if keep { square } else { 0 };
        }
    }
    (out, weights)
}

/// The gradient of queries, keys and values.
pub(super) fn through_attention(
    heads: Heads,
    sentences: &[Range<usize>],
    rows: &[f32],
    weights: &[f32],
    dropout: Dropout,
    out_gradient: &[f32],
    pool: &Arc<Pool>,
) -> Buffer {
    let mut gradient = pool.take(rows.len());
    let squares = sentences.iter().map(|sentence| sentence.len() * sentence.len());
    let largest = squares.max().unwrap_or(0);
    let (mut hidden, mut slopes) = (pool.take(largest), pool.take(largest));
    let mut start = 0;
    for sentence in sentences {
        let length = sentence.len();
        let square = length * length;
        for head in 0..heads.count {
            let places = blocks(heads, sentence, head);
            let [query, key, value] = places.each_ref().map(|block| block.of(rows));
            let out = block(heads, sentence, head).of(out_gradient);
            let weights = &weights[start..start + square];
            let (hidden, slopes) = (&mut hidden[..square], &mut slopes[..square]);
            matmul(
                MatMut::from_row_major_slice_mut(slopes, length, length),
                Accum::Replace,
                out,
                value.transpose(),
                1.0,
                Par::Seq,
            );
            through_softmax(slopes, weights, length, hidden, dropout, start);
            let hidden = MatRef::from_row_major_slice(hidden, length, length);
            let slopes = MatRef::from_row_major_slice(slopes, length, length);
            let products = [
                (slopes, key, heads.scale()),
                (slopes.transpose(), query, heads.scale()),
                (hidden.transpose(), out, 1.0),
            ];
            for (place, (left, right, scale)) in places.iter().zip(products) {
                let gradient = place.of_mut(&mut gradient);
                matmul(gradient, Accum::Replace, left, right, scale, Par::Seq);
            }
            start += square;
        }
    }
    gradient
}
