//! How well names are found: exact spans with the right kind, as CoNLL-2003 counts them.

use std::collections::BTreeSet;
use std::fmt;

use dateline_language::{Model, NameKind, Parse};
use dateline_text::ByteSpan;

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

impl Score {
    /// The harmonic mean of precision and recall, in percent.
    pub(crate) fn f1(self) -> f64 {
        self.percentages()[2]
    }
}

impl fmt::Display for Score {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [precision, recall, f1] = self.percentages();
        write!(out, "P {precision:.2} R {recall:.2} F1 {f1:.2} ({} names)", self.gold)
    }
}

/// The names that a model finds in a document, each with its confidence, but for kinds that the
/// corpus does not mark.
fn found<'a>(
    parse: &'a Parse,
    cut: &'a Cut,
    kinds: &'a BTreeSet<NameKind>,
) -> impl Iterator<Item = ((ByteSpan, NameKind), f32)> + 'a {
    parse.names().iter().filter(|name| kinds.contains(&name.kind)).map(|name| {
        let words = &cut.segmented.words[name.words.clone()];
        let span = words[0].span.cover(words[words.len() - 1].span);
        ((span, name.kind), name.confidence)
    })
}

fn kinds(documents: &[Cut]) -> BTreeSet<NameKind> {
    documents.iter().flat_map(|cut| cut.document.names.iter().map(|name| name.1)).collect()
}

/// Scores the names of a model on the documents of a corpus.
pub(crate) fn score(model: &Model, documents: &[Cut]) -> Score {
    let kinds = kinds(documents);
    let mut score = Score::default();
    for cut in documents {
        let gold: BTreeSet<_> = cut.document.names.iter().copied().collect();
        let parse = model.parse(&cut.document.text, &cut.segmented);
        let found: BTreeSet<_> = found(&parse, cut, &kinds).map(|name| name.0).collect();
        score.gold += gold.len();
        score.found += found.len();
        score.right += gold.intersection(&found).count();
    }
    score
}

/// Shows the confidence of every name found, and whether the name is right.
pub(crate) fn each_confidence(model: &Model, documents: &[Cut], mut see: impl FnMut(f32, bool)) {
    let kinds = kinds(documents);
    for cut in documents {
        let parse = model.parse(&cut.document.text, &cut.segmented);
        for (name, confidence) in found(&parse, cut, &kinds) {
            see(confidence, cut.document.names.contains(&name));
        }
    }
}
