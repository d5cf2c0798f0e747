//! A gazetteer as a file: what `dateline gazetteer` compiles and `--gazetteer` reads.
//!
//! The file is mapped into memory and searched where it lies: see [`crate::layout`]. It is summed up
//! once when it is opened, by way of a small buffer, so that a damaged one is found before it says
//! anything; beyond that nothing grows with its size. What the checksum cannot tell (a file made to
//! do harm) the look-up withstands: it ends, and stays within the file, whatever that holds.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use mmap_io::MemoryMappedFile;
use thiserror::Error;

use crate::gazetteer::Gazetteer;
use crate::layout::{HEAD, MAGIC, VERSION, number};
use crate::table::Table;

/// The greatest file that is read: GeoNames as a whole, compiled, is less.
const GREATEST: u64 = 2 << 30;

/// How many bytes are summed up at a time.
const BUFFER: usize = 1 << 16;

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

impl GazetteerFileError {
    /// A short fixed name: `gazetteer-unreadable`, `gazetteer-foreign`, `gazetteer-version`,
    /// `gazetteer-damaged`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "gazetteer-unreadable",
            Self::Foreign { .. } => "gazetteer-foreign",
            Self::Version { .. } => "gazetteer-version",
            Self::Damaged { .. } => "gazetteer-damaged",
        }
    }
}

impl Gazetteer {
    /// The gazetteer of a file that `dateline gazetteer` made, mapped for the life of the program.
    /// While it is, nobody may write into the file or cut it short; to put another in its place,
    /// write that beside it and rename it.
    ///
    /// # Errors
    /// Where the file cannot be read, is none, is damaged, or of another version.
    pub fn load(path: &Path) -> Result<Self, GazetteerFileError> {
        check(path)?;
        let unreadable = |error| GazetteerFileError::Unreadable { path: path.to_owned(), error };
        let mapped =
            MemoryMappedFile::open_ro(path).map_err(io::Error::other).map_err(unreadable)?;
        // Every place that was looked up points into the file.
        let mapped: &'static MemoryMappedFile = Box::leak(Box::new(mapped));
        let bytes =
            mapped.as_slice_bytes(0, mapped.len()).map_err(io::Error::other).map_err(unreadable)?;
        let table = Table::new(bytes)
            .map_err(|found| GazetteerFileError::Damaged { path: path.to_owned(), found })?;
        Ok(Self::of(Box::leak(Box::new(table))))
    }
}

/// Reads a file once: whether it is a gazetteer of this version, and whole.
fn check(path: &Path) -> Result<(), GazetteerFileError> {
    let unreadable = |error| GazetteerFileError::Unreadable { path: path.to_owned(), error };
    let foreign = |found| GazetteerFileError::Foreign { path: path.to_owned(), found };
    let damaged = |found| GazetteerFileError::Damaged { path: path.to_owned(), found };
    let mut file = File::open(path).map_err(unreadable)?;
    let about = file.metadata().map_err(unreadable)?;
    if !about.is_file() {
        return Err(foreign("it is no regular file"));
    }
    if about.len() == 0 {
        return Err(foreign("it is empty"));
    }
    if about.len() > GREATEST {
        return Err(foreign("it has more than two gigabytes"));
    }
    let mut head = Vec::with_capacity(HEAD);
    file.by_ref().take(HEAD as u64).read_to_end(&mut head).map_err(unreadable)?;
    if head.get(..4) != Some(MAGIC) {
        return Err(foreign("it does not begin with its mark"));
    }
    let (Some(version), Some(sum)) = (head.get(4..8), head.get(8..12)) else {
        return Err(damaged("it ends within its head"));
    };
    let (version, sum) = (number(version), number(sum));
    if version != VERSION {
        return Err(GazetteerFileError::Version { path: path.to_owned(), found: version });
    }
    let mut hasher = crc32fast::Hasher::new();
    let mut buffer = vec![0; BUFFER];
    loop {
        match file.read(&mut buffer) {
            Ok(0) => break,
            Ok(length) => hasher.update(&buffer[..length]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(unreadable(error)),
        }
    }
    if hasher.finalize() != sum {
        return Err(damaged("its checksum is another"));
    }
    Ok(())
}
