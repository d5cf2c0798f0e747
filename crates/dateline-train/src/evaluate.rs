//! What a model gets right of a treebank, with the words and sentences given.

use std::sync::LazyLock;
use std::time::Instant;

use dateline_language::{Model, Parse};
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
    let share = |right: usize| 100.0 * right as f64 / words.max(1) as f64;
    let count = |holds: &dyn Fn(&Parse, usize, usize, &GoldWord) -> bool| {
        let mut right = 0;
        let mut start = 0;
        for sentence in sentences {
            for (at, word) in sentence.iter().enumerate() {
                right += usize::from(holds(&parse, start, start + at, word));
            }
            start += sentence.len();
        }
        share(right)
    };
    let head = |parse: &Parse, start: usize, at: usize, gold: &GoldWord| {
        parse.word(at).head == gold.head.map(|head| head + start)
    };
    Figures {
        words,
        upos: count(&|parse, _, at, gold| parse.word(at).upos == gold.tag.upos),
        xpos: count(&|parse, _, at, gold| parse.word(at).xpos == gold.tag.xpos),
        feats: count(&|parse, _, at, gold| parse.word(at).feats == gold.feats),
        lemmas: count(&|parse, _, at, gold| {
            gold.lemma == "_" || parse.word(at).lemma == gold.lemma.as_str()
        }),
        unlabelled: count(&head),
        labelled: count(&|parse, start, at, gold| {
            head(parse, start, at, gold)
                && parse.word(at).relation.as_str()
                    == gold.relation.split(':').next().unwrap_or_default()
        }),
        words_per_second: words as f64 / seconds,
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
fn lay_out(sentences: &[Vec<GoldWord>]) -> (String, Segmented) {
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
