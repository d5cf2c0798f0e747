//! The weights, and what they make of a candidate.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use super::super::scoring::{probabilities, weights_of};

/// Who acts, whom the act is aimed at, and neither.
pub(super) const CLASSES: usize = 3;

pub(super) type Row = [f32; CLASSES];

/// The weights that decide who takes part in a coded event: of each feature for the actor, for the
/// recipient and for neither.
#[derive(Debug, Clone, Default)]
pub struct ParticipantWeights {
    features: HashMap<String, Row, foldhash::fast::FixedState>,
}

static OWN: LazyLock<Arc<ParticipantWeights>> = LazyLock::new(|| {
    let rows = include_str!("../../../models/event-participants.tsv");
    Arc::new(ParticipantWeights::read(rows).unwrap_or_default())
});

impl ParticipantWeights {
    /// The weights that the program carries.
    pub fn embedded() -> Arc<Self> {
        Arc::clone(&OWN)
    }

    /// Weights as the training program writes them: a feature a line, then its weights in hundredths
    /// for the actor, the recipient and neither, with tabulators between; an empty column is zero.
    /// `None` where a line is not so.
    pub fn read(rows: &str) -> Option<Self> {
        let mut weights = Self::default();
        for line in rows.lines().filter(|line| !line.starts_with('#')) {
            let (feature, row) = weights_of(line)?;
            weights.features.insert(feature.to_owned(), row);
        }
        Some(weights)
    }

    /// How likely a candidate is the actor, the recipient and neither, from features that `each` hands
    /// out.
    pub(super) fn probabilities(&self, each: impl FnOnce(&mut dyn FnMut(&str))) -> [f64; CLASSES] {
        let mut sums = [0.0; CLASSES];
        each(&mut |feature| {
            if let Some(row) = self.features.get(feature) {
                for (sum, weight) in sums.iter_mut().zip(row) {
                    *sum += weight;
                }
            }
        });
        probabilities(sums)
    }
}
