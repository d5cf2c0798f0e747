//! What is done number by number: written so that the compiler makes vectors of it, and compiled
//! once more for processors with wider vectors.
#![expect(clippy::inline_always, reason = "what is not inlined is not compiled for wider vectors")]

use faer::traits::ComplexField;

use super::pool::Buffer;
use crate::network::layers::LayerNorm;

/// How many sums are kept side by side.
const LANES: usize = 16;

/// Runs something with the widest vectors that the processor has.
#[inline(always)]
pub(super) fn wide<R>(run: impl FnOnce() -> R) -> R {
    <f32 as ComplexField>::Arch::default().dispatch(run)
}

/// `e` to the power of `x`, to seven digits, where the power is between -87 and 88.
#[inline(always)]
fn exp(x: f32) -> f32 {
    /// Added to a number below 2²², it leaves the nearest whole number in the low bits.
    const WHOLE: f32 = 12_582_912.0;
    /// The logarithm of two, in two parts of which the first has few digits.
    const LN_2: [f32; 2] = [0.693_359_4, -2.121_944_4e-4];
    let x = x.clamp(-87.0, 88.0);
    let shifted = x * std::f32::consts::LOG2_E + WHOLE;
    let power = shifted - WHOLE;
    let rest = x - power * LN_2[0] - power * LN_2[1];
    let mut series = 1.987_569_1e-4;
    for factor in [1.398_199_9e-3, 8.333_452e-3, 4.166_579_6e-2, 1.666_666_5e-1, 0.5] {
        series = series * rest + factor;
    }
    let series = series * rest * rest + rest + 1.0;
    series * f32::from_bits((shifted.to_bits() << 23).wrapping_add(1.0_f32.to_bits()))
}

/// The Gaussian error linear unit of `x` (Hendrycks and Gimpel 2016), and its slope there.
///
/// The normal distribution is Abramowitz and Stegun's 7.1.26, right to 1.5e-7.
#[inline(always)]
fn gelu_and_slope(x: f32) -> (f32, f32) {
    /// The height of the normal distribution's density.
    const HEIGHT: f32 = 0.398_942_3;
    let size = x.abs();
    let bell = exp(-0.5 * x * x);
    let t = 1.0 / (1.0 + 0.327_591_1 * std::f32::consts::FRAC_1_SQRT_2 * size);
    let mut series = 1.061_405_4;
    for factor in [-1.453_152, 1.421_413_7, -0.284_496_74, 0.254_829_6] {
        series = series * t + factor;
    }
    let tail = 0.5 * series * t * bell;
    let below = if x < 0.0 { tail } else { 1.0 - tail };
    (x * below, below + x * HEIGHT * bell)
}

/// Adds a row to every row.
pub(super) fn add_to_rows(rows: &mut [f32], row: &[f32]) {
    wide(
        #[inline(always)]
        || {
            for values in rows.chunks_exact_mut(row.len()) {
                for (value, add) in values.iter_mut().zip(row) {
                    *value += add;
                }
            }
        },
    );
}

/// Puts the unit's output in place of its input, to whose rows the bias is added first; and gives
/// the slopes, where there is room for them.
pub(super) fn gelu(x: &mut [f32], bias: &[f32], slopes: &mut [f32]) {
    let width = bias.len();
    wide(
        #[inline(always)]
        || {
            if slopes.is_empty() {
                for row in x.chunks_exact_mut(width) {
                    for (x, bias) in row.iter_mut().zip(bias) {
                        *x = gelu_and_slope(*x + bias).0;
                    }
                }
            } else {
                for (row, slopes) in x.chunks_exact_mut(width).zip(slopes.chunks_exact_mut(width)) {
                    for ((x, bias), slope) in row.iter_mut().zip(bias).zip(slopes) {
                        (*x, *slope) = gelu_and_slope(*x + bias);
                    }
                }
            }
        },
    );
}

