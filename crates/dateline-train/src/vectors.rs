//! Vectors of words by the company they keep in plain news: the words at each of four places around
//! a word, weighed by positive pointwise mutual information and brought down to few dimensions
//! (Levy and Goldberg 2014; Halko, Martinsson and Tropp 2011).

use std::path::Path;

use anyhow::Result;
use faer::Mat;
use serde::Deserialize;

use crate::clusters::news::{Sentences, Vocabulary, sentences};
use crate::network::matrix::{Onto, product, product_of_transposed};
use crate::random::Random;

/// The part of the recipe for vectors.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct VectorRecipe {
    /// The news, JSON lines with a `text`, under xz; from the folder of corpora.
    pub news: String,
    /// How many of the most frequent words get a vector.
    pub vocabulary: usize,
    /// How often a word must occur to be among them.
    pub least_count: u32,
    /// How many of the most frequent words count as company.
    pub company: usize,
    /// How many numbers a vector has.
    pub width: usize,
}

/// Words with their vectors, flat.
#[derive(Debug, Clone)]
pub(crate) struct Vectors {
    pub(crate) words: Vec<String>,
    pub(crate) width: usize,
    pub(crate) values: Vec<f32>,
}

/// The places of the company: two words before and two after.
const PLACES: [isize; 4] = [-2, -1, 1, 2];

/// How many dimensions more the first guess has than are wanted, and how often it is bettered.
const MORE: usize = 16;
const ROUNDS: usize = 3;

/// How far from zero a number of a vector may be, in units of its spread.
pub(crate) const FARTHEST: f32 = 4.0;

/// The vectors of the most frequent words of the news.
pub(crate) fn train(corpora: &Path, recipe: &VectorRecipe) -> Result<Vectors> {
    let sentences = sentences(&corpora.join(&recipe.news))?;
    let vocabulary = Vocabulary::of(&sentences, recipe.vocabulary, recipe.least_count);
    let words: Vec<String> = vocabulary.words().collect();
    let associations = Associations::of(&sentences, &vocabulary, words.len(), recipe.company);
    let values = associations.reduced(recipe.width);
    Ok(Vectors { words, width: recipe.width, values })
}

/// How much more often than by chance a word has another at a place: rows of columns and values.
struct Associations {
    ends: Vec<usize>,
    entries: Vec<(u32, f32)>,
    columns: usize,
}

impl Associations {
    fn of(sentences: &Sentences, vocabulary: &Vocabulary, words: usize, company: usize) -> Self {
        let columns = company * PLACES.len();
        let mut keys: Vec<u64> = Vec::new();
        for sentence in vocabulary.ranked(sentences) {
            for (at, word) in sentence.iter().enumerate() {
                let Some(word) = *word else { continue };
                for (number, place) in PLACES.iter().enumerate() {
                    let other = at.checked_add_signed(*place).and_then(|at| *sentence.get(at)?);
                    if let Some(other) = other.filter(|&other| (other as usize) < company) {
                        let column = number * company + other as usize;
                        keys.push(u64::from(word) << 32 | column as u64);
                    }
                }
            }
        }
        keys.sort_unstable();
        let mut row_sums = vec![1.0_f64; words];
        let mut column_sums = vec![1.0_f64; columns];
        let mut counts: Vec<(u64, f64)> = Vec::new();
        for same in keys.chunk_by(|one, other| one == other) {
            let count = same.len() as f64;
            row_sums[(same[0] >> 32) as usize] += count;
            column_sums[same[0] as u32 as usize] += count;
            counts.push((same[0], count));
        }
        // Rare company is made more frequent than it is, or rare pairs would count for too much.
        let smoothed: Vec<f64> = column_sums.iter().map(|sum| sum.powf(0.75)).collect();
        let all: f64 = smoothed.iter().sum();
        let mut entries = Vec::new();
        let mut ends = vec![0; words];
        for (key, count) in counts {
            let (row, column) = ((key >> 32) as usize, key as u32);
            let expected = row_sums[row] * smoothed[column as usize] / all;
            let value = (count / expected).ln();
            if value > 0.0 {
                entries.push((column, value as f32));
            }
            ends[row] = entries.len();
        }
        for row in 1..words {
            ends[row] = ends[row].max(ends[row - 1]);
        }
        Self { ends, entries, columns }
    }

    fn row(&self, row: usize) -> &[(u32, f32)] {
        let start = if row == 0 { 0 } else { self.ends[row - 1] };
        &self.entries[start..self.ends[row]]
    }

    /// This matrix times another of so many columns.
    fn times(&self, other: &[f32], width: usize) -> Vec<f32> {
        let mut out = vec![0.0; self.ends.len() * width];
        for (row, sums) in out.chunks_exact_mut(width).enumerate() {
            for &(column, value) in self.row(row) {
                let others = &other[column as usize * width..][..width];
                for (sum, other) in sums.iter_mut().zip(others) {
                    *sum += value * other;
                }
            }
        }
        out
    }

