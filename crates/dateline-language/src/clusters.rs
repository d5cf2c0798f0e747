//! Word clusters: classes of words that stand in like company (Brown et al. 1992), as paths in a
//! binary tree.
//!
//! A short prefix of the path is a coarse class (given names, months, verbs of saying), a longer
//! one a fine class, so that features over several prefixes carry what was learned of one word over
//! to its neighbours in the tree. They come from plain news without annotation and know words that
//! no treebank has.
//!
//! The table is read where it lies in the model file: an open hash table of fingerprints of words,
//! each with the number of its path.

use crate::ModelError;
use crate::section::{SectionReader, SectionWriter};
use crate::surface::level_typography;

/// A cluster's place in the tree of clusters: the turns from the root to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ClusterPath {
    /// The turns, the first in the highest bit.
    turns: u64,
    /// How many they are, at most 64.
    length: u8,
}

impl ClusterPath {
    /// The path of these turns, `true` for the second branch. Turns beyond the 64th are left out.
    pub fn new(turns: &[bool]) -> Self {
        let length = turns.len().min(64);
        let turns = (0..length).filter(|&at| turns[at]).fold(0, |bits, at| bits | 1 << (63 - at));
        Self { turns, length: length as u8 }
    }

    /// A number for the first `turns` turns, the same for all words below that branch; of a shorter
    /// path all turns count. Never zero.
    ///
    /// # Panics
    /// Where more than 31 turns are asked for.
    pub fn prefix(self, turns: u8) -> u32 {
        assert!(turns < 32, "expected a prefix of at most 31 turns, but found {turns}");
        let turns = turns.min(self.length);
        let bits = if turns == 0 { 0 } else { (self.turns >> (64 - turns)) as u32 };
        1 << turns | bits
    }
}

/// A path as it lies in the file: the eight bytes of its turns, and its length.
type PathRow = [u8; 9];

/// A word as it lies in the file: half of its hash, the other half being its place in the table,
/// and in two bytes the number of its path, from one; zero for an empty slot.
type Slot = [u8; 6];

/// The clusters of a model, a view of its bytes. Making one and copying it costs nothing.
///
/// ```text
/// u32 paths │ u32 slots │ paths × (u64 turns, u8 length) │ slots × (u32 fingerprint, u16 path)
/// ```
#[derive(Clone, Copy)]
pub struct Clusters<'m> {
    paths: &'m [PathRow],
    slots: &'m [Slot],
}

impl std::fmt::Debug for Clusters<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Clusters({} paths, {} slots)", self.paths.len(), self.slots.len())
    }
}

impl<'m> Clusters<'m> {
    /// No clusters: no word has a path.
    pub const NONE: Self = Self { paths: &[], slots: &[] };

    /// The clusters in a section that [`Self::encode`] wrote.
    ///
    /// # Errors
    /// Where the section is cut short.
    pub fn read(section: &'m [u8]) -> Result<Self, ModelError> {
        let mut reader = SectionReader::new(section);
        let (paths, slots) = (reader.u32()? as usize, reader.u32()? as usize);
        let paths = reader.bytes(paths.saturating_mul(size_of::<PathRow>()))?.as_chunks().0;
        let slots = reader.bytes(slots.saturating_mul(size_of::<Slot>()))?.as_chunks().0;
        Ok(Self { paths, slots })
    }

    /// The path of a word, or `None` for a rare one. A word whose own spelling is rare is looked up
    /// in lower case, so that a verb at the head of a sentence has the path of the verb.
    pub fn path(&self, word: &str) -> Option<ClusterPath> {
        let levelled = level_typography(word);
        self.look_up(hash(plain(&levelled))).or_else(|| {
            let changes = levelled.chars().any(char::is_uppercase);
            changes.then(|| self.look_up(hash(plain(&levelled).flat_map(char::to_lowercase))))?
        })
    }

    fn look_up(&self, hash: u64) -> Option<ClusterPath> {
        let first = first_slot(hash, self.slots.len());
        let (before, after) = self.slots.split_at(first);
        for slot in after.iter().chain(before) {
            let [f0, f1, f2, f3, p0, p1] = *slot;
            let number = usize::from(u16::from_le_bytes([p0, p1])).checked_sub(1)?;
            if u32::from_le_bytes([f0, f1, f2, f3]) == hash as u32 {
                let [turns @ .., length] = self.paths.get(number)?;
                let turns = u64::from_le_bytes(*turns);
                return Some(ClusterPath { turns, length: (*length).min(64) });
            }
        }
        None
    }

