//! How well names are found: exact spans with the right kind, as CoNLL-2003 counts them.

use std::collections::BTreeSet;
use std::fmt;

use dateline_language::NameKind;
use dateline_language::names::NameRecogniser;

use super::corpora::Cut;

/// Counts of names.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Score {
    pub(crate) gold: usize,
    pub(crate) found: usize,
    pub(crate) right: usize,
}

impl Score {
    /// Precision, recall and their harmonic mean, in percent.
    pub(crate) fn percentages(self) -> [f64; 3] {
        let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        [
            share(self.right, self.found),
            share(self.right, self.gold),
            share(2 * self.right, self.found + self.gold),
        ]
    }
}

impl fmt::Display for Score {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [precision, recall, f1] = self.percentages();
        write!(out, "P {precision:.2} R {recall:.2} F1 {f1:.2} ({} names)", self.gold)
    }
}

/// Scores a recogniser on the documents of a corpus. Kinds that the corpus does not mark are
/// dropped.
pub(crate) fn score(recogniser: NameRecogniser<'_>, documents: &[Cut]) -> Score {
    let kinds: BTreeSet<NameKind> =
        documents.iter().flat_map(|cut| cut.document.names.iter().map(|name| name.1)).collect();
    let mut score = Score::default();
    for cut in documents {
        let gold: BTreeSet<_> = cut.document.names.iter().copied().collect();
        let found: BTreeSet<_> = recogniser
            .recognise(cut.words())
            .into_iter()
            .filter(|name| kinds.contains(&name.kind))
            .map(|name| {
                let words = &cut.segmented.words[name.words];
                (words[0].span.cover(words[words.len() - 1].span), name.kind)
            })
            .collect();
        score.gold += gold.len();
        score.found += found.len();
        score.right += gold.intersection(&found).count();
    }
    score
}
