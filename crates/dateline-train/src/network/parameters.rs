//! The parameters of a network in one flat list, and their optimiser.

use crate::random::Random;

/// Where a matrix of parameters lies in the flat list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Slot {
    start: usize,
    pub(crate) rows: usize,
    pub(crate) columns: usize,
}

impl Slot {
    fn range(self) -> std::ops::Range<usize> {
        self.start..self.start + self.rows * self.columns
    }

    /// The matrix, row by row.
    pub(crate) fn of(self, flat: &[f32]) -> &[f32] {
        &flat[self.range()]
    }

    /// The matrix, to write to.
    pub(crate) fn of_mut(self, flat: &mut [f32]) -> &mut [f32] {
        &mut flat[self.range()]
    }

    /// One row of the matrix.
    pub(crate) fn row(self, flat: &[f32], row: usize) -> &[f32] {
        &self.of(flat)[row * self.columns..][..self.columns]
    }

    /// One row of the matrix, to write to.
    pub(crate) fn row_mut(self, flat: &mut [f32], row: usize) -> &mut [f32] {
        let columns = self.columns;
        &mut self.of_mut(flat)[row * columns..][..columns]
    }
}

/// Hands out places in the flat list, with what stands there at first.
#[derive(Debug, Clone)]
pub(crate) struct Layout {
    pub(crate) values: Vec<f32>,
    random: Random,
}

impl Layout {
    pub(crate) fn new(seed: u64) -> Self {
        Self { values: Vec::new(), random: Random::new(seed) }
    }

    /// A matrix of one number.
    pub(crate) fn constant(&mut self, rows: usize, columns: usize, value: f32) -> Slot {
        let start = self.values.len();
        self.values.resize(start + rows * columns, value);
        Slot { start, rows, columns }
    }

    /// A matrix of even chance between `-bound` and `bound`.
    pub(crate) fn random(&mut self, rows: usize, columns: usize, bound: f32) -> Slot {
        let slot = self.constant(rows, columns, 0.0);
        for at in slot.range() {
            self.values[at] = bound * self.random.symmetric();
        }
        slot
    }

    /// The weights of a layer from `rows` to `columns` (Glorot and Bengio 2010).
    pub(crate) fn weights(&mut self, rows: usize, columns: usize) -> Slot {
        self.random(rows, columns, (6.0 / (rows + columns) as f32).sqrt())
    }
}

/// The settings of one step of Adam.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Step {
    /// The size of the step.
    pub(crate) rate: f32,
    /// The decay of weights (Loshchilov and Hutter 2019), a share of the step.
    pub(crate) decay: f32,
    /// What the gradients are multiplied by first.
    pub(crate) scale: f32,
}

const MEAN: f32 = 0.9;
const SPREAD: f32 = 0.98;
const SMALL: f32 = 1e-8;

/// The optimiser Adam (Kingma and Ba 2015) with decoupled decay of weights.
#[derive(Debug, Clone)]
pub(crate) struct Adam {
    mean: Vec<f32>,
    spread: Vec<f32>,
    steps: i32,
}

impl Adam {
    pub(crate) fn new(parameters: usize) -> Self {
        Self { mean: vec![0.0; parameters], spread: vec![0.0; parameters], steps: 0 }
    }

    /// Takes a step against the gradient, and sets the gradient back to zero.
    pub(crate) fn step(&mut self, values: &mut [f32], gradient: &mut [f32], step: Step) {
        self.steps += 1;
        let rate = step.rate * correction(self.steps);
        let moments = self.mean.iter_mut().zip(&mut self.spread);
        for ((value, gradient), (mean, spread)) in values.iter_mut().zip(gradient).zip(moments) {
            let slope = *gradient * step.scale;
            *mean = MEAN * *mean + (1.0 - MEAN) * slope;
            *spread = SPREAD * *spread + (1.0 - SPREAD) * slope * slope;
            *value -= rate * *mean / (spread.sqrt() + SMALL) + step.rate * step.decay * *value;
            *gradient = 0.0;
        }
    }
}

/// What makes up for moments that begin at zero.
pub(crate) fn correction(steps: i32) -> f32 {
    (1.0 - SPREAD.powi(steps)).sqrt() / (1.0 - MEAN.powi(steps))
}

/// The length of a gradient.
pub(crate) fn norm(gradient: &[f32]) -> f32 {
    gradient.chunks(1024).map(|part| part.iter().map(|g| g * g).sum::<f32>()).sum::<f32>().sqrt()
}

/// The optimiser of tables of which a batch touches few rows: rows not touched stay as they are.
#[derive(Debug, Clone)]
pub(crate) struct SparseAdam {
    adam: Adam,
}

impl SparseAdam {
    pub(crate) fn new(parameters: usize) -> Self {
        Self { adam: Adam::new(parameters) }
    }

    /// Counts a step; then [`Self::row`] takes it for each row touched.
    pub(crate) fn begin(&mut self) {
        self.adam.steps += 1;
    }

    /// Takes the step for the row that begins at `start`.
    pub(crate) fn row(&mut self, values: &mut [f32], start: usize, gradient: &[f32], step: Step) {
        let rate = step.rate * correction(self.adam.steps);
        for (at, slope) in (start..).zip(gradient) {
            let slope = slope * step.scale;
            let (mean, spread) = (&mut self.adam.mean[at], &mut self.adam.spread[at]);
            *mean = MEAN * *mean + (1.0 - MEAN) * slope;
            *spread = SPREAD * *spread + (1.0 - SPREAD) * slope * slope;
            values[at] -= rate * *mean / (spread.sqrt() + SMALL);
        }
    }
}
