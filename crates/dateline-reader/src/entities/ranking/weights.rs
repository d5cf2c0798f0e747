//! The weights of the ranker, as they are learned and kept.
//!
//! Each feature says something for a possibility by itself, and something together with the others:
//! the latter goes through one layer of hidden units (rectified sums), so that `it` a sentence later
//! can weigh otherwise beside a subject than beside an object.

use std::fmt::Write as _;
use std::sync::LazyLock;

/// How many values a feature has at most.
pub(super) const VALUES: u32 = 4096;

/// How many hidden units there are.
pub const COREFERENCE_UNITS: usize = 16;

/// The weights are kept in thousandths.
const SCALE: f32 = 1000.0;

/// The name of the row with the weights of the hidden units.
const OUTPUT: &str = "hidden";

/// The names of the features in the file of weights, in the order of [`super::features::Feature`].
const NAMES: [&str; super::features::COUNT] = super::features::NAMES;

static EMBEDDED: LazyLock<CoreferenceWeights> =
    LazyLock::new(|| CoreferenceWeights::read(include_str!("../../../models/coreference.tsv")));

/// What a feature says: by itself, and to each hidden unit.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct CoreferenceFeature {
    /// What it adds to the sum by itself.
    pub alone: f32,
    /// What it adds to each hidden unit.
    pub hidden: [f32; COREFERENCE_UNITS],
}

/// What each feature of a pair of mentions, or of a mention that is new, says for it.
#[derive(Debug, Clone, PartialEq)]
pub struct CoreferenceWeights {
    /// For each feature the place of its weights, or [`NONE`].
    places: Vec<u32>,
    /// The features that have weights, in rising order.
    known: Vec<u32>,
    features: Vec<CoreferenceFeature>,
    output: [f32; COREFERENCE_UNITS],
}

/// The place of a feature without weights.
const NONE: u32 = u32::MAX;

impl Default for CoreferenceWeights {
    fn default() -> Self {
        Self {
            places: vec![NONE; super::features::COUNT * VALUES as usize],
            known: Vec::new(),
            features: Vec::new(),
            output: [0.0; COREFERENCE_UNITS],
        }
    }
}

impl CoreferenceWeights {
    /// The weights that the program carries.
    pub(crate) fn embedded() -> &'static Self {
        &EMBEDDED
    }

    /// Weights for these features, in rising order of the features, with those of the hidden units.
    pub fn new(weights: &[(u32, CoreferenceFeature)], output: [f32; COREFERENCE_UNITS]) -> Self {
        let mut made = Self { output, ..Self::default() };
        for &(feature, weights) in weights {
            made.put(feature, weights);
        }
        made
    }

    /// How many features there can be: all are below this.
    pub fn count() -> usize {
        super::features::COUNT * VALUES as usize
    }

    fn put(&mut self, feature: u32, weights: CoreferenceFeature) {
        if let Some(place) = self.places.get_mut(feature as usize)
            && *place == NONE
        {
            *place = self.features.len() as u32;
            self.known.push(feature);
            self.features.push(weights);
        }
    }

    /// The weights of a file's rows: a feature's name, its value, its weight and what it adds to
    /// each hidden unit, in thousandths, with tabs between. Rows that are none of these are passed
    /// over.
    pub fn read(rows: &str) -> Self {
        let mut weights = Self::default();
        for row in rows.lines().filter(|row| !row.starts_with('#')) {
            let mut columns = row.split('\t');
            let name = columns.next().unwrap_or_default();
            let value = columns.next().and_then(|value| value.parse::<u32>().ok());
            let mut numbers =
                columns.map(|number| number.parse::<f32>().unwrap_or_default() / SCALE);
            let alone = numbers.next().unwrap_or_default();
            let mut hidden = [0.0; COREFERENCE_UNITS];
            for unit in &mut hidden {
                *unit = numbers.next().unwrap_or_default();
            }
            if name == OUTPUT {
                weights.output = hidden;
            } else if let Some(number) = NAMES.iter().position(|known| *known == name)
                && let Some(value) = value.filter(|value| *value < VALUES)
            {
                weights.put(number as u32 * VALUES + value, CoreferenceFeature { alone, hidden });
            }
        }
        weights
    }

    /// The rows of a file with these weights.
    pub fn write(&self) -> String {
        let mut rows = format!("{OUTPUT}\t0\t0");
        let put = |rows: &mut String, weight: f32| {
            // Writing to a string cannot fail.
            let _ = write!(rows, "\t{}", (weight * SCALE).round() as i32);
        };
        self.output.iter().for_each(|&weight| put(&mut rows, weight));
        rows.push('\n');
        for (&feature, weights) in self.known.iter().zip(&self.features) {
            let (number, value) = (feature / VALUES, feature % VALUES);
            let _ = write!(rows, "{}\t{value}", NAMES[number as usize]);
            put(&mut rows, weights.alone);
            weights.hidden.iter().for_each(|&weight| put(&mut rows, weight));
            rows.push('\n');
        }
        rows
    }

    /// What features say together.
    pub fn sum(&self, features: &[u32]) -> f32 {
        let mut alone = 0.0;
        let mut hidden = [0.0_f32; COREFERENCE_UNITS];
        for &feature in features {
            let place = self.places[feature as usize];
            if place == NONE {
                continue;
            }
            let weights = &self.features[place as usize];
            alone += weights.alone;
            for (unit, weight) in hidden.iter_mut().zip(&weights.hidden) {
                *unit += weight;
            }
        }
        let units: f32 = hidden.iter().zip(&self.output).map(|(unit, w)| unit.max(0.0) * w).sum();
        alone + units
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
