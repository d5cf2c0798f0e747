//! What becomes of rows between the products: norms, recurrence, probabilities; the same to the last
//! bit on every processor.

#![expect(
    clippy::inline_always,
    reason = "what is not inlined into `widely` is compiled for the plainest processor"
)]

use pulp::NullaryFnOnce;

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
pub(super) struct NormWeights {
    pub(super) scale: Vec<f32>,
    pub(super) shift: Vec<f32>,
}

/// What is added to the variance of a row before it is normalised; the trainer has the same.
const SMALL: f32 = 1e-5;

/// The larger of the two halves of each row of `x`, normalised, scaled and shifted: put into the
/// rows of `out`, or added to them.
pub(super) struct MaxNorm<'a> {
    pub(super) x: &'a mut [f32],
    pub(super) norm: &'a NormWeights,
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
            if !add {
                out.fill(0.0);
            }
            add_normed(one, norm, out);
        }
    }
}

/// Adds a row, normalised, scaled and shifted, to another.
#[inline(always)]
fn add_normed(row: &[f32], norm: &NormWeights, out: &mut [f32]) {
    let width = row.len() as f32;
    let mean = sum(row) / width;
    let inverse = 1.0 / (squares(row, mean) / width + SMALL).sqrt();
    let weights = norm.scale.iter().zip(&norm.shift);
    for ((out, x), (scale, shift)) in out.iter_mut().zip(row).zip(weights) {
        *out += (x - mean) * inverse * scale + shift;
    }
}

/// Adds rows, normalised, scaled and shifted, to others.
pub(super) struct Norm<'a> {
    pub(super) x: &'a [f32],
    pub(super) weights: &'a NormWeights,
    pub(super) out: &'a mut [f32],
}

impl NullaryFnOnce for Norm<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let width = self.weights.scale.len();
        for (x, out) in self.x.chunks_exact(width).zip(self.out.chunks_exact_mut(width)) {
            add_normed(x, self.weights, out);
        }
    }
}

/// A minimal gated recurrence over the words of each sentence: `h = h' + z (a - h')`, where `a` and
/// the gate `z` are of the word alone, and `h'` is of the word before it for the first half of the
/// numbers, of the word behind it for the second. Each row of `linear` has `a`, then what `z` is
/// the logistic function of.
pub(super) struct Carry<'a> {
    pub(super) linear: &'a mut [f32],
    pub(super) sentences: &'a [std::ops::Range<usize>],
    pub(super) width: usize,
    pub(super) states: &'a mut Vec<f32>,
}

impl NullaryFnOnce for Carry<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Self { linear, sentences, width, states } = self;
        let half = width / 2;
        states.clear();
        states.resize(linear.len() / 2, 0.0);
        for row in linear.chunks_exact_mut(2 * width) {
            for gate in &mut row[width..] {
                *gate = logistic(*gate);
            }
        }
        let mut start = 0;
        for length in sentences.iter().map(std::ops::Range::len) {
            for step in 0..length {
                let row = start + step;
                let before = if step == 0 { None } else { Some(row - 1) };
                carry_row(linear, states, row, before, 0..half, width);
            }
            for step in (0..length).rev() {
                let row = start + step;
                let behind = if step + 1 == length { None } else { Some(row + 1) };
                carry_row(linear, states, row, behind, half..width, width);
            }
            start += length;
        }
    }
}

/// Some numbers of a row's state, from those of another row, or from none.
#[inline(always)]
fn carry_row(
    linear: &[f32],
    states: &mut [f32],
    row: usize,
    from: Option<usize>,
    numbers: std::ops::Range<usize>,
    width: usize,
) {
    let (new, gates) = linear[row * 2 * width..][..2 * width].split_at(width);
    let (new, gates) = (&new[numbers.clone()], &gates[numbers.clone()]);
    let length = numbers.len();
    let at = row * width + numbers.start;
    let Some(from) = from else {
        for ((state, new), gate) in states[at..at + length].iter_mut().zip(new).zip(gates) {
            *state = gate * new;
        }
        return;
    };
    let other = from * width + numbers.start;
    let (held, state) = if other < at {
        let (before, rest) = states.split_at_mut(at);
        (&before[other..other + length], &mut rest[..length])
    } else {
        let (before, rest) = states.split_at_mut(other);
        (&rest[..length], &mut before[at..at + length])
    };
    for (((state, held), new), gate) in state.iter_mut().zip(held).zip(new).zip(gates) {
        *state = held + gate * (new - held);
    }
}

/// The logistic function.
#[inline(always)]
fn logistic(x: f32) -> f32 {
    let small = exp(-x.abs());
    let likelier = 1.0 / (1.0 + small);
    if x >= 0.0 { likelier } else { small * likelier }
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

    #[test]
    fn the_exponential_is_near_that_of_the_system() {
        for step in 0..2_000 {
            let x = -0.04 * step as f32;
            let (found, expected) = (exp(x), x.exp());
            assert!((found - expected).abs() <= 1e-5 * expected + 1e-37, "{x}: {found} {expected}");
        }
        assert!(exp(-1e9) < 1e-37);
        assert_eq!(exp(0.0).to_bits(), 1.0_f32.to_bits());
    }

    #[test]
    fn probabilities_sum_to_one() {
        let mut scores: Vec<f32> = (0..37).map(|at| (at * 7 % 11) as f32 / 5.0).collect();
        scores[3] = -1e9;
        Softmax { scores: &mut scores, sharpness: 2.0 }.call();
        assert!((scores.iter().sum::<f32>() - 1.0).abs() < 1e-5);
        assert!(scores[3] < 1e-30);
    }
}
