//! A gazetteer as a file: what `dateline gazetteer` compiles and `--gazetteer` reads.
//!
//! Sixteen bytes first: `DLGZ`, the version of the layout, the CRC-32 of what follows them, 0. Then
//! the lengths of the four tables (32 bits each, little-endian) and the tables, as [`crate::table`]
//! has them. The file is read once and kept for the life of the program: mapping it into memory
//! would need `unsafe`.

use std::path::{Path, PathBuf};
use std::{fs, io};

use thiserror::Error;

use crate::gazetteer::Gazetteer;
use crate::table::Table;

const MAGIC: &[u8; 4] = b"DLGZ";
const VERSION: u32 = 1;
const HEAD: usize = 16;
const TABLES: usize = 4;

/// The greatest file that is read: GeoNames as a whole, compiled, is less.
const GREATEST: u64 = 2 << 30;

/// Why a file is no gazetteer.
#[derive(Debug, Error)]
pub enum GazetteerFileError {
    /// It cannot be read.
    #[error("cannot read the gazetteer {path}: {error}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// It is something else.
    #[error("expected a gazetteer made by `dateline gazetteer`, but {path} is none: {found}")]
    Foreign {
        /// The file.
        path: PathBuf,
        /// What was found instead.
        found: &'static str,
    },
    /// Another version of the program made it.
    #[error(
        "expected a gazetteer of version {VERSION}, but {path} has version {found}; make it again with `dateline gazetteer`"
    )]
    Version {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: u32,
    },
    /// It was cut short or changed.
    #[error("the gazetteer {path} is damaged: {found}; make it again with `dateline gazetteer`")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        found: &'static str,
    },
}

impl Gazetteer {
    /// The gazetteer of a file that `dateline gazetteer` made. What is read is kept for the life of
    /// the program.
    ///
    /// # Errors
    /// Where the file cannot be read, is none, is damaged, or of another version.
    pub fn load(path: &Path) -> Result<Self, GazetteerFileError> {
        let unreadable = |error| GazetteerFileError::Unreadable { path: path.to_owned(), error };
        let size = fs::metadata(path).map_err(unreadable)?.len();
        if size > GREATEST {
            return Err(GazetteerFileError::Foreign {
                path: path.to_owned(),
                found: "it has more than two gigabytes",
            });
        }
        let bytes = fs::read(path).map_err(unreadable)?;
        let table = open(bytes, path)?;
        Ok(Self::of(Box::leak(Box::new(table))))
    }
}

fn open(bytes: Vec<u8>, path: &Path) -> Result<Table, GazetteerFileError> {
    let path = || path.to_owned();
    if bytes.get(..4) != Some(MAGIC) {
        return Err(GazetteerFileError::Foreign {
            path: path(),
            found: "it does not begin with its mark",
        });
    }
    let damaged = |found| GazetteerFileError::Damaged { path: path(), found };
    let number = |at: usize| {
        let bytes = bytes.get(at..at + 4)?;
        Some(u32::from_le_bytes(bytes.try_into().ok()?))
    };
    let cut = "it ends within its head";
    let found = number(4).ok_or_else(|| damaged(cut))?;
    if found != VERSION {
        return Err(GazetteerFileError::Version { path: path(), found });
    }
    let sum = number(8).ok_or_else(|| damaged(cut))?;
    let body = HEAD + 4 * TABLES;
    let mut lengths = [0; TABLES];
    for (table, length) in lengths.iter_mut().enumerate() {
        *length = number(HEAD + 4 * table).ok_or_else(|| damaged(cut))? as usize;
    }
    let total = lengths.iter().try_fold(body, |total, length| total.checked_add(*length));
    if total != Some(bytes.len()) {
        return Err(damaged("it is not as long as its head says"));
    }
    if crc32fast::hash(&bytes[HEAD..]) != sum {
        return Err(damaged("its checksum is another"));
    }
    let mut rest = &Vec::leak(bytes)[body..];
    let tables = lengths.map(|length| {
        let (table, behind) = rest.split_at(length);
        rest = behind;
        table
    });
    Table::new(tables).ok_or_else(|| damaged("its tables cannot be read"))
}

/// The bytes of a file with these tables.
pub(crate) fn pack(tables: [&[u8]; TABLES]) -> Vec<u8> {
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
