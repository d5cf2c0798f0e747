//! Parts of speech as a model has them: the universal and the Penn tag in one.

use crate::section::{SectionReader, SectionWriter};
use crate::{Label, ModelError, Upos, intern};

/// A part of speech in both schemes: `VERB` and `VBD`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tag {
    /// The universal part of speech.
    pub upos: Upos,
    /// The Penn Treebank tag.
    pub xpos: Label,
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