/// Multiplies one list with another.
pub(super) fn multiply(by: &mut [f32], with: &[f32]) {
    wide(
        #[inline(always)]
        || {
            for (by, with) in by.iter_mut().zip(with) {
                *by *= with;
            }
        },
    );
}

/// A choice of what to hide (Srivastava et al. 2014) that is drawn again from its seed, by place,
/// so that no mask need be kept.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dropout {
    seed: [u32; 2],
    /// What is drawn below it, of 2²⁴, is hidden.
    bound: u32,
    /// What the others are multiplied by.
    kept: f32,
}

impl Dropout {
    /// Hides nothing.
    pub(super) const NONE: Self = Self { seed: [0; 2], bound: 0, kept: 1.0 };

    /// Hides a share.
    pub(super) fn new(share: f32, bits: u64) -> Self {
        Self {
            seed: [bits as u32, (bits >> 32) as u32],
            bound: (share * (1_u32 << 24) as f32) as u32,
            kept: 1.0 / (1.0 - share),
        }
    }

    fn is_none(self) -> bool {
        self.bound == 0
    }

    /// What the number at a place is multiplied by: zero, or what makes up for the hidden ones.
    #[inline(always)]
    fn factor(self, at: u32) -> f32 {
        let mut bits = at.wrapping_add(self.seed[0]);
        bits = (bits ^ (bits >> 16)).wrapping_mul(0x7feb_352d);
        bits = (bits ^ (bits >> 15)).wrapping_add(self.seed[1]).wrapping_mul(0x846c_a68b);
        // Both are below 2²⁴, and vectors compare numbers with a sign.
        if ((bits >> 8) as i32) < self.bound as i32 { 0.0 } else { self.kept }
    }

    /// Hides in a list whose first number has this place.
    #[inline(always)]
    fn hide_within(self, x: &mut [f32], first: usize) {
        for (at, x) in (first as u32..).zip(x) {
            *x *= self.factor(at);
        }
    }

    /// Hides in a list, or in its gradient.
    pub(super) fn hide(self, x: &mut [f32]) {
        if !self.is_none() {
            wide(
                #[inline(always)]
                || self.hide_within(x, 0),
            );
        }
    }

    /// Copies a list and hides in the copy.
    pub(super) fn hide_in_copy(self, x: &[f32], copy: &mut [f32]) {
        copy.copy_from_slice(x);
        self.hide(copy);
    }
}

/// Turns rows of scores into probabilities, and hides some in a copy.
pub(super) fn softmax(
    rows: &mut [f32],
    width: usize,
    hidden: &mut [f32],
    dropout: Dropout,
    first: usize,
) {
    wide(
        #[inline(always)]
        || {
            for row in rows.chunks_exact_mut(width) {
                let largest = fold(
                    row,
                    f32::NEG_INFINITY,
                    #[inline(always)]
                    |a, b| if a > b { a } else { b },
                );
                for score in row.iter_mut() {
                    *score = exp(*score - largest);
                }
                let inverse = 1.0
                    / fold(
                        row,
                        0.0,
                        #[inline(always)]
                        |a, b| a + b,
                    );
                for score in row.iter_mut() {
                    *score *= inverse;
                }
            }
            hidden.copy_from_slice(rows);
            if !dropout.is_none() {
                dropout.hide_within(hidden, first);
            }
        },
    );
}

/// The gradient of scores from that of their probabilities, some of which are hidden once more in
/// a copy.
pub(super) fn through_softmax(
    gradient: &mut [f32],
    rows: &[f32],
    width: usize,
    hidden: &mut [f32],
    dropout: Dropout,
    first: usize,
) {
    wide(
        #[inline(always)]
        || {
            hidden.copy_from_slice(rows);
            if !dropout.is_none() {
                dropout.hide_within(hidden, first);
                dropout.hide_within(gradient, first);
            }
            for (slopes, row) in gradient.chunks_exact_mut(width).zip(rows.chunks_exact(width)) {
                let along = dot(slopes, row);
                for (slope, probability) in slopes.iter_mut().zip(row) {
                    *slope = probability * (*slope - along);
                }
            }
        },
    );
}

