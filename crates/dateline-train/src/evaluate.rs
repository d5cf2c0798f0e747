//! What a model gets right of a treebank, with the words and sentences given.

use std::sync::LazyLock;
use std::time::Instant;

use dateline_language::{Model, Word};
use dateline_text::{ByteSpan, Segmented, WordSpan};

use crate::treebank::GoldWord;

/// Shares of words, in percent.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Figures {
    pub(crate) words: usize,
    pub(crate) upos: f64,
    pub(crate) xpos: f64,
    pub(crate) feats: f64,
    pub(crate) lemmas: f64,
    /// The right head.
    pub(crate) unlabelled: f64,
    /// The right head and relation without subtype.
    pub(crate) labelled: f64,
    pub(crate) words_per_second: f64,
}

/// Parses the sentences and compares.
pub(crate) fn evaluate(model: &Model, sentences: &[Vec<GoldWord>]) -> Figures {
    let (text, segmented) = lay_out(sentences);
    let began = processor_seconds();
    let parse = model.parse(&text, &segmented);
    let seconds = processor_seconds() - began;
    let words = segmented.words.len();
    let mut counts = [0_usize; 6];
    let mut start = 0;
    for sentence in sentences {
        for (at, gold) in (start..).zip(sentence) {
            let right = right_labels(parse.word(at), gold, start);
            let labelled = right.head && right.relation;
            let each = [right.upos, right.xpos, right.feats, right.lemma, right.head, labelled];
            for (count, right) in counts.iter_mut().zip(each) {
                *count += usize::from(right);
            }
        }
        start += sentence.len();
    }
    let [upos, xpos, feats, lemmas, unlabelled, labelled] =
        counts.map(|right| 100.0 * right as f64 / words.max(1) as f64);
    let words_per_second = words as f64 / seconds;
    Figures { words, upos, xpos, feats, lemmas, unlabelled, labelled, words_per_second }
}

/// Which labels of a word are right.
#[expect(clippy::struct_excessive_bools, reason = "one for each kind of label")]
#[derive(Debug, Clone, Copy)]
pub(crate) struct RightLabels {
    pub(crate) upos: bool,
    pub(crate) xpos: bool,
    pub(crate) feats: bool,
    pub(crate) lemma: bool,
    pub(crate) head: bool,
    /// The relation without subtype.
    pub(crate) relation: bool,
}

/// Compares a word of a sentence that begins at `start` with its annotation.
pub(crate) fn right_labels(word: &Word, gold: &GoldWord, start: usize) -> RightLabels {
    RightLabels {
        upos: word.upos == gold.tag.upos,
        xpos: word.xpos == gold.tag.xpos,
        feats: word.feats == gold.feats,
        lemma: gold.lemma == "_" || word.lemma == gold.lemma.as_str(),
        head: word.head == gold.head.map(|head| head + start),
        relation: word.relation.as_str() == gold.relation.split(':').next().unwrap_or_default(),
    }
}

/// The seconds that this thread has had a processor to itself, where the system says so, so that
/// speeds are comparable on a busy machine; else the seconds by the clock.
fn processor_seconds() -> f64 {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let clock = START.elapsed().as_secs_f64();
    let statistics = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = statistics.split(' ').next().and_then(|first| first.parse::<f64>().ok());
    nanoseconds.map_or(clock, |nanoseconds| nanoseconds / 1e9)
}

/// A text of the sentences' words, a space between each two, a sentence a line.
pub(crate) fn lay_out(sentences: &[Vec<GoldWord>]) -> (String, Segmented) {
    let mut text = String::new();
    let mut segmented = Segmented::default();
    for sentence in sentences {
        let first = segmented.words.len();
        for word in sentence {
            let start = text.len();
            text.push_str(&word.form);
            let span = ByteSpan::new(start, text.len());
            segmented.words.push(WordSpan { span, joined: false });
            text.push(' ');
        }
        segmented.sentences.push(first..segmented.words.len());
    }
    (text, segmented)
}
