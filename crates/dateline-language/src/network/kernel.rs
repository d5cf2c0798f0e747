//! Products of matrices, on the widest registers that the processor has.
//!
//! Each number of a product is the sum of its terms in their order, multiplied and added in two
//! steps: the same to the last bit on every processor, however many numbers it computes abreast.

#![expect(
    clippy::inline_always,
    reason = "what is not inlined into `widely` is compiled for the plainest processor"
)]

use pulp::NullaryFnOnce;

/// How many columns a panel has.
const COLUMNS: usize = 16;
/// How many rows are computed abreast: what fits into the registers, sixteen of eight numbers, or
/// 32 of sixteen.
const ROWS: usize = 6;
const ROWS_OF_WIDEST: usize = 12;
/// How many of the rows that are left.
const ROWS_LEFT: usize = 3;

/// Runs work with the instructions that this processor has.
pub(super) fn widely<F: NullaryFnOnce>(work: F) -> F::Output {
    #[cfg(target_arch = "x86_64")]
    {
        if let Some(with_avx512) = pulp::x86::V4::try_new() {
            return with_avx512.vectorize(work);
        }
        if let Some(with_avx2) = pulp::x86::V3::try_new() {
            return with_avx2.vectorize(work);
        }
    }
    work.call()
}

/// Whether registers are of the widest kind.
fn is_widest() -> bool {
    #[cfg(target_arch = "x86_64")]
    return pulp::x86::V4::try_new().is_some();
    #[cfg(not(target_arch = "x86_64"))]
    // NEON has 32 registers, of four numbers.
    return cfg!(target_arch = "aarch64");
}

/// A layer's weights and bias, in panels of columns.
#[derive(Debug, Clone, Default)]
pub(super) struct Layer {
    from: usize,
    to: usize,
    /// Panel after panel, each row after row.
    weights: Vec<f32>,
    bias: Vec<f32>,
}

impl Layer {
    /// The layer of weights in rows, one for each number that goes in.
    pub(super) fn new(from: usize, to: usize, weights: &[f32], bias: &[f32]) -> Self {
        let mut layer = Self { from, to, bias: bias.to_vec(), ..Self::default() };
        layer.bias.resize(layer.stride(), 0.0);
        pack(weights, from, to, &mut layer.weights);
        layer
    }

    /// How many numbers go in.
    pub(super) fn from(&self) -> usize {
        self.from
    }

    /// How many numbers come out.
    pub(super) fn to(&self) -> usize {
        self.to
    }

    /// How far apart the rows are that come out.
    pub(super) fn stride(&self) -> usize {
        padded(self.to)
    }

    /// `out = x · weights + bias`, a row for each row of `x`.
    pub(super) fn apply(&self, x: &[f32], out: &mut Vec<f32>) {
        let rows = x.len() / self.from.max(1);
        out.clear();
        out.resize(rows * self.stride(), 0.0);
        let Self { from, weights, bias, .. } = self;
        multiply(Product { x, from: *from, panels: weights, bias, out });
    }
}

/// A number of columns rounded up to whole panels.
pub(super) fn padded(columns: usize) -> usize {
    columns.next_multiple_of(COLUMNS)
}

/// Puts a matrix of rows into panels.
fn pack(rows: &[f32], count: usize, columns: usize, panels: &mut Vec<f32>) {
    panels.clear();
    panels.resize(count * padded(columns), 0.0);
    for (panel, start) in
        panels.chunks_exact_mut(count.max(1) * COLUMNS).zip((0..).step_by(COLUMNS))
    {
        let width = COLUMNS.min(columns - start);
        for (line, row) in panel.chunks_exact_mut(COLUMNS).zip(rows.chunks_exact(columns)) {
            line[..width].copy_from_slice(&row[start..start + width]);
        }
    }
}

/// Puts rows that stand for columns into panels: `columns[j][k]` becomes weight `k` of column `j`.
pub(super) fn pack_columns(columns: &[f32], stride: usize, height: usize, panels: &mut Vec<f32>) {
    let count = columns.len() / stride.max(1);
    panels.clear();
    panels.resize(height * padded(count), 0.0);
    for (at, column) in columns.chunks_exact(stride).enumerate() {
        let panel = &mut panels[at / COLUMNS * COLUMNS * height..][..COLUMNS * height];
        for (line, value) in panel.chunks_exact_mut(COLUMNS).zip(&column[..height]) {
            line[at % COLUMNS] = *value;
        }
    }
}

