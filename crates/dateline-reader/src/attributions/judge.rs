//! Whether a candidate attributes: a logistic model over its features. The weights are learned by
//! `dateline-train cues` from annotated articles.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::candidate::{Candidate, Scene};
use super::features::features;

/// The weights are kept in hundredths.
const SCALE: f32 = 100.0;

static WEIGHTS: LazyLock<HashMap<&'static str, f32>> = LazyLock::new(|| {
    include_str!("../../models/attribution-cues.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let (feature, weight) = line.rsplit_once('\t')?;
            Some((feature, weight.parse::<f32>().ok()? / SCALE))
        })
        .collect()
});

/// The logarithm of the odds that a candidate attributes.
pub(super) fn log_odds(scene: &Scene<'_>, candidate: &Candidate) -> f32 {
    let mut sum = WEIGHTS.get("always").copied().unwrap_or_default();
    features(scene, candidate, |feature| {
        sum += WEIGHTS.get(feature).copied().unwrap_or_default();
    });
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_weight_is_read() {
        let rows = include_str!("../../models/attribution-cues.tsv")
            .lines()
            .filter(|line| !line.starts_with('#'))
            .count();
        assert_eq!(WEIGHTS.len(), rows);
    }
}
