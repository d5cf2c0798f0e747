//! The names of a compiled gazetteer, searched where they stand. Whatever the bytes are, a search
//! ends and stays within them: a file may come from anywhere.

use crate::layout::{BLOCK, number};

/// The names, and what each means.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Names {
    /// Where each block begins.
    blocks: &'static [u8],
    table: &'static [u8],
}

/// What a name means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// The place with this number.
    Place(u32),
    /// The places that are listed from this number of the postings on.
    Postings(u32),
}

struct Entry {
    shared: usize,
    own: &'static [u8],
    meaning: Meaning,
}

impl Names {
    pub(crate) fn new(blocks: &'static [u8], table: &'static [u8]) -> Self {
        Self { blocks, table }
    }

    /// What a folded name means.
    pub(crate) fn get(&self, key: &[u8]) -> Option<Meaning> {
        let (mut least, mut behind) = (0, self.blocks.len() / 4);
        while least < behind {
            let middle = least.midpoint(behind);
            let first = entry(&mut self.block(middle)?)?;
            if first.own <= key {
                least = middle + 1;
            } else {
                behind = middle;
            }
        }
        let mut bytes = self.block(least.checked_sub(1)?)?;
        // How many bytes the name read last has in common with the one sought.
        let mut common = 0;
        for at in 0..BLOCK {
            let entry = entry(&mut bytes)?;
            if at > 0 && entry.shared > common {
                continue;
            }
            if entry.shared < common {
                return None;
            }
            let rest = key.get(common..)?;
            let own = rest.iter().zip(entry.own).take_while(|(a, b)| a == b).count();
            if own == entry.own.len() && own == rest.len() {
                return Some(entry.meaning);
            }
            if entry.own.get(own) > rest.get(own) {
                return None;
            }
            common += own;
        }
        None
    }

    /// Calls for each name in order.
    pub(crate) fn for_each(&self, mut each: impl FnMut(&[u8], Meaning)) {
        let mut name = Vec::new();
        let mut bytes = self.table;
        while let Some(entry) = entry(&mut bytes) {
            name.truncate(entry.shared);
            name.extend(entry.own);
            each(&name, entry.meaning);
        }
    }

    fn block(&self, at: usize) -> Option<&'static [u8]> {
        self.table.get(number(self.blocks.get(at * 4..at * 4 + 4)?) as usize..)
    }
}

/// The entry that some bytes begin with, which they are moved behind.
fn entry(bytes: &mut &'static [u8]) -> Option<Entry> {
    let [shared, length, rest @ ..] = *bytes else { return None };
    let (own, rest) = rest.split_at_checked(usize::from(*length))?;
    let (mut value, mut shift) = (0_u64, 0);
    for (at, &byte) in rest.iter().enumerate().take(5) {
        value |= u64::from(byte & 0x7f) << shift;
        shift += 7;
        if byte & 0x80 == 0 {
            *bytes = &rest[at + 1..];
            let place = u32::try_from(value >> 1).ok()?;
            let meaning =
                if value & 1 == 0 { Meaning::Place(place) } else { Meaning::Postings(place) };
            return Some(Entry { shared: usize::from(*shared), own, meaning });
        }
    }
    None
}
