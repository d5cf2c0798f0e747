//! What stands before the story: an agency's credit, and the dateline.

use std::ops::Range;

use crate::article::Article;

/// What stands before the first sentence of the story.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Front {
    /// `WNAM REPORT`, `(Reuters)` …
    pub(crate) credit: Option<String>,
    /// The words of `SEOUL, July 16 (Reuters) -`, its dash included.
    pub(crate) dateline: Option<Range<usize>>,
}

pub(crate) fn read(_article: &Article<'_>) -> Front {
    Front::default()
}