/// Folds a list in lanes, in an order that is always the same.
#[inline(always)]
fn fold(row: &[f32], first: f32, with: impl Fn(f32, f32) -> f32) -> f32 {
    let mut lanes = [first; LANES];
    let (chunks, rest) = row.as_chunks::<LANES>();
    for chunk in chunks {
        for (lane, value) in lanes.iter_mut().zip(chunk) {
            *lane = with(*lane, *value);
        }
    }
    for (lane, value) in lanes.iter_mut().zip(rest) {
        *lane = with(*lane, *value);
    }
    gather(lanes, with)
}

/// What the lanes come to.
#[inline(always)]
fn gather(mut lanes: [f32; LANES], with: impl Fn(f32, f32) -> f32) -> f32 {
    let mut half = LANES / 2;
    while half > 0 {
        for at in 0..half {
            lanes[at] = with(lanes[at], lanes[at + half]);
        }
        half /= 2;
    }
    lanes[0]
}

/// The sum of products.
#[inline(always)]
fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0.0; LANES];
    let ((a, a_rest), (b, b_rest)) = (a.as_chunks::<LANES>(), b.as_chunks::<LANES>());
    for (a, b) in a.iter().zip(b) {
        for (lane, (a, b)) in lanes.iter_mut().zip(a.iter().zip(b)) {
            *lane += a * b;
        }
    }
    for (lane, (a, b)) in lanes.iter_mut().zip(a_rest.iter().zip(b_rest)) {
        *lane += a * b;
    }
    gather(
        lanes,
        #[inline(always)]
        |a, b| a + b,
    )
}

/// What the backward pass of a normalisation needs: the rows before scale and shift, and one over
/// the spread of each.
#[derive(Debug)]
pub(super) struct Normed {
    rows: Buffer,
    inverse_spread: Vec<f32>,
}

/// What is normalised: `y` and the bias, some of them hidden, are added to `x`.
pub(super) struct Sum<'a> {
    pub(super) x: &'a [f32],
    pub(super) y: Buffer,
    pub(super) bias: &'a [f32],
    pub(super) dropout: Dropout,
}

/// Normalises the rows of a sum.
pub(super) fn add_and_norm(
    norm: &LayerNorm,
    parameters: &[f32],
    sum: Sum<'_>,
    out: &mut [f32],
) -> Normed {
    let Sum { x, mut y, bias, dropout } = sum;
    let width = norm.scale.columns;
    let (scale, shift) = (norm.scale.of(parameters), norm.shift.of(parameters));
    let mut inverse_spread = vec![0.0; x.len() / width];
    wide(
        #[inline(always)]
        || {
            let rows = x.chunks_exact(width).zip(y.chunks_exact_mut(width));
            let rows = rows.zip(out.chunks_exact_mut(width)).zip(&mut inverse_spread);
            for (row, (((x, y), out), inverse_spread)) in rows.enumerate() {
                for (y, bias) in y.iter_mut().zip(bias) {
                    *y += bias;
                }
                if !dropout.is_none() {
                    dropout.hide_within(y, row * width);
                }
                for (y, x) in y.iter_mut().zip(x) {
                    *y += x;
                }
                let mean = fold(y, 0.0, |a, b| a + b) / width as f32;
                for y in y.iter_mut() {
                    *y -= mean;
                }
                let spread = dot(y, y) / width as f32;
                let inverse = 1.0 / (spread + norm.small).sqrt();
                *inverse_spread = inverse;
                for (((y, out), scale), shift) in y.iter_mut().zip(out).zip(scale).zip(shift) {
                    *y *= inverse;
                    *out = *y * scale + shift;
                }
            }
        },
    );
    Normed { rows: y, inverse_spread }
}

