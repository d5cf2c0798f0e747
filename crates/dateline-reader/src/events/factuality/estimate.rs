//! The author's score, as readers give it: learned by `dateline-train factuality` from sentences in
//! which several readers said how certain an event is.
//!
//! The model gives each of five points of the scale a probability, from a weight for each feature;
//! the score is what they come to.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The weights are kept in hundredths.
const SCALE: f32 = 100.0;

/// The points of the scale that have weights of their own; the last has none.
const OUTCOMES: usize = 4;
const POINTS: [f64; OUTCOMES + 1] = [-2.5, -1.0, 0.4, 1.7, 3.0];

/// How much more an answer counts than its probability: denials and open questions are rare among
/// the sentences that the weights were learned from, and a mean of answers would seldom be one.
const LEANING: [f64; OUTCOMES + 1] = [4.0, 4.0, 2.5, 1.0, 1.0];
const SHARPNESS: f64 = 1.5;

static WEIGHTS: LazyLock<HashMap<&'static str, [f32; OUTCOMES]>> = LazyLock::new(|| {
    include_str!("../../../models/factuality.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut columns = line.split('\t');
            let feature = columns.next()?;
            let mut weights = [0.0; OUTCOMES];
            for weight in &mut weights {
                *weight = columns.next()?.parse::<f32>().ok()? / SCALE;
            }
            Some((feature, weights))
        })
        .collect()
});

/// The score of an event whose features `each` hands out.
pub(super) fn score(each: impl FnOnce(&mut dyn FnMut(&str))) -> f64 {
    let mut sums = WEIGHTS.get("always").copied().unwrap_or_default();
    each(&mut |feature| {
        if let Some(weights) = WEIGHTS.get(feature) {
            for (sum, weight) in sums.iter_mut().zip(weights) {
                *sum += weight;
            }
        }
    });
    let odds = sums.iter().map(|&sum| f64::from(sum).exp()).chain([1.0]);
    let (mut sum, mut all) = (0.0, 0.0);
    for ((point, leaning), odds) in POINTS.iter().zip(LEANING).zip(odds) {
        let weight = (odds * leaning).powf(SHARPNESS);
        sum += point * weight;
        all += weight;
    }
    sum / all
}
