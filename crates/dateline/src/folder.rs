//! A folder that gets a file for each report.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// How many characters of an id the name of its file takes over.
const LONGEST_NAME: usize = 100;

/// Endings of texts, which the name of a report's file does without.
const TEXT_ENDINGS: [&str; 2] = [".txt", ".text"];

/// A folder, and the names that files in it have taken in this run.
pub(crate) struct Folder {
    path: PathBuf,
    taken: HashSet<String>,
}

impl Folder {
    /// A folder to write into; it is made if it is not there.
    ///
    /// # Errors
    /// Where it cannot be made.
    pub(crate) fn new(path: &Path) -> io::Result<Self> {
        fs::create_dir_all(path).map_err(|error| {
            let message = format!("expected a folder to write into at {}: {error}", path.display());
            io::Error::new(error.kind(), message)
        })?;
        Ok(Self { path: path.to_owned(), taken: HashSet::new() })
    }

    /// Writes the file of a report, over what an earlier run has left there.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub(crate) fn write(&mut self, id: &str, extension: &str, bytes: &[u8]) -> io::Result<()> {
        let stem = file_stem(id);
        let mut name = format!("{stem}.{extension}");
        let mut number = 1;
        while !self.taken.insert(name.to_lowercase()) {
            number += 1;
            name = format!("{stem}-{number}.{extension}");
        }
        let path = self.path.join(name);
        fs::write(&path, bytes).map_err(|error| {
            io::Error::new(error.kind(), format!("cannot write {}: {error}", path.display()))
        })
    }
}

/// A name for the file of a report: its id, with `_` for whatever may not stand in a file's name on
/// some system.
fn file_stem(id: &str) -> String {
    let id = TEXT_ENDINGS.iter().find_map(|ending| id.strip_suffix(ending)).unwrap_or(id);
    let kept = |character: char| {
        if character.is_alphanumeric() || matches!(character, '.' | '-' | '_') {
            character
        } else {
            '_'
        }
    };
    let letters: String = id.chars().take(LONGEST_NAME).map(kept).collect();
    // A dot at the head would hide the file, or lead out of the folder.
    let name = letters.trim_start_matches('.');
    if name.is_empty() { "report".to_owned() } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_becomes_a_name_that_every_system_takes() {
        for (id, name) in [
            ("reports/talks.txt", "reports_talks"),
            ("../../etc/passwd", "_.._etc_passwd"),
            ("..", "report"),
            ("", "report"),
            ("a:b?c", "a_b_c"),
            ("Zürich-1.2", "Zürich-1.2"),
        ] {
            assert_eq!(file_stem(id), name, "{id:?}");
        }
        assert_eq!(file_stem(&"x".repeat(5000)).len(), LONGEST_NAME);
    }
}
