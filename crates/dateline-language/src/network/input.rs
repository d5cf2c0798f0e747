//! What the network sees of a word: rows of tables.

use crate::feature::hash_letters;
use crate::surface::Surface;

/// A table of embeddings that are learned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Embedding {
    /// How many rows it has, `None` for one row for each word that training knows.
    pub rows: Option<usize>,
    /// How many numbers a row has.
    pub width: usize,
}

/// The tables: of the word in lower case, its first two and three characters, its last two, three
/// and four, and its shape. Their order is part of the model format.
pub const EMBEDDINGS: [Embedding; 7] = [
    Embedding { rows: None, width: 64 },
    Embedding { rows: Some(2_048), width: 16 },
    Embedding { rows: Some(8_192), width: 32 },
    Embedding { rows: Some(2_048), width: 32 },
    Embedding { rows: Some(8_192), width: 32 },
    Embedding { rows: Some(12_288), width: 32 },
    Embedding { rows: Some(1_024), width: 32 },
];

/// The rows of a word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct WordRows {
    /// The row of its static vector; zero where it has none.
    pub fixed: u32,
    /// Its row in each table of [`EMBEDDINGS`]; zero in the first where training did not know it.
    pub learned: [u32; EMBEDDINGS.len()],
}

impl WordRows {
    /// The rows of a word, given its static vector's and its own.
    pub fn of(surface: &Surface, fixed: u32, known: u32) -> Self {
        let parts = [
            surface.prefixes[1],
            surface.prefixes[2],
            surface.suffixes[1],
            surface.suffixes[2],
            surface.suffixes[3],
            surface.shape,
        ];
        let mut learned = [known; EMBEDDINGS.len()];
        for ((row, part), table) in learned[1..].iter_mut().zip(parts).zip(&EMBEDDINGS[1..]) {
            let spread = part ^ (part >> 15);
            *row = spread % table.rows.unwrap_or(1) as u32;
        }
        Self { fixed, learned }
    }
}

/// The keys by which a word's static vector is looked up, one after the other: as it is written
/// (every digit a `0`), in lower case, and with its first letter a capital.
pub fn vector_keys(form: &str) -> [u32; 3] {
    let plain = crate::cluster_form(form);
    let lower = plain.to_lowercase();
    let mut letters = lower.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    let capitalised = first + letters.as_str();
    [hash_letters(&plain), hash_letters(&lower), hash_letters(&capitalised)]
}
