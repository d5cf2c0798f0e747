//! A frozen table from the hashes of words to numbers, read where it lies.

use std::collections::BTreeMap;

use crate::ModelError;
use crate::section::{SectionReader, SectionWriter};

/// A table from hashes of words to numbers of sixteen bits: open addressing, six bytes a slot.
#[derive(Debug, Clone, Copy)]
pub struct WordTable<'m> {
    slots: &'m [[u8; 6]],
}

impl<'m> WordTable<'m> {
    /// The table at the start of what a reader has left.
    ///
    /// # Errors
    /// Where the bytes are no such table.
    pub fn read(reader: &mut SectionReader<'m>) -> Result<Self, ModelError> {
        let slots = reader.u32()? as usize;
        if !slots.is_power_of_two() {
            return Err(ModelError::Damaged { what: "the size of a word table" });
        }
        let bytes = slots.checked_mul(6).ok_or(ModelError::Truncated)?;
        Ok(Self { slots: reader.bytes(bytes)?.as_chunks::<6>().0 })
    }

    /// The number of a word.
    #[inline]
    pub fn get(&self, word: u32) -> Option<u16> {
        let word = word.max(1);
        let mask = self.slots.len() - 1;
        let mut place = first_place(word) & mask;
        // A table written by this program always has a free slot; the bound is for others.
        for _ in 0..self.slots.len() {
            let [a, b, c, d, low, high] = self.slots[place];
            let held = u32::from_le_bytes([a, b, c, d]);
            if held == word {
                return Some(u16::from_le_bytes([low, high]));
            }
            if held == 0 {
                return None;
            }
            place = (place + 1) & mask;
        }
        None
    }
}

fn first_place(word: u32) -> usize {
    (word.wrapping_mul(0x9e37_79b1) >> 8) as usize
}

/// Writes the table that [`WordTable::read`] reads.
pub fn write_word_table(numbers: &BTreeMap<u32, u16>, writer: &mut SectionWriter) {
    let slots = (numbers.len() * 3 / 2 + 1).next_power_of_two();
    let mut table = vec![[0_u8; 6]; slots];
    for (&word, &number) in numbers {
        let word = word.max(1);
        let mut place = first_place(word) & (slots - 1);
        while table[place][..4] != [0; 4] {
            place = (place + 1) & (slots - 1);
        }
        table[place][..4].copy_from_slice(&word.to_le_bytes());
        table[place][4..].copy_from_slice(&number.to_le_bytes());
    }
    writer.u32(slots as u32);
    writer.bytes(table.as_flattened());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_and_others_not() {
        let numbers: BTreeMap<u32, u16> = (0..1000).map(|n| (n * 77, n as u16)).collect();
        let mut writer = SectionWriter::default();
        write_word_table(&numbers, &mut writer);
        let section = writer.finish();
        let table = WordTable::read(&mut SectionReader::new(&section)).unwrap();
        for (&word, &number) in &numbers {
            assert_eq!(table.get(word), Some(number));
        }
        assert_eq!(table.get(78), None);
    }

    #[test]
    fn an_empty_table_has_no_words() {
        let mut writer = SectionWriter::default();
        write_word_table(&BTreeMap::new(), &mut writer);
        let section = writer.finish();
        assert_eq!(WordTable::read(&mut SectionReader::new(&section)).unwrap().get(5), None);
    }
}