/// Adds the gradients of scale and shift; the gradient of what was given becomes that of what was
/// normalised.
pub(super) fn through_norm(
    norm: &LayerNorm,
    parameters: &[f32],
    gradient: &mut [f32],
    normed: &Normed,
    slopes: &mut [f32],
) {
    let width = norm.scale.columns;
    let scale = norm.scale.of(parameters);
    let (mut scale_sum, mut shift_sum) = (vec![0.0; width], vec![0.0; width]);
    wide(
        #[inline(always)]
        || {
            let rows = slopes.chunks_exact_mut(width).zip(normed.rows.chunks_exact(width));
            for ((slopes, row), inverse) in rows.zip(&normed.inverse_spread) {
                let sums = scale_sum.iter_mut().zip(&mut shift_sum);
                for (((slope, x), scale), (scale_sum, shift_sum)) in
                    slopes.iter_mut().zip(row).zip(scale).zip(sums)
                {
                    *scale_sum += *slope * x;
                    *shift_sum += *slope;
                    *slope *= scale;
                }
                let mean = fold(
                    slopes,
                    0.0,
                    #[inline(always)]
                    |a, b| a + b,
                ) / width as f32;
                let along = dot(slopes, row) / width as f32;
                for (slope, x) in slopes.iter_mut().zip(row) {
                    *slope = inverse * (*slope - mean - x * along);
                }
            }
        },
    );
    crate::network::layers::add(norm.scale.of_mut(gradient), &scale_sum);
    crate::network::layers::add(norm.shift.of_mut(gradient), &shift_sum);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The normal distribution below `x`, by Simpson's rule.
    fn below(x: f64) -> f64 {
        let steps = 2000;
        let step = x / f64::from(steps);
        let density = |x: f64| (-0.5 * x * x).exp() / std::f64::consts::TAU.sqrt();
        let sum: f64 = (0..=steps)
            .map(|at| {
                let weight = if at == 0 || at == steps { 1.0 } else { f64::from(2 + 2 * (at % 2)) };
                weight * density(step * f64::from(at))
            })
            .sum();
        0.5 + sum * step / 3.0
    }

    #[test]
    fn the_exponential_is_right_to_seven_digits() {
        for at in -8600..8700 {
            let x = at as f32 / 100.0;
            let right = f64::from(x).exp();
            assert!((f64::from(exp(x)) / right - 1.0).abs() < 3e-7, "{x}: {} {right}", exp(x));
        }
        assert!(exp(-1e4) < 1e-37);
    }

    #[test]
    fn the_unit_and_its_slope_are_right() {
        for at in -120..=120 {
            let x = at as f32 / 20.0;
            let wide = f64::from(x);
            let right = wide * below(wide);
            let slope =
                below(wide) + wide * (-0.5 * wide * wide).exp() / std::f64::consts::TAU.sqrt();
            let mut y = [x];
            let mut slopes = [0.0];
            gelu(&mut y, &[0.0], &mut slopes);
            assert!((f64::from(y[0]) - right).abs() < 1e-6, "{x}: {} {right}", y[0]);
            assert!((f64::from(slopes[0]) - slope).abs() < 1e-6, "{x}: {} {slope}", slopes[0]);
            let mut again = vec![x - 0.5];
            gelu(&mut again, &[0.5], &mut []);
            assert!((again[0] - y[0]).abs() < 1e-6);
        }
    }

    #[test]
    fn dropout_hides_its_share_and_the_same_again() {
        let dropout = Dropout::new(0.1, 0x1234_5678_9abc_def0);
        let hidden = |dropout: Dropout| {
            let mut x = vec![1.0; 100_000];
            dropout.hide(&mut x);
            x
        };
        let x = hidden(dropout);
        let zeros = x.iter().filter(|x| **x == 0.0).count();
        assert!((9_700..10_300).contains(&zeros), "{zeros}");
        assert_eq!(x, hidden(dropout));
        let other = hidden(Dropout::new(0.1, 0x1234_5678_9abc_def1));
        let both = x.iter().zip(&other).filter(|(x, other)| **x == 0.0 && **other == 0.0).count();
        assert!((850..1_150).contains(&both), "{both}");
        assert_eq!(hidden(Dropout::NONE), vec![1.0; 100_000]);
    }
}