    /// The transposed of this matrix times another.
    fn transposed_times(&self, other: &[f32], width: usize) -> Vec<f32> {
        let mut out = vec![0.0; self.columns * width];
        for (row, others) in other.chunks_exact(width).enumerate() {
            for &(column, value) in self.row(row) {
                let sums = &mut out[column as usize * width..][..width];
                for (sum, other) in sums.iter_mut().zip(others) {
                    *sum += value * other;
                }
            }
        }
        out
    }

    /// The rows in the `width` directions in which they differ most, each of spread one.
    fn reduced(&self, width: usize) -> Vec<f32> {
        let wide = width + MORE;
        let mut random = Random::new(17);
        let guess: Vec<f32> = (0..self.columns * wide).map(|_| random.symmetric()).collect();
        let mut basis = orthonormal(&self.times(&guess, wide), wide);
        for _ in 0..ROUNDS {
            let back = orthonormal(&self.transposed_times(&basis, wide), wide);
            basis = orthonormal(&self.times(&back, wide), wide);
        }
        let small = self.transposed_times(&basis, wide);
        principal(&basis, &small, wide, width)
    }
}

/// Columns that span the same, at right angles and of length one.
fn orthonormal(matrix: &[f32], width: usize) -> Vec<f32> {
    let rows = matrix.len() / width;
    let thin =
        Mat::from_fn(rows, width, |row, column| matrix[row * width + column]).qr().compute_thin_Q();
    let mut out = Vec::with_capacity(matrix.len());
    for row in 0..rows {
        out.extend((0..width).map(|column| thin[(row, column)]));
    }
    out
}

/// `basis · U √S` of the decomposition `U S Vᵀ` of the transposed of `small`, its columns brought
/// to spread one.
fn principal(basis: &[f32], small: &[f32], wide: usize, width: usize) -> Vec<f32> {
    // small is columns × wide; its Gram matrix has U as eigenvectors and S² as eigenvalues.
    let mut gram = vec![0.0; wide * wide];
    product_of_transposed(&mut gram, Onto::Replace, small, small, wide, wide);
    let rotation = largest_directions(&gram, wide, width, |value| value.max(0.0).sqrt().sqrt());
    let mut out = vec![0.0; basis.len() / wide * width];
    product(&mut out, Onto::Replace, basis, &rotation, wide, width);
    standardise(&mut out, width);
    out
}

/// Rows of `wide` numbers in the `width` directions in which the first of them differ most.
pub(crate) fn reduced(rows: &[f32], wide: usize, width: usize) -> Vec<f32> {
    let mut rows = rows.to_vec();
    let mut mean = vec![0.0; wide];
    let count = (rows.len() / wide).max(1) as f32;
    for row in rows.chunks_exact(wide) {
        for (mean, value) in mean.iter_mut().zip(row) {
            *mean += value / count;
        }
    }
    for row in rows.chunks_exact_mut(wide) {
        for (value, mean) in row.iter_mut().zip(&mean) {
            *value -= mean;
        }
    }
    let first = &rows[..rows.len().min(12_000 * wide)];
    let mut gram = vec![0.0; wide * wide];
    product_of_transposed(&mut gram, Onto::Replace, first, first, wide, wide);
    let rotation = largest_directions(&gram, wide, width, |_| 1.0);
    let mut out = vec![0.0; rows.len() / wide * width];
    product(&mut out, Onto::Replace, &rows, &rotation, wide, width);
    standardise(&mut out, width);
    out
}

/// The eigenvectors of the largest eigenvalues of a symmetric matrix, as columns, each times what
/// `scale` makes of its eigenvalue. The sign of each is such that its largest entry is positive.
pub(crate) fn largest_directions(
    gram: &[f32],
    wide: usize,
    width: usize,
    scale: impl Fn(f32) -> f32,
) -> Vec<f32> {
    let gram = Mat::from_fn(wide, wide, |row, column| f64::from(gram[row * wide + column]));
    let mut out = vec![0.0; wide * width];
    let Ok(eigen) = gram.self_adjoint_eigen(faer::Side::Lower) else { return out };
    let (vectors, values) = (eigen.U(), eigen.S());
    for place in 0..width {
        // The eigenvalues ascend.
        let from = wide - 1 - place;
        let factor = scale(values[from] as f32);
        let column: Vec<f32> = (0..wide).map(|row| vectors[(row, from)] as f32).collect();
        let largest = column
            .iter()
            .copied()
            .fold(0.0_f32, |most, x| if x.abs() > most.abs() { x } else { most });
        for (row, value) in column.iter().enumerate() {
            out[row * width + place] = value * factor * largest.signum();
        }
    }
    out
}

/// Brings every column to spread one, and what lies far out nearer.
pub(crate) fn standardise(rows: &mut [f32], width: usize) {
    let count = (rows.len() / width.max(1)).max(1) as f32;
    let mut squares = vec![0.0_f32; width];
    for row in rows.chunks_exact(width) {
        for (square, value) in squares.iter_mut().zip(row) {
            *square += value * value / count;
        }
    }
    for row in rows.chunks_exact_mut(width) {
        for (value, square) in row.iter_mut().zip(&squares) {
            *value = (*value / (square.sqrt() + 1e-6)).clamp(-FARTHEST, FARTHEST);
        }
    }
}
