//! What the findings come to.

use std::sync::LazyLock;

use crate::findings::{FEATURES, Findings};

/// The weights of the features, for persons and for all else: made by `dateline-train match-names`.
const WEIGHTS_FILE: &str = include_str!("../lexicons/weights.tsv");

/// The most that two names come to whose numbers differ, or that have nothing telling in common.
const CONTRADICTED: f64 = 0.1;
/// The most that a name comes to that was not compared to its end.
const UNSURE: f64 = 0.49;

static WEIGHTS: LazyLock<[[f32; FEATURES.len()]; 2]> = LazyLock::new(|| {
    let mut weights = [[0.0; FEATURES.len()]; 2];
    let rows = WEIGHTS_FILE.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    for (at, row) in rows.enumerate().take(FEATURES.len()) {
        let columns = row.split('\t').skip(1).filter_map(|weight| weight.parse().ok());
        for (column, weight) in columns.enumerate().take(2) {
            weights[column][at] = weight;
        }
    }
    weights
});

/// How likely two names are of the same, 0 to 1.
pub(crate) fn score(findings: &Findings) -> f64 {
    if findings.is_empty() {
        return 0.0;
    }
    if findings.is_identical {
        return 1.0;
    }
    let weights = &WEIGHTS[usize::from(!findings.is_person())];
    let sum: f32 =
        weights.iter().zip(findings.features()).map(|(weight, feature)| weight * feature).sum();
    let mut score = 1.0 / (1.0 + f64::from(-sum).exp());
    if findings.numbers_differ() || findings.nothing_telling_agrees() {
        score = score.min(CONTRADICTED);
    }
    if findings.first.is_cut || findings.second.is_cut {
        score = score.min(UNSURE);
    }
    (score * 10_000.0).round() / 10_000.0
}
