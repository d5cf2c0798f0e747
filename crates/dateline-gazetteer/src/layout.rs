//! How a compiled gazetteer lies in bytes, and how it is written: shared by the build of the
//! program's own and by `dateline gazetteer`.
//!
//! A head of 16 bytes: `DLGZ`, the version of the layout, the CRC-32 of all that follows the head,
//! 0. Then the lengths of the tables (32 bits each, as all numbers here little-endian), and the
//! tables one behind the other:
//!
//! - attribution: whose the places are, UTF-8;
//! - divisions: country, name and GeoNames code of each, with tabs between, a line each, UTF-8;
//! - places: [`PLACE`] bytes each: latitude and longitude in ten-thousandths of a degree (24 bits
//!   each), GeoNames number (24 bits, 0 for none), division (16 bits), kind (8 bits), people (32);
//! - postings: numbers of 32 bits: of a name of several places how many they are, then each;
//! - blocks: where each block of names begins in the next table (32 bits each);
//! - names: folded names in order, in blocks of [`BLOCK`]. Of each how many bytes it shares with
//!   the one before in its block, how many are its own (8 bits each), those, and a number of seven
//!   bits a byte, the lowest first: twice the place, or twice where its postings begin and 1.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

pub(crate) const MAGIC: &[u8; 4] = b"DLGZ";
pub(crate) const VERSION: u32 = 2;
pub(crate) const HEAD: usize = 16;
pub(crate) const TABLES: usize = 6;

/// How many bytes a place has.
pub(crate) const PLACE: usize = 16;

/// How many names a block has: the more, the smaller the table and the longer a search.
pub(crate) const BLOCK: usize = 16;

/// How many places of one name are kept, countries and divisions first, then the most people:
/// there are thousands of San Josés, and no report means the last of them.
pub(crate) const NAMESAKES: usize = 100;

/// The places of each folded name, by their numbers.
pub(crate) type Names = BTreeMap<Vec<u8>, BTreeSet<u32>>;

/// The bytes of a gazetteer. Names of more than 255 bytes are left out.
pub(crate) fn pack(attribution: &str, divisions: &str, places: &[u8], names: &Names) -> Vec<u8> {
    let mut postings = Vec::new();
    let mut blocks = Vec::new();
    let mut table = Vec::new();
    let mut before: &[u8] = &[];
    let short = names.iter().filter(|(name, _)| u8::try_from(name.len()).is_ok());
    for (at, (name, meant)) in short.enumerate() {
        if at % BLOCK == 0 {
            blocks.extend((table.len() as u32).to_le_bytes());
            before = &[];
        }
        let shared = name.iter().zip(before).take_while(|(here, there)| here == there).count();
        table.extend([shared as u8, (name.len() - shared) as u8]);
        table.extend(&name[shared..]);
        let value = if let (Some(&place), 1) = (meant.first(), meant.len()) {
            u64::from(place) << 1
        } else {
            let start = postings.len() as u64 / 4;
            let listed = by_weight(places, meant);
            postings.extend((listed.len() as u32).to_le_bytes());
            postings.extend(listed.iter().flat_map(|place| place.to_le_bytes()));
            (start << 1) | 1
        };
        push_number(&mut table, value);
        before = name;
    }
    let tables: [&[u8]; TABLES] =
        [attribution.as_bytes(), divisions.as_bytes(), places, &postings, &blocks, &table];
    let mut behind = Vec::new();
    for table in tables {
        behind.extend((table.len() as u32).to_le_bytes());
    }
    for table in tables {
        behind.extend(table);
    }
    let mut bytes = MAGIC.to_vec();
    bytes.extend(VERSION.to_le_bytes());
    bytes.extend(crc32fast::hash(&behind).to_le_bytes());
    bytes.extend([0; 4]);
    bytes.extend(behind);
    bytes
}

/// The places of a name, the greatest kinds first, of these the one with most people.
fn by_weight(places: &[u8], meant: &BTreeSet<u32>) -> Vec<u32> {
    let weight = |&place: &u32| {
        let bytes = &places[place as usize * PLACE..][..PLACE];
        (bytes[11], Reverse(number(&bytes[12..])))
    };
    let mut listed: Vec<u32> = meant.iter().copied().collect();
    listed.sort_by_key(weight);
    listed.truncate(NAMESAKES);
    listed
}

fn push_number(table: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        table.push(value as u8 | 0x80);
        value >>= 7;
    }
    table.push(value as u8);
}

/// The number that up to four bytes hold.
pub(crate) fn number(bytes: &[u8]) -> u32 {
    bytes.iter().rev().fold(0, |number, &byte| (number << 8) | u32::from(byte))
}
