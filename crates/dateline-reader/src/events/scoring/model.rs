//! The weights, and what they make of an event.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use super::meaning::ZONES;

/// The types of PLOVER and, last, none.
pub(super) const CLASSES: usize = 17;

/// The weights are kept in hundredths.
const SCALE: f32 = 100.0;

type Row = [f32; CLASSES];

/// The weights that decide which type an event has: of each feature for each type, and for none.
#[derive(Debug, Clone, Default)]
pub struct CodeWeights {
    features: HashMap<String, Row, foldhash::fast::FixedState>,
    /// By zone and number of its vector.
    meanings: Vec<Row>,
}

static OWN: LazyLock<Arc<CodeWeights>> = LazyLock::new(|| {
    Arc::new(CodeWeights::read(include_str!("../../../models/event-codes.tsv")).unwrap_or_default())
});

impl CodeWeights {
    /// The weights that the program carries.
    pub fn embedded() -> Arc<Self> {
        Arc::clone(&OWN)
    }

    /// Weights as the training program writes them: a feature a line, then its weights in hundredths,
    /// for the types of PLOVER in the order of its codebook and for none, with tabulators between.
    /// `None` where a line is not so.
    pub fn read(rows: &str) -> Option<Self> {
        let mut weights = Self::default();
        for line in rows.lines().filter(|line| !line.starts_with('#')) {
            let (feature, row) = weights_of(line)?;
            match feature.strip_prefix("meaning.") {
                Some(_) => weights.meanings.push(row),
                None => _ = weights.features.insert(feature.to_owned(), row),
            }
        }
        Some(weights)
    }

    /// The name of the weights for a number of the vectors of an event, as [`Self::read`] has it.
    pub fn meaning_name(place: usize, width: usize) -> String {
        format!("meaning.{}.{}", ZONES[place / width], place % width)
    }

    /// What speaks for each class, from features that `each` hands out and the vectors.
    pub(super) fn sums(&self, vectors: &[f32], each: impl FnOnce(&mut dyn FnMut(&str))) -> Row {
        let mut sums = [0.0; CLASSES];
        each(&mut |feature| {
            if let Some(row) = self.features.get(feature) {
                for (sum, weight) in sums.iter_mut().zip(row) {
                    *sum += weight;
                }
            }
        });
        // Another model may have other vectors.
        let vectors = if vectors.len() == self.meanings.len() { vectors } else { &[] };
        for (value, row) in vectors.iter().zip(&self.meanings) {
            if *value != 0.0 {
                for (sum, weight) in sums.iter_mut().zip(row) {
                    *sum += value * weight;
                }
            }
        }
        sums
    }

    /// What a feature says for each class.
    pub(super) fn of(&self, feature: &str) -> Option<&[f32; CLASSES]> {
        self.features.get(feature)
    }

    /// What each zone of the vectors says for each class.
    pub(super) fn of_zones(
        &self,
        vectors: &[f32],
    ) -> [(&'static str, [f32; CLASSES]); ZONES.len()] {
        let width = self.meanings.len() / ZONES.len();
        let mut zones = ZONES.map(|zone| (zone, [0.0; CLASSES]));
        if vectors.len() == self.meanings.len() && width > 0 {
            for (place, (value, row)) in vectors.iter().zip(&self.meanings).enumerate() {
                for (sum, weight) in zones[place / width].1.iter_mut().zip(row) {
                    *sum += value * weight;
                }
            }
        }
        zones
    }
}

/// A feature and its weights for each class, from a line of a file of weights: hundredths with
/// tabulators between, where an empty column is zero. `None` where the line is not so.
pub(in super::super) fn weights_of<const N: usize>(line: &str) -> Option<(&str, [f32; N])> {
    let mut columns = line.split('\t');
    let feature = columns.next()?;
    let mut row = [0.0; N];
    for weight in &mut row {
        let column = columns.next()?;
        if !column.is_empty() {
            *weight = column.parse::<f32>().ok()? / SCALE;
        }
    }
    Some((feature, row))
}

/// The probability of each class.
pub(in super::super) fn probabilities<const N: usize>(sums: [f32; N]) -> [f64; N] {
    let most = sums.iter().fold(f32::NEG_INFINITY, |most, &sum| most.max(sum));
    let raised = sums.map(|sum| f64::from(sum - most).exp());
    let all: f64 = raised.iter().sum();
    raised.map(|value| value / all)
}
