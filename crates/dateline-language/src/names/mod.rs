//! Names of persons, organisations, places and other things in a text.
//!
//! A linear-chain conditional random field (Lafferty et al. 2001) over the words of a sentence,
//! with features of the word, its neighbours, its clusters and its other places in the document
//! (Ratinov and Roth 2009, "Design challenges and misconceptions in named entity recognition").

mod decode;
mod document;
mod features;
mod known;
mod tags;

pub use decode::{Decoder, Transitions};
pub use document::Words;
pub use known::{KnownNames, LONGEST, name_key, word_key};
pub use tags::{KINDS, Mark, OUTSIDE, TAGS, kind_of, mark_of, may_follow, names, tag, tags_of};

use std::ops::Range;

use crate::linear::{Linear, Scores};
use crate::section::{SectionReader, SectionWriter};
use crate::{ModelError, Name};
use features::Features;

/// The keys of the features of each word of a document, sentence by sentence, as training and
/// reading see them.
pub fn each_word_features(
    words: Words<'_>,
    known: KnownNames<'_>,
    mut see: impl FnMut(&Range<usize>, usize, &[u64]),
) {
    let features = Features::of(words, known);
    let mut keys = Vec::new();
    for sentence in words.sentences {
        let line = features.line(sentence.clone());
        for at in sentence.clone() {
            features.collect(sentence, line, at, &mut keys);
            see(sentence, at, &keys);
        }
    }
}

/// The recogniser of a model, a view of its bytes.
#[derive(Debug, Clone, Copy)]
pub struct NameRecogniser<'m> {
    linear: Linear<'m>,
    transitions: Transitions,
    known: KnownNames<'m>,
}

impl<'m> NameRecogniser<'m> {
    /// The recogniser in a section that [`write_names`] wrote.
    ///
    /// # Errors
    /// Where the section is cut short or not one of names.
    pub fn read(section: &'m [u8]) -> Result<Self, ModelError> {
        let mut reader = SectionReader::new(section);
        let mut transitions = [[0.0; TAGS]; TAGS];
        for weight in transitions.as_flattened_mut() {
            *weight = f32::from_bits(reader.u32()?);
        }
        let known = KnownNames::read(&mut reader)?;
        let linear = Linear::read(reader.rest())?;
        if linear.classes() != TAGS {
            return Err(ModelError::Damaged { what: "the tags of names" });
        }
        Ok(Self { linear, transitions, known })
    }

    /// The names of a text, in order.
    pub fn recognise(&self, words: Words<'_>) -> Vec<Name> {
        let mut found = Vec::new();
        let mut decoder = Decoder::new(&self.transitions);
        let mut sums: Scores = [0; 256];
        let mut scores: Vec<[f32; TAGS]> = Vec::new();
        let mut tags = Vec::new();
        let unit = self.linear.unit();
        each_word_features(words, self.known, |sentence, at, keys| {
            self.linear.score(keys, &mut sums);
            scores.push(std::array::from_fn(|tag| sums[tag] as f32 * unit));
            if at + 1 == sentence.end {
                decoder.best(&scores, &mut tags);
                found.extend(names(&tags, sentence.start));
                scores.clear();
            }
        });
        found
    }
}

/// The section of a model file that [`NameRecogniser::read`] reads, from the transitions, the
/// names known beforehand, and the section of the linear model.
pub fn write_names(transitions: &Transitions, known: &[(u64, u8)], linear: &[u8]) -> Vec<u8> {
    let mut writer = SectionWriter::default();
    for weight in transitions.as_flattened() {
        writer.u32(weight.to_bits());
    }
    KnownNames::encode(known, &mut writer);
    writer.bytes(linear);
    writer.finish()
}
