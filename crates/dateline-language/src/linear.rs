//! A linear model over hashed sparse features, frozen into bytes and scored where they lie.
//!
//! A model has up to 255 classes. Each feature has a row: the classes it speaks for or against,
//! each with a weight. Rows are kept in buckets chosen by the high bits of the feature's key and
//! told apart by its low sixteen, so a feature that no training example showed is taken for
//! another about once in twenty thousand times, which costs less than longer keys would.
//!
//! A weight is stored as one signed byte, the root of its size: `weight = root * |root| * unit`.
//! That keeps relative precision over the wide range that averaged perceptrons have. Scores are
//! sums of whole numbers of units, the same on every machine.
//!
//! ```text
//! u32 classes │ u32 bucket bits │ f32 unit │ u32 rows
//! u32 × (2^bits + 1): where each bucket starts in the rows, in bytes
//! rows: u16 check │ u8 entries │ entries × (u8 class, i8 root)
//! ```

use crate::ModelError;
use crate::section::{SectionReader, SectionWriter};

/// The scores of all classes, in units. Only the first [`Linear::classes`] count.
pub type Scores = [i32; 256];

/// How many features are looked up side by side: enough that the waits for memory overlap.
const ABREAST: usize = 64;

/// A linear model, read in place.
#[derive(Debug, Clone, Copy)]
pub struct Linear<'m> {
    classes: usize,
    unit: f32,
    /// How far a key is shifted to give its bucket.
    shift: u32,
    bucket_starts: &'m [[u8; 4]],
    rows: &'m [u8],
}

impl<'m> Linear<'m> {
    /// The model in a section of a model file.
    ///
    /// # Errors
    /// Where the section is not one of a linear model.
    pub fn read(section: &'m [u8]) -> Result<Self, ModelError> {
        let mut reader = SectionReader::new(section);
        let classes = reader.u32()? as usize;
        let bits = reader.u32()?;
        let unit = f32::from_bits(reader.u32()?);
        reader.u32()?;
        if classes > 255 || !(1..=28).contains(&bits) {
            return Err(ModelError::Damaged { what: "the head of a linear model" });
        }
        let starts = reader.bytes(((1_usize << bits) + 1) * 4)?;
        let bucket_starts = starts.as_chunks::<4>().0;
        Ok(Self { classes, unit, shift: 64 - bits, bucket_starts, rows: reader.rest() })
    }

    /// How many classes it tells apart.
    pub fn classes(&self) -> usize {
        self.classes
    }

    /// What a score of one is in the weights that were trained.
    pub fn unit(&self) -> f32 {
        self.unit
    }

    /// Adds up the weights of the features for each class.
    #[inline]
    pub fn score(&self, features: &[u64], scores: &mut Scores) {
        scores[..self.classes].fill(0);
        let mut buckets = [(0, 0); ABREAST];
        for features in features.chunks(ABREAST) {
            for (bucket, &key) in buckets.iter_mut().zip(features) {
                *bucket = self.bucket(key);
            }
            // Which row it is hangs on what memory says, and a wrong guess of the processor would
            // wait for it alone: so all rows are asked for before the first is looked at.
            let asked = buckets[..features.len()].iter().fold(0, |asked, &(start, _)| {
                asked ^ self.rows.get(start).copied().unwrap_or_default()
            });
            std::hint::black_box(asked);
            for (&(start, end), &key) in buckets.iter().zip(features) {
                add_row(self.rows.get(start..end).unwrap_or_default(), key as u16, scores);
            }
        }
    }

    /// Where the rows of the bucket lie that a key falls into.
    #[inline]
    fn bucket(&self, key: u64) -> (usize, usize) {
        let place = (key >> self.shift) as usize;
        let Some(&[start, end]) = self.bucket_starts[place..].first_chunk::<2>() else {
            return (0, 0);
        };
        (u32::from_le_bytes(start) as usize, u32::from_le_bytes(end) as usize)
    }
}

/// Adds the row with this check, if the bucket has one.
#[inline]
fn add_row(mut bucket: &[u8], check: u16, scores: &mut Scores) {
    while let [low, high, entries, rest @ ..] = bucket {
        let Some((row, next)) = rest.split_at_checked(usize::from(*entries) * 2) else { return };
        if u16::from_le_bytes([*low, *high]) == check {
            for &[class, root] in row.as_chunks::<2>().0 {
                let root = i32::from(root as i8);
                scores[usize::from(class)] += root * root.abs();
            }
            return;
        }
        bucket = next;
    }
}

/// The class with the highest score, the first of equals.
pub fn best(scores: &[i32]) -> u8 {
    let mut best = 0;
    for (class, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = class;
        }
    }
    best as u8
}

/// The row of a feature: its key, and its weights by class.
pub type Row = (u64, Vec<(u8, f32)>);

