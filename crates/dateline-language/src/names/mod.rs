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

pub use decode::{Decoder, Marginals, Transitions};
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
    /// The weights of the transitions, row by row.
    transitions: &'m [[u8; 4]],
    known: KnownNames<'m>,
}

impl<'m> NameRecogniser<'m> {
    /// The recogniser in a section that [`write_names`] wrote.
    ///
    /// # Errors
    /// Where the section is cut short or not one of names.
    pub fn read(section: &'m [u8]) -> Result<Self, ModelError> {
        let mut reader = SectionReader::new(section);
        let transitions = reader.bytes(size_of::<Transitions>())?.as_chunks().0;
        let known = KnownNames::read(&mut reader)?;
        let linear = Linear::read(reader.rest())?;
        if linear.classes() != TAGS {
            return Err(ModelError::Damaged { what: "the tags of names" });
        }
        Ok(Self { linear, transitions, known })
    }

    fn transitions(&self) -> Transitions {
        let mut transitions = [[0.0; TAGS]; TAGS];
        for (weight, bytes) in transitions.as_flattened_mut().iter_mut().zip(self.transitions) {
            *weight = f32::from_le_bytes(*bytes);
        }
        transitions
    }

    /// The names of a text, in order.
    pub fn recognise(&self, words: Words<'_>, pool: Option<Pool<'_>>) -> Vec<Name> {
        let mut found: Vec<Name> = Vec::new();
        let transitions = self.transitions();
        let mut decoder = Decoder::new(&transitions);
        let mut marginals = Marginals::new(&transitions, pool.map_or(1.0, |pool| pool.sharpness));
        let mut sums: Scores = [0; 256];
        let mut scores: Vec<[f32; TAGS]> = Vec::new();
        let mut tags = Vec::new();
        let unit = self.linear.unit();
        each_word_features(words, self.known, |sentence, at, keys| {
            self.linear.score(keys, &mut sums);
            let other = pool.and_then(|pool| Some((pool.scores.get(at)?, pool.weight)));
            scores.push(std::array::from_fn(|tag| {
                sums[tag] as f32 * unit + other.map_or(0.0, |(scores, weight)| weight * scores[tag])
            }));
            if at + 1 == sentence.end {
                decoder.best(&scores, &mut tags);
                let first = found.len();
                found.extend(names(&tags, sentence.start));
                if first < found.len() {
                    marginals.read(&scores);
                }
                for name in &mut found[first..] {
                    let within = name.words.start - sentence.start..name.words.end - sentence.start;
                    name.confidence = marginals.of(within.start, &tags[within]);
                }
                scores.clear();
            }
        });
        found
    }
}

/// The scores of another model that are weighed together with the recogniser's own: a logarithmic
/// pool of opinions (Smith, Cohn and Osborne 2005).
#[derive(Debug, Clone, Copy)]
pub struct Pool<'a> {
    /// For each word the scores of the tags.
    pub scores: &'a [[f32; TAGS]],
    /// What they count for beside the recogniser's.
    pub weight: f32,
    /// What the sums are multiplied by to be logarithms of calibrated factors.
    pub sharpness: f32,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linear::write_linear;
    use crate::surface::Surface;
    use crate::{Name, NameKind};

    /// The names of a text by a recogniser whose only knowledge is of some single words.
    fn found(text: &str, known: &[(&str, NameKind)]) -> Vec<(String, NameKind)> {
        let segmented = dateline_text::segment(text);
        let surfaces: Vec<Surface> =
            segmented.words.iter().map(|word| Surface::of(word.span.of(text))).collect();
        let words = Words {
            text,
            spans: &segmented.words,
            surfaces: &surfaces,
            sentences: &segmented.sentences,
        };
        let rows: Vec<_> = known
            .iter()
            .map(|&(word, kind)| {
                let weights = vec![(tag(kind, Mark::Unit), 3.0)];
                (features::form_key(Surface::of(word).form), weights)
            })
            .collect();
        let section = write_names(&[[0.0; TAGS]; TAGS], &[(1, 1)], &write_linear(TAGS, &rows));
        let recogniser = NameRecogniser::read(&section).unwrap();
        let names: Vec<Name> = recogniser.recognise(words, None);
        names
            .iter()
            .map(|name| {
                let spans = &segmented.words[name.words.clone()];
                let span = spans[0].span.cover(spans[spans.len() - 1].span);
                (span.of(text).to_owned(), name.kind)
            })
            .collect()
    }

    #[test]
    fn a_name_is_found_where_weights_speak_for_it() {
        let known = [("Oslo", NameKind::Location), ("Berg", NameKind::Person)];
        for (text, expected) in [
            ("Berg left Oslo.", vec![("Berg", NameKind::Person), ("Oslo", NameKind::Location)]),
            ("\u{201c}Oslo,\u{201d} he said.", vec![("Oslo", NameKind::Location)]),
            ("The mountain is high.", vec![]),
        ] {
            let expected: Vec<_> =
                expected.into_iter().map(|(name, kind)| (name.to_owned(), kind)).collect();
            assert_eq!(found(text, &known), expected, "{text}");
        }
    }

    #[test]
    fn any_text_is_read() {
        let known = [("Oslo", NameKind::Location)];
        for text in
            ["", " ", "\u{0}\u{1}\n\n", "?!.,-", "😀 Oslo 😀", "e\u{301}", "of de van - & Oslo &"]
        {
            assert!(found(text, &known).len() <= 1, "{text:?}");
        }
        let many = "Oslo ".repeat(100_000);
        assert_eq!(found(&many, &known).len(), 100_000);
        let linked = "Oslo of ".repeat(20_000);
        assert_eq!(found(&linked, &known).len(), 20_000);
    }

    #[test]
    fn a_damaged_section_is_refused() {
        let section = write_names(&[[0.0; TAGS]; TAGS], &[], &write_linear(TAGS, &[]));
        assert!(NameRecogniser::read(&section).is_ok());
        for end in 0..section.len() {
            assert!(NameRecogniser::read(&section[..end]).is_err(), "cut to {end}");
        }
        let other = write_names(&[[0.0; TAGS]; TAGS], &[], &write_linear(3, &[]));
        assert!(NameRecogniser::read(&other).is_err());
    }
}
