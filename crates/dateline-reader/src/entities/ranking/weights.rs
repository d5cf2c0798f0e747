//! The weights of the ranker, as they are learned and kept.

use std::fmt::Write as _;
use std::sync::LazyLock;

/// How many values a feature has at most.
pub(super) const VALUES: u32 = 4096;

/// The weights are kept in hundredths.
const SCALE: f32 = 100.0;

/// The names of the features in the file of weights, in the order of [`super::features::Feature`].
const NAMES: [&str; super::features::COUNT] = super::features::NAMES;

static EMBEDDED: LazyLock<CoreferenceWeights> =
    LazyLock::new(|| CoreferenceWeights::read(include_str!("../../../models/coreference.tsv")));

/// What each feature of a pair of mentions, or of a mention that is new, says for it.
#[derive(Debug, Clone, PartialEq)]
pub struct CoreferenceWeights {
    values: Vec<f32>,
}

impl Default for CoreferenceWeights {
    fn default() -> Self {
        Self { values: vec![0.0; super::features::COUNT * VALUES as usize] }
    }
}

impl CoreferenceWeights {
    /// The weights that the program carries.
    pub(crate) fn embedded() -> &'static Self {
        &EMBEDDED
    }

    /// The weights of a file's rows: a feature's name, its value and its weight in hundredths,
    /// with tabs between. Rows that are none of these are passed over.
    pub fn read(rows: &str) -> Self {
        let mut weights = Self::default();
        for row in rows.lines().filter(|row| !row.starts_with('#')) {
            let mut columns = row.split('\t');
            let number = columns.next().and_then(|name| NAMES.iter().position(|n| *n == name));
            let value = columns.next().and_then(|value| value.parse::<u32>().ok());
            let weight = columns.next().and_then(|weight| weight.parse::<f32>().ok());
            if let (Some(number), Some(value), Some(weight)) = (number, value, weight)
                && value < VALUES
            {
                weights.values[number * VALUES as usize + value as usize] = weight / SCALE;
            }
        }
        weights
    }

    /// The rows of a file with these weights, without those that are nought.
    pub fn write(&self) -> String {
        let mut rows = String::new();
        for (at, weight) in self.values.iter().enumerate() {
            let hundredths = (weight * SCALE).round() as i32;
            if hundredths != 0 {
                let (number, value) = (at / VALUES as usize, at % VALUES as usize);
                // Writing to a string cannot fail.
                let _ = writeln!(rows, "{}\t{value}\t{hundredths}", NAMES[number]);
            }
        }
        rows
    }

    /// All weights, by the numbers of the features.
    pub fn values_mut(&mut self) -> &mut [f32] {
        &mut self.values
    }

    /// What features say together.
    pub fn sum(&self, features: &[u32]) -> f32 {
        features.iter().map(|&at| self.values[at as usize]).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_weight_is_read() {
        let rows = include_str!("../../../models/coreference.tsv");
        let kept: String =
            rows.lines().filter(|row| !row.starts_with('#')).flat_map(|row| [row, "\n"]).collect();
        assert_eq!(CoreferenceWeights::read(rows).write(), kept);
    }
}
