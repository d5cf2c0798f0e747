//! The sectors of a noun that no list knows.

use super::lexicon::Sectors;
use super::phrase::Phrase;

/// The sectors of a phrase whose noun stands in no list; none where that is not sure.
pub(super) fn sectors(phrase: &Phrase) -> Sectors {
    let _ = phrase;
    Vec::new()
}
