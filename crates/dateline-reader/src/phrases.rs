//! Entries of a lexicon that are phrases, matched piece by piece.

use crate::lexicon::Table;
use crate::pieces::Cursor;

/// Phrases with what they mean, found by their first piece.
pub(crate) struct Phrases<T>(Table<Vec<(Vec<&'static str>, T)>>);

impl<T: Copy> Phrases<T> {
    /// A table of these phrases.
    pub(crate) fn new(entries: impl Iterator<Item = (&'static str, T)>) -> Self {
        let mut by_first: Table<Vec<_>> = Table::default();
        for (entry, meaning) in entries {
            let pieces = entry_pieces(entry);
            if let Some(&first) = pieces.first() {
                by_first.entry(first).or_default().push((pieces, meaning));
            }
        }
        for list in by_first.values_mut() {
            list.sort_by_key(|(pieces, _)| std::cmp::Reverse(pieces.len()));
        }
        Self(by_first)
    }

    /// The meaning of the longest phrase that stands here; the cursor moves past it.
    pub(crate) fn take(&self, cursor: &mut Cursor<'_>) -> Option<T> {
        self.take_up_to(cursor, usize::MAX)
    }

    /// The longest entry here of at most so many pieces; the cursor moves past it.
    pub(crate) fn take_up_to(&self, cursor: &mut Cursor<'_>, most: usize) -> Option<T> {
        let list = self.0.get(cursor.text())?;
        list.iter().filter(|(pieces, _)| pieces.len() <= most).find_map(|(pieces, meaning)| {
            let mut ahead = *cursor;
            let found = pieces.iter().all(|&piece| {
                if piece == "'" { ahead.take_any(&["'", "\u{2019}"]) } else { ahead.take(piece) }
            });
            found.then(|| {
                *cursor = ahead;
                *meaning
            })
        })
    }
}

/// An entry cut as a text is: runs of letters, runs of digits, single other characters.
fn entry_pieces(entry: &'static str) -> Vec<&'static str> {
    let mut pieces = Vec::new();
    let mut rest = entry.trim_start();
    while let Some(first) = rest.chars().next() {
        let same = |c: char| {
            if first.is_alphabetic() { c.is_alphabetic() } else { c.is_ascii_digit() }
        };
        let run = rest.find(|c: char| !same(c)).unwrap_or(rest.len());
        let (piece, after) = rest.split_at(run.max(first.len_utf8()));
        pieces.push(piece);
        rest = after.trim_start();
    }
    pieces
}
