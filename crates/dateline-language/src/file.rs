//! The model file: one flat file of named sections.
//!
//! ```text
//! "DATELINE" │ u32 version │ u32 CRC-32 of all that follows
//! text name │ u32 sections │ sections × (text name, u32 start, u32 length)
//! the sections' bytes; starts count from here
//! ```
//!
//! Numbers are little-endian; a text is a `u16` length and UTF-8. The checksum is over a few
//! megabytes and costs a few milliseconds at start; after it, a section that does not read is the
//! trainer's fault and not the disk's.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::ModelError;
use crate::section::{SectionReader, SectionWriter};

/// The version of the format that this program reads and writes. It goes up with every change of
/// the format or of the features that the models see.
pub const MODEL_VERSION: u32 = 2;

const MAGIC: &[u8; 8] = b"DATELINE";

/// An open model file.
#[derive(Debug, Clone)]
pub struct ModelFile {
    bytes: Cow<'static, [u8]>,
    name: String,
    sections: BTreeMap<String, Range<usize>>,
}

impl ModelFile {
    /// Opens a model file: checks it, and finds its sections. Nothing is copied.
    ///
    /// # Errors
    /// Where it is no model file, one of another version, cut short or damaged.
    pub fn open(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Self, ModelError> {
        let bytes = bytes.into();
        let (name, sections) = contents(&bytes)?;
        Ok(Self { bytes, name, sections })
    }

    /// The model's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The bytes of a section.
    ///
    /// # Errors
    /// Where the file has no such section.
    pub fn section(&self, name: &'static str) -> Result<&[u8], ModelError> {
        self.optional_section(name).ok_or(ModelError::Missing { section: name })
    }

    /// The bytes of a section that a model may lack.
    pub fn optional_section(&self, name: &str) -> Option<&[u8]> {
        self.bytes.get(self.sections.get(name)?.clone())
    }

    /// The names of the sections and their sizes in bytes, by name.
    pub fn sizes(&self) -> impl Iterator<Item = (&str, usize)> {
        self.sections.iter().map(|(name, range)| (name.as_str(), range.len()))
    }
}

/// The name of a model file and where its sections lie.
fn contents(bytes: &[u8]) -> Result<(String, BTreeMap<String, Range<usize>>), ModelError> {
    let wrong = |found: String| ModelError::Format { expected: MODEL_VERSION, found };
    let mut reader = SectionReader::new(bytes);
    match reader.bytes(MAGIC.len()) {
        Ok(magic) if magic == MAGIC => {}
        Ok(_) => return Err(wrong("a file of another kind".to_owned())),
        Err(_) => return Err(wrong(format!("{} bytes", bytes.len()))),
    }
    let version = reader.u32()?;
    if version != MODEL_VERSION {
        return Err(wrong(format!("version {version}")));
    }
    let checksum = reader.u32()?;
    let found = crc32fast::hash(reader.rest());
    if found != checksum {
        return Err(ModelError::Checksum { expected: checksum, found });
    }
    let name = reader.text()?.to_owned();
    let count = reader.u32()?;
    let mut places = Vec::new();
    for _ in 0..count {
        places.push((reader.text()?, reader.u32()? as usize, reader.u32()? as usize));
    }
    let end = bytes.len();
    let base = end - reader.rest().len();
    let mut sections = BTreeMap::new();
    for (section, start, length) in places {
        let range = base + start..base + start + length;
        if range.end > end {
            return Err(ModelError::Truncated);
        }
        sections.insert(section.to_owned(), range);
    }
    Ok((name, sections))
}

/// Puts a model file together.
#[derive(Debug, Clone)]
pub struct ModelFileWriter {
    name: String,
    sections: BTreeMap<String, Vec<u8>>,
}

impl ModelFileWriter {
    /// A file without sections, of a model with this name.
    pub fn new(name: &str) -> Self {
        Self { name: name.to_owned(), sections: BTreeMap::new() }
    }

    /// Adds a section, or replaces the one with this name.
    pub fn section(&mut self, name: &str, bytes: Vec<u8>) {
        self.sections.insert(name.to_owned(), bytes);
    }

    /// The file's bytes.
    pub fn finish(self) -> Vec<u8> {
        let mut body = SectionWriter::default();
        body.text(&self.name);
        body.u32(self.sections.len() as u32);
        let mut start = 0;
        for (name, bytes) in &self.sections {
            body.text(name);
            body.u32(start);
            body.u32(bytes.len() as u32);
            start += bytes.len() as u32;
        }
        for bytes in self.sections.values() {
            body.bytes(bytes);
        }
        let body = body.finish();
        let mut file = SectionWriter::default();
        file.bytes(MAGIC);
        file.u32(MODEL_VERSION);
        file.u32(crc32fast::hash(&body));
        file.bytes(&body);
        file.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file() -> Vec<u8> {
        let mut writer = ModelFileWriter::new("en-test");
        writer.section("tagger", vec![1, 2, 3]);
        writer.section("parser", vec![4; 100]);
        writer.section("empty", Vec::new());
        writer.finish()
    }

    #[test]
    fn sections_are_found_by_name() {
        let file = ModelFile::open(file()).unwrap();
        assert_eq!(file.name(), "en-test");
        assert_eq!(file.section("tagger"), Ok(&[1, 2, 3][..]));
        assert_eq!(file.section("parser").unwrap().len(), 100);
        assert_eq!(file.section("empty"), Ok(&[][..]));
        assert_eq!(file.section("names"), Err(ModelError::Missing { section: "names" }));
        assert_eq!(file.sizes().map(|size| size.1).sum::<usize>(), 103);
    }

    #[test]
    fn every_truncation_and_every_flipped_bit_is_an_error() {
        let whole = file();
        for length in 0..whole.len() {
            assert!(ModelFile::open(whole[..length].to_vec()).is_err(), "cut to {length}");
        }
        for at in 0..whole.len() * 8 {
            let mut damaged = whole.clone();
            damaged[at / 8] ^= 1 << (at % 8);
            assert!(ModelFile::open(damaged).is_err(), "bit {at}");
        }
    }

    #[test]
    fn errors_say_what_was_found() {
        let mut other = file();
        other[8] = 9;
        let message = |bytes: Vec<u8>| ModelFile::open(bytes).unwrap_err().to_string();
        let expected = "expected a dateline model of version 2, but found";
        assert!(message(other).starts_with(&format!("{expected} version 9; ")));
        let strange = message(b"GIF89a...".to_vec());
        assert!(strange.starts_with(&format!("{expected} a file of another kind; ")));
        let mut flipped = file();
        *flipped.last_mut().unwrap() ^= 1;
        assert!(message(flipped).starts_with("expected the checksum "));
    }
}
