//! The tagger: the universal and the Penn tag of each word in one step, from left to right.

use std::collections::BTreeMap;

use crate::feature::Features;
use crate::linear::{Linear, Scores};
use crate::section::{SectionReader, SectionWriter};
use crate::surface::Surface;
use crate::word_table::{WordTable, write_word_table};
use crate::{Label, ModelError, Upos, intern};

/// A part of speech in both schemes: `VERB` and `VBD`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tag {
    /// The universal part of speech.
    pub upos: Upos,
    /// The Penn Treebank tag.
    pub xpos: Label,
}

/// The number that stands for the tag of a word before the sentence.
pub const NO_TAG: u8 = 255;

/// What the training data say of words by form alone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TagLexicon {
    /// By form: a hash of the tags that the word has more than seldom. Words that can be the same
    /// parts of speech (noun or verb: "strike", "attack") have the same number.
    pub ambiguity: BTreeMap<u32, u16>,
    /// By form: the tag of a frequent word that has no other.
    pub certain: BTreeMap<u32, u16>,
}

/// The tagger of a model.
#[derive(Debug, Clone, Copy)]
pub struct Tagger<'m> {
    ambiguity: WordTable<'m>,
    certain: WordTable<'m>,
    weights: Linear<'m>,
}

/// The tags of a model, by number.
///
/// # Errors
/// Where the section is damaged.
pub fn read_tags(section: &[u8]) -> Result<Vec<Tag>, ModelError> {
    let texts = SectionReader::new(section).texts()?;
    let tag = |text: &str| {
        let (upos, xpos) = text.split_once('|')?;
        Some(Tag { upos: Upos::parse(upos)?, xpos: intern(xpos) })
    };
    texts
        .into_iter()
        .map(|text| tag(text).ok_or(ModelError::Damaged { what: "a part of speech" }))
        .collect()
}

/// Writes the tags that [`read_tags`] reads.
pub fn write_tags(tags: &[Tag]) -> Vec<u8> {
    let texts: Vec<String> =
        tags.iter().map(|tag| format!("{}|{}", tag.upos.as_str(), tag.xpos)).collect();
    let mut writer = SectionWriter::default();
    writer.texts(&texts);
    writer.finish()
}

/// Writes the section that [`Tagger::read`] reads.
pub fn write_tagger(lexicon: &TagLexicon, weights: &[u8]) -> Vec<u8> {
    let mut writer = SectionWriter::default();
    write_word_table(&lexicon.ambiguity, &mut writer);
    write_word_table(&lexicon.certain, &mut writer);
    writer.bytes(weights);
    writer.finish()
}

impl<'m> Tagger<'m> {
    /// The tagger in a section of a model file.
    ///
    /// # Errors
    /// Where the section is damaged.
    pub fn read(section: &'m [u8]) -> Result<Self, ModelError> {
        let mut reader = SectionReader::new(section);
        let ambiguity = WordTable::read(&mut reader)?;
        let certain = WordTable::read(&mut reader)?;
        Ok(Self { ambiguity, certain, weights: Linear::read(reader.rest())? })
    }

    /// How many tags it tells apart.
    pub fn tags(&self) -> usize {
        self.weights.classes()
    }

    /// The numbers of the tags of a sentence's words.
    pub fn tag(&self, words: &[Surface], tags: &mut Vec<u8>) {
        let ambiguity: Vec<u32> = words
            .iter()
            .map(|word| ambiguity_class(word, |form| self.ambiguity.get(form)))
            .collect();
        let mut features = Features::default();
        let mut scores: Scores = [0; 256];
        tags.clear();
        for (at, word) in words.iter().enumerate() {
            let tag = if let Some(tag) = self.certain.get(word.form) {
                tag as u8
            } else {
                tag_features(words, &ambiguity, tags, at, &mut features);
                self.weights.score(features.keys(), &mut scores);
                best(&scores[..self.weights.classes()])
            };
            tags.push(tag);
        }
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

/// The ambiguity class of a word: what the lexicon says of its form, or else of its form in lower
/// case (the first word of a sentence), or for unknown words their ending.
pub fn ambiguity_class(word: &Surface, known: impl Fn(u32) -> Option<u16>) -> u32 {
    if let Some(class) = known(word.form) {
        return u32::from(class);
    }
    known(word.lower).map_or(word.suffixes[2] | 0x2_0000, |class| u32::from(class) | 0x1_0000)
}

/// What the tagger sees at a word, with the tags of the words before it.
pub fn tag_features(
    words: &[Surface],
    ambiguity: &[u32],
    tags: &[u8],
    at: usize,
    features: &mut Features,
) {
    const OUTSIDE: Surface = Surface {
        form: 1,
        lower: 1,
        suffixes: [1; 4],
        prefixes: [1; 3],
        shape: 1,
        clusters: [0; 3],
    };
    let near = |offset: isize| {
        at.checked_add_signed(offset).and_then(|place| words.get(place)).unwrap_or(&OUTSIDE)
    };
    let classes = |offset: isize| {
        let place = at.checked_add_signed(offset);
        place.and_then(|place| ambiguity.get(place)).copied().unwrap_or(3)
    };
    let tag = |back: usize| u32::from(at.checked_sub(back).map_or(NO_TAG, |place| tags[place]));
    let (word, left, left2, right, right2) = (near(0), near(-1), near(-2), near(1), near(2));
    let (tag1, tag2) = (tag(1), tag(2));
    let (here, next, next2) = (classes(0), classes(1), classes(2));
    let f = features;
    f.clear();
    f.one(0);
    f.one(word.form);
    f.one(word.lower);
    for suffix in word.suffixes {
        f.one(suffix);
    }
    for prefix in word.prefixes {
        f.one(prefix);
    }
    f.one(word.shape);
    f.two(word.shape, u32::from(at == 0));
    f.two(word.suffixes[3], word.shape);
    f.two(word.suffixes[2], tag1);
    f.two(word.suffixes[1], right.lower);
    f.one(tag1);
    f.two(tag1, tag2);
    f.two(tag1, word.lower);
    f.two(tag1, right.lower);
    f.one(left.lower);
    f.one(left2.lower);
    f.one(right.lower);
    f.one(right2.lower);
    f.one(left.suffixes[2]);
    f.one(right.suffixes[2]);
    f.two(left.lower, word.lower);
    f.two(word.lower, right.lower);
    f.two(left.lower, right.lower);
    f.two(left.shape, word.shape);
    f.two(word.shape, right.shape);
    f.one(here);
    f.one(next);
    f.one(next2);
    f.two(tag1, here);
    f.two(tag1, next);
    f.two(here, next);
    f.three(tag1, here, next);
    f.three(tag1, tag2, here);
    f.three(here, next, next2);
    f.two(word.lower, next);
    f.two(left.lower, here);
    f.two(here, right.lower);
    f.three(tag1, here, right.lower);
    f.three(tag2, tag1, word.lower);
    f.three(left.lower, here, next);
    if word.clusters[2] != 0 {
        f.number_from(50);
        for cluster in word.clusters {
            f.one(cluster);
        }
        f.two(tag1, word.clusters[1]);
        f.two(next, word.clusters[1]);
    }
    if right.clusters[2] != 0 {
        f.number_from(60);
        f.one(right.clusters[1]);
        f.one(right.clusters[2]);
        f.two(here, right.clusters[1]);
        f.two(here, right.clusters[2]);
    }
    if left.clusters[2] != 0 {
        f.number_from(65);
        f.one(left.clusters[2]);
        f.two(here, left.clusters[2]);
    }
}
