//! Products of matrices and what goes with them, on the widest registers that the processor has.
//!
//! Each number of a product is the sum of its terms in their order, multiplied and added in two
//! steps: the same to the last bit on every processor, however many numbers it computes abreast.

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
    for (panel, start) in panels.chunks_exact_mut(count.max(1) * COLUMNS).zip((0..).step_by(COLUMNS)) {
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

/// Computes a product.
pub(super) fn multiply(product: Product<'_>) {
    if is_widest() {
        widely(Tiled::<ROWS_OF_WIDEST>(product));
    } else {
        widely(Tiled::<ROWS>(product));
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

/// A product that is computed so many rows abreast.
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
            let mut row = 0;
            while row + R <= rows {
                tile::<R>(&x[row * from..], from, panel, bias, &mut out[row * stride + column..], stride);
                row += R;
            }
            while row + ROWS_LEFT <= rows {
                let out = &mut out[row * stride + column..];
                tile::<ROWS_LEFT>(&x[row * from..], from, panel, bias, out, stride);
                row += ROWS_LEFT;
            }
            while row < rows {
                tile::<1>(&x[row * from..], from, panel, bias, &mut out[row * stride + column..], stride);
                row += 1;
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
        for (sums, row) in sums.iter_mut().zip(&rows) {
            let x = row[at];
            for (sum, weight) in sums.iter_mut().zip(line) {
                *sum += x * weight;
            }
        }
    }
    for (row, sums) in sums.iter().enumerate() {
        out[row * stride..][..COLUMNS].copy_from_slice(sums);
    }
}

/// How many numbers are added up abreast.
const LANES: usize = 16;

/// A sum in an order that is the same everywhere and that registers of any width can follow.
#[inline(always)]
pub(super) fn sum(numbers: &[f32]) -> f32 {
    let (chunks, rest) = numbers.as_chunks::<LANES>();
    let mut lanes = [0.0; LANES];
    for chunk in chunks {
        for (lane, number) in lanes.iter_mut().zip(chunk) {
            *lane += number;
        }
    }
    fold(lanes) + rest.iter().sum::<f32>()
}

/// The sum of squared distances from a number.
#[inline(always)]
fn squares(numbers: &[f32], from: f32) -> f32 {
    let (chunks, rest) = numbers.as_chunks::<LANES>();
    let mut lanes = [0.0; LANES];
    for chunk in chunks {
        for (lane, number) in lanes.iter_mut().zip(chunk) {
            *lane += (number - from) * (number - from);
        }
    }
    fold(lanes) + rest.iter().map(|number| (number - from) * (number - from)).sum::<f32>()
}

#[inline(always)]
fn fold(mut lanes: [f32; LANES]) -> f32 {
    let mut width = LANES / 2;
    while width > 0 {
        for at in 0..width {
            lanes[at] += lanes[at + width];
        }
        width /= 2;
    }
    lanes[0]
}

/// The scale and shift of a normalisation.
#[derive(Debug, Clone, Default)]
pub(super) struct Norm {
    pub(super) scale: Vec<f32>,
    pub(super) shift: Vec<f32>,
}

/// What is added to the variance of a row before it is normalised; the trainer has the same.
const SMALL: f32 = 1e-5;

/// The larger of the two halves of each row of `x`, normalised, scaled and shifted: put into the
/// rows of `out`, or added to them.
pub(super) struct MaxNorm<'a> {
    pub(super) x: &'a mut [f32],
    pub(super) norm: &'a Norm,
    pub(super) out: &'a mut [f32],
    pub(super) add: bool,
}

impl NullaryFnOnce for MaxNorm<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Self { x, norm, out, add } = self;
        let width = norm.scale.len();
        for (x, out) in x.chunks_exact_mut(2 * width).zip(out.chunks_exact_mut(width)) {
            let (one, two) = x.split_at_mut(width);
            for (one, two) in one.iter_mut().zip(&*two) {
                *one = if *two > *one { *two } else { *one };
            }
            let mean = sum(one) / width as f32;
            let inverse = 1.0 / (squares(one, mean) / width as f32 + SMALL).sqrt();
            let weights = norm.scale.iter().zip(&norm.shift);
            let before = if add { 1.0 } else { 0.0 };
            for ((out, x), (scale, shift)) in out.iter_mut().zip(&*one).zip(weights) {
                *out = before * *out + ((x - mean) * inverse * scale + shift);
            }
        }
    }
}

/// What is below zero is made a tenth of it.
pub(super) struct Leaky<'a>(pub(super) &'a mut [f32]);

impl NullaryFnOnce for Leaky<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        for x in self.0 {
            let tenth = 0.1 * *x;
            *x = if *x > tenth { *x } else { tenth };
        }
    }
}

/// `e` to the power of a number that is not above zero, to five digits: by the powers of two that
/// the bits of a float hold, and a polynomial between them. The same on every machine, as that of
/// system libraries is not.
#[inline(always)]
pub(crate) fn exp(x: f32) -> f32 {
    let x = if x > -87.0 { x } else { -87.0 };
    let power = x * std::f32::consts::LOG2_E;
    let whole = power.floor();
    let part = (power - whole) * std::f32::consts::LN_2;
    // Taylor's series to the eighth power: below 2e-7 off between 0 and ln 2.
    let mut sum = 1.0 / 40_320.0;
    for factor in [1.0 / 5_040.0, 1.0 / 720.0, 1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5, 1.0, 1.0] {
        sum = sum * part + factor;
    }
    f32::from_bits(((whole as i32 + 127) as u32) << 23) * sum
}

/// Scores turned into probabilities, each first multiplied by `sharpness`.
pub(super) struct Softmax<'a> {
    pub(super) scores: &'a mut [f32],
    pub(super) sharpness: f32,
}

impl NullaryFnOnce for Softmax<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Self { scores, sharpness } = self;
        let largest = scores.iter().fold(f32::NEG_INFINITY, |a, &b| if b > a { b } else { a });
        for score in scores.iter_mut() {
            *score = exp((*score - largest) * sharpness);
        }
        let inverse = 1.0 / sum(scores);
        for score in scores {
            *score *= inverse;
        }
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
            for rows_abreast in [ROWS, ROWS_OF_WIDEST] {
                let mut narrow = vec![0.0; wide.len()];
                let product = Product { x: &x, from, panels, bias: padded, out: &mut narrow };
                match rows_abreast {
                    ROWS => Tiled::<ROWS>(product).call(),
                    _ => Tiled::<ROWS_OF_WIDEST>(product).call(),
                }
                assert_eq!(wide, narrow);
            }
            for row in 0..rows {
                for column in 0..to {
                    let mut sum = bias[column];
                    for at in 0..from {
                        sum += x[row * from + at] * weights[at * to + column];
                    }
                    assert_eq!(sum, wide[row * layer.stride() + column]);
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

    #[test]
    fn the_exponential_is_near_that_of_the_system() {
        for step in 0..2_000 {
            let x = -0.04 * step as f32;
            let (found, expected) = (exp(x), x.exp());
            assert!((found - expected).abs() <= 1e-5 * expected + 1e-37, "{x}: {found} {expected}");
        }
        assert!(exp(-1e9) < 1e-37);
        assert_eq!(exp(0.0), 1.0);
    }

    #[test]
    fn probabilities_sum_to_one() {
        let mut scores = numbers(37, 9);
        scores[3] = -1e9;
        Softmax { scores: &mut scores, sharpness: 2.0 }.call();
        assert!((scores.iter().sum::<f32>() - 1.0).abs() < 1e-5);
        assert!(scores[3] < 1e-30);
    }
}
