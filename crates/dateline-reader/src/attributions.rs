//! `record.attributions`: who says what, by which words.

use std::ops::Range;

use dateline_record::{AttributionId, AttributionMode, SourceKind, Span, Stance, TimeId};

use crate::article::Article;
use crate::entities::Entities;
use crate::times::Times;

/// The attributions of a report, in the order of their cues.
#[derive(Debug, Default)]
pub(crate) struct Attributions {
    pub(crate) list: Vec<Attribution>,
    /// For each word, the innermost attribution whose content it stands in.
    innermost: Vec<Option<AttributionId>>,
}

/// An attribution, as words.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Attribution {
    pub(crate) parent: Option<AttributionId>,
    /// The words of each source, and its head word.
    pub(crate) sources: Vec<(Range<usize>, usize)>,
    pub(crate) source_kind: SourceKind,
    pub(crate) cue: Vec<Range<usize>>,
    pub(crate) content: Vec<Range<usize>>,
    pub(crate) mode: AttributionMode,
    pub(crate) stance: Stance,
    pub(crate) time: Option<TimeId>,
}

impl Attributions {
    /// The innermost attribution whose content a word stands in.
    pub(crate) fn around(&self, word: usize) -> Option<AttributionId> {
        self.innermost.get(word).copied().flatten()
    }
}

/// The spans of pieces of text.
pub(crate) fn spans(article: &Article<'_>, pieces: &[Range<usize>]) -> Vec<Span> {
    pieces.iter().map(|piece| article.span(piece.clone())).collect()
}

pub(crate) fn read(article: &Article<'_>, _times: &Times, _entities: &Entities) -> Attributions {
    Attributions { list: Vec::new(), innermost: vec![None; article.parse.words().len()] }
}
