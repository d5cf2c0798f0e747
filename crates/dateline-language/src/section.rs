//! Reading and writing the sections of a model file, with every bound checked.

use crate::ModelError;

/// Reads a section from its start on.
#[derive(Debug, Clone, Copy)]
pub struct SectionReader<'m> {
    rest: &'m [u8],
}

impl<'m> SectionReader<'m> {
    /// A reader at the start of some bytes.
    pub fn new(bytes: &'m [u8]) -> Self {
        Self { rest: bytes }
    }

    /// The next so many bytes.
    ///
    /// # Errors
    /// Where the section ends before. So with all that read on.
    pub fn bytes(&mut self, length: usize) -> Result<&'m [u8], ModelError> {
        let (taken, rest) = self.rest.split_at_checked(length).ok_or(ModelError::Truncated)?;
        self.rest = rest;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], ModelError> {
        let (taken, rest) = self.rest.split_first_chunk().ok_or(ModelError::Truncated)?;
        self.rest = rest;
        Ok(*taken)
    }

    /// A whole number of eight bits.
    #[expect(clippy::missing_errors_doc, reason = "as for bytes")]
    pub fn u8(&mut self) -> Result<u8, ModelError> {
        self.array().map(u8::from_le_bytes)
    }

    /// A whole number of sixteen bits.
    #[expect(clippy::missing_errors_doc, reason = "as for bytes")]
    pub fn u16(&mut self) -> Result<u16, ModelError> {
        self.array().map(u16::from_le_bytes)
    }

    /// A whole number of 32 bits.
    #[expect(clippy::missing_errors_doc, reason = "as for bytes")]
    pub fn u32(&mut self) -> Result<u32, ModelError> {
        self.array().map(u32::from_le_bytes)
    }

    /// A text of at most 65,535 bytes.
    ///
    /// # Errors
    /// Where the section ends before, or the bytes are not UTF-8.
    pub fn text(&mut self) -> Result<&'m str, ModelError> {
        let length = usize::from(self.u16()?);
        std::str::from_utf8(self.bytes(length)?)
            .map_err(|_| ModelError::Damaged { what: "a text that is not UTF-8" })
    }

    /// A list of texts.
    #[expect(clippy::missing_errors_doc, reason = "as for text")]
    pub fn texts(&mut self) -> Result<Vec<&'m str>, ModelError> {
        let count = self.u32()?;
        (0..count).map(|_| self.text()).collect()
    }

    /// All that has not been read.
    pub fn rest(self) -> &'m [u8] {
        self.rest
    }
}

/// Writes a section that [`SectionReader`] reads.
#[derive(Debug, Clone, Default)]
pub struct SectionWriter {
    written: Vec<u8>,
}

impl SectionWriter {
    /// Bytes as they are.
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.written.extend(bytes);
    }

    /// A whole number of eight bits.
    pub fn u8(&mut self, number: u8) {
        self.written.push(number);
    }

    /// A whole number of sixteen bits.
    pub fn u16(&mut self, number: u16) {
        self.written.extend(number.to_le_bytes());
    }

    /// A whole number of 32 bits.
    pub fn u32(&mut self, number: u32) {
        self.written.extend(number.to_le_bytes());
    }

    /// A text.
    ///
    /// # Panics
    /// Where it is longer than 65,535 bytes.
    pub fn text(&mut self, text: &str) {
        let length = u16::try_from(text.len()).expect("a text of a model is short");
        self.u16(length);
        self.bytes(text.as_bytes());
    }

    /// A list of texts.
    pub fn texts<T: AsRef<str>>(&mut self, texts: &[T]) {
        self.u32(texts.len() as u32);
        for text in texts {
            self.text(text.as_ref());
        }
    }

    /// The section.
    pub fn finish(self) -> Vec<u8> {
        self.written
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let mut writer = SectionWriter::default();
        writer.u8(1);
        writer.u16(2);
        writer.u32(3);
        writer.texts(&["né", ""]);
        writer.bytes(b"rest");
        let section = writer.finish();
        let mut reader = SectionReader::new(&section);
        assert_eq!((reader.u8(), reader.u16(), reader.u32()), (Ok(1), Ok(2), Ok(3)));
        assert_eq!(reader.texts(), Ok(vec!["né", ""]));
        assert_eq!(reader.rest(), b"rest");
        assert_eq!(reader.bytes(5), Err(ModelError::Truncated));
    }
}