    /// The section for these words, each with the number of its path in `paths`.
    ///
    /// # Panics
    /// Where there are more than 65,535 paths, or a word has none of them.
    pub fn encode(paths: &[ClusterPath], words: &[(String, usize)]) -> Vec<u8> {
        assert!(u16::try_from(paths.len()).is_ok(), "expected at most 65535 paths");
        let slots = words.len() * 4 / 3 + 1;
        let mut table: Vec<Option<(u32, u16)>> = vec![None; slots];
        for (word, path) in words {
            assert!(*path < paths.len(), "the path of {word:?} is not in the list");
            let hash = hash(plain(&level_typography(word)));
            let mut at = first_slot(hash, slots);
            while table[at].is_some() {
                at = (at + 1) % slots;
            }
            table[at] = Some((hash as u32, *path as u16 + 1));
        }
        let mut writer = SectionWriter::default();
        writer.u32(paths.len() as u32);
        writer.u32(slots as u32);
        for path in paths {
            writer.bytes(&path.turns.to_le_bytes());
            writer.u8(path.length);
        }
        for slot in table {
            let (fingerprint, path) = slot.unwrap_or_default();
            writer.u32(fingerprint);
            writer.u16(path);
        }
        writer.finish()
    }
}

/// A word as the clusters know it: its typography levelled, and every digit a `0`, so that sums and
/// years of one length are one word. Its case stays.
pub fn cluster_form(word: &str) -> String {
    plain(&level_typography(word)).collect()
}

fn plain(levelled: &str) -> impl Iterator<Item = char> {
    levelled.chars().map(|character| if character.is_ascii_digit() { '0' } else { character })
}

/// FNV-1a over characters, with its bits mixed.
fn hash(characters: impl Iterator<Item = char>) -> u64 {
    let mut hash: u64 = 0xCBF2_9CE4_8422_2325;
    for character in characters {
        hash = (hash ^ u64::from(u32::from(character))).wrapping_mul(0x0100_0000_01B3);
    }
    hash ^= hash >> 32;
    hash = hash.wrapping_mul(0xD6E8_FEB8_6659_FD93);
    hash ^ hash >> 32
}

/// Where the search for a word begins.
fn first_slot(hash: u64, slots: usize) -> usize {
    (((hash >> 32) * slots as u64) >> 32) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(turns: &str) -> ClusterPath {
        ClusterPath::new(&turns.chars().map(|turn| turn == '1').collect::<Vec<_>>())
    }

    #[test]
    fn prefixes_share_what_the_paths_share() {
        let (paris, london, said) = (path("110100"), path("110111"), path("0110"));
        assert_eq!(paris.prefix(4), london.prefix(4));
        assert_ne!(paris.prefix(6), london.prefix(6));
        assert_ne!(paris.prefix(4), said.prefix(4));
        assert_eq!(paris.prefix(6), paris.prefix(20), "a short path is its own prefix");
        assert_ne!(path("0").prefix(1), path("00").prefix(2));
        assert_eq!(path("").prefix(20), 1);
        assert_eq!(path(&"1".repeat(80)).prefix(31), u32::MAX);
    }

    #[test]
    fn words_are_found_in_their_spelling_or_in_lower_case() {
        let paths = [path("00"), path("01"), path("1")];
        let words = [("May", 0), ("may", 1), ("n't", 1), ("0000", 2), ("said", 2)]
            .map(|(word, path)| (word.to_owned(), path));
        let bytes = Clusters::encode(&paths, &words);
        let clusters = Clusters::read(&bytes).unwrap();
        for (word, expected) in [
            ("May", Some(paths[0])),
            ("may", Some(paths[1])),
            ("MAY", Some(paths[1])),
            ("n\u{2019}t", Some(paths[1])),
            ("1996", Some(paths[2])),
            ("Said", Some(paths[2])),
            ("unheard-of", None),
            ("", None),
        ] {
            assert_eq!(clusters.path(word), expected, "{word:?}");
        }
    }

    #[test]
    fn a_table_of_many_words_gives_each_its_own() {
        let paths: Vec<ClusterPath> = (0..300).map(|at| path(&format!("{at:b}"))).collect();
        let letters = |mut at: usize| {
            let mut word = String::new();
            while at > 0 {
                word.push(char::from(b'a' + (at % 26) as u8));
                at /= 26;
            }
            word
        };
        let many: Vec<(String, usize)> = (1..10_000).map(|at| (letters(at), at % 300)).collect();
        let bytes = Clusters::encode(&paths, &many);
        let clusters = Clusters::read(&bytes).unwrap();
        for (word, expected) in &many {
            assert_eq!(clusters.path(word), Some(paths[*expected]), "{word:?}");
        }
    }

    #[test]
    fn damaged_sections_are_refused() {
        let bytes = Clusters::encode(&[path("0")], &[("a".to_owned(), 0)]);
        assert!(Clusters::read(&bytes).is_ok());
        for end in 0..bytes.len() {
            assert!(Clusters::read(&bytes[..end]).is_err(), "cut to {end}");
        }
        assert!(Clusters::read(&[0xFF; 64]).is_err());
        assert_eq!(Clusters::NONE.path("a"), None);
    }
}