/// Freezes rows into the section that [`Linear::read`] reads. The order of the rows does not
/// matter. Weights too small for the byte they get are dropped.
///
/// # Panics
/// Where there are more than 255 classes.
pub fn write_linear(classes: usize, rows: &[Row]) -> Vec<u8> {
    assert!(classes <= 255, "expected at most 255 classes, but found {classes}");
    let largest = rows
        .iter()
        .flat_map(|(_, row)| row)
        .map(|entry| entry.1.abs())
        .fold(f32::EPSILON, f32::max);
    let unit = largest / (127.0 * 127.0);
    let mut kept: Vec<(u64, Vec<u8>)> = Vec::with_capacity(rows.len());
    for (key, row) in rows {
        let mut entries: Vec<(u8, i8)> = row
            .iter()
            .map(|&(class, weight)| {
                let root = (weight.abs() / unit).sqrt().round().min(127.0);
                (class, root.copysign(weight) as i8)
            })
            .filter(|entry| entry.1 != 0)
            .collect();
        entries.sort_unstable();
        if !entries.is_empty() {
            let bytes = entries.iter().flat_map(|&(class, root)| [class, root as u8]).collect();
            kept.push((*key, bytes));
        }
    }
    // One and a half to three rows a bucket: the starts of the buckets stay small beside the rows.
    let bits = (kept.len() * 2 / 3).max(2).ilog2().clamp(1, 28);
    let shift = 64 - bits;
    kept.sort_unstable_by_key(|(key, _)| (key >> shift, *key as u16, *key));
    let mut body = Vec::new();
    let mut starts = Vec::with_capacity((1 << bits) + 1);
    for (key, row) in &kept {
        let bucket = (key >> shift) as usize;
        while starts.len() <= bucket {
            starts.push(body.len() as u32);
        }
        body.extend((*key as u16).to_le_bytes());
        body.push((row.len() / 2) as u8);
        body.extend(row);
    }
    starts.resize((1 << bits) + 1, body.len() as u32);
    let mut writer = SectionWriter::default();
    writer.u32(classes as u32);
    writer.u32(bits);
    writer.u32(unit.to_bits());
    writer.u32(kept.len() as u32);
    for start in starts {
        writer.u32(start);
    }
    writer.bytes(&body);
    writer.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feature::key2;

    fn rows() -> Vec<Row> {
        (0..1000)
            .map(|n| (key2(1, n, n / 7), vec![((n % 5) as u8, n as f32 / 100.0), (7, -1.0)]))
            .collect()
    }

    #[test]
    fn frozen_weights_are_close_to_those_trained() {
        let rows = rows();
        let section = write_linear(8, &rows);
        let model = Linear::read(&section).unwrap();
        let mut scores = [0; 256];
        for (key, row) in &rows {
            model.score(&[*key], &mut scores);
            for &(class, weight) in row {
                let found = scores[usize::from(class)] as f32 * model.unit();
                assert!(
                    (found - weight).abs() <= 0.02 + weight.abs() * 0.03,
                    "{found} for {weight}"
                );
            }
        }
        let keys: Vec<u64> = rows.iter().map(|row| row.0).collect();
        model.score(&keys, &mut scores);
        assert!((scores[7] as f32 * model.unit() + 1000.0).abs() < 20.0);
    }

    #[test]
    fn features_never_seen_score_nothing() {
        let section = write_linear(8, &rows());
        let model = Linear::read(&section).unwrap();
        let mut scores = [0; 256];
        let touched = (0..10_000)
            .filter(|&n| {
                model.score(&[key2(2, n, 3)], &mut scores);
                scores[..8].iter().any(|&score| score != 0)
            })
            .count();
        assert!(touched <= 5, "{touched} of 10,000 were taken for others");
    }

    #[test]
    fn rows_in_another_order_give_the_same_bytes() {
        let mut shuffled = rows();
        shuffled.reverse();
        assert_eq!(write_linear(8, &rows()), write_linear(8, &shuffled));
    }

    #[test]
    fn a_damaged_section_is_refused_or_scores_something() {
        let section = write_linear(8, &rows());
        let mut scores = [0; 256];
        for length in 0..section.len() {
            if let Ok(model) = Linear::read(&section[..length]) {
                model.score(&[key2(1, 5, 0), key2(1, 999, 142)], &mut scores);
            }
        }
        for at in 0..section.len() {
            let mut damaged = section.clone();
            damaged[at] ^= 1 << (at % 8);
            if let Ok(model) = Linear::read(&damaged) {
                model.score(&[key2(1, 5, 0), key2(1, 999, 142)], &mut scores);
            }
        }
    }

    #[test]
    fn a_model_without_rows_is_a_model() {
        let section = write_linear(3, &[]);
        let mut scores = [1; 256];
        Linear::read(&section).unwrap().score(&[1, 2, 3], &mut scores);
        assert_eq!(scores[..3], [0, 0, 0]);
    }
}
