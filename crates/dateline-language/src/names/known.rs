//! Names known beforehand: how the words of a name, and whole names, were mostly used in the news.
//!
//! The table holds no names but hashes of them, each with a class. What a class means is known to
//! the trainer and to the weights of its features; here it is a number.

use crate::ModelError;
use crate::feature::key2;
use crate::section::{SectionReader, SectionWriter};
use crate::surface::Surface;

/// A name as it lies in the file: four bytes of its hash and its class, never zero.
type Slot = [u8; 5];

/// The longest name that is looked up, in words.
pub const LONGEST: usize = 6;

/// Known names and words of names, a view of the model's bytes.
#[derive(Debug, Clone, Copy, Default)]
pub struct KnownNames<'m> {
    slots: &'m [Slot],
}

/// The key of a single word, whatever names it is part of.
pub fn word_key(word: &Surface) -> u64 {
    key2(0, word.lower, 0)
}

/// The key of a whole name.
pub fn name_key(words: &[Surface]) -> u64 {
    words.iter().fold(1, |key, word| key2(1, (key >> 32) as u32 ^ key as u32, word.lower))
}

impl<'m> KnownNames<'m> {
    /// The names in a section that [`Self::encode`] wrote.
    ///
    /// # Errors
    /// Where the section is cut short.
    pub fn read(reader: &mut SectionReader<'m>) -> Result<Self, ModelError> {
        let slots = reader.u32()? as usize;
        let slots = reader.bytes(slots.saturating_mul(size_of::<Slot>()))?.as_chunks().0;
        Ok(Self { slots })
    }

    /// The class of a name or word, or `None` where it is not known.
    pub fn class(&self, key: u64) -> Option<u8> {
        let (before, after) = self.slots.split_at(first_slot(key, self.slots.len()));
        for &[k0, k1, k2, k3, class] in after.iter().chain(before) {
            if class == 0 {
                return None;
            }
            if u32::from_le_bytes([k0, k1, k2, k3]) == key as u32 {
                return Some(class);
            }
        }
        None
    }

    /// The section of these keys and classes, in the order given.
    ///
    /// # Panics
    /// Where a class is zero.
    pub fn encode(entries: &[(u64, u8)], writer: &mut SectionWriter) {
        let mut table = vec![Slot::default(); entries.len() * 4 / 3 + 1];
        for &(key, class) in entries {
            assert!(class != 0, "class zero is that of an empty slot");
            let mut at = first_slot(key, table.len());
            while table[at][4] != 0 {
                at = (at + 1) % table.len();
            }
            let [k0, k1, k2, k3] = (key as u32).to_le_bytes();
            table[at] = [k0, k1, k2, k3, class];
        }
        writer.u32(table.len() as u32);
        writer.bytes(table.as_flattened());
    }
}

/// Where the search for a key begins.
fn first_slot(key: u64, slots: usize) -> usize {
    (((key >> 32) * slots as u64) >> 32) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_is_found() {
        let words: Vec<Surface> = ["New", "York", "City"].map(Surface::of).to_vec();
        let mut entries =
            vec![(word_key(&words[0]), 1), (name_key(&words[..2]), 2), (name_key(&words), 3)];
        entries.extend((0..1000).map(|at| (key2(9, at, at), 9)));
        let mut writer = SectionWriter::default();
        KnownNames::encode(&entries, &mut writer);
        let section = writer.finish();
        let known = KnownNames::read(&mut SectionReader::new(&section)).unwrap();
        for (key, class) in entries {
            assert_eq!(known.class(key), Some(class));
        }
        assert_eq!(known.class(name_key(&words[1..])), None);
        assert_eq!(known.class(word_key(&words[1])), None);
        assert_eq!(KnownNames::default().class(1), None);
        assert!(KnownNames::read(&mut SectionReader::new(&section[..section.len() - 1])).is_err());
    }
}
