//! The weights of a decision, as `dateline-train cues` writes them.

use std::collections::HashMap;

/// The weights are kept in hundredths.
const SCALE: f32 = 100.0;

/// A weight for each feature.
#[derive(Debug)]
pub(super) struct Weights(HashMap<&'static str, f32>);

impl Weights {
    /// Reads a file with a row for each feature: its name, a tabulator, its weight in hundredths.
    pub(super) fn read(file: &'static str) -> Self {
        let row = |line: &'static str| {
            let (feature, weight) = line.rsplit_once('\t')?;
            Some((feature, weight.parse::<f32>().ok()? / SCALE))
        };
        Self(file.lines().filter(|line| !line.starts_with('#')).filter_map(row).collect())
    }

    /// The weight of a feature; nought for one that was not learned.
    pub(super) fn of(&self, feature: &str) -> f32 {
        self.0.get(feature).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_weight_is_read() {
        for file in [
            include_str!("../../models/attribution-cues.tsv"),
            include_str!("../../models/attribution-edges.tsv"),
        ] {
            let rows = file.lines().filter(|line| !line.starts_with('#')).count();
            assert_eq!(Weights::read(file).0.len(), rows);
        }
    }
}
