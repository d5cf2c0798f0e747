//! What makes probabilities of scores: fitted to sentences that training has not seen, so that of
//! the labels with a confidence of 0.9 nine in ten are right.

use crate::ModelError;
use crate::section::{SectionReader, SectionWriter};

/// What the scores of each kind of label are multiplied by to be the logarithms of calibrated
/// probabilities (temperature scaling; Guo et al. 2017), and how sure lemmas are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Calibration {
    /// Of parts of speech.
    pub tags: f32,
    /// Of morphological features.
    pub feats: f32,
    /// Of heads.
    pub arcs: f32,
    /// Of relations.
    pub relations: f32,
    /// What the network's scores of names count for beside those of the chain field.
    pub names_weight: f32,
    /// Of names, by both together.
    pub names: f32,
    /// How likely a lemma is right that the table knows, where the part of speech is right.
    pub lemma_known: f32,
    /// The same of a lemma that was guessed.
    pub lemma_guessed: f32,
    /// How often a wrong part of speech makes the lemma wrong too.
    pub lemma_tag: f32,
}

impl Default for Calibration {
    fn default() -> Self {
        Self::from([1.0; 9])
    }
}

impl From<[f32; 9]> for Calibration {
    fn from(numbers: [f32; 9]) -> Self {
        let [
            tags,
            feats,
            arcs,
            relations,
            names_weight,
            names,
            lemma_known,
            lemma_guessed,
            lemma_tag,
        ] = numbers;
        Self {
            tags,
            feats,
            arcs,
            relations,
            names_weight,
            names,
            lemma_known,
            lemma_guessed,
            lemma_tag,
        }
    }
}

impl Calibration {
    /// The calibration in a section that [`Self::write`] wrote.
    ///
    /// # Errors
    /// Where the section is cut short, or holds what is no factor.
    pub fn read(section: &[u8]) -> Result<Self, ModelError> {
        let mut reader = SectionReader::new(section);
        let mut numbers = [0.0; 9];
        for number in &mut numbers {
            *number = f32::from_bits(reader.u32()?);
            if !(0.0..=100.0).contains(number) {
                return Err(ModelError::Damaged { what: "the calibration" });
            }
        }
        Ok(numbers.into())
    }

    /// The section of the model file.
    pub fn write(&self) -> Vec<u8> {
        let mut writer = SectionWriter::default();
        for number in [
            self.tags,
            self.feats,
            self.arcs,
            self.relations,
            self.names_weight,
            self.names,
            self.lemma_known,
            self.lemma_guessed,
            self.lemma_tag,
        ] {
            writer.u32(number.to_bits());
        }
        writer.finish()
    }

    /// How likely a lemma is right.
    pub(crate) fn lemma(&self, known: bool, tag_confidence: f32) -> f32 {
        let own = if known { self.lemma_known } else { self.lemma_guessed };
        own * (1.0 - self.lemma_tag * (1.0 - tag_confidence))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_and_what_is_damaged_is_refused() {
        let written = Calibration { arcs: 0.5, lemma_tag: 0.25, ..Calibration::default() };
        let section = written.write();
        assert_eq!(Calibration::read(&section), Ok(written));
        for end in 0..section.len() {
            assert!(Calibration::read(&section[..end]).is_err(), "cut to {end}");
        }
        for number in [f32::NAN, f32::INFINITY, -1.0] {
            let section = Calibration { tags: number, ..written }.write();
            assert!(Calibration::read(&section).is_err(), "{number}");
        }
    }
}
