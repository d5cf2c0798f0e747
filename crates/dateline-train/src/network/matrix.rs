//! Products of matrices, row by row in flat slices.

use faer::linalg::matmul::matmul;
use faer::{Accum, MatMut, MatRef, Par};

/// What becomes of what a product's place holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Onto {
    /// It is overwritten.
    Replace,
    /// The product is added to it.
    Add,
}

impl From<Onto> for Accum {
    fn from(onto: Onto) -> Self {
        match onto {
            Onto::Replace => Self::Replace,
            Onto::Add => Self::Add,
        }
    }
}

/// `out[m, n] = a[m, k] · b[k, n]`.
pub(crate) fn product(out: &mut [f32], onto: Onto, a: &[f32], b: &[f32], k: usize, n: usize) {
    let rows = a.len() / k.max(1);
    matmul(
        MatMut::from_row_major_slice_mut(out, rows, n),
        onto.into(),
        MatRef::from_row_major_slice(a, rows, k),
        MatRef::from_row_major_slice(b, k, n),
        1.0,
        Par::Seq,
    );
}

/// `out[k, n] = a[m, k]ᵀ · b[m, n]`: the gradient of weights.
pub(crate) fn product_of_transposed(
    out: &mut [f32],
    onto: Onto,
    a: &[f32],
    b: &[f32],
    k: usize,
    n: usize,
) {
    let rows = a.len() / k.max(1);
    matmul(
        MatMut::from_row_major_slice_mut(out, k, n),
        onto.into(),
        MatRef::from_row_major_slice(a, rows, k).transpose(),
        MatRef::from_row_major_slice(b, rows, n),
        1.0,
        Par::Seq,
    );
}

/// `out[m, k] = a[m, n] · b[k, n]ᵀ`: the gradient of what went through weights.
pub(crate) fn product_with_transposed(
    out: &mut [f32],
    onto: Onto,
    a: &[f32],
    b: &[f32],
    n: usize,
    k: usize,
) {
    let rows = a.len() / n.max(1);
    matmul(
        MatMut::from_row_major_slice_mut(out, rows, k),
        onto.into(),
        MatRef::from_row_major_slice(a, rows, n),
        MatRef::from_row_major_slice(b, k, n).transpose(),
        1.0,
        Par::Seq,
    );
}
