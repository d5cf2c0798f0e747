//! Models that choose a class for a word by itself: its lemma's script. A table answers for the words that training has seen with one class
//! only; a linear model answers for the others.

use std::collections::BTreeMap;

use crate::ModelError;
use crate::feature::{Features, pair};
use crate::linear::{Linear, Scores, best};
use crate::section::{SectionReader, SectionWriter};
use crate::word_table::{WordTable, write_word_table};

/// A table and a linear model over the same classes.
#[derive(Debug, Clone, Copy)]
pub struct LexicalModel<'m> {
    certain: WordTable<'m>,
    weights: Linear<'m>,
}

/// The key of a word with its tag in the table.
#[inline]
pub fn lexical_key(form: u32, tag: u8) -> u32 {
    pair(form, u32::from(tag))
}

/// Writes the section of such a model: the names of its classes, the table, the weights.
pub fn write_lexical(classes: &[String], certain: &BTreeMap<u32, u16>, weights: &[u8]) -> Vec<u8> {
    let mut writer = SectionWriter::default();
    writer.texts(classes);
    write_word_table(certain, &mut writer);
    writer.bytes(weights);
    writer.finish()
}

impl<'m> LexicalModel<'m> {
    /// The model in a section of a model file, and the names of its classes.
    ///
    /// # Errors
    /// Where the section is damaged.
    pub fn read(section: &'m [u8]) -> Result<(Vec<&'m str>, Self), ModelError> {
        let mut reader = SectionReader::new(section);
        let classes = reader.texts()?;
        let certain = WordTable::read(&mut reader)?;
        let weights = Linear::read(reader.rest())?;
        if weights.classes() != classes.len() || classes.is_empty() {
            return Err(ModelError::Damaged { what: "the classes of a lexical model" });
        }
        Ok((classes, Self { certain, weights }))
    }

    /// The class of a word: by its key where the table has it, else by what `fill` sees of it; and
    /// whether the table has it.
    pub fn class(
        &self,
        key: u32,
        features: &mut Features,
        scores: &mut Scores,
        fill: impl FnOnce(&mut Features),
    ) -> (u8, bool) {
        if let Some(class) = self.certain.get(key) {
            return (class as u8, true);
        }
        fill(features);
        self.weights.score(features.keys(), scores);
        (best(&scores[..self.weights.classes()]), false)
    }
}
