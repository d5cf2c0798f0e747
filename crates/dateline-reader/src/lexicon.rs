//! Reads the word lists under `lexicons/`: one entry a line, columns parted by tabs, `#` comments.

use std::collections::{HashMap, HashSet};

use foldhash::fast::FixedState;

/// Words with what they mean. Looked up for every word of every report and filled from our own
/// lists alone, so that a quick hash serves better than one that is safe from chosen keys.
pub(crate) type Table<V> = HashMap<&'static str, V, FixedState>;

/// A list of words, looked up as often.
pub(crate) type Words = HashSet<&'static str, FixedState>;

/// The entries of a lexicon, each as its columns. Comments and blank lines are left out.
pub(crate) fn rows<const COLUMNS: usize>(
    lexicon: &'static str,
) -> impl Iterator<Item = [&'static str; COLUMNS]> {
    lexicon
        .lines()
        .map(|line| line.split('#').next().unwrap_or_default().trim_end())
        .filter(|line| !line.is_empty())
        .map(|line| {
            let mut columns = [""; COLUMNS];
            for (column, entry) in columns.iter_mut().zip(line.split('\t')) {
                *column = entry.trim();
            }
            columns
        })
}

/// Asserts that every entry has all its columns and none stands there twice. For tests.
#[cfg(test)]
pub(crate) fn assert_sound<const COLUMNS: usize>(lexicon: &'static str) {
    let mut seen = HashSet::new();
    for columns in rows::<COLUMNS>(lexicon) {
        assert!(columns.iter().all(|column| !column.is_empty()), "a column lacks in {columns:?}");
        assert!(seen.insert(columns[0]), "{:?} stands there twice", columns[0]);
    }
    for line in lexicon.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        assert_eq!(line.split('\t').count(), COLUMNS, "columns of {line:?}");
    }
}
