//! `record.quantities`

use dateline_record::Quantity;

use crate::article::{Anchored, Article};
use crate::times::Times;

/// Numbers with what they count, in the order of the text; none that is part of a time.
pub(crate) fn read(_article: &Article<'_>, _times: &Times) -> Vec<Anchored<Quantity>> {
    Vec::new()
}