/// Computes a product: as many rows abreast as fit, then the rows that are left. Each number of rows
/// is compiled by itself, or the compiler runs out of registers for where the rows lie.
pub(super) fn multiply(product: Product<'_>) {
    let Product { mut x, from, panels, bias, mut out } = product;
    let widest = is_widest();
    for abreast in [if widest { ROWS_OF_WIDEST } else { ROWS }, ROWS_LEFT, 1] {
        let rows = x.len() / from.max(1) / abreast * abreast;
        let (now, later) = x.split_at(rows * from);
        let (here, there) = out.split_at_mut(rows * bias.len());
        let part = Product { x: now, from, panels, bias, out: here };
        match abreast {
            ROWS_OF_WIDEST => widely(Tiled::<ROWS_OF_WIDEST>(part)),
            ROWS => widely(Tiled::<ROWS>(part)),
            ROWS_LEFT => widely(Tiled::<ROWS_LEFT>(part)),
            _ => widely(Tiled::<1>(part)),
        }
        (x, out) = (later, there);
    }
}

/// A product of rows with panels.
pub(super) struct Product<'a> {
    /// Rows of `from` numbers.
    pub(super) x: &'a [f32],
    /// How many numbers a row has.
    pub(super) from: usize,
    /// The other matrix.
    pub(super) panels: &'a [f32],
    /// What each column begins with.
    pub(super) bias: &'a [f32],
    /// Where the rows go, as wide as `bias`.
    pub(super) out: &'a mut [f32],
}

/// A product that is computed so many rows abreast; their number is a multiple of that.
struct Tiled<'a, const R: usize>(Product<'a>);

impl<const R: usize> NullaryFnOnce for Tiled<'_, R> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Product { x, from, panels, bias, out } = self.0;
        let stride = bias.len();
        let rows = x.len() / from.max(1);
        for (number, panel) in panels.chunks_exact((from * COLUMNS).max(1)).enumerate() {
            let column = number * COLUMNS;
            let Some(bias) = bias[column..].first_chunk::<COLUMNS>() else { return };
            for row in (0..rows).step_by(R) {
                let out = &mut out[row * stride + column..];
                tile::<R>(&x[row * from..], from, panel, bias, out, stride);
            }
        }
    }
}

/// So many rows times one panel.
#[inline(always)]
fn tile<const R: usize>(
    x: &[f32],
    from: usize,
    panel: &[f32],
    bias: &[f32; COLUMNS],
    out: &mut [f32],
    stride: usize,
) {
    let mut sums = [*bias; R];
    let rows: [&[f32]; R] = std::array::from_fn(|row| &x[row * from..][..from]);
    for (at, line) in panel.as_chunks::<COLUMNS>().0.iter().enumerate().take(from) {
        // A copy stays in a register; the line itself would be loaded for every row.
        let line = *line;
        for (sums, row) in sums.iter_mut().zip(&rows) {
            let x = row[at];
            for (sum, weight) in sums.iter_mut().zip(&line) {
                *sum += x * weight;
            }
        }
    }
    for (row, sums) in sums.iter().enumerate() {
        out[row * stride..][..COLUMNS].copy_from_slice(sums);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(count: usize, seed: u32) -> Vec<f32> {
        let mut state = seed;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as f32 / (1 << 24) as f32 - 0.5
        };
        (0..count).map(|_| next()).collect()
    }

    #[test]
    fn a_product_is_the_same_by_every_way_to_the_last_bit() {
        for (rows, from, to) in [(1, 1, 1), (7, 5, 3), (29, 48, 16), (6, 33, 50), (0, 4, 4)] {
            let (x, weights) = (numbers(rows * from, 1), numbers(from * to, 2));
            let bias = numbers(to, 3);
            let layer = Layer::new(from, to, &weights, &bias);
            let mut wide = Vec::new();
            layer.apply(&x, &mut wide);
            let Layer { weights: panels, bias: padded, .. } = &layer;
            let mut narrow = vec![0.0; wide.len()];
            Tiled::<1>(Product { x: &x, from, panels, bias: padded, out: &mut narrow }).call();
            assert_eq!(wide, narrow);
            for row in 0..rows {
                for column in 0..to {
                    let mut sum = bias[column];
                    for at in 0..from {
                        sum += x[row * from + at] * weights[at * to + column];
                    }
                    assert_eq!(sum.to_bits(), wide[row * layer.stride() + column].to_bits());
                }
            }
        }
    }

    #[test]
    fn columns_are_packed_as_rows_are() {
        let (height, count, stride) = (5, 19, 8);
        let columns = numbers(count * stride, 4);
        let mut packed = Vec::new();
        pack_columns(&columns, stride, height, &mut packed);
        let rows: Vec<f32> = (0..height)
            .flat_map(|at| (0..count).map(move |column| (at, column)))
            .map(|(at, column)| columns[column * stride + at])
            .collect();
        let mut expected = Vec::new();
        pack(&rows, height, count, &mut expected);
        assert_eq!(packed, expected);
    }
}
